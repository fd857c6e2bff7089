"""Headers of a project's own layout: free order, forms of lines, where the text begins, which layout it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.findings import TeiError
from tei.parse import choose, parse, weigh
from tei.profile import Profile, built_in, load_profile
from tei.source import decode

if TYPE_CHECKING:
    from pathlib import Path

    from tei.model import Source

MINUTES = """name = "minutes"
title = "Minutes of the gauge commission"
required = ["title", "body"]

[recognise]
at_least = 2

[[recognise.signs]]
what = "a number of minutes on the first line"
pattern = '^Protokoll Nr\\. [0-9]+$'
where = "first"
points = 3
needed = true

[[recognise.signs]]
what = "an internet address"
pattern = 'https?://'
where = "anywhere"
points = -2

[header]
order = "free"
text_begins = '^TOP 1\\b'

[[header.patterns]]
slot = "number"
pattern = '^Protokoll Nr\\. (?P<value>[0-9]+)$'

[[header.labels]]
slot = "title"
names = ["Betreff:"]
value = "line"

[[header.labels]]
slot = "date"
names = ["Datum:"]
value = "line"

[[header.labels]]
slot = "summary"
names = ["Inhalt:"]
"""
RECORD = """Protokoll Nr. 14

Datum: 4. Mai 1951
Betreff: Pegelstand am Unterlauf
Inhalt:
Der Pegel wurde gelesen.

Der Fährmann wurde gehört.

TOP 1 Der Pegel

Der Pegel stand hoch.
"""


def source(text: str) -> Source:
    read, _ = decode(text.encode(), "in.txt")
    assert read is not None
    return read


def layout(folder: Path, text: str = MINUTES) -> Profile:
    (folder / "minutes.toml").write_text(text)
    return load_profile(folder / "minutes.toml")


def slots(text: str, profile: Profile) -> list[tuple[str, str, str]]:
    record, _ = parse(source(text), profile)
    assert record is not None
    return [(slot.name, slot.label.text if slot.label else "", slot.text) for slot in record.slots]


def test_labels_in_any_order_and_a_summary_of_paragraphs(tmp_path: Path) -> None:
    expected = [
        ("number", "Protokoll Nr.", "14"),
        ("date", "Datum:", "4. Mai 1951"),
        ("title", "Betreff:", "Pegelstand am Unterlauf"),
        ("summary", "Inhalt:", "Der Pegel wurde gelesen. Der Fährmann wurde gehört."),
        ("body", "", "TOP 1 Der Pegel Der Pegel stand hoch."),
    ]
    assert slots(RECORD, layout(tmp_path)) == expected


def test_in_a_fixed_order_a_label_that_comes_too_late_is_text(tmp_path: Path) -> None:
    fixed = layout(
        tmp_path, MINUTES.replace('order = "free"\n', "").replace("text_begins = '^TOP 1\\b'\n", "")
    )
    record, _ = parse(source(RECORD.replace("Inhalt:", "Datum: 1. Mai\nInhalt:")), fixed)
    assert record is None or [slot.name for slot in record.slots].count("date") == 1


def test_what_the_header_does_not_know_is_kept_above_the_text(tmp_path: Path) -> None:
    text = RECORD.replace("TOP 1", "Mit Stempel der Kanzlei\n\nTOP 1")
    text = text.replace("Inhalt:\nDer Pegel wurde gelesen.\n\nDer Fährmann wurde gehört.\n\n", "")
    assert ("unrecognised", "", "Mit Stempel der Kanzlei") in slots(text, layout(tmp_path))


def test_a_label_announces_the_text(tmp_path: Path) -> None:
    words = MINUTES.replace("text_begins = '^TOP 1\\b'\n", "")
    profile = layout(tmp_path, words + '\n[[header.labels]]\nslot = "body"\nnames = ["TEXT:"]\n')
    found = slots(RECORD.replace("TOP 1 Der Pegel", "TEXT: Datum: nach Pegel\n\nDatum: nichts"), profile)
    assert found[-1] == ("body", "TEXT:", "Datum: nach Pegel Datum: nichts Der Pegel stand hoch.")
    assert [name for name, _, _ in found].count("date") == 1


def test_positions_alone_make_a_header(tmp_path: Path) -> None:
    text = 'name = "minutes"\ntitle = "M"\n[[header.positions]]\nslot = "title"\n[[header.positions]]\nslot = "date"\npattern = \'[0-9]{4}$\'\n'
    found = slots("Pegelstand\n\n4. Mai 1951\n\nDer Pegel stand hoch.\n", layout(tmp_path, text))
    assert [(name, words) for name, _, words in found] == [
        ("title", "Pegelstand"),
        ("date", "4. Mai 1951"),
        ("body", "Der Pegel stand hoch."),
    ]


def test_a_form_counts_once_and_only_above_the_labels(tmp_path: Path) -> None:
    found = slots(RECORD.replace("TOP 1 Der Pegel", "TOP 1 Der Pegel\n\nProtokoll Nr. 9"), layout(tmp_path))
    assert [words for name, _, words in found if name == "number"] == ["14"]
    assert "Protokoll Nr. 9" in found[-1][2]


def test_a_layout_is_weighed_by_its_signs(tmp_path: Path) -> None:
    profile = layout(tmp_path)
    weighed = weigh(source(RECORD), profile)
    assert weighed.fits
    assert weighed.points == 3 + 4
    assert "a number of minutes on the first line" in weighed.said
    assert "Betreff:" in weighed.said
    linked = weigh(source(RECORD + "\nhttps://pegel.example/14\n"), profile)
    assert linked.points == weighed.points - 2
    assert "but an internet address" in linked.said
    other = weigh(source(RECORD.replace("Protokoll", "Notiz")), profile)
    assert not other.fits
    assert other.missing == ("a number of minutes on the first line",)


def test_the_weightiest_is_chosen_and_a_near_one_is_said(tmp_path: Path) -> None:
    mine = layout(tmp_path)
    twin = layout(
        tmp_path, MINUTES.replace('name = "minutes"', 'name = "a-twin"').replace("points = 3", "points = 2")
    )
    plain = built_in()["plain"]
    choice = choose(source(RECORD), [plain, twin, mine])
    assert choice.profile == mine
    assert [one.profile.name for one in choice.fitting] == ["minutes", "a-twin"]
    assert [one.code for one in choice.findings] == ["P008"]
    assert "close to it: a-twin 6 points" in choice.findings[0].message
    far = layout(
        tmp_path, MINUTES.replace('name = "minutes"', 'name = "far"').replace("points = 3", "points = 1")
    )
    assert choose(source(RECORD), [plain, far, mine]).findings == ()


def test_what_nobody_knows_goes_to_the_fallback_with_a_finding(tmp_path: Path) -> None:
    choice = choose(source("Eine Notiz\n\nDer Pegel stand hoch.\n"), [built_in()["plain"], layout(tmp_path)])
    assert choice.profile is built_in()["plain"]
    assert [one.code for one in choice.findings] == ["P001"]


@pytest.mark.parametrize("points", ["11", "-11", '"three"'])
def test_points_have_bounds(tmp_path: Path, points: str) -> None:
    with pytest.raises(TeiError, match=r"recognise\.signs\.0\.points"):
        layout(tmp_path, MINUTES.replace("points = 3", f"points = {points}"))


def test_a_layout_that_no_record_can_reach_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TeiError, match="no record can have more than 6 points"):
        layout(tmp_path, MINUTES.replace("at_least = 2", "at_least = 7"))

"""The order of the archive's site before 2022: summary and citation below the buttons of the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tei.findings import Severity
from tei.parse import choose, parse
from tei.pipeline import Options, convert_bytes
from tei.profile import Label, built_in
from tei.source import decode

LAYOUT = "wilson-center-site"
SUMMARY = 'Osler tells of a talk about the "upper ferry".'
CITATION = (
    '"Telegram from Harn (Osler)," May 03, 1962, History and Public Policy Program Digital Archive, GAVB, f. 12. '
    "http://digitalarchive.wilsoncenter.org/document/900955"
)
HEAD = "May 03, 1962\n\nTELEGRAM FROM HARN (OSLER)\n\n"
BUTTONS = "CITATION SHARE DOWNLOAD\n\nCitation\nget citation\n\n"
VIEW = "VIEW DOCUMENT IN\n\nEnglish HTML\n\n"
TEXT = "Harn, 3 May 1962\n\nThe clerk received me today and asked for two boats.\n\nOSLER\n"


PARTS = {
    "head": HEAD,
    "buttons": BUTTONS,
    "summary": SUMMARY + "\n",
    "citation": CITATION + "\n\n",
    "view": VIEW,
    "text": TEXT,
}


def written(**changes: str) -> str:
    """A record, some of its parts written otherwise."""
    return "".join({**PARTS, **changes}.values())


def slots(text: str) -> list[tuple[str, str]]:
    """The slots of a record in order, each with its text."""
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, built_in()[LAYOUT])
    assert record is not None
    return [(slot.name, slot.text) for slot in record.slots]


EXPECTED = [
    ("date", "May 03, 1962"),
    ("title", "TELEGRAM FROM HARN (OSLER)"),
    ("dropped", "CITATION SHARE DOWNLOAD"),
    ("section", ""),
    ("dropped", "get citation"),
    ("summary", SUMMARY),
    ("citation", CITATION),
    ("contents", "English HTML"),
    ("body", " ".join(TEXT.split())),
]


def test_each_part_goes_to_its_slot() -> None:
    assert slots(written()) == EXPECTED


def test_summary_and_citation_may_stand_on_one_line_or_apart() -> None:
    assert slots(written(summary=SUMMARY + " ")) == EXPECTED
    assert slots(written(summary=SUMMARY + "\n\n")) == EXPECTED


def test_words_in_quotes_within_the_summary_begin_no_citation() -> None:
    summary = 'Osler tells of the "upper ferry," and of 1961, to the keeper.'
    found = slots(written(summary=summary + "\n\n"))
    assert found == [("summary", summary) if name == "summary" else (name, text) for name, text in EXPECTED]


@pytest.mark.parametrize("part", ["summary", "view"])
def test_a_part_may_be_missing(part: str) -> None:
    name = {"summary": "summary", "view": "contents"}[part]
    assert slots(written(**{part: ""})) == [one for one in EXPECTED if one[0] != name]


def test_a_summary_without_a_citation_is_taken_for_none() -> None:
    found = dict(slots(written(citation="\n")))
    assert (found.get("citation"), found["unrecognised"]) == (None, SUMMARY)


def test_a_line_of_the_text_like_a_button_is_text() -> None:
    text = TEXT.replace("The clerk", "Share\n\nVIEW DOCUMENT IN\n\nget citation\n\nThe clerk")
    found = slots(written(text=text))
    assert found == [*EXPECTED[:-1], ("body", " ".join(text.split()))]


def test_the_layout_is_recognised_by_its_buttons() -> None:
    def layout_of(text: str) -> str:
        source, _ = decode(text.encode(), "in.txt")
        assert source is not None
        chosen = choose(source, list(built_in().values())).profile
        assert chosen is not None
        return chosen.name

    assert layout_of(written()) == LAYOUT
    assert layout_of(written(buttons="Citation\n\n", view="")) != LAYOUT
    assert layout_of(TEXT + "get a citation") == "plain"


@given(
    st.lists(
        st.sampled_from(
            ["Share", "Citation", "get citation", "DOWNLOAD", "English HTML", "A boat came.", ""]
        ),
        max_size=9,
    )
)
@settings(max_examples=80)
def test_nothing_of_the_text_is_lost(lines: list[str]) -> None:
    """What is lost would be an error: the conversion compares the TEI with the record."""
    text = "The river rose.\n\n" + "\n".join(lines) + "\n\nOSLER\n"
    result = convert_bytes(written(text=text).encode(), "in.txt", Options(LAYOUT))
    assert not [one.code for one in result.findings if one.severity is Severity.ERROR]
    assert slots(written(text=text))[-1] == ("body", " ".join(text.split()))


def test_what_the_layouts_of_the_archive_share_is_alike() -> None:
    """They are no extensions of one another, for the signs that each needs are not those of the others."""
    family = [layout for name, layout in built_in().items() if name.startswith("wilson-center")]
    assert len(family) == 4
    dates = {next(one.pattern for one in layout.header.positions if one.slot == "date") for layout in family}
    assert len({one.text for one in dates if one is not None}) == 1
    assert all(layout.archive == family[0].archive for layout in family)
    assert all(layout.id == family[0].id for layout in family)


def test_what_stands_above_a_form_needs_the_form() -> None:
    with pytest.raises(ValidationError, match="`pattern` is asked for"):
        Label(slot="citation", names=("Citation",), above="summary")


def test_who_wrote_is_read_from_the_title_as_the_citation_spells_it() -> None:
    title = "Telegram from Ambassador Marta Osler to the Ferry Ministry"
    text = written(
        head=f"May 03, 1962\n\n{title.upper()}\n\n",
        citation=CITATION.replace("Telegram from Harn (Osler)", title) + "\n\n",
    )
    document = convert_bytes(text.encode(), "in.txt", Options(LAYOUT)).document
    assert document is not None
    assert [one.value for one in document.header.senders] == ["Ambassador Marta Osler"]
    assert [one.value for one in document.header.recipients] == ["the Ferry Ministry"]
    assert document.header.title is not None
    assert document.header.title.value == title.upper()

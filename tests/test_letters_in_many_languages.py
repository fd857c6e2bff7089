"""A short letter in each of many languages: every line of its frame is told, its language and its date are right."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from layouts import NS

from tei.pipeline import Options, convert_bytes
from tei.safe_xml import parse_xml

LETTERS = tomllib.loads((Path(__file__).parent / "letters" / "languages.toml").read_text("utf-8"))
TELEGRAM = """電信写

昭和二十七年五月六日午後三時十分発
外務大臣宛
第一二三号

漁区の境に関する件

五日、先方の代表は会談において次の通り述べた。漁区の境については従来の立場を変えない。
"""


def said(record: str, path: str) -> list[str]:
    """The words of the elements at a path of the TEI of a record."""
    made = convert_bytes(record.encode(), "letter.txt", Options(profile="plain"))
    found = parse_xml(made.tei).xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [
        one if isinstance(one, str) else "".join(one.itertext())
        for one in found
        if not isinstance(one, bytes | tuple)
    ]


@pytest.mark.parametrize("tag", sorted(LETTERS))
def test_the_frame_of_a_letter(tag: str) -> None:
    dateline, salute, text, formula, name = LETTERS[tag]["lines"]
    record = "\n\n".join((dateline, salute, text, formula, name)) + "\n"
    assert said(record, "//t:div[@type='edition']/@xml:lang") == [tag]
    assert said(record, "//t:opener/t:dateline") == [dateline]
    assert said(record, "//t:creation/t:date/@when") == [one for one in (LETTERS[tag]["date"],) if one]
    assert said(record, "//t:opener/t:salute") == [salute]
    assert said(record, "//t:div/t:p") == [text]
    assert said(record, "//t:closer/t:salute") == [formula]
    assert said(record, "//t:closer/t:signed") == [name]


def test_a_telegram_of_japan() -> None:
    assert said(TELEGRAM, "//t:text//t:head") == ["電信写"]
    assert said(TELEGRAM, "//t:creation/t:date/@when") == ["1952-05-06"]
    assert said(TELEGRAM, "//t:opener/t:address") == ["外務大臣宛"] or "外務大臣宛" in said(
        TELEGRAM, "//t:addrLine"
    )
    assert said(TELEGRAM, "//t:idno[@type='number']") == ["第一二三号"]
    assert said(TELEGRAM, "//t:title[@type='subject']") == ["漁区の境に関する件"]


@pytest.mark.parametrize(
    ("record", "addressed"),
    [
        (
            "Bonn, den 3. Mai 1955\n\nAn\nHerrn Direktor Brandt\nStadtarchiv\nKöln\n\nSehr geehrter Herr Direktor,\n\n",
            4,
        ),
        ("ירושלים, 15 באוקטובר 1948\n\nלכבוד\nמר דוד לוין\nועד הקהילה, חיפה\n\nאדון נכבד,\n\n", 3),
    ],
)
def test_the_word_to_alone_over_an_address(record: str, addressed: int) -> None:
    text = "קיבלתי אתמול את מכתבך." if addressed == 3 else "die Akten sind gestern hier angekommen."
    assert len(said(f"{record}{text}\n", "//t:opener//t:addrLine")) == addressed
    assert said(f"{record}{text}\n", "//t:text//t:head") == []


OLD_LETTER = """Abschrift

Wien, am 5ten Jänner 1849.

Euer Wohlgeboren!

Auf Ihr Geehrtes beeile ich mich zu antworten, daß die Blätter wohlbehalten hier eingetroffen sind.

Genehmigen Euer Wohlgeboren die Versicherung meiner vollkommenen Hochachtung

Ihr ergebenster Diener
Jos. Haller m. p.

An
Seine Wohlgeboren Herrn Dr. K. Brunn
in Olmütz
"""
CABLE = """12. Telegram From the Consulate General in Lowtown to the Department of Rivers

Lowtown, May 4, 1973, 1425Z.

1187. Subject: Grain Talks. Ref: Rivers 80122.

1. The delegation met with the minister, who said that prices were too high.

Halvorsen
"""


def test_an_old_letter_with_the_address_at_its_foot() -> None:
    assert said(OLD_LETTER, "//t:seg[@type='copy']") == ["Abschrift"]
    assert said(OLD_LETTER, "//t:opener/t:salute") == ["Euer Wohlgeboren!"]
    assert said(OLD_LETTER, "//t:div/t:p") == [OLD_LETTER.split("\n\n")[3]]
    assert said(OLD_LETTER, "//t:closer//t:addrLine") == OLD_LETTER.rsplit("\n\n", maxsplit=1)[
        -1
    ].strip().split("\n")
    assert said(OLD_LETTER, "//t:signed") == ["Jos. Haller m. p."]


def test_a_title_with_the_number_of_the_document_in_its_volume() -> None:
    assert said(CABLE, "//t:text//t:head") == [CABLE.split("\n", maxsplit=1)[0]]
    assert said(CABLE, "//t:creation/t:date/@when") == ["1973-05-04"]


@pytest.mark.parametrize(
    "line",
    [
        "Vale of York was flooded.",
        "Salam is a word of peace.",
        "Mit vollkommener Ruhe sah er zu.",
        "En derin kuyu köyün kuzeyindedir.",
        "שלך הבית הזה.",
        "Servus eius non venit.",
        "Vaša kuća je velika.",
    ],
)
def test_sentences_that_begin_like_a_formula_are_none(line: str) -> None:
    record = f"Note on the ferry\n\nThe ferry stood still for nine days, and nobody came.\n\n{line}\n"
    assert said(record, "//t:closer") == []


@pytest.mark.parametrize(
    "line", ["Bester Weg,", "Tuan Hatta came,", "Sayın Street is long.", "Domine dirige nos,"]
)
def test_lines_that_begin_like_a_form_of_address_are_none(line: str) -> None:
    record = f"Note on the ferry\n\n{line}\n\nThe ferry stood still for nine days, and nobody came to the landing.\n"
    assert said(record, "//t:opener/t:salute") == []
    assert said(record, "//t:addrLine") == []

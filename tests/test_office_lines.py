"""Lines of offices around a text: copies, numbers answered, enclosures, copy lists, signatures side by side."""

from __future__ import annotations

import pytest
from lxml import etree
from test_openings_and_closings import DE, EN, RU, kinds, pieces, shown

from tei.interpret.inline import plain_text
from tei.model import Block, ItemList, Note
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
HU = "A híd ismét nyitva van, és a vonatok menetrend szerint járnak a folyón át."
PL = "Most jest znowu otwarty, a pociągi jeżdżą przez rzekę według rozkładu jazdy."


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"Szigorúan titkos!\nKészült 4 példányban.\nBudapest, 1962. május 4.\n\n{HU}\n\n{HU}",
         "hu", "classification copy dateline p p"),
        (f"TAJNE\nWykonano w 2 egz.\nLublin, dnia 4 maja 1961 r.\n\n{PL}\n\n{PL}",
         "pl", "classification copy dateline p p"),
        (f"[Control copy]\nSECRET\n\n{EN}\n\n{EN}", "en", "copy classification p p"),
        (f"SECRET\nYour No. 441 of 2 May 1951.\n\n{EN}\n\n{EN}", "en", "classification reference p p"),
        (f"Geheim\nIhr Nr. 12/51\n\n{DE}\n\n{DE}", "de", "classification reference p p"),
        (f"Geheim\n\nBetr.: Brücken am Fluss\n\nHerr Minister!\n\n{DE}", "de", "classification subject salute p"),
    ],
)  # fmt: skip
def test_openings_of_offices(text: str, language: str, expected: str) -> None:
    assert kinds(text, language) == expected.split()


def test_the_name_below_the_office_is_the_same_addressee() -> None:
    text = f"An den\nVorsitzenden der Brücken\nHerrn Dr. Karl Luntz\nAltdorf\n\nHerr Doktor!\n\n{DE}"
    result = convert_bytes(text.encode(), "in.txt")
    lines = parse_xml(result.tei).xpath("//t:opener/t:address/t:addrLine", namespaces=NS)
    assert len({line.getparent() for line in lines}) == 1
    assert len(lines) == 4


def test_several_addressees_stay_apart() -> None:
    text = f"TO THE WARDENS OF THE COAST\nTO THE KEEPERS OF THE LAMPS\n\n{EN}\n\n{EN}"
    result = convert_bytes(text.encode(), "in.txt")
    assert len(parse_xml(result.tei).xpath("//t:opener/t:address", namespaces=NS)) == 2


@pytest.mark.parametrize(
    ("below", "language", "expected"),
    [
        ("(signed) J. Holm            (signed) A. Reyes\nChairman                    Secretary",
         "en", "signed signed signed signed"),
        ("Секретарь правления             А. Лугин\n4 мая 1951 г.\nОтпечатано в 2 экз.\n1 – в дело\n2 – тов. Орлову",
         "ru", "signed signed dateline distribution distribution distribution"),
        ("A. Holm\n\nDistribution:\nMr. Reyes\nMiss Lowe\nFile", "en",
         "signed distribution distribution distribution distribution"),
        ("/-/ J. Lugin\n\nOtrzymują:\ntow. Holm\na/a", "pl", "signed distribution distribution distribution"),
        ("/: Kovács Béla :/\nnagykövet", "hu", "signed signed"),
        ("gez. Karl Luntz\n\nAnlage: 1 Rechnung", "de", "signed reference"),
    ],
)  # fmt: skip
def test_closings_of_offices(below: str, language: str, expected: str) -> None:
    above = {"ru": RU, "pl": PL, "hu": HU, "de": DE}.get(language, EN)
    found = shown(pieces(f"{above}\n\n{above}\n\n{below}", language))
    assert [kind for kind, _ in found] == ["p", "p", *expected.split()]


def test_words_side_by_side_that_are_no_names_are_no_signatures() -> None:
    below = "in the yard                the lamps were cold"
    assert kinds(f"{EN}\n\n{EN}\n\n{below}", "en")[-1] == "p"


def senders(text: str) -> list[str]:
    names = parse_xml(convert_bytes(text.encode(), "in.txt").tei).xpath(
        "//t:correspAction[@type='sent']/*[contains(name(), 'ame')][not(self::t:placeName)]", namespaces=NS
    )
    return ["".join(map(str, etree.ElementBase.itertext(name))) for name in names]


def test_a_second_label_on_a_line_is_no_part_of_a_name() -> None:
    text = f"CIPHERED TELEGRAM No. 12/sh\n\nFrom: Port Alder       Received: 4 May 1951\n\n{EN}\n\n{EN}"
    assert senders(text) == []


def test_the_office_below_a_name_is_nobody() -> None:
    text = f"Sehr geehrter Herr Doktor!\n\n{DE}\n\nMit vorzüglicher Hochachtung\n\nKarl Luntz\nHafeninspektor"
    assert senders(text) == ["Karl Luntz"]


def test_two_surnames_are_two_signatures() -> None:
    assert senders(f"Dear Ada,\n\n{EN}\n\nYours sincerely,\n\nHolm\nReyes") == ["Holm", "Reyes"]


def lists(text: str, language: str = "en") -> list[tuple[str, str, list[str]]]:
    return [
        (piece.kind, plain_text(piece.head), [one for item in piece.items for one in map(plain_text, item.contents)])
        for piece in pieces(text, language)
        if isinstance(piece, ItemList)
    ]  # fmt: skip


def test_names_under_a_word_for_those_present_are_a_list() -> None:
    text = f"{EN}\n\nPresent:\nMr. John Holm, Chairman\nMiss Reyes\nAbsent: Dr. Lowe\n\n{EN}"
    assert lists(text) == [("participants", "Present:", ["Mr. John Holm, Chairman", "Miss Reyes"])]


@pytest.mark.parametrize(
    "below", ["Mr. Holm came late: he had missed the boat.", "nobody but the keeper\nand his dog"]
)
def test_a_sentence_under_it_is_none(below: str) -> None:
    assert lists(f"{EN}\n\nPresent:\n{below}\n\n{EN}") == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("I. The lamps\nII. The oil\nIII. Other business", 3),
        ("1/ Lamps by sea.\n2/ Oil by land.", 2),
        ("1./ Lamps by sea.\n2./ Oil by land.", 2),
        ("a/ lamps,\nb/ oil", 2),
        ("I. Holm\nV. Reyes", 0),
        ("1/2 of the lamps is lost\n2/3 of the oil is lost", 0),
    ],
)
def test_labels_of_agendas(text: str, items: int) -> None:
    assert sum(len(found) for _, _, found in lists(f"{EN}\n\n{text}\n\n{EN}")) == items


def test_signs_of_one_list_of_notes_may_be_mixed() -> None:
    found = pieces(
        f"The lamp[1] and the oil² and rope⑶.\n\n{EN}\n\nNotes\n\n[1] Of brass.\n2 Of rape.\n③ Hemp.",
        "en",
    )
    notes = [piece for piece in found if isinstance(piece, Note)]
    assert [(note.n, plain_text(note.paragraphs[0])) for note in notes] == [
        ("1", "Of brass."),
        ("2", "Of rape."),
        ("3", "Hemp."),
    ]
    assert all(note.anchored for note in notes)


def test_an_annex_with_a_number_is_still_one() -> None:
    found = pieces(f"{EN}\n\nA. Holm\n\nAnnex 1: List of lamps\n\n{EN}\n\n{EN}", "en")
    assert not isinstance(found[-1], Block)

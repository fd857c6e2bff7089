"""Stage 4: every fact at its place, ids that hold, white space that is no text."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from sample_records import RECORDS, TEXT, wilson

from tei.check.index import POINTERS
from tei.encode import lines
from tei.model import Glossed, PrintedSource
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

NS = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}"


def tei(text: str) -> etree._ElementTree:
    result = convert_bytes(text.encode(), "in.txt")
    assert not result.failed, [one.message for one in result.findings]
    return parse_xml(result.tei)


def found(tree: etree._ElementTree, path: str) -> list[str]:
    nodes = tree.xpath(path, namespaces=NS)
    assert isinstance(nodes, list)
    return [str(node) if isinstance(node, str) else "".join(map(str, node.itertext())) for node in nodes]


FULL = wilson(
    TEXT.replace("books", "books[1]") + "\n\nNotes\n\n- [1] Lost.\n\nAll of them.",
    Summary="Holm tells what came.\n\nShe asks for more.",
    Credits="With support from the Lamp Fund",
    Donor="The Holm family",
    Original_Language="English",
    Contents="Original Scan\nTranslation - English",
)

PLACES = {
    "//t:titleStmt/t:title[@type='main']": ["Letter from Ada Holm to Jon Reyes"],
    "//t:profileDesc/t:creation/t:date": ["March 9, 1954"],
    "//t:profileDesc/t:creation/t:date/@when": ["1954-03-09"],
    "//t:profileDesc/t:abstract/t:p": ["Holm tells what came.", "She asks for more."],
    "//t:notesStmt/t:note[@type='credits']": ["With support from the Lamp Fund"],
    "//t:notesStmt/t:note[@type='contents']/t:list/t:item": ["Original Scan", "Translation - English"],
    "//t:notesStmt/t:note[@type='unrecognised']": ["Donor:", "The Holm family"],
    "//t:sourceDesc//t:textLang": ["English"],
    "//t:sourceDesc//t:textLang/@mainLang": ["en"],
    "//t:sourceDesc//t:idno[@type='URI']": ["https://digitalarchive.wilsoncenter.org/document/920001"],
    "//t:sourceDesc//t:idno[@type='document']": ["920001"],
    "//t:sourceDesc//t:idno[@type='filename']": ["in.txt"],
    "//t:correspAction[@type='sent']/t:persName": ["Ada Holm"],
    "//t:correspAction[@type='received']/t:persName": ["Jon Reyes"],
    "//t:publicationStmt/t:idno[@type='local']": ["wcda-920001"],
    "//t:text//t:note/@n": ["1"],
    "//t:text//t:note/t:p": ["Lost.", "All of them."],
    "//t:text//t:note/t:label": ["[1]"],
}


def test_every_fact_stands_at_its_place() -> None:
    tree = tei(FULL)
    assert {path: found(tree, path) for path in PLACES} == PLACES
    (citation,) = found(tree, "//t:sourceDesc/t:bibl[@type='citation']")
    assert citation == FULL.split("\n")[6]


def test_labels_and_list_marks_are_carried_by_elements() -> None:
    text = "".join(map(str, tei(FULL).getroot().itertext()))
    for label in ("Summary:", "Credits:", "Original Language:", "Contents:", "- [1]"):
        assert label not in text


def test_an_anchor_and_its_note_point_at_each_other() -> None:
    tree = tei(FULL)
    (anchor,) = found(tree, "//t:ref[@type='noteAnchor']/@xml:id")
    (note,) = found(tree, "//t:text//t:note/@xml:id")
    assert found(tree, "//t:ref[@type='noteAnchor']/@target") == [f"#{note}"]
    assert found(tree, "//t:text//t:note/@target") == [f"#{anchor}"]


def test_two_marks_of_one_note() -> None:
    tree = tei(wilson("The boat[1] came[1] on Friday with the books.\n\nNotes\n\n[1] Lost."))
    anchors = found(tree, "//t:ref[@type='noteAnchor']/@xml:id")
    assert len(set(anchors)) == 2
    assert found(tree, "//t:text//t:note/@target") == [" ".join(f"#{anchor}" for anchor in anchors)]


def test_what_is_alone_says_so() -> None:
    tree = tei(wilson("The boat[3] came on Friday with the books.\n\nNotes\n\n[1] Lost."))
    assert found(tree, "//t:ref[@type='noteAnchor']/@target") == []
    assert found(tree, "//t:ref[@type='noteAnchor']/@ana") == ["#finding.noNote"]
    assert found(tree, "//t:text//t:note/@ana") == ["#finding.noAnchor"]
    assert found(tree, "//t:text//t:note/@anchored") == ["false"]


def test_a_note_on_the_copy_without_a_number_points_at_the_document() -> None:
    note = "[Footnote:] On the last page, below the name, there is a stamp of the harbour office."
    tree = tei(wilson(f"{TEXT}\n\n{note}"))
    assert found(tree, "//t:text//t:note[t:label]/@target") == ["#en-doc"]
    assert found(tree, "//t:text//t:note[t:label]/@anchored") == ["false"]


def test_the_medium_of_a_copy_is_said_of_the_object() -> None:
    source = "National Archives of Lonrad, File A-31 (Microfilm). Translated by Ole Dahl."
    tree = tei(
        wilson(TEXT, Citation=f'"A Note on Lamps", May 1, 1954, Wilson Center Digital Archive, {source}')
    )
    assert found(tree, "//t:physDesc/t:objectDesc/@form") == ["microfilm"]
    assert found(tree, "//t:idno[@type='shelfmark']") == ["File A-31 (Microfilm)"]


def test_a_raised_label_has_its_rendition_declared() -> None:
    tree = tei(wilson(TEXT + "\n\nNotes\n\n^{1} The lamps are lost."))
    assert found(tree, "//t:note/t:label/@rendition") == ["#sup"]
    assert found(tree, "//t:tagsDecl/t:rendition/@xml:id") == ["sup"]


@pytest.mark.parametrize("more", ["^{a}", ", March 9, 1954", ""])
def test_a_number_line(more: str) -> None:
    tree = tei(wilson(f"No. 12{more}\n\n{TEXT}"))
    (line,) = found(tree, "//t:text//t:opener/t:dateline")
    assert line.replace("^{a}", "a") == f"No. 12{more}".replace("^{a}", "a")
    assert found(tree, "//t:text//t:idno[@type='number']/*") == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("No. 31, Hirano Branch Office, Coastal Union, Sent", "No. 31"),
        ("No. 12/AB-7, file 3", "No. 12/AB-7, file 3"),
        ("No. 12, 13", "No. 12, 13"),
    ],
)
def test_the_office_behind_a_number_is_no_part_of_it(line: str, number: str) -> None:
    tree = tei(wilson(f"{line}\n\n{TEXT}"))
    assert found(tree, "//t:text//t:idno[@type='number']/text()") == [number]
    assert found(tree, "//t:text//t:opener/t:dateline") == [line]


def test_a_record_without_text_says_that_it_is_not_transcribed() -> None:
    tree = tei(wilson("", Original_Language="Hungarian", Contents="Original Scan"))
    assert found(tree, "//t:body/t:div/@xml:lang") == ["hu"]
    assert found(tree, "//t:body/t:div//t:gap/@reason") == ["notTranscribed"]


def test_declared_is_what_is_used_and_nothing_else() -> None:
    tree = tei(FULL)
    categories = set(found(tree, "//t:category/@xml:id"))
    used = {token[1:] for value in found(tree, "//@ana | //t:catRef/@target") for token in value.split()}
    assert categories == {name for name in used if "." in name}
    assert found(tree, "//t:calendarDesc") == []
    assert set(found(tree, "//t:language/@ident")) == set(found(tree, "//@xml:lang"))


def test_a_language_that_is_stated_and_not_here_is_declared_as_such() -> None:
    tree = tei(wilson(Original_Language="German"))
    (german,) = found(tree, "//t:language[@ident='de']")
    assert "not transcribed" in german
    assert found(tree, "//t:body/t:div/@type") == ["translation"]


def test_of_a_text_in_an_unknown_language_it_is_not_said_that_the_original_is_missing() -> None:
    text = (
        "Vrbl mnopk lrrt zxqqw blorf gnarg wibble snork fleeb tunk.\n\nZyxt plugh frotz gnusto rezrov yomin."
    )
    tree = tei(wilson(text, Original_Language="Amharic"))
    assert found(tree, "//t:body/t:div/@xml:lang") == ["und"]
    assert found(tree, "//t:language[@ident='am']") == ["Amharic: original language as stated"]


def test_other_calendars_are_declared() -> None:
    tree = tei(wilson("昭和二十四年十一月十五日\n\n来月には新しい風速計が届く予定です。\n\n" + TEXT))
    (pointer,) = found(tree, "//t:text//t:date/@calendar")
    assert found(tree, "//t:calendar/@xml:id") == [pointer[1:]]


def test_two_people_of_one_slug_have_two_ids() -> None:
    text = wilson(title="Letter from Ada Holm to Ada. Holm").replace(
        ", Box 2.", ", Box 2. Translated by Jon Reyes."
    )
    tree = tei(text)
    ids = found(tree, "//t:person/@xml:id")
    assert len(ids) == len(set(ids)) == len(found(tree, "//t:person/t:persName"))


def test_characters_of_markup_are_text() -> None:
    words = "<p>boat</p> & lamps ]]> <!-- none --> \"'"
    assert words in found(tei(wilson(f"The {words} came on Friday with books.")), "//t:text//t:p")[0]


def test_no_white_space_is_added_within_text() -> None:
    tree = tei(FULL)
    for element in tree.iter(
        "{*}p", "{*}head", "{*}note", "{*}salute", "{*}signed", "{*}item", "{*}title", "{*}bibl"
    ):
        assert "\n" not in "".join(map(str, element.itertext()))


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_ids_are_unique_and_pointers_lead_somewhere(text: str) -> None:
    result = convert_bytes(text.encode(), "in.txt")
    if result.failed:
        return
    tree = parse_xml(result.tei)
    ids = [element.get(f"{XML}id") for element in tree.iter("*") if element.get(f"{XML}id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter("*"):
        for name in POINTERS.intersection(map(str, element.attrib)):
            for token in element.get(name, "").split():
                assert not token.startswith("#") or token[1:] in ids
        # An empty attribute says nothing and is not written.
        assert "" not in [str(value) for value in element.attrib.values()]


def test_the_bytes_end_in_one_line_end_and_declare_their_encoding() -> None:
    data = convert_bytes(FULL.encode(), "in.txt").tei
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-model ')
    assert data.endswith(b"</TEI>\n")
    assert b"\r" not in data
    assert not re.search(rb"[ \t]\n", data)


@pytest.mark.parametrize(
    ("printed", "ends"),
    [
        ("251-52", ["251", "252"]),
        ("470~471", ["470", "471"]),
        ("12", ["12", "12"]),
        ("97-12", []),
        ("9" * 5_000, []),
    ],
)
def test_a_range_of_pages_has_ends_only_where_it_goes_up(printed: str, ends: list[str]) -> None:
    book = PrintedSource(Glossed("Boats of the Velun"), pages=printed)
    assert found(_encoded_book(book), "//t:biblScope/@*[name() != 'unit']") == ends


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1998", ["when", "1998"]),
        ("1998-2001", ["from", "1998", "to", "2001"]),
        ("n.y.", ["ana", "#dating.unread"]),
    ],
)
def test_the_year_of_a_book_has_a_value_or_says_why_not(printed: str, value: list[str]) -> None:
    book = PrintedSource(Glossed("Boats of the Velun"), place="Aby", year=printed)
    (date,) = _encoded_book(book).iter("{*}date")
    assert [word for pair in date.attrib.items() for word in map(str, pair)] == value
    assert date.text == printed


def test_translators_of_a_book_follow_its_editors_and_a_document_has_its_number() -> None:
    book = PrintedSource(
        Glossed("Boats of the Velun"), editors=(Glossed("Ana Paz"),), translators=(Glossed("Luis Mar"),), volume="X",
        number="12",
    )  # fmt: skip
    tree = _encoded_book(book)
    assert found(tree, "//t:monogr/t:editor/@role") == ["editor", "translator"]
    assert found(tree, "//t:editor[@role='translator']/t:persName/text()") == ["Luis Mar"]
    assert found(tree, "//t:imprint/t:biblScope[@unit='document']/text()") == ["12"]


@pytest.mark.parametrize(
    ("citation", "pointer"),
    [
        ("RGAVI, f. 1, op. 2, d. 3.", "#src-archive"),
        ('Published in "Papers of the Velun," Volume X, Document No. 12.', "#src-print"),
        (
            'RGAVI, f. 1, op. 2; published in "Papers of the Velun," Volume X, Document No. 12.',
            "#src-archive",
        ),
        ("Ana Paz.", ""),
    ],
)
def test_the_archive_is_the_source_where_an_edition_stands_beside_it(citation: str, pointer: str) -> None:
    from tei.encode.source import source_of_text
    from tei.interpret.citation import read_citation

    header = SimpleNamespace(
        citation=read_citation(citation), catalogue=SimpleNamespace(repository=()), collection=()
    )
    assert source_of_text(header) == pointer  # type: ignore[arg-type]  # the two facts it looks at


def _encoded_book(book: PrintedSource) -> etree._ElementTree:
    from tei.encode import source
    from tei.encode.elements import root

    description = root("sourceDesc")
    source._printed(description, book, "")
    return description.getroottree()


def test_the_header_is_english_and_says_where_it_is_not() -> None:
    tree = tei("Паром опоздал\n\nСегодня паром пришёл очень поздно вечером.\n\nАнна Велунская\n")
    assert tree.getroot().get(XML + "lang") == "ru"
    assert found(tree, "/*/t:teiHeader/@xml:lang") == ["en"]
    assert found(tree, "//t:titleStmt/t:title/@xml:lang") == ["ru"]


@pytest.mark.parametrize(
    ("date", "attributes"),
    [
        ("circa 1950", {"when": "1950", "precision": "low", "cert": "medium"}),
        ("not later than May 12, 1953", {"notAfter": "1953-05-12"}),
        ("September 19-20, 1952", {"from": "1952-09-19", "to": "1952-09-20"}),
        ("October 25, 1917 (O.S.)", {"when": "1917-11-07", "calendar": "#calendar.julian"}),
        ("early 1951", {"when": "1951", "cert": "low"}),
        ("October 1, 1950", {"when": "1950-10-01"}),
    ],
)
def test_the_date_of_sending_says_all_that_the_date_of_the_document_says(
    date: str, attributes: dict[str, str]
) -> None:
    tree = tei(wilson(date=date))
    names = ("when", "from", "to", "notBefore", "notAfter", "calendar", "precision", "cert", "ana")
    for place in ("t:creation", "t:correspAction[@type='sent']"):
        said = {name: value for name in names for value in found(tree, f"//{place}/t:date/@{name}")}
        assert said == attributes, place


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("No. 31, Branch Office, Sent", "No. 31"),
        ("编号 7，Harbour Office", "编号 7"),
        ("No. 12, file 7", "No. 12, file 7"),
        ("Secretariat, Harbour Office", "Secretariat, Harbour Office"),
        ("31, 32, Branch Office", "31, 32, Branch Office"),
        ("No. 5 ", "No. 5"),
    ],
)
def test_an_office_behind_the_comma_is_no_part_of_a_number(line: str, number: str) -> None:
    assert lines._without_office(line) == number

"""Names of an authority file in records: marked, linked, listed; never a character changed."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sample_records import RECORDS, TEXT, web, wilson

from tei.encode.elements import TEI, XML_ID
from tei.encode.serialise import serialise
from tei.enrich.authority import authority_of
from tei.enrich.edges import stands_alone
from tei.enrich.lexicon import Dictionary
from tei.enrich.names import mark_names
from tei.enrich.runs import NAMES
from tei.enrich.short_names import not_inverted
from tei.findings import Severity
from tei.pipeline import Options, Result, convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
FILE = """id,kind,name,variants,variants:de,variants:hu,name:ru,variants:ru,name:zh,short:zh,name:ko,short,wikidata
p-holm,person,Ada Holm,A. Holm,,,Ада Хольм,Ады Хольм;Аде Хольм,何雅达,雅达,호름아다,,Q999901
p-erik,person,Erik Holm,,,,,,,,,,
p-reyes,person,Jon Reyes,,,Reyes Jon|Jon Reyesnek,Йон Рейес,,,,,,Q999902
p-lind,person,Tove Lind,,,,,,,,,,
p-may,person,Will May,,,,,,,,,,
o-fund,org,Lamp Fund,,Lampenfonds,,Фонд ламп,,灯基金会,,등불기금,the Fund,
pl-bay,place,Holm Bay,,Holmbucht,,,,何湾,,,,
pl-lonrad,place,Lonrad,,,Lonradban,Лонрад,Лонраде|Лонрада,朗拉德,,론라드,,
pl-skerry,place,Grey Skerry,,,,,,,,,,
o-skerry,org,Grey Skerry Light,Grey Skerry,,,,,,,,,
"""


@cache
def dictionary(text: str = FILE) -> Dictionary:
    return Dictionary(authority_of(text, "authority.csv"))


def convert(record: str, file: str = FILE) -> Result:
    result = convert_bytes(record.encode(), "in.txt", Options(names=dictionary(file)))
    assert not result.failed, [one.message for one in result.findings]
    return result


def tei(record: str, file: str = FILE) -> etree._ElementTree:
    return parse_xml(convert(record, file).tei)


def letter(*paragraphs: str, **labels: str) -> str:
    """A record whose header names nobody of the file."""
    text = "\n\n".join(paragraphs)
    return wilson(text, title="Report on the Harbour", address="", **labels).replace(
        "Letter from Ada Holm to Jon Reyes", "Report on the Harbour"
    )


def found(tree: etree._ElementTree, path: str) -> list[str]:
    nodes = tree.xpath(path, namespaces=NS)
    assert isinstance(nodes, list)
    return [str(node) if isinstance(node, str) else "".join(map(str, node.itertext())) for node in nodes]


def marked(tree: etree._ElementTree) -> list[tuple[str, str]]:
    """The names of the text that point at somebody: words, and at whom (`?` where it is not sure)."""
    names = [one for one in tree.iterfind(f".//{TEI}text//*") if one.tag in NAMES and one.get("ref")]
    return [
        (
            " ".join("".join(map(str, one.itertext())).split()),
            one.get("ref", "")[1:] + ("?" if one.get("cert") == "medium" else ""),
        )
        for one in names
    ]


def in_text(*paragraphs: str, file: str = FILE, **labels: str) -> list[tuple[str, str]]:
    return marked(tei(letter(*paragraphs, **labels), file))


# --- which form, and where it ends ---------------------------------------------------------------

LONG = " The harbour was quiet, and the people of the island went about their work as on any other day."
GERMAN = " Der Hafen war ruhig, und die Leute der Insel gingen ihrer Arbeit nach wie an jedem anderen Tag."
RUSSIAN = (
    " В гавани было спокойно, и люди острова занимались своей работой так же, как и в любой другой день."
)
HUNGARIAN = (
    " A kikötőben csend volt, és a sziget lakói úgy végezték a munkájukat, mint bármelyik másik napon."
)
CHINESE = "港口很安静，岛上的人们像往常一样工作，没有发生任何事情。"
KOREAN = " 항구는 조용하였고 섬의 사람들은 여느 날과 같이 자기의 일을 하고 있었다."

SENTENCES = {
    "the longest": ("We saw Holm Bay and Ada Holm." + LONG, [("Holm Bay", "pl-bay"), ("Ada Holm", "p-holm")]),
    "not within a word": ("The Lonradians and Lonrad2 are no Lonrad-born." + LONG, []),
    "small letters": ("In lonrad and LONRAD." + LONG, []),
    "possessive": (
        "Ada Holm's boat, Jon Reyes’ lamp." + LONG,
        [("Ada Holm", "p-holm"), ("Jon Reyes", "p-reyes")],
    ),
    "quoted": ("“Lonrad”, (Lonrad) Lonrad." + LONG, [("Lonrad", "pl-lonrad")] * 3),
    "hyphen": ("The Lonrad-Skerries line; anti-Lonrad." + LONG, []),
    "dash": ("Lonrad–Skerries, Lonrad—home." + LONG, [("Lonrad", "pl-lonrad")] * 2),
    "other blanks and apostrophes": ("We met Ada\u00a0Holm." + LONG, [("Ada Holm", "p-holm")]),
    "a form with a stop": ("We met A. Holm." + LONG, [("A. Holm", "p-holm")]),
    "german": (
        "Der Lampenfonds schrieb an Ada Holm in der Holmbucht." + GERMAN,
        [("Lampenfonds", "o-fund"), ("Ada Holm", "p-holm"), ("Holmbucht", "pl-bay")],
    ),
    "of another language": ("We saw the Lampenfonds and the Holmbucht." + LONG, []),
    "russian": (
        "Письмо Ады Хольм о жизни в Лонраде передал Йон Рейес." + RUSSIAN,
        [("Ады Хольм", "p-holm"), ("Лонраде", "pl-lonrad"), ("Йон Рейес", "p-reyes")],
    ),
    "russian, a case that is not listed": ("Писали о Лонрадом и Лонрадский." + RUSSIAN, []),
    "hungarian": (
        "Lonradban találkozott Reyes Jon és Ada Holm." + HUNGARIAN,
        [("Lonradban", "pl-lonrad"), ("Reyes Jon", "p-reyes"), ("Ada Holm", "p-holm")],
    ),
    "chinese": (
        "灯基金会的何雅达在朗拉德。" + CHINESE,
        [("灯基金会", "o-fund"), ("何雅达", "p-holm"), ("朗拉德", "pl-lonrad")],
    ),
    "korean": (
        "호름아다는 론라드에서 등불기금에게 편지를 썼다. 호름아다동지의 배." + KOREAN,
        [("호름아다", "p-holm"), ("론라드", "pl-lonrad"), ("등불기금", "o-fund"), ("호름아다", "p-holm")],
    ),
    "korean, another word": ("론라드인민군과 신론라드는 다르다." + KOREAN, []),
    "in a date and in brackets": ("On May 5, 1950 [Lonrad] was calm." + LONG, [("Lonrad", "pl-lonrad")]),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_the_names_of_a_sentence(case: str) -> None:
    sentence, expected = SENTENCES[case]
    assert in_text(sentence) == expected


@pytest.mark.parametrize(
    ("text", "name", "alone"),
    [
        ("O'Neill", "Neill", False),
        ("L'Allemagne", "Allemagne", True),
        ("Jean-Paul", "Jean", False),
        ("Jean - Paul", "Jean", True),
        ("ストックホルム", "ホルム", False),
        ("ジョン・ホルムは", "ホルム", True),
        ("ホルムへ", "ホルム", True),
        ("在Holm的", "Holm", True),
        ("Reye\u0301s", "Reye", False),
        ("สวัสดี", "วัส", True),
        ("호름에게로", "호름", True),
        ("호름호", "호름", False),
        ("신호름", "호름", False),
        ("x1Holm", "Holm", False),
        ("«Хольм»", "Хольм", True),
        ("Хольмом", "Хольм", False),
        ("ΧΟΛΜ,", "ΧΟΛΜ", True),
    ],
)
def test_where_a_name_may_begin_and_end(text: str, name: str, *, alone: bool) -> None:
    start = text.index(name)
    assert stands_alone(text, start, start + len(name)) is alone


def test_names_in_headings_notes_signatures_and_lists() -> None:
    tree = tei(
        letter(
            "News from Lonrad",
            "We met Ada Holm[1] on Friday." + LONG,
            "Jon Reyes",
            "Notes",
            "[1] Ada Holm, then Minister of Lamps in Lonrad.",
        )
    )
    assert found(tree, "//t:text//t:head/t:placeName") == ["Lonrad"]
    assert found(tree, "//t:text//t:signed/t:persName") == ["Jon Reyes"]
    assert found(tree, "//t:text//t:note/t:*[@ref]") == ["Ada Holm", "Lonrad"]


def test_a_name_over_a_line_end_is_one_element() -> None:
    tree = parsed("<p>We met Ada<lb/>Holm, Jon Rey-<lb break='no'/>es and Lon<lb/>rad.</p>")
    mark_names(tree, dictionary(), "a.xml")
    assert marked(tree) == [("AdaHolm", "p-holm"), ("Jon Rey-es", "p-reyes")]
    assert body(tree) == (
        '<p>We met <persName ref="#p-holm">Ada<lb/>Holm</persName>, '
        '<persName ref="#p-reyes">Jon Rey-<lb break="no"/>es</persName> and Lon<lb/>rad.</p>'
    )


def test_a_name_over_a_page_end_is_one_element() -> None:
    text = "We met Ada [page break] Holm in Lonrad. [page break] Holm Larsen was there." + LONG
    tree = tei(letter(text))
    assert marked(tree) == [("Ada Holm", "p-holm"), ("Lonrad", "pl-lonrad")]
    assert len(tree.findall(f".//{TEI}persName/{TEI}pb")) == 1


def test_the_edge_of_an_element_is_none_of_a_word_or_name() -> None:
    before = (
        "<p>Ada Holm. <supplied>Erik</supplied> Holm, Ada <supplied>Eva</supplied> Berg, Karl <hi>Holm</hi>, "
        "Mc<hi>Holm</hi>, <hi>Lonrad</hi>ians, Karl<lb/><hi><hi>Holm</hi></hi>, Karl<ref type='noteAnchor'>1</ref> "
        "Holm, Karl <choice><sic>Larss</sic><corr>lars</corr></choice> Holm, <hi>Grey</hi> Skerry</p>"
    )
    tree = parsed(before)
    mark_names(tree, dictionary(), "a.xml")
    assert marked(tree) == [("Ada Holm", "p-holm")]
    tree = parsed(
        "<p>Ada Holm. On <date>Friday</date> Holm left. <gap/> Holm and <hi>Holm</hi></p><p>Holm</p>"
    )
    mark_names(tree, dictionary(), "a.xml")
    assert marked(tree) == [("Ada Holm", "p-holm"), *[("Holm", "p-holm?")] * 4]


def test_a_chinese_line_end_stands_for_nothing() -> None:
    tree = parsed("<p>给何雅<lb/>达的信。</p>", "zh-Hans")
    mark_names(tree, dictionary(), "a.xml")
    assert body(tree) == '<p>给<persName ref="#p-holm">何雅<lb/>达</persName>的信。</p>'


def test_what_is_marked_already_and_what_is_no_text_is_left_alone() -> None:
    inside = (
        "<p><ref target='https://example.org'>Lonrad</ref> <idno>Lonrad</idno> <fw type='header'>Lonrad</fw>"
        " <date>Lonrad</date> <choice><orig>L o n</orig><reg>Lonrad</reg></choice>"
        " <foreign xml:lang='fr'>Lonrad</foreign> <name type='variant'>Lonrad</name> <!-- Lonrad -->"
        " <persName ref='https://example.org'>Lonrad</persName></p>"
    )
    tree = parsed(inside)
    before = body(tree)
    mark_names(tree, dictionary(), "a.xml")
    assert body(tree) == before


def parsed(content: str, language: str = "en") -> etree._ElementTree:
    return parse_xml(
        f'<TEI xmlns="{NS["t"]}" xml:id="a" xml:lang="{language}"><teiHeader/><text><body>'
        f'<div xml:lang="{language}">{content}</div></body></text></TEI>'.encode()
    )


def body(tree: etree._ElementTree) -> str:
    (div,) = tree.iterfind(f".//{TEI}div")
    return "".join(
        re.sub(r' xmlns(:\w+)?="[^"]*"', "", etree.tostring(one, encoding="unicode")) for one in div
    )


# --- names that tell nothing ---------------------------------------------------------------------


def test_a_form_of_two_entries_is_not_marked_and_told_with_its_place() -> None:
    result = convert(letter("At Grey Skerry we saw the Grey Skerry Light." + LONG))
    assert marked(parse_xml(result.tei)) == [("Grey Skerry Light", "o-skerry")]
    (told,) = [one for one in result.findings if one.code == "N009"]
    assert told.message == "'Grey Skerry' could mean pl-skerry or o-skerry"
    assert (told.severity, told.where.xpath) == (
        Severity.WARNING,
        "/TEI/text/body/div/div/p",
    )


@pytest.mark.parametrize(("times", "findings"), [(5, 5), (6, 1)])
def test_many_of_them_are_one_finding(times: int, findings: int) -> None:
    result = convert(letter("Grey Skerry. " * times + LONG))
    told = [one for one in result.findings if one.code == "N009"]
    assert len(told) == findings
    assert told[0].message.endswith("6 times") is (times == 6)


# --- a part of a name alone ----------------------------------------------------------------------

PARTS = {
    "after the full name": (
        ["We met Ada Holm. Then Holm left, and Ada wrote to us." + LONG],
        [("Ada Holm", "p-holm"), ("Holm", "p-holm?"), ("Ada", "p-holm?")],
    ),
    "before it": (["We met Holm. Then Ada Holm left." + LONG], [("Ada Holm", "p-holm")]),
    "never in full": (["We met Holm and Ada." + LONG], []),
    "two of one surname": (
        ["Ada Holm met Holm. Erik Holm met Holm, and Erik left." + LONG],
        [("Ada Holm", "p-holm"), ("Erik Holm", "p-erik"), ("Erik", "p-erik?")],
    ),
    "somebody of the same surname": (
        ["Ada Holm met Karl Holm and young Holm Larsen at Holm Street." + LONG],
        [("Ada Holm", "p-holm")],
    ),
    "initials of somebody else": (["Ada Holm met K. Holm." + LONG], [("Ada Holm", "p-holm")]),
    "another given name in brackets": (
        ["Ada Holm met [Erik] Holm and Ada [Berg] Larsen. Then [young] Holm [sat]." + LONG],
        [("Ada Holm", "p-holm"), ("Holm", "p-holm?")],
    ),
    "another given name in signs of print": (
        ["Ada Holm met Karl *Holm* and Karl (Ox) Holm. Then *Holm* left." + LONG],
        [("Ada Holm", "p-holm"), ("Holm", "p-holm?")],
    ),
    "a couple": (
        ["Ada Holm came. Mr. and Mrs. Holm ate, and Holm drank. Ada slept." + LONG],
        [("Ada Holm", "p-holm"), ("Ada", "p-holm?")],
    ),
    "a man and a woman": (
        ["Ada Holm came. Mr. Holm ate.", "Mrs. Holm drank." + LONG],
        [("Ada Holm", "p-holm")],
    ),
    "a couple in russian": (
        ["Ада Хольм пришла. Господин Хольм и г-жа Хольм ушли." + RUSSIAN],
        [("Ада Хольм", "p-holm")],
    ),
    "initials after a comma": (
        ["Ada Holm came. Present were Holm, E., and Holm, the keeper." + LONG],
        [("Ada Holm", "p-holm"), ("Holm", "p-holm?")],
    ),
    "with a form of address": (
        ["Ada Holm came. Comrade Holm spoke, and Mr. Holm and Minister Holm." + LONG],
        [("Ada Holm", "p-holm"), *[("Holm", "p-holm?")] * 3],
    ),
    "a word": (
        ["Will May came. Will you come? May we? We will, and we may." + LONG],
        [("Will May", "p-may")],
    ),
    "the month": (["Will May came in May 1950." + LONG], [("Will May", "p-may")]),
    "a short form of a body": (
        ["Write to the Fund. The Lamp Fund pays, says the Fund." + LONG],
        [("Lamp Fund", "o-fund"), ("the Fund", "o-fund?")],
    ),
    "in another paragraph": (
        ["Ada Holm came." + LONG, "We like Holm." + LONG],
        [("Ada Holm", "p-holm"), ("Holm", "p-holm?")],
    ),
    "russian": (
        ["Ада Хольм пришла. Но Хольм ушла." + RUSSIAN],
        [("Ада Хольм", "p-holm"), ("Хольм", "p-holm?")],
    ),
    "chinese, listed": (
        ["何雅达来了，雅达走了，何走了。" + CHINESE],
        [("何雅达", "p-holm"), ("雅达", "p-holm?")],
    ),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_part_of_a_name(case: str) -> None:
    paragraphs, expected = PARTS[case]
    assert in_text(*paragraphs) == expected


def test_a_name_in_full_in_one_language_serves_the_other() -> None:
    assert in_text("何雅达来了。" + CHINESE, "Comrade Ada came." + LONG, Original_Language="Chinese") == [
        ("何雅达", "p-holm"),
        ("Ada", "p-holm?"),
    ]


def test_alternating_languages_have_each_their_own_names() -> None:
    paragraphs = ["何雅达来了。" + CHINESE, "Ada Holm came to Lonrad." + LONG] * 2
    expected = [("何雅达", "p-holm"), ("Ada Holm", "p-holm"), ("Lonrad", "pl-lonrad")] * 2
    assert sorted(in_text(*paragraphs)) == sorted(expected)


def test_a_surname_of_somebody_who_is_no_entry_tells_nothing() -> None:
    record = wilson("Ada Holm came. Holm left." + LONG, title="Letter from Karl Holm to Jon Reyes")
    assert marked(tei(record)) == [("Ada Holm", "p-holm")]


def test_columns_of_surname_and_given_name_stand_for_the_words_of_the_name() -> None:
    file = "id,kind,name,surname,given\np-kim,person,Kim Ola Sund,Kim,Ola Sund\n"
    assert in_text("Kim Ola Sund came. Kim left, Ola Sund wept, Sund slept." + LONG, file=file) == [
        ("Kim Ola Sund", "p-kim"),
        ("Kim", "p-kim?"),
        ("Ola Sund", "p-kim?"),
    ]


def test_a_name_with_a_particle_or_a_title_has_no_parts() -> None:
    file = "id,kind,name\np-a,person,Jan de la Rue\np-b,person,King Olaf\n"
    assert in_text("Jan de la Rue and King Olaf. The King saw Rue and Jan." + LONG, file=file) == [
        ("Jan de la Rue", "p-a"),
        ("King Olaf", "p-b"),
    ]


# --- the header ----------------------------------------------------------------------------------


def test_people_of_the_header_and_entries_are_one() -> None:
    tree = tei(wilson(TEXT.replace("the two lamps", "two lamps of Ada Holm")))
    people = found(tree, "//t:standOff//t:person/@xml:id")
    assert people == ["p-holm", "p-reyes"]
    for path in ("titleStmt/t:author", "correspAction[@type='sent']"):
        assert found(tree, f"//t:{path}/t:persName/@ref") == ["#p-holm"]
    assert found(tree, "//t:correspAction[@type='received']/t:persName/@ref") == ["#p-reyes"]
    assert ("Ada Holm", "p-holm") in marked(tree)
    assert found(tree, "//t:person[@xml:id='p-holm']/t:idno[@type='Wikidata']") == ["Q999901"]


def test_inverted_names_of_the_catalogue_are_linked() -> None:
    tree = tei(web())
    assert found(tree, "//t:keywords//t:persName/@ref") == ["#p-reyes"]
    assert found(tree, "//t:analytic/t:author/t:persName/@ref") == ["#p-holm"]
    assert found(tree, "//t:keywords//t:placeName/@ref") == ["#pl-lonrad"]
    assert found(tree, "//t:respStmt[@xml:id='resp-trl']/t:persName/@ref") == ["#p-lind"]
    assert found(tree, "//t:funder/t:orgName/@ref") == ["#o-fund"]


@pytest.mark.parametrize(
    ("name", "orders"),
    [
        ("Ada Holm", ("Ada Holm",)),
        ("Holm, Ada", ("Ada Holm", "Holm Ada")),
        ("Holm, Ada, 1901-1960", ("Ada Holm", "Holm Ada")),
        ("Holm, Ada, 1901–", ("Ada Holm", "Holm Ada")),
        ("Holm, Ada, Baroness", ("Holm, Ada, Baroness",)),
    ],
)
def test_an_inverted_name_is_turned(name: str, orders: tuple[str, ...]) -> None:
    assert not_inverted(name) == orders


def test_a_sender_who_is_a_body_becomes_one() -> None:
    file = "id,kind,name\no-holm,org,Ada Holm\n"
    tree = tei(wilson(), file)
    assert found(tree, "//t:correspAction[@type='sent']/t:orgName/@ref") == ["#o-holm"]
    assert found(tree, "//t:standOff//t:org/@xml:id") == ["o-holm"]
    assert found(tree, "//t:standOff//t:person/t:persName") == ["Jon Reyes"]


def test_an_id_of_the_program_is_not_taken_away() -> None:
    file = "id,kind,name\nen,place,Lonrad\np-jon-reyes,person,Ada Holm\nen-p1,person,Will May\n"
    tree = tei(wilson("Lonrad is calm, says Ada Holm to Will May." + LONG), file)
    assert marked(tree)[:3] == [("Lonrad", "en-2"), ("Ada Holm", "p-jon-reyes"), ("Will May", "en-p1-2")]
    assert found(tree, "//t:correspAction[@type='received']/t:persName/@ref") == ["#p-jon-reyes-2"]
    assert found(tree, "//t:person[@xml:id='p-jon-reyes-2']/t:persName") == ["Jon Reyes"]


# --- standOff ------------------------------------------------------------------------------------


def test_only_who_is_mentioned_is_listed_with_the_forms_that_are_used() -> None:
    tree = tei(
        letter("Письмо Ады Хольм о Лонраде." + RUSSIAN, "A. Holm saw Holm Bay for the Lamp Fund." + LONG)
    )
    assert found(tree, "//t:standOff/*/*/@xml:id") == ["p-holm", "o-fund", "pl-lonrad", "pl-bay"]
    names = tree.xpath("//t:person/t:persName", namespaces=NS)
    assert isinstance(names, list)
    assert [
        (one.text, one.get("type"), one.get("{http://www.w3.org/XML/1998/namespace}lang")) for one in names
    ] == [
        ("Ada Holm", "preferred", None),
        ("Ады Хольм", "variant", "ru"),
        ("A. Holm", "variant", "en"),
    ]


@pytest.mark.parametrize(
    ("name", "paragraphs", "languages"),
    [
        ("何雅达", ["何雅达来了。" + CHINESE, "She came." + LONG], ["zh-Hans"]),
        ("Ada Holm", ["给Ada Holm的信。" + CHINESE], []),
        ("Ада Хольм", ["We met Ада Хольм." + LONG], ["und"]),
    ],
)
def test_a_preferred_name_in_another_script_has_its_language(
    name: str, paragraphs: list[str], languages: list[str]
) -> None:
    result = convert(letter(*paragraphs), f"id,kind,name\np-holm,place,{name}\n")
    tree = parse_xml(result.tei)
    assert found(tree, "//t:place/t:placeName/@xml:lang") == languages
    assert set(languages) <= set(found(tree, "//t:language/@ident"))
    assert not {"T013", "T014", "T016"} & {one.code for one in result.findings}


NOTES = {
    "begins with the name": (
        ["Holm met them.[1]" + LONG, "Notes", "[1] Ada Holm, then Minister of Lamps. She died young."],
        ["Minister of Lamps"],
    ),
    "at the name": (
        ["We met Ada Holm[1] there." + LONG, "Notes", "[1] Then Ambassador to Lonrad."],
        ["Ambassador to Lonrad"],
    ),
    "another person's note": (
        ["We met Ada Holm[1] there." + LONG, "Notes", "[1] Jon Reyes, then Minister of Boats."],
        [],
    ),
    "no office": (["We met Ada Holm[1] there." + LONG, "Notes", "[1] Ada Holm, then went home."], [""]),
    "not at the name": (["We met Ada Holm there[1]." + LONG, "Notes", "[1] See the letter of May."], []),
    "chinese": (
        ["给何雅达^{〔1〕}的信。" + CHINESE, "注 释", "- 〔1〕 何雅达，当时任灯基金会主任。"],
        ["灯基金会主任"],
    ),
    "korean": (
        ["호름아다^{〔1〕}에게 보내는 편지." + KOREAN, "각주", "- 〔1〕 호름아다, 당시 등불기금 위원장."],
        ["등불기금 위원장"],
    ),
}


@pytest.mark.parametrize("case", NOTES)
def test_a_note_that_defines_a_person_is_its_source(case: str) -> None:
    paragraphs, offices = NOTES[case]
    tree = tei(letter(*paragraphs))
    person = "//t:person[@xml:id='p-holm']"
    assert len(found(tree, f"{person}/@source")) == bool(offices)
    assert found(tree, f"{person}/t:occupation") == [office for office in offices if office]
    sources = found(tree, f"{person}/@source | {person}/t:occupation/@source")
    notes = found(tree, "//t:note[@n]/@xml:id")
    assert set(sources) <= {f"#{note}" for note in notes}
    assert found(tree, f"{person}/t:occupation/@when") == ["1954-03-09"] * bool(offices and offices[0])


# --- always --------------------------------------------------------------------------------------


def unmarked(tree: etree._ElementTree) -> bytes:
    """The text of a TEI file without name elements; which paragraphs answer to each other may be told by a name."""
    (text,) = tree.iterfind(TEI + "text")
    etree.strip_tags(text, *NAMES)
    for passage in text.iter(TEI + "p", TEI + "item", TEI + "head"):
        passage.attrib.pop("corresp", None)
    return etree.tostring(text, method="c14n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_without_the_names_the_text_is_the_same(record: str) -> None:
    for more in (
        record,
        record.replace("X", "Ada Holm").replace("порядок", "Лонрад").replace("保护", "何雅达"),
    ):
        plain = convert_bytes(more.encode(), "in.txt", Options())
        named = convert_bytes(more.encode(), "in.txt", Options(names=dictionary()))
        assert plain.failed == named.failed
        if not plain.failed:
            assert unmarked(parse_xml(plain.tei)) == unmarked(parse_xml(named.tei))


_PIECES = st.sampled_from(
    [
        "Ada",
        "Holm",
        " ",
        "Bay",
        "Rey",
        "-",
        "es",
        "Jon",
        "<lb/>",
        "<lb break='no'/>",
        "<hi>",
        "</hi>",
        "<pb/>",
        "何雅达",
        "호름아다는",
        ".",
    ]
)


@given(st.lists(_PIECES, max_size=30))
def test_any_text_keeps_its_characters_and_line_ends_and_a_second_run_changes_nothing(
    pieces: list[str],
) -> None:
    content, depth = "", 0
    for piece in pieces:
        if piece == "</hi>" and not depth:
            continue
        depth += {"<hi>": 1, "</hi>": -1}.get(piece, 0)
        content += piece
    tree = parsed(f"<p>{content}{'</hi>' * depth}</p>")
    before = unmarked(parse_xml(etree.tostring(tree)))
    mark_names(tree, dictionary(), "a.xml")
    once = etree.tostring(tree)
    mark_names(tree, dictionary(), "a.xml")
    assert etree.tostring(tree) == once
    assert unmarked(tree) == before


@pytest.mark.parametrize(
    "record", [wilson(), web(), letter(*PARTS["two of one surname"][0]), letter(*NOTES["chinese"][0])]
)
def test_a_second_run_changes_nothing(record: str) -> None:
    tree = tei(record)
    once = serialise(tree)
    mark_names(tree, dictionary(), "in.txt")
    assert serialise(tree) == once


def test_everything_made_is_valid_and_has_no_finding_of_our_rules() -> None:
    sentences = [text for text, _ in SENTENCES.values()]
    result = convert(wilson("\n\n".join(sentences) + "\n\nAda Holm"))
    assert {one.code for one in result.findings} <= {"A001", "I011", "I021", "T014", "T039"}, result.findings


def test_a_file_without_entries_changes_nothing() -> None:
    assert (
        convert_bytes(wilson().encode(), "in.txt", Options()).tei == convert(wilson(), "id,kind,name\n").tei
    )


def test_ids_stay_unique() -> None:
    tree = tei(wilson())
    ids = [one.get(XML_ID) for one in tree.iter() if one.get(XML_ID)]
    assert len(ids) == len(set(ids))

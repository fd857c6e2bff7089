"""Sender, recipients and intermediary of whole records: what is written, what is said, on which line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sample_records import web, wilson

from tei.encode.standoff import kind_of_name
from tei.identifiers import ncname, slug, unique
from tei.pipeline import Result, convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
TEXT = "The boat came on Friday with the books and the two lamps. Nothing was broken on the way."
HAN = "船于星期五到达，带来书籍与灯具，一切完好，没有损坏，特此报告。"


def made(text: str, title: str = "A Note on Lamps", **labels: str) -> Result:
    return convert_bytes(wilson(text, title=title, **labels).encode(), "in.txt")


def action(result: Result, kind: str) -> list[tuple[str, str]]:
    names = parse_xml(result.tei).xpath(
        f"//t:correspAction[@type='{kind}']/*[contains(name(), 'ame')]", namespaces=NS
    )
    return [(etree.QName(name).localname, name.text) for name in names]


def said(result: Result, code: str) -> list[int | None]:
    return [one.where.line for one in result.findings if one.code == code]


def test_two_places_write_no_telegram() -> None:
    result = made(TEXT, "Telegram from Washington to Bonn")
    assert b"correspDesc" not in result.tei
    assert said(result, "I026") == [3, 3]


def test_a_name_of_an_unknown_kind_is_no_person() -> None:
    result = made(TEXT, "Telegram from Lonrad to Brandeck")
    assert action(result, "sent") == [("name", "Lonrad")]
    assert action(result, "received") == [("name", "Brandeck")]
    assert b"standOff" not in result.tei
    assert b"<author " not in result.tei
    assert b"<author>" not in result.tei


def test_a_signature_makes_a_place_a_person() -> None:
    result = made(f"{TEXT}\n\nGeorge Washington", "Telegram from Washington to Bonn")
    assert action(result, "sent") == [("persName", "Washington")]


def test_a_place_alone_below_a_letter_makes_nobody() -> None:
    result = made(f"{TEXT}\n\nYours sincerely,\n\nLondon", "Telegram from London to Bonn")
    assert ("persName", "London") not in action(result, "sent") or said(result, "I026")


def test_the_catalogue_tells_people_and_places() -> None:
    title = "Telegram from Lonrad to Brandeck"
    fields = {
        "Associated People & Organizations": "Brandeck, Jon",
        "Associated Places": "Lonrad",
        "Author(s):": "",
    }
    result = convert_bytes(web(header=("March 9, 1954", title), changes=fields).encode(), "in.txt")
    assert ("persName", "Brandeck") in action(result, "received")
    assert ("persName", "Lonrad") not in action(result, "sent")


def test_an_address_block_of_many_names() -> None:
    result = made(
        f"To: Ana Paz; Luis Mar, Tom Lee and Jon Reyes; cc: Pia Serra\nFrom: Ugo Riva\nVia: Mia Lang\n{TEXT}"
    )
    names = ["Ana Paz", "Luis Mar", "Tom Lee", "Jon Reyes"]  # a copy makes Pia Serra no recipient
    assert action(result, "received") == [("persName", name) for name in names]
    assert action(result, "sent") == [("persName", "Ugo Riva")]
    assert action(result, "forwarded") == [("persName", "Mia Lang")]


def test_title_and_letter_that_disagree_are_quoted() -> None:
    result = made(f"To: A. Novak\nFrom: Ugo Riva\n{TEXT}", "Letter from Ana Paz to Luis Mar")
    assert action(result, "sent") == [("persName", "Ana Paz")]
    assert said(result, "I025") == [10, 9]
    text = next(one.message for one in result.findings if one.code == "I025")
    assert "line 3 names 'Ana Paz'" in text
    assert "line 10 says 'From: Ugo Riva'" in text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Letter from Ana Paz to Luis Mar", f"Dear Luis,\n\n{TEXT}\n\nA. Paz"),
        ("Letter from Ana Paz to Luis Mar", f"Dear Mr. Marr,\n\n{TEXT}\n\nAna Pas"),
        ("Letter from Ana Paz to Richard Holm", f"Dear Dick,\n\n{TEXT}"),
        ("Letter from the Minister of Trade to the Embassy of Veldt", f"Dear Mr. Lee,\n\n{TEXT}\n\nAna Paz"),
        ("Letter from Wang Daming to Li Xiaoshan", f"李小山同志：\n\n{HAN}\n\n王大明"),
    ],
)  # fmt: skip
def test_names_that_may_be_one_do_not_disagree(title: str, text: str) -> None:
    assert said(made(text, title), "I025") == []


@pytest.mark.parametrize(
    "date", ["（38年10月1日）", "民國卅八年十月一日", "一九四九年十月一日", "十月一日夜"]
)
def test_the_end_of_a_chinese_letter(date: str) -> None:
    result = made(f"毛主席：\n\n{HAN}\n\n王世杰\n\n{date}", "A Letter on Boats")
    assert result.document is not None
    kinds = [block.kind for block in result.document.divisions[0].printed]
    assert kinds == ["salute", "p", "signed", "dateline"]
    assert action(result, "sent") == [("persName", "王世杰")]
    assert action(result, "received") == [("persName", "毛主席")]


def test_a_humble_word_is_no_part_of_the_name() -> None:
    assert action(made(f"李小山先生：\n\n{HAN}\n\n弟王大明敬上", "A Letter"), "sent") == [
        ("persName", "王大明")
    ]


def test_an_intermediary_alone_describes_no_correspondence() -> None:
    result = made(f"Comrade Reyes, immediately convey to Comrade Lindqvist:\n\n{TEXT}")
    assert b"correspDesc" not in result.tei
    assert said(result, "I027") == [9]
    assert said(result, "T026") == []


def test_dates_that_disagree_are_told_once() -> None:
    result = made(f"Velunsk, 3 May 1950\n\n{TEXT}")
    assert said(result, "I021") == [9]
    assert said(result, "T031") == []


def test_what_is_missing_has_a_line() -> None:
    assert said(made("", Summary="Lamps."), "I009") == [11]
    assert said(convert_bytes(("\n\n" + wilson(TEXT, date="")).encode(), "in.txt"), "I013") == [3]


@pytest.mark.parametrize(
    ("name", "made_of_it"),
    [
        ("Łódź Straße", "lodz-strasse"), ("Søren Ærø", "soren-aero"), ("Đặng Văn", "dang-van"), ("Þór Ðali", "thor-dali"),
        ("Béla Kovács", "bela-kovacs"), ("Линов, Андрей", "линов-андрей"), ("王大明", "王大明"), ("김철수", "김철수"),
        ("Işık Ŋala", "isik-ngala"), ("ガンジ", "ガンジ"), ("…", ""), ("", ""),
    ],
)  # fmt: skip
def test_slugs(name: str, made_of_it: str) -> None:
    assert slug(name) == made_of_it


@given(st.text(max_size=40))
def test_ids_are_names_of_xml(text: str) -> None:
    for identity in (f"p-{slug(text)}", ncname(text)):
        etree.fromstring(f'<a xml:id="{identity}"/>')
        assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text))


def test_ids_do_not_collide() -> None:
    taken: list[str] = []
    for name in ("Łos", "Los", "LOS", "Lós"):
        taken.append(unique(slug(name), taken))
    assert taken == ["los", "los-2", "los-3", "los-4"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Head of the Trade Department of Veldt A. B. Novak", "persName"),
        ("Deputy Minister of the Veldt V.A. Orlov", "persName"),
        ("A.V. Orlov", "persName"),
        ("A. Orlov", "persName"),
        ("A Circle of Friends", "name"),
        ("Veldt MFA", "orgName"),
        ("das Ministerium", "orgName"),
        ("Посольство Вельдта", "orgName"),
        ("沿海人民志愿军", "orgName"),
        ("外交部", "orgName"),
        ("王建军", "persName"),
        ("Ana Paz", "persName"),
        ("the Ministers of Trade and War", "name"),
    ],
)
def test_kinds_of_names(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_a_chinese_word_of_address_makes_a_person() -> None:
    assert action(made(HAN, "给阿兰德同志的电报"), "received") == [("persName", "阿兰德")]
    assert action(made(HAN, "给阿兰德的电报"), "received") == [("name", "阿兰德")]


def plain(text: str) -> Result:
    return convert_bytes(text.encode(), "in.txt")


def test_form_of_address_formula_and_signature_make_a_letter_without_a_title() -> None:
    result = plain(f"Dear Jon Reyes,\n\n{TEXT}\n\n{TEXT}\n\nYours sincerely,\n\nAda Holm\n")
    assert action(result, "sent") == [("persName", "Ada Holm")]
    assert action(result, "received") == [("persName", "Jon Reyes")]


@pytest.mark.parametrize(
    "text",
    [
        f"Dear Jon Reyes,\n\n{TEXT}\n\n{TEXT}\n\nAda Holm\n",
        f"{TEXT}\n\n{TEXT}\n\nYours sincerely,\n\nAda Holm\n",
    ],
)
def test_one_of_them_alone_makes_none(text: str) -> None:
    assert b"correspDesc" not in plain(text).tei


def test_a_sender_who_is_not_named_has_a_date_all_the_same() -> None:
    result = plain(f"# 给阿兰德同志的电报\n\n（一九五三年五月十四日）\n\n阿兰德同志：\n\n{HAN}\n")
    tree = parse_xml(result.tei)
    assert tree.xpath("//t:correspAction/@type", namespaces=NS) == ["sent", "received"]
    assert tree.xpath("//t:correspAction[@type='sent']/*/@when", namespaces=NS) == ["1953-05-14"]
    assert not tree.xpath("//t:correspAction[@type='sent']/t:persName | //t:author", namespaces=NS)


HEADED = """MEMORANDUM

TO: Ada Holm
FROM: Jon Reyes
CC: Luis Mar, Harbour Office
DATE: March 3, 1951
SUBJECT: The ice on the river

The ice on the river is breaking. The first boats were seen below the mill, and none was lost.
"""


def test_who_gets_a_copy_is_no_recipient() -> None:
    result = plain(HEADED)
    assert action(result, "received") == [("persName", "Ada Holm")]
    assert "CC: <persName>Luis Mar</persName>" in result.tei.decode()


@pytest.mark.parametrize(
    ("line", "encoded"),
    [
        ("DATE: March 3, 1951", 'DATE: <date when="1951-03-03" ana="#dating.stated">March 3, 1951</date>'),
        ("Genève, ce 2 mai 1911.", "<placeName>Genève</placeName>, ce <date"),
        ("Lissau, on 2 May 1911", "<placeName>Lissau</placeName>, on <date"),
    ],
)
def test_what_stands_beside_a_date_is_no_date(line: str, encoded: str) -> None:
    assert encoded in plain(HEADED.replace("DATE: March 3, 1951", line)).tei.decode()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("à Monsieur le Président Jean-Marc AUBIN", "Jean-Marc AUBIN"),
        ("à Monsieur le Président AUBIN.", "AUBIN"),
        ("à Madame Claire Aubert", "Claire Aubert"),
    ],
)
def test_words_of_respect_at_the_foot_are_no_part_of_the_name(line: str, name: str) -> None:
    result = plain(
        "LETTRE N° 12.\nPORT-AVAL, LE 3 Mai 1911.\nMon cher ami,\nLes barques sont parties avant le jour, et "
        f"personne ne sait quand elles reviendront.\nAffectueusement à vous,\n{line}\n"
    )
    assert action(result, "received") == [("persName", name)]
    assert "<placeName>PORT-AVAL</placeName>, LE <date" in result.tei.decode()

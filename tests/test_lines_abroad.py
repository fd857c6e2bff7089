"""Lines of an opening as offices of several countries print them, and what they say of people, place and kind."""

from __future__ import annotations

import pytest
from lxml import etree
from test_openings_and_closings import EN, ZH, kinds

from tei.interpret.correspondence import read_correspondence
from tei.interpret.datelines import is_dateline, place_after
from tei.interpret.forms import is_number
from tei.interpret.label_lines import address_line
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
PL = "Most na rzece jest znowu otwarty i pociągi kursują codziennie według rozkładu jazdy."
IT = "Il ponte sul fiume è di nuovo aperto e i treni passano ogni giorno secondo l'orario."
CS = "Most je opět otevřen a vlaky jezdí přes řeku podle jízdního řádu každý den."
BG = "Мостът отново е отворен и влаковете минават през реката по разписание всеки ден."
AR = "الجسر مفتوح من جديد والقطارات تعبر النهر كل يوم حسب الجدول."
KO = "새 다리 공사는 계획대로 진행되고 있다. 기둥 네 개를 이미 세웠다."


def words(text: str, path: str) -> list[str]:
    found = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot().xpath(path, namespaces=NS)
    return ["".join(map(str, etree.ElementBase.itertext(node))) for node in found]


@pytest.mark.parametrize(
    ("line", "language", "is_one"),
    [
        ("3 maja 1951, Wieluń", "pl", True),
        ("3 May 1951, Port Alder.", "en", True),
        ("3 May 1951, Letter", "en", False),
        ("3 May 1951, the wardens", "en", False),
        ("3 May 1951, Lowtown, Alder", "en", False),
        ("The wardens, 3 May 1951, Lowtown", "en", False),
        ("3 May 1951, Tuesday Evening", "en", True),
        ("Lovere, 28 ottobre 1931 - X", "it", True),
    ],
)
def test_a_place_may_stand_behind_the_date(line: str, language: str, is_one: bool) -> None:
    assert is_dateline(line, language) == is_one


def test_what_stands_behind_a_date_and_is_no_place() -> None:
    assert [place_after(text, "en") for text in (", Lowtown", ", Tuesday Evening", "", " - X")] == [
        "Lowtown", "", "", "",
    ]  # fmt: skip


def test_a_date_with_a_place_behind_it_dates_and_places_the_letter() -> None:
    text = f"3 maja 1951, Wieluń\n\nDo Dyrekcji Mostów\nWydział Lamp\n\nSzanowny Panie,\n\n{PL}\n\nZ poważaniem\nJan Lis\n"
    assert words(text, "//t:dateline/t:placeName") == ["Wieluń"]
    assert words(text, "//t:correspAction[@type='sent']/*") == ["Jan Lis", "Wieluń", "3 maja 1951"]
    assert words(text, "//t:addrLine") == ["Do Dyrekcji Mostów", "Wydział Lamp"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ((f"(THIS PAPER IS THE PROPERTY OF THE HARBOUR TRUST)\n\nSECRET\n\nH.T. (53) 12th Minutes\n\nHARBOUR TRUST\n\n"
         f"MINUTES of a Meeting of the Trustees on Tuesday, 14th April, 1953, at 11.30 a.m.\n\n{EN}\n\n{EN}"), "en",
         "letterhead classification number head head p p"),
        (f"До\nПредседателя на Комитета\nдругаря Петър Димов\n\nДругарю Председател,\n\n{BG}", "bg",
         "address address address salute p"),
        (f"TO\nTHE BRIDGE\n\n{EN}\n\n{EN}", "en", "head head p p"),
        ((f"AMBASCIATA DEI PONTI\nIN LOVERE\n\nLovere, 28 ottobre 1931 - X\n\nAl Ministero delle Acque\nDirezione\n\n"
         f"Oggetto: Il ponte\n\nSignor Ministro,\n\n{IT}"), "it",
         "letterhead letterhead dateline address address subject salute p"),
        (f"Protokół nr 14\nz posiedzenia Rady Mostowej\n\n{PL}\n\n{PL}\n\nPrzewodniczący: A. Lis\nProtokolant: M. Wrona", "pl",
         "head head p p signed signed"),
        (f"Tgb.-Nr. 77/54\n\nMeldung\n\n{EN}\n\n{EN}", "de", "number head p p"),
    ],
)  # fmt: skip
def test_what_lines_over_and_under_a_text_are(text: str, language: str, expected: str) -> None:
    assert kinds(text, language) == expected.split()


def test_minutes_are_called_and_dated_by_their_heading_and_not_by_whose_paper_it_is() -> None:
    text = (
        "(THIS PAPER IS THE PROPERTY OF THE HARBOUR TRUST)\n\nSECRET\n\nHARBOUR TRUST\n\n"
        f"CONCLUSIONS of a Meeting of the Trustees on Tuesday, 14th April, 1953, at 11.30 a.m.\n\n{EN}\n\n{EN}"
    )
    assert words(text, "//t:titleStmt/t:title")[0].startswith("HARBOUR TRUST CONCLUSIONS")
    assert words(text, "//t:creation/t:date") == ["14th April, 1953"]
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    assert root.xpath("//t:catRef/@target", namespaces=NS) == ["#genre.minutes"]


def test_a_heading_that_is_wrapped_names_no_kind_in_its_second_line() -> None:
    text = f"THE BRIDGE AND THE\nMEETING OF THE WARDENS\n\n{EN}\n\n{EN}"
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    assert root.xpath("//t:catRef/@target", namespaces=NS) == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("H.T. (53) 12th Minutes", True),
        ("CT (48) 7", True),
        ("Holm (53) said", False),
        ("A (53) men came", False),
    ],
)
def test_numbers_of_papers_with_the_year_in_brackets(line: str, number: bool) -> None:
    assert is_number(line, "en") == number


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Protokół nr 14 z posiedzenia Rady", "minutes"),
        ("NOTĂ DE CONVORBIRE", "conversation"),
        ("STENOGRAMA ședinței Consiliului", "minutes"),
        ("Jegyzőkönyv a Hídügyi Tanács üléséről", "minutes"),
        ("Záznam o rozhovoru s mistrem", "conversation"),
        ("Záznam o opravě mostu", "memorandum"),
        ("Notatka z rozmowy z Lisem", "conversation"),
        ("보고서", "report"),
        ("제3차 다리 위원회 회의록", "minutes"),
        ("성명", ""),
        ("Notatnik mostowy", ""),
    ],
)
def test_kinds_of_document_in_more_languages(title: str, kind: str) -> None:
    assert read_correspondence(title).kind == kind


@pytest.mark.parametrize(
    ("line", "language", "read"),
    [
        ("Mittente: Consolato in Belluna", "it", ("from", "Consolato in Belluna")),
        ("Od: Jan Kavka", "cs", ("from", "Jan Kavka")),
        ("Per conoscenza: Prefettura", "it", ("copy", "Prefettura")),
        ("Via: John Holm", "en", ("via", "John Holm")),
        ("Od: Jan Kavka", "en", None),
        ("Bridges: the tolls", "en", None),
    ],
)
def test_labels_of_those_who_write_and_are_written_to(
    line: str, language: str, read: tuple[str, str] | None
) -> None:
    found = address_line(line, language)
    assert (found and (found.side, found.who)) == read


@pytest.mark.parametrize(
    ("text", "sent", "received"),
    [
        (f"TELEGRAMMA N. 4412\n\nMittente: Consolato in Belluna\nDestinatario: Ministero delle Acque\n\n{IT}\n\n{IT}",
         ["orgName Consolato in Belluna"], ["orgName Ministero delle Acque"]),
        (f"Depeše\n\nOd: Jan Kavka, náměstek\nKomu: Řediteli přístavu\n\n{CS}\n\n{CS}",
         ["persName Jan Kavka"], ["name Řediteli přístavu"]),
        (f"تقرير\n\nإلى: معالي وزير المالية\n\n{AR}\n\n{AR}", [], ["name معالي وزير المالية"]),
        (f"TELEGRAMMA\n\nDestinatario: Ministero delle Acque\n\n{IT}\n\nIl Console\nG. Bruni",
         ["persName G. Bruni"], ["orgName Ministero delle Acque"]),
        (f"MEMORANDUM\n\nTo:\nMr. A. Holm\n\n{EN}\n\n{EN}", [], ["persName Mr. A. Holm"]),
        (f"보고서\n\n수신: 다리위원회 위원장\n발신: 강나루 건설소장\n\n{KO}\n\n{KO}", [], []),
    ],
)  # fmt: skip
def test_the_labels_of_the_table_say_who_wrote_to_whom(
    text: str, sent: list[str], received: list[str]
) -> None:
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    for side, expected in (("sent", sent), ("received", received)):
        names = root.xpath(
            f"//t:correspAction[@type='{side}']/*[contains(local-name(), 'ame')]", namespaces=NS
        )
        assert [f"{etree.QName(one).localname} {one.text}" for one in names] == expected


def test_a_chinese_office_behind_a_label_is_no_person() -> None:
    assert words(f"大桥的报告\n\n收件人：港务局局长\n\n{ZH}\n\n{ZH}", "//t:addrLine/t:persName") == []

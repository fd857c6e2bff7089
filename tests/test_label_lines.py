"""Lines that say by a label what they are, offices over a paper, and what both make of title, date and people."""

from __future__ import annotations

import pytest
from lxml import etree
from test_openings_and_closings import DE, EN, FR, RU, ZH, kinds

from tei.interpret.label_lines import label_form, subject_of, two_fields
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
JA = "港の橋は再び開き、列車は予定のとおり毎日川を渡っている。荷物の運送も元に戻った。"
CS = "Most je opět otevřen a vlaky jezdí přes řeku podle jízdního řádu každý den."
BG = "Мостът отново е отворен и влаковете минават през реката по разписание всеки ден."


def tree(text: str) -> etree._Element:
    return parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()


def words(text: str, path: str) -> list[str]:
    found = tree(text).xpath(path, namespaces=NS)
    return ["".join(map(str, etree.ElementBase.itertext(node))) for node in found]


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("Subject: The bridge", "en", "subject"),
        ("Betr.: Die Brücke", "de", "subject"),
        ("件名：橋の件", "ja", "subject"),
        ("الموضوع: الجسر", "ar", "subject"),
        ("日付：昭和28年5月12日", "ja", "dateline"),
        ("时间：1956年7月3日上午9时", "zh-Hans", "dateline"),
        ("일시: 1962년 4월 9일 오전 10시", "ko", "dateline"),
        ("Aktenzeichen: IV B 3 - 412/57", "de", "number"),
        ("Sayı: 4123/88", "tr", "number"),
        ("等级：急", "zh-Hans", "precedence"),
        ("Date: to be settled by the wardens", "en", None),
        ("Bridges: the wardens' view", "en", None),
        ("Subjects of the king: an essay", "en", None),
    ],
)  # fmt: skip
def test_what_a_label_says(line: str, language: str, kind: str | None) -> None:
    assert (label_form(line, language) or (None,))[0] == kind


def test_two_fields_on_one_line() -> None:
    line = "件名：橋の件 日付：1954年9月3日"
    assert two_fields(line, "ja") == ("件名：橋の件", "日付：1954年9月3日")
    assert two_fields("Subject: Bridges, here: the second", "en") is None
    assert subject_of("件名：橋の件", "ja") == "橋の件"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"件名：橋の件 日付：1954年9月3日\n発信：港長\n受信：局長\n\n{JA}\n\n{JA}", "ja",
         "subject dateline address address p p"),
        (f"大桥会议记录\n时间：1956年7月3日上午9时\n地点：会议室\n出席：林远、周文\n\n{ZH}", "zh-Hans",
         "head dateline dateline p p"),
        (f"Ministerstvo mostů\nČ.j.: 17/60\nTajné\n\nZáznam\no opravě mostu dne 2. září 1960\n\n{CS}", "cs",
         "letterhead number classification head head p"),
        (f"ПРОТОКОЛ № 7\nзаседания правления моста\nот 12 марта 1931 года\n\n{RU}\n\n{RU}", "ru",
         "head head head p p"),
        (f"NOTATKA\nz rozmowy w dniu 6 października 1956 r.\n\n{EN}", "pl", "head head p"),
        (f"Port Office\nSubject: Lamps\n\n{EN}\n\n{EN}", "en", "head p p p"),
        ((f"        14 Quay Street,\n        Lowtown,\n        7th November, 1871.\n\nTo Mr. Holm,\nWarden,\nThe Inn.\n\n"
         f"Dear Sir,\n\n{EN}"), "en", "address address dateline address address address salute p"),
        (f"Секретареві комітету\nтоваришу Лугину П. І.\n\nДОПОВІДНА ЗАПИСКА\nпро стан моста\n\n{RU}\n\n{RU}", "uk",
         "address address head head p p"),
        (f"Port Office\nKeeper: Holm\n\n{EN}\n\n{EN}", "en", "head p p p"),
        (f"SUBJECT: Tolls\n\nThe Bridge\n\n{EN}\n\n{EN}", "en", "p p p p"),
        (f"Betr.: Die Brücke\nhier: Züge\n\nSehr geehrter Herr Doktor!\n\n{DE}", "de", "subject subject salute p"),
        (f"Lowtown, 7th November, 1871.\n\nHolm & Sons,\nLowtown Quay\n\nDear Sir,\n\n{EN}", "en",
         "dateline address address salute p"),
        (f"{RU}\n\n{RU}\n\nПредседатель (Лугин)\nСекретарь (Орлова)", "ru", "p p signed signed"),
        (f"{BG}\n\n{BG}\n\nПРЕДСЕДАТЕЛ: П. Димов", "bg", "p p signed"),
        (f"{EN}\n\n{EN}\n\nThe lamps (all of them)", "en", "p p p"),
    ],
)  # fmt: skip
def test_lines_by_their_labels_and_offices(text: str, language: str, expected: str) -> None:
    assert kinds(text, language) == expected.split()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"MEMORANDUM FOR THE RECORD\n\nSUBJECT: The Toll of the Bridge\n\n{EN}\n\n{EN}", "The Toll of the Bridge"),
        (f"DEPARTMENT OF BRIDGES\nLowtown\n\nSECRET\n\nMEMORANDUM\n\nSUBJECT: Tolls\n\n{EN}\n\n{EN}", "Tolls"),
        (f"件名：橋の件\n発信：港長\n受信：局長\n\n{JA}\n\n{JA}", "橋の件"),
        (f"V e r m e r k\n\nBetr.: Die Brücke\nhier: Züge\n\n{DE}\n\n{DE}", "Die Brücke"),
        (f"Betr.: Die Brücke\nhier: Züge\n\nSehr geehrter Herr Doktor!\n\n{DE}", "Die Brücke hier: Züge"),
        (f"Minutes of the fifth meeting of the Wardens\n\nSubject: Tolls\n\n{EN}\n\n{EN}",
         "Minutes of the fifth meeting of the Wardens"),
        (f"제3차 다리 위원회 회의록\n\n일시: 1962년 4월 9일\n\n{ZH}", "제3차 다리 위원회 회의록"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_paper_says_it_is_about(text: str, title: str) -> None:
    assert words(text, "//t:titleStmt/t:title") == [title]


def test_the_kind_of_paper_is_read_from_its_heading_all_the_same() -> None:
    text = f"MEMORANDUM\n\nSUBJECT: Tolls\n\n{EN}\n\n{EN}"
    assert tree(text).xpath("//t:catRef/@target", namespaces=NS) == ["#genre.memorandum"]


def test_a_date_beside_the_subject_dates_the_paper() -> None:
    text = f"件名：橋の件 日付：1954年9月3日\n発信：港長\n受信：局長\n\n{JA}\n\n{JA}"
    assert tree(text).xpath("//t:creation/t:date/@when", namespaces=NS) == ["1954-09-03"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Sehr geehrter Herr Doktor!\n\n{DE}\n\nMit vorzüglicher Hochachtung\nIm Auftrag\n(Dr. Luntz)", ["Dr. Luntz"]),
        (f"Monsieur,\n\n{FR}\n\nVeuillez agréer mes salutations.\n\nLe Ministre,\nH. Corbet", ["H. Corbet"]),
        (f"MEMORANDUM\n\nTO: Anne Merrow\nFROM: BR - John Holm\n\n{EN}\n\n{EN}", ["John Holm"]),
    ],
)  # fmt: skip
def test_an_office_or_the_sign_of_a_bureau_wrote_nothing(text: str, names: list[str]) -> None:
    assert words(text, "//t:correspAction[@type='sent']/t:persName") == names


def test_a_rank_alone_is_no_recipient_and_a_station_no_person() -> None:
    letter = f"Sehr geehrter Herr Oberbaurat!\n\n{DE}\n\nMit vorzüglicher Hochachtung\n(Dr. Luntz)"
    assert words(letter, "//t:correspAction[@type='received']/*") == []
    cable = f"TELEGRAM\n\nFROM: AMEMBASSY LOWTOWN\nTO: SECSTATE WASHDC\n\n{EN}\n\n{EN}"
    assert words(cable, "//t:correspAction/t:persName") == []

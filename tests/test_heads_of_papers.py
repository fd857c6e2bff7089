"""The heads of papers: offices over what a paper is, two columns, fields of forms, lines of registries."""

from __future__ import annotations

import pytest
from test_feet_of_records import TEXTS
from test_openings_and_closings import pieces, shown

from tei.interpret.decided import rows_of
from tei.interpret.side_by_side import columns, has_two_columns
from tei.model import Line
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
FR = "Le pont est de nouveau ouvert, et les trains passent le fleuve selon l'horaire d'été."
HU = "A híd ismét nyitva van, és a vonatok menetrend szerint járnak a folyón át."
PL = "Most jest znowu otwarty, a pociągi jeżdżą przez rzekę według rozkładu jazdy."
GAP = " " * 30


def titles(text: str) -> list[str]:
    tree = parse_xml(convert_bytes(text.encode(), "in.txt").tei)
    return [
        "".join(one.itertext()) for one in tree.xpath("//t:titleStmt/t:title[@type='main']", namespaces=NS)
    ]


@pytest.mark.parametrize(
    ("head", "language", "expected"),
    [
        (
            ("MINISTÈRE DES PONTS\nDIRECTION DES BACS\n\nTÉLÉGRAMME À L'ARRIVÉE\n\nLyon, le 4 mai 1951 à 19 h 40\n"
            "reçu le 5 à 2 h 15\n\nNos 12 à 14\nTRÈS URGENT"),
            "fr",
            "letterhead letterhead head dateline reference number precedence",
        ),
        (
            f"From the log{GAP}Secret. Copy No. 1\nof J. Holm{GAP}4 May 1951\n{GAP}No. 318\n\nRECORD OF A TALK\n\nwith the keeper",
            "en",
            "letterhead classification address dateline number head head",
        ),
        (f"SECRET\nFO 12/441{GAP}FC 10/17", "en", "classification number number"),
        (f"UNITED NATIONS\nBRIDGE COUNCIL{GAP}S/PV.12\n{GAP}4 May 1951\n{GAP}ENGLISH\n\nRECORD OF THE MEETING",
         "en", "letterhead letterhead number dateline reference head"),
        (f"Registry No. 12/8{GAP}BRIDGE MINUTES", "en", "number head"),
        ("Külügyminisztérium\nSzigorúan titkos\n003114/2/1966\n\nFeljegyzés", "hu",
         "letterhead classification number head"),
        ("SZIGORÚAN TITKOS!\nKészült: 3 példányban\n\nJEGYZŐKÖNYV\na tanács 1961. február 14-én tartott üléséről",
         "hu", "classification copy head head"),
        (f"ПОВІДОМЛЕННЯ\nпро мости\n\n3 серпня 1957 року{GAP}м. Одеса", "uk", "head head dateline"),
        ("Answers of the parish of Harn\nName of the keeper: J. Holm, of Dorn", "en", "head p"),
        ("Geheime Verschlußsache\nZK 02 – 114/63\n\nProtokoll Nr. 17/63\nder Sitzung des Rates", "de",
         "classification number head head"),
        ("BỘ CẦU ĐƯỜNG\nSố: 214/BC\n\nVIỆT NAM DÂN CHỦ CỘNG HÒA\nĐộc lập – Tự do – Hạnh phúc\n\nBIÊN BẢN HỌP", "vi",
         "letterhead number letterhead letterhead head"),
        (("電信写\n総番号（TA）12\n1962年　8月　14日　16時30分　　横浜　発\n1962年　8月　15日　01時10分　　本省　着\n\n"
         "外務大臣殿　　　　　　大山大使\n\n橋に関する件"), "ja",
         "head number dateline dateline address address subject"),
        ("第3回橋梁懇談会議事録\n\n日時　昭和38年5月20日（月）午後2時～4時10分\n場所　県庁\n出席者　大山一郎", "ja",
         "head dateline dateline"),
        ("大桥会谈纪要\n\n时间：一九六四年五月八日下午三时至五时\n地点：北湖宾馆\n参加人：林远", "zh-Hans",
         "head dateline dateline"),
        ("Memorandum of Conversation\n\nDATE: May 4, 1951\nTIME: 11:00 a.m.\nPLACE: Room 12\n\nPARTICIPANTS: J. Holm", "en",
         "head dateline dateline dateline"),
        (("SECRET\nACTION NB-12\nINFO OCT-01 SS-15\nO 271502Z AUG 74\nFM AMEMBASSY HARN\nTO SECSTATE DORN IMMEDIATE 4411\n\n"
         "S E C R E T HARN 1822\n\nEXDIS\n\nE.O. 11652: GDS\nTAGS: PFOR"), "en",
         "classification address address dateline address address number classification reference reference"),
        ("N° 87\n\nM. Maret, Ministre des Ponts,\n    à M. Petit, Ambassadeur de France à Harn.\n\nD. n° 214.        Lyon, 4 mai 1951.", "fr",
         "number-head head head number"),
        ((f"[This telegram is of particular secrecy.]\n\nTELEGRAM TO THE BRIDGE OFFICE\n\nNo. 412{GAP}D. 9.45 p.m. 3rd February, 1943.\n"
         f"3rd February, 1943{GAP}R. 2.10 a.m. 4th February, 1943.\n\nMOST IMMEDIATE"), "en",
         "letterhead head number dateline reference precedence"),
        (f"Der Botschafter{GAP}Harn, den 17. Juni 1955\nder Republik\nTgb. Nr. 412/55\n\nAn das\nAmt der Brücken", "de",
         "address dateline address number address address"),
        ("СЕКРЕТНО\nСНЯТИЕ КОПИЙ ВОСПРЕЩАЕТСЯ\n\nШИФРТЕЛЕГРАММА\n\nиз Бренна № 214\nполучена 4 марта 1948 г. 10 час. 30 мин.\n\nСРОЧНО", "ru",
         "classification classification head number reference precedence"),
        ("SZYFROGRAM Nr 2144\n\nWyszedł z Brenn dnia 12.12.1980\ngodz. 18.20\nPrzyszedł dnia 12.12.1980 godz. 21.05\n\nTAJNE", "pl",
         "head dateline dateline reference classification"),
        (("C.M.(47)\n14th Conclusions\n\nCABINET 14 (47)\n\nCONCLUSIONS of a Meeting held at 10 Quay Street,\n"
         "on Thursday, 6th February, 1947, at 10.30 a.m."), "en", "number number number head head"),
        ("INQUIRY ON THE BARGE\nHarn, 9 May 1946, 1430 hours", "en", "head dateline"),
        ("Harn 14th Novr 1791\n\nMy Lord", "en", "dateline salute"),
        ("17\nBericht des Gesandten an den Rat\n\nHarn, den 4. Mai 1906", "de", "number-head head dateline"),
        ("湖滨外交部文件\n\n〔1963〕部办字第214号\n\n机密\n\n关于大桥情况的报告\n\n国务院：", "zh-Hans",
         "letterhead number classification head salute"),
        (f"№ П 84/XII{GAP}от 12 июля 1956 г.", "ru", "number"),
        (f"Registry No. UN 12/8{GAP}BRIDGE MINUTES", "en", "number head"),
        ("PRESS RELEASE No. 48\nFor immediate release\nLyon, 4 May 1951\n\nBRIDGES ARE OPEN AGAIN", "en",
         "head precedence dateline head"),
        ("BRIDGE COMMISSION,\nHARN.\nNo. 114 E\n4th May, 1951.\n\nSir,", "en",
         "letterhead letterhead number dateline salute"),
        ("Harn Bridges\n14 Quay Street, Harn\n\n4 May 1951\n\nDear Mr. Holm,", "en",
         "letterhead letterhead dateline salute"),
    ],
)  # fmt: skip
def test_heads(head: str, language: str, expected: str) -> None:
    text = TEXTS.get(language) or {"fr": FR, "hu": HU, "pl": PL}[language]
    found = [kind for kind, _ in shown(pieces(f"{head}\n\n{text}\n\n{text}", language))]
    assert found[: len(expected.split())] == expected.split()
    assert not {"head", "dateline", "letterhead", "number"} & set(found[len(expected.split()) :])


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("Received your letter of 4 May with many thanks and read it to the council", "en"),
        (("COUNTRY: Harn                    REPORT NO.: 12\nPLACE ACQUIRED: Dorn             NO. OF PAGES: 2\n"
         "DATE: 4 May 1951                 COPIES: 3"), "en"),
    ],
)  # fmt: skip
def test_what_is_no_head_of_two_things(head: str, language: str) -> None:
    text = TEXTS[language]
    found = [kind for kind, _ in shown(pieces(f"A Report\n\n{head}\n\n{text}\n\n{text}", language))]
    assert not {"letterhead", "number", "reference"} & set(found)


def test_columns_are_told_by_their_right_one() -> None:
    rows = rows_of(
        [Line(1, f"From the log{GAP}Secret"), Line(2, f"Bridges{GAP}and roads"), Line(3, "Secret")], {}
    )
    assert [has_two_columns(row, "en") for row in rows] == [True, False, False]
    assert columns(rows[1]) == ("Bridges", "and roads")


def test_a_letter_on_the_paper_of_an_office_has_the_title_that_it_states() -> None:
    pt = TEXTS["pt"]
    text = f"EMBAIXADA EM HARN\n\nEm 22 de maio de 1961.\n\nN.º 147\n\nPonte de Harn.\nVisita do Ministro.\n\nSenhor Ministro,\n\n{pt}\n\n{pt}\n"
    assert titles(text) == ["Ponte de Harn. Visita do Ministro."]


def test_the_office_is_no_title() -> None:
    assert titles(
        f"MINISTÈRE DES PONTS\n\nTÉLÉGRAMME À L'ARRIVÉE\n\nLyon, le 4 mai 1951\n\n{FR}\n\n{FR}\n"
    ) == ["TÉLÉGRAMME À L'ARRIVÉE"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The clerk came today. He asked whether the yard could build a boat for a", "third of the price."),
        (
            "Der Schreiber kam heute. Er fragte, ob die Werft ein Boot bauen könne für den",
            "halben Preis.",
        ),
        ("Писарь пришёл сегодня. Он спросил, может ли верфь построить лодку за", "треть цены."),
    ],
)
def test_a_paragraph_that_goes_on_below_a_blank_line_is_no_heading(above: str, below: str) -> None:
    text = f"SECRET\n\n{above}\n\n{below}\n"
    tree = parse_xml(convert_bytes(text.encode(), "in.txt").tei)
    heads = [
        " ".join("".join(one.itertext()).split()) for one in tree.xpath("//t:body//t:head", namespaces=NS)
    ]
    assert heads == []


def test_a_heading_with_a_stop_in_it_stays_one() -> None:
    for below in ("The boat came late.", "(a) the boat came late."):
        assert titles(f"Council of the Ferrymen. Second Session\n\n{below}\n") == [
            "Council of the Ferrymen. Second Session"
        ]


def test_a_sentence_to_somebody_is_no_address() -> None:
    for line, kind in (
        ("To the Council: The boat is tied up.", "p"),
        ("To the Council", "address"),
        ("To: The Keeper of the Lock, Mr. Holm.", "address"),
    ):
        assert shown(pieces(f"{line}\n\nWe will ask again when the clerk comes.", "en"))[0] == (kind, line)

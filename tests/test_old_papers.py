"""Papers of the 17th to early 20th century and of small bodies: letters, petitions, minutes, cards, telegrams, logs."""

from __future__ import annotations

import pytest
from lxml import etree
from test_openings_and_closings import DE, EN, ES, FR, kinds

from tei.interpret.bracket_words import remark
from tei.interpret.datelines import is_dateline
from tei.interpret.foot_lines import TOWN_SHORTENED
from tei.interpret.over_text import is_motto, is_remark
from tei.interpret.speaker_names import initials_of_speakers
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

NS = {"t": "http://www.tei-c.org/ns/1.0"}
NL = "De brug is weer open en de wagens gaan alle dagen over de rivier zonder gevaar."
LA = "Pons iterum patet, et currus cotidie sine periculo trans flumen feruntur ad oppidum."
PT = "A ponte está outra vez aberta e os carros passam todos os dias sem perigo nenhum."


def words(text: str, path: str) -> list[str]:
    found = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot().xpath(path, namespaces=NS)
    return ["".join(map(str, etree.ElementBase.itertext(node))) for node in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            (f"From Harn, 3/14 May 1708.\n\nMy Lord,\n\n{EN} I am with the greatest respect,\n\nMy Lord,\nYour Lordship's most obedient\n"
            "and most humble Servant,\nEd. Holm\n\nTo the Right Honble. the Earl of Alder,\none of her Majesty's Secretaries of State.\n\n"
            "Endorsed: Mr. Holm, 3/14 May 1708. R. 9th.\n"),
            "en", "dateline salute p salute salute salute signed address address reference",
        ),
        (
            (f"Hooggeleerde Heer,\n\n{NL}\n\nHier mede blijve ick,\n\nHooggeleerde Heer,\nUE. dienstwillige dienaer,\nJan Holm\n\n"
            "In Harn, desen 16 October 1683.\n\nAdres: Aen de Heer Dr. Jan Ash, tot Harn.\n"),
            "nl", "salute p p salute salute signed dateline address",
        ),
        (
            (f"Ioannes Holm Matthaeo Clario suo S. P. D.\n\n{LA}\n\nArgentorati, XV. Kal. Martias anno MDXXXVIII.\n\n"
            "Tuus ex animo\nIoannes Holm\n\nDoctissimo viro Matthaeo Clario, amico suo, Tiguri.\n"),
            "la", "salute p dateline salute signed address",
        ),
        (
            (f"Cádiz, 22 de Henero de 1782\n\nMuy Sor. mío:\n\n{ES}\n\nNuestro Señor gue. a Vm. ms. as.\n\nB. l. m. de Vm.\n"
            "su más seguro servidor,\nJuan de Holm\n\nSor. Dn. Manuel de Ash, Veracruz.\n"),
            "es", "dateline salute p salute salute salute signed address",
        ),
        (
            (f"Publica-se o seguinte:\n\n{PT}\n\nO Chefe do Estado-Maior,\nJosé da Cunha Holm\nTenente-coronel\n\nEstá conforme.\n"
            "O Ajudante, Simões\n"),
            "pt", "p p signed signed signed reference signed",
        ),
        (
            (f"{EN}\n\nAnd your Petitioners, as in duty bound, will ever pray, &c.\n\nHarn, 20th July 1858.\n\nJames Dunn, carrier\n"
            "Bridget Foley, her X mark, widow\nThos. Petty\nWm. Hay, miner\nAnn Clare\nEd. Clare, schoolmaster\n[and 142 others]\n"),
            "en", "p salute dateline signed signed signed signed signed signed signed",
        ),
        (
            f"{DE}\n\nVorgelesen, genehmigt und unterschrieben.\n\nDer Gemeinderat:\nSteib. Mook. Fink.\n\nZur Beglaubigung: Holl, Ratschreiber.\n",
            "de", "p salute signed signed reference",
        ),
    ],
)  # fmt: skip
def test_letters_and_minutes(text: str, language: str, expected: str) -> None:
    assert kinds(text, language) == expected.split()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{EN}\n\nJames Dunn, carrier\nHarn, mill town\n", "en"),
        (f"{EN}\n\nMy Lord Harn built it.\nYour Lordship's men were the masons of Harn.\n{EN}\n", "en"),
        (f"{NL}\n\nHier mede blijve ick,\n{NL}\n", "nl"),
        (f"{EN}\n\nAddress: a speech of the mayor, which nobody had heard to its end before the rain came down again on them.\n{EN}\n", "en"),
    ],
)  # fmt: skip
def test_near_misses_of_closings_stay_text(text: str, language: str) -> None:
    assert set(kinds(text, language)) == {"p"}


def test_a_form_of_address_over_a_formula_is_nobody() -> None:
    text = f"Hooggeleerde Heer,\n\n{NL}\n\nHooggeleerde Heer,\nUE. dienstwillige dienaer,\nJan Holm\n\nIn Harn, desen 16 October 1683.\n"
    assert words(text, "//t:correspAction[@type='sent']/t:persName") == ["Jan Holm"]


@pytest.mark.parametrize(
    ("line", "language", "is_one"),
    [
        ("Vaucelles, le 14 ventôse an VII de la République française, une et indivisible.", "fr", True),
        ("In Amsterdam, desen 16 October 1683.", "nl", True),
        ("Harn, 3/14 May 1951", "en", True),
        ("Proved at Harn 17 May 1613.", "en", False),
        ("Received 3 May 1951", "en", False),
        ("Reçue le 3 mai 1951", "fr", False),
        ("Recife, 3 de maio de 1951", "pt", True),
        ("Copenhagen, 3 May 1951", "en", True),
        ("Provence, le 3 mai 1951", "fr", True),
    ],
)
def test_lines_that_are_dates(line: str, language: str, is_one: bool) -> None:
    assert is_dateline(line, language) is is_one


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("From the Hague, 3 May 1708.", "the Hague"),
        ("Camp at Harn, 3 May 1808.", "Harn"),
        ("Fromheim, 3 May 1808.", "Fromheim"),
        ("Atherton, 3 May 1808.", "Atherton"),
    ],
)
def test_the_place_of_a_date_line(line: str, place: str) -> None:
    assert words(f"{line}\n\nSir,\n\n{EN}\n", "//t:opener//t:placeName") == [place]


def test_a_day_of_the_week_is_no_place() -> None:
    text = f"The Averil Courant, Saturday, June 2, 1894.\n\n{EN} {EN}\n"
    assert words(text, "//t:opener//t:placeName") == []


def test_a_date_in_two_calendars_is_that_of_the_document() -> None:
    assert words(f"Harn, 3/14 May 1708.\n\nMy Lord,\n\n{EN}\n", "//t:creation/t:date[@when='1708-05-14']")
    assert not words(f"Harn, 3/14 May 1951.\n\nMy Lord,\n\n{EN}\n", "//t:creation/t:date")


def test_days_of_this_month_in_the_republic_are_of_its_calendar() -> None:
    text = (
        f"Harn, le 14 ventôse an VII\n\nCitoyen Ministre,\n\nJ'ai reçu votre lettre du 2 de ce mois. {FR}\n"
    )
    assert words(text, "//t:text//t:date[@when='1799-02-20'][@calendar='#calendar.republican']") == [
        "2 de ce mois"
    ]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("LIBERTÉ  ÉGALITÉ", True),
        ("Liberté, Égalité, Fraternité.", True),
        ("بسم الله الرحمن الرحيم", True),
        ("LIBERTÉ", False),
        ("Essai sur la liberté, l'égalité et la fraternité", False),
    ],
)
def test_mottos(text: str, is_one: bool) -> None:
    assert is_motto(text) is is_one


def test_a_motto_and_a_remark_are_no_title() -> None:
    text = f"LIBERTÉ  ÉGALITÉ\n\nRapport sur les ponts\n\n{FR} {FR}\n"
    assert words(text, "//t:titleStmt/t:title[@type='main']") == ["Rapport sur les ponts"]
    text = f"[Cutting, pasted on p. 31 of the album]\n\nFIRE AT THE ROPE-WALK\n\n{EN} {EN}\n"
    assert words(text, "//t:titleStmt/t:title[@type='main']") == ["FIRE AT THE ROPE-WALK"]
    text = f"[Draft of a letter to the Governor]\n\n{EN} {EN}\n"
    assert words(text, "//t:titleStmt/t:title[@type='main']") == ["[Draft of a letter to the Governor]"]


def test_remarks_of_transcribers() -> None:
    assert remark("sketch of a boat", "en") == remark("Interruption.", "en") == "editorial"
    assert remark("the sketch of a boat that he drew", "en") is None
    assert is_remark("[Postmark: Harn 3.5.07]", "en")
    assert not is_remark("[Postmark] and what follows it", "en")


def test_a_card_has_its_address() -> None:
    text = f"CARTE POSTALE\n\nMlle Jeanne Holm\n14, rue du Puits\nHarn (Manche)\n\nChère Jeanne,\n{FR}\n"
    assert kinds(text, "fr") == ["head", "address", "address", "address", "salute", "p"]
    text = f"CARTE POSTALE\n\nMlle Jeanne Holm\nchante à Harn\n\nChère Jeanne,\n{FR}\n"
    assert kinds(text, "fr").count("address") == 0


def test_the_service_head_of_a_telegram() -> None:
    text = (
        "THE HARN TELEGRAPH COMPANY, LIMITED.\n\nNo. of Message 218. Words 31. Prefix S.\n"
        f"Handed in at Aden 9.40 a.m. Received 11.5 a.m. 22 OCT 1903\n\nTo Harbourmaster Harn\n\n{EN}\n"
    )
    assert kinds(text, "en") == ["letterhead", "reference", "dateline", "address", "p"]
    assert words(text, "//t:creation/t:date[@when='1903-10-22']") == ["22 OCT 1903"]
    assert kinds(f"Prefixes of words\n\n{EN} {EN}\n", "en") == ["head", "p"]
    receipt = "Received from Mr. Ash the sum of 12 pounds for the mill."
    assert kinds(f"RECEIPT\n\n{receipt}\n\n{EN}\n", "en") == ["head", "p", "p"]


def test_what_a_telegram_says_below_its_service_head_is_no_heading() -> None:
    text = "Handed in at Aden 9.40 a.m.\nReceived 11.5 a.m. 22 OCT 1903\n\nTo Holm Harn\n\nBarge lost send rope\n\nAsh\n"
    assert "head" not in kinds(text, "en")
    text = "HARN TELEGRAPH COMPANY\n\nReceived at 14 Dock Street, 9:12 AM May 4 1911\n\nTo A. Holm\nVeldt\n\nComing on the fifth stop\n\nJane\n"
    assert kinds(text, "en")[:5] == ["letterhead", "dateline", "address", "address", "p"]


def test_days_of_an_enclosed_letter_are_told_from_its_own_date() -> None:
    text = (
        f"Harn, 4 May 1951\n\nDear Mr. Ash,\n\n{EN} The tide of the 2nd inst. was high.\n\nYours sincerely,\nA. Holm\n\nEnclosure\n\n"
        f"Veldt, 12 November 1948\n\nDear Mr. Holm,\n\n{EN} The crane of the 27th ult. is lost.\n\nYours sincerely,\nC. Reed\n"
    )
    result = convert_bytes(text.encode(), "in.txt")
    assert [date.get("when") for date in parse_xml(result.tei).getroot().iterfind(".//t:p/t:date", NS)] == [
        "1951-05-02", "1948-10-27",
    ]  # fmt: skip
    assert "T029" not in {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    ("line", "language", "is_one"),
    [("Jan", "nl", False), ("Julio", "es", False), ("April.", "en", False), ("April 1950", "en", True), ("五月", "zh", True),
     ("3 Jan", "en", True)],
)  # fmt: skip
def test_a_name_that_is_a_month_is_no_date(line: str, language: str, is_one: bool) -> None:
    assert is_dateline(line, language) == is_one


def test_leaves_of_a_book() -> None:
    text = f"fol. 12r\n\n{EN}\n\nfol. 12v\n\n{EN} See fol. 3v of the map.\n\n[fol. 13 recto]\n\n{EN}\n"
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    assert [page.get("n") for page in root.iterfind(".//t:text//t:pb", NS)] == ["12r", "12v", "13 recto"]
    assert "fol. 12r" not in words(text, "//t:titleStmt/t:title")


def test_initials_of_two_who_speak() -> None:
    turns = [
        f"{who}: {said}"
        for who, said in (("PS", "Where?"), ("DK", "Here."), ("PS", "When?"), ("DK", "Then."))
    ]
    assert initials_of_speakers(turns) == {"PS", "DK"}
    assert initials_of_speakers([*turns[:1], "DK: Here.", EN]) == frozenset()
    assert initials_of_speakers(["PS: one", "PS: two", EN]) == frozenset()
    text = "Interview with a keeper\n\n" + "\n\n".join(turns) + "\n"
    assert words(text, "//t:sp/t:speaker") == ["PS:", "DK:", "PS:", "DK:"]
    assert not words(text, "//t:postscript")


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Д. Ольховка", True), ("г. Минск", True), ("Д. И. Ольхов", False), ("Москва", False)],
)
def test_villages_shortened(line: str, is_one: bool) -> None:
    assert (TOWN_SHORTENED.match(line) is not None) is is_one


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("拝啓 春暖の候、益々御清祥のことと存じます。\n\n去る三日、漁船の件につき御照会を頂きました。来月五日に伺います。\n\n敬具\n\n昭和二十六年五月四日\n山本一郎\n\n田中次郎様\n\n追伸 本を送りました。\n", "ja", "p p salute dateline signed address postscript"),
        (f"Lieve Ouders,\n\n{NL}\n\nUw liefhebbende zoon\nJan\n\nHarn, 9 mei 1911\n", "nl", "salute p salute signed dateline"),
        (f"Wohlgebohrner Herr,\n\n{DE}\n\nDero gehorsamster Diener\nJoh. Holm\n\nHarn, den 9. May 1786\n", "de", "salute p salute signed dateline"),
    ],
    ids=["ja", "nl", "de"],
)  # fmt: skip
def test_plain_letters(text: str, language: str, expected: str) -> None:
    assert " ".join(kinds(text, language)) == expected


def test_your_brother_in_arabic_is_nobodys_name() -> None:
    text = "حضرة الأخ العزيز،\n\nوصلتني رسالتك أمس وسررت بها كثيراً مع أهل البيت.\n\nأخوكم\nنجيب الخوري\n"
    assert words(text, "//t:author") == ["نجيب الخوري"]


def test_a_town_in_the_name_of_a_body_or_of_a_station_is_nobody() -> None:
    below = f"{EN}\n\nEmbassy in Harnau\nMay 4, 1965\n"
    assert (
        words(f"Telegram from Harnau to the Foreign Ministry\n\nMay 4, 1965\n\n{below}", "//t:author") == []
    )
    text = f"Telegram from Harnau to Holm\n\nMay 4, 1965\n\n{EN}\n\nJohn Ash\nHarnau, Field St., 14, apt. 3\n"
    assert words(text, "//t:correspAction[@type='sent']/t:persName") == []
    text = f"Telegram from Holm to Harnau\n\nMay 4, 1965\n\nSECRET\n\nTo HARNAU, to the MFA\n\n{EN}\n\nHOLM\n"
    assert words(text, "//t:author") == ["Holm"]
    assert words(text, "//t:correspAction[@type='received']/t:persName") == []


def test_a_greeting_before_a_form_of_address_is_no_subject() -> None:
    text = f"Address to the people\n\nHarn, 14 September 1939\n\nGood evening to you all.\n\nMen and women of Harn,\n\n{EN}\n"
    assert kinds(text, "en") == ["head", "dateline", "salute", "salute", "p"]


def test_on_dit_is_no_speaker() -> None:
    text = f"Discours\n\nOn nous dit : vous dépensez trop.\n\nM. Holm. — Non.\n\nM. Ash. — Si.\n\nM. Holm. — Non, monsieur.\n\n{FR}\n"
    assert "On nous dit :" not in words(text, "//t:sp/t:speaker")


JA = "討議ノ上、五月一日ヨリ工事ニ着手スルコトニ決ス。午後四時閉会ス。"


def test_labels_and_names_without_kana_in_a_japanese_text_are_japanese() -> None:
    text = f"第三回村会議事録\n\n一、場所　大原村役場\n一、出席議員　山田太郎　鈴木一郎　佐藤次郎\n一、欠席議員　高橋三郎\n\n{JA}\n\n議長　山田太郎\n議員　鈴木一郎\n"
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    assert root.xpath("//t:body/t:div/@xml:lang", namespaces=NS) == ["ja"]


def test_a_chinese_statement_in_a_japanese_text_is_chinese() -> None:
    said = "兩國政府同意在三年之內完成此橋之建設工程，並且共同負擔其費用。雙方代表簽字於此文件，以昭信守，並各執一份為憑。"
    text = f"会談の記録\n\n{JA}\n\n以下は中国側の声明である。\n\n{said}\n\n{said}\n"
    root = parse_xml(convert_bytes(text.encode(), "in.txt").tei).getroot()
    assert root.xpath("//t:body//t:div/@xml:lang", namespaces=NS) == ["ja", "zh-Hant"]


@pytest.mark.parametrize(
    ("line", "language", "is_one"),
    [
        ("Milano, 12 Messidoro anno VI Rep.", "it", True),
        ("Im Felde, 17. X. 16.", "de", True),
        ("光绪二十四年五月十八日", "zh", True),
        ("Im Felde, 17. X. 160", "de", False),
        ("Im Felde lagen 17. X. 16.", "de", False),
    ],
)
def test_more_lines_that_are_dates(line: str, language: str, is_one: bool) -> None:
    assert is_dateline(line, language) is is_one


def test_names_with_their_offices_close_minutes_and_make_no_heading() -> None:
    assert kinds(f"{EN}\n\nJ. Pryce, Chairman.\nMary Holm, secretary\n", "en") == ["p", "signed", "signed"]
    assert (
        kinds(f"Members of the board\nJohn Ash, chairman\nMary Holm, secretary\n\n{EN}\n", "en")[0] == "head"
    )
    text = f"Members of the board\nJohn Ash, chairman\nMary Holm, secretary\n\n{EN} {EN}\n"
    assert words(text, "//t:titleStmt/t:title[@type='main']") == ["Members of the board"]
    assert kinds(f"{EN}\n\nJohn Ash, chairman of the board, spoke first and long.\n", "en") == ["p", "p"]


def test_names_with_their_offices_on_the_paper_of_an_annex_end_no_heading() -> None:
    paper = "HARBOUR TRUST\nNORTHERN DIVISION\n14 HIGH STREET\nCENTRE OF THE COAST\n24, LOW STREET\nDIRECTOR\nJOHN ASH, CHAIRMAN\nVICE CHAIRMAN\n"
    text = f"{EN}\n\nJ. Reed\n\nAnnex\n{paper}MARY HOLM, SECRETARY\nTELEPHONE 38\nHARN, 31 May 1923\nMINUTES of the meeting\n\n{EN}\n"
    assert words(text, "//t:head") == ["AnnexHARBOUR TRUST"]
    assert words(text, "//t:fw[@type='letterhead']")[:2] == ["NORTHERN DIVISION", "14 HIGH STREET"]

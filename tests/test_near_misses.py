"""What looks like the form of an opening or a closing and is none, or is another one, in ordinary letters and minutes."""

from __future__ import annotations

import pytest
from test_letters_in_many_languages import said
from test_openings_and_closings import kinds

from tei.interpret.closing_forms import NAME_ALONE, closer_form
from tei.interpret.datelines import is_dateline
from tei.interpret.forms import is_number, opener_form
from tei.interpret.signatures import is_signature, is_signed, is_valediction
from tei.interpret.speaker_names import read_start

LETTER = (
    "{head}\n\n9th October, 1947.\n\n(E 214/14/31)\n\nMy dear Marsh,\n\nMany thanks for your letter about the wells. "
    "We do not think that anybody will pay for them before April.\n\nYours ever,\n\n(Signed) R. L. Dorn\n\n"
    "J. H. Marsh, Esq.,\nHarn.\n"
)


def test_the_number_of_a_file_in_brackets_is_no_title() -> None:
    record = LETTER.format(head="14 Rope Walk")
    assert said(record, "//t:idno[@type='number']") == ["(E 214/14/31)"]
    assert is_number("[FO 371/4400]", "en")
    assert not is_number("(see page 14)", "en")


def test_an_esquire_below_the_name_is_who_is_written_to() -> None:
    record = LETTER.format(head="14 Rope Walk")
    assert said(record, "//t:closer/t:address/t:addrLine") == ["J. H. Marsh, Esq.,", "Harn."]
    assert said(record, "//t:closer/t:signed") == ["(Signed) R. L. Dorn"]


def test_a_japanese_name_with_a_word_of_respect_is_who_is_written_to() -> None:
    record = (
        "拝啓\n\n先日お願いいたしました橋の図面をお送りいたします。御覧の上お返し下さい。\n\n敬具\n昭和十二年五月三日\n"
        "山田太郎\n小川様\n"
    )
    assert said(record, "//t:closer/t:signed") == ["山田太郎"]
    assert said(record, "//t:closer/t:address/t:addrLine") == ["小川様"]


def test_the_town_of_an_address_over_the_date_may_have_a_stop() -> None:
    record = (
        "14 Rope Walk,\nHarn.\n17th May, 1923.\n\nDear Mrs. Pell,\n\nThank you for the seed potatoes, which came on "
        "Tuesday in good order.\n\nYours sincerely,\nAda Holm\n"
    )
    assert said(record, "//t:opener/t:address/t:addrLine") == ["14 Rope Walk,", "Harn."]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Protokoll der Sitzung des Deichverbandes am 3. Mai 1926", "de"),
        ("VERBALE DELLA RIUNIONE DEL 5 MARZO 1946", "it"),
        ("The Keeper's Account of the Winter of 1880", "en"),
    ],
)
def test_a_title_that_ends_in_its_date_is_no_dateline(line: str, language: str) -> None:
    assert not is_dateline(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Protokoll, Harn, 3. Mai 1926", "de"),
        ("Harn, in the Winter of 1880", "en"),
        ("Written at Harn, September 1932", "en"),
    ],
)
def test_a_place_and_a_date_are_a_dateline(line: str, language: str) -> None:
    assert is_dateline(line, language)


def test_a_sentence_may_begin_with_the_word_signed() -> None:
    assert not is_signed("Signed and sealed it was not, for I had no seal.")
    assert is_signed("Signed: John Ash")
    assert is_signed("Signed, for the Board, J. Ash.")


@pytest.mark.parametrize(
    ("closing", "signed", "sender"),
    [
        (
            "Mit vorzüglicher Hochachtung\nEuer Hochwohlgeboren\nergebenster\nAugust Brandt",
            "August Brandt",
            True,
        ),
        (
            "Der Bürgermeister ist krank und lässt grüßen.\n\nHochachtungsvoll\nAugust Brandt",
            "August Brandt",
            True,
        ),
        ("An den Deich gehe ich jeden Abend.\n\nHochachtungsvoll\nAugust Brandt", "August Brandt", True),
        ("Herzliche Grüße\ntreu wie immer Brandt", "treu wie immer Brandt", False),
    ],
)
def test_neither_a_form_of_address_nor_a_last_sentence_signs(
    closing: str, signed: str, *, sender: bool
) -> None:
    record = (
        "Velten, den 14. November 1871\n\nHochgeehrter Herr Hofrat!\n\nDie Kiste mit den Büchern ist gestern eingetroffen, "
        f"und drei Bände sind beschädigt.\n\n{closing}\n"
    )
    assert said(record, "//t:closer/t:signed") == [signed]
    assert said(record, "//t:closer/t:address") == []
    assert said(record, "//t:correspAction[@type='sent']/t:persName") == [signed] * sender


@pytest.mark.parametrize(
    ("line", "language", "formula"),
    [
        ("Обнимаю,", "ru", True),
        ("Całuję", "pl", True),
        ("De V. Ex.ª", "pt", True),
        ("De usted afmo. s. s.,", "es", True),
        ("Serdecznie mnie tu przyjęli.", "pl", False),
        ("Euer Hochwohlgeboren habe ich die Ehre zu melden, dass er krank ist.", "de", False),
    ],
)
def test_formulas_of_letters_between_friends(line: str, language: str, *, formula: bool) -> None:
    assert is_valediction(line, language) is formula


def test_an_english_article_leads_to_no_addressee() -> None:
    assert closer_form("A Keeper", "en") == NAME_ALONE
    assert closer_form("A Monsieur Arnaud", "fr") == ("address", "addressee below the text")


def test_the_initials_of_who_dictated_and_who_typed_end_a_paper() -> None:
    assert closer_form("RC:mt", "en") == ("reference", "who typed or certified it")
    assert closer_form("Rc: mt", "en") != ("reference", "who typed or certified it")


def test_a_sentence_about_a_letter_of_the_alphabet_is_no_turn() -> None:
    assert read_start("A. stood at the gate.") is None
    assert read_start("A. I was.") is not None


def test_shortened_words_are_none_of_a_language() -> None:
    record = (
        "Statement of account, quarter ending 30 September 1888\n\nOil        14 10 6\nWicks       2 11 9\n"
        "Paint       1 05 0\n\nE. & O. E.\n\nJ. Ash\nKeeper\n"
    )
    assert said(record, "//t:div[@type='edition']/@xml:lang") == ["en"]


@pytest.mark.parametrize(
    "rows",
    [
        "Boat        1.5.12     2.5.12\nAgnes       12.4.10    11.0.3\nStar        2566       2493",
        "Oil        14 10 6\nWicks       2 11 9\nPaint       1 05 0",
    ],
)
def test_the_rows_of_a_table_are_no_lines_of_its_title(rows: str) -> None:
    record = f"Catches of the Harn boats\n\n{rows}\n\nThe figures are barrels, baskets and single fish.\n"
    assert said(record, "//t:titleStmt/t:title") == ["Catches of the Harn boats"]
    assert len(said(record, "//t:table/t:row")) == 3


def test_a_date_of_the_french_republic_is_no_title() -> None:
    assert is_dateline("Toulon, le 6 floréal an IX", "fr")
    assert not is_dateline("Le 6 floréal an IX fut un jour de pluie", "fr")


AMERICAN = (
    "{head}May 3, 1938\n\n{address}Sir:\n\nThere is enclosed a copy of a note of April 9 from the Minister of Works, which came "
    "this morning.\n\n{closing}\n"
)


@pytest.mark.parametrize(
    ("closing", "parts"),
    [
        (
            "Cordially yours,\n\nR. COLE\nSecretary of the Mill\n\nMr. Silas Dent,\n14 Quay Street,\nHarn, Ohio.",
            ["salute", "signed", "signed", "address", "address", "address"],
        ),
        (
            "I am, Sir,\nYour most obedient servant,\nR. COLE\n\nTo Messrs. Ash & Co.\nHarn",
            ["salute", "salute", "signed", "address", "address"],
        ),
        (
            "Very truly yours,\n\nFor the Wardens:\n\nH. R. ENGEL\n\nEnclosure:\nCopy of note.",
            ["salute", "signed", "signed", "reference", "reference"],
        ),
        (
            "Very truly yours,\n\nHARN ENGINE WORKS\nper T. Ash\n\nTA/mb\nEncl.",
            "salute signed signed reference reference".split(),
        ),
    ],
)
def test_what_stands_below_the_text_of_a_letter_is_its_closing(closing: str, parts: list[str]) -> None:
    record = AMERICAN.format(head="", address="", closing=closing)
    found = kinds(record, "en")
    assert found[found.index("p") + 1 :] == parts


def test_the_name_of_a_house_is_no_person_who_writes() -> None:
    closing = "Very truly yours,\n\nHARN ENGINE WORKS\nper T. Ash"
    assert (
        said(
            AMERICAN.format(head="", address="", closing=closing),
            "//t:correspAction[@type='sent']/t:persName",
        )
        == []
    )


def test_a_line_that_asks_for_a_number_is_no_title() -> None:
    head = "DEPARTMENT OF WORKS\nHARN\n\nIn reply refer to\nNE 867.00/14\n\n"
    record = AMERICAN.format(
        head=head, address="To the Wardens of the Coast\n\n", closing="Very truly yours,\n\nR. Cole"
    )
    assert said(record, "//t:text//t:head") == []
    assert said(record, "//t:fw[@type='letterhead']") == ["DEPARTMENT OF WORKS", "HARN"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ward 4, St. John's Hospital\n", []),
        ("Letter to Mr. Falk, the miller\n", ["Letter to Mr. Falk, the miller"]),
        ("The Ferry Dispute\n", ["The Ferry Dispute"]),
    ],
)
def test_a_place_right_over_the_date_is_no_title(head: str, title: list[str]) -> None:
    assert said(AMERICAN.format(head=head, address="", closing="Yours,\nTom"), "//t:text//t:head") == title


def test_an_office_before_a_date_is_no_place_and_a_place_no_person() -> None:
    minutes = (
        "MINUTES\n\nHarbour Board, 4 May 1922\n\nThe minutes were read. The Clerk was thanked for his work.\n"
    )
    assert said(minutes, "//t:dateline/t:placeName") == []
    assert said(minutes.replace("Harbour Board", "Council Bluffs"), "//t:dateline/t:placeName") == [
        "Council Bluffs"
    ]
    telegram = "INCOMING TELEGRAM\n\nFROM: PARIS\nTO: SECRETARY OF STATE\n\nThe Minister says that France will wait until the autumn.\n"
    assert said(telegram, "//t:correspAction/t:name") == ["PARIS", "SECRETARY OF STATE"]


def test_the_kind_of_a_telegram_is_no_letterhead() -> None:
    record = (
        "SECRET\nCIPHER TELEGRAM\nFrom Sir A. Mellish to Foreign Office\n9th March, 1941\nNo. 301\n\nYour telegram No. 214.\n\n"
        "1. No troops have crossed.\n\n2. I do not believe him.\n"
    )
    assert said(record, "//t:text//t:fw") == []


def test_the_sentence_over_a_name_is_none_of_an_office() -> None:
    record = (
        "TÉLÉGRAMME\n\nAlger, 14 juillet 1954\n\nLe port est encombré depuis trois jours.\n\nLe Gouverneur m'a reçu hier. Il m'a "
        "dit : rien ne changera.\n\nMOREAU\n"
    )
    assert said(record, "//t:closer/t:signed") == ["MOREAU"]
    treaty = record.replace(
        "Le Gouverneur m'a reçu hier. Il m'a dit : rien ne changera.", "Pour le Gouverneur de la Ville :"
    )
    assert said(treaty, "//t:closer/t:signed") == ["Pour le Gouverneur de la Ville :", "MOREAU"]


def test_words_of_letters_in_the_east() -> None:
    japanese = "前略\n\n御手紙拝見しました。父も母も元気です。\n\n草々\n小川正\n"
    assert said(japanese, "//t:opener/t:salute") == ["前略"]
    korean = "존경하는 선생님께\n\n보내 주신 편지를 잘 받았습니다.\n\n1956년 5월 3일\n김문수 올림\n"
    assert said(korean, "//t:creation/t:date/@when") == ["1956-05-03"]
    assert said(korean, "//t:closer/t:signed") == ["김문수 올림"]
    chinese = "明远兄：\n\n来信收到，已经转交给张先生。\n\n此致\n敬礼\n弟 文达\n民国二十三年五月三日\n"
    assert said(chinese, "//t:correspAction[@type='sent']/t:persName") == ["文达"]


MEMORANDUM = (
    "MEMORANDUM FOR: The Director\nSUBJECT: Fishing Fleet\n\n1. The fleet has 114 boats, and all of them are old.\n\n"
    "2. Request approval to count them again.\n\nHUGH DEERING\nChief, Northern Branch\n\nAttachment:\nMap\n\ncc: Files\n"
)


def test_a_name_in_capitals_over_its_office_signs_and_the_office_does_not() -> None:
    assert said(MEMORANDUM, "//t:correspAction[@type='sent']/t:persName") == ["HUGH DEERING"]
    assert said(MEMORANDUM, "//t:closer/t:signed") == ["HUGH DEERING", "Chief, Northern Branch"]
    assert said(MEMORANDUM, "//t:closer/t:seg[@type='reference']") == ["Attachment:", "Map"]


def test_a_sentence_of_a_telegram_in_capitals_is_no_name() -> None:
    assert not is_signature("GRATEFUL FOR INSTRUCTIONS")
    assert is_signature("HUGH DEERING")


def test_what_was_approved_and_copied_stands_below_a_name() -> None:
    closing = "Respectfully,\nJ. Holm\nKeeper\n\nApproved: H. Lisle, Inspector\nCopy to: the Board"
    found = kinds(AMERICAN.format(head="", address="", closing=closing), "en")
    assert found[found.index("p") + 1 :] == "salute signed signed reference distribution".split()


def test_a_town_alone_over_the_date_is_no_title_and_a_house_below_its_numbers_neither() -> None:
    letter = "Harn\nMay 3rd, 1862\n\nDear Madam,\n\nI have three rooms to let.\n\nYours truly,\nAda Pell\n"
    assert said(letter, "//t:text//t:head") == []
    house = letter.replace("Harn\n", "Our ref: 114/3\n\nHARN DOCK COMPANY\n4 Quay Street, Harn\n\n")
    assert said(house, "//t:text//t:head") == []
    assert said(house, "//t:fw") == ["HARN DOCK COMPANY", "4 Quay Street, Harn"]


@pytest.mark.parametrize(
    ("line", "language", "kind"),
    [
        ("En réponse à votre lettre du 6 février, je vous informe que l'écluse reste fermée.", "fr", None),
        ("With reference to your letter of 1st May I beg to state that he is dead.", "en", None),
        ("In reply to your letter of 3 May.", "en", "reference"),
        ("W odpowiedzi na pismo z 1 kwietnia", "pl", "reference"),
        ("Sr. D. Ramón Oliva", "es", "address"),
        ("Ex.mo Senhor Director,", "pt", "salute"),
    ],
)
def test_openers_are_no_sentences_of_the_text(line: str, language: str, kind: str | None) -> None:
    found = opener_form(line, language)
    assert (found[0] if found else None) == kind


def test_an_italian_letter_ends_with_whom_it_is_written_to() -> None:
    record = (
        "Firenze, li 3 maggio 1887\n\nIllustrissimo Signor Sindaco,\n\nil sottoscritto chiede un posto al molo della città per la sua "
        "barca.\n\nDella S.V. Ill.ma\ndevotissimo\nBepi Sandri\n\nAll'Illustrissimo\nSignor Sindaco\ndi Harna\n"
    )
    assert said(record, "//t:correspAction[@type='sent']/t:persName") == ["Bepi Sandri"]
    assert said(record, "//t:closer/t:address/t:addrLine") == [
        "All'Illustrissimo",
        "Signor Sindaco",
        "di Harna",
    ]


def test_who_signs_for_another_is_named_without_that() -> None:
    record = "Velten, 4. Mai 1951\n\nSehr geehrte Herren!\n\nDer Kahn ist verkauft.\n\nHochachtungsvoll\ni. V. Holm\n"
    assert said(record, "//t:correspAction[@type='sent']/t:persName") == ["Holm"]

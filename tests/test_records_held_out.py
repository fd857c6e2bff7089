"""Forms that records of the archives had and no rule knew, each beside what looks like it and is something else."""

from __future__ import annotations

import pytest
from layouts import NS, made
from sample_records import TEXT, wilson
from test_feet_of_records import TEXTS
from test_openings_and_closings import pieces, shown

from tei.interpret.courtesies import is_courtesy
from tei.interpret.datelines import is_dateline
from tei.interpret.document import interpret
from tei.interpret.forms import is_addressee, is_salute
from tei.interpret.list_words import names_present
from tei.interpret.notes import find_notes
from tei.interpret.speaker_names import read_start
from tei.model import Line
from tei.parse import parse
from tei.profile import built_in
from tei.source import decode


@pytest.mark.parametrize(
    ("below", "language", "expected"),
    [
        ("[Veldt] Embassy in Lonrad\nMay 9, 1951", "en", "signed dateline"),
        ("(ss) Gh. Luca", "en", "signed"),
        ("112 - Balla -", "en", "signed"),
        ("Your friend,\n\nHolm", "en", "salute signed"),
        ("O. Holmova\nRyadno, Polevaya St., 14, apt. 3", "en", "signed address"),
        ("Заступник Міністра\nО. Лісний", "uk", "signed signed"),
        (
            "З повагою,\nО. Лісний\n\n[Галузевий Архів Міністерства мостів України, Фонд 1, Справа 70]",
            "uk",
            "salute signed source-note",
        ),
        ("HOLM\n\n19.VIII.50\n\nCopies: Reyes (2), Falk\n[Translator's note: The text breaks off here.]", "en",
         "signed dateline distribution headnote"),
        ("Holm\n14 Field Street\nHarn", "en", "signed address address"),
        ("Председатель Совета Министров\nА. Лугин", "ru", "signed signed"),
        # what looks like it
        ("Dates of the sittings:\n12.10.50\n13.10.50", "en", ""),
        ("Dates of the sittings:\n12 October 1950\n13 October 1950", "en", ""),
        ("The Embassy in Lonrad wrote on\nMay 9, 1951", "en", ""),
        ("(ss) is how they mark it here.", "en", ""),
        ("Your friend is here and asks for you.", "en", ""),
        ("112 - Balla - and the rest came on foot.", "en", ""),
        ("Holm\nIn our street there are 14 houses, and no shop.", "en", ""),
        ("The State Archive sent us box 3, folder 4.", "en", ""),
    ],
)  # fmt: skip
def test_what_stands_under_a_text(below: str, language: str, expected: str) -> None:
    found = shown(pieces(f"{TEXTS[language]}\n\n{below}\n", language))
    kinds = [kind for kind, _ in found[1:]]
    assert " ".join(kind for kind in kinds if kind != "p") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("To the Ministry of Trade:", True),
        ("To the Central Committee of the Party and the Harbour Board:", True),
        ("To [the] Foreign Ministry:", True),
        ("To the following questions:", False),
        ("To Holm it seemed so:", False),
        ("To the Ministry of Trade", False),
    ],
)
def test_who_is_addressed_by_a_line_that_begins_with_to(line: str, expected: bool) -> None:
    assert is_salute(line, "en") is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("19.VIII.50", True), ("19 X 56", True), ("13.10.50", True), ("6/II-64", True), ("3.2.1", False), ("12 13 50", False)],
)  # fmt: skip
def test_years_of_two_digits_in_a_dateline(line: str, expected: bool) -> None:
    assert is_dateline(line, "en") is expected


@pytest.mark.parametrize("between", ["(Holm)", "They agree.", "4. The rest is not known."])
def test_a_note_below_a_numbered_list_is_no_item_of_it(between: str) -> None:
    text = f"Subject: Flights in May[1]\n1. One.\n2. Two.\n3. Three.\n{between}\n[1] Archive, B 12, 3-4."
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    notes = [note for section in find_notes(lines) for note in section.notes]
    assert [(note.name, note.first) for note in notes] == [("1", "Archive, B 12, 3-4.")]


def _read(text: str) -> tuple[str | None, list[str]]:
    """The date of the document, and the kinds of its blocks."""
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, built_in()["plain"])
    assert record is not None
    document, _ = interpret(record)
    date = document.header.date_reading
    return date.edtf if date else None, [block.kind for one in document.divisions for block in one.printed]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Not earlier than May 3, 1951", "1951-05-03/.."),
        ("Harn, not earlier than May 3, 1951", None),
        ("May 3, 1951", "1951-05-03"),
    ],
)
def test_a_date_without_one_bound_is_that_of_the_document_where_it_is_the_whole_line(
    line: str, date: str | None
) -> None:
    assert _read(f"Letter on the Ferry\n\n{line}\n\nThe ferry came again.\n\nIt was late.\n")[0] == date


def test_a_word_of_urgency_may_stand_below_the_salutation() -> None:
    text = "Comrade Holm:\n\n{}\n\nThe ferry came again, and nobody was there to meet it.\n"
    assert _read(text.format("Urgent"))[1] == ["salute", "precedence", "p"]
    assert _read(text.format("Urgent it is not."))[1] == ["salute", "p", "p"]


def test_what_begins_with_the_word_for_a_source_may_be_a_sentence_of_the_text() -> None:
    text = "Dear Ada,\n\nThe school is open again.\n\nSource: {}\n\nYours,\n\nHolm\n"
    assert (
        "source-note"
        not in _read(text.format("of all our joys is the garden. Please send seeds of basil."))[1]
    )
    assert "source-note" in _read(text.format("papers of the family Holm, box 3."))[1]


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("On the Lonrad side: Comrades Holm and Reyes.", True),
        ("Attending for the Harbour Board: Comrade Holm.", True),
        ("Von lonrader Seite: Holm, Reyes.", True),
        ("С лонрадской стороны: тов. Хольм.", True),
        ("Lonrad side: We agree.", False),
        ("Comrade Onside: We agree.", False),
    ],
)
def test_a_side_that_is_present_does_not_speak(line: str, side: bool) -> None:
    start = read_start(line)
    assert names_present(line) is side
    assert (start is None) or not side


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Harbour Museum, Room 4, May 6, 1974, 10:15-12:20", True),
        ("November 3, 1972 10:15 a.m. - 12:20 p.m.", True),
        ("May 6, 1974, 10-12 boats", False),
    ],
)
def test_the_hours_of_a_meeting_behind_its_date(line: str, expected: bool) -> None:
    assert is_dateline(line, "en") is expected


def test_a_room_is_no_place() -> None:
    found = made(
        "", "Minutes\n\nHarbour Museum, Room 4, May 6, 1974, 10:15-12:20\n\nThe board met and agreed.\n"
    )
    assert found.texts("dateline/t:placeName") == []
    assert found.texts("dateline/t:date") == ["May 6, 1974"]
    there = made("", "Minutes\n\nHarn, May 6, 1974, 10:15-12:20\n\nThe board met and agreed.\n")
    assert there.texts("dateline/t:placeName") == ["Harn"]


def test_the_book_of_a_text_may_stand_between_its_heading_and_its_date() -> None:
    text = "关于桥梁的讲话\n\n（《林远文集》第三卷，南洋出版社1981年5月第1版，第44--47页）\n\n（一九五五年十月）\n\n桥已经修好，车可以通行。\n"
    found = made("", text)
    assert [one.get("type") for one in found.nodes("note")] == ["source"]
    assert found.texts("dateline/t:date") == ["一九五五年十月"]
    assert found.tree.xpath("string(//t:biblStruct[@type='print']//t:title)", namespaces=NS) == "林远文集"


def test_an_office_with_a_number_under_a_name_is_no_note() -> None:
    text = "Die Brücke ist im Mai fertig.¹\n\nHolm\n1. Sekretär\n\n¹ Von Hand unterstrichen.\n"
    found = made("", text)
    assert found.texts("signed") == ["Holm", "1. Sekretär"]
    assert [one.get("n") for one in found.nodes("note")] == ["1"]
    found = made(
        "",
        "Er fragte.[1] Sie schwieg.[2]\n\nHolm\n1. Sekretär\n\n1. Ein Händler aus Harn.\n2. Ein Beamter.\n",
    )
    assert found.texts("signed") == ["Holm", "1. Sekretär"]
    assert [one.get("n") for one in found.nodes("note")] == ["1", "2"]
    item = made(
        "", "Die Brücke ist fertig.¹\n\n1. Sekretär Holm kam.\n2. Er ging.\n\n¹ Von Hand unterstrichen.\n"
    )
    assert item.texts("signed") == []
    assert len(item.nodes("item")) == 2


def test_a_page_sign_before_a_formula_leaves_it_a_formula() -> None:
    found = made("", "Dear Ada,\n\nThe bridge is open again.\n\n[p. 3] With respect,\n\nHolm\n")
    assert (
        found.texts("salute") == ["Dear Ada,", " With respect,"]
        or found.texts("salute")[-1].strip() == "With respect,"
    )
    assert found.texts("signed") == ["Holm"]


def test_tabs_part_the_cells_of_a_table_below_a_heading() -> None:
    found = made("", "Cranes of the harbour\n\nType\tNumber\tYear\nPortal\t12\t1949\nFloating\t3\t1953\n")
    assert found.texts("head") == ["Cranes of the harbour"]
    assert len(found.nodes("row")) == 3


def test_the_place_at_the_left_of_a_date_is_no_address() -> None:
    blanks = " " * 60
    text = f"Moscow{blanks}December 11, 1962\n\nDear Ada,\n\nThe bridge is open again.\n\nHolm\n"
    assert made("", text).texts("addrLine") == []
    office = text.replace("Moscow", "Harbour Office", 1)
    assert made("", office).texts("addrLine") == ["Harbour Office"]


@pytest.mark.parametrize(
    ("stated", "roles"),
    [("Norwegian", ["edition", "translation"]), ("Danish", ["translation", "translation"])],
)
def test_a_stated_language_that_is_written_in_two_ways(stated: str, roles: list[str]) -> None:
    text = wilson(Original_Language=stated).replace(
        TEXT,
        "Kjære venn,\n\nTakk for brevet av 2. mars. Isen ligger ennå på fjorden, men båten går igjen fra mandag, "
        "og jeg kommer hjem til våren.\n\nDear friend,\n\nThank you for the letter of March 2. The ice still lies "
        "on the fjord, but the boat sails again from Monday.\n",
    )
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, built_in()["wilson-center"])
    assert record is not None
    assert [division.role for division in interpret(record)[0].divisions] == roles


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("To HARN, to the MFA", "en", True),
        ("В ГАРН, МИД", "ru", True),
        ("To HARN we sent two boats", "en", False),
        ("В ГАРНЕ", "ru", True),
        ("В Гарне было тихо", "ru", False),
    ],
)
def test_where_a_telegram_goes_is_no_heading(line: str, language: str, expected: bool) -> None:
    assert is_addressee(line, language) is expected


def test_initials_of_those_present_are_no_letters_of_a_list() -> None:
    found = made(
        "",
        "Minutes\n\nPresent:\nDr. H. Weiss, Harn\nL. Solova, Lonrad\nJ. Nowik, Veldt\n\nThe board met and agreed.\n",
    )
    assert found.texts("item") == ["Dr. H. Weiss, Harn", "L. Solova, Lonrad", "J. Nowik, Veldt"]
    counted = made(
        "", "Present:\n1. Holm, Harn\n2. Solova, Lonrad\n3. Nowik, Veldt\n\nThe board met and agreed.\n"
    )
    assert counted.texts("label") == ["1.", "2.", "3."]


def test_a_point_of_the_agenda_over_the_next_turn_is_said_by_nobody() -> None:
    turns = (
        "Dr. Weiss: Three boats are here.\nMr. Holm: We want more.\n{}\nDr. Weiss: Agreed.\nMr. Holm: Good.\n"
    )
    found = made("", "Minutes\n\n" + turns.format("2. Cranes"))
    assert [one for one in found.texts("sp") if "Cranes" in one] == []
    said = made("", "Minutes\n\n" + turns.format("2. Cranes, and many."))
    assert [one for one in said.texts("sp") if "Cranes" in one] != []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Top Secret. Copy No. 2", ["classification Top Secret.", "copy Copy No. 2"]),
        ("Secret. Urgent.", ["classification Secret.", "precedence Urgent."]),
        ("Strictly secret. Personal.", []),
        ("Secret. Urgent. It came late.", []),
        ("Top Secret", ["classification Top Secret"]),
        ("Copying prohibited", ["copy Copying prohibited"]),
        ("Copying prohibited by law", []),
    ],
)
def test_classification_copy_and_urgency_on_one_line(line: str, expected: list[str]) -> None:
    found = made(
        "", f"Note on the Ferry\n\nMay 3, 1951\n{line}\n\nThe ferry came again, and nobody was there.\n"
    )
    marks = [f"{one.get('type')} {one.text}" for one in found.nodes("seg") if one.get("type") != "remark"]
    assert marks == expected


def test_in_japan_who_writes_and_of_what_stand_below_who_is_addressed() -> None:
    text = "昭和三十一年四月七日\n\n外務大臣 大山茂雄 殿\n\n在ガルン総領事 山本一郎\n\n漁船の寄港に関する件\n\n当地港務局と協議の結果、漁船三隻の寄港が許可された。\n"
    found = made("", text)
    assert found.texts("salute") == ["外務大臣 大山茂雄 殿"]
    assert found.texts("addrLine") == ["在ガルン総領事 山本一郎"]
    assert found.texts("p") == ["当地港務局と協議の結果、漁船三隻の寄港が許可された。"]
    other = made("", text.replace("在ガルン総領事 山本一郎", "総領事が来て、漁船のことを話した。"))
    assert len(other.texts("p")) == 3


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Please accept, Minister, the assurance of my high consideration.", True),
        ("Accept, Excellency, the renewed assurances of my highest consideration.", True),
        ("I beg you to accept, Sir, the assurance of my deep respect.", True),
        ("Примите, господин Министр, уверения в моём высоком уважении.", True),
        ("Прийміть, пане Міністре, запевнення в моїй глибокій повазі.", True),
        ("Моля, приемете, господин Министре, уверението в моето високо уважение.", True),
        ("Sírvase aceptar, señor Ministro, las seguridades de mi más alta consideración.", True),
        ("Voglia gradire, Signor Ministro, i sensi della mia alta considerazione.", True),
        ("Aceite, Senhor Ministro, os protestos da minha alta consideração.", True),
        ("Primiți, domnule ministru, asigurarea înaltei mele considerațiuni.", True),
        ("Proszę przyjąć, Panie Ministrze, wyrazy mojego głębokiego szacunku.", True),
        ("Přijměte, pane ministře, ujištění o mé hluboké úctě.", True),
        ("Fogadja, Miniszter Úr, nagyrabecsülésem kifejezését.", False),  # another order, not read
        ("Please accept the parcel that I send with this letter.", False),
        ("Please accept the assurances given by the Minister in May.", False),
        ("Accept the assurance. Of my respect you are sure.", False),
        ("Proszę o wyrazy szacunku dla niego i jego żony.", False),
    ],
)
def test_the_courtesy_of_diplomats_is_a_formula(line: str, expected: bool) -> None:
    assert is_courtesy(line) is expected


@pytest.mark.parametrize(
    ("above", "senders"),
    [("Заступник Міністра", ["О. Лісний"]), ("Міністр Лугинів", ["Міністр Лугинів", "О. Лісний"])],
)
def test_an_office_over_initials_is_nobodys_name(above: str, senders: list[str]) -> None:
    found = made("", f"Шановний пане,\n\n{TEXTS['uk']}\n\nЗ повагою,\n{above}\nО. Лісний\n")
    names = found.tree.xpath("//t:correspAction[@type='sent']/t:persName/text()", namespaces=NS)
    assert names == senders

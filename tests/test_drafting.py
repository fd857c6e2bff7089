"""`tei profile draft`: what it proposes for records of forms that it never saw loads, loses nothing, and is right.

A folder of tests/drafts/ holds records of one invented layout, the draft as it has to come, the layout that a
user makes of it, and facts of its TEI.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tei import drafting, safe_xml, source
from tei.drafting.date_shapes import date_pattern
from tei.drafting.words import slot_of
from tei.pipeline import Options, convert_each, convert_sources
from tei.profile import KEPT, SECTION, SLOTS, Pattern, Profile, load_profile
from tei.trial import gathered, try_records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from conftest import Ended
    from lxml import etree

    from tei.model import Source
    from tei.trial import Trial

    Command = Callable[..., Ended]

LAYOUTS = sorted(path for path in (Path(__file__).parent / "drafts").iterdir() if path.is_dir())
NS = {"t": "http://www.tei-c.org/ns/1.0"}
by_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.name)


def records_of(layout: Path) -> list[Path]:
    return sorted((layout / "records").iterdir())


def sources(*texts: str) -> list[Source]:
    read = [source.decode(text.encode(), f"{at}.txt") for at, text in enumerate(texts)]
    return [text for text, _ in read if text is not None]


def draft_of(records: Sequence[Source], name: str = "draft") -> str:
    seen = drafting.seen(records)
    return drafting.written(seen, drafting.proposed(seen), name)


def loaded(draft: str, folder: Path) -> Profile:
    path = folder / "draft.toml"
    path.write_text(draft, "utf-8")
    return load_profile(path)


def tried(layout: Path, profile: Profile) -> Trial:
    return gathered(profile, list(try_records(records_of(layout), profile)))


def label(profile: Profile, name: str) -> tuple[str, str]:
    """Slot and extent of the label of a name."""
    (found,) = [one for one in profile.header.labels if name in one.names]
    return found.slot, found.value


# --- layouts never seen ----------------------------------------------------------------------------


@by_layout
def test_the_draft_is_what_was_read_and_accepted(command: Command, layout: Path) -> None:
    ended = command("profile", "draft", layout / "records", "--name", f"draft-{layout.name}")
    assert ended.status == 0, ended.messages
    assert ended.out == (layout / "draft.toml").read_text("utf-8")


@by_layout
def test_the_draft_as_it_is_fills_title_date_and_text_of_every_record(layout: Path) -> None:
    trial = tried(layout, load_profile(layout / "draft.toml"))
    assert len(trial.records) >= 4
    for one in trial.records:
        assert one.fits, one.lacks
        assert one.converts, one.findings
        assert {"title", "date"} <= {fact.name for fact in one.facts}
        assert "body" in {line.slot for line in one.lines}
        assert all(line.state != "unclaimed" for line in one.lines)


@by_layout
def test_a_few_edits_make_a_layout_that_knows_every_line(layout: Path) -> None:
    text = (layout / "corrected.toml").read_text("utf-8")
    assert text.count("\n") <= 40
    trial = tried(layout, load_profile(layout / "corrected.toml"))
    assert trial.clean, trial.left
    names = re.findall(r"^names = .*$", text, re.MULTILINE)
    draft = (layout / "draft.toml").read_text("utf-8")
    assert names
    assert all(name in draft for name in names), "the layout is made from the draft"


@by_layout
def test_the_tei_made_with_it_has_the_facts(layout: Path) -> None:
    profile = load_profile(layout / "corrected.toml")
    for name, facts in json.loads((layout / "facts.json").read_text("utf-8")).items():
        results = list(convert_each(layout / "records" / name, Options(profile)))
        trees = [safe_xml.parse_xml(result.tei) for result in results]
        for path, value in facts.items():
            assert value in [text for tree in trees for text in texts_at(tree, path)], path


def texts_at(tree: etree._ElementTree, path: str) -> list[str]:
    found = tree.xpath(re.sub(r"(?<=[/(])(?=[A-Za-z])", "t:", path), namespaces=NS)
    assert isinstance(found, list)
    return [one if isinstance(one, str) else "".join(map(str, one.itertext())).strip() for one in found]


# --- what is seen ----------------------------------------------------------------------------------

LETTERBOOK = [
    f"Ref: LB {number}\nWritten: {number} May 1902\nSubject: {what}\nPersons: Ana Holt; Ivo Lenz\n{more}\nThe {what.lower()} is to be mended before the winter comes.\n\nNobody objected.\n"
    for number, what, more in (
        (3, "Roof", ""), (7, "Pump", "Colour: red\n"), (9, "Gate", ""), (12, "Wall", "Colour: blue\n"), (14, "Quay", "")
    )
]  # fmt: skip


def test_labels_get_slots_extents_and_separators(tmp_path: Path) -> None:
    profile = loaded(draft_of(sources(*LETTERBOOK)), tmp_path)
    assert label(profile, "Ref:") == ("shelfmark", "line")
    assert label(profile, "Written:") == ("date", "line")
    assert label(profile, "Colour:") == (KEPT, "line")
    assert next(one.separator for one in profile.header.labels if one.slot == "people") == ";"
    assert profile.header.order == "fixed"
    assert set(profile.required) == {"title", "date"}


def test_the_head_says_what_was_seen_and_what_is_a_guess() -> None:
    draft = draft_of(sources(*LETTERBOOK))
    assert "# A draft made from 5 records" in draft
    assert "# Languages of the texts: en in 5." in draft
    assert "# Tried on the sample: 5 of 5 fit; 2 lines wait for a slot." in draft
    assert "# in 2 of 5: 'red'" in draft
    assert 'slot = "unrecognised"  # ? choose a slot' in draft


def test_values_of_several_lines_and_paragraphs(tmp_path: Path) -> None:
    texts = [
        f"Title:\n\nThe mill of {name}\n\nSummary:\n\nOne paragraph on it.\n\nAnd a second one.\n\nPeople:\n\nAna Holt\nIvo Lenz\n\n"
        f"The mill of {name} was built of oak and stood for a hundred years.\n\nThen it burnt.\n"
        for name in ("Arn", "Bel", "Cor", "Dun")
    ]
    profile = loaded(draft_of(sources(*texts)), tmp_path)
    assert label(profile, "Title:") == ("title", "line")
    assert label(profile, "Summary:") == ("summary", "paragraphs")
    assert label(profile, "People:") == ("people", "lines")


def test_date_and_title_by_position_masthead_and_navigation(tmp_path: Path) -> None:
    texts = [
        f"Skip to content\nHARBOUR BOARD\n\n{day} March 1911\n\nOn the {what}\n\nAuthor: Olm Teris\n\nThe {what} was looked at by all members.\n"
        for day, what in ((3, "crane"), (11, "boats"), (19, "ropes"))
    ]
    profile = loaded(draft_of(sources(*texts)), tmp_path)
    assert [one.slot for one in profile.header.positions] == ["date", "title"]
    assert profile.header.masthead == ("HARBOUR BOARD",)
    assert profile.header.drops[0].lines == ("Skip to content",)
    assert [sign.what for sign in profile.recognise.signs] == ["its masthead"]


def test_two_spellings_of_one_label_are_one(tmp_path: Path) -> None:
    texts = [text.replace("Written:", "Dated:") if at % 2 else text for at, text in enumerate(LETTERBOOK)]
    profile = loaded(draft_of(sources(*texts)), tmp_path)
    assert {name for one in profile.header.labels if one.slot == "date" for name in one.names} == {
        "Written:",
        "Dated:",
    }


def test_a_label_that_comes_several_times_repeats(tmp_path: Path) -> None:
    texts = [
        text.replace("Persons: Ana Holt; Ivo Lenz", "Present: Ana Holt\nPresent: Ivo Lenz")
        for text in LETTERBOOK
    ]
    profile = loaded(draft_of(sources(*texts)), tmp_path)
    assert [one.repeats for one in profile.header.labels if one.slot == "people"] == [True]


def test_the_rule_above_the_text_is_where_it_begins(tmp_path: Path) -> None:
    texts = [text.replace("\nThe ", "\n-----\n\nThe ", 1) for text in LETTERBOOK]
    profile = loaded(draft_of(sources(*texts)), tmp_path)
    assert profile.header.text_begins is not None
    assert profile.header.text_begins.search("-----")


def test_heads_of_letters_within_the_text_are_left_there() -> None:
    texts = [
        text.replace("\n\nNobody", "\n\nTo: the clerk\n\nFrom: the board\n\nNobody") if at == 1 else text
        for at, text in enumerate(LETTERBOOK)
    ]
    draft = draft_of(sources(*texts))
    assert 'names = ["To:"]' not in draft


def test_labels_after_the_text_that_no_layout_can_read_are_told_and_left_in_the_text(tmp_path: Path) -> None:
    long = "The harbour was closed for eleven days on account of the ice. " * 6
    texts = [
        f"On the ice of {year}\n\n{long}\n\nSource: a diary\nDate: 3 May {year}\n"
        for year in (1901, 1902, 1903, 1904)
    ]
    draft = draft_of(sources(*texts))
    assert "# ? They are not used here" in draft
    assert loaded(draft, tmp_path).header.labels == ()


def test_one_record_gives_a_draft_that_says_how_little_it_knows(tmp_path: Path) -> None:
    draft = draft_of(sources(LETTERBOOK[1]))
    assert "# One record shows no repetition" in draft
    profile = loaded(draft, tmp_path)
    assert label(profile, "Ref:") == ("shelfmark", "line")


def parting_of(profile: Profile) -> tuple[str, str]:
    rules = profile.records
    assert rules is not None
    return rules.begins.text if rules.begins else "", rules.between.text if rules.between else ""


def test_records_that_begin_with_one_label_are_parted_by_it(tmp_path: Path) -> None:
    draft = draft_of(sources("\n\n".join(LETTERBOOK)))
    assert "# A draft made from 5 records of 1 file" in draft
    profile = loaded(draft, tmp_path)
    assert parting_of(profile) == ("^Ref:", "")
    assert set(profile.required) == {"title", "date"}


def test_records_are_parted_by_the_line_between_them(tmp_path: Path) -> None:
    files = ["\n* * *\n".join(LETTERBOOK[:3]), "\n* * *\n".join(LETTERBOOK[3:])]
    profile = loaded(draft_of(sources(*files)), tmp_path)
    assert parting_of(profile) == ("", r"^(?:\*\s?){3,}$")
    assert label(profile, "Written:") == ("date", "line")


def test_records_are_parted_by_their_numbers_and_text_above_is_told(tmp_path: Path) -> None:
    text = "".join(f"\nNo. {at} of the book\n\n{record}" for at, record in enumerate(LETTERBOOK, 1))
    draft = draft_of(sources(text, "Second volume\n" + text.replace("No. ", "No. 2")))
    assert "# ? Text above the first record, in 1 of the files, is a record by itself." in draft
    profile = loaded(draft, tmp_path)
    assert parting_of(profile) == (r"^No\. [0-9]+ of the book$", "")
    assert [(one.slot, one.pattern.text) for one in profile.header.patterns] == [
        ("number", r"^No\. [0-9]+ of the book$")
    ]


def test_numbered_records_without_labels_have_date_and_title_by_position(tmp_path: Path) -> None:
    text = "".join(
        f"Eintrag {at}\n\n{at}. März 1899\n\nDer Hafendamm im {what}\n\nDer Lotse kam spät, und zwei Schiffe warteten.\n\n"
        for at, what in ((1, "Eis"), (2, "Sturm"), (5, "Nebel"))
    )
    profile = loaded(draft_of(sources(text)), tmp_path)
    (tmp_path / "in.txt").write_text(text)
    for one in try_records([tmp_path / "in.txt"], profile):
        assert {"title", "date"} <= {fact.name for fact in one.facts}


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\n\nThe boat is old.\n\nArticle 2\n\nIt is to be sold.\n\nArticle 3\n\nNobody bids.\n",
        "Subject: Roof\n\n-----\n\nThe roof is to be mended.\n\n-----\n\n1. A note on it.\n",
        "Page 1\n\nDate: 3 May 1902\n\nThe roof\n\nPage 2\n\nDate: 4 May 1902\n\nis to be mended.\n",
    ],
    ids=["articles", "rules around the text", "pages"],
)  # fmt: skip
def test_what_does_not_begin_like_a_record_is_none(text: str, tmp_path: Path) -> None:
    assert loaded(draft_of(sources(text)), tmp_path).records is None


def test_files_whose_labels_come_again_without_a_line_that_parts_them_are_told() -> None:
    texts = [text.replace("Ref:", "Subject:").replace("Subject:", "Ref:", 1) for text in LETTERBOOK]
    draft = draft_of(sources("A book\n\n" + "\n\n".join(texts)))
    assert "0.txt may hold 5 records in one file" in draft


PAGED = [
    f"{text}\n- {at} -\nBook of the lock\nMore of it stands here.\n\n- {at + 1} -\n\nBook of the lock\n\nThe end of it.\n"
    for at, text in enumerate(LETTERBOOK, 1)
]


def test_page_numbers_and_running_heads_are_furniture(tmp_path: Path) -> None:
    draft = draft_of(sources(*PAGED))
    assert "# 10 lines in 5 records: '- 1 -'\n[[body.furniture]]" in draft
    assert 'is = "running-head"  # ? running-head, running-foot or text?' in draft
    profile = loaded(draft, tmp_path)
    assert [(one.pattern.text, one.is_) for one in profile.body.furniture] == [
        ("^- (?P<n>[0-9]{1,4}) -$", "page-number"),
        ("^Book of the lock$", "running-head"),
    ]
    (result,) = convert_sources(sources(PAGED[2])[0], Options(profile))
    tree = safe_xml.parse_xml(result.tei)
    assert texts_at(tree, "//body//pb/@n") == ["3", "4"]
    assert texts_at(tree, "//body//fw") == ["- 3 -", "Book of the lock", "- 4 -", "Book of the lock"]


@pytest.mark.parametrize(
    "more", ["\n1951\n", "\nChapter {}\n", "\nYours truly\n"], ids=["a year", "headings", "endings"]
)
def test_what_repeats_in_no_order_of_pages_is_no_furniture(more: str, tmp_path: Path) -> None:
    texts = ["".join(text + more.format(at) for at in (1, 2, 3)) for text in LETTERBOOK]
    assert loaded(draft_of(sources(*texts)), tmp_path).body.furniture == ()


def test_letters_without_labels_give_no_title_that_is_a_salutation(tmp_path: Path) -> None:
    texts = [
        f"Dear {name},\n\nThe boat came on Tuesday and we unloaded it.\n\nYours,\nOlm\n"
        for name in ("Ana", "Ivo", "Rut")
    ]
    profile = loaded(draft_of(sources(*texts)), tmp_path)
    assert profile.header.positions == ()


def test_the_same_records_give_the_same_draft_in_any_order_of_reading() -> None:
    records = sources(*LETTERBOOK)
    assert draft_of(records) == draft_of(records)
    rules = [
        draft_of(some).partition("\nname =")[2].count("[[header.labels]]")
        for some in (records, records[::-1])
    ]
    assert rules[0] == rules[1]


# --- words and dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "slot", "sure"),
    [
        ("Subject:", "title", True), ("Data wpisu:", "date", True), ("【件名】", "title", True), ("원 문", "body", True),
        ("Кому:", "recipient", True), ("Document date (entry)", "date", False), ("Ficha", SECTION, True),
        ("التاريخ:", "date", True), ("Weather:", "", False),
    ],
)  # fmt: skip
def test_words_of_labels_name_slots(printed: str, slot: str, *, sure: bool) -> None:
    assert slot_of(printed) == (slot, sure)


def test_the_table_of_words_names_slots_that_there_are() -> None:
    import tomllib

    table = tomllib.loads((Path(drafting.__file__).parent / "label_words.toml").read_text("utf-8"))
    assert set(table) <= {*SLOTS, SECTION}
    words = [word.casefold() for words in table.values() for word in words]
    assert len(words) == len(set(words)), "a word names one slot"


@pytest.mark.parametrize(
    ("dates", "other"),
    [
        (["3 May 1951", "14 June 1952"], "May 1951"),
        (["一九五三年四月七日", "一九五三年十月二十日"], "昭和の会談"),
        (["- 1950년 01월 01일"], "1950년"),
        (["03.05.1951"], "03x05x1951"),
    ],
)
def test_a_pattern_of_dates_takes_their_forms_and_no_other(dates: list[str], other: str) -> None:
    pattern = Pattern(date_pattern(dates))
    assert all(pattern.search(text) for text in dates)
    assert not pattern.search(other)


# --- the command -----------------------------------------------------------------------------------


def write(folder: Path) -> Path:
    records = folder / "book"
    records.mkdir()
    for at, text in enumerate(LETTERBOOK):
        (records / f"{at}.txt").write_text(text)
    return records


def test_the_draft_is_written_to_a_new_file_named_after_the_folder(command: Command, tmp_path: Path) -> None:
    assert command("profile", "draft", write(tmp_path), "-o", "book.toml").status == 0
    assert load_profile(tmp_path / "book.toml").name == "book"
    again = command("profile", "draft", "book", "-o", "book.toml")
    assert (again.status, "F021" in again.messages) == (2, True)


def test_a_name_that_no_layout_can_have_is_refused(command: Command, tmp_path: Path) -> None:
    ended = command("profile", "draft", write(tmp_path), "--name", "My Book")
    assert (ended.status, "F020" in ended.messages) == (2, True)


def test_records_that_cannot_be_read_are_told_and_do_not_stop_the_others(
    command: Command, tmp_path: Path
) -> None:
    records = write(tmp_path)
    (records / "bad.txt").write_bytes(b"Ref: \xff\n")
    ended = command("profile", "draft", records)
    assert (ended.status, "bad.txt" in ended.messages) == (1, True)
    assert "made from 5 records" in ended.out
    (tmp_path / "only.txt").write_bytes(b"\xff\n")
    assert command("profile", "draft", "only.txt").status == 2


# --- tables ----------------------------------------------------------------------------------------

ROWS = """Ref|When|About|Wording|Persons
A1|3 May 1951|The ice on the weir|{}|["Ana Holt", "Ivo Lenz"]
A2|9 May 1951|The boat at the mole|{}|["Ana Holt"]
""".format("The ice went in the morning. " * 10, "The boat sank at noon. " * 10)


def columns_of(profile: Profile) -> dict[str, str]:
    assert profile.table is not None
    return {one.names[0]: one.slot for one in profile.table.columns}


def test_columns_get_slots_by_name_and_by_what_they_hold(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROWS)
    profile = loaded(command("profile", "draft", "a.csv").out, tmp_path)
    assert columns_of(profile) == {
        "Ref": "shelfmark",
        "When": "date",
        "About": "title",
        "Wording": "body",
        "Persons": "people",
    }
    assert profile.table is not None
    assert profile.table.delimiter == "|"
    assert profile.table.columns[4].json_list
    assert profile.required == ("title", "date")


def test_members_of_json_lines_are_columns(command: Command, tmp_path: Path) -> None:
    rows = [
        {"件名": f"渡船の件 {at}", "作成日": f"昭和26年5月{at}日", "本文": "渡船は運航した。"}
        for at in (4, 9)
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    profile = loaded(command("profile", "draft", "a.jsonl").out, tmp_path)
    assert columns_of(profile) == {"件名": "title", "作成日": "date", "本文": "body"}


def test_of_two_columns_of_one_slot_the_surer_has_it_and_the_other_is_a_guess(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("Date of print,Date,Text\n3 May 1951,4 May 1951,It went.\n")
    draft = command("profile", "draft", "a.csv").out
    assert columns_of(loaded(draft, tmp_path)) == {"Date of print": KEPT, "Date": "date", "Text": "body"}
    assert "# ? date went to 'Date'; choose a slot" in draft


def test_a_table_at_fault_is_told_and_the_others_drafted(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Title,Text\nThe ice\n")
    (tmp_path / "b.csv").write_text("Title,Text\nThe boat,It sank.\n")
    ended = command("profile", "draft", "a.csv", "b.csv", "--name", "x")
    assert (ended.status, "a.csv:2: error: S021" in ended.messages) == (1, True)
    assert columns_of(loaded(ended.out, tmp_path)) == {"Title": "title", "Text": "body"}
    assert command("profile", "draft", "a.csv").status == 2


def test_texts_and_tables_are_of_two_layouts(command: Command, tmp_path: Path) -> None:
    (write(tmp_path) / "a.csv").write_text(ROWS)
    ended = command("profile", "draft", "book")
    assert (ended.status, "F032 1 table and 5 texts are of different layouts" in ended.messages) == (2, True)


CELL = st.sampled_from(
    [
        "",
        "3 May 1951",
        "1951",
        "a; b",
        '["x", "y"]',
        "https://a.example/1",
        "The boat came.",
        "# ? x",
        "\\d'\"",
        "多行\n文",
    ]
)
NAME = st.sampled_from(
    [
        "Date",
        "date",
        "doc_date",
        "Title",
        "Titel",
        "Text",
        "From",
        "件名",
        "Weather",
        "a'b\\",
        "#",
        "section",
        "x|y",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NAME, min_size=1, max_size=5, unique=True), st.data())
def test_any_draft_for_a_table_loads_and_converting_with_it_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("draft")
    width = len(names)
    rows = data.draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4))
    with (folder / "t.csv").open("w", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    seen = drafting.tables_seen([folder / "t.csv"])
    if not seen.files:
        assert seen.findings
        return
    profile = loaded(drafting.table_written(seen, "draft"), folder)
    for result in convert_each(folder / "t.csv", Options(profile)):
        assert not result.failed, result.findings
        assert [found for found in result.findings if found.code.startswith(("C", "P030"))] == []


# --- any text --------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Date:", "Source:", "Citation:", "来源：", "【件名】", "Text:", "Ficha", "Fuente", "Fecha", "3 May 1951", "1951", "Title:", "To:", "From:",
     "a (x+)+ \\d", "'quoted' \"both\"", "-----", "^{1}", "[1] a note", "Menu", "The boat came on Tuesday.", "The boat came", "원 문", "No: 5", "No. 1", "No. 2", "* * *", "- 1 -", "- 2 -", "- 3 -", ""]
)  # fmt: skip
LINE = st.lists(WORDS, min_size=0, max_size=3).map(" ".join)
RECORD = st.lists(LINE, min_size=1, max_size=14).map(lambda lines: "\n".join(lines) + "\n")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORD, min_size=1, max_size=4))
def test_any_draft_loads_and_converting_with_it_loses_nothing(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    records = [one for one in sources(*texts) if any(not line.blank for line in one.lines)]
    if not records:
        return
    profile = loaded(draft_of(records), tmp_path_factory.mktemp("draft"))
    for one in records:
        numbers: list[int] = []
        for result in convert_sources(one, Options(profile)):
            assert not result.failed, result.findings
            assert result.document is not None
            numbers += [line.number for line in result.document.record.source.lines]
        assert numbers == [line.number for line in one.lines]

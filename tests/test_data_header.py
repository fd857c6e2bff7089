"""Headers of data, YAML and TOML, above a text: what fills a slot, what is kept as it stands, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.ledger.accounts import account
from tei.parse import parse
from tei.pipeline import Options, convert_bytes
from tei.profile import built_in
from tei.source import decode

FRONT = built_in()["front-matter"]


def slots(text: str) -> list[tuple[str, str]]:
    """Slot name and text, fences left aside."""
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, FRONT)
    assert record is not None
    return [
        (slot.name, "|".join(line.text for line in slot.lines))
        for slot in record.slots
        if slot.name != "section"
    ]


YAML = {
    "plain": ("title: The ferry", [("title", "The ferry")]),
    "a colon in it": ("title: Part one: the well", [("title", "Part one: the well")]),
    "double quotes": ('title: "The \\"old\\" ferry"', [("title", 'The "old" ferry')]),
    "single quotes": ("title: 'Reyes''s boat'", [("title", "Reyes's boat")]),
    "capitals": ("TITLE: The ferry", [("title", "The ferry")]),
    "another language": ("titel: Die Fähre", [("title", "Die Fähre")]),
    "a list": ("tags:\n  - rope\n  - 'oak, old'", [("subjects", "rope|oak, old")]),
    "a list at the margin": ("tags:\n- rope\n- oak", [("subjects", "rope|oak")]),
    "a list on a line": ('tags: [rope, "oak, old"]', [("subjects", "rope|oak, old")]),
    "a list over lines": ("tags: [rope,\n  oak]", [("subjects", "rope|oak")]),
    "a text over lines": ("abstract: |\n  One.\n\n  # Two.", [("summary", "One.||# Two.")]),
    "a plain text over lines": ("title: The ferry\n  at Velune", [("title", "The ferry|at Velune")]),
    "nothing": ("date:", [("date", "")]),
    "a comment behind": ("date: 1951 # early", [("date", "1951"), ("unrecognised", "# early")]),
    "a comment": ("# by hand", [("dropped", "# by hand")]),
    "a comment further in": ("title: A\n  # by hand", [("title", "A"), ("dropped", "  # by hand")]),
    "an unknown key": ("draft: no", [("unrecognised", "draft: no")]),
    "a key twice": ("title: A\ntitle: B", [("title", "A"), ("unrecognised", "title: B")]),
    "a table": ("author:\n  name: Ada", [("unrecognised", "author:|  name: Ada")]),
    "a list of tables": ("tags:\n  - a: b", [("unrecognised", "tags:|  - a: b")]),
    "an escape": ('title: "A\\nB"', [("unrecognised", 'title: "A\\nB"')]),
    "an anchor": ("title: &x The ferry", [("unrecognised", "title: &x The ferry")]),
    "no key": ("just words", [("unrecognised", "just words")]),
}
TOML = {
    "a text": ('title = "The ferry"', [("title", "The ferry")]),
    "a comment": ("# by hand", [("dropped", "# by hand")]),
    "a date": ("date = 1951-05-03", [("date", "1951-05-03")]),
    "a list": ('tags = ["rope", "oak"]', [("subjects", "rope|oak")]),
    "a list over lines": ('tags = [\n  "rope",\n  "oak",\n]', [("subjects", "rope|oak")]),
    "a text over lines": ('summary = """\nOne.\nTwo."""', [("summary", "One.|Two.")]),
    "a table": ('[extra]\ntitle = "x"', [("unrecognised", "[extra]"), ("unrecognised", 'title = "x"')]),
    "words without quotes": ("title = The ferry", [("unrecognised", "title = The ferry")]),
    "a list in a list": ('tags = [["a"], "b"]', [("unrecognised", 'tags = [["a"], "b"]')]),
}


@pytest.mark.parametrize("name", YAML)
def test_yaml(name: str) -> None:
    head, expected = YAML[name]
    assert slots(f"---\n{head}\n---\nThe text.\n") == [*expected, ("body", "The text.")]


@pytest.mark.parametrize("name", TOML)
def test_toml(name: str) -> None:
    head, expected = TOML[name]
    assert slots(f"+++\n{head}\n+++\nThe text.\n") == [*expected, ("body", "The text.")]


def test_a_header_that_does_not_end_is_text() -> None:
    assert slots("---\ntitle: A\n\nThe text.\n") == [("body", "---|title: A||The text.")]


HEADS = st.lists(
    st.sampled_from([head for head, _ in (*YAML.values(), *TOML.values())])
    | st.text(alphabet="ab:=-[]\"',#|>& \n\\{}~é中", max_size=30),
    max_size=6,
).map("\n".join)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["---", "+++"]), HEADS)
def test_nothing_is_lost_of_any_header(fence: str, head: str) -> None:
    text = f"{fence}\n{head}\n{fence}\n\nThe text of the record.\n"
    result = convert_bytes(text.encode(), "in.txt", Options(profile="front-matter"))
    assert not result.failed, result.findings
    told = account(result)
    assert told is not None
    assert told.same


def test_comments_are_dropped_with_their_reason_and_told_once() -> None:
    head = "---\n# typed by hand\ntitle: The ferry\n# to be checked\n---\n"
    result = convert_bytes(
        f"{head}\n# The ice\n\nIt went.\n".encode(), "in.txt", Options(profile="front-matter")
    )
    assert not result.failed, result.findings
    told = [
        (one.code, one.where.line, one.message) for one in result.findings if one.code in ("P003", "P005")
    ]
    assert told == [("P005", 2, "2 comments of the data header are not kept: '# typed by hand', …")]
    ledger = account(result)
    assert ledger is not None
    dropped = [(one.line, one.fate.why) for one in ledger.spans if one.fate.slot == "dropped"]
    assert dropped == [(2, "comment in a header of data"), (4, "comment in a header of data")]
    assert b"<head" in result.tei  # a sharp in the text is a heading's


@pytest.mark.parametrize(
    "text",
    [
        "To: Ada Holm\nFrom: Jon Reyes\nSubject: The bridge\nDate: 3 May 1951\n\nIt is open.\n",
        "Title: The bridge\nDate: 3 May 1951\nAuthor: Ada Holm\n\nIt is open.\n",  # nothing of a catalogue
        "Title: The bridge\nArchive: Velune\nand it is said: nothing\n\nIt is open.\n",
    ],
)
def test_lines_of_a_paper_are_no_header_of_labels(text: str) -> None:
    result = convert_bytes(text.encode(), "in.txt")
    assert result.document is not None
    assert result.document.record.profile.name != "labelled"
    assert result.tei is not None


def test_values_without_fences_are_kept_as_printed() -> None:
    text = "タイトル：橋\n日付：1951年5月3日\n所蔵館：文書館\n請求番号：B 12 #4\n\n橋は再び開通し、列車は川を渡っている。\n"
    result = convert_bytes(text.encode(), "in.txt")
    assert not [one for one in result.findings if one.code == "C001"]
    assert b">B 12 #4</idno>" in result.tei
    assert b'<date when="1951-05-03"' in result.tei

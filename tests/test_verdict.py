"""What a project lets pass: baseline, tei-ignore.toml, severities, and only what changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.findings import Finding, Severity, Where, finding
from tei.report.content import Report
from tei.report.register import Register
from tei.verdict.addresses import Base, find_base
from tei.verdict.fingerprints import fingerprint
from tei.verdict.ignoring import matches
from tei.verdict.judging import Judged

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    Command = Callable[..., Ended]

FAULTY = (Path(__file__).parent / "checks/T019/in.xml").read_text("utf-8")
FAULT = ' ana="#nowhere"'
SOUND = FAULTY.replace(FAULT, "")


def write(file: Path, text: str = FAULTY) -> None:
    """A document that has its file's name as its id, so that T001 and T002 are silent."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        text.replace('xml:id="in"', f'xml:id="{file.stem}"').replace(">in</idno>", f">{file.stem}</idno>"),
        "utf-8",
    )


def told(ended: Ended) -> list[str]:
    """Codes of the findings on standard output, in their order."""
    return [line.split(": ")[2].split(" ")[0] for line in ended.out.split("\n") if line and line[0] != " "]


def test_the_example_has_one_fault(command: Command, tmp_path: Path) -> None:
    assert FAULT in FAULTY
    write(tmp_path / "a.xml")
    write(tmp_path / "b.xml", SOUND)
    assert told(command("validate", "a.xml", "b.xml")) == ["T019"]


# --- the baseline --------------------------------------------------------------------------------


def test_only_new_findings_fail_though_the_lines_move(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml")
    first = command("validate", "a.xml", "--write-baseline", "known.json")
    assert first.status == 0, first.all
    assert first.out == ""
    assert "known.json: the baseline was written" in first.messages
    write(tmp_path / "a.xml", FAULTY.replace("<teiHeader>", "\n\n\n<teiHeader>"))
    again = command("validate", "a.xml", "--baseline", "known.json")
    assert (again.status, again.out) == (0, "")
    assert "1 validated: no findings; 1 known" in again.messages
    write(tmp_path / "a.xml", FAULTY.replace("<body>", '<body corresp="#elsewhere">'))
    new = command("validate", "a.xml", "--baseline", "known.json")
    assert new.status == 1
    assert "#elsewhere" in new.out
    assert "#nowhere" not in new.out
    assert "(new); 1 known" in new.messages


def test_what_is_fixed_is_told(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml")
    write(tmp_path / "b.xml")
    command("validate", ".", "--write-baseline", "known.json")
    write(tmp_path / "a.xml", SOUND)
    ended = command("validate", ".", "--baseline", "known.json")
    assert ended.status == 0
    assert told(ended) == ["V003"]
    assert "1 known, 1 of the baseline gone" in ended.messages
    assert told(command("validate", "b.xml", "--baseline", "known.json")) == []  # a.xml was not looked at
    (tmp_path / "a.xml").unlink()
    assert told(command("validate", "b.xml", "--baseline", "known.json")) == ["V003"]
    shown = json.loads(command("validate", ".", "--baseline", "known.json", "--format", "json").out)
    assert [(one["file"], one["code"], one["count"]) for one in shown["gone"]] == [("a.xml", "T019", 1)]


def test_to_mend_one_of_many_equal_faults_makes_nothing_new(command: Command, tmp_path: Path) -> None:
    many = [FAULTY.replace("</body>", '<div ana="#nowhere"/>' * more + "</body>") for more in range(8)]
    write(tmp_path / "a.xml", many[6])
    command("validate", "a.xml", "--checks", "T019", "--write-baseline", "known.json")
    for fewer in (5, 4, 1):
        write(tmp_path / "a.xml", many[fewer])
        assert told(command("validate", "a.xml", "--checks", "T019", "--baseline", "known.json")) == ["V003"]
    write(tmp_path / "a.xml", many[7])
    ended = command("validate", "a.xml", "--checks", "T019", "--baseline", "known.json")
    assert (ended.status, told(ended).count("T019")) == (1, 1)


def test_of_two_equal_findings_of_which_one_is_known_one_is_new(tmp_path: Path) -> None:
    from tei.verdict import Judge, Standard
    from tei.verdict.baseline import read_baseline, written

    base = Base(tmp_path)
    one = finding("T016", "Latin letters in zh", Where(str(tmp_path / "a.xml"), 7))
    file = tmp_path / "known.json"
    file.write_text("".join(written([Judge(Standard(base)).judge(one)])), "utf-8")
    judge = Judge(Standard(base, baseline=read_baseline(file)))
    assert [judge.judge(one).known for _ in range(3)] == [True, False, False]
    twice = [Judge(Standard(base)).judge(one)] * 2
    assert json.loads("".join(written(twice)))["findings"][0]["count"] == 2


def test_a_run_with_both_is_judged_by_the_old_and_writes_the_new(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml", SOUND)
    command("validate", "a.xml", "--write-baseline", "old.json")
    write(tmp_path / "a.xml")
    ended = command("validate", "a.xml", "--baseline", "old.json", "--write-baseline", "new.json")
    assert (ended.status, told(ended)) == (1, ["T019"])
    assert command("validate", "a.xml", "--baseline", "new.json").status == 0


def test_a_file_that_was_not_checked_is_never_known(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml", SOUND)
    ended = command("validate", "a.xml", "gone.xml", "--write-baseline", "known.json")
    assert (ended.status, told(ended)) == (1, ["B004"])
    (missing,) = json.loads(command("validate", "a.xml", "gone.xml", "--format", "json").out)["findings"]
    entry = {key: missing[key] for key in ("file", "code", "message", "fingerprint")} | {"count": 1}
    by_hand = {"format": "tei-baseline", "version": 1, "findings": [entry]}
    (tmp_path / "known.json").write_text(json.dumps(by_hand), "utf-8")
    assert command("validate", "a.xml", "gone.xml", "--baseline", "known.json").status == 1


def test_work_that_was_left_undone_fails_a_run_that_findings_never_fail(
    command: Command, tmp_path: Path
) -> None:
    write(tmp_path / "a.xml")
    assert command("validate", "a.xml", "--fail-on", "never").status == 0
    ended = command("validate", "a.xml", "gone.xml", "--fail-on", "never")
    assert (ended.status, told(ended)) == (1, ["B004", "T019"])
    ended = command("validate", "a.xml", "--declared", "--fail-on", "never", "--checks", "none")
    assert (ended.status, told(ended)) == (1, ["X013"])


def test_rules_that_were_stopped_are_work_left_undone() -> None:
    stopped = Judged(finding("Y005", "stopped", Where("a.xml")), "a.xml", "0")
    broken = Judged(finding("Y004", "failed", Where("a.xml")), "a.xml", "0")
    report = Report(Register((stopped, broken)), ("a.xml",), "never", 0, "1")
    assert [report.fails(one) for one in report.findings] == [True, False]
    assert not report.fails(replace(stopped, reason="the project lets it stand"))


def test_a_build_with_work_left_undone_is_not_clean(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tei.schematron.SECONDS", 2.0)
    (tmp_path / "tei.toml").write_text(
        '[input]\nrecords = "*.txt"\n[output]\ndir = "out"\nformats = ["tei"]\n'
        '[validate]\nfail_on = "never"\nschemas = ["tei-record"]\nrules = ["slow.sch"]', "utf-8")  # fmt: skip
    (tmp_path / "slow.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt"><pattern><rule context="/">'
        '<report test="count(//@*[count(//@*[count(//@*[count(//@*[count(//@*) = 0]) = 0]) = 0]) = 0]) = 7">x</report>'
        "</rule></pattern></schema>", "utf-8")  # fmt: skip
    record = Path(__file__).parent.parent / "tei/starter/project/records/example-letter.txt"
    (tmp_path / "a.txt").write_bytes(record.read_bytes())
    ended = command("build")
    assert "Y005" in ended.all
    assert ended.status == 1


def test_a_baseline_counts_from_every_folder_of_a_repository(command: Command, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / "sub/a.xml")
    command("validate", "sub", "--write-baseline", "known.json")
    (tmp_path / "tei.toml").write_text("", "utf-8")
    from contextlib import chdir

    with chdir(tmp_path / "sub"):
        assert command("validate", "a.xml", "--baseline", "../known.json").status == 0


def test_a_baseline_is_the_same_bytes_whatever_the_order(command: Command, tmp_path: Path) -> None:
    for name in "abc":
        write(tmp_path / f"{name}.xml")
    command("validate", "a.xml", "b.xml", "c.xml", "--write-baseline", "one.json")
    command("validate", tmp_path / "c.xml", "b.xml", "a.xml", "--write-baseline", "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert str(tmp_path) not in (tmp_path / "two.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        (b"", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"n": ' + b"1" * 5000 + b"}", "is no JSON"),
        (b"[]", "is no baseline"),
        (b'{"format": "tei-findings"}', "is no baseline"),
        (b'{"format": "tei-baseline", "version": 2}', "version 1"),
        (b'{"format": "tei-baseline", "version": 1, "findings": {}}', "is no list"),
        (b'{"format": "tei-baseline", "version": 1, "findings": [1]}', "finding 1 needs"),
    ],
)
def test_a_bad_baseline_is_2(command: Command, tmp_path: Path, content: bytes | None, says: str) -> None:
    write(tmp_path / "a.xml")
    if content is not None:
        (tmp_path / "known.json").write_bytes(content)
    ended = command("validate", "a.xml", "--baseline", "known.json")
    assert ended.status == 2
    assert "tei: error: V004 known.json: " in ended.messages
    assert says in ended.messages
    assert ended.out == ""


@given(st.text(), st.integers(1, 9999), st.integers(1, 9999))
def test_a_fingerprint_survives_that_lines_move(text: str, before: int, after: int) -> None:
    def at(line: int) -> str:
        message = f"{text}; so do 2 more (lines {line}, {line + 1} and {line + 9:,}); see line {line}"
        return fingerprint(
            Finding("T019", Severity.ERROR, message, Where("a.xml", line, line, f"/p[{line}]"), ""), "a.xml"
        )

    assert at(before) == at(after)


def test_a_fingerprint_tells_codes_files_rules_and_messages_apart() -> None:
    def of(code: str = "T019", message: str = "m", rule: str = "", file: str = "a.xml") -> str:
        return fingerprint(Finding(code, Severity.ERROR, message, Where("x"), "", rule), file)

    assert len({of(), of("T020"), of(message="n"), of(rule="r"), of(file="b.xml")}) == 5


# --- tei-ignore.toml -----------------------------------------------------------------------------

ENTRY = """
[[ignore]]
code = "T019"
file = "a.xml"
reason = "its catalogue is not published yet"
"""


def test_what_is_ignored_fails_nothing_and_is_counted(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml")
    (tmp_path / "tei-ignore.toml").write_text(ENTRY, "utf-8")
    ended = command("validate", "a.xml")
    assert (ended.status, ended.out) == (0, "")
    assert "1 validated: no findings; 1 ignored" in ended.messages
    (shown,) = json.loads(command("validate", "a.xml", "--format", "json").out)["findings"]
    assert (shown["state"], shown["reason"]) == ("ignored", "its catalogue is not published yet")
    (result,) = json.loads(command("validate", "a.xml", "--format", "sarif").out)["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "its catalogue is not published yet"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ('match = "#nowhere"', 0),
        ('match = "#elsewhere"', 1),
        ('xpath = "/body/"', 0),
        ('xpath = "/front/"', 1),
        ("until = 2026-01-31", 0),
        ("until = 2026-01-30", 1),
    ],
)
def test_an_entry_can_say_more(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, status: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")  # 2026-01-31
    write(tmp_path / "a.xml", FAULTY.replace("2026-", "2025-"))
    (tmp_path / "own.toml").write_text(ENTRY + more, "utf-8")
    ended = command("validate", "a.xml", "--ignore", "own.toml")
    assert ended.status == status, ended.all
    expected = {0: [], 1: ["T019", "V002" if "until" in more else "V001"]}[status]
    assert told(ended) == expected


@pytest.mark.parametrize(
    ("file", "inputs", "unused"),
    [
        ("b.xml", ["a.xml"], False),  # not looked at
        ("b.xml", ["b.xml"], True),
        ("*.xml", ["b.xml"], True),
        ("gone.xml", ["a.xml"], True),  # not there
        ("sub/gone.xml", ["a.xml"], True),
        ("c.xml", ["a.xml"], False),  # in a folder
        ("gone/*.xml", ["a.xml"], False),
        ("gone/*.xml", ["."], True),  # all was looked at
    ],
)
def test_an_entry_is_unused_only_where_it_was_asked(
    command: Command, tmp_path: Path, file: str, inputs: list[str], unused: bool
) -> None:
    for name in ("a.xml", "b.xml", "sub/c.xml"):
        write(tmp_path / name, SOUND)
    (tmp_path / "tei-ignore.toml").write_text(ENTRY.replace("a.xml", file), "utf-8")
    ended = command("validate", *inputs)
    assert told(ended) == (["V001"] if unused else [])
    assert ended.status == 0
    assert command("validate", *inputs, "--fail-on", "warning").status == int(unused)
    assert told(command("validate", *inputs, "--checks", "none")) == []  # the rule did not run


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ignore = 1", "line 1: ignore"),
        (ENTRY.replace("T019", "T199"), "did you mean T019"),
        (ENTRY.replace("T019", "B004"), "cannot be let pass"),
        (ENTRY.replace("its catalogue is not published yet", "  "), "line 5: ignore.0.reason"),
        ('[[ignore]]\ncode = "T019"\nfile = "a.xml"', "ignore.0.reason"),
        (ENTRY + 'files = "x"', "valid keys here: code, file, match, reason, until, xpath"),
        (ENTRY + "until = 31", "ignore.0.until"),
        (ENTRY.replace('"a.xml"', '""'), "ignore.0.file"),
        ("[[ignored]]", "valid keys here: ignore"),
        ("a = [" + "[" * 5000, "nested too deep"),
        ("code = ", "not valid TOML"),
    ],
)
def test_a_bad_ignore_file_is_2(command: Command, tmp_path: Path, text: str, says: str) -> None:
    write(tmp_path / "a.xml")
    (tmp_path / "tei-ignore.toml").write_text(text, "utf-8")
    ended = command("validate", "a.xml")
    assert (ended.status, ended.out) == (2, "")
    assert says in ended.messages
    assert "tei-ignore.toml" in ended.messages


def test_an_ignore_file_that_is_named_has_to_be_there(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml")
    assert command("validate", "a.xml", "--ignore", "own.toml").status == 2


@pytest.mark.parametrize(
    ("file", "status"), [("letters/*.xml", 0), ("a.xml", 0), ("../letters/a.xml", 1), ("ci/*.xml", 1)]
)
def test_patterns_start_from_the_root_for_files_elsewhere(
    command: Command, tmp_path: Path, file: str, status: int
) -> None:
    write(tmp_path / "letters/a.xml")
    (tmp_path / "ci").mkdir()
    (tmp_path / "ci/own.toml").write_text(ENTRY.replace("a.xml", file), "utf-8")
    assert command("validate", "letters", "--ignore", "ci/own.toml").status == status


@pytest.mark.parametrize(
    ("pattern", "address", "whether"),
    [
        ("a.xml", "a.xml", True),
        ("a.xml", "sub/deep/a.xml", True),
        ("./a.xml", "a.xml", True),
        ("a.xml", "ba.xml", False),
        ("*.xml", "sub/a.xml", True),
        ("sub/*.xml", "sub/a.xml", True),
        ("sub/*.xml", "sub/deep/a.xml", False),
        ("sub/*.xml", "other/sub/a.xml", False),
        ("sub/", "sub/deep/a.xml", True),
        ("sub/", "subs/a.xml", False),
        ("sub/**/a.xml", "sub/a.xml", True),
        ("sub/**/a.xml", "sub/x/y/a.xml", True),
        ("**/deep/*", "sub/deep/a.xml", True),
        ("a?.xml", "a1.xml", True),
        ("a?.xml", "a/.xml", False),
        ("A.xml", "a.xml", False),
        ("龍*.xml", "龍1.xml", True),
        ("**", "a/b", True),
        ("*a*a*a*a*a*a*a*a*a*a*b", "a" * 5000, False),
    ],
)
def test_patterns_are_those_of_git(pattern: str, address: str, whether: bool) -> None:
    assert matches(pattern, address) is whether


# --- the project's severities, and its other keys --------------------------------------------------


def test_the_projects_keys_count_where_no_option_is_given(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml")
    (tmp_path / "tei.toml").write_text('[validate]\nseverity = { T019 = "warning" }', "utf-8")
    ended = command("validate", "a.xml")
    assert ended.status == 0
    assert ": warning: T019 " in ended.out
    assert command("validate", "a.xml", "--fail-on", "warning").status == 1
    (tmp_path / "tei.toml").write_text('[validate]\nfail_on = "warning"\nchecks = "T001"', "utf-8")
    assert command("validate", "a.xml").out == ""
    assert command("validate", "a.xml", "--checks", "all").status == 1


def test_another_project_is_named(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.xml")
    (tmp_path / "p").mkdir()
    (tmp_path / "p/tei.toml").write_text('[validate]\nignore = "own.toml"\nbaseline = "known.json"', "utf-8")
    (tmp_path / "p/own.toml").write_text(ENTRY, "utf-8")
    ended = command("validate", "a.xml", "--project", "p")
    assert ended.status == 2
    assert "V004 p/known.json" in ended.messages
    command("validate", "a.xml", "--project", "p", "--write-baseline", "p/known.json")
    assert command("validate", "a.xml", "--project", "p").status == 0
    assert command("validate", "a.xml", "--project", "nowhere").status == 2


@pytest.mark.parametrize(
    ("severity", "says"),
    [
        ('{ T0199 = "warning" }', "did you mean T019"),
        ('{ t019 = "warning" }', "did you mean T019"),
        ('{ T019 = "off" }', "'error', 'warning' or 'info'"),
        ('{ B004 = "info" }', "cannot be let pass"),
    ],
)
def test_a_wrong_severity_is_2(command: Command, tmp_path: Path, severity: str, says: str) -> None:
    write(tmp_path / "a.xml")
    (tmp_path / "tei.toml").write_text(f"[validate]\nseverity = {severity}", "utf-8")
    ended = command("validate", "a.xml")
    assert ended.status == 2
    assert says in ended.messages
    assert "line 2" in ended.messages


# --- addresses -----------------------------------------------------------------------------------


def test_addresses_are_relative_to_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repo/.git").mkdir(parents=True)
    (tmp_path / "repo/sub").mkdir()
    (tmp_path / "link").symlink_to("repo/sub")
    monkeypatch.chdir(tmp_path / "repo/sub")
    base = find_base(Path())
    assert base.folder == tmp_path / "repo"
    assert base.address("a.xml") == "sub/a.xml"
    assert base.address("../b.xml") == "b.xml"
    assert base.address(str(tmp_path / "link/a.xml")) == "sub/a.xml"
    assert base.address("../../out.xml") == str(tmp_path / "out.xml")
    assert [base.address(name) for name in ("", "-", "stdin")] == ["", "-", "stdin"]


# --- only what changed ---------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("no git")
    for name in ("a", "b", "sub/c", "sub/d"):
        write(tmp_path / f"{name}.xml")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


def checked(ended: Ended) -> list[str]:
    files: list[str] = json.loads(ended.out)["files"]
    return files


def test_only_what_changed_is_checked(command: Command, repository: Path) -> None:
    since = ("--changed-since", "HEAD", "--format", "json")
    write(repository / "a.xml", SOUND)
    write(repository / "sub/é new.xml")
    (repository / "b.xml").rename(repository / "sub/renamed.xml")
    (repository / "sub/d.xml").unlink()
    git(repository, "add", "-A", "sub/renamed.xml", "b.xml")
    ended = command("validate", ".", *since)
    assert checked(ended) == ["a.xml", "sub/renamed.xml", "sub/é new.xml"]
    assert "3 validated" in ended.messages
    assert "1 not changed since HEAD" in ended.messages


def test_it_works_from_a_sub_folder_and_with_a_link_to_it(command: Command, repository: Path) -> None:
    from contextlib import chdir

    write(repository / "sub/c.xml", SOUND)
    with chdir(repository / "sub"):
        assert checked(command("validate", ".", "--changed-since", "HEAD", "--format", "json")) == [
            "sub/c.xml"
        ]
    (repository / "link").symlink_to("sub")
    ended = command("validate", "link/c.xml", "link/d.xml", "--changed-since", "HEAD", "--format", "json")
    assert checked(ended) == ["sub/c.xml"]


def test_what_git_does_not_keep_is_checked(command: Command, repository: Path) -> None:
    (repository / ".gitignore").write_text("made/\n", "utf-8")
    write(repository / "made/x.xml")
    assert checked(command("validate", ".", "--changed-since", "HEAD", "--format", "json")) == ["made/x.xml"]


def test_what_a_link_leads_to_may_have_changed(command: Command, repository: Path) -> None:
    (repository / "link.xml").symlink_to("a.xml")
    git(repository, "add", "link.xml")
    git(repository, "commit", "-m", "second")
    write(repository / "a.xml", SOUND)
    ended = command("validate", "link.xml", "b.xml", "--changed-since", "HEAD", "--format", "json")
    assert checked(ended) == ["link.xml"]


def test_nothing_changed_is_said_and_0(command: Command, repository: Path) -> None:
    ended = command("validate", ".", "--changed-since", "main", "-o", "out.json", "--format", "json")
    assert ended.status == 0
    assert "nothing to validate: 0 validated: no findings; 4 not changed since main" in ended.messages
    assert json.loads((repository / "out.json").read_text("utf-8"))["files"] == []


def test_a_new_copy_is_told_though_the_other_file_did_not_change(command: Command, repository: Path) -> None:
    shutil.copy(repository / "b.xml", repository / "0.xml")
    ended = command("validate", ".", "--changed-since", "HEAD", "--checks", "T002")
    assert told(ended) == ["T002"]
    assert ended.out.startswith("0.xml:")


def test_of_two_files_of_one_id_that_did_not_change_nothing_is_told(
    command: Command, repository: Path
) -> None:
    shutil.copy(repository / "b.xml", repository / "0.xml")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "Copy")
    ended = command("validate", ".", "--changed-since", "HEAD")
    assert (ended.status, told(ended)) == (0, [])
    shutil.copy(repository / "b.xml", repository / "1.xml")
    ended = command("validate", ".", "--changed-since", "HEAD", "--checks", "T002")
    assert [line.split(":")[0] for line in ended.out.split("\n") if ": error: " in line] == ["1.xml"]


@pytest.mark.parametrize(
    "revision", ["--output=x", "-x", "", "nowhere", "HEAD:sub", "a\nb", "HEAD~9", "$(touch x)"]
)
def test_a_revision_that_is_none_is_2(command: Command, repository: Path, revision: str) -> None:
    ended = command("validate", ".", f"--changed-since={revision}")
    assert ended.status == 2
    assert "tei: error: V005 " in ended.messages
    assert ("is no revision" in ended.messages) == (revision[:1] in ("", "-") or "\n" in revision)
    assert not (repository / "x").exists()


def test_without_a_repository_or_git_is_2(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.xml")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    ended = command("validate", "a.xml", "--changed-since", "HEAD")
    assert ended.status == 2
    assert "not a git repository" in ended.messages
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = command("validate", "a.xml", "--changed-since", "HEAD")
    assert ended.status == 2
    assert "git was not found" in ended.messages


# --- names of files ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "html"])
def test_a_name_of_any_bytes_is_reported(command: Command, tmp_path: Path, form: str) -> None:
    for name in (b"a\xff.xml", b"b\n::error::c,d:%.xml", b"##[e].xml", b"-x.xml"):
        (tmp_path / os.fsdecode(name)).write_text("<TEI", "utf-8")
    ended = command("validate", ".", "--format", form)
    assert ended.status == 1
    assert "Traceback" not in ended.messages
    assert "\n::error::c" not in ended.out
    assert re.search(r"##[a-z]*\[", ended.out) is None
    if form == "sarif":
        results = json.loads(ended.out)["runs"][0]["results"]
        uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
        assert uris == ["%23%23%5Be%5D.xml", "-x.xml", "a%FF.xml", "b%0A%3A%3Aerror%3A%3Ac%2Cd%3A%25.xml"]


# --- a step of GitHub ----------------------------------------------------------------------------


def test_the_summary_of_a_step_is_added_to(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.xml")
    (tmp_path / "summary.md").write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    ended = command("validate", "a.xml", "--format", "github")
    assert ended.out.startswith("::error file=a.xml,line=")
    text = (tmp_path / "summary.md").read_text("utf-8")
    assert text.startswith("before\n### tei validate: 1 error\n")
    command("validate", "a.xml")
    assert (tmp_path / "summary.md").read_text("utf-8") == text  # only with --format github
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert command("validate", "a.xml", "--format", "github").status == 2


@pytest.mark.parametrize("on_a_runner", [True, False])
def test_annotations_in_a_file_stand_where_a_runner_reads_them_too(
    on_a_runner: bool, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true" if on_a_runner else "")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    write(tmp_path / "a.xml")
    ended = command("validate", "a.xml", "--format", "github", "-o", "found.txt")
    text = (tmp_path / "found.txt").read_text("utf-8")
    assert text.startswith("::error file=a.xml,line=")
    assert ended.out == (text if on_a_runner else "")
    assert command("validate", "a.xml", "-o", "found.txt").out == "", "other forms are for nobody else"


# --- tei build -----------------------------------------------------------------------------------


def built(command: Command, folder: Path, keys: str) -> Ended:
    from sample_records import wilson

    (folder / "records").mkdir(exist_ok=True)
    (folder / "records/a.txt").write_text(wilson(title=""), "utf-8")
    (folder / "tei.toml").write_text(f'[output]\nformats = ["tei"]\n[validate]\n{keys}', "utf-8")
    return command("build")


def test_a_build_judges_by_the_same_keys(command: Command, tmp_path: Path) -> None:
    assert "info: I002" in built(command, tmp_path, "").messages
    failed = built(command, tmp_path, 'severity = { I002 = "error" }')
    assert failed.status == 1
    assert "error: I002" in failed.messages
    entry = ENTRY.replace("T019", "I002").replace("a.xml", "records/*.txt")
    (tmp_path / "tei-ignore.toml").write_text(entry, "utf-8")
    ignored = built(command, tmp_path, 'severity = { I002 = "error" }')
    assert ignored.status == 0
    assert "I002" not in ignored.messages
    assert "1 ignored" in ignored.messages
    of_tei = ENTRY.replace("a.xml", "build/*.xml")
    (tmp_path / "tei-ignore.toml").write_text(of_tei, "utf-8")
    assert "V001" not in built(command, tmp_path, "").messages
    (tmp_path / "tei-ignore.toml").write_text(entry.replace("I002", "I001"), "utf-8")
    assert "warning: V001 I001 in records/*.txt" in built(command, tmp_path, "").messages


def test_a_build_never_lets_a_failed_record_pass(command: Command, tmp_path: Path) -> None:
    (tmp_path / "tei-ignore.toml").write_text(
        ENTRY.replace("T019", "S001").replace("a.xml", "b.txt"), "utf-8"
    )
    (tmp_path / "records").mkdir()
    (tmp_path / "records/b.txt").write_text("", "utf-8")
    ended = built(command, tmp_path, "")
    assert ended.status == 1
    assert "error: S001" in ended.messages

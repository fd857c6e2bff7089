"""The command line: what a user, a script and a CI system rely on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample_records import TEXT, wilson

import tei
from tei.findings import CODES

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    Command = Callable[..., Ended]

ROOT = Path(__file__).parent.parent
ID = "wcda-920001"
SUMMARY = re.compile(
    r"^([0-9,]+) in = ([0-9,]+) converted \(([0-9,]+) with findings\) \+ ([0-9,]+) failed \+ ([0-9,]+) unchanged",
    re.MULTILINE,
)


def record(folder: Path, name: str = "in.txt", number: int = 920001, text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    address = f"https://digitalarchive.wilsoncenter.org/document/{number}"
    path.write_text(wilson(text, address=address, Original_Language="English"), "utf-8")
    return path


def files(folder: Path) -> list[str]:
    """What was made of records. The schemas beside it: tests/test_schema_names.py."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in found if path.parts[0] != "schemas")


def numbers(ended: Ended) -> tuple[int, ...]:
    """in, converted, with findings, failed, unchanged of the summary, of which there is one."""
    (found,) = SUMMARY.findall(ended.messages)
    return tuple(int(number.replace(",", "")) for number in found)


def start(
    *arguments: object, cwd: Path = ROOT, variables: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """`python ARGUMENTS` as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(variables or {})}
    command = [sys.executable, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment, cwd=cwd)


# --- convert -------------------------------------------------------------------------------------


def test_convert_writes_a_file_named_by_the_id(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    ended = command("convert", "in.txt", "-o", "out")
    assert ended.status == 0
    assert files(tmp_path / "out") == [f"{ID}.xml"]
    assert numbers(ended) == (1, 1, 0, 0, 0)
    assert ended.output == b""


def test_a_second_run_changes_nothing_and_says_so(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    command("convert", "in.txt", "-o", "out")
    file = tmp_path / "out" / f"{ID}.xml"
    before = (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino)
    ended = command("convert", "in.txt", "-o", "out")
    assert ended.status == 0
    assert numbers(ended) == (1, 0, 0, 0, 1)
    assert (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_a_folder_gives_every_txt_below_it(command: Command, tmp_path: Path) -> None:
    record(tmp_path / "in", "a.txt", 1)
    record(tmp_path / "in", "deep/er/b.TXT", 2)
    (tmp_path / "in/c.md").write_text("not a record")
    ended = command("convert", "in", "-o", "out")
    assert files(tmp_path / "out") == ["wcda-1.xml", "wcda-2.xml"]
    assert numbers(ended)[:2] == (2, 2)


def test_a_file_named_twice_is_converted_once(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    ended = command("convert", "in.txt", "./in.txt", tmp_path, "-o", "out")
    assert ended.status == 0
    assert numbers(ended) == (1, 1, 0, 0, 0)


def test_standard_input_and_output(command: Command, tmp_path: Path) -> None:
    path = record(tmp_path)
    data = path.read_bytes()
    from_file = command("convert", "in.txt", "-o", "-")
    assert from_file.status == 0
    assert from_file.output.startswith(b"<?xml")
    from_stdin = command("convert", "-", "-o", "-", stdin=data)
    assert from_stdin.status == 0
    assert from_stdin.output == from_file.output.replace(b">in.txt<", b">stdin<")
    assert files(tmp_path) == ["in.txt"]
    to_folder = command("convert", "-", "-o", "out", stdin=data)
    assert to_folder.status == 0
    assert (tmp_path / "out" / f"{ID}.xml").read_bytes() == from_stdin.output


def test_a_record_refused_writes_nothing_to_standard_output(command: Command) -> None:
    ended = command("convert", "-", "-o", "-", stdin=b"a\0b")
    assert ended.status == 1
    assert ended.output == b""
    assert "stdin:1:2: error: S004" in ended.messages


def test_standard_input_takes_no_second_record(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    assert command("convert", "-", "in.txt", "-o", "out", stdin=b"x").status == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("encoding", "word"), [("gb18030", "水井"), ("koi8-r", "Посылка"), ("utf-16-le", "ж")]
)
def test_encoding(command: Command, tmp_path: Path, encoding: str, word: str) -> None:
    (tmp_path / "in.txt").write_bytes(f"{word}\n\n{word} {word}\n".encode(encoding))
    assert command("convert", "in.txt", "-o", "out").status == 1
    ended = command("convert", "in.txt", "-o", "out", "--encoding", encoding)
    assert ended.status == 0
    assert word in (tmp_path / "out/in.xml").read_text("utf-8")


def test_the_bad_record_fails_and_the_others_are_converted(command: Command, tmp_path: Path) -> None:
    record(tmp_path / "in", "a.txt", 1)
    (tmp_path / "in/b.txt").write_bytes(b"")
    (tmp_path / "in/c.txt").write_bytes(b"bell \x07 rings\n")
    (tmp_path / "in/d.txt").symlink_to("nowhere")
    (tmp_path / "in/e.txt").write_bytes(b"Gr\xfc\xdfe\n")
    record(tmp_path / "in", "f.txt", 6)
    (tmp_path / "in/g.txt").write_bytes(b"%PDF-1.7\n")
    os.mkfifo(tmp_path / "in/h.txt")
    ended = command("convert", "in", "-o", "out")
    assert ended.status == 1
    assert files(tmp_path / "out") == ["wcda-1.xml", "wcda-6.xml"]
    assert numbers(ended) == (8, 2, 0, 6, 0)
    for name, code in zip("bcdegh", ["S001", "S004", "S005", "S002", "S003", "S005"], strict=True):
        assert re.search(rf"^in/{name}\.txt[:0-9]*: error: {code} ", ended.messages, re.MULTILINE)
    # What to do is said with each kind of problem.
    assert ended.messages.count("\n  hint: ") >= 5


def test_two_records_of_one_id_in_either_order(command: Command, tmp_path: Path) -> None:
    first = record(tmp_path, "a.txt", text=TEXT)
    record(tmp_path, "b.txt", text=TEXT.replace("Friday", "Monday"))
    outs = []
    for index, names in enumerate((("a.txt", "b.txt"), ("b.txt", "a.txt"))):
        ended = command("convert", *names, "-o", f"out{index}")
        assert ended.status == 1
        assert numbers(ended) == (2, 1, 0, 1, 0)
        assert "b.txt: error: B003" in ended.messages
        assert "a.txt" in ended.messages
        outs.append((tmp_path / f"out{index}" / f"{ID}.xml").read_bytes())
    assert outs[0] == outs[1]
    assert b"Friday" in outs[0]
    assert first.exists()


def test_a_record_of_another_layout_under_a_named_profile(command: Command, tmp_path: Path) -> None:
    record(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_text("A letter\n\nThe boat came on Friday with the books.\n")
    ended = command("convert", "a.txt", "b.txt", "-o", "out", "--profile", "wilson-center")
    assert ended.status == 1
    assert "b.txt:1: error: P002" in ended.messages
    assert files(tmp_path / "out") == [f"{ID}.xml"]


def test_a_profile_from_a_file(command: Command, tmp_path: Path) -> None:
    layout = 'name = "mine"\ntitle = "Mine"\n[[header.positions]]\nslot = "title"\n[[header.labels]]\n'
    (tmp_path / "mine.toml").write_text(layout + 'slot = "citation"\nnames = ["Source:"]\n')
    (tmp_path / "in.txt").write_text(
        "A letter\n\nSource: Holm Archive\n\nThe boat came on Friday with the books.\n"
    )
    assert command("convert", "in.txt", "-o", "out", "--profile", "mine.toml").status == 0
    assert ">A letter</title>" in (tmp_path / "out/in.xml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text('name = "mine"\ntitel = "Mine"\n')
    ended = command("convert", "in.txt", "-o", "out", "--profile", "mine.toml")
    assert ended.status == 2
    assert "did you mean title?" in ended.messages


# --- what is missing -----------------------------------------------------------------------------


def test_one_missing_input_of_several_is_1_and_counts_as_failed(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    ended = command("convert", "in.txt", "gone.txt", "-o", "out")
    assert ended.status == 1
    assert "gone.txt: error: B004" in ended.messages
    assert numbers(ended) == (2, 1, 0, 1, 0)
    # Also when all the rest is up to date.
    assert command("convert", "in.txt", "gone.txt", "-o", "out").status == 1


@pytest.mark.parametrize("name", ["convert", "render", "validate"])
def test_nothing_to_do_is_2(command: Command, tmp_path: Path, name: str) -> None:
    more = {"convert": ["-o", "out"], "render": ["--to", "html", "-o", "out"], "validate": []}[name]
    (tmp_path / "empty").mkdir()
    for inputs in (["gone"], ["gone", "away"], ["empty"], ["empty", "gone"]):
        ended = command(name, *inputs, *more)
        assert ended.status == 2
        assert "nothing was done" in ended.messages
        assert all(f"{one}: error: B004" in ended.messages for one in inputs)
    assert not (tmp_path / "out").exists()
    assert command(name, *more).status == 2  # no input named at all


def test_explain_of_a_file_that_is_not_there_is_2(command: Command) -> None:
    assert command("explain", "gone.txt").status == 2


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["out", "out/deeper"])
def test_an_output_folder_that_cannot_be_made(command: Command, tmp_path: Path, place: str) -> None:
    record(tmp_path)
    (tmp_path / "out").write_text("a file")
    ended = command("convert", "in.txt", "-o", place)
    assert ended.status == 2
    assert f"B001 {place}: " in ended.messages
    assert "hint: " in ended.messages
    assert (tmp_path / "out").read_text() == "a file"


def test_one_output_that_cannot_be_written_fails_alone(command: Command, tmp_path: Path) -> None:
    record(tmp_path / "in", "a.txt", 1)
    record(tmp_path / "in", "b.txt", 2)
    (tmp_path / "out/wcda-1.xml").mkdir(parents=True)
    ended = command("convert", "in", "-o", "out")
    assert ended.status == 1
    assert numbers(ended) == (2, 1, 0, 1, 0)
    assert "in/a.txt: error: B002" in ended.messages
    assert files(tmp_path / "out") == ["wcda-2.xml"]  # and no temporary file


def test_a_failed_record_leaves_the_tei_of_an_earlier_run(command: Command, tmp_path: Path) -> None:
    path = record(tmp_path)
    command("convert", "in.txt", "-o", "out")
    good = (tmp_path / "out" / f"{ID}.xml").read_bytes()
    path.write_bytes(path.read_bytes() + b"\x07\n")
    assert command("convert", "in.txt", "-o", "out").status == 1
    assert (tmp_path / "out" / f"{ID}.xml").read_bytes() == good


def test_sources_are_only_read(command: Command, tmp_path: Path) -> None:
    path = record(tmp_path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    command("convert", "in.txt", "-o", ".")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


# --- validate and render -------------------------------------------------------------------------


def test_validate_prints_findings_to_standard_output_in_one_form(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    command("convert", "in.txt", "-o", "out")
    clean = command("validate", "out")
    assert (clean.status, clean.out) == (0, "")
    assert "1 validated: no findings" in clean.messages
    file = tmp_path / "out" / f"{ID}.xml"
    file.write_text(file.read_text("utf-8").replace('target="#src-record"', 'target="#src-nowhere"'), "utf-8")
    ended = command("validate", "out")
    assert ended.status == 1
    assert re.match(rf"out/{ID}\.xml:[0-9]+(:[0-9]+)?: error: T019 .*#src-nowhere", ended.out)
    assert command("validate", "out", "--checks", "none").status == 0
    assert command("validate", "out", "--checks", "T013").status == 0
    assert command("validate", "out", "--fail-on", "never").status == 0
    assert command("validate", "out", "-o", "findings.txt").out == ""
    assert (tmp_path / "findings.txt").read_text("utf-8") == ended.out


def test_validate_goes_on_after_a_file_that_cannot_be_read(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    command("convert", "in.txt", "-o", "out")
    (tmp_path / "out/a.xml").write_text("<TEI>")
    (tmp_path / "out/b.xml").symlink_to("nowhere")
    ended = command("validate", "out", "gone.xml")
    assert ended.status == 1
    assert all(code in ended.all for code in ("X001", "X006", "B004"))
    assert "X002" not in ended.all


def test_render_takes_formats_a_stylesheet_and_parameters(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    command("convert", "in.txt", "-o", "out")
    ended = command("render", "out", "--to", "html", "--to", "html", "-o", "pages")
    assert ended.status == 0
    assert files(tmp_path / "pages") == ["assets/edition.js", f"{ID}.html"]
    (tmp_path / "mine.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:param name="word"/><xsl:template match="/"><html lang="en"><head><title>t</title></head>'
        '<body><xsl:value-of select="$word"/></body></html></xsl:template></xsl:stylesheet>'
    )
    ended = command(
        "render", "out", "--to", "html", "-o", "mine", "--xslt", "mine.xsl", "--param", "word=a=b'c"
    )
    assert ended.status == 0
    assert "a=b'c" in (tmp_path / "mine" / f"{ID}.html").read_text("utf-8")


def test_two_tei_files_of_one_id_are_not_rendered_over_each_other(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    command("convert", "in.txt", "-o", "out")
    file = tmp_path / "out" / f"{ID}.xml"
    (tmp_path / "out/zz.xml").write_bytes(file.read_bytes())
    ended = command("render", "out", "--to", "html", "-o", "pages")
    assert ended.status == 1
    assert numbers(ended) == (2, 1, 0, 1, 0)
    assert "out/zz.xml: error: B003" in ended.messages


# --- what is said --------------------------------------------------------------------------------


def test_quiet_and_verbose(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    assert command("convert", "in.txt", "-o", "out", "-q").all == ""
    assert f"out/{ID}.xml" in command("convert", "in.txt", "-o", "out", "-v").messages
    (tmp_path / "in.txt").write_bytes(b"")
    assert "S001" in command("convert", "in.txt", "-o", "out", "-q").messages


def test_no_message_carries_a_control_character_of_a_name_or_a_record(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "\x1b[31mred\n::error::x.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(
        "\u202e::error::\n\nThe boat came on Friday with \u2028::warning::the books.\n"
    )
    ended = command("convert", ".", "-o", "out")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", ended.all)
    assert not re.search(r"^\s*::", ended.all, re.MULTILINE)


def test_explain_accounts_for_every_line(command: Command, tmp_path: Path) -> None:
    path = record(tmp_path, text=TEXT.replace("books", "books[1]") + "\n\nNotes\n\n[1] Lost.")
    ended = command("explain", "in.txt")
    assert ended.status == 0
    lines = path.read_text("utf-8").split("\n")
    table = ended.out.partition("became\n")[2].partition("\n\n")[0].split("\n")
    told = {int(line.split()[0]): line for line in table if re.match(" *[0-9]+  ", line)}
    assert sorted(told) == [number for number, line in enumerate(lines, 1) if line.strip()]
    assert "nobody claimed it" not in ended.out
    assert "note #en-n1" in told[len(lines) - 1]
    assert not (tmp_path / "out").exists()


def test_help_lists_what_is_built_and_nothing_else(command: Command) -> None:
    text = command("--help").out
    assert re.findall(r"^  ([a-z]+) ", text.partition("Commands:")[2], re.MULTILINE) == [
        "build", "convert", "explain", "export", "init", "profile", "render", "schema", "serve", "site", "validate",
    ]  # fmt: skip
    for name in ("build", "convert", "explain", "export", "init", "render", "site", "validate"):
        text += command(name, "--help").out
    for option in ("--check", "--on-edit", "--jobs", "--scheduler"):
        assert option in text


def test_version_names_program_schema_and_tei(command: Command) -> None:
    ended = command("--version")
    assert ended.status == 0
    assert tei.__version__ in ended.out
    assert "tei-record" in ended.out
    assert re.search(r"TEI [0-9]+\.[0-9]+\.[0-9]+", ended.out)


@pytest.mark.parametrize(
    "arguments", [["convert"], ["conv"], ["convert", "in.txt"], ["--colour"], ["validate", "--x"]]
)
def test_bad_usage_is_2(command: Command, arguments: list[str]) -> None:
    ended = command(*arguments)
    assert ended.status == 2
    assert "Error: " in ended.messages


def test_usage_errors_have_a_code_and_a_hint(command: Command, tmp_path: Path) -> None:
    record(tmp_path)
    ended = command("convert", "in.txt", "-o", "out", "--profile", "wilson")
    assert ended.status == 2
    assert re.match(r"tei: error: F003 .*\n  hint: .*wilson-center", ended.messages)
    assert not (tmp_path / "out").exists()


# --- as a process of its own ---------------------------------------------------------------------

HEAVY = (
    "lxml",
    "pydantic",
    "rich",
    "langcodes",
    "py3langid",
    "hanzidentifier",
    "typst",
    "xmlschema",
    "numpy",
)


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; sys.argv = ['tei', '--help']\n"
        "from tei.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    out, _ = start("-c", code).communicate(timeout=60)
    assert out.decode().rstrip().endswith("loaded: []")


def test_python_m_tei_is_the_command() -> None:
    process = start("-m", "tei", "--version")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert tei.__version__ in out.decode()


def test_no_color_and_no_terminal_mean_no_escape_sequences(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"")
    process = start("-m", "tei", "convert", "in.txt", "-o", "out", cwd=tmp_path, variables={"NO_COLOR": "1"})
    out, messages = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"\x1b" not in out + messages


def test_no_color_on_a_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "in.txt").write_bytes(b"")
    said = {}
    for name, env in {"colour": {}, "none": {"NO_COLOR": "1"}}.items():
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "tei", "convert", "in.txt", "-o", "out"],
            stderr=theirs, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env},
        )  # fmt: skip
        process.wait(60)
        os.close(theirs)
        said[name] = os.read(ours, 4096)
        os.close(ours)
    assert b"\x1b[31m" in said["colour"]
    assert b"\x1b" not in said["none"]


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_with_a_true_summary(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    many = 1_500
    for number in range(1, many + 1):
        record(tmp_path / "in", f"{number:04}.txt", number)
    out = tmp_path / "out"
    # A shell starts its background jobs with SIGINT ignored, and children inherit that: ask for it anew.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    run = "from tei.cli import main; main()"
    process = start("-c", listening + run, "convert", "in", "-o", "out", cwd=tmp_path)
    for _ in range(3_000):  # 30 s
        if process.poll() is not None or (out.is_dir() and len(list(out.glob("*.xml"))) > 3):
            break
        time.sleep(0.01)
    process.send_signal(sent)
    _, messages = process.communicate(timeout=60)
    text = messages.decode()
    assert process.returncode == status, text
    assert "Traceback" not in text
    found = SUMMARY.search(text)
    assert found is not None
    total, converted, _, failed, unchanged = (int(number.replace(",", "")) for number in found.groups())
    assert total == many == converted + failed + unchanged
    written = files(out)
    # One record may have been written when the signal came before it could be counted.
    assert converted <= len(written) <= converted + 1 < many
    assert all(name.endswith(".xml") for name in written)
    assert all((out / name).read_bytes().endswith(b"</TEI>\n") for name in written)
    left = re.search(r"stopped, ([0-9,]+) not reached", text)
    assert left is not None
    assert int(left[1].replace(",", "")) == failed


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    record(tmp_path, text="\n\n".join(f"The boat of day {day} came." for day in range(3_000)))
    process = start("-m", "tei", "explain", "in.txt", cwd=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    messages = process.stderr.read()
    process.wait(60)
    process.stderr.close()
    assert process.returncode != 0
    assert b"Traceback" not in messages
    assert b"BrokenPipe" not in messages


def test_every_code_is_explained_for_users() -> None:
    for code, entry in CODES.items():
        assert re.fullmatch(r"[A-Z][0-9]{3}", code)
        assert entry.title[0].isalpha()
        assert len(entry.help) > 10, code

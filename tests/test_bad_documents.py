"""Bad input of `tei validate`: each a finding with its place, quickly, without much memory, and the others still checked."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tei.validation import Request, validate_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

BAD: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "bad" / "documents.toml").read_text("utf-8")
)
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SECONDS, MEBIBYTES = 60, 1024  # of a machine that does much else
if os.geteuid() == 0:  # who may read everything meets no file that cannot be read
    del BAD["not-to-be-read"]


def made(name: str, folder: Path) -> Path:
    """Lay a case out as a file of a folder."""
    case, path = BAD[name], folder / f"{name}.xml"
    match case.get("make", "").split():
        case ["size", size]:
            with path.open("wb") as file:
                file.truncate(int(size))
        case ["pipe"]:
            os.mkfifo(path)
        case ["broken", "link"]:
            path.symlink_to("nowhere")
        case ["link", "to", "itself"]:
            path.symlink_to(path.name)
        case ["folder"]:
            path.mkdir()
        case ["unreadable"]:
            path.write_text("<TEI/>")
            path.chmod(0)
        case _ if "hex" in case:
            path.write_bytes(bytes.fromhex(case["hex"]))
        case _:
            repeat = case.get("repeat", {"text": "", "n": 0})
            text = case["text"].replace("{tei}", TEI).replace("{n}", repeat["text"] * repeat["n"])
            path.write_bytes(text.encode(case.get("encode", "utf-8")))
    return path


def told(output: str, file: str) -> list[tuple[str, int | None, str]]:
    """Code, line and message of the findings of a file."""
    found = re.findall(
        rf"^(?:.*/)?{re.escape(file)}:(?:(\d+):)?(?:\d+:)? error: ([A-Z]\d+) (.*)$", output, re.MULTILINE
    )
    return [(code, int(line) if line else None, message) for line, code, message in found]


@pytest.mark.parametrize("name", BAD)
def test_bad_document_alone(name: str, command: Callable[..., Ended], tmp_path: Path) -> None:
    case, file = BAD[name], made(name, tmp_path)
    started = time.monotonic()
    ended = command("validate", "--checks", "none", file.name)
    assert time.monotonic() - started < SECONDS
    found = told(ended.out or ended.all, file.name)
    assert list(dict.fromkeys(code for code, *_ in found)) == list(dict.fromkeys(case["codes"])), ended.all
    if len(case["codes"]) > 1:
        assert [code for code, *_ in found] == case["codes"]
    assert found[0][1] == case.get("line", found[0][1])
    assert case.get("says", "") in found[0][2]
    assert ended.status == (2 if case["codes"] in (["B004"], ["X006"]) else 1)
    assert "Traceback" not in ended.all
    assert max(map(len, ended.all.split("\n"))) < 400


def test_all_of_them_in_one_run_and_a_sound_file_among_them(tmp_path: Path) -> None:
    for name in BAD:
        made(name, tmp_path)
    (tmp_path / "sound.xml").write_text(f"<TEI {TEI} xml:id='sound'><p corresp='#nothing'/></TEI>")
    command = [sys.executable, "-m", "tei", "validate", ".", "--checks", "T019"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    for name, case in BAD.items():
        if case["codes"] != ["B004"]:  # a folder that is searched, and holds nothing
            assert told(ended.stdout, f"{name}.xml"), name
    assert "T019" in {code for code, *_ in told(ended.stdout, "sound.xml")}
    assert most < MEBIBYTES


@pytest.mark.parametrize(("name", "code"), [("/dev/null", "X006"), ("-", "B004")])
def test_what_is_no_file_is_not_validated(
    name: str, code: str, command: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "sound.xml").write_text("<a/>")
    alone = command("validate", name, "--checks", "none")
    assert (alone.status, f"error: {code} " in alone.all) == (2, True)
    assert "1 validated" not in alone.all
    ended = command("validate", name, "sound.xml", "--checks", "none")
    assert (ended.status, f"error: {code} " in ended.all) == (1, True)
    assert re.search(r"^1 validated: ", ended.messages, re.MULTILINE)


def test_inputs_that_match_nothing_are_told_and_end_with_2(
    command: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    for inputs in (["texts"], ["nowhere.xml"], ["texts", "nowhere.xml"], ["*.xml"]):
        ended = command("validate", *inputs)
        assert ended.status == 2
        assert "B004" in ended.all
        assert "nothing was done" in ended.all


def test_a_missing_input_beside_a_sound_one_ends_with_1(
    command: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "one.xml").write_text("<TEI/>")
    ended = command("validate", "--checks", "none", "--fail-on", "error", "one.xml", "nowhere.xml")
    assert ended.status == 1
    assert "nowhere.xml" in ended.all
    assert "one.xml:1" in ended.all


def test_a_document_with_ids_that_stand_twice_is_told_its_other_faults_too(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "schema" / "valid.xml").read_text("utf-8")
    first, second = re.findall(r' xml:id="([^"]+)"', text)[1:3]
    text = text.replace(f'xml:id="{second}"', f'xml:id="{first}"', 1).replace("<p ", '<p bad="1" ', 1)
    file = tmp_path / "harbour-7.xml"
    file.write_text(text, "utf-8")
    found = list(validate_files([file], Request()))
    codes = [one.code for one in found]
    assert codes.count("X001") == 1
    assert f'xml:id "{first}" is that of an element of line' in next(
        one.message for one in found if one.code == "X001"
    )
    assert "T019" in codes  # what pointed at the second
    assert [one.message for one in found if one.code == "X002"] == ["attribute bad is not allowed on p"]
    begin = text.index('bad="1"')
    place = text.count("\n", 0, begin) + 1, begin - text.rindex("\n", 0, begin)
    assert place in [(one.where.line, one.where.column) for one in found if one.code == "X002"]
    assert [one.where.line for one in found] == sorted(one.where.line or 0 for one in found)

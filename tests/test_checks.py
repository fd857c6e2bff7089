"""One bad example for every code of `tei.findings.CODES`, run through the command line.

`tests/checks/CODE/` holds the inputs and `case.toml`: `run` (the arguments), `exit`, and where they say
something, `expect_line`, `says` (words of the message), `env`, and `make`: what cannot be a file of the
repository, by path: bytes as `hex`, a `size` in bytes, a `link` to somewhere, a `folder`.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import build_faults
import merge_faults
import pytest

from tei.findings import CODES

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended
    from lxml import etree

    from tei.encode import Settings
    from tei.model import Document

CHECKS = Path(__file__).parent / "checks"
FOUND = sorted(path.name for path in CHECKS.iterdir())


def laid_out(code: str, folder: Path) -> dict[str, Any]:
    """Copy the inputs of a case, make the others, return the case."""
    case = tomllib.loads((CHECKS / code / "case.toml").read_text("utf-8"))
    for file in (CHECKS / code).iterdir():
        if file.name != "case.toml":
            shutil.copy(file, folder)
    for name, how in case.get("make", {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match how:
            case {"hex": data}:
                path.write_bytes(bytes.fromhex(data))
            case {"size": size}:
                with path.open("wb") as file:
                    file.truncate(size)
            case {"link": target}:
                path.symlink_to(target)
            case {"folder": True}:
                path.mkdir()
            case _:
                raise AssertionError(how)
    return case


# --- faults: some codes tell of a bug in the program, so a bug is put in --------------------------


def spoil_the_tei(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[etree._Element], None]) -> None:
    """Change the first paragraph of the TEI between encoding and serialising."""
    from tei import proving
    from tei.encode import encode

    def spoilt(document: Document, settings: Settings) -> etree._ElementTree:
        tree = encode(document, settings)
        paragraph = tree.find(".//{*}text//{*}p")
        assert paragraph is not None
        spoil(paragraph)
        return tree

    monkeypatch.setattr(proving, "encode", spoilt)


def lose_text(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def spoil(paragraph: etree._Element) -> None:
        paragraph.text = (paragraph.text or "").replace("books", "bks")

    spoil_the_tei(monkeypatch, spoil)


def add_text(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def spoil(paragraph: etree._Element) -> None:
        paragraph.text = (paragraph.text or "").replace("books", "green books")

    spoil_the_tei(monkeypatch, spoil)


def lose_from_the_account(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    from tei.ledger import accounts

    monkeypatch.setattr(accounts, "_joined", lambda pieces: list(pieces)[1:])


def spoil_the_schema(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    from tei import resources
    from tei.check import schema

    (folder / "broken.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:el/></xs:schema>'
    )
    monkeypatch.setattr(resources, "schema_file", lambda name: folder / "broken.xsd")
    # The schema is kept once it is read; what this case reads must not stay for the tests after it.
    monkeypatch.setattr(schema, "_gate", schema._gate.__wrapped__)


def give_rules_little_time(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("tei.schematron.SECONDS", 2.0)


def stop_java(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Put a `java` on the path that never answers, beside the jing that is there."""
    from tei.validation import jing

    java = folder / "bin/java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{java.parent}:/bin:/usr/bin")
    monkeypatch.setattr(jing, "JAVA_SECONDS", 0.2)
    monkeypatch.setattr(jing, "_jar", lambda: folder / "in.xml")
    monkeypatch.setattr(jing, "command", jing.command.__wrapped__)
    monkeypatch.setattr(jing, "_java_answers", jing._java_answers.__wrapped__)


def without(package: str) -> Callable[[pytest.MonkeyPatch, Path], None]:
    """Let a package be as if it were not installed: a None among the modules stops its import and its finding."""

    def take_away(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        monkeypatch.setitem(sys.modules, package, None)

    return take_away


def take_the_port(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Answer as the system does where another program has the port: no port is certain to be taken, or free."""
    from tei.serving.server import Server

    def refused(server: Server) -> None:
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    monkeypatch.setattr(Server, "server_bind", refused)


def take_pages_for_large(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr("tei.gather.site.told.LARGEST", 4_000)


FAULTS: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    **build_faults.FAULTS,
    **merge_faults.FAULTS,
    "C001": lose_text,
    "C002": add_text,
    "C003": lose_from_the_account,
    "F040": take_the_port,
    "G034": without("pagefind_bin_extended"),
    "G041": take_pages_for_large,
    "R043": without("pypdf"),
    "R053": without("saxonche"),
    "X005": spoil_the_schema,
    "X019": stop_java,
    "Y005": give_rules_little_time,
}


# --- the tests -----------------------------------------------------------------------------------


def test_every_code_has_its_bad_example_and_no_example_is_left_over() -> None:
    assert set(FOUND) == set(CODES)


@pytest.mark.parametrize("code", FOUND)
def test_bad_example(
    code: str, command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = laid_out(code, tmp_path)
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    if code in FAULTS:
        FAULTS[code](monkeypatch, tmp_path)
    ended = command(*case["run"])
    found = [line for line in ended.all.split("\n") if re.search(rf" {code} ", line)]
    assert found, ended.all
    severity = CODES[code].severity.label
    assert all(re.search(rf": {severity}: {code} ", line) for line in found), found
    if "expect_line" in case:
        assert any(re.match(rf"in\.(txt|xml):{case['expect_line']}:", line) for line in found), found
    if "says" in case:
        assert case["says"] in "\n".join(found)
    hint = ended.all.partition(found[0])[2].split("\n", 2)[1]
    assert hint.startswith("  hint: ")
    assert len(hint) > len("  hint: ") + 10
    assert ended.status == case["exit"], ended.all
    assert "Traceback" not in ended.all


def is_refused_conversion(code: str) -> bool:
    case = tomllib.loads((CHECKS / code / "case.toml").read_text("utf-8"))
    return case["run"][0] == "convert" and CODES[code].severity.label == "error"


@pytest.mark.parametrize("code", [code for code in FOUND if code in CODES and is_refused_conversion(code)])
def test_an_error_leaves_no_tei_of_that_record(
    code: str, command: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = laid_out(code, tmp_path)
    if code in FAULTS:
        FAULTS[code](monkeypatch, tmp_path)
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    command(*case["run"])
    out = tmp_path / "out"
    written = [path.name for path in out.iterdir() if path.is_file()] if out.is_dir() else []
    # B003 and B004 are about the second input: the first one is a sound record.
    assert written == (["wcda-920001.xml"] if code in ("B003", "B004") else [])

"""Values of options and keys that mean nothing: told before anything is written, exit status 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sample_records import wilson

from tei.findings import TeiError
from tei.gather.exports.model import about_of
from tei.source import codec_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ended

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="one"><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>The boat came.</p></body></text></TEI>"""


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("date=yesterday", "G005 date cannot be 'yesterday'"),
        ("date=2026-13", "G005 date cannot be '2026-13'"),
        ("url=javascript:alert(1)", "G005 url cannot be"),
        ("licence=free", "G005 licence cannot be 'free'"),
        ("email=Ada Holm", "G005 email cannot be 'Ada Holm'"),
    ],
)
def test_a_fact_of_an_edition_that_means_nothing(
    command: Callable[..., Ended], tmp_path: Path, about: str, said: str
) -> None:
    (tmp_path / "one.xml").write_text(TEI, "utf-8")
    ended = command("export", "cmif", "one.xml", "-o", "made", "--about", about)
    assert (ended.status, said in ended.messages) == (2, True), ended.messages
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("date", ["2026", "2026-03", "2026-03-01"])
def test_a_date_of_an_edition_may_have_no_day(date: str) -> None:
    assert about_of({"date": date}).date == date


@pytest.mark.parametrize(
    ("option", "said"),
    [("--catalog", "X018 gone: there is no"), ("--records", "B004 --records gone: there is no")],
)
def test_what_a_check_is_to_read_has_to_be_there(
    command: Callable[..., Ended], tmp_path: Path, option: str, said: str
) -> None:
    (tmp_path / "one.xml").write_text(TEI, "utf-8")
    ended = command("validate", "one.xml", option, "gone")
    assert (ended.status, said in ended.messages) == (2, True), ended.all


def test_a_quiet_run_says_that_nothing_was_done(command: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "tei.toml").write_text("", "utf-8")
    ended = command("build", "-q")
    assert (ended.status, ended.messages) == (2, "tei: nothing was done: no input matched\n")


def test_one_record_of_a_folder_is_explained(command: Callable[..., Ended], tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(wilson("Dear Jon,\n\nThe boat came."), "utf-8")
    ended = command("explain", ".")
    assert (ended.status, "F005 2 files" in ended.messages) == (2, True), ended.messages


def test_a_format_without_a_stylesheet_has_no_parameters(
    command: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "one.xml").write_text(TEI, "utf-8")
    ended = command("render", "one.xml", "--to", "jsonl", "-o", "made", "--param", "notes=end")
    assert (ended.status, "R052 this format declares no parameter" in ended.messages) == (2, True), (
        ended.messages
    )


def test_a_list_is_asked_for_as_a_list(command: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "tei.toml").write_text('[output]\nformats = "tei"\n', "utf-8")
    ended = command("build")
    assert (ended.status, "output.formats: Input should be a list" in ended.messages) == (2, True), (
        ended.messages
    )


@pytest.mark.parametrize("name", ["base64", "rot13", "hex", "zlib", "undefined"])
def test_no_codec_that_is_refused_is_proposed(name: str) -> None:
    with pytest.raises(TeiError, match=f"'{name}' is not a text encoding$"):
        codec_name(name)

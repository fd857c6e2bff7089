"""Every TEI file names its schemas, and they lie where it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

import pytest
from lxml import etree
from sample_records import wilson

import tei
from tei import resources, safe_xml
from tei.encode.models import MODELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended

    Command = Callable[..., Ended]

START: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<?xml-model href="schemas/tei-record.rng" type="application/xml"'
    b' schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    b'<?xml-model href="schemas/tei-record.sch" type="application/xml"'
    b' schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
    b"<TEI "
)
NAMES: Final = ["tei-record.rng", "tei-record.sch"]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "records/a.txt"
    path.parent.mkdir()
    path.write_text(
        wilson("Dear friend,\n\nThe lamp {1} is lost.\n\n{1} Of brass.", address=ADDRESS), "utf-8"
    )
    return path


ADDRESS: Final = "https://digitalarchive.wilsoncenter.org/document/1"


def named(file: Path) -> list[str]:
    """The addresses in the instructions before the root, in their order."""
    root = safe_xml.parse_xml(file.read_bytes()).getroot()
    before = [
        node for node in root.itersiblings(preceding=True) if isinstance(node, etree._ProcessingInstruction)
    ]
    return [re.findall(r'href="([^"]*)"', node.text or "")[0] for node in reversed(before)]


def test_a_run_writes_the_schemas_that_its_files_name(command: Command, record: Path, tmp_path: Path) -> None:
    assert command("convert", record, "-o", "out/deep").status == 0
    made = tmp_path / "out/deep/wcda-1.xml"
    assert made.read_bytes().startswith(START)
    for address, name in zip(named(made), MODELS, strict=True):
        path = Path(url2pathname(urlsplit(urljoin(made.as_uri(), address)).path))
        assert path.read_bytes() == resources.schema_file(name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "out/deep/schemas").iterdir()) == NAMES


@pytest.mark.parametrize("style", ["archive", "inline-notes", "plain"])
def test_every_style_names_them(command: Command, record: Path, style: str, tmp_path: Path) -> None:
    command("convert", record, "-o", "out", "--style", style, "--ledger", "ledger.jsonl")
    assert (tmp_path / "out/wcda-1.xml").read_bytes().startswith(START)


def test_standard_output_and_the_api_say_the_same(command: Command, record: Path, tmp_path: Path) -> None:
    assert command("convert", record, "-o", "-").output.startswith(START)
    assert tei.convert(record).tei.startswith(START)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records"]


def test_a_second_run_leaves_all_alone_and_makes_what_is_gone(
    command: Command, record: Path, tmp_path: Path
) -> None:
    command("convert", record, "-o", "out")
    schema = tmp_path / "out/schemas/tei-record.rng"
    schema.unlink()
    other = (tmp_path / "out/schemas/tei-record.sch").stat().st_mtime_ns
    ended = command("convert", record, "-o", "out")
    assert "1 in = 0 converted (0 with findings) + 0 failed + 1 unchanged" in ended.messages
    assert schema.is_file()
    assert (tmp_path / "out/schemas/tei-record.sch").stat().st_mtime_ns == other


def test_a_run_without_tei_writes_none(command: Command, record: Path, tmp_path: Path) -> None:
    record.write_bytes(b"\xff\x00")
    assert command("convert", record, "-o", "out").status == 1
    assert list((tmp_path / "out").iterdir()) == []
    record.write_text("A text.\n", "utf-8")
    (tmp_path / "tei.toml").write_text('[output]\nformats = ["html"]\n')
    assert command("build").status == 0
    assert not (tmp_path / "build/schemas").exists()


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("https://example.org/schemas/", None),
        ("https://example.org/schemas", None),
        ("grammar/of records", False),
        ("grammar/of%20records", "grammar/of records"),
        ("../schemas/", None),
        (".", "."),
    ],
)
def test_a_project_says_where_they_are(
    command: Command, record: Path, tmp_path: Path, address: str, folder: str | bool | None
) -> None:
    (tmp_path / "tei.toml").write_text(f'[output]\nformats = ["tei"]\nschema = "{address}"\n')
    ended = command("build")
    if folder is False:
        assert ended.status == 2
        assert "output.schema" in ended.messages
        return
    assert ended.status == 0, ended.messages
    place = address.removesuffix("/") + "/"
    assert named(tmp_path / "build/wcda-1.xml") == [f"{place}{name}" for name in NAMES]
    found = sorted(path.relative_to(tmp_path / "build").as_posix() for path in tmp_path.rglob("tei-record.*"))
    inside = "" if folder == "." else f"{folder}/"
    assert found == ([] if folder is None else [f"{inside}{name}" for name in NAMES])


@pytest.mark.parametrize(
    "address", ["", "/usr/share/schemas/", "file:///schemas/", "a\\\\b", 'x\\"?>', "C:/x"]
)
def test_an_address_that_is_none_is_a_usage_error(
    command: Command, record: Path, tmp_path: Path, address: str
) -> None:
    (tmp_path / "tei.toml").write_text(f'[output]\nschema = "{address}"\n')
    ended = command("build")
    assert ended.status == 2
    assert "F002" in ended.messages
    assert "output.schema" in ended.messages


def test_schemas_that_cannot_be_written_are_told_and_the_records_stay(
    command: Command, record: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/schemas").write_text("a file")
    ended = command("convert", record, "-o", "out")
    assert ended.status == 1
    assert "B001" in ended.messages
    assert "1 in = 1 converted (1 with findings)" in ended.messages
    assert (tmp_path / "out/wcda-1.xml").is_file()


def test_validate_and_render_take_no_notice(command: Command, record: Path, tmp_path: Path) -> None:
    command("convert", record, "-o", "out")
    ended = command("validate", "out", "--fail-on", "warning")
    assert (ended.status, ended.output) == (0, b"")
    assert "1 validated" in ended.messages
    assert command("render", "out", "--to", "html", "--to", "pdf", "-o", "pages").status == 0
    assert b"xml-model" not in (tmp_path / "pages/wcda-1.html").read_bytes()


def test_the_page_of_explain_shows_them(command: Command, record: Path) -> None:
    page = command("explain", record, "--format", "html").output
    assert page.count(b"&lt;?xml-model href=") == 2


def test_jing_validates_by_the_schema_that_a_file_names(
    command: Command, record: Path, tmp_path: Path, jing: Callable[..., list[str]]
) -> None:
    command("convert", record, "-o", "out")
    made = tmp_path / "out/wcda-1.xml"
    assert not jing(tmp_path / "out" / named(made)[0], [safe_xml.parse_xml(made.read_bytes())])
    linter = shutil.which("xmllint")
    if linter:
        done = subprocess.run([linter, "--noout", str(made)], capture_output=True, check=False)
        assert done.returncode == 0

"""One record's way as a function: the same text gives the same TEI, however its bytes are written."""

from __future__ import annotations

import codecs
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sample_records import TEXT, wilson

import tei
from tei.encode import Settings
from tei.findings import TeiError
from tei.pipeline import Options, convert_bytes
from tei.safe_xml import parse_xml

ROOT = Path(__file__).parent.parent
PLAIN = wilson(TEXT + "\n\n水井要有人看守。不要让冰块堵住井口。\n\nDate: 9 March", Summary="Ж, é, 水")


def without_sha(data: bytes) -> bytes:
    return re.sub(rb"[0-9a-f]{64}", b"", data)


def converted(data: bytes, options: Options | None = None) -> bytes:
    result = convert_bytes(data, "in.txt", options)
    assert not result.failed, result.findings
    return without_sha(result.tei)


TWINS = {
    "byte order mark": codecs.BOM_UTF8 + PLAIN.encode(),
    "utf-16 little": codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"),
    "utf-16 big": codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
    "crlf": PLAIN.replace("\n", "\r\n").encode(),
    "cr": PLAIN.replace("\n", "\r").encode(),
    "mixed line ends": PLAIN.replace("\n\n", "\r\n\r").encode(),
    "blanks at line ends": PLAIN.replace("\n", "  \t\n").encode(),
    "no line end at the end": PLAIN.rstrip("\n").encode(),
    "blank lines before and after": f"\n\n  \n{PLAIN}\n\n\n".encode(),
}


@pytest.mark.parametrize("name", TWINS)
def test_twins_give_the_same_tei(name: str) -> None:
    assert converted(TWINS[name]) == converted(PLAIN.encode())


def test_a_named_encoding_gives_the_same_tei() -> None:
    options = Options(encoding="gb18030")
    assert converted(PLAIN.encode("gb18030"), options) == converted(PLAIN.encode())


def test_unicode_is_not_normalised() -> None:
    text = "e\u0301 é \u1100\u1161 가 \uf900 豈 ﬁ ² \u2126"
    assert text.encode() in converted(wilson(f"Signs: {text} end of them.").encode())


def test_the_result_says_what_became_of_the_record() -> None:
    result = convert_bytes(PLAIN.encode(), "some/in.txt")
    assert (result.id, result.path, result.failed) == ("wcda-920001", "some/in.txt", False)
    assert result.document is not None
    assert result.document.id == result.id
    root = parse_xml(result.tei).getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}id") == result.id
    refused = convert_bytes(b"", "in.txt")
    assert (refused.id, refused.tei, refused.failed, refused.document) == ("", b"", True, None)


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("letter.txt", "letter"),
        ("a b&c.txt", "a-b-c"),
        ("1951.txt", "r-1951"),
        ("письмо № 5.txt", "письмо---5"),
        ("电报.tar.txt", "电报.tar"),
        ("-.txt", "r--"),
    ],
)
def test_a_record_without_a_number_is_called_by_its_file(name: str, identity: str) -> None:
    result = convert_bytes(b"A letter\n\nThe boat came on Friday with the books.\n", f"folder/{name}")
    assert result.id == identity
    assert not result.failed


def test_settings_of_the_edition_stand_in_the_header_and_are_never_invented() -> None:
    settings = Settings(publisher="Holm Press", licence="https://example.org/licence", date="2026-01-31")
    tree = parse_xml(convert_bytes(PLAIN.encode(), "in.txt", Options(settings=settings)).tei)
    statement = tree.find(".//{*}publicationStmt")
    assert statement is not None
    text = "".join(str(piece) for piece in statement.itertext())
    assert "Holm Press" in text
    assert statement.find("{*}date[@when='2026-01-31']") is not None
    assert statement.find(".//{*}licence[@target='https://example.org/licence']") is not None
    bare = parse_xml(convert_bytes(PLAIN.encode(), "in.txt").tei).find(".//{*}publicationStmt")
    assert bare is not None
    assert bare.find("{*}date") is None
    assert bare.find(".//{*}licence") is None
    assert bare.find("{*}publisher") is None


def test_options_that_name_nothing_are_errors_of_usage() -> None:
    for options, code in ((Options("nope"), "F003"), (Options(encoding="nope"), "S010")):
        with pytest.raises(TeiError) as caught:
            convert_bytes(b"A letter\n", "in.txt", options)
        assert caught.value.code == code
        assert caught.value.hint


def test_the_public_functions_are_those_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_text(PLAIN, "utf-8")
    result = tei.convert(path)
    assert not result.failed
    file = tmp_path / f"{result.id}.xml"  # rule 1: the id is the name of the file
    file.write_bytes(result.tei)
    assert tei.validate(file) == []
    tree = parse_xml(result.tei)
    assert tei.validate(tree) == []
    assert tei.render(tree, to="html").data.startswith(b"<!DOCTYPE html")
    report = tei.convert(tmp_path / "gone.txt")
    assert report.failed
    assert [one.code for one in report.findings] == ["S005"]


ENVIRONMENTS = {
    "hash seed and zone": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
    "locale and other zone": {
        "PYTHONHASHSEED": "2",
        "TZ": "Pacific/Pago_Pago",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
    },
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_bytes_do_not_depend_on_the_environment(tmp_path: Path, name: str) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for case in ("zh-en-telegram-with-notes", "odd-header"):
        data = (ROOT / "tests/records/wilson-center" / case / "in.txt").read_bytes()
        (tmp_path / "records" / f"{case}.txt").write_bytes(data)
    made = []
    for folder, variables in (("records", {"PYTHONHASHSEED": "0"}), ("elsewhere", ENVIRONMENTS[name])):
        out = tmp_path / f"out-{folder}"
        code = (
            "import sys; from tei.cli import main\n"
            f"for argv in (['convert', '../records', '-o', {str(out)!r}],"
            f" ['render', {str(out)!r}, '--to', 'html', '--to', 'pdf', '-o', {str(out)!r}]):\n"
            "    sys.argv = ['tei', *argv]\n"
            "    try: main()\n"
            "    except SystemExit as end: assert end.code == 0, end.code\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
        subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path / folder, env=environment)
        made.append({file.name: file.read_bytes() for file in sorted(out.rglob("*.*"))})
    assert len(made[0]) == 9
    assert made[0] == made[1]

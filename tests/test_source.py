from __future__ import annotations

import hashlib
import os
import socket
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import source
from tei.findings import CODES, Severity, TeiError
from tei.source import MAX_BYTES, MAX_LISTED, codec_name, decode, read

BAD: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "bad/records.toml").read_text("utf-8")
)

TEXT = "Minutes of a Meeting\n\n〔1〕 Письмо к 金 선생 – für “Zoë”\t2\n   indented\nlast line"


def made(folder: Path, kind: str, data: bytes) -> Path:  # noqa: C901, PLR0912  (one case a kind)
    path = folder / "record.txt"
    match kind:
        case "file":
            path.write_bytes(data)
        case "missing":
            pass
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as end:
                # a socket's name has a limit of 108 bytes: bind it from within the folder
                here = Path.cwd()
                os.chdir(folder)
                end.bind(path.name)
                os.chdir(here)
        case "device":
            path = Path("/dev/zero")
        case "dangling":
            path.symlink_to("nowhere")
        case "loop":
            path.symlink_to(path.name)
        case "link-to-fifo":
            os.mkfifo(folder / "pipe")
            path.symlink_to("pipe")
        case "long-name":
            path = folder / ("n" * 300)
        case "null-in-name":
            path = folder / "a\0b"
        case "large":
            with path.open("wb") as file:
                file.truncate(MAX_BYTES + 1)
        case _:
            raise AssertionError(kind)
    return path


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_by_name(name: str, tmp_path: Path) -> None:
    case = BAD[name]
    data = bytes.fromhex(case.get("hex", "")) + case.get("text", "").encode(case.get("encode", "utf-8"))
    path = made(tmp_path, case.get("kind", "file"), data * case.get("times", 1))
    source, findings = read(path, case.get("encoding"))
    assert source is None
    first = findings[0]
    assert first.code == case["code"]
    assert first.severity is Severity.ERROR
    assert first.hint
    assert case.get("says", "") in first.message
    for part in ("line", "column"):
        if part in case:
            assert getattr(first.where, part) == case[part]


def test_every_code_of_the_stage_has_a_bad_input() -> None:
    warned = {"S007", "S010"}  # no refusal; usage: both tested below
    warned |= {f"S02{digit}" for digit in range(5)}  # of tables: tests/bad/tables.toml
    assert {case["code"] for case in BAD.values()} == {code for code in CODES if code[0] == "S"} - warned


def test_signs_that_only_look_like_another_file() -> None:
    for text in (
        "<b>Memo</b>",
        "< see page 2 >",
        "<htmlish",
        "PK was here",
        "BZh",
        "ID3",
        "%PD",
        "MZ",
        "II*",
    ):
        source, findings = decode(text.encode(), "r.txt")
        assert source is not None, text
        assert source.lines[0].text == text
        assert not findings


@pytest.mark.parametrize(
    ("twin", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "utf-32-le"),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (TEXT.replace("\n", "\r\n", 1).replace("\n   ", "\r   ").encode(), "utf-8"),
        (TEXT.replace("\n", " \t\n").encode(), "utf-8"),
        ((TEXT + "\n").encode(), "utf-8"),
        ((TEXT + "\r\n").encode(), "utf-8"),
    ],
)
def test_twins_give_the_same_lines(twin: bytes, encoding: str) -> None:
    source, findings = decode(twin, "r.txt")
    assert not findings
    assert source is not None
    assert [line.text for line in source.lines] == TEXT.split("\n")
    assert [line.number for line in source.lines] == [1, 2, 3, 4, 5]
    assert source.encoding == encoding
    assert source.sha256 == hashlib.sha256(twin).hexdigest()


@pytest.mark.parametrize(
    "codec", ["gb18030", "big5", "koi8-r", "shift_jis", "utf-16-le", "utf-16-be", "UTF8"]
)
def test_a_named_encoding_is_used(codec: str) -> None:
    text = "Letter\nto Mr 中" if codec != "koi8-r" else "Letter\nПисьмо"
    source, _ = decode(text.encode(codec), "r.txt", codec)
    assert source is not None
    assert [line.text for line in source.lines] == text.split("\n")
    assert source.encoding == codec_name(codec)


def test_a_mark_that_agrees_with_the_named_encoding_is_dropped() -> None:
    for codec, data in (
        ("utf-8", b"\xef\xbb\xbfA"),
        ("utf-8-sig", b"\xef\xbb\xbfA"),
        ("utf-16", b"\xfe\xff\0A"),
        ("utf-16-le", b"\xff\xfeA\0"),
        ("utf-32", b"\xff\xfe\0\0A\0\0\0"),
        ("gb18030", "\ufeffA".encode("gb18030")),
    ):
        source, _ = decode(data, "r.txt", codec)
        assert source is not None, codec
        assert source.lines[0].text == "A"


@pytest.mark.parametrize(
    "name",
    [
        "gb18003",
        "latin",
        "hex",
        "base64",
        "rot13",
        "zip",
        "idna",
        "unicode_escape",
        "",
        "a\0b",
        "é",
        "\udcff",
    ],
)
def test_an_encoding_that_is_none_is_a_usage_error(name: str, tmp_path: Path) -> None:
    if name == "latin":
        assert codec_name(name) == "iso8859-1"
        return
    with pytest.raises(TeiError) as caught:
        read(tmp_path / "any.txt", name)
    assert caught.value.code == "S010"
    assert caught.value.hint


def test_close_names_are_offered() -> None:
    with pytest.raises(TeiError, match=r"did you mean .*gb18030"):
        codec_name("gb18003")


def test_nothing_is_normalised() -> None:
    text = "\uf900 e\u0301 \ufa0e \u2028 \x85 \u00a0 \u3000 ﬁ １２ \u200f\u00ad"
    source, _ = decode(text.encode(), "r.txt")
    assert source is not None
    assert [line.text for line in source.lines] == [text]


def test_illegal_characters_are_listed_up_to_the_limit() -> None:
    _, findings = decode(b"ok\n" + b"\x01" * (MAX_LISTED + 3), "r.txt")
    assert len(findings) == MAX_LISTED + 1
    assert [f.where.column for f in findings[:-1]] == list(range(1, MAX_LISTED + 1))
    assert "3 more" in findings[-1].message


def test_utf16_without_a_mark_gets_the_right_advice() -> None:
    _, findings = decode("Record".encode("utf-16-le"), "r.txt")
    assert "--encoding utf-16-le" in findings[0].hint


def test_traces_of_an_earlier_wrong_decoding_are_a_warning() -> None:
    source, findings = decode("fine\nThe Chairman\x92s \ufffd".encode(), "r.txt")
    assert source is not None
    assert [(f.code, f.severity, f.where.line, f.where.column) for f in findings] == [
        ("S007", Severity.WARNING, 2, 13)
    ]
    assert "2 characters" in findings[0].message


def test_a_hostile_name_is_shown_harmless(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\n\x1b[31m\xff.txt"))
    path.write_text("text", "utf-8")
    source, _ = read(path)
    assert source is not None
    assert source.path.endswith(r"/a\n\x1b[31m\udcff.txt")
    path.write_bytes(b"")
    _, findings = read(path)
    assert findings[0].where.path == source.path


def test_an_unreadable_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.txt"
    path.write_text("text", "utf-8")

    def refuse(*arguments: object) -> None:  # what the system does to a user who is not root
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    source, findings = read(path)
    assert source is None
    assert [(f.code, f.message) for f in findings] == [("S005", "cannot be read: Permission denied")]


def test_the_limit_holds_for_standard_input() -> None:
    source, findings = decode(bytes(MAX_BYTES + 1), "-")
    assert source is None
    assert [f.code for f in findings] == ["S006"]


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "gb18030", "utf-7", "iso2022_jp", "hz", "utf-16"]),
)
def test_bytes_never_raise_and_never_pass_in_silence(data: bytes, encoding: str | None) -> None:
    source, findings = decode(data, "r.txt", encoding)
    assert (source is None) == any(f.severity is Severity.ERROR for f in findings)
    if source and encoding is None:
        kept = "".join("".join(line.text.split()) for line in source.lines)
        assert kept == "".join(data.decode(source.encoding).removeprefix("\ufeff").split())


LEGAL = st.characters(exclude_categories=["Cs"]).filter(lambda c: c >= " " and c not in "\ufffe\uffff")


@given(
    st.lists(st.text(LEGAL).map(lambda line: line.rstrip(" \t")), min_size=1),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_text_round_trips(lines: list[str], end: str) -> None:
    lines = ["A", *lines, "Z"]
    source, _ = decode(end.join(lines).encode(), "r.txt")
    assert source is not None
    assert [line.text for line in source.lines] == lines


SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared records are not beside the project")
def test_every_shared_record_is_read_whole() -> None:
    paths = sorted([*(SHARED / "records").glob("*.txt"), *(SHARED / "gold").glob("*.txt")])
    assert paths
    for path in paths:
        source, findings = read(path)
        assert not findings, path
        assert source is not None
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        assert [line.text.split() for line in source.lines] == [
            line.split() for line in text.removesuffix("\n").split("\n")
        ]


def test_odd_characters_are_looked_for_at_once() -> None:
    every = "".join(map(chr, range(0x110000)))
    odd = {*source.ILLEGAL.findall(every), *source._DOUBTFUL.findall(every)}
    assert set(source._EITHER.findall(every)) == odd


def test_a_file_that_does_not_tell_its_size_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "record.txt"
    path.write_text("The harbour is closed.\nIt opens in May.\n", "utf-8")
    told = os.stat_result((*path.stat()[:6], 0, *path.stat()[7:]))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: told)
    text, _ = source.read(path)
    assert text is not None
    assert [line.text for line in text.lines] == ["The harbour is closed.", "It opens in May."]

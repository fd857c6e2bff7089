from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei import output
from tei.findings import TeiError
from tei.output import (
    MAX_NAME_BYTES,
    GrowingFile,
    name_key,
    output_name,
    prepare_output_folder,
    take_away,
    write_atomic,
)

ROOT = Path(__file__).parent.parent


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    assert write_atomic(path, b"one")
    assert write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["a.xml"]


def test_the_same_bytes_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    write_atomic(path, b"one")
    os.utime(path, (1, 1))
    assert not write_atomic(path, b"one")
    assert path.stat().st_mtime == 1


def test_the_mode_is_that_of_any_new_file(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.xml", b"x")
    (tmp_path / "b.xml").write_bytes(b"x")
    assert (tmp_path / "a.xml").stat().st_mode == (tmp_path / "b.xml").stat().st_mode


def test_a_link_is_replaced_not_written_through(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(b"x")
    link = tmp_path / "a.xml"
    link.symlink_to(target)
    assert write_atomic(link, b"x")
    assert write_atomic(link, b"new")
    assert not link.is_symlink()
    assert target.read_bytes() == b"x"


@pytest.mark.parametrize("step", ["os.open", "os.fsync", "Path.replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xml"
    write_atomic(path, b"old")

    def full(*arguments: object, **more: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    owner, name = step.split(".")
    with monkeypatch.context() as patch:
        patch.setattr({"os": os, "Path": Path}[owner], name, full)
        with pytest.raises(TeiError) as caught:
            write_atomic(path, b"new")
    assert caught.value.code == "B002"
    assert str(path) in caught.value.message
    assert "No space left" in caught.value.message
    assert "disk is full" in caught.value.hint
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.xml"]


def test_an_interruption_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "a.xml", b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["folder", "missing/a.xml", "n" * 300, "a\0b"])
def test_a_place_that_cannot_be_written_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(TeiError) as caught:
        write_atomic(tmp_path / name, b"x")
    assert caught.value.code == "B002"
    assert caught.value.hint
    assert names(tmp_path) == ["folder"]


def test_an_output_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    folder = tmp_path / "a/b"
    prepare_output_folder(folder)
    prepare_output_folder(folder)
    assert names(folder) == []


@pytest.mark.parametrize("name", ["file", "file/below", "dangling", "a\0b", "n" * 300])
def test_a_folder_that_cannot_be_used_is_refused_before_work(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "dangling").symlink_to(tmp_path / "no" / "where")
    with pytest.raises(TeiError) as caught:
        prepare_output_folder(tmp_path / name)
    assert caught.value.code == "B001"


def test_a_read_only_folder_is_refused_before_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(TeiError, match="Read-only") as caught:
        prepare_output_folder(tmp_path)
    assert "name another folder" in caught.value.hint


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    script = (
        "import os, signal, pathlib; from tei import output\n"
        "output.os.fsync = lambda d: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"output.write_atomic(pathlib.Path({str(tmp_path)!r}) / 'a.xml', b'half')\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert killed.returncode == -9
    (left,) = names(tmp_path)
    assert left.startswith(".tei-")
    prepare_output_folder(tmp_path)
    assert names(tmp_path) == []


def test_only_our_own_left_overs_are_swept(tmp_path: Path) -> None:
    living = [
        f".tei-{os.getppid()}-0123abcd-1.tmp",  # of a process that runs
        output._temporary(tmp_path).name,  # of this one
        ".tei-x-0123abcd-1.tmp",
        ".tei-1-0123abcd-1.tmp.txt",
        ".tei-0-0123abcd-1.tmp",
        ".other.tmp",
    ]
    dead = [
        ".tei-4194999-0123abcd-1.tmp",
        ".tei-9999999999-0123abcd-1.tmp",
        f".tei-{os.getpid()}-00000000-7.tmp",
    ]
    for name in living + dead:
        (tmp_path / name).write_bytes(b"x")
    prepare_output_folder(tmp_path)
    assert names(tmp_path) == sorted(living)


def test_what_an_ended_process_left_is_swept_though_nobody_asked_how_it_ended(tmp_path: Path) -> None:
    """In a container without an init process nobody ever does."""
    ended = subprocess.Popen(["true"])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    (tmp_path / f".tei-{ended.pid}-0123abcd-1.tmp").write_bytes(b"x")
    prepare_output_folder(tmp_path)
    assert names(tmp_path) == []
    ended.wait()


@pytest.mark.parametrize("identifier", ["wcda-114210", "a.b_c-1", "記錄-7", "Письмо.1", "é", "हिन्दी"])
def test_a_safe_id_is_the_file_name(identifier: str) -> None:
    assert output_name(identifier, ".xml") == f"{identifier}.xml"


@pytest.mark.parametrize(
    ("identifier", "begins"),
    [
        ("../../etc/passwd", "_.._.._etc_passwd-"),
        ("-rf", "_-rf-"),
        (".hidden", "_.hidden-"),
        ("CON", "_CON-"),
        ("com1.old", "_com1.old-"),
        ("", "_-"),
        ("a b\n", "a_b_-"),
        ("e\u0301", "é-"),
        ("\udcff", "_-"),
        ("\u202egnp", "_gnp-"),
    ],
)
def test_an_unsafe_id_is_changed_and_told_apart(identifier: str, begins: str) -> None:
    name = output_name(identifier, ".xml")
    assert name.startswith(begins)
    assert len(name) == len(begins) + 8 + len(".xml")


def test_a_long_id_is_cut_between_characters() -> None:
    first, second = (output_name("中" * 100 + end, ".html") for end in "ab")
    assert first != second
    assert 190 < len(first.encode()) <= MAX_NAME_BYTES
    assert first.startswith("中" * 50)


def test_names_that_some_file_systems_confuse_have_one_key() -> None:
    assert name_key("É.xml") == name_key("e\u0301.XML")
    assert name_key("a.xml") != name_key("b.xml")


@given(st.text(), st.sampled_from([".xml", ".html", ".pdf"]))
def test_every_name_is_safe(identifier: str, suffix: str) -> None:
    name = output_name(identifier, suffix)
    assert 0 < len(name.encode()) <= MAX_NAME_BYTES
    assert name[0] not in ".-"
    assert name.endswith(suffix)
    assert Path(name).name == name
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t ')
    assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


# --- files that grow ----------------------------------------------------------------------------


def grown(path: Path, *pieces: bytes) -> bool:
    with GrowingFile(path) as file:
        for piece in pieces:
            file.write(piece)
        return file.finish()


def test_a_growing_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with GrowingFile(path) as file:
        file.write(b"one\n" * 100_000)
        assert not path.exists()
        assert file.finish()
    assert path.read_bytes() == b"one\n" * 100_000
    assert names(tmp_path) == ["a.jsonl"]
    os.utime(path, (1, 1))
    assert not grown(path, b"one\n" * 50_000, b"one\n" * 50_000)
    assert path.stat().st_mtime == 1
    assert grown(path, b"two")
    assert (path.read_bytes(), names(tmp_path)) == (b"two", ["a.jsonl"])


def test_a_growing_file_that_is_not_finished_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")
    with GrowingFile(path) as file:
        file.write(b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.jsonl"])


def test_a_growing_file_replaces_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(b"x")
    link = tmp_path / "a.jsonl"
    link.symlink_to(target)
    assert grown(link, b"x")
    assert not link.is_symlink()
    assert target.read_bytes() == b"x"


def test_a_growing_file_tells_at_the_end_what_the_disk_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TeiError) as caught:
        grown(path, b"new")
    assert caught.value.code == "B002"
    assert "disk is full" in caught.value.hint
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a.jsonl"])


def test_a_growing_file_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(TeiError) as caught:
        grown(tmp_path / "gone/a.jsonl", b"new")
    assert caught.value.code == "B002"


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root makes devices, and could replace one")
    null = tmp_path / "null"  # a copy of it, not the machine's own
    os.mknod(null, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
    assert write_atomic(null, b"<TEI/>")
    assert null.is_char_device()


def test_a_file_goes_with_the_folders_that_hold_nothing_then(tmp_path: Path) -> None:
    file = tmp_path / "out" / "a" / "b" / "one"
    file.parent.mkdir(parents=True)
    file.write_text("x", "utf-8")
    beside = tmp_path / "out" / "a" / "two"
    beside.write_text("y", "utf-8")
    take_away(file, tmp_path / "out")
    assert not file.parent.exists()
    assert beside.is_file()
    take_away(beside, tmp_path / "out")
    assert (tmp_path / "out").is_dir()
    assert not beside.parent.exists()
    take_away(beside, tmp_path / "out")

"""What is promised about the system around the program: network, files, full and read-only disks, names, order.

The numbers are those of docs/guarantees.md. What a machine does not allow (strace, mounts, another user) is skipped there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bad_inputs import GOOD
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
TEI = [sys.executable, "-m", "tei"]


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@cache
def works(*command: str) -> bool:
    """Whether the machine lets us run a command."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def needs(*command: str) -> None:
    if not works(*command):
        pytest.skip(f"this machine does not allow {' '.join(command)}")


def tree_hash(folder: Path) -> str:
    """A digest of the sorted names and contents of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(
                f"{path.relative_to(folder)}\0".encode("utf-8", "surrogateescape") + path.read_bytes()
            )
    return digest.hexdigest()


def records(folder: Path, number: int = 4) -> Path:
    folder.mkdir(parents=True)
    for one in range(number):
        (folder / f"ferry-{one}.txt").write_text(GOOD.replace("seven", f"{one + 1} o'clock"), "utf-8")
    return folder


def whole(folder: Path) -> set[str]:
    """The documents of a folder, each of which can be read; nothing else lies there but the schemas."""
    names = set()
    for path in folder.iterdir():
        assert not path.name.endswith(".tmp"), path
        if path.suffix == ".xml":
            etree.parse(path)
            names.add(path.name)
    return names


# --- 7 and 9: network, and where files are written ------------------------------------------------


def test_no_address_is_asked_for_and_the_outputs_are_the_same_without_a_network(tmp_path: Path) -> None:
    needs("strace", "-V")
    records(tmp_path / "in")
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-o", str(trace), "-e", "trace=connect,sendto"]
    assert not run(*strace, *TEI, "convert", "in", "-o", "a", cwd=tmp_path).returncode
    assert not run(
        *strace, "-A", *TEI, "render", "a", "--to", "html", "--to", "pdf", "-o", "a", cwd=tmp_path
    ).returncode
    asked = re.findall(r"(?:connect|sendto)\([^{]*\{sa_family=(AF_\w+)", trace.read_text())
    assert set(asked) <= {"AF_UNIX"}
    needs("unshare", "-n", "true")
    for command in (["convert", "in", "-o", "b"], ["render", "b", "--to", "html", "--to", "pdf", "-o", "b"]):
        assert not run("unshare", "-n", *TEI, *command, cwd=tmp_path).returncode
    assert tree_hash(tmp_path / "a") == tree_hash(tmp_path / "b")


def test_files_are_written_in_the_output_folder_alone(tmp_path: Path) -> None:
    needs("strace", "-V")
    records(tmp_path / "in")
    trace, out = tmp_path / "trace", tmp_path / "out"
    calls = "trace=openat,open,creat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate"
    for command in (
        ["convert", str(tmp_path / "in"), "-o", str(out)],
        ["render", str(out), "--to", "html", "-o", str(out)],
    ):
        done = run("strace", "-f", "-A", "-o", str(trace), "-e", calls, *TEI, *command, cwd=tmp_path)
        assert not done.returncode, done.stderr
    written = []
    for line in trace.read_text("utf-8", "replace").split("\n"):
        if re.search(r"\bopen(?:at)?\(", line) and not re.search(r"O_(?:WRONLY|RDWR|CREAT)", line):
            continue
        written += re.findall(r'"([^"]*)"', line)
    assert len(written) > 10
    inside = (str(out), "/dev/null", "/tmp/tei-", "/dev/tty")  # noqa: S108  (what is looked for, not used)
    assert [path for path in written if not path.startswith(inside)] == []


# --- 10, 11 and 35: names and things that are no files --------------------------------------------

NAMES = (
    "CON.txt", "nul.txt", "aux.tar.txt", "LPT1.txt", ".hidden.txt", "..txt", "-rf.txt", "--help.txt", " .txt",
    "a b.txt", "trailing..txt", "quote\"'`$(x).txt", "semi;colon|pipe&.txt", "new\nline.txt", "\x1b[31mred.txt",
    "a\\b.txt", "c:d.txt", "<b>.txt", "%2e%2e%2fup.txt", "~.txt", "*.txt", "#.txt", "\u202egnp.txt", "\u200b.txt",
    "Ferry.txt", "ferry.txt", "FERRY.txt", "caf\u00e9.txt", "cafe\u0301.txt", "\ufb01le.txt", "stra\u00dfe.txt",
    "strasse.txt", "渡" * 80 + ".txt", "x" * 240 + ".txt", "x" * 241 + ".txt", "🏴" * 50 + ".txt", "=1+1.txt", "1.txt",
)  # fmt: skip


def test_every_hostile_name_has_a_safe_file_of_its_own_or_is_told(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in NAMES:
        (source / name).write_text(GOOD, "utf-8")
    (source / os.fsdecode(b"not-utf-8-\xff.txt")).write_text(GOOD, "utf-8")
    done = run(*TEI, "convert", "in", "-o", "out", cwd=tmp_path)
    made = [path.name for path in (tmp_path / "out").glob("*.xml")]
    keys = [unicodedata.normalize("NFC", name.casefold()) for name in made]
    assert len(set(keys)) == len(keys)
    for name in made:
        assert len(name.encode()) <= 255
        assert not name.startswith((".", "-"))
        assert not re.match(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", name)
        assert not re.search(r'[\x00-\x1f<>:"/\\|?*]', name)
    told = len(re.findall(r"error: B003", done.stderr))
    assert len(made) + told == len(NAMES) + 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.stderr)


@pytest.mark.parametrize(
    "names",
    [("Ferry.txt", "ferry.txt"), ("caf\u00e9.txt", "cafe\u0301.txt"), ("stra\u00dfe.txt", "STRASSE.txt")],
    ids=["case", "form", "sharp-s"],
)
def test_twins_of_names_are_two_files_or_one_is_told_in_either_order(
    names: Sequence[str], tmp_path: Path
) -> None:
    for name in names:
        (tmp_path / name).write_text(GOOD, "utf-8")
    for number, order in enumerate((names, names[::-1])):
        done = run(*TEI, "convert", *order, "-o", f"out{number}", cwd=tmp_path)
        made = list((tmp_path / f"out{number}").glob("*.xml"))
        assert (len(made), done.returncode, "B003" in done.stderr) in ((2, 0, False), (1, 1, True))
    assert tree_hash(tmp_path / "out0") == tree_hash(tmp_path / "out1")


def test_what_is_no_file_is_told_and_the_others_are_converted(tmp_path: Path) -> None:
    source = records(tmp_path / "in", 1)
    os.mkfifo(source / "pipe.txt")
    (source / "loop.txt").symlink_to("loop.txt")
    (source / "gone.txt").symlink_to("nowhere")
    (source / "tty.txt").symlink_to("/dev/zero")
    (source / "around").symlink_to(".")
    (source / "folder.txt").mkdir()
    done = run(*TEI, "convert", "in", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    for name in ("pipe", "loop", "gone", "tty"):
        assert f"in/{name}.txt: error: S005 " in done.stderr
    assert whole(tmp_path / "out") == {"ferry-0.xml"}


def linked(tmp_path: Path) -> Path:
    """A project in which one record is a link out of it, one a link to another of its files, one a pipe, one is gone."""
    project = tmp_path / "project"
    source = records(project / "records", 2)
    (tmp_path / "secret.txt").write_text(GOOD.replace("seven", "TOPSECRET"), "utf-8")
    (project / "elsewhere.txt").write_text(GOOD.replace("seven", "nine"), "utf-8")
    (source / "out.txt").symlink_to("../../secret.txt")
    (source / "in.txt").symlink_to("../elsewhere.txt")
    (source / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(source / "pipe.txt")
    (project / "tei.toml").write_text('[input]\nrecords = "records/*.txt"\n', "utf-8")
    return project


def test_a_link_out_of_the_folder_that_is_searched_is_told_and_not_followed(tmp_path: Path) -> None:
    project = linked(tmp_path)
    built = run(*TEI, "build", str(project), cwd=tmp_path)
    converted = run(*TEI, "convert", str(project / "records"), "-o", "out", cwd=tmp_path)
    for done, out, more in (
        (built, project / "build", {"in.xml"}),
        (converted, tmp_path / "out", set()),  # here nothing but the folder of the records is named
    ):
        assert done.returncode == 1
        assert re.search(r"records/out\.txt: error: S005 is a link that leads out of the folder", done.stderr)
        for name in ("gone", "pipe"):
            assert f"records/{name}.txt: error: S005 " in done.stderr
        assert whole(out) == {"ferry-0.xml", "ferry-1.xml", *more}
        assert not any("TOPSECRET" in path.read_text("utf-8") for path in out.glob("*.xml"))
    named = run(*TEI, "convert", str(project / "records/out.txt"), "-o", "named", cwd=tmp_path)
    assert (named.returncode, whole(tmp_path / "named")) == (0, {"out.xml"})


def test_the_folder_of_the_records_may_be_a_link_itself(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "records").symlink_to(records(tmp_path / "archive", 2))
    (project / "tei.toml").write_text('[input]\nrecords = "records/*.txt"\n', "utf-8")
    assert run(*TEI, "build", str(project), cwd=tmp_path).returncode == 0
    assert run(*TEI, "convert", str(project / "records"), "-o", "out", cwd=tmp_path).returncode == 0
    assert whole(project / "build") == whole(tmp_path / "out") == {"ferry-0.xml", "ferry-1.xml"}


# --- 22 to 25: disks --------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    needs("unshare", "-m", "true")
    if not works("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)):
        pytest.skip("this machine does not allow mounts")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_and_leaves_whole_files(small_disk: Path, tmp_path: Path) -> None:
    source = records(tmp_path / "in", 60)
    before = tree_hash(source)
    (small_disk / "filling").write_bytes(bytes(150_000))
    done = run(*TEI, "convert", "in", "-o", str(small_disk / "out"), cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(r"error: B002 .*No space left on device", done.stderr)
    assert "the disk is full" in done.stderr
    there = whole(small_disk / "out")
    assert 0 < len(there) < 60
    (small_disk / "filling").unlink()
    assert tree_hash(source) == before


@pytest.mark.parametrize(
    ("call", "error", "at"),
    [
        ("fsync", "ENOSPC", 2),
        ("fsync", "EIO", 4),
        ("fsync", "ENOSPC", 6),
        ("rename", "ENOSPC", 1),
        ("rename", "EIO", 3),
    ],
)
def test_a_disk_that_refuses_is_told_and_leaves_whole_files(
    call: str, error: str, at: int, tmp_path: Path
) -> None:
    needs("strace", "-V")
    records(tmp_path / "in")
    inject = f"inject={call}:error={error}:when={at}"
    done = run(
        "strace", "-f", "-o", "/dev/null", "-e", inject, *TEI, "convert", "in", "-o", "out", cwd=tmp_path
    )
    assert done.returncode in (1, 2)
    assert re.search(r"error: B00[12] ", done.stderr)
    whole(tmp_path / "out")
    assert not run(*TEI, "convert", "in", "-o", "out", cwd=tmp_path).returncode
    run(*TEI, "convert", "in", "-o", "clean", cwd=tmp_path)
    assert tree_hash(tmp_path / "out") == tree_hash(tmp_path / "clean")


def test_a_read_only_disk_is_told_before_any_work(small_disk: Path, tmp_path: Path) -> None:
    records(tmp_path / "in", 2)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run(*TEI, "convert", "in", "-o", str(small_disk / "out"), cwd=tmp_path)
    assert done.returncode == 2
    assert "error: B001 " in done.stderr
    assert "ferry-0" not in done.stderr


def test_nothing_but_the_output_folder_has_to_be_writable(tmp_path: Path) -> None:
    needs("setpriv", "--reuid=65534", "--clear-groups", "true")
    again = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import tei'], check=True)"
    needs("setpriv", "--reuid=65534", "--clear-groups", sys.executable, "-c", again)
    place = tmp_path
    while place != Path(place.anchor):  # the other user has to come through
        if not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
        place = place.parent
    source, out = records(tmp_path / "in"), tmp_path / "out"
    out.mkdir()
    out.chmod(0o777)
    source.chmod(0o555)
    as_nobody = ["setpriv", "--reuid=65534", "--clear-groups"]
    for command in (
        ["convert", str(source), "-o", str(out)],
        ["render", str(out), "--to", "html", "--to", "pdf", "-o", str(out)],
    ):
        done = run(*as_nobody, *TEI, *command, cwd=source, HOME=str(source))
        assert not done.returncode, done.stderr
    assert len(list(out.glob("*.pdf"))) == 4
    refused = run(*as_nobody, *TEI, "convert", str(source), "-o", str(source / "out"), cwd=source)
    assert (refused.returncode, "error: B001 " in refused.stderr) == (2, True)


# --- 34: determinism --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Etc/GMT+12"},
        {"PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "TZ": "Etc/GMT-12"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONUTF8": "0"},
    ],
    ids=["C", "Turkish", "Chinese"],
)
def test_the_tree_is_the_same_wherever_and_in_whatever_order(
    environment: dict[str, str], tmp_path: Path
) -> None:
    first, other = tmp_path / "one", tmp_path / "an other\u4e2d place"
    records(first / "in", 6)
    names = [path.name for path in sorted((first / "in").iterdir())]
    (other / "in").mkdir(parents=True)
    for name in reversed(names):  # written in another order, and dated otherwise
        shutil.copyfile(first / "in" / name, other / "in" / name)
        os.utime(other / "in" / name, (1, 1))
    run(*TEI, "convert", "in", "-o", "out", cwd=first, PYTHONHASHSEED="0")
    files = [f"in/{name}" for name in (*names[3:], *names[:3])]
    done = run(*TEI, "convert", *files, "-o", "out", cwd=other, **environment)
    assert not done.returncode, done.stderr
    assert tree_hash(first / "out") == tree_hash(other / "out")

"""`tei serve` as a process, asked by an HTTP client."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei.serving.edition import Edition, State
from tei.serving.pages import served
from tei.serving.server import located
from tei.serving.watching import concerns

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "examples" / "records" / "veresov-letter.txt"


class Served:
    """A server that runs, and what it answers."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def get(
        self, path: str, *, host: str = "", method: str = "GET"
    ) -> tuple[int, str, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, answer.read().decode("utf-8", "replace"), answer.headers
        connection.close()
        return found

    def made(self) -> int:
        match = re.search(r'data-made="(\d+)"', self.get("/_tei/")[1])
        assert match
        return int(match[1])

    def until_made(self, more_than: int) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.made() > more_than:
                return
            time.sleep(0.1)
        pytest.fail("the edition was not made anew within a minute")


@contextmanager
def serving(place: Path) -> Iterator[Served]:
    command = [sys.executable, "-m", "tei", "serve", str(place), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        match = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
        assert match
        yield Served(process, int(match[1]))
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    shutil.copy(RECORD, tmp_path / "records")
    (tmp_path / "tei.toml").write_text(
        '[output]\nformats = ["tei", "html"]\n[xslt]\nhtml = "my.xsl"\n', "utf-8"
    )
    (tmp_path / "my.xsl").write_text(STYLESHEET, "utf-8")
    return tmp_path


STYLESHEET = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:import href="tei:html.xsl"/></xsl:stylesheet>'
)


def test_an_edition_is_built_shown_and_made_anew(project: Path) -> None:
    with serving(project) as edition:
        edition.until_made(0)
        status, start, _ = edition.get("/")
        assert (status, "wcda-900002.html" in start) == (200, True)
        status, page, headers = edition.get("/wcda-900002.html")
        assert status == 200
        assert '<script src="/_tei/reload.js"' in page
        assert "http-equiv" not in page.replace('http-equiv="Content-Type"', "")
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert b"_tei" not in (project / "build" / "wcda-900002.html").read_bytes()
        # A worker has the policy of its own file: with one that forbids WebAssembly no search works.
        assert "Content-Security-Policy" not in edition.get("/assets/edition.js")[2]

        before = edition.made()
        (project / "my.xsl").write_text(STYLESHEET.replace("</xsl:s", "<b</xsl:s"), "utf-8")
        edition.until_made(before)
        _, page, _ = edition.get("/wcda-900002.html")
        assert 'role="alert"' in page
        assert "my.xsl" in page
        assert "&lt;" in edition.get("/_tei/")[1] or "<b<" not in page

        before = edition.made()
        (project / "my.xsl").write_text(STYLESHEET, "utf-8")
        edition.until_made(before)
        assert 'role="alert"' not in edition.get("/wcda-900002.html")[1]


def test_the_address_shows_the_site_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "a.txt").write_text("A.", "utf-8")
    with serving(tmp_path) as edition:
        status, start, _ = edition.get("/")
        assert (status, "a.txt" in start) == (200, True), "a folder without a site is listed"
        (tmp_path / "site/index.html").write_text("<p>Letters</p>", "utf-8")
        status, _, headers = edition.get("/")
        assert (status, headers["Location"]) == (302, "/site/")
        assert "Letters" in edition.get("/site/")[1]
        assert "a.txt" in edition.get("/?files")[1]
        (tmp_path / "index.html").write_text("<p>Start</p>", "utf-8")
        assert "Start" in edition.get("/")[1], "a start page of one's own comes first"


def test_ctrl_c_ends_it_at_once_while_it_builds_and_while_somebody_listens(project: Path) -> None:
    with serving(project) as edition:
        listener = http.client.HTTPConnection("127.0.0.1", edition.port, timeout=60)
        listener.request("GET", "/_tei/events")
        answer = listener.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert answer.readline() == b"event: made\n"
        edition.process.send_signal(signal.SIGINT)
        assert edition.process.wait(30) == 130
        listener.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    top = tmp_path_factory.mktemp("served")
    (top / "secret.txt").write_text("TOPSECRET", "utf-8")
    site = top / "site"
    (site / "sub").mkdir(parents=True)
    (site / "sub" / "index.html").write_text("<p>no body element</p>", "utf-8")
    (site / "a.wasm").write_bytes(b"\0asm")
    (site / "a.xml").write_text("<TEI/>", "utf-8")
    (site / ".hidden").write_text("TOPSECRET", "utf-8")
    (site / "out").symlink_to(top / "secret.txt")
    os.mkfifo(site / "pipe")
    with serving(site) as edition:
        yield site, edition


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/sub/../../secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt",
        "//../secret.txt", "/out", "/.hidden", "/sub/%00", "/..%5csecret.txt", "/pipe", "/nothing", "/%ff",
    ],
)  # fmt: skip
def test_nothing_outside_of_the_folder_and_nothing_hidden_is_served(
    path: str, folder: tuple[Path, Served]
) -> None:
    status, body, _ = folder[1].get(path)
    assert status == 404
    assert "TOPSECRET" not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{}", "127.0.0.1", "127.0.0.1.evil.example:{}"]
)
def test_a_request_by_another_name_is_refused(host: str, folder: tuple[Path, Served]) -> None:
    edition = folder[1]
    for path in ("/sub/", "/_tei/events", "/_tei/"):
        assert edition.get(path, host=host.format(edition.port))[0] == 421
    assert edition.get("/sub/", host=f"localhost:{edition.port}")[0] == 200


def test_files_have_their_types_and_folders_their_slash(folder: tuple[Path, Served]) -> None:
    edition = folder[1]
    assert edition.get("/a.wasm")[2]["Content-Type"] == "application/wasm"
    assert edition.get("/a.xml")[2]["Content-Type"] == "application/xml"
    status, _, headers = edition.get("/sub")
    assert (status, headers["Location"]) == (301, "/sub/")
    status, page, _ = edition.get("/sub/")
    assert (status, "reload.js" in page) == (200, True)
    assert edition.get("//evil.example/%2e%2e")[0] == 404
    assert edition.get("/sub/", method="POST")[0] == 501
    status, body, headers = edition.get("/sub/", method="HEAD")
    assert (status, body, int(headers["Content-Length"]) > 0) == (200, "", True)


def test_a_folder_that_changes_is_shown_again(folder: tuple[Path, Served]) -> None:
    site, edition = folder
    edition.until_made(0)
    before = edition.made()
    (site / "sub" / "index.html").write_text("<p>changed</p>", "utf-8")
    edition.until_made(before)


def test_a_port_that_is_taken_is_told(folder: tuple[Path, Served]) -> None:
    command = [sys.executable, "-m", "tei", "serve", str(folder[0]), "--port", str(folder[1].port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "F040" in done.stderr


def test_what_a_build_says_is_text_and_a_policy_is_kept() -> None:
    page = (
        b'<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        b"script-src 'self' 'wasm-unsafe-eval'; img-src data:\"></head><body class=\"a\">x</body></html>"
    )
    made, policy = served(page, State(3, "<script>alert(1)</script>", failed=True))
    assert b"&lt;script&gt;alert(1)" in made
    assert b"<script>alert" not in made
    assert b"http-equiv" not in made
    assert policy == (
        "default-src 'none'; script-src 'wasm-unsafe-eval' 'self'; img-src data:; connect-src 'self'; style-src 'self'"
    )
    assert (
        made.index(b'class="a">')
        < made.index(b"alert(1)")
        < made.index(b"reload.js")
        < made.index(b"</body>")
    )


def test_a_file_that_the_messages_go_to_is_no_source(tmp_path: Path) -> None:
    said, code = (
        tmp_path / "said.txt",
        (
            "import sys; from pathlib import Path; from tei.serving.edition import Edition; "
            "from tei.serving.watching import concerns; top = Path(sys.argv[1]); edition = Edition(top / 'build', top / 'tei.toml'); "
            "print([concerns(top / name, top, edition) for name in ('said.txt', 'other.txt', 'gone.txt')])"
        ),
    )
    (tmp_path / "other.txt").write_text("a record")
    with said.open("w") as out:
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], stdout=out, check=True)
    assert said.read_text() == "[False, True, True]\n"


def test_which_changes_concern_an_edition(tmp_path: Path) -> None:
    out = tmp_path / "build"
    edition = Edition(out, tmp_path / "tei.toml")
    names = ["records/a.txt", "build/a.html", ".git/index", "a.txt~", "x/my.xsl"]
    concerned = [name for name in names if concerns(tmp_path / name, tmp_path, edition)]
    assert concerned == ["records/a.txt", "x/my.xsl"]
    assert located(tmp_path, "/nothing") is None

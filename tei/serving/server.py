"""The server: files of one folder to this machine alone, and events when they have changed.

It listens on 127.0.0.1. A page of elsewhere could reach it under a name of its own that it lets point here (DNS
rebinding), so a request has to name this machine as its host.
"""

from __future__ import annotations

import contextlib
import mimetypes
import os
import stat
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from tei.findings import TeiError
from tei.serving import pages

if TYPE_CHECKING:
    from tei.serving.edition import Edition

HOST: Final = "127.0.0.1"
_OWN: Final = {"/_tei/reload.js": "text/javascript", "/_tei/serve.css": "text/css"}
_TYPES: Final = {".js": "text/javascript", ".wasm": "application/wasm", ".xml": "application/xml", ".webp": "image/webp", ".epub": "application/epub+zip", ".jsonl": "application/x-ndjson"}  # fmt: skip
_SECONDS: Final = 30
_SITE: Final = "/site/"
_FILES: Final = "files"


class Server(ThreadingHTTPServer):
    """The server of an edition."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, edition: Edition, port: int) -> None:
        """Begin to listen; port 0 takes any that is free.

        Raises:
            TeiError: F040, the port cannot be had.
        """
        self.edition = edition
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            hint = "take another with --port, or 0 for any that is free"
            raise TeiError("F040", f"port {port} cannot be had: {reason}", hint) from error

    @property
    def address(self) -> str:
        """The address of the edition."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a reader who goes away in the middle go in peace."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _SECONDS
    server_version = "tei"
    sys_version = ""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in {
            f"{HOST}:{self.server.server_port}",
            f"localhost:{self.server.server_port}",
        }:
            self._send(
                b"This server answers to its own address alone.\n",
                "text/plain",
                HTTPStatus.MISDIRECTED_REQUEST,
            )
            return
        path, query = urlsplit(self.path)[2:4]
        state = self.server.edition.state
        if path == "/_tei/events":
            self._events()
        elif path in _OWN:
            self._send((Path(__file__).parent / path.rpartition("/")[2]).read_bytes(), _OWN[path])
        elif path == "/_tei/":
            self._send(pages.report(state), "text/html", policy=pages.POLICY)
        elif path == "/" and query != _FILES and self._has_site():
            self._redirect(_SITE, HTTPStatus.FOUND)
        else:
            self._file(path)

    def _has_site(self) -> bool:
        """Whether what readers come for is the site that a build has made among its outputs."""
        folder = self.server.edition.folder
        return located(folder, "/index.html") is None and located(folder, f"{_SITE}index.html") is not None

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader has gone
            for made in self.server.edition.events():
                self.wfile.write(b": here\n\n" if made is None else f"event: made\ndata: {made}\n\n".encode())
                self.wfile.flush()

    def _file(self, address: str) -> None:
        edition = self.server.edition
        found = located(edition.folder, address)
        if found is not None and found.is_dir():
            if not address.endswith("/"):
                self._redirect(f"{address}/")
                return
            start = located(edition.folder, f"{address}index.html")
            if start is None or not start.is_file():
                self._send(pages.listing(found, edition.state), "text/html", policy=pages.POLICY)
                return
            found = start
        data = None if found is None else read_regular(found)
        if data is None or found is None:
            missing = pages.plain_page("There is no such page", '<p><a href="/">Start</a></p>', edition.state)
            self._send(missing, "text/html", HTTPStatus.NOT_FOUND, pages.POLICY)
        elif found.suffix.lower() in {".html", ".htm"}:
            page, policy = pages.served(data, edition.state)
            self._send(page, "text/html", policy=policy)
        else:
            guessed = _TYPES.get(found.suffix.lower()) or mimetypes.guess_type(found.name)[0]
            # A worker obeys the policy of its own file, not that of its page: that of the search runs WebAssembly.
            policy = "" if found.suffix.lower() in {".js", ".mjs"} else pages.POLICY
            self._send(data, guessed or "application/octet-stream", policy=policy)

    def _redirect(self, address: str, status: HTTPStatus = HTTPStatus.MOVED_PERMANENTLY) -> None:
        self.send_response(status)
        self.send_header("Location", "/" + address.lstrip("/\\"))  # never the name of another host
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, policy: str = "") -> None:
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_response(status)
        self.send_header("Content-Type", kind + charset)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(ConnectionError):
                self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as http.server calls it)
        """Say nothing of each request."""


def located(folder: Path, address: str) -> Path | None:
    """The file or folder that an address means, None where it is hidden, outside of the folder, or not there."""
    names = [name for name in unquote(address, errors="surrogateescape").split("/") if name]
    if any(name.startswith(".") or "\0" in name or "\\" in name or ":" in name for name in names):
        return None
    try:
        found = folder.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return found if found.is_relative_to(folder.resolve()) else None


def read_regular(path: Path) -> bytes | None:
    """The bytes of a regular file; None of anything else, which is never opened."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  (the same look as safe_xml's)
            return None
        return path.read_bytes()
    except OSError:
        return None

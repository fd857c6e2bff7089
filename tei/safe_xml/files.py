"""Files that draw in other files: only those below permitted folders, and nothing is fetched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from tei import resources
from tei.safe_xml.documents import XmlRefused, parsed, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Rooted(etree.Resolver):
    """Hands out files below the permitted folders only, and only those that our own rules let pass.

    It never returns None, which would make lxml read the file by itself. What it refused first is kept,
    since libxml2's schema compiler swallows the exception.
    """

    def __init__(
        self,
        path: Path,
        roots: Sequence[Path],
        code: str,
        check: Callable[[etree._ElementTree, Path], None] | None = None,
        filled: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self.path = str(path)  # the file that the user named, for messages
        self.roots = tuple(root.resolve() for root in roots or (path.parent,))
        self.code = code
        self.check = check
        self.filled = filled  # what a file is handed out as to the compiler
        self.compiled = False  # from then on it is `document()` of XSLT that asks
        self._read: dict[str, tuple[bytes, str]] = {}  # what `document()` asked for: each run asks again
        self.refused: XmlRefused | None = None

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002  (as lxml calls it)
        """Give lxml the bytes of a file, or raise XmlRefused."""
        url = system_url or ""
        if url not in self._read:
            try:
                data, address = self._judged(url)
            except XmlRefused as refused:
                self.refused = self.refused or refused
                raise
            if not self.compiled:
                return self.resolve_string(data, context, base_url=address)
            self._read[url] = data, address
        data, address = self._read[url]
        return self.resolve_string(data, context, base_url=address)

    def _judged(self, url: str) -> tuple[bytes, str]:
        """The bytes and the address of a file that may be read, and is what it is read as."""
        path = self.locate(url)
        data = read_file(path)
        tree = parsed(data, path.as_uri(), path=path)
        if self.check is not None and not self.compiled:
            self.check(tree, path)
        if self.filled is not None and not self.compiled:
            data = self.filled(data)
        return data, path.as_uri()

    def locate(self, url: str) -> Path:
        """Return the real path of a `file:` or `tei:` URL; links are followed before it is judged.

        Raises:
            XmlRefused: another scheme, or a place outside the permitted folders.
        """
        parts = urlsplit(url)
        if parts.scheme == "tei":
            path = resources.folder("xslt") / unquote(parts.path)
        elif (own := local_path(url)) is not None:
            path = own
        else:
            raise self._refusal(url, "only files are, and nothing is fetched")
        try:
            path = path.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise self._refusal(url, str(error)) from error
        if not any(path.is_relative_to(root) for root in self.roots):
            allowed = ", ".join(str(root) for root in self.roots)
            raise self._refusal(str(path), f"it lies outside {allowed}")
        return path

    def _refusal(self, what: str, why: str) -> XmlRefused:
        return XmlRefused(self.code, f"{what} is not read: {why}", path=self.path)


def compile_error(error: etree.LxmlError, code: str, path: Path) -> XmlRefused:
    """The last message of a compiler's log, at the last place that the log names."""
    place = next((entry for entry in reversed(error.error_log) if entry.line > 0), None)
    file, line = (shown_file(place.filename, path), place.line) if place else (str(path), None)
    return XmlRefused(code, " ".join(str(error).split()), line, path=file)


def shown_file(filename: str, path: Path) -> str:
    """The file that a log of libxml2 names; without an address in it, the one that was compiled."""
    return shown_address(filename) if filename.startswith("file:") else str(path)


def local_path(address: str) -> Path | None:
    """Return the path behind a `file:` address, as it is written; None for every other one."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    if os.name != "nt":
        return Path(unquote(parts.path))
    from urllib.request import url2pathname  # which loads all of http

    return Path(url2pathname(parts.path))


def shown_address(address: str) -> str:
    """Return an address as people read it: a local file by its path."""
    path = local_path(address)
    return address if path is None else str(path)


class XmlFiles:
    """XML files that name one another, such as a rule file and what it includes; each is read once.

    What a file names has to lie below `roots`, by default the folder of the first; nothing is fetched.
    """

    def __init__(self, path: Path, code: str, roots: Sequence[Path] = ()) -> None:
        self.path = path.absolute()
        self._rooted = Rooted(self.path, roots, code)
        self._trees: dict[Path, etree._ElementTree] = {}

    def read(self, path: Path) -> etree._ElementTree:
        """Parse a file, as `parse_xml`.

        Raises:
            XmlRefused: as `parse_xml`, or X006 the file cannot be read.
        """
        if path not in self._trees:
            self._trees[path] = parsed(read_file(path), path.as_uri(), path=path)
        return self._trees[path]

    def named(self, href: str, base: Path) -> Path:
        """The file that an address in the file `base` means.

        Raises:
            XmlRefused: with the code of this object, where the address is no file below the permitted folders.
        """
        return self._rooted.locate(urljoin(base.as_uri(), href.strip()))

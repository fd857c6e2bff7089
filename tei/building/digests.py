"""Digests of all that an output is made of. Content alone counts; no time of a file is looked at."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei import __version__, resources
from tei.rendering.engines.modules import Modules, refusal
from tei.safe_xml import XmlRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LIBRARIES: Final = (
    "ahocorasick-rs", "hanzidentifier", "langcodes", "language_data", "lxml", "pagefind", "pagefind_bin_extended",
    "py3langid", "regex", "saxonche", "typst",
)  # fmt: skip
"""The libraries that have a part in what outputs are like."""
_FONTS: Final = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "/Network/Library/Fonts",
)  # fmt: skip
_FONTS_AT_HOME: Final = (".fonts", ".local/share/fonts", "Library/Fonts")
_AT_ONCE: Final = 256
EMPTY: Final = hashlib.sha256(b"").hexdigest()
"""Of a file that holds nothing: no hand's work, and what a full disk leaves of other programs' writing."""


def digest(*parts: object) -> str:
    """One digest of digests, names and plain values."""
    text = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path | str) -> str:
    """The SHA-256 of a file; empty where it is no file that can be read. A FIFO is never opened."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113  (a Path for each of 100,000 files takes longer than the hash)
            return ""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  (as above)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def files_sha256(paths: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of many files, read by several threads."""
    waiting = iter(paths)
    parts = iter(lambda: list(islice(waiting, _AT_ONCE)), [])
    with ThreadPoolExecutor(min(8, (os.cpu_count() or 1) + 1)) as pool:
        return {
            path: found
            for part, shas in pool.map(lambda part: (part, [file_sha256(one) for one in part]), parts)
            for path, found in zip(part, shas, strict=True)
        }


@cache
def program() -> str:
    """The program without its stylesheets: version, code, tables, schemas, the versions of the libraries."""
    files = _below(resources.PACKAGE, skip="_data")
    schemas = _below(resources.folder("schemas"))
    return digest(__version__, [*files, *schemas], sorted(versions(_LIBRARIES)))


@cache
def looks() -> str:
    """The program's own stylesheets and all that stands with them."""
    return digest(list(_below(resources.folder("xslt"))))


@cache
def fonts() -> str:
    """The fonts in the usual folders of the machine, by name and size; those of typst itself come with its version."""
    folders = [*_FONTS, *(os.fspath(Path.home() / one) for one in _FONTS_AT_HOME)]
    files = (
        Path(parent, name) for folder in folders for parent, _, names in os.walk(folder) for name in names
    )
    return digest(sorted((os.fspath(file), file.stat().st_size) for file in files if file.is_file()))


def stylesheet(path: Path | None, root: Path | None) -> str:
    """A project's stylesheet with all that it imports; without one, the program's.

    Raises:
        TeiError: a file of it cannot be read, or is none that it may draw in.
    """
    if path is None:
        return looks()
    ours = resources.folder("xslt").resolve()
    base = path.resolve().parent
    try:
        drawn = [one for one in Modules(path, root) if not one.is_relative_to(ours)]
    except XmlRefused as refused:
        raise refusal(refused, path, root) from refused
    return digest(looks(), [(os.path.relpath(one, base), file_sha256(one)) for one in drawn])


def _below(folder: Path, skip: str = "") -> Iterator[tuple[str, str]]:
    """The files of a folder and what is in them; what Python makes beside code is none of it."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", skip))
        for name in sorted(names):
            file = os.path.join(parent, name)  # noqa: PTH118  (many files)
            yield os.path.relpath(file, folder), file_sha256(file)


def versions(libraries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The versions of libraries; empty of one that is not there."""
    for name in libraries:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, ""

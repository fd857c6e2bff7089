"""The pictures that a document draws in: its outputs depend on them as on its text.

They are found by the rule of `tei/rendering/pictures.py`: files in the folder of the record or below it, and no others.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tei.building import digests
from tei.encode.elements import TEI

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

Drawn = tuple[tuple[str, str], ...]
"""Files from the project's folder, and the SHA-256 of each; empty where there is no such file."""


def drawn_in(tree: etree._ElementTree, path: str, project: Path) -> Drawn:
    """The pictures of a document that was made of the record at a path, those that are not there too."""
    folder = Path(path).resolve().parent
    files = {
        os.path.relpath(file, project.resolve())
        for element in tree.iter(TEI + "graphic", TEI + "media", TEI + "pb")
        if (file := _file(element.get("url") or element.get("facs") or "", folder)) is not None
    }
    return tuple((file, digests.file_sha256(project / file)) for file in sorted(files))


def changed(drawn: Iterable[tuple[str, str]], project: Path) -> str:
    """The first picture that is another one now; empty where none is."""
    return next((file for file, sha in drawn if digests.file_sha256(project / file) != sha), "")


def _file(address: str, folder: Path) -> Path | None:
    address = " ".join(address.split())
    try:
        parts = urlsplit(address)
        if not parts.path or parts.scheme or parts.netloc:
            return None
        file = (folder / unquote(address.partition("#")[0])).resolve()
    except (OSError, ValueError):
        return None
    return file if file.is_relative_to(folder) else None

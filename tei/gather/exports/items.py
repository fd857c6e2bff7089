"""Exports that are one citation after the other: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tei.gather.citations import bibtex, csl_item, ris
from tei.gather.citations.bibtex import bibtex_key
from tei.identifiers import unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.gather.entries import Entry
    from tei.gather.exports.model import Said


class Ris:
    """RIS: UTF-8, lines ended by CR LF, an empty line between records."""

    holds = ""

    def __init__(self) -> None:
        self._made: list[str] = []

    def add(self, entry: Entry) -> Sequence[Said]:
        """Take in a document."""
        self._made.append(ris(entry))
        return ()

    def finish(self) -> tuple[bytes, Sequence[Said]]:
        """The file."""
        return "\r\n".join(self._made).encode(), ()


class BibTex:
    """BibTeX: UTF-8, a key of its own for each document."""

    holds = ""

    def __init__(self) -> None:
        self._made: list[str] = []
        self._keys: set[str] = set()

    def add(self, entry: Entry) -> Sequence[Said]:
        """Take in a document."""
        # Programs do not tell keys by capitals.
        key = bibtex_key(entry)
        free = unique(key.casefold(), self._keys)
        self._keys.add(free)
        self._made.append(bibtex(entry, key + free[len(key.casefold()) :]))
        return ()

    def finish(self) -> tuple[bytes, Sequence[Said]]:
        """The file."""
        return "\n".join(self._made).encode(), ()


class CslJson:
    """CSL-JSON: one list, an item a line, so that versions can be compared."""

    holds = ""

    def __init__(self) -> None:
        self._made: list[str] = []

    def add(self, entry: Entry) -> Sequence[Said]:
        """Take in a document."""
        self._made.append(json.dumps(csl_item(entry), ensure_ascii=False))
        return ()

    def finish(self) -> tuple[bytes, Sequence[Said]]:
        """The file."""
        return ("[\n" + ",\n".join(self._made) + "\n]\n").encode(), ()

"""The identifiers of a collection, of which each should be one file's (rule 2 of docs/encoding.md)."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, Where, finding
from tei.scratch import Scratch, as_bytes, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.check.collection import Identity

_FILES: Final = "CREATE TABLE files (number INTEGER PRIMARY KEY, path BLOB, told INTEGER)"
_IDS: Final = (
    "CREATE TABLE ids (file INTEGER, place INTEGER, identifier BLOB, kind BLOB, line INTEGER, corpus INTEGER)"
)
# Numbers that are of the collection: those of a corpus (they begin with "idno "), and what is the only number of its type
# in many files: of two files with one number it is rather a fault.
_SHARED: Final = (
    "CREATE TEMP VIEW shared AS"
    " SELECT min(identifier) AS identifier FROM ids WHERE kind <> x''"
    " GROUP BY kind HAVING min(identifier) = max(identifier) AND count(*) >= 3"
    " UNION SELECT identifier FROM ids WHERE corpus AND substr(identifier, 1, 5) = x'69646e6f20'"
)
_REPEATED: Final = (
    "CREATE TEMP VIEW repeated AS"
    " SELECT identifier, min(file) AS first FROM ids GROUP BY identifier HAVING count(*) > 1"
)
_TAKEN: Final = (
    "SELECT file, files.path, ids.identifier, line, others.path FROM repeated"
    " JOIN ids ON ids.identifier = repeated.identifier AND file <> first"
    " JOIN files ON files.number = file AND files.told JOIN files AS others ON others.number = first"
    " WHERE ids.identifier NOT IN (SELECT identifier FROM shared) ORDER BY file, place"
)


class CollectionIndex:
    """The identifiers of each file, in the order in which files are added."""

    def __init__(self) -> None:
        self._scratch = Scratch(_FILES, _IDS, _SHARED, _REPEATED)
        self._count = 0

    def add(self, file: Identity, *, told: bool = True) -> None:
        """Add a file.

        Args:
            file: its identifiers.
            told: its findings are told; else it is only what others may repeat.
        """
        number = self._count = self._count + 1
        self._scratch.add("INSERT INTO files VALUES (?, ?, ?)", number, as_bytes(file.path), told)
        for place, ((identifier, line), kind) in enumerate(zip(file.identifiers, file.kinds, strict=True)):
            row = number, place, as_bytes(identifier), as_bytes(kind), line, file.is_corpus
            self._scratch.add("INSERT INTO ids VALUES (?, ?, ?, ?, ?, ?)", *row)

    def findings(self) -> Iterator[Finding]:
        """Identifiers that two files have (T002), one finding for a file and the first it meets."""
        if self._count < 2:
            return
        self._scratch.note("CREATE INDEX IF NOT EXISTS by_identifier ON ids (identifier)")
        for _, rows in groupby(self._scratch.ask(_TAKEN), key=itemgetter(0)):
            taken = list(rows)
            _, path, _, line, first = taken[0]
            what = ", ".join(as_text(identifier) for _, _, identifier, _, _ in taken)
            yield finding("T002", f"{what}: stands already in {as_text(first)}", Where(as_text(path), line))

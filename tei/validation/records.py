"""The record that a TEI file was made of: found again by its name and its SHA-256, read again, laid beside the TEI.

A finding then tells the line of the record, too, and the text of the TEI is compared with that of the record (rule 42).
A file of the right name whose bytes are others is not the record, and nothing is said. Nothing is read but for a document
that has a finding, or where the comparison is asked for.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final

from tei.check.words import raw
from tei.encode.elements import TEI
from tei.findings import Finding, TeiError, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lxml import etree

    from tei.model import Record
    from tei.profile import Profile
    from tei.validation.documents import XmlDocument

_LARGEST: Final = 10_000_000  # bytes: a larger file is a table, whose rows are not looked for
_CODE: Final = "T042"


@dataclass(frozen=True, slots=True)
class Records:
    """Where records are looked for: folders with all below them, and the folder of each TEI file.

    Args:
        folders: folders that the user or the project names.
        layout: the layout in which the records are read; asked for when the first is.
        compare: whether the text of each file is compared with its record.
    """

    folders: tuple[Path, ...] = ()
    layout: Callable[[], str | Profile] = lambda: "auto"
    compare: bool = False
    _named: dict[str, list[Path]] = field(default_factory=dict)

    def told(self, found: Iterable[Finding], document: XmlDocument) -> Iterator[Finding]:
        """Pass findings on with the record's line, and those of the comparison after them."""
        findings = list(found)
        if not (findings or self.compare):
            return
        read = self._read(document)
        if read is None:
            yield from findings
            return
        record, file = read
        if self.compare:
            findings += _compared(record, document)
        lines = _lines(record, document.tree)
        for one in findings:
            line = _line(one, document, lines)
            yield replace(one, where=replace(one.where, source=(str(file), line))) if line else one

    def _read(self, document: XmlDocument) -> tuple[Record, Path] | None:
        file = self._file(document)
        if file is None:
            return None
        from tei.pipeline import Options, convert_each  # all that reads records, for the first that is found

        try:
            results = list(convert_each(file, Options(self.layout())))
        except TeiError:  # the project's layout is not there any more: the record cannot be read as it was
            return None
        identity = document.tree.getroot().get("{http://www.w3.org/XML/1998/namespace}id")
        fitting = [one for one in results if one.document and (len(results) == 1 or one.id == identity)]
        return (fitting[0].document.record, file) if fitting and fitting[0].document else None

    def _file(self, document: XmlDocument) -> Path | None:
        told: dict[str | None, str] = {}
        sources = document.tree.iter(f"{TEI}sourceDesc")
        for idno in (one for source in sources for one in source.iter(f"{TEI}idno")):
            told.setdefault(idno.get("type"), raw(idno))
            if "filename" in told and "sha256" in told:
                break
        name, digest = told.get("filename", "").rpartition("/")[2], told.get("sha256", "").strip().lower()
        if not name or not digest:
            return None
        beside = os.path.join(os.path.dirname(document.path), name)  # noqa: PTH118, PTH120  (asked for each document)
        candidates: tuple[str | Path, ...] = (beside, *self._below().get(name, ()))
        return next((Path(file) for file in candidates if _digest(file) == digest), None)

    def _below(self) -> Mapping[str, Sequence[Path]]:
        if not self._named:
            for folder in self.folders:
                for file in sorted(folder.rglob("*")):
                    self._named.setdefault(file.name, []).append(file)
            self._named.setdefault("", [])
        return self._named


def _digest(file: str | Path) -> str:
    try:
        status = os.stat(file)  # noqa: PTH116  (asked for each document)
        if not S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return ""
        return sha256(Path(file).read_bytes()).hexdigest()
    except (OSError, ValueError):  # not there, or a name that no file can have
        return ""


def _lines(record: Record, tree: etree._ElementTree) -> dict[etree._Element, int]:
    """The first line of the record that stands in each element, its ancestors but the largest included."""
    from tei.explain.places import lines_in

    lines: dict[etree._Element, int] = {}
    for number, held in sorted(lines_in(record, tree).items()):
        for element in (*held.places, *held.parts):
            lines.setdefault(element, number)
    return lines


def _line(one: Finding, document: XmlDocument, lines: Mapping[etree._Element, int]) -> int | None:
    """The record's line at a finding: of its element, of the first within it, or of the place around it."""
    element = document.places.element(one.where.xpath) if one.where.xpath else None
    if element is None:
        return None
    within = next((lines[below] for below in element.iter() if below in lines), None)
    return within or next((lines[above] for above in element.iterancestors() if above in lines), None)


def _compared(record: Record, document: XmlDocument) -> Iterator[Finding]:
    """What the conservation check finds, told of the TEI file: its own code is for what was just made."""
    from tei.check.conservation import check_conservation

    for one in check_conservation(record, document.tree):
        where = replace(one.where, path=document.path, line=None, column=None)
        source = (one.where.path, one.where.line) if one.where.line else None
        yield finding(_CODE, one.message, replace(where, source=source))

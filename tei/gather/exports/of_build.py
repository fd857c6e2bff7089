"""The exports that a build makes of its records, beside them: `export.csv`, `export.ris`, ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.findings import Where, finding
from tei.gather.exports import SUFFIXES, export
from tei.gather.exports.model import About

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding
    from tei.gather.entries import Entry
    from tei.project import About as Edition

NAME = "export"
_HINTS: Final = {
    "G003": "say it in tei.toml under [project]: title, publisher, editor, email, url, licence, date"
}
"""What to do is another thing in a build than in `tei export`."""


class Exports:
    """Those of the formats that are exports, in the making."""

    def __init__(self, formats: Sequence[str], out: Path, edition: Edition) -> None:
        date = edition.date.isoformat() if edition.date else ""
        about = About(
            edition.title,
            edition.publisher,
            edition.editor,
            edition.email,
            edition.url,
            edition.licence,
            date,
        )
        self._made = {
            out / f"{NAME}{SUFFIXES[form]}": export(form, about) for form in formats if form in SUFFIXES
        }
        self._taken = 0

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._made)

    def add(self, entry: Entry, path: str) -> tuple[Finding, ...]:
        """Take in a document, made of the record at a path; what an export has no place for is told."""
        self._taken += 1
        said = [one for made in self._made.values() for one in made.add(entry)]
        return tuple(finding(code, text, Where(path)) for code, text in said)

    def finish(self) -> Iterator[tuple[Path, bytes, list[Finding]]]:
        """Each file, its bytes (none where a finding says why), and what is wrong with the whole; none without records."""
        for path, made in self._made.items() if self._taken else ():
            data, said = made.finish()
            yield path, data, [finding(code, text, Where(str(path)), _HINTS.get(code)) for code, text in said]

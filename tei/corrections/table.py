"""`corrections.csv`: read whole and checked before any record is.

The filled-in review list is such a file: its columns are known, and rows in which nobody has written
anything are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.corrections.brackets import is_bracket
from tei.corrections.places import FACTS, FORMS, place_of
from tei.corrections.values import problem_of
from tei.enrich.csv_table import Malformed, rows
from tei.findings import Finding, TeiError, Where, finding
from tei.project_files import read_project_file
from tei.source import described

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.corrections.places import Place
    from tei.enrich.csv_table import Cell

_SAME = {"fact": "place", "correct": "value"}
_NEEDED = ("id", "place", "value", "who")
_READ = (*_NEEDED, "confirm", "printed", "read", "reason")
_IGNORED = ("key", "record", "line", "certainty", "code", "why")
_VALID = "id, place (or fact), value (or correct), confirm, printed, read, reason, who"
_NO = frozenset(("", "no", "n", "0", "-", "false"))
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: the document's id, the place, the value, the record's words it is about, why, who, where it stands.

    `confirmed`: the value is what was read, and somebody says that it is right. `value` is empty for
    what has been looked at and has no value.
    """

    id: str
    place: Place
    place_text: str
    value: str
    printed: str
    reason: str
    who: str
    line: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a project, and what is wrong with their file."""

    path: str
    rows: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, identity: str) -> tuple[Correction, ...]:
        """The corrections of one document, in the order of the file."""
        return tuple(row for row in self.rows if row.id == identity)

    def gone(self, identities: set[str]) -> list[Finding]:
        """A finding for each correction of a document that is not among these."""
        return [
            finding("K004", f"no record of this run is {row.id!r}", Where(self.path, row.line))
            for row in self.rows
            if row.id not in identities
        ]


def read_corrections(file: Path) -> Corrections:
    """Read a file of corrections.

    Returns:
        The rows that can be applied, and findings K001, K002, K003, K007 and K009 for those that cannot.

    Raises:
        TeiError: F010, the file cannot be read, is no table, or has an unknown column or lacks one.
    """
    data = b""
    try:
        data = read_project_file(file)
        table = list(rows(data.decode("utf-8-sig")))
    except OSError as error:
        raise TeiError("F010", f"{file}: cannot be read: {error.strerror}", _HINT) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TeiError(
            "F010", f"{file}:{line}: not UTF-8 (byte {error.start})", "save it as CSV UTF-8"
        ) from error
    except Malformed as error:
        raise TeiError("F010", f"{file}:{error.line}: {error.message}", _HINT) from error
    if not table:
        raise TeiError("F010", f"{file}: has no heading", f"the columns are {_VALID}")
    columns = _columns(file, table[0])
    made: list[Correction] = []
    findings: list[Finding] = []
    for row in table[1:]:
        cells = {name: unescaped(cell.text) for name, cell in zip(columns, row, strict=False)}
        correction = _unreadable(row, columns, cells, str(file)) or _correction(cells, row[0].line, str(file))
        if isinstance(correction, Finding):
            findings.append(correction)
        elif correction:
            made.append(correction)
    kept, contradicting = _once(made, str(file))
    return Corrections(str(file), kept, (*findings, *contradicting))


_HINT = "name a CSV file as [input] corrections in tei.toml; docs/review.md lists its columns"


def _columns(file: Path, heading: Sequence[Cell]) -> list[str]:
    if any("\0" in cell.text for cell in heading):
        raise TeiError("F010", f"{file}: NUL characters: not UTF-8, or no text", "save it as CSV UTF-8")
    names = [_SAME.get(cell.text.lower(), cell.text.lower()) for cell in heading]
    unknown = [name for name in names if name and name not in (*_READ, *_IGNORED)]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    missing = [name for name in _NEEDED if name not in names]
    for wrong, what in ((unknown, "unknown column"), (twice, "column given twice:"), (missing, "no column")):
        if wrong:
            raise TeiError(
                "F010", f"{file}:{heading[0].line}: {what} {', '.join(wrong)}", f"the columns are {_VALID}"
            )
    return names


def unescaped(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if _ESCAPED.match(text) else text


def escaped(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins with = + - @ gets an apostrophe in front.

    Source: OWASP, "CSV Injection". `unescaped` gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST = {"id": 300, "place": 200, "who": 200, "reason": 10_000}


def _unreadable(
    row: Sequence[Cell], columns: Sequence[str], cells: dict[str, str], path: str
) -> Finding | None:
    """What of a row XML cannot hold, or the table has no column for: a comma in a cell without quotation marks."""
    for index, cell in enumerate(row):
        if cell.text and not "".join(columns[index : index + 1]):
            text = f"{shown(cell.text)} stands in cell {index + 1}, which has no column"
            return finding("K009", text, Where(path, cell.line, cell.column))
    for name, cell in zip(columns, row, strict=False):
        text = cells[name] if name in _READ else ""
        if sign := _CONTROL.search(text):
            problem = f"the column {name} has {described(sign[0])}, which is no sign of writing"
        elif len(text) > _LONGEST.get(name, len(text)):
            problem = f"the column {name} has {len(text):,} characters, of {_LONGEST[name]:,} at most"
        else:
            continue
        return finding("K009", problem, Where(path, cell.line, cell.column))
    return None


def shown(text: str) -> str:
    """Words of a cell in a message: quoted, and cut where they are long."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


_SHOWN = 60


def _correction(cells: dict[str, str], line: int, path: str) -> Correction | Finding | None:
    value, confirmed = cells.get("value", ""), False
    if not value:
        if cells.get("confirm", "").lower() in _NO:
            return None
        value, confirmed = cells.get("read", ""), True
    where = Where(path, line)
    missing = [name for name in ("id", "place", "who") if not cells.get(name)]
    if missing:
        return finding(
            "K003", f"the row says {shown(value or 'confirmed')} and has no {', no '.join(missing)}", where
        )
    place = place_of(cells["place"])
    if place is None:
        text = f"{shown(cells['place'])} is neither a fact nor a place; facts are {', '.join(FACTS)}; places are {FORMS}"
        return finding("K001", text, where)
    if place.subject == "seen" and not confirmed:
        return finding("K001", f"{cells['place']!r} can be confirmed and not corrected", where)
    if lacking := _lacks_words(place, cells.get("printed", ""), value):
        return finding("K003", f"{cells['place']}: {lacking}", where)
    if not (place.subject == "seen" or (confirmed and not value)) and (problem := problem_of(place, value)):
        return finding("K002", f"{cells['place']}: {problem}", where)
    return Correction(
        cells["id"], place, cells["place"], value, cells.get("printed", ""), cells.get("reason", ""),
        " ".join(cells["who"].split()), line, confirmed,
    )  # fmt: skip


def _lacks_words(place: Place, printed: str, value: str) -> str:
    """Why the words in the column printed do not say which of a line's words are meant; empty where they do."""
    if place.subject == "bracket" and not is_bracket(printed):
        return "the column printed needs the words with their brackets, as they stand in the record"
    if place.subject == "bracket" and value == "supplied" and printed[0] != "[":
        return "only words in square brackets can be supplied; the column printed has others"
    if place.subject == "bracket" and value in ("supplied", "unclear") and not any(map(str.isalnum, printed)):
        return f"there are no words in {shown(printed)}"
    if place.subject == "mark" and not (0 < len(printed) <= _LONGEST_MARK and len(printed.split()) == 1):
        return "the column printed needs the mark alone, as it stands in the record"
    if place.subject == "date" and not printed:
        return "a date in the text needs its words in the column printed"
    return ""


_LONGEST_MARK = 40


def _once(made: Sequence[Correction], path: str) -> tuple[tuple[Correction, ...], list[Finding]]:
    """Of two rows about one place the first counts; a second with another value is told."""
    first: dict[tuple[str, str, str], Correction] = {}
    for row in made:
        first.setdefault((row.id, row.place_text, _words(row)), row)
    return tuple(first.values()), list(_contradictions(made, first, path))


def _words(row: Correction) -> str:
    """Two things on one line are told apart by their words."""
    return "".join(row.printed.split()) if row.place.line else ""


def _contradictions(
    made: Sequence[Correction], first: dict[tuple[str, str, str], Correction], path: str
) -> Iterator[Finding]:
    for row in made:
        other = first[row.id, row.place_text, _words(row)]
        if other is not row and other.value != row.value:
            text = (
                f"{row.place_text} of {row.id} is {shown(row.value)} here and {shown(other.value)} "
                f"in line {other.line}"
            )
            yield finding("K007", text, Where(path, row.line))

"""The project's authority file: who is who, in a CSV table that is checked whole before it is used."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

from tei.enrich.csv_table import Cell, Malformed, rows
from tei.enrich.links import SCHEMES, check_digit_fits, identifier
from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.project_files import read_project_file
from tei.source import ILLEGAL, described

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

Kind = Literal["person", "org", "place"]
KINDS: Final = get_args(Kind)

COLUMNS: Final = {
    "id": "Required. The `xml:id` of the entry in every file that names it: a letter, then letters, digits, `-`, `_`, `.`; no two alike.",
    "kind": "Required. `person`, `org` or `place`.",
    "name": "Required. The preferred name.",
    "name:LANG": "The preferred name in a language, such as `name:ru`.",
    "variants": "Other forms of the name, inflected ones too.",
    "variants:LANG": "The same in a language.",
    "short": "Forms that mean this entry only after it was named in full.",
    "short:LANG": "The same in a language.",
    "surname": "Of a person. Without `surname` and `given` they are the first and the last word of a name.",
    "surname:LANG": "The same in a language.",
    "given": "Of a person.",
    "given:LANG": "The same in a language.",
    "wikidata": f"{SCHEMES['wikidata'].says}; or its address.",
    "viaf": f"{SCHEMES['viaf'].says}; or its address.",
    "gnd": f"{SCHEMES['gnd'].says}; or its address.",
    "geonames": f"{SCHEMES['geonames'].says}; or its address. Of a place.",
}
"""Every column there is, and what it holds. Columns but the first three may be missing, cells empty."""

_REQUIRED: Final = ("id", "kind", "name")
_FORMS: Final = ("name", "variants", "short", "surname", "given")
_PARTED: Final = re.compile(r"[|;]")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
# Letters that every XML processor takes in an id (XML 1.0, fourth edition, in scripts of names).
_LETTER: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0110\u0111\u0141\u0142\u0391-\u03a1\u03a3-\u03a9"
    "\u03b1-\u03c9\u0410-\u044f\u0451-\u045c\u4e00-\u9fa5\uac00-\ud7a3"
)
_ID: Final = re.compile(f"[_{_LETTER}][-_.0-9{_LETTER}]{{0,99}}")
# Invisible signs that come along when a name is copied; joiners within words are letters' own.
_UNSEEN: Final = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
)
_LONGEST: Final = 200  # characters of a name: a longer one is a remark in the wrong column


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: id, kind, preferred name, forms by column and language (its primary subtag), links.

    The language is empty for columns that name none. `links` are pairs of `idno/@type` and identifier.
    """

    id: str
    kind: Kind
    name: str
    line: int
    forms: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()

    def of(self, column: str, language: str) -> tuple[str, ...]:
        """The forms of one column in one language; no language: those that name none."""
        return self.forms.get((column, language), ())

    def full(self, language: str) -> tuple[str, ...]:
        """Names that mean this entry in a text of this language.

        An entry with a name of its own for the language is known by the columns of that language alone.
        """
        own = self.of("name", language) if language else ()
        general = () if own else (*self.of("name", ""), *self.of("variants", ""))
        of_language = self.of("variants", language) if language else ()
        return tuple(dict.fromkeys((*own, *of_language, *general)))


@dataclass(frozen=True, slots=True)
class Authority:
    """The entries of a checked file, by id in the order of the file, and the warnings of the check."""

    path: str
    entries: Mapping[str, Entry]
    findings: tuple[Finding, ...] = ()

    @property
    def languages(self) -> frozenset[str]:
        """The languages that the file has columns for, as primary subtags."""
        return frozenset(language for one in self.entries.values() for _, language in one.forms if language)


def read_authority(path: Path) -> Authority:
    """Read and check an authority file.

    Raises:
        TeiError: F001, it cannot be read or is not UTF-8; F009, the table has errors. All of them, each
            with line and column, are the error's `findings`.
    """
    try:
        text = read_project_file(path).decode("utf-8-sig")
    except OSError as error:
        hint = "mend [enrich] authority: its path is relative to the project file"
        raise TeiError("F001", f"{path}: cannot be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
        raise TeiError("F001", f"{path}: not UTF-8 (byte {error.start})", hint) from error
    return authority_of(text, str(path))


def authority_of(text: str, path: str) -> Authority:
    """Check the text of an authority file (see `read_authority`)."""
    check = _Check(path)
    try:
        table = list(rows(text))
    except Malformed as error:
        check.add("N001", error.message, Cell("", error.line, error.column))
        table = []
    else:
        columns = check.columns(table[0] if table else [])
        for row in table[1:]:
            check.row(row, columns)
    errors = sum(1 for one in check.findings if one.severity is Severity.ERROR)
    if errors:
        message = f"{path}: {errors} {'errors' if errors > 1 else 'error'} in the authority file"
        raise TeiError("F009", message, "mend the places named above", check.findings)
    from tei.enrich.lexicon import shared_forms

    entries = check.entries
    shared = [
        finding("N005", message, Where(path, entry.line)) for entry, message in shared_forms(entries.values())
    ]
    return Authority(path, entries, (*check.findings, *shared))


@dataclass(slots=True)
class _Check:
    """What was found so far: entries by id, findings in the order of the file."""

    path: str
    entries: dict[str, Entry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, message: str, cell: Cell) -> None:
        self.findings.append(finding(code, message, Where(self.path, cell.line, cell.column)))

    def columns(self, heading: Sequence[Cell]) -> list[tuple[str, str]]:
        """Column and language of each cell of the heading; an empty name where it is none of ours."""
        found: list[tuple[str, str]] = []
        for cell in heading:
            name, colon, language = cell.text.lower().partition(":")
            known = f"{name}:LANG" in COLUMNS if colon else name in COLUMNS
            if not known or (colon and not _LANGUAGE.fullmatch(language)):
                message = f"there is no column {cell.text!r}; the columns are {', '.join(COLUMNS)}"
                self.add("N001", message, cell)
                name = ""
            elif (name, language) in found:
                self.add("N001", f"the column {cell.text!r} stands twice", cell)
                name = ""
            found.append((name, language))
        missing = [name for name in _REQUIRED if (name, "") not in found]
        if missing:
            where = heading[0] if heading else Cell("", 1, 1)
            self.add("N001", f"no column {', no column '.join(missing)}", where)
        return found

    def row(self, row: Sequence[Cell], columns: Sequence[tuple[str, str]]) -> None:
        if len(row) > len(columns):
            message = f"the row has {len(row)} cells, and the heading names {len(columns)} columns"
            self.add("N001", message, row[len(columns)])
        cells = dict(zip(columns, row, strict=False))
        empty = Cell("", row[0].line, row[0].column)
        identity, kind = cells.get(("id", ""), empty), cells.get(("kind", ""), empty)
        self._identity(identity)
        if ("kind", "") in columns and kind.text not in KINDS:
            self.add("N003", f"{kind.text!r} is no kind; the kinds are {', '.join(KINDS)}", kind)
        name = cells.get(("name", ""), empty)
        links = tuple(self._links(cells, kind.text))
        forms = self._forms(cells)
        entry_kind: Kind = next((known for known in KINDS if known == kind.text), "person")
        preferred = next(iter(forms.get(("name", ""), ())), tidy(_PARTED.sub(" ", name.text)))
        if ("name", "") in columns and not preferred:
            self.add("N008", "the entry has no name", name)
        entry = Entry(identity.text, entry_kind, preferred, row[0].line, forms, links)
        self.entries.setdefault(entry.id, entry)

    def _identity(self, cell: Cell) -> None:
        first = self.lines.setdefault(cell.text, cell.line)
        if not _ID.fullmatch(cell.text):
            said = f"{cell.text!r} is no id" if cell.text else "the entry has no id"
            self.add("N002", f"{said}: a letter, then letters, digits, - _ or .", cell)
        elif first != cell.line:
            self.add("N002", f"the id {cell.text!r} is already that of line {first}", cell)

    def _links(self, cells: Mapping[tuple[str, str], Cell], kind: str) -> Iterator[tuple[str, str]]:
        for column, scheme in SCHEMES.items():
            cell = cells.get((column, ""))
            if cell is None or not cell.text:
                continue
            found = identifier(column, cell.text)
            if found is None:
                self.add("N004", f"{cell.text!r} is no identifier of {scheme.name}: {scheme.says}", cell)
            elif column == "geonames" and kind in ("person", "org"):
                self.add("N004", f"GeoNames has places, and the entry is of the kind {kind}", cell)
            else:
                if column == "gnd" and not check_digit_fits(found):
                    self.add("N006", f"{found!r} does not fit its check digit", cell)
                yield scheme.name, found

    def _forms(self, cells: Mapping[tuple[str, str], Cell]) -> dict[tuple[str, str], tuple[str, ...]]:
        """The forms by column and primary subtag. One of a single character or without letters is left out."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for (column, language), cell in cells.items():
            if column not in _FORMS or not cell.text:
                continue
            if illegal := ILLEGAL.search(cell.text.replace("\r", " ")):
                self.add("N001", f"{described(illegal[0])} is not allowed in XML", cell)
                continue
            kept = []
            for form in (tidy(part) for part in _PARTED.split(cell.text)):
                if form and (len(form) == 1 or not any(map(str.isalpha, form))):
                    what = "a single character" if len(form) == 1 else "without a letter"
                    self.add("N007", f"{form!r} is {what} and is not searched for", cell)
                elif len(form) > _LONGEST:
                    self.add("N001", f"a name of {len(form)} characters: {form[:40]!r}…", cell)
                elif form:
                    kept.append(form)
            key = (column, language.partition("-")[0])
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *kept)))
        return found


def tidy(name: str) -> str:
    """A name with single blanks and no invisible signs; letters and the marks after them are composed."""
    words = " ".join(name.translate(_UNSEEN).split())
    # NFC turns CJK compatibility signs into other characters, so it is left out where there are no marks.
    return unicodedata.normalize("NFC", words) if any(map(unicodedata.combining, words)) else words

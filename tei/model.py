"""The documented contract between the stages: frozen dataclasses that carry source lines.

Nothing here knows TEI or a file format. Line numbers count from 1, as an editor shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.inline_content import (
    Added,
    AlternativeName,
    Anchor,
    Break,
    Dated,
    Deleted,
    Emended,
    Foreign,
    Furniture,
    Gap,
    Highlighted,
    Inline,
    Name,
    PageBreak,
    Place,
    Raised,
    Remark,
    Sic,
    Spaced,
    Supplied,
    Text,
    Unclear,
)
from tei.readings import Certainty, DateReading, FoundDate, Span
from tei.transcription import (
    Block,
    BlockKind,
    Division,
    Item,
    ItemList,
    Note,
    NoteType,
    Piece,
    Section,
    Table,
    Turn,
)

if TYPE_CHECKING:
    from tei.profile import Profile

__all__ = [
    "Added", "AlternativeName", "Anchor", "Block", "BlockKind", "Break", "Catalogue", "Cell", "CellPlace", "Certainty",
    "Citation", "DateReading", "Dated", "Deleted", "Division", "Document", "Earlier", "Emended", "Fact", "Foreign",
    "FoundDate", "Furniture", "Gap", "Glossed", "Header", "Highlighted", "Inline", "Item", "ItemList", "Letter", "Line",
    "Name", "Note",
    "NoteType", "PageBreak", "Person", "Piece", "Place", "PrintedSource", "Raised", "Record", "Remark",
    "Section", "Sic", "Slot", "Source", "Spaced", "Span", "Supplied", "Table", "Text", "Turn", "Unclear",
]  # fmt: skip

# --- stage 1 -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: its number (from 1) and its text without the line end."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line holds white space only."""
        return not self.text or self.text.isspace()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table whose row is a record: its column, its lines, the line of the file where each stands.

    `values`: each line is a value of a JSON array, and no sign in it parts it further.
    """

    column: str
    lines: tuple[Line, ...]
    at: tuple[int, ...]
    values: bool = False


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A line of a cell in its file: the file's line, the column, which line of the cell it is (from 1)."""

    line: int
    column: str
    nth: int


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded record: the path as the user gave it, sha256 of the file's bytes, encoding used, its lines.

    `ordinal`: which of the records of its file it is, from 1; 0 where the file is one record. Where the record is
    a row of a table, `cells` says which lines are which cell; the lines are numbered within the record then, for
    several cells, and in JSON several lines of one, stand on one line of the file.
    """

    path: str
    sha256: str
    encoding: str
    lines: tuple[Line, ...]
    ordinal: int = 0
    cells: tuple[Cell, ...] = ()
    empty: tuple[str, ...] = ()
    """The columns whose cells are empty in this row."""

    @property
    def first(self) -> int:
        """The number of its first line: 1, but for records that stand further down in a file."""
        return self.lines[0].number if self.lines else 1

    def cell(self, number: int) -> Cell | None:
        """The cell that a line belongs to."""
        inside = (cell for cell in self.cells if cell.lines[0].number <= number <= cell.lines[-1].number)
        return next(inside, None)

    def place(self, number: int) -> CellPlace | None:
        """Where a line of a row stands in its file; None for a record that is no row."""
        cell = self.cell(number)
        if cell is None:
            return None
        nth = number - cell.lines[0].number
        return CellPlace(cell.at[nth], cell.column, nth + 1)


# --- stage 2 -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a record that the profile names, such as `title` or `body`.

    `label` is the line that announced it, if one did; `lines` are its non-blank lines and, between
    them, its blank ones (a blank line parts paragraphs), never leading or trailing blanks. `printed` are
    label and lines as they stand in the record, where signs of its syntax (quotes, list marks) are no part of them.
    """

    name: str
    lines: tuple[Line, ...]
    label: Line | None = None
    printed: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The lines' text, each stripped, joined by single blanks."""
        return " ".join(line.text.strip() for line in self.lines if not line.blank)


@dataclass(frozen=True, slots=True)
class Record:
    """A source read by a profile: every non-blank line stands in exactly one slot."""

    source: Source
    profile: Profile
    slots: tuple[Slot, ...]

    def slot(self, name: str) -> Slot | None:
        """The slot of this name, or None; of several of one name, such as a repeated label, one of all lines."""
        found = [slot for slot in self.slots if slot.name == name]
        if len(found) < 2:
            return found[0] if found else None
        lines: list[Line] = []
        for slot in found:
            lines += [*([Line(slot.lines[0].number, "")] if lines and slot.lines else []), *slot.lines]
        return Slot(name, tuple(lines), next((slot.label for slot in found if slot.label), None))

    @property
    def text(self) -> tuple[Line, ...]:
        """The lines of the text; an editor's summary may stand between them. Each cell of a row is a paragraph or more."""
        lines: list[Line] = []
        for slot in self.slots:
            if slot.name == "body":
                lines += [Line(slot.lines[0].number, "")] if lines and self.source.cells else []
                lines += slot.lines
        return tuple(lines)


# --- stage 3: facts ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """A header fact: the value read, what was printed, where, how sure, and why it was read so.

    `ground` is empty when the record states the fact at its own place; else it names a category of
    the taxonomy of grounds (`ground.layout`, `ground.number`, `ground.citation`, ...).
    """

    value: str
    raw: str
    span: Span
    certainty: Certainty = "high"
    ground: str = ""


# --- stage 3: the citation ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """A name as printed and the role the text gives it, a MARC relator code such as `trl` or `ctb`.

    `verb` is the printed word the role was read from (`translated`), empty when there is none.
    """

    name: str
    role: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Glossed:
    """A romanised name or title with its gloss: `Zhongyang ribao (Central Daily)`; gloss may be empty."""

    name: str
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A printed book named by a citation; a part that is not printed is an empty string.

    `number` is that of a document in an edition (`Document No. 12`).
    """

    title: Glossed
    editors: tuple[Glossed, ...] = ()
    authors: tuple[Glossed, ...] = ()
    volume: str = ""
    place: str = ""
    publisher: str = ""
    year: str = ""
    pages: str = ""
    number: str = ""
    translators: tuple[Glossed, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation taken apart. What the parser is not sure of is empty; `rest` is what it left unread.

    `source` is the segment between archive name and people, verbatim; `parts` are (kind, value) of
    the shelfmark in printed order, kinds such as `fond`, `opis`, `file`, `pages`.
    """

    title: str = ""
    date: str = ""
    archive: str = ""
    source: str = ""
    repository: str = ""
    shelfmark: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    remarks: str = ""
    printed: PrintedSource | None = None
    people: tuple[Person, ...] = ()
    url: str = ""
    rest: str = ""


# --- stage 3: the document ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What an archive's catalogue says of a document in fields of its own, each entry as printed.

    `kind` is the printed kind of document; what it means is `Header.genre`.
    """

    authors: tuple[Fact, ...] = ()
    people: tuple[Fact, ...] = ()
    places: tuple[Fact, ...] = ()
    topics: tuple[Fact, ...] = ()
    subjects: tuple[Fact, ...] = ()
    kind: tuple[Fact, ...] = ()
    related: tuple[Fact, ...] = ()
    repository: tuple[Fact, ...] = ()
    rights: tuple[Fact, ...] = ()
    donors: tuple[Fact, ...] = ()
    uploaded: Fact | None = None
    uploaded_reading: DateReading | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier letter that the text says it answers: the words, its kind, its date.

    `fact.value` is the phrase, `fact.raw` the date in it as printed.
    """

    fact: Fact
    kind: str
    reading: DateReading


@dataclass(frozen=True, slots=True)
class Letter:
    """What address lines, salutation, signature and date line say of the sending.

    `date` and `date_reading` stand only where the date line gives a date.
    """

    senders: tuple[Fact, ...] = ()
    recipients: tuple[Fact, ...] = ()
    place: Fact | None = None
    date: Fact | None = None
    date_reading: DateReading | None = None
    answers: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The header facts of a document; None or empty is an honest unknown."""

    title: Fact | None
    title_language: str
    title_original: Fact | None
    title_original_language: str
    date: Fact | None
    date_reading: DateReading | None
    citation_verbatim: Fact | None
    citation: Citation
    url: Fact | None
    number: str
    archive: Fact | None
    summary: tuple[Fact, ...]
    credits: tuple[Fact, ...]
    funders: tuple[Fact, ...]
    stated_languages: tuple[Fact, ...]
    contents: tuple[Fact, ...]
    genre: Fact | None
    senders: tuple[Fact, ...]
    recipients: tuple[Fact, ...]
    intermediary: Fact | None
    unrecognised: tuple[Fact, ...]
    classification: tuple[Fact, ...] = ()
    catalogue: Catalogue = Catalogue()
    letter: Letter = Letter()
    summary_label: Fact | None = None
    collection: tuple[Fact, ...] = ()
    remarks: tuple[Fact, ...] = ()
    stated: tuple[tuple[str, Fact], ...] = ()
    """Slot and words of each field whose facts stand elsewhere, taken apart."""


@dataclass(frozen=True, slots=True)
class Document:
    """What stage 3 knows: the id, the header facts, the language divisions, and the record itself."""

    id: str
    header: Header
    divisions: tuple[Division, ...]
    record: Record

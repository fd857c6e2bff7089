"""The documented contract between the stages: frozen dataclasses that carry source lines.

Nothing here knows TEI or a file format. Line numbers count from 1, as an editor shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.profile import Profile

# --- stage 1 -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: its number (from 1) and its text without the line end."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line holds white space only."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file: the path as the user gave it, sha256 of its bytes, encoding used, its lines."""

    path: str
    sha256: str
    encoding: str
    lines: tuple[Line, ...]


# --- stage 2 -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a record that the profile names, such as `title` or `body`.

    `label` is the line that announced it, if one did; `lines` are its non-blank lines and, between
    them, its blank ones (a blank line parts paragraphs), never leading or trailing blanks.
    """

    name: str
    lines: tuple[Line, ...]
    label: Line | None = None

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
        """The first slot of this name, or None."""
        return next((slot for slot in self.slots if slot.name == name), None)


# --- stage 3: facts ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Source lines, first and last, both included, counted from 1."""

    first: int
    last: int


Certainty = Literal["high", "medium", "low"]


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


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as read: ISO 8601 values (`1950-10-01`, `1950-10`, `1950`), calendar, ground, certainty.

    Either `when`, or `start`/`end` (a period that is covered), or `not_before`/`not_after` (a point
    in it is meant; one of the two may be missing). `ground` is a category of the taxonomy `dating`:
    `dating.stated`, `dating.context` (a missing part taken from the header's date), ...
    `edtf_form` is the EDTF value where the bounds do not say it: `195X`, `1968-22`, `1950?`.
    """

    when: str | None = None
    start: str | None = None
    end: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    calendar: str = "gregorian"
    ground: str = "dating.stated"
    certainty: Certainty = "high"
    circa: bool = False
    edtf_form: str = ""

    @property
    def edtf(self) -> str:
        """One EDTF value: `1950-10-01`, `1952-09-19/1952-09-20`, `../1953-05`, `1950~`."""
        if self.edtf_form:
            return self.edtf_form
        if self.when:
            return self.when + ("~" if self.circa else "")
        if self.start or self.end:
            return f"{self.start or '..'}/{self.end or '..'}"
        return f"{self.not_before or '..'}/{self.not_after or '..'}"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in running text: half-open range of characters, and its reading."""

    begin: int
    end: int
    reading: DateReading


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
    """A printed book named by a citation; a part that is not printed is an empty string."""

    title: Glossed
    editors: tuple[Glossed, ...] = ()
    authors: tuple[Glossed, ...] = ()
    volume: str = ""
    place: str = ""
    publisher: str = ""
    year: str = ""
    pages: str = ""


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


# --- stage 3: the text -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the record."""

    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A note mark in the text: marker as printed (`〔1〕`), number, whether it was printed raised.

    `key` ties it to the Note of the same key in its division; None when no note answers.
    """

    marker: str
    n: str
    raised: bool
    key: str | None


@dataclass(frozen=True, slots=True)
class Raised:
    """Characters printed raised that are no note mark: the `st` of `1st`, the `2` of a square metre."""

    text: str


@dataclass(frozen=True, slots=True)
class Supplied:
    """Words the editor or translator added in square brackets; the brackets are markup, not text."""

    text: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: the words as printed and how they were read."""

    text: str
    reading: DateReading


@dataclass(frozen=True, slots=True)
class Break:
    """A line break of the print, standing for a blank (or a line end) of the record."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """A letter-spaced word: as printed (`M e m o`) and as it reads (`Memo`)."""

    text: str
    regular: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place name in a dateline."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a signature or an address, pointing at a person of the header if known."""

    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the paragraph's, and its BCP 47 tag; only where that is sure."""

    text: str
    language: str


Inline = Text | Anchor | Raised | Supplied | Dated | Break | Spaced | Place | Name | Foreign

BlockKind = Literal[
    "head", "dateline", "salute", "classification", "copy", "number", "address", "p", "signed",
    "trailer", "source-note", "notes-head", "rule", "label", "postscript",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text: what it is, its inline content, the source lines it covers.

    `rule` names the rule that decided the kind, for `tei explain`. `language` is empty where the block
    is in the division's language.
    """

    kind: BlockKind
    content: tuple[Inline, ...]
    span: Span
    rule: str = ""
    language: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content, one entry a paragraph, as a Note has it."""
        return (self.content,)


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the record: key (unique in its division), number, label as printed, its paragraphs.

    `bullet` is the list mark printed before the label (`-`), markup and not text. `language` is empty
    where the note is in the division's language.
    """

    key: str
    n: str
    label: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    span: Span
    bullet: str = ""
    anchored: bool = True
    language: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content, one entry a paragraph, as a Block has it."""
        return self.paragraphs


@dataclass(frozen=True, slots=True)
class Division:
    """The text in one language: BCP 47 tag, its role, its blocks and notes in printed order."""

    id: str
    language: str
    role: Literal["edition", "translation"]
    blocks: tuple[Block | Note, ...]
    span: Span

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Note))

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks that are no notes."""
        return tuple(block for block in self.blocks if isinstance(block, Block))

    @property
    def parts(self) -> tuple[Inline, ...]:
        """All inline parts, in order, those of the notes included."""
        return tuple(part for block in self.blocks for content in block.contents for part in content)


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


@dataclass(frozen=True, slots=True)
class Document:
    """What stage 3 knows: the id, the header facts, the language divisions, and the record itself."""

    id: str
    header: Header
    divisions: tuple[Division, ...]
    record: Record

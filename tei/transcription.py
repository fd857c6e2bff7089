"""The text of a document as stage 3 read it: what stands in a line, blocks, notes, divisions.

Part of the contract of model.py. In every `text` a newline is a line end of the print that a
paragraph runs across; the encoder writes it as `lb`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.readings import DateReading, Span


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
    """Words the editor or translator added in square brackets; the brackets are markup, not text.

    `undefined` are letters that complete a word in an edition, where it is not said who added them;
    `marker` is what the print has, where other signs than square brackets stand around the words.
    """

    text: str
    reason: Literal["subaudible", "undefined"] = "subaudible"
    marker: str = ""


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


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page of the print begins: its number, empty when not printed, and the marker as printed.

    `marker` is what the markup replaces (`[page break]`, `[p. 6]`, ` // `); empty where the number is
    kept as furniture beside it. `certain` is false where the number was counted, not printed.
    """

    n: str
    marker: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Furniture:
    """A page number, running head, foot line or letterhead, which stays where it stands."""

    text: str
    kind: Literal["pageNum", "header", "footer", "letterhead", "stamp"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that are not there: why, the marker as printed (`[illegible]`), how much if it is said."""

    reason: Literal["illegible", "lost", "deleted", "omitted", "editorial", "sampling", "notDeclassified"]
    marker: str
    quantity: int | None = None
    unit: Literal["chars", "words", "lines", "pages", ""] = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that the transcriber marked as not sure: `[Smith?]`; the marks are markup, not text."""

    text: str
    marker: str


@dataclass(frozen=True, slots=True)
class Sic:
    """The word before `[sic]`: `marker` is both as printed. Empty where the remark follows as a Remark."""

    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A bracketed remark on the copy or by the editor, kept with its brackets: `[handwritten]`."""

    text: str
    kind: Literal["sic", "handwritten", "signature", "stamp", "editorial"]


@dataclass(frozen=True, slots=True)
class AlternativeName:
    """Another form of the name before it; the brackets around it are text: `PAK HEON [Pak Hon]`."""

    text: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """Words struck out in the source; `marker` is what the print has, the signs around them included."""

    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """Words added by hand in the source; `marker` is what the print has, the signs included."""

    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Emended:
    """Words that the transcriber gives for what the source has: an abbreviation written out, a correction.

    `marker` is what the print has, the signs around them included.
    """

    text: str
    kind: Literal["expansion", "correction"]
    marker: str


@dataclass(frozen=True, slots=True)
class Highlighted:
    """Words set off in print: how, and the signs that the record has before and after them.

    `count` tells apart the pairs of signs that a layout has for one look.
    """

    text: str
    look: Literal["bold", "italic", "underlined", "letter-spaced"]
    signs: tuple[str, str]
    count: int = 1


Inline = (
    Text | Anchor | Raised | Supplied | Dated | Break | Spaced | Place | Name | Foreign | PageBreak | Furniture
    | Gap | Unclear | Sic | Remark | AlternativeName | Deleted | Added | Emended | Highlighted
)  # fmt: skip

BlockKind = Literal[
    "head", "number-head", "dateline", "salute", "classification", "copy", "precedence", "distribution",
    "reference", "number", "address", "p", "signed", "trailer", "source-note", "annotation", "stamp",
    "notes-head", "notes-rule", "rule", "label", "page", "furniture",
    "subject", "letterhead", "headnote", "cited",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text: what it is, its inline content, the source lines it covers.

    `rule` names the rule that decided the kind, for `tei explain`. `language` is empty where the block
    is in the division's language. A `page` block holds page breaks and furniture only. `subject` is what
    a letter says it is about, over its salutation; `headnote` an editor's note before the text; `cited`
    the edition's statement of where the document is cited. `continues` is true of a paragraph that goes
    on from the one before it, over the notes at the foot of a page that stand between them.
    """

    kind: BlockKind
    content: tuple[Inline, ...]
    span: Span
    rule: str = ""
    language: str = ""
    continues: bool = False

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content, one entry a paragraph, as a Note has it."""
        return (self.content,)


NoteType = Literal["editorial", "biographical", "textual", "translator", "authorial", "reference"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the record: key (unique in its division), number, label as printed, its paragraphs.

    `bullet` is the list mark printed before the label (`-`), markup and not text. `language` is empty
    where the note is in the division's language. `n` is the number or letter, empty for asterisks.
    `place` is `foot` for a note that stands at the foot of a page inside the text.
    """

    key: str
    n: str
    label: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    span: Span
    bullet: str = ""
    anchored: bool = True
    language: str = ""
    type: NoteType = "editorial"
    place: Literal["end", "foot"] = "end"
    rule: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content, one entry a paragraph, as a Block has it."""
        return self.paragraphs


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: label as printed (`1.`, `(a)`), its words, what stands below it in the item.

    `bullet` is a list mark (`-`) that is markup and not text. `inner` are further paragraphs, page
    breaks and lists within the item, in order.
    """

    label: str
    content: tuple[Inline, ...]
    span: Span
    bullet: str = ""
    inner: tuple[Block | ItemList, ...] = ()

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The item's own words, then what stands in it, in order."""
        return (self.content, *(content for piece in self.inner for content in piece.contents))


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list: its kind, its heading, its items; blocks among the items are page breaks and furniture."""

    kind: Literal[
        "simple", "numbered", "lettered", "bulleted", "contents", "members", "participants", "distribution"
    ]
    items: tuple[Item | Block, ...]
    span: Span
    head: tuple[Inline, ...] = ()
    rule: str = ""
    language: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content of heading and items, in order."""
        return (self.head, *(content for item in self.items for content in item.contents))


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells; `labelled` when the first row holds the column labels."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    span: Span
    labelled: bool = False
    rule: str = ""
    language: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content of the cells, row by row."""
        return tuple(cell for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker's turn: the speaker as printed, sign included (`NORTH:`), and what is said."""

    speaker: tuple[Inline, ...]
    blocks: tuple[Block | ItemList, ...]
    span: Span
    rule: str = ""
    language: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The speaker, then the content of the blocks, in order."""
        return (self.speaker, *(content for block in self.blocks for content in block.contents))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document with an opening or closing of its own, or a postscript.

    `pieces` begin with the heading, if there is one.
    """

    kind: Literal[
        "annex", "section", "article", "decree", "contents", "distribution", "headnote", "postscript"
    ]
    pieces: tuple[Piece, ...]
    span: Span
    n: str = ""
    rule: str = ""
    language: str = ""

    @property
    def contents(self) -> tuple[tuple[Inline, ...], ...]:
        """The inline content of all pieces, in order."""
        return tuple(content for piece in self.pieces for content in piece.contents)


Piece = Block | Note | ItemList | Table | Turn | Section


@dataclass(frozen=True, slots=True)
class Division:
    """The text in one language: BCP 47 tag, its role, its pieces and notes in printed order."""

    id: str
    language: str
    role: Literal["edition", "translation"]
    blocks: tuple[Piece, ...]
    span: Span

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes among the pieces, those inside sections included."""
        return tuple(piece for piece in _all(self.blocks) if isinstance(piece, Note))

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks that are no notes, those inside sections included."""
        return tuple(piece for piece in _all(self.blocks) if isinstance(piece, Block))

    @property
    def own(self) -> tuple[Block, ...]:
        """The blocks of the document itself: those of its annexes, which are papers of their own, left aside."""
        pieces = (
            piece for piece in self.blocks if not (isinstance(piece, Section) and piece.kind == "annex")
        )
        return tuple(piece for piece in _all(tuple(pieces)) if isinstance(piece, Block))

    @property
    def edition_lines(self) -> tuple[Block, ...]:
        """The edition's own lines over the document: where it is from, where it is cited."""
        own = takewhile(
            lambda piece: isinstance(piece, Block) and piece.kind in ("source-note", "cited"), self.blocks
        )
        return tuple(piece for piece in own if isinstance(piece, Block))

    @property
    def parts(self) -> tuple[Inline, ...]:
        """All inline parts, in order, those of the notes included."""
        return tuple(part for block in self.blocks for content in block.contents for part in content)


def _all(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces, and after each section what stands in it."""
    return tuple(
        inner
        for piece in pieces
        for inner in ((piece, *_all(piece.pieces)) if isinstance(piece, Section) else (piece,))
    )

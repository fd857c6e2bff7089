"""The text of a document as stage 3 read it: blocks, notes, lists, divisions; what stands in a line is `Inline`.

Part of the contract of model.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.inline_content import Inline
    from tei.readings import Span

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
        return tuple([piece for piece in _all(self.blocks) if isinstance(piece, Note)])

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks that are no notes, those inside sections included."""
        return tuple([piece for piece in _all(self.blocks) if isinstance(piece, Block)])

    @property
    def own(self) -> tuple[Block, ...]:
        """The blocks of the document itself: those of its annexes, which are papers of their own, left aside."""
        pieces = [
            piece for piece in self.blocks if not (isinstance(piece, Section) and piece.kind == "annex")
        ]
        return tuple([piece for piece in _all(tuple(pieces)) if isinstance(piece, Block)])

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
        return tuple([part for block in self.blocks for content in block.contents for part in content])


def _all(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces, and after each section what stands in it."""
    if Section not in map(type, pieces):
        return pieces
    return tuple(
        inner
        for piece in pieces
        for inner in ((piece, *_all(piece.pieces)) if isinstance(piece, Section) else (piece,))
    )

"""What stands in a line of the text as stage 3 read it: words, marks, dates, names, signs of the transcriber.

Part of the contract of model.py. In every `text` a newline is a line end of the print that a
paragraph runs across; the encoder writes it as `lb`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tei.readings import DateReading


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


GapReason = Literal["illegible", "lost", "deleted", "omitted", "editorial", "sampling", "notDeclassified"]
RemarkKind = Literal["sic", "handwritten", "signature", "stamp", "editorial"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that are not there: why, the marker as printed (`[illegible]`), how much if it is said."""

    reason: GapReason
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
    kind: RemarkKind


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

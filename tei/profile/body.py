"""The text of a layout: what its lines are, how they make paragraphs, what is markup in them."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from tei.profile.notes import NoteForms
from tei.profile.part import Part
from tei.profile.patterns import Pattern

LineKind = Literal[
    "head", "number-head", "label", "letterhead", "classification", "copy", "precedence", "number", "dateline",
    "address", "subject", "salute", "reference", "distribution", "signed", "trailer", "stamp", "source-note",
    "headnote", "cited", "annotation", "rule", "p",
]  # fmt: skip
"""What a line of the text can be, in the terms of TEI where TEI has one."""

Where = Literal["anywhere", "opening", "text", "closing"]

_OFFICE = ("classification", "copy", "precedence", "distribution", "reference", "stamp")
_ANYWHERE = ("p", "source-note", "cited", "annotation", "rule")
_ROOM: dict[str, tuple[str, ...]] = {
    "opening": (
        *_ANYWHERE, *_OFFICE, "head", "number-head", "label", "letterhead", "number", "dateline", "address",
        "subject", "salute", "headnote",
    ),
    "text": (*_ANYWHERE, "head"),
    "closing": (*_ANYWHERE, *_OFFICE, "number", "dateline", "address", "salute", "signed", "trailer"),
}  # fmt: skip


class BodyLine(Part):
    """A form of line that is of one kind. What is said here wins over the program's own rules."""

    pattern: Pattern
    """The form of the line, without the blanks at its ends. For a `head` in the text, a group `head` is a
    heading run in before the words of its paragraph."""
    kind: LineKind
    """What the line is; `p` keeps it from being taken for a heading, an opening or a closing."""
    where: Where = "anywhere"
    """Where such a line counts: `opening`: above the first paragraph; `closing`: below the last one; `text`:
    between; `anywhere`: wherever TEI has room for the kind. Where it has none, the program's own rules
    decide, and finding `I050` says so."""

    @model_validator(mode="after")
    def _has_room(self) -> BodyLine:
        if self.where != "anywhere" and self.kind not in _ROOM[self.where]:
            places = [name for name, kinds in _ROOM.items() if self.kind in kinds]
            raise ValueError(f"where: a {self.kind} stands in the {' or '.join(places)} only")
        return self

    def may_stand(self, place: Literal["opening", "text", "closing"]) -> bool:
        """Whether such a line counts at this place of the text."""
        return self.where in (place, "anywhere") and self.kind in _ROOM[place]


class FurnitureLine(Part):
    """A form of line that belongs to the page, not to the text. It stays at its place, as `fw`."""

    pattern: Pattern
    """The form of the line, without the blanks at its ends; a group `n` is the number of the page."""
    is_: Annotated[Literal["page-number", "running-head", "running-foot", "stamp"], Field(alias="is")]
    """What it is. A page begins (`pb`) at a page number, and at a running head or foot that has a number."""


class InlineMark(Part):
    """A sign, or a pair of signs, that stands for markup in a line."""

    open: str = ""
    """The sign before the words; with `close`."""
    close: str = ""
    """The sign after the words; it may be the same one."""
    sign: str = ""
    """A sign that stands alone, such as ` // `; blanks in it are part of it."""
    is_: Annotated[
        Literal[
            "handwritten", "deleted", "supplied", "expansion", "correction", "unclear", "gap", "bold", "italic",
            "underlined", "letter-spaced", "page-break",
        ],
        Field(alias="is"),
    ]  # fmt: skip
    """What the words are: `handwritten` (`add`), `deleted` (`del`), `supplied`, `expansion` (`expan`),
    `correction` (`corr`), `unclear`, `gap` (the words say what is missing), a look of the print (`hi`), or
    `page-break` (`pb`, the words being the number). A lone sign is a `gap` or a `page-break`."""

    @model_validator(mode="after")
    def _signs(self) -> InlineMark:
        if self.sign and (self.open or self.close):
            raise ValueError("sign: a mark is a lone sign, or has open and close")
        signs = [self.sign] if self.sign else [self.open, self.close]
        for name, one in zip(("sign",) if self.sign else ("open", "close"), signs, strict=True):
            if not one.strip():
                raise ValueError(f"{name}: is empty or white space, which no mark can be told by")
            if "\n" in one or (not self.sign and one != one.strip()):
                raise ValueError(f"{name}: has white space at an end, or a line end in it")
        if self.sign and self.is_ not in ("gap", "page-break"):
            raise ValueError(f"sign: a lone sign has no words to be {self.is_}; give open and close")
        return self

    @property
    def first(self) -> str:
        """The sign that the mark begins with."""
        return self.sign or self.open


class DivisionMarker(Part):
    """A line that a division of the text begins with. It stays in it, as its `head[@type='label']`."""

    pattern: Pattern
    """The form of the line, without the blanks at its ends."""
    language: Annotated[str, Field(pattern=r"^(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?$")] = ""
    """BCP 47 tag of the division; without it the words of the division tell."""
    role: Literal["auto", "edition", "translation"] = "auto"
    """What the division is; `auto`: the languages tell, as they do elsewhere."""


class BodyRules(Part):
    """How the text is cut into divisions and paragraphs and what is markup in it."""

    raised: tuple[str, str] | None = None
    """The signs around what was printed raised, such as `^{` and `}`."""
    supplied: bool = False
    """Whether words in square brackets within a translation are the translator's additions."""
    bullets: tuple[str, ...] = ()
    """List marks before a note; markup, not text."""
    paragraphs: Literal["auto", "line", "blank-line", "indent"] = "auto"
    """What a paragraph of the text is: `auto`: a line, or lines of print that go on; `line`: each line;
    `blank-line`: the lines up to a blank one; `indent`: an indented line and those up to the next, or up to a
    blank one."""
    hyphens: Literal["auto", "keep"] = "auto"
    """Whether a hyphen at a line end divides a word (`auto`) or is one of the word's own (`keep`)."""
    divisions: Literal["auto", "language", "script", "none"] = "auto"
    """Where a division of the text begins: `auto`: where another language runs on, quotations, notes and
    annexes left in their text; `language`: at any change of language; `script`: where the script changes,
    too; `none`: the text is one division."""
    lines: tuple[BodyLine, ...] = ()
    furniture: tuple[FurnitureLine, ...] = ()
    marks: tuple[InlineMark, ...] = ()
    division_markers: tuple[DivisionMarker, ...] = ()
    notes: NoteForms = NoteForms()

    @model_validator(mode="after")
    def _hyphens_need_lines(self) -> BodyRules:
        if self.hyphens == "keep" and self.paragraphs == "line":
            raise ValueError('hyphens: where each line is a paragraph ("line"), no word is divided')
        return self

    @model_validator(mode="after")
    def _one_meaning_for_a_sign(self) -> BodyRules:
        twice = [sign for sign, n in Counter(mark.first for mark in self.marks).items() if n > 1]
        if twice:
            raise ValueError(f"marks: two marks begin with {twice[0]!r}; which of them is meant?")
        if self.raised and self.raised[0] in {mark.first for mark in self.marks}:
            raise ValueError(f"marks: {self.raised[0]!r} marks raised print already")
        return self

    @model_validator(mode="after")
    def _markers_cut(self) -> BodyRules:
        if self.divisions == "none" and self.division_markers:
            raise ValueError('division_markers: with divisions = "none" the text is one division')
        return self

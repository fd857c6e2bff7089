"""The header of a layout: slots by position, by label and by pattern; where the text begins."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from tei.profile.part import Count, Part
from tei.profile.patterns import Pattern
from tei.profile.slots import LISTED, SlotName


class Position(Part):
    """A slot filled by its position before the first label."""

    slot: SlotName
    pattern: Pattern | None = None
    """What the slot's text looks like; decides where a paragraph is missing or one too many."""
    longest: Count | None = None
    """Characters; where all positions are filled in order, the length alone decides."""
    unsure_pattern: Pattern | None = None
    """For a slot that closes the text: what it must look like where its place says less."""
    before_next: bool = False
    """Only where the paragraph after it has the form of the next position."""

    def accepts(self, text: str, *, in_order: bool = False) -> bool:
        """Whether a paragraph may fill the slot; `in_order`: as many paragraphs as positions stand there."""
        if in_order and self.longest is not None and len(text) <= self.longest:
            return True
        return self.pattern is None or self.pattern.search(text) is not None

    def accepts_unsure(self, text: str) -> bool:
        """Whether a paragraph may fill the slot where no blank line says so, or several do."""
        if self.unsure_pattern is None:
            return self.accepts(text)
        return self.unsure_pattern.search(text) is not None


class Label(Part):
    """A header label: the words that announce a slot, alone on their line or before its value."""

    slot: SlotName
    names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    value: Literal["none", "line", "lines", "paragraph", "paragraphs"] = "paragraphs"
    """`line`: one line; `lines`: up to the next blank line; `paragraphs`: up to the next label; `none`:
    the heading of a group of labels. Labels after the text are found from such a heading."""
    separator: str = ""
    """The sign between several values on one line, such as `;`. Without it each line is one value."""
    repeats: bool = False
    """Whether the label may come several times, once for each value."""
    pattern: Pattern | None = None
    """What a value looks like. For `lines`: used to end the block where the blank lines are lost; else asked
    only where no label follows, and a label whose paragraph has not this form stands empty."""
    above: SlotName | Literal[""] = ""
    """The slot of what stands in the value above the first words of the form `pattern`, such as a summary above the
    citation. A value without such words is then kept as unrecognised."""
    run_on: Pattern | None = None
    """In a flattened record: one value, as it begins what stands behind the label. Several may follow one
    another; where no label comes behind them, the text does."""

    @model_validator(mode="after")
    def _several_values_have_room(self) -> Label:
        if self.separator and self.slot not in LISTED:
            raise ValueError(f"separator: a slot of several values is asked for: {', '.join(sorted(LISTED))}")
        if self.above and self.pattern is None:
            raise ValueError("above: `pattern` is asked for, the form of what stands below")
        if self.separator and not self.separator.strip():
            raise ValueError("separator: white space parts words, not values")
        return self


class LinePattern(Part):
    """A slot filled by the form of a line, wherever in the header it stands."""

    slot: SlotName
    """The slot that the line fills."""
    pattern: Pattern
    """The form of the line. A group `value` is the value, and what stands before it its label; without
    the group the whole line is the value."""


class Drop(Part):
    """Lines that are no part of the record, such as a web site's navigation; said in a finding."""

    lines: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    """The lines, whole."""
    where: Literal["above", "header"] = "above"
    """Where they count: only above the header, or anywhere in it, above the text."""
    reason: Annotated[str, Field(min_length=1)]
    """Why they are not kept."""


class Abstract(Part):
    """An editor's summary that stands within the text: below its label, up to the label of the text."""

    names: Annotated[tuple[str, ...], Field(min_length=1)]
    """Labels of the summary, each alone on its line."""
    until: Annotated[tuple[str, ...], Field(min_length=1)]
    """Labels of the text, each alone on its line; they belong to the text."""


class HeaderRules(Part):
    """The header: slots by position at the head, by the form of a line, by labels before or after the text."""

    data_header: bool = False
    """Whether a record begins with a header of data between two fences, YAML (`---`) or TOML (`+++`). The names of
    the labels are then its keys, small or capital, in any order; a key within a table is `table.key`."""
    drops: tuple[Drop, ...] = ()
    masthead: tuple[str, ...] = ()
    """Lines of the archive's own head above everything else: no title, kept as unrecognised notes."""
    masthead_pattern: Pattern | None = None
    """The form of such lines, where they are not always the same."""
    flattened: bool = False
    """Whether a record may stand on one line, its labels and values one behind the other. It is cut at the
    labels, in their order, the front of it by the positions; the last label must say what `run_on` its value is."""

    labels_stand: Literal["before", "after"] = "before"
    """Whether the labels stand before the text or after it."""
    order: Literal["fixed", "free"] = "fixed"
    """Whether the labels come in the order that they are listed in. In a fixed order a label that should have
    come earlier is a word of the text. Labels after the text are free below their heading in any case."""
    text_begins: Pattern | None = None
    """The form of the line that the text begins with, where the header's own end does not tell. All above it
    is header."""

    positions: tuple[Position, ...] = ()
    """Slots of the paragraphs before the first label, in order."""
    front_ends: Pattern | None = None
    """For a layout without labels: the form of the paragraph that the text begins with. The positions are
    those of the paragraphs above it, and count only where it follows them."""
    patterns: tuple[LinePattern, ...] = ()
    """Slots of lines at the head, by their form; each counts once."""
    labels: tuple[Label, ...] = ()
    """Any may be missing, none comes twice or within the text. One of the slot `body` announces the text."""
    abstract: Abstract | None = None
    closing: tuple[Position, ...] = ()
    """Slots of the last paragraphs between the text and labels that stand after it."""

    def is_masthead(self, text: str) -> bool:
        """Whether a line, stripped, is of the archive's own head."""
        form = self.masthead_pattern
        return text in self.masthead or (form is not None and form.search(text) is not None)

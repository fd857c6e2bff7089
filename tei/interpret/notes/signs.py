"""How notes are told in a text: by the forms that the program knows, and by those that a layout names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.interpret.notes.labels import Label, read_label
from tei.interpret.notes.marks import mark_name, marks_in, named_signs
from tei.interpret.notes.parted import STYLE as PARTED
from tei.interpret.notes.words import is_heading, label_in_brackets
from tei.interpret.said_marks import hide_marks
from tei.profile import InlineMark, NoteForms

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from tei.interpret.notes.marks import Mark


@dataclass(frozen=True, slots=True)
class NoteSigns:
    """Headings, labels and marks of notes; `marks` are the layout's signs that are none of them."""

    forms: NoteForms = field(default_factory=NoteForms)
    marks: tuple[InlineMark, ...] = ()

    def bare(self, text: str) -> str:
        """The text without the signs that the layout has for something else; as long as before."""
        return hide_marks(text, self.marks) if self.marks else text

    def is_heading(self, text: str) -> bool:
        """Whether a line is a heading of notes."""
        named = self.forms.heading
        return is_heading(text) or (named is not None and named.search(text.strip()) is not None)

    def label(self, text: str) -> Label | None:
        """The label of a line that may be a note."""
        if self.forms.item is None:
            return read_label(self.bare(text) if self.marks else text)
        found = self.forms.item.search(text)
        if found is None or text[: found.start()].strip() or not (name := _name(found)):
            return read_label(self.bare(text))
        rest = text[found.end() :]
        return Label("named", found[0].strip(), name, "", len(text) - len(rest.lstrip()))

    def may_label(self, text: str) -> bool:
        """Whether a line may begin a note, by its label or the word for notes in brackets before it."""
        return self.label(text) is not None or label_in_brackets(text) != ""

    def names(self, text: str) -> frozenset[str]:
        """The names of the marks in a line."""
        text_of_marks = self.bare(text) if self.marks else text
        known = [name for _, style, name in named_signs(text_of_marks) if name and style != PARTED]
        if self.forms.anchor is not None:
            known += [name for _, _, _, name in self.anchors(text)]
        return frozenset(known)

    def parted(self, text: str) -> list[Mark]:
        """The marks in a line that a blank parts from their word."""
        return [mark for mark in marks_in(self.bare(text)) if mark[1] == PARTED]

    def anchors(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """The marks that the layout names: begin, end, as printed, name. At the front of a line one is a label."""
        for found in self.forms.anchor.finditer(text) if self.forms.anchor else ():
            front = text[: found.start()].rpartition("\n")[2]
            name = _name(found)
            if name and found[0].strip() and "\n" not in found[0] and front.strip():
                yield found.start(), found.end(), found[0], name


def _name(found: regex.Match[str]) -> str:
    number = found["n"] if "n" in found.re.groupindex else found[1]
    return mark_name(number or "")

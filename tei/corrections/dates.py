"""Corrections of dates in the text: the words marked anew, or no longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.corrections.content import ContentChange
from tei.corrections.values import NONE, reading_of
from tei.model import Dated, Text

if TYPE_CHECKING:
    from tei.corrections.content import Content
    from tei.model import Inline, Span


@dataclass(slots=True)
class DateChange(ContentChange):
    """The date of these words on the line."""

    missed: str = "these words are not found as one date or as plain words of the line"

    def changed(self, content: Content, span: Span) -> Content:
        """The content with the date marked anew; of equal words the one that stands on the line."""
        made: list[Inline] = []
        for part in content:
            made += [part] if self.done else self._part(part, span)
        return tuple(made)

    def _part(self, part: Inline, span: Span) -> list[Inline]:
        if isinstance(part, Dated):
            if "".join(part.text.split()) == "".join(self.row.printed.split()) and self.is_meant(span):
                self.done, self.old = True, part.reading.edtf
                return [self._marked(part.text)]
            return [part]
        if not isinstance(part, Text):
            return [part]
        for match in self.meant(part.text, span):
            self.done = True
            before, after = Text(part.text[: match.start()]), Text(part.text[match.end() :])
            return [one for one in (before, self._marked(match[0]), after) if one.text]
        return [part]

    def _marked(self, text: str) -> Dated | Text:
        reading = None if self.row.value == NONE else reading_of(self.row.value)
        return Text(text) if reading is None else Dated(text, reading)

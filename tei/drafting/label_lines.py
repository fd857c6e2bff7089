"""Lines that look like labels, by their form alone: whether they are some is for many records to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Line

_LONGEST = 40  # signs of a label
_MOST_WORDS = 5
_BRACKETED = re.compile(r"^(?:【[^】]{1,20}】|〔[^〕]{1,20}〕|［[^］]{1,20}］)")
_COLON = re.compile(r"^(?P<name>[^\W\d_][^:：]{0,38}?)\s?[:：](?=\s|$|[^\s/0-9])")
_FULL_WIDTH = re.compile(r"^(?P<name>[^\W\d_][^:：]{0,38}?)：")
_SENTENCE = re.compile(r"[.!?。！？,，;；\"“”«»]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a label: its index, the words with their colon or brackets, the value beside them.

    `alone`: nothing else stands on the line. `bare`: neither colon nor bracket says that it is a label.
    """

    index: int
    name: str
    rest: str
    bare: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing else stands on the line."""
        return not self.rest


def candidates(lines: Sequence[Line]) -> Iterator[Candidate]:
    """The lines of a record that have the form of a label."""
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        if marked := _BRACKETED.match(text) or _with_colon(text):
            yield Candidate(index, marked[0].strip(), text[marked.end() :].strip())
        elif _bare(text):
            yield Candidate(index, text, "", bare=True)


def _with_colon(text: str) -> re.Match[str] | None:
    found = _FULL_WIDTH.match(text) or _COLON.match(text)
    if found is None or len(found[0]) > _LONGEST or len(found["name"].split()) > _MOST_WORDS:
        return None
    return None if _SENTENCE.search(found["name"].replace("No.", "").rstrip(".")) else found


def _bare(text: str) -> bool:
    """A short line without a stop, which begins with a letter."""
    if not 1 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if not text[0].isalpha() or text[0].islower():
        return False
    return not re.search(r"[.,;:!?。，、；：！？…\-–—\d]$", text)

"""The signs that a layout names as markup (`[[body.marks]]`), found in a line and read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.interpret.brackets import read_gap
from tei.model import Added, Deleted, Emended, Highlighted, Inline, PageBreak, Supplied, Unclear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.profile import InlineMark

    Marks = tuple[InlineMark, ...]

_LONGEST = 1_000  # characters between two signs: a bound on the time, and longer than any paragraph's mark
_HIDDEN = "\ue000"  # stands for a sign where other marks are looked for


def find_marks(text: str, marks: Marks, language: str) -> Iterator[tuple[int, int, int, int, Inline]]:
    """Begin, begin of the words, their end, end, and what the mark is; in order, none within another."""
    for match, mark in _matches(text, marks):
        words = match[match.lastgroup or 0]
        if part := _part(mark, match[0], "" if mark.sign else words, language, marks):
            begin, end = (match.start(), match.end()) if mark.sign else match.span(match.lastgroup or 0)
            begins, ends = _within_blanks(match, mark)
            yield begins, begin, end, ends, part


def _within_blanks(match: re.Match[str], mark: InlineMark) -> tuple[int, int]:
    """Where a mark begins and ends; the blanks around a lone sign tell it, and stay between the words."""
    if not mark.sign:
        return match.span()
    before = len(match[0]) - len(match[0].lstrip())
    return match.start() + before, match.start() + before + len(match[0].strip())


def hide_marks(text: str, marks: Marks) -> str:
    """The text, as long as before, without the signs of the marks: nothing else is to be seen in them."""
    if not marks:
        return text
    hidden = list(text)
    for match, mark in _matches(text, marks):
        first = match.end() if mark.sign else match.start(match.lastgroup or 0)
        for at in (*range(match.start(), first), *range(match.end(match.lastgroup or 0), match.end())):
            hidden[at] = _HIDDEN
    return "".join(hidden)


def _matches(text: str, marks: Marks) -> Iterator[tuple[re.Match[str], InlineMark]]:
    if marks:
        for match in _pattern(marks).finditer(text):
            yield match, marks[int((match.lastgroup or "m0")[1:])]


@lru_cache(maxsize=64)
def _pattern(marks: Marks) -> re.Pattern[str]:
    """One alternation; where two marks begin alike, the longer sign is meant."""
    order = sorted(range(len(marks)), key=lambda at: (-len(marks[at].first), at))
    return re.compile("|".join(_form(at, marks[at]) for at in order), re.DOTALL)


def _form(at: int, mark: InlineMark) -> str:
    if mark.sign:
        return f"(?P<m{at}>{re.escape(mark.sign)})"
    opened, closed = re.escape(mark.open), re.escape(mark.close)
    words = rf"(?P<m{at}>(?:(?!{opened}|{closed}).){{1,{_LONGEST}}})"
    # Of two like signs, the first stands before a word and the second after one.
    return rf"{opened}(?!\s){words}(?<!\s){closed}" if opened == closed else f"{opened}{words}{closed}"


def _part(mark: InlineMark, printed: str, words: str, language: str, marks: Marks) -> Inline | None:
    shown = printed.strip()
    if mark.is_ == "page-break":
        return PageBreak(" ".join(words.split()), shown)
    if mark.is_ == "gap":
        return read_gap(words.strip(" ."), shown, language)
    return _words(mark, shown, words, marks) if words.strip() else None


def _words(mark: InlineMark, shown: str, words: str, marks: Marks) -> Inline:
    match mark.is_:
        case "handwritten":
            return Added(words, shown)
        case "deleted":
            return Deleted(words, shown)
        case "supplied":
            return Supplied(words, "undefined", shown)
        case "unclear":
            return Unclear(words, shown)
        case "expansion" | "correction":
            return Emended(words, mark.is_, shown)
        case "bold" | "italic" | "underlined" | "letter-spaced":
            alike = [one for one in marks if one.is_ == mark.is_]
            return Highlighted(words, mark.is_, (mark.open, mark.close), alike.index(mark) + 1)
    raise ValueError(mark.is_)

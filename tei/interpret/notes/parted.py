"""Marks that a blank parts from their word, with half a bracket, or glued to it: `papers (1) came`, `boxes 1), which`, `sacks1,`.

Lists and enumerations are printed so too. They are marks where the notes at the end of the text or page answer
to all of them, in their order and once, and where nothing says that the sentence counts by them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tei.interpret.notes.marks import STARS, is_number
from tei.interpret.notes.words import counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.interpret.notes.marks import Mark

STYLE: Final = "parted"
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+|[&,;:、–—-])\.?\s*$")
_LAST_WORD: Final = re.compile(r"([^\W\d_]{1,60})\W{0,3}$")
_ENDS_SENTENCE: Final = re.compile(r"[.!?。！？][\"”’»」)]?(?:\s|$)|[。！？]|\n")
_QUESTION: Final = re.compile(r"\w.*[?？؟][\"”’»」)]?$", re.DOTALL)
_ASKED: Final = re.compile(r"[?？؟][\"”’»」)]?\s*$")
_CLOSES: Final = re.compile(r"[,.;:!?»”’\"」』)，。；：、]|\s*$")


def answers(marks: Sequence[Mark], names: Sequence[str]) -> bool:
    """Whether notes of these names answer to the parted marks with these names in the text before them.

    Args:
        marks: the marks, as they follow each other.
        names: the names of the notes.
    """
    if [name for _, _, name in marks] != list(names) or not all(map(_is_sure, names)):
        return False
    if len({match.lastgroup for match, _, _ in marks}) > 1 or _number_things(marks):
        return False
    matches = [match for match, _, _ in marks]
    return not _ask(matches) and (len(names) == 1 or not _enumerate(matches))


def uncounted(marks: Iterable[Mark]) -> list[Mark]:
    """The marks without those that the words before them count: `point (1)`."""
    return [mark for mark in marks if not _is_counted(mark[0])]


def is_glued(mark: Mark) -> bool:
    """Whether a mark is a number at the end of a word: raised print that has lost its height."""
    return mark[0].lastgroup == "glued"


def _number_things(marks: Sequence[Mark]) -> bool:
    """Whether one word has several of the numbers: `school1`, `school2` are two schools."""
    words = [
        found[1].casefold()
        for mark in marks
        if (found := _LAST_WORD.search(mark[0].string[: mark[0].start()]))
    ]
    return len(set(words)) < len(words)


def _is_sure(name: str) -> bool:
    return is_number(name) or name[:1] in STARS


def _is_counted(match: re.Match[str]) -> bool:
    """`point (1)`, `(1) and (2)`: the words before name the number, or join it to one before."""
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 40), match.start())
    return before is not None and counts(before[1])


def _ask(matches: Sequence[re.Match[str]]) -> bool:
    """Whether a question stands behind each number, up to the next one, or right before it.

    The numbered lines below are then the answers.
    """
    if len(matches) > 1 and all(_ASKED.search(match.string[: match.start()]) for match in matches):
        return True
    ends = [
        following.start() if following is not None and following.string is match.string else len(match.string)
        for match, following in zip(matches, [*matches[1:], None], strict=True)
    ]
    return all(
        _QUESTION.search(match.string[match.end() : end].rstrip())
        for match, end in zip(matches, ends, strict=True)
    )


def _enumerate(matches: Iterable[re.Match[str]]) -> bool:
    """Whether marks may count the parts of a sentence: all in one, and words behind each of them."""
    found = list(matches)
    if any(match.lastgroup == "glued" or _CLOSES.match(match.string, match.end()) for match in found):
        return False
    return all(
        first.string is second.string and not _ENDS_SENTENCE.search(first.string, first.end(), second.start())
        for first, second in pairwise(found)
    )

"""What a correction can name: facts of the header, and places of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from tei.model import BlockKind

FACTS = (
    "title", "title_original", "date", "sender", "recipient", "intermediary", "place_sent", "genre",
    "original_language", "translator", "contributor", "collector", "transcriber", "editor", "repository",
    "shelfmark", "url",
)  # fmt: skip
"""Facts that can be corrected; the same names as in `tei explain` and in the review list."""

SEVERAL = frozenset(
    "sender recipient original_language translator contributor collector transcriber editor".split()
)
"""Facts that may have several values, parted by `;`."""

KINDS = tuple(
    kind
    for kind in get_args(BlockKind)
    if kind not in ("notes-head", "notes-rule", "rule", "page", "furniture")
)
"""What a line can be made by a correction: what holds words of the document."""

FORMS = "line N date, line N bracket, line N mark, line N kind, line N language, division ID language"
_LINE = re.compile(r"line ([1-9][0-9]{0,8}) (date|bracket|mark|kind|language)(?: ([1-9][0-9]{0,3}))?")
_DIVISION = re.compile(r"division ([^\W\d][\w.-]{0,63}) language")
# Places of the review list that can be confirmed and not corrected.
_SEEN = re.compile(
    r"finding [A-Z][0-9]{3}(?: line [1-9][0-9]{0,8})?|line [1-9][0-9]{0,8} page(?: [1-9][0-9]{0,3})?"
)
_SEEN_FACTS = frozenset(
    "answers date_sent uploaded citation funder credits summary contents classification site number authors people "
    "places topics subjects type related rights printed_source shelfmark_part physical unrecognised".split()
)

Subject = Literal["fact", "date", "bracket", "mark", "kind", "language", "division", "seen"]

IN_WORDS: frozenset[Subject] = frozenset(("date", "bracket", "mark"))
"""What is told apart from others on its line by its words."""
_OF_LINES: tuple[Subject, ...] = ("date", "bracket", "mark", "kind", "language")


@dataclass(frozen=True, slots=True)
class Place:
    """A place taken apart: what it is about, the name or id, the line, which of several on the line.

    `seen` is a place that can be confirmed only.
    """

    subject: Subject
    name: str = ""
    line: int = 0
    nth: int = 1


def place_of(text: str) -> Place | None:
    """Take a place apart; None for one that names nothing."""
    if text in FACTS:
        return Place("fact", text)
    if match := _LINE.fullmatch(text):
        subject = next(one for one in _OF_LINES if one == match[2])
        return Place(subject, text, int(match[1]), int(match[3] or 1))
    if match := _DIVISION.fullmatch(text):
        return Place("division", match[1])
    if text in _SEEN_FACTS or _SEEN.fullmatch(text):
        line = re.search(r"line ([0-9]+)", text)
        return Place("seen", text, int(line[1]) if line else 0)
    return None

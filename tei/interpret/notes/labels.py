"""The label at the front of a note: its sign, its name, and how sure the sign is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from tei.interpret.notes.ends import PAGE, RULE
from tei.interpret.notes.marks import (
    CIRCLED,
    CLOSE,
    EAST_DIGITS,
    OPEN,
    RAISED_DIGITS,
    RAISED_LETTERS,
    STARS,
    is_number,
    mark_name,
)

Family = Literal[
    "raised", "bracket", "round", "circled", "star", "word", "dotted", "number", "letter", "named"
]

_DIGITS: Final = f"[0-9０-９{EAST_DIGITS}]{{1,4}}"
_LABEL: Final = re.compile(
    rf"^\s*(?P<bullet>[-–•]\s+|\*\s+(?=[\[〔［【(（^{CIRCLED}{RAISED_DIGITS}]))?(?P<sign>"
    r"(?P<raised>\^\{[^{}]{1,8}\}"
    rf"|⁽?[{RAISED_DIGITS}]{{1,4}}⁾?|[{RAISED_LETTERS}](?=\s))"
    rf"|(?P<bracket>[{OPEN}\[](?:{_DIGITS}|[a-zа-я]|[{STARS}]{{1,4}})[{CLOSE}\]])"
    rf"|(?P<round>[(（](?:{_DIGITS}|[a-zа-я]|[{STARS}]{{1,4}})[)）])"
    rf"|(?P<circled>[{CIRCLED}])"
    rf"|(?P<star>[{STARS}]{{1,6}}\)?(?!\s*[{STARS}])|※[0-9０-９]{{0,3}})"
    r"|(?P<word>[\[(（〔]?(?i:note|footnote|fn\.?|anm\.?|прим\.?|注|註|주|訳注) ?(?P<worded>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?:[\])）〕]|(?=[.:：)\s])))"
    rf"|(?P<dotted>(?:{_DIGITS}|[a-zа-я])[.)．）](?![0-9])|{_DIGITS}[、/](?![0-9]))"
    rf"|(?P<number>{_DIGITS}(?=[ \t\u3000]))"
    r"|(?P<letter>[a-zа-я](?=[ \t]))"
    r")(?P<stop>[.:](?=\s|$)|：)?\s*"
)
_BEGINS_WORD: Final = frozenset(
    "NFAП注註주訳"
)  # the first letters of the words that a label may have, in capitals


@dataclass(slots=True)
class Label:
    """A label as printed, with the list mark before it; `end` is where the note's words begin."""

    family: Family
    sign: str
    name: str
    bullet: str
    end: int

    @property
    def strong(self) -> bool:
        """Whether the sign is one that lists and sentences do not begin with."""
        return self.family in ("raised", "bracket", "circled", "named")

    def goes_with(self, first: Label) -> bool:
        """Whether labels of these two forms stand in one list of notes."""
        sure = ("raised", "bracket", "circled", "round", "word", "star")
        if self.family == first.family:
            return first.family != "dotted" or is_number(self.name) == is_number(first.name)
        return self.family in sure and (first.family in sure or self.strong)


def read_label(text: str) -> Label | None:
    """The label of a line that has one and words (or nothing) after it."""
    first = text.lstrip()[:1]
    if first.isalpha() and not first.islower() and first not in _BEGINS_WORD:
        return None
    match = _LABEL.match(text)
    if match is None or PAGE.match(text) or RULE.match(text):
        return None
    family: Family = next(kind for kind in _FAMILIES if match[kind])
    sign = match["sign"] + (match["stop"] or "")
    bare = match["sign"].removeprefix("^{").removesuffix("}") if family == "raised" else match["sign"]
    name = mark_name(match["worded"] if family == "word" else bare)
    if not name or (family == "star" and not text[match.end() :].strip()):
        return None
    return Label(family, sign, name, (match["bullet"] or "").strip(), match.end())


_FAMILIES: Final[tuple[Family, ...]] = (
    "raised", "bracket", "round", "circled", "star", "word", "dotted", "number", "letter"
)  # fmt: skip

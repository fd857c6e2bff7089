"""Rolls of members without labels: a name in each line, the surname in capitals, often an office after it.

    COMMITTEE OF HONOUR
    Ada HOLM, Warden of the Coast
    J. REYES, of the Lamp Makers'
    Guild

The capitals of the surnames tell that the lines are names; three of them make a roll. A line in
capitals over the names heads them; a short line that is neither goes on with the name before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.interpret.layout import is_page, text_of, together
from tei.late_patterns import late
from tei.model import Item, ItemList, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker
    from tei.model import Block

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚŁŃŇŐŘŚŠŤŮŰŹŻŽА-ЯЁІЇЄҐ"
_SURNAME = rf"(?:d['’]|de |du |des |von |van |zu |of )?[{_CAPITAL}][{_CAPITAL}'’-]{{2,}}"
_TITLE = r"(?:(?:M\. ?M\.|MM?\.|Mmes?|Mlles?|Mr?s?\.?|Drs?\.?|Prof\.?|S\. ?E\.|H\. ?E\.|Herr|Frau|Sir|Lord|тов\.|г-н)\s+)"
_GIVEN = rf"(?:(?:[Ll]e |the )?(?:[{_CAPITAL}][\w’'-]*[^\W{_CAPITAL}\d_][\w’'-]*|[{_CAPITAL}]\w?\.)[ -]?)"
_AFTER = r"(?:\s?[,.]\s\S.{1,100}|\s?[,;.]?)"
_MEMBER = late(
    rf"(?:{_TITLE}{{0,2}}{_GIVEN}{{1,3}}|{_TITLE}{{1,2}})\s?{_SURNAME}(?:[ -]{_SURNAME}){{0,3}}{_AFTER}"
    rf"|{_SURNAME},\s[^\W{_CAPITAL}]?\S.{{2,100}}"
)
_SURNAMES = re.compile(rf"{_TITLE}{{0,2}}{_SURNAME}(?: (?:de|von|van|y) {_SURNAME})?")
_LEFT_OPEN = re.compile(rf"{_TITLE}{{1,2}}[.…·_ ]{{3,}}")
_HEAD = re.compile(
    rf"(?=(?:.*[{_CAPITAL}]){{4}})(?:[{_CAPITAL}0-9'’.,()-]+|[^\W\d_]{{1,3}}['’]?)(?:[ -]\S+){{0,9}}"
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 110
_LONGEST_OFFICE = 220
_ENOUGH = 3


@dataclass(slots=True)
class _Entry:
    """A member: the lines that name him, page furniture after them."""

    lines: list[Decided]
    pages: list[Decided] = field(default_factory=list)


@dataclass(slots=True)
class _Roll:
    """Members under one heading, or under none."""

    head: Decided | None
    entries: list[_Entry] = field(default_factory=list)


def group_rolls(lines: Sequence[Decided], maker: Maker) -> Sequence[Decided | ItemList]:
    """Group the members of rolls, with the lines that head them; other lines come back as they are."""
    if sum(map(_is_member, lines)) < _ENOUGH:
        return lines
    pieces: list[Decided | ItemList] = []
    index = 0
    while index < len(lines):
        rolls, end = _rolls_at(lines, index)
        members = sum(_is_member(entry.lines[0]) for roll in rolls for entry in roll.entries)
        if members >= _ENOUGH and all(roll.entries for roll in rolls):
            pieces += [_list(roll, maker) for roll in rolls]
            index = end
        else:
            pieces.append(lines[index])
            index += 1
    return pieces


def _rolls_at(lines: Sequence[Decided], index: int) -> tuple[list[_Roll], int]:
    """The rolls that begin at a line, and the index behind them; none where it is no member or heading."""
    rolls: list[_Roll] = []
    end = at = index
    while at < len(lines):
        line = lines[at]
        if is_page(line) and rolls and rolls[-1].entries:
            rolls[-1].entries[-1].pages.append(line)
        elif _is_member(line) or _LEFT_OPEN.fullmatch(text_of(line).strip()):
            if not rolls:
                rolls.append(_Roll(None))
            rolls[-1].entries.append(_Entry([line]))
            end = at + 1
        elif _is_head(line) and _follows(lines, at):
            rolls.append(_Roll(line))
        elif rolls and _is_surname(line, rolls[-1].entries):
            rolls[-1].entries.append(_Entry([line]))
            end = at + 1
        elif rolls and rolls[-1].entries and _goes_on(line, rolls[-1].entries[-1], lines[at + 1 : at + 4]):
            rolls[-1].entries[-1].lines.append(line)
            end = at + 1
        else:
            break
        at += 1
    for roll in rolls:
        if roll.entries and roll is rolls[-1]:
            roll.entries[-1].pages = [page for page in roll.entries[-1].pages if page in lines[index:end]]
    return rolls, end


def _is_member(line: Decided) -> bool:
    text = text_of(line).strip()
    return len(text) <= _LONGEST and "\n" not in text and _MEMBER.fullmatch(text) is not None


def _is_surname(line: Decided, entries: Sequence[_Entry]) -> bool:
    """Whether a line is a surname alone, in a roll whose names stand alone in their lines."""
    alone = bool(entries) and "," not in text_of(entries[-1].lines[0]) and len(entries[-1].lines) > 1
    return alone and _SURNAMES.fullmatch(text_of(line).strip()) is not None


def _is_head(line: Decided) -> bool:
    text = text_of(line).strip()
    if len(text) > _LONGEST or "\n" in text:
        return False
    words = _LONG_WORD.findall(text)
    capitals = bool(words) and all(word.isupper() for word in words)
    return capitals and _HEAD.fullmatch(text) is not None


def _follows(lines: Sequence[Decided], at: int) -> bool:
    """Whether the next line of text is a member."""
    following = next((line for line in lines[at + 1 : at + 3] if not is_page(line)), None)
    return following is not None and (
        _is_member(following) or _LEFT_OPEN.fullmatch(text_of(following).strip()) is not None
    )


def _goes_on(line: Decided, entry: _Entry, after: Sequence[Decided]) -> bool:
    """Whether a line is the office of the member above, or the rest of it: short, and a member follows."""
    text = text_of(line)
    longest = _LONGEST_OFFICE if "," not in text_of(entry.lines[0]) else _LONGEST // 2
    near = after if "," not in text_of(entry.lines[0]) else after[:1]
    more = any(_is_member(one) or _is_head(one) or is_page(one) for one in near)
    return (
        not entry.pages and len(entry.lines) < 6 and len(text) <= longest and (more or len(entry.lines) == 1)
    )


def _list(roll: _Roll, maker: Maker) -> ItemList:
    items: list[Item | Block] = []
    for entry in roll.entries:
        lines = together(entry.lines)
        items.append(Item("", maker.words(text_of(lines).strip(), lines), lines.printed.span))
        items += [maker.block(page) for page in entry.pages]
    first = roll.head.printed.span.first if roll.head else items[0].span.first
    head = maker.words(text_of(roll.head).strip(), roll.head) if roll.head else ()
    return ItemList(
        "members", tuple(items), Span(first, items[-1].span.last), head, "names with surnames in capitals"
    )

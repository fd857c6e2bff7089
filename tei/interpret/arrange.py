"""Paragraphs grouped: tables, tables of contents, speakers' turns, lists, each where its form is sure.

Takes what `blocks.py` decided of each line. Only paragraphs, and page breaks and furniture among them,
are grouped; what has another part in the text is never touched. Every line comes back once, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from tei.interpret.attendance import group_attendance
from tei.interpret.contents import group_contents
from tei.interpret.layout import is_page, text_of
from tei.interpret.lists import Lists
from tei.interpret.rolls import group_rolls
from tei.interpret.speakers import group_turns
from tei.interpret.tables import group_tables
from tei.model import ItemList, Table, Turn

if TYPE_CHECKING:
    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker
    from tei.model import Block

_Made = TypeVar("_Made", bound=ItemList | Table | Turn)
_Rule = Callable[
    [Sequence["Decided"], "Maker"],
    "Sequence[Decided | ItemList] | Sequence[Decided | Table]",
]
_RULES: Final[tuple[_Rule, ...]] = (group_tables, group_contents, group_rolls, group_attendance)


def arrange(decided: Sequence[Decided], maker: Maker) -> list[Block | ItemList | Table | Turn]:
    """Make the pieces of a text from its decided lines, in printed order."""
    lists = Lists(maker)
    pieces: list[Block | ItemList | Table | Turn] = []
    run: list[Decided] = []
    before = ""
    for line in decided:
        if line.kind == "p" or is_page(line):
            run.append(line)
            continue
        pieces += _grouped(run, maker, lists, before)
        run, before = [], text_of(line)
        pieces.append(maker.block(line))
    pieces += _grouped(run, maker, lists, before)
    return pieces


def _grouped(
    run: Sequence[Decided], maker: Maker, lists: Lists, before: str
) -> list[Block | ItemList | Table | Turn]:
    """A stretch of paragraphs as pieces: each rule is given the lines that none before it took."""
    parts: list[list[Decided] | ItemList | Table | Turn] = [list(run)] if run else []
    for rule in _RULES:
        parts = [one for part in parts for one in _by(rule, part, maker)]
    grouped = [
        piece
        for part in parts
        for piece in (_spoken(part, maker, lists, before) if isinstance(part, list) else [part])
    ]
    return [piece if isinstance(piece, ItemList | Table | Turn) else maker.block(piece) for piece in grouped]


def _by(
    rule: _Rule, part: list[Decided] | ItemList | Table | Turn, maker: Maker
) -> Sequence[list[Decided] | ItemList | Table | Turn]:
    """What a rule makes of a part; a rule that takes nothing gives back the lines themselves."""
    if not isinstance(part, list):
        return [part]
    made = rule(part, maker)
    return [part] if made is part else _parted(made)


def _spoken(
    lines: Sequence[Decided], maker: Maker, lists: Lists, before: str
) -> list[Decided | ItemList | Turn]:
    """Lines without tables, contents and rolls as turns and lists."""
    grouped: list[Decided | ItemList | Turn] = []
    turns = group_turns(lines, maker, lists.group)
    for spoken in [lines] if turns is lines else _parted(turns):
        grouped += [spoken] if isinstance(spoken, Turn) else lists.group(spoken, before)
    return grouped


def _parted(mixed: Sequence[Decided | _Made]) -> list[list[Decided] | _Made]:
    """Made pieces, and between them the stretches of lines that no rule has taken yet."""
    parted: list[list[Decided] | _Made] = []
    stretch: list[Decided] = []
    for piece in mixed:
        if isinstance(piece, ItemList | Table | Turn):
            parted += [stretch, piece] if stretch else [piece]
            stretch = []
        else:
            stretch.append(piece)
    return [*parted, stretch] if stretch else parted

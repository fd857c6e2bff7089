"""The lines that a layout names (`[[body.lines]]`): which they are, and where their kind has no room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.interpret.decided import BY_LAYOUT, Decided, decide, key_of
from tei.model import Block, Line, Section
from tei.profile import BodyLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.interpret.decided import Row, Said
    from tei.interpret.said_divisions import Marked
    from tei.model import Piece
    from tei.profile import BodyRules


def said_of(lines: Sequence[Line], rules: BodyRules, marker: Marked | None = None) -> Said:
    """What a layout says of lines; of several forms that a line has, the last one counts.

    The line that a division begins with is its label.
    """
    if not rules.lines and marker is None:
        return {}
    found = {key_of(line): _rule(line.text.strip(), rules) for line in lines if not line.blank}
    if marker is not None and key_of(marker.line) in found:
        found[key_of(marker.line)] = BodyLine(pattern=marker.rule.pattern, kind="label", where="opening")
    return {key: rule for key, rule in found.items() if rule is not None}


def _rule(text: str, rules: BodyRules) -> BodyLine | None:
    return next((rule for rule in reversed(rules.lines) if rule.pattern.search(text)), None)


def run_in(row: Row) -> tuple[Row, list[Line]]:
    """A heading, and the words after it on its line where the layout says that it is run in before them."""
    if row.said is None or row.level or not row.said.pattern.has_group("head"):
        return row, []
    number, text = row.line.number, row.line.text.strip()
    found = row.said.pattern.search(text)
    end = found.end("head") if found else -1
    if end <= 0 or not text[end:].strip():
        return row, []
    return replace(row, line=Line(number, text[:end]), text=text[:end]), [Line(number, text[end:])]


def parted(lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[list[Line] | Decided]:
    """Lines of the text, and between them, decided, those that are no paragraph by the layout."""
    named = {key_of(row.line): row for row in rows if row.said_in("text") not in ("", "p", "head")}
    stretch: list[Line] = []
    for line in lines:
        row = named.get(key_of(line))
        kind = row.said_in("text") if row else ""
        if row is None or not kind:
            stretch.append(line)
            continue
        if stretch:
            yield stretch
        yield decide(row, kind, BY_LAYOUT)
        stretch = []
    if stretch:
        yield stretch


def homeless(said: Said, pieces: Sequence[Piece]) -> tuple[tuple[int, str], ...]:
    """Number and kind of each line that the layout names for any place and that has another kind here."""
    made = set(_by_layout(pieces))
    return tuple(
        (number, rule.kind)
        for (number, _), rule in said.items()
        if rule.where == "anywhere" and rule.kind != "p" and number not in made
    )


def _by_layout(pieces: Sequence[Piece]) -> Iterator[int]:
    for piece in pieces:
        if isinstance(piece, Section):
            yield from _by_layout(piece.pieces)
        elif isinstance(piece, Block) and piece.rule == BY_LAYOUT:
            yield piece.span.first

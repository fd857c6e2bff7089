"""The signs of a record and the runs of its TEI walked in step: which element holds which sign.

One walk for all who ask: the check of conservation, `tei explain` and the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.check.signs import Run, Signs

_WINDOW = 4_000  # bounds the time on texts that have nothing in common
_STRETCH = 8


class Step(NamedTuple):
    """The signs from `first` to before `last`, and the run that holds them or stands for them.

    Without a run both sides differ here: these signs are lost, and `added` is what the TEI has instead.
    """

    first: int
    last: int
    run: Run | None
    added: str = ""


def pair(signs: Signs, runs: Sequence[Run]) -> Iterator[Step]:
    """Walk both in step; at a difference look for where they meet again.

    Returns:
        Steps in order, which together hold every sign and all text of the runs.
    """
    at = index = begin = 0
    while at < len(signs.text) or index < len(runs):
        if index < len(runs):
            run = runs[index]
            length = _alike(signs.text, at, run.text, begin) if run.text else _layout(signs, at, runs, index)
            if length:
                yield Step(at, at + length, run)
                at, begin = at + length, begin + length
            if not run.text or begin == len(run.text):
                index, begin = index + 1, 0
            if length or not run.text:
                continue
        lost, added = _meet_again(signs.text[at : at + _WINDOW + _STRETCH], runs, index, begin)
        last = len(signs.text) if lost is None else at + lost
        rest = _reading(runs, index, begin, added)
        yield Step(at, last, None, rest)
        at, (index, begin) = last, _forward(runs, index, begin, len(rest))


def _alike(text: str, at: int, reading: str, begin: int) -> int:
    """How many signs from these places on are the same on both sides."""
    rest = reading[begin:]
    if text.startswith(rest, at):
        return len(rest)
    own = text[at : at + len(rest)]
    return next(
        (index for index, pair in enumerate(zip(own, rest, strict=False)) if pair[0] != pair[1]), len(own)
    )


def _layout(signs: Signs, at: int, runs: Sequence[Run], index: int) -> int:
    """How many signs of the record the markup at this place stands for: a list mark, `##`, bars of a table.

    A sign that the TEI itself holds as text is none of them.
    """
    text, end = signs.text, at
    follows = _next_sign(runs, index)
    if runs[index].kind == "bars":
        cell_next = index + 1 < len(runs) and runs[index + 1].kind == "bars"
        while end in signs.bars and text[end] != follows and not (cell_next and signs.opens_row(end)):
            end += 1
        return end - at
    if at not in signs.marks or text[at] not in runs[index].marks or text[at] == follows:
        return 0
    end += 1
    while text[at] == "#" and text[end : end + 1] == "#":
        end += 1
    return end - at if end < len(text) and signs.line(end) == signs.line(at) else 0


def _next_sign(runs: Sequence[Run], index: int) -> str:
    while index < len(runs) and not runs[index].text:
        index += 1
    return runs[index].text[0] if index < len(runs) else ""


def _meet_again(text: str, runs: Sequence[Run], index: int, begin: int) -> tuple[int | None, int | None]:
    """How many signs are lost and how many are added before both go on alike.

    Looks for the nearest point from which a stretch of signs agrees; None and None: all that is left
    differs.
    """
    reading = _reading(runs, index, begin, _WINDOW + _STRETCH)
    for distance in range(1, _WINDOW):
        for lost in (0, distance):
            piece = text[lost : lost + _STRETCH]
            if piece and (found := reading.find(piece, 0 if lost else 1, distance + _STRETCH)) >= 0:
                return lost, found
    return None, None


def _reading(runs: Sequence[Run], index: int, begin: int, length: int | None) -> str:
    """The text of the runs from a place on, so many signs of it (None: all)."""
    pieces: list[str] = []
    missing = length
    for run in runs[index:]:
        if missing is not None and missing <= 0:
            break
        pieces.append(run.text[begin:])
        begin = 0
        missing = None if missing is None else missing - len(pieces[-1])
    return "".join(pieces)[:length]


def _forward(runs: Sequence[Run], index: int, begin: int, signs: int) -> tuple[int, int]:
    """The place so many signs further on (places for layout hold no text)."""
    while index < len(runs) and (signs > 0 or not runs[index].text):
        left = len(runs[index].text) - begin
        if signs < left:
            return index, begin + signs
        signs -= left
        index, begin = index + 1, 0
    return index, begin

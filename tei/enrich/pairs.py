"""Pairs that are sure enough to be written: beads with evidence, and what stands firm between them.

A wrong pair misleads a reader, a missing one is told; so a bead of the cheapest way is only a candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from tei.enrich.beads import Bead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.enrich.beads import Comparison

Certainty = Literal["high", "medium"]
_SURE: Final = 1.5  # points of evidence that make a pair, where its length fits
_SURE_PART: Final = 1.0  # points of each part of a split passage
_SURE_ALONE: Final = 2.5  # points for the only pair of longer texts that has evidence
_CROSSING: Final = 2.0  # points for a pair out of order
_MOST_CROSSINGS: Final = 10_000
_FITS: Final = 2.6  # standard deviations
_FITS_ALONE: Final = 2.0  # the same, where nothing but length and order speaks for a pair
_STRETCH: Final = 0.6  # logarithm of a text's length against its translation's: else one is an excerpt


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages that answer to each other: their places in both texts, one of them single.

    `moved`: they stand out of the order of the other pairs.
    """

    bead: Bead
    certainty: Certainty
    moved: bool = False


def may_answer(texts: Comparison) -> bool:
    """Whether there can be a pair of paragraphs at all: if not, the way through both texts need not be looked for.

    Texts that share nothing are paired by place alone, as two of one length and, but for a short line, one number.
    """
    alike = texts.stretched <= _STRETCH and abs(len(texts.first) - len(texts.second)) <= 1
    return not texts.strangers and (alike or texts.share)


def sure_paragraphs(texts: Comparison, way: Sequence[Bead]) -> list[Pair]:
    """The beads of a way that are pairs beyond reasonable doubt, in the order of the first text.

    A pair is certain by evidence that stands nowhere else; or by its place, where two texts agree in
    number and length of passages from one such pair to the next.
    """
    if texts.strangers:
        return []
    evident = [_evident(texts, bead) and _each_part(texts, bead) for bead in way]
    if sum(evident) == 1 and min(len(texts.first), len(texts.second)) > 2:
        alone = evident.index(True)
        evident[alone] = texts.points(way[alone]) >= _SURE_ALONE
    pairs = [Pair(bead, "high") for bead, sure in zip(way, evident, strict=True) if sure]
    for begin, end in _runs(evident):
        open_ended = begin == 0 or end == len(way)
        if not open_ended or texts.stretched <= _STRETCH:
            first = begin + (begin == 0 and texts.short(way[0]))
            pairs += _by_place(texts, way[first:end])
    if pairs or min(len(texts.first), len(texts.second)) < 3:
        pairs += _out_of_order(texts, pairs)
    return sorted(pairs, key=lambda pair: pair.bead.first.start)


def sure_sentences(texts: Comparison, way: Sequence[Bead]) -> list[Pair]:
    """The same for the sentences of two paragraphs that answer to each other as wholes.

    Several sentences may answer to one; and what alone is left between two pairs answers to each other.
    """
    evident = [_evident(texts, bead) and not _too_many(texts, bead) for bead in way]
    pairs = [
        Pair(bead, "high" if bead.single else "medium")
        for bead, sure in zip(way, evident, strict=True)
        if sure
    ]
    for begin, end in _runs(evident):
        left = way[begin:end]
        pairs += _by_place(texts, left)
        if len(left) == 1 and _many_to_one(left[0]) and not _too_many(texts, left[0]):
            pairs += [Pair(bead, "medium") for bead in left if texts.deviation(bead) <= _FITS_ALONE]
    return sorted(pairs, key=lambda pair: pair.bead.first.start)


def _many_to_one(bead: Bead) -> bool:
    return not bead.single and 1 in (len(bead.first), len(bead.second)) and bool(bead.first and bead.second)


def _too_many(texts: Comparison, bead: Bead) -> bool:
    """Whether one of several sentences, at an end, has no evidence and the rest fits better without it."""
    for less in _shortened(bead):
        if texts.points(less) >= texts.points(bead) and texts.deviation(less) < texts.deviation(bead):
            return True
    return False


def _shortened(bead: Bead) -> Iterator[Bead]:
    if len(bead.first) > 1:
        yield from (Bead(bead.first[1:], bead.second), Bead(bead.first[:-1], bead.second))
    if len(bead.second) > 1:
        yield from (Bead(bead.first, bead.second[1:]), Bead(bead.first, bead.second[:-1]))


def _evident(texts: Comparison, bead: Bead) -> bool:
    """Whether evidence makes a bead a pair."""
    if not bead.single and not _many_to_one(bead):
        return False
    points = texts.points(bead)
    return points >= _SURE and texts.deviation(bead) <= _FITS and texts.conflict(bead) * 2 <= points


def _each_part(texts: Comparison, bead: Bead) -> bool:
    """Whether each part of a split passage has evidence of its own."""
    return bead.single or all(
        texts.points(part) >= _SURE_PART and texts.conflict(part) <= texts.points(part) * 2
        for part in _parts(bead)
    )


def _parts(bead: Bead) -> Iterator[Bead]:
    for first in bead.first:
        for second in bead.second:
            yield Bead(range(first, first + 1), range(second, second + 1))


def _runs(evident: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The stretches without evidence, between pairs that have it."""
    begin = 0
    for place, sure in enumerate([*evident, True]):
        if sure:
            if place > begin:
                yield begin, place
            begin = place + 1


def _by_place(texts: Comparison, run: Sequence[Bead]) -> list[Pair]:
    """Pairs without evidence: one to one throughout a run, all of fitting length, nothing against them."""
    if not run or not all(bead.single for bead in run):
        return []
    whole = Bead(
        range(run[0].first.start, run[-1].first.stop), range(run[0].second.start, run[-1].second.stop)
    )
    plain = not texts.unanswered(whole) and all(
        texts.deviation(bead) <= _FITS_ALONE
        and not (texts.conflict(bead) or texts.unanswered(bead) or texts.relabelled(bead))
        for bead in run
    )
    return [Pair(bead, "medium") for bead in run] if plain and not _shifts(texts, run) else []


def _shifts(texts: Comparison, run: Sequence[Bead]) -> bool:
    """Whether a run would fit as well one passage further on: then its lengths tell nothing.

    So it is where the passages are all alike, and one of them may be missing on each side.
    """
    if len(run) < 3 or any(texts.points(bead) for bead in run):
        return False
    ahead = [Bead(one.first, other.second) for one, other in pairwise(run)]
    behind = [Bead(other.first, one.second) for one, other in pairwise(run)]
    return any(all(texts.deviation(bead) <= _FITS_ALONE for bead in way) for way in (ahead, behind))


def _out_of_order(texts: Comparison, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Passages that were moved: much evidence, and nothing of it at another place."""
    free = [
        [index for index in range(len(side)) if not any(index in taken for taken in ranges)]
        for side, ranges in (
            (texts.first, [pair.bead.first for pair in pairs]),
            (texts.second, [pair.bead.second for pair in pairs]),
        )
    ]
    if len(free[0]) * len(free[1]) > _MOST_CROSSINGS:
        return
    for first in free[0]:
        beads = (Bead(range(first, first + 1), range(second, second + 1)) for second in free[1])
        strong = [bead for bead in beads if texts.points(bead) >= _CROSSING]
        if len(strong) == 1 and texts.deviation(strong[0]) <= _FITS_ALONE and not texts.conflict(strong[0]):
            free[1].remove(strong[0].second.start)
            yield Pair(strong[0], "high", moved=True)

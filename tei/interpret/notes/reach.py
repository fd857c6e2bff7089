"""Whether notes can go on from one language into the next: a look that saves most searches for them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tei.interpret.notes.find import INNER_HEADED, LOOKED_BACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.interpret.notes.signs import NoteSigns
    from tei.model import Line

_OVER_FIRST: Final = 2  # a rule and a heading


def may_go_on(lines: Sequence[Line], change: int, signs: NoteSigns) -> bool:
    """Whether notes may begin above the line `change`, or with it, and have one that begins with it or below it.

    Between two notes stand few paragraphs that are none. The answer may be yes too often, never no too often.
    """
    full = [index for index, line in enumerate(lines) if not line.blank]
    below = bisect_left(full, change)

    def labelled(positions: Iterable[int]) -> int | None:
        return next((one for one in positions if signs.may_label(lines[full[one]].text)), None)

    after = labelled(range(below, len(full)))
    if after is None or after - below <= _OVER_FIRST:
        return after is not None
    before = labelled(range(below - 1, -1, -1))
    if before is None:
        return False
    parted = any(index - above > 1 for above, index in pairwise(full))
    between = full[before + 1 : after][-LOOKED_BACK:]
    breaks = sum(index - above > 1 or not parted for above, index in pairwise(between))
    return breaks + 1 <= INNER_HEADED

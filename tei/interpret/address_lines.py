"""Lines of addresses before a salutation that no word tells: the writer's over the date, the reader's last one.

Source: letters of the nineteenth century and after, where the writer's house, street and town stand over the
date, each with a comma, and an address ends in the line without one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms

if TYPE_CHECKING:
    from tei.interpret.headings import OpeningState

UNDER_ADDRESS = "line under an address"
_ADDRESS_LINES = 5


def is_over_date(state: OpeningState, at: int) -> bool:
    """A line of the writer's address: it and those below it up to the date end in a comma or name a place."""
    if "dateline" in state.kinds:
        return False
    for row in state.rows[at : at + _ADDRESS_LINES]:
        if forms.is_dateline(row.text, state.language):
            return row is not state.rows[at]
        if not row.text.endswith(",") or (row.apart and row is not state.rows[at]):
            return False
    return False


def ends_address(state: OpeningState, at: int) -> bool:
    """The last line of an address that is printed as a block: the line above it ends in a comma."""
    last, below = state.last, state.rows[at + 1] if at + 1 < len(state.rows) else None
    if last is None or last.kind != "address" or state.rows[at].apart:
        return False
    comma = last.printed.text.rstrip().endswith(",")
    return comma and below is not None and below.apart and not forms.is_labelled(state.rows[at].text)


def is_place_line(text: str) -> bool:
    """A name, a street, a town: a number or a comma, no sentence."""
    return len(text) <= 80 and bool(
        re.search(r"[0-9],|,\s|[0-9]$|,$|^(?:Hon|Mr|Mrs|Herrn|M|Sr|Dr)\.? ", text)
    )

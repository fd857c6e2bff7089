"""Where a heading stands in an opening and how many lines it has; what is known of the opening so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.pages import goes_on
from tei.interpret.sections import is_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided, Row
    from tei.model import BlockKind

BY_SIGN = "heading by its sign"
SHORT = 170  # characters of the longest line of a heading over several lines
HEAD_LINES = 8
_HEAD_LENGTH = 600
_WIDE = 20  # signs of a printed line of Chinese


@dataclass(slots=True)
class OpeningState:
    """What has been decided so far: one entry a row, for a row may hold two things."""

    rows: Sequence[Row]
    language: str
    salute: int | None
    above: list[BlockKind]
    decided: list[list[Decided]] = field(default_factory=list)

    @property
    def kinds(self) -> list[BlockKind]:
        """The kinds decided so far, those of the heading above included."""
        return [*self.above, *(part.kind for entry in self.decided for part in entry)]

    @property
    def last(self) -> Decided | None:
        """What was decided last."""
        return self.decided[-1][-1] if self.decided else None


def heading_rows(state: OpeningState, at: int) -> int:
    """How many rows from here make a heading; 0 where none begins."""
    rows = state.rows
    if forms.is_kind_number(rows[at].text):
        return 0 if "head" in state.kinds else 1
    if "head" in state.kinds and state.last and forms.is_kind_number(state.last.printed.text.strip()):
        return 0  # the heading is whole; what follows is the subject
    if any(forms.is_kind_number(row.text) for row in rows[at : state.salute or at]):
        return 0
    if forms.is_labelled(rows[at].text) or forms.is_list_item(rows[at].text):
        return 0
    if (
        is_article(rows[at].text, state.language)
        or rows[at].level
        or (state.last and state.last.rule == BY_SIGN)
    ):
        return 0  # where signs make headings, lines without one are none
    end = _run(state, at)
    if end - at > 1 and _is_whole(state, at, end):
        return end - at
    return 1 if forms.is_head(rows[at].text) and not runs_on(state, at) else 0


def _run(state: OpeningState, at: int) -> int:
    """Index after the short lines without a form of their own that follow one another from here."""
    end = at + 1
    while end < len(state.rows) and end - at < HEAD_LINES and end != state.salute:
        row = state.rows[end]
        signed = row.hand or row.level or row.headnote or row.said
        if row.apart or row.below_page or signed or len(row.text) > SHORT:
            break
        if _ends_run(row, state.language):
            break
        end += 1
    return end


def _ends_run(row: Row, language: str) -> bool:
    """Whether a line has a form of its own; a date after words in small letters ends no heading."""
    if is_article(row.text, language):
        return True
    form = forms.opener_form(row.text, language)
    goes_on = form is not None and form[0] == "dateline" and row.text[:1].islower()
    return (form is not None and not goes_on) or forms.date_after_dash(row.text, language) is not None


def _is_whole(state: OpeningState, at: int, end: int) -> bool:
    """Whether lines make one heading: something ends them, and no sentence stands in them."""
    rows = state.rows[at:end]
    after = state.rows[end] if end < len(state.rows) else None
    stopped = after is None or after.apart or end == state.salute or len(after.text) > SHORT
    stopped = stopped or (after is not None and (bool(after.said) or _ends_run(after, state.language)))
    text = " ".join(row.text for row in rows)
    sentence = any(forms.holds_sentence(row.text) for row in rows) or rows[-1].text.endswith(
        (",", "，", "、")
    )
    return stopped and not sentence and len(text) <= _HEAD_LENGTH and after is not None


def runs_on(state: OpeningState, at: int) -> bool:
    """Whether a line is the first of a paragraph printed in lines: the next one goes on in small letters.

    Chinese and Japanese have none: there a long line and another as wide below it are running text. Over
    the foot of a page a sentence goes on whatever stands between.
    """
    if at + 1 >= len(state.rows) or at + 1 == state.salute:
        return False
    text, below = state.rows[at].text, state.rows[at + 1].text
    if state.rows[at + 1].below_page:
        return len(text) >= _WIDE and goes_on(text, below)
    if state.rows[at + 1].apart:
        return False
    wide = forms.CJK.search(text) is not None and len(text) >= _WIDE and len(below) >= len(text) - 2
    return below[:1].islower() or (wide and "。" not in text)

"""Where a heading stands in an opening and how many lines it has; what is known of the opening so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.citation.people import is_name
from tei.interpret.closing_forms import is_name_with_office
from tei.interpret.datelines import date_after_dash
from tei.interpret.dates import find_dates
from tei.interpret.label_lines import SUBJECT_BY_LABEL, SUBJECT_GOES_ON, is_field
from tei.interpret.over_text import card_address, is_motto, is_remark
from tei.interpret.pages import goes_on
from tei.interpret.scripts import CJK, is_small
from tei.interpret.sections import is_article
from tei.interpret.side_by_side import has_two_columns, is_row_of_table
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided, Row
    from tei.model import BlockKind

BY_SIGN = "heading by its sign"
SHORT = 170  # characters of the longest line of a heading over several lines
HEAD_LINES = 8
_HEAD_LENGTH = 600
_TO_WHOM_TITLE = re.compile(
    r"^(?:(?P<sender>[^,.;:]{2,60}) )?(?:to|To|an|à|do|к) (?P<recipient>(?:[^\W\d_]\.? ?){1,3}[^,.;:]{1,60})[,.;]"
)
_FROM = re.compile(
    r"^(?:MM?|Mme|Mlle|Mr|Mrs|Dr|Sir|Lord|Sr|Herr|Graf|Freiherr|Il|Le|La|Der|Die|The|El|O)\.? [^.!?;:]{3,160},$"
)
_TO = re.compile(
    r"^(?:à|au|aux|an|to|al|alla|a|ao) (?:MM?\.|Mme|Mr|Mrs|Sir|Lord|Sr|Herrn|[dD]en|[tT]he)[^!?;:]{3,160}\.?$"
)
_WIDE = 20  # signs of a printed line of Chinese
_BROKEN_LINE = 45
_OF_NEXT_LINE = 0.75
_SENTENCE_WITHIN = late(r"[^\W\d_]{4,}[.!?…][\"”’»]? [\"“‘«]?[^\W\d_a-zа-яёіїєґ]")
_SMALL_WORDS = 5
_WORDS_WITHOUT_CAPITALS = 7


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
    text = state.rows[at].text
    if forms.is_kind_number(text):
        return 0 if "head" in state.kinds else _with_lines_below(state, at)
    if _is_whole_above(state) or any(
        forms.is_kind_number(row.text) for row in state.rows[at : state.salute or at]
    ):
        return 0
    if forms.is_numbered_title(text):
        return 0 if "head" in state.kinds else 1
    if _is_from_to(state, at):
        return 2
    if _is_of_text(state, at) or ("head" in state.kinds and is_name_with_office(text, state.language)):
        return 0
    end = _run(state, at)
    if end - at > 1 and _is_whole(state, at, end):
        return 0 if _goes_on_below(state, at, end) else end - at
    return (
        1 if forms.is_head(text) and not runs_on(state, at) and not _goes_on_below(state, at, at + 1) else 0
    )


def _goes_on_below(state: OpeningState, at: int, end: int) -> bool:
    """Whether lines are a paragraph that was cut: a sentence ends in them, and below the blank small letters go on."""
    below = state.rows[end].text if end < len(state.rows) and end != state.salute else ""
    return below[:1].islower() and any(_SENTENCE_WITHIN.search(row.text) for row in state.rows[at:end])


def _is_whole_above(state: OpeningState) -> bool:
    """Whether the heading is whole, a kind of paper and its number: what follows is the subject."""
    last = state.last
    return "head" in state.kinds and last is not None and forms.is_kind_number(last.printed.text.strip())


def _is_of_text(state: OpeningState, at: int) -> bool:
    """Whether a line is a field, an item or an article; or one without a sign where signs make headings."""
    text = state.rows[at].text
    if is_row_of_table(state.rows, at):
        return True
    stated = is_field(text, state.language) or ("head" in state.kinds and _is_stated_field(text))
    if stated or forms.is_labelled(text) or forms.is_list_item(text) or is_article(text, state.language):
        return True
    return bool(state.rows[at].level) or (state.last is not None and state.last.rule == BY_SIGN)


def _is_from_to(state: OpeningState, at: int) -> bool:
    """A title of two lines as diplomatic editions have it: `M. X, Ministre …,` and below it `à M. Y, Ambassadeur ….`."""
    if at + 2 >= len(state.rows) or state.rows[at + 1].apart or not state.rows[at + 2].apart:
        return False
    if state.salute is not None or "head" in state.kinds:
        return False
    above, below = state.rows[at].text, state.rows[at + 1].text
    return len(below) <= SHORT and bool(_FROM.match(above) and _TO.match(below))


def _with_lines_below(state: OpeningState, at: int) -> int:
    """`Протокол № 7` and the lines right below it that go on in small letters: `заседания правления …`."""
    if at + 1 >= len(state.rows) or state.rows[at + 1].apart or not state.rows[at + 1].text[:1].islower():
        return 1
    end = _run(state, at)
    return end - at if end - at > 1 and _is_whole(state, at, end) else 1


def _run(state: OpeningState, at: int) -> int:
    """Index after the short lines without a form of their own that follow one another from here."""
    end = at + 1
    while end < len(state.rows) and end - at < HEAD_LINES and end != state.salute:
        row = state.rows[end]
        signed = row.hand or row.level or row.headnote or row.said
        if row.apart or row.below_page or signed or len(row.text) > SHORT:
            break
        if _ends_run(row, state.language) or is_row_of_table(state.rows, end):
            break
        if is_motto(row.text) or is_remark(row.text, state.language) or card_address(state.rows, end):
            break
        end += 1
    return end


def _ends_run(row: Row, language: str) -> bool:
    """Whether a line has a form of its own; a date after words in small letters ends no heading."""
    field = forms.is_labelled(row.text) and row.text[-1] not in ":："
    if is_name_with_office(row.text, language):
        return True  # `Jan Holm, chairman`: of a list
    if has_two_columns(row, language) or _is_stated_field(row.text):
        return True
    if field or is_field(row.text, language) or is_article(row.text, language):
        return True
    form = forms.opener_form(row.text, language)
    goes_on = form is not None and form[0] == "dateline" and row.text[:1].islower()
    return (form is not None and not goes_on) or date_after_dash(row.text, language) is not None


def _is_stated_field(text: str) -> bool:
    """`Name of the keeper: J. Holm` below the first line of a heading: a field of a form, with what it says."""
    return forms.is_field_line(text) and text[-1] not in ":："


def _is_whole(state: OpeningState, at: int, end: int) -> bool:
    """Whether lines make one heading: something ends them, and no sentence stands in them."""
    rows = state.rows[at:end]
    after = state.rows[end] if end < len(state.rows) else None
    stopped = after is None or after.apart or end == state.salute or len(after.text) > SHORT
    stopped = stopped or (after is not None and (bool(after.said) or _ends_run(after, state.language)))
    if state.above and after is not None and is_name_with_office(after.text, state.language):
        stopped = False  # of the paper that an annex is written on
    text = " ".join(row.text for row in rows)
    sentence = any(forms.holds_sentence(forms.without_hour(row.text)) for row in rows) or rows[
        -1
    ].text.endswith((",", "，", "、"))
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
    wide = CJK.search(text) is not None and len(text) >= _WIDE and len(below) >= len(text) - 2
    return below[:1].islower() or (wide and "。" not in text)


def is_broken_sentence(rows: Sequence[Row], at: int) -> bool:
    """Whether a line that begins and ends as a form of address does is a sentence, broken off at the width of the print.

    It is about as long as the line right below it, and says more than a person is called: small words, or in scripts
    without capitals many.
    """
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    long = below is not None and len(row.text) >= max(_BROKEN_LINE, _OF_NEXT_LINE * len(below.text))
    if below is None or below.apart or not long or not row.text.endswith((",", "،")):
        return False
    words = row.text.split()
    if not any(word[0].title() != word[0].lower() for word in words):
        return len(words) >= _WORDS_WITHOUT_CAPITALS
    return sum(is_small(word[0]) for word in words) >= _SMALL_WORDS


def letter_title(text: str, language: str) -> tuple[str, str] | None:
    """Sender and recipient of an editor's title over a letter: `X to Y, Lowtown 3 May 1888`; X may be missing."""
    if len(text) > 200 or _TO_WHOM_TITLE.match(text) is None:
        return None
    dates = [found for tag in (language, "en") for found in find_dates(text, language=tag, context=None)]
    last = max(dates, key=lambda found: found.end, default=None)
    if last is None or text[last.end :].strip(" .)]"):
        return None
    names = _TO_WHOM_TITLE.match(text[: last.begin])
    if names is None or (not names["sender"] and not text.startswith("To ")):
        return None
    sender, recipient = (names["sender"] or "").strip(" ,"), names["recipient"].strip(" ,")
    known = all(is_name(name) for name in (sender, recipient) if name)
    return (sender, recipient) if known else None


def without_tail_subject(decided: list[list[Decided]]) -> list[list[Decided]]:
    """A subject right over the text, no salutation between them, is the text's first line, as editions print it."""
    end = len(decided)
    while end and decided[end - 1][-1].rule in (SUBJECT_BY_LABEL, SUBJECT_GOES_ON):
        end -= 1
    return decided[:end]


def without_tail_heads(decided: list[list[Decided]], rows: int) -> list[list[Decided]]:
    """A text that is short lines only is no heading: keep the first line as one, if it is."""
    if sum(len(part.printed.lines) for entry in decided for part in entry[:1]) < rows:
        return decided
    kept = 1 if decided and decided[0][0].kind == "head" and rows > 1 else 0
    for index in range(kept, len(decided)):
        if decided[index][0].kind == "head":
            return decided[:index]
    return decided

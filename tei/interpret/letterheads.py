"""Names of offices over a document: what the paper was printed with, and not what the text is called.

Source: letters and notes of ministries and embassies, where the office stands at the top, its number, the
date and the classification below it, and the heading or the subject of the paper after those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.address_lines import STREET, is_street
from tei.interpret.correspondence import read_correspondence
from tei.interpret.datelines import is_dateline
from tei.interpret.headings import HEAD_LINES
from tei.interpret.label_lines import SUBJECT_BY_LABEL
from tei.interpret.scripts import CJK
from tei.interpret.side_by_side import has_two_columns
from tei.interpret.word_tables import fold, starts

if TYPE_CHECKING:
    from tei.interpret.headings import OpeningState

_LONGEST = 60
_LONGEST_OWNER = 120
HOUSE = "name and street of a house over its letter"
_OVER_OFFICE = frozenset(("classification", "copy", "precedence", "number"))
_RED_HEAD = re.compile(
    r"^[\u3400-\u9fff]{2,24}(?:部|厅|廳|委员会|委員會|局|院|政府|党委|黨委|办公室|辦公室|馆|館|中央)文件$"
)
_DISTRICT = re.compile(r",? [A-Z]{1,2}\.[A-Z0-9]{0,2}\.?[0-9]{0,2}\.?$")  # of London: `, S.W.1.`
_INITIALS = re.compile(r"^(?:[^\W\d_]\.\s?){2,5}$")  # of a state over the name of its office: `T.C.`


def is_letterhead(state: OpeningState, at: int) -> bool:
    """A few words in capitals over the dateline of a document that has a numbered heading elsewhere.

    Below the heading of an annex: lines in capitals up to the annexed paper's own dateline.
    """
    text = state.rows[at].text
    if state.above and "dateline" not in state.kinds and forms.is_capitals(text):
        near = state.rows[at + 1 : at + HEAD_LINES + 2]
        return any(is_dateline(row.text, state.language) for row in near)
    if len(text.split()) > 4 or not text.isupper() or forms.ends_sentence(text) or "dateline" in state.kinds:
        return False
    if forms.is_kind_number(text) or _names_kind(text):
        return False
    end = state.salute if state.salute is not None else min(len(state.rows), 8)
    return any(forms.is_kind_number(row.text) for row in state.rows[:end])


def is_office_over(state: OpeningState, at: int) -> bool:
    """The name of an office over the opener's lines, where below them the paper says itself what it is.

    That is a heading of its own, the label of a subject or the salutation of a letter; without one the office's
    name has to head the text.
    """
    row, last = state.rows[at], state.last
    goes_on = last is not None and last.kind == "letterhead" and not row.apart
    over = (last is None or last.kind in _OVER_OFFICE) and "head" not in state.kinds and not state.above
    first = over and _names_office(_DISTRICT.sub("", row.text).rstrip(","), state.language)
    if not (first or (goes_on and not _names_kind(row.text))):
        return False
    return len(row.text) <= _LONGEST and not forms.is_labelled(row.text) and _is_over_paper(state, at)


def _is_over_paper(state: OpeningState, at: int) -> bool:
    """Whether the lines below are those of an office, up to a heading that stands apart, a subject or a salutation."""
    formed = addressee = False
    for index, below in enumerate(state.rows[at + 1 : at + HEAD_LINES + 4], at + 1):
        form = forms.opener_form(below.text, state.language)
        if form is not None and form[1] == SUBJECT_BY_LABEL:
            return True
        if index == state.salute:
            return formed
        addressee = form[0] == "address" if form else addressee and not below.apart
        heading = form is None and not addressee and not has_two_columns(below, state.language)
        if heading and not below.apart and _names_kind(below.text):
            return True
        if heading and below.apart and state.salute is None:
            return (formed or _names_kind(below.text)) and forms.is_head(below.text)
        formed = formed or not heading
    return False


def is_house(state: OpeningState, at: int) -> bool:
    """The name of a house over its street, at the head of a letter; and the street."""
    last, rows = state.last, state.rows
    if state.salute is None or at + 1 >= state.salute or "dateline" in state.kinds:
        return False
    if last is not None and last.rule == HOUSE and not rows[at].apart:
        return STREET.search(rows[at].text) is not None
    below = rows[at + 1]
    first = last is None or last.kind in ("number", "reference", "classification", "copy")
    return first and not below.apart and len(rows[at].text) <= _LONGEST and is_street(below.text)


def names_owner(text: str, language: str) -> bool:
    """Whether a line is printed on the paper to say whose it is: `(This document is the property of …)`."""
    return (
        len(text) <= _LONGEST_OWNER and starts("owner", language).match(fold(text).lstrip("([*")) is not None
    )


def _names_office(text: str, language: str) -> bool:
    """A line that is the name of an office and of no kind of paper; Chinese sets no blanks between the two.

    `…文件` is printed over all papers of a Chinese office.
    """
    if _RED_HEAD.match(text):
        return True
    if CJK.search(text) or forms.is_document_title(text) or _names_kind(text):
        return False
    return forms.names_body(text, language) or bool(_INITIALS.match(text))


def _names_kind(text: str) -> bool:
    """Whether a line in whatever case begins with a kind of paper: `TELEGRAM`, `Minutes of the Committee`."""
    return bool(read_correspondence(text[:1].upper() + text[1:].lower()).kind)

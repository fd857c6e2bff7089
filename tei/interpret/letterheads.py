"""Names of offices over a document: what the paper was printed with, and not what the text is called.

Source: letters and notes of ministries and embassies, where the office stands at the top, its number, the
date and the classification below it, and the heading or the subject of the paper after those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.correspondence import read_correspondence
from tei.interpret.datelines import is_dateline
from tei.interpret.headings import HEAD_LINES
from tei.interpret.label_lines import SUBJECT_BY_LABEL
from tei.interpret.scripts import CJK
from tei.interpret.word_tables import fold, starts

if TYPE_CHECKING:
    from tei.interpret.headings import OpeningState

_LONGEST = 60
_LONGEST_OWNER = 120
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
    if forms.is_kind_number(text):
        return False
    end = state.salute if state.salute is not None else min(len(state.rows), 8)
    return any(forms.is_kind_number(row.text) for row in state.rows[:end])


def is_office_over(state: OpeningState, at: int) -> bool:
    """The name of an office over the opener's lines, where below them the paper says itself what it is.

    That is a heading of its own or the label of a subject; without one the office's name has to head the text.
    """
    row, last = state.rows[at], state.last
    goes_on = last is not None and last.kind == "letterhead" and not row.apart
    first = last is None and not state.above and _names_office(row.text, state.language)
    if not (first or (goes_on and not _names_kind(row.text))):
        return False
    if len(row.text) > _LONGEST or forms.is_labelled(row.text):
        return False
    formed = addressee = False
    for below in state.rows[at + 1 : at + HEAD_LINES + 4]:
        form = forms.opener_form(below.text, state.language)
        if form is not None and form[1] == SUBJECT_BY_LABEL:
            return True
        addressee = form[0] == "address" if form else addressee and not below.apart
        if form is None and not addressee and (formed or below.apart):
            return formed and below.apart and forms.is_head(below.text)
        formed = formed or form is not None
    return False


def names_owner(text: str, language: str) -> bool:
    """Whether a line is printed on the paper to say whose it is: `(This document is the property of …)`."""
    return (
        len(text) <= _LONGEST_OWNER and starts("owner", language).match(fold(text).lstrip("([*")) is not None
    )


def _names_office(text: str, language: str) -> bool:
    """A line that is the name of an office and of no kind of paper; Chinese sets no blanks between the two."""
    if CJK.search(text) or forms.is_document_title(text) or _names_kind(text):
        return False
    return forms.names_body(text, language) or bool(_INITIALS.match(text))


def _names_kind(text: str) -> bool:
    """Whether a line in whatever case begins with a kind of paper: `TELEGRAM`, `Minutes of the Committee`."""
    return bool(read_correspondence(text[:1].upper() + text[1:].lower()).kind)

"""The opening of a text: heading, numbers, addresses, dateline, subject, salutation, in any order.

A salutation, where one stands within the first lines, ends the opening, and all before it belongs to
the opening: what has no form of its own is the letterhead, the subject or a line of the address.
Without a salutation the opening goes on while each line has an opener's form, or that of a heading
where a heading may stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.address_lines import (
    ADDRESSEE,
    UNDER_ADDRESS,
    address_block,
    begins_address,
    ends_address,
    is_over_addressee,
    is_over_date,
    is_place_line,
    is_right_over_date,
    is_same_addressee,
    is_sender_below,
    lone_label,
    may_follow_salute,
)
from tei.interpret.closing_forms import is_printed_source
from tei.interpret.datelines import date_after_dash, is_dateline
from tei.interpret.decided import BY_LAYOUT, Decided, Row, decide
from tei.interpret.headings import (
    BY_SIGN,
    SHORT,
    OpeningState,
    heading_rows,
    is_broken_sentence,
    letter_title,
    runs_on,
    without_tail_heads,
    without_tail_subject,
)
from tei.interpret.label_lines import (
    DATE_BY_LABEL,
    SUBJECT_BY_LABEL,
    SUBJECT_GOES_ON,
    is_hour_or_place,
    says_here,
)
from tei.interpret.language_names import stated
from tei.interpret.letterheads import HOUSE, is_house, is_letterhead, is_office_over, names_owner
from tei.interpret.over_text import TO_WHOM, over_text
from tei.interpret.print_lines import Printed
from tei.interpret.scripts import CJK
from tei.interpret.side_by_side import office_parts, part_of, place_below, two_fields_of, two_parts
from tei.interpret.word_tables import fold, starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import BlockKind

_LOOK_AHEAD = 40  # lines: no opening seen is longer
_OF_MEETING = "hour or place by its label"
_LONGEST_LANGUAGE = 20
_OFFICE_WORDS = 6
_TITLE_WORDS = 5  # a place and an office before a date are shorter than a title
_LOOSE_LINES = 12  # lines without a form before a salutation
_SUBJECT_LINE = 100
_LOOSE_LENGTH = 700
_SENTENCE = 6  # words
_LONG_SENTENCE = 14
_PLAIN_NUMBER = re.compile(r"^[1-9][0-9]{0,3}\.?$")  # of a document in its volume, over its heading
_CUT_DATE = re.compile(r"(?i)\b[0-9]{1,2}\.?\s[^\W\d_]{3,12}$")
_YEAR = re.compile(r"^(?:1[0-9]{3}|20[0-9]{2})\.?$")


def read_opening(rows: Sequence[Row], language: str, headed: int = 0) -> list[list[Decided]]:
    """The decided rows of an opening, in order; an entry may hold several parts or stand for two rows.

    `headed` is the number of rows above these that are decided to be a heading.
    """
    state = OpeningState(
        rows[:_LOOK_AHEAD], language, salutation_at(rows[:_LOOK_AHEAD], language), ["head"] * headed
    )
    at = 0
    while at < len(state.rows) and at < len(rows):
        taken = _next(state, at)
        if not taken:
            break
        at += taken
    if state.salute is not None:
        return state.decided
    return without_tail_heads(without_tail_subject(state.decided), len(rows))


def salutation_at(rows: Sequence[Row], language: str) -> int | None:
    """Where the salutation stands that ends the opening; None where text comes before one."""
    loose = length = 0
    for at, row in enumerate(rows):
        if said := row.said_in("opening"):
            if said in ("salute", "p"):
                return at if said == "salute" else None
            continue
        if row.text.strip() and not row.hand and forms.is_salute(row.text, language) and at + 1 < len(rows):
            return None if is_broken_sentence(rows, at) else at
        if (
            _leads(row, language)
            or forms.opener_form(row.text, language)
            or forms.is_document_title(row.text)
        ):
            continue
        loose, length = loose + 1, length + len(row.text)
        if _is_paragraph(rows, at):
            return None
        if len(row.text) > SHORT or loose > _LOOSE_LINES or length > _LOOSE_LENGTH:
            return None
    return None


def _is_paragraph(rows: Sequence[Row], at: int) -> bool:
    """Whether a line is a whole sentence of text: long, or between blank lines; a subject is neither."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if not forms.holds_sentence(row.text) or forms.is_capitals(row.text):
        return False
    words = len(row.text) / 2 if CJK.search(row.text) else len(row.text.split())
    alone = row.apart and (below is None or below.apart)
    return words >= (_SENTENCE if alone else _LONG_SENTENCE)


def _next(state: OpeningState, at: int) -> int:
    """Decide the row at an index and perhaps rows after it; how many were decided."""
    row = state.rows[at]
    if said := row.said_in("opening"):
        return 0 if said == "p" else _take(state, row, said, BY_LAYOUT)
    if state.kinds.count("salute") and not may_follow_salute(state, row):
        return 0
    for step in (
        _sign,
        _lead,
        _over_text,
        _title_line,
        _cut_date,
        _number_head,
        _dated_head,
        _two_things,
        _sender_below,
        _form,
        _under,
        _under_subject,
        _under_date,
        _head,
        _before_salute,
    ):
        if taken := step(state, at):
            return taken
    return 0


def _take(state: OpeningState, row: Row, kind: BlockKind, rule: str) -> int:
    state.decided.append([decide(row, kind, rule)])
    return 1


# --- one step each -----------------------------------------------------------------------------


def _sign(state: OpeningState, at: int) -> int:
    """Lines that a sign says something of: handwriting, a heading, an editor's note before the text."""
    row = state.rows[at]
    if row.hand:
        kind: BlockKind = "dateline" if is_dateline(row.text, state.language) else "annotation"
        return _take(state, row, kind, "line in another hand")
    if row.level:
        if forms.is_salute(row.text, state.language):
            return _take(state, row, "salute", "form of address before the text")
        if "head" in state.kinds and row.level > 1:
            return 0  # the heading of the first part of the text
        return _take(state, row, "head", BY_SIGN)
    if row.headnote:
        return _take(state, row, "headnote", "editor's note by its sign")
    label = starts("text-label", state.language).fullmatch(fold(row.text))
    return _take(state, row, "label", "label of the text") if label and state.decided else 0


def _leads(row: Row, language: str) -> BlockKind | None:
    """Lines of an edition before the document itself: where it is from, where it is cited."""
    if starts("source", language).match(fold(row.text)) or is_printed_source(row.text):
        return "source-note"
    return "cited" if starts("cited", language).match(fold(row.text)) else None


def _lead(state: OpeningState, at: int) -> int:
    row = state.rows[at]
    kind = _leads(row, state.language)
    edition = {"source-note", "cited"} | ({"head"} if is_printed_source(row.text) else set())
    if kind is None or set(state.kinds) - edition or (kind == "cited" and not state.decided):
        return 0
    return _take(state, row, kind, "statement of the edition before the document")


def _over_text(state: OpeningState, at: int) -> int:
    found = over_text(state, at)
    state.decided += [[line] for line in found]
    return len(found)


def _title_line(state: OpeningState, at: int) -> int:
    """An editor's title over a letter, which says who writes to whom and when; the text stands apart."""
    row = state.rows[at]
    below = state.rows[at + 1] if at + 1 < len(state.rows) else None
    if state.decided or below is None or not below.apart or letter_title(row.text, state.language) is None:
        return 0
    return _take(state, row, "head", "title that says who writes to whom, and when")


def _cut_date(state: OpeningState, at: int) -> int:
    """A dateline over two lines: `Mole End, 3 May` and the year below it."""
    if at + 1 >= len(state.rows):
        return 0
    row, below = state.rows[at], state.rows[at + 1]
    if below.apart or below.said or not _YEAR.match(below.text) or not _CUT_DATE.search(row.text):
        return 0
    if not is_dateline(f"{row.text} {below.text}", state.language):
        return 0
    printed = Printed((row.line, below.line))
    state.decided.append([Decided(printed, "dateline", "place and date over two lines")])
    return 2


def _number_head(state: OpeningState, at: int) -> int:
    """`No. 7` over the heading: the number in the volume. Above a date it is the document's own."""
    row, kinds = state.rows[at], set(state.kinds)
    if (
        kinds - {"source-note", "cited", "annotation"}
        or not (forms.is_bare_number(row.text) or (not kinds and _PLAIN_NUMBER.match(row.text)))
        or at + 1 >= len(state.rows)
    ):
        return 0
    below = state.rows[at + 1].text
    if forms.opener_form(below, state.language) or not heading_rows(state, at + 1):
        return 0
    return _take(state, row, "number-head", "number over the heading")


def _form(state: OpeningState, at: int) -> int:
    row = state.rows[at]
    found = forms.opener_form(row.text, state.language) or lone_label(state, at)
    if found is None:
        return 0
    kind, rule = found
    if rule == ADDRESSEE:
        last = state.last
        if last and not row.apart and is_same_addressee(last, row):
            return _take(state, row, kind, "line of the addressee")
        if not _stands_alone(state, at):
            return 0
    if kind == "number" and (place := place_below(state, at)):
        state.decided.append([Decided(Printed((row.line, place.line)), kind, "number and date, place below")])
        return 2
    if kind == "salute" and (
        (state.salute is not None and at < state.salute) or is_broken_sentence(state.rows, at)
    ):
        return 0
    return _take(state, row, kind, rule)


def _stands_alone(state: OpeningState, at: int) -> bool:
    """Whether an addressee's line is no beginning of a sentence that runs over lines of the print."""
    if state.salute is not None or forms.is_capitals(state.rows[at].text) or at + 1 >= len(state.rows):
        return True
    below = state.rows[at + 1]
    formed = forms.opener_form(below.text, state.language) is not None
    return below.apart or formed or len(below.text) > SHORT or address_block(state, at + 1)


def _under(state: OpeningState, at: int) -> int:
    """The office under a name of an address, and the lines of an address printed as a block."""
    row, last = state.rows[at], state.last
    beside = state.decided[-1] if state.decided else []
    if len(beside) > 1 and beside[0].kind == "address" and not row.apart and row.text[:1].islower():
        return _take(state, row, "address", "line under an address")
    if last is None or last.kind != "address" or (row.apart and last.rule == "line of the addressee"):
        return 0
    colon = last.rule == "To: / From: line" and forms.goes_on_address(row.text)
    block = last.rule in (ADDRESSEE, "line of the addressee") and address_block(state, at)
    if not (colon or block):
        return 0
    return _take(state, row, "address", "line under an address" if colon else "line of the addressee")


def _two_things(state: OpeningState, at: int) -> int:
    """A line that holds two things, left and right of a run of blanks, two labelled fields, or marks of an office."""
    parts = two_parts(state, at) or two_fields_of(state, at) or office_parts(state, at)
    if not parts:
        return 0
    state.decided.append(parts)
    return 1


def _sender_below(state: OpeningState, at: int) -> int:
    row = state.rows[at]
    return _take(state, row, "address", "sender below the addressee") if is_sender_below(state, row) else 0


def _under_subject(state: OpeningState, at: int) -> int:
    """The second line of a subject, up to a blank line: `hier: …`, or words that the line above had no room for."""
    row, last = state.rows[at], state.last
    below = state.rows[at + 1] if at + 1 < len(state.rows) else None
    if last is None or last.rule != SUBJECT_BY_LABEL or row.apart or below is None or not below.apart:
        return 0
    here = says_here(row.text, state.language)
    if forms.ends_sentence(row.text) or len(row.text) > _SUBJECT_LINE or forms.is_list_item(row.text):
        return 0
    return _take(state, row, "subject", SUBJECT_GOES_ON) if here or not forms.is_labelled(row.text) else 0


def _under_date(state: OpeningState, at: int) -> int:
    """The hour below a date; the office that wrote, below it or over a salutation."""
    row, last = state.rows[at], state.last
    if last is not None and last.kind == "dateline" and forms.is_time(row.text):
        return _take(state, row, "dateline", "hour below the date")
    of_meeting = last is not None and last.rule in (DATE_BY_LABEL, _OF_MEETING)
    if of_meeting and not row.apart and is_hour_or_place(row.text, state.language):
        return _take(state, row, "dateline", _OF_MEETING)
    if last is not None and last.kind in ("dateline", "number") and _names_language(row.text):
        return _take(state, row, "reference", "language of the copy")
    below = last is not None and last.kind in ("dateline", "number", "classification", "copy", "precedence")
    if not below or not forms.names_body(row.text, state.language) or at + 1 >= len(state.rows):
        return 0
    if len(row.text.split()) > _OFFICE_WORDS or forms.is_labelled(row.text) or forms.is_list_item(row.text):
        return 0
    if not (at == state.salute or "head" in state.kinds) or runs_on(state, at):
        return 0
    return _take(state, row, "address", "office below the date")


def _names_language(text: str) -> bool:
    """The name of a language in capitals, alone on its line: of papers that come in several."""
    named = text.isupper() and len(text) <= _LONGEST_LANGUAGE and forms.goes_on_address(text)
    return named and all(tag for tag, _ in stated(text))


def _dated_head(state: OpeningState, at: int) -> int:
    """The last line of a heading, and after a dash behind it the date."""
    row = state.rows[at]
    split = date_after_dash(row.text, state.language) if _head_may_stand(state, at) else None
    goes_on = bool(state.kinds) and state.kinds[-1] == "head"
    if split is None or not (goes_on or len(split[0].split()) >= _TITLE_WORDS):
        return 0
    left = part_of(row, split[0], "head", "heading before a dash and its date")
    state.decided.append([left, part_of(row, split[1], "dateline", "date after a heading")])
    return 1


# --- headings ----------------------------------------------------------------------------------


def _head_may_stand(state: OpeningState, at: int) -> bool:
    """A heading stands over salutation and subject, where text follows; no opener parts its lines, nor an address."""
    kinds = state.kinds
    parted = "head" in kinds and kinds[-1] != "head" and not _is_headline(state, at)
    parted = parted or begins_address(state, at) or ends_address(state, at) or is_right_over_date(state, at)
    parted = parted or (state.last is not None and state.last.rule == TO_WHOM)
    parted = parted or any(part.rule == SUBJECT_BY_LABEL for entry in state.decided for part in entry)
    return at + 1 < len(state.rows) and "salute" not in kinds and not parted


def _is_headline(state: OpeningState, at: int) -> bool:
    """What a paper is about, in capitals and apart, below its kind and number and the date: `PRESS RELEASE No. 7`."""
    heads = [part.printed.text.strip() for entry in state.decided for part in entry if part.kind == "head"]
    row, below = state.rows[at], state.rows[at + 1] if at + 1 < len(state.rows) else None
    apart = row.apart and below is not None and below.apart
    return apart and row.text.isupper() and len(heads) == 1 and forms.is_kind_number(heads[0])


def _head(state: OpeningState, at: int) -> int:
    row = state.rows[at]
    if names_owner(row.text, state.language):
        return _take(state, row, "letterhead", "whose paper it is")
    if is_letterhead(state, at) or is_office_over(state, at):
        return _take(state, row, "letterhead", "name of an office over the document")
    if is_house(state, at):
        return _take(state, row, "letterhead", HOUSE)
    taken = heading_rows(state, at) if _head_may_stand(state, at) else 0
    rule = "heading over several lines" if taken > 1 else "short line without a stop, before the text"
    for head in state.rows[at : at + taken]:
        _take(state, head, "head", rule)
    return taken


# --- what stands before a salutation without a form ---------------------------------------------


def _before_salute(state: OpeningState, at: int) -> int:
    if state.salute is None or at >= state.salute:
        return 0
    row = state.rows[at]
    if is_place_line(row.text) and "dateline" in state.kinds and not forms.is_capitals(row.text):
        return _take(state, row, "address", "line between date and salutation")
    if is_over_date(state, at):
        goes_on = state.last is not None and state.last.kind == "address" and not row.apart
        return _take(state, row, "address", UNDER_ADDRESS if goes_on else "place of writing over the date")
    if ends_address(state, at) or is_over_addressee(state, at):
        return _take(state, row, "address", "line of the addressee")
    if starts("greeting", state.language).match(fold(row.text)):
        return _take(state, row, "salute", "greeting before a form of address")
    return _take(state, row, "subject", "line of the opening without a form of its own")

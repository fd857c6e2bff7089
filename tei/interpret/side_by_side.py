"""Lines of an opening that hold two things, left and right of a run of blanks: number and date, addressee and sender.

Source: typescripts and printed forms of offices, whose heads have two columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.datelines import is_dateline
from tei.interpret.decided import Decided
from tei.interpret.known_names import is_place
from tei.interpret.label_lines import SUBJECT_BY_LABEL, two_fields
from tei.interpret.print_lines import Printed
from tei.interpret.scripts import CJK
from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Row
    from tei.interpret.headings import OpeningState
    from tei.model import BlockKind

_ALIGNMENT = re.compile(r"\s{4,}")
_CELLS = re.compile(r"\s{4,}|\t+")
_PLACE = re.compile(r"^[^\W\d_][\w’' -]{2,30}$")
_TOWN = re.compile(r"^(?:[гмр]\. ?|м\. )?[^\W\d_][\w’'-]{2,20}(?: [^\W\d_][\w’'-]{2,20}){0,2}$")
_OF_COLUMNS = frozenset(("classification", "copy", "precedence", "number", "dateline", "reference"))
_LONGEST_NAME_CJK = 8
_TABLE_COLUMNS = 3
_AFTER_STOP = re.compile(r"(?<=[^\W\d_]{3}[.!;])\s+")
_LONGEST_OFFICE = 80
_FIGURES = re.compile(r"^[£$€]?[0-9][0-9 .,/-]*$")


def part_of(row: Row, text: str, kind: BlockKind, rule: str) -> Decided:
    """A part of a line, decided by itself."""
    return Decided(Printed((Line(row.line.number, text),)), kind, rule)


def columns(row: Row) -> tuple[str, str] | None:
    """What stands left and right of a run of blanks, where there is one such run."""
    pieces = _ALIGNMENT.split(row.line.text.strip())
    return (pieces[0], pieces[1]) if len(pieces) == 2 else None


def is_row_of_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a line has three columns, or words and figures, and the line right above or below it, too."""
    many = [_has_cells(row) for row in rows[max(0, at - 1) : at + 2]]
    here = min(at, 1)
    above = here == 1 and many[0] and not rows[at].apart
    below = here + 1 < len(many) and many[here + 1] and not rows[at + 1].apart
    return many[here] and (above or below)


def _has_cells(row: Row) -> bool:
    pieces = _CELLS.split(row.line.text.strip())
    return len(pieces) >= _TABLE_COLUMNS or (len(pieces) > 1 and _FIGURES.match(pieces[-1]) is not None)


def has_two_columns(row: Row, language: str) -> bool:
    """Whether a line has two columns whose right one has the form of a line of an opening."""
    pieces = columns(row)
    form = forms.opener_form(pieces[1], language) if pieces else None
    return form is not None and form[0] in _OF_COLUMNS


def two_parts(state: OpeningState, at: int) -> list[Decided]:
    """The two parts of a line, each with its kind; one, where the columns are the place and date of one line."""
    row, language = state.rows[at], state.language
    pieces = columns(row)
    if pieces is None:
        return []
    left, right = pieces
    if _is_of_table(state, at):
        return []
    form = forms.opener_form(left, language)
    if forms.goes_on_address(left) and is_dateline(right, language):
        if form and form[0] == "number":
            return []  # number and date are one dateline
        if is_place(left) and _TOWN.match(left):
            return [
                Decided(Printed((row.line,)), "dateline", "place at the left, date at the right of a line")
            ]
        if not is_dateline(left, language):
            rule = "at the left of a line that ends in place and date"
            kind, rule = form if form and form[0] in _OF_COLUMNS else ("address", rule)
            return [
                part_of(row, left, kind, rule),
                part_of(row, right, "dateline", "place and date at the right of a line"),
            ]
    if form is not None and form[0] == "dateline" and _TOWN.match(right):
        return [Decided(Printed((row.line,)), "dateline", "date at the left, place at the right of a line")]
    return _addressed(row, left, right, form) or _by_columns(state, row, left, right)


def office_parts(state: OpeningState, at: int) -> list[Decided]:
    """`Secret. Copy No. 2`: classification, copy and urgency on one line, a stop between them."""
    row = state.rows[at]
    pieces = _AFTER_STOP.split(row.text.strip()) if len(row.text) <= _LONGEST_OFFICE else []
    formed = [forms.office_form(piece, state.language) for piece in pieces]
    kinds = {form[0] for form in formed if form is not None}
    if None in formed or len(kinds) < 2 or len(kinds) != len(pieces):
        return []
    return [
        part_of(row, piece, *form) for piece, form in zip(pieces, formed, strict=True) if form is not None
    ]


def _is_of_table(state: OpeningState, at: int) -> bool:
    """Labelled fields in two columns over several lines are a table."""
    near = [
        row for row in state.rows[max(0, at - 1) : at + 2] if columns(row) and forms.is_field_line(row.text)
    ]
    return state.rows[at] in near and len(near) > 1


def _addressed(row: Row, left: str, right: str, form: tuple[BlockKind, str] | None) -> list[Decided]:
    """`外務大臣殿　　　　大山大使`: to whom at the left, from whom at the right, without a stop."""
    if form is None or form[0] not in ("address", "salute") or not CJK.search(left):
        return []
    if len(right) > _LONGEST_NAME_CJK or forms.ends_sentence(right):
        return []
    return [
        part_of(row, left, "address", "addressee at the left of a line"),
        part_of(row, right, "address", "sender at the right of the addressee"),
    ]


def _by_columns(state: OpeningState, row: Row, left: str, right: str) -> list[Decided]:
    """A right column of the lines of an opening; what stands beside it at the left has a form too, or is the paper's head."""
    form = forms.opener_form(left, state.language)
    beside = forms.opener_form(right, state.language)
    if beside is None:
        if form is not None and form[0] == "number" and forms.is_head(right) and "head" not in state.kinds:
            return [part_of(row, left, *form), part_of(row, right, "head", "heading beside a number")]
        return []
    if beside[0] not in _OF_COLUMNS or not forms.goes_on_address(left):
        return []
    if form is not None and form[0] in _OF_COLUMNS:
        first = part_of(row, left, *form)
    elif forms.is_labelled(left):
        first = part_of(row, left, "reference", "field of a form")
    else:
        first = part_of(row, left, "letterhead", "at the left of the head of a paper")
    return [first, part_of(row, right, *beside)]


def two_fields_of(state: OpeningState, at: int) -> list[Decided]:
    """A subject and a second labelled field on one line."""
    row = state.rows[at]
    fields = two_fields(row.text, state.language)
    form = forms.opener_form(fields[1], state.language) if fields else None
    if fields is None or form is None:
        return []
    return [part_of(row, fields[0], "subject", SUBJECT_BY_LABEL), part_of(row, fields[1], *form)]


def place_below(state: OpeningState, at: int) -> Row | None:
    """The place on the line below a number and a date: a few words alone, an opener's line after it."""
    row = state.rows[at]
    parts = _ALIGNMENT.split(row.line.text.strip())
    if at + 2 >= len(state.rows) or len(parts) < 2 or not is_dateline(parts[-1], state.language):
        return None
    below, after = state.rows[at + 1], state.rows[at + 2]
    if below.apart or below.said or not _PLACE.match(below.text) or len(below.text.split()) > 3:
        return None
    return below if forms.opener_form(after.text, state.language) or after.apart else None

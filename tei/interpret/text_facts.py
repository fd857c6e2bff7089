"""Header facts that only the text states: a record without a header of labels has them in its own words.

Title from the heading, date from the date line, the archive's line under the text as citation, office
marks as classification. Each keeps its place in the text and carries its ground.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.dates import find_dates, read_date
from tei.interpret.ends import ends_of
from tei.interpret.forms import without_hour
from tei.interpret.inline import plain_text
from tei.interpret.label_lines import SUBJECT_GOES_ON, is_subject, subject_of
from tei.late_patterns import late
from tei.model import Dated, Fact, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Block, BlockKind, DateReading, Division, Inline

GROUND_DATELINE = "ground.dateline"
GROUND_HEADING = "ground.opening"
GROUND_SOURCE_LINE = "ground.sourceLine"
_FEW_WORDS = 5
_TWO_DAYS = late(r"^[0-9]{1,2}/[0-9]{1,2}\W")
_WORDS_OF_BOUND = 4  # `not later than the`
_WORD = re.compile(r"\w{2,}")  # letters set apart (`N o t e`) are no words

_OFFICE_LINES = frozenset(("number", "classification", "copy", "precedence", "dateline", "reference"))
_SUBJECT_LINES = 3


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The date that a text gives of itself: the words, where they stand, and how they were read."""

    fact: Fact
    reading: DateReading


def document_date(divisions: Sequence[Division]) -> DocumentDate | None:
    """The date of a document by its own words.

    The first date line over the text, else a lone date at the end of the heading, else a date line
    under the text. A reading that is not sure is no date of the document, nor one without a bound unless it is the
    whole line: `Not earlier than 3 May 1950`.
    """
    for division in divisions:
        before, after = ends_of(division)
        found = (
            _dated(before, division.language)
            or _in_heading(before, division.language)
            or _dated(after, division.language)
        )
        if found:
            return found
    return None


def _dated(blocks: Sequence[Block], language: str) -> DocumentDate | None:
    for block in blocks:
        if block.kind not in ("dateline", "number"):
            continue
        for at, part in enumerate(block.content):
            whole = len(block.content) == 1
            if not isinstance(part, Dated):
                continue
            if not _sure(part.reading, whole=whole) and not _in_two_calendars(part):
                continue
            if whole or not _is_bounded(plain_text(block.content[:at]), part.text, language):
                return DocumentDate(
                    Fact(_flat(part.text), part.text, block.span, "high", GROUND_DATELINE), part.reading
                )
    return None


def _is_bounded(before: str, date: str, language: str) -> bool:
    """Whether the words before a date make it a bound: `Harn, not earlier than` and a day."""
    words = before.split()
    for first in range(max(0, len(words) - _WORDS_OF_BOUND), len(words)):
        read = read_date(" ".join([*words[first:], date]), language=language)
        if read is not None and read.when is None and (read.not_before or read.not_after):
            return True
    return False


def _in_heading(blocks: Sequence[Block], language: str) -> DocumentDate | None:
    """A date that ends the heading, when it is the only one there."""
    heads = [block for block in blocks if block.kind == "head"]
    text = _flat(" ".join(plain_text(block.content).strip() for block in heads))
    dates = find_dates(text, language=language, context=None)
    if len(dates) != 1 or without_hour(text[dates[0].end :]).strip(" .。)）]") or not _sure(dates[0].reading):
        return None
    words = text[dates[0].begin : dates[0].end]
    if _is_bounded(text[: dates[0].begin], words, language):
        return None
    return DocumentDate(Fact(words, words, heads[0].span, "medium", GROUND_HEADING), dates[0].reading)


def _in_two_calendars(part: Dated) -> bool:
    """`3/14 May 1708`: read only where the two are one day."""
    day = part.reading.ground == "dating.stated" and part.reading.when is not None
    return day and _TWO_DAYS.match(part.text) is not None


def _sure(reading: DateReading, *, whole: bool = False) -> bool:
    stated = reading.ground == "dating.stated" or reading.calendar != "gregorian"
    # a Hebrew day is sure but for its evening
    sure = reading.certainty == "high" or (reading.calendar == "hebrew" and reading.certainty == "medium")
    open_ended = whole and (reading.not_before or reading.not_after)
    bound = reading.when or (reading.start and reading.end) or open_ended
    return stated and sure and bool(bound)


def source_line(divisions: Sequence[Division]) -> Fact | None:
    """The archive's or edition's line at the text, when there is exactly one."""
    found = [block for division in divisions for block in division.printed if block.kind == "source-note"]
    if len(found) != 1:
        return None
    text = _flat(plain_text(found[0].content))
    return Fact(text, text, found[0].span, "high", GROUND_SOURCE_LINE) if text else None


def subject_title(division: Division) -> Fact | None:
    """The title that a text states with the label of a subject, where its heading is short or missing.

    A heading of a few words names the office or the kind of paper; a longer one says itself what it is.
    """
    before, _ = ends_of(division)
    own = [block for block in division.own if block.kind == "p"][:1]  # right over the text it is a paragraph
    subjects = [block for block in before if block.kind == "subject"] or own
    said = [block for block in subjects if is_subject(heading_text(block.content), division.language)]
    heads = [heading_text(block.content) for block in before if block.kind == "head"]
    if not (said or heads):
        return _over_salutation(before)
    if len(said) != 1 or any(len(_WORD.findall(head)) > _FEW_WORDS for head in heads):
        return None
    lines = [said[0], *(block for block in subjects if block.rule == SUBJECT_GOES_ON)]
    raw = " ".join(heading_text(block.content) for block in lines)
    span = Span(lines[0].span.first, lines[-1].span.last)
    return Fact(subject_of(raw, division.language), raw, span, "medium", GROUND_HEADING)


def _over_salutation(blocks: Sequence[Block]) -> Fact | None:
    """What stands between the lines of an office and the salutation, on its paper: what the letter is about."""
    kinds = [block.kind for block in blocks]
    if "letterhead" not in kinds or "salute" not in kinds:
        return None
    end = begin = kinds.index("salute")
    while begin and kinds[begin - 1] == "subject":
        begin -= 1
    lines = [heading_text(block.content) for block in blocks[begin:end]]
    text = " ".join(lines)
    office = begin > 0 and kinds[begin - 1] in _OFFICE_LINES
    if (
        not office
        or not 0 < len(lines) <= _SUBJECT_LINES
        or text.endswith(",")
        or len(_WORD.findall(text)) < 2
    ):
        return None
    return Fact(
        text, text, Span(blocks[begin].span.first, blocks[end - 1].span.last), "medium", GROUND_HEADING
    )


def office_marks(divisions: Sequence[Division], kind: BlockKind) -> tuple[Fact, ...]:
    """The marks of an office on the document itself, each once: classification, copy, precedence."""
    found: dict[str, Fact] = {}
    for division in divisions:
        for block in division.own:
            text = _flat(plain_text(block.content)) if block.kind == kind else ""
            if text:
                found.setdefault(text.casefold(), Fact(text, text, block.span, "high", GROUND_HEADING))
    return tuple(found.values())


def heading_text(content: Sequence[Inline]) -> str:
    """A heading's words in one line."""
    return _flat(plain_text(content))


def _flat(text: str) -> str:
    return " ".join(text.split())

"""Numbers of pages before the first words of their pages, in records whose own head has the first one: `1 Archive of Harn`.

Source: exports that were read off a PDF, where the number in the margin opens the page's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.interpret.dates import find_dates
from tei.interpret.line_ends import begins_small, ends_sentence
from tei.late_patterns import late
from tei.profile import KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.interpret.divisions import Stretch
    from tei.model import Line, Record

_FIRST = late(r"^1\s\S")
NUMBERED = late(r"^\s*(?P<n>[0-9]{1,3})\s+(?=[^\W_]|[\"“‘«„(\[])")
_WITHIN = 40  # characters: a date that a line begins with
_ANY_YEAR = "1950"  # so that a day without its year is a day
_WHOLE_DAY = len("1950-10-01")


def opened_pages(record: Record, stretches: Sequence[Stretch]) -> Mapping[int, int]:
    """The number of each line of the text that a page's number stands before, and that number.

    They count up by one from the record's own head, through all languages of the text; where that has none, none is
    looked for.
    """
    heads = [slot.lines[0].text.strip() for slot in record.slots if slot.name == KEPT and slot.lines]
    if not any(_FIRST.match(text) and record.profile.header.is_masthead(text) for text in heads):
        return {}
    found: dict[int, int] = {}
    blank = {line.number for line in record.text if line.blank}
    spoken = [(line, one.language) for one in stretches for line in one.lines if not line.blank]
    lines = [line for line, _ in spoken]
    for at, (line, language) in enumerate(spoken):
        number = NUMBERED.match(line.text)
        if number is None or int(number["n"]) != len(found) + 2 or _is_in_list(lines, at, found):
            continue
        apart = line.number - 1 in blank or not at
        if _opens_page(lines, at, line.text[number.end() :], language, apart=apart):
            found[line.number] = int(number["n"])
    return found


def _is_in_list(lines: Sequence[Line], at: int, found: Mapping[int, int]) -> bool:
    """Whether the line above begins with the number before, and opens no page: `1 First lock`, `2 Second lock`."""
    above = NUMBERED.match(lines[at - 1].text) if at else None
    number = NUMBERED.match(lines[at].text)
    if above is None or number is None or lines[at - 1].number in found:
        return False
    return int(above["n"]) == int(number["n"]) - 1


def _opens_page(lines: Sequence[Line], at: int, rest: str, language: str, *, apart: bool) -> bool:
    """Whether the number is the page's: not the day of a date, nor, before small letters, a count in a sentence."""
    if begins_small(rest):
        return apart and at > 0 and not ends_sentence(lines[at - 1].text.strip())
    whole = find_dates(lines[at].text.strip()[:_WITHIN], language=language, context=_ANY_YEAR)
    if not whole or whole[0].begin > 0:
        return True
    behind = find_dates(rest[:_WITHIN], language=language, context=None)
    day = behind[0].reading.when if behind and behind[0].begin == 0 else None
    return day is not None and len(day) == _WHOLE_DAY

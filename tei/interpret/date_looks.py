"""A quick look at a text: whether a date can stand in it at all, so that most texts are never cut into tokens.

What it asks for is taken from the tables of forms and words: a number in any of their digits and numerals, or
a word that opens a form without a number ("first of May"). It may say yes too often, never no too often.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.interpret.calendar_tables import entries, fold, plain
from tei.interpret.date_grammar import NUMBER_ATOMS, forms
from tei.interpret.numerals import DIGITS, HAN_NUMERALS

if TYPE_CHECKING:
    from tei.interpret.date_grammar import Form

_NUMBER: Final = re.compile(f"[{re.escape(''.join((*DIGITS, *sorted(HAN_NUMERALS))))}]")
_BETWEEN: Final = r"[\W\u0640]*"  # what `plain` leaves out of a word, and blanks between two


def may_hold_date(text: str) -> bool:
    """Whether running text holds what every date has: a number, or a word that opens a form without one."""
    if _NUMBER.search(text):
        return True
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    return _opening_words().search(folded) is not None


@cache
def _opening_words() -> re.Pattern[str]:
    roles = {role for form in forms() for role in _opening(form)}
    words = {plain(fold(word)) for word, sense in entries() if sense.role in roles}
    return re.compile("|".join(_BETWEEN.join(map(re.escape, "".join(word.split()))) for word in sorted(words)))


def _opening(form: Form) -> list[str]:
    """The role that a form without a number begins with; none of a form that needs another beside it.

    Of a range one end has a number: its months alone (`October-November`) are no date of running text.
    """
    needed = [atom.name for atom in form.atoms if not atom.optional]
    return [] if form.alone or form.part or not NUMBER_ATOMS.keys().isdisjoint(needed) else needed[:1]

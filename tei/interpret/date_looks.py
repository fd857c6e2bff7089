"""A quick look at a text: whether a date can stand in it at all, so that most texts are never cut into tokens.

What it asks for is taken from the tables of forms and words. A date has a number with something beside it that
goes with numbers, marks aside, or has a word without which none of its kind is ("first of May", Hebrew months). The look may say yes
too often, never no too often: of letters of alphabets it takes any for a word of dates, of Chinese and Korean
signs those that words of dates begin or end with.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.interpret.calendar_tables import entries, fold, plain
from tei.interpret.date_atoms import NUMBER_ATOMS, ROLE_ATOMS
from tei.interpret.date_grammar import forms
from tei.interpret.date_phrases import AFTER_JOINT, JOINTS
from tei.interpret.numerals import DIGITS, HAN_FIRST, HAN_NUMERALS
from tei.interpret.sign_search import found_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.interpret.date_grammar import Atom, Form

_LETTERS: Final = re.compile("[a-z]+")
_MARKS: Final = r"[\W_]*"
_BETWEEN: Final = r"[\W\u0640]*"  # what `plain` leaves out of a word, and blanks between two
_FAR: Final = 40  # signs between a number and what stands before it; more of them are not looked through
_HAN: Final = "".join(sorted(HAN_NUMERALS - HAN_FIRST))
_NUMBER: Final = re.compile(f"[{''.join(DIGITS)}]+|[{_HAN}]+|[{''.join(HAN_FIRST)}]")
_NUMERAL: Final = re.compile(f"[{''.join(DIGITS)}{''.join(sorted(HAN_NUMERALS))}]")
# Of ASCII: what is no digit, what is no letter, and capitals made small.
_NO_DIGITS: Final = bytes(code for code in range(128) if not chr(code).isdigit())
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())
_SMALL: Final = bytes(range(256)).lower()
# The numbers that are printed in digits or Chinese numerals, not in Hebrew letters or Roman figures.
_IN_DIGITS: Final = NUMBER_ATOMS - {"HD", "HY", "FY", "RN", "RY"}
# Signs written without blanks; kana are left out, for a table may have one with its voice mark or without.
_SIGNS: Final = (0x3400, 0x9FFF), (0xAC00, 0xD7A3)


def may_hold_date(text: str) -> bool:
    """Whether running text holds what every date has: a number and what goes with it, or a word for one."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    elif _says_nothing(text.encode()):
        return False
    after, before = _after(), _before()
    for number in found_in(text, _NUMBER, _NUMERAL):
        begin = number.start()
        if after.match(text, number.end()) or before.match(text[max(0, begin - _FAR) : begin][::-1]):
            return True
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    return _opening_words().search(folded) is not None


def _says_nothing(text: bytes) -> bool:
    """Whether a text of ASCII has no digit and its letters, one after the other, hold no word for a number."""
    if text.translate(None, _NO_DIGITS):
        return False
    letters = text.translate(_SMALL, _NO_LETTERS)
    return not any(word in letters for word in _ascii_opening_words())


@cache
def _ascii_opening_words() -> tuple[bytes, ...]:
    return tuple(word.encode() for word in _words_for_numbers() if word.isascii())


def may_be_date(text: str) -> bool:
    """Whether a string may be one date as a whole: a number, or in plain letters the name of a month."""
    if not text.isascii() or _NUMERAL.search(text):
        return True
    return not _names_of_months().isdisjoint(_LETTERS.findall(text.lower()))


@cache
def _names_of_months() -> frozenset[str]:
    """The words without which no form is without a number, where no sign but of ASCII is printed."""
    return frozenset(plain(fold(word)).split(" ")[0] for word in _words(("M",)))


@cache
def _after() -> re.Pattern[str]:
    """Behind a number: marks, and a number or a word that may follow, or one that joins it to another end."""
    any_word = _one_of(atom.name for form in _looked_for() for atom in _words_of(form))
    joint = rf"(?:{_east(JOINTS)}){_MARKS}(?:(?:{_east(AFTER_JOINT)}){_MARKS})?{any_word}"
    return re.compile(
        rf"{_MARKS}(?:{_one_of(role for form in _looked_for() for role in _beside(form)[0])}|{joint})"
    )


@cache
def _before() -> re.Pattern[str]:
    """Before a number that nothing needs to follow, read backwards: marks, and a word that leads to it."""
    word = _one_of((role for form in _looked_for() for role in _beside(form)[1]), backwards=True)
    return re.compile(rf"[\W_]{{0,{_FAR // 2}}}{word}|[\W_]{{{_FAR // 2}}}")


@cache
def _opening_words() -> re.Pattern[str]:
    """The words that begin a form without a number; of a range one end has one: `October-November` is no date."""
    return re.compile("|".join(_BETWEEN.join(map(re.escape, word)) for word in _words_for_numbers()))


@cache
def _words_for_numbers() -> tuple[str, ...]:
    """These words, without diacritics and blanks; none that holds another of them."""
    roles = {
        _first_word(form)
        for form in _looked_for()
        if not (form.alone or form.part or _numbers(_words_of(form)))
    }
    words = sorted({"".join(plain(fold(word)).split()) for word in _words(roles)})
    return tuple(word for word in words if not any(one in word for one in words if one != word))


@cache
def _looked_for() -> tuple[Form, ...]:
    """The forms that the look knows: a text in Latin is searched without it."""
    return tuple(form for form in forms() if form.languages != frozenset(("la",)))


def _first_word(form: Form) -> str:
    """The first place of a form that has to be a word of the tables: its number may be one in letters."""
    return next(atom.name for atom in _words_of(form) if not atom.optional and _words((atom.name,)))


def _words(roles: Iterable[str]) -> set[str]:
    """The words of roles, or of atoms that stand for roles."""
    wanted = {
        role
        for name in roles
        for role in (name, *(role for role, names in ROLE_ATOMS.items() if name in names))
    }
    return {word for word, sense in entries() if sense.role in wanted}


def _beside(form: Form) -> tuple[list[str], list[str]]:
    """What may stand behind the first number of a form; where it may end there, what stands before it."""
    words = _words_of(form)
    if not (numbers := _numbers(words)):
        return [], []
    after = _next(words[numbers[0] + 1 :])
    return (after, []) if after else ([], _next(words[: numbers[0]][::-1]))


def _words_of(form: Form) -> list[Atom]:
    """The places of a form that are no marks."""
    return [atom for atom in form.atoms if atom.name[0].isalpha()]


def _numbers(words: Sequence[Atom]) -> list[int]:
    return [at for at, atom in enumerate(words) if atom.name in _IN_DIGITS and not atom.optional]


def _next(words: Sequence[Atom]) -> list[str]:
    """What may come first of these; nothing where none has to come."""
    needed = next((at for at, atom in enumerate(words) if not atom.optional), None)
    return [] if needed is None else [atom.name for atom in words[: needed + 1]]


def _one_of(roles: Iterable[str], *, backwards: bool = False) -> str:
    """A number, any letter of an alphabet, or one of the words of these roles in signs without blanks."""
    return rf"(?:[^\W_{_signs_alone()}]|{_east(roles, backwards=backwards)})"


def _east(roles: Iterable[str], *, backwards: bool = False) -> str:
    """The words of roles that are written in signs without blanks, as tokens follow each other."""
    words = {word for word in _words(roles) if any(low <= ord(word[0]) <= high for low, high in _SIGNS)}
    return "|".join(r"\s*".join(word.replace(" ", "")[:: -1 if backwards else 1]) for word in sorted(words))


def _signs_alone() -> str:
    """The signs written without blanks that are no numerals, as ranges of a class."""
    bounds: list[int] = []
    for first, last in _SIGNS:
        numerals = sorted(ord(sign) for sign in HAN_NUMERALS if first <= ord(sign) <= last)
        bounds += [first, *(bound for sign in numerals for bound in (sign - 1, sign + 1)), last]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in pairs if low <= high)

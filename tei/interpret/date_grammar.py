"""The forms of dates matched against tokens: a small table-driven matcher without a regex.

Every form has at most a dozen atoms, so a match costs a bounded number of steps at each token.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from tei.interpret.calendar_tables import eras
from tei.interpret.date_atoms import NO_VALUES, Values, atom_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.interpret.date_tokens import Token

FORMS: Final = Path(__file__).with_name("date_forms.toml")

Order = Literal["dmy", "mdy", "ymd"]


@dataclass(slots=True)
class Parts:
    """What one form read, before a year is filled in; a part that is not printed is None.

    `short` is a year of two digits; `x` and `z` the first numbers of a date whose order is not known;
    `old_day`, `old_month` and `old_year` the first date of a pair in two calendars; `same` "of the same year".
    `calendar` is one whose days are counted anew (`calendar_days.py`): year, month and day are its own.
    `shift` counts the months from that of the document; `side` is -1 for the last such day before it, 1 for the next
    one after it; `day` days before and with `roman_day`, which is 1 for the
    Kalends, 2 for the Nones, 3 for the Ides.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    short: int | None = None
    era: str | None = None
    era_year: int | None = None
    season: int | None = None
    third: int | None = None
    decade: bool = False
    same: bool = False
    x: int | None = None
    z: int | None = None
    old_day: int | None = None
    old_month: int | None = None
    old_year: int | None = None
    stroke: bool = False
    calendar: str = ""
    shift: int | None = None
    side: int = 0
    roman_day: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether a year of any kind is printed."""
        return self.year is not None or self.short is not None or self.era is not None


@dataclass(frozen=True, slots=True)
class Atom:
    """One place of a form: what it takes, whether it may be missing, whether it must be glued."""

    name: str
    optional: bool
    glued: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A row of `date_forms.toml`."""

    name: str
    atoms: tuple[Atom, ...]
    example: str
    order: Order = "dmy"
    part: bool = False
    alone: bool = False
    tight: bool = False
    mind: bool = False
    languages: frozenset[str] = frozenset()
    strict: bool = False
    supplied: bool = False
    after_year: bool = False
    unnamed_era: bool = False
    calendar: str = ""


@dataclass(slots=True)
class Match:
    """A form found at tokens `begin` to `end` (half-open), and what it read."""

    parts: Parts
    begin: int
    end: int
    form: Form


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms in the order of the table."""
    rows = tomllib.loads(FORMS.read_text(encoding="utf-8"))["form"]
    return tuple(
        Form(
            row["name"],
            tuple(_atom(word) for word in row["form"].split()),
            row["example"],
            row.get("order", "dmy"),
            row.get("part", False),
            row.get("alone", False),
            row.get("tight", False),
            row.get("mind", False),
            frozenset(row.get("languages", "").split()),
            row.get("strict", False),
            row.get("supplied", False),
            row.get("after_year", False),
            row.get("unnamed_era", False),
            row.get("calendar", ""),
        )
        for row in rows
    )


def _atom(word: str) -> Atom:
    glued = word.startswith("~")
    name = word.removeprefix("~")
    optional = len(name) > 1 and name.endswith("?")
    return Atom(name.removesuffix("?") if optional else name, optional, glued)


@dataclass(frozen=True, slots=True)
class _Start:
    """A form that may begin at a token, and what may stand second in it (None: it may end there).

    `needed` is what has to stand in it somewhere.
    """

    form: Form
    second: frozenset[str] | None
    needed: frozenset[str]


@cache
def _starts() -> dict[str, tuple[_Start, ...]]:
    """The forms by what may stand first in them."""
    table: dict[str, list[_Start]] = {}
    for form in forms():
        needed = frozenset(atom.name for atom in form.atoms if not atom.optional)
        for at, atom in enumerate(_reachable(form, 0)):
            table.setdefault(atom.name, []).append(_Start(form, _next(form, at + 1), needed))
    return {name: tuple(rows) for name, rows in table.items()}


@cache
def _longest() -> int:
    """How many tokens a form takes at most."""
    return max(len(form.atoms) for form in forms())


def _reachable(form: Form, at: int) -> Iterator[Atom]:
    """The atoms that may come next: the optional ones from `at`, and the first that must come."""
    for atom in form.atoms[at:]:
        yield atom
        if not atom.optional:
            return


def _next(form: Form, at: int) -> frozenset[str] | None:
    rest = tuple(_reachable(form, at))
    return frozenset(atom.name for atom in rest) if rest and not rest[-1].optional else None


class Matcher:
    """The forms that fit at each of some tokens; each token is looked at once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        # What each token can be in a form: atom by atom its value; behind the last one nothing.
        self._values: list[Values] = [*map(atom_values, tokens), *[NO_VALUES] * _longest()]
        self._matches: dict[int, tuple[Match, ...]] = {}

    def opens(self, begin: int) -> bool:
        """Whether a form may begin at this token."""
        values = self._values[begin]
        return bool(values) and not values.keys().isdisjoint(_starts())

    def matches(self, begin: int) -> tuple[Match, ...]:
        """Return every form that fits at this token, the longest first, then in the table's order."""
        known = self._matches.get(begin)
        if known is None:
            found = [match for form in self._candidates(begin) if (match := self._match(form, begin))]
            known = self._matches[begin] = tuple(sorted(found, key=lambda match: -match.end))
        return known

    def _candidates(self, begin: int) -> list[Form]:
        starts, following = _starts(), self._values[begin + 1]
        found = [
            start
            for name in self._values[begin]
            for start in starts.get(name, ())
            if start.second is None or not start.second.isdisjoint(following)
        ]
        near = set[str]().union(*self._values[begin : begin + _longest()]) if found else set[str]()
        return list({start.form.name: start.form for start in found if start.needed <= near}.values())

    def _match(self, form: Form, begin: int) -> Match | None:
        slots: dict[str, int | str] = {}
        end = self._walk(form, 0, begin, begin, slots)
        if end is None or (form.tight and _uneven(self.tokens[begin:end])):
            return None
        return Match(_in_calendar(_parts(slots), form.calendar), begin, end, form)

    def _walk(self, form: Form, at: int, begin: int, index: int, slots: dict[str, int | str]) -> int | None:
        """Match the atoms from `at` at token `index`; an optional atom is taken first, then left out."""
        if at == len(form.atoms):
            return index
        atom = form.atoms[at]
        value = self._values[index].get(atom.name)
        if value is not None and self._fits(atom, begin, index) and self._leads_on(form, at, index):
            end = self._walk(form, at + 1, begin, index + 1, slots)
            if end is not None and slots.setdefault(atom.name, value) == value:
                return end
            slots.clear()
        return self._walk(form, at + 1, begin, index, slots) if atom.optional else None

    def _fits(self, atom: Atom, begin: int, index: int) -> bool:
        token = self.tokens[index]
        return index == begin or not (token.cut or (atom.glued and token.gap))

    def _leads_on(self, form: Form, at: int, index: int) -> bool:
        """Whether an optional dash is followed by what the form has after it (else it joins a range)."""
        if form.atoms[at].name != "-" or not form.atoms[at].optional:
            return True
        return any(atom.name in self._values[index + 1] for atom in _reachable(form, at + 1))


def _in_calendar(parts: Parts, calendar: str) -> Parts:
    """Say what calendar or era the numbers of a form are of, where its words do not."""
    if not calendar:
        return parts
    return replace(parts, era=calendar) if calendar in eras() else replace(parts, calendar=calendar)


def _uneven(tokens: Sequence[Token]) -> bool:
    """Whether blanks stand elsewhere than after points (`13. 10. 1950` is a date, `13 .10 1950` is not).

    Strokes may have a blank on both sides (`3 / 5 / 1950`): then all have.
    """
    if spaced(tokens):
        return False
    return any(
        token.gap and (before.key not in (".", "/") or token.key in (".", "/"))
        for before, token in pairwise(tokens)
    )


def spaced(tokens: Sequence[Token]) -> bool:
    """Whether numbers are parted by strokes with a blank on both sides."""
    return all(token.gap for token in tokens[1:]) and all(token.key == "/" for token in tokens[1::2])


# --- parts ---------------------------------------------------------------------------------------

# Which part each number of a form is; of two for one part the later row counts.
_PART_OF: Final = {
    "RD": "roman_day", "RN": "day", "RY": "year", "FM": "month", "FY": "year",
    "SY": "year", "SM": "month", "HY": "year", "HM": "month", "HD": "day", "pd": "day",
    "Y": "year", "C": "century", "mm": "month", "vm": "month", "r": "month", "R": "month", "MN": "month", "M": "month",
    "DTG": "day", "D": "day", "YY": "short", "N": "era_year", "season": "season", "third": "third",
    "X": "x", "Z": "z", "OD": "old_day", "OMN": "old_month", "Or": "old_month", "OM": "old_month", "OY": "old_year",
}  # fmt: skip
_SHIFTS: Final = {"this-month": 0, "last-month": -1, "next-month": 1}
_ROW: Final = {name: row for row, name in enumerate(_PART_OF)}


def _day(slots: Values, number: int | None) -> int | None:
    if "first" in slots or (number is None and "RD" in slots and "pridie" not in slots):
        return 1
    return 2 if "pridie" in slots else number


def _parts(slots: Values) -> Parts:
    numbers = sorted(_PART_OF.keys() & slots.keys(), key=_ROW.__getitem__)
    found = {_PART_OF[name]: value for name in numbers if isinstance(value := slots[name], int)}
    number = found.get
    era = slots.get("era", slots.get("era-short", slots.get("era-letter")))
    year, short, century = number("year"), number("short"), number("century")
    if century is not None and short is not None:
        year, short = century * 100 + short, None
    return Parts(
        year=year,
        month=number("month"),
        day=_day(slots, number("day")),
        short=short,
        era=era if isinstance(era, str) else None,
        era_year=number("era_year"),
        season=number("season"),
        third=number("third"),
        decade="decade" in slots or "decade-before" in slots,
        same="same" in slots,
        x=number("x"),
        z=number("z"),
        old_day=number("old_day"),
        old_month=number("old_month"),
        old_year=number("old_year"),
        stroke="/" in slots,
        shift=next((months for role, months in _SHIFTS.items() if role in slots), None),
        side=("next" in slots) - ("last" in slots),
        roman_day=number("roman_day"),
    )

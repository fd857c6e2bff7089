"""Which layout a record has: each is weighed by its signs, and the weightiest that fits is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.parse.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Source
    from tei.profile import Profile, RecognitionSign

_HEAD = 12  # lines with text
_CLOSE = 0.8  # a second layout with this share of the points might as well be the right one


@dataclass(frozen=True, slots=True)
class Weighed:
    """A layout weighed for a record: its points, what speaks for and against it, what it lacks."""

    profile: Profile
    points: int
    reasons: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether the record can be of this layout."""
        return bool(self.reasons) and not self.missing and self.points >= self.profile.recognise.at_least

    @property
    def said(self) -> str:
        """Name, points and reasons in a line."""
        why = "; ".join(self.reasons)
        return f"{self.profile.name} {self.points} point{'s' if self.points != 1 else ''} ({why})"


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout chosen for a record, the layouts that fit, the weightiest first, and what is to be said."""

    profile: Profile | None
    fitting: tuple[Weighed, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def said(self) -> str:
        """Why this layout, and which was next."""
        if not self.fitting:
            return ""
        first, *others = self.fitting
        return first.said + (f", before {others[0].said}" if others else "")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lines with text of a record, stripped: once for all layouts."""

    all: tuple[str, ...]

    def at(self, where: str) -> tuple[str, ...]:
        parts = {
            "first": self.all[:1],
            "head": self.all[:_HEAD],
            "tail": self.all[-_HEAD:],
            "last": self.all[-1:],
        }
        return parts.get(where, self.all)


def recognise(source: Source, profile: Profile) -> bool:
    """Tell whether a record can be of a layout."""
    return _weigh(source, _rows(source), profile).fits


def weigh(source: Source, profile: Profile) -> Weighed:
    """Weigh a layout for a record."""
    return _weigh(source, _rows(source), profile)


def choose(source: Source, profiles: Sequence[Profile]) -> Choice:
    """Choose the layout of a record; the fallback one, with a finding, where none fits.

    The most points decide; where a second layout comes near, that is said. Of two with the same points the
    first in the alphabet is taken.
    """
    rows = _rows(source)
    weighed = [
        _weigh(source, rows, profile) for profile in profiles if not (profile.fallback or profile.table)
    ]
    fitting = sorted((one for one in weighed if one.fits), key=lambda one: (-one.points, one.profile.name))
    if fitting:
        return Choice(fitting[0].profile, tuple(fitting), tuple(_near(source, fitting)))
    names = ", ".join(one.profile.name for one in weighed)
    fallback = next((profile for profile in profiles if profile.fallback), None)
    read_by = f"; read by {fallback.name!r}, with the facts that the text itself says" if fallback else ""
    note = finding(
        "P001", f"no record layout fits (tried: {names}){read_by}", Where(source.path, source.first)
    )
    return Choice(fallback, (), (note,))


def _near(source: Source, fitting: Sequence[Weighed]) -> list[Finding]:
    first, *others = fitting
    near = [one for one in others if one.points >= _CLOSE * first.points]
    if not near:
        return []
    text = f"{first.said} was taken; close to it: {', '.join(one.said for one in near)}"
    return [finding("P008", text, Where(source.path, source.first))]


def _rows(source: Source) -> _Rows:
    return _Rows(tuple(line.text.strip() for line in source.lines if not line.blank))


def _weigh(source: Source, rows: _Rows, profile: Profile) -> Weighed:
    """Signs first, for they cost least; the slots are read only where no sign is missing."""
    reasons: list[str] = []
    missing: list[str] = []
    points = 0
    for sign in profile.recognise.signs:
        if _seen(sign, rows):
            points += sign.points
            reasons.append(sign.what if sign.points >= 0 else f"but {sign.what}")
        elif sign.needed:
            missing.append(sign.what)
    if missing or not (profile.required or profile.header.labels):
        return Weighed(profile, points, tuple(reasons), tuple(missing))
    slots = slots_of(source, profile)
    names = {slot.name for slot in slots}
    labels = [slot.label.text.strip() for slot in slots if slot.label]
    if labels:
        reasons.append(f"label{'s' if len(labels) > 1 else ''} {', '.join(labels)}")
    missing += [name for name in profile.required if name not in names]
    return Weighed(profile, points + len(labels), tuple(reasons), tuple(missing))


def _seen(sign: RecognitionSign, rows: _Rows) -> bool:
    left = sign.times
    for text in rows.at(sign.where):
        if sign.pattern.search(text):
            left -= 1
            if not left:
                return True
    return False

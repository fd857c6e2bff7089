"""Which layout a record has: each is weighed by its signs, and the weightiest that fits is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.parse.line_forms import has_form
from tei.parse.slots import slots_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Slot, Source
    from tei.profile import LineForm, Profile, RecognitionSign

_HEAD = 12  # lines with text
_CLOSE = 0.8  # a second layout with this share of the points might as well be the right one


@dataclass(frozen=True, slots=True)
class Weighed:
    """A layout weighed for a record: its points, what speaks for and against it, what it lacks."""

    profile: Profile
    points: int
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    slots: tuple[Slot, ...] | None = None
    """The record's slots, where they had to be read to weigh the layout."""

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
    def slots(self) -> tuple[Slot, ...] | None:
        """The record's slots by the layout chosen, where recognising it had to read them."""
        return self.fitting[0].slots if self.fitting else None

    @property
    def said(self) -> str:
        """Why this layout, and which was next."""
        if not self.fitting:
            return ""
        first, *others = self.fitting
        return first.said + (f", before {others[0].said}" if others else "")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lines with text of a record, stripped, and which forms they were found to have: once for all layouts."""

    all: tuple[str, ...]
    formed: dict[tuple[LineForm, str], bool] = field(default_factory=dict)

    def has(self, form: LineForm, text: str) -> bool:
        key = (form, text)
        if key not in self.formed:
            self.formed[key] = has_form(form, text)
        return self.formed[key]

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
    """Weigh a layout for a record, all of its signs, whether it can fit or not."""
    return _weigh(source, _rows(source), profile, whole=True)


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


def _labelled(slot: Slot) -> bool:
    """Whether the label is a word, and no sign of syntax."""
    return slot.label is not None and any(sign.isalnum() for sign in slot.label.text)


def _near(source: Source, fitting: Sequence[Weighed]) -> list[Finding]:
    first, *others = fitting
    near = [one for one in others if one.points >= _CLOSE * first.points]
    if not near:
        return []
    text = f"{first.said} was taken; close to it: {', '.join(one.said for one in near)}"
    return [finding("P008", text, Where(source.path, source.first))]


def _rows(source: Source) -> _Rows:
    return _Rows(tuple(line.text.strip() for line in source.lines if not line.blank))


def _weigh(source: Source, rows: _Rows, profile: Profile, *, whole: bool = False) -> Weighed:
    """Signs first, for they cost least; the slots are read only where the record can still be of the layout."""
    reasons, missing, points = _signs(rows, profile, whole=whole)
    if missing or not (profile.required or profile.header.labels):
        return Weighed(profile, points, tuple(reasons), tuple(missing))
    slots = tuple(slots_of(source, profile))
    names = {slot.name for slot in slots}
    labels = list(dict.fromkeys(slot.label.text.strip() for slot in slots if slot.label and _labelled(slot)))
    if labels:
        reasons.append(f"label{'s' if len(labels) > 1 else ''} {', '.join(labels)}")
    missing += [name for name in profile.required if name not in names]
    return Weighed(profile, points + len(labels), tuple(reasons), tuple(missing), slots)


def _signs(rows: _Rows, profile: Profile, *, whole: bool) -> tuple[list[str], list[str], int]:
    """Points, reasons and what is missing by the signs alone; looked at while the layout can still fit."""
    reasons: list[str] = []
    missing: list[str] = []
    points = 0
    # Of a short stretch before of all lines: what is needed and stands at the head decides most records.
    signs = sorted(profile.recognise.signs, key=lambda sign: (not sign.needed, sign.where == "anywhere"))
    left = sum(max(sign.points, 0) for sign in signs) + sum(len(one.names) for one in profile.header.labels)
    for sign in signs:
        left -= max(sign.points, 0)
        if _seen(sign, rows):
            points += sign.points
            reasons.append(sign.what if sign.points >= 0 else f"but {sign.what}")
        elif sign.needed:
            missing.append(sign.what)
        out_of_reach = points + left < profile.recognise.at_least
        if (missing or out_of_reach) and not whole:
            return reasons, missing or [f"{profile.recognise.at_least} points"], points
    return reasons, missing, points


def _seen(sign: RecognitionSign, rows: _Rows) -> bool:
    left = sign.times
    for text in rows.at(sign.where):
        if _is(sign, text, rows):
            left -= 1
            if not left:
                return True
    return False


def _is(sign: RecognitionSign, text: str, rows: _Rows) -> bool:
    if sign.pattern is not None and not sign.pattern.search(text):
        return False
    return sign.form is None or rows.has(sign.form, text)

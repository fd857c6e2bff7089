"""An explanation as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.explain.model import DivisionTold, Explanation, FactTold, LineTold, Reading

_EXCERPT = 50
_VALUE = 70


def as_text(told: Explanation) -> str:
    """Tell a record as text: its lines, its header facts with their grounds, its divisions, what is unsure."""
    lines = [
        f"record   {printable(told.path)}" + (f", record {told.ordinal}" if told.ordinal else ""),
        f"id       {told.id}",
        f"layout   {told.layout} ({told.layout_title})",
        *([f"chosen   {printable(told.layout_why)}"] if told.layout_why else []),
        f"encoding {told.encoding}",
        "",
        "line  slot          became",
        *_lines(told.lines),
        "",
        "header facts (value, certainty, ground, lines)",
        *(text for fact in told.facts for text in _fact(fact)),
        "",
        "divisions",
        *map(_division, told.divisions),
    ]
    if told.doubts:
        lines += ["", "unsure (place, what was read, why)"]
        lines += [f"  {one.place:<22} {_short(one.read, 40)!r}  {printable(one.why)}" for one in told.doubts]
    return "\n".join(lines) + "\n"


def _lines(lines: Sequence[LineTold]) -> Iterator[str]:
    """The lines; in a table below the name of each column, and the line of the file where the cell begins."""
    column = ""
    for line in lines:
        if line.column != column:
            column = line.column
            yield f"{'':>4}  {printable(column)} (line {line.file_line} of the file)"
        yield from _line(line)


def _line(line: LineTold) -> Iterator[str]:
    label = line.label and not line.places
    slot = (f"({line.slot})" if label else line.slot) or "nobody claimed it"
    place = " + ".join(one.short for one in line.places) or line.note or "-"
    why = f"  ({'; '.join(line.rules)})" if line.rules else ""
    yield f"{line.number:>4}  {slot:<12}  {place:<37} {_short(line.text, _EXCERPT)}{why}"
    yield from map(_reading, line.readings)
    for one in line.findings:
        yield f"{'':>20}! {one.severity.label} {one.code}: {printable(one.message)}"


def _reading(one: Reading) -> str:
    value = f" = {printable(one.value)}" if one.value else ""
    sure = "" if one.certainty == "high" else f", {one.certainty}"
    why = f"  ({one.why}{sure})" if one.why else sure
    said = f"  by {printable(one.resp)}" if one.resp else ""
    return f"{'':>20}{one.kind} {_short(one.words, _EXCERPT)!r}{value}{why}{said}"


def _short(text: str, length: int) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= length else text[: length - 1] + "…"


def _fact(fact: FactTold) -> Iterator[str]:
    ground = fact.ground or "stated"
    value = _short(fact.value, _VALUE)
    yield f"  {fact.name:<18} {value!r}  {fact.certainty}  {ground}  {fact.first}-{fact.last}"
    places = " + ".join(one.short for one in fact.places) or "not in the TEI"
    yield f"  {'':<18} {places}" + (f"; {fact.why}" if fact.ground else "")


def _division(division: DivisionTold) -> str:
    count = division.notes
    notes = f", {count} note{'s' if count > 1 else ''}" if count else ""
    lines = f"lines {division.first}-{division.last}"
    return f"  {division.id:<6} {division.language:<8} {division.role:<12} {lines}{notes}"

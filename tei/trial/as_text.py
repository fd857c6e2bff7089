"""A trial as text for a terminal: each record as far as it is of interest, then what is seen over all."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

from tei.findings import Severity
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.findings import Finding
    from tei.trial.model import LineTried, RuleSeen, Trial, Tried

Lines = Literal["all", "problems", "none"]

FEW = 3
"""So many records are told line by line; of more only the lines that no rule knows."""
_TOLD = 20  # records, or kinds of lines: more are counted
_LEFT = 10  # lines of one record that no rule knows
_FIRST = 8  # lines of a record that does not fit
_EXCERPT = 60


def as_text(trial: Trial, lines: Lines) -> str:
    """Tell a trial as text; `lines`: of which lines the records tell."""
    told = [
        f"layout   {trial.layout} ({printable(trial.title)})",
        f"records  {_verdict(trial)}",
        *_bounded([text for one in _of_interest(trial, lines) for text in [_record(one, lines)]], "records"),
        *_over_all(trial),
    ]
    return "\n".join(told) + "\n"


def _verdict(trial: Trial) -> str:
    count = len(trial.records)
    fit = sum(one.fits for one in trial.records)
    left = sum(bool(one.left) for one in trial.records)
    failed = sum(not one.converts for one in trial.records)
    parts = [
        f"{count:,}{_of_files(trial)}: {fit:,} fit"
        + (f", {count - fit:,} do{'es' if count - fit == 1 else ''} not" if fit < count else "")
    ]
    parts += [f"{left:,} with lines that no rule knows"] if left else []
    parts += [f"{failed:,} would not be converted"] if failed else []
    return "; ".join(parts)


def _of_files(trial: Trial) -> str:
    """Of how many files the records are, where one may hold several."""
    if not any(one.ordinal for one in trial.records):
        return ""
    files = len({one.path for one in trial.records})
    return f" of {files:,} file{'s' if files > 1 else ''}"


def _of_interest(trial: Trial, lines: Lines) -> Sequence[Tried]:
    """All of few records; of many those with a problem, the ones that do not fit first."""
    if lines == "all" or len(trial.records) <= FEW:
        return trial.records
    return sorted(
        (one for one in trial.records if not one.clean), key=lambda one: (one.fits, one.path, one.ordinal)
    )


def _bounded(told: Sequence[str], what: str) -> Iterator[str]:
    yield from told[:_TOLD]
    if len(told) > _TOLD:
        yield f"\n… and {len(told) - _TOLD:,} more {what}; --format json tells them all"


# --- one record ----------------------------------------------------------------------------------


def _record(one: Tried, lines: Lines) -> str:
    told = ["", f"{printable(one.place)}: {_fit(one)}"]
    told += [f"  {found.severity.label} {found.code}: {printable(found.message)}" for found in _failing(one)]
    if lines != "none":
        told += _unknown(one, lines)
    if lines == "problems" and not one.fits and one.lines:
        told += ["  its first lines", *_table(one.lines[:_FIRST])]
    if lines == "all" and one.lines:
        told += ["  line  slot           text", *_table(one.lines)]
        told += [
            "  facts",
            *(f"    {f.name:<18} {_short(f.value)!r}{_certainty(f.certainty)}" for f in one.facts),
        ]
        told += [f"  nothing found for {', '.join(one.missing)}"] if one.missing else []
    return "\n".join(told)


def _fit(one: Tried) -> str:
    said = "fits" if one.fits else "does not fit"
    said += "" if one.row or not one.lines else f", {one.points} point{'' if one.points == 1 else 's'}"
    said += f" ({printable('; '.join(one.reasons))})" if one.reasons else ""
    return said + (f"; missing: {printable(', '.join(one.lacks))}" if one.lacks else "")


def _failing(one: Tried) -> list[Finding]:
    return [found for found in one.findings if found.severity is Severity.ERROR]


def _certainty(certainty: str) -> str:
    return "" if certainty == "high" else f"  {certainty}"


def _unknown(one: Tried, lines: Lines) -> Iterator[str]:
    """The lines that no rule knows stand first."""
    shown = one.left if lines == "all" else one.left[:_LEFT]
    for line in shown:
        yield f"  ! {line.number:>4}  {line.state:<13}  {_text(line)}"
    if len(shown) < len(one.left):
        yield f"  ! … and {len(one.left) - len(shown):,} more lines"


def _table(lines: Iterable[LineTried]) -> Iterator[str]:
    """What claimed what; of a text of many lines the first and the last."""
    for (slot, label, _), run in groupby(lines, key=lambda line: (line.slot, line.label, line.column)):
        group = list(run)
        shown = [group[0], group[-1]] if slot == "body" and not label and len(group) > FEW else group
        for line in shown:
            name = f"{slot or line.state}{' <' if line.label else ''}"
            yield f"  {line.number:>4}  {name:<13}  {_text(line)}"
            if line is group[0] and len(shown) < len(group):
                yield f"        … {len(group) - 2:,} lines"


def _text(line: LineTried) -> str:
    return _short(f"{line.column} = {line.text}" if line.column else line.text)


def _short(text: str) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


# --- over all ------------------------------------------------------------------------------------


def _over_all(trial: Trial) -> Iterator[str]:
    count = len(trial.records)
    yield from ("", f"over all {count:,} records" if count > 1 else "over all")
    absent = [rule for rule in trial.rules if rule.kind == "column" and not rule.records]
    yield from (f"  {_rule(rule, count)}" for rule in trial.rules if rule not in absent)
    if absent:
        yield f"  columns in no table: {', '.join(printable(rule.name) for rule in absent)}"
    for sign in trial.signs:
        yield f"  sign {sign.what!r} ({sign.points:+}) seen in {sign.records:,} of {count:,}"
    if trial.facts:
        facts = ", ".join(f"{fact.name} {fact.records:,}" for fact in trial.facts)
        yield f"  facts read: {facts}"
    left = [
        f"  {one.lines:,} in {one.records:,} of {count:,}  {_short(one.form)!r}  first at {printable(one.path)}:{one.line}"
        for one in trial.left
    ]
    if left:
        yield from (
            "",
            "lines that no rule knows, the most frequent first",
            *_bounded(left, "kinds of lines"),
        )
    for pattern in trial.slow:
        yield f"pattern {pattern.name!r} took too long in {pattern.records:,} of {count:,}"
    if trial.findings:
        yield from ("", "findings")
        yield from (f"  {one.name} in {one.records:,} of {count:,}  {one.what}" for one in trial.findings)


def _rule(rule: RuleSeen, count: int) -> str:
    named = rule.kind in ("label", "column")
    what = f"{rule.kind} {printable(rule.name)!r} -> {rule.slot}" if named else f"{rule.kind} of {rule.name}"
    if not rule.records:
        return f"{what}: in no record"
    if rule.kind != "label":
        return f"{what}: filled in {rule.records - rule.empty:,} of {count:,}"
    empty = f"empty in {rule.empty:,}" if rule.empty else "never empty"
    return f"{what}: seen in {rule.records:,} of {count:,}, {empty}"

"""What becomes of the inputs of a run, told one by one and counted: in = converted + failed + unchanged.

Each outcome is told as soon as it is known, so that a stopped run can say truly what it did.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.output import name_key, write_atomic
from tei.report import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tei.pipeline import Result

State = Literal["converted", "failed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its state, its findings, the files written or found up to date.

    What a run makes of all records together (review list, ledger) comes last and is no input (`counts` is
    false); `says` is a line about it. Of the records of one file all but one are not the `last`. `again`: nothing had to
    be done for it, and what is told of it was told by the run that did it. `only`: nothing else is made of the inputs, so
    that with it those fail that went into it.
    """

    path: str
    state: State
    findings: tuple[Finding, ...] = ()
    outputs: tuple[Path, ...] = ()
    counts: bool = True
    says: str = ""
    last: bool = True
    again: bool = False
    only: bool = False


class Claims:
    """Which input has which output name: two documents of one id must not overwrite each other."""

    def __init__(self, reserved: Mapping[str, str] | None = None) -> None:
        self._by_name: dict[str, str] = dict(reserved or {})

    def refuse(self, identity: str, path: str, record: Result | None = None) -> Finding | None:
        """As `refuse_at`, for a record or a file."""
        return self.refuse_at(identity, record.place if record else path, path, record.line if record else 0)

    def refuse_at(self, identity: str, place: str, path: str, line: int = 0) -> Finding | None:
        """Claim an id for a place; B003 where another one has it."""
        first = self._by_name.setdefault(name_key(identity), place)
        if first == place:
            return None
        return finding("B003", f"the id {identity!r} is already that of {first}", Where(path, line or None))


def written(path: str, made: Mapping[Path, bytes], findings: list[Finding], wanted: int) -> Outcome:
    """Write an input's files; it failed when one of those wanted could not be made or written."""
    changed = False
    done = []
    for file, data in made.items():
        try:
            changed = write_atomic(file, data) or changed
            done.append(file)
        except TeiError as error:
            findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
    state: State = "failed" if len(done) < wanted else "converted" if changed else "unchanged"
    return Outcome(path, state, tuple(findings), tuple(done))


class Tally:
    """Counts outcomes as they come: in = converted + failed + unchanged, in records.

    A file counts as one record that has failed, as long as nothing of it was reached.
    """

    def __init__(self, files: int) -> None:
        self._files = files
        self._states: Counter[State] = Counter()
        self._noted = 0
        self._begun = self._ended = 0
        self._within = False

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        if outcome.only and outcome.state == "failed":
            self._states["failed"] += self._states.pop("converted", 0)
            self._noted = 0
        if not outcome.counts:
            return
        self._states[outcome.state] += 1
        self._noted += outcome.state == "converted" and bool(outcome.findings)
        self._begun += not self._within
        self._ended += outcome.last
        self._within = not outcome.last

    @property
    def unreached(self) -> int:
        """Files of which nothing was reached."""
        return self._files - self._begun

    @property
    def stopped_within(self) -> bool:
        """Whether a file was begun and not ended."""
        return self._begun > self._ended

    @property
    def summary(self) -> Summary:
        """The numbers."""
        done, states = self._states.total(), self._states
        inputs, failed = done + self.unreached, states["failed"] + self.unreached
        return Summary(inputs, states["converted"], failed, states["unchanged"], self._noted, self._files)


def summarise(done: Iterable[Outcome], inputs: int) -> Summary:
    """Count the outcomes of so many files; what was not reached counts as failed."""
    tally = Tally(inputs)
    for outcome in done:
        tally.add(outcome)
    return tally.summary

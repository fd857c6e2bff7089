"""Language divisions of a text that has no separator between them: the script of the lines tells.

A line belongs to the script of most of its letters; a line with few letters, and a short stretch of
another script amid one (a stamp, a name in Latin letters), belongs to the text around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.languages import identify, scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line

# Letters that make a stretch a text of its own. A CJK sign carries about a word's third.
_OWN_TEXT = {"Han": 10, "Hangul": 12}
_OWN_TEXT_ELSE = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines in one language."""

    language: str
    certain: bool
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Run:
    script: str
    letters: int
    lines: list[Line]


def divide(lines: Sequence[Line], stated: tuple[str, ...] = ()) -> list[Stretch]:
    """Cut the lines of a text into stretches of one language each; every line is in one of them.

    `stated` (tags the header states) settles only what is too short to be told by its words.
    """
    runs = _merge_weak(_runs(lines))
    found = []
    for run in runs:
        language = identify("\n".join(line.text for line in run.lines), stated)
        certain = language.certainty != "low" and language.tag != "und"
        found.append(Stretch(language.tag, certain, _trimmed(run.lines)))
    return found


def _runs(lines: Sequence[Line]) -> list[_Run]:
    runs: list[_Run] = []
    for line in lines:
        counts = scripts(line.text)
        main = max(counts, key=lambda name: (counts[name], name)) if counts else ""
        if runs and (not main or runs[-1].script in ("", main)):
            runs[-1].lines.append(line)
            runs[-1].letters += counts[main] if main else 0
            runs[-1].script = runs[-1].script or main
        else:
            runs.append(_Run(main, counts[main] if main else 0, [line]))
    return runs


def _strong(run: _Run) -> bool:
    return run.letters >= _OWN_TEXT.get(run.script, _OWN_TEXT_ELSE)


def _merge_weak(runs: list[_Run]) -> list[_Run]:
    """Give weak runs to the run before them (the first one: after), then join equal neighbours."""
    strong = [run for run in runs if _strong(run)]
    if not strong:
        return [_joined(runs)] if runs else []
    merged: list[_Run] = []
    waiting: list[_Run] = []
    for run in runs:
        if not _strong(run):
            if merged:
                _absorb(merged[-1], run)
            else:
                waiting.append(run)
        elif merged and merged[-1].script == run.script:
            _absorb(merged[-1], run)
            merged[-1].letters += run.letters
        else:
            before = [line for earlier in waiting for line in earlier.lines]
            waiting = []
            merged.append(_Run(run.script, run.letters, [*before, *run.lines]))
    return merged


def _absorb(run: _Run, other: _Run) -> None:
    run.lines += other.lines


def _joined(runs: Sequence[_Run]) -> _Run:
    main = max(runs, key=lambda run: run.letters)
    lines = [line for run in runs for line in run.lines]
    return _Run(main.script, main.letters, lines)


def _trimmed(lines: Sequence[Line]) -> tuple[Line, ...]:
    full = [index for index, line in enumerate(lines) if not line.blank]
    return tuple(lines[full[0] : full[-1] + 1]) if full else ()

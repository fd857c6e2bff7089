"""The baseline: findings that were there before, so that only new ones fail a run. A file of JSON, made by the program."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tei.findings import TeiError
from tei.project_files import read_project_file
from tei.report.characters import safe_json
from tei.report.text import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from tei.verdict.judging import Judged

FORMAT, VERSION = "tei-baseline", 1
_AGAIN = "write it anew with --write-baseline"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding of the baseline, and how many of it there are."""

    file: str
    code: str
    message: str
    fingerprint: str
    count: int = 1


class Baseline:
    """What is known, as a run counts it off: of `n` known findings of one fingerprint the first `n` are known."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self.entries = tuple(sorted(entries))
        self._left: Counter[str] = Counter()
        for one in self.entries:
            self._left[one.fingerprint] += one.count

    def knows(self, fingerprint: str) -> bool:
        """Count a finding off; False: it is new."""
        known = self._left[fingerprint] > 0
        self._left[fingerprint] -= known
        return known

    def gone(self, files: Collection[str]) -> tuple[Known, ...]:
        """What no longer was found in these files, with how many of it."""
        left = Counter(self._left)
        gone = []
        for one in self.entries:
            count = min(one.count, left[one.fingerprint])
            left[one.fingerprint] -= count
            if count and one.file in files:
                gone.append(Known(one.file, one.code, one.message, one.fingerprint, count))
        return tuple(gone)


def written(findings: Iterable[Judged]) -> Iterator[str]:
    """The baseline of findings, piece by piece: one finding a line, so that a change of it can be read.

    They come sorted by file, code, message and fingerprint, so that equal ones follow one another.
    """
    yield f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "findings": [\n    '
    for number, (one, equal) in enumerate(groupby(findings, key=_fault)):
        row = {
            "file": one.file,
            "code": one.code,
            "message": one.message,
            "fingerprint": one.fingerprint,
            "count": sum(1 for _ in equal),
        }
        yield (",\n    " if number else "") + safe_json(row)
    yield "\n  ]\n}\n"


def _fault(one: Judged) -> Known:
    return Known(one.file, one.finding.code, one.finding.message, one.fingerprint)


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        TeiError: V004, it cannot be read, or is none that this version writes.
    """
    try:
        data = json.loads(read_project_file(path).decode("utf-8"))
    except OSError as error:
        hint = f"make it with --write-baseline {printable(str(path))}"
        raise TeiError("V004", f"{path}: cannot be read: {error.strerror or error}", hint) from error
    except (ValueError, RecursionError) as error:
        raise TeiError("V004", f"{path}: is no JSON in UTF-8: {error}", _AGAIN) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise TeiError("V004", f'{path}: is no baseline: its "format" is not "{FORMAT}"', _AGAIN)
    if data.get("version") != VERSION:
        raise TeiError("V004", f"{path}: this program reads baselines of version {VERSION}", _AGAIN)
    entries = data.get("findings")
    if not isinstance(entries, list):
        raise TeiError("V004", f'{path}: "findings" is no list', _AGAIN)
    return Baseline([_entry(one, number, path) for number, one in enumerate(entries, 1)])


def _entry(data: Any, number: int, path: Path) -> Known:
    texts = ("file", "code", "message", "fingerprint")
    sound = isinstance(data, dict) and all(isinstance(data.get(key), str) for key in texts)
    count = data.get("count") if sound else None
    if not sound or not isinstance(count, int) or isinstance(count, bool) or count < 1:
        needed = f"needs {', '.join(texts)} (texts) and count (a number from 1)"
        raise TeiError("V004", f"{path}: finding {number} {needed}", _AGAIN)
    return Known(data["file"], data["code"], data["message"], data["fingerprint"], count)

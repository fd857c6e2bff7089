"""Codes as a project names them, in `[validate] severity` and in tei-ignore.toml."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from tei.findings import CODES

UNCHECKED: Final = frozenset({"B004", "X006", "X011", "X012", "X013"})
"""What says that a file was not checked at all. No project can let that pass: nothing is known of the file."""

UNDONE: Final = UNCHECKED | {"Y005"}
"""What says that work was left undone; a run with it never ends with 0, whatever findings may fail it."""


def known_code(code: str) -> str:
    """Return a code of the table.

    Raises:
        ValueError: there is none of this name; the message lists near ones.
    """
    if code in CODES:
        return code
    near = get_close_matches(code.upper(), CODES, 4, 0.5)
    guess = f": did you mean {', '.join(near)}?" if near else ""
    raise ValueError(f"no finding has the code {code!r}{guess} (docs/findings.md lists all)")


def lenient_code(code: str) -> str:
    """Return a code whose findings a project may let pass.

    Raises:
        ValueError: there is none of this name, or it says that a file was not checked.
    """
    if known_code(code) in UNCHECKED:
        raise ValueError(f"{code} cannot be let pass: the file was not checked; leave it out of the run")
    return code

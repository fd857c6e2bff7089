"""The rules beyond grammar, by code: a rule is one decorated function from an index to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tei.check.index import Index
    from tei.findings import Finding

    Rule = Callable[[Index], Iterator[Finding]]

RULES: Final[dict[str, Rule]] = {}
"""Filled by the modules of the rules, which `tei.check` imports."""


def rule(code: str) -> Callable[[Rule], Rule]:
    """Register the function that checks a rule; its code is in `tei.findings.CODES`."""

    def register(function: Rule) -> Rule:
        RULES[code] = function
        return function

    return register

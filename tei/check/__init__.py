"""Stage 6: what is wrong with a TEI file, as findings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from tei.findings import CODES, Finding, TeiError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from lxml import etree

    from tei.check.index import Index

OPTIONAL: Final = frozenset({"T010"})
"""Rules that are checked only when they are asked for: stored counts go stale at the first hand edit."""


def rule_codes() -> frozenset[str]:
    """The codes of our own rules beyond grammar."""
    return frozenset(code for code in CODES if code.startswith("T"))


@cache
def _usual_codes() -> frozenset[str]:
    return rule_codes() - OPTIONAL


def chosen_checks(names: str) -> frozenset[str]:
    """Read `all`, `none` or a list of codes such as `T013,T019`; `all,T010` adds an optional rule.

    Raises:
        TeiError: a code that is no rule's; the message lists the rules.
    """
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    groups = {"all": rule_codes() - OPTIONAL, "none": frozenset[str]()}
    if unknown := sorted(wanted - rule_codes() - groups.keys()):
        raise TeiError(
            "F008",
            f"no rule is called {', '.join(unknown)}",
            f"the rules are {', '.join(sorted(rule_codes()))}",
        )
    return frozenset().union(*(groups.get(name, {name}) for name in wanted))


def check_tree(
    tree: etree._ElementTree,
    path: str,
    codes: Collection[str] | None = None,
    today: date | None = None,
    data: bytes | None = None,
) -> list[Finding]:
    """Check TEI against the schema and by our rules.

    Args:
        tree: the TEI.
        path: its file as the user named it, for the findings; rule 1 compares the root's id with it.
        codes: the rules wanted; None: all that are not optional.
        today: the day of the check, where dates of the future are to be told.
        data: the bytes that the tree was made of, where there are such: the rules look at them first.

    Returns:
        Findings of the schema (X...), then of the rules (T...) in document order.
    """
    from tei.check.index import Index

    return check_indexed(Index(tree, path, today, data), codes)


def check_indexed(content: Index, codes: Collection[str] | None = None) -> list[Finding]:
    """As `check_tree`, for a document that an index was made of."""
    from tei.check.schema import check_schema

    return [*check_schema(content.tree, content.path, content), *check_content(content, codes)]


def check_rules(
    tree: etree._ElementTree, path: str, codes: Collection[str] | None = None, today: date | None = None
) -> list[Finding]:
    """Check TEI, of whatever schema, by our rules alone; arguments are those of `check_tree`."""
    from tei.check.index import Index

    return check_content(Index(tree, path, today), codes)


def check_content(content: Index, codes: Collection[str] | None = None) -> list[Finding]:
    """As `check_rules`, for a document that an index was made of."""
    from tei.check import (  # noqa: F401 (they register)
        alignment,
        characters,
        date_text,
        dates,
        divisions,
        header,
        kinds,
        languages,
        notes,
        pointers,
        sources,
    )
    from tei.check.registry import RULES

    wanted = _usual_codes() if codes is None else codes
    found = [one for code in sorted(RULES) if code in wanted for one in RULES[code](content)]
    return sorted(found, key=lambda one: one.where.line or 0)

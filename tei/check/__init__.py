"""Stage 6: what is wrong with a TEI file, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import CODES, Finding, TeiError

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree


def rule_codes() -> frozenset[str]:
    """The codes of our own rules beyond grammar."""
    return frozenset(code for code in CODES if code.startswith("T"))


def chosen_checks(names: str) -> frozenset[str]:
    """Read `all`, `none` or a list of codes such as `T013,T019`.

    Raises:
        TeiError: a code that is no rule's; the message lists the rules.
    """
    if names in ("all", "none"):
        return rule_codes() if names == "all" else frozenset()
    codes = frozenset(name.strip() for name in names.split(",") if name.strip())
    if unknown := sorted(codes - rule_codes()):
        raise TeiError(
            "F008",
            f"no rule is called {', '.join(unknown)}",
            f"the rules are {', '.join(sorted(rule_codes()))}",
        )
    return codes


def check_tree(tree: etree._ElementTree, path: str, codes: Collection[str] | None = None) -> list[Finding]:
    """Check TEI against the schema and by our rules; `codes` are those wanted (None: all).

    Returns:
        Findings of the schema (X...) and of the rules (T...), in document order within each group.
    """
    from tei.check.pointers import check_pointers  # the registry of rules grows here
    from tei.check.schema import check_schema

    wanted = rule_codes() if codes is None else codes
    return [*check_schema(tree, path), *(one for one in check_pointers(tree, path) if one.code in wanted)]

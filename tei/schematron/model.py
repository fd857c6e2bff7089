"""A rule file once it is read: patterns, rules and checks, with all that is included, abstract or out of phase resolved.

Plain data, so that it can be handed to the process that runs it. The words are those of ISO/IEC 19757-3; `Check` is an
assert or a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.findings import Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a rule file."""

    path: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Expression:
    """An XPath (or, of a rule's context, an XSLT pattern) and its place; `what` names it in messages."""

    text: str
    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class Let:
    """A variable: an expression, or, in languages of XSLT, the elements that it holds (as serialised XML)."""

    name: str
    value: Expression
    content: str = ""


Message = tuple[str | Expression, ...]
"""Text in which expressions stand for what is put in for each node."""


@dataclass(frozen=True, slots=True)
class Check:
    """An assert or a report. `notes` are its diagnostics and properties."""

    name: str
    is_report: bool
    test: Expression
    message: Message
    notes: tuple[Message, ...]
    severity: Severity
    flag: str
    see: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A context, and what is checked at each node of it."""

    name: str
    context: Expression
    lets: tuple[Let, ...]
    checks: tuple[Check, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rules of which the first one that matches a node is the only one to be run there."""

    name: str
    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Schema:
    """What of a rule file is active in a phase. `declarations` are xsl:key, xsl:function and the like, as XML."""

    path: str
    binding: str
    namespaces: dict[str, str]
    lets: tuple[Let, ...]
    patterns: tuple[Pattern, ...]
    declarations: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a rule file cannot be run: what, where, what to do."""

    message: str
    place: Place
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a document: the way down to its element, comment or instruction, and what of it is meant.

    Each step counts the elements, comments and instructions before it, the first one those before the root element. No
    step at all is the document.
    """

    steps: tuple[int, ...]
    attribute: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A check that is broken at a node, or that failed there (`failure`). `check` is -1 for a rule as a whole."""

    pattern: int
    rule: int
    check: int
    node: Node
    message: str
    notes: tuple[str, ...] = ()
    failure: bool = False


def expressions_of(message: Message) -> Iterator[Expression]:
    """The expressions of a message."""
    return (part for part in message if isinstance(part, Expression))

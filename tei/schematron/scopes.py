"""Which expressions a rule file holds, and which variables each of them may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.safe_xml import XSL, parse_xml
from tei.schematron.model import expressions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.schematron.model import Expression, Let, Schema


@dataclass(frozen=True, slots=True)
class Scoped:
    """An expression, the variables in scope, and whether it is the context of a rule."""

    expression: Expression
    variables: frozenset[str]
    is_context: bool = False


def scoped(schema: Schema) -> Iterator[Scoped]:
    """All expressions of a rule file in their order."""
    declared = {name for xml, _ in schema.declarations if (name := _variable(xml))}
    outer = frozenset(declared | {let.name for let in schema.lets})
    for let in schema.lets:  # XSLT lets them stand in any order
        yield Scoped(let.value, outer)
    for pattern in schema.patterns:
        around = outer | {let.name for let in pattern.lets}
        for let in pattern.lets:
            yield Scoped(let.value, around)
        for rule in pattern.rules:
            yield Scoped(rule.context, around, is_context=True)
            yield from _lets(rule.lets, around)
            inner = around | {let.name for let in rule.lets}
            for check in rule.checks:
                yield Scoped(check.test, inner)
                for message in (check.message, *check.notes):
                    yield from (Scoped(one, inner) for one in expressions_of(message))


def _lets(lets: Iterable[Let], around: frozenset[str]) -> Iterator[Scoped]:
    for let in lets:
        yield Scoped(let.value, around)
        around = around | {let.name}


def _variable(xml: str) -> str:
    element = parse_xml(xml.encode()).getroot()
    return element.get("name", "") if element.tag in (f"{{{XSL}}}variable", f"{{{XSL}}}param") else ""

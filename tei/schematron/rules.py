"""Rules, checks and messages of a rule file (ISO/IEC 19757-3, clauses 5.4 and 5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.findings import Severity
from tei.schematron.expressions import refused_call
from tei.schematron.model import Check, Expression, Fault, Let, Message, Rule
from tei.schematron.views import SCH, RulesRefused, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SEVERITIES: Final = {
    "fatal": Severity.ERROR, "error": Severity.ERROR,
    "warn": Severity.WARNING, "warning": Severity.WARNING, "nonfatal": Severity.WARNING,
    "info": Severity.INFO, "information": Severity.INFO, "informational": Severity.INFO,
}  # fmt: skip
"""What roles mean; `nonfatal` is the word of TEI's own rules. Another role, or none, is an error."""

Roles = list[tuple[str | None, str | None]]
"""`severity` and `role` of an element and of those around it, the innermost last."""


class RuleReader:
    """Makes rules of elements; keeps the abstract ones, the diagnostics and the properties, and what is wrong."""

    def __init__(self, parts: Sequence[View]) -> None:
        self.faults: list[Fault] = []
        self._abstract: dict[str, View] = {}
        self._notes: dict[tuple[str, str], View] = {}
        for part in parts:
            for one in (
                part.children() if part.name in ("pattern", "rules", "diagnostics", "properties") else ()
            ):
                if one.name == "rule" and one.get("abstract") == "true":
                    self._abstract.setdefault(one.get("id") or "", one)
                elif one.name in ("diagnostic", "property"):
                    self._notes[one.name, one.get("id") or ""] = one

    def raise_faults(self) -> None:
        """Raise what was collected.

        Raises:
            RulesRefused: anything was.
        """
        if self.faults:
            raise RulesRefused(*self.faults)

    def expression(self, view: View, attribute: str, default: str | None = None) -> Expression:
        """An attribute that holds XPath; a fault where it is missing, empty, or calls what may not be called."""
        text = view.get(attribute)
        text = default if text is None else text
        what = f"{view.name}/@{attribute}"
        if not (text or "").strip():
            self.faults.append(Fault(f"{what} is missing or empty", view.place, "write the expression"))
        elif name := refused_call(text or ""):
            hint = "a rule reads the document that it is run on, and nothing else"
            self.faults.append(Fault(f"{what} calls {name}(), which is refused", view.place, hint))
        return Expression((text or "").strip() or "()", what, view.place)

    def let(self, view: View) -> Let:
        """A variable."""
        name = view.get("name") or ""
        if not name:
            self.faults.append(Fault("let has no name", view.place))
        content = [etree.tostring(one, with_tail=False, encoding="unicode") for one in view.element]
        if view.get("value") is None and content:
            return Let(name, Expression("()", "let", view.place), "".join(content))
        return Let(name, self.expression(view, "value"))

    def rules(self, parts: Sequence[View], pattern: str, roles: Roles) -> tuple[Rule, ...]:
        """The rules of a pattern that are not abstract, in their order."""
        own = {
            one.get("id") or "": one for one in parts if one.name == "rule" and one.get("abstract") == "true"
        }
        for one in parts:
            if one.element.tag == f"{SCH}{one.name}" and one.name not in (
                "rule",
                "let",
                "param",
                "title",
                "p",
            ):
                self.faults.append(Fault(f"{one.name} is not known in pattern", one.place))
        return tuple(
            self._rule(one, own, pattern, roles)
            for one in parts
            if one.name == "rule" and one.get("abstract") != "true"
        )

    def _rule(self, view: View, own: dict[str, View], pattern: str, roles: Roles) -> Rule:
        name = view.get("id") or pattern
        around = [*roles, (view.get("severity"), view.get("role"))]
        lets: list[Let] = []
        checks: list[Check] = []
        for part in self._content(view, own, ()):
            if part.name == "let":
                lets.append(self.let(part))
            elif part.name in ("assert", "report"):
                checks.append(self._check(part, name, around))
            elif part.element.tag == f"{SCH}{part.name}" and part.name not in ("p", "title"):
                self.faults.append(Fault(f"{part.name} is not known in rule", part.place))
        return Rule(name, self.expression(view, "context"), tuple(lets), tuple(checks), view.place)

    def _content(self, view: View, own: dict[str, View], trail: tuple[str, ...]) -> Iterator[View]:
        """What a rule holds, with that of the rules it extends in their place (clause 5.4.6)."""
        for part in view.children():
            if part.name != "extends":
                yield part
                continue
            name = part.get("rule") or part.element.get("href") or ""
            if name in trail:
                self.faults.append(Fault(f"the rule {name} extends itself", part.place))
                continue
            found = part.included() if part.get("rule") is None else own.get(name) or self._abstract.get(name)
            if found is None:
                self.faults.append(Fault(f'there is no abstract rule "{name}"', part.place, "correct the id"))
                continue
            found = View(
                found.element, found.path, found.files, {**found.parameters, **view.parameters}, found.trail
            )
            yield from self._content(found, own, (*trail, name))

    def _check(self, view: View, rule: str, roles: Roles) -> Check:
        notes = [
            self._message(self._notes[kind, name], view.parameters)
            for kind, attribute in (("diagnostic", "diagnostics"), ("property", "properties"))
            for name in view.words(attribute)
            if self._knows(kind, name, view)
        ]
        return Check(
            name=view.get("id") or rule,
            is_report=view.name == "report",
            test=self.expression(view, "test"),
            message=self._message(view, view.parameters),
            notes=tuple(notes),
            severity=_severity([*roles, (view.get("severity"), view.get("role"))]),
            flag=" ".join(view.words("flag")),
            see=view.get("see") or "",
            place=view.place,
        )

    def _knows(self, kind: str, name: str, view: View) -> bool:
        if (kind, name) in self._notes:
            return True
        self.faults.append(Fault(f'there is no {kind} "{name}"', view.place, "correct the id"))
        return False

    def _message(self, view: View, parameters: Mapping[str, str]) -> Message:
        """The text of an element, with the expressions that stand in it (clauses 5.4.1, 5.4.9, 5.4.14)."""
        return tuple(self._parts(View(view.element, view.path, view.files, parameters, view.trail)))

    def _parts(self, view: View) -> Iterator[str | Expression]:
        yield view.element.text or ""
        for child in view.element:
            if not isinstance(child.tag, str):
                yield child.tail or ""
                continue
            part = view.at(child)
            if part.name == "value-of":
                yield self.expression(part, "select")
            elif part.name == "name":
                path = part.get("path")
                inner = self.expression(part, "path", ".")
                yield Expression(f"name({inner.text})" if path else "name(.)", inner.what, inner.place)
            else:
                yield from self._parts(part)
            yield child.tail or ""


def _severity(roles: Roles) -> Severity:
    """What the innermost element with a known word says: `severity` of the edition of 2025, else `role`."""
    for stated in reversed(roles):
        for word in stated:
            found = SEVERITIES.get((word or "").strip().lower())
            if found is not None:
                return found
    return Severity.ERROR

"""A rule file read: a `.sch`, or rules embedded in a RELAX NG schema or an ODD (ISO/IEC 19757-3, clauses 5 and 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.safe_xml import XmlFiles, XmlRefused
from tei.schematron.embedded import embedded
from tei.schematron.model import Let, Pattern, Place, Schema
from tei.schematron.rules import RuleReader
from tei.schematron.views import CODE, SCH, XSL, View, from_xml
from tei.schematron.xsl import declarations

if TYPE_CHECKING:
    from pathlib import Path

BINDINGS: Final = {
    "xslt": "1.0", "xslt1": "1.0", "xpath": "1.0", "xpath1": "1.0", "exslt": "1.0",
    "xslt2": "2.0", "xpath2": "2.0",
    "xslt3": "3.1", "xpath3": "3.1", "xpath30": "3.1", "xpath31": "3.1",
}  # fmt: skip
"""Query language bindings that are run, and the XPath of each. Without one in a `.sch` it is `xslt` (clause 6.4)."""

EMBEDDED_BINDING: Final = "xslt3"
"""RELAX NG and ODD have no room for a binding; the rules of TEI's own schemas are written for this one."""

_KNOWN = frozenset(
    "title p ns let phase pattern diagnostics diagnostic properties property rules rule".split()
)


def read_schema(path: Path, phase: str) -> Schema:
    """Read what of a rule file is active in a phase: an id, `#ALL`, or `#DEFAULT` (what the file says, else all).

    Raises:
        RulesRefused: the file is no rule file, is not sound, or has no such phase.
    """
    files = XmlFiles(path, CODE)
    try:
        root = files.read(files.path).getroot()
    except XmlRefused as error:
        raise from_xml(error, Place(str(files.path), None)) from error
    view = View(root, files.path, files)
    if root.tag == f"{SCH}schema":
        return _Reader(view, list(view.children()), "xslt").schema(phase)
    return _Reader(view, embedded(view), EMBEDDED_BINDING).schema(phase)


class _Reader:
    """The parts of a rule file at its top, by kind."""

    def __init__(self, root: View, parts: list[View], binding: str) -> None:
        self.root = root
        self.parts = parts
        self.rules = RuleReader(parts)
        stated = root.get("queryBinding") or binding
        self.binding = BINDINGS.get(stated.lower(), "")
        if not self.binding:
            known = ", ".join(BINDINGS)
            raise root.refused(f'the query binding "{stated}" is not known', f"known are: {known}")
        for part in parts:
            if part.element.tag == f"{SCH}{part.name}" and part.name not in _KNOWN:
                raise part.refused(f"{part.name} is not known at this place", "mend or remove it")

    def schema(self, phase: str) -> Schema:
        """All that is active in a phase."""
        patterns, lets = self._active(phase)
        made = tuple(self._pattern(one) for one in patterns if one.get("abstract") != "true")
        self.rules.raise_faults()
        if not any(rule.checks for pattern in made for rule in pattern.rules):
            raise self.root.refused(
                "there is no assert and no report to be run", "name a file with rules, or another phase"
            )
        return Schema(
            path=str(self.root.path),
            binding=self.binding,
            namespaces=self._namespaces(),
            lets=tuple(self.rules.let(one) for one in (*self._named("let"), *lets)),
            patterns=made,
            declarations=tuple(declarations([one for one in self.parts if one.name.startswith(XSL)])),
        )

    def _named(self, name: str) -> list[View]:
        return [part for part in self.parts if part.name == name]

    def _namespaces(self) -> dict[str, str]:
        made: dict[str, str] = {}
        for one in self._named("ns"):
            prefix, uri = one.get("prefix") or "", one.get("uri") or ""
            if not prefix or not uri:
                raise one.refused("ns names no prefix or no uri", "write both")
            if made.setdefault(prefix, uri) != uri:
                raise one.refused(f"the prefix {prefix} stands for two namespaces", "rename one of them")
        return made

    def _active(self, phase: str) -> tuple[list[View], list[View]]:
        """The patterns of a phase, and its variables."""
        patterns = self._named("pattern")
        wanted = phase if phase != "#DEFAULT" else self.root.get("defaultPhase") or "#ALL"
        if wanted == "#ALL":
            return patterns, []
        phases = {one.get("id") or "": one for one in self._named("phase")}
        if wanted not in phases:
            known = ", ".join(["#ALL", *phases])
            raise self.root.refused(f'there is no phase "{wanted}"', f"there are: {known}")
        parts = list(phases[wanted].children())
        by_id = {one.get("id"): one for one in patterns}
        active = [one for one in parts if one.name == "active"]
        for one in active:
            if one.get("pattern") not in by_id:
                raise one.refused(f'there is no pattern "{one.get("pattern")}"', "correct the id")
        names = {one.get("pattern") for one in active}
        return [one for one in patterns if one.get("id") in names], [
            one for one in parts if one.name == "let"
        ]

    def _pattern(self, view: View) -> Pattern:
        """A pattern; an `is-a` is the abstract one with its parameters put in (clause 6.3)."""
        name, content = view.get("id") or "", view
        if view.get("documents") is not None:
            raise view.refused("pattern/@documents is not run: other documents are not read", "remove it")
        if (wanted := view.get("is-a")) is not None:
            content = self._abstract(view, wanted)
        roles = [(one.get("severity"), one.get("role")) for one in (view, content)]
        parts = list(content.children())
        lets: tuple[Let, ...] = tuple(self.rules.let(one) for one in parts if one.name == "let")
        return Pattern(name, lets, self.rules.rules(parts, name, roles), view.place)

    def _abstract(self, view: View, wanted: str) -> View:
        found = next(
            (
                one
                for one in self._named("pattern")
                if one.get("id") == wanted and one.get("abstract") == "true"
            ),
            None,
        )
        if found is None:
            raise view.refused(f'there is no abstract pattern "{wanted}"', "correct is-a")
        values = {}
        for one in (
            *found.children(),
            *view.children(),
        ):  # the abstract one's are what stands where none is given
            if one.name == "param":
                values[one.get("name") or ""] = one.get("value") or ""
        return View(found.element, found.path, found.files, values, found.trail)

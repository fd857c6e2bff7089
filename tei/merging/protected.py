"""Protected elements: those whose `@resp` points at an editor that the program did not write.

Source: TEI Guidelines, att.global.responsibility: `@resp` says who is responsible for an element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI
from tei.findings import Finding, Where, finding
from tei.merging.joining import Conflicts, told
from tei.merging.matching import Matched, match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.merging.nodes import Node

_PROGRAM: Final = re.compile(r"#resp-(?:enc|trl|corr[0-9]+)")
_WHO: Final = frozenset(
    TEI + name
    for name in ("respStmt", "editor", "author", "principal", "person", "org", "persName", "name", "orgName")
)

_STATEMENTS: Final = frozenset(
    TEI + name for name in ("respStmt", "editor", "author", "principal", "person", "org")
)


def protected_elements(edited: Node, made: Node) -> list[Node]:
    """The outermost protected elements of the edited version, in their order; `made` is what the program writes."""
    people = {f"#{one.id}" for one in _header(edited) if one.tag in _WHO and one.id}
    written = {value for one in made.walk() for value in one.attributes.get("resp", "").split()}
    return list(_outermost(edited, {one for one in people - written if not _PROGRAM.fullmatch(one)}))


def _header(document: Node) -> Iterator[Node]:
    for one in document.walk():
        if one.tag == f"{TEI}teiHeader":
            yield from one.walk()


def _outermost(node: Node, people: set[str]) -> Iterator[Node]:
    if people & set(node.attributes.get("resp", "").split()):
        yield node
        return
    for child in node.children:
        yield from _outermost(child, people)


def statements_for(protected: list[Node], edited: Node) -> list[Node]:
    """The outermost statements of the header that say who answers for these elements."""
    people = {who.removeprefix("#") for one in protected for who in one.attributes["resp"].split()}
    return [
        statement
        for statement in _header(edited)
        if statement.tag in _STATEMENTS and any(one.id in people for one in statement.walk() if one.id)
    ]


class Carrying:
    """Put the protected elements of an edited version into a newly made one."""

    def __init__(self, edited: Node, made: Node, conflicts: Conflicts) -> None:
        self._edited, self._made, self._conflicts = edited, made, conflicts
        self._matched: Matched = match(edited, made)
        self._parents = {
            child: node for tree in (edited, made) for node in tree.walk() for child in node.children
        }
        self.findings: list[Finding] = []
        self.carried = protected_elements(edited, made)
        for one in self.carried:
            self._carry(one)
        for statement in statements_for(self.carried, edited):
            self._carry_statement(statement)
        there = set(made.walk())
        for one in self.carried:
            if one not in there:  # its place was within another protected element
                self._at_the_end(one, self._near(made))

    def _carry(self, one: Node) -> None:
        same = self._matched.newer.get(one)
        if same is not None and same.tag == one.tag and same in self._parents:
            self._replace(same, one)
            if same.text() != one.text():
                self._conflicts.tell(one, "protected, and newly made otherwise,", one.text(), same.text())
            return
        parent = self._near(one)
        if not self._at_words(one, parent) and not self._after(one, parent):
            self._at_the_end(one, parent)
        self._parents[one] = parent

    def _at_the_end(self, one: Node, parent: Node) -> None:
        parent.content.append(one)
        message = f"{one.tag.removeprefix(TEI)} of {one.attributes['resp']}: {told([one])}"
        self.findings.append(finding("B022", message, Where(self._conflicts.path, one.line)))

    def _near(self, one: Node) -> Node:
        """The element of the new version in whose like the protected one stood."""
        node = self._parents.get(one)
        while node is not None and node not in self._matched.newer:
            node = self._parents.get(node)
        near = self._made if node is None else self._matched.newer[node]
        return next(x for x in near.children if not x.tag.startswith("#")) if near is self._made else near

    def _at_words(self, one: Node, parent: Node) -> bool:
        """Put it around its own words, where they stand there once."""
        anchor = one.text().strip()
        if not anchor:
            return False
        runs = _runs(parent.content)
        places = [
            (number, run.find(anchor))
            for number, run in enumerate(runs)
            if isinstance(run, str) and anchor in run
        ]
        if len(places) != 1 or str(runs[places[0][0]]).count(anchor) != 1:
            return False
        number, at = places[0]
        run = str(runs[number])
        parts: list[Node | str] = [run[:at], one, run[at + len(anchor) :]]
        parent.content = [*runs[:number], *(part for part in parts if part), *runs[number + 1 :]]
        return True

    def _after(self, one: Node, parent: Node) -> bool:
        """Put it after the sibling that it followed, among elements."""
        old = self._parents[one]
        if parent.mixed or self._matched.newer.get(old) is not parent:
            return False
        siblings = old.children
        for before in reversed(siblings[: siblings.index(one)]):
            new = before if before in parent.content else self._matched.newer.get(before)
            if new is not None and new in parent.content:
                parent.content.insert(parent.content.index(new) + 1, one)
                return True
        parent.content.insert(0, one)
        return True

    def _replace(self, old: Node, new: Node) -> None:
        parent = self._parents[old]
        parent.content = [new if item is old else item for item in parent.content]
        self._parents[new] = parent

    def _carry_statement(self, statement: Node) -> None:
        """Take the statement along that says who it is, unless the new version has it."""
        ids = {one.id for one in statement.walk() if one.id}
        if ids <= {one.id for one in self._made.walk()}:
            return
        near = self._near(statement)
        if not self._after(statement, near):
            near.content.append(statement)
        self._parents[statement] = near


def _runs(content: list[Node | str]) -> list[Node | str]:
    runs: list[Node | str] = []
    for item in content:
        if isinstance(item, str) and runs and isinstance(runs[-1], str):
            runs[-1] += item
        else:
            runs.append(item)
    return runs

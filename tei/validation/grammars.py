"""What the engines say of the files, put together file by file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from tei import safe_xml
from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.validation.declared import Declared, declared, place_of
from tei.validation.engines import check_by_schema
from tei.validation.request import OWN_SCHEMA, Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.schema_store.schemas import Schema, Schemas
    from tei.validation.documents import XmlDocument
    from tei.validation.request import RuleSet

_Addresses = tuple[tuple[str, str], ...]
"""Namespaces, and the addresses of their schemas, of which one is made."""


@dataclass(slots=True)
class _Task:
    """A schema, and the numbers of the files to validate against it."""

    schema: Schema
    warns: bool
    numbers: list[int] = field(default_factory=list)


class Grammars:
    """The schemas of others in a run: first each document is added, then the engines run, then findings are asked.

    The schemas that the request names are found at once, so that a run with a wrong one does not start.

    Raises:
        TeiError: a schema of the request that is not there, or cannot or must not be read.
    """

    def __init__(self, request: Request, schemas: Schemas) -> None:
        self._request = request
        self._schemas = schemas
        self._problems: dict[int, list[Finding]] = {}
        self._rules: dict[int, list[RuleSet]] = {}
        self._known_rules: dict[tuple[str, str], RuleSet | TeiError] = {}
        self._declared: dict[_Addresses, _Task | TeiError] = {}
        wanted = [(name, False) for name in request.schemas] + [(name, True) for name in request.warn_schemas]
        named = dict.fromkeys(pair for pair in wanted if pair[0] != OWN_SCHEMA)
        self._tasks = [_Task(schemas.named(name), warns) for name, warns in named]
        self._iterators: list[_Ahead] = []
        schemas.check_catalogs()

    def add(self, number: int, file: Path, document: XmlDocument) -> None:
        """Note a document that was read: the schemas of the request and its own are for it."""
        for task in self._tasks:
            task.numbers.append(number)
        if self._request.declared:
            self._add_declared(number, file, document)

    def run(self, files: Sequence[Path]) -> None:
        """Start the engines; each begins when its first finding is asked for.

        Raises:
            TeiError: an engine does not take a schema of the request, or there is none for it.
        """
        self._iterators = [_Ahead(_of_task(task, files)) for task in self._tasks]
        for addresses, task in self._declared.items():
            if isinstance(task, _Task):
                try:
                    self._iterators.append(_Ahead(_of_task(task, files)))
                except TeiError as error:
                    self._refuse(addresses, task, error, files)

    def findings(self, number: int) -> Iterator[Finding]:
        """The findings of a file; to be asked for in the order of the files."""
        return chain(self._problems.pop(number, ()), *(one.upto(number) for one in self._iterators))

    def rules(self, number: int) -> Sequence[RuleSet]:
        """The rule sets that a document names."""
        return self._rules.pop(number, ())

    def left_out(self) -> Iterator[Finding]:
        """At the end of the run: rules that documents name and that were not run on some, since they did not end."""
        for rules in self._known_rules.values():
            if not isinstance(rules, TeiError):
                yield from rules.left_out()

    def unused(self) -> Iterator[Finding]:
        """At the end of the run: rule sets that documents name and that were about nothing."""
        for rules in self._known_rules.values():
            if not isinstance(rules, TeiError):
                yield from rules.unused()

    def _add_declared(self, number: int, file: Path, document: XmlDocument) -> None:
        named = declared(document.tree, file)
        path = document.path
        if not named and not self._tasks and not self._request.asks_for_own_schema:
            root = f"/{etree.QName(document.tree.getroot()).localname}"
            where = Where(path, document.tree.getroot().sourceline, None, root)
            self._note(number, finding("X013", "the document names no schema", where))
        for one in named:
            where = Where(path, *place_of(one, document.data), one.xpath)
            if not one.address:
                hint = 'write the address of the schema: href="..."'
                self._note(number, _unusable(where, "the instruction xml-model has no href", hint))
            elif one.what == "rules":
                self._add_rules(number, where, one)
            elif one.what == "grammar":
                self._add_grammar(number, where, one)
            else:
                self._note(number, _unusable(where, f"{one.address} is no RELAX NG and no XML Schema", ""))

    def _add_grammar(self, number: int, where: Where, one: Declared) -> None:
        """The schema that a document names; of one that has several, those that can be used."""
        several = one.by_namespace or (("", one.address),)
        usable = []
        for space, address in several:
            task = self._task(((space, address),))
            if isinstance(task, TeiError):
                self._note(number, _unusable(where, *_said(task)))
            else:
                usable.append((space, address))
        if several[0] in usable:
            task = self._task(tuple(usable))
            if isinstance(task, TeiError):
                self._note(number, _unusable(where, *_said(task)))
            else:
                task.numbers.append(number)

    def _task(self, addresses: _Addresses) -> _Task | TeiError:
        """What is to be done with schemas by namespace, or why it cannot be."""
        if addresses not in self._declared:
            try:
                found = [(space, self._schemas.at_hand(at)) for space, at in addresses]
                name = found[0][1].rpartition("/")[2] or found[0][1]
                schema = (
                    self._schemas.together(found, name) if found[1:] else self._schemas.at(found[0][1], name)
                )
                self._declared[addresses] = _Task(schema, warns=False)
            except TeiError as error:
                self._declared[addresses] = error
        return self._declared[addresses]

    def _add_rules(self, number: int, where: Where, one: Declared) -> None:
        key = one.address, one.phase
        if key not in self._known_rules:
            try:
                self._known_rules[key] = self._rule_set(*key)
            except TeiError as error:
                self._known_rules[key] = error
        rules = self._known_rules[key]
        if isinstance(rules, TeiError):
            self._note(number, _unusable(where, *_said(rules)))
        else:
            self._rules.setdefault(number, []).append(rules)

    def _rule_set(self, address: str, phase: str) -> RuleSet:
        at = self._schemas.at_hand(address)
        file = safe_xml.local_path(at)
        if self._request.rules_of is None or file is None:
            hint = "map them to a local file by a catalog, or give them with --rules"
            message = f"the rules {at} are not run: only local files are, and only where rules can be run"
            raise TeiError("X012", message, hint)
        return self._request.rules_of(file, phase)

    def _refuse(self, addresses: _Addresses, task: _Task, error: TeiError, files: Sequence[Path]) -> None:
        """A schema that documents name and no engine takes: a finding of each of them, and the others go on."""
        self._declared[addresses] = error
        for number in task.numbers:
            self._note(number, _unusable(Where(str(files[number])), *_said(error)))

    def _note(self, number: int, one: Finding) -> None:
        self._problems.setdefault(number, []).append(one)


class _Ahead:
    """Findings in the order of their files, the next one always read ahead."""

    def __init__(self, findings: Iterator[tuple[int, Finding]]) -> None:
        self._findings = findings
        self._next = next(findings, None)

    def upto(self, number: int) -> Iterator[Finding]:
        """The findings of all files up to this number that were not yet given."""
        while self._next is not None and self._next[0] <= number:
            yield self._next[1]
            self._next = next(self._findings, None)


def _of_task(task: _Task, files: Sequence[Path]) -> Iterator[tuple[int, Finding]]:
    """The findings of one schema, each with the number of its file among all."""
    own = [files[number] for number in task.numbers]
    if not own:
        return
    for number, one in check_by_schema(task.schema, own):
        known = task.numbers[number] if number < len(own) else len(files)
        yield known, _warned(one) if task.warns else one


def _warned(one: Finding) -> Finding:
    """A finding of a schema that only warns; that an engine stopped is an error all the same."""
    return replace(one, severity=Severity.WARNING) if one.code == "X010" else one


def _said(error: TeiError) -> tuple[str, str]:
    first = error.findings[0] if error.findings else None
    where = f"{first.where.path}:{first.where.line or 1}: {first.message}" if first else ""
    return f"{error.message}{': ' if where else ''}{where}", error.hint


def _unusable(where: Where, message: str, hint: str) -> Finding:
    return finding("X012", message, where, hint or None)

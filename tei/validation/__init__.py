"""Stage 6 over files: TEI from anywhere, validated against schemas and rules, each file by itself, then together.

What one document must hold is asked in `tei.check`; here it is which files, which schemas and which rules. A document
that is refused (not well-formed, with entities, too deep) is a finding, reaches no engine, and stops no other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tei.check import check_content
from tei.check.collection import identity_of, located
from tei.check.collection_index import CollectionIndex
from tei.check.index import Index
from tei.check.words import REPEATED
from tei.findings import Severity
from tei.validation.documents import read
from tei.validation.request import OWN_SCHEMA, Request, RuleSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.check.collection import Identity
    from tei.findings import Finding
    from tei.validation.documents import XmlDocument
    from tei.validation.grammars import Grammars

__all__ = [
    "OWN_SCHEMA", "Request", "RuleSet", "Verdict", "validate_document", "validate_files", "verdicts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a file, or (no file) by the engines at the end of a run.

    `is_whole`: the file was read and all rules of the request were run on it, as far as no finding says otherwise.
    """

    file: Path | None
    findings: tuple[Finding, ...]
    is_whole: bool = True


def validate_files(files: Sequence[Path], request: Request) -> Iterator[Finding]:
    """Validate files, in their order; at the end what only the collection can tell.

    Raises:
        TeiError: a schema that is asked for is not there, or no engine can use it.
    """
    told = files if request.changed is None else [file for file in files if file in request.changed]
    index = CollectionIndex()
    # Of two files with one identifier the later is told, so what did not change comes first.
    for one in _unchanged(files, request):
        index.add(one, told=False)
    for verdict in verdicts(told, request, index):
        yield from verdict.findings
    for rules in request.rules:
        yield from rules.left_out()
    if request.changed is None:  # a few files of a collection may well hold nothing that a rule is about
        for rules in request.rules:
            yield from rules.unused()
    for found in index.findings():
        yield from _of_the_collection(found)


def verdicts(
    files: Sequence[Path], request: Request, index: CollectionIndex | None = None
) -> Iterator[Verdict]:
    """Validate files, each by itself: a verdict for each in their order, then what the engines say of the run.

    Args:
        files: the files.
        request: what is asked of them.
        index: takes in what is compared between files.

    Raises:
        TeiError: as `validate_files`.
    """
    if not request.asks_for_others:
        yield from _each(files, request, index, None)
        return
    # All files are read safely before, and only those that were read reach an engine.
    from tei.schema_store.schemas import Schemas
    from tei.validation.grammars import Grammars

    with Schemas(request.catalogs, network=request.allow_network) as schemas:
        grammars = Grammars(request, schemas)
        for number, file in enumerate(files):
            document, problems = read(file)
            if document is not None and not problems:
                grammars.add(number, file, document)
        grammars.run(files)
        yield from _each(files, request, index, grammars)
        last = [*grammars.findings(len(files)), *grammars.left_out()]
        if request.changed is None:
            last += grammars.unused()
        if last:
            yield Verdict(None, tuple(last))


def _each(
    files: Sequence[Path], request: Request, index: CollectionIndex | None, grammars: Grammars | None
) -> Iterator[Verdict]:
    """Each file by itself: what refuses it, what grammars say of it, our own rules, rules of the project."""
    for number, file in enumerate(files):
        document, problems = read(file)
        of_grammars = grammars.findings(number) if grammars is not None else iter(())
        if document is None:
            yield Verdict(file, (*problems, *of_grammars), is_whole=False)
            continue
        if index is not None and request.compares_files:
            index.add(identity_of(document.tree, document.path))
        rules = (*request.rules, *(grammars.rules(number) if grammars is not None else ()))
        left = sum(one.left for one in rules)
        found: Iterator[Finding] = chain(
            of_grammars, validate_document(document, request), *(one.check(document) for one in rules)
        )
        if request.records is not None:
            found = request.records.told(found, document)
        findings = sorted([*problems, *_others(document.places.placed(found), problems)], key=_place)
        yield Verdict(file, tuple(findings), not problems and left == sum(one.left for one in rules))


def _others(found: list[Finding], problems: Sequence[Finding]) -> list[Finding]:
    """Findings without those of ids that were told when the document was read."""
    return [one for one in found if not (problems and one.message.endswith(REPEATED))]


def _place(one: Finding) -> tuple[int, int]:
    """Findings are told in the order of the file; those of one place in the order in which they were found."""
    return one.where.line or 0, one.where.column or 0


def validate_document(document: XmlDocument, request: Request) -> Iterator[Finding]:
    """What our own schema and our own rules say of a document."""
    asked = request.checks is None or request.checks
    content = (
        Index(document.tree, document.path, request.today, document.data, document.places) if asked else None
    )
    if request.asks_for_own_schema:
        from tei.check.schema import check_schema

        warns = OWN_SCHEMA not in request.schemas
        for one in check_schema(document.tree, document.path, content):
            yield replace(one, severity=Severity.WARNING) if warns else one
    if content is not None:
        yield from check_content(content, request.checks)


def _of_the_collection(one: Finding) -> Iterator[Finding]:
    """A finding of the collection at its place, for which its file is read again."""
    document, _ = read(Path(one.where.path))
    if document is None:
        yield one
    else:
        yield from document.places.placed([located(one, document.tree)])


def _unchanged(files: Sequence[Path], request: Request) -> Iterator[Identity]:
    for file in files if request.changed is not None and request.compares_files else ():
        if request.changed is not None and file not in request.changed:
            document, _ = read(file)
            if document is not None:
                yield identity_of(document.tree, document.path)

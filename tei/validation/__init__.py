"""Stage 6 over files: TEI from anywhere, validated against schemas and rules, each file by itself, then together.

What one document must hold is asked in `tei.check`; here it is which files, which schemas and which rules. A document
that is refused (not well-formed, with entities, too deep) is a finding, reaches no engine, and stops no other.
"""

from __future__ import annotations

from dataclasses import replace
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
    from tei.validation.verdicts import Grammars

__all__ = ["OWN_SCHEMA", "Request", "RuleSet", "validate_document", "validate_files"]


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
    if not request.asks_for_others:
        yield from _each(told, request, index, None)
    else:
        yield from _with_grammars(told, request, index)
    for rules in request.rules:
        yield from rules.left_out()
    if request.changed is None:  # a few files of a collection may well hold nothing that a rule is about
        for rules in request.rules:
            yield from rules.unused()
    for found in index.findings():
        yield from _of_the_collection(found)


def _with_grammars(files: Sequence[Path], request: Request, index: CollectionIndex) -> Iterator[Finding]:
    """Files that engines validate too: all are read safely before, and only those that were read reach one."""
    from tei.schema_store.schemas import Schemas
    from tei.validation.verdicts import Grammars

    with Schemas(request.catalogs, network=request.allow_network) as schemas:
        grammars = Grammars(request, schemas)
        for number, file in enumerate(files):
            document, problems = read(file)
            if document is not None and not problems:
                grammars.add(number, file, document)
        grammars.run(files)
        yield from _each(files, request, index, grammars)
        yield from grammars.findings(len(files))
        yield from grammars.left_out()
        if request.changed is None:
            yield from grammars.unused()


def _each(
    files: Sequence[Path], request: Request, index: CollectionIndex, grammars: Grammars | None
) -> Iterator[Finding]:
    """Each file by itself: what refuses it, what grammars say of it, our own rules, rules of the project."""
    for number, file in enumerate(files):
        document, problems = read(file)
        of_grammars = grammars.findings(number) if grammars is not None else iter(())
        if document is None:
            yield from problems
            yield from of_grammars
            continue
        if request.compares_files:
            index.add(identity_of(document.tree, document.path))
        rules = (*request.rules, *(grammars.rules(number) if grammars is not None else ()))
        found: Iterator[Finding] = chain(
            of_grammars, validate_document(document, request), *(one.check(document) for one in rules)
        )
        if request.records is not None:
            found = request.records.told(found, document)
        yield from sorted([*problems, *_others(document.places.placed(found), problems)], key=_place)


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

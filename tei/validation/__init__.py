"""Stage 6 over files: TEI from anywhere, validated against schemas and rules, each file by itself, then together.

What one document must hold is asked in `tei.check`; here it is which files, which schemas and which rules. A document
that is refused (not well-formed, with entities, too deep) is a finding, reaches no engine, and stops no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.check import check_tree
from tei.check.collection import Identity, check_collection, identity_of
from tei.validation.documents import read
from tei.validation.request import OWN_SCHEMA, Request, RuleSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding

__all__ = ["OWN_SCHEMA", "Request", "RuleSet", "validate_files"]


def validate_files(files: Sequence[Path], request: Request) -> Iterator[Finding]:
    """Validate files, in their order; at the end what only the collection can tell."""
    told = files if request.changed is None else [file for file in files if file in request.changed]
    identities = []
    for file in told:
        document, problems = read(file)
        yield from problems
        if document is not None:
            identities.append(identity_of(document.tree, document.path))
            yield from check_tree(document.tree, document.path, request.checks, request.today)
    # Of two files with one identifier the later is told, so what did not change comes first.
    yield from check_collection([*_unchanged(files, request), *identities], request.checks)


def _unchanged(files: Sequence[Path], request: Request) -> Iterator[Identity]:
    for file in files if request.changed is not None else ():
        if request.changed is not None and file not in request.changed:
            document, _ = read(file)
            if document is not None:
                yield identity_of(document.tree, document.path)

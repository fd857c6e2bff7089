"""Stage 6 over files: TEI from anywhere, validated against schemas and rules, each file by itself, then together.

What one document must hold is asked in `tei.check`; here it is which files, which schemas and which rules. A document
that is refused (not well-formed, with entities, too deep) is a finding, reaches no engine, and stops no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.check import check_tree
from tei.check.collection import check_collection, identity_of
from tei.validation.documents import read
from tei.validation.request import OWN_SCHEMA, Request, RuleSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding

__all__ = ["OWN_SCHEMA", "Request", "RuleSet", "validate_files"]


def validate_files(files: Sequence[Path], request: Request) -> Iterator[Finding]:
    """Validate files, in their order; at the end what only the collection can tell."""
    identities = []
    for file in files:
        document, problems = read(file)
        yield from problems
        if document is not None:
            identities.append(identity_of(document.tree, document.path))
            yield from check_tree(document.tree, document.path, request.checks, request.today)
    yield from check_collection(identities, request.checks)

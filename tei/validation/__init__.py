"""Stage 6 over files: TEI from anywhere, validated against schemas and rules, each file by itself, then together.

What one document must hold is asked in `tei.check`; here it is which files, which schemas and which rules. A document
that is refused (not well-formed, with entities, too deep) is a finding, reaches no engine, and stops no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.check import check_tree
from tei.check.collection import check_collection, identity_of
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from tei.findings import Finding

OWN_SCHEMA = "tei-record"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the documents.

    Args:
        checks: codes of our own rules; None: all that are not optional.
        today: the day of the check, where dates of the future are to be told.
    """

    checks: Collection[str] | None = None
    today: date | None = None


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

"""What is asked of the documents: which schemas, which rules, and what may be read for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date
    from pathlib import Path

    from tei.findings import Finding
    from tei.validation.documents import XmlDocument
    from tei.validation.records import Records

OWN_SCHEMA: Final = "tei-record"


class RuleSet(Protocol):
    """Rules that a project brings, such as a Schematron file made ready to run."""

    @property
    def name(self) -> str:
        """What findings name as their rule set: the file as the user named it."""
        ...

    @property
    def digest(self) -> str:
        """The digest of the rules as they were read and of what runs them; empty where they ask for more than the document."""
        ...

    @property
    def is_about(self) -> bool:
        """Whether the rules were about anything in a document so far."""
        ...

    @property
    def left(self) -> int:
        """How often rules were not run on a document so far, since they did not end on others."""
        ...

    def check(self, document: XmlDocument) -> Iterator[Finding]:
        """Tell what the rules find in a document; rules that cannot be run are a finding, never none."""
        ...

    def left_out(self) -> Iterator[Finding]:
        """Tell, after the last document of a run, which rules were not run on some, since they did not end on others."""
        ...

    def unused(self) -> Iterator[Finding]:
        """Tell, after the last document of a run, whether the rules were about nothing in any."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the documents.

    Args:
        checks: codes of our own rules; None: all that are not optional.
        today: the day of the check, where dates of the future are to be told.
        schemas: names of schemas, paths or addresses; ours is `tei-record`.
        warn_schemas: schemas whose findings are warnings.
        declared: also validate each document against the schemas that it names itself.
        rules: rule sets of the project, run over each document.
        rules_of: makes a rule set of a file that a document names and a phase of it (empty: its own); None: such files
            are told as not run.
        allow_network: schemas may be fetched by http and https.
        catalogs: XML catalogs that map addresses to local files.
        records: where the records are that the TEI was made of; None: they are not looked for.
        changed: the files whose findings are told; None: all. The others are read only for what the collection tells.
    """

    checks: Collection[str] | None = None
    today: date | None = None
    schemas: tuple[str, ...] = (OWN_SCHEMA,)
    warn_schemas: tuple[str, ...] = ()
    declared: bool = False
    rules: tuple[RuleSet, ...] = ()
    rules_of: Callable[[Path, str], RuleSet] | None = None
    allow_network: bool = False
    catalogs: tuple[Path, ...] = ()
    changed: Collection[Path] | None = None
    records: Records | None = None

    @property
    def compares_files(self) -> bool:
        """Whether the files are compared with one another."""
        return self.checks is None or "T002" in self.checks

    @property
    def asks_for_own_schema(self) -> bool:
        """Whether documents are validated against the program's own schema."""
        return OWN_SCHEMA in self.schemas or OWN_SCHEMA in self.warn_schemas

    @property
    def asks_for_others(self) -> bool:
        """Whether schemas of others are asked for, by the request or by the documents."""
        return self.declared or any(name != OWN_SCHEMA for name in (*self.schemas, *self.warn_schemas))

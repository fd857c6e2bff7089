"""What passes between the parts of a build, and what its manifest keeps: plain data, as JSON and never as code.

A manifest may come with a project from anybody; so it is read by declared types and nothing in it is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pydantic import TypeAdapter

from tei.findings import Finding
from tei.gather.entries import Entry
from tei.gather.names import Link, Party
from tei.review.gathering import Listed

if TYPE_CHECKING:
    from collections.abc import Mapping

OnEdit = Literal["keep", "merge", "overwrite"]
WHOLE: Final = ""
"""The owner of what is made of all records together: no file has this name."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a build has made: its place in the output folder, what of it (`tei`, a format, `[outputs]` name).

    `made` is the SHA-256 of what the program makes, `there` of what stands at the place: another one where that is a hand's
    work, or has some in it. Where a hand's file is kept, `made` is what stood there before (empty: not known), so that who
    takes the edit back is understood. `key` is the digest of all that it is made of now; of TEI, of the TEI.
    """

    place: str
    kind: str
    made: str
    there: str
    key: str
    findings: tuple[Finding, ...] = ()
    """What was found when it was rendered; told again where it need not be rendered again."""

    @property
    def is_pure(self) -> bool:
        """Whether what was put there is what the program makes, and nobody's work is in it."""
        return self.made == self.there

    @property
    def is_joined(self) -> bool:
        """Whether TEI has in it all that the program makes now."""
        return self.made == self.key


class Known(NamedTuple):
    """What the manifest says of a place: whose output it is, the output, the digest of what was about to come there."""

    owner: str
    output: Output
    coming: str


@dataclass(frozen=True, slots=True)
class Staged:
    """An output that is made and not yet in its place.

    `temporary` is the file that holds it, beside its place; none where the file that is there is this output already.
    `found` is the SHA-256 of what stood at the place when it was made, where that was a hand's work.
    """

    output: Output
    temporary: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the steps over all records need of one: its entry (none without TEI).

    `instead` is the TEI to be used where a hand has made the file at the place unreadable.
    """

    entry: Entry | None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class RecordKept:
    """What is known of a record that was built.

    `place` is its file and its number there, `facts` the digest of its facts, its TEI and what it adds to the review list, `wanted` how many outputs it
    should have, `asks` whether a page of it asks for the script beside the pages, `line` where it begins in a
    file of several, `drawn` the pictures that its outputs show (`pictures.py`).
    """

    id: str
    place: str
    ordinal: int
    failed: bool
    findings: tuple[Finding, ...]
    outputs: tuple[Output, ...]
    facts: str
    wanted: int
    asks: bool = False
    line: int = 0
    drawn: tuple[tuple[str, str], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it has all that it should have."""
        return not self.failed and len(self.outputs) >= self.wanted


@dataclass(frozen=True, slots=True)
class FileKept:
    """What is known of a file of records: the digests of its bytes and of what it was made by."""

    source: str
    setting: str
    records: tuple[RecordKept, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it has to be tried again."""
        return all(one.is_whole for one in self.records)


@dataclass(frozen=True, slots=True)
class RecordMade:
    """A record as it comes from the worker: what is to be kept of it, its outputs, its TEI as the program makes it."""

    kept: RecordKept
    staged: tuple[Staged, ...]
    facts: bytes
    base: bytes
    """The TEI, compressed; empty where there is none."""
    listed: Listed


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file of records as it comes from the worker."""

    path: str
    source: str
    records: tuple[RecordMade, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A TEI file that a hand has changed, and what the program had made before (compressed; empty: not known)."""

    place: str
    base: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be made: its path, what of its outputs is in its place with this key, which of them were edited."""

    path: str
    fresh: Mapping[str, Output]
    edited: tuple[Edited, ...] = ()
    on_edit: OnEdit = "keep"


@cache
def file_adapter() -> TypeAdapter[FileKept]:
    """How a file is written to the manifest."""
    return TypeAdapter(FileKept)


@cache
def facts_adapter() -> TypeAdapter[Facts]:
    """How facts are written to the manifest."""
    adapter = TypeAdapter(Facts)
    adapter.rebuild(_types_namespace={"Party": Party, "Link": Link, "Path": Path})
    return adapter


@cache
def findings_adapter() -> TypeAdapter[tuple[Finding, ...]]:
    """How findings of the whole are written to the manifest."""
    return TypeAdapter(tuple[Finding, ...])

"""What passes between the program and an engine: a job, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


Form = Literal["tree", "html", "written"]
"""A tree; a page of HTML5; bytes as the stylesheet's `xsl:output` says."""


@dataclass(slots=True)
class Bundle:
    """A stylesheet as one text; `places` are its files, and the lines of each text's elements in its file."""

    text: str = ""
    places: dict[str, tuple[Path, dict[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """A document to transform, as bytes of XML, and the form that the result is to have.

    `bundle` is the stylesheet itself, for an engine that opens no file and has not had it yet.
    """

    stylesheet: Path
    root: Path
    data: bytes
    params: Mapping[str, str] = field(default_factory=dict)
    form: Form = "tree"
    seconds: int = 0
    bundle: Bundle | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no result: what was said, and the place in a stylesheet; line 0: it is not known."""

    message: str
    path: str
    line: int = 0
    code: str = "R001"


@dataclass(frozen=True, slots=True)
class Made:
    """A result as bytes: XML for a tree and where `is_xml`, else as asked for; empty: it has no element, or nothing."""

    data: bytes
    is_xml: bool
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """A run without a result: why, and the messages until then."""

    fault: Fault
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A stylesheet that is not run at all, whatever the document."""

    fault: Fault

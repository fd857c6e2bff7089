"""What passes between the program and an engine: a job, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """A document to transform, as bytes of XML; `written` asks for the result as `xsl:output` says, too."""

    stylesheet: Path
    root: Path
    data: bytes
    params: Mapping[str, str] = field(default_factory=dict)
    written: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no result: what was said, and the place in a stylesheet; line 0: it is not known."""

    message: str
    path: str
    line: int = 0
    code: str = "R001"


@dataclass(frozen=True, slots=True)
class Made:
    """A result, as XML (empty: it has no element) and, where that was asked for, as written; and the messages."""

    xml: bytes
    written: bytes
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

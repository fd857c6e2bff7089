"""What runs stylesheets: libxslt, in this process or in one of its own, and Saxon, in one of its own alone."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Name = Literal["libxslt", "saxon"]
ENGINES: Final[tuple[Name, ...]] = ("libxslt", "saxon")
SECONDS: Final = 10
MEGABYTES: Final = 1024


@dataclass(frozen=True, slots=True)
class Choice:
    """Which engine runs the stylesheets of a run, and what each transform may use.

    `root` is the folder in which a stylesheet lies with all that it imports; without one its own folder.
    """

    engine: Name = "libxslt"
    seconds: int = SECONDS
    megabytes: int = MEGABYTES
    root: Path | None = None


_CHOSEN: ContextVar[Choice] = ContextVar("_CHOSEN", default=Choice())  # noqa: B039  (it is frozen)


@contextmanager
def using(choice: Choice) -> Iterator[None]:
    """Let all transforms within use this engine: the choice is the run's, and no matter of any one output."""
    token = _CHOSEN.set(choice)
    try:
        yield
    finally:
        _CHOSEN.reset(token)


def chosen() -> Choice:
    """The engine and the limits that are in use."""
    return _CHOSEN.get()

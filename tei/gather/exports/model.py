"""What every export is made of: the facts of the edition, and the way entries go into one file."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Protocol

from tei.findings import TeiError
from tei.report import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.gather.entries import Entry


@dataclass(frozen=True, slots=True)
class About:
    """The edition as the header of an export names it; CMIF alone has one. What nobody has given is empty."""

    title: str = ""
    publisher: str = ""
    editor: str = ""
    email: str = ""
    url: str = ""
    """Where the export itself will be found."""
    licence: str = ""
    date: str = ""


Said = tuple[str, str]
"""The code of a finding, and its message."""
KEYS = tuple(field.name for field in fields(About))
_FORMS: Final = {
    "email": (r"[^\s@<>]+@[^\s@<>]+", "an address such as editor@example.org"),
    "url": (r"https?://\S+", "an address such as https://example.org/letters.xml"),
    "licence": (
        r"https?://\S+",
        "the address of a licence, such as https://creativecommons.org/licenses/by/4.0/",
    ),
    "date": (r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "a date such as 2026-01-31"),
}
"""The form of what is no free text, and what to write."""


def about_of(given: Mapping[str, str], **known: str) -> About:
    """The facts given, over those known otherwise.

    Raises:
        TeiError: G005, there is no such key, or a value that means nothing.
    """
    if wrong := [name for name in given if name not in KEYS]:
        raise TeiError(
            "G005",
            f"no fact about an edition is called {', '.join(wrong)}",
            f"the keys are {', '.join(KEYS)}",
        )
    for name, (form, wanted) in _FORMS.items():
        if name in given and not re.fullmatch(form, given[name]):
            raise TeiError("G005", f"{name} cannot be {printable(given[name])!r}", f"write {wanted}")
    return About(**{**known, **given})


class Export(Protocol):
    """A file in the making."""

    @property
    def holds(self) -> str:
        """What is in it where that is not each document: `2 letters of `; else empty."""
        ...

    def add(self, entry: Entry) -> Sequence[Said]:
        """Take in a document; what of it the format has no place for is told."""
        ...

    def finish(self) -> tuple[bytes, Sequence[Said]]:
        """The file, and what is wrong with the whole of it; no bytes where an error finding says why."""
        ...

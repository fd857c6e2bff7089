"""Whether a record that has the form of a layout is of the archive that the layout is of.

Many archives print their records alike. What a layout says of its archive (name, publisher, address) is said of a
record only where the record says nothing else: a citation with an address elsewhere, and without the archive's
name, is of another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tei.profile import Archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line, Slot
    from tei.profile import Profile

_ADDRESS = re.compile(r"https?://[^\s<>\"”]+")
_CITING = ("citation", "url", "address")


def elsewhere(slots: Sequence[Slot], profile: Profile) -> tuple[Line, str] | None:
    """The line and the host by which a record's citation is of another archive than the layout's; mostly None."""
    archive = profile.archive
    own = urlsplit(archive.address).hostname or ""
    if not own:
        return None
    lines = [line for slot in slots if slot.name in _CITING for line in slot.lines]
    text = " ".join(line.text for line in lines).casefold()
    if any(name.casefold() in text for name in (archive.name, *archive.names, own) if name):
        return None
    for line in lines:
        for found in _ADDRESS.finditer(line.text):
            if host := _host(found[0]):
                return line, host
    return None


def of_another(profile: Profile) -> Profile:
    """The layout without what it says of its archive, but for the language its headers are in."""
    return profile.model_copy(update={"archive": Archive(language=profile.archive.language)})


def _host(address: str) -> str:
    """The host of an address; empty for what is none (`https://[`)."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

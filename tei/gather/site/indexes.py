"""The indexes: who and what the documents name, merged over all of them, each entry with an address of its own."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from tei.gather.site.model import Listed
from tei.identifiers import slug, unique
from tei.output import name_key, output_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from tei.gather.site.model import Item

_TAKEN: Final = "index"
"""The page of the index itself."""
_LONGEST: Final = 60
NOT_STATED: Final = "not-stated"
_SCRIPTS: Final = {"CJK": "漢", "HIRAGANA": "かな", "KATAKANA": "かな", "HANGUL": "한"}


class Index:
    """One index. Entries are told by keys, such as those of `tei.gather.names.Name`."""

    def __init__(self) -> None:
        self.entries: dict[str, Listed] = {}
        self._slugs = {_TAKEN}

    def add(self, key: str, label: str, item: Item, *, language: str = "", wanted: str = "") -> Listed:
        """Put a document to the entry of a key, which is made where there is none; the first label stays."""
        listed = self.entries.get(key)
        if listed is None:
            listed = self.entries[key] = Listed(self._slug(wanted or label), label, language)
        if not listed.items or listed.items[-1] is not item:
            listed.items.append(item)
        return listed

    def keep(self, identities: Container[str]) -> None:
        """Forget all documents but those of these ids, and the entries that have no other."""
        for listed in self.entries.values():
            listed.items = [item for item in listed.items if item.id in identities]
        self.entries = {key: listed for key, listed in self.entries.items() if listed.items}

    def _slug(self, label: str) -> str:
        """A name of a file that no other entry has, on no file system; `--` is kept for the pages of a long list."""
        made = unique(slug(label)[:_LONGEST].strip("-") or "name", self._slugs)
        safe = output_name(made, "")
        self._slugs |= {made, name_key(safe)}
        return safe

    def sorted(self) -> list[tuple[str, Listed]]:
        """The entries by their labels; what is not stated comes last."""
        return sorted(self.entries.items(), key=lambda one: (not one[0], sort_key(one[1].label), one[0]))

    def __iter__(self) -> Iterator[Listed]:
        return (listed for _, listed in self.sorted())

    def __len__(self) -> int:
        return len(self.entries)


def sort_key(label: str) -> tuple[bool, str, str]:
    """Order by letters without their accents; what begins with no letter comes last."""
    bare = slug(label)
    return not bare or bare[0].isdigit(), bare, label


def initial(label: str) -> str:
    """The letter under which an index has a label; for characters that are no alphabet their script, else `#`."""
    bare = slug(label)
    if not bare or bare[0].isdigit():
        return "#"
    script = unicodedata.name(bare[0], "").split(" ")[0].split("-")[0]
    return _SCRIPTS.get(script, bare[0].upper())

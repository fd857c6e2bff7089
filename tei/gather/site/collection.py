"""The first reading: of each document what lists and indexes need; the rest is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from tei.gather.site.indexes import NOT_STATED, Index
from tei.gather.site.model import FOLDERS, Item, Letter
from tei.output import output_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.gather.entries import Entry
    from tei.gather.facts import Action
    from tei.gather.names import Name

_NAMES: Final = {"person": "people", "place": "places", "org": "organisations"}
_MAKERS: Final = frozenset(("credits", "source"))
_SUMMARY: Final = 220


class Collection:
    """The documents of a site in the order in which they came, and the indexes of them."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.letters: list[Letter] = []
        self.indexes = {folder: Index() for folder in FOLDERS}
        self.correspondents: dict[tuple[str, str], str] = {("", ""): ""}
        """What those are called who wrote or received letters, by folder and key."""

    def add(self, entry: Entry) -> Item:
        """Take in a document."""
        kinds = {one.id: one.label or one.id.rpartition(".")[2] for one in entry.kinds} or {"": ""}
        item = Item(
            id=entry.id,
            page=quote(f"documents/{output_name(entry.id, '.html')}"),
            tei=quote(f"tei/{output_name(entry.id, '.xml')}"),
            title=entry.title.text,
            title_language=entry.title.language,
            date=entry.date,
            summary=_cut(entry.abstract),
            languages=entry.languages,
            kinds=tuple(label for label in kinds.values() if label),
        )
        self.items.append(item)
        for one in entry.names:
            self._name(one, item)
        for identity, label in kinds.items():
            self.indexes["kinds"].add(identity, label, item, wanted=label or NOT_STATED)
        for tag in entry.languages or ("",):
            self.indexes["languages"].add(tag, tag, item, wanted=tag or NOT_STATED)
        for archive in entry.archives:
            if archive.holder:
                self.indexes["archives"].add(
                    " ".join(archive.holder.casefold().split()), archive.holder, item
                )
        self._correspondence(entry, item)
        return item

    def keep(self, items: Sequence[Item]) -> None:
        """Forget all other documents, and what only they name; the addresses of the rest stay as they are."""
        kept = {item.id for item in items}
        self.items = list(items)
        self.letters = [one for one in self.letters if one.item.id in kept]
        for index in self.indexes.values():
            index.keep(kept)

    def _name(self, name: Name, item: Item) -> None:
        """Whom the text or the header names; not those who only made the edition or its source."""
        folder = _NAMES.get(name.kind)
        if folder is None or (name.where and _MAKERS.issuperset(name.where)):
            return
        listed = self.indexes[folder].add(name.key, name.name, item, language=name.language)
        listed.links |= dict.fromkeys(name.links)
        forms = ((name.name, name.language), *name.forms)
        listed.forms |= dict.fromkeys(form for form in forms if form[0] != listed.label)

    def _correspondence(self, entry: Entry, item: Item) -> None:
        """Each sender with each recipient; one of whom the other side is not named stands alone."""
        for number in dict.fromkeys(action.letter for action in entry.correspondence):
            actions = [one for one in entry.correspondence if one.letter == number]
            sent = [one for one in actions if one.kind == "sent"]
            senders = self._parties(sent)
            recipients = self._parties([one for one in actions if one.kind == "received"])
            dated = next((one.date for one in sent if one.date.start), item.date)
            year = (dated.start or dated.end)[: 5 if (dated.start or dated.end).startswith("-") else 4]
            self.letters += [
                Letter(one, other, item, year)
                for one in senders
                for other in recipients
                if one[1] or other[1]
            ]

    def _parties(self, actions: list[Action]) -> list[tuple[str, str]]:
        parties = [party for action in actions for party in action.parties]
        found = {(_NAMES.get(one.who.kind, ""), one.who.key): one.who.name for one in parties}
        for key, name in found.items():
            self.correspondents.setdefault(key, name)
        return list(found) or [("", "")]

    def name_pages(self, entry: Entry) -> str:
        """The pages of a document's names, as the parameter `name-pages` has them, seen from the page."""
        pages = [
            f"{name.id}=../{folder}/{quote(listed.slug)}.html"
            for name in entry.names
            if name.id
            and (folder := _NAMES.get(name.kind))
            and (listed := self.indexes[folder].entries.get(name.key))
        ]
        return f"|{'|'.join(pages)}|" if pages else ""

    def by_date(self) -> list[Item]:
        """The documents by date, those without one last."""
        return sorted(self.items, key=lambda item: item.order)


def _cut(text: str) -> str:
    """The beginning of a summary, cut between words where it has them."""
    line = " ".join(text.split())
    if len(line) <= _SUMMARY:
        return line
    head = line[:_SUMMARY]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[_SUMMARY // 2 :] else head}…"

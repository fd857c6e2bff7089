"""The names of an authority file for one language, and where they stand in a text: leftmost, longest."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.enrich.edges import stands_alone, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ahocorasick_rs import AhoCorasick

    from tei.enrich.authority import Authority, Entry

# Signs that are typed in several ways, one for one: a match keeps the place in the text.
_ALIKE: Final = str.maketrans(
    "\u2019\u02bc\u2018\u2010\u2011\u00a0\u202f\u2009\u3000\u30fb\u2027\u2022\n\t", "'''--    ···  "
)


def fold(text: str) -> str:
    """A text with the signs that are typed in several ways made one; its length stays the same."""
    return text.translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Match:
    """A name in a text: from start to end, the form of the file, the ids it may mean."""

    start: int
    end: int
    form: str
    owners: tuple[str, ...]


class Lexicon:
    """Forms and the ids of the entries that have them; many owners: the form tells nothing."""

    def __init__(self, owners: Mapping[str, tuple[str, ...]]) -> None:
        self._owners: dict[str, tuple[str, tuple[str, ...]]] = {}
        for form, ids in owners.items():
            for spelt in _spellings(form):
                known = self._owners.get(spelt, (form, ()))[1]
                self._owners[spelt] = (form, tuple(dict.fromkeys((*known, *ids))))
        self._patterns = list(self._owners)
        self._automaton: AhoCorasick | None = None

    def owners(self, name: str) -> tuple[str, ...]:
        """The ids of the entries of exactly this name."""
        return self._owners.get(fold(name), ("", ()))[1]

    def matches(self, text: str, allowed: Callable[[Match], bool] = lambda _: True) -> Iterator[Match]:
        """The names in a text, those that do not overlap: the leftmost, of these the longest.

        Every form that stands there is looked at, since the longest may be a part of another word.
        """
        if not self._patterns or not text:
            return
        folded = fold(text)
        found = []
        for number, start, end in self._search(folded):
            if stands_alone(folded, start, end):
                form, ids = self._owners[self._patterns[number]]
                match = Match(start, end, form, ids)
                if allowed(match):
                    found.append(match)
        reached = 0
        for match in sorted(found, key=lambda one: (one.start, -one.end)):
            if match.start >= reached:
                yield match
                reached = match.end

    def _search(self, folded: str) -> list[tuple[int, int, int]]:
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._patterns)
        return self._automaton.find_matches_as_indexes(folded, overlapping=True)


def _spellings(form: str) -> tuple[str, ...]:
    """A form as it may be coded: composed, and with marks of their own (not Hangul, which edges read by syllable)."""
    folded = fold(form)
    if any(writing(sign) in ("hangul", "free", "katakana") for sign in folded):
        return (folded,)
    return tuple(dict.fromkeys((folded, unicodedata.normalize("NFD", folded))))


class Dictionary:
    """An authority file for looking up: a lexicon a language, made when it is first asked for."""

    def __init__(self, authority: Authority) -> None:
        self.entries = authority.entries
        self._languages = authority.languages
        self._lexicons: dict[str, Lexicon] = {}
        self._everywhere: Lexicon | None = None

    def lexicon(self, tag: str) -> Lexicon:
        """The names that are searched for in a text of a language, given by its tag."""
        language = tag.partition("-")[0].lower()
        key = language if language in self._languages else ""
        if key not in self._lexicons:
            self._lexicons[key] = Lexicon(_owners(self.entries.values(), key))
        return self._lexicons[key]

    def entry_of(self, name: str, tag: str) -> Entry | None:
        """The one entry of exactly this name: by the columns of the language, else by those of any."""
        if self._everywhere is None:
            owners: dict[str, tuple[str, ...]] = {}
            for language in sorted({*self._languages, ""}):
                for form, ids in _owners(self.entries.values(), language).items():
                    owners[form] = tuple(dict.fromkeys((*owners.get(form, ()), *ids)))
            self._everywhere = Lexicon(owners)
        owners_here = self.lexicon(tag).owners(name) or self._everywhere.owners(name)
        return self.entries[owners_here[0]] if len(owners_here) == 1 else None


def _owners(entries: Iterable[Entry], language: str) -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        for form in entry.full(language):
            owners[form] = (*owners.get(form, ()), entry.id)
    return owners


def shared_forms(entries: Collection[Entry]) -> Iterator[tuple[Entry, str]]:
    """Forms that several entries have in one language: the second entry, and a message that names all."""
    by_id = {entry.id: entry for entry in entries}
    languages = sorted({language for entry in entries for _, language in entry.forms})
    told: set[tuple[str, tuple[str, ...]]] = set()
    for language in ("", *(one for one in languages if one)):
        for form, ids in _owners(entries, language).items():
            if len(ids) > 1 and (form, ids) not in told:
                told.add((form, ids))
                others = " and ".join(f"{one} (line {by_id[one].line})" for one in ids)
                yield by_id[ids[1]], f"{form!r} is a name of {others}: it is not marked"

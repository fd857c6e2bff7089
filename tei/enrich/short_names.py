"""A surname, a given name or a listed short form alone: only of somebody named in full before it.

The words around it tell whether it is alone: `Erik Holm` and `Holm Bay` are not Ada Holm.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.enrich.edges import tables, writing
from tei.enrich.lexicon import Lexicon, fold
from tei.interpret.language_tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tei.enrich.authority import Entry
    from tei.enrich.lexicon import Match

WORD: Final = re.compile(r"[^\W\d_]+")
# Brackets, quotation marks and signs of print between the words of a name: `[Erik] Holm`, `Erik "Ox" Holm`.
_BEFORE: Final = re.compile(r"([^\W\d_]+)(\.?)(?:[\])}*_'\"\u201d\u00bb]{0,2}[ ]+[\[*_]{0,2}|[\]*_]{1,2})$")
_AFTER: Final = re.compile(r"(?:[\]*_]{0,2}[ ]+[\[*_]{0,2}|[\[*_]{1,2})([^\W\d_]+)")
_INITIAL: Final = re.compile(r",[ ]*[^\W\d_]\.")  # `Holm, E.`, as lists have it
_ADDRESSES: Final = ("of_men", "of_women")
_NEAR: Final = 60  # characters: no word beside a name is longer
_LIFE_DATES: Final = re.compile(r",? *\(?[0-9]{4} *[-\u2013] *(?:[0-9]{4})?\)?$")


def not_inverted(name: str) -> tuple[str, ...]:
    """A name as catalogues write it, `Holm, Ada, 1901-1960`, in the orders in which a text has it."""
    bare = _LIFE_DATES.sub("", name)
    surname, comma, given = bare.partition(", ")
    if not comma or "," in given:
        return (bare,)
    return f"{given} {surname}", f"{surname} {given}"


def short_forms(entry: Entry, language: str) -> tuple[str, ...]:
    """Forms that mean an entry only after it was named in full, as the file lists them."""
    return (*entry.of("short", language), *entry.of("short", "")) if language else entry.of("short", "")


def name_parts(entry: Entry, language: str) -> tuple[str, ...]:
    """Surname and given name of a person, from their columns, else the first and last word of the names.

    Only where letters are capital and small: in other scripts a part of a name is a part of other words.
    """
    if entry.kind != "person":
        return ()
    listed = [
        part
        for column in ("surname", "given")
        for part in (*(entry.of(column, language) if language else ()), *entry.of(column, ""))
    ]
    derived = [] if listed else [part for name in entry.full(language) for part in _ends(name)]
    return tuple(dict.fromkeys(part for part in (*listed, *derived) if _cased(part)))


def _ends(name: str) -> tuple[str, ...]:
    """First and last word of a name; none of a name with a particle or a title in it, which goes together."""
    words = name.split()
    whole = all(_cased(word) or word.endswith(".") for word in words)
    if len(words) < 2 or not whole or words[0].casefold().rstrip(".") in _titles():
        return ()
    return words[0], words[-1]


def _cased(word: str) -> bool:
    """Whether a word begins with a capital letter and goes on with small ones: no initial, no number."""
    return len(word) > 1 and word[0].isupper() and any(sign.islower() for sign in word) and word[-1].isalpha()


@cache
def _titles() -> frozenset[str]:
    return frozenset(tables()["titles"].split())


@cache
def _before_others() -> frozenset[str]:
    return frozenset(tables()["before_other_names"].split())


class ShortNames:
    """The short forms of the entries that a document names, for one language.

    Args:
        named: the entries that the document names anywhere.
        language: primary subtag of the texts that are searched.
        ordinary: words that the document writes with a small letter, and function words of the language.
        others: words of names of people that are no entries; a surname that is one of them tells nothing.
    """

    def __init__(
        self, named: Iterable[Entry], language: str, ordinary: Collection[str], others: Collection[str]
    ) -> None:
        self._ordinary = ordinary
        self._parts: set[str] = set()
        owners: dict[str, tuple[str, ...]] = {}
        for entry in named:
            listed = short_forms(entry, language)
            parts = [
                part
                for part in name_parts(entry, language)
                if part not in listed and part.casefold() not in ordinary and part not in others
            ]
            self._parts.update(parts)
            for form in dict.fromkeys((*listed, *parts)):
                owners[form] = (*owners.get(form, ()), entry.id)
        self.lexicon = Lexicon(owners)

    def fits(self, match: Match, text: str) -> bool:
        """Whether a form stands alone; what the file lists as a short form is taken as it is."""
        return match.form not in self._parts or self._alone(text, match)

    def _alone(self, text: str, match: Match) -> bool:
        after = _AFTER.match(text, match.end)
        if _INITIAL.match(text, match.end) or (after and after[1][0].isupper()):
            return False
        before = _BEFORE.search(text[max(0, match.start - _NEAR) : match.start])
        if before is None:
            return True
        word, stop = before[1], before[2]
        if word.casefold() in _titles():
            return True
        if stop:
            return len(word) > 1  # the end of a sentence, but no initial
        if word[0].isupper():
            return word.casefold() in self._ordinary
        return word not in _before_others()


def of_two(texts: Iterable[str]) -> frozenset[str]:
    """Surnames that stand after the address of a man and that of a woman: `Mr. Holm`, `Mr. and Mrs. Holm`."""
    said = [fold(text) for text in texts]
    men, women = ({name for text in said for name in _addressed(kind).findall(text)} for kind in _ADDRESSES)
    return frozenset(men & women)


@cache
def _addressed(kind: str) -> re.Pattern[str]:
    titles = "|".join(map(re.escape, tables()[kind].split()))
    other = "|".join(map(re.escape, " ".join(tables()[one] for one in _ADDRESSES).split()))
    return re.compile(
        rf"(?<![\w-])(?i:{titles})\.?(?: +(?:[^\W\d_]{{1,3}}|&) +(?i:{other})\.?)? +([^\W\d_]+)"
    )


def ordinary_words(texts: Iterable[str], language: str) -> frozenset[str]:
    """The words that texts write with small letters, and the function words of their language."""
    written = {word for text in texts for word in WORD.findall(text) if writing(word[0]) == "word"}
    return _function_words(language).union(word for word in written if word.islower())


@cache
def _function_words(language: str) -> frozenset[str]:
    """Small words of a language, of the tables by which languages are told."""
    scripts = tomllib.loads(TABLES.read_text("utf-8")).values()
    return frozenset(
        word
        for script in scripts
        for tag, table in script.items()
        if tag.partition("-")[0] == language and isinstance(table, dict)
        for word in table.get("words", "").split()
    )

"""Whether a bare name in a title is a person: what the rest of the record says of the word.

`Telegram from Lonrad to Brandeck` names two stations or two people. Without a gazetteer of the world
nothing tells which, so the record is asked: who signs, who is addressed, who has a title or initials,
which places its catalogue lists. What it does not settle is a name of an unknown kind; what is a place is
no sender.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tei.interpret.decided import BODY_SIGNS, LIVES
from tei.interpret.facts import text_of
from tei.interpret.inline import plain_text
from tei.interpret.salutations import SURNAMES, is_korean_name
from tei.late_patterns import late
from tei.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tei.interpret.correspondence import Correspondents
    from tei.model import Catalogue, Division, Record

_TABLE = tomllib.loads((Path(__file__).parent / "places.toml").read_text("utf-8"))
_PLACES = frozenset(_TABLE["places"])
_LEADS = frozenset(_TABLE["leads"])
_STATIONS = frozenset(_TABLE["stations"])

_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"[^\W\d_][\w'’-]{0,40}")
_ACRONYM = re.compile(r"[A-ZА-Я]{2,6}")
# What stands before a surname in running text, and what stands before a place.
_TITLED = re.compile(
    r"\b(?:[Cc]omrade|Cde\.|Com\.|Mrs?\.?|Ms\.?|Dr\.?|[Pp]rof(?:essor|\.)|General|Marshal|Colonel|Captain|Ambassador|"
    r"(?:Prime |Foreign )?Minister|President|Premier|Chairman|Chancellor|Secretary|Genosse|Herrn?|Frau|Monsieur|"
    r"Madame|[Cc]amarade|Señora?|[Тт]оварищ[ау]?|[Тт]ов\.|[A-ZА-Я]\.) ?(?P<who>[^\W\d_][\w'’-]{1,40})"
)
_HAN = re.compile("[\u3400-\u9fff]")
# `To HARN, to the MFA`, `В ГАРН, МИД`
_STATION = late(
    r"^To [A-Z]{3,}(?:,? (?:to )?(?:the )?[A-Z]{2,}){0,4}$|^[ВУ] [А-ЯІЇЄҐ]{3,}(?:,? [А-ЯІЇЄҐ]{2,}){0,4}$"
)
_HONOURED = late(
    r"(?:^|[给給致、，和与])(?P<who>(?:(?![给給致和与])[\u3400-\u9fff·]){2,4}?)(?:同志|先生|主席|总理|總理|首相|女士)"
)
_LOCATED = re.compile(
    r"\b(?:in|at|near|leaving|reached) (?P<where>[A-Z][\w'’-]{1,40})\b(?! [A-Z][a-z]| said)"
)
# Kinds whose titles in finding aids name people; telegrams are named by their stations as well.
_BETWEEN_PEOPLE = frozenset(("letter", "message", "memorandum", "petition"))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Words that the record uses as names of people and of places, and its text; all case-folded."""

    people: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Senders and recipients that may stand, those of an unknown kind, and the places left out.

    `likely` are bare names in the title of a letter, of which the record says nothing more.
    """

    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    unsure: frozenset[str]
    likely: frozenset[str]
    places: tuple[str, ...]


def known_names(record: Record, catalogue: Catalogue, divisions: Sequence[Division]) -> KnownNames:
    """Gather what the record says outside of its title."""
    blocks = [block for division in divisions for block in division.printed]
    said = [text_of(record.slot("summary")), *(plain_text(block.content) for block in blocks)]
    people = _words(fact.value for fact in (*catalogue.people, *catalogue.authors))
    for text in said:
        people |= {found["who"].casefold() for found in _TITLED.finditer(text)}
    addresses = [plain_text(block.content).strip() for block in blocks if block.kind in ("salute", "head")]
    for text in (text_of(record.slot("title")), *addresses):
        people |= {found["who"] for found in _HONOURED.finditer(text)}
    for block in blocks:
        if block.kind in ("signed", "address", "salute") and block.rule not in (BODY_SIGNS, LIVES):
            line = plain_text(block.content).strip()
            # `Moscow` alone below a letter is where it was written
            nobody = is_place(line.strip(" .,()[]")) or names_station(line)
            people |= set() if nobody else _words([line])
    places = {fact.value.casefold() for fact in catalogue.places}
    for text in said:
        places |= {found["where"].casefold() for found in _LOCATED.finditer(text)}
    for division in divisions:
        places |= {part.text.casefold() for part in division.parts if isinstance(part, Place)}
    common = {word for word in set(_WORD.findall("\n".join(said))) if word.islower()}
    return KnownNames(frozenset(people), frozenset(places), frozenset(common))


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text) if len(word) > 1}


def names_station(line: str) -> bool:
    """Whether a line says where a telegram goes, in capitals: a town and an office in it, nobody's name."""
    return line[:2] in ("To", "В ", "У ") and _STATION.match(line) is not None


def is_place(name: str) -> bool:
    """Whether the table of states and cities holds the name, or it begins as names of places do."""
    folded = name.casefold()
    words = folded.split()
    if len(words) == 1:
        return folded in _PLACES
    # `Port Lonrad`, `Lonrad Prison`; a name of four words or more is none of a place
    return folded in _PLACES or (1 < len(words) < 4 and (words[0] in _LEADS or words[-1] in _STATIONS))


def asks_who(said: Correspondents) -> bool:
    """Whether a name of a title is bare, so that what else the record says of names counts."""
    return any(_may_be_place(name) for name in (*said.senders, *said.recipients))


def weigh(said: Correspondents, known: KnownNames) -> Weighed:
    """Ask for each bare name of a title whether it is a person's.

    A name of several words, or with a title, initials or a gloss, stands. A bare one stands where the
    record knows it as a person's; it is left out where the table or the record knows a place, or the word
    is no name at all; else it stands in a letter, and is of an unknown kind in a telegram.
    """
    every = (*said.senders, *said.recipients)
    kept: list[str] = []
    unsure: set[str] = set()
    likely: set[str] = set()
    places: list[str] = []
    for name in every:
        if not _may_be_place(name) or _is_person(name, known):
            kept.append(name)
        elif _is_no_name(name, known):
            places.append(name)
        else:
            kept.append(name)
            body = _ACRONYM.fullmatch(name) or name.startswith("the ")
            sure = _has_surname(name) or (said.kind in _BETWEEN_PEOPLE and not body)
            if not sure:
                unsure.add(name)
            elif not _has_surname(name):
                likely.add(name)
    return Weighed(
        tuple(name for name in said.senders if name in kept),
        tuple(name for name in said.recipients if name in kept),
        frozenset(unsure),
        frozenset(likely),
        tuple(places),
    )


def _may_be_place(name: str) -> bool:
    if _HAN.match(name):
        return len(name) <= 4
    return bool(_BARE.fullmatch(name.removeprefix("the "))) or is_place(name)


def _has_surname(name: str) -> bool:
    """A name in Han signs or Hangul that begins with a family name."""
    return len(name) in (2, 3, 4) and (name[0] in SURNAMES or is_korean_name(name))


def _is_person(name: str, known: KnownNames) -> bool:
    return name.casefold() in known.people


def _is_no_name(name: str, known: KnownNames) -> bool:
    folded = name.casefold().removeprefix("the ")
    return (
        is_place(name)
        or folded in _STATIONS
        or folded in known.places
        or (folded in known.common and not name.startswith("the "))
    )

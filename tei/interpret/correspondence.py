"""Kind of document, sender, recipients and intermediary from a title.

Only a word of correspondence followed by names lets a title speak of sender and recipient: in `Trip
from Moscow to Berlin` or `Meeting with X` nobody writes to anybody. What could be read in two ways is
not read. The words come from the titles of archives' finding aids and of published editions.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from tei.interpret.citation.people import is_name
from tei.interpret.citation.spans import fold, nesting
from tei.interpret.known_names import is_place
from tei.interpret.name_lists import bare, before_subject, joint, recipients, senders
from tei.interpret.titles_east import read_east
from tei.late_patterns import late

__all__ = ["GENRES", "Correspondents", "read_correspondence"]

_TABLE = tomllib.loads((Path(__file__).parent / "genres.toml").read_text("utf-8"))
GENRES: dict[str, str] = {word: kind for kind, words in _TABLE["start"].items() for word in words}
"""Word at the start of a title -> category of the taxonomy of genres."""
_GENRES_AT_END: dict[str, str] = {word: kind for kind, words in _TABLE["end"].items() for word in words}
_GENRES_FROM_TO: dict[str, str] = {word: kind for kind, words in _TABLE["from_to"].items() for word in words}

# Genres that one person sends to another; a report or memorandum only when the title says `from`.
_SENT = frozenset({"telegram", "letter", "message", "note", "memorandum", "report", "dispatch", "order"})
_ADDRESSED = frozenset({"telegram", "letter", "message"})
_OF_SOMEBODY = _ADDRESSED | {"note"}  # `report of the visit of ...` is nobody's name

_QUALIFIER = (
    r"(?:(?:top secret|strictly secret|secret|confidential|ciphered|cipher|coded|encrypted|encoded|urgent|"
    r"personal|private|draft|handwritten|open|joint|oral|verbal|cover|covering|short|official|circular|"
    r"informal|unsent|undelivered|action|information|"
    r"excerpts? (?:of|from)(?: an?| the)?|extracts? (?:of|from)(?: an?| the)?|copy of(?: an?| the)?|"
    r"(?:unofficial )?translation of(?: an?| the)?|an?|the) ){0,4}"
)


def _any_of(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_GENRE = re.compile(rf"(?i:{_QUALIFIER}(?P<genre>{_any_of(GENRES)}))(?!\w)")
_GENRE_FROM_TO = re.compile(rf"(?i:(?P<genre>{_any_of(_GENRES_FROM_TO)}))(?= )")
_NUMBER = re.compile(r"(?: (?:#|[Nn]o\.?|№|[Nn]r\.?|N°)? ?[0-9][0-9A-Za-z/.-]{0,20})?(?= |,|$)")
# Between genre and names, and between the names; first English, then other languages.
_FROM_TO: tuple[tuple[str, str], ...] = (
    (r",? [Ff]rom |, (?!to )| [Bb]y ", "[Tt]o"),
    (
        r",? von (?:der |dem )?| des (?:Botschafters |Ministers |Genossen |Präsidenten |Kanzlers |Herrn )?| der ",
        "an(?: den| die| das)?",
    ),
    (r" de la (?!Ré|Dé|Co|Mi|So|Le)| a lui | al lui ", "către"),
    (r",? de (?:la |l['’])?| d'| d’| du ", "à(?: la)?|au|aux"),
    (r",? de (?:l )?| del | do | da ", "a|al|para|para o|para a|ao|à"),
    (r" di | da | del | della | dell['’]", "a|al|alla"),
    (r" van (?:de )?", "aan(?: de| het)?"),
    (r" från ", "till"),
    (r" fra ", "til"),
    (r" от ", "до|к|ко"),
    (r" од ", "до"),
    (r" nga ", "për|drejtuar"),
    (r" của ", "gửi(?: cho)?"),
    (r" من ", "إلى|الى"),
)
# Languages that say the sender by the case of the name alone; the dash stands between two nominatives.
_CASES: tuple[tuple[str, str], ...] = (
    (r"(?:List|Telegram|Depesza|Pismo)", "do"),
    (r"(?:Телеграмма|Шифртелеграмма|Шифротелеграмма|Письмо|Записка|Телеграма|Лист|Писмо)", "—|–|-"),
)
_CASES_FORMS = tuple(re.compile(rf"{genre} ") for genre, _ in _CASES)
# `14 October 1950, Cable from ...`: a date before the kind of document.
_DATED = re.compile(r"[^,:;“”\"]{0,40}(?:, )?(?<!\w)(?:1[5-9]|20)[0-9]{2}, (?=[A-Z])")
_POSSESSIVE = re.compile(
    r"(?P<who>[^,:;]{2,60}?)(?:'s|’s|s'|s’) "
    rf"(?i:{_QUALIFIER}(?P<genre>letter|telegram|cable|message|note)) to "
)
_DEED = re.compile(
    r"(?:'s|’s|s'|s’)(?: \[[^\]]{1,60}\])? (?:[A-Z][a-z]+ )?"
    r"(?P<genre>Meeting|Conversation|Talk)s? (?:with|between)\b"
)

# `via Ambassador A. Novak`: after both names, or between them, where `Through` stands in memoranda.
_BY_WAY = r",? (?:[Vv]ia|[Tt]hrough|durch|über|через|por conducto de|par l['’]intermédiaire de) "
_VIA = re.compile(_BY_WAY + r"(?P<who>[^,;:“”\"]{2,80}?)(?=,? (?:[Tt]o|an|à|a|к) |[,;:]|$)")
_CARRIER = re.compile(
    r"(?:the )?(?:(?:[A-Z][a-z]+ )?(?:Ambassador|Minister|Consul|Chargé(?: d['’]affaires)?|Envoy|General|Marshal|Colonel|"
    r"President|Premier|Comrade|Mrs?\.?|Dr\.?|Professor|Secretary)|Botschafter|Genosse|Herrn?|посла|товарища|тов\.|"
    r"(?=(?:[A-ZА-Я]\. ?){1,3}[A-ZА-Я]))(?: |$|(?<=\.)|(?=[A-ZА-Я]\.))"
)
_BODY = re.compile(r"^(?:the )?[A-Z].{0,60}\b(?:Embassy|Ministry|Consulate|Legation|Delegation)\b")


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Who wrote to whom and through whom, as printed, and the kind of document; empty is unknown."""

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    kind: str = ""
    intermediary: str = ""

    @property
    def sender(self) -> str:
        """The one sender; empty where there are several."""
        return self.senders[0] if len(self.senders) == 1 else ""


def read_correspondence(title: str) -> Correspondents:
    """Read a title such as `Telegram from X to Y`, `Letter, X to Y and Z`, `Brief von X an Y`.

    Returns:
        Names as printed, without `Comrade` and without a place in brackets after them; `kind` is a
        category of the taxonomy of genres. Sender and recipients stay empty where the title could be
        read in two ways.
    """
    text = fold(title)
    if possessive := _POSSESSIVE.match(text):
        kind = GENRES[possessive["genre"].casefold()]
        return _both(senders(possessive["who"]), recipients(text[possessive.end() :]), kind)
    if cased := _cased(text):
        return cased
    dated = _DATED.match(text)
    genre = _GENRE.match(text) or (_GENRE.match(text, dated.end()) if dated else None)
    if genre is None:
        return _without_genre(text)
    kind = GENRES[genre["genre"].casefold()]
    number = _NUMBER.match(text, genre.end())
    said = text[number.end() if number else genre.end() :]
    return _sent(said, kind) if kind in _SENT else Correspondents(kind=kind)


def _without_genre(text: str) -> Correspondents:
    """A word that means a kind of document only where names follow, a deed, or an eastern title."""
    if genre := _GENRE_FROM_TO.match(text):
        read = _sent(text[genre.end() :], _GENRES_FROM_TO[genre["genre"].casefold()])
        if read.senders:
            return read
    if east := read_east(text, _GENRES_AT_END):
        return Correspondents(east.senders, east.recipients, east.kind)
    deed = _DEED.search(text)
    return Correspondents(kind=GENRES[deed["genre"].casefold()] if deed else "")


def _both(who: tuple[str, ...], to: tuple[str, ...], kind: str) -> Correspondents:
    return Correspondents(who, to, kind) if who else Correspondents(kind=kind)


def _sent(said: str, kind: str) -> Correspondents:
    """Sender, recipients and intermediary in what follows the genre and its number."""
    if len(re.findall(r" [Ff]rom ", said)) > 1:
        return Correspondents(kind=kind)  # one of them is a place, and nothing tells which
    said, carrier = _without_carrier(said)
    return replace(_parted(said, kind), intermediary=carrier)


def _parted(said: str, kind: str) -> Correspondents:
    if kind in _OF_SOMEBODY and (begin := _OF_PERSON.match(said)):
        return _of_person(said[begin.end() :], kind)
    for lead, words in _FROM_TO:
        begin = re.match(lead, said)
        if begin is None:
            continue
        names = said[begin.end() :]
        if at := joint(names, words):
            said_to = before_subject(names[at.end() :])
            unsure = joint(said_to, words) is not None or " by " in said_to
            return _both(() if unsure else senders(names[: at.start()]), recipients(said_to), kind)
        if begin.group().strip(", ").casefold() == "from" and kind in _ADDRESSED:
            if _office_or_addressee(names):
                return Correspondents(kind=kind)
            return Correspondents(senders(before_subject(names)), (), kind)
    if said.startswith((" to ", ", to ", " To ")) and kind in _ADDRESSED:
        # `Telegram to A from B`
        recipient, _, sender = before_subject(re.split(" [Tt]o ", said, maxsplit=1)[1]).partition(" from ")
        return Correspondents(senders(sender), recipients(recipient), kind)
    return Correspondents(kind=kind)


_OF_PERSON = re.compile(r" of (?=[^,:;“”\"]{2,120} to )")
_INITIALS_LAST = late(r"(?:[^ ]+ )*(?:[A-ZÀ-Þ]\. ?){1,3}[A-ZÀ-Þ][\w’'-]+$")

_DEED_OF = late(r"\b[a-z]+ (?:of|by|from)\b|^[0-9]")  # `the protest of ...`, `3 May from ...`


def _of_person(names: str, kind: str) -> Correspondents:
    """`Note of the Chairman A. Novak to B. Dvorak`: initials alone tell that `of` names who wrote."""
    at = joint(names, "to")
    if at is None or not _INITIALS_LAST.match(names[: at.start()]) or _DEED_OF.search(names[: at.start()]):
        return Correspondents(kind=kind)
    said_to = before_subject(names[at.end() :])
    unsure = joint(said_to, "to") is not None or " by " in said_to
    return _both(() if unsure else senders(names[: at.start()]), recipients(said_to), kind)


def _office_or_addressee(names: str) -> bool:
    """Whether a ` to ` after an office may name the addressee: `Embassy to A. Novak`, not `to the USA`."""
    return any(not names[at.end() :].startswith("the ") for at in re.finditer(" [Tt]o ", names))


def _cased(text: str) -> Correspondents | None:
    """`List Jana Lisa do Anny Mak`, `Телеграмма А. Линова — П. Маркову`: as printed."""
    for form, (_, words) in zip(_CASES_FORMS, _CASES, strict=True):
        if begin := form.match(text):
            names = text[begin.end() :]
            at = joint(names, words)
            genre = begin.group().strip().casefold()
            kind = GENRES.get(genre) or _GENRES_FROM_TO.get(genre, "letter")
            if at and is_name(names[: at.start()]) and is_name(before_subject(names[at.end() :])):
                return _both(senders(names[: at.start()]), recipients(names[at.end() :]), kind)
    return None


def _without_carrier(said: str) -> tuple[str, str]:
    """Take `via Ambassador A. Novak` out of the names, and give the name; other ways stay as they are."""
    depth = nesting(said)
    for found in _VIA.finditer(said):
        name = _carrier(found["who"], between=bool(re.match(r",? [Tt]o ", said[found.end() :])))
        if depth[found.start()] == 0 and name:
            return said[: found.start()] + said[found.end() :].removeprefix(","), name
    return said, ""


def _carrier(who: str, *, between: bool) -> str:
    """Who carries a message: a person with a title or initials, a mission; between the names a full name."""
    name = bare(who)
    if " and " in name or not name or is_place(name):
        return ""
    titled = _CARRIER.match(who)
    if titled or _BODY.match(name):
        rest = who[titled.end() :].strip() if titled and who.strip() != titled.group().strip() else name
        return bare(rest) if rest[:1].isupper() or rest.startswith("the ") else ""
    full = (
        " " in name
        and is_name(name)
        and not re.search(r"(?i)\b(?:channels?|radio|pouch|courier|lines?)\b", name)
    )
    return name if between and full else ""

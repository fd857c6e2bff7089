"""Kind of document, sender and recipients from a title.

Only a word of correspondence followed by names lets a title speak of sender and recipient: in `Trip
from Moscow to Berlin` or `Meeting with X` nobody writes to anybody. What could be read in two ways is
not read. The words come from the titles of archives' finding aids and of published editions.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tei.interpret.citation.people import is_name
from tei.interpret.citation.spans import fold, nesting
from tei.interpret.intermediary import read_intermediary

__all__ = ["GENRES", "Correspondents", "read_correspondence", "read_intermediary", "read_names"]

_TABLE = tomllib.loads((Path(__file__).parent / "genres.toml").read_text("utf-8"))
GENRES: dict[str, str] = {word: kind for kind, words in _TABLE["start"].items() for word in words}
"""Word at the start of a title -> category of the taxonomy of genres."""
_GENRES_AT_END: dict[str, str] = {word: kind for kind, words in _TABLE["end"].items() for word in words}

# Genres that one person sends to another; a report or memorandum only when the title says `from`.
_SENT = frozenset({"telegram", "letter", "message", "note", "memorandum", "report", "dispatch", "order"})
_ADDRESSED = frozenset({"telegram", "letter", "message"})

_QUALIFIER = (
    r"(?:(?:top secret|strictly secret|secret|confidential|ciphered|cipher|coded|encrypted|encoded|urgent|"
    r"personal|private|draft|handwritten|open|joint|oral|verbal|cover|covering|short|official|circular|"
    r"informal|unsent|undelivered|"
    r"excerpts? (?:of|from)(?: an?| the)?|extracts? (?:of|from)(?: an?| the)?|copy of(?: an?| the)?|"
    r"(?:unofficial )?translation of(?: an?| the)?|an?|the) ){0,4}"
)
_GENRE = re.compile(
    rf"(?i:{_QUALIFIER}(?P<genre>{'|'.join(map(re.escape, sorted(GENRES, key=len, reverse=True)))}))(?!\w)"
)
_NUMBER = re.compile(r"(?: (?:#|[Nn]o\.?|№|[Nn]r\.?|N°)? ?[0-9][0-9A-Za-z/.-]{0,20})?(?= |,|$)")
# Between genre and names: `from`, a comma, or `to`; also in German, French, Spanish, Italian.
_FROM_TO: tuple[tuple[str, str], ...] = (
    (r",? from |, (?!to )| by ", "to"),
    (r",? von | des ", "an"),
    (r",? de (?:la )?| d'", "à"),
    (r",? de ", "a"),
    (r",? di | da ", "a"),
)
_POSSESSIVE = re.compile(
    r"(?P<who>[^,:;]{2,60}?)(?:'s|’s|s'|s’) "
    rf"(?i:{_QUALIFIER}(?P<genre>letter|telegram|cable|message|note)) to "
)
_DEED = re.compile(
    r"(?:'s|’s|s'|s’)(?: \[[^\]]{1,60}\])? (?:[A-Z][a-z]+ )?"
    r"(?P<genre>Meeting|Conversation|Talk)s? (?:with|between)\b"
)

# Words before `to` that name an office, not the sender: `Ambassador to the USA A. Novak to the Ministry`.
_OFFICE_TO = re.compile(
    r"(?i:ambassador|envoy|representative|minister|advis[eo]r|delegation|legation|mission|embassy|delegate|"
    r"secretary|aide|assistant|attach[ée]|consul|counsell?or|observer|commissioner|affaires|liaison|deputy|botschafter|"
    r"ambassadeur|embajador)$"
)
# What follows the names: a subject, a date, a remark.
_AFTER_NAMES = re.compile(
    r",? (?:regarding|concerning|about|re:|requesting|reporting|via|through|dated|attached|"
    r"enclosing|transmitting|with|informing|in (?:reply|response|connection|regard)|reply to|"
    r"betreffend|über|concernant|sobre)\b"
    r"|,? [‘“\"«„'](?=\S)|[:;]|,? [\[(](?i:excerpts?|extracts?|draft|copy|incomplete|approved)\b"
    r"|,? (?:on )?(?:[0-9]{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b ?[0-9]"
    r"|,? [0-9]"
)
_ON = re.compile(r",? on ")
_BODY = re.compile(
    r"(?:committee|commission|council|conference|board|group|panel|subcommittee|delegation|adviser|advisor|"
    r"mission|bureau)$",
    re.IGNORECASE,
)
_FOR = re.compile(r" for ")
_FOR_OFFICE = re.compile(
    r"(?:minister|ministry|secretary|secretariat|department|office|committee|commissioner|commission|"
    r"director|affairs|bureau|council|agency|deputy|state|center|centre|institute|adviser|advisor|union|movement|organization)$",
    re.IGNORECASE,
)
_ADDRESS_WORD = re.compile(
    r"^(?:(?:Comrades?|Cdes?\.|Coms?\.|Genosse|Genossin|Camarade|tov\.) )", re.IGNORECASE
)
_ROLE = re.compile(
    r"^(?:the )?(?:\w+ )?(?:minister|ambassador|chairman|secretary|president|premier|director|head|"
    r"general secretary|prime minister|chief|deputy|vice|charg[ée])\b",
    re.IGNORECASE,
)
_NOT_SENDER = re.compile(
    r"(?:an? |the )?(?:journal|diary|diaries|records?|files?|minutes|archives?|meeting|talks?|conversation|"
    r"collection)\b",
    re.IGNORECASE,
)
_TITLES = ("the ", "Mr", "President ", "Premier ", "Ambassador ")
_NOT_RECIPIENT = re.compile(r"(?:the )?(?:files?|record|press|editor)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Who wrote to whom, as printed, and the kind of document; empty is an honest unknown."""

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    kind: str = ""

    @property
    def sender(self) -> str:
        """The one sender; empty where there are several."""
        return self.senders[0] if len(self.senders) == 1 else ""


def read_correspondence(title: str) -> Correspondents:
    """Read a title such as `Telegram from X to Y`, `Letter, X to Y and Z`, `Address by X to the Assembly`.

    Returns:
        Names as printed, without `Comrade` and without a place in brackets after them; `kind` is a
        category of the taxonomy of genres. Sender and recipients stay empty where the title could be
        read in two ways.
    """
    text = fold(title)
    if possessive := _POSSESSIVE.match(text):
        kind = GENRES[possessive["genre"].casefold()]
        return Correspondents(_senders(possessive["who"]), _recipients(text[possessive.end() :]), kind)
    genre = _GENRE.match(text)
    if genre is None:
        deed = _DEED.search(text)
        return _han(text) or Correspondents(kind=GENRES[deed["genre"].casefold()] if deed else "")
    kind = GENRES[genre["genre"].casefold()]
    number = _NUMBER.match(text, genre.end())
    said = text[number.end() if number else genre.end() :]
    if kind not in _SENT:
        return Correspondents(kind=kind)
    return _sent(said, kind)


def _sent(said: str, kind: str) -> Correspondents:
    """Sender and recipients in what follows the genre and its number."""
    if said.count(" from ") > 1:
        return Correspondents(kind=kind)  # one of them is a place, and nothing tells which
    for lead, joint in _FROM_TO:
        begin = re.match(lead, said)
        if begin is None:
            continue
        names = said[begin.end() :]
        at = _joint(names, joint)
        if at is not None:
            said_to = _before_subject(names[at + len(joint) + 2 :])
            unsure = _joint(said_to, joint) is not None or " by " in said_to
            senders = () if unsure else _senders(names[:at])
            return (
                Correspondents(senders, _recipients(said_to), kind) if senders else Correspondents(kind=kind)
            )
        if begin.group().strip(", ") == "from" and kind in _ADDRESSED:
            return Correspondents(_senders(_before_subject(names)), (), kind)
    if said.startswith((" to ", ", to ")) and kind in _ADDRESSED:
        # `Telegram to A from B`
        recipient, _, sender = _before_subject(said.split(" to ", 1)[1]).partition(" from ")
        return Correspondents(_senders(sender), _recipients(recipient), kind)
    return Correspondents(kind=kind)


def _joint(names: str, word: str) -> int | None:
    """Where the one ` to ` stands that parts sender and recipient; None when it is not sure."""
    depth = nesting(names)
    for found in re.finditer(rf" {word} ", names):
        before = names[max(0, found.start() - 24) : found.start()]
        if depth[found.start()] == 0 and not _OFFICE_TO.search(before):
            return found.start()
    return None


def _before_subject(names: str) -> str:
    """The names without the subject, date or remark that follows them."""
    depth = nesting(names)
    cuts = [m.start() for m in _AFTER_NAMES.finditer(names) if depth[m.start()] == 0]
    cuts += [
        m.start()
        for m in _ON.finditer(names)
        if depth[m.start()] == 0 and not _BODY.search(names[max(0, m.start() - 24) : m.start()])
    ]
    return names[: min(cuts, default=len(names))].strip(" ,")


def _senders(text: str) -> tuple[str, ...]:
    """One sender as printed, or several that are names each, with an `and` before the last."""
    if one := _sender(text):
        return (one,)
    pieces, last = _split(_bare(text))
    names = tuple(_bare(piece) for piece in pieces)
    several = last and len(names) > 1 and _each_sure(pieces)
    return names if several and all(_sender(name) == name and " " in name for name in names) else ()


def read_names(text: str) -> tuple[str, ...]:
    """The persons and bodies in an addressee line; empty where it could be read in two ways."""
    return _recipients(fold(text))


def _sender(text: str) -> str:
    """One sender as printed; two people, or a source such as a diary, are no sender."""
    name = _bare(text)
    if not name or _NOT_SENDER.match(name) or len(name) > 120:
        return ""
    if _has_quotes(name) or _AFTER_NAMES.search(name) or re.search(r" (?:on|about) ", name):
        return ""
    if re.match(r"[0-9a-z]", name.removeprefix("the ")):
        return ""
    depth = nesting(name)
    joined = [m for m in re.finditer(r" and |, | & ", name) if depth[m.start()] == 0]
    if joined and not re.search(r" (?:of|for) ", name[: joined[0].start()]) and "," not in name:
        return ""
    if "," in name:  # `A. Novak, Ambassador in Sofia`: the name alone when it looks like one
        first = name.split(",", 1)[0]
        return first if is_name(first) and " and " not in name else ""
    return name


def _has_quotes(text: str) -> bool:
    return bool(re.search(r"[“”\"«»]", text))


def _recipients(text: str) -> tuple[str, ...]:
    """The recipients in printed order; empty when the list could be read in two ways."""
    names = _before_subject(text)
    if not names or _NOT_RECIPIENT.match(names) or _has_quotes(names) or _joint(names, "to") is not None:
        return ()
    if re.search(r" (?:y|et|und|e|from|by) ", names):  # a list in another language, or more than names
        return ()
    for found in _FOR.finditer(names):
        if not _FOR_OFFICE.search(names[max(0, found.start() - 24) : found.start()]):
            return ()
    pieces, last = _split(names)
    if not last:  # no `and` closes the list: what follows the first comma explains the name before it
        pieces = pieces[:1] if names[len(pieces[0]) : len(pieces[0]) + 1] == "," else []
    elif _one_office(pieces):
        pieces = [names]
    elif len(pieces) > 1 and not _each_sure(pieces):
        return ()
    # `A. Novak, Minister of Trade, and B. Dvorak`: the office is no third recipient
    named = pieces[:1] + [piece for piece in pieces[1:] if not (_ROLE.match(piece) and " of " in piece)]
    found_names = [_bare(piece) for piece in named]
    if any(
        not name or len(name) > 120 or re.match(r"[0-9]|(?!the |all )[a-z]", name) for name in found_names
    ):
        return ()
    return tuple(dict.fromkeys(found_names))


def _split(names: str) -> tuple[list[str], bool]:
    """The pieces between commas and `and` outside brackets, and whether an `and` closes the list."""
    depth = nesting(names)
    pieces, begin, last = [], 0, ""
    for found in re.finditer(r",? and | & |, ", names):
        if depth[found.start()] == 0:
            pieces.append(names[begin : found.start()])
            begin, last = found.end(), found.group()
    pieces.append(names[begin:])
    return [piece for piece in pieces if piece.strip()], last.strip(", ") in {"and", "&"} or len(pieces) == 1


def _one_office(pieces: list[str]) -> bool:
    """`the Minister of Trade and Industry`: one recipient."""
    last = pieces[-1]
    short = " " not in last.strip() and "[" not in last
    return len(pieces) == 2 and bool(re.search(r" (?:of|for) |Ministry", pieces[0])) and short


def _each_sure(pieces: list[str]) -> bool:
    """Whether every piece of a list is clearly a person or an addressee of its own."""
    for at, piece in enumerate(pieces):
        titled = bool(_ADDRESS_WORD.match(piece)) or piece.startswith(_TITLES)
        plain = is_name(re.sub(r"\[[^\]]*\]|\([^)]*\)", "", piece).strip())
        if not (titled or plain):
            return False
        if at and not titled and re.search(r" (?:of|for) ", pieces[at - 1]) and " " in piece.strip():
            return False  # `the Council of Labour and Social Affairs`
    return True


def _bare(name: str) -> str:
    """A name without `Comrade`, and without a place in brackets behind it."""
    name = re.sub(r" \([^()]{1,60}\)$", "", name.strip(" ,;."))
    return _ADDRESS_WORD.sub("", name).strip()


# --- Chinese titles ----------------------------------------------------------------------------

_HAN_TO = re.compile(
    r"(?:给|致)(?P<who>[^给致的，。《》]{2,14}?)(?:同志)?的(?:\S{0,2})?(?:电报|信|复信|复电|贺电|函|命令)$"
)
_HAN_WHO = re.compile(r"[\u3400-\u9fff·]{2,12}")


def _han(text: str) -> Correspondents | None:
    """A Chinese or Korean title names its genre at the end: `…给X的电报`."""
    bare = re.sub(r"\^\{[^}]{0,9}\}|\s", "", text)
    kind = next((genre for word, genre in _GENRES_AT_END.items() if bare.endswith(word)), "")
    if not kind:
        return None
    found = _HAN_TO.search(bare)
    who = found["who"] if found else None
    if not who or not _HAN_WHO.fullmatch(who) or re.search(r"[等和与及、]|全国|全体|各", who):
        return Correspondents(kind=kind)
    return Correspondents((), (who,), kind)

"""Sender, recipients, place and date of sending from the letter itself.

Address lines say it (`To: ...`, `From: ...`); a salutation and a signature say it only in a letter, for
a speech has them too. An office without a name, such as `Mr. Chairman`, is nobody. All of it has the
ground `ground.letter`; what a form does not settle is left out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.interpret.citation.people import is_name
from tei.interpret.closing_forms import (
    FOR_HOUSE,
    OFFICE_ALONE,
    OFFICE_UNDER,
    UNDER_NAME,
    is_office,
    is_office_alone,
)
from tei.interpret.ends import ends_of
from tei.interpret.forms import names_body
from tei.interpret.inline import plain_text
from tei.interpret.known_names import is_place
from tei.interpret.label_lines import AddressLine, address_line, address_side, names_no_person
from tei.interpret.name_lists import goes_on, read_address, read_names
from tei.interpret.salutations import addressed, is_korean_name
from tei.interpret.scripts import CJK
from tei.interpret.signatures import RESPECT_HAN, SIGNATURE_SIGN
from tei.interpret.word_tables import ends
from tei.late_patterns import late
from tei.model import Dated, Earlier, Fact, Letter, Place, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Block, Certainty, DateReading, Division, Inline

GROUND = "ground.letter"
_LETTERS = frozenset(("letter", "telegram", "message", "note", "petition", "dispatch"))
_CLOSING_NAMES = 3

_HAN = r"[\u3400-\u9fff·]"
# How a writer calls himself before the name: `弟王大明敬上`.
_HUMBLE_HAN = late(rf"^(?:学生|學生|后学|後學|愚弟|弟|妹|晚|侄|姪|职|職)(?={_HAN}{{2,3}}$)")
_HUMBLE_APART = late(
    rf"^(?:学生|學生|后学|後學|愚弟|弟|妹|晚|侄|姪)[ \u3000]+(?={_HAN}{{2,3}}$)"
)  # `弟 大明`
_SIGNED_HAN = re.compile(rf"^{_HAN}{{1,3}}(?![部委会會局处處院党黨军軍团團馆館京央国國市省]){_HAN}$")
_SPACED_HAN = late(rf"(?<={_HAN})[ \u3000]+(?={_HAN})")
_IN_PLACE_OF = re.compile(
    r"^(?:[iI]\. ?[AV]\.|[pP]\. ?[pP]\.|ppa\.) (?=\S)"
)  # `i. V. Holm`: for the head of the office
_SECOND_LABEL = re.compile(r"\s[^\W\d_]{3,20}\s?[:：]")
_TO_FOOT = re.compile(r"^(?i:to|an|à|кому)\s+")
# `à Monsieur le Président Jean Mer`: the name is behind the words of respect; an office alone stays.
_COURTESY = re.compile(
    r"^(?:Monsieur|Madame|Herrn?|Frau|Señor|Signor|Senhor) (?:(?:le|la|den|die|el|il|o) \w{4,20} )?"
    r"(?=[A-ZÀ-Þ][^\W\d_]*[. -]\s?[A-ZÀ-Þ]|[A-ZÀ-Þ]{3,}$)"
)
# `EUR - John Holm`: the sign of a bureau before the name.
_BUREAU_SIGN = re.compile(r"^[A-Z]{1,5}(?:/[A-Z]{1,5}){0,2} ?[-–—] ?(?=[A-Z][^\W\d_]*[a-z.] )")
_BEFORE_EARLIER = re.compile(
    r"(?i)\b(?:your|thy) (?:(?:kind|esteemed|last|recent) )?(?P<kind>letter|telegram|cable|note|message) "
    r"(?:of|dated) (?:the )?$|\b(?P<de>Ihr(?:en?|em)?) (?P<kind_de>Brief|Schreiben|Telegramm) vom $|"
    r"\bvotre (?P<kind_fr>lettre|télégramme) du $"
)
_AFTER_EARLIER_HAN = re.compile(r"^(?:的)?(?:来)?(?P<kind>电|電|信|函)")
_KINDS = {
    "letter": "letter", "telegram": "telegram", "cable": "telegram", "note": "note", "message": "message",
    "brief": "letter", "schreiben": "letter", "telegramm": "telegram", "lettre": "letter",
    "télégramme": "telegram", "电": "telegram", "電": "telegram", "信": "letter", "函": "letter",
}  # fmt: skip


def read_letter(divisions: Sequence[Division], language: str, kind: str) -> Letter:
    """Read what the text says of its sending.

    Args:
        divisions: the text; of several the one in the header's language is read, else the first.
        language: the header's language.
        kind: the category of the document; only letters and the like have a sender in their signature.
    """
    division = _chosen(divisions, language)
    if division is None:
        return Letter()
    opening, closing = ends_of(division)
    senders, recipients = _address_lines(opening, division.language)
    letter = kind in _LETTERS or bool(recipients) or (not kind and _opens_and_closes(opening, closing))
    if letter and not senders:
        senders = _signatures(closing, division.language)
    if letter and not recipients:
        recipients = _salutation(opening) or _foot(closing)
    place, date, reading = _sending(opening, closing)
    return Letter(senders, recipients, place, date, reading, _earlier(division) if letter else ())


def _chosen(divisions: Sequence[Division], language: str) -> Division | None:
    primary = language.partition("-")[0]
    own = [division for division in divisions if division.language.partition("-")[0] == primary]
    return next(iter(own or divisions), None)


def _facts(names: Sequence[str], block: Block, certainty: Certainty) -> tuple[Fact, ...]:
    raw = plain_text(block.content)
    return tuple(Fact(name, raw, block.span, certainty, GROUND) for name in names)


# --- who ---------------------------------------------------------------------------------------


def _address_lines(blocks: Sequence[Block], language: str) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Senders and recipients of the lines `From: ...` and `To: ...`; who gets a copy is not written to.

    A line below that is no office goes on with the names: people with a title or initials alone are sure.
    Behind the labels of the table an office, in whatever case it stands, is of an unknown kind.
    """
    sides: dict[str, list[Fact]] = {"from": [], "to": [], "copy": [], "via": []}
    side = ""
    for block in blocks:
        if block.kind != "address":
            side = ""
            continue
        text = plain_text(block.content).strip()
        found = address_line(text, language)
        side = found.side if found else address_side(text.strip(" :："), language) or side
        if side:
            names = _named(found) if found else goes_on(text)
            for name in names:
                sure = (
                    found is None
                    or (found.common and not names_no_person(name))
                    or found.names_person(name)
                    or names_body(name, language)
                )
                sides[side] += _facts((name,), block, "high" if sure else "low")
    return tuple(sides["from"]), _once(sides["to"])


def _named(line: AddressLine) -> tuple[str, ...]:
    """The names of an address line; none where a second label stands on it, as on the forms of telegrams.

    `From: Port Alder  Received: 4 May` says where a telegram came from, and not who wrote it.
    """
    if _SECOND_LABEL.search(line.who) or CJK.search(line.who):
        return ()
    return read_address(_BUREAU_SIGN.sub("", line.who))


def carrier_line(text: str) -> str:
    """The one person or body of a line `Via: ...`, or nothing."""
    found = address_line(text.strip(), "")
    names = read_address(found.who) if found and found.side == "via" else ()
    return names[0] if len(names) == 1 else ""


def _once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.value: fact for fact in reversed(facts)}.values())[::-1]


def _signatures(blocks: Sequence[Block], language: str) -> tuple[Fact, ...]:
    """The names under a letter; more than a few are a list, not senders.

    A word alone below a name of several words is no other name: it says who that is.
    """
    found: list[Fact] = []
    formula = False
    houses = {id(above) for above, below in pairwise(blocks) if below.rule == FOR_HOUSE}
    over = {id(above) for above, below in pairwise(blocks) if below.rule == OFFICE_UNDER}
    for block in blocks:
        formula = formula or block.kind == "salute"
        signed = block.kind == "signed" and block.rule != OFFICE_ALONE and id(block) not in houses
        name = _signatory(plain_text(block.content).strip(), formula or id(block) in over) if signed else ""
        if is_office_alone(name, language) or _says_who(block, name, language):
            name = ""
        if CJK.search(name) and is_place(name):
            name = ""  # a place under the date
        if name and not (" " not in name and found and " " in found[-1].value):
            found += _facts((name,), block, "medium")
    return tuple(found) if len(found) <= _CLOSING_NAMES else ()


def _says_who(block: Block, name: str, language: str) -> bool:
    """Whether a line below a name says what the signatory is; in scripts with capitals a name tells itself."""
    if ends("office-at-end", language).search(name.casefold()):
        return True
    if "," in name and is_office(name, language):
        return True  # `Chief, Northern Branch`
    without_capitals = name == name.lower() == name.upper()
    return block.rule == UNDER_NAME or (
        without_capitals and (block.rule == OFFICE_UNDER or is_office(name, language))
    )


def _opens_and_closes(opening: Sequence[Block], closing: Sequence[Block]) -> bool:
    """A letter without a word for it: form of address above, closing formula and signature below."""
    below = {block.kind for block in closing}
    return any(block.kind == "salute" for block in opening) and below >= {"salute", "signed"}


def _signatory(text: str, formula: bool) -> str:
    """The name of a signature line. A word alone may be a place: a formula or a sign must say more."""
    name = _IN_PLACE_OF.sub("", SIGNATURE_SIGN.sub("", text))
    marked = formula or name != text or text.startswith(("(", "["))
    respect = RESPECT_HAN.search(name.strip(" []"))
    name = RESPECT_HAN.sub("", name.strip(" []")).strip(" ()[]")
    name = _SPACED_HAN.sub("", _HUMBLE_APART.sub("", name))
    if respect:
        name = _HUMBLE_HAN.sub("", name)
    if _SIGNED_HAN.match(name) or is_korean_name(name):
        return name
    plain = " " in name and not name.isupper()
    if "º" in name:
        return ""  # `Mt.º At.º`: formulas of Portugal and Spain, shortened
    return name.rstrip(".") if is_name(name) and (marked or plain) else ""


def _salutation(blocks: Sequence[Block]) -> tuple[Fact, ...]:
    for block in blocks:
        if block.kind == "salute":
            return _facts(addressed(plain_text(block.content).strip()), block, "medium")
    return ()


def _foot(blocks: Sequence[Block]) -> tuple[Fact, ...]:
    """The addressee repeated below the text, as in `To all Wardens of the Coast`."""
    for block in blocks:
        text = plain_text(block.content).strip(" .")
        if block.kind == "address" and _TO_FOOT.match(text):
            return _facts(read_names(_COURTESY.sub("", _TO_FOOT.sub("", text))), block, "medium")
    return ()


# --- where and when ----------------------------------------------------------------------------


def _sending(
    opening: Sequence[Block], closing: Sequence[Block]
) -> tuple[Fact | None, Fact | None, DateReading | None]:
    """Place and date of the first date line at the head, else of one below the text."""
    for block in (*opening, *closing):
        dates = [part for part in block.content if isinstance(part, Dated)]
        if block.kind not in ("dateline", "number") or not dates:
            continue
        place = next((part.text for part in block.content if isinstance(part, Place)), "")
        date = Fact(dates[0].text, plain_text(block.content), block.span, "high", GROUND)
        return _place(place, block), date, dates[0].reading
    return None, None, None


def _place(place: str, block: Block) -> Fact | None:
    return Fact(place, plain_text(block.content), block.span, "high", GROUND) if place else None


def _earlier(division: Division) -> tuple[Earlier, ...]:
    """The letters that this one says it answers: `your letter of 5 May`, `你九月三十日来电`."""
    found = []
    for block in division.printed:
        if block.kind != "p":
            continue
        for at, part in enumerate(block.content):
            if isinstance(part, Dated) and (words := _names_earlier(block.content, at, part.text)):
                fact = Fact(words[0], part.text, block.span, "medium", GROUND)
                found.append(Earlier(fact, _KINDS[words[1].casefold()], part.reading))
    return tuple(found[:1])


def _names_earlier(content: Sequence[Inline], at: int, date: str) -> tuple[str, str] | None:
    """The words around a date that name an earlier letter, and the word for it."""
    before = content[at - 1] if at else None
    after = content[at + 1] if at + 1 < len(content) else None
    lead = before.text if isinstance(before, Text) else ""
    tail = after.text if isinstance(after, Text) else ""
    if found := _BEFORE_EARLIER.search(lead):
        kind = found["kind"] or found["kind_de"] or found["kind_fr"]
        return found.group().strip() + " " + date, kind
    han = _AFTER_EARLIER_HAN.match(tail)
    return (f"你{date}{han.group()}", han["kind"]) if han and lead.endswith(("你", "您")) else None

"""What stands over a text and is no heading of it: mottos, remarks on the copy, a card's address, a telegram's service head.

Source: papers of the French Republic and of parties, letters of the Arab countries, albums of cuttings, postcards, and
the forms of telegraph companies from the 1870s to the 1920s.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.interpret.address_lines import UNDER_ADDRESS, is_street
from tei.interpret.bracket_words import remark
from tei.interpret.dates import find_dates
from tei.interpret.decided import Decided, decide
from tei.interpret.word_tables import fold, words_of
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Row
    from tei.interpret.headings import OpeningState

SERVICE: Final = "service head of a telegram"
TO_WHOM: Final = "to whom a telegram goes"
_LONGEST: Final = 120
_LONGEST_ADDRESS: Final = 70
_SIGNS: Final = re.compile(r"[^\w'’]+")
_WHOLE_BRACKET: Final = late(r"^\[[^\[\]]{3,100}\]\.?$")
# To whom a card goes: `Mlle Jeanne Pinault`, over a street or a town.
_TO_PERSON: Final = frozenset(
    "m mm mr mrs miss messrs mme mlle monsieur madame mademoiselle herr herrn frau fräulein frl sr sra srta señor señora sig signor "
    "signora snr dhr mevr pan pani pana".split()
)
_NAMES: Final = late(r"^\S+ (?:[^\W\d_][\w.'’-]*,? ?){1,6}$")
# The words that lines of a service head begin with.
_SERVICE_WORDS: Final = frozenset(
    "no handed office service prefix words sent received telegramm aufgegeben aufgenommen wortzahl déposé déposée nombre mots bureau "
    "подана принята принято слов depositato parole palabras depositado numer nadano indleveret inlämnat".split()
)
_SERVICE: Final = late(
    r"(?i)^(?:no\. of message|handed in (?:at|on)|office of origin|service instructions|prefix|words?:?(?= ?[0-9])|sent (?:at|out)|"
    r"received (?:at|here at|from)|telegramm aus|aufgegeben (?:in|am|um)|aufgenommen (?:von|am|um)|wortzahl|déposé[e]? à|"
    r"nombre de mots|mots:?(?= ?[0-9])|bureau d['’]origine|подана|принята|принято|слов:?(?= ?[0-9])|depositato|parole:?(?= ?[0-9])|"
    r"palabras:?(?= ?[0-9])|depositado|numer telegramu|nadano|indleveret|inlämnat)(?!\w)(?=.*[0-9])"
)
# `Received from Mr. Ash the sum of 12 pounds`: three small words in a row are a sentence; a service head has names and numbers
_SAID: Final = late(r"(?<!\w)(?:[^\W\d_A-ZÀ-ÞА-ЯЁ]{2,} ){2}[^\W\d_A-ZÀ-ÞА-ЯЁ]{2,}(?!\w)")
_TO: Final = late(
    r"^(?:To|TO|An|AN|À|A|Al|Alla|Кому|В|Do|Till|Til) (?=[^\W\d_a-zа-я])(?:[^.!?:]|\b[A-ZА-Я]\.){2,60}$"
)
_TOWN: Final = late(r"^(?:[^\W\d_a-zа-я][\w'’-]+,? ?){1,3}\.?$")


def over_text(state: OpeningState, at: int) -> list[Decided]:
    """The rows from here that are none of the text, decided; nothing where the row is of another kind."""
    row, language = state.rows[at], state.language
    if is_motto(row.text):
        return [decide(row, "letterhead", "motto over the paper")]
    if is_remark(row.text, language):
        return [decide(row, "reference", "remark on the copy")]
    if lines := card_address(state.rows, at):
        rules = ("address of a card", *(UNDER_ADDRESS for _ in lines[1:]))
        return [decide(line, "address", rule) for line, rule in zip(lines, rules, strict=True)]
    return _service_head(state, at)


def is_motto(text: str) -> bool:
    """Whether a line is a motto and nothing else: `LIBERTÉ  ÉGALITÉ`, `بسم الله الرحمن الرحيم`."""
    bare = fold(_SIGNS.sub(" ", text)).strip() if len(text) <= _LONGEST else ""
    return bare.casefold() in words_of("motto")


def is_remark(text: str, language: str) -> bool:
    """Whether a line is one bracket that says something of the copy: `[Postmark: Harn 3.5.07]`."""
    return (
        text[:1] == "["
        and _WHOLE_BRACKET.match(text) is not None
        and remark(text.strip("[]. "), language) is not None
    )


def card_address(rows: Sequence[Row], at: int) -> Sequence[Row]:
    """The lines of an address as cards have it: a person, the street below, the town; up to a blank line."""
    if _first_word(rows[at].text) not in _TO_PERSON or not _NAMES.match(rows[at].text):
        return ()
    end = at + 1
    while end < len(rows) and not rows[end].apart and len(rows[end].text) <= _LONGEST_ADDRESS:
        end += 1
    block = rows[at:end]
    return block if any(is_street(row.text) for row in block[1:]) else ()


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0].rstrip(".:,").casefold()


def _is_service(text: str) -> bool:
    short = len(text) <= _LONGEST and _first_word(text) in _SERVICE_WORDS
    found = _SERVICE.match(text) if short else None
    return found is not None and not _SAID.search(text, found.end())


def _service_head(state: OpeningState, at: int) -> list[Decided]:
    row, last = state.rows[at], state.last
    if _is_service(row.text):
        dated = len(find_dates(row.text, language=state.language, context=None)) == 1
        return [decide(row, "dateline" if dated else "reference", SERVICE)]
    below = state.rows[at + 1 : at + 2]
    if not state.decided and row.text.isupper() and any(_is_service(line.text) for line in below):
        return [decide(row, "letterhead", "company over its telegram")]
    service = any(part.rule == SERVICE for entry in state.decided for part in entry)
    if service and last is not None and last.kind in ("reference", "dateline") and _TO.match(row.text):
        return [decide(row, "address", TO_WHOM)]
    under = last is not None and last.rule == TO_WHOM and not row.apart and any(line.apart for line in below)
    if under and _TOWN.match(row.text):
        return [decide(row, "address", TO_WHOM)]
    return []

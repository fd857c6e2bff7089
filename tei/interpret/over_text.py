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
from tei.interpret.word_tables import fold, starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Row
    from tei.interpret.headings import OpeningState

SERVICE: Final = "service head of a telegram"
_LONGEST: Final = 120
_LONGEST_ADDRESS: Final = 70
_SIGNS: Final = re.compile(r"[^\w'’]+")
_WHOLE_BRACKET: Final = re.compile(r"^\[[^\[\]]{3,100}\]\.?$")
# To whom a card goes: `Mlle Jeanne Pinault`, over a street or a town.
_TO_PERSON: Final = re.compile(
    r"^(?:M|MM|Mr|Mrs|Miss|Messrs|Mme|Mlle|Monsieur|Madame|Mademoiselle|Herrn?|Frau|Fräulein|Frl|Sr|Sra|Srta|Señora?|Sig|Sig\.ra|"
    r"Signora?|Snr|Dhr|Mevr|Wielm|Pan|Pani|Pana|Pani[ea]?)\.? (?:[^\W\d_][\w.'’-]*,? ?){1,6}$"
)
_SERVICE: Final = re.compile(
    r"(?i)^(?:no\. of message|handed in (?:at|on)|office of origin|service instructions|prefix|words?:? [0-9]|sent (?:at|out)|"
    r"received (?:at|here at|from)|telegramm aus|aufgegeben (?:in|am|um)|aufgenommen (?:von|am|um)|wortzahl|déposé[e]? à|"
    r"nombre de mots|mots:? [0-9]|bureau d['’]origine|подана|принята|принято|слов:? [0-9]|depositato|parole:? [0-9]|"
    r"palabras:? [0-9]|depositado|numer telegramu|nadano|indleveret|inlämnat)\b(?=.*[0-9])"
)
_TO: Final = re.compile(r"^(?:To|TO|An|AN|À|A|Al|Alla|Кому|В|Do|Till|Til) (?=[^\W\d_a-zа-я])[^.!?:]{2,60}$")


def over_text(state: OpeningState, at: int) -> list[Decided]:
    """The rows from here that are none of the text, decided; nothing where the row is of another kind."""
    row, language = state.rows[at], state.language
    if is_motto(row.text, language):
        return [decide(row, "letterhead", "motto over the paper")]
    if is_remark(row.text, language):
        return [decide(row, "reference", "remark on the copy")]
    if lines := card_address(state.rows, at):
        rules = ("address of a card", *(UNDER_ADDRESS for _ in lines[1:]))
        return [decide(line, "address", rule) for line, rule in zip(lines, rules, strict=True)]
    return _service_head(state, at)


def is_motto(text: str, language: str) -> bool:
    """Whether a line is a motto and nothing else: `LIBERTÉ  ÉGALITÉ`, `بسم الله الرحمن الرحيم`."""
    bare = fold(_SIGNS.sub(" ", text)).strip() if len(text) <= _LONGEST else ""
    return bool(bare) and starts("motto", language).fullmatch(bare) is not None


def is_remark(text: str, language: str) -> bool:
    """Whether a line is one bracket that says something of the copy: `[Postmark: Harn 3.5.07]`."""
    return _WHOLE_BRACKET.match(text) is not None and remark(text.strip("[]. "), language) is not None


def card_address(rows: Sequence[Row], at: int) -> Sequence[Row]:
    """The lines of an address as cards have it: a person, the street below, the town; up to a blank line."""
    end = at + 1
    while end < len(rows) and not rows[end].apart and len(rows[end].text) <= _LONGEST_ADDRESS:
        end += 1
    block = rows[at:end]
    person = _TO_PERSON.match(block[0].text) is not None and len(block) > 1
    return block if person and any(is_street(row.text) for row in block[1:]) else ()


def _service_head(state: OpeningState, at: int) -> list[Decided]:
    row, last = state.rows[at], state.last
    if _SERVICE.match(row.text) and len(row.text) <= _LONGEST:
        dated = len(find_dates(row.text, language=state.language, context=None)) == 1
        return [decide(row, "dateline" if dated else "reference", SERVICE)]
    below = state.rows[at + 1 : at + 2]
    if not state.decided and row.text.isupper() and any(_SERVICE.match(line.text) for line in below):
        return [decide(row, "letterhead", "company over its telegram")]
    if last is not None and last.rule == SERVICE and _TO.match(row.text):
        return [decide(row, "address", "to whom a telegram goes")]
    return []

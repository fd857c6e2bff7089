"""Lines among the signatures at the foot of a text: who else signed, and to whom the letter goes.

Source: letters of the seventeenth to nineteenth centuries, petitions, Japanese letters, orders and their copies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms, signatures
from tei.interpret.closing_forms import is_office, names_addressee
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided, Row
    from tei.model import BlockKind

_OFFICE_COMMA_NAME = late(
    r"^([^,:]{4,40}), (?:[^\W\d_]\. ?)*[^\W\d_a-zа-я][\w'’-]{2,20}(?: [^\W\d_a-zа-я][\w'’-]{2,20})?$"
)
_WHO_IS = late(
    r"^(?P<name>[^,]{4,40}), (?:(?:her|his|their) (?:X )?mark,? ?)?(?:[^\W\d_A-Z][\w'’-]*(?: |$)){0,4}$"
)
_OTHERS_BEGIN = re.compile(r"[\[(]?\w{1,3} ")
_OTHERS = late(
    r"(?i)^[\[(]?(?:and|und|et|y|e|en|och|og|и|i|a|și) (?:[0-9]{1,4}|several|many) "
    r"(?:others?|more|andere|weitere|autres|otros|altri|outros|anderen|andra|других|innych|dalších|alții)(?: \w+)?\.?[\])]?$"
)
TITLE_OF_ADDRESSEE = late(r"^(?:one of (?:his|her|the)|(?:his|her) majesty['’]s) ", re.IGNORECASE)
TOWN_SHORTENED = late(r"^(?:[ДГСМдгсм]|[Дд]ер|[Гг]ор|[Сс]т|[Сс]л|[Пп]ос)\. ?[А-ЯЁІЇЄ][а-яёіїє-]{3,20}\.?$")


def under_signatures(row: Row, before: Sequence[Decided], language: str) -> tuple[BlockKind, str] | None:
    """What a line is below a signature, a date or an address: the addressee, or one more who signed."""
    last = before[-1].kind if before else ""
    below = last in ("signed", "dateline")
    named = (below or last == "address") and names_addressee(row.text, language, apart=row.apart)
    if named or (below and row.apart and forms.is_addressee(row.text, language)):
        return "address", "addressee below the text"
    if last == "signed" and _OTHERS_BEGIN.match(row.text) and _OTHERS.match(row.text):
        return "signed", "how many others signed"
    if _is_petitioner(row, before):
        return "signed", "name and what the signatory is"
    if (
        last == "reference"
        and (found := _OFFICE_COMMA_NAME.match(row.text))
        and is_office(found[1], language)
    ):
        return "signed", "office and name on one line"
    return None


def _is_petitioner(row: Row, before: Sequence[Decided]) -> bool:
    """`James Dunn, carrier` among the names below a formula, each on its line."""
    found = _WHO_IS.match(row.text) if "," in row.text else None
    formula = any(part.kind == "salute" for part in before)
    right = (
        before[-1].kind == "dateline" or (before[-1].kind == "signed" and not row.apart) if before else False
    )
    return found is not None and formula and right and signatures.is_signature(found["name"])


def is_address_over_formula(rows: Sequence[Row], at: int, before: Sequence[Decided], language: str) -> bool:
    """The form of address once more, right over the formula: `My Lord,` / `Your Lordship's most obedient`."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    alone = all(part.kind != "salute" for part in before)
    again = alone and below is not None and not below.apart and forms.is_salute(rows[at].text, language)
    return again and below is not None and signatures.is_valediction(below.text, language)


def is_house_of_addressee(rows: Sequence[Row], at: int, before: Sequence[Decided], language: str) -> bool:
    """`三宅文庫` over `大橋新之助様`, below the signature of a Japanese letter."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    signed = any(part.kind == "signed" for part in before)
    free = rows[at].apart and below is not None and not below.apart
    return signed and free and below is not None and names_addressee(below.text, language, apart=False)

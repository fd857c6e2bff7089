"""The closing of a text: formula, signatures, date, addressee, copy lists, source line, in any order.

It is looked for in the last lines: the longest run of them in which every line has a closer's form or
goes on from the one before it, and whose first line says that the text is over. A name, a date or an
address alone says so only where the text above it ends with a stop.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tei.interpret import forms, signatures
from tei.interpret.address_lines import is_house_in_street
from tei.interpret.closing_forms import (
    ENCLOSED,
    FOR_HOUSE,
    LONGEST_SOURCE,
    NAME_ALONE,
    NAME_AND_OFFICE,
    OFFICE_ALONE,
    OFFICE_UNDER,
    STOP,
    UNDER_NAME,
    closer_form,
    is_office,
    is_office_alone,
    names_protocol,
)
from tei.interpret.closing_neighbours import is_place_over_date, signs_over
from tei.interpret.datelines import is_dateline
from tei.interpret.decided import BY_LAYOUT, LIVES, Decided, Row, decide
from tei.interpret.foot_lines import (
    TITLE_OF_ADDRESSEE,
    TOWN_SHORTENED,
    is_address_over_formula,
    is_house_of_addressee,
    under_signatures,
)
from tei.interpret.known_names import is_place
from tei.interpret.label_lines import address_side
from tei.interpret.print_lines import Printed
from tei.interpret.scripts import is_small
from tei.interpret.trailing_marks import without_marks
from tei.interpret.word_tables import fold, starts
from tei.late_patterns import late
from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import BlockKind

_SOURCE_GOES_ON = "goes on from the source line"
_BESIDE = "signatures beside one another"
_MOST_LINES = 24
_SHORT = 100  # characters of a line of a closing; source lines may be longer
_NAMES_ALONE = 4  # more names than these without a formula are a list
_SIGNED_LINES = 8
_SENTENCE_WORDS = 4
_ADDRESS_LINES = 5
_LONGEST_ADDRESS = 70
_LONGEST_NAME = 90
_OCCUPATION_WORDS = 4
_LONGEST_OCCUPATION = 40

# No stop, no number, no label; the signs of vowels of Indian scripts and Thai are no letters to `\w`.
_OCCUPATION = re.compile(r"^[^\W\d_](?:[^\W\d_]|[\u0900-\u0eff\u1780-\u17ff '’,،-])*(?<![,،])$")
_IN_TOWN = re.compile(r"^(?:in|zu|nach|im|au|en|a|w|v|te|di|de|da) [A-ZÀ-ÞА-ЯŁŚŻŠČŘŽ]")
_ALIGNED = re.compile(r"\s{4,}|\t+")
_PLACE_LINE = re.compile(r"^(?:à )?[^\W\d_][\w’' -]{2,30}[.,]?$")
_DISTRICT = re.compile(
    r"\b[A-Z]{1,2}\.(?:[A-Z]{1,2}\.|[0-9]{1,2}\.?)+$"
)  # `London, S.W.1.`, `Sir John Ash, M.P.`
_LIST_LINE = re.compile(
    r"^(?:[-–•*]\s|[0-9]{1,2}(?:[.)/]|\s?[-–—](?=\s))\s?-?\s?|[^\W\d_][^.]{1,60}[-–—]\s?[0-9]{1,3}\W*$)"
)
_TOWN_OF_STATE = re.compile(r"^[A-Z][\w .'’-]{2,30}, [A-Z][\w.'’ -]{1,30}\.?$")  # `Harn, Ohio.`
_FOR_HOUSE = re.compile(r"^(?:[Pp]er|[Bb]y|p\.\s?p\.|ppa\.) (?:[A-Z][\w.'’-]* ?){1,4}$")  # `per T. Ash`
_REMARK = late(
    r"^\[(?:[^\]\[]{0,20}\b)?(?i:translator|editor|translation|transl|trans|ed|note)\b[^\[\]]*[:.][^\[\]]*\]$"
)
_PARTICLE = re.compile(r"^(?:d['’]|von |van |de |del |di |zu )")
_NOTE_LABEL = re.compile(r"^(?:[⁰¹²³⁴-⁹*]{1,4}|[a-z]\)?\s(?=[A-Z]))")


def read_closing(rows: Sequence[Row], language: str) -> list[Decided]:
    """The decided rows at the end of a text; the first row of the text is never one of them."""
    first = max(1, len(rows) - _MOST_LINES)
    begin = len(rows)
    while begin > first and _may_close(rows[begin - 1], language):
        begin -= 1
    for start in range(begin, len(rows)):
        found = _read(rows[start:], language)
        if found and _says_over(rows[start - 1], rows[start], found, language):
            return found
    return []


def _may_close(row: Row, language: str) -> bool:
    if said := row.said_in("closing"):
        return said != "p"
    return len(row.text) <= _SHORT or (
        len(row.text) <= LONGEST_SOURCE and closer_form(row.text, language) is not None
    )


def _says_over(above: Row, row: Row, found: Sequence[Decided], language: str) -> bool:
    """Whether the first line of a closing ends the text, by its form or by the stop above it."""
    kind = found[0].kind
    if _is_last_sentence(row, found) or _are_listed_dates(above, found):
        return False
    if (
        found[0].rule == BY_LAYOUT
        or kind in ("salute", "source-note", "trailer", "furniture", "cited")
        or signatures.is_signed(row.text)
    ):
        return True
    names = [part for part in found if part.kind == "signed"]
    if kind in ("number", "reference", "copy", "classification", "precedence") and not names:
        return _ends_paper(row, found)
    formula = any(part.kind == "salute" for part in found)
    if len(names) > _NAMES_ALONE and not formula:
        return False
    above_text = without_marks(above.text)  # `evasively.²` ends with a stop
    return row.hand or bool(STOP.search(above_text)) or forms.is_salute(above.text, language)


def _are_listed_dates(above: Row, found: Sequence[Decided]) -> bool:
    """Dates below a line that announces them: `Dates of the sittings:`."""
    dates = len(found) > 1 and all(part.kind == "dateline" for part in found)
    return dates and above.text.endswith((":", "："))


def _is_last_sentence(row: Row, found: Sequence[Decided]) -> bool:
    """The last sentence of a text, over a formula or a name, that begins as an office or an address does."""
    kind, rule = found[0].kind, found[0].rule
    sentence = len(row.text.split()) >= _SENTENCE_WORDS and row.text[-1] not in ":："
    sentence = sentence and forms.holds_sentence(row.text)
    if rule == BY_LAYOUT or row.hand or not sentence or signatures.is_signed(row.text):
        return False
    formula = any(part.kind == "salute" for part in found[1:])
    return (kind == "address" and formula) or (kind == "signed" and (formula or rule == OFFICE_ALONE))


def _ends_paper(row: Row, found: Sequence[Decided]) -> bool:
    """Whether lines of an office without a signature end a paper: who wrote it down, what goes with it and to whom."""
    if found[0].kind != "reference" or not row.apart:
        return False
    typed = re.search(r":\s*\S", row.text) is not None and all(
        part.kind in ("reference", "distribution") for part in found
    )
    return typed or any(part.kind == "distribution" for part in found)


def _read(rows: Sequence[Row], language: str) -> list[Decided]:
    """Decide all rows as parts of a closing; nothing when one of them is none."""
    decided: list[Decided] = []
    for at, row in enumerate(rows):
        found = _decided(rows, at, decided, language)
        if found is None or (_is_formula(found) and _parted_from_formula(decided)):
            return []  # formulas stand below one another (`此致` / `敬礼`) or there is one
        if found[1] == _SOURCE_GOES_ON and row.line.number == decided[-1].printed.span.last + 1:
            decided[-1] = replace(decided[-1], printed=Printed((*decided[-1].printed.lines, row.line)))
        elif found[1] == _BESIDE:
            parts = (Line(row.line.number, words) for words in _beside(row, language))
            decided += [
                Decided(Printed((line,)), *_beside_form(line.text, found, language)) for line in parts
            ]
        else:
            decided.append(decide(row, *found))
    return decided


def _parted_from_formula(decided: Sequence[Decided]) -> bool:
    """Whether a formula stands above, and something else below it."""
    kinds = [part.kind for part in decided]
    return "salute" in kinds and kinds[-1] != "salute"


def _beside(row: Row, language: str) -> tuple[str, ...]:
    """Two signatures, or an office and its name, left and right of a run of blanks; else nothing."""
    parts = tuple(_ALIGNED.split(row.line.text.strip()))
    if len(parts) == 2 and all(is_office_alone(part, language) for part in parts):
        return parts
    if len(parts) != 2 or any(len(part) > _LONGEST_ADDRESS for part in parts):
        return ()
    if is_dateline(parts[0], language) and signatures.is_signature(parts[1]):
        return parts
    signed = [signatures.is_signature(part) or signatures.is_signed(part) for part in parts]
    office = is_office(parts[0], language) or is_office(parts[1], language)
    return parts if all(signed) or (any(signed) and office) else ()


def _beside_form(text: str, found: tuple[BlockKind, str], language: str) -> tuple[BlockKind, str]:
    """Of what stands left and right: a date is none of the signatures."""
    return ("dateline", found[1]) if is_dateline(text, language) else found


def _is_formula(found: tuple[BlockKind, str]) -> bool:
    return found[0] == "salute" and found[1] != BY_LAYOUT


def _decided(
    rows: Sequence[Row], at: int, before: Sequence[Decided], language: str
) -> tuple[BlockKind, str] | None:
    row = rows[at]
    if said := row.said_in("closing"):
        return None if said == "p" else (said, BY_LAYOUT)
    last = before[-1].kind if before else ""
    if last == "address" and (goes_on := _under_address(row, before, language)):
        return goes_on
    if row.hand:
        return _by_hand(row, language)
    if by_place := _by_place(rows, at, before, language):
        return by_place
    form = closer_form(row.text, language)
    if last == "distribution" and not row.apart and _is_of_list(row, form, language):
        return ("distribution", "line of the list above") if len(row.text) <= _LONGEST_ADDRESS else None
    if below := _below(row, before, form, language):
        return below
    if form is not None and not (form[0] == "signed" and last == "source-note"):
        return form
    return _goes_on(row, before, language) or _office_over(rows, at, language)


def _heads_papers(last: Decided) -> bool:
    """Whether the line above is `Attachment:`, over what is attached."""
    return last.rule == ENCLOSED and last.printed.text.rstrip().endswith(":")


def _below(
    row: Row, before: Sequence[Decided], form: tuple[BlockKind, str] | None, language: str
) -> tuple[BlockKind, str] | None:
    """What a line is by what stands above it, whatever form it has by itself."""
    last = before[-1].kind if before else ""
    if form == NAME_ALONE and not row.apart and before and _heads_papers(before[-1]):
        return "reference", "goes on from the list above"
    if last == "salute" and forms.is_salute(row.text, language):
        return "salute", "closing formula"  # `I have the honour to be,` / `My Lord,`
    if last == "salute" and form is None and not row.apart and _goes_on_small(row.text):
        name = not is_small(row.text.split()[-1][0])
        return ("signed", "line under the closing formula") if name else ("salute", "closing formula")
    bare = form is None or form[0] == "furniture"  # `14 Field Street`
    if last == "signed" and not row.apart and bare and is_house_in_street(row.text):
        return "address", LIVES
    if under := under_signatures(row, before, language):
        return under
    if last == "signed" and form is None and names_protocol(row.text, language):
        return "reference", "what the paper belongs to"
    return None


def _goes_on_small(text: str) -> bool:
    """A few words in small letters right below a formula: `твой Иван`, `atento e obrigado`."""
    few = len(text.split()) <= _OCCUPATION_WORDS and len(text) <= _LONGEST_OCCUPATION
    return few and is_small(text[0]) and not forms.ends_sentence(text.rstrip(","))


def _is_of_list(row: Row, form: tuple[BlockKind, str] | None, language: str) -> bool:
    """Whether a line below a list of copies names one more: a name, an office, the number of a copy."""
    if form is None or form == NAME_ALONE:
        return True
    return form[0] in ("number", "copy") and starts("copy", language).match(fold(row.text)) is not None


def _by_place(
    rows: Sequence[Row], at: int, before: Sequence[Decided], language: str
) -> tuple[BlockKind, str] | None:
    """What a line is by the blanks in it and the lines around it."""
    if _beside(rows[at], language):
        return "signed", _BESIDE
    if before and rows[at].text[0] == "[" and _REMARK.match(rows[at].text):
        return "headnote", "remark below the text"
    if at == len(rows) - 1 and before and before[-1].kind == "dateline":
        signed = any(part.kind == "signed" for part in before)
        if is_place(rows[at].text) or (signed and TOWN_SHORTENED.match(rows[at].text)):
            return "dateline", "place under the date"
    if is_house_of_addressee(rows, at, before, language):
        return "address", "house of the addressee"
    if is_address_over_formula(rows, at, before, language):
        return "salute", "closing formula"
    if rule := signs_over(rows, at, language):
        return "signed", rule
    if before and before[-1].kind == "signed" and is_place_over_date(rows, at, language):
        return "dateline", "place over the date"
    return ("address", "addressee below the text") if _to_alone(rows, at, before, language) else None


def _to_alone(rows: Sequence[Row], at: int, before: Sequence[Decided], language: str) -> bool:
    """The word `To` alone on its line below a signature, over the lines of an address: `An`."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    signed = any(part.kind == "signed" for part in before)
    to = signed and address_side(rows[at].text.strip(" :："), language) == "to"
    to = to and starts("distribution", language).match(fold(rows[at].text)) is None
    return to and below is not None and not below.apart and len(below.text) <= _LONGEST_ADDRESS


def _by_hand(row: Row, language: str) -> tuple[BlockKind, str]:
    if is_dateline(row.text, language):
        return "dateline", "date in another hand"
    if signatures.is_signature(row.text):
        return "signed", "name in another hand"
    return "annotation", "line in another hand"


# --- lines that go on --------------------------------------------------------------------------


def _under_address(row: Row, before: Sequence[Decided], language: str) -> tuple[BlockKind, str] | None:
    """Name, office and town below `To His Excellency` at the foot of a letter."""
    lines = sum(part.kind == "address" for part in before)
    begins = (
        row.text[:1].isupper()
        or row.text[:1].isdigit()
        or row.text[:1] in "à([&"
        or _IN_TOWN.match(row.text) is not None
        or TITLE_OF_ADDRESSEE.match(row.text) is not None
    )
    stopped = STOP.search(row.text) is not None and not (
        _PLACE_LINE.match(row.text)
        or row.text.startswith("&c")
        or _DISTRICT.search(row.text)
        or _TOWN_OF_STATE.match(row.text)
        or is_office(row.text, language)
        or TITLE_OF_ADDRESSEE.match(row.text)
    )
    if not begins or lines > _ADDRESS_LINES or len(row.text) > _LONGEST_ADDRESS or row.apart or stopped:
        return None
    return "address", "line under an address"


def _goes_on(row: Row, before: Sequence[Decided], language: str) -> tuple[BlockKind, str] | None:
    """What a line without a form is by the line above it."""
    last, text = before[-1].kind if before else "", row.text
    if last == "source-note" and _NOTE_LABEL.match(text):
        return "headnote", "note below the source line"
    if last == "source-note" and not row.apart and len(text) <= _SHORT:
        return "source-note", _SOURCE_GOES_ON
    under_label = before and before[-1].printed.text.rstrip().endswith(":") and not row.apart
    listed = _LIST_LINE.match(text) or (under_label and len(text) <= _LONGEST_ADDRESS)
    if last in ("distribution", "reference") and listed:
        return before[-1].kind, "goes on from the list above"
    if under := _right_under(row, before, language):
        return "signed", under
    if is_small(text[:1]) and not (_PARTICLE.match(text) or is_office(text, language)):
        return None
    if last == "salute" and len(text) <= _LONGEST_NAME and not forms.ends_sentence(text.rstrip(".")):
        return "signed", "line under the closing formula"
    names = sum(part.kind == "signed" for part in before)
    sentence = re.search(r"[.!?] \S", re.sub(r"\b\w{1,4}\. ", "", text))
    if last == "signed" and names < _SIGNED_LINES and is_office(text, language) and not sentence:
        over = before[-1].rule == OFFICE_ALONE
        rule = OFFICE_ALONE if over else OFFICE_UNDER
        return ("signed", rule) if len(text) <= _LONGEST_NAME else None
    return None


def _names_signer(row: Row, language: str) -> bool:
    """An office and its name on one line, in brackets or behind a run of blanks: `полковник   (Иванов)`."""
    return bool(_beside(row, language)) or closer_form(row.text, language) == NAME_AND_OFFICE


def _right_under(row: Row, before: Sequence[Decided], language: str) -> str:
    """The rule for a line right under the first line below a formula; empty where it does not go with that.

    Under a name it is what the signatory is, in a word no table has; under an office, in a script without capitals, the
    name.
    """
    words, text = row.text.split(), row.text
    if before and before[-1].kind == "signed" and not row.apart and _FOR_HOUSE.match(text):
        return FOR_HOUSE
    few = len(words) <= _OCCUPATION_WORDS and len(text) <= _LONGEST_OCCUPATION
    below = [part.kind for part in before[-2:]] == ["salute", "signed"]
    if not (below and few) or row.apart or not _OCCUPATION.match(text):
        return ""
    if not is_office(before[-1].printed.lines[0].text.strip(), language):
        return UNDER_NAME
    return "name under the office" if text == text.lower() == text.upper() else ""


def _office_over(rows: Sequence[Row], at: int, language: str) -> tuple[BlockKind, str] | None:
    """Offices over the name: `For the Wardens,`, `The Secretary:`; a name must follow."""
    for row in rows[at : at + 4]:
        if forms.is_salute(row.text, language):
            return None
        signed = signatures.is_signature(row.text) or _names_signer(row, language)
        if signed or (row.hand and row is not rows[at]):
            return ("signed", OFFICE_ALONE) if row is not rows[at] else None
        if len(row.text) > 80 or not (is_office(row.text, language) or row.text.endswith((",", ":", " :"))):
            return None
    return None

"""The closing of a text: formula, signatures, date, addressee, copy lists, source line, in any order.

It is looked for in the last lines: the longest run of them in which every line has a closer's form or
goes on from the one before it, and whose first line says that the text is over. A name, a date or an
address alone says so only where the text above it ends with a stop.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tei.interpret import forms, signatures
from tei.interpret.datelines import is_dateline
from tei.interpret.decided import BY_LAYOUT, Decided, Row, decide
from tei.interpret.label_lines import address_side
from tei.interpret.print_lines import Printed
from tei.interpret.scripts import is_small
from tei.interpret.word_tables import fold, starts
from tei.model import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import BlockKind

_OFFICE_ALONE = "office over the name"
OFFICE_UNDER: Final = "office under the name"
UNDER_NAME: Final = "line under the name"
_SOURCE_GOES_ON = "goes on from the source line"
_NAME_ALONE: Final[tuple[BlockKind, str]] = ("signed", "a name alone on a line after the text")
_BESIDE = "signatures beside one another"
_MOST_LINES = 24
_SHORT = 100  # characters of a line of a closing; source lines may be longer
_LONGEST_SOURCE = 1_500
_NAMES_ALONE = 4  # more names than these without a formula are a list
_SIGNED_LINES = 8
_ADDRESS_LINES = 5
_LONGEST_ADDRESS = 70
_LONGEST_NAME = 90
_OCCUPATION_WORDS = 4
_LONGEST_OCCUPATION = 40

_PRINTED_SOURCE = re.compile(
    r"^[（(]?[《『「〈].{2,80}[》』」〉].{0,120}(?:pp?\. ?[0-9～~–-]+|[页頁쪽면])[\s.。)）]{0,4}$"
    r"|^[（(]?(?:根据|根據|据|據).{1,60}(?:刊印|排印|印行|发表|發表)[。．.]?[）)]?$"
)
_ARCHIVE = re.compile(
    r"^(?:[0-9]{1,3})?(?:[A-ZА-ЯЁІЇЄҐ][a-zа-я]?[A-ZА-ЯЁІЇЄҐ]{2,}[\w. -]{0,40}|BArch|PA AA|Ibid|Там же)[.,]? ?.{0,80}?"
    r"(?:(?i:\b(?:f|fond|ф|фонд|op|opis|оп|опис|d|delo|д|дело|спр|l|ll|л|лл|арк|box|folder|dosar|doboz|sygn|zesp|teczka|k|bd|bl|inv)\b)"
    r"\.? ?[A-Z]{0,3}[0-9][\w-]{0,12}[.,;]? ?.{0,6}){2}"
)
# No stop, no number, no label; the signs of vowels of Indian scripts and Thai are no letters to `\w`.
_OCCUPATION = re.compile(r"^[^\W\d_](?:[^\W\d_]|[\u0900-\u0eff\u1780-\u17ff '’,،-])*(?<![,،])$")
_OPENS = frozenset("（([")
_NUMBERED_COPY = re.compile(r"^[A-Z]{2,6}(?:/[A-Z][\w.-]{0,8}){2,}.{0,20}$")
_COUNT_ENCLOSED = re.compile(r"(?i)^[0-9]{1,2}\s(?=[^\W\d_])")
_FOOT_ADDRESS = re.compile(
    r"^[(]?(?i:to|an|à|a|au|aux|al|alla|ao|кому|до|do|panu)\)?\s?\(?(?:Monsieur|Madame|Son Excellence|[(]?M\)onsieur|"
    r"M\.|Mr\.?|Mrs\.?|Dr\.?|His|Her|the|all|Herrn|Frau|den|die|Señor|Signor|Senhor|Comrade|camarade|[A-ZА-ЯІЇЄҐ])"
    r"[^:;!?]{0,80}$"
)
_IN_TOWN = re.compile(r"^(?:in|zu|nach|im|au|en|a|w|v|te) [A-ZÀ-ÞА-ЯŁŚŻŠČŘŽ]")
_ALIGNED = re.compile(r"\s{4,}|\t+")
_PLACE_LINE = re.compile(r"^(?:à )?[^\W\d_][\w’' -]{2,30}[.,]?$")
# `Председатель (Иванов)`, `ПРЕДСЕДАТЕЛЬ: П. Димов`
_OFFICE_WITH_NAME = re.compile(
    r"^(?P<office>[^():：՝]{3,60}?)\s?(?:\((?=[^()]{3,40}\)\.?$)|[:：՝]\s?)(?P<name>[^()]{3,40})\)?\.?$"
)
_LIST_LINE = re.compile(
    r"^(?:[-–•*]\s|[0-9]{1,2}(?:[.)/]|\s?[-–—](?=\s))\s?-?\s?|[^\W\d_][^.]{1,60}[-–—]\s?[0-9]{1,3}\W*$)"
)
_FURNITURE = re.compile(r"^(?:[-–—]\s?)?[0-9]{1,4}(?:\s?[-–—])?$|^[0-9]{1,4}\s?\[?[A-Z][a-z]+ [A-Za-z]+\]?$")
_PARTICLE = re.compile(r"^(?:d['’]|von |van |de |del |di |zu )")
_NOTE_LABEL = re.compile(r"^(?:[⁰¹²³⁴-⁹*]{1,4}|[a-z]\)?\s(?=[A-Z]))")
_STOP = re.compile(r"[.!?。！？…؟।։۔]['\"’”»』」)\]）]{0,2}$|[)\]）»”:：]$|[。！？]")
_DATED_AT_FOOT = re.compile(
    r"(?i)^(?:de|desde|en|dada?|dado|given|done|written|fait|donné|geben|gegeben|geschehen|z|w|dan|dano|dat|dato|"
    r"кремль|дано|писано)\s.{3,80}$"
)


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
        len(row.text) <= _LONGEST_SOURCE and closer_form(row.text, language) is not None
    )


def _says_over(above: Row, row: Row, found: Sequence[Decided], language: str) -> bool:
    """Whether the first line of a closing ends the text, by its form or by the stop above it."""
    kind = found[0].kind
    if (
        found[0].rule == BY_LAYOUT
        or kind in ("salute", "source-note", "trailer", "furniture", "cited")
        or signatures.is_signed(row.text)
    ):
        return True
    names = [part for part in found if part.kind == "signed"]
    if kind in ("number", "reference", "copy", "classification") and not names:
        return False
    formula = any(part.kind == "salute" for part in found)
    if len(names) > _NAMES_ALONE and not formula:
        return False
    return row.hand or bool(_STOP.search(above.text)) or forms.is_salute(above.text, language)


def _read(rows: Sequence[Row], language: str) -> list[Decided]:
    """Decide all rows as parts of a closing; nothing when one of them is none."""
    decided: list[Decided] = []
    for at, row in enumerate(rows):
        found = _decided(rows, at, decided, language)
        if found is None or (_is_formula(found) and any(part.kind == "salute" for part in decided[:-1])):
            return []  # two formulas stand below one another (`此致` / `敬礼`) or there is one
        if found[1] == _SOURCE_GOES_ON and row.line.number == decided[-1].printed.span.last + 1:
            decided[-1] = replace(decided[-1], printed=Printed((*decided[-1].printed.lines, row.line)))
        elif found[1] == _BESIDE:
            parts = (Line(row.line.number, words) for words in _beside(row, language))
            decided += [Decided(Printed((line,)), *found) for line in parts]
        else:
            decided.append(decide(row, *found))
    return decided


def _beside(row: Row, language: str) -> tuple[str, ...]:
    """Two signatures, or an office and its name, left and right of a run of blanks; else nothing."""
    parts = tuple(_ALIGNED.split(row.line.text.strip()))
    if len(parts) != 2 or any(len(part) > _LONGEST_ADDRESS for part in parts):
        return ()
    signed = [signatures.is_signature(part) or signatures.is_signed(part) for part in parts]
    office = is_office(parts[0], language) or is_office(parts[1], language)
    return parts if all(signed) or (any(signed) and office) else ()


def _is_formula(found: tuple[BlockKind, str]) -> bool:
    return found[0] == "salute" and found[1] != BY_LAYOUT


def _decided(
    rows: Sequence[Row], at: int, before: Sequence[Decided], language: str
) -> tuple[BlockKind, str] | None:
    row = rows[at]
    if said := row.said_in("closing"):
        return None if said == "p" else (said, BY_LAYOUT)
    last = before[-1].kind if before else ""
    if last == "address" and (goes_on := _under_address(row, before)):
        return goes_on
    if row.hand:
        return _by_hand(row, language)
    if by_place := _by_place(rows, at, before, language):
        return by_place
    form = closer_form(row.text, language)
    if last == "distribution" and not row.apart and (form is None or form == _NAME_ALONE):
        return ("distribution", "line of the list above") if len(row.text) <= _LONGEST_ADDRESS else None
    if form is not None and not (form[0] == "signed" and last == "source-note"):
        return form
    return _goes_on(row, before, language) or _office_over(rows, at, language)


def _by_place(
    rows: Sequence[Row], at: int, before: Sequence[Decided], language: str
) -> tuple[BlockKind, str] | None:
    """What a line is by the blanks in it and the lines around it."""
    if _beside(rows[at], language):
        return "signed", _BESIDE
    if before and before[-1].kind == "signed" and _place_over_date(rows, at, language):
        return "dateline", "place over the date"
    return ("address", "addressee below the text") if _to_alone(rows, at, before, language) else None


def _to_alone(rows: Sequence[Row], at: int, before: Sequence[Decided], language: str) -> bool:
    """The word `To` alone on its line below a signature, over the lines of an address: `An`."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    signed = any(part.kind == "signed" for part in before)
    to = signed and address_side(rows[at].text.strip(" :："), language) == "to"
    return to and below is not None and not below.apart and len(below.text) <= _LONGEST_ADDRESS


def _place_over_date(rows: Sequence[Row], at: int, language: str) -> bool:
    """A place alone on a line under the name, and the date on the line below it."""
    text = rows[at].text.rstrip(",.")
    below = rows[at + 1] if at + 1 < len(rows) else None
    place = (
        len(text) <= 40
        and re.match(r"^[^\W\d_][\w’'-]*(?:,? [^\W\d_][\w’'-]*){0,3}$", text)
        and text[0].isupper()
    )
    return (
        below is not None
        and bool(place)
        and is_dateline(below.text, language)
        and not is_dateline(rows[at].text, language)
        and "," in text
    )


def _by_hand(row: Row, language: str) -> tuple[BlockKind, str]:
    if is_dateline(row.text, language):
        return "dateline", "date in another hand"
    if signatures.is_signature(row.text):
        return "signed", "name in another hand"
    return "annotation", "line in another hand"


def closer_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of closer that a line has the form of, and the name of the rule."""
    return _first_form(text, language) or _office_form(text, language) or _last_form(text, language)


def _first_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Source line, trailer, date, closing formula."""
    if is_source(text, language):
        return "source-note", "statement of the edition's source"
    if len(text) <= 30 and starts("trailer", language).fullmatch(fold(text).strip("（()）-–—* .")):
        return "trailer", "word that ends a text"
    if is_dateline(text, language) or (_DATED_AT_FOOT.match(text) and _ends_in_date(text, language)):
        return "dateline", "date alone on a line after the text"
    return ("salute", "closing formula") if signatures.is_valediction(text, language) else None


def _office_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Number, copies, typist, enclosures, references."""
    folded = fold(text)
    if len(text) <= 60 and forms.is_number(text, language):
        return "number", "number below the text"
    if (len(text) <= 120 and starts("distribution", language).match(folded)) or _NUMBERED_COPY.match(text):
        return "distribution", "list of those who get a copy"
    if len(text) <= 80 and starts("typist", language).match(folded):
        return "reference", "who typed or certified it"
    if len(text) <= 80 and _is_enclosure(folded, language):
        return "reference", "papers that go with it"
    if len(text) <= _LONGEST_SOURCE and starts("cited", language).match(folded):
        return "cited", "statement of the edition"
    return None


def _is_enclosure(folded: str, language: str) -> bool:
    """`Attachments:`, `Encl.`, `2 annexes`: the word alone, with a colon, or counted."""
    counted = _COUNT_ENCLOSED.sub("", folded)
    match = starts("enclosure", language).match(counted)
    rest = counted[match.end() :].strip() if match else ""
    return match is not None and (not rest.strip(" .:") or rest.startswith(":") or counted != folded)


def _last_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Signature, addressee at the foot, page furniture."""
    if signatures.is_signed(text):
        return "signed", "sign that somebody signed"
    if len(text) <= 70 and _FOOT_ADDRESS.match(text) and not _holds_sentences(text):
        return "address", "addressee below the text"
    found = _OFFICE_WITH_NAME.match(text)
    if found and is_office(found["office"], language) and signatures.is_signature(found["name"]):
        return "signed", "office and name on one line"
    if signatures.is_signature(text) or signatures.is_office_and_name(text, language):
        office = is_office(text, language) and text.endswith((",", ":"))
        return ("signed", _OFFICE_ALONE) if office else _NAME_ALONE
    return ("furniture", "page furniture below the text") if _FURNITURE.match(text) else None


def _holds_sentences(text: str) -> bool:
    """Whether a sentence ends within a line and another one begins; a short word with a stop is shortened."""
    return re.search(r"[.!?] \w", re.sub(r"\b(?:\w{1,3}|Exc?m[oa]s?|Ilm[oa]s?)\. ?", "", text)) is not None


def is_source(text: str, language: str) -> bool:
    """A line that says where a text is from: `Source: …`, a shelfmark, a printed book with its pages."""
    if len(text) > _LONGEST_SOURCE:
        return False
    bare = text[1:] if text[:1] in _OPENS else text
    return bool(
        starts("source", language).match(fold(bare))
        or _PRINTED_SOURCE.match(text)
        or _ARCHIVE.match(text[:300])
    )


def _ends_in_date(text: str, language: str) -> bool:
    """Whether a line at the foot ends in a date, whatever words lead to it."""
    words = text.rstrip(".").split(" ")
    return any(
        is_dateline(" ".join(words[at:]), language) for at in range(max(1, len(words) - 8), len(words) - 1)
    )


# --- lines that go on --------------------------------------------------------------------------


def _under_address(row: Row, before: Sequence[Decided]) -> tuple[BlockKind, str] | None:
    """Name, office and town below `To His Excellency` at the foot of a letter."""
    lines = sum(part.kind == "address" for part in before)
    begins = row.text[:1].isupper() or row.text[:1] in "à([" or _IN_TOWN.match(row.text) is not None
    stopped = _STOP.search(row.text) is not None and not _PLACE_LINE.match(row.text)
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
    if last in ("distribution", "reference") and _LIST_LINE.match(text):
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
        over = before[-1].rule == _OFFICE_ALONE
        rule = _OFFICE_ALONE if over else OFFICE_UNDER
        return ("signed", rule) if len(text) <= _LONGEST_NAME else None
    return None


def _right_under(row: Row, before: Sequence[Decided], language: str) -> str:
    """The rule for a line right under the first line below a formula; empty where it does not go with that.

    Under a name it is what the signatory is, in a word no table has; under an office, in a script without capitals, the
    name.
    """
    words, text = row.text.split(), row.text
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
        if signatures.is_signature(row.text) or (row.hand and row is not rows[at]):
            return ("signed", _OFFICE_ALONE) if row is not rows[at] else None
        if len(row.text) > 80 or not (is_office(row.text, language) or row.text.endswith((",", ":", " :"))):
            return None
    return None


def is_office(text: str, language: str) -> bool:
    """Whether a line begins with the word of an office, an article left aside."""
    bare = re.sub(r"^(?i:the|der|die|le|la|el|il|o|vu :|vu)\s+", "", fold(text).lstrip("(["))
    office = starts("office", language)
    return bool(office.match(bare) or office.match(fold(text)))


def is_office_alone(text: str, language: str) -> bool:
    """Whether a line is the word of an office and nothing else: `Le Ministre,`, `Im Auftrag`."""
    bare = fold(text).strip(" ,:.()[]")
    return starts("office", language).fullmatch(bare) is not None

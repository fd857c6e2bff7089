"""Lines of addresses that go on over several lines, and those that no word tells: the writer's over the date.

Source: letters of the nineteenth century and after, where the writer's house, street and town stand over the
date, each with a comma, and an address ends in the line without one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.correspondence import read_correspondence
from tei.interpret.datelines import is_dateline
from tei.interpret.dates import read_date
from tei.interpret.label_lines import address_side
from tei.interpret.signatures import is_office_and_name
from tei.interpret.word_tables import fold
from tei.late_patterns import late

if TYPE_CHECKING:
    from tei.interpret.decided import Decided, Row
    from tei.interpret.headings import OpeningState
    from tei.model import BlockKind

ADDRESSEE = "addressee without a colon"
UNDER_ADDRESS = "line under an address"
_ADDRESS_LINES = 5
_LONGEST_STREET = 60
_LONGEST_HOUSE = 70
STREET = re.compile(
    r"^[0-9]{1,4}[a-zA-Z]?,? (?:[A-Z][\w'’-]* ){1,3}(?:Street|St|Road|Rd|Avenue|Lane|Square|Quay|Place|Row|Terrace|Gardens|Court)\b"
    r"|(?i:\b\w{3,}(?:straße|strasse|str\.|gasse|platz|allee|straat|gatan|gade) ?[0-9]{1,4})"
    r"|(?i:^[0-9]{1,4},? (?:rue|avenue|boulevard|place|quai) \w)"
    r"|(?i:^(?:via|viale|piazza|corso|calle|avenida|plaza|rua|praça|ul\.|ulica|улица|ул\.|вул\.) ?.{2,30}[0-9]{1,4})"
)
# Words of a street or a house anywhere in a line that has a number
_IN_STREET = late(
    r"(?i)(?:\b(?:st|rd|ave|apt|str|ul)\.|\b(?:street|road|avenue|lane|flat|house no|rue|via|calle|rua|utca|ulica|ulice)\b"
    r"|stra(?:ß|ss)e\b|\b(?:ул|кв|пер|вул)\.|улиц|вулиц|проспект)(?=.*[0-9])|^[0-9]{1,4},? .*\b(?:Street|Road|Avenue|rue)\b"
)
_RESPECTFUL = frozenset(("ja", "ko"))  # the addressee first, then who writes, then the subject
_TOWN_ALONE = re.compile(r"^[A-ZÀ-Þ][a-zß-ÿ]{2,20}$")
_TO_WHOM = re.compile(r"[^\W\d_] (?:to|an|à|a|do|al|alla|к) [^\W\d_]")
_TOWN_STOPPED = re.compile(r"^[A-ZÀ-Þ][\w’'-]+(?: [\w’'-]+){0,2}\.$")  # the last line of an address: `Harn.`


def is_over_date(state: OpeningState, at: int) -> bool:
    """A line of the writer's address: it and those below it up to the date end in a comma or name a place."""
    if "dateline" in state.kinds:
        return False
    if is_right_over_date(state, at):
        return True
    rows = state.rows[at : at + _ADDRESS_LINES]
    for index, row in enumerate(rows):
        if is_dateline(row.text, state.language):
            return row is not state.rows[at]
        below = rows[index + 1] if index + 1 < len(rows) else None
        stopped = (
            below is not None and _TOWN_STOPPED.match(row.text) and is_dateline(below.text, state.language)
        )
        if not (row.text.endswith(",") or stopped) or (row.apart and row is not state.rows[at]):
            return False
    return False


def is_right_over_date(state: OpeningState, at: int) -> bool:
    """The first line of a letter, a place with a comma in it, and right below it a date without one: `Ward 4, St. John's`."""
    row, below = state.rows[at], state.rows[at + 1] if at + 1 < len(state.rows) else None
    if state.salute is None or state.decided or below is None or below.apart:
        return False
    place = (is_place_line(row.text) and "," in row.text) or _TOWN_ALONE.match(row.text) is not None
    place = place and not forms.is_capitals(row.text)
    titled = (
        forms.is_document_title(row.text)
        or bool(read_correspondence(row.text).kind)
        or _TO_WHOM.search(row.text)
    )
    return (
        place
        and not titled
        and read_date(below.text.strip(" ."), language=state.language, context="2000") is not None
    )


def lone_label(state: OpeningState, at: int) -> tuple[BlockKind, str] | None:
    """The word `To` alone on its line, in the language of the text, over the lines of an address: `До`.

    Without a colon it stands over any heading and not in capitals: there it may be a word of the heading.
    """
    text, below = state.rows[at].text, state.rows[at + 1] if at + 1 < len(state.rows) else None
    if below is None or below.apart or address_side(text.strip(" :："), state.language) != "to":
        return None
    label = text[-1] in ":：" or not (text.isupper() or "head" in state.kinds)
    first = below.text[:1]  # a capital, or a letter of a script without them
    address = first.isalpha() and not first.islower() and forms.goes_on_address(below.text)
    return ("address", ADDRESSEE) if label and address else None


def is_same_addressee(last: Decided, row: Row) -> bool:
    """Whether a name goes on from the office above it; with the word `To` again it is somebody else's."""
    above = last.rule in (ADDRESSEE, "line of the addressee")
    return above and fold(last.printed.text).split()[0] != fold(row.text).split()[0]


def address_block(state: OpeningState, at: int) -> bool:
    """Short lines under an addressee up to a blank line: the address goes on over them."""
    if state.rows[at].apart:
        return False
    end = at
    while end < len(state.rows) and not state.rows[end].apart and len(state.rows[end].text) <= 90:
        end += 1
    stopped = end < len(state.rows) and (state.rows[end].apart or state.salute == end)
    return (stopped and end - at <= 6) or (state.salute is not None and at < state.salute)


def begins_address(state: OpeningState, at: int) -> bool:
    """A line between date and salutation that ends in a comma, another right below it: no heading has it there."""
    row, end = state.rows[at], state.salute or 0
    under_date = at + 1 < end and "dateline" in state.kinds and not state.rows[at + 1].apart
    return under_date and row.text.endswith(",") and is_place_line(row.text)


def ends_address(state: OpeningState, at: int) -> bool:
    """The last line of an address that is printed as a block: the line above it ends in a comma."""
    last, below = state.last, state.rows[at + 1] if at + 1 < len(state.rows) else None
    if last is None or last.kind != "address" or state.rows[at].apart:
        return False
    comma = last.printed.text.rstrip().endswith(",")
    return comma and below is not None and below.apart and not forms.is_labelled(state.rows[at].text)


def is_over_addressee(state: OpeningState, at: int) -> bool:
    """Who writes, in a line that ends in a comma, right over the addressee: `Le Commissaire …,` / `Au citoyen …`."""
    row, below = state.rows[at], state.rows[at + 1] if at + 1 < len(state.rows) else None
    over = below is not None and not below.apart and row.text.endswith(",")
    return over and below is not None and forms.is_addressee(below.text, state.language)


def is_place_line(text: str) -> bool:
    """A name, a street, a town: a number or a comma, no sentence."""
    return len(text) <= 80 and bool(
        re.search(r"[0-9],|,\s|[0-9]$|,$|^(?:Hon|Mr|Mrs|Herrn|M|Sr|Dr)\.? ", text)
    )


def is_street(text: str) -> bool:
    """Whether a line is a street and the number of a house in it."""
    return len(text) <= _LONGEST_STREET and STREET.search(text) is not None and not forms.ends_sentence(text)


def is_house_in_street(text: str) -> bool:
    """`Harn, Field St., 14, apt. 3`: where somebody lives, a street and a number anywhere in the line, in no sentence."""
    sentence = forms.holds_sentence(text) and not text.rstrip(".")[-1:].isdigit()
    return len(text) <= _LONGEST_HOUSE and not sentence and _IN_STREET.search(text) is not None


def may_follow_salute(state: OpeningState, row: Row) -> bool:
    """What may stand below the salutation: a second one, handwriting, a word of urgency; in Japan and Korea who writes, and of what."""
    if row.hand or forms.is_salute(row.text, state.language):
        return True
    if row.apart and forms.office_form(row.text, state.language) is not None:
        return True
    return state.language in _RESPECTFUL and (
        is_office_and_name(row.text, state.language) or forms.is_subject_by_its_end(row.text, state.language)
    )


def is_sender_below(state: OpeningState, row: Row) -> bool:
    """`在ガルン総領事 山本一郎` below `外務大臣 大山殿`: the office and name of who writes."""
    last = state.last
    if state.language not in _RESPECTFUL or last is None or last.kind not in ("salute", "address"):
        return False
    return is_office_and_name(row.text, state.language)

"""The inline content of a block by its kind: dateline, address, number line, and plain reading else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.datelines import place_after
from tei.interpret.dates import holds_day_word, read_date
from tei.interpret.forms import names_body
from tei.interpret.inline import Reading, read_inline, with_hyphens
from tei.interpret.label_lines import address_line
from tei.late_patterns import late
from tei.model import Dated, Furniture, Inline, Name, Place, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.model import BlockKind

_ALIGNED = re.compile(r"(\s{4,})")
_LABEL = re.compile(r"^[^\W\d_]{2,12}\s?[:：]\s*(?=\S)")  # `DATE: `, `Datum: `, `日期：`
# Words that lead to a place: `From the Hague`, `Quartel em Ribamar`
_BEFORE_PLACE = late(
    r"^(?:(?:[Ff]rom|[Aa]t|[Gg]iven at|[Dd]one at|[Cc]amp (?:at|near)|[Qq]uartel em|[Gg]eben zu|[Gg]egeben zu|[Ff]ait à|[Dd]onné à|"
    r"[Dd]ado (?:en|em)|[Dd]ato in|[Ii]n|[Tt]e|[Tt]ot|[Zz]u|Εν|[Вв]) (?=the [^\W\d_]|[^\W\d_a-zа-я]))"
)
_SPACES = re.compile(r"[^\S\n]{2,}")


def content_of(kind: BlockKind, text: str, reading: Reading) -> tuple[Inline, ...]:
    """Read the words of a block of this kind; every character comes back, in order."""
    content = _MAKERS.get(kind, read_inline)(text, reading)
    return content if reading.divided else with_hyphens(content)


def _head(text: str, reading: Reading) -> tuple[Inline, ...]:
    return read_inline(text, reading, heading=True)


def _dateline(text: str, reading: Reading) -> tuple[Inline, ...]:
    """Place and date; the whole date line is the date's text where nothing else stands in it."""
    folded = _SPACES.sub(" ", text.strip())
    if label := _LABEL.match(folded):
        return Text(label.group()), *_dateline(folded[label.end() :], reading)
    left = len(folded) - len(folded.lstrip("（([ -–—"))
    right = len(folded.rstrip("）)] 。.,，"))
    whole = read_date(folded[left:right], language=reading.language, context=reading.context)
    if whole is not None:
        parts = (Text(folded[:left]), Dated(folded[left:right], whole), Text(folded[right:]))
        return tuple(part for part in parts if part.text)
    return _with_place(read_inline(folded, reading), reading.language)


def _with_place(content: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
    """`Bonn, ` right before the date is a place, and one behind a date that begins the line."""
    if behind := _place_behind(content, language):
        return behind
    for index, part in enumerate(content[:-1]):
        follows = content[index + 1]
        if not (isinstance(part, Text) and isinstance(follows, Dated)):
            continue
        match = re.match(
            r"^(?P<before>(?:.*\s{2,}|.*[,.] )?)(?P<place>[^\W\d_][\w’' -]{1,30})(?P<after>,\s*(?:(?i:le|ce|den|am|the|on|il|el|dnia|dne|dana|dňa|ngày|addì|adì|lì|li|a|die|aos|më|à)\s)?)$",
            part.text,
        )
        if match is None:
            return content
        if any(sign.isdigit() for sign in match["place"]):
            return content  # `Room 4`
        lead = _BEFORE_PLACE.match(match["place"])
        place = match["place"][lead.end() :] if lead else match["place"]
        if len(place.split()) > 3 or _is_body(place, language) or holds_day_word(place, language=language):
            return content
        before = match["before"] + (lead.group() if lead else "")
        split = (Text(before), Place(place), Text(match["after"]))
        return (*content[:index], *(piece for piece in split if piece.text), *content[index + 1 :])
    return content


def _is_body(words: str, language: str) -> bool:
    """Whether words before a date name a board or an office; towns begin with such words, too (`Council Bluffs`)."""
    first, _, rest = words.partition(" ")
    town = rest[:1].isupper() and names_body(first, language)
    return names_body(words, language) and not town


def _place_behind(content: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
    """`3 May 1951, Bonn`: the date, the comma and the place; nothing where the line has another form."""
    if len(content) != 2 or not isinstance(content[0], Dated) or not isinstance(content[1], Text):
        return ()
    place = place_after(content[1].text, language)
    if not place:
        return ()
    before, _, after = content[1].text.partition(place)
    return content[0], Text(before), Place(place), *((Text(after),) if after else ())


def _address(text: str, reading: Reading) -> tuple[Inline, ...]:
    """An address line: `To: `, the name, and after a comma the office; other forms are read as text."""
    folded = _SPACES.sub(" ", text.strip())
    found = address_line(folded, reading.language)
    name, comma, office = found.who.partition(",") if found else ("", "", "")
    if found is None or not found.names_person(name):
        return read_inline(text, reading)
    rest = read_inline(office, reading) if office.strip() else ()
    lead = (Text(comma + " " if rest else comma),) if comma else ()
    return Text(folded[: found.begin]), Name(name), *lead, *rest


def _as_printed(text: str, _: Reading) -> tuple[Inline, ...]:
    return (Text(_SPACES.sub(" ", text.strip())),)


def _furniture(text: str, _: Reading) -> tuple[Inline, ...]:
    return (Furniture(_SPACES.sub(" ", text.strip()), "footer"),)


def _number(text: str, reading: Reading) -> tuple[Inline, ...]:
    """Number and date; what stands on a line below them is the place."""
    line, _, below = text.partition("\n")
    number, apart, date = (_ALIGNED.search(line.strip()) and _ALIGNED.split(line.strip(), 1)) or (
        line,
        "",
        "",
    )
    content = (
        (Text(_SPACES.sub(" ", number) + " "), *read_inline(date, reading))
        if apart
        else read_inline(number, reading)
    )
    return (*content, Text("\n"), Place(below.strip())) if below.strip() else content


_MAKERS: dict[str, Callable[[str, Reading], tuple[Inline, ...]]] = {
    "head": _head,
    "dateline": _dateline,
    "address": _address,
    "letterhead": _as_printed,
    "rule": _as_printed,
    "furniture": _furniture,
    "number": _number,
}

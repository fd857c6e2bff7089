"""The front of a citation: title, date, the digital archive's own name.

Titles hold quotes, commas and dates, so the front is cut by knowing what it says: the header's title
and date, and the names the record's layout gives its archive. Only where the header has no title, the
quoted front is read as one, and only when date or archive follow it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.citation.spans import QUOTES, trim
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))
_SIGNS = QUOTES + ",.;: "

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_UNSURE = r"(?:circa|ca\.|c\.|before|after|(?:not?|no) (?:later|earlier) than|early|late|mid-?)"
_POINT = (
    rf"(?:{_MONTH} {_DAY}(?: ?[-–] ?(?:{_MONTH} )?{_DAY})?,? [0-9]{{4}}"
    rf"|{_DAY}(?: ?[-–] ?{_DAY})? {_MONTH},? [0-9]{{4}}|{_MONTH},? [0-9]{{4}}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}(?:[-–][0-9]{4})?|[Uu]ndated|[Nn]o [Dd]ate|n\.d\.)"
)
DATE = late(rf"(?:{_UNSURE} ?)?{_POINT}(?=[,.;]|$)")


@dataclass(frozen=True, slots=True)
class Front:
    """What stood at the front of a citation, and what is left behind it."""

    title: str = ""
    date: str = ""
    archive: str = ""
    body: str = ""
    rest: str = ""


def read_front(text: str, title: str, date: str, archives: Sequence[str]) -> Front:
    """Cut title, date and archive name off a folded citation; what it does not find stays in the body."""
    end = known_prefix(text, title) if title else None
    name = _find_archive(text, archives, end or 0)
    if end is not None:
        cut = _quoted_end(text, end, title)
        return _after_title(text, _inner(text, cut, title), cut, date, name)
    if found := quoted_title(text, date, archives):
        return _after_title(text, found[0], found[1], date, name)
    if name is None:
        return Front(body=text)
    return _without_title(text, date, name)


def _after_title(text: str, title: str, at: int, date: str, name: tuple[int, int] | None) -> Front:
    """What follows the title: a date, known or read by its shape or its place, then the archive's name."""
    at = _skip(text, at)
    end = known_prefix(text, date, at) if date else None
    if end is None and (shape := DATE.match(text, at)):
        end = shape.end()
    if end is None and name and at < name[0] <= at + 80 and re.search(r"[0-9]", text[at : name[0]]):
        end = at + len(text[at : name[0]].rstrip(_SIGNS))  # between title and archive stands the date
    printed, at = (text[at:end], _skip(text, end)) if end is not None else ("", at)
    if name is None or name[0] < at:
        return Front(title=title, date=printed, body=text[at:])
    unread = text[at : name[0]].strip(_SIGNS)
    return Front(title, printed, text[name[0] : name[1]], text[_skip(text, name[1]) :], unread)


def _without_title(text: str, date: str, name: tuple[int, int]) -> Front:
    """No title known and none in quotes: the words before a date that stands right before the archive."""
    archive, body = text[name[0] : name[1]], text[_skip(text, name[1]) :]
    before = text[: name[0]].rstrip(_SIGNS)
    begin = _known_suffix(before, date)
    if begin is None:
        begin = next((m.start() for m in DATE.finditer(before) if m.end() == len(before)), None)
    if begin is None or (begin and before[begin - 1].isalnum()):
        return Front(archive=archive, body=body, rest=before)
    return Front(trim(before[:begin], ' ,;:"“”'), before[begin:], archive, body)


def quoted_title(text: str, date: str, archives: Sequence[str]) -> tuple[str, int] | None:
    """Title between the quotes at the front and the place after them, or None.

    Read only when the date or the archive's name follow, and only at one place: quotes within titles
    are common, and a source may itself begin with a book's title in quotes.
    """
    if text[:1] not in {'"', "“", "„", "«"}:
        return None
    found = []
    for quote in re.finditer(r'["”“»],? |,["”“»] ', text):
        at = _skip(text, quote.end())
        if quote.start() > 0 and (_dated(text, at, date) or any(known_prefix(text, a, at) for a in archives)):
            found.append(quote)
    if len(found) != 1:
        return None
    return text[1 : found[0].start()].strip(), found[0].end()


def _dated(text: str, at: int, date: str) -> bool:
    return bool(DATE.match(text, at)) or (bool(date) and known_prefix(text, date, at) is not None)


def _key(text: str) -> tuple[list[str], list[int]]:
    """The characters that count when two printings are compared, and where each stands.

    White space and quotes do not count, nor case, the length of a dash, or a nought before a day.
    """
    folded: Sequence[str] = text.translate(_DASHES).casefold()
    if len(folded) != len(text):
        folded = [sign.casefold() for sign in text.translate(_DASHES)]
    places = [
        at
        for at, sign in enumerate(text)
        if not (sign in QUOTES or sign.isspace() or (sign == "0" and _leads_a_day(text, at)))
    ]
    return [folded[at] for at in places], places


def _leads_a_day(text: str, at: int) -> bool:
    return not text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def known_prefix(text: str, known: str, begin: int = 0) -> int | None:
    """Where the known words, printed from `begin` on, end; None when others stand there."""
    wanted, _ = _key(known)
    signs, places = _key(text[begin : begin + 2 * len(known) + 40])
    if not wanted or signs[: len(wanted)] != wanted:
        return None
    end = begin + places[len(wanted) - 1] + 1
    return None if text[end : end + 1].isalnum() and text[end - 1].isalnum() else end


def _known_suffix(text: str, known: str) -> int | None:
    """Where the known words begin when the text ends with them."""
    wanted, _ = _key(known)
    signs, places = _key(text)
    if not wanted or len(wanted) > len(signs) or signs[-len(wanted) :] != wanted:
        return None
    return places[-len(wanted)]


def _quoted_end(text: str, end: int, title: str) -> int:
    """Past the closing quotes that belong to the title itself."""
    for _ in range(len(title) - len(title.rstrip(QUOTES))):
        if text[end : end + 1] and text[end] in QUOTES:
            end += 1
    return end


def _inner(text: str, end: int, title: str) -> str:
    """The printed title without the citation's quotes, with its own."""
    printed = text[:end]
    leading = len(printed) - len(printed.lstrip(QUOTES))
    own = len(title) - len(title.lstrip(QUOTES))
    return printed[max(0, leading - own) :].strip()


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SIGNS:
        at += 1
    return at


def _find_archive(text: str, archives: Sequence[str], begin: int) -> tuple[int, int] | None:
    """The first place, between separators, where the digital archive names itself."""
    found = []
    for name in archives:
        if not name.strip():
            continue
        words = r"\s".join(map(re.escape, name.split()))
        for match in re.finditer(rf"(?<!\w){words}(?=[,.;:<]|\s<|\s?$)", text[begin:], re.IGNORECASE):
            lead = text[: begin + match.start()].rstrip()
            if not lead or lead[-1] in ",.;:" + QUOTES:
                found.append((begin + match.start(), begin + match.end()))
                break
    return min(found, default=None, key=lambda span: (span[0], -span[1]))

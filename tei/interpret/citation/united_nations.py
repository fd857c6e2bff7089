"""Printed records of the United Nations: `Security Council Official Records, 473rd meeting, S/1501`.

Their parts are named in words and by the document symbol (https://research.un.org/en/docs/symbols), not
by the signs of an archive.
"""

from __future__ import annotations

import re

from tei.interpret.citation.front import DATE
from tei.interpret.citation.source import Source
from tei.interpret.citation.spans import segments, trim
from tei.late_patterns import late

_BODY = re.compile(
    r"(?:The )?(?:United Nations|UN|U\.N\.)(?: (?:Archives?|Library|Secretariat|Organi[sz]ation))?"
)
SYMBOL = re.compile(
    r"(?:A|S|E|T|ST|DC|TD|DP|CCPR)/[A-Z0-9][A-Z0-9./-]{0,40}(?:\([A-Z0-9]{1,6}\)[A-Z0-9./-]{0,20})?"
    r"(?: \([0-9]{4}\))?"
)
_ADDRESS = re.compile(r",? ?https?://[^\s<>]+$")
_LIBRARY = re.compile(r"[A-Z][^\W\d_]*(?: [A-Z][^\W\d_]*){0,5} (?:Library|Archives?)")
_ORDINAL = r"(?:[0-9]{1,4}(?:st|nd|rd|th|d)|[A-Z][a-z]{2,11}(?:-[a-z]{3,8})?)"
_NAMED = (
    (
        "session",
        re.compile(rf"(?P<value>{_ORDINAL}) (?:(?:[Ss]pecial|[Ee]mergency|[Rr]egular) ){{0,2}}[Ss]ession"),
    ),
    ("meeting", re.compile(rf"(?P<value>{_ORDINAL}) (?:[Pp]lenary )?[Mm]eeting")),
    ("number", re.compile(r"No\. ?(?P<value>[0-9]{1,4})")),
    ("number", re.compile(rf"(?P<value>{SYMBOL.pattern})")),
    ("series", re.compile(r"(?P<value>[A-Z][^0-9]{0,80} )?Official Records")),
)
# Words that may stand between the parts: organs, years of the council, supplements, places, days.
_BETWEEN = late(
    rf"(?:the )?(?:Security Council|General Assembly|[A-Z][^\W\d_]+(?: (?:and |of |on )?[A-Z][^\W\d_]+){{0,5}} "
    rf"(?:Council|Committee|Commission|Assembly)|{_ORDINAL} Year|Supplement(?: No\. ?[0-9]{{1,3}})?|New York|Geneva|"
    rf"Lake Success|Paris|Plenary Meetings|Annexes|(?:[A-Z][a-z]{{2,5}}day,? )?(?:{DATE.pattern}))"
)


def read_united_nations(source: str) -> Source | None:
    """Read a record with a document symbol, or nothing where a piece of it is not known.

    The repository is the body named first, or the library named last; it stays empty where there is none.
    """
    text = _ADDRESS.sub("", source.rstrip(" .")).rstrip(" ,.")
    pieces = [trim(part, " ,;") for piece in segments(text) for part in piece.split(" : ")]
    body = pieces[0] if pieces and _BODY.fullmatch(pieces[0]) else ""
    keeper = pieces[-1] if len(pieces) > 1 and not body and _LIBRARY.fullmatch(pieces[-1]) else ""
    named = pieces[bool(body) : len(pieces) - bool(keeper)]
    parts = [_part(piece) for piece in named]
    symbols = [piece for piece in named if SYMBOL.fullmatch(piece)]
    if len(symbols) != 1 or not (body or (parts and parts[0] and parts[0][0] == "series")):
        return None
    if any(part is None and not _BETWEEN.fullmatch(piece) for part, piece in zip(parts, named, strict=True)):
        return None
    shelfmark = trim(text[len(body) : len(text) - len(keeper)])
    return Source(body or keeper, shelfmark, tuple(part for part in parts if part))


def _part(piece: str) -> tuple[str, str] | None:
    for kind, pattern in _NAMED:
        if match := pattern.fullmatch(piece):
            return (kind, piece if kind == "series" else match["value"])
    return None

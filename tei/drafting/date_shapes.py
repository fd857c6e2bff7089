"""Dates as they are printed in a sample, as regular expressions of their shapes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 5  # shapes in one pattern: the rare ones are left to the user
_TOKEN = re.compile(
    r"(?P<number>[0-9]+)|(?P<wide>[０-９]+)|(?P<han>[〇○零一二三四五六七八九十百千廿卅元正]+)"
    r"|(?P<unit>[年月日號号년월일時时])|(?P<space>\s+)|(?P<word>[^\W\d_]+)|(?P<sign>.)"
)
_HAN = "〇○零一二三四五六七八九十百千廿卅元正"


def date_pattern(dates: Sequence[str]) -> str:
    """A pattern of the most frequent shapes of these dates; of one shape at least, if there is a date."""
    counts = Counter(shape(text) for text in dates)
    common = sorted(counts, key=lambda one: (-counts[one], one))[:_MOST]
    if not common:
        return ""
    return f"^{common[0]}$" if len(common) == 1 else f"^(?:{'|'.join(common)})$"


def shape(text: str) -> str:
    """The shape of a date: numbers by their length, any word for a word, signs as they are."""
    return "".join(_part(match) for match in _TOKEN.finditer(text.strip()))


def _part(match: re.Match[str]) -> str:
    text = match[0]
    match match.lastgroup:
        case "number":
            return "[0-9]{1,2}" if len(text) < 3 else f"[0-9]{{{len(text)}}}"
        case "wide":
            return "[０-９]+"
        case "han":
            return f"[{_HAN}]+"
        case "space":
            return r"\s+"
        case "word":
            return r"[^\W\d_]+"
    return text if match.lastgroup == "unit" else _escaped(text)


def _escaped(sign: str) -> str:
    return "\\" + sign if sign in r".^$*+?{}[]\|()" else sign

"""Signs that a form of report must not hold as they are, or that a log would obey."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Beside what JSON itself escapes: DEL and C1, what turns or parts lines, surrogates; and the second # of `##[error]`,
# `##vso[...]` and the like, which CI services obey wherever it stands in a line.
_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|(?<=#)#")

# XML 1.0 has no other signs (section 2.2, Char). `tei.report.text.printable` has written controls and surrogates out.
_NOT_XML = re.compile("[\ufffe\uffff]")


def safe_json(data: Any, indent: int | None = None) -> str:
    r"""Return JSON, in the script it is about; what a log or a reader would not show is written `\u202e`.

    A reader of JSON gets every character as it was.
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class Streamed(list[Any]):
    """A list for `json_pieces` that is never held: what is in it is made while it is written."""

    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        super().__init__()
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        return self._make()

    def __bool__(self) -> bool:
        """Whether anything is in it; an encoder asks before it goes through it."""
        return next(self._make(), self) is not self


def json_pieces(data: Any, indent: int) -> Iterator[str]:
    """As `safe_json`, piece by piece. No text is parted between two pieces."""
    pieces = json.JSONEncoder(ensure_ascii=False, indent=indent).iterencode(data)
    while several := "".join(islice(pieces, 1_000)):
        yield _IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", several)


def safe_xml_text(text: str) -> str:
    r"""Return text that XML may hold: `\uffff` written out."""
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

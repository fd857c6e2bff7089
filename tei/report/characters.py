"""Signs that a form of report must not hold as they are, or that a log would obey."""

from __future__ import annotations

import json
import re
from typing import Any

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


def safe_xml_text(text: str) -> str:
    r"""Return text that XML may hold: `\uffff` written out."""
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

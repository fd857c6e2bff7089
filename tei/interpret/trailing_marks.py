"""Note marks at the end of a line, which say nothing of its form."""

from __future__ import annotations

import re

# One mark at the end: a repetition of them would search a line of a thousand asterisks for ever.
_MARK_AT_END = re.compile(
    r"(?:\^\{[^{}]{1,8}\}|\[[0-9]{1,3}\]|[〔［][0-9０-９]{1,3}[〕］]|[⑴-⒇①-⑳]|[⁰¹²³⁴-⁹]|\*"
    r"|(?<=[.!?。！？؟])\s?[(（][0-9０-９٠-٩]{1,3}[)）])$"
)
_ENDS_OF_MARKS = frozenset("})）]〕］⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⁰¹²³⁴⁵⁶⁷⁸⁹*\n")
_LONGEST_MARK = 11  # signs


def without_marks(text: str) -> str:
    """The text without note marks at its end."""
    return before_marks(text).rstrip()


def before_marks(text: str) -> str:
    """The same, with the white space before them."""
    end = len(text)
    if text[-1:] not in _ENDS_OF_MARKS:
        return text
    while found := _MARK_AT_END.search(text, max(0, end - _LONGEST_MARK), end):
        end = found.start()
    return text[:end]

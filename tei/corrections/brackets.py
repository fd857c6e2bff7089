"""Corrections of what words in brackets are: supplied, not sure, missing, a remark, or plain text.

The brackets and the words stay: what is said of them in the markup changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from tei.corrections.content import ContentChange, as_printed, joined, parts_within, with_parts
from tei.inline_content import GapReason, RemarkKind
from tei.model import AlternativeName, Anchor, Foreign, Gap, Remark, Sic, Supplied, Text, Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.corrections.content import Content
    from tei.model import Inline, Span

PLAIN: Final = "text"
_REMARKS: Final[dict[str, RemarkKind]] = {
    "remark" if kind == "editorial" else f"remark {kind}": kind
    for kind in get_args(RemarkKind)
    if kind != "sic"
}
_GAPS: Final[dict[str, GapReason]] = {
    f"gap {reason}": reason for reason in get_args(GapReason) if reason != "sampling"
}
CLASSES: Final = (PLAIN, "supplied", "unclear", "sic", *_REMARKS, *_GAPS)
"""What a bracket can be made by a correction."""

_WORD_BEFORE: Final = re.compile(r"(?P<word>[^\W_][\w’'-]{0,40})(?P<between>[\"”“’»,.;:]{0,2}[ \n]?)$")
_DOUBT: Final = " \n?？"
_LONGEST_BETWEEN: Final = 2


def is_bracket(printed: str) -> bool:
    """Whether words stand in brackets."""
    return re.fullmatch(r"(?s)\[.+\]|\(.+\)|（.+）|［.+］|【.+】|〔.+〕", printed) is not None


@dataclass(slots=True)
class BracketChange(ContentChange):
    """The brackets with these words on the line."""

    missed: str = "these brackets with their words are not found on the line"

    def changed(self, content: Content, span: Span) -> Content:
        """The content with the brackets read as the correction says."""
        text = "".join(map(as_printed, content))
        for match in self.meant(text, span):
            within = parts_within(content, *match.span())
            if any(isinstance(part, Anchor) for part in within):
                self.problem = f"it is a note mark: correct line {self.row.place.line} mark"
                return content
            self.old = _read_as(within)
            if self.old == self.row.value:
                self.done = True
                return content
            made = self._made(content, match)
            self.done = made is not None
            return content if made is None else made
        return content

    def _made(self, content: Content, match: re.Match[str]) -> Content | None:
        mark, value = match[0], self.row.value
        before = as_printed_before(content, match.start())
        if value == "sic" and (word := _WORD_BEFORE.search(before)):
            made = self._sic(content, match, word)
            if made is not None:
                return made
        made = with_parts(content, match.start(), match.end(), (_part(mark, value),))
        if made is None:
            self.problem = (
                "the brackets begin or end amid other markup, such as a name, a note mark or a page"
            )
            return None
        return _without_lone_sic(made)

    def _sic(self, content: Content, match: re.Match[str], word: re.Match[str]) -> Content | None:
        """The word before is what stands so in the source: `recieved [sic]`, `recieved [thus]`."""
        mark, between = match[0], word["between"]
        if mark[1:-1].strip(" !.").lower() == "sic" and mark[0] == "[" and "\n" not in word[0]:
            parts: Sequence[Inline] = (Sic(word["word"], word[0] + mark),)
        else:
            parts = (Sic(word["word"]), Text(between), Remark(mark, "sic"))
        return with_parts(content, match.start() - len(word[0]), match.end(), joined(parts))


def as_printed_before(content: Content, end: int) -> str:
    """The last of the printed words before a place."""
    return "".join(map(as_printed, content))[max(0, end - 60) : end]


def _part(mark: str, value: str) -> Inline:
    if value in _GAPS:
        return Gap(_GAPS[value], mark)
    if value in _REMARKS:
        return Remark(mark, _REMARKS[value])
    match value:
        case "supplied":
            return Supplied(mark[1:-1])
        case "unclear":
            return Unclear(mark[1:-1].strip(_DOUBT), mark)
        case "sic":
            return Remark(mark, "sic")
    return Text(mark)


def _read_as(parts: Content) -> str:
    """What the brackets were read as, in the words of a correction."""
    for part in parts:
        match part:
            case Gap():
                return f"gap {part.reason}"
            case Remark(kind="sic") | Sic():
                return "sic"
            case Remark():
                return next(name for name, kind in _REMARKS.items() if kind == part.kind)
            case Supplied():
                return "supplied"
            case Unclear():
                return "unclear"
            case AlternativeName():
                return "another form of the name"
            case Foreign():
                return "words in another language"
    return PLAIN


def _without_lone_sic(content: Content) -> Content:
    """Words whose remark is one no longer are words as others are."""
    made: list[Inline] = []
    for at, part in enumerate(content):
        if isinstance(part, Sic) and not part.marker:
            after = content[at + 1 : at + 1 + _LONGEST_BETWEEN]
            if not any(isinstance(one, Remark) and one.kind == "sic" for one in after):
                made.append(Text(part.text))
                continue
        made.append(part)
    return joined(made)

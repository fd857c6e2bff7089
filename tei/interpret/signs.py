"""Signs of a transcriber, editor or typist in a line: brackets, typed-over words, strokes, letter-spacing.

One pass over the text, bounded repeats: a line of any length is read in linear time. Nested brackets are
read at their innermost, brackets without a partner are text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.brackets import Around, read_bracket, read_round
from tei.interpret.letter_spacing import find_spaced
from tei.interpret.sign_search import found_in
from tei.late_patterns import late
from tei.model import Added, Deleted, Gap, Remark, Sic, Text, Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import DateReading, Inline

_SIGNS = re.compile(
    r"(?P<square>\[[^\[\]]{1,1000}\])"
    r"|(?P<wide>［[^［］\[\]]{1,200}］|【[^【】\[\]]{1,200}】|〔[^〔〕\[\]]{1,200}〕)"
    r"|(?P<round>\([^()\[\]]{1,24}\)|（[^（）\[\]]{1,24}）)"
    r"|(?P<typed>(?<![\w/.#№$@-])(?:X{4,60}|x{5,60}|Х{4,60}|х{5,60})(?![\w/@-]))"
    r"|(?P<blanks>□{1,60})"
    r"|(?P<struck>(?<![0-9€])€(?![\s0-9])[^€^\[\]]{0,100}(?<!\s)€|(?<![0-9€])€[0-9]{1,4}€(?![0-9€]))"
    r"|(?P<hand>££[^£^\[\]]{1,200}££)"
)
_OPENS = re.compile(r"[\[［【〔(（XxХх□€£](?:(?<![XxХх])|(?=[XxХх]{3}))")
_HAN = r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_NUMBERED = re.compile(
    r"(?i)(?:(?<!\w)(?:nos?|nr|n°|box|ssn|id|tel|ref|fon|phone|room|file|account|konto)[.:]{0,2}|№|[#$€£])\s?$"
)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W_][\w’'-]{0,40})(?P<between>[\"”“’»,.;:]{0,2}[ \n]?)$")
_DOUBTED_BEFORE = re.compile(r"[^\W\d_][^\W\d_’'-]{0,40}$")
_EASTERN = late(_HAN + r"|[\uac00-\ud7af]")
_LEAST_HAND = 2


@dataclass(slots=True)
class Sign:
    """A stretch of a text and the parts it is read as."""

    begin: int
    end: int
    parts: tuple[Inline, ...]


def find_signs(
    text: str, language: str, *, supplied: bool, near: tuple[str, ...] = (), date: DateReading | None = None
) -> list[Sign]:
    """The signs of a paragraph, in order, none over another; what is not listed is text.

    `supplied`: whether words in square brackets are the translator's; `date` completes dates in them.
    """
    found: list[Sign] = []
    end = 0
    for match in found_in(text, _SIGNS, _OPENS):
        around = Around(
            text[max(0, match.start() - 200) : match.start()],
            text[match.end() : match.end() + 40],
            language,
            supplied,
            near,
            date,
        )
        sign = _sign(match, around, text, end)
        if sign is not None:
            found.append(sign)
            end = sign.end
    return merge(found, [Sign(*spaced) for spaced in find_spaced(text)])


def merge(first: Sequence[Sign], second: Sequence[Sign]) -> list[Sign]:
    """Both in order, those of `second` left out that overlap one of `first`; each is in order itself."""
    if not (first and second):
        return [*first, *second]
    merged: list[Sign] = []
    at = 0
    for sign in second:
        while at < len(first) and first[at].end <= sign.begin:
            merged.append(first[at])
            at += 1
        if at == len(first) or first[at].begin >= sign.end:
            merged.append(sign)
    return [*merged, *first[at:]]


def _sign(match: re.Match[str], around: Around, text: str, end: int) -> Sign | None:
    mark = match[0]
    parts: tuple[Inline, ...] | None = None
    match match.lastgroup:
        case "square" | "wide":
            parts = read_bracket(mark, around)
        case "round":
            part = read_round(mark, around.language)
            parts = (part,) if part else None
        case "typed":
            parts = (Gap("deleted", mark, len(mark), "chars"),) if _is_typed_over(around, text) else None
        case "blanks":
            parts = (Gap("illegible", mark, len(mark), "chars"),) if _is_blank(mark, around) else None
        case "struck":
            parts = (Deleted(mark[1:-1], mark),) if mark[1:-1].strip() else None
        case "hand":
            parts = (Added(mark[_LEAST_HAND:-_LEAST_HAND], mark),)
    if parts is None:
        return None
    return _with_word(Sign(match.start(), match.end(), parts), mark, around, end)


def _with_word(sign: Sign, mark: str, around: Around, end: int) -> Sign:
    """A remark that speaks of the word before it takes the word in: `recieved [sic]`, `Holm(?)`."""
    inner = mark[1:-1].strip().lower()
    if inner in ("sic", "sic!") and isinstance(sign.parts[0], Remark):
        return _sic(sign, mark, around.before, end)
    if inner == "?" and (word := _DOUBTED_BEFORE.search(around.before)) and not _EASTERN.search(word[0]):
        begin = sign.begin - len(word[0])
        return Sign(begin, sign.end, (Unclear(word[0], word[0] + mark),)) if begin >= end else sign
    return sign


def _sic(sign: Sign, mark: str, before: str, end: int) -> Sign:
    """The word is `sic`; a bare `[sic]` is wholly in the markup, other brackets stay in the text."""
    word = _WORD_BEFORE.search(before)
    if word is None or _EASTERN.search(word["word"]) or sign.begin - len(word[0]) < end:
        return sign
    begin = sign.begin - len(word[0])
    if mark[0] == "[" and "\n" not in word[0]:
        return Sign(begin, sign.end, (Sic(word["word"], word[0] + mark),))
    between = (Text(word["between"]),) if word["between"] else ()
    return Sign(begin, sign.end, (Sic(word["word"]), *between, *sign.parts))


def _is_typed_over(around: Around, text: str) -> bool:
    """Words typed over with X: not a line of crosses, not the digits of a number left out."""
    return bool(text.strip("XxХх \n")) and not _NUMBERED.search(around.before[-12:])


def _is_blank(mark: str, around: Around) -> bool:
    """Signs that could not be read, within words: not the box of a form."""
    before = bool(re.search(_HAN + r"$", around.before))
    after = bool(re.match(_HAN, around.after))
    if len(mark) == 1:
        return before and (after or bool(re.match(r"[、。，；：？！」』）)]", around.after)))
    return before or after

"""Whether lines that count on are a list, or paragraphs that happen to begin with numbers or dashes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from tei.interpret.layout import adjoins, weight
from tei.interpret.list_marks import DASHES, read_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.list_tree import OpenItem, OpenList

# Measured on hand-made TEI of minutes, memoranda and letters: items have a line or two, numbered
# paragraphs four lines and more.
_LONGEST_TIGHT = 250
_LONGEST_LOOSE = 90
_LONGEST_ENUMERATED = 400
_SENTENCE_WITHIN = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[0-9]{2}))[.!?][\"”»’)]?\s+(?=[\"“«„(]?[^\W\d_a-zа-яё])|[。！？](?=[^”’」』）)\s])"
)
_STOP_AT_END = re.compile(r"[.!?。！？][\"”»’)」』]?$")
_GOES_ON_AT_END = re.compile(r"[;；,，、](?:\s(?:and|or|und|oder|et|ou|и|или|y|o|e|és|і|та))?$")
_NAME_ONLY = re.compile(
    r"^(?:[^\W\d_]\.\s?){0,3}[^\W\d_]+(?:[-’'][^\W\d_]+)?(?:\s[^\W\d_]+){0,2}(?:,.{0,80})?$"
)
_INITIALS = ("latin capital", "cyrillic capital", "greek capital", "roman capital")
_ONE_LETTER = (1, 5, 10)  # Roman numbers of one letter
_SPEECH = re.compile(r"[?!？！…]|,\s[—–-]\s")

ListKind = Literal["numbered", "lettered", "bulleted"]


def is_list(opened: OpenList, items: Sequence[OpenItem], *, introduced: bool) -> bool:
    """Decide from form and length; `introduced` says that the line before ends in a colon."""
    if len(items) < 2:
        return False
    if opened.style.family == "bullet":
        return _is_bulleted(opened, items, introduced=introduced)
    first = items[0].number
    if first > 1 and not opened.goes_on and len(items) < 3 and items[0] is opened.items[0]:
        return False
    if _are_initials(opened, items) or _are_headings(items):
        return False
    texts = [_one_line(item) for item in items]
    if _are_enumerated(texts):
        return True
    if _is_tight(items):
        return _median(texts) <= _LONGEST_TIGHT and _sentences(texts) * 3 <= len(texts)
    stops = sum(1 for text in texts if _STOP_AT_END.search(text))
    return max(weight(text) for text in texts) <= _LONGEST_LOOSE and stops * 3 <= len(texts)


def kind_of(opened: OpenList, labels: Sequence[str]) -> ListKind:
    """The kind by what is printed before the items."""
    if opened.style.family == "bullet":
        if not labels:
            return "bulleted"
        return "numbered" if labels[0].strip("()（）.、")[:1].isdecimal() else "lettered"
    lettered = any(name in opened.style.family for name in _LETTERS)
    return "lettered" if lettered else "numbered"


_LETTERS = ("latin", "cyrillic", "greek", "hangul", "consonants", "kana", "iroha", "stems")


def labels_within(items: Sequence[OpenItem]) -> list[str]:
    """Labels behind the list marks (`- (a) ...`), if they count on from one; else an empty list.

    A name with an initial (`- B. Name`) is no label: only a whole series is.
    """
    read = [read_label(item.mark.text) for item in items]
    for style, number in read[0][1] if read else ():
        wanted = [(style, number + step) for step in range(len(read))]
        if number == 1 and all(count in counts for count, (_, counts) in zip(wanted, read, strict=True)):
            return [label for label, _ in read]
    return []


def _is_bulleted(opened: OpenList, items: Sequence[OpenItem], *, introduced: bool) -> bool:
    """List marks are markup; only dashes may be those of spoken words, and a mark without a blank is weak."""
    weak = opened.style.signs[0] in DASHES or opened.style.signs[0] == "*"
    if opened.style.signs.endswith("|") and weak and len(items) < 3:
        return False
    if opened.style.signs[0] not in DASHES:
        return True
    spoken = sum(1 for item in items if _SPEECH.search(_one_line(item)))
    if opened.style.signs[0] == "-":
        return introduced or spoken * 2 < len(items)
    return spoken == 0


def _are_initials(opened: OpenList, items: Sequence[OpenItem]) -> bool:
    """`A. Berg`, `B. Cohn`: capital letters with a stop before names, unless there are many of them."""
    if opened.style.signs != "." or opened.style.family not in _INITIALS:
        return False
    if any(item.holds_list for item in items):
        return False
    if opened.style.family == "roman capital" and any(item.number not in _ONE_LETTER for item in items):
        return False  # `II.` is nobody's initial
    names = all(_NAME_ONLY.match(text) and text[0].isupper() for text in map(_one_line, items))
    return names and (len(items) < 4 or items[0].number != 1)


def _are_headings(items: Sequence[OpenItem]) -> bool:
    """Whether half of the items announce something (`2. On the loan:`) that is no list within them."""
    colons = [item for item in items if item.mark.text.rstrip().endswith((":", "："))]
    return sum(1 for item in colons if not item.holds_list) * 2 >= len(items)


def _are_enumerated(texts: Sequence[str]) -> bool:
    """Parts of one sentence: all but the last end in a semicolon or comma."""
    ends = sum(1 for text in texts[:-1] if _GOES_ON_AT_END.search(text))
    return ends * 3 >= 2 * (len(texts) - 1) and _median(texts) <= _LONGEST_ENUMERATED


def _is_tight(items: Sequence[OpenItem]) -> bool:
    gaps = list(pairwise(items))
    return sum(1 for earlier, later in gaps if _adjoin(earlier, later)) * 2 >= len(gaps)


def _adjoin(earlier: OpenItem, later: OpenItem) -> bool:
    """Whether no blank line stands between two items, or they have something between them."""
    return bool(earlier.inner) or adjoins(earlier.line, later.line)


def _one_line(item: OpenItem) -> str:
    return item.mark.text.replace("\n", " ").strip()


def _median(texts: Sequence[str]) -> int:
    return sorted(weight(text) for text in texts)[len(texts) // 2]


def _sentences(texts: Sequence[str]) -> int:
    """How many of the texts hold more than one sentence."""
    return sum(1 for text in texts if _SENTENCE_WITHIN.search(text))

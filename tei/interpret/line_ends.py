"""What the two ends of a printed line say: whether a sentence, or a word, goes on over the line end."""

from __future__ import annotations

import re
import unicodedata

# Signs of handwriting and deletion in a transcription take no room in the print.
_NO_ROOM = re.compile(r"££|€|\^\{[^{}]{1,8}\}")
_STOP = re.compile(r"(?:[.!?…。！？｡︒।؟۔։]|[.!?…][_–—-]{1,2}|[:：])[\s\"'”’»«」』）)\]›*†‡¹²³⁰⁴-⁹]*$")
# A `*` with a blank after it is the mark of an item or of a note: no sentence goes on there.
_NOT_LETTERS = re.compile(r"^(?!\s*\*\s)[\s\"'“„«‹‘’(（\[「『¿¡£€*_…]*")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010\u00ad\u00ac]$")
_END = 60  # so many signs at the end of a line tell how it ends, however long it is
_WIDE = frozenset("WF")
_SURELY_WIDE = re.compile("[\u3000-\u303e\uff01-\uff60\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+")
_ODD_WIDE = "".join(sign for sign in map(chr, range(0x1100)) if unicodedata.east_asian_width(sign) in _WIDE)
_PERHAPS_WIDE = re.compile(
    f"[{_ODD_WIDE}\u1100-\u2fff\u303f-\u3040\u3097-\u30a0\u3100-\u4dff\ua000-\uabff\ud7a4-\uff00\uff61-\U0010ffff]"
)
_LETTER = re.compile(r"[^\W\d_]")
_SMALL_LETTERS = re.compile(
    r"[a-zа-я\u3400-\u4db5\u4e00-\u9fa5\uac00-\ud7a3]+"
)  # that are surely no capitals
_SMALL_WORD = re.compile(r"(?:^|\s)[^\W\d_]{1,3}$")
_DISPLAY = 0.7  # capitals among the letters of a line set in capitals; names alone are fewer


def holds_roomless(text: str) -> bool:
    """Whether signs may stand in a text that take no room in the print."""
    return "^{" in text or "€" in text or "££" in text


def width(text: str) -> int:
    """The room a line takes in the print: letters of Chinese, Japanese and Korean count double."""
    text = (_NO_ROOM.sub("", text) if holds_roomless(text) else text).strip()
    if text.isascii():
        return len(text)
    wide = sum(map(len, _SURELY_WIDE.findall(text)))
    return (
        len(text)
        + wide
        + sum(unicodedata.east_asian_width(sign) in _WIDE for sign in _PERHAPS_WIDE.findall(text))
    )


def wide(text: str) -> bool:
    """Whether a text is written in signs that stand without blanks and have no small letters."""
    letters = _LETTER.findall(text)
    return sum(unicodedata.east_asian_width(sign) in _WIDE for sign in letters) * 2 > len(letters)


def first_word(text: str, longest: int) -> int:
    """The room that the first word of a line takes, at most `longest`: of a longer one a part would do."""
    text = _NO_ROOM.sub("", text[:40]).lstrip()
    if not text:
        return 0
    if _closed(text[0]):
        return 2
    word = re.match(r"\S+", text)
    return min(longest, width(word[0])) if word else 0


def _hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7af"


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a full stop or the like, or a colon."""
    return bool(_STOP.search(_NO_ROOM.sub("", text.rstrip()[-_END:])))


def begins_small(text: str) -> bool:
    """Whether the first letter of a line is a small one, as within a sentence."""
    rest = text[_front(text) :]
    return bool(rest) and rest[0].islower()


def begins_letter(text: str) -> bool:
    """Whether a line begins with a letter, perhaps in quotation marks or brackets."""
    rest = text[_front(text) :]
    return bool(rest) and rest[0].isalpha()


def _front(text: str) -> int:
    match = _NOT_LETTERS.match(text)
    return match.end() if match else 0


def divides_word(text: str, following: str) -> bool:
    """Whether a line ends in the hyphen of a divided word: `Regie-` and `rung`."""
    return bool(_DIVIDED.search(text.rstrip()[-2:])) and following.lstrip("£€")[:1].islower()


def without_break(text: str, following: str) -> bool:
    """Whether no blank stands for the line end: in a divided word, and between Chinese or Japanese signs."""
    text, following = text.rstrip(), following.lstrip()
    if divides_word(text, following):
        return True
    return bool(text and following) and _closed(text[-1]) and _closed(following[0])


def _closed(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in _WIDE and not _hangul(sign)


def ends_open(text: str) -> bool:
    """Whether a line ends in a short small word, an article or the like, that needs another after it."""
    match = _SMALL_WORD.search(text.rstrip()[-4:])
    return match is not None and match[0].strip().islower()


def in_capitals(text: str) -> bool:
    """Whether the letters of a line are capitals but for a few, as in a heading."""
    return are_capitals(text, least=2, share=_DISPLAY)


def are_capitals(text: str, *, least: int, share: float) -> bool:
    """Whether a text has so many letters, and so many of them are capitals."""
    small = sum(map(len, _SMALL_LETTERS.findall(text)))
    if len(text) - small < share * small:
        return False  # whatever else is in it
    letters = list(filter(str.isalpha, text))
    return len(letters) >= least and sum(map(str.isupper, letters)) >= share * len(letters)

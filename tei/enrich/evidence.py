"""What a passage holds that its translation holds too: numbers, dates, names, note marks, length.

A mark is a word for one such thing, the same in every language: `number 38`, `date 1950-09-30`,
`name hrsv`. Its weight says how much it tells when both sides have it; most small numbers stand in
many passages and tell little.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI
from tei.enrich.numbers import numbers_of
from tei.letters import letters, script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_DATE, _REF, _LINE_END, _SPEAKER = (TEI + name for name in ("date", "ref", "lb", "speaker"))
NAMES: Final = frozenset(TEI + name for name in ("persName", "orgName", "placeName"))
_NOT_READ: Final = frozenset(
    TEI + name for name in ("note", "reg", "corr", "expan", "fw", "pb", "gap", "desc")
)
_LETTER: Final = r"[^\W\d_]"
_NAME: Final = re.compile("[A-Z](?<![A-Za-z][A-Z])[A-Za-z]*")  # of a text in ASCII
# All capital letters and many other signs: to look for them alone is the fastest.
_MAYBE_CAPITAL: Final = (
    r"[^\x00-@\[-\xbf\xdf-\xff\u0430-\u045f\u0590-\u109f\u2000-\u206f\u2e80-\ua63f\uac00-\ufaff]"
)
_MAYBE_NAME: Final = re.compile(rf"{_MAYBE_CAPITAL}(?<={_LETTER})(?<!{_LETTER}{{2}}){_LETTER}*")
_OTHERS: Final = {code: None for code in range(128) if not chr(code).isalnum()}
_SIGNS: Final = re.compile(r"[^\W_]+")  # letters and digits
_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_LABEL: Final = re.compile(
    r"\s*[(（\[]?([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[IVX]{1,5}|[a-zа-д])[.)）\]、．]"
)
_LABELS: Final = {
    sign: value
    for signs, values in (
        ("一二三四五六七八九", "123456789"),
        (("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"), "123456789"),
        ("абвгд", "abcde"),
    )
    for sign, value in zip(signs, values, strict=True)
}
_EAST: Final = frozenset(("Han", "Hangul"))
_MAYBE_EAST: Final = re.compile("[\u1100-\U0010ffff]")
_SURELY_EAST: Final = re.compile("[\u4e00-\u9fa5\uac00-\ud7a3]")
_FEW: Final = 10  # letters
# Sounds of Cyrillic as Latin transcriptions write their consonants, all hissing sounds alike.
_CYRILLIC: Final = dict(
    zip("бвгґдђѓжзйкќлљмнњпрстћфхцчџшщ", "bvggdssssykklymnnprstsfhssssss", strict=False)
) | {"љ": "l", "ц": "s", "х": "h", "й": ""}  # fmt: skip
_LATIN_SOUNDS: Final = (
    ("kh", "h"), ("schtsch", "s"), ("chtch", "s"), ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"),
    ("sh", "s"), ("zh", "s"), ("szcz", "s"), ("sz", "s"), ("cz", "s"), ("ts", "s"), ("tz", "s"), ("ph", "f"),
    ("ce", "s"), ("ci", "s"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("j", ""), ("y", ""), ("z", "s"), ("q", "k"),
)  # fmt: skip
_SOFT: Final = str.maketrans("čćçČĆÇ", "sssSSS")
_LETTERS_WITHOUT_MARKS: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ß": "s", "ø": "o", "æ": "a", "œ": "o", "ı": "i"}
)
_NEAR_CYRILLIC: Final = str.maketrans({"і": "и", "ї": "и", "є": "е", "э": "е", "ё": "е", "ґ": "г", "ы": "и"})


@dataclass(frozen=True, slots=True)
class Content:
    """What is compared of a passage: its letters and digits, and its marks with their weights."""

    length: int
    marks: Mapping[str, float] = field(default_factory=dict)

    @property
    def numbers(self) -> frozenset[str]:
        """Its dates and numbers, small ones too."""
        return frozenset(mark for mark in self.marks if mark.startswith(("number ", "date ")))

    @property
    def hard(self) -> frozenset[str]:
        """Its dates and larger numbers: every translation has them."""
        return frozenset(mark for mark in self.numbers if self.marks[mark] >= 1)


def content_of(element: etree._Element, language: str) -> Content:
    """Read a passage's evidence; `language` is the tag of its text."""
    spoken = _spoken(element)
    if not len(element):  # as most paragraphs
        return content_of_text(element.text or "", language, spoken)
    return content_of_text("".join(reading(element)), language, _marked(element) | spoken)


def content_of_text(text: str, language: str, marked: Mapping[str, float] | None = None) -> Content:
    """Read the evidence of words alone; `marked` is what markup adds."""
    marks = dict(marked or {})
    label = _LABEL.match(text)
    if label:
        marks[f"label {_label(label[1])}"] = 1.5
        text = text[label.end() :]
    marks |= {f"number {value}": _weight(value) for value in numbers_of(text, language)}
    for word in _names(text):
        marks |= _keys(word)
    return Content(max(1, _length(text)), marks)


def _length(text: str) -> int:
    """How many letters and digits a text has. Where all is ASCII, to strike the others is the fastest (measured)."""
    return len(text.translate(_OTHERS)) if text.isascii() else sum(map(len, _SIGNS.findall(text)))


def reading(element: etree._Element) -> Iterator[str]:
    """The words of a passage without notes, note marks, second readings and page furniture."""
    yield element.text or ""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NOT_READ or is_note_mark(child):
            pass
        elif child.tag == _LINE_END:
            yield "" if child.get("break") == "no" else " "
        else:
            yield from reading(child)
        yield child.tail or ""


def is_note_mark(element: etree._Element) -> bool:
    """Whether an element is the mark of a note in the text."""
    return element.tag == _REF and element.get("type") == "noteAnchor"


def _marked(element: etree._Element) -> dict[str, float]:
    """Dates, names and note marks that the markup tells."""
    marks: dict[str, float] = {}
    for part in element.iter(_DATE, _REF, *NAMES):
        when = part.get("when") or part.get("notBefore") or part.get("from")
        if part.tag == _DATE and when:
            marks[f"date {when}"] = 2 if len(when) >= len("--10-01") and when.count("-") >= 2 else 1
        elif part.tag in NAMES:
            marks |= dict.fromkeys((f"ref {token}" for token in part.get("ref", "").split()), 2)
        elif is_note_mark(part) and part.get("n"):
            marks[f"note {part.get('n')}"] = 1
    return marks


def _spoken(element: etree._Element) -> dict[str, float]:
    """The name of who speaks, for the first paragraph of a turn: both texts have it, in their letters."""
    before = element.getprevious()
    if before is None or before.tag != _SPEAKER:
        return {}
    marks: dict[str, float] = {}
    for word in _names("".join(reading(before))):
        marks |= _keys(word)
    return marks


def _weight(value: str) -> float:
    """How much a number tells: a small or round one little, a year some, `347` much."""
    if "." in value:
        return 2
    if len(value) <= 2 and int(value) <= 12:
        return 0.7
    round_number = not value[1:].strip("0")
    year = len(value) == 4 and "1800" <= value <= "2030"
    return 1 if round_number or year or value == "20" else 2


def _label(printed: str) -> str:
    return _LABELS.get(printed, printed)


# --- names that are written alike -----------------------------------------------------------------


def _names(text: str) -> Iterator[str]:
    """Words with a capital letter; among eastern letters every Latin word."""
    if text.isascii():
        yield from _NAME.findall(text)
        return
    if _is_eastern(text[:200]):  # no blank parts them: `使用DDT杀虫`
        yield from _LATIN_WORD.findall(text)
    else:
        yield from (word for word in _MAYBE_NAME.findall(text) if word[0].isupper())


def _is_eastern(text: str) -> bool:
    """Whether a text has more than a few letters of an eastern script; the rarer ones are told by their names."""
    if len(_SURELY_EAST.findall(text)) > _FEW:
        return True
    scripts = letters(text) if len(_MAYBE_EAST.findall(text)) > _FEW else {}
    return sum(scripts.get(one, 0) for one in _EAST) > _FEW


@lru_cache(4_096)  # the names of a collection come back
def _keys(word: str) -> Mapping[str, float]:
    """What a name is known by in texts of its own script, and by its sound in others, with weights."""
    folded = _folded(word)
    sound = _sound(_folded(word.translate(_SOFT))) if len(word) >= 4 else ""
    keys = {f"sound {sound[:4]}": 1.5} if len(sound) >= 3 else {}
    if len(word) >= 4 or (word.isupper() and len(word) >= 2):
        keys[f"word {folded[:5]}"] = 0.5 if keys else 1.5
    return keys


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return bare.translate(_LETTERS_WITHOUT_MARKS).translate(_NEAR_CYRILLIC).replace("ь", "").replace("ъ", "")


def _sound(folded: str) -> str:
    """The consonants of a name, so that `Khrushchev`, `Chruschtschow` and `Хрущёв` are one."""
    if script(folded[:1] or " ") == "Cyrillic":
        heard = "".join(_CYRILLIC.get(sign, "") for sign in folded)
    else:
        if folded.startswith("ch"):
            folded = f"h{folded[2:]}"
        for written, sound in _LATIN_SOUNDS:
            folded = folded.replace(written, sound)
        heard = "".join(sign for sign in folded.replace("ch", "s").replace("c", "k") if sign not in "aeiou")
    return re.sub(r"(.)\1+", r"\1", heard)

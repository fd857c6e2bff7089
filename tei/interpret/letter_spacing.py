"""Letter-spaced words: `M e m o r a n d u m`, `T o p  S e c r e t`, `S H T Y K O V`.

Letters with case only: Chinese, Japanese and Korean set a blank within a word for other reasons. Lists of
letters (`A B C D`), points of the compass, marks of a ballot and initials are none.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.late_patterns import late
from tei.model import Spaced, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.model import Inline

_LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u0600-\u06ff\u0900-\u097f]"
_OPEN = r"(?<![^\s\"“„«‹‘(（\[\n])"
_CLOSE = r"(?=[\s.,:;!?\"”“»›’)）\]]|\Z)"
_BLANK = r"[^\S\n]"
# As the record has it: letters with few blanks between; a hyphen may join two words.
_RAW = re.compile(rf"{_OPEN}{_LETTER}(?:{_BLANK}{{1,6}}(?:[-–]{_BLANK}{{1,3}})?{_LETTER}){{3,60}}{_CLOSE}")
_FOLDED = re.compile(rf"{_OPEN}{_LETTER}(?: {{1,2}}(?:[-–] )?{_LETTER}){{3,60}}{_CLOSE}")
# What no letter-spaced word is without: three signs alone behind its first. Two are articles, the Russian `и в`.
_GAP = r" {1,6}(?:[-–] {1,3})?"
_THREE = re.compile(f" .{_GAP}.{_GAP}.{_CLOSE}")
_GAP_OF_BLANKS = _GAP.replace(" ", _BLANK)
_THREE_IN_BLANKS = late(f"{_BLANK}.{_GAP_OF_BLANKS}.{_GAP_OF_BLANKS}.{_CLOSE}")
_BLANKS = re.compile(rf"{_BLANK}+")
_FEWEST = 4  # letters of a word with small letters
_FEWEST_CAPITALS = 6
_FEWEST_ALONE = 5  # capitals that are all of a line
_VOWELS = frozenset("aeiouyáéíóúàèìòùâêîôûäëïöüåæøãõăőűýąęıаеиоуыэюяєіїёαεηιουω")


def fold_blanks(text: str) -> str:
    """Runs of blanks as one; two between the words of letter-spaced print, which nothing else parts."""
    plain = text.isprintable()  # of blanks it has spaces only
    three = _THREE if plain else _THREE_IN_BLANKS
    if not (three.search(text) and _RAW.search(text)):
        return text if plain and "  " not in text else _BLANKS.sub(" ", text)
    pieces: list[str] = []
    position = 0
    for match in _RAW.finditer(text):
        pieces.append(_BLANKS.sub(" ", text[position : match.start()]))
        gaps = [gap[0] for gap in _BLANKS.finditer(match[0])]
        least = min(map(len, gaps))
        pieces.append(_BLANKS.sub(partial(_blank, least), match[0]))
        position = match.end()
    pieces.append(_BLANKS.sub(" ", text[position:]))
    return "".join(pieces)


def _blank(least: int, gap: re.Match[str]) -> str:
    return "  " if len(gap[0]) > least else " "


def find_spaced(text: str) -> Iterator[tuple[int, int, tuple[Inline, ...]]]:
    """The letter-spaced words of a folded text: begin, end, and a `Spaced` for each word."""
    for match in _FOLDED.finditer(text) if _THREE.search(text) else ():
        words = match[0].split("  ")
        if _is_print(words, alone=match[0] == text.strip(" .,:;!?")):
            parts: list[Inline] = []
            for word in words:
                parts += [Text(" ")] if parts else []
                parts.append(Spaced(word, word.replace(" ", "")) if " " in word else Text(word))
            yield match.start(), match.end(), tuple(parts)


def _is_print(words: list[str], *, alone: bool) -> bool:
    letters = [sign for word in words for sign in word if sign.isalpha()]
    low = [sign.lower() for sign in letters]
    if any(sign.lower() == sign.upper() for sign in letters) or len(set(low)) < 3 or _counts_up(low):
        return False
    if all(sign in _VOWELS for sign in low) or not any(sign in _VOWELS for sign in low):
        return False
    if any(sign.islower() for sign in letters[1:]):
        return len(letters) >= _FEWEST
    return len(letters) >= (_FEWEST_ALONE if alone else _FEWEST_CAPITALS)


def _counts_up(letters: list[str]) -> bool:
    """Whether letters are listed in the order of the alphabet, with none left out but here and there.

    A capital may have two characters in lower case, of which the first is the letter (`İ`; Unicode, SpecialCasing).
    """
    steps = [ord(second[0]) - ord(first[0]) for first, second in pairwise(letters)]
    return all(0 < step <= 2 for step in steps)

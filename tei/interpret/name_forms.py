"""Whether two renderings are of one name: `PAK HEON-YEONG` and `Pak Hon Yong`.

Romanizations differ in vowels, in voiced and unvoiced consonants and in how syllables are joined. So
names are compared by their consonants, those of one place of the mouth counted as one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CLASSES: Final = {
    sign: name
    for name, signs in {
        "P": "bpfvwбпфв",
        "T": "tdszcjxþðтдсзцчшжщћђџ",
        "K": "kgqкгґќѓх",
        "L": "lrлрљ",
        "N": "mnмнњ",
    }.items()
    for sign in signs
}
# One sound of several letters, and the letter it is counted as.
_SPELLINGS: Final = (
    (
        re.compile(
            r"schtsch|shch|tsch|sch|tch|tsh|sh|ch(?![r])|zh|cs|cz|sz|dzh|dj|dz|ts|tz|hs|gi|gh(?=e)|ge"
        ),
        "j",
    ),
    (re.compile(r"kh|gh|ck|ng"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
)
_WORD: Final = re.compile(r"[^\W\d_]+")
# The capitalised words right before a bracket, hyphens and apostrophes in them.
_NAME_BEFORE: Final = re.compile(r"(?:[^\W\d_][\w’'ʼ‘`-]*[ \n]){0,5}[^\W\d_][\w’'ʼ‘`-]*$")
_LIKE = 0.7
_SURE = 0.99  # of names with few consonants
_FEW = 2
_WORD_ALONE = 4  # consonants of a name of one word: `Party` and `Board` have the same three


def other_form(before: str, words: str) -> bool:
    """Whether `words` are another form of the name that the text before them ends in."""
    if not _is_name(words):
        return False
    match = _NAME_BEFORE.search(before[-120:].rstrip())
    named = match[0].split() if match else []
    while named and not named[0][0].isupper():
        named.pop(0)
    inner = words.split()
    for size in (len(inner), len(inner) - 1, len(inner) + 1):
        if 0 < size <= len(named) and _alike(named[-size:], inner):
            return True
    return False


def _is_name(words: str) -> bool:
    parts = words.split()
    capital = all(part[0].isupper() for part in parts)
    return 0 < len(parts) <= 5 and capital and not any(sign.isdigit() or sign in ",;:!?" for sign in words)


def _alike(one: list[str], other: list[str]) -> bool:
    if not all(word[0].isupper() for word in one):
        return False
    first, second = _sounds(" ".join(one)), _sounds(" ".join(other))
    if not first or not second or _derived(one, other):
        return False
    if min(len(one), len(other)) == 1 and min(len(first), len(second)) < _WORD_ALONE:
        return False
    likeness = 1 - _distance(first, second) / max(len(first), len(second))
    return likeness >= (_LIKE if min(len(first), len(second)) > _FEW else _SURE)


def _derived(one: list[str], other: list[str]) -> bool:
    """`Holm` and `Holm's`: a word and what is made of it, no two renderings; `IN-HO` and `In Ho` are such."""
    first, second = _plain(one), _plain(other)
    if first == second:
        return one == other or len(one) == len(other) == 1
    return first.startswith(second) or second.startswith(first)


def _plain(words: list[str]) -> str:
    return "".join(_WORD.findall(" ".join(words))).casefold()


def _sounds(name: str) -> str:
    """The classes of a name's consonants, neighbours of one class as one."""
    low = unicodedata.normalize("NFD", name.casefold())
    low = "".join(sign for sign in low if sign.isalpha())
    for pattern, letter in _SPELLINGS:
        low = pattern.sub(letter, low)
    classes = [_CLASSES[sign] for sign in low if sign in _CLASSES]
    return "".join(sign for index, sign in enumerate(classes) if index == 0 or sign != classes[index - 1])


def _distance(one: str, other: str) -> int:
    """How many sounds must be put in, left out or changed."""
    row = list(range(len(other) + 1))
    for index, sign in enumerate(one, 1):
        corner, row[0] = row[0], index
        for at, second in enumerate(other, 1):
            corner, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, corner + (sign != second))
    return row[-1]

"""Where a citation may be cut: white space folded, separators outside brackets and quotes, sentences.

Every function is linear in the length of the text and returns slices of it, never new words.
"""

from __future__ import annotations

import re
from itertools import accumulate

QUOTES = "\"'“”„‟‘’‚‛«»‹›`´＂"
_OPENING = {"(": ")", "[": "]", "（": "）", "“": "”", "«": "»", "《": "》", "『": "』", "「": "」"}
_CLOSING = set(_OPENING.values())
_SEPARATOR = re.compile(r"[，、]|,(?= |\Z)|(?<=,)[\"”](?= )")  # also `“Title,” Archive`
_BRACKETS = re.compile(f'[{re.escape("".join((*_OPENING, *_CLOSING)))}"]')

# Words whose full stop ends no sentence: the signs of shelfmarks and imprints, titles of persons.
_ABBREVIATIONS = frozenset(
    [
        "f", "ff", "op", "d", "dd", "l", "ll", "p", "pp", "no", "nos", "nr", "nrs", "vol", "vols",
        "bd", "bl", "ed", "eds", "doc", "docs", "dok", "fol", "fols", "sygn", "fasc", "cx", "exp",
        "sv", "por", "st", "dr", "mr", "mrs", "ms", "prof", "rev", "gen", "col", "dept", "ref",
        "inv", "ser", "pt", "cat", "rec", "ca", "cf", "cde", "hon", "gov", "sen", "lt", "maj",
        "capt", "amb", "min", "trans", "transl", "tr", "ф", "оп", "д", "л", "лл", "спр", "арк",
        "док", "стр", "с", "т", "telgr", "receb", "str", "ibid", "jr", "sr", "mç", "leg", "fl", "kart",
        "zesp", "sér",
    ]
)  # fmt: skip


def fold(text: str) -> str:
    """The text with every run of white space as one blank, and none at its ends."""
    return " ".join(text.split())


def nesting(text: str, opening: str = '([（“«《『「"') -> list[int]:
    """For each character, how many brackets or quotes of these kinds stand open before it.

    A bracket that never closes opens nothing, so a stray one does not hide the rest of the text. The
    straight quote opens when it stands after a blank or a bracket, and closes otherwise.
    """
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKETS.finditer(text):
        at, sign = found.start(), found[0]
        if sign in _OPENING and sign in opening:
            opened.append((_OPENING[sign], at))
        elif sign == '"' and (at == 0 or text[at - 1] in " (["):
            opened.append(('"', at))
        elif sign in _CLOSING or sign == '"':
            _close(sign, at, opened, pairs)
    steps = [0] * (len(text) + 1)
    for first, last in pairs:
        steps[first + 1] += 1
        steps[last + 1] -= 1
    return list(accumulate(steps[: len(text)]))


def _close(sign: str, at: int, opened: list[tuple[str, int]], pairs: list[tuple[int, int]]) -> None:
    """Pair a closing sign with the last opening of its kind, dropping what opened after that."""
    for back in range(len(opened) - 1, max(-1, len(opened) - 9), -1):  # eight deep: linear in all input
        if opened[back][0] == sign:
            pairs.append((opened[back][1], at))
            del opened[back:]
            return


def segments(text: str) -> list[str]:
    """The pieces between commas that stand outside brackets and quotes, stripped, empty ones left out."""
    depth = nesting(text)
    out, begin = [], 0
    for found in _SEPARATOR.finditer(text):
        if depth[at := found.start()] == 0:
            out.append(text[begin:at].strip())
            begin = at + 1
    out.append(text[begin:].strip())
    return [piece for piece in out if piece]


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after the word need not end a sentence: an initial or a known abbreviation."""
    return word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


_LAST_WORD = re.compile(r"[^\W_]+$")


def stops(text: str) -> list[int]:
    """Positions just after a full stop or semicolon that ends a sentence outside brackets and quotes.

    A full stop counts when a blank and a capital, a digit or a bracket follow (or nothing), and the
    word before it is no abbreviation.
    """
    depth = nesting(text)
    out = []
    for found in re.finditer(r"[.;。；](?= |$)|[。；]", text):
        at = found.start()
        if depth[at] > 0:
            continue
        after = text[at + 2 : at + 3]
        if found.group() == "." and after and not (after.isupper() or after in '[("“«'):
            continue
        word = _LAST_WORD.search(text[max(0, at - 12) : at])
        if found.group() == "." and after and word and is_abbreviation(word.group()):
            continue
        out.append(at + 1)
    return out


def trim(text: str, signs: str = " ,.;:，。；：、") -> str:
    """The text without separators at its ends; a full stop stays where it ends an abbreviation."""
    loose = signs.replace(".", "")
    bare = text.strip(loose).lstrip(signs).rstrip(loose)
    while bare.endswith(".") and "." in signs:
        word = _LAST_WORD.search(bare[-13:-1])
        if word and is_abbreviation(word.group()):
            break
        bare = bare[:-1].rstrip(loose)
    return bare

"""Which slot a label is likely to announce, by the words of `label_words.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from tei.profile import SECTION, SLOTS

_FILE = Path(__file__).with_name("label_words.toml")
_SIGNS = re.compile(r"[\s:：.。()（）【】〔〕［］\[\]#*]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def slot_of(label: str) -> tuple[str, bool]:
    """The slot that a label names, and whether it is sure; no slot where no word of the table is in it.

    Sure: the label is a word of the table. Likely: it begins or ends with one, as `Data wpisu` begins with
    `data`; among several the longest word counts.
    """
    words = _words()
    text = folded(label)
    if _UNSPACED.search(text) and text not in words:
        text = text.replace(" ", "")  # letter-spaced, as headings are
    if text in words:
        return words[text], True
    parts = [word for word in words if len(word) > 1 and _at_an_end(text, word)]
    return (words[max(parts, key=lambda word: (len(word), word))], False) if parts else ("", False)


def is_word(label: str) -> bool:
    """Whether a label is a word of the table, or begins or ends with one, whether layouts have its slot or not."""
    text = folded(label)
    if text.replace(" ", "") in _table() and _UNSPACED.search(text):
        return True
    return text in _table() or any(len(word) > 1 and _at_an_end(text, word) for word in _table())


def unspaced(text: str) -> bool:
    """Whether a text is of a script that parts no words."""
    return _UNSPACED.search(text) is not None


def folded(label: str) -> str:
    """A label without signs around it, in small letters, words parted by single blanks."""
    return _SIGNS.sub(" ", label).strip().casefold()


def _at_an_end(text: str, word: str) -> bool:
    if _UNSPACED.search(word):
        return text.startswith(word) or text.endswith(word)
    return text.startswith(f"{word} ") or text.endswith(f" {word}")


@cache
def _words() -> dict[str, str]:
    return {word: slot for word, slot in _table().items() if slot in SLOTS or slot == SECTION}


@cache
def _table() -> dict[str, str]:
    table = tomllib.loads(_FILE.read_text("utf-8"))
    return {folded(word): slot for slot, words in table.items() for word in words}

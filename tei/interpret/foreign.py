"""Words of another script within a sentence, and their language where it is sure.

Only another script is proof enough that words are foreign: a French phrase in an English sentence is
left alone. A script that one language uses says it (Hangul, kana, Greek). Chinese characters and
Cyrillic or Arabic letters need more: signs that only one language writes, or exactly one such
language in the record. Without that the words stay plain text. Latin names and abbreviations in a
text of another script are not marked, English sentences are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tei.interpret.language_evidence import weigh
from tei.interpret.language_tables import UNKNOWN, form, languages_of, letters_of
from tei.interpret.scripts import script, scripts
from tei.model import Foreign, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Inline

# Runs of letters beyond Latin, with what may stand between them.
_NOT_LATIN = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0eff\u10a0-\u10ff"
    r"\u1780-\u17ff\u1f00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
    r"(?:[\s·・，、\u200c’'-]{1,2}[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0eff"
    r"\u10a0-\u10ff\u1780-\u17ff\u1f00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)*"
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏẠ-ỹ’'-]+(?:[\s,;]{1,2}[A-Za-zÀ-ɏẠ-ỹ’'-]+){3,}")
_SENTENCE = 6.0  # the lead of a Latin passage that is a sentence and no list of names
_SENTENCE_WORDS = 4  # small words in it
_CJK = ("zh", "ja", "ko")


def part_foreign(text: str, language: str, near: Sequence[str] = ()) -> list[Inline]:
    """Part a piece of text into `Text` and `Foreign`; all characters come back in order.

    `language` is that of the text around; `near` are the other languages of the record, stated or read.
    """
    own = _scripts_of(language)
    if not own or text.isascii():
        return [Text(text)] if text else []
    parts: list[Inline] = []
    position = 0
    pattern = _NOT_LATIN if "Latin" in own else _LATIN
    for match in pattern.finditer(text):
        tag = _tag(match[0], own, near) if pattern is _NOT_LATIN else _latin(match[0])
        if not tag:
            continue
        if match.start() > position:
            parts.append(Text(text[position : match.start()]))
        parts.append(Foreign(match[0], tag))
        position = match.end()
    if position < len(text):
        parts.append(Text(text[position:]))
    return parts


@cache
def _scripts_of(language: str) -> frozenset[str]:
    names = ("Latin", "Cyrillic", "Arabic", "Hangul", "Han", "Kana", "Greek", "Lao", "Khmer", "Devanagari")
    primary = language.partition("-")[0]
    return frozenset(
        name for name in names if any(tag.partition("-")[0] == primary for tag in languages_of(name))
    ) - (frozenset(("Latin",)) if language == "sr" else frozenset())


def _tag(words: str, own: frozenset[str], near: Sequence[str]) -> str:
    """The sure language of words in another script than Latin, or an empty string."""
    counts = scripts(words)
    if len(words) < 2 or not counts or set(counts) & own:
        return ""
    if "Hangul" in counts:
        return "ko"
    if "Kana" in counts:
        return "ja"
    if set(counts) == {"Han"}:
        return _han(words, near)
    if len(counts) > 1:
        return ""
    (name,) = counts
    possible = languages_of(name)
    if len(possible) == 1:
        return possible[0]
    spelt = [tag for tag in possible if all(_spells(tag, name, sign) for sign in words)]
    known = {tag for tag in spelt for other in near if tag == other.partition("-")[0]}
    return known.pop() if len(known) == 1 else spelt[0] if len(spelt) == 1 else ""


def _spells(tag: str, name: str, sign: str) -> bool:
    return script(sign) != name or sign.lower() in letters_of(name, tag)


def _han(words: str, near: Sequence[str]) -> str:
    """Chinese by signs that only Chinese writes so, or the one such language of the record."""
    known = {tag.partition("-")[0] for tag in near} & set(_CJK)
    forms = {form(sign) for sign in words} - {""}
    if known - {"zh"}:
        return "ja" if known == {"ja"} else ""  # Hanja of a Korean name may be quoted from anywhere
    if len(forms) == 1 and ("zh-Hans" in forms or known):
        return forms.pop()
    chinese = [tag for tag in near if tag.partition("-")[0] == "zh"]
    return max(chinese, key=len) if known and not forms else ""


def _latin(words: str) -> str:
    """The language of a Latin sentence within a text of another script."""
    evidence = weigh(words)
    tag, lead = evidence.best()
    return tag if lead >= _SENTENCE and evidence.known >= _SENTENCE_WORDS and tag != UNKNOWN else ""

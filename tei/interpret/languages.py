"""Languages: names stated in a header -> BCP 47, and the language of a text by its own characters.

By script first; language identification only among languages of the script found. The tag of a
text never comes from the header: of 17 real records that state German or Japanese, 12 are English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from tei.model import Certainty

SCRIPT_LANGUAGES: dict[str, tuple[str, ...]] = {
    "Latin": (
        "en", "de", "fr", "es", "pt", "it", "ro", "hu", "pl", "cs", "sk", "sq", "hr", "vi", "tr", "nl", "la",
    ),
    "Cyrillic": ("ru", "uk", "bg", "sr", "mk", "mn"),
    "Arabic": ("ar", "fa"),
}  # fmt: skip
ONE_LANGUAGE = {
    "Hangul": "ko", "Greek": "el", "Lao": "lo", "Khmer": "km", "Devanagari": "hi", "Hebrew": "he",
    "Thai": "th", "Georgian": "ka", "Armenian": "hy", "Mongolian": "mn-Mong",
}  # fmt: skip
_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", *(name.upper() for name in ONE_LANGUAGE))
_SPLIT_NAMES = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")
_IDENTIFIED_BY = 5_000  # characters: identification needs no more, and costs by length
_FEW_LETTERS = 20  # below this, identification by statistics is a guess


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """The BCP 47 tag of a text, and how sure it is. `und` when it cannot be told."""

    tag: str
    certainty: Certainty


def stated(text: str) -> list[tuple[str, str]]:
    """Read the languages that a header names: (BCP 47 tag or empty string, name as printed)."""
    import langcodes  # loads its data when used

    found = []
    for name in _SPLIT_NAMES.split(text.strip().rstrip(".")):
        if not name:
            continue
        try:
            found.append((str(langcodes.find(name.partition("(")[0].strip())), name))
        except LookupError:
            found.append(("", name))
    return found


@cache
def script(character: str) -> str:
    """The script of a letter: `Han` (with kana), `Hangul`, `Latin`, ...; empty for what has none."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "")
    if name.startswith(("CJK ", "HIRAGANA", "KATAKANA")):
        return "Han"
    return next((known.capitalize() for known in _SCRIPTS if name.startswith(known)), "")


def scripts(text: str) -> Counter[str]:
    """Count the letters of each script."""
    return Counter(found for found in map(script, text) if found)


def identify(text: str, hints: tuple[str, ...] = ()) -> TextLanguage:
    """The language of a text by its characters; `hints` (stated languages) settle short texts only."""
    counts = scripts(text)
    if not counts:
        return TextLanguage("und", "low")
    main = max(counts, key=lambda name: (counts[name], name))
    if main == "Han":
        return _han(text, counts)
    if main in ONE_LANGUAGE:
        return TextLanguage(ONE_LANGUAGE[main], "high")
    return _by_words(text, main, counts[main], hints)


def _han(text: str, counts: Counter[str]) -> TextLanguage:
    kana = sum(1 for character in text if "\u3040" <= character <= "\u30ff")
    if kana * 20 > counts["Han"]:
        return TextLanguage("ja", "high")
    import hanzidentifier  # only where there is Chinese

    kind = hanzidentifier.identify(text)
    if kind == hanzidentifier.SIMPLIFIED:
        return TextLanguage("zh-Hans", "high")
    if kind == hanzidentifier.TRADITIONAL:
        return TextLanguage("zh-Hant", "high")
    return (
        TextLanguage(_mostly(text), "medium") if kind == hanzidentifier.MIXED else TextLanguage("zh", "high")
    )


def _mostly(text: str) -> str:
    """Hans or Hant by the characters that only one of them has; `zh` when neither clearly prevails."""
    import hanzidentifier

    kinds = Counter(hanzidentifier.identify(sign) for sign in set(text) if script(sign) == "Han")
    simple, traditional = kinds[hanzidentifier.SIMPLIFIED], kinds[hanzidentifier.TRADITIONAL]
    if simple > 4 * traditional:
        return "zh-Hans"
    return "zh-Hant" if traditional > 4 * simple else "zh"


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier


def _by_words(text: str, main: str, letters: int, hints: tuple[str, ...]) -> TextLanguage:
    languages = SCRIPT_LANGUAGES.get(main, ())
    if not languages:
        return TextLanguage("und", "low")
    if letters < _FEW_LETTERS:
        hint = next((tag for tag in hints if tag.partition("-")[0] in languages), None)
        return TextLanguage(hint, "low") if hint else TextLanguage("und", "low")
    tag, probability = _identifier(languages).classify(text[:_IDENTIFIED_BY])
    return TextLanguage(str(tag), "high" if probability > 0.95 else "low")

"""What a passage says about its language: a score for each language, from script, letters and words.

The scores are logarithms of likelihood up to a constant, so their differences count and can be added
over paragraphs. Weights were set on the texts of `tests/languages`; tables are in function_words.toml.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tei.interpret.scripts import ONE_LANGUAGE, script, scripts, words_worth

TABLES: Final = Path(__file__).with_name("function_words.toml")
UNKNOWN: Final = "und"
CHINESE: Final = ("zh-Hans", "zh-Hant")

_WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?")
_A_WORD = 1.5  # a function word speaks for the languages that have it
_A_LETTER = 0.5  # the same for a word of one letter: `a`, `i`, `и` are initials and list numbers too
_STRANGE_LETTER = 1.5  # a letter that a language is not written with, up to three times
_STRANGE_IN_NAME = 0.5  # one that only capitalised words have: names keep their spelling in any language
_STRANGE_SCRIPT = 3.0  # a word's worth of another script
_NOBODYS_WORD = 0.2  # a lower-case word, for the languages we know nothing of
_STRANGE_WORDS = 5  # words, names aside, before letters of no language we know say that it is none of them
_LEAST_WORDS = 8  # lower-case words before a passage may count as such a language's
_ONE_FORM = 1.0  # a Chinese sign that only one of the two forms of the script has
_WITHOUT_KANA = 0.05  # a sign's worth against Japanese, where the passage has no kana at all
_SINGLE = 1
_LINE = "\n"
_ONLY_LETTERS = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))
_MOST = 60.0  # a long paragraph is no surer than this


@dataclass(frozen=True, slots=True)
class _Script:
    common: frozenset[str]
    letters: dict[str, frozenset[str]]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The scores of a passage by language tag, its length in words, words known, and its main script."""

    scores: dict[str, float]
    words: float
    known: int = 0
    script: str = ""

    def best(self) -> tuple[str, float]:
        """The likeliest tag and its lead over the next one; `und` and 0 for a passage without letters."""
        if not self.scores:
            return UNKNOWN, 0.0
        ranked = sorted(self.scores.values())
        lead = ranked[-1] - ranked[-2] if len(ranked) > 1 else _MOST
        return min(tag for tag, score in self.scores.items() if score == ranked[-1]), lead


@cache
def _tables() -> dict[str, _Script]:
    return {name: _script(languages) for name, languages in _read().items() if name != "Han"}


@cache
def _read() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLES.read_text("utf-8"))


@cache
def _japanese() -> frozenset[str]:
    return frozenset("".join(_read()["Han"]["japanese"].split()))


def _script(tables: dict[str, Any]) -> _Script:
    common = tables["common"]
    languages = {tag: table for tag, table in tables.items() if tag != "common"}
    words: dict[str, list[str]] = {}
    for tag, table in languages.items():
        for word in dict.fromkeys(table["words"].split()):
            words.setdefault(unicodedata.normalize("NFC", word), []).append(tag)
    letters = {tag: frozenset(common + table["letters"]) for tag, table in languages.items()}
    return _Script(frozenset(common), letters, {word: tuple(tags) for word, tags in words.items()})


@cache
def languages_of(name: str) -> tuple[str, ...]:
    """The tags of the languages that we tell apart in a script."""
    if name in ("Han", "Kana"):
        return (*CHINESE, "ja")
    if name == "Hangul":
        return ("ko",)
    if name in ONE_LANGUAGE:
        return (ONE_LANGUAGE[name],)
    return tuple(_tables()[name].letters) if name in _tables() else ()


@cache
def letters_of(name: str, tag: str) -> frozenset[str]:
    """The letters that a language of an alphabet is written with; those of the script `name`."""
    return _tables()[name].letters[tag]


def spelt(text: str, name: str) -> bool:
    """Whether a text has a letter that not all languages of an alphabet are written with."""
    common = _tables()[name].common if name in _tables() else frozenset()
    return any(script(sign) == name and sign not in common for sign in set(text.lower()))


@cache
def _scripts_of(tag: str) -> frozenset[str]:
    own = {"ja": ("Han", "Kana"), "ko": ("Hangul", "Han")}.get(tag)
    names = (*_tables(), *ONE_LANGUAGE, "Han")
    return frozenset(own or [name for name in names if tag in languages_of(name)])


def weigh(text: str) -> Evidence:
    """Score every language that is written in a script of the text; `und` for one we do not know."""
    text = unicodedata.normalize("NFC", text)
    counts = scripts(text)
    worth = words_worth(counts)
    total = sum(worth.values())
    scores: dict[str, float] = {}
    known = 0
    for name in counts:
        for tag in languages_of(name):
            scores[tag] = 0.0
    for name in counts:
        if name in _tables():
            known += _weigh_words(text, name, scores)
    if "Han" in counts or "Kana" in counts:
        _weigh_signs(text, counts, scores)
    alone = len(worth) == 1 and "Kana" not in worth  # a script that all its languages are wholly written in
    for tag in () if alone else scores.keys() - {UNKNOWN}:
        foreign = sum(value for name, value in worth.items() if name not in _scripts_of(tag))
        scores[tag] -= _STRANGE_SCRIPT * foreign
    if worth.get("Other", 0.0) > total / 2:
        scores[UNKNOWN] = max(scores.values(), default=0.0) + _STRANGE_SCRIPT * worth["Other"]
    main = max(worth, key=lambda name: (worth[name], name), default="")
    return Evidence(_bounded(scores), total, known, "Han" if main == "Kana" else main)


def _bounded(scores: dict[str, float]) -> dict[str, float]:
    """Against the best: a long paragraph says no more than that it is sure."""
    top = max(scores.values(), default=0.0)
    return {tag: max(-_MOST, score - top) for tag, score in scores.items()}


def _weigh_words(text: str, name: str, scores: dict[str, float]) -> int:
    """Add what the letters and words of an alphabet say. Returns how many words were known."""
    table = _tables()[name]
    tokens = _tokens(text)
    counts = Counter(_LINE.join(tokens).casefold().split(_LINE))
    known = 0
    for word in counts.keys() & table.words.keys():
        count = counts[word]
        known += count if len(word) > 1 else min(count, tokens.count(word))  # no initials
        weight = count * (_A_LETTER if len(word) == 1 else _A_WORD)
        for tag in table.words[word]:
            scores[tag] += weight
    if not known:
        lower = sum(token[0].islower() and len(token) > _SINGLE for token in tokens)
        if lower >= _LEAST_WORDS:
            scores[UNKNOWN] = _NOBODYS_WORD * lower
    signs = set("".join(tokens).lower()) - table.common
    if strange := {sign for sign in signs if script(sign) == name}:
        _weigh_letters(tokens, strange, name, scores)
        _weigh_strange(tokens, strange, name, scores)
    return known


def _tokens(text: str) -> list[str]:
    """The words of a text, an elided one (`l'`) apart from the next."""
    if text.isascii() and "'" not in text:
        return text.encode("ascii").translate(_ONLY_LETTERS).decode("ascii").split()
    return _WORD.findall(text.replace("’", "'"))


def _weigh_letters(tokens: list[str], strange: set[str], name: str, scores: dict[str, float]) -> None:
    """Take off what letters say against the languages that are not written with them."""
    own = "".join(token for token in tokens if token == token.lower())
    all_signs = "".join(tokens).lower()
    for sign in strange:
        cost = _STRANGE_LETTER * min(own.count(sign), 3) or _STRANGE_IN_NAME * min(all_signs.count(sign), 3)
        for tag, letters in _tables()[name].letters.items():
            if sign not in letters:
                scores[tag] -= cost


def _weigh_strange(tokens: list[str], strange: set[str], name: str, scores: dict[str, float]) -> None:
    """A text that even its likeliest language does not spell so, and has hardly a word of, is in another."""
    table = _tables()[name]
    best = max(sorted(table.letters), key=lambda tag: scores[tag])
    words = [token.lower() for token in tokens if not token[0].isupper()]
    own = table.letters[best] | table.common
    signs = "".join(words)
    count = sum(signs.count(sign) for sign in strange if sign not in own)
    if (
        count
        and len(words) >= _STRANGE_WORDS
        and count > sum(best in table.words.get(word, ()) for word in words)
    ):
        scores[UNKNOWN] = max(scores.values()) + _STRANGE_LETTER * count


@cache
def form(sign: str) -> str:
    """The form that a Chinese sign is written in: `zh-Hans`, `zh-Hant`, or empty when in both."""
    import hanzidentifier  # only where there is Chinese

    forms = {hanzidentifier.SIMPLIFIED: "zh-Hans", hanzidentifier.TRADITIONAL: "zh-Hant"}
    return forms.get(hanzidentifier.identify(sign), "")


def _weigh_signs(text: str, counts: Counter[str], scores: dict[str, float]) -> None:
    """Chinese or Japanese, and in which form: kana, and the signs that only one of them has."""
    forms: Counter[str] = Counter()
    japanese = 0
    for sign, count in Counter(text).items():
        if sign in _japanese():
            japanese += count
        elif "\u3400" <= sign <= "\u9fff":
            forms[form(sign)] += count
    for tag in CHINESE:
        scores[tag] += _ONE_FORM * forms[tag]
    both = min(forms["zh-Hans"], forms["zh-Hant"])  # signs of both forms in one passage: Japanese print
    scores["ja"] += _A_WORD * (japanese + both) + counts["Kana"] - _ONE_FORM * (forms["zh-Hans"] - both)
    if counts["Kana"] or japanese or both:
        scores["ja"] += forms["zh-Hant"] * _ONE_FORM  # most of these are Japanese print's too
    else:
        scores["ja"] -= counts["Han"] * _WITHOUT_KANA
    words = _read()["Han"]
    scores["ja"] += _A_WORD * sum(text.count(word) for word in words["japanese_words"].split())
    chinese = _A_WORD * sum(text.count(word) for word in words["chinese_words"].split())
    for tag in CHINESE:
        scores[tag] += chinese
    if counts["Hangul"]:
        for tag in (*CHINESE, "ja"):
            scores[tag] -= 1.0

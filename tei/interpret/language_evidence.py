"""What a passage says about its language: a score for each language, from script, letters and words.

The scores are logarithms of likelihood up to a constant, so their differences count and can be added
over paragraphs. Weights were set on the texts of `tests/languages`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.language_tables import (
    CHINESE,
    UNKNOWN,
    alphabets,
    eastern_words,
    form,
    japanese_signs,
    languages_of,
    not_common,
    own_words,
    scripts_of,
    untold,
    written_without,
)
from tei.interpret.scripts import scripts, words_worth

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?")
# Words with the signs that stand for vowels, which are no letters to `\w`.
_SHORTENED = re.compile(r"\b[^\W\d_]\.")  # `E. & O. E.`: letters that are no words of a relative
_WORD_WITH_SIGNS = re.compile(r"(?:[^\W\d_]|[\u0591-\u05c7\u0900-\u0963])+")
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


@dataclass(slots=True)  # one for each paragraph: frozen ones take five times as long to make
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
        top = ranked[-1]
        lead = top - ranked[-2] if len(ranked) > 1 else _MOST
        return min([tag for tag, score in self.scores.items() if score == top]), lead


@dataclass(slots=True)
class _Words:
    """A text as its words: as printed, and without case."""

    text: str
    printed: list[str]
    folded: list[str]

    @classmethod
    def of(cls, text: str) -> _Words:
        printed = _tokens(text)
        return cls(text, printed, _LINE.join(printed).casefold().split(_LINE))


def weigh(text: str) -> Evidence:
    """Score every language that is written in a script of the text; `und` for one we do not know."""
    text = unicodedata.normalize("NFC", text)
    counts = scripts(text)
    worth = words_worth(counts)
    total = sum(worth.values())
    scores: dict[str, float] = {}
    known = 0
    for name in counts:
        scores |= dict.fromkeys(languages_of(name), 0.0)
    if spelled := [name for name in counts if name in alphabets()]:
        words = _Words.of(text)
        known = sum([_weigh_words(words, name, scores) for name in spelled])
    for name in counts:
        _weigh_relatives(text, name, scores)
    if "Han" in counts or "Kana" in counts:
        _weigh_signs(text, counts, scores)
    if len(worth) > 1 or "Kana" in worth:  # else all its languages are wholly written in its script
        _weigh_scripts(worth, scores)
    if worth.get("Other", 0.0) > total / 2:
        scores[UNKNOWN] = max(scores.values(), default=0.0) + _STRANGE_SCRIPT * worth["Other"]
    main = max(worth, key=lambda name: (worth[name], name)) if len(worth) > 1 else next(iter(worth), "")
    return Evidence(_bounded(scores), total, known, "Han" if main == "Kana" else main)


def _weigh_scripts(worth: Mapping[str, float], scores: dict[str, float]) -> None:
    """Take off what words of other scripts say against each language."""
    costs: dict[frozenset[str], float] = {}
    for tag in scores.keys() - {UNKNOWN}:
        own = scripts_of(tag)
        if own not in costs:
            costs[own] = _STRANGE_SCRIPT * sum(value for name, value in worth.items() if name not in own)
        scores[tag] -= costs[own]


def _bounded(scores: dict[str, float]) -> dict[str, float]:
    """Against the best: a long paragraph says no more than that it is sure."""
    top = max(scores.values(), default=0.0)
    return {tag: gap if (gap := score - top) > -_MOST else -_MOST for tag, score in scores.items()}


def _weigh_words(words: _Words, name: str, scores: dict[str, float]) -> int:
    """Add what the letters and words of an alphabet say. Returns how many words were known."""
    table = alphabets()[name]
    tokens = words.printed
    known = 0
    for word, count in Counter(filter(table.words.__contains__, words.folded)).items():
        known += count if len(word) > 1 else min(count, tokens.count(word))  # no initials
        weight = count * (_A_LETTER if len(word) == 1 else _A_WORD)
        for tag in table.words[word]:
            scores[tag] += weight
    if not known:
        lower = sum(token[0].islower() and len(token) > _SINGLE for token in tokens)
        if lower >= _LEAST_WORDS:
            scores[UNKNOWN] = _NOBODYS_WORD * lower
    if strange := not_common(words.text, name):
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
    own = "".join([token for token in tokens if token == token.lower()])
    all_signs = "".join(tokens).lower()
    for sign in strange:
        cost = _STRANGE_LETTER * min(own.count(sign), 3) or _STRANGE_IN_NAME * min(all_signs.count(sign), 3)
        for tag in written_without(sign, name):
            scores[tag] -= cost


def _weigh_strange(tokens: list[str], strange: set[str], name: str, scores: dict[str, float]) -> None:
    """A text that even its likeliest language does not spell so, and has hardly a word of, is in another."""
    table = alphabets()[name]
    best = max(table.tags, key=scores.__getitem__)
    foreign = strange - table.letters[best]
    if not foreign:
        return
    words = [token.lower() for token in tokens if not token[0].isupper()]
    signs = "".join(words)
    count = sum(signs.count(sign) for sign in foreign)
    if (
        count
        and len(words) >= _STRANGE_WORDS
        and count > sum(best in table.words.get(word, ()) for word in words)
    ):
        scores[UNKNOWN] = max(scores.values()) + _STRANGE_LETTER * count


def _weigh_relatives(text: str, name: str, scores: dict[str, float]) -> None:
    """A text with clearly more words of a relative of our languages than of these is in none of them."""
    rows = untold(name)
    best = max(scores, key=scores.__getitem__) if rows else ""
    relatives = [one for one in rows if best in one.near]
    if not relatives:
        return
    words = Counter(_WORD_WITH_SIGNS.findall(_SHORTENED.sub(" ", text).casefold().replace("’", "'")))
    tag, own = own_words(name)
    known = max(scores[best], _A_WORD * sum(words[word] for word in own) if tag == best else -_MOST)
    said = _A_WORD * max(sum(words[word] for word in one.words) for one in relatives)
    if said >= known + _A_WORD:
        scores[UNKNOWN] = max(scores.values()) + said - known


def _weigh_signs(text: str, counts: Mapping[str, int], scores: dict[str, float]) -> None:
    """Chinese or Japanese, and in which form: kana, and the signs that only one of them has."""
    forms = {"": 0, "zh-Hans": 0, "zh-Hant": 0}
    signs = Counter(text)
    own = signs.keys() & japanese_signs()
    japanese = sum([signs[sign] for sign in own])
    for sign, count in signs.items():
        if "\u3400" <= sign <= "\u9fff" and sign not in own:
            forms[form(sign)] += count
    for tag in CHINESE:
        scores[tag] += _ONE_FORM * forms[tag]
    kana = counts.get("Kana", 0)
    both = min(forms["zh-Hans"], forms["zh-Hant"])  # signs of both forms in one passage: Japanese print
    scores["ja"] += _A_WORD * (japanese + both) + kana - _ONE_FORM * (forms["zh-Hans"] - both)
    if kana or japanese or both:
        scores["ja"] += forms["zh-Hant"] * _ONE_FORM  # most of these are Japanese print's too
    else:
        scores["ja"] -= counts.get("Han", 0) * _WITHOUT_KANA
    scores["ja"] += _A_WORD * sum(map(text.count, eastern_words("japanese")))
    chinese = _A_WORD * sum(map(text.count, eastern_words("chinese")))
    for tag in CHINESE:
        scores[tag] += chinese
    if counts.get("Hangul"):
        for tag in (*CHINESE, "ja"):
            scores[tag] -= 1.0

"""The language of a text by its own characters and words, and the names of languages in a header.

By script first, then by letters and function words, and by statistics only where these are close. The
tag of a text never comes from the header: of 17 real records that state German or Japanese, 12 are
English. `python -m tei.interpret.languages FILE` prints a line for each paragraph of a text.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei.interpret.identification import likelihoods
from tei.interpret.language_evidence import Evidence, weigh
from tei.interpret.language_names import stated
from tei.interpret.language_tables import CHINESE, UNKNOWN, form, languages_of, spelt
from tei.interpret.passages import RARE, read_passages, total
from tei.interpret.scripts import script, scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Certainty

__all__ = ["TextLanguage", "identify", "main", "script", "scripts", "stated", "together"]

_SURE = 3.0  # the lead of a language that is sure: two function words that the next one does not have
_CLEAR = 1.5
_FEW_LETTERS = 20  # below this, identification by statistics is a guess
_LEAST_KNOWN = 0.12  # of the words of a long text; texts in their own language have a third or more
_LONG = 25.0  # words
_SOME_WORDS = 7.0  # of so many one at least is a small word, and a lone one may be any language's
_MOSTLY = 4  # times as many signs of one Chinese form as of the other


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """The BCP 47 tag of a text, and how sure it is. `und` when it cannot be told."""

    tag: str
    certainty: Certainty


def identify(text: str, hints: tuple[str, ...] = ()) -> TextLanguage:
    """The language of a text by its characters; `hints` (stated languages) settle short texts only."""
    paragraphs = text.split("\n")
    return together([weigh(paragraph) for paragraph in paragraphs], text, hints)


def together(evidence: Sequence[Evidence], text: str, hints: tuple[str, ...] = ()) -> TextLanguage:
    """The one language of paragraphs, by their evidence and their text; `hints` as for `identify`."""
    scores = total(evidence)
    if not scores:
        return TextLanguage(UNKNOWN, "low")
    tag, lead = _best(scores)
    if tag in (*CHINESE, "ja"):
        return _han(tag, text, scores)
    if tag == UNKNOWN:
        return TextLanguage(UNKNOWN, "low")
    if lead < _SURE:
        tag, lead = _best(_with_statistics(text, scores))
        lead = 0.0 if _hardly_known(tag, text, evidence) else lead
    if lead < _CLEAR or not _known_enough(tag, text, evidence):
        return _hinted(text, scores, hints)
    return TextLanguage(tag, "high" if lead >= _SURE else "medium")


def _best(scores: dict[str, float]) -> tuple[str, float]:
    return Evidence(scores, 0.0).best()


def _with_statistics(text: str, scores: dict[str, float]) -> dict[str, float]:
    counts = scripts(text)
    main_script = max(counts, key=lambda name: (counts[name], name), default="")
    if counts.get(main_script, 0) < _FEW_LETTERS:
        return scores
    tag = _best(scores)[0]
    near = (scores[tag] if tag in RARE else 0.0) - _SURE  # a language few records are in leads from below 0
    rivals = [tag for tag in languages_of(main_script) if scores.get(tag, -math.inf) > near]
    shares = likelihoods(text, rivals)
    return {tag: score + shares.get(tag, -_SURE) for tag, score in scores.items()} if shares else scores


def _known_enough(tag: str, text: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a text of an alphabet has the small words of the languages we know."""
    words = sum([one.words for one in evidence])
    if not _of_an_alphabet(tag) or words < _LONG:
        return True
    known = sum([one.known for one in evidence])
    if known >= _LEAST_KNOWN * words or known < _LEAST_KNOWN / 2 * words:
        return known >= _LEAST_KNOWN * words
    return any(spelt(text, name) for name in {one.script for one in evidence})


def _hardly_known(tag: str, text: str, evidence: Sequence[Evidence]) -> bool:
    """A sentence with at most one word we know and no letter that tells: statistics would guess."""
    words, known = sum(one.words for one in evidence), sum(one.known for one in evidence)
    few = words >= _SOME_WORDS and known < 2
    return (
        few
        and _of_an_alphabet(tag)
        and not any(spelt(text, name) for name in {one.script for one in evidence})
    )


@cache
def _of_an_alphabet(tag: str) -> bool:
    """Whether a language is written in a script that several of the languages we know share."""
    return any(tag in languages_of(name) for name in ("Latin", "Cyrillic", "Arabic"))


def _hinted(text: str, scores: dict[str, float], hints: tuple[str, ...]) -> TextLanguage:
    """A stated language for a text too short to tell, if it is written in the text's script."""
    near = [
        hint
        for hint in hints
        for tag in (hint, hint.partition("-")[0])
        if scores.get(tag, -math.inf) > -_SURE
    ]
    short = sum(scripts(text).values()) < 3 * _FEW_LETTERS
    return TextLanguage(near[0], "low") if near and short else TextLanguage(UNKNOWN, "low")


def _han(tag: str, text: str, scores: dict[str, float]) -> TextLanguage:
    """Japanese, or Chinese in the form its signs are written in; plain `zh` where they do not tell."""
    if tag == "ja":
        return TextLanguage(
            "ja", "high" if scores["ja"] - max(scores[name] for name in CHINESE) > 2 else "medium"
        )
    forms = Counter(form(sign) for sign in set(text))
    simplified, traditional = forms["zh-Hans"], forms["zh-Hant"]
    if not simplified and not traditional:
        return TextLanguage("zh", "high")
    if simplified > _MOSTLY * traditional:
        return TextLanguage("zh-Hans", "medium" if traditional else "high")
    if traditional > _MOSTLY * simplified:
        return TextLanguage("zh-Hant", "medium" if simplified else "high")
    return TextLanguage("zh", "medium")


# --- tried alone -------------------------------------------------------------------------------


def main(arguments: Sequence[str]) -> int:
    """Print a line for each paragraph of a text file: tag, probability, first words."""
    from tei import source
    from tei.interpret.divisions import divide

    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tei.interpret.languages FILE\n")
        return 2
    text, findings = source.read(Path(arguments[0]))
    if text is None:
        sys.stderr.write("".join(f"{one.message}\n" for one in findings))
        return 1
    tags = {
        line.number: (stretch.language, stretch.others)
        for stretch in divide(text.lines)
        for line in stretch.lines
    }
    for passage in read_passages(text.lines):
        language, others = tags[passage.line.number]
        tag = others.get(passage.line.number, language)
        words = " ".join(passage.line.text.split())[:60]
        sys.stdout.write(f"{tag}\t{_probability(passage.evidence, tag):.2f}\t{words}\n")
    return 0


def _probability(evidence: Evidence, tag: str) -> float:
    """The share of a language among all, by the paragraph's own evidence."""
    scores = {name: math.exp(score) for name, score in evidence.scores.items()}
    same = [share for name, share in scores.items() if name.partition("-")[0] == tag.partition("-")[0]]
    return max(same, default=0.0) / sum(scores.values()) if scores else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The language of each paragraph of a text, decided for all of them together.

Each paragraph's own evidence counts, and a change of language costs (a hidden Markov model decoded by
dynamic programming), so a line that says nothing, a name or a stamp takes the language around it. A
language never changes inside a paragraph: a line that runs on into the next is not parted from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.interpret.identification import likelihoods
from tei.interpret.language_evidence import Evidence, weigh
from tei.interpret.language_tables import CHINESE, UNKNOWN, eastern_words, languages_of
from tei.interpret.scripts import has_letters, scripts
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.model import Line

_CHANGE = 5.0  # what a change of language costs: somewhat more than three function words
_CHANGE_WITHOUT_BLANK = 1.0  # more where no blank line stands, in a text that has blank lines
_CHANGE_IN_SENTENCE = 6.0  # more where the line before runs on
_CHANGE_BEFORE_CLOSER = 0.5  # more before a name or a formula alone on its line: it closes what stands above; before a number, too
_SURE = 3.0  # a lead that needs no statistics
_CHANGE_OF_TURN = 1.5  # in a text that alternates between two languages
_TURNS = 3  # changes, and this share of its paragraphs, make it such a text
_OF_TURNS = 0.3
_CANDIDATE = 2.0  # a lead that makes a language a candidate
_FEW_LETTERS = 20  # below this, identification by statistics is a guess
_HAN = late(r"[\u3400-\u9fff]")
_KANA = late(r"[\u3041-\u3096\u30a1-\u30fa]")
_LABEL_HAN = 40  # signs of a line of Chinese signs that is rather a label with names than a sentence
_MISSED = 8.0  # what paragraphs say more for a language than for the candidates, to make it one
_A_HINT = 0.75  # what the stated language is worth where nothing else tells: half a word
_NOBODYS = 0.3  # a word's worth against `und` in a passage too short, or in a script, to be unknown
# Nearest relatives, which share most of their small words, and languages few records are in.
RARE = frozenset(("da", "nb", "sv", "fi", "sl", "be", "la", "et", "lv", "lt", "id", "ms", "ca", "is"))
_RARE_COSTS = 2.0
_SURE_RARE = 8.0
_RUNS_ON = re.compile(r"[\w,;\-–—(]\s*$")
_CLOSER = re.compile(
    r"^\s*(?:[^\s\d\u3000-\u9fff]{1,30}(?: [^\s\d\u3000-\u9fff]{1,30}){0,3}|[\u4e00-\u9fff]{2,6})\s*$"
)
_INITIAL = re.compile(r"\b[^\W\d_]\. ?[^\W\d_]")
_PRINT_WIDTH = 50  # characters: shorter lines are headings, names, dates


@dataclass(slots=True)
class Passage:
    """A paragraph (a line with text), what it says of its language, and the language decided for it."""

    line: Line
    evidence: Evidence
    language: str


def read_passages(lines: Sequence[Line], stated: tuple[str, ...] = ()) -> list[Passage]:
    """Decide the language of every line that is not blank.

    `stated` (tags the header states) settles only what nothing else tells. A language is `und` where
    a text is in none we know, or too short to tell.
    """
    full = [line for line in lines if not line.blank]
    evidence = [weigh(line.text) for line in full]
    bests = [one.best() for one in evidence]
    candidates = _of_japan(full, _candidates(full, evidence, bests, stated), stated)
    if len(candidates) == 1:
        return [Passage(line, one, candidates[0]) for line, one in zip(full, evidence, strict=True)]
    scores = [_scored(line, one, candidates) for line, one in zip(full, evidence, strict=True)]
    near = [Evidence(one, 0.0).best() for one in scores]  # among the candidates alone
    turns = _alternates(bests) or _alternates(near)
    costs = [_CHANGE_OF_TURN] * len(full) if turns else _costs(lines)
    decided = _decode(scores, costs, candidates)
    if turns:
        decided = _line_by_line(bests, decided)
    return [Passage(*each) for each in zip(full, evidence, decided, strict=True)]


def _alternates(bests: Sequence[tuple[str, float]]) -> bool:
    """Whether sure paragraphs change language all the time: a text printed in two languages side by side."""
    sure = [tag for tag, lead in bests if lead >= _SURE and tag != UNKNOWN]
    changes = sum(1 for before, after in pairwise(sure) if before != after)
    return len(set(sure)) == 2 and changes >= _TURNS and changes >= _OF_TURNS * len(sure)


def _line_by_line(bests: Sequence[tuple[str, float]], decided: Sequence[str]) -> list[str]:
    """The languages of a text that has each line in one language and below it in another, as far as lines are sure.

    All sure lines have to stand so: then a short one (`Article 2`) is in the language whose turn it is.
    """
    sure = [(at, tag) for at, (tag, lead) in enumerate(bests) if lead >= _SURE and tag != UNKNOWN]
    turn = {at % 2: tag for at, tag in reversed(sure)}
    strict = len(turn) == 2 and turn[0] != turn[1] and all(turn[at % 2] == tag for at, tag in sure)
    if not strict or len(sure) <= _TURNS:
        return list(decided)
    first, last = sure[0][0], sure[-1][0]
    return [*decided[:first], *(turn[at % 2] for at in range(first, last + 1)), *decided[last + 1 :]]


# --- which languages ---------------------------------------------------------------------------


def _candidates(
    lines: Sequence[Line],
    evidence: Sequence[Evidence],
    bests: Sequence[tuple[str, float]],
    stated: tuple[str, ...],
) -> tuple[str, ...]:
    """The likeliest language of each script, and those that paragraphs clearly are in, and enough."""
    leads: dict[str, float] = {}
    for tag, lead in bests:
        if lead >= _CANDIDATE:
            leads[tag] = leads.get(tag, 0.0) + lead
    found = {tag for tag, lead in leads.items() if lead >= (_SURE_RARE if tag in RARE else _SURE)}
    for name in sorted({one.script for one in evidence}):
        whole = total([one for one in evidence if one.script == name])
        hinted = {tag: score + _A_HINT * (tag in stated) for tag, score in whole.items()}
        if hinted and not found:
            text = "\n".join(
                [line.text for line, one in zip(lines, evidence, strict=True) if one.script == name]
            )
            shares = _statistics(text, hinted)  # where the words of a whole text are close
            hinted = {tag: score + shares.get(tag, 0.0) for tag, score in hinted.items()}
        if hinted:
            found.add(max(sorted(hinted), key=lambda tag: hinted[tag]))
    while missing := _missing(evidence, found):
        found.add(missing)
    return tuple(sorted(found)) or (UNKNOWN,)


def _of_japan(lines: Sequence[Line], candidates: tuple[str, ...], stated: tuple[str, ...]) -> tuple[str, ...]:
    """The candidates without Chinese, where what has no kana in a Japanese text are names, labels and headings.

    Minutes of before 1945 have many such lines. A sentence or a small word of Chinese is of a text in Chinese.
    """
    japanese = tuple(tag for tag in candidates if tag not in CHINESE)
    if "ja" not in candidates or japanese == candidates or any(tag in CHINESE for tag in stated):
        return candidates
    without_kana = [line.text for line in lines if _HAN.search(line.text) and not _KANA.search(line.text)]
    chinese = any(
        len(text) > _LABEL_HAN or any(word in text for word in eastern_words("chinese"))
        for text in without_kana
    )
    return candidates if chinese else japanese


def _missing(evidence: Sequence[Evidence], found: set[str]) -> str:
    """A language that paragraphs are in far rather than in those found, though none of them says it alone.

    Its nearest relative keeps such a language from a lead: Russian before Belarusian.
    """
    gains: dict[str, float] = {}
    for one in evidence:
        scores = one.scores
        known = max([scores[tag] if tag in scores else _score(one, tag) for tag in found], default=0.0)
        if max(scores.values(), default=0.0) - known < _CANDIDATE:
            continue
        for tag, score in scores.items():
            if score - known >= _CANDIDATE and tag != UNKNOWN:
                gains[tag] = gains.get(tag, 0.0) + score - known
    gains = {tag: gain - _SURE_RARE * (tag in RARE) for tag, gain in gains.items() if tag not in found}
    best = max(sorted(gains), key=lambda tag: gains[tag], default="")
    return best if best and gains[best] >= _MISSED else ""


def total(evidence: Sequence[Evidence]) -> dict[str, float]:
    """The scores of paragraphs together; a language that a paragraph cannot be in counts as its worst."""
    tags = sorted({tag for one in evidence for tag in one.scores})
    scores = [one.scores for one in evidence]
    if all(own.keys() == scores[0].keys() for own in scores):
        return {tag: sum([own[tag] for own in scores]) - _RARE_COSTS * (tag in RARE) for tag in tags}
    return {tag: sum([_score(one, tag) for one in evidence]) - _RARE_COSTS * (tag in RARE) for tag in tags}


def _score(one: Evidence, tag: str) -> float:
    """A language of another script than the paragraph's: as bad as all its words say, 0 without any."""
    if tag in one.scores:
        return one.scores[tag]
    if tag == UNKNOWN:
        return min(one.scores.values(), default=0.0) - _NOBODYS * one.words
    return max(-3.0 * one.words, -60.0)


# --- each paragraph ----------------------------------------------------------------------------


def _scored(line: Line, one: Evidence, candidates: tuple[str, ...]) -> dict[str, float]:
    scores = {tag: _score(one, tag) for tag in candidates}
    for tag, share in _statistics(line.text, scores).items():
        scores[tag] += share
    return scores


def _statistics(text: str, scores: Mapping[str, float]) -> dict[str, float]:
    """Ask the statistics where candidates of one script are close and there is enough to read."""
    least = max(scores.values()) - _SURE
    rivals = [tag for tag in scores if scores[tag] > least and tag != UNKNOWN]
    if len(rivals) < 2 or all(tag in CHINESE for tag in rivals):
        return {}
    counts = scripts(text)
    main = max(counts, key=lambda name: (counts[name], name), default="")
    same = [tag for tag in rivals if tag in languages_of(main)]
    return likelihoods(text, same) if counts.get(main, 0) >= _FEW_LETTERS and len(same) > 1 else {}


# --- all together ------------------------------------------------------------------------------


def _costs(lines: Sequence[Line]) -> list[float]:
    """What a change before each paragraph costs."""
    parted = any(line.blank for line in lines)
    costs: list[float] = []
    previous: Line | None = None
    blank = False
    for line in lines:
        if line.blank:
            blank = True
            continue
        cost = _CHANGE
        if previous is not None and not blank:
            cost += _CHANGE_WITHOUT_BLANK * parted
            runs_on = _RUNS_ON.search(previous.text) and len(previous.text) >= _PRINT_WIDTH
            cost += _CHANGE_IN_SENTENCE if runs_on and line.text.lstrip()[0].islower() else 0.0
        cost += _CHANGE_BEFORE_CLOSER * _closes(line, previous)
        costs.append(cost)
        previous, blank = line, False
    return costs


def _closes(line: Line, previous: Line | None) -> bool:
    """Whether a line has the form of what stands below a text: a name, a formula, a number.

    A heading in capitals opens a text; so may, below a closer, a short line of a script without them.
    """
    if not has_letters(line.text):
        return True
    if not _CLOSER.match(line.text):
        return False
    heading = line.text == line.text.upper() and not _INITIAL.search(line.text)
    cased = line.text != line.text.lower()
    below = previous is not None and bool(_CLOSER.match(previous.text))
    return not heading or not (cased or below)


def _decode(
    scores: Sequence[Mapping[str, float]], costs: Sequence[float], candidates: tuple[str, ...]
) -> list[str]:
    """The sequence of languages with the best sum of scores and costs; of equals, the earliest change."""
    if not scores:
        return []
    best = {tag: scores[0][tag] - _RARE_COSTS * (tag in RARE) for tag in candidates}
    came: list[dict[str, str]] = []
    for score, cost in zip(scores[1:], costs[1:], strict=True):
        leader = max(candidates, key=lambda tag: best[tag])
        step, origin = {}, {}
        for tag in candidates:
            changed = best[leader] - cost - _RARE_COSTS * (tag in RARE)
            origin[tag] = leader if changed > best[tag] else tag
            step[tag] = max(changed, best[tag]) + score[tag]
        came.append(origin)
        best = step
    tag = max(candidates, key=lambda name: best[name])
    decided = [tag]
    for origin in reversed(came):
        tag = origin[tag]
        decided.append(tag)
    return decided[::-1]

"""Language divisions of a text: which paragraphs make a text of their own, and which only stand in one.

The record's order is kept (nothing is sorted by language, so that conservation can compare in order).
Therefore a language gets a division where it runs on; a quotation, a stamp, the notes an editor added,
and the turns of a text printed paragraph by paragraph in two languages stay where they are, in the
division around them, and carry their own language there. For an alternating text the other choices
are worse: a division for each turn would give a letter of twenty paragraphs forty divisions with forty
headings, and two divisions would tear apart what was printed side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tei.interpret.headings import letter_title
from tei.interpret.language_tables import CHINESE, UNKNOWN, languages_of
from tei.interpret.languages import together
from tei.interpret.notes import find_notes
from tei.interpret.notes.reach import may_go_on
from tei.interpret.notes.signs import NoteSigns
from tei.interpret.passages import read_passages
from tei.interpret.said_divisions import parted
from tei.interpret.sections import is_annex_heading
from tei.profile import BodyRules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.interpret.languages import TextLanguage
    from tei.interpret.passages import Passage
    from tei.interpret.said_divisions import Marked
    from tei.model import Line

# Words (5 letters, 2 Chinese signs, 2.5 of Hangul) that make a stretch a text of its own.
_OWN_TEXT = 5.0
_OWN_TEXT_ALPHABET = 8.0
_LONG = 40.0  # a stretch of so many words is a text, however long its neighbours are
_SHARE = 0.15  # a shorter one is, when it is not a stamp beside a long text
_QUOTED_PARAGRAPHS = 3  # what stands between two stretches of one language is quoted up to this length
_SMALL_WORDS = 2  # known words that make a line of an alphabet a sentence, no company's name
_ENCLOSED_WITHIN = 10  # lines: the opening of an enclosed paper, which may be in the language of the letter
_TURN = 3  # paragraphs: stretches no longer than this are turns of an alternating text
_TURNS = 4  # so many of them in a row


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines that make a division: its language, whether that is sure, its lines.

    `others` maps the number of a line in another language to that language; `marker` is the line that the
    layout says begins it.
    """

    language: str
    certain: bool
    lines: tuple[Line, ...]
    others: Mapping[int, str] = field(default_factory=dict)
    marker: Marked | None = None


@dataclass(slots=True)
class _Run:
    language: str
    passages: list[Passage]

    @property
    def words(self) -> float:
        return sum(passage.evidence.words for passage in self.passages)

    @property
    def own(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.language == self.language]


def divide(
    lines: Sequence[Line], stated: tuple[str, ...] = (), rules: BodyRules | None = None
) -> list[Stretch]:
    """Cut the lines of a text into divisions; every line is in one of them, in the record's order.

    `stated` (tags the header states) settles only what is too short to be told by its words; `rules` are
    what the layout says of divisions.
    """
    rules = rules or BodyRules()
    stretches: list[Stretch] = []
    for marker, own in parted(lines, rules.division_markers):
        passages = read_passages(own, stated)
        runs = _told(passages, own, stated, rules) if marker is None else _main_only(_runs(passages))
        stretches += [_marked(_stretch(run, own, stated), marker) for run in runs]
    return stretches


def _told(
    passages: Sequence[Passage], lines: Sequence[Line], stated: tuple[str, ...], rules: BodyRules
) -> list[_Run]:
    """The runs that are divisions, by what the layout says begins one."""
    if rules.divisions == "none":
        return _main_only(_runs(passages))
    if rules.divisions == "language":
        return _without_weak(_runs(passages))
    runs = _without_weak(_alternating(_runs(passages), stated))
    signs = NoteSigns(rules.notes, rules.marks)
    runs = _with_their_notes(_without_weak(_without_quotations(runs)), lines, signs)
    runs = _with_their_annexes(runs)
    return _by_script(runs) if rules.divisions == "script" else runs


def _by_script(runs: Sequence[_Run]) -> list[_Run]:
    """Runs of one script, one after the other, as one, in the language that most of its words are in."""
    merged: list[_Run] = []
    for run in runs:
        if merged and _script(merged[-1]) == _script(run):
            (whole,) = _main_only([merged.pop(), run])
            merged.append(whole)
        else:
            merged.append(run)
    return merged


def _script(run: _Run) -> str:
    words: Counter[str] = Counter()
    for passage in run.own or run.passages:
        words[passage.evidence.script] += int(passage.evidence.words * 10)
    return max(sorted(words), key=lambda script: words[script])


def _marked(stretch: Stretch, marker: Marked | None) -> Stretch:
    """A division below a marker line: its language and role, where the layout says them."""
    if marker is None:
        return stretch
    tag = marker.rule.language
    if not tag:
        return replace(stretch, marker=marker)
    others = {at: other for at, other in stretch.others.items() if not _same(other, tag)}
    return replace(stretch, language=tag, certain=True, others=others, marker=marker)


def _runs(passages: Sequence[Passage]) -> list[_Run]:
    runs: list[_Run] = []
    for passage in passages:
        if runs and runs[-1].language == passage.language:
            runs[-1].passages.append(passage)
        else:
            runs.append(_Run(passage.language, [passage]))
    return runs


# --- what stands in another text ---------------------------------------------------------------


def _alternating(runs: list[_Run], stated: tuple[str, ...]) -> list[_Run]:
    """Join the turns of a text printed paragraph by paragraph in two languages.

    The stated original leads, else the language of the first turn.
    """
    joined: list[_Run] = []
    turns: list[_Run] = []
    for run in [*runs, None]:
        if (
            run is not None
            and len(run.passages) <= _TURN
            and len({one.language for one in [*turns, run]}) <= 2
        ):
            turns.append(run)
            continue
        joined += _as_one(turns, stated) if len(turns) >= _TURNS else turns
        turns = []
        if run is not None and len(run.passages) <= _TURN:
            turns = [run]
        elif run is not None:
            joined.append(run)
    return joined


def _as_one(runs: Sequence[_Run], stated: tuple[str, ...]) -> list[_Run]:
    spoken = [run.language for run in runs]
    leading = next((tag for tag in spoken if any(_same(tag, original) for original in stated)), spoken[0])
    return [_Run(leading, [passage for run in runs for passage in run.passages])]


def _is_text(run: _Run, longest_neighbour: float) -> bool:
    """Whether a run is long enough to be a text of its own beside its neighbours."""
    signs = run.language in (*CHINESE, "ja", "ko")
    least = _OWN_TEXT if signs else _OWN_TEXT_ALPHABET
    words = sum(passage.evidence.words for passage in run.own)
    named = len(run.own) > 0 and _of_names(run)
    return words >= least and not named and (words >= _LONG or words >= _SHARE * longest_neighbour)


def _of_names(run: _Run) -> bool:
    """Whether paragraphs of an alphabet have no small words: a list of names is in no language of its own."""
    script = run.own[0].evidence.script
    alphabet = len(languages_of(script)) > 1 and script not in ("Han", "Kana")
    return alphabet and sum(passage.evidence.known for passage in run.own) < _SMALL_WORDS


def _without_weak(runs: list[_Run]) -> list[_Run]:
    """Give runs that are no text of their own to the run before them (the first ones: after)."""
    merged: list[_Run] = []
    waiting: list[Passage] = []
    for index, run in enumerate(runs):
        neighbours = [
            other.words for other in (*runs[max(index - 1, 0) : index], *runs[index + 1 : index + 2])
        ]
        if not _is_text(run, max(neighbours, default=0.0)):
            (merged[-1].passages if merged else waiting).extend(run.passages)
        elif merged and merged[-1].language == run.language:
            merged[-1].passages += run.passages
        else:
            merged.append(_Run(run.language, [*waiting, *run.passages]))
            waiting = []
    return merged or _main_only(runs)


def _main_only(runs: Sequence[_Run]) -> list[_Run]:
    if not runs:
        return []
    main = max(runs, key=lambda run: run.words)
    return [_Run(main.language, [passage for run in runs for passage in run.passages])]


def _without_quotations(runs: list[_Run]) -> list[_Run]:
    """Put a short run between two of one language into them: it is quoted there."""
    merged: list[_Run] = []
    rest = list(runs)
    while rest:
        run = rest.pop(0)
        around = merged[-1] if merged else None
        if around and rest and around.language == rest[0].language and _quoted(run, around, rest[0]):
            around.passages += [*run.passages, *rest.pop(0).passages]
        else:
            merged.append(run)
    return merged


def _quoted(run: _Run, before: _Run, after: _Run) -> bool:
    around = before.words + after.words
    return run.words <= around / 2 and len(run.passages) <= max(_QUOTED_PARAGRAPHS, len(before.passages) // 5)


def _with_their_notes(runs: list[_Run], lines: Sequence[Line], signs: NoteSigns) -> list[_Run]:
    """Notes in another language than their text belong to the text that their marks stand in."""
    merged: list[_Run] = []
    for run in runs:
        notes = _notes_of(merged[-1], run, lines, signs) if merged else 0
        if merged:
            merged[-1].passages += run.passages[:notes]
        rest = run.passages[notes:]
        if rest and merged and merged[-1].language == run.language:
            merged[-1].passages += rest
        elif rest:
            merged.append(_Run(run.language, rest))
    return merged


def _with_their_annexes(runs: list[_Run]) -> list[_Run]:
    """A paper in another language that a letter encloses belongs to the letter: it translates nothing."""
    merged: list[_Run] = []
    for run in runs:
        near = merged[-1].passages[-_ENCLOSED_WITHIN:] if merged else []
        if any(is_annex_heading(one.line.text.strip(), one.language) for one in near[1:]):
            merged[-1].passages += run.passages
        else:
            merged.append(run)
    return merged


def _notes_of(text: _Run, run: _Run, lines: Sequence[Line], signs: NoteSigns) -> int:
    """How many paragraphs at the start of a run are notes to the marks of the text before it."""
    first, change, last = (
        text.passages[0].line.number,
        run.passages[0].line.number,
        run.passages[-1].line.number,
    )
    within = [line for line in lines if first <= line.number <= last]
    before = sum(1 for line in within if line.number < change)
    if not may_go_on(within, before, signs):
        return 0
    for section in find_notes(within, signs=signs):
        if section.start <= before < section.stop:
            ends = [_last_line(note.lines) for note in section.notes if note.lines[0].number >= change]
            return sum(1 for passage in run.passages if passage.line.number <= max(ends, default=0))
    return 0


def _last_line(lines: Sequence[Line]) -> int:
    """The last line of a note before a blank one: a paragraph below it may be what follows the notes."""
    return next((before.number for before, line in pairwise(lines) if line.blank), lines[-1].number)


# --- a run as a division -----------------------------------------------------------------------


def _stretch(run: _Run, lines: Sequence[Line], stated: tuple[str, ...]) -> Stretch:
    first, last = run.passages[0].line.number, run.passages[-1].line.number
    own = _language(run.own, stated)
    tag = own.tag if _same(own.tag, run.language) or own.certainty == "low" else run.language
    others = {}
    for passage in run.passages:
        if passage.language not in (tag, UNKNOWN) and not _same(passage.language, tag):
            alone = _language([passage], stated)
            a_sentence = (
                passage.evidence.known >= _SMALL_WORDS or len(languages_of(passage.evidence.script)) <= 3
            )
            if alone.certainty == "high" and a_sentence and not _same(alone.tag, tag):
                others[passage.line.number] = alone.tag
    within = tuple(line for line in lines if first <= line.number <= last)
    if not _same(tag, "en") and _english_title(within[0].text.strip(), tag):
        others[first] = "en"  # names have no language, and so few words do not tell it alone
    return Stretch(tag, tag != UNKNOWN and own.certainty != "low", within, others)


def _english_title(text: str, tag: str) -> bool:
    """An editor's title over a letter in another language: `X to Y, Lowtown 3 May 1888`."""
    return re.search(r"^To | to ", text) is not None and letter_title(text, tag) is not None


def _language(passages: Sequence[Passage], stated: tuple[str, ...]) -> TextLanguage:
    text = "\n".join(passage.line.text for passage in passages)
    return together([passage.evidence for passage in passages], text, stated)


def _same(tag: str, other: str) -> bool:
    return tag.partition("-")[0] == other.partition("-")[0]

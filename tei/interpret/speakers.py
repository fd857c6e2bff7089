"""Speakers' turns of minutes and transcripts: `NORTH:`, `Mr. Berg:`, `Comrade Weil—`, `毛主席：`.

A word before a colon is mostly no speaker (`Subject:`, `Note:`). Turns are read only where names come
back or are called by a title, and where they are the rule of the passage.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.interpret.layout import is_page, text_of
from tei.interpret.list_words import folded, words
from tei.late_patterns import late
from tei.model import Block, ItemList, Span, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker

_LONGEST_NAME: Final = 60
_LONGEST_CJK = 4  # a name of China, Japan or Korea; longer ones need a title
_MOST_WORDS = 6
_FEWEST_TURNS: Final = 3
_FEWEST_STOPPED: Final = 4
_WITHIN = re.compile(r"^(?P<name>[^:：—–\n]{1,60}?)\s?(?P<sign>[:：]|\s?—|\.?–(?=\s)|\.\s?[—–-](?=\s))")
_SIGN = re.compile("[:：—–.]")  # between a speaker and his words, or the first sign of it
_LONGEST_START = _LONGEST_NAME + 4
_STOPPED = re.compile(r"^(?P<name>(?:[^\W\d_]\.\s?){0,2}[^\W\d_]{2,25})(?P<sign>\.)(?=\s)")
_BRACKETS = re.compile(r"\s?[(（\[][^()（）\[\]]{1,60}[)）\]]")
_CJK = late(r"^[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af·・\s]{1,12}$")
_NO_NAME_CJK = frozenset("的是之了在和与於于：、の")
_WORD = re.compile(r"^[^\W\d_]+(?:[-'’.][^\W\d_]*)*\.?,?$")
_LINKS = frozenset("of the de la le du von van der den di da dos el al bin ibn and und et y i и".split())
_SENTENCE = re.compile(r"[.!?…。！？][\"”»’)」』\]]*(?:\^\{[^{}]{0,8}\}|\[[0-9]{1,3}\])?$")
_STAGE = re.compile(r"^[(（\[].*[)）\]]\.?$", re.DOTALL)
_MARKS = re.compile(r"\^\{[^{}]{0,8}\}|\[[0-9]{1,3}\]")


@dataclass(slots=True)
class _Start:
    """Where a turn begins: the speaker as printed with the sign, the name alone, what is said."""

    printed: str
    name: str
    said: str
    titled: bool
    stopped: bool


def group_turns(
    lines: Sequence[Decided],
    maker: Maker,
    inner: Callable[[Sequence[Decided], str], list[Decided | ItemList]],
) -> Sequence[Decided | Turn]:
    """Group what each speaker says; lines of no speaker come back as they are, all in order.

    `inner` reads the lists in the lines of a turn.
    """
    starts = [None if line.kind != "p" else _start(text_of(line)) for line in lines]
    if len(starts) - starts.count(None) < _FEWEST_TURNS:
        return lines
    for stopped in (False, True):
        chosen = _known([start if start and start.stopped == stopped else None for start in starts])
        if _are_speakers([start for start in chosen if start], stopped=stopped) and _are_rule(lines, chosen):
            return _Turns(lines, chosen, maker, inner).read()
    return lines


def _are_rule(lines: Sequence[Decided], starts: Sequence[_Start | None]) -> bool:
    """Whether a third of the paragraphs from the first turn to the last begins one, and they hold sentences."""
    begins = [index for index, start in enumerate(starts) if start]
    paragraphs = sum(1 for line in lines[begins[0] : begins[-1] + 1] if not is_page(line))
    said = [start.said for start in starts if start and start.said]
    sentences = sum(1 for words_said in said if _SENTENCE.search(words_said))
    return len(begins) * 3 >= paragraphs and sentences * 2 >= len(said)


# --- who speaks --------------------------------------------------------------------------------


def _start(text: str) -> _Start | None:
    """The speaker that a line may begin with, by its form."""
    text = text.strip()
    if not _SIGN.search(text, 0, _LONGEST_START):
        return None
    found = _WITHIN.match(text)
    start = _made(found, text, stopped=False) if found else None
    if start is None and (found := _STOPPED.match(text)):
        start = _made(found, text, stopped=True)
    return start


def _made(found: re.Match[str], text: str, *, stopped: bool) -> _Start | None:
    name = _BRACKETS.sub("", _MARKS.sub("", found["name"])).strip()
    bare = folded(name)
    titled = _is_titled(bare)
    if stopped and bare in words("titles"):
        return None
    if not bare or not (titled or _is_name(name) or bare in words("questions")):
        return None
    if bare in words("no-speaker") and bare not in words("questions"):
        return None
    return _Start(text[: found.end()], bare, text[found.end() :].strip(), titled, stopped)


def _is_titled(bare: str) -> bool:
    if _CJK.match(bare):
        return any(bare.endswith(title) for title in words("titles") if _CJK.match(title))
    parts = bare.split()
    leads = {parts[0].rstrip("."), " ".join(parts[:2]), parts[-1]} if parts else set()
    return len(parts) <= _MOST_WORDS and bool(leads & words("titles"))


def _is_name(name: str) -> bool:
    """A few words, each with a capital, or few signs of a script without capitals."""
    if _CJK.match(name):
        return len(name) <= _LONGEST_CJK and not _NO_NAME_CJK & set(name)
    parts = name.split()
    if not parts or len(parts) > _MOST_WORDS or not all(map(_WORD.match, parts)):
        return False
    return all(part[0].isupper() or part.lower() in _LINKS for part in parts) and parts[0][0].isupper()


def _are_speakers(starts: Sequence[_Start], *, stopped: bool) -> bool:
    """Names that come back, more than one of them; with titles each may speak once."""
    counts = Counter(start.name for start in starts)
    if len(counts) < 2:
        return False
    again = sum(1 for number in counts.values() if number > 1)
    if stopped:
        return len(starts) >= _FEWEST_STOPPED and again >= 2 and again * 2 >= len(counts)
    titled = len({start.name for start in starts if start.titled})
    return len(starts) >= _FEWEST_TURNS and (titled >= _FEWEST_TURNS or (again >= 1 and _change(starts)))


def _change(starts: Sequence[_Start]) -> bool:
    """Whether speech goes to and fro: a speaker comes back after another one."""
    seen: set[str] = set()
    last = ""
    for start in starts:
        if start.name != last and start.name in seen:
            return True
        seen.add(start.name)
        last = start.name
    return False


def _known(starts: Sequence[_Start | None]) -> list[_Start | None]:
    """The starts that are of speakers: titled, or of a name that comes back, or between such."""
    counts = Counter(start.name for start in starts if start)
    sure = [start is not None and (start.titled or counts[start.name] > 1) for start in starts]
    if True not in sure:
        return [None for _ in starts]
    first, last = sure.index(True), len(sure) - 1 - sure[::-1].index(True)
    return [
        start if start and (sure[index] or (not start.stopped and first < index < last)) else None
        for index, start in enumerate(starts)
    ]


# --- what is said ------------------------------------------------------------------------------


class _Turns:
    def __init__(
        self,
        lines: Sequence[Decided],
        starts: Sequence[_Start | None],
        maker: Maker,
        inner: Callable[[Sequence[Decided], str], list[Decided | ItemList]],
    ) -> None:
        self.lines = lines
        self.starts = starts
        self.maker = maker
        self.inner = inner

    def read(self) -> list[Decided | Turn]:
        begins = [index for index, start in enumerate(self.starts) if start]
        paragraphs = sum(1 for line in self.lines[begins[0] : begins[-1] + 1] if not is_page(line))
        rule = len(begins) * 2 >= paragraphs
        pieces: list[Decided | Turn] = list(self.lines[: begins[0]])
        for index, end in zip(begins, [*begins[1:], len(self.lines)], strict=True):
            last = end == len(self.lines)
            pieces += self._turn(index, end, takes_on=rule and not last)
        return pieces

    def _turn(self, index: int, end: int, *, takes_on: bool) -> list[Decided | Turn]:
        """One turn, and the lines after it that are not surely spoken."""
        start = self.starts[index]
        line = self.lines[index]
        if start is None:
            return list(self.lines[index:end])
        stop = index + 1
        if takes_on or not start.said:
            stop = self._spoken(index + 1, end if takes_on else min(end, index + 2))
        body = self.lines[index + 1 : stop]
        if not start.said and not any(spoken.kind == "p" for spoken in body):
            return list(self.lines[index:end])
        blocks: list[Block | ItemList] = []
        if start.said:
            said = self.maker.words(start.said, line)
            blocks.append(Block("p", said, line.printed.span, "what the speaker says"))
        blocks += [self._block(piece) for piece in self.inner(body, start.said)]
        span = Span(line.printed.span.first, self.lines[stop - 1].printed.span.last)
        turn = Turn(self.maker.words(start.printed, line), tuple(blocks), span, "name and sign of a speaker")
        return [turn, *self.lines[stop:end]]

    def _spoken(self, first: int, end: int) -> int:
        """The index behind the last paragraph of a turn: a remark in brackets ends it."""
        stop = first
        for index in range(first, end):
            if is_page(self.lines[index]):
                continue
            if _STAGE.match(text_of(self.lines[index]).strip()):
                break
            stop = index + 1
        return stop

    def _block(self, piece: Decided | ItemList) -> Block | ItemList:
        return piece if isinstance(piece, ItemList) else self.maker.block(piece)

"""Speakers' turns of minutes and transcripts: `NORTH:`, `Mr. Berg:`, `Comrade Weil—`, `毛主席：`.

A word before a colon is mostly no speaker (`Subject:`, `Note:`). Turns are read only where names come
back or are called by a title, and where they are the rule of the passage.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from tei.interpret.layout import is_page, text_of
from tei.interpret.list_words import folded_words, names_present
from tei.interpret.speaker_names import Start, are_letters, initials_of_speakers, is_resolution, read_start
from tei.late_patterns import late
from tei.model import Block, ItemList, Span, Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker

_FEWEST_TURNS: Final = 3
_FEWEST_STOPPED: Final = 4
_FEWEST_PRESENT: Final = 2
_LONGEST_BETWEEN = 80
_SENTENCE = re.compile(r"[.!?…。！？][\"”»’)」』\]]*(?:\^\{[^{}]{0,8}\}|\[[0-9]{1,3}\])?$")
_ENDED = re.compile(r"[.!?…。！？:;,：；，—–-][\"”»’)」』\]]*(?:\^\{[^{}]{0,8}\}|\[[^\[\]]{1,40}\])?$|[)\]]$")
# `2. Festivals` over the next turn: a point of the agenda, which nobody says
_POINT = late(r"^(?:[0-9]{1,2}|[IVX]{1,5})\.\s[^\W\d_a-zа-я][^.!?…:;,]{2,70}$")
_STAGE = re.compile(r"^[(（\[].*[)）\]]\.?$", re.DOTALL)


def group_turns(
    lines: Sequence[Decided],
    maker: Maker,
    inner: Callable[[Sequence[Decided], str], list[Decided | ItemList]],
) -> Sequence[Decided | Turn]:
    """Group what each speaker says; lines of no speaker come back as they are, all in order.

    `inner` reads the lists in the lines of a turn.
    """
    initials = initials_of_speakers([text_of(line).strip() for line in lines if line.kind == "p"])
    starts = [None if line.kind != "p" else read_start(text_of(line), initials) for line in lines]
    present = _present(lines)
    if len(starts) - starts.count(None) < (_FEWEST_PRESENT if present else _FEWEST_TURNS):
        return lines
    starts = _without_letters(starts)
    for stopped in (False, True):
        chosen = _known([start if start and start.stopped == stopped else None for start in starts], present)
        found = [start for start in chosen if start]
        speak = _are_speakers(found, stopped=stopped) or (bool(present) and _are_present(found, present))
        if speak and _are_rule(lines, chosen):
            return _Turns(lines, chosen, maker, inner).read()
    return lines


def _without_letters(starts: Sequence[Start | None]) -> list[Start | None]:
    """The starts without single letters, where they are not question and answer in turn."""
    letters = [start.name for start in starts if start and start.letter]
    if not letters or are_letters(letters):
        return list(starts)
    return [None if start and start.letter else start for start in starts]


def _present(lines: Sequence[Decided]) -> str:
    """The words of the lines that say who is there: `Present: …`, and what follows the colon."""
    said = [text for line in lines if line.kind == "p" and names_present(text := text_of(line))]
    return folded_words(" ".join(said)) if said else ""


def _are_present(starts: Sequence[Start], present: str) -> bool:
    """Whether all who may speak are named among those present, and at least two."""
    names = {start.name for start in starts}
    return len(names) >= _FEWEST_PRESENT and all(_is_present(name, present) for name in names)


def _is_present(name: str, present: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1].strip(".")
    return len(last) > 2 and f" {last} " in present


def _are_rule(lines: Sequence[Decided], starts: Sequence[Start | None]) -> bool:
    """Whether a third of the paragraphs from the first turn to the last begins one, and they hold sentences."""
    begins = [index for index, start in enumerate(starts) if start]
    paragraphs = sum(1 for line in lines[begins[0] : begins[-1] + 1] if not is_page(line))
    said = [start.said for start in starts if start and start.said]
    sentences = sum(1 for words_said in said if _SENTENCE.search(words_said))
    return len(begins) * 3 >= paragraphs and sentences * 2 >= len(said)


# --- who speaks --------------------------------------------------------------------------------


def _are_speakers(starts: Sequence[Start], *, stopped: bool) -> bool:
    """Names that come back, more than one of them; with titles each may speak once."""
    counts = Counter(start.name for start in starts)
    if len(counts) < 2:
        return False
    again = sum(1 for number in counts.values() if number > 1)
    if stopped:
        return len(starts) >= _FEWEST_STOPPED and again >= 2 and again * 2 >= len(counts)
    titled = len({start.name for start in starts if start.titled})
    return len(starts) >= _FEWEST_TURNS and (titled >= _FEWEST_TURNS or (again >= 1 and _change(starts)))


def _change(starts: Sequence[Start]) -> bool:
    """Whether speech goes to and fro: a speaker comes back after another one."""
    seen: set[str] = set()
    last = ""
    for start in starts:
        if start.name != last and start.name in seen:
            return True
        seen.add(start.name)
        last = start.name
    return False


def _known(starts: Sequence[Start | None], present: str) -> list[Start | None]:
    """The starts that are of speakers: titled, or of a name that comes back or of one present, or between such."""
    counts = Counter(start.name for start in starts if start)
    sure = [
        start is not None and (start.titled or counts[start.name] > 1 or _is_present(start.name, present))
        for start in starts
    ]
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
        starts: Sequence[Start | None],
        maker: Maker,
        inner: Callable[[Sequence[Decided], str], list[Decided | ItemList]],
    ) -> None:
        self.lines = lines
        self.starts = starts
        self.maker = maker
        self.inner = inner
        said = [start.said for start in starts if start and start.said]
        self.stopped = bool(said) and all(_ENDED.search(words_said) for words_said in said)

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
            text = text_of(self.lines[index]).strip()
            heads = self.stopped and index == end - 1 and _POINT.match(text) is not None
            if _STAGE.match(text) or is_resolution(text) or heads or (self.stopped and self._between(index)):
                break
            stop = index + 1
        return stop

    def _between(self, index: int) -> bool:
        """A short line without a stop, where all that is said has one: a heading, who examines now."""
        text = text_of(self.lines[index]).strip()
        return len(text) <= _LONGEST_BETWEEN and text[:1].isupper() and _ENDED.search(text) is None

    def _block(self, piece: Decided | ItemList) -> Block | ItemList:
        return piece if isinstance(piece, ItemList) else self.maker.block(piece)

"""Lines that count on, as a tree: lists, items, lists within items. What is no list is decided after.

One pass with a short stack of open lists: linear in the lines, whatever they hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tei.interpret.layout import adjoins, is_page, text_of, weight
from tei.interpret.list_marks import Count, Mark, column_of, read_label, read_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.list_marks import Style

DEEPEST: Final = 12  # lists within lists; what is deeper stands on this level
_LOST_NUMBERS = 2  # figures that may be missing between two items
_LONGEST_CONTINUATION = 300
_FIRST_OF_A_REST = 60  # a list may begin with a higher number, after a part that is not there


@dataclass(slots=True)
class OpenItem:
    """An item while lines are read: its line, its mark, and what stands in it, in order."""

    line: Decided
    mark: Mark
    number: int
    inner: list[Decided | OpenList] = field(default_factory=list)

    @property
    def holds_list(self) -> bool:
        """Whether a list stands in the item."""
        return any(isinstance(piece, OpenList) for piece in self.inner)


@dataclass(slots=True)
class OpenList:
    """A list while lines are read.

    `goes_on`: its first number goes on from a list before. `apart`: a blank line parts it from the item
    that it stands in, and nothing else says that it belongs there.
    """

    style: Style
    column: int
    entries: list[OpenItem | Decided] = field(default_factory=list)
    goes_on: bool = False
    apart: bool = False
    too_deep: bool = False

    @property
    def items(self) -> list[OpenItem]:
        """The items, without page breaks and furniture."""
        return [entry for entry in self.entries if isinstance(entry, OpenItem)]

    @property
    def last(self) -> OpenItem:
        """The last item."""
        return next(entry for entry in reversed(self.entries) if isinstance(entry, OpenItem))


@dataclass(slots=True)
class Counting:
    """Where the numbering of each style stands, over all lists of a division."""

    last: dict[Style, int] = field(default_factory=dict)


def read_tree(lines: Sequence[Decided], counting: Counting) -> list[Decided | OpenList]:
    """Put lines that count on into lists; all lines come back in order, each once."""
    marks = [None if is_page(line) else read_mark(text_of(line)) for line in lines]
    return _Builder(lines, marks, counting).read() if any(marks) else list(lines)


class _Builder:
    def __init__(self, lines: Sequence[Decided], marks: Sequence[Mark | None], counting: Counting) -> None:
        self.lines = lines
        self.marks = marks
        self.next_marks = _following(marks)
        self.counting = counting
        self.result: list[Decided | OpenList] = []
        self.stack: list[OpenList] = []
        self.pending: list[Decided] = []

    def read(self) -> list[Decided | OpenList]:
        for index, (line, mark) in enumerate(zip(self.lines, self.marks, strict=True)):
            if mark is None or not self._take(index, line, mark):
                self._unmarked(line)
        self._close()
        return self.result

    def _unmarked(self, line: Decided) -> None:
        """A line without a mark waits: it is in the item before it, if the list goes on."""
        if not self.stack:
            self.result.append(line)
            return
        self.pending.append(line)
        if sum(not is_page(waiting) for waiting in self.pending) > 1 and not self._indented(line):
            self._close()

    def _take(self, index: int, line: Decided, mark: Mark) -> bool:
        level, count = self._level(mark, self.next_marks[index])
        if level is not None and self._counts_anew(level, line, mark, self.next_marks[index]):
            del self.stack[level:]
            level = None
        if (
            level is not None
            and count is not None
            and (self._mends(level, line, count) or self._bridges(mark))
        ):
            self._settle_pending(level)
            self._append(level, line, mark, count)
            return True
        start = self._start(mark, self.next_marks[index])
        if start is None:
            return False
        if any(not is_page(waiting) for waiting in self.pending):
            self._close()
        self._open(line, mark, start)
        return True

    # --- where a mark belongs ---

    def _level(self, mark: Mark, following: Mark | None) -> tuple[int | None, Count | None]:
        """The open list that the mark goes on, the one of the nearest column; None when there is none."""
        best: tuple[int | None, Count | None] = (None, None)
        nearest = 0
        for level in range(len(self.stack) - 1, -1, -1):
            count = _goes_on(self.stack[level], mark)
            distance = abs(self.stack[level].column - mark.column)
            if count and (best[1] is None or distance < nearest):
                best, nearest = (level, count), distance
        level_found, count = best
        if (
            level_found is not None
            and count is not None
            and self._begins_deeper(level_found, mark, following)
        ):
            return None, None
        return best

    def _begins_deeper(self, level: int, mark: Mark, following: Mark | None) -> bool:
        """`i)` after `h)` begins Roman numbers when `ii)` follows; `-` further in begins a list within."""
        if mark.bullet:
            return mark.column > self.stack[level].column + 1 and len(self.stack) < DEEPEST
        first = [count.style for count in mark.counts if count.number == 1]
        return bool(first) and any(
            count.number == 2 and count.style in first for count in (following.counts if following else ())
        )

    def _start(self, mark: Mark, following: Mark | None) -> Count | None:
        """How the mark begins a list; a higher number only where it goes on or more follows."""
        for count in mark.counts:
            if count.number == 1 and _confirmed(count, following):
                return count
        for count in mark.counts:
            if count.number == 1:
                return count
        for count in mark.counts:
            if 0 < count.number - self.counting.last.get(count.style, -9) <= 1 + _LOST_NUMBERS:
                return count
        for count in mark.counts:
            if count.number < _FIRST_OF_A_REST and _confirmed(count, following):
                return count
        return None

    def _counts_anew(self, level: int, line: Decided, mark: Mark, following: Mark | None) -> bool:
        """Whether labels behind the list marks begin again (`- (a)`), so that another list begins here."""
        last = self.stack[level].last
        if not mark.bullet or following is None or not following.bullet:
            return False
        ones = [count.style for count in read_label(mark.text)[1] if count.number == 1]
        twos = [count.style for count in read_label(following.text)[1] if count.number == 2] if ones else []
        labelled = bool(read_label(last.mark.text)[1])
        return bool(set(ones) & set(twos)) and (labelled or not adjoins(_last_line(last), line))

    def _mends(self, level: int, line: Decided, count: Count) -> bool:
        """Take the one line between numbers 6 and 8 that begins with a 7 for the item whose label is spoilt."""
        opened = self.stack[level]
        number = count.number - 1
        if len(self.pending) != 1 or is_page(self.pending[0]) or opened.last.number != number - 1:
            return False
        spoilt = self.pending[0]
        text = text_of(spoilt)
        fits = text.strip().startswith(str(number)) and weight(text) <= _LONGEST_CONTINUATION
        if not (fits and adjoins(spoilt, line)):
            return False
        mark = Mark("", "", (), text.strip(), column_of(text), column_of(text))
        del self.stack[level + 1 :]
        opened.entries.append(OpenItem(spoilt, mark, number))
        self.pending = []
        return True

    def _bridges(self, mark: Mark) -> bool:
        """Whether what waits between two items is surely part of the first of them."""
        waiting = [line for line in self.pending if not is_page(line)]
        if not waiting:
            return True
        item = self.stack[-1].last
        if all(self._indented(line) for line in waiting):
            return True
        return (
            len(waiting) == 1
            and _announces(item)
            and not mark.bullet
            and adjoins(item.line, waiting[0])
            and weight(text_of(waiting[0])) <= _LONGEST_CONTINUATION
        )

    def _indented(self, line: Decided) -> bool:
        """Whether the line begins where the words of the item before it begin."""
        item = self.stack[-1].last
        column = column_of(text_of(line))
        return column > item.mark.column and abs(column - item.mark.text_column) <= 1

    # --- keeping the stack ---

    def _settle_pending(self, level: int) -> None:
        """Page breaks stand among the items of the list that goes on, paragraphs in the item before."""
        if all(is_page(line) for line in self.pending):
            self.stack[level].entries += self.pending
        else:
            self.stack[-1].last.inner += self.pending
        self.pending = []

    def _append(self, level: int, line: Decided, mark: Mark, count: Count) -> None:
        opened = self.stack[level]
        if mark.bullet and len(self.stack) >= DEEPEST and mark.column > opened.column + 1:
            opened.too_deep = True
        del self.stack[level + 1 :]
        opened.entries.append(OpenItem(line, mark, count.number))
        self._note(count)

    def _open(self, line: Decided, mark: Mark, count: Count) -> None:
        parent = self._parent(mark, count)
        goes_on = count.number > 1 and self.counting.last.get(count.style, 0) < count.number
        made = OpenList(count.style, mark.column, goes_on=goes_on and count.style in self.counting.last)
        made.entries.append(OpenItem(line, mark, count.number))
        self._note(count)
        if parent is not None and len(self.stack) >= DEEPEST:
            self.stack[-1].too_deep = True
            self.stack[-1].entries += [*self.pending, *made.entries]
            self.pending = []
            return
        if parent is None:
            self._close()
            self.result.append(made)
        else:
            above = self.pending[-1] if self.pending else _last_line(parent)
            deeper = mark.column > parent.mark.column + 1
            made.apart = not (deeper or adjoins(above, line) or _announces(parent))
            parent.inner += self.pending
            parent.inner.append(made)
            self.pending = []
        self.stack.append(made)

    def _parent(self, mark: Mark, count: Count) -> OpenItem | None:
        """The item that a new list stands in; a restart of the same numbers stands beside the old list."""
        for level, opened in enumerate(self.stack):
            same = opened.style == count.style
            deeper = mark.column > opened.column + 1
            if same and not deeper:
                del self.stack[level:]
                break
        if not self.stack or count.number > 1:
            return None
        return self.stack[-1].last

    def _note(self, count: Count) -> None:
        if count.style.family != "bullet":
            self.counting.last[count.style] = count.number

    def _close(self) -> None:
        self.stack = []
        self.result += self.pending
        self.pending = []


def _announces(item: OpenItem) -> bool:
    """Whether the item ends in a colon."""
    return item.mark.text.rstrip().endswith((":", "："))


def _last_line(item: OpenItem) -> Decided:
    """The last line of what was read of an item so far."""
    if not item.inner:
        return item.line
    last = item.inner[-1]
    return last if not isinstance(last, OpenList) else _last_line(last.last)


def _following(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """For each line the mark of the next line that has one."""
    following: list[Mark | None] = []
    later: Mark | None = None
    for mark in reversed(marks):
        following.append(later)
        later = mark or later
    return following[::-1]


def _goes_on(opened: OpenList, mark: Mark) -> Count | None:
    """How the mark goes on an open list: the next number, or after few lost ones; the same list mark."""
    for count in mark.counts:
        if count.style != opened.style:
            continue
        if count.style.family == "bullet":
            return count
        lost = _LOST_NUMBERS if count.style.family == "digits" else int("cyrillic" in count.style.family)
        if 0 < count.number - opened.last.number <= 1 + lost:
            return count
    return None


def _confirmed(count: Count, following: Mark | None) -> bool:
    return following is not None and any(
        later.style == count.style and later.number == count.number + 1 for later in following.counts
    )

"""Lists among the paragraphs: what counts on is a list when it looks like one, and paragraphs if not.

Numbered paragraphs of a report, each several sentences long, are no list: they stay paragraphs and
their numbers stay text. So do two initials that happen to follow each other, and dialogue after dashes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.interpret.flat_lists import FlatList, part_flat
from tei.interpret.layout import is_page, text_of
from tei.interpret.list_judgement import is_list, kind_of, labels_within
from tei.interpret.list_marks import read_label
from tei.interpret.list_oddities import TOO_DEEP
from tei.interpret.list_tree import Counting, OpenItem, OpenList, read_tree
from tei.interpret.list_words import is_contents, is_participants
from tei.model import Block, Item, ItemList, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Decided
    from tei.interpret.layout import Maker

_FEWEST_ASKED = 2  # questions that are answered in turn
# Lines of an item or a list: each is settled as part of it, or goes back to the text.
_Inner = list["tuple[Decided | ItemList, bool]"]
_Run = list["tuple[OpenItem | Decided, tuple[Decided | ItemList, ...]]"]


class Lists:
    """Reads the lists of a division; numbering goes on from one to the next."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.counting = Counting()

    def group(self, lines: Sequence[Decided], before: str = "") -> list[Decided | ItemList]:
        """Group lines into lists; every line comes back in order, in a list or as it was.

        `before` is the text that stands before the lines: it may say whom a list names.
        """
        if _in_turn(lines):
            return list(lines)
        pieces: list[Decided | ItemList] = []
        for node in read_tree(lines, self.counting):
            if isinstance(node, OpenList):
                pieces += self._settle(node, _introduction(pieces, before))
                self._headed(pieces)
            elif flat := None if is_page(node) else part_flat(text_of(node), bulleted=False):
                pieces.append(self._flat_list(flat, node, _introduction(pieces, before)))
            else:
                pieces.append(node)
        return pieces

    def _headed(self, pieces: list[Decided | ItemList]) -> None:
        """`CONTENTS` over a list without page numbers is the heading of the list."""
        if len(pieces) < 2:
            return
        head, made = pieces[-2:]
        if isinstance(made, ItemList) and not isinstance(head, ItemList) and is_contents(text_of(head)):
            words = self.maker.words(text_of(head), head)
            span = Span(head.printed.span.first, made.span.last)
            pieces[-2:] = [replace(made, head=words, span=span)]

    def _settle(self, opened: OpenList, introduction: str) -> list[Decided | ItemList]:
        """A list; or several, with the lines between them that are no items; or lines only.

        An item that holds lines which are no list is no item: what belongs to it is not sure. Only
        behind the last item such lines may follow, for there the list ends.
        """
        pieces: list[Decided | ItemList] = []
        run: _Run = []
        tail: list[Decided | ItemList] = []
        for entry in opened.entries:
            last = entry is opened.entries[-1]
            inner = self._inner(entry, last=last) if isinstance(entry, OpenItem) else []
            sure = next((index for index, (_, whole) in enumerate(inner) if not whole), len(inner))
            if last:
                tail = [piece for piece, _ in inner[sure:]]
                inner = inner[:sure]
            if isinstance(entry, OpenItem) and sure < len(inner):
                pieces += [*self._made(opened, run, introduction), entry.line, *(piece for piece, _ in inner)]
                run = []
            else:
                run.append((entry, tuple(piece for piece, _ in inner)))
        return [*pieces, *self._made(opened, run, introduction), *tail]

    def _inner(self, item: OpenItem, *, last: bool) -> _Inner:
        """What stands in an item, and whether it is settled there; a list apart only if the outer one goes on."""
        inner: _Inner = []
        for child in item.inner:
            if isinstance(child, OpenList):
                settled = self._settle(child, item.mark.text)
                inner += [
                    (piece, isinstance(piece, ItemList) and not (last and child.apart)) for piece in settled
                ]
            else:
                inner.append((child, True))
        return inner

    def _block(self, piece: Decided | ItemList) -> Block | ItemList:
        return piece if isinstance(piece, ItemList) else self.maker.block(piece)

    # --- a run of entries as a list ---

    def _made(self, opened: OpenList, run: _Run, introduction: str) -> list[Decided | ItemList]:
        """The entries as a list, if they are one; page breaks after the last item stand after the list."""
        last = max((index for index, piece in enumerate(run) if _is_whole(*piece)), default=-1)
        run, after = run[: last + 1], run[last + 1 :]
        first = next((index for index, (entry, _) in enumerate(run) if isinstance(entry, OpenItem)), 0)
        leading, run = run[:first], run[first:]
        items = [entry for entry, _ in run if isinstance(entry, OpenItem)]
        introduced = introduction.rstrip().endswith((":", "："))
        flat = any(item.mark.bullet and part_flat(item.mark.text, bulleted=True) for item in items)
        if flat or is_list(opened, items, introduced=introduced):
            made: list[Decided | ItemList] = [self._list(opened, run, items, introduction)]
        else:
            made = _as_lines(run)
        return [*_as_lines(leading), *made, *_as_lines(after)]

    def _list(self, opened: OpenList, run: _Run, items: Sequence[OpenItem], introduction: str) -> ItemList:
        behind_marks = labels_within(items) if opened.style.family == "bullet" else []
        labels = iter(behind_marks or [item.mark.label for item in items])
        entries: list[Item | Block] = []
        for entry, inner in run:
            if isinstance(entry, OpenItem):
                entries += self._items(entry, next(labels), tuple(self._block(piece) for piece in inner))
            else:
                entries.append(self.maker.block(entry))
        span = Span(entries[0].span.first, max(entry.span.last for entry in entries))
        people = is_participants(introduction)
        kind = "participants" if people else kind_of(opened, behind_marks)
        rule = "list under a line that names who is present" if people else "lines that count on as a list"
        if opened.style.family == "bullet" and not people:
            rule = "lines with a list mark"
        rule = TOO_DEEP if opened.too_deep else rule
        return ItemList(kind, tuple(entries), span, rule=rule)

    def _items(self, item: OpenItem, label: str, inner: tuple[Block | ItemList, ...]) -> list[Item]:
        """An item; one line may hold several, or an item and the list in it."""
        line = item.line
        mark = item.mark
        flat = part_flat(mark.text, bulleted=True) if mark.bullet else None
        span = Span(
            line.printed.span.first, max([line.printed.span.last, *(piece.span.last for piece in inner)])
        )
        if flat is None:
            text = mark.text[len(label) :] if mark.bullet else mark.text
            return [Item(label, self.maker.words(text, line), span, mark.bullet, inner)]
        pieces = [
            Item("", self.maker.words(text, line), line.printed.span, bullet or mark.bullet)
            for bullet, text in flat.pieces
        ]
        if not flat.head:
            return [*pieces[:-1], Item("", pieces[-1].content, span, pieces[-1].bullet, inner)]
        below = ItemList("bulleted", tuple(pieces), line.printed.span, rule="list on one line")
        head = self.maker.words(flat.head, line)
        return [Item("", head, span, mark.bullet, (below, *inner))]

    def _flat_list(self, flat: FlatList, line: Decided, introduction: str) -> ItemList:
        """A line without a list mark: words with a colon, then the items."""
        span = line.printed.span
        items = tuple(Item("", self.maker.words(text, line), span, bullet) for bullet, text in flat.pieces)
        people = is_participants(flat.head) or is_participants(introduction)
        head = self.maker.words(flat.head, line)
        return ItemList("participants" if people else "bulleted", items, span, head, "list on one line")


def _in_turn(lines: Sequence[Decided]) -> bool:
    """Whether each number comes twice, one after the other: questions, and in turn with them the answers."""
    labels = [label for line in lines if (label := read_label(text_of(line).strip())[0])]
    pairs = sum(1 for first, second in zip(labels[::2], labels[1::2], strict=False) if first == second)
    return pairs >= _FEWEST_ASKED and pairs * 2 == len(labels) and len(set(labels)) == pairs


def _introduction(pieces: Sequence[Decided | ItemList], before: str) -> str:
    """The line right before a list."""
    if not pieces:
        return before
    last = pieces[-1]
    return "" if isinstance(last, ItemList) else text_of(last)


def _is_whole(entry: OpenItem | Decided, inner: tuple[Decided | ItemList, ...]) -> bool:
    """An item; not one that announces what then does not stand in it (`3. Projects:`)."""
    if not isinstance(entry, OpenItem):
        return False
    return bool(inner or entry.mark.bullet or not entry.mark.text.rstrip().endswith((":", "：")))


def _as_lines(run: _Run) -> list[Decided | ItemList]:
    """The entries as they were before: their lines, with the lists that stood below them."""
    return [
        piece
        for entry, inner in run
        for piece in (entry.line if isinstance(entry, OpenItem) else entry, *inner)
    ]

"""Nothing lost: an output compared with the TEI that it was made of (`tei render --verify`, stage 7).

Every character of the text must be in the output, once and in order; a note may stand at any place. What the output
adds is passed over: labels, brackets for markup, numbers of pages. Long passages are looked for first, and what is
short only between them, so that a short word is not taken for the same word elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_ID
from tei.findings import Finding, Where, finding
from tei.rendering import shown
from tei.rendering.fonts import xpath_of
from tei.rendering.passages import passages_of, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml import etree

    from tei.rendering.passages import Passage

_LONG: Final = 12
"""Characters of a passage that is hardly ever somewhere else by chance."""
_TURNED: Final = re.compile("[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]")
_BRACKETS: Final = 3
"""Signs that a print may have between two runs of a passage."""
_SHOWN: Final = 40
_MOST: Final = 10


@dataclass(slots=True)
class _Place:
    """A passage as the output would have it, and where it was found."""

    passage: Passage
    runs: tuple[str, ...]
    text: str
    apart: bool
    """It may stand at any place."""
    turned: bool = False
    """It is written from the right, or signs in it turn its order: a PDF keeps the order in which it looks."""
    span: tuple[int, int] | None = None
    fault: str = ""


@dataclass(slots=True)
class _Output:
    """The text of an output, and what of it is taken already."""

    text: str
    loose: bool
    """Whether lines of a page (its number, its head) may stand within a passage, as in PDF."""
    taken: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.text))

    def take(self, start: int, end: int) -> tuple[int, int]:
        self.taken[start:end] = b"\1" * (end - start)
        return start, end

    def find(self, text: str, start: int, end: int) -> int:
        """The first place that is not taken; -1: there is none."""
        at = self.text.find(text, start, end)
        while at >= 0 and any(self.taken[at : at + len(text)]):
            at = self.text.find(text, at + 1, end)
        return at

    def find_last(self, text: str, end: int) -> int:
        """The last place before `end` that is not taken; -1: there is none."""
        at = self.text.rfind(text, 0, end)
        while at >= 0 and any(self.taken[at : at + len(text)]):
            at = self.text.rfind(text, 0, at + len(text) - 1)
        return at


def verified(
    tree: etree._ElementTree, to: str, data: bytes, path: str, *, identity: str, in_rows: bool = False
) -> list[Finding]:
    """Compare an output with the TEI that it was made of.

    Args:
        tree: the TEI.
        to: the format: `html`, `text`, `jsonl`, `epub` or `pdf`.
        data: the output.
        path: the TEI file that findings name.
        identity: the document's id.
        in_rows: whether its languages stand beside each other, row by row, so that each has an order of its own.

    Returns:
        R040 missing, R041 there too often, R042 at another place, R043 the output could not be compared.
    """
    try:
        return compared(tree, shown.Shown(to, data), path, identity=identity, in_rows=in_rows)
    except shown.NotReadableError as fault:
        return [finding("R043", f"{to}: {fault}", Where(path))]


def compared(
    tree: etree._ElementTree, output: shown.Shown, path: str, *, identity: str, in_rows: bool = False
) -> list[Finding]:
    """As `verified`, with an output that has been read back, of one document or of many."""
    to = output.to
    try:
        text = output.of(identity)
    except shown.NotReadableError as fault:
        return [finding("R043", f"{to}: {fault}", Where(path))]
    alike: Callable[[str], str] = shown.as_in_pdf if to == "pdf" else squeezed
    places = [_placed(one, alike) for one in passages_of(tree)]
    _match([one for one in places if one.text], _Output(text, loose=to == "pdf"), in_rows=in_rows)
    repeated = () if to == "pdf" else _repeated(places, text)
    faults = [(one, one.fault) for one in places if one.fault]
    return [*_told(faults, to, path), *_told([(one, "R041") for one in repeated], to, path)]


def compared_collection(
    documents: Iterable[tuple[str, etree._ElementTree]],
    to: str,
    data: bytes,
    path: str,
    *,
    in_rows: bool = False,
) -> Iterator[Finding]:
    """As `verified`, for the documents in a collection, each with the file that findings name."""
    try:
        output = shown.Shown(to, data)
    except shown.NotReadableError as fault:
        yield finding("R043", f"{to}: {fault}", Where(path))
        return
    for name, tree in documents:
        identity = tree.getroot().get(XML_ID) or Path(name).stem
        yield from compared(tree, output, name, identity=identity, in_rows=in_rows)


def _placed(passage: Passage, alike: Callable[[str], str]) -> _Place:
    runs = tuple(alike(run) for run in passage.runs)
    return _Place(passage, runs, "".join(runs), passage.in_note, turned=bool(_TURNED.search(passage.text)))


def _match(places: Sequence[_Place], output: _Output, *, in_rows: bool) -> None:
    running = [one for one in places if not one.apart]
    notes = [one for one in places if one.apart]
    orders = _by_version(running) if in_rows else [running]
    for order in orders:
        _long_ones(order, output)
    for one in notes:
        if len(one.text) >= _LONG and (at := output.find(one.text, 0, len(output.text))) >= 0:
            one.span = output.take(at, at + len(one.text))
    for order in orders:
        _between(order, output)
    for one in notes:
        if one.span is None:
            _in_pieces(one, output, 0, len(output.text))


def _by_version(running: Sequence[_Place]) -> list[list[_Place]]:
    """The passages of each version of the text, and of what stands outside of them."""
    versions: dict[etree._Element | None, list[_Place]] = {}
    for one in running:
        versions.setdefault(_version(one.passage.element), []).append(one)
    return list(versions.values())


def _version(element: etree._Element) -> etree._Element | None:
    divisions = [one for one in (element, *element.iterancestors()) if one.tag == TEI + "div"]
    return divisions[-1] if divisions and divisions[-1].get("type") in {"edition", "translation"} else None


def _long_ones(running: Sequence[_Place], output: _Output) -> None:
    """The long passages that are in the output as they are, in their order.

    From the last on: before the text a title may say the same as its heading.
    """
    end = len(output.text)
    for one in reversed(running):
        if len(one.text) >= _LONG and (spans := _last(one, output, end)):
            for span in spans:
                output.take(*span)
            one.span = (spans[0][0], spans[-1][1])
            end = spans[0][0]


def _last(one: _Place, output: _Output, end: int) -> list[tuple[int, int]]:
    """The last place of a passage: as it is, or its runs with no more between them than brackets for markup."""
    whole = output.find_last(one.text, end)
    if whole >= 0:
        return [(whole, whole + len(one.text))]
    found: list[tuple[int, int]] = []
    for run in filter(None, reversed(one.runs)):
        at = output.find_last(run, end)
        if at < 0 or (found and found[0][0] - at - len(run) > _BRACKETS):
            return []
        found.insert(0, (at, at + len(run)))
        end = at
    return found


def _between(running: Sequence[_Place], output: _Output) -> None:
    """All others: each between those before and after it."""
    at = 0
    ends = [len(output.text)] * (len(running) + 1)
    for number in range(len(running) - 1, -1, -1):
        span = running[number].span
        ends[number] = span[0] if span else ends[number + 1]
    for number, one in enumerate(running):
        if one.span is None:
            _in_pieces(one, output, at, ends[number])
        if one.span:
            at = one.span[1]


def _in_pieces(one: _Place, output: _Output, start: int, end: int) -> None:
    """A passage between whose runs the output has signs of its own."""
    spans = _runs(one, output, start, end)
    if not spans and output.loose:
        spans = _scattered(one, output, start, end)
    if spans:
        for span in spans:
            output.take(*span)
        one.span = (spans[0][0], spans[-1][1])
    else:
        elsewhere = len(one.text) >= _LONG and one.text in output.text
        one.fault = "R042" if elsewhere else "R040"


def _runs(one: _Place, output: _Output, start: int, end: int) -> list[tuple[int, int]]:
    """Where the runs are, each after the one before; none: one of them is missing."""
    whole = output.find(one.text, start, end)
    if whole >= 0:
        return [(whole, whole + len(one.text))]
    found = []
    for run in filter(None, one.runs):
        at = output.find(run, start, end)
        if at < 0:
            return []
        start = at + len(run)
        found.append((at, start))
    return found


def _scattered(one: _Place, output: _Output, start: int, end: int) -> list[tuple[int, int]]:
    """A passage with lines of the page in it: its characters one after the other; of one that is turned, in any order."""
    text = one.text
    free = [at for at in range(start, end) if not output.taken[at]]
    if one.turned:
        kept = Counter(output.text[at] for at in free)
        return [(start, start)] if not Counter(text) - kept else []
    signs = iter(free)
    found = []
    for sign in text:
        at = next((place for place in signs if output.text[place] == sign), -1)
        if at < 0:
            return []
        found.append((at, at + 1))
    return found


def _repeated(places: Sequence[_Place], text: str) -> Iterator[_Place]:
    """Long passages that the output has more often than the TEI."""
    whole = "\n".join(one.text for one in places)
    told: set[str] = set()
    for one in places:
        if len(one.text) >= _LONG and one.text not in told and text.count(one.text) > 1:
            told.add(one.text)
            if text.count(one.text) > whole.count(one.text):
                yield one


def _with_blanks(element: etree._Element, text: str) -> str:
    """The text of a passage as it can be looked for in the TEI, where the passage is all of an element's."""
    printed = " ".join("".join(map(str, element.itertext())).split())
    return printed if printed.replace(" ", "") == text else text


def _told(faults: Sequence[tuple[_Place, str]], to: str, path: str) -> Iterator[Finding]:
    says = {"R040": "is missing in", "R041": "stands more than once in", "R042": "stands at another place in"}
    for one, code in faults[:_MOST]:
        element = one.passage.element
        words = _with_blanks(element, one.passage.text)
        short = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        more = len(faults) - _MOST if one is faults[min(_MOST, len(faults)) - 1][0] else 0
        message = f"{to}: {short!r} ({len(words)} characters) {says[code]} the output"
        if more > 0:
            message += f"; so it is with {more} more passages"
        yield finding(code, message, Where(path, element.sourceline, None, xpath_of(element)))

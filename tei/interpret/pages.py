"""Where the pages of the print begin: page numbers, running heads and feet, signs within a sentence.

A page marker is no text, but it stays where it stands: as `pb`, and as `fw` where the print itself has
it (TEI Guidelines 3.11.3). A number that opens its page comes after the `pb`, one that closes its page
before it. What may as well be text (a lone number, a year, the number of a list item) stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from tei.interpret.line_ends import begins_letter, begins_small, divides_word, ends_open, ends_sentence, width
from tei.interpret.opened_pages import NUMBERED
from tei.interpret.page_forms import (
    ADDRESSEE,
    OPENS_SIGN,
    SIGNS,
    Form,
    is_running_head,
    line_form,
    names_copy,
)
from tei.interpret.said_pages import named_furniture, numbered
from tei.interpret.sign_search import found_in
from tei.model import Furniture, Line, PageBreak

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tei.model import Inline
    from tei.profile import FurnitureLine

_YEAR = 1500  # `- 1917 -` is a year unless it stands in a series
_BETWEEN = 300  # characters of text between two bare numbers that count pages
_FOOT_LINES = 3
_FEWEST_GLUED = 2  # a running head, and a line below it that counts on
_WIDEST_FOOT = 70
_CATCHWORD = 25
_FENCE = re.compile(r"```[a-z]{0,10}")
_NARROWEST = 40  # a foot stands under running text, no other short lines

Parts = tuple["Inline", ...]
_NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a text and which of them mark a page.

    `lines` are those given; a line with a number glued to its front (`82Archive, f. 3`) is two. `marks`
    maps the index of a line that is no text to its parts. `signs` maps the words of a marker to its
    parts, wherever in a line it stands.
    """

    lines: tuple[Line, ...]
    marks: Mapping[int, Parts] = field(default_factory=dict)
    signs: Mapping[str, Parts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    """A marker line: its index among the lines with text, its form."""

    row: int
    form: Form


def find_pages(
    lines: Sequence[Line], furniture: Sequence[FurnitureLine] = (), opened: Mapping[int, int] = _NONE
) -> Pages:
    """Tell the page markers of a text, in one pass over its lines and one over the markers.

    `furniture` are the forms of lines that the layout says are such; `opened` the lines, by number, before whose
    words the number of their page stands.
    """
    lines = _without_glued_source(_without_opening_numbers(lines, opened))
    at = [index for index, line in enumerate(lines) if not line.blank]
    rows = [lines[index].text.strip() for index in at]
    named = named_furniture(rows, furniture)
    found = [
        _Found(row, form) for row, text in enumerate(rows) if row not in named and (form := line_form(text))
    ]
    sure = [
        *(_Found(row, Form("named", n)) for row, n in numbered(rows, furniture)),
        *(one for one in found if one.form.kind in ("heading", "end", "stamp")),
        *(one for one in found if one.form.kind == "dashed" and one.form.n < _YEAR),
        *(one for one in found if one.form.kind == "worded"),
        *_counted([one for one in found if one.form.kind == "bare"], rows),
        *_counted([one for one in found if one.form.kind == "dashed" and one.form.n >= _YEAR], rows),
        *_glued([one for one in found if one.form.kind == "glued"], rows),
    ]
    fences = _fences(rows)
    marks = named | _numbers(sorted(sure, key=lambda one: one.row), rows, fences) | _parted(at, lines, opened)
    if signs := _signs(rows):
        marks |= {
            row: signs[text]
            for row, text in enumerate(rows)
            if row not in named and text in signs and SIGNS.fullmatch(text)
        }
    marks |= _heads_and_feet(marks, rows)
    marks |= {row: parts for row, parts in fences.items() if row not in named}
    return Pages(tuple(lines), {at[row]: parts for row, parts in sorted(marks.items())}, signs)


# --- numbers on lines of their own -------------------------------------------------------------


def _interrupts(row: int, rows: Sequence[str]) -> bool:
    """Whether a line stands within a sentence: the one before has no end, the one after goes on."""
    if not 0 < row < len(rows) - 1:
        return False
    return goes_on(rows[row - 1], rows[row + 1])


def goes_on(text: str, following: str) -> bool:
    """Whether a sentence surely goes on from one line into another, whatever stands between them."""
    if divides_word(text, following):
        return True
    caseless = begins_letter(following) and following.upper() == following.lower()
    open_end = ends_open(text) and begins_letter(following)
    return not ends_sentence(text) and len(text) > 1 and (begins_small(following) or caseless or open_end)


def _counted(found: Sequence[_Found], rows: Sequence[str]) -> list[_Found]:
    """Bare numbers are page numbers where they count up by one and break into sentences."""
    sure: list[_Found] = []
    for series in _series(found):
        breaking = sum(_interrupts(one.row, rows) for one in series)
        spaced = all(
            sum(map(len, rows[first.row + 1 : second.row])) >= _BETWEEN for first, second in pairwise(series)
        )
        if len(series) > 1 and spaced and breaking * 2 >= len(series):
            sure += series
    return sure


def _series(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """Runs of numbers that rise by one."""
    series: list[_Found] = []
    for one in found:
        if series and one.form.n != series[-1].form.n + 1:
            yield series
            series = []
        series.append(one)
    if series:
        yield series


def _glued(found: Sequence[_Found], rows: Sequence[str]) -> list[_Found]:
    """A page's number glued to the next page's running head: `49Signal copy`."""
    heads = [_letters(one.form.rest) for one in found]
    often = Counter(heads)
    return [
        one
        for one, head in zip(found, heads, strict=True)
        if is_running_head(one.form.rest)
        and (names_copy(one.form.rest) or often[head] > 1 or _interrupts(one.row, rows))
    ]


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _without_glued_source(lines: Sequence[Line]) -> list[Line]:
    """Part a number from the line glued to it where it counts on from a running head above."""
    if sum(line.text[:1].isdigit() for line in lines) < _FEWEST_GLUED:
        return list(lines)
    parted: list[Line] = []
    last: int | None = None
    for line in lines:
        form = line_form(line.text.strip()) if line.text[:1].isdigit() else None
        if form is None or form.kind != "glued":
            parted.append(line)
        elif is_running_head(form.rest):
            last = form.n if names_copy(form.rest) else last
            parted.append(line)
        elif last is not None and 0 < form.n - last <= _FOOT_LINES:
            last = form.n
            parted += [Line(line.number, str(form.n)), Line(line.number, form.rest)]
        else:
            parted.append(line)
    return parted


def _without_opening_numbers(lines: Sequence[Line], opened: Mapping[int, int]) -> Sequence[Line]:
    """Part the numbers of pages from the words that they stand before."""
    if not opened:
        return lines
    parted: list[Line] = []
    for line in lines:
        number = NUMBERED.match(line.text) if line.number in opened else None
        if number is None:
            parted.append(line)
        else:
            parted += [Line(line.number, number["n"]), Line(line.number, line.text[number.end() :])]
    return parted


def _parted(at: Sequence[int], lines: Sequence[Line], opened: Mapping[int, int]) -> dict[int, Parts]:
    """The numbers that were parted from their lines: their line number is that of the line after."""
    if len({line.number for line in lines}) == len(lines):
        return {}
    marks: dict[int, Parts] = {}
    for row, index in enumerate(at[:-1]):
        line = lines[index]
        if line.number != lines[at[row + 1]].number:
            continue
        number = Furniture(line.text, "pageNum")
        opens = line.number in opened
        marks[row] = (PageBreak(line.text), number) if opens else (number, PageBreak(""))
    return marks


def _closing(n: int, text: str, head: str = "") -> Parts:
    """A number that closes its page; the number of the page after it is counted, not printed.

    Where the number is glued to the next page's head, nothing is put between the two.
    """
    if head and head[0] not in "[(":
        return Furniture(text, "pageNum"), PageBreak(""), Furniture(head, "header")
    following = (Furniture(head, "header"),) if head else ()
    return Furniture(text, "pageNum"), PageBreak(str(n + 1), certain=False), *following


def _numbers(sure: Sequence[_Found], rows: Sequence[str], fences: Mapping[int, Parts]) -> dict[int, Parts]:
    """The parts of each number line, by whether the numbers of its kind open or close their pages.

    A number with nothing but furniture after it closes the last page: no further one begins.
    """
    if not sure:
        return {}
    taken = {one.row for one in sure} | set(fences)
    last = next((row for row in range(len(rows) - 1, -1, -1) if row not in taken), -1)
    closing: dict[str, bool] = {}
    marks = {}
    for one in sure:
        closes = closing.setdefault(one.form.kind, _closes(one, rows))
        marks[one.row] = _parts(one.form, rows[one.row], closing=closes, after=one.row < last)
    return marks


def _closes(first: _Found, rows: Sequence[str]) -> bool:
    """Whether the numbers of a kind close their pages: the first one is 1, and text stands above it."""
    if first.form.kind in ("stamp", "end"):
        return True
    return first.form.n == 1 and sum(map(len, rows[: first.row])) >= _BETWEEN


def _parts(form: Form, text: str, *, closing: bool, after: bool) -> Parts:
    if form.kind == "glued":
        return _closing(form.n, text[: len(text) - len(form.rest)], form.rest)
    if form.kind == "end":
        return (Furniture(text, "footer"),)
    if form.kind == "stamp":
        stamp = Furniture(text, "footer")
        return (stamp, PageBreak(str(form.n + 1), certain=False)) if after else (stamp,)
    if closing and not form.side:
        return _closing(form.n, text) if after else (Furniture(text, "pageNum"),)
    return PageBreak(f"{form.n}{form.side}"), Furniture(text, "pageNum")


# --- running heads and feet --------------------------------------------------------------------


def _heads_and_feet(marks: Mapping[int, Parts], rows: Sequence[str]) -> dict[int, Parts]:
    """Lines beside page markers that repeat from page to page; the addressee and a catchword above them."""
    if not marks:
        return {}
    heads = _repeated([row + 1 for row in marks], marks, rows)
    feet = _repeated([row - 1 for row in marks], marks, rows)
    found: dict[int, Parts] = {row: (Furniture(rows[row], "header"),) for row in heads}
    found |= {row: (Furniture(rows[row], "footer"),) for row in feet}
    twice = _twice(rows)
    for row in sorted(marks):
        if row and row - 1 not in marks and row - 1 not in found:
            for foot in _foot(row, rows, twice):
                found[foot] = (Furniture(rows[foot], "footer"),)
    return found


def _repeated(beside: Iterable[int], marks: Mapping[int, Parts], rows: Sequence[str]) -> list[int]:
    """Those rows beside page markers that stand there at two pages or more, digits apart."""
    there = [
        row for row in beside if 0 <= row < len(rows) and row not in marks and is_running_head(rows[row])
    ]
    words = [_letters(rows[row]) for row in there]
    often = Counter(words)
    return [row for row, word in zip(there, words, strict=True) if often[word] > 1]


def _twice(rows: Sequence[str]) -> frozenset[str]:
    """The words of short lines that stand in the text more than once."""
    seen: set[str] = set()
    twice: set[str] = set()
    for text in rows:
        if len(text) <= _WIDEST_FOOT and (word := _letters(text)):
            (twice if word in seen else seen).add(word)
    return frozenset(twice)


def _foot(row: int, rows: Sequence[str], twice: frozenset[str]) -> range:
    """The lines above a page marker that stand at the page's foot: an addressee, or a catchword."""
    above, following = rows[row - 1], rows[row + 1] if row + 1 < len(rows) else ""
    if (
        len(above) <= _CATCHWORD
        and row > 1
        and not ends_sentence(rows[row - 2])
        and re.match(re.escape(above) + r"\s?\w", following)
    ):
        return range(row - 1, row)
    for size in range(min(_FOOT_LINES, row - 1), 0, -1):
        first, *others = rows[row - size : row]
        short = all(width(text) <= _WIDEST_FOOT for text in (first, *others))
        named = all(_capitalised(text) or _letters(text) in twice for text in others)
        under_text = len(rows[row - size - 1]) >= max(_NARROWEST, len(first))
        if short and named and under_text and _is_addressee(first, twice):
            return range(row - size, row)
    return range(0)


def _is_addressee(text: str, twice: frozenset[str]) -> bool:
    match = ADDRESSEE.match(text)
    if match is None:
        return False
    return _letters(text) in twice or (len(match["who"].split()) > 1 and _capitalised(match["who"]))


def _capitalised(text: str) -> bool:
    """Names and titles only: every word of more than three letters has a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)


def _fences(rows: Sequence[str]) -> dict[int, Parts]:
    """The lines with which a scanner's program fences the text of a page: "```text" and "```"."""
    fences = [row for row, text in enumerate(rows) if text[:1] == "`" and _FENCE.fullmatch(text)]
    if len(fences) < 2:
        return {}
    return {row: (Furniture(rows[row], "footer" if rows[row] == "```" else "header"),) for row in fences}


# --- signs within a line -----------------------------------------------------------------------


def _signs(rows: Sequence[str]) -> dict[str, Parts]:
    """The page markers within lines: `[p. 6]`, `[page break]`; `(p. 6)` and ` // ` only in a series."""
    signs: dict[str, Parts] = {}
    round_: list[tuple[int, str]] = []
    slashes: list[bool] = []
    for text in filter(OPENS_SIGN.search, rows):
        for match in found_in(text, SIGNS, OPENS_SIGN):
            if match["break"]:
                signs[match[0]] = (PageBreak("", match[0]),)
            elif match["number"]:
                signs[match[0]] = _numbered(match[0], match["number"], bracket=True)
            elif match["between"]:
                signs[match[0]] = (PageBreak(match["between"], match[0]),)
            elif match["round"]:
                round_.append((int(match["round"]), match[0]))
            else:
                slashes.append(_within_sentence(text, match.start(), match.end()))
    rising = sum(second[0] == first[0] + 1 for first, second in pairwise(round_))
    if rising and rising * 2 >= len(round_) - 1:
        signs |= {words: _numbered(words, str(n), bracket=False) for n, words in round_}
    in_prose = len(slashes) > 1 and sum(slashes) * 2 > len(slashes)
    if in_prose and not any(" / " in text for text in rows):  # signs between verses
        signs["//"] = (PageBreak("", "//"),)
    return signs


def _within_sentence(text: str, begin: int, end: int) -> bool:
    """Whether ` // ` stands in prose: words, no numbers, on both sides, in a long line."""
    before, after = text[max(0, begin - 3) : begin].rstrip(), text[end : end + 3].lstrip()
    return len(text) > _WIDEST_FOOT and not before[-1:].isdigit() and not after[:1].isdigit()


def _numbered(words: str, n: str, *, bracket: bool) -> Parts:
    """`[p. 6]` is a sign of the transcriber, which the markup replaces; other words stay to be read."""
    if bracket and re.match(r"(?i)\[\s?p\.", words):
        return (PageBreak(n, words),)
    return PageBreak(n), Furniture(words, "pageNum")

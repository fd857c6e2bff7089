"""The parts of a division: heading, opener, paragraphs, closer, source note, notes.

A line is a paragraph unless its place and its form say otherwise. Opener forms count only before the
first paragraph, closer forms only after the last one, so a short line in the text stays a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei.interpret.arrange import arrange
from tei.interpret.citation.people import is_name
from tei.interpret.dates import read_date
from tei.interpret.forms import ADDRESS_LINE, closer_form, goes_on_address, is_dateline, is_head, opener_form
from tei.interpret.inline import Reading, read_inline
from tei.interpret.layout import Maker
from tei.interpret.notes import NotesSection, find_notes
from tei.interpret.notes.ends import is_source
from tei.interpret.notes.marks import unanswered
from tei.interpret.notes.pairing import pair
from tei.interpret.notes.reading import between, keys, note_pieces, parted
from tei.interpret.pages import find_pages
from tei.interpret.print_lines import Printed, join_lines
from tei.model import Block, Dated, Inline, Line, Name, Piece, Place, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tei.interpret.layout import Decided
    from tei.model import BlockKind, DateReading, Piece
    from tei.profile import BodyRules

_CLOSING_LINES = 6
_AFTER_TEXT = frozenset(("source-note", "dateline", "signed", "address", "trailer", "salute"))
_SPACES = re.compile(r"\s{2,}")
_ALIGNMENT = re.compile(r"\s{4,}")


@dataclass(frozen=True, slots=True)
class _Decided:
    printed: Printed
    kind: BlockKind
    rule: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a division's lines became: blocks and notes in printed order, and what is odd about them."""

    blocks: tuple[Piece, ...]
    orphan_anchors: tuple[tuple[int, str], ...]
    orphan_notes: tuple[tuple[int, str], ...]
    repeated_notes: tuple[tuple[int, str], ...]
    weak_ends: tuple[int, ...] = ()
    unsure_ends: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLanguages:
    """Languages beside the division's own.

    `lines` maps the number of a line in another language to that language; `near` are the languages
    that the record states or has elsewhere.
    """

    lines: Mapping[int, str] = field(default_factory=dict)
    near: tuple[str, ...] = ()


_NO_OTHERS = OtherLanguages()


def read_blocks(
    lines: Sequence[Line],
    rules: BodyRules,
    *,
    language: str,
    translation: bool,
    context: DateReading | None,
    others: OtherLanguages = _NO_OTHERS,
) -> Parts:
    """Read a division's lines: every non-blank line becomes one block or belongs to one note."""
    pages = find_pages(lines)
    sections = find_notes(pages.lines, pages.marks)
    joined = [join_lines(stretch.lines, stretch) for stretch in between(pages, sections)]
    text = [printed for stretch in joined for printed in stretch.printed]
    notes = keys(sections)
    in_row, refused = unanswered([printed.text for printed in text], notes)
    reading = Reading(
        language=language,
        context=context,
        notes=notes,
        supplied=rules.supplied and translation,
        raised=rules.raised is not None,
        near=others.near,
        pages=pages.signs,
        in_row=in_row,
        refused=refused,
    )
    blocks: list[Piece] = []
    for stretch in parted(list(_after_notes(_with_pages(text, language), sections)), sections):
        blocks += arrange(stretch, _maker(reading, others.lines))
    blocks += note_pieces(sections, reading, others.lines, translation=translation)
    blocks.sort(key=lambda block: block.span.first)
    paired = pair(blocks, sections)
    return Parts(
        paired.pieces,
        paired.orphan_anchors,
        paired.orphan_notes,
        paired.repeated_notes,
        unsure_ends=tuple(one for section in sections for one in section.unsure),
        weak_ends=tuple(number for stretch in joined for number in stretch.weak),
    )


def _after_notes(decided: Sequence[_Decided], sections: Sequence[NotesSection]) -> Iterator[_Decided]:
    """A line after the notes that names where the text is from is a source note."""
    last = sections[-1].notes[-1].lines[-1].number if sections and sections[-1].place == "end" else 0
    for one in decided:
        if last and one.kind == "p" and one.printed.number > last and is_source(one.printed.text):
            yield replace(one, kind="source-note", rule="source line after the notes")
        else:
            yield one


# --- what a line is, by place and form ---------------------------------------------------------


def _with_pages(lines: Sequence[Printed], language: str) -> list[_Decided]:
    """Page markers stay where they stand and are no part of an opening, the text or a closing."""
    pages = [_Decided(line, "page", "page marker") for line in lines if line.page]
    decided = _decide([line for line in lines if not line.page], language)
    # A number parted from the line it was glued to has the number of that line, and stands before it.
    return sorted([*pages, *decided], key=lambda one: (one.printed.number, one.kind != "page"))


def _decide(lines: Sequence[Printed], language: str) -> list[_Decided]:
    opening = _opening(lines, language)
    closing = _closing(lines[len(opening) :], language)
    middle = lines[len(opening) : len(lines) - len(closing)]
    paragraphs = [_Decided(line, "p", "a line is a paragraph") for line in middle]
    return [*(part for line in opening for part in line), *paragraphs, *closing]


def _opening(lines: Sequence[Printed], language: str) -> list[list[_Decided]]:
    """The lines before the first paragraph, while each has the form of a heading or an opener.

    One entry a line: a line may hold two things, a name at its left and the dateline at its right.
    """
    decided: list[list[_Decided]] = []
    for index, line in enumerate(lines):
        text = _folded(line)
        found = opener_form(text, language)
        if found is None and decided and decided[-1][-1].rule == "To: / From: line" and goes_on_address(text):
            found = ("address", "line under an address")
        if found is None and (parts := _apart(line, language)):
            decided.append(parts)
            continue
        if found is None and _head_may_stand(decided, lines[index + 1 :]) and is_head(text):
            found = ("head", "short line without a stop, before the text")
        if found is None or len(line.lines) > 1:
            break
        decided.append([_Decided(line, *found)])
    return _without_tail_heads(decided, len(lines))


def _apart(line: Printed, language: str) -> list[_Decided]:
    """Name, office or number on the left, place and date on the right, a run of blanks between."""
    pieces = _ALIGNMENT.split(line.text.strip())
    if len(pieces) != 2 or not goes_on_address(pieces[0]) or not is_dateline(pieces[1], language):
        return []
    form = opener_form(pieces[0], language)
    kind: BlockKind = "number" if form and form[0] == "number" else "address"
    return [
        _Decided(_part(line, pieces[0]), kind, "at the left of a line that ends in place and date"),
        _Decided(_part(line, pieces[1]), "dateline", "place and date at the right of a line"),
    ]


def _part(line: Printed, text: str) -> Printed:
    return Printed((Line(line.number, text),))


def _head_may_stand(decided: Sequence[Sequence[_Decided]], after: Sequence[Printed]) -> bool:
    """A heading stands before the salutation, where text follows; its lines are not parted by an opener."""
    kinds = [part.kind for earlier in decided for part in earlier]
    parted = "head" in kinds and kinds[-1] != "head"
    return bool(after) and "salute" not in kinds and not parted


def _without_tail_heads(decided: list[list[_Decided]], lines: int) -> list[list[_Decided]]:
    """A text that is short lines only is no heading: keep the first line as one, if it is."""
    if len(decided) < lines:
        return decided
    kept = 1 if decided and decided[0][0].kind == "head" and lines > 1 else 0
    for index in range(kept, len(decided)):
        if decided[index][0].kind == "head":
            return decided[:index]
    return decided


def _closing(lines: Sequence[Printed], language: str) -> list[_Decided]:
    """The lines after the last paragraph, read from the end while each has a closer's form."""
    decided: list[_Decided] = []
    for line in reversed(lines[1:] if len(lines) > 1 else ()):
        found = closer_form(_folded(line), language) if len(decided) < _CLOSING_LINES else None
        if found is None or len(line.lines) > 1 or any(later.kind not in _AFTER_TEXT for later in decided):
            break
        decided.insert(0, _Decided(line, *found))
    return decided


# --- a decided line as a block -----------------------------------------------------------------


def _folded(line: Printed) -> str:
    return _SPACES.sub(" ", line.text.strip())


def _maker(reading: Reading, others: Mapping[int, str]) -> Maker:
    """How a decided line becomes a block, and words of a line inline content, in the line's language."""

    def block(decided: Decided) -> Block:
        return _block(decided, reading, others.get(decided.printed.number, ""))

    def words(text: str, decided: Decided) -> tuple[Inline, ...]:
        language = others.get(decided.printed.number, "") or reading.language
        return read_inline(text, _with_marks(replace(reading, language=language), decided.printed))

    return Maker(block, words)


def _block(decided: Decided, reading: Reading, language: str) -> Block:
    text = decided.printed.text
    reading = replace(reading, language=language) if language else reading
    reading = _with_marks(reading, decided.printed)
    make: Callable[[str, Reading], tuple[Inline, ...]] = _MAKERS.get(decided.kind, read_inline)
    return Block(decided.kind, make(text, reading), decided.printed.span, decided.rule, language)


def _with_marks(reading: Reading, printed: Printed) -> Reading:
    """The reading of a paragraph that page markers stand in: their lines are told by their words."""
    if not printed.marks:
        return reading
    own = {printed.lines[index].text.strip(): parts for index, parts in printed.marks.items()}
    return replace(reading, pages={**reading.pages, **own})


def _head(text: str, reading: Reading) -> tuple[Inline, ...]:
    return read_inline(text, reading, heading=True)


def _dateline(text: str, reading: Reading) -> tuple[Inline, ...]:
    """Place and date; the whole date line is the date's text where nothing else stands in it."""
    folded = _SPACES.sub(" ", text.strip())
    left = len(folded) - len(folded.lstrip("（([ "))
    right = len(folded.rstrip("）)] 。.,，"))
    whole = read_date(folded[left:right], language=reading.language, context=reading.context)
    if whole is not None:
        parts = (Text(folded[:left]), Dated(folded[left:right], whole), Text(folded[right:]))
        return tuple(part for part in parts if part.text)
    return _with_place(read_inline(folded, reading))


def _with_place(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`Bonn, ` right before the date is a place; a name after a comma is not taken for one."""
    for index, part in enumerate(content[:-1]):
        follows = content[index + 1]
        if not (isinstance(part, Text) and isinstance(follows, Dated)):
            continue
        match = re.match(
            r"^(?P<before>(?:.*\s{2,}|.*[,.] )?)(?P<place>[^\W\d_][\w’' -]{1,30})(?P<after>,\s*(?:(?:le|den|am|the|il|el)\s)?)$",
            part.text,
        )
        if match is None or len(match["place"].split()) > 3:
            return content
        split = (Text(match["before"]), Place(match["place"]), Text(match["after"]))
        return (*content[:index], *(piece for piece in split if piece.text), *content[index + 1 :])
    return content


def _address(text: str, reading: Reading) -> tuple[Inline, ...]:
    """An address line: `To: `, the name, and after a comma the office; other forms are read as text."""
    folded = _SPACES.sub(" ", text.strip())
    found = ADDRESS_LINE.match(folded)
    name, comma, office = found["who"].partition(",") if found else ("", "", "")
    if found is None or not is_name(name):
        return read_inline(text, reading)
    rest = read_inline(office, reading) if office.strip() else ()
    lead = (Text(comma + " " if rest else comma),) if comma else ()
    return Text(folded[: found.start("who")]), Name(name), *lead, *rest


_MAKERS: dict[str, Callable[[str, Reading], tuple[Inline, ...]]] = {
    "head": _head,
    "dateline": _dateline,
    "address": _address,
}

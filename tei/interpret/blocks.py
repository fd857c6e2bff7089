"""The parts of a division: the document and its annexes, in each opening, text, closing, postscript; notes.

A line is a paragraph unless its place and its form say otherwise. Opener forms count only before the
first paragraph (openings.py), closer forms only after the last one (closings.py), so a short line in
the text stays a paragraph. Opening and closing are read line by line before lines are joined.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei.interpret.arrange import arrange
from tei.interpret.block_content import content_of
from tei.interpret.closings import read_closing
from tei.interpret.datelines import stated_day
from tei.interpret.decided import BY_LAYOUT, Decided, decide, key_of, rows_of
from tei.interpret.inline import Reading, read_inline
from tei.interpret.layout import Maker
from tei.interpret.letter_spacing import fold_blanks
from tei.interpret.notes import NotesSection, find_notes
from tei.interpret.notes.ends import is_source
from tei.interpret.notes.interrupting import continued_at, with_continued
from tei.interpret.notes.marks import unanswered
from tei.interpret.notes.pairing import pair
from tei.interpret.notes.parted import STYLE as PARTED
from tei.interpret.notes.reading import inserted, keys, note_pieces
from tei.interpret.notes.signs import NoteSigns
from tei.interpret.openings import read_opening
from tei.interpret.pages import Pages, find_pages
from tei.interpret.print_lines import Printed, join_lines, print_measure
from tei.interpret.said_lines import homeless, parted, run_in, said_of
from tei.interpret.sections import (
    articles,
    cut_annexes,
    head_level,
    is_article_head,
    is_section_head,
    postscript_at,
    postscript_label,
)
from tei.model import Block, Inline, Line, Piece, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Literal

    from tei.interpret.decided import Row, Said
    from tei.interpret.said_divisions import Marked
    from tei.model import DateReading
    from tei.profile import BodyRules

_AFTER_POSTSCRIPT = frozenset(("source-note", "cited", "trailer", "furniture", "page"))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a division's lines became: blocks and notes in printed order, and what is odd about them."""

    blocks: tuple[Piece, ...]
    orphan_anchors: tuple[tuple[int, str], ...]
    orphan_notes: tuple[tuple[int, str], ...]
    repeated_notes: tuple[tuple[int, str], ...]
    weak_ends: tuple[int, ...] = ()
    homeless: tuple[tuple[int, str], ...] = ()
    unsure_ends: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a division beside its own language.

    `lines` maps the number of a line in another language to that language; `near` are the languages
    that the record states or has elsewhere; `marker` is the line that the layout says the division begins
    with; `pages` maps the number of a line to that of the page that it opens, where that stands before its words.
    """

    lines: Mapping[int, str] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    marker: Marked | None = None
    pages: Mapping[int, int] = field(default_factory=dict)


_ALONE = Surroundings()


def read_blocks(
    lines: Sequence[Line],
    rules: BodyRules,
    *,
    language: str,
    translation: bool,
    context: DateReading | None,
    others: Surroundings = _ALONE,
) -> Parts:
    """Read a division's lines: every non-blank line becomes one block or belongs to one note."""
    pages = find_pages(lines, rules.furniture, others.pages)
    signs = NoteSigns(rules.notes, rules.marks)
    sections = find_notes(pages.lines, pages.marks, signs)
    own = [line for begin, end in _between(sections, len(pages.lines)) for line in pages.lines[begin:end]]
    notes = keys(sections)
    words = [signs.bare(line.text) if signs.marks else line.text for line in own]
    in_row, refused = unanswered(words, notes)
    reading = Reading(
        language=language,
        context=context,
        notes=notes,
        supplied=rules.supplied and translation,
        raised=rules.raised is not None,
        near=others.near,
        pages=pages.signs,
        in_row=in_row | {f"{PARTED}:{note.name}" for one in sections if one.parted for note in one.notes},
        refused=refused,
        divided=rules.hyphens == "auto",
        signs=signs,
    )
    marks = {key_of(pages.lines[index]): parts for index, parts in pages.marks.items()}
    in_text = [line for line in own if key_of(line) not in marks] if marks else own
    said = said_of(in_text, rules, others.marker)
    text = _Text(reading, others.lines, marks, sections, print_measure(own), rules=rules, said=said)
    pieces = inserted(text.pieces(own), note_pieces(sections, reading, others.lines, translation=translation))
    if sections:
        pieces = with_continued(pieces, pages.lines)
    sure = continued_at(pieces) if sections else ()
    paired = pair(pieces, sections)
    return Parts(
        paired.pieces,
        paired.orphan_anchors,
        paired.orphan_notes,
        paired.repeated_notes,
        weak_ends=tuple(text.weak),
        homeless=homeless(said, paired.pieces),
        unsure_ends=tuple(one for section in sections for one in section.unsure if one[0] not in sure),
    )


def _between(sections: Sequence[NotesSection], lines: int) -> Iterator[tuple[int, int]]:
    """The stretches of text that hold no notes."""
    begin = 0
    for section in sections:
        yield begin, section.start
        begin = section.stop
    yield begin, lines


@dataclass(frozen=True, slots=True)
class _Text:
    """How the lines of a division become pieces: what its words are read by."""

    reading: Reading
    others: Mapping[int, str]
    marks: Mapping[tuple[int, str], tuple[Inline, ...]] = field(default_factory=dict)
    notes: Sequence[NotesSection] = ()
    measure: int | None = None
    weak: list[int] = field(default_factory=list)
    rules: BodyRules | None = None
    said: Said = field(default_factory=dict)

    def _rows(self, lines: Sequence[Line]) -> list[Row]:
        """The lines as rows; page markers are no part of an opening, the text or a closing."""
        if not self.marks:
            return rows_of(lines, self.said, {section.notes[0].lines[0].number for section in self.notes})
        pages = [line.number for line in lines if key_of(line) in self.marks]
        notes = [section.notes[0].lines[0].number for section in self.notes]
        return rows_of(
            [line for line in lines if key_of(line) not in self.marks], self.said, {*pages, *notes}
        )

    def _pages(self, lines: Sequence[Line]) -> list[Decided]:
        if not self.marks:
            return []
        found = [(line, self.marks[key_of(line)]) for line in lines if key_of(line) in self.marks]
        return [Decided(Printed((line,), {0: parts}), "page", "page marker") for line, parts in found]

    def pieces(self, lines: Sequence[Line]) -> list[Piece]:
        """The document, and after it its annexes."""
        rows = self._rows(lines)
        document, *annexes = cut_annexes(lines, rows, self.reading.language)
        pieces = self._document(document.lines, rows=None if annexes else rows)
        for part in annexes:
            language = self._language_of(part.lines)
            inner = self._in(language)._of_its_day(part.lines, part.headed)._document(part.lines, part.headed)
            pieces.append(Section("annex", tuple(inner), _span(inner), rule=part.rule, language=language))
        return pieces

    def _language_of(self, lines: Sequence[Line]) -> str:
        """The language of an annex where most of its words are in another one than the letter's."""
        words: dict[str, int] = {}
        for line in lines:
            tag = self.others.get(line.number, "")
            words[tag] = words.get(tag, 0) + len(line.text.split())
        most = max(words, key=lambda tag: words[tag], default="")
        return most if words and words[most] > sum(words.values()) / 2 else ""

    def _in(self, language: str) -> _Text:
        """The same, for lines in another language: what was foreign there is its own here."""
        if not language:
            return self
        near = (*self.reading.near, self.reading.language)
        reading = replace(self.reading, language=language, near=near)
        others = {at: tag for at, tag in self.others.items() if tag != language}
        return replace(self, reading=reading, others=others)

    def _of_its_day(self, lines: Sequence[Line], headed: int) -> _Text:
        """The same, for an annex whose opening has a whole date: its days without a year are told from that one."""
        opening = read_opening(self._rows(lines)[headed:], self.reading.language, headed)
        datelines = (part.printed.text for entry in opening for part in entry if part.kind == "dateline")
        own = stated_day(datelines, self.reading.language)
        return replace(self, reading=replace(self.reading, context=own)) if own else self

    def _document(
        self, lines: Sequence[Line], headed: int = 0, rows: Sequence[Row] | None = None
    ) -> list[Piece]:
        """Opening, text, closing, postscript; the first `headed` rows are a heading already known.

        `rows` are those of the lines, where they have been read.
        """
        language = self.reading.language
        rows = self._rows(lines) if rows is None else rows
        below = postscript_at(rows, language)
        own = rows[:below] if below is not None and below > headed else rows
        heads = [decide(row, "head", "heading of an annex") for row in own[:headed]]
        opening = [
            *heads,
            *(part for entry in read_opening(own[headed:], language, headed) for part in entry),
        ]
        begin = sum(row.line.number <= _last(opening) for row in own)
        if begin == len(own):
            own = rows  # nothing is postscript to an opening
        closing = read_closing(own[begin:], language)
        last = _last(opening)
        first_below = rows[len(own)].line.number if len(own) < len(rows) else None
        above = [line for line in lines if first_below is None or line.number < first_below]
        end = closing[0].printed.number if closing else above[-1].number + 1 if above else 0
        middle = [line for line in above if last < line.number < end]
        text = self._with_text(middle, closed=bool(closing) or len(above) < len(lines))
        pieces = [
            *self._blocks(
                _in_order([*opening, *self._pages([line for line in above if line.number <= last])])
            ),
            *text._middle(middle, _within(rows, last, end) if text is self else None),
            *self._blocks(
                _in_order([*closing, *self._pages([line for line in above if line.number >= end])])
            ),
        ]
        return [*pieces, *self._postscript(lines[len(above) :])]

    def _with_text(self, lines: Sequence[Line], *, closed: bool) -> _Text:
        """The same; where the layout names all lines over a closing, which closes a text, they are the text."""
        if not (closed and self.said):
            return self
        kinds = {row.said_in("text") for row in self._rows(lines)}
        return self if kinds & {"", "p", "head"} else replace(self, said={})

    def _postscript(self, lines: Sequence[Line]) -> list[Piece]:
        """A postscript: its label, its paragraphs, a signature of its own; a source line goes after it."""
        rows = self._rows(lines) if lines else []
        if not rows:
            return []
        language = self.reading.language
        closing = read_closing(rows, language)
        first, *rest = [row for row in rows if not closing or row.line.number < closing[0].printed.number]
        label = postscript_label(first.text, language)
        words = Line(first.line.number, first.line.text.strip().removeprefix(label))
        decided = [Decided(Printed((Line(first.line.number, label),)), "label", "label of a postscript")]
        last = rest[-1].line.number if rest else first.line.number
        own = [line for line in lines if first.line.number < line.number <= last]
        paragraphs = self._paragraphs([line for line in (words, *own) if not (line is words and line.blank)])
        closing = _in_order([*closing, *self._pages([line for line in lines if line.number > last])])
        cut = next((at for at, part in enumerate(closing) if part.kind in _AFTER_POSTSCRIPT), len(closing))
        inside, outside = closing[:cut], closing[cut:]
        inner = [*self._blocks(decided), *paragraphs, *self._blocks(inside)]
        section = Section("postscript", tuple(inner), _span(inner), rule="sign of a postscript")
        return [section, *self._blocks(outside)]

    def _middle(self, lines: Sequence[Line], rows: Sequence[Row] | None = None) -> list[Piece]:
        """The text between opening and closing: paragraphs, and headed sections or articles; `rows` as in `_document`."""
        rows = self._rows(lines) if rows is None else rows
        heads = [(at, head_level(row)) for at, row in enumerate(rows) if is_section_head(row)]
        if heads:
            level = min(level for _, level in heads)
            cuts = [(at, "") for at, own in heads if own == level]
            return self._parts(lines, rows, cuts, "section")
        if cuts := articles(rows, self.reading.language):
            return self._parts(lines, rows, cuts, "article")
        return self._paragraphs(lines)

    def _parts(
        self,
        lines: Sequence[Line],
        rows: Sequence[Row],
        cuts: Sequence[tuple[int, str]],
        kind: Literal["section", "article"],
    ) -> list[Piece]:
        numbers = [rows[at].line.number for at, _ in cuts]
        before = [line for line in lines if line.number < numbers[0]]
        pieces = self._middle(before)
        for (at, n), first, end in zip(cuts, numbers, [*numbers[1:], None], strict=True):
            own = [line for line in lines if line.number >= first and (end is None or line.number < end)]
            headed = kind == "section" or is_article_head(rows[at].text)
            rule = BY_LAYOUT if rows[at].said_in("text") else f"heading of {kind}"
            row, below = run_in(rows[at])
            head = self._blocks([decide(row, "head", rule)]) if headed else []
            rest = [*below, *(line for line in own if line.number > first)] if headed else own
            text = self._paragraphs(rest) if kind == "article" else self._middle(rest)
            inner = (*head, *text)
            pieces.append(Section(kind, inner, _span(inner), n=n, rule=f"{kind}s, one after the other"))
        return pieces

    def _paragraphs(self, lines: Sequence[Line]) -> list[Piece]:
        pieces: list[Piece] = []
        for stretch in self._stretches(lines):
            if isinstance(stretch, Decided):
                pieces += self._blocks([stretch])
                continue
            keys_of = map(key_of, stretch) if self.marks else ()
            marks = {at: self.marks[key] for at, key in enumerate(keys_of) if key in self.marks}
            joined = join_lines(
                stretch, Pages(tuple(stretch), marks, self.reading.pages), self.measure, self.rules
            )
            arranged = arrange([self._paragraph(printed) for printed in joined.printed], self._maker())
            begun = {piece.span.first for piece in arranged if isinstance(piece, Block)}
            self.weak.extend(line for line in joined.weak if line in begun)
            pieces += arranged
        return pieces

    def _stretches(self, lines: Sequence[Line]) -> Iterator[Sequence[Line] | Decided]:
        """Lines that may make paragraphs together, and between them those that the layout names."""
        for stretch in _apart(lines, self.notes):
            yield from parted(stretch, self._rows(stretch)) if self.said else [stretch]

    def _paragraph(self, printed: Printed) -> Decided:
        if printed.page:
            return Decided(printed, "page", "page marker")
        end = self.notes[-1].notes[-1].lines[-1].number if self.notes and self.notes[-1].place == "end" else 0
        if end and printed.number > end and is_source(printed.text):
            return Decided(printed, "source-note", "source line after the notes")
        if self.rules and self.rules.paragraphs != "auto":
            return Decided(printed, "p", "a paragraph as the layout says")
        several = len(printed.lines) > 1
        cries = several and all(line.text.rstrip()[-1:] in "!！" for line in printed.lines)
        rule = "slogans set off by blank lines" if cries else "lines of print that go on"
        return Decided(printed, "p", rule if several else "a line is a paragraph")

    def _maker(self) -> Maker:
        """How a decided line becomes a block, and words of a line inline content, in the line's language."""

        def block(decided: Decided) -> Block:
            return _block(decided, self.reading, self.others.get(decided.printed.number, ""))

        def words(text: str, decided: Decided) -> tuple[Inline, ...]:
            language = self.others.get(decided.printed.number, "") or self.reading.language
            return read_inline(text, _with_marks(replace(self.reading, language=language), decided.printed))

        return Maker(block, words)

    def _blocks(self, decided: Sequence[Decided]) -> list[Piece]:
        return [_block(part, self.reading, self.others.get(part.printed.number, "")) for part in decided]


def _within(rows: Sequence[Row], last: int, end: int) -> list[Row]:
    """The rows of the lines between two, as if nothing stood above them."""
    own = [row for row in rows if last < row.line.number < end]
    return [replace(own[0], apart=True, below_page=False), *own[1:]] if own else []


def _apart(lines: Sequence[Line], sections: Sequence[NotesSection]) -> list[Sequence[Line]]:
    """Lines, parted where notes stand between them: no paragraph, list or table runs on across notes."""
    starts = [section.notes[0].lines[0].number for section in sections]
    if lines and (not starts or lines[-1].number < starts[0]):
        return [lines]
    stretches: list[list[Line]] = [[] for _ in range(len(starts) + 1)]
    for line in lines:
        stretches[bisect_right(starts, line.number)].append(line)
    return list(filter(None, stretches))


def _in_order(decided: Sequence[Decided]) -> list[Decided]:
    """By line; a number parted from the line it was glued to stands before it."""
    return sorted(decided, key=lambda one: (one.printed.number, one.kind != "page"))


def _last(decided: Sequence[Decided]) -> int:
    return max([part.printed.lines[-1].number for part in decided], default=0)


def _span(pieces: Sequence[Piece]) -> Span:
    return Span(pieces[0].span.first, pieces[-1].span.last)


# --- a decided line as a block -----------------------------------------------------------------


def _block(decided: Decided, reading: Reading, language: str) -> Block:
    text = decided.printed.text
    reading = replace(reading, language=language) if language else reading
    reading = _with_marks(reading, decided.printed)
    return Block(
        decided.kind, content_of(decided.kind, text, reading), decided.printed.span, decided.rule, language
    )


def _with_marks(reading: Reading, printed: Printed) -> Reading:
    """The reading of a paragraph that page markers stand in: their lines are told by their words."""
    if not printed.marks:
        return reading
    own = {fold_blanks(printed.lines[index].text).strip(): parts for index, parts in printed.marks.items()}
    return replace(reading, pages={**reading.pages, **own})

"""What is strange about a text as a whole, so that a person looks: by line, what it is, and its finding's code.

Nothing is decided here: every line is kept where it stands, whatever is said of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.interpret.closing_forms import closer_form
from tei.interpret.forms import is_salute
from tei.interpret.inline import plain_text
from tei.interpret.notes.marks import MARK, is_number, mark_name, signs_in
from tei.interpret.notes.words import refers
from tei.model import Anchor, Note, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.model import Line, Piece

Oddity = tuple[str, int, str]

_LONGEST_LINE: Final = 20_000  # characters: a page of print has about 2,500
_MOST_STYLES: Final = 2
_TITLE_ENDS: Final = re.compile(r"[》』」»”\"]")
_LABEL: Final = re.compile(r"(?<![\w(（])(?:[0-9]{1,3}|[ivxIVX]{1,4}|[^\W\d_])[)）]")
_SHOWN = 12
_PAIRS: Final = {")": "(", "）": "(", "]": "[", "〕": "[", "】": "[", "］": "["}
_OPENING: Final = {"(": "(", "（": "(", "[": "[", "〔": "[", "【": "[", "［": "["}
_BRACKET: Final = re.compile(r"[()（）\[\]〔〕【】［］]")
_RAISED_OPEN: Final = re.compile(r"\^\{[^{}]{0,40}(?![^{}]{0,40}\})")


def odd_text(lines: Sequence[Line], pieces: Sequence[Piece], language: str) -> Iterator[Oddity]:
    """The oddities of a division: its lines, what they were read as, its language."""
    yield from _long_lines(lines)
    yield from _without_text(lines, language)
    leaves = list(_leaves(pieces))
    notes = [piece for piece in leaves if isinstance(piece, Note)]
    yield from (oddity for note in notes if (oddity := _of_itself(note)))
    yield from _mixed_marks(leaves)


def _leaves(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Section):
            yield from _leaves(piece.pieces)
        else:
            yield piece


def _long_lines(lines: Sequence[Line]) -> Iterator[Oddity]:
    for line in lines:
        if len(line.text) > _LONGEST_LINE:
            yield "I044", line.number, f"a line has {len(line.text):,} characters"


def _without_text(lines: Sequence[Line], language: str) -> Iterator[Oddity]:
    """A text whose every line has the form of a closing or a salutation: its body is missing."""
    longest = max([line.text.strip() for line in lines], key=len, default="")
    if not longest or not _is_frame(longest, language):
        return  # most likely a paragraph: it is asked first
    full = [line for line in lines if not line.blank]
    if all(_is_frame(line.text.strip(), language) for line in full):
        count = (
            f"all {len(full)} lines of the text have" if len(full) > 1 else "the only line of the text has"
        )
        yield "I041", full[0].number, f"{count} the form of a signature, a date or a form of address"


def _is_frame(text: str, language: str) -> bool:
    return closer_form(text, language) is not None or is_salute(text, language)


# --- notes ---------------------------------------------------------------------------------------


def _of_itself(note: Note) -> Oddity | None:
    """A note with its own mark or `see note 1` in it; `《…》注〔1〕` is a note of another text."""
    text = "\n".join(map(plain_text, note.paragraphs))
    if not is_number(note.n):
        return None
    for match in signs_in(text):
        if (
            match.lastgroup != "half"
            and mark_name(match[match.lastgroup or 0]) == note.n
            and not _of_other_text(text, match.start())
        ):
            return "I042", note.span.first, f"note {note.label} points at itself: {match[0]}"
    for match in re.finditer(rf"(?<![0-9]){note.n}(?![0-9])", text) if note.n in text else ():
        if refers(text[max(0, match.start() - 40) : match.start()]) and not _of_other_text(
            text, match.start()
        ):
            return "I042", note.span.first, f"note {note.label} points at itself: {match[0]}"
    return None


def _of_other_text(text: str, at: int) -> bool:
    return _TITLE_ENDS.search(text[max(0, at - 40) : at]) is not None


def _mixed_marks(leaves: Sequence[Piece]) -> Iterator[Oddity]:
    """Marks of notes in three styles and more: two hands or a scan may have made them."""
    first: dict[str, tuple[int, str]] = {}
    for piece in leaves:
        for content in () if isinstance(piece, Note) else piece.contents:
            for part in content if Anchor in map(type, content) else ():
                if isinstance(part, Anchor):
                    first.setdefault(_style(part), (piece.span.first, part.marker))
    if len(first) > _MOST_STYLES:
        shown = ", ".join(marker for _, marker in first.values())
        yield (
            "I043",
            min(line for line, _ in first.values()),
            f"marks of notes in {len(first)} styles: {shown}",
        )


def _style(anchor: Anchor) -> str:
    """Numbers, letters and asterisks apart, and the signs around them; brackets that a scan mixes are one style."""
    match = MARK.fullmatch(anchor.marker)
    signs = "raised" if anchor.raised else (match.lastgroup if match else "") or "bare"
    name = mark_name(anchor.marker)
    return f"{signs} {'number' if is_number(name) else 'letter' if name.isalpha() else 'star'}"


# --- brackets ------------------------------------------------------------------------------------


def lone_brackets(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines with a bracket that has no partner anywhere in the lines, or an open `^{`.

    Brackets that scans mix (`[2〕`) are of one kind; the bracket after a label (`a)`, `1)`) needs no other.
    """
    opened: dict[str, list[int]] = {"(": [], "[": []}
    lone = [line.number for line in lines if "^{" in line.text and _RAISED_OPEN.search(line.text)]
    if not lone and _are_balanced(_BRACKET.findall("\n".join([line.text for line in lines]))):
        return []
    for line in lines:
        for match in _BRACKET.finditer(line.text):
            sign = match[0]
            before = opened[_OPENING.get(sign) or _PAIRS[sign]]
            if sign in _OPENING:
                before.append(line.number)
            elif before:
                before.pop()
            elif match.start() not in _labels(line.text):
                lone.append(line.number)
    return sorted({*lone, *opened["("], *opened["["]})


def _are_balanced(brackets: Sequence[str]) -> bool:
    """Whether each bracket of either kind has its partner, in order."""
    depths = {"(": 0, "[": 0}
    for sign in brackets:
        depths[_OPENING.get(sign) or _PAIRS[sign]] += 1 if sign in _OPENING else -1
        if -1 in depths.values():
            return False
    return not any(depths.values())


@lru_cache(maxsize=1)
def _labels(text: str) -> frozenset[int]:
    """Where the brackets behind labels stand in a line."""
    return frozenset(match.end() - 1 for match in _LABEL.finditer(text))


def told(numbers: Sequence[int]) -> str:
    """Line numbers as a finding names them: `line 3`, `lines 3, 4, …`."""
    shown = ", ".join(map(str, numbers[:_SHOWN])) + (", …" if len(numbers) > _SHOWN else "")
    return f"line{'s' if len(numbers) > 1 else ''} {shown}"

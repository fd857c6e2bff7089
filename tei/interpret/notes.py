"""Notes of a division: where they stand, their labels, and the numbers that pair them with anchors.

Forms: a heading (`注 释`, `Notes`) and items after it; or no heading and labelled lines at the very
end of the text. A note is tied to its anchor by number, not by sign (`⑴` in the text, `〔1〕` before
the note), and numbers count within their division.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line

HEADINGS = frozenset(
    (
        "注释 注釋 注 註 註釋 注解 notes note footnotes footnote endnotes anmerkungen fußnoten fussnoten "
        "примечания примечание сноски примітки notas notes注 注記 脚注 訳注 주 주석 각주 jegyzetek notă poznámky "
        "przypisy бележки напомене shënime"
    ).split()
)
_LABEL = re.compile(
    r"^\s*(?P<bullet>[-–•*]\s+)?(?P<label>"
    r"\^\{[^{}]{1,8}\}|[〔［\[(（][0-9０-９]{1,3}[〕］\])）]|[⑴-⒇①-⑳]|[⁰¹²³⁴-⁹]{1,3}(?=\s))\s*"
)
_NUMBER = re.compile(r"^[〔［\[(（]?([0-9０-９]{1,3})[〕］\])）]?$")
_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as it stands in the record: its number, label and bullet, and its lines.

    The first line's text is what follows the label.
    """

    key: str
    n: str
    label: str
    bullet: str
    lines: tuple[Line, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotesSection:
    """The notes of a division: index of the first line that belongs to them, heading line, notes."""

    start: int
    heading: Line | None
    notes: tuple[PrintedNote, ...]


def mark_number(mark: str) -> str:
    """The number of a note mark in ASCII digits (`〔１〕`, `[1]`, `⑴` -> `1`), or an empty string."""
    if match := _NUMBER.match(mark):
        return match[1].translate(_ASCII).lstrip("0")
    if len(mark) == 1 and ("⑴" <= mark <= "⒇" or "①" <= mark <= "⑳"):
        return str(int(unicodedata.numeric(mark)))
    if mark and all(unicodedata.name(sign, "").startswith("SUPERSCRIPT ") for sign in mark):
        return "".join(str(unicodedata.digit(sign, 0)) for sign in mark)
    return ""


def find_notes(lines: Sequence[Line]) -> NotesSection | None:
    """Find the notes of a division's lines: after a heading, or labelled lines at the very end."""
    section = _after_heading(lines) or _at_the_end(lines)
    if section is None:
        return None
    start, heading = section
    first = start + (1 if heading else 0)
    return NotesSection(start, heading, tuple(_read(lines[first:])))


def _is_heading(line: Line) -> bool:
    words = re.sub(r"[\s:：\[\]【】#*-]", "", line.text).casefold()
    return words in HEADINGS


def _number_of(line: Line) -> str:
    match = _LABEL.match(line.text)
    if not match:
        return ""
    label = match["label"]
    return mark_number(label[2:-1] if label.startswith("^{") else label)


def _after_heading(lines: Sequence[Line]) -> tuple[int, Line] | None:
    """A line that is a heading for notes, when the next line with text bears a note's label."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].blank or not _is_heading(lines[index]):
            continue
        following = next((line for line in lines[index + 1 :] if not line.blank), None)
        if following is not None and _number_of(following):
            return index, lines[index]
    return None


def _at_the_end(lines: Sequence[Line]) -> tuple[int, None] | None:
    """The longest tail whose labels count up, by at most one unlabelled paragraph after each."""
    start: int | None = None
    unlabelled = 0
    expected: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].blank:
            continue
        number = _number_of(lines[index])
        if not number:
            unlabelled += 1
            if unlabelled > 1:
                break
            continue
        if expected is not None and int(number) != expected:
            break
        start, expected, unlabelled = index, int(number) - 1, 0
    if start is None or not _anchored(lines[:start], _number_of(lines[start])):
        return None
    return start, None


def _anchored(text: Sequence[Line], number: str) -> bool:
    """Whether the text before holds a mark of this number: a lone `[1]` line at the end is no note."""
    sign = re.compile(rf"\S ?[〔［\[(（]0*{number}[〕］\])）]|\^\{{[^{{}}]{{0,2}}0*{number}[^{{}}]{{0,2}}\}}")
    raised = number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return any(sign.search(line.text.translate(_ASCII)) or raised in line.text for line in text)


def _read(lines: Sequence[Line]) -> list[PrintedNote]:
    groups: list[list[Line]] = []
    for line in lines:
        if line.blank:
            continue
        if _number_of(line) or not groups:
            groups.append([])
        groups[-1].append(line)
    seen: dict[str, int] = {}
    return [_printed(group, seen) for group in groups]


def _printed(group: Sequence[Line], seen: dict[str, int]) -> PrintedNote:
    match = _LABEL.match(group[0].text)
    n = _number_of(group[0])
    count = seen[n] = seen.get(n, 0) + 1
    key = (n or "x") + (f"-{count}" if count > 1 else "")
    first = group[0].text[match.end() :] if match else group[0].text
    return PrintedNote(
        key=key,
        n=n,
        label=match["label"] if match else "",
        bullet=(match["bullet"] or "").strip() if match else "",
        lines=tuple(group),
        texts=(first, *(line.text for line in group[1:])),
    )

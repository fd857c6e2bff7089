"""Rules of notes and their marks (rules 34 to 37 of docs/encoding.md).

TEI's own schemas accept a mark that points at another note, a note within a note, and white space that an
editor's program put before a mark or between CJK characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.check.passages import may_hold_cjk
from tei.check.registry import rule
from tei.check.words import inside, name, shown, words
from tei.encode.elements import TEI, XML_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

_CJK: Final = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_BETWEEN_CJK: Final = re.compile(rf"{_CJK}[ ]*[\t\n][\t\n ]*{_CJK}")
_LAYOUT: Final = re.compile(r"[\t\n]")
_BREAKS_BEFORE: Final = re.compile(r"[\t\n][\t\n ]*$")
_AROUND: Final = "[]().〔〕［］【】（）"
_DIGITS: Final = tuple("123456789")
_MIXED: Final = ("p", "head", "note", "salute", "signed", "item", "seg", "addrLine")


def _marks(index: Index) -> Iterator[etree._Element]:
    return (ref for ref in index.named("ref") if ref.get("type") == "noteAnchor")


@rule("T034")
def pairs(index: Index) -> Iterator[Finding]:
    """A mark and its note point at each other and have one number; what has no partner says so."""
    broken: list[tuple[etree._Element, str]] = []
    back = {note: frozenset(note.get("target", "").split()) for note in index.named("note")}
    for ref in _marks(index):
        note = index.ids.get(ref.get("target", "").removeprefix("#"))
        if not ref.get("target"):
            if not ref.get("ana"):
                broken.append(
                    (ref, f"the mark {shown(words(ref))} points at no note, and @ana does not say why")
                )
        elif note is not None and name(note) == "note":
            if f"#{ref.get(XML_ID)}" not in back[note]:
                broken.append((ref, f"the note of the mark {shown(words(ref))} does not point back at it"))
            if ref.get("n", "") != note.get("n", ""):
                broken.append((ref, f"the mark is number {ref.get('n')!r}, its note {note.get('n')!r}"))
    broken += [found for note in index.named("note") for found in _note_alone(note)]
    yield from index.findings("T034", broken)


def _note_alone(note: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    n = note.get("n")
    if n is None or not inside(note, "text"):
        return
    if not note.get("target") and not note.get("ana") and note.get("anchored") == "false":
        yield note, f"no mark points at note {n}, and @ana does not say so"
    for label in note.findall(f"{TEI}label")[:1]:
        printed = words(label)
        if n[:1] in _DIGITS and printed.strip(_AROUND) == n:
            continue  # as nearly always, and then the table of marks is not loaded
        if (number := _number_of(printed)) and number != n:
            yield note, f"@n is {n!r}, the printed label {shown(printed)}"


def _number_of(label: str) -> str:
    from tei.interpret.notes.marks import mark_name, shown_number

    return shown_number(mark_name(label))


@rule("T035")
def nested(index: Index) -> Iterator[Finding]:
    """No note stands in a note."""
    broken = [(note, "a note stands in a note") for note in index.named("note") if inside(note, "note")]
    yield from index.findings("T035", broken)


@rule("T036")
def identities(index: Index) -> Iterator[Finding]:
    """The id of a numbered note begins with that of its language division, so that no two divisions share one."""
    broken = []
    for note in index.named("note"):
        if not (note.get("n") and note.get(XML_ID)):
            continue
        division = next(
            (div for div in note.iterancestors(f"{TEI}div") if div.get("type") in ("edition", "translation")),
            None,
        )
        own, of = note.get(XML_ID), None if division is None else division.get(XML_ID)
        if of and own and not own.startswith(f"{of}-"):
            broken.append((note, f"the id of the note is {own}, that of its division {of}"))
    yield from index.findings("T036", broken)


@rule("T037")
def white_space(index: Index) -> Iterator[Finding]:
    """No line end or tab before a mark, none between CJK characters; a printed blank stays."""
    broken: list[tuple[etree._Element, str]] = []
    for ref in _marks(index):
        previous, parent = ref.getprevious(), ref.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        if before and before.strip() and _BREAKS_BEFORE.search(before):
            broken.append((ref, f"a line end or tab stands before the mark {shown(words(ref))}"))
    for element in index.named(*_MIXED) if may_hold_cjk(index.data) else ():
        texts = (element.text, *(child.tail for child in element))
        if any(text and _LAYOUT.search(text) and _BETWEEN_CJK.search(text) for text in texts) and inside(
            element, "text"
        ):
            broken.append((element, "a line end or tab stands between CJK characters"))
    yield from index.findings("T037", broken)

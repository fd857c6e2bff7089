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
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

_CJK: Final = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_BETWEEN_CJK: Final = late(rf"{_CJK}[ ]*[\t\n][\t\n ]*{_CJK}")
_LAYOUT: Final = re.compile(r"[\t\n]")
_BREAKS_BEFORE: Final = re.compile(r"[\t\n][\t\n ]*$")
_AROUND: Final = "[]().〔〕［］【】（）"
_DIGITS: Final = tuple("123456789")
_BARE_NUMBER: Final = re.compile(r"[\[(*]?([0-9]{1,6})[\])*]?")
_MIXED: Final = (
    "p", "head", "note", "salute", "signed", "item", "seg", "addrLine",
    "l", "ab", "cell", "title", "quote", "q", "said", "lem", "rdg", "hi",
)  # fmt: skip


def _marks(index: Index) -> Iterator[etree._Element]:
    return (ref for ref in index.named("ref") if ref.get("type") == "noteAnchor")


@rule("T034")
def pairs(index: Index) -> Iterator[Finding]:
    """A mark and its note point at each other and have one number; what has no partner says so."""
    broken: list[tuple[etree._Element, str]] = []
    marks = list(_marks(index))
    back = {note: frozenset(note.get("target", "").split()) for note in index.named("note")} if marks else {}
    for ref in marks:
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
                broken.append((ref, f"the mark {_number(ref)}, its note {_number(note)}"))
    broken += [found for note in index.named("note") for found in _note_alone(note)]
    broken += _other_numbers(index)
    broken += _left_over(index)
    yield from index.findings("T034", broken)


def _number(element: etree._Element) -> str:
    return "has no @n" if element.get("n") is None else f"is number {element.get('n')!r}"


def _other_numbers(index: Index) -> Iterator[tuple[etree._Element, str]]:
    """References of other projects: one that is nothing but a number has that of the note it points at."""
    for ref in index.named("ref"):
        note = index.ids.get(ref.get("target", "").removeprefix("#"))
        if note is None or name(note) != "note" or ref.get("type") == "noteAnchor":
            continue
        printed, n = _BARE_NUMBER.fullmatch(words(ref)), note.get("n", "")
        if printed and n.isdecimal() and int(printed[1]) != int(n):
            yield ref, f"the mark {shown(words(ref))} points at the note of number {n}"


def _left_over(index: Index) -> Iterator[tuple[etree._Element, str]]:
    """Notes that nothing points at, among notes behind the text of which most are pointed at."""
    pointed = {pointer.token for pointer in index.pointing("target", "corresp")}
    groups: dict[etree._Element, list[etree._Element]] = {}
    for note in index.named("note"):
        parent = note.getparent()
        if parent is not None and name(parent) in ("div", "noteGrp", "back") and _stands_alone(note):
            groups.setdefault(parent, []).append(note)
    for notes in groups.values():
        lonely = [note for note in notes if f"#{note.get(XML_ID)}" not in pointed]
        if len(lonely) * 2 < len(notes):
            yield from ((note, f"nothing points at the note {note.get(XML_ID)}") for note in lonely)


def _stands_alone(note: etree._Element) -> bool:
    return bool(note.get(XML_ID)) and not (note.get("target") or note.get("corresp") or note.get("ana"))


def _note_alone(note: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    n = note.get("n")
    if n is None or not inside(note, "text"):
        return
    in_place = "margin" in note.get("place", "") or not n.isdecimal()  # it stands beside its words
    if not (note.get("target") or note.get("ana") or in_place) and note.get("anchored") == "false":
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
    """No note stands in a note of its own kind; an editor's may stand in an author's."""
    broken = [
        (note, "a note stands in a note")
        for note in index.named("note")
        for outer in list(note.iterancestors(f"{TEI}note"))[:1]
        if all(note.get(key) == outer.get(key) for key in ("type", "resp"))
    ]
    yield from index.findings("T035", broken)


@rule("T036")
def identities(index: Index) -> Iterator[Finding]:
    """The id of a numbered note begins with that of its language division, so that no two divisions share one.

    An id of a single part (`fn12`) follows another plan.
    """
    broken = []
    for note in index.named("note"):
        if not (note.get("n") and note.get(XML_ID)):
            continue
        division = next(
            (div for div in note.iterancestors(f"{TEI}div") if div.get("type") in ("edition", "translation")),
            None,
        )
        own, of = note.get(XML_ID), None if division is None else division.get(XML_ID)
        if of and own and "-" in own and not own.startswith(f"{of}-"):
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

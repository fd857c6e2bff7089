"""Nothing lost: record and TEI compared after encoding, slot by slot and in order.

Every character of the record that is not white space must stand in the TEI, at the place of its
slot, in the order of the record; and the text of the TEI must hold nothing that the record does not.
What markup stands for is restored before comparing: the brackets of `supplied`, the signs of raised
print, the list mark before a note or an item, the bars of a table, the sign of a heading (`##`) or of an
editor's note (`>`) at the start of its line, the printed sign that `@rend` keeps (`[p. 6]`). Of a `choice` the first child counts. Labels of the header are
carried by the element that holds their value.

The comparison reads the serialised file again: what is proven is what is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from tei.model import Line, Record, Slot
    from tei.profile import Profile

_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_T = "{http://www.tei-c.org/ns/1.0}"
_SECOND_READING = frozenset(_T + name for name in ("reg", "corr", "expan"))
_GENERATED = frozenset((_T + "desc",))
_LIST_MARKS = "-–—―‒•·∙・●○◎◦▪■□‣◆*"
# Bars between the columns of a table, and the rule of bars and hyphens among its rows.
_BARS = frozenset("|│┃")
_RULE = re.compile(r"(?=[^|│┃+┼├┤]*[|│┃+┼├┤])[\s|│┃+:=─━┼├┤-]{3,}")
# Signs of layout that an element stands for.
_MARKS = {
    _T + "item": _LIST_MARKS,
    _T + "note": _LIST_MARKS + ">",
    _T + "head": "#",
    _T + "salute": "#",
    _T + "lb": "#",
}
_SHOWN = 40
# Signs of a data header (YAML, TOML) around its values, which are no part of them.
_SYNTAX = frozenset("\"'[],:=|>+-\\~")

# Where the text of each header slot stands. `body` is compared with `text`.
_DIGITAL = "//t:sourceDesc/t:biblStruct[@type='digital']/t:analytic"
_KEYWORDS = "//t:textClass/t:keywords/t:list[@type='{}']"
_NOTES = "//t:notesStmt/t:note[@type='{}']"
# Where a correction stands in the place of the record's words, a note keeps them.
_REPLACED = "//t:notesStmt/t:note[@type='replaced'][@n='{}']"


# The words of a field whose facts are taken apart and stand elsewhere; of a list, only where its separators are no text of an entry.
_STATED = "//t:notesStmt/t:note[@type='stated'][@n='{}']"


def _or_stated(path: str, slot: str) -> str:
    note = _STATED.format(slot)
    return f"({path})[not({note})] | {note}"


def _or_replaced(path: str, slot: str) -> str:
    note = _REPLACED.format(slot)
    return f"{path}[not({note})] | {note}"


PLACES = {
    "title": _or_replaced("//t:titleStmt/t:title[@type='main']", "title"),
    "date": "//t:profileDesc/t:creation/t:date",
    "citation": "//t:sourceDesc/t:bibl[@type='citation']",
    "source": "//t:sourceDesc/t:bibl[@type='citation']",
    "summary": "//t:profileDesc/t:abstract",
    "credits": _NOTES.format("credits"),
    "language": "//t:sourceDesc//t:textLang",
    "contents": _or_stated(_NOTES.format("contents"), "contents"),
    "number": "//t:sourceDesc//t:idno[@type='document']",
    "authors": _or_stated(f"{_DIGITAL}/t:author", "authors"),
    "people": _or_stated(_KEYWORDS.format("people"), "people"),
    "places": _or_stated(_KEYWORDS.format("places"), "places"),
    "topics": _or_stated(_KEYWORDS.format("topics"), "topics"),
    "subjects": _or_stated(_KEYWORDS.format("subjects"), "subjects"),
    "type": _or_stated(_KEYWORDS.format("other"), "type"),
    "related": _or_stated(_NOTES.format("related"), "related"),
    "archive": _or_replaced("//t:sourceDesc/t:msDesc/t:msIdentifier/t:repository", "archive"),
    "rights": "//t:publicationStmt/t:availability[@status='unknown']/t:p",
    "uploaded": _NOTES.format("uploaded"),
    "classification": _or_stated(_NOTES.format("classification"), "classification"),
    "donors": _or_stated("//t:titleStmt/t:funder[not(@ana)]", "donors"),
    "unrecognised": _NOTES.format("unrecognised"),
    "body": "/t:TEI/t:text",
    **{
        slot: _STATED.format(slot)
        for slot in (
            "sender",
            "recipient",
            "intermediary",
            "sent_from",
            "translators",
            "transcribers",
            "editors",
            "contributors",
            "collection",
            "shelfmark",
            "physical",
            "url",
        )
    },
    "remark": _NOTES.format("remark"),
}
# Slots that are declared to leave no text: the heading of a group of labels, and the layout's drops.
_WITHOUT_TEXT = frozenset(("section", "dropped"))


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of the record: itself, its line, and what it may be beside text.

    `mark`: it may be a sign of layout: a list mark as the first sign of its line or alone between
    blanks, `#` and `>` as the first. `bar`: it may
    be a bar between columns, or part of a rule of a table.
    """

    text: str
    line: int
    mark: bool
    bar: bool


@dataclass(frozen=True, slots=True)
class _Token:
    """A character of the TEI's reading text; or, with an empty text, a place for signs of layout or bars."""

    text: str
    marks: str = ""
    bars: bool = False


def check_conservation(record: Record, tree: etree._ElementTree) -> list[Finding]:
    """Compare a record with its TEI.

    Returns:
        A finding C001 for each line with lost characters and each lost slot, C002 for text in the
        TEI that the record does not hold.
    """
    findings = _unclaimed(record)
    for name in dict.fromkeys((*(slot.name for slot in record.slots), "body")):
        slots = [slot for slot in record.slots if slot.name == name]
        signs = [sign for slot in slots for sign in _of_lines(_kept(slot, record.profile))]
        if not signs and name != "body":
            continue  # a label without a value: what stands there was read elsewhere, with its ground
        if name in _WITHOUT_TEXT:
            findings += _report(signs, (), name, Where(record.source.path, signs[0].line))
            continue
        nodes = tree.xpath(PLACES[name], namespaces=_NS)
        tokens = [token for node in nodes for token in _tokens(node)] if isinstance(nodes, list) else []
        findings += _compare(signs, tokens, name, record.source.path)
    return findings


def _unclaimed(record: Record) -> list[Finding]:
    """Every sign of the source is claimed by a slot or is its label, in order: the parser's own proof."""
    claimed = [sign for slot in record.slots for sign in _claimed(slot)]
    source = _of_lines(record.source.lines)
    found = _compare(source, [_Token(sign.text) for sign in claimed], "source", record.source.path)
    return [
        *found,
        *(one for slot in record.slots if slot.printed for one in _syntax(slot, record.source.path)),
    ]


def _syntax(slot: Slot, path: str) -> list[Finding]:
    """What a slot leaves out of its printed lines and is no sign of syntax."""
    kept = [sign.text for line in (slot.label, *slot.lines) if line for sign in _of_line(line)]
    lost, at = [], 0
    for sign in _of_lines(slot.printed):
        if at < len(kept) and kept[at] == sign.text:
            at += 1
        elif sign.text not in _SYNTAX:
            lost.append(sign)
    if not lost and at == len(kept):
        return []
    return _report(lost, [_Token(text) for text in kept[at:]], slot.name, Where(path, slot.printed[0].number))


def _kept(slot: Slot, profile: Profile) -> Sequence[Line]:
    """A slot's lines; those that the layout declares as no part of a record are not asked for."""
    if slot.name != "dropped":
        return slot.lines
    declared = {text for drop in profile.header.drops for text in drop.lines}
    return [line for line in slot.lines if line.text.strip() not in declared]


def _claimed(slot: Slot) -> list[_Sign]:
    if slot.printed:
        return _of_lines(slot.printed)
    label = _of_lines((slot.label,)) if slot.label else []
    return [*label, *_signs(slot)]


def _signs(slot: Slot) -> list[_Sign]:
    return _of_lines(slot.lines)


def _of_lines(lines: Sequence[Line]) -> list[_Sign]:
    return [sign for line in lines for sign in _of_line(line)]


def _of_line(line: Line) -> Iterator[_Sign]:
    text = line.text
    rule = _RULE.fullmatch(text) is not None
    first = True
    for at, character in enumerate(text):
        if character.isspace():
            continue
        alone = text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()
        mark = (first and character in "#>") or ((first or alone) and character in _LIST_MARKS)
        yield _Sign(character, line.number, mark, rule or character in _BARS)
        first = False


# --- the reading text of TEI -------------------------------------------------------------------


def _tokens(element: etree._Element) -> Iterator[_Token]:
    """The signs an element's text stands for, in order, markup restored."""
    if not isinstance(element.tag, str) or element.tag in _SECOND_READING or element.tag in _GENERATED:
        return
    if element.get("rend"):
        # @rend holds what the print has in the place of the markup: `[illegible]`, `[p. 6]`.
        yield from _of_text(element.get("rend", ""))
        return
    before, after = _restored(element)
    if element.tag in _MARKS:
        yield _Token("", _MARKS[element.tag])
    if element.tag == _T + "cell":
        yield _Token("", bars=True)
    yield from _of_text(before + (element.text or ""))
    for child in element:
        yield from _tokens(child)
        yield from _of_text(child.tail or "")
    yield from _of_text(after)
    if element.tag == _T + "row":
        yield _Token("", bars=True)


def _restored(element: etree._Element) -> tuple[str, str]:
    """The signs that an element replaces, before and after its content."""
    if element.tag == _T + "supplied":
        return "[", "]"
    if element.get("rendition") == "#sup":
        return "^{", "}"
    return "", ""


def _of_text(text: str) -> Iterator[_Token]:
    return (_Token(character) for character in text if not character.isspace())


# --- comparing ---------------------------------------------------------------------------------


def _compare(signs: Sequence[_Sign], tokens: Sequence[_Token], slot: str, path: str) -> list[Finding]:
    """Walk both in step; at a difference look for where they meet again, and report what lies between."""
    findings: list[Finding] = []
    at, token = 0, 0
    while at < len(signs) or token < len(tokens):
        if token < len(tokens) and not tokens[token].text:
            at += _markup(signs, at, tokens, token)
            token += 1
        elif at < len(signs) and token < len(tokens) and signs[at].text == tokens[token].text:
            at, token = at + 1, token + 1
        else:
            lost, added = _meet_again(signs[at:], tokens[token:])
            near = signs[min(at, len(signs) - 1)].line if signs else None
            findings += _report(signs[at : at + lost], tokens[token : token + added], slot, Where(path, near))
            at, token = at + lost, token + added
    return findings


def _markup(signs: Sequence[_Sign], at: int, tokens: Sequence[_Token], token: int) -> int:
    """How many signs of the record the markup at this place stands for: a list mark, `##`, bars of a table."""
    if tokens[token].bars:
        end = at
        while end < len(signs) and signs[end].bar and not _next_is(tokens, token, signs[end]):
            end += 1
        return end - at
    if at >= len(signs) or signs[at].text not in tokens[token].marks or _next_is(tokens, token, signs[at]):
        return 0
    if not signs[at].mark:
        return 0
    end = at + 1
    while signs[at].text == "#" and end < len(signs) and signs[end].text == "#":
        end += 1
    return end - at if end < len(signs) and signs[end].line == signs[at].line else 0


def _next_is(tokens: Sequence[_Token], token: int, sign: _Sign) -> bool:
    """Whether the TEI itself holds the sign as text."""
    while token < len(tokens) and not tokens[token].text:
        token += 1
    return token < len(tokens) and tokens[token].text == sign.text


def _meet_again(signs: Sequence[_Sign], tokens: Sequence[_Token]) -> tuple[int, int]:
    """How many signs are lost and how many tokens are added before both go on alike.

    Looks for the nearest point from which a stretch of signs agrees; without one, all that is left
    differs. The window bounds the time on texts that have nothing in common.
    """
    window, stretch = 4_000, 8
    text = "".join(sign.text for sign in signs[: window + stretch])
    reading = "".join(token.text for token in tokens[: window + stretch])
    for distance in range(1, window):
        for lost in (0, distance):
            piece = text[lost : lost + stretch]
            if piece and (found := reading.find(piece, 0 if lost else 1, distance + stretch)) >= 0:
                return lost, _token_index(tokens, found)
    return len(signs), len(tokens)


def _token_index(tokens: Sequence[_Token], characters: int) -> int:
    """The index in the tokens of a position in their text (places for list marks hold no text)."""
    index = 0
    while characters > 0 or not tokens[index].text:
        characters -= len(tokens[index].text)
        index += 1
    return index


def _report(signs: Sequence[_Sign], tokens: Sequence[_Token], slot: str, where: Where) -> list[Finding]:
    """Findings for what is lost and what is added at a place of the record."""
    found = []
    if signs:
        text = "".join(sign.text for sign in signs)
        message = f"{len(text)} characters of {slot} are not in the TEI: {_shown(text)}"
        found.append(finding("C001", message, where))
    added = "".join(token.text for token in tokens)
    if added:
        message = f"the TEI of {slot} holds {len(added)} characters that the record does not: {_shown(added)}"
        found.append(finding("C002", message, where))
    return found


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")

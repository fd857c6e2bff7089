"""Single lines of the text: headings, notes about the whole, the parts of an opening or a closing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.encode.elements import XML_LANG, add_text, last_child, sub
from tei.encode.inline import add_content
from tei.encode.notes import words_of
from tei.encode.pieces import add_paragraph
from tei.model import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.encode.inline import Passage
    from tei.model import Block, Inline

_BEFORE_TEXT: Final = frozenset(("head", "opener", "pb", "fw", "lb", "gap", "milestone", "note"))
_DIGIT: Final = re.compile("[0-9]")
_COMMA: Final = re.compile("([,，])")
# `No. 31, Branch Office, Sent`: a word, not a further number (`No. 12, file 7`), behind the comma.
_OFFICE: Final = re.compile(r"\s?[^\W\d_]{3,}\s\D*$")


def add_line(div: etree._Element, block: Block, passage: Passage) -> None:
    """Append a block that is no part of an opening or a closing."""
    match block.kind:
        case "notes-head":
            # At the foot of a page the heading stands among paragraphs, where TEI has no `head`.
            name = "head" if div.get("type") == "notes" else "label"
            add_content(sub(div, name), block.content, passage)
        case "label" if str(div.tag).endswith("}postscript"):
            add_content(sub(div, "label"), block.content, passage)
        case "head" | "number-head" | "label":
            add_content(_head(div, block, passage), block.content, passage)
        case "source-note":
            _loose_note(div, block, passage, "source")
        case "annotation" | "headnote" | "cited":
            kinds = {"annotation": "annotation", "headnote": "editorial", "cited": "reference"}
            _loose_note(div, block, passage, kinds[block.kind])
        case "trailer":
            add_content(sub(div, "trailer", xml_lang=block.language), block.content, passage)
        case "page" | "furniture":
            add_content(div, block.content, passage)
        case "letterhead":
            add_content(sub(div, "fw", type="letterhead", place="top"), block.content, passage)
        case "rule" | "notes-rule":
            unit = "notes" if block.kind == "notes-rule" else "rule"
            sub(div, "milestone", unit=unit, rend=words_of(block))
        case _:
            add_paragraph(div, block, passage)


def _loose_note(div: etree._Element, block: Block, passage: Passage, kind: str) -> None:
    """A note about the whole document: the source line of an edition, handwriting beside the text."""
    note = sub(
        div,
        "note",
        type=kind,
        xml_id=passage.identity("srcnote" if kind == "source" else kind),
        place="end" if kind == "source" else None,
        anchored="false",
        target=f"#{passage.division.id}-doc",
        xml_lang=block.language,
    )
    add_content(note, block.content, passage)


def _head(div: etree._Element, block: Block, passage: Passage) -> etree._Element:
    """A new `head`; or, right after one, a line break in it: a heading keeps the lines of its print.

    Below text (notes at the foot of a page come before the first paragraph, too) TEI has `label` for it.
    """
    if any(etree.QName(child).localname not in _BEFORE_TEXT for child in div):
        return sub(div, "label", xml_id=passage.identity("label"), xml_lang=block.language)
    kind = {"number-head": "number", "label": "label"}.get(block.kind)
    last = last_child(div)
    if (
        last is not None
        and str(last.tag).endswith("}head")
        and last.get(XML_LANG, "") == block.language
        and last.get("type") == kind
    ):
        sub(last, "lb")
        return last
    return sub(div, "head", type=kind, xml_id=passage.identity("head"), xml_lang=block.language)


def add_to_group(group: etree._Element, block: Block, passage: Passage) -> None:
    """Append a line to the `opener` or `closer` that it is of."""
    match block.kind:
        case "letterhead":
            add_content(sub(group, "fw", type="letterhead", place="top"), block.content, passage)
        case "subject":
            _subject(group, block, passage)
        case "classification" | "copy" | "precedence" | "distribution" | "reference":
            add_content(sub(group, "seg", type=block.kind, xml_lang=block.language), block.content, passage)
        case "stamp":
            add_content(sub(group, "stamp", xml_lang=block.language), block.content, passage)
        case "number":
            _number_line(sub(group, "dateline", xml_lang=block.language), block.content, passage)
        case "address":
            last = last_child(group)
            goes_on = (
                last is not None
                and str(last.tag).endswith("}address")
                and block.rule in ("line under an address", "line of the addressee")
            )
            address = last if goes_on and last is not None else sub(group, "address")
            add_content(sub(address, "addrLine", xml_lang=block.language), block.content, passage)
        case "signed":
            signed = sub(group, "signed", xml_id=passage.identity("signed"), xml_lang=block.language)
            _signed(signed, block.content, passage)
        case kind:
            element = sub(group, kind, xml_id=passage.identity(kind), xml_lang=block.language)
            add_content(element, block.content, passage)


def _subject(group: etree._Element, block: Block, passage: Passage) -> None:
    """A new `title`; or, right after one, a line break in it."""
    last = last_child(group)
    if last is not None and str(last.tag).endswith("}title") and last.get(XML_LANG, "") == block.language:
        sub(last, "lb")
    else:
        last = sub(group, "title", type="subject", xml_lang=block.language)
    add_content(last, block.content, passage)


def _number_line(dateline: etree._Element, content: Sequence[Inline], passage: Passage) -> None:
    """A number, and what stands beside it on the line: a date, and behind a comma the office it is of."""
    first = content[0]
    if isinstance(first, Text):
        number = _without_office(first.text)
        sub(dateline, "idno", number, type="number")
        add_text(dateline, first.text[len(number) :])
        content = content[1:]
    add_content(dateline, content, passage)


def _without_office(text: str) -> str:
    """The number at the beginning of a line, without the office behind its comma. Each sign is looked at once."""
    number, comma, _ = _COMMA.split(text, 1) if _COMMA.search(text) else (text, "", "")
    behind = comma and _DIGIT.search(number) and _OFFICE.match(text, len(number) + 1)
    return number if behind else text.rstrip()


def _signed(signed: etree._Element, content: Sequence[Inline], passage: Passage) -> None:
    """A signature that is the name of a known person points at the person."""
    words = "".join(part.text for part in content if isinstance(part, Text)).strip()
    ref = passage.people.ref(words) if len(content) == 1 else None
    if ref:
        sub(signed, "persName", words, ref=ref)
    else:
        add_content(signed, content, passage)

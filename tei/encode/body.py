"""The text: a `div` for each language, in it the document and its notes, in printed order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.encode.elements import XML_LANG, add_text, date_attributes, sub
from tei.encode.source import has_manuscript
from tei.encode.standoff import add_name
from tei.model import (
    Anchor,
    Block,
    Break,
    Dated,
    Division,
    Foreign,
    Inline,
    Name,
    Note,
    Place,
    Raised,
    Spaced,
    Supplied,
    Text,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.standoff import People
    from tei.model import Document

_OPENER = ("dateline", "salute", "classification", "copy", "number", "address")
_CLOSER = ("signed", "dateline", "salute", "address")


@dataclass(slots=True)
class _Place:
    """Where in a division the encoder is: what it needs for ids and pointers."""

    division: Division
    people: People
    translators: str
    anchors: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def identity(self, kind: str) -> str:
        """`zh-p1`, `zh-p2`; without a number for the first of a kind that is usually alone."""
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        numbered = kind == "p" or count > 1
        return f"{self.division.id}-{kind}{count if numbered else ''}"


def encode(text: etree._Element, document: Document, people: People) -> None:
    """Encode the divisions of a document below `text`; a record without text gets a `gap`."""
    body = sub(text, "body")
    if not document.divisions:
        _not_transcribed(body, document)
    translators = (
        "#resp-trl" if any(person.role == "trl" for person in document.header.citation.people) else ""
    )
    for division in document.divisions:
        _division(body, division, document, _Place(division, people, translators))


def _not_transcribed(body: etree._Element, document: Document) -> None:
    stated = next((fact.value for fact in document.header.stated_languages if fact.value), "und")
    div = sub(body, "div", type="edition", xml_id=stated.partition("-")[0], xml_lang=stated)
    gap = sub(sub(div, "p"), "gap", reason="notTranscribed")
    sub(gap, "desc", "The record holds no transcription of the text.", xml_lang="en")


def _division(body: etree._Element, division: Division, document: Document, place: _Place) -> None:
    div = sub(
        body,
        "div",
        type=division.role,
        xml_id=division.id,
        xml_lang=division.language,
        corresp=_counterparts(division, document),
        source=_source(division, document),
        resp=place.translators if division.role == "translation" else None,
    )
    blocks = [block for block in division.printed if block.kind != "notes-head"]
    _register_anchors(division, place)
    _document(sub(div, "div", type="document", xml_id=f"{division.id}-doc"), blocks, place)
    notes = [block for block in division.blocks if isinstance(block, Note) or block.kind == "notes-head"]
    if notes:
        _notes(sub(div, "div", type="notes", xml_id=f"{division.id}-notes"), notes, place)


def _source(division: Division, document: Document) -> str | None:
    """Where the text is from: an edition from the printed book or the archive, a translation from the site."""
    header = document.header
    if division.role == "edition" and header.citation.printed:
        return "#src-print"
    if division.role == "edition" and has_manuscript(header):
        return "#src-archive"
    return "#src-digital" if header.archive or header.url else None


def _counterparts(division: Division, document: Document) -> str | None:
    """Pointers from an edition to its translations and back (TEI Guidelines, chapter 17: att.linking)."""
    others = [other.id for other in document.divisions if other.role != division.role]
    return " ".join(f"#{other}" for other in others) or None


def _register_anchors(division: Division, place: _Place) -> None:
    """Give each anchor that has a note its id first, so that notes can point back at all of them."""
    for block in division.blocks:
        for content in block.contents:
            for anchor in content:
                if isinstance(anchor, Anchor) and anchor.key:
                    ids = place.anchors.setdefault(anchor.key, [])
                    suffix = f"-{len(ids) + 1}" if ids else ""
                    ids.append(f"{division.id}-a{anchor.key}{suffix}")


# --- the document ------------------------------------------------------------------------------


def _document(div: etree._Element, blocks: Sequence[Block], place: _Place) -> None:
    """Blocks in printed order; neighbours of an opening or a closing share one `opener` or `closer`."""
    text_began = False
    group: etree._Element | None = None
    for block in blocks:
        text_began = text_began or block.kind == "p"
        wanted = (
            ("closer" if block.kind in _CLOSER else "")
            if text_began
            else ("opener" if block.kind in _OPENER else "")
        )
        if not wanted:
            group = None
            _single(div, block, place)
            continue
        if group is None or not str(group.tag).endswith(wanted):
            group = sub(div, wanted, xml_id=place.identity(wanted))
        _grouped(group, block, place)


def _single(div: etree._Element, block: Block, place: _Place) -> None:
    if block.kind == "head":
        _content(_head(div, block, place), block.content, place)
    elif block.kind == "source-note":
        target = f"#{place.division.id}-doc"
        note = sub(
            div,
            "note",
            type="source",
            xml_id=place.identity("srcnote"),
            place="end",
            anchored="false",
            target=target,
            xml_lang=block.language,
        )
        _content(note, block.content, place)
    elif block.kind == "trailer":
        _content(sub(div, "trailer", xml_lang=block.language), block.content, place)
    else:
        number = place.counts.get("p", 0) + 1
        paragraph = sub(div, "p", n=str(number), xml_id=place.identity("p"), xml_lang=block.language)
        _content(paragraph, block.content, place)


def _head(div: etree._Element, block: Block, place: _Place) -> etree._Element:
    """A new `head`; or, right after one, a line break in it: a heading keeps the lines of its print."""
    last = div[-1] if len(div) else None
    if last is not None and str(last.tag).endswith("}head") and last.get(XML_LANG, "") == block.language:
        sub(last, "lb")
        return last
    return sub(div, "head", xml_id=place.identity("head"), xml_lang=block.language)


def _grouped(group: etree._Element, block: Block, place: _Place) -> None:
    match block.kind:
        case "classification" | "copy":
            _content(sub(group, "seg", type=block.kind, xml_lang=block.language), block.content, place)
        case "number":
            _number_line(sub(group, "dateline", xml_lang=block.language), block.content, place)
        case "address":
            last = group[-1] if len(group) else None
            goes_on = (
                last is not None
                and str(last.tag).endswith("}address")
                and block.rule == "line under an address"
            )
            address = last if goes_on and last is not None else sub(group, "address")
            _content(sub(address, "addrLine", xml_lang=block.language), block.content, place)
        case "signed":
            signed = sub(group, "signed", xml_id=place.identity("signed"), xml_lang=block.language)
            _signed(signed, block.content, place)
        case kind:
            element = sub(group, kind, xml_id=place.identity(kind), xml_lang=block.language)
            _content(element, block.content, place)


def _number_line(dateline: etree._Element, content: Sequence[Inline], place: _Place) -> None:
    """A number, and what stands beside it on the line: only the words before a date are the number."""
    first = content[0]
    if isinstance(first, Text):
        number = first.text.rstrip()
        sub(dateline, "idno", number, type="number")
        add_text(dateline, first.text[len(number) :])
        content = content[1:]
    _content(dateline, content, place)


def _signed(signed: etree._Element, content: Sequence[Inline], place: _Place) -> None:
    """A signature that is the name of a known person points at the person."""
    words = "".join(part.text for part in content if isinstance(part, Text)).strip()
    ref = place.people.ref(words) if len(content) == 1 else None
    if ref:
        sub(signed, "persName", words, ref=ref)
    else:
        _content(signed, content, place)


# --- notes -------------------------------------------------------------------------------------


def _notes(div: etree._Element, blocks: Sequence[Block | Note], place: _Place) -> None:
    for block in blocks:
        if isinstance(block, Note):
            _note(div, block, place)
        else:
            _content(sub(div, "head"), block.content, place)


def _note(div: etree._Element, note: Note, place: _Place) -> None:
    targets = " ".join(f"#{anchor}" for anchor in place.anchors.get(note.key, ()))
    element = sub(
        div,
        "note",
        type="editorial",
        place="end",
        n=note.n,
        xml_id=f"{place.division.id}-n{note.key}",
        target=targets,
        anchored=None if targets else "false",
        ana=None if targets else "#finding.noAnchor",
        xml_lang=note.language,
    )
    if note.label:
        label, raised = _bare_label(note.label)
        sub(element, "label", label, rendition="#sup" if raised else None).tail = " "
    if len(note.paragraphs) == 1:
        _content(element, note.paragraphs[0], place)
    else:
        for paragraph in note.paragraphs:
            _content(sub(element, "p"), paragraph, place)


def _bare_label(label: str) -> tuple[str, bool]:
    """A raised label's signs `^{ }` are markup, as at an anchor."""
    return (label[2:-1], True) if label.startswith("^{") else (label, False)


# --- inline ------------------------------------------------------------------------------------


def _content(parent: etree._Element, content: Sequence[Inline], place: _Place) -> None:
    for part in content:
        _inline(parent, part, place)


def _inline(parent: etree._Element, part: Inline, place: _Place) -> None:
    match part:
        case Text(text):
            add_text(parent, text)
        case Anchor():
            _anchor(parent, part, place)
        case Supplied(text):
            sub(parent, "supplied", text, reason="subaudible", resp=place.translators)
        case Dated(text, reading):
            sub(parent, "date", text, **date_attributes(reading))
        case Break():
            sub(parent, "lb")
        case Spaced(text, regular):
            choice = sub(parent, "choice")
            sub(choice, "orig", text)
            sub(choice, "reg", regular)
        case Name(text):
            add_name(parent, text, place.people)
        case Raised() | Place() | Foreign():
            _words(parent, part)


def _words(parent: etree._Element, part: Raised | Place | Foreign) -> None:
    """Words that are one element and point at nothing."""
    match part:
        case Raised(text):
            sub(parent, "hi", text, rendition="#sup")
        case Place(text):
            sub(parent, "placeName", text)
        case Foreign(text, language):
            sub(parent, "foreign", text, xml_lang=language)


def _anchor(parent: etree._Element, anchor: Anchor, place: _Place) -> None:
    rendition = "#sup" if anchor.raised else None
    if anchor.key is None:
        sub(
            parent,
            "ref",
            anchor.marker,
            type="noteAnchor",
            n=anchor.n,
            rendition=rendition,
            ana="#finding.noNote",
        )
        return
    counted = place.counts[f"a{anchor.key}"] = place.counts.get(f"a{anchor.key}", 0) + 1
    identity = place.anchors[anchor.key][counted - 1]
    target = f"#{place.division.id}-n{anchor.key}"
    sub(
        parent,
        "ref",
        anchor.marker,
        type="noteAnchor",
        xml_id=identity,
        n=anchor.n,
        target=target,
        rendition=rendition,
    )

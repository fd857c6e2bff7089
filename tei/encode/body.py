"""The text: a `div` for each language, in it the document and its notes, in printed order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from tei.encode.elements import XML_LANG, add_text, last_child, sub
from tei.encode.inline import Passage, add_content
from tei.encode.interrupted import add_interrupted, end_of_interrupted
from tei.encode.notes import add_note, words_of
from tei.encode.pieces import add_list, add_paragraph, add_table, add_turn
from tei.encode.source import source_of_text
from tei.model import (
    Anchor,
    Block,
    Division,
    Inline,
    ItemList,
    Note,
    Piece,
    Section,
    Table,
    Text,
    Turn,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.encode.standoff import People
    from tei.model import Document

_OFFICE = ("classification", "copy", "precedence", "distribution", "reference", "stamp")
_BEFORE_TEXT = frozenset(("head", "opener", "pb", "fw", "lb", "gap", "milestone", "note"))
_OPENER = (*_OFFICE, "dateline", "salute", "number", "address", "subject", "letterhead")
_CLOSER = (*_OFFICE, "signed", "dateline", "salute", "number", "address")


# What may stand between the parts of an opening or a closing and does not end it.
# `No. 31, Branch Office, Sent`: a word, not a further number (`No. 12, file 7`), behind the comma.
_OFFICE_AFTER = re.compile(r"(?P<number>[^,，]*[0-9][^,，]*)[,，]\s?(?=[^\W\d_]{3,}\s[^\d]*$)")
_BETWEEN = ("annotation", "headnote", "page", "furniture")


def encode(text: etree._Element, document: Document, people: People) -> None:
    """Encode the divisions of a document below `text`; a record without text gets a `gap`."""
    body = sub(text, "body")
    if not document.divisions:
        _not_transcribed(body, document)
    translators = (
        "#resp-trl" if any(person.role == "trl" for person in document.header.citation.people) else ""
    )
    for division in document.divisions:
        _division(body, division, document, Passage(division, people, translators))


def _not_transcribed(body: etree._Element, document: Document) -> None:
    stated = next((fact.value for fact in document.header.stated_languages if fact.value), "und")
    div = sub(body, "div", type="edition", xml_id=stated.partition("-")[0], xml_lang=stated)
    gap = sub(sub(div, "p"), "gap", reason="notTranscribed")
    sub(gap, "desc", "The record holds no transcription of the text.", xml_lang="en")


def _division(body: etree._Element, division: Division, document: Document, passage: Passage) -> None:
    div = sub(
        body,
        "div",
        type=division.role,
        xml_id=division.id,
        xml_lang=division.language,
        corresp=_counterparts(division, document),
        source=_source(division, document),
        resp=passage.translators if division.role == "translation" else None,
    )
    _register_anchors(division, passage)
    _runs(div, division.blocks, passage)


def _runs(div: etree._Element, pieces: Sequence[Piece], passage: Passage) -> None:
    """The document, its notes, and what follows them, in printed order.

    A closing or a source line after the last notes closes the division; more text after notes is a
    document division of its own, as is that between two lists of notes.
    """
    runs = _text_and_notes(pieces)
    for index, (notes, run) in enumerate(runs):
        after = index > 0
        if notes:
            number = passage.counts["notes"] = passage.counts.get("notes", 0) + 1
            suffix = f"-{number}" if number > 1 else ""
            _notes(sub(div, "div", type="notes", xml_id=f"{passage.division.id}-notes{suffix}"), run, passage)
        elif after and index == len(runs) - 1 and _only_closes(run):
            _document(div, run, passage, text_began=True)
        else:
            for part in [run] if index == 0 else _with_text(run):
                _texts(div, part, passage)


def _text_and_notes(pieces: Sequence[Piece]) -> list[tuple[bool, list[Piece]]]:
    """Runs of text and of end notes, by turns; the first is text, if only an empty one."""
    runs: list[tuple[bool, list[Piece]]] = [(False, [])]
    places = _places(pieces)
    for piece, notes in zip(pieces, places, strict=True):
        if runs[-1][0] != notes:
            runs.append((notes, []))
        runs[-1][1].append(piece)
    return runs


def _places(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece whether it belongs to notes at the end; a heading or rule goes with the note after it.

    Notes under a heading below the last paragraph are such, also where they are at the foot of its page; and
    those under a heading below a part of the text, for a heading has no room between two parts.
    """
    last_text = max(
        (at for at, piece in enumerate(pieces) if _began(piece) and not _is_above_notes(piece)), default=-1
    )
    places: list[bool] = []
    headed = below_part = False
    for index, piece in enumerate(pieces):
        goes_on = not _began(piece) or _is_above_notes(piece)
        below_part = isinstance(piece, Section) or (below_part and goes_on)
        headed = (headed or _is_above_notes(piece, "notes-head")) and (
            isinstance(piece, Note) or _is_above_notes(piece)
        )
        places.append(
            isinstance(piece, Note)
            and (piece.place == "end" or (headed and (index > last_text or below_part)))
        )
    for index in range(len(pieces) - 2, -1, -1):
        places[index] = places[index] or (_is_above_notes(pieces[index]) and places[index + 1])
    return places


def _is_above_notes(piece: Piece, *kinds: str) -> bool:
    return isinstance(piece, Block) and piece.kind in (kinds or ("notes-head", "notes-rule"))


def _with_text(run: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces below notes as divisions; those over the first annex, where none is text, as paragraphs.

    There each heading begins a division: below a paragraph TEI has no `head` for it.
    """
    first = next((at for at, piece in enumerate(run) if _is_annex(piece)), len(run))
    own = run[:first]
    if any(map(_is_text, own)):
        return [list(run)]
    parts: list[list[Piece]] = [[]]
    for piece in _as_paragraphs(own):
        if _is_head(piece) and parts[-1] and not _is_head(parts[-1][-1]):
            parts.append([])
        parts[-1].append(piece)
    parts[-1] += run[first:]
    return parts


def _is_head(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.kind in ("head", "number-head")


def _as_paragraphs(run: Sequence[Piece]) -> list[Piece]:
    """Text between two lists of notes that is only a closing: a division needs a paragraph to close.

    A heading stays one.
    """
    pieces = [inner for piece in run for inner in (piece.pieces if isinstance(piece, Section) else (piece,))]
    return [
        replace(piece, kind="p")
        if isinstance(piece, Block) and piece.kind in (*_CLOSER, "trailer", "label")
        else piece
        for piece in pieces
    ]


def _texts(parent: etree._Element, pieces: Sequence[Piece], passage: Passage) -> None:
    """The document, before it the editor's lines, and beside it its annexes, with openings of their own."""
    pieces = _after_headnote(parent, pieces, passage)
    first = next((index for index, piece in enumerate(pieces) if _is_annex(piece)), len(pieces))
    if label := next((at for at, piece in enumerate(pieces[:first]) if _is_label(piece)), 0):
        _document(parent, pieces[:label], passage)  # title and date stand over the label of the text
        pieces, first = pieces[label:], first - label
    _document(sub(parent, "div", type="document", xml_id=passage.identity("doc")), pieces[:first], passage)
    for piece in pieces[first:]:
        if isinstance(piece, Section):
            _section(parent, piece, passage)
        else:
            # What stands after an annex and is no part of one: page furniture, by the rules of stage 3.
            _piece(parent, piece, passage)


def _after_headnote(parent: etree._Element, pieces: Sequence[Piece], passage: Passage) -> Sequence[Piece]:
    """Encode the edition's own lines over the document, which say where it is from; return the rest.

    They are no notes to the text and no part of the document: a division of their own, as the hand-made
    TEI of such editions keeps them. The source line stands in the header's citation as well.
    """
    own = passage.division.edition_lines
    if not own or tuple(pieces[: len(own)]) != own:  # text below notes has none of its own
        return pieces
    div = sub(parent, "div", type="headnote", xml_id=passage.identity("headnote"))
    for line in own:
        add_content(sub(div, "p", xml_lang=line.language), line.content, passage)
    return pieces[len(own) :]


def _is_annex(piece: Piece) -> bool:
    return isinstance(piece, Section) and piece.kind == "annex"


def _is_label(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.kind == "label"


def _section(parent: etree._Element, section: Section, passage: Passage) -> None:
    if section.kind == "postscript":
        element = sub(parent, "postscript", xml_id=passage.identity("ps"), xml_lang=section.language)
    else:
        element = sub(
            parent,
            "div",
            type=section.kind,
            n=section.n,
            xml_id=passage.identity(section.kind),
            xml_lang=section.language,
        )
    _document(element, section.pieces, passage)


def _source(division: Division, document: Document) -> str | None:
    """Where the text is from: an edition from the printed book or the archive, a translation from the site."""
    header = document.header
    if division.role == "edition" and (source := source_of_text(header)):
        return source
    return "#src-digital" if header.archive or header.url else None


def _counterparts(division: Division, document: Document) -> str | None:
    """Pointers from an edition to its translations and back (TEI Guidelines, chapter 17: att.linking)."""
    others = [other.id for other in document.divisions if other.role != division.role]
    return " ".join(f"#{other}" for other in others) or None


def _register_anchors(division: Division, passage: Passage) -> None:
    """Give each anchor that has a note its id first, so that notes can point back at all of them."""
    for block in division.blocks:
        for content in block.contents:
            for anchor in content:
                if isinstance(anchor, Anchor) and anchor.key:
                    ids = passage.anchors.setdefault(anchor.key, [])
                    suffix = f"-{len(ids) + 1}" if ids else ""
                    ids.append(f"{division.id}-a{anchor.key}{suffix}")


# --- the document ------------------------------------------------------------------------------


def _document(
    div: etree._Element, pieces: Sequence[Piece], passage: Passage, *, text_began: bool = False
) -> None:
    """Pieces in printed order; neighbours of an opening or a closing share one `opener` or `closer`."""
    group: etree._Element | None = None
    pieces = _without_stranded(pieces, text_began=text_began)
    end = 0
    for at, piece in enumerate(pieces):
        text_began = text_began or _began(piece)
        if at < end:
            continue  # stands in the paragraph above
        if (end := end_of_interrupted(pieces, at)) > at:
            group = None
            add_interrupted(div, pieces[at:end], passage)
            continue
        wanted = _group_of(piece, text_began=text_began)
        if _is_letterhead(piece) and group is None and not _opens(pieces[at + 1 :]):
            wanted = ""
        if not wanted and group is not None and _goes_on(pieces[at:], group, text_began=text_began):
            _piece(group, piece, passage)
        elif not wanted:
            group = None
            _piece(div, piece, passage)
        elif isinstance(piece, Block):
            if group is None or not str(group.tag).endswith(wanted):
                group = sub(div, wanted, xml_id=passage.identity(wanted))
            _grouped(group, piece, passage)


def _without_stranded(pieces: Sequence[Piece], *, text_began: bool) -> list[Piece]:
    """Lines of an opening or a closing that stand between text (below notes of a page) as paragraphs."""
    texts = [at for at, piece in enumerate(pieces) if _began(piece) and not _is_postscript(piece)]
    first, last = (-1 if text_began else texts[0], texts[-1]) if texts else (0, 0)
    kinds = (*_OPENER, *_CLOSER, "trailer")
    return [
        replace(piece, kind="p")
        if first < at < last and isinstance(piece, Block) and piece.kind in kinds
        else piece
        for at, piece in enumerate(pieces)
    ]


def _is_text(piece: Piece) -> bool:
    """Whether a closing may stand below it: a postscript needs text above it, too."""
    return _began(piece) and not _is_postscript(piece)


def _only_closes(run: Sequence[Piece]) -> bool:
    """Whether pieces are no text and open none."""
    opens = ("head", "number-head", "label", "subject")
    return not any(_is_text(piece) or (isinstance(piece, Block) and piece.kind in opens) for piece in run)


def _is_postscript(piece: Piece) -> bool:
    return isinstance(piece, Section) and piece.kind == "postscript"


def _is_letterhead(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.kind == "letterhead"


def _opens(pieces: Sequence[Piece]) -> bool:
    """Whether an opener's line is next, another letterhead and handwriting left aside."""
    for piece in pieces:
        if not isinstance(piece, Block) or piece.kind not in (*_BETWEEN, "letterhead"):
            return bool(_group_of(piece, text_began=_began(piece)))
    return False


def _goes_on(pieces: Sequence[Piece], group: etree._Element, *, text_began: bool) -> bool:
    """Whether an opening or closing goes on after handwriting or page furniture that stands in it."""
    for piece in pieces:
        if not isinstance(piece, Block) or piece.kind not in _BETWEEN:
            wanted = "" if _began(piece) else _group_of(piece, text_began=text_began)
            return bool(wanted) and str(group.tag).endswith(wanted)
    return False


def _began(piece: Piece) -> bool:
    return isinstance(piece, ItemList | Table | Turn | Section) or (
        isinstance(piece, Block) and piece.kind in ("p", "notes-head")
    )


def _group_of(piece: Piece, *, text_began: bool) -> str:
    if not isinstance(piece, Block):
        return ""
    if text_began:
        return "closer" if piece.kind in _CLOSER else ""
    return "opener" if piece.kind in _OPENER else ""


def _piece(parent: etree._Element, piece: Piece, passage: Passage) -> None:
    match piece:
        case Block():
            _single(parent, piece, passage)
        case Note():
            add_note(parent, piece, passage)
        case ItemList():
            add_list(parent, piece, passage)
        case Table():
            add_table(parent, piece, passage)
        case Turn():
            add_turn(parent, piece, passage)
        case Section():
            _section(parent, piece, passage)


def _single(div: etree._Element, block: Block, passage: Passage) -> None:
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


def _grouped(group: etree._Element, block: Block, passage: Passage) -> None:
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
        office = _OFFICE_AFTER.match(first.text)
        number = office["number"] if office else first.text.rstrip()
        sub(dateline, "idno", number, type="number")
        add_text(dateline, first.text[len(number) :])
        content = content[1:]
    add_content(dateline, content, passage)


def _signed(signed: etree._Element, content: Sequence[Inline], passage: Passage) -> None:
    """A signature that is the name of a known person points at the person."""
    words = "".join(part.text for part in content if isinstance(part, Text)).strip()
    ref = passage.people.ref(words) if len(content) == 1 else None
    if ref:
        sub(signed, "persName", words, ref=ref)
    else:
        add_content(signed, content, passage)


# --- notes -------------------------------------------------------------------------------------


def _notes(div: etree._Element, pieces: Sequence[Piece], passage: Passage) -> None:
    for piece in pieces:
        if isinstance(piece, Note):
            add_note(div, piece, passage)
        elif isinstance(piece, Block):
            _single(div, piece, passage)

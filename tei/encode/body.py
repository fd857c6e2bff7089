"""The text: a `div` for each language, in it the document and its notes, in printed order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.encode.elements import sub
from tei.encode.inline import Passage, add_content
from tei.encode.interrupted import add_interrupted, end_of_interrupted
from tei.encode.lines import add_line, add_to_group
from tei.encode.notes import add_note
from tei.encode.pieces import add_list, add_table, add_turn
from tei.encode.source import source_of_text
from tei.encode.stretches import (
    CLOSER,
    OPENER,
    began,
    is_annex,
    is_postscript,
    is_text,
    text_and_notes,
    with_text,
)
from tei.model import Anchor, Block, Division, ItemList, Note, Piece, Section, Table, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.standoff import People
    from tei.model import Document

# What may stand between the parts of an opening or a closing and does not end it.
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
    runs = text_and_notes(pieces)
    for index, (notes, run) in enumerate(runs):
        after = index > 0
        if notes:
            number = passage.counts["notes"] = passage.counts.get("notes", 0) + 1
            suffix = f"-{number}" if number > 1 else ""
            _notes(sub(div, "div", type="notes", xml_id=f"{passage.division.id}-notes{suffix}"), run, passage)
        elif after and index == len(runs) - 1 and _only_closes(run):
            _document(div, run, passage, text_began=True)
        else:
            for part in [run] if index == 0 else with_text(run):
                _texts(div, part, passage)


def _texts(parent: etree._Element, pieces: Sequence[Piece], passage: Passage) -> None:
    """The document, before it the editor's lines, and beside it its annexes, with openings of their own."""
    pieces = _after_headnote(parent, pieces, passage)
    first = next((index for index, piece in enumerate(pieces) if is_annex(piece)), len(pieces))
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
        text_began = text_began or began(piece)
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
            add_to_group(group, piece, passage)


def _without_stranded(pieces: Sequence[Piece], *, text_began: bool) -> list[Piece]:
    """Lines of an opening or a closing that stand between text (below notes of a page) as paragraphs."""
    texts = [at for at, piece in enumerate(pieces) if began(piece) and not is_postscript(piece)]
    first, last = (-1 if text_began else texts[0], texts[-1]) if texts else (0, 0)
    kinds = (*OPENER, *CLOSER, "trailer")
    return [
        replace(piece, kind="p")
        if first < at < last and isinstance(piece, Block) and piece.kind in kinds
        else piece
        for at, piece in enumerate(pieces)
    ]


def _only_closes(run: Sequence[Piece]) -> bool:
    """Whether pieces are no text and open none."""
    opens = ("head", "number-head", "label", "subject")
    return not any(is_text(piece) or (isinstance(piece, Block) and piece.kind in opens) for piece in run)


def _is_letterhead(piece: Piece) -> bool:
    return isinstance(piece, Block) and piece.kind == "letterhead"


def _opens(pieces: Sequence[Piece]) -> bool:
    """Whether an opener's line is next, another letterhead and handwriting left aside."""
    for piece in pieces:
        if not isinstance(piece, Block) or piece.kind not in (*_BETWEEN, "letterhead"):
            return bool(_group_of(piece, text_began=began(piece)))
    return False


def _goes_on(pieces: Sequence[Piece], group: etree._Element, *, text_began: bool) -> bool:
    """Whether an opening or closing goes on after handwriting or page furniture that stands in it."""
    for piece in pieces:
        if not isinstance(piece, Block) or piece.kind not in _BETWEEN:
            wanted = "" if began(piece) else _group_of(piece, text_began=text_began)
            return bool(wanted) and str(group.tag).endswith(wanted)
    return False


def _group_of(piece: Piece, *, text_began: bool) -> str:
    if not isinstance(piece, Block):
        return ""
    if text_began:
        return "closer" if piece.kind in CLOSER else ""
    return "opener" if piece.kind in OPENER else ""


def _piece(parent: etree._Element, piece: Piece, passage: Passage) -> None:
    match piece:
        case Block():
            add_line(parent, piece, passage)
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


# --- notes -------------------------------------------------------------------------------------


def _notes(div: etree._Element, pieces: Sequence[Piece], passage: Passage) -> None:
    for piece in pieces:
        if isinstance(piece, Note):
            add_note(div, piece, passage)
        elif isinstance(piece, Block):
            add_line(div, piece, passage)

"""Paragraphs, lists, tables and speakers' turns: what stands in a division beside its opening and closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.encode.elements import add_text, sub
from tei.encode.inline import add_content
from tei.model import Block, Item, ItemList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.inline import Passage
    from tei.model import Inline, Table, Turn

_PAGE = ("page", "furniture")


def add_paragraph(parent: etree._Element, block: Block, passage: Passage) -> etree._Element:
    """Append a paragraph, numbered on through the division, and return it."""
    number = passage.counts.get("p", 0) + 1
    paragraph = sub(parent, "p", n=str(number), xml_id=passage.identity("p"), xml_lang=block.language)
    add_content(paragraph, block.content, passage)
    return paragraph


def add_list(parent: etree._Element, piece: ItemList, passage: Passage) -> None:
    """Append a list with its heading and items; page breaks and furniture stand among the items.

    The printed label of an item is a `label` in the item, so that the item reads as printed
    (TEI Guidelines 3.8: `label` is allowed within `item`).
    """
    element = sub(parent, "list", type=piece.kind, xml_id=passage.identity("list"), xml_lang=piece.language)
    if piece.head:
        add_content(sub(element, "head"), piece.head, passage)
    for item in piece.items:
        if isinstance(item, Item):
            _item(element, item, passage)
        else:
            add_content(element, item.content, passage)


def _item(parent: etree._Element, item: Item, passage: Passage) -> None:
    element = sub(parent, "item")
    if item.label:
        sub(element, "label", item.label)
        add_text(element, " ")
    add_content(element, item.content, passage)
    for inner in item.inner:
        if isinstance(inner, ItemList):
            add_list(element, inner, passage)
        elif inner.kind in _PAGE:
            add_content(element, inner.content, passage)
        else:
            add_paragraph(element, inner, passage)


def add_table(parent: etree._Element, piece: Table, passage: Passage) -> None:
    """Append a table, a `row` for each printed row."""
    columns = max((len(row) for row in piece.rows), default=0)
    element = sub(
        parent,
        "table",
        rows=str(len(piece.rows)),
        cols=str(columns),
        xml_id=passage.identity("table"),
        xml_lang=piece.language,
    )
    for index, row in enumerate(piece.rows):
        _row(element, row, labels=piece.labelled and index == 0, passage=passage)


def _row(table: etree._Element, cells: Sequence[Sequence[Inline]], *, labels: bool, passage: Passage) -> None:
    row = sub(table, "row", role="label" if labels else None)
    for cell in cells:
        add_content(sub(row, "cell"), cell, passage)


def add_turn(parent: etree._Element, piece: Turn, passage: Passage) -> None:
    """Append a speaker's turn (TEI Guidelines 3.13.2): the speaker as printed, then what is said."""
    element = sub(parent, "sp", xml_id=passage.identity("sp"), xml_lang=piece.language)
    add_content(sub(element, "speaker"), piece.speaker, passage)
    for block in piece.blocks:
        if isinstance(block, ItemList):
            add_list(element, block, passage)
        elif block.kind in _PAGE:
            add_content(element, block.content, passage)
        else:
            add_paragraph(element, block, passage)

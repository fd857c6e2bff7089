"""What stands in a line: words with their line ends, note marks, gaps, remarks, names, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.encode.elements import add_text, date_attributes, sub
from tei.encode.standoff import add_name
from tei.late_patterns import late
from tei.model import (
    Added,
    AlternativeName,
    Anchor,
    Break,
    Dated,
    Deleted,
    Emended,
    Foreign,
    Furniture,
    Gap,
    Highlighted,
    Inline,
    Name,
    PageBreak,
    Place,
    Raised,
    Remark,
    Sic,
    Spaced,
    Supplied,
    Text,
    Unclear,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.encode.standoff import People
    from tei.model import Division

HAND = "hand-ms"
"""The id of the `handNote`: whose writing it is, the signs around it do not say."""

_CLOSED = r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"
# A line end that no blank stands for: after the hyphen of a divided word, and between Chinese or Japanese signs.
_DIVIDED = late(rf"(?<=[^\W\d_][-\u2010\u00ad\u00ac])\n(?=[^\W\d_])|(?<={_CLOSED})\n(?={_CLOSED})")


@dataclass(slots=True)
class Passage:
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


def add_words(parent: etree._Element, text: str) -> None:
    """Append words; a newline in them is a line end of the print and becomes `lb`.

    Source: TEI Guidelines 3.11.3: `lb/@break` is `no` where the line end divides a word.
    """
    if "\n" not in text:  # as most words
        add_text(parent, text)
        return
    start = 0
    for end in re.finditer("\n", text):
        add_text(parent, text[start : end.start()])
        sub(parent, "lb", break_="no" if _DIVIDED.match(text, end.start()) else None)
        start = end.end()
    add_text(parent, text[start:])


def add_content(parent: etree._Element, content: Sequence[Inline], passage: Passage) -> None:
    """Append inline content in its order; words struck out and those written for them are one `subst`."""
    place = parent
    for index, part in enumerate(content):
        before, after = content[max(0, index - 1)], content[min(index + 1, len(content) - 1)]
        if isinstance(part, Deleted) and isinstance(after, Added):
            place = sub(parent, "subst")
        elif not (isinstance(part, Added) and isinstance(before, Deleted)):
            place = parent
        _inline(place, part, passage)


def _inline(parent: etree._Element, part: Inline, passage: Passage) -> None:
    match part:
        case Text(text):
            add_words(parent, text)
        case Anchor():
            _anchor(parent, part, passage)
        case Supplied(text, reason, marker):
            resp = passage.translators if reason == "subaudible" else None
            add_words(sub(parent, "supplied", reason=reason, resp=resp, rend=_one_line(marker)), text)
        case Dated(text, reading):
            add_words(sub(parent, "date", **date_attributes(reading)), text)
        case Break():
            sub(parent, "lb")
        case Spaced(text, regular):
            choice = sub(parent, "choice")
            sub(choice, "orig", text)
            sub(choice, "reg", regular)
        case Name(text):
            name = add_name(parent, text.replace("\n", " "), passage.people)
            name.text = None
            add_words(name, text)
        case PageBreak() | Furniture() | Gap() | Unclear():
            add_sign(parent, part)
        case _:
            _words(parent, part)


def add_sign(parent: etree._Element, part: PageBreak | Furniture | Gap | Unclear) -> None:
    """Append what stands for signs of the print: a page's start and furniture, words not there or not sure."""
    match part:
        case PageBreak(n, marker, certain):
            sub(parent, "pb", n=n, rend=_one_line(marker), ana=None if certain else "#ground.page")
        case Furniture(text, kind):
            add_words(sub(parent, "fw", type=kind), text)
        case Gap(reason, marker, quantity, unit):
            number = None if quantity is None else str(quantity)
            printed = marker.replace("\n", " ")
            gap = sub(parent, "gap", reason=reason, rend=printed, unit=unit, quantity=number)
            if said := _said(printed):
                sub(gap, "desc", said)
        case Unclear(text, marker):
            add_words(sub(parent, "unclear", rend=_one_line(marker)), text)


def _said(marker: str) -> str:
    """What a marker says in words beyond the attributes of its `gap`: nothing in `[illegible]`, `[..2c..]`, `XXXX`."""
    words = marker[1:-1].strip() if marker[:1] in "[(（［【〔" else ""
    told = words.casefold() == "illegible" and marker[0] == "["
    return "" if told or words.startswith("..") or not any(sign.isalpha() for sign in words) else words


def _words(parent: etree._Element, part: Inline) -> None:
    """Words that are one element and point at nothing."""
    match part:
        case Raised(text):
            sub(parent, "hi", text, rendition="#sup")
        case Place(text):
            add_words(sub(parent, "placeName"), text)
        case Foreign(text, language):
            add_words(sub(parent, "foreign", xml_lang=language), text)
        case Sic(text, marker):
            sub(parent, "sic", text, rend=marker)
        case Remark(text, kind):
            add_words(sub(parent, "seg", type="remark", subtype=kind), text)
        case AlternativeName(text):
            sub(parent, "name", text, type="variant")
        case _:
            _transcribed(parent, part)


def _transcribed(parent: etree._Element, part: Inline) -> None:
    """Words that the transcriber has put signs around."""
    match part:
        case Deleted(text, marker):
            add_words(sub(parent, "del", rend=_one_line(marker)), text)
        case Added(text, marker):
            add_words(sub(parent, "add", rend=_one_line(marker), hand=f"#{HAND}" if marker else None), text)
        case Emended(text, kind, marker):
            name = {"expansion": "expan", "correction": "corr"}[kind]
            add_words(sub(parent, name, rend=_one_line(marker)), text)
        case Highlighted(text):
            add_words(sub(parent, "hi", rendition=f"#{rendition_id(part)}"), text)


def rendition_id(part: Highlighted) -> str:
    """The id of the `rendition` that says how the words are set, and which signs the record has for it."""
    return f"mark-{part.look}" + (f"-{part.count}" if part.count > 1 else "")


def _one_line(marker: str) -> str:
    """What the print has, as the value of an attribute."""
    return marker.replace("\n", " ")


def _anchor(parent: etree._Element, anchor: Anchor, passage: Passage) -> None:
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
    counted = passage.counts[f"a{anchor.key}"] = passage.counts.get(f"a{anchor.key}", 0) + 1
    sub(
        parent,
        "ref",
        anchor.marker,
        type="noteAnchor",
        xml_id=passage.anchors[anchor.key][counted - 1],
        n=anchor.n,
        target=f"#{passage.division.id}-n{anchor.key}",
        rendition=rendition,
    )

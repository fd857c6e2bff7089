"""A printed book as East Asian editions cite it: `《书名》第五卷（地：社，2006年），第214页`."""

from __future__ import annotations

import re

from tei.interpret.citation.printed import Printed
from tei.interpret.citation.spans import trim
from tei.model import Glossed, PrintedSource

_BOOK = re.compile(
    r"[《『「](?P<title>[^《》『』「」]{1,120})[》』」] ?"
    r"(?:第?(?P<volume>[0-9一二三四五六七八九十]{1,4}) ?[卷集册冊권])?[，,、]? ?[（(]? ?"
    r"(?:(?P<place>[^：:，,()（）《》0-9]{1,20})[：:] ?)?"
    r"(?P<publisher>[^：:，,()（）《》0-9]{2,40})[，,]? ?"
    r"(?P<year>[0-9]{4})(?:年(?:[0-9]{1,2}月)?(?:第[0-9一二三四五六七八九十]{1,3}版)?|년)?[）)]?"
    r"(?:[，,] ?(?:第|pp?\. ?)?(?P<pages>[0-9]{1,4}(?: ?(?:--|[-–—~～]) ?[0-9]{1,4})?) ?[页頁쪽면]?)?"
)


def read_printed_east(source: str) -> Printed | None:
    """Read a book whose title stands in 《》, 『』 or 「」, when nothing but imprint and pages follow it."""
    text = source.strip(" .。，,")
    if text[:1] + text[-1:] in {"（）", "()"}:
        text = text[1:-1]
    book = _BOOK.fullmatch(text)
    if book is None:
        return None
    read = PrintedSource(
        Glossed(book["title"]), volume=book["volume"] or "", place=book["place"] or "",
        publisher=trim(book["publisher"]), year=book["year"], pages=book["pages"] or "",
    )  # fmt: skip
    return Printed(read, "")

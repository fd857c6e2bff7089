"""Citations taken apart: title, date, archive name, source, people, address.

The title and the date are cut off by knowing them, the address by its place, the people by their
verbs; the source is what stands between. Each module holds the small rules of one part. A rule that is
not sure reads nothing: the verbatim citation is kept elsewhere, and a wrong fact is worse than none.
The shapes are those seen in real records of some twenty archives.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tei.interpret.citation.front import read_front
from tei.interpret.citation.locators import KINDS
from tei.interpret.citation.people import read_people
from tei.interpret.citation.printed import read_printed, read_published
from tei.interpret.citation.printed_east import read_printed_east
from tei.interpret.citation.source import Source, read_source
from tei.interpret.citation.spans import fold, trim
from tei.interpret.citation.united_nations import read_united_nations
from tei.model import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["KINDS", "read_citation"]

_BRACKETED = re.compile(r"<(?P<url>https?://[^\s<>]+)>")
_BARE = re.compile(r"(?P<lead>(?:^|.))(?P<url> ?https?://[^\s<>]+)$")


def read_citation(
    text: str, *, title: str = "", date: str = "", archives: Sequence[str] = (), keeper: str = ""
) -> Citation:
    """Take a citation apart.

    Args:
        text: the citation as printed; white space is folded, nothing else is changed.
        title: the record's title as the header prints it, to cut it off the front.
        date: the record's date as the header prints it.
        archives: the names the record's layout gives its digital archive.
        keeper: the archive that keeps the document, where the record names it elsewhere.

    Returns:
        The parts, each a piece of the folded text. What is not sure is empty; `rest` joins with ` … `
        the pieces that were not read.
    """
    body, url, tail = _cut_address(fold(text), archives)
    front = read_front(body, fold(title), fold(date), archives)
    credits_ = read_people(front.body)
    source = front.body[: credits_.begin].strip(" ,;")
    printed = read_printed(source) or read_published(source) or read_printed_east(source)
    read = (
        Source(remarks=printed.after)
        if printed
        else read_united_nations(source) or read_source(source, fold(keeper))
    )
    if read.remarks and (edition := read_published(read.remarks)):
        printed, read = edition, replace(read, remarks="")
    rest = [piece.strip(" …") for piece in (front.rest, read.rest, *credits_.rest, trim(tail))]
    return Citation(
        title=front.title, date=front.date, archive=front.archive, source=source,
        repository=read.repository, shelfmark=read.shelfmark, parts=read.parts, remarks=read.remarks,
        printed=printed.book if printed else None, people=credits_.people, url=url,
        rest=" … ".join(piece for piece in rest if piece),
    )  # fmt: skip


def _cut_address(text: str, archives: Sequence[str]) -> tuple[str, str, str]:
    """The text before the record's own address, the address, and what follows it.

    The record's address is the last one in angle brackets, or a bare one at the end that a full stop,
    or the archive's own name, goes before: after a comma it is the address of the source.
    """
    found = None
    for found in _BRACKETED.finditer(text):  # noqa: B007 - the last one is meant
        pass
    if found:
        return text[: found.start()].rstrip(), found["url"], text[found.end() :]
    at = max(text.rfind(" http://"), text.rfind(" https://"))
    if at < 0 and text.startswith(("http://", "https://")):
        at = 0
    url = text[at:].strip() if at >= 0 else ""
    if not url or " " in url:
        return text, "", ""
    before = text[:at].rstrip()
    own = any(before.rstrip(" ,.").casefold().endswith(name.casefold()) for name in archives if name)
    if not before or before[-1] in '.)”"' or own:
        return before, url.rstrip(".,;"), ""
    return text, "", ""

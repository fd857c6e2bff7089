"""A printed book as a source: editors or author, title with its gloss, volume, imprint, pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.interpret.citation.people import is_name
from tei.interpret.citation.spans import nesting, trim
from tei.model import Glossed, PrintedSource

_IMPRINT = re.compile(r"\((?P<place>[^():,][^():]{0,79}): (?P<publisher>[^()]{1,119}), (?P<year>[0-9]{4})\)")
_VOLUME = re.compile(
    r"[,.]? (?:[Vv]ol(?:ume|s?\.)|[Bb]d\.|[Bb]and|[Tt]ome?|[Tt]\.|[Kk]ötet) "
    r"(?P<n>[0-9]{1,4}(?:[-–/][0-9]{1,4})?|[IVXLC]{1,8})$"
)
_PAGES = re.compile(
    r",? ?(?:pp?\. ?|S\. ?|[Сс]\. ?|pages? )?(?P<n>[0-9]{1,4}(?: ?[-–—] ?[0-9]{1,4})?)"
    r"(?P<more>(?:, [0-9]{1,4}(?:[-–][0-9]{1,4})?){0,9})(?=[.,;]|$)"
)
_EDITORS = re.compile(r",? (?P<mark>\(?(?:eds?|Eds?|comps?|Hrsg|Hg|red|szerk|ред)\.\)?),? (?=\S)")
_GLOSS = re.compile(r"^(?P<name>[^()]{1,200}) \((?P<gloss>[^()]*[^\W\d_][^()]{0,200})\)$")
_BY = re.compile(
    r"[,.] (?:[Tt]ranslated|[Ee]dited|[Tt]rans\.|[Ee]d\.) "
    r"(?:and (?:translated|edited) )?(?:by )?[^,;()]{1,80}$"
)
_EDITION = re.compile(r",? (?:[0-9]{1,2}(?:st|nd|rd|th) ed\.|rev\. ed\.)$")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\. (?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed source, and what stands after its pages."""

    book: PrintedSource
    after: str


def read_printed(source: str) -> Printed | None:
    """Read the source as a book when it has an imprint `(Place: Publisher, Year)` and a sure title."""
    imprint = _IMPRINT.search(source)
    if imprint is None:
        return None
    front = trim(source[: imprint.start()])
    edition = _EDITION.search(front)
    front = front[: edition.start()] if edition else front
    volume = _VOLUME.search(front)
    front = trim(front[: volume.start()]) if volume else front
    by = _BY.search(front)
    front = trim(front[: by.start()]) if by else front
    named = _named(front)
    if named is None or re.search(r"[\"“”«»:]|(?:^| )in ", named[2].split(" (", 1)[0]):
        return None  # an essay in a book: which title is whose is not sure
    authors, editors, title = named
    pages = _PAGES.match(source, imprint.end())
    after = source[pages.end() if pages else imprint.end() :]
    number = (pages["n"] + pages["more"]) if pages else ""
    book = PrintedSource(
        gloss(title), editors, authors, volume["n"] if volume else "", imprint["place"], imprint["publisher"],
        imprint["year"], number,
    )  # fmt: skip
    return Printed(book, trim(after))


_Named = tuple[tuple[Glossed, ...], tuple[Glossed, ...], str]


def _named(front: str) -> _Named | None:
    """Authors, editors and title, or None when it is not sure where the title begins."""
    depth = nesting(front)
    for mark in _EDITORS.finditer(front):
        if depth[mark.start("mark")] == 0:
            word = mark["mark"].strip("().")
            several = word.endswith("s") or word in {"Hrsg", "Hg", "szerk"}
            title = trim(front[mark.end() :])
            return ((), people(front[: mark.start()], several=several), title) if title else None
    outside = [at for at, sign in enumerate(front) if sign == "," and depth[at] == 0]
    sentence = _SENTENCE.search(front)
    if sentence and not outside and is_name(front[: sentence.start()]) and " " in front[: sentence.start()]:
        return (Glossed(front[: sentence.start()]),), (), trim(front[sentence.end() :])
    if not outside:
        return ((), (), front) if front and not sentence else None
    author, title = front[: outside[0]], trim(front[outside[0] + 1 :])
    # `Max K. Brand, The Long Road`: only an initial tells an author from a title with a comma
    if len(outside) == 1 and is_name(author) and re.search(r"(?:^| )[^\W\d_]\. [^\W\d_]", author) and title:
        return (Glossed(author),), (), title
    return None


def gloss(text: str) -> Glossed:
    """Split `Name (Gloss)`."""
    bare = trim(text, ' ,;:"“”')
    match = _GLOSS.match(bare)
    return Glossed(match["name"], match["gloss"]) if match else Glossed(bare)


def people(text: str, *, several: bool) -> tuple[Glossed, ...]:
    """Split editors at `and` and commas outside brackets; empty when a piece does not look like one."""
    depth = nesting(text)
    cuts = [m for m in re.finditer(r", and | and | & |; |, ", text) if depth[m.start()] == 0]
    if not several:
        cuts = []
    pieces, begin = [], 0
    for cut in cuts:
        pieces.append(text[begin : cut.start()])
        begin = cut.end()
    found = [gloss(piece) for piece in [*pieces, text[begin:]]]
    if not all(one.gloss or (is_name(one.name) and (" " in one.name or len(found) == 1)) for one in found):
        return ()
    return tuple(found)

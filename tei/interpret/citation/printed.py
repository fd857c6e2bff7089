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
_ROLE = r"(?:[Tt]ranslated|[Ee]dited|[Tt]rans\.|[Tt]ransl\.|[Ee]d\.)"
_BY = re.compile(
    rf"(?:[,.]| (?=\()) ?\(?(?P<roles>{_ROLE}(?: and {_ROLE})?) (?:by )?(?P<names>[^;()]{{1,80}}?)\)?$"
)
_PUBLISHED = re.compile(
    r"(?:[Oo]riginally |[Ff]irst |[Aa]lso )?[Pp](?:ublished|rinted) in "
    r"[\"“](?P<title>[^\"“”]{1,160})[\"”],?"
    r"(?: [Vv]ol(?:ume|\.) (?P<volume>[0-9]{1,4}|[IVXLC]{1,8}))?,?"
    r"(?: [Dd]oc(?:ument|\.) (?:[Nn]o\. ?|[Nn]umber )?(?P<number>[0-9]{1,5}))?,?"
    r"(?: pp?\. ?(?P<pages>[0-9]{1,4}(?:[-–][0-9]{1,4})?))?\.?"
)
# What only a person can have: the words before the comma name the author.
_WORKS = re.compile(
    r"(?:(?:The|His|Her) )?(?:(?:Selected|Collected|Complete) (?:[A-Z][a-z]+ )?(?:Works|Writings|Papers|Speeches|Letters)"
    r"|Memoirs?|Gesammelte Werke|Ausgewählte Werke|Œuvres|Oeuvres|Obras|Opere)\b"
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
    front, helpers = _helpers(front)
    named = _named(front)
    if named is None or re.search(r"[\"“”«»:]|(?:^| )in ", named[2].split(" (", 1)[0]):
        return None  # an essay in a book: which title is whose is not sure
    authors, editors, title = named
    pages = _PAGES.match(source, imprint.end())
    after = source[pages.end() if pages else imprint.end() :]
    number = (pages["n"] + pages["more"]) if pages else ""
    book = PrintedSource(
        gloss(title), (*editors, *helpers.editors), authors, volume["n"] if volume else "", imprint["place"], imprint["publisher"],
        imprint["year"], number, translators=helpers.translators,
    )  # fmt: skip
    return Printed(book, trim(after))


def read_published(source: str) -> Printed | None:
    """Read `Published in "Title," Volume X, Document No. 12`, when nothing else stands in the source."""
    found = _PUBLISHED.fullmatch(source)
    if found is None or not (found["volume"] or found["number"] or found["pages"]):
        return None
    book = PrintedSource(
        Glossed(trim(found["title"])), volume=found["volume"] or "", pages=found["pages"] or "",
        number=found["number"] or "",
    )  # fmt: skip
    return Printed(book, "")


@dataclass(frozen=True, slots=True)
class _Helpers:
    editors: tuple[Glossed, ...] = ()
    translators: tuple[Glossed, ...] = ()


def _helpers(front: str) -> tuple[str, _Helpers]:
    """The words before the book's editors and translators, and those of them that are names for sure."""
    editors: tuple[Glossed, ...] = ()
    translators: tuple[Glossed, ...] = ()
    for _ in range(3):
        begin = max((m.start() for m in re.finditer(rf"(?:[,.]| (?=\()) ?\(?{_ROLE} ", front)), default=-1)
        if begin > 0 and front[:begin].endswith(" and"):
            break
        by = _BY.match(front, begin) if begin >= 0 else None
        if by is None:
            break
        names, roles = people(by["names"], several=True), by["roles"].casefold()
        editors = (*names, *editors) if "ed" in re.split(r"[. ]|ited", roles) else editors
        translators = (*names, *translators) if "trans" in roles else translators
        front = trim(front[: by.start()])
    return front, _Helpers(editors, translators)


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
    # `Max K. Brand, The Long Road`: only an initial, or a person's works, tell an author from half a title
    by_person = re.search(r"(?:^| )[^\W\d_]\. [^\W\d_]", author) or (" " in author and _WORKS.match(title))
    if len(outside) == 1 and is_name(author) and by_person and title:
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

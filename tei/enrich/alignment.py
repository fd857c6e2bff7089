"""Which paragraphs, and where the project asks for it which sentences, of a translation answer to which.

Paragraphs point at each other by `@corresp` (TEI Guidelines, 17.4: correspondence), sentences are linked
in `standOff/linkGrp`. A pair is written only where evidence or a fitting place speaks for it; a paragraph
that is left without one says so (`ana="#finding.noCounterpart"`), and one finding tells of all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, get_args

from tei.encode.elements import TEI, XML_ID, XML_LANG, sub
from tei.encode.header import declare_categories
from tei.enrich.beads import PARAGRAPHS, Comparison, beads
from tei.enrich.evidence import content_of
from tei.enrich.pairs import may_answer, sure_paragraphs
from tei.enrich.sentences import link_sentences
from tei.explain.places import place
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from tei.enrich.pairs import Pair

Align = Literal["paragraphs", "sentences", "none"]
ALIGN: Final[tuple[Align, ...]] = get_args(Align)

_ASIDE: Final = frozenset(TEI + name for name in ("note", "list", "table", "quote"))
_ASIDE_DIVISIONS: Final = frozenset(("notes", "headnote", "contents", "distribution"))
_NO_COUNTERPART: Final = "#finding.noCounterpart"
_NAMED: Final = 12  # paragraphs that a finding names
_SEGMENTATION: Final = (
    "Paragraphs of original and translation that answer to each other were found by length and by the "
    "numbers, dates and names they share, and point at each other (corresp). "
)
_SENTENCES: Final = (
    "Within them, sentences (s) that answer to each other are linked; where several sentences answer to one, "
    "they stand in a seg. The links are the program's and say how sure they are (cert)."
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One language's paragraphs, with the id and language of the division they are of."""

    id: str
    language: str
    paragraphs: Sequence[etree._Element]


def align(tree: etree._ElementTree, how: Align, path: str) -> list[Finding]:
    """Align the original with each translation, in place.

    Args:
        tree: TEI of one document, as the encoder makes it.
        how: what to align.
        path: the record, for the findings.

    Returns:
        A finding for each pair of texts that has paragraphs without a counterpart.
    """
    if how == "none":
        return []
    found = []
    both = list(_texts(tree))
    for first, second in both:
        texts = _comparison(first, second)
        pairs = _align_paragraphs(first, second, texts)
        found += _told(first, second, texts, pairs, path)
        linked = bool(pairs) and how == "sentences" and _align_sentences(tree, first, second, pairs)
        if pairs:
            _declare(tree, sentences=linked)
    _flag(tree, [text for pair in both for text in pair])
    return found


# --- what is compared with what ---------------------------------------------------------------------


def _texts(tree: etree._ElementTree) -> Iterator[tuple[_Text, _Text]]:
    """Each edition with each of its translations; or the two languages that alternate in one division."""
    divisions = [div for body in tree.iter(TEI + "body") for div in body if div.tag == TEI + "div"]
    for first in divisions:
        if first.get("type") == "edition":
            for second in divisions:
                if second.get("type") == "translation" and f"#{second.get(XML_ID)}" in _pointers(first):
                    yield _text(first), _text(second)
        yield from _alternating(first)


def _pointers(element: etree._Element) -> list[str]:
    return element.get("corresp", "").split()


def _text(division: etree._Element) -> _Text:
    language = division.get(XML_LANG, "und")
    own = [one for one in _paragraphs(division) if one.get(XML_LANG, language) == language]
    return _Text(division.get(XML_ID, ""), language, own)


def _paragraphs(division: etree._Element) -> list[etree._Element]:
    return [paragraph for paragraph in division.iter(TEI + "p") if not _aside(paragraph, division)]


def _aside(paragraph: etree._Element, division: etree._Element) -> bool:
    """Whether a paragraph is part of a note, a list, a table or a quotation, or has no id to point at."""
    if paragraph.get(XML_ID) is None:
        return True
    for above in paragraph.iterancestors():
        if above is division:
            return False
        if above.tag in _ASIDE or (above.tag == TEI + "div" and above.get("type") in _ASIDE_DIVISIONS):
            return True
    return False


def _alternating(division: etree._Element) -> Iterator[tuple[_Text, _Text]]:
    """A text printed paragraph by paragraph in two languages, which stand in one division."""
    main = division.get(XML_LANG, "und")
    paragraphs = _paragraphs(division)
    tags = [paragraph.get(XML_LANG, main) for paragraph in paragraphs]
    if len(tags) < 4 or len(set(tags)) != 2 or any(one == other for one, other in pairwise(tags)):
        return
    identity = division.get(XML_ID, "")
    for other in sorted(set(tags) - {main})[:1]:
        yield (
            _Text(identity, main, [p for p, tag in zip(paragraphs, tags, strict=True) if tag == main]),
            _Text(identity, other, [p for p, tag in zip(paragraphs, tags, strict=True) if tag == other]),
        )


# --- paragraphs -------------------------------------------------------------------------------------


def _align_paragraphs(first: _Text, second: _Text, texts: Comparison) -> list[Pair]:
    pairs = sure_paragraphs(texts, beads(texts, PARAGRAPHS)) if may_answer(texts) else []
    for pair in pairs:
        for index in pair.bead.first:
            for other in pair.bead.second:
                _point(first.paragraphs[index], second.paragraphs[other])
                _point(second.paragraphs[other], first.paragraphs[index])
    return pairs


def _comparison(first: _Text, second: _Text) -> Comparison:
    sides = [[content_of(one, text.language) for one in text.paragraphs] for text in (first, second)]
    return Comparison(sides[0], sides[1], (first.language, second.language))


def _point(element: etree._Element, other: etree._Element) -> None:
    element.set("corresp", " ".join([*_pointers(element), f"#{other.get(XML_ID)}"]))


def _flag(tree: etree._ElementTree, texts: Sequence[_Text]) -> None:
    """Say of each paragraph that could have a counterpart and has none that it has none."""
    flagged = False
    for text in texts:
        for paragraph in text.paragraphs:
            grounds = paragraph.get("ana", "").split()
            if not paragraph.get("corresp") and _NO_COUNTERPART not in grounds:
                paragraph.set("ana", " ".join([*grounds, _NO_COUNTERPART]))
                flagged = True
    if flagged:
        _declare_categories(tree)


def _told(first: _Text, second: _Text, texts: Comparison, pairs: Sequence[Pair], path: str) -> list[Finding]:
    """One finding of what stays without a counterpart in two texts."""
    lonely = []
    at = None
    for text, taken in (
        (first, {index for pair in pairs for index in pair.bead.first}),
        (second, {index for pair in pairs for index in pair.bead.second}),
    ):
        left = [one for index, one in enumerate(text.paragraphs) if index not in taken]
        if left:
            at = left[0] if at is None else at
            ids = [one.get(XML_ID, "") for one in left]
            more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
            names = ", ".join(ids[:_NAMED])
            lonely.append(f"{len(ids)} of {len(text.paragraphs)} in {text.language} ({names}{more})")
    if at is None:
        return []
    why = "; the two texts share hardly a number or date" if texts.strangers else ""
    message = f"paragraphs of original and translation without a sure counterpart: {'; '.join(lonely)}{why}"
    return [finding("A001", message, Where(path, xpath=place(at).path))]


# --- sentences --------------------------------------------------------------------------------------


def _align_sentences(tree: etree._ElementTree, first: _Text, second: _Text, pairs: Sequence[Pair]) -> bool:
    """Link the sentences of paragraphs that are one to one; an edition is cut for its first translation."""
    links = []
    for pair in pairs:
        if pair.bead.single and not pair.moved:  # links do not cross
            one, other = first.paragraphs[pair.bead.first.start], second.paragraphs[pair.bead.second.start]
            if one.find(TEI + "s") is None and other.find(TEI + "s") is None:
                links += link_sentences(one, other, (first.language, second.language))
    if not links:
        return False
    group = sub(_stand_off(tree), "linkGrp", type="translation", domains=f"#{first.id} #{second.id}")
    group.set("targFunc", "original translation")
    for link in links:
        sub(group, "link", target=f"#{link.first} #{link.second}", cert=link.certainty)
    return True


def _stand_off(tree: etree._ElementTree) -> etree._Element:
    root = tree.getroot()
    found = root.find(TEI + "standOff")
    if found is None:
        found = sub(root, "standOff")
        text = root.find(TEI + "text")
        if text is not None:
            text.addprevious(found)
    return found


# --- the header -------------------------------------------------------------------------------------


def _declare(tree: etree._ElementTree, *, sentences: bool) -> None:
    """State in the header how the alignment was made, once."""
    declaration = tree.find(f".//{TEI}encodingDesc/{TEI}editorialDecl")
    if declaration is None:
        return
    statement = declaration.find(TEI + "segmentation")
    if statement is None:
        statement = sub(declaration, "segmentation")
        sub(statement, "p", _SEGMENTATION.strip())
        values = declaration.find(TEI + "stdVals")
        if values is not None:
            values.addprevious(statement)
    if sentences:
        statement[0].text = _SEGMENTATION + _SENTENCES


def _declare_categories(tree: etree._ElementTree) -> None:
    """Declare again the categories in use, as there is a new one."""
    encoding = tree.find(f".//{TEI}encodingDesc")
    if encoding is None:
        return
    declaration = encoding.find(TEI + "classDecl")
    if declaration is None:
        declaration = sub(encoding, "classDecl")
        application = encoding.find(TEI + "appInfo")
        if application is not None:
            application.addprevious(declaration)
    del declaration[:]
    declare_categories(declaration, tree.getroot())

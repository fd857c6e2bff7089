"""Alignment: what corresponds says so on both sides, and a link is one pair (rules 40 and 41)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tei.check.registry import rule
from tei.check.words import name
from tei.encode.elements import TEI, XML_ID, XML_LANG
from tei.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

_TEXT: Final = frozenset("div p head opener closer salute signed dateline s seg item list".split())


@rule("T040")
def mutual(index: Index) -> Iterator[Finding]:
    """@corresp of a passage is returned; aligned texts have as many paragraphs, or say which have none."""
    broken = []
    for pointer in index.pointing("corresp"):
        if name(pointer.element) not in _TEXT:
            continue
        target = index.ids.get(pointer.token.removeprefix("#"))
        own = f"#{pointer.element.get(XML_ID)}"
        if target is not None and name(target) in _TEXT and own not in target.get("corresp", "").split():
            text = f"{own[1:]} points at {pointer.token[1:]}, and {pointer.token[1:]} does not point back"
            broken.append((pointer.element, text))
    yield from index.findings("T040", broken)
    yield from _uneven(index)


def _uneven(index: Index) -> Iterator[Finding]:
    """Texts of which some paragraphs correspond, of different number, and no word on the others."""
    for first in index.named("div"):
        for token in first.get("corresp", "").split() if first.get("type") == "edition" else ():
            second = index.ids.get(token.removeprefix("#"))
            if second is None or second.get("type") != "translation":
                continue
            sides = [_paragraphs(div) for div in (first, second)]
            aligned = any(one.get("corresp") for side in sides for one in side)
            silent = [one for side in sides for one in side if not (one.get("corresp") or one.get("ana"))]
            if aligned and silent and len(sides[0]) != len(sides[1]):
                text = (
                    f"{len(sides[0])} paragraphs answer to {len(sides[1])}, and {len(silent)} of them "
                    "neither correspond nor say that they have no counterpart"
                )
                yield index.finding("T040", text, silent[0])


def _paragraphs(division: etree._Element) -> list[etree._Element]:
    """The paragraphs of a text that stand directly in its divisions.

    Not those of notes and of the editor's lines, nor one in another language: it answers to no other text.
    """
    language = division.get(XML_LANG, "")
    return [
        paragraph
        for paragraph in division.iter(TEI + "p")
        if (parent := paragraph.getparent()) is not None
        and parent.tag == TEI + "div"
        and parent.get("type") not in ("notes", "headnote")
        and paragraph.get(XML_LANG, language) == language
    ]


@rule("T041")
def links(index: Index) -> Iterator[Finding]:
    """A link has two pointers, one into each domain; a segment is linked once; links that cross are told."""
    for group in index.named("linkGrp"):
        domains = [_inside(index, token) for token in group.get("domains", "").split()]
        if len(domains) == 2 and all(domains):
            yield from _group(index, group, domains[0], domains[1])


def _inside(index: Index, token: str) -> dict[str, int]:
    """The ids in a domain, by their place."""
    domain = index.ids.get(token.removeprefix("#"))
    if domain is None:
        return {}
    identities = (element.get(XML_ID) for element in domain.iter())
    return {identity: place for place, identity in enumerate(identities) if identity}


def _group(
    index: Index, group: etree._Element, first: dict[str, int], second: dict[str, int]
) -> Iterator[Finding]:
    broken, places = [], []
    linked = Counter(token for link in group for token in set(link.get("target", "").split()))
    for link in group.iter(TEI + "link"):
        target = link.get("target", "")
        ids = [token.removeprefix("#") for token in target.split()]
        if len(ids) != 2:
            broken.append((link, f"the link {target!r} has {len(ids)} pointers and not two"))
        elif ids[0] not in first or ids[1] not in second:
            broken.append((link, f"the link {target!r} does not lead from the first domain into the second"))
        elif again := [token for token in target.split() if linked[token] > 1]:
            broken.append((link, f"{again[0]} is linked {linked[again[0]]} times"))
        else:
            places.append((first[ids[0]], second[ids[1]], link))
    yield from index.findings("T041", broken)
    places.sort(key=lambda place: place[0])
    for one, other in pairwise(places):
        if one[1] > other[1]:
            text = f"the link {other[2].get('target')!r} crosses {one[2].get('target')!r}"
            yield replace(index.finding("T041", text, other[2]), severity=Severity.WARNING)

"""Many documents as one PDF: title page, contents, each document with its running head (stage 7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from tei import safe_xml
from tei.findings import Finding, TeiError, Where, finding
from tei.rendering import fonts
from tei.rendering.pdf import Layout, Printed, faults, lay_out, print_document
from tei.rendering.pdf_metadata import with_metadata
from tei.rendering.pdf_settings import Standard, standard_of
from tei.rendering.print_document import lighten
from tei.rendering.xslt import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_FRONT = (
    b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt/><publicationStmt/>'
    b"<sourceDesc/></fileDesc></teiHeader></teiCorpus>"
)
"""A corpus of which only the parameters say anything: the title page is the stylesheet's, too."""


@dataclass(frozen=True, slots=True)
class _Member:
    tree: etree._ElementTree
    path: str
    printed: Printed
    editions: tuple[etree._Element, ...]


def render_pdf_collection(
    documents: Iterable[tuple[str, etree._ElementTree]],
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] | None = None,
    path: str = "",
) -> Collection:
    """Render TEI trees, each with the file that findings name, as one PDF; `path` is what the collection is called.

    A document that cannot be printed is left out, and the collection is made of the others.

    Raises:
        TeiError: the stylesheet cannot be compiled, makes no book, or a parameter has a value that it cannot have.
    """
    front = print_document(
        etree.ElementTree(safe_xml.parse_xml(_FRONT).getroot()),
        stylesheet=stylesheet,
        params=params,
        path=path,
    )
    if front.root is None or front.root.tag != "book":
        hint = "import tei:print.xsl, whose template for teiCorpus makes the title page"
        raise TeiError("R006", "the stylesheet makes no book of a collection", hint)
    members, findings = _members(documents, front.root, stylesheet, params)
    book = _bound(front.root, members)
    standard = standard_of(book, path)
    layout, bad = _laid_out(book, members, standard)
    if bad:
        findings += [_unprintable(member, fault) for member, fault in bad.values()]
        members = [member for member in members if member.path not in bad]
    for member in members:
        findings += _without_glyph(member, layout.replaced)
    findings += [*standard.findings, *faults(layout, standard, path)]
    made = {member.path for member in members}
    failed = frozenset(one.where.path for one in findings if one.where.path not in made) - {path}
    data = with_metadata(layout.data, book) if members else b""
    return Collection(data, tuple(findings), failed)


def _members(
    documents: Iterable[tuple[str, etree._ElementTree]],
    front: etree._Element,
    stylesheet: Path | None,
    params: Mapping[str, str] | None,
) -> tuple[list[_Member], list[Finding]]:
    """The documents as they stand in the book: by date, those without one last, or as they come."""
    members = []
    findings: list[Finding] = []
    for path, tree in documents:
        printed = print_document(tree, stylesheet=stylesheet, params=params, path=path)
        findings += printed.findings
        if printed.root is not None:
            editions = (
                [printed.root] if printed.root.tag == "edition" else printed.root.iterchildren("edition")
            )
            members.append(_Member(tree, path, printed, tuple(editions)))
    if front.get("order", "date") == "date":
        members.sort(key=lambda member: next((e.get("date", "") for e in member.editions), "") or "~")
    return members, findings


def _bound(front: etree._Element, members: Sequence[_Member]) -> etree._Element:
    """The book of these documents; an id of a document is one of the book with the document's number before it."""
    book = safe_xml.parse_made(etree.tostring(front)).getroot()
    for number, member in enumerate(members):
        for edition in member.editions:
            copy = safe_xml.parse_made(etree.tostring(edition)).getroot()
            for element in copy.iter("b", "t"):
                for name in ("id", "to"):
                    if name in element.attrib:
                        element.set(name, f"{number}-{element.get(name)}")
            for image in copy.iter("image"):
                if "file" in image.attrib:
                    image.set("file", f"{number}-{image.get('file')}")
            book.append(copy)
    lighten(book)
    return book


def _files(members: Sequence[_Member]) -> dict[str, bytes]:
    return {f"{n}-{name}": data for n, one in enumerate(members) for name, data in one.printed.files.items()}


def _laid_out(
    book: etree._Element, members: Sequence[_Member], standard: Standard
) -> tuple[Layout, dict[str, tuple[_Member, str]]]:
    """The layout, and the documents that had to be left out of it because they alone cannot be laid out."""
    layout = lay_out(book, _files(members), standard)
    if layout.data or not members:
        return layout, {}
    front = etree.Element("book", dict(book.attrib))
    front.extend(child for child in list(book) if child.tag != "edition")
    bad: dict[str, tuple[_Member, str]] = {}
    for member in members:
        alone = lay_out(_bound(front, [member]), _files([member]), replace(standard, asked=(), instead=((),)))
        if not alone.data:
            bad[member.path] = (member, alone.fault)
    rest = [member for member in members if member.path not in bad]
    return (lay_out(_bound(front, rest), _files(rest), standard) if bad else layout), bad


def _unprintable(member: _Member, fault: str) -> Finding:
    return finding(
        "R006", f"typst could not lay out the document: {fault}; it is left out", Where(member.path)
    )


def _without_glyph(member: _Member, replaced: frozenset[str]) -> tuple[Finding, ...]:
    if not replaced:
        return ()
    shown = {c for edition in member.editions for c in etree.tostring(edition, encoding="unicode")}
    here = replaced & shown
    return fonts.findings_of(here, member.tree, member.path) if here else ()

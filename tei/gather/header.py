"""The facts of a header, one function each; what is not there is empty. Places: docs/encoding.md, TEI Guidelines 2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_ID
from tei.gather.facts import NO_TITLE, UNDATED, Category, Keyword, TextPart, Title, When
from tei.gather.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from tei.gather.facts import Action

_ORIGINAL: Final = frozenset(("edition", "original"))
_PARALLEL: Final = frozenset((*_ORIGINAL, "translation"))
_ALTERNATIVE: Final = frozenset(("short", "sub", "alt", "desc", "original"))
CREATED: Final = frozenset(("created", "document", "creation"))


def first_of(element: etree._Element | None, *paths: str) -> etree._Element | None:
    """The first element that one of the paths finds, the paths tried in their order."""
    if element is None:
        return None
    return next((found for path in paths if (found := element.find(path)) is not None), None)


def titles(head: etree._Element) -> tuple[Title, ...]:
    """The main title, the original one (either may be empty), then the others."""
    found = [
        Title(text, language_of(one), one.get("type", ""))
        for one in head.iterfind(f"{TEI}fileDesc/{TEI}titleStmt/{TEI}title")
        if (text := words(one))
    ]
    main = next((one for one in found if one.kind == "main"), None)
    main = main or next((one for one in found if one.kind not in _ALTERNATIVE), NO_TITLE)
    original = next((one for one in found if one.kind == "original"), NO_TITLE)
    others = (one for one in found if one is not main and one is not original)
    return main, original, *others


def text_divisions(root: etree._Element) -> list[etree._Element]:
    """The divisions of the body, one a language or role; the body where it has none, nothing where there is no body."""
    body = root.find(f"{TEI}text/{TEI}body")
    if body is None:
        return []
    divisions = body.findall(TEI + "div")
    return divisions if any(one.get("type") in _PARALLEL for one in divisions) else [body]


def texts(root: etree._Element) -> tuple[TextPart, ...]:
    """The divisions of the body as parts of the document."""
    return tuple(
        TextPart(part.get("type", ""), language_of(part), part.get(XML_ID, ""))
        for part in text_divisions(root)
    )


def languages(root: etree._Element, head: etree._Element, parts: Sequence[TextPart]) -> tuple[str, ...]:
    """The languages of the texts; where none is tagged, those that `langUsage` declares."""
    tagged = tuple(dict.fromkeys(part.language for part in parts if part.language))
    if tagged or root.find(TEI + "text") is None:
        return tagged
    declared = head.iterfind(f"{TEI}profileDesc/{TEI}langUsage/{TEI}language")
    return tuple(dict.fromkeys(tag for one in declared if (tag := one.get("ident", ""))))


def original_language(head: etree._Element, parts: Sequence[TextPart]) -> str:
    """The language stated for the original, else that of the division which is the edition."""
    for one in head.iterfind(f"{TEI}fileDesc/{TEI}sourceDesc//{TEI}textLang"):
        if tag := one.get("mainLang"):
            edition = (part.language for part in parts if part.role in _ORIGINAL)
            # The text tells the script, which `Chinese` does not.
            return next((known for known in edition if known.startswith(f"{tag}-")), tag)
    return next((part.language for part in parts if part.role in _ORIGINAL), "")


def when_of(element: etree._Element | None) -> When:
    """A date element; values that TEI allows and ISO does not (`--05-01`, times of day) are cut or left out."""
    if element is None:
        return UNDATED
    single, first, last, after, before = (
        _iso(element.get(name) or element.get(f"{name}-iso") or "")
        for name in ("when", "from", "to", "notBefore", "notAfter")
    )
    text, cert = words(element), element.get("cert", "")
    circa = element.get("precision") in ("low", "medium")
    if single:
        return When(text, single, single, "when", circa, cert)
    if first or last:
        return When(text, first, last, "range", circa, cert)
    if after and after == before:
        return When(text, after, before, "when", circa, cert)
    if after or before:
        return When(text, after, before, "bounds", circa, cert)
    return When(text, circa=circa, cert=cert)


_ISO: Final = re.compile(r"-?[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?(?=T|$)")


def _iso(value: str) -> str:
    found = _ISO.match(value.strip())
    return found[0] if found else ""


def date(head: etree._Element, actions: Sequence[Action]) -> When:
    """The document's date: of its creation, else of its sending, else as the source or the publication states it."""
    creation = head.find(f"{TEI}profileDesc/{TEI}creation")
    if found := when_of(first_of(creation, f".//{TEI}date", f".//{TEI}origDate")):
        return found
    if sent := next((one.date for one in actions if one.kind == "sent" and one.date), None):
        return sent
    source = head.find(f"{TEI}fileDesc/{TEI}sourceDesc")
    if found := when_of(first_of(source, f".//{TEI}origDate", f".//{TEI}docDate")):
        return found
    for one in head.iterfind(f"{TEI}fileDesc//{TEI}date"):
        if one.get("type") in CREATED and (found := when_of(one)):
            return found
    return UNDATED


def kinds(head: etree._Element) -> tuple[Category, ...]:
    """The categories that say what kind of document this is, with their names where the header declares them.

    Others put into `catRef` whatever they sort by (a script, a period, whether there are pictures): only the scheme that
    is called a genre or kind counts, else the first whose categories the header declares, else the first.
    """
    references = head.findall(f"{TEI}profileDesc/{TEI}textClass/{TEI}catRef")
    declared = _categories(head) if references else {}
    schemes: dict[str, list[str]] = {}
    for one in references:
        targets = [target.partition("#")[2] or target for target in one.get("target", "").split()]
        scheme = one.get("scheme")
        if scheme is None:
            scheme = next((declared[target][0] for target in targets if target in declared), "")
        schemes.setdefault(scheme, []).extend(targets)
    called = [scheme for scheme in schemes if "genre" in scheme.lower() or "kind" in scheme.lower()]
    known = [scheme for scheme, targets in schemes.items() if any(one in declared for one in targets)]
    pointers = dict.fromkeys(schemes[(called or known or [*schemes])[0]]) if schemes else {}
    return tuple(Category(one, declared.get(one, ("", ""))[1]) for one in pointers)


def _categories(head: etree._Element) -> dict[str, tuple[str, str]]:
    """The categories that the header declares, by their ids: the taxonomy of each, and what it is called."""
    return {
        identity: (f"#{taxonomy.get(XML_ID, '')}", words(one.find(TEI + "catDesc")))
        for taxonomy in head.iterfind(f"{TEI}encodingDesc/{TEI}classDecl/{TEI}taxonomy")
        for one in taxonomy.iter(TEI + "category")
        if (identity := one.get(XML_ID, ""))
    }


def keywords(head: etree._Element) -> tuple[Keyword, ...]:
    """The words of the catalogue, with the kind of their list."""
    found = []
    for listing in head.iterfind(f"{TEI}profileDesc/{TEI}textClass/{TEI}keywords"):
        for one in listing.iter(TEI + "item", TEI + "term"):
            parent = one.getparent()
            kind = (
                one.get("type") or (parent.get("type") if parent is not None else "") or listing.get("n", "")
            )
            if text := words(one):
                found.append(Keyword(kind or "", text))
    return tuple(dict.fromkeys(found))

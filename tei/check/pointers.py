"""Pointers that no grammar follows (rules 19 to 21 of docs/encoding.md).

A dangling pointer is valid against every schema that TEI ships. One that leads to a file beside the document is
followed there; what a document includes, and the corpus that includes it, count as the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.check.index import Pointer
from tei.check.neighbours import Whole, ids_of, neighbour
from tei.check.prefixes import declared_prefixes, expanded
from tei.check.registry import rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from tei.check.index import Index
    from tei.findings import Finding

# Attributes that also take other things than pointers (a page's image, an old list of values).
_NOT_ONLY_POINTERS: Final = frozenset(
    "facs calendar datingMethod change where period class new start end given mergedIn replyTo".split()
)
# Elements of which @from and @to are pointers; elsewhere they are dates or pages.
_FROM_TO: Final = ("app", "rt", "span", "arc", "move", "transcriptionDesc")
# Schemes that need no declaration (IANA, Uniform Resource Identifier Schemes; those met in editions).
_SCHEMES: Final = frozenset(
    "http https ftp ftps sftp mailto urn doi info tel data file ark geo tag news hdl cid ws wss about "
    "gopher irc ldap git svn ssh magnet oid ni did swh ipfs purl jar blob lsid tei".split()
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!//)\S")  # `x://` is a whole address
_BARE: Final = re.compile(r"[^\s#:/?.]+")
_OTHER_POINTER: Final = re.compile(r"[()=/]|\A\Z")  # xpath(), IIIF, a fragment of a web page's own
_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


@rule("T019")
def dangling(index: Index) -> Iterator[Finding]:
    """Each `#x` is the xml:id of an element; one finding for each token that leads nowhere."""
    whole: Whole | None = None
    for pointer, token, file in _leading_to_ids(index):
        known: Collection[str] | None = index.ids if file is None else ids_of(file)
        if known is None or token in known:
            continue
        if file is None:
            whole = whole or Whole(index)
            if not whole.known or token in whole.ids:
                continue
        place = "the file" if file is None else file.name
        text = f"@{pointer.attribute} points at {pointer.token}, and no element of {place} has this xml:id"
        yield index.finding("T019", text, pointer.element)


def _leading_to_ids(index: Index) -> Iterator[tuple[Pointer, str, Path | None]]:
    """The pointers that name an id: of this document, or of a file that lies beside it."""
    prefixes = declared_prefixes(index)
    for pointer in (*index.unmet, *_from_and_to(index)):
        address, hash_sign, identity = expanded(pointer.token, prefixes).partition("#")
        if not hash_sign or (_OTHER_POINTER.search(identity) if address else "(" in identity):
            continue
        if not address:
            yield pointer, identity, None
        elif not _rebased(pointer) and (file := neighbour(index.path, address)) is not None:
            yield pointer, identity, file


def _from_and_to(index: Index) -> Iterator[Pointer]:
    for element in index.named(*_FROM_TO):
        for attribute in ("from", "to"):
            token = element.get(attribute, "").strip()
            if token.startswith("#"):
                yield Pointer(element, attribute, token)


def _rebased(pointer: Pointer) -> bool:
    """Whether addresses are not relative to the file here (W3C, XML Base)."""
    return any(_XML_BASE in one.attrib for one in (pointer.element, *pointer.element.iterancestors()))


@rule("T020")
def forgotten_hash(index: Index) -> Iterator[Finding]:
    """A pointer is `#id`, an address or the name of a file: a bare word is neither."""
    broken = []
    for pointer in index.outward:
        token, attribute = pointer.token, pointer.attribute
        if attribute == "calendar":
            continue  # rule 32
        bare = _BARE.fullmatch(token) is not None and attribute not in _NOT_ONLY_POINTERS
        if token in index.ids or bare:
            meant = f": an element has this id, so write #{token}" if token in index.ids else ""
            broken.append((pointer.element, f'@{attribute} is "{token}", a word without # or address{meant}'))
    yield from index.findings("T020", broken)


@rule("T021")
def prefixes(index: Index) -> Iterator[Finding]:
    """The prefix of `prefix:x` is a scheme of the web or declared by a prefixDef (Guidelines, 17.2.3)."""
    declared = {definition.get("ident") for definition in index.named("prefixDef")}
    whole: Whole | None = None
    first: dict[str, Pointer] = {}
    for pointer in index.outward:
        match = _SCHEME.match(pointer.token)
        if match and match[1].lower() not in _SCHEMES and match[1] not in declared:
            first.setdefault(match[1], pointer)
    for prefix, pointer in first.items():
        whole = whole or Whole(index)
        if not whole.known or prefix in whole.prefixes:
            continue
        text = f'@{pointer.attribute} is "{pointer.token}", and no prefixDef declares {prefix}'
        yield index.finding("T021", text, pointer.element)

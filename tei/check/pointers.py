"""Pointers that no grammar follows (rules 19 to 21 of docs/encoding.md).

A dangling pointer is valid against every schema that TEI ships.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.check.registry import rule
from tei.check.words import name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.check.index import Index, Pointer
    from tei.findings import Finding

# Attributes that also take other things than pointers (a page's image, an old list of values).
_NOT_ONLY_POINTERS: Final = frozenset(("facs", "calendar", "datingMethod", "change", "where", "period"))
# Schemes that need no declaration (IANA, Uniform Resource Identifier Schemes; those met in editions).
_SCHEMES: Final = frozenset(
    "http https ftp ftps sftp mailto urn doi info tel data file ark geo tag news hdl cid ws wss about".split()
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):\S")
_BARE: Final = re.compile(r"[^\s#:/?.]+")
_ATTRIBUTE_AT_ONCE: Final = 5


@rule("T019")
def dangling(index: Index) -> Iterator[Finding]:
    """Each `#x` is the xml:id of an element; one finding for a token, however often it stands."""
    lost: dict[str, dict[str, list[Pointer]]] = {}
    for pointer in index.lost:
        by_token = lost.setdefault(pointer.attribute, {})
        by_token.setdefault(pointer.token, []).append(pointer)
    for attribute, tokens in lost.items():
        named = (
            [", ".join(list(tokens)[:_ATTRIBUTE_AT_ONCE])]
            if len(tokens) > _ATTRIBUTE_AT_ONCE
            else list(tokens)
        )
        for (_, pointers), token in zip(tokens.items(), named, strict=False):
            more = len(tokens) - _ATTRIBUTE_AT_ONCE
            what = f"{token} and {more} others" if more > 0 else token
            times = f" ({len(pointers)} times)" if len(pointers) > 1 and more <= 0 else ""
            text = f"@{attribute} points at {what}{times}, and no element of the file has this xml:id"
            yield index.finding("T019", text, pointers[0].element)


@rule("T020")
def forgotten_hash(index: Index) -> Iterator[Finding]:
    """A pointer is `#id`, an address or the name of a file: a bare word is neither."""
    broken = []
    for pointer in index.outward:
        token, attribute = pointer.token, pointer.attribute
        if attribute == "scheme" and name(pointer.element) == "rendition":
            continue  # the name of a style language
        bare = _BARE.fullmatch(token) is not None and attribute not in _NOT_ONLY_POINTERS
        if token in index.ids or bare:
            broken.append((pointer.element, f'@{attribute} is "{token}", a word without # or address'))
    yield from index.findings("T020", broken)


@rule("T021")
def prefixes(index: Index) -> Iterator[Finding]:
    """The prefix of `prefix:x` is a scheme of the web or declared by a prefixDef (Guidelines, 17.2.3)."""
    declared = {definition.get("ident") for definition in index.named("prefixDef")}
    first: dict[str, Pointer] = {}
    for pointer in index.outward:
        match = _SCHEME.match(pointer.token)
        if match and match[1].lower() not in _SCHEMES and match[1] not in declared:
            first.setdefault(match[1], pointer)
    for prefix, pointer in first.items():
        text = f'@{pointer.attribute} is "{pointer.token}", and no prefixDef declares {prefix}'
        yield index.finding("T021", text, pointer.element)

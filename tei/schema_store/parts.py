"""A schema and every file that it draws in, read and judged before an engine sees them.

Engines fetch what a schema names, from anywhere: jing by http, libxml2 from any folder (measured). So each file that
a schema includes, imports or refers to is found here first; one that lies outside the schema's folder, or on the
network without leave, refuses the schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

from tei import safe_xml
from tei.findings import TeiError, Where, finding
from tei.safe_xml import XmlRefused
from tei.schema_store.compact import Mention, mentions, unescaped

if TYPE_CHECKING:
    from lxml import etree

Kind = Literal["rng", "rnc", "xsd"]


XSD: Final = "http://www.w3.org/2001/XMLSchema"
MAX_PARTS: Final = 500
MAX_BYTES: Final = 64 * 1024 * 1024

_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_OTHERS: Final = {
    ".dtd": "a DTD; use the RELAX NG or XML Schema of the same ODD",
    ".sch": "a file of Schematron rules; give it with --rules",
    ".odd": "an ODD; make RELAX NG of it first",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a schema: its address, its bytes, and what it draws in, each with its address."""

    address: str
    kind: Kind
    data: bytes
    drawn: tuple[tuple[Mention, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """A schema whole: the parts by address, the first one the schema itself."""

    main: str
    by_address: dict[str, Part] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The language of the schema."""
        return self.by_address[self.main].kind

    @property
    def digest(self) -> str:
        """The SHA-256 of the addresses, the bytes, and what each name of a file led to."""
        digest = sha256(repr((self.main, self.kind)).encode())
        for address, part in self.by_address.items():
            drawn = [(mention.href, found) for mention, found in part.drawn]
            digest.update(repr((address, part.kind, sha256(part.data).digest(), drawn)).encode())
        return digest.hexdigest()


class Access(Protocol):
    """What may be read for a schema."""

    def resolve(self, address: str) -> str:
        """Return the address to read in the place of one that is named; XmlRefused: it may not be read."""
        ...

    def read(self, address: str) -> bytes:
        """Return the bytes behind an address that was resolved; XmlRefused: they cannot be read."""
        ...


def refused(shown: str, error: XmlRefused) -> TeiError:
    """Make the usage error for a schema of which a file cannot or must not be read."""
    path = error.path or shown
    named = Path(path) == Path(shown).absolute()
    place = Where(shown if named else path, error.line, error.column)
    return TeiError("X005", f"the schema {shown} is not used", "", (finding("X005", error.message, place),))


def gather(address: str, access: Access) -> Parts:
    """Read a schema and all that it draws in.

    Args:
        address: of the schema, a URI.
        access: maps addresses, judges which may be read, and reads them.

    Raises:
        XmlRefused: a file that cannot or must not be read, is no schema, or is one too many.
    """
    parts = Parts(address)
    todo: list[tuple[str, Kind | None]] = [(address, None)]
    size = 0
    while todo:
        at, kind = todo.pop()
        if at in parts.by_address:
            continue
        data = access.read(at)
        size += len(data)
        if len(parts.by_address) >= MAX_PARTS or size > MAX_BYTES:
            limit = f"the schema has more than {MAX_PARTS} files or {MAX_BYTES:,} bytes, which is the limit"
            raise XmlRefused("X005", limit, path=address)
        part = _part(at, data, kind, access)
        parts.by_address[at] = part
        todo += [(drawn, part.kind) for _, drawn in part.drawn]
    return parts


def _part(address: str, data: bytes, kind: Kind | None, access: Access) -> Part:
    shown = safe_xml.shown_address(address)
    kind = kind or _kind(shown, data)
    if kind == "rnc":
        found = _compact_mentions(data, shown)
    else:
        tree = safe_xml.parse_part(data, address, shown)
        _check_root(tree, kind, shown)
        found = _xml_mentions(tree, shown)
    return Part(address, kind, data, tuple((one, _resolved(address, one, access)) for one in found))


def _resolved(base: str, mention: Mention, access: Access) -> str:
    """The address of a file that is drawn in; what refuses it is told at the place that names it."""
    shown = safe_xml.shown_address(base)
    try:
        return access.resolve(urldefrag(urljoin(base, mention.href)).url)
    except ValueError as error:
        message = f"{mention.href!r} is no address"
        raise XmlRefused("X005", message, mention.line, path=shown) from error
    except XmlRefused as error:
        raise XmlRefused(error.code, error.message, mention.line, path=shown) from error


def _kind(shown: str, data: bytes) -> Kind:
    """The language by the file's suffix, or else by its root."""
    suffix = "." + urlsplit(shown).path.rpartition(".")[2].lower()
    if suffix in _OTHERS:
        raise XmlRefused("X005", f"is {_OTHERS[suffix]}", path=shown)
    for kind in ("rng", "rnc", "xsd"):
        if suffix == f".{kind}":
            return kind
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = safe_xml.parse_part(data, "", shown).getroot()
        return "xsd" if root.tag == f"{{{XSD}}}schema" else "rng"
    raise XmlRefused("X005", "is no schema: name a file .rng, .rnc or .xsd", path=shown)


def _check_root(tree: etree._ElementTree, kind: Kind, shown: str) -> None:
    tag = str(tree.getroot().tag)
    good = tag == f"{{{XSD}}}schema" if kind == "xsd" else tag.startswith(f"{{{safe_xml.RNG}}}")
    if not good:
        name = "an XML Schema (xs:schema)" if kind == "xsd" else "RELAX NG"
        raise XmlRefused("X005", f"is not {name}: its root is {tag}", tree.getroot().sourceline, path=shown)


def _xml_mentions(tree: etree._ElementTree, shown: str) -> list[Mention]:
    """The files that RELAX NG in XML syntax or an XSD names."""
    found = []
    for element in tree.iter(*drawing_elements()):
        href = element.get(drawing_attribute(element))
        if href is None:
            continue  # an import may name a namespace alone
        if any(node.get(_BASE) is not None for node in (element, *element.iterancestors())):
            message = "xml:base around an include is not read; write the path into it"
            raise XmlRefused("X005", message, element.sourceline, path=shown)
        found.append(Mention(href.strip(), element.sourceline or 1))
    return found


def drawing_elements() -> tuple[str, ...]:
    """The elements that draw in another file."""
    relax = (f"{{{safe_xml.RNG}}}{name}" for name in ("include", "externalRef"))
    return (*relax, *(f"{{{XSD}}}{name}" for name in ("include", "import", "redefine", "override")))


def drawing_attribute(element: etree._Element) -> str:
    """The attribute that names the file."""
    return "schemaLocation" if str(element.tag).startswith(f"{{{XSD}}}") else "href"


def compact_text(data: bytes, shown: str) -> str:
    """Return the text of a compact schema, its escapes replaced.

    Raises:
        XmlRefused: not UTF-8 or UTF-16, or an escape of no character.
    """
    try:
        codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        return unescaped(data.decode(codec))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise XmlRefused(
            "X005", "is not UTF-8, so it is no RELAX NG in compact syntax", line, path=shown
        ) from error
    except ValueError as error:
        raise XmlRefused("X005", f"an escape is not a character: {error}", path=shown) from error


def _compact_mentions(data: bytes, shown: str) -> list[Mention]:
    text = compact_text(data, shown)
    if "\0" in text:
        raise XmlRefused("X005", "is no text, so it is no RELAX NG in compact syntax", path=shown)
    return list(mentions(text))

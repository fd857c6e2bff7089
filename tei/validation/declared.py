"""The schemas that a document names itself.

By processing instructions `xml-model` before the root (W3C Note, Associating Schemas with XML documents 1.0), and by
`xsi:schemaLocation` or `xsi:noNamespaceSchemaLocation` on the root (XML Schema part 1, section 2.6.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, cast
from urllib.parse import urljoin

from lxml import etree

from tei import safe_xml
from tei.schema_store.parts import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
SCHEMATRON: Final = ("http://purl.oclc.org/dsdl/schematron", "http://www.ascc.net/xml/schematron")

_PSEUDO: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_INSTRUCTION: Final = re.compile(rb"<\?(?!xml\s)")
_REFERENCES: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


@dataclass(frozen=True, slots=True)
class Declared:
    """A schema that a document names: its address, what it is, where it names it, the phase of its rules.

    An instruction is named by its number among those before the root (`number`), an attribute of the root by its XPath.

    `by_namespace` are the schemas of all namespaces by which the document is valid together, where there are several; that of
    the root, which is at `address`, is the first.
    """

    address: str
    what: Literal["grammar", "rules", "other"]
    line: int | None
    by_namespace: tuple[tuple[str, str], ...] = ()
    phase: str = ""
    number: int | None = None
    xpath: str | None = None


def declared(tree: etree._ElementTree, file: Path) -> list[Declared]:
    """Return the schemas that a document names, each once, in the order of the document."""
    base = file.absolute().as_uri()
    found: dict[object, Declared] = {}
    for one in (*_instructions(tree.getroot()), *_locations(tree.getroot())):
        if not one.address:  # it would be the address of the document itself
            found.setdefault(one, one)
            continue
        address = _joined(base, one.address)
        several = tuple((space, _joined(base, other)) for space, other in one.by_namespace)
        made = replace(one, address=address, by_namespace=several)
        found.setdefault((address, one.what, one.phase, several), made)
    return list(found.values())


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address  # told as one that cannot be read


def _instructions(root: etree._Element) -> Iterator[Declared]:
    """The instructions before the root, in their order."""
    before = list(root.itersiblings(etree.ProcessingInstruction, preceding=True))
    for number, found in enumerate(reversed(before)):
        node = cast("etree._ProcessingInstruction", found)
        if node.target == "xml-model":
            given = {name: _plain(one or other) for name, one, other in _PSEUDO.findall(node.text or "")}
            what = _what(given)
            phase = given.get("phase", "").strip() if what == "rules" else ""
            address = given.get("href", "").strip()
            yield Declared(address, what, node.sourceline, phase=phase, number=number)


def place_of(one: Declared, data: bytes) -> tuple[int | None, int | None]:
    """Line and column at which an instruction begins; the line alone where the bytes do not show it."""
    if one.number is not None:
        plain = _COMMENT.sub(lambda match: re.sub(rb"[^\n]", b" ", match[0]), data)
        begins = [match.start() for match in _INSTRUCTION.finditer(plain)]
        if one.number < len(begins):
            at = begins[one.number]
            before = data[:at].decode("utf-8-sig", "replace")
            return before.count("\n") + 1, len(before) - before.rfind("\n")
    return one.line, None


def _plain(value: str) -> str:
    for reference, character in _REFERENCES.items():
        value = value.replace(reference, character)
    return value


def _what(given: dict[str, str]) -> Literal["grammar", "rules", "other"]:
    """What an instruction names, by the namespace of its schema language, its type, or the suffix."""
    space, kind = given.get("schematypens", ""), given.get("type", "")
    if space in SCHEMATRON or (not space and given.get("href", "").lower().endswith(".sch")):
        return "rules"
    named = space in (safe_xml.RNG, XSD, "") and kind != "application/xml-dtd"
    return "grammar" if named and not given.get("href", "").lower().endswith(".dtd") else "other"


def _locations(root: etree._Element) -> Iterator[Declared]:
    """The XSD that the root names for its own namespace, together with those for others; of one namespace the first."""
    words = (root.get(f"{XSI}schemaLocation") or "").split()
    named = dict(reversed(list(zip(words[::2], words[1::2], strict=False))))
    alone = (root.get(f"{XSI}noNamespaceSchemaLocation") or "").strip()
    named |= {"": alone} if alone else {}
    space = etree.QName(root).namespace or ""
    if space in named:
        name = "noNamespaceSchemaLocation" if not space else "schemaLocation"
        xpath = f"/{etree.QName(root).localname}/@xsi:{name}"
        several = ((space, named.pop(space)), *sorted(named.items()))
        yield Declared(several[0][1], "grammar", root.sourceline, several if named else (), xpath=xpath)

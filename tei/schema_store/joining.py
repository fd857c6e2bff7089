"""Schemas of several namespaces made one: an XSD that imports them all.

That is how a document with several pairs in `xsi:schemaLocation` is judged (XML Schema part 1, section 4.3.2): each of its
elements by the schema of its namespace, wherever a wildcard lets one stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.findings import TeiError
from tei.schema_store.compact import Mention
from tei.schema_store.parts import XSD, Part, Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OWN: Final = "urn:tei-pipeline:declared"
"""The namespace of the schema that imports the others: without one it could not import a schema of no namespace."""


def joined(by_namespace: Sequence[tuple[str, str]], gathered: Callable[[str], Parts]) -> Parts:
    """Return a schema that imports the schemas at these addresses, with all that they draw in.

    Args:
        by_namespace: namespaces (empty: none) and the addresses of their schemas.
        gathered: reads a schema whole, and judges what it draws in.

    Raises:
        TeiError: one of them is no XML Schema; and what `gathered` raises.
    """
    root = etree.Element(f"{{{XSD}}}schema", nsmap={"xs": XSD}, targetNamespace=_OWN)
    drawn = []
    parts: dict[str, Part] = {}
    for namespace, address in by_namespace:
        one = gathered(address)
        if one.kind != "xsd":
            raise TeiError("X005", f"{address} is no XML Schema", "name the XSD in xsi:schemaLocation")
        named = {"namespace": namespace} if namespace else {}
        etree.SubElement(root, f"{{{XSD}}}import", named, schemaLocation=address)
        drawn.append((Mention(address, 1), one.main))
        parts |= one.by_address
    main = f"{_OWN}.xsd"
    return Parts(main, {main: Part(main, "xsd", etree.tostring(root), tuple(drawn)), **parts})

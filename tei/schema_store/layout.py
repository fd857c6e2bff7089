"""A schema's files laid out in one folder, for an engine that must find all of them there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from lxml import etree

from tei import safe_xml
from tei.output import write_atomic
from tei.schema_store.parts import compact_text, drawing_attribute, drawing_elements

if TYPE_CHECKING:
    from pathlib import Path

    from tei.schema_store.parts import Part, Parts

MAIN: Final = "schema"
_SAFE: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"


def is_self_contained(parts: Parts) -> bool:
    """Whether every file lies at or below the schema's folder and is named by a relative path."""
    folder = posixpath.dirname(parts.main) + "/"
    return all(address.startswith(folder) for address in parts.by_address) and not any(
        ":" in one.href or one.href.startswith("/")
        for part in parts.by_address.values()
        for one, _ in part.drawn
    )


def lay_out(parts: Parts, folder: Path) -> dict[Path, str]:
    """Write the files of a schema into a folder.

    Where the files stand by one another as they name one another they keep their bytes and paths; else they lie
    side by side, and each names the others by their new names.

    Returns:
        The address that each file had, by its path in the folder; the schema itself first.
    """
    kept = is_self_contained(parts)
    names = _relative(parts) if kept else _flat(parts)
    laid: dict[Path, str] = {}
    for address, part in parts.by_address.items():
        path = folder / names[address]
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, part.data if kept else _rewritten(part, names))
        laid[path] = address
    return laid


def _relative(parts: Parts) -> dict[str, str]:
    folder = posixpath.dirname(parts.main) + "/"
    return {address: unquote(address.removeprefix(folder)) for address in parts.by_address}


def _flat(parts: Parts) -> dict[str, str]:
    """New names, short and plain, that tell the files apart."""
    names = {}
    for number, (address, part) in enumerate(parts.by_address.items()):
        stem = "".join(sign for sign in unquote(posixpath.basename(address)) if sign in _SAFE)[:60]
        stem = stem.removesuffix(f".{part.kind}").lstrip(".-")
        names[address] = f"{number or MAIN}-{stem or 'part'}.{part.kind}"
    return names


def _rewritten(part: Part, names: dict[str, str]) -> bytes:
    """The file with the new names of what it draws in."""
    if part.kind == "rnc":
        text = compact_text(part.data, part.address)
        for mention, address in reversed(part.drawn):
            text = f'{text[: mention.start]}"{names[address]}"{text[mention.end :]}'
        return text.encode()
    tree = safe_xml.parse_part(part.data, part.address, part.address)
    drawn = iter(part.drawn)
    for element in tree.iter(*drawing_elements()):
        if element.get(drawing_attribute(element)) is not None:
            element.set(drawing_attribute(element), quote(names[next(drawn)[1]]))
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)

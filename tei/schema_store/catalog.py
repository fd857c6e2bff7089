"""XML catalogs (OASIS XML Catalogs 1.1): public addresses of schemas mapped to local files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from tei import safe_xml
from tei.findings import TeiError, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml import etree

NAMESPACE: Final = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_EXACT: Final = {"uri": "name", "system": "systemId", "public": "publicId"}
_REWRITES: Final = {"rewriteURI": "uriStartString", "rewriteSystem": "systemIdStartString"}
_SUFFIXES: Final = {"uriSuffix": "uriSuffix", "systemSuffix": "systemIdSuffix"}
_DELEGATES: Final = {"delegateURI": "uriStartString", "delegateSystem": "systemIdStartString"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a catalog: how it matches (`exact`, `rewrite`, `suffix`, `delegate`), what, and what it gives."""

    how: str
    match: str
    gives: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of all catalogs, those of the first catalog first."""

    entries: tuple[Entry, ...] = ()

    def find(self, address: str, seen: frozenset[str] = frozenset()) -> str | None:
        """Return what the catalogs give for an address, or None.

        An exact entry comes first, then the longest start that is rewritten, then the longest end, then the
        catalogs to which a start is delegated (section 7.2.2 of the standard).
        """
        for how in ("exact", "rewrite", "suffix", "delegate"):
            fits = [one for one in self.entries if one.how == how and _fits(one, address)]
            for one in sorted(fits, key=lambda entry: -len(entry.match)):
                if how == "rewrite":
                    return one.gives + address[len(one.match) :]
                if how != "delegate":
                    return one.gives
                if one.gives not in seen:
                    found = load([_path(one.gives)]).find(address, seen | {one.gives})
                    if found is not None:
                        return found
        return None


def _fits(entry: Entry, address: str) -> bool:
    if entry.how == "exact":
        return address == entry.match
    return address.endswith(entry.match) if entry.how == "suffix" else address.startswith(entry.match)


def load(files: Sequence[Path]) -> Catalog:
    """Read catalogs and the next ones that they name.

    Raises:
        TeiError: X018, a catalog that cannot be read or is none.
    """
    entries: list[Entry] = []
    seen: set[Path] = set()
    todo = [file.absolute() for file in files]
    while todo:
        file = todo.pop(0)
        if file not in seen:
            seen.add(file)
            tree = _tree(file)
            entries += _entries(tree)
            todo += [_path(address) for address in _next(tree)]
    return Catalog(tuple(entries))


def _tree(file: Path) -> etree._ElementTree:
    try:
        tree = safe_xml.parse_file(file)
    except safe_xml.XmlRefused as error:
        places = (finding("X018", error.message, Where(str(file), error.line, error.column)),)
        raise TeiError("X018", f"the catalog {file} cannot be read", "", places) from error
    if tree.getroot().tag != f"{{{NAMESPACE}}}catalog":
        hint = f"its root has to be catalog in the namespace {NAMESPACE}"
        raise TeiError("X018", f"{file} is no XML catalog", hint)
    return tree


def _entries(tree: etree._ElementTree) -> Iterator[Entry]:
    for element in tree.iter(f"{{{NAMESPACE}}}*"):
        name = str(element.tag).rpartition("}")[2]
        for table, how, target in (
            (_EXACT, "exact", "uri"),
            (_REWRITES, "rewrite", "rewritePrefix"),
            (_SUFFIXES, "suffix", "uri"),
            (_DELEGATES, "delegate", "catalog"),
        ):
            match = element.get(table[name]) if name in table else None
            gives = element.get(target)
            if match and gives is not None:
                yield Entry(how, match, urljoin(_base(element), gives))


def _next(tree: etree._ElementTree) -> Iterator[str]:
    for element in tree.iter(f"{{{NAMESPACE}}}nextCatalog"):
        if name := element.get("catalog"):
            yield urljoin(_base(element), name)


def _base(element: etree._Element) -> str:
    """Return the address that relative ones are resolved against: the file's, changed by xml:base."""
    base = element.getroottree().docinfo.URL or ""
    for node in reversed([element, *element.iterancestors()]):
        base = urljoin(base, node.get(_BASE, ""))
    return base


def _path(address: str) -> Path:
    path = safe_xml.local_path(address)
    if path is None:
        raise TeiError("X018", f"the catalog {address} is not read: it is no local file", "name a local file")
    return path

"""Which files a schema may draw in: those below its own folder, those a catalog gives, and by leave the web's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.safe_xml import XmlRefused
from tei.schema_store.catalog import Catalog
from tei.schema_store.fetching import fetch, is_web

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class GuardedAccess:
    """The way to the files of one schema.

    Args:
        root: the folder of the schema; None: it comes from the network.
        catalog: what maps addresses to local files.
        network: http and https may be fetched.
    """

    root: Path | None
    catalog: Catalog = field(default_factory=Catalog)
    network: bool = False
    _given: set[Path] = field(default_factory=set)

    def resolve(self, address: str) -> str:
        """Return the address to read in the place of another.

        Raises:
            XmlRefused: X005, outside the folder or on the network without leave.
        """
        mapped = self.catalog.find(address)
        if mapped is not None:
            path = safe_xml.local_path(mapped)
            if path is not None:
                self._given.add(
                    path.parent.resolve()
                )  # what stands beside the file that a catalog gives, too
            return self._judged(mapped)
        return self._judged(address)

    def read(self, address: str) -> bytes:
        """Return the bytes behind an address.

        Raises:
            XmlRefused: it cannot be read.
        """
        path = safe_xml.local_path(address)
        return fetch(address) if path is None else safe_xml.read_file(path)

    def _judged(self, address: str) -> str:
        if is_web(address):
            if not self.network:
                way = "give --allow-network, or map it to a local file by a catalog"
                raise XmlRefused("X005", f"{address} is not fetched: {way}")
            return address
        path = safe_xml.local_path(address)
        if path is None:
            raise XmlRefused("X005", f"{address} is not read: only files are")
        try:
            path = path.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise XmlRefused("X005", f"{path} is not read: {error}") from error
        roots = {*self._given, *([self.root.resolve()] if self.root else ())}
        if not any(path.is_relative_to(root) for root in roots):
            where = self.root or "the address of the schema"
            raise XmlRefused("X005", f"{path} is not read: it lies outside {where}")
        return path.as_uri()

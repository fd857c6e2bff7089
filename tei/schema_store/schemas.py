"""Schemas as a run names them: a name of the cache, a file, an address."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tei import safe_xml
from tei.findings import TeiError
from tei.safe_xml import XmlRefused
from tei.schema_store.access import GuardedAccess
from tei.schema_store.catalog import Catalog, load
from tei.schema_store.fetching import is_web
from tei.schema_store.joining import joined
from tei.schema_store.layout import is_self_contained, lay_out
from tei.schema_store.parts import Parts, gather, refused
from tei.schema_store.store import NAME, intact, kept, kept_schemas
from tei.validation.request import OWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from tei.schema_store.parts import Kind

_SUFFIXES: Final = (".rng", ".rnc", ".xsd")


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema that an engine can read.

    Args:
        name: as the user named it.
        path: its file, with everything that it draws in below the file's folder.
        kind: its language.
        shown: what people know a file of it as, where that is not its path.
        digest: of it and every file that it draws in: their addresses and their bytes.
    """

    name: str
    path: Path
    kind: Kind
    shown: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""


class Schemas(AbstractContextManager["Schemas"]):
    """Finds schemas; what has to be laid out anew for it lies in a folder that goes with it."""

    def __init__(self, catalogs: Sequence[Path] = (), *, network: bool = False) -> None:
        self._files = catalogs
        self._catalog: Catalog | None = None
        self._network = network
        self._folder: TemporaryDirectory[str] | None = None
        self._found: dict[str, Schema] = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def catalog(self) -> Catalog:
        """The catalogs, read when first asked for."""
        if self._catalog is None:
            self._catalog = load(self._files)
        return self._catalog

    def check_catalogs(self) -> None:
        """Read the catalogs now.

        Raises:
            TeiError: X018, one cannot be read.
        """
        self._catalog = self.catalog

    def at_hand(self, address: str) -> str:
        """The address to read in the place of another: what a catalog gives, or for the web's what is kept of it.

        Raises:
            TeiError: X016, what is kept is damaged; X018, a catalog cannot be read.
        """
        mapped = self.catalog.find(address) or address
        if is_web(mapped):
            for one in kept_schemas():
                if one.origin == mapped:
                    return intact(one).path.as_uri()
        return mapped

    def named(self, name: str) -> Schema:
        """Find a schema by the name, path or address that the user gave.

        Raises:
            TeiError: X005, X014, X016, X017 or X018: there is none, or it cannot or must not be read.
        """
        if is_web(name) or name.startswith("file:"):
            return self.at(self.at_hand(name), name)
        if not name.lower().endswith(_SUFFIXES) and "/" not in name and (found := kept(name)) is not None:
            return self.at(intact(found).path.as_uri(), name)
        if NAME.fullmatch(name) and not Path(name).exists():
            raise _unknown(name)
        return self.at(Path(name).absolute().as_uri(), name)

    def at(self, address: str, name: str) -> Schema:
        """Find the schema at an address, which findings call `name`.

        Raises:
            TeiError: X005 or X017: it cannot or must not be read.
        """
        if address not in self._found:
            try:
                self._found[address] = self._ready(self.gathered(address), name)
            except XmlRefused as error:
                raise refused(name, error) from error
        found = self._found[address]
        if found.name == name:
            return found
        return replace(found, name=name, shown={**found.shown, **_as_named(found.path, name)})

    def together(self, by_namespace: Sequence[tuple[str, str]], name: str) -> Schema:
        """Make one schema of those of several namespaces, given with their addresses, as a document names them.

        Raises:
            TeiError: as `at`, of each.
        """
        key = " ".join(word for pair in by_namespace for word in pair)
        if key not in self._found:
            try:
                self._found[key] = self._ready(joined(by_namespace, self.gathered), name)
            except XmlRefused as error:
                raise refused(name, error) from error
        return self._found[key]

    def gathered(self, address: str) -> Parts:
        """Read a schema with all that it draws in.

        Raises:
            XmlRefused: a part cannot or must not be read.
            TeiError: X017, the schema is on the network and there is no leave.
        """
        path = safe_xml.local_path(address)
        if path is None and not self._network:
            hint = "give --allow-network, map it to a local file by a catalog, or keep it with tei schema add"
            raise TeiError("X017", f"the schema {address} is on the network and was not fetched", hint)
        root = None if path is None else path.parent
        return gather(address, GuardedAccess(root, self.catalog, self._network))

    def _ready(self, parts: Parts, name: str) -> Schema:
        local = safe_xml.local_path(parts.main)
        if local is not None and is_self_contained(parts):
            return Schema(name, local, parts.kind, _as_named(local, name), parts.digest)
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="tei-schemas-")
        folder = Path(self._folder.name).resolve() / str(len(self._found))
        folder.mkdir()
        laid = lay_out(parts, folder)
        shown = {str(path): safe_xml.shown_address(address) for path, address in laid.items()}
        return Schema(name, next(iter(laid)), parts.kind, shown, parts.digest)


def _as_named(path: Path, name: str) -> dict[str, str]:
    """A file that the user named is shown as it was named."""
    return {str(path): name} if Path(name).absolute() == path else {}


def _unknown(name: str) -> TeiError:
    names = [OWN_SCHEMA, *(one.name for one in kept_schemas())]
    hint = f"the names are {', '.join(names)}; tei schema add FILE|URL --name NAME adds one"
    return TeiError("X014", f"there is no schema and no file called {name}", hint)

"""A schema added to the cache: found, compared with its hash, read by an engine, and then kept."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.findings import TeiError
from tei.safe_xml import XmlRefused, shown_address
from tei.schema_store.fetching import is_web
from tei.schema_store.parts import refused
from tei.schema_store.schemas import Schema, Schemas
from tei.schema_store.store import check_name, keep
from tei.validation.engines import check_schema_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.schema_store.parts import Parts
    from tei.schema_store.store import Kept

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def add_schema(source: str, name: str, sha256: str | None, catalogs: Sequence[Path]) -> Kept:
    """Keep a schema under a name.

    Args:
        source: a file or an address; asking for an address is asking for the network.
        name: what it is to be called.
        sha256: the hash that its file must have.
        catalogs: XML catalogs.

    Raises:
        TeiError: nothing was kept: X005, X015, no schema that an engine can use; X016, another hash, a name
            that no schema can have, or the cache cannot be written; X017, it cannot be fetched.
    """
    check_name(name)
    if sha256 is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", sha256):
        raise TeiError("X016", f"--sha256 {sha256!r} is no sha256", "write its 64 hexadecimal digits")
    scheme = _SCHEME.match(source)
    web = is_web(source)
    if scheme and not web and scheme[1].lower() != "file":
        raise TeiError(
            "X017", f"{source} is not fetched: only http, https and files are", "fetch it, and name the file"
        )
    with Schemas(catalogs, network=web) as schemas:
        try:
            address = source if web or scheme else Path(source).absolute().as_uri()
            parts = schemas.gathered((schemas.catalog.find(source) if web else None) or address)
        except XmlRefused as error:
            raise refused(source, error) from error
    _compare(parts, source, sha256)
    return keep(name, parts, partial(_check, name, source, parts))


def _compare(parts: Parts, source: str, wanted: str | None) -> None:
    found = hashlib.sha256(parts.by_address[parts.main].data).hexdigest()
    if wanted is not None and found != wanted.lower():
        message = f"{source} is not the file that was asked for: its sha256 is {found}"
        raise TeiError("X016", message, "nothing was kept; check the address and the hash")


def _check(name: str, source: str, parts: Parts, path: Path, origins: dict[str, str]) -> None:
    """Have the engine read the schema; what it says of a file names that as it came, and not in the cache."""
    shown = {
        str(Path(file).resolve()): source if address == parts.main else shown_address(address)
        for file, address in origins.items()
    }
    check_schema_alone(Schema(name, path.resolve(), parts.kind, shown))

"""The same index for the same pages: Pagefind puts its filters in an order that changes from run to run (1.5.2).

The order stands in one file of the index, a compressed list in CBOR (RFC 8949), whose name is a digest of it and stands
in `pagefind-entry.json`. Here the filters are put in the order of their names. What has another form is left as it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURE: Final = b"pagefind_dcd"
_FILTERS: Final = 3
"""The place of the filters in the list."""


def put_in_order(index: Path) -> None:
    """Put the filters of an index in order.

    Raises:
        OSError: a file cannot be read or written.
    """
    entry = index / "pagefind-entry.json"
    listed = json.loads(entry.read_bytes())
    for language in listed.get("languages", {}).values():
        old = index / f"pagefind.{language['hash']}.pf_meta"
        data = _ordered(gzip.decompress(old.read_bytes()))
        if not data:
            continue
        prefix = language["hash"].rpartition("_")[0]
        language["hash"] = f"{prefix}_{hashlib.sha256(data).hexdigest()[:10]}"
        old.unlink()
        new = index / f"pagefind.{language['hash']}.pf_meta"
        new.write_bytes(gzip.compress(data, 9, mtime=0))
    entry.write_text(json.dumps(listed, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _ordered(data: bytes) -> bytes:
    """The list with its filters in order; empty where it has another form."""
    import cbor2  # only a site needs it

    head, body = data[: len(_SIGNATURE)], data[len(_SIGNATURE) :]
    if head != _SIGNATURE:
        return b""
    facts = cbor2.loads(body)
    if not (isinstance(facts, list) and len(facts) > _FILTERS and isinstance(facts[_FILTERS], list)):
        return b""
    if not all(isinstance(one, list) and one and isinstance(one[0], str) for one in facts[_FILTERS]):
        return b""
    facts[_FILTERS].sort()
    return _SIGNATURE + cbor2.dumps(facts)

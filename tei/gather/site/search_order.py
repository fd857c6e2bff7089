"""The same index for the same pages: Pagefind puts filters and their values in an order that changes from run to run (1.5.2).

The order of the filters stands in one file of the index, that of the values of each in one of its own: compressed lists in
CBOR (RFC 8949), whose names are digests of them and stand in the file that names them, at last in `pagefind-entry.json`. Here
all are put in the order of their names. What has another form is left as it is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURE: Final = b"pagefind_dcd"
_FILTERS: Final = 3
"""The place of the filters in the list."""
_VALUES: Final = 1
"""The place of the values in that of a filter."""


def put_in_order(index: Path) -> None:
    """Put the filters of an index and their values in order.

    Raises:
        OSError: a file cannot be read or written.
    """
    entry = index / "pagefind-entry.json"
    listed = json.loads(entry.read_bytes())
    for language in listed.get("languages", {}).values():
        old = index / f"pagefind.{language['hash']}.pf_meta"
        facts = _list(old)
        if facts is None or len(facts) <= _FILTERS or not _are_named(facts[_FILTERS]):
            continue
        for one in facts[_FILTERS]:
            one[1:2] = [_values_in_order(index / "filter", name) for name in one[1:2]]
        facts[_FILTERS].sort()
        language["hash"] = _rewritten(old, facts, "pagefind.", language["hash"], 10)
    entry.write_text(json.dumps(listed, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _values_in_order(folder: Path, name: str) -> str:
    """Put the values of a filter in order; its new name."""
    old = folder / f"{name}.pf_filter"
    facts = _list(old)
    if facts is None or len(facts) <= _VALUES or not _are_named(facts[_VALUES]):
        return name
    facts[_VALUES].sort()
    return _rewritten(old, facts, "", name, 7)


def _list(file: Path) -> list[Any] | None:
    """The list that a file holds; None where it has another form."""
    import cbor2  # only a site needs it

    data = gzip.decompress(file.read_bytes()) if file.is_file() else b""
    if not data.startswith(_SIGNATURE):
        return None
    facts = cbor2.loads(data[len(_SIGNATURE) :])
    return facts if isinstance(facts, list) else None


def _are_named(facts: object) -> bool:
    return isinstance(facts, list) and all(
        isinstance(one, list) and one and isinstance(one[0], str) for one in facts
    )


def _rewritten(old: Path, facts: list[Any], before: str, name: str, digits: int) -> str:
    """Write a list in the place of another, under the digest of what it is now; that name."""
    import cbor2

    data = _SIGNATURE + cbor2.dumps(facts)
    made = f"{name.rpartition('_')[0]}_{hashlib.sha256(data).hexdigest()[:digits]}"
    old.unlink()
    (old.parent / f"{before}{made}{old.suffix}").write_bytes(gzip.compress(data, 9, mtime=0))
    return made

"""What a finding is known by from one run to the next, while the lines above it come and go."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei.findings import Finding

# Messages name other places by their lines ("lines 4, 17 and 20"); these move, the fault does not.
_LINES = re.compile(r"\b(lines?) [0-9](?:(?:[0-9, -]|and |to )*[0-9])?")


def fingerprint(finding: Finding, address: str) -> str:
    """Return 32 hexadecimal digits made of code, rule, address and message, without line, column or XPath.

    Two equal faults of one file have one fingerprint: they are told apart by counting.
    """
    told = _LINES.sub(r"\1 #", finding.message)
    parts = "\0".join((finding.code, finding.rule, address, told))
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]

"""The Schematron rules with what to do about each, from the program's table of codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tei.findings import Code


def with_help(rules: str, codes: Mapping[str, Code]) -> str:
    """Return the rules, their diagnostics made anew: one for each code that an assert or report names."""
    wanted = sorted(set(re.findall(r'diagnostics="(T[0-9]{3})-help"', rules)))
    lines = (f'    <diagnostic id="{code}-help">{escape(codes[code].help)}</diagnostic>\n' for code in wanted)
    head, _, rest = rules.partition("  <diagnostics>\n")
    return f"{head}  <diagnostics>\n{''.join(lines)}  </diagnostics>{rest.partition('</diagnostics>')[2]}"

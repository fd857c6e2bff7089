"""Signs of print found in one pass that stops only at characters which may open one.

A pattern of many alternatives is asked where such a character stands, and not at every letter of a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


def found_in(text: str, pattern: re.Pattern[str], opening: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds.

    Args:
        text: the text.
        pattern: what is looked for.
        opening: a pattern whose matches end with the first character of each place where `pattern` may match.
    """
    end = 0
    for opened in opening.finditer(text):
        begin = opened.end() - 1
        if begin >= end and (found := pattern.match(text, begin)):
            end = found.end()
            yield found

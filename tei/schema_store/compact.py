"""What a RELAX NG schema in compact syntax draws in (RELAX NG Compact Syntax, OASIS 2002, section 2).

Only `include` and `external` name other files. Comments, literals and escaped names are told from them; the rest of
the grammar is left to an engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKENS: Final = re.compile(
    r'(?P<comment>#[^\n]*)|(?P<literal>"""(?:"{0,2}[^"])*"""|\'\'\'(?:\'{0,2}[^\'])*\'\'\'|"[^"\n]*"|\'[^\'\n]*\')'
    r"|(?P<word>\\?[\w.:-]+\*?)|(?P<tilde>~)|(?P<sign>\S)"
)
_ESCAPE: Final = re.compile(r"\\x+\{([0-9A-Fa-f]{1,6})\}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A file that a schema draws in: what is written there, the line, and where the literals stand in the text."""

    href: str
    line: int
    start: int = 0
    end: int = 0


def unescaped(text: str) -> str:
    r"""Put the characters in the place of `\x{hex}`, which the syntax allows anywhere.

    Raises:
        ValueError: a number that is no character's.
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def mentions(text: str) -> Iterator[Mention]:
    """Every `include "…"` and `external "…"`; `text` without escapes."""
    wanted, parts, start, end, joined = False, list[str](), 0, 0, False
    for token in _TOKENS.finditer(text):
        if token.lastgroup == "comment":
            continue
        if token.lastgroup == "literal" and (wanted or joined):
            parts.append(_value(token[0]))
            start, end = (start if joined else token.start()), token.end()
            wanted, joined = False, False
        elif token.lastgroup == "tilde" and parts:
            joined = True
        else:
            if parts:
                yield Mention("".join(parts), text.count("\n", 0, start) + 1, start, end)
            parts, joined = [], False
            wanted = token[0] in ("include", "external")
    if parts:
        yield Mention("".join(parts), text.count("\n", 0, start) + 1, start, end)


def _value(literal: str) -> str:
    quotes = 3 if literal[:3] in ('"""', "'''") else 1
    return literal[quotes:-quotes]

"""Patterns of the program that are compiled when they are first asked: a start pays for those alone that its record needs.

To compile all of them takes a third of the start. A pattern that most records ask for is no late one.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Late:
    """Stands in for a pattern; once compiled, its methods are the pattern's own, and asking costs no more than before."""

    __slots__ = (*_METHODS, "_flags", "groupindex", "pattern")

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in self.__slots__:
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        for one in (*_METHODS, "groupindex"):
            setattr(self, one, getattr(made, one))
        return getattr(made, name)


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, as `re.compile` makes it, but compiled when it is first asked.

    What it is asked are the methods of patterns, its `pattern` and `groupindex`: nothing else is there.
    """
    return cast("re.Pattern[str]", _Late(text, flags))

"""Private URI schemes, as a document declares them (TEI Guidelines, 17.2.3, prefixDef)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tei.check.index import Index

_LONGEST: Final = 200  # signs of a pattern or a token: declared prefixes are short
_LIMIT: Final = 0.05  # seconds; a pattern comes from anybody
_MOST: Final = 100  # definitions of a document; the largest corpora declare some twenty

_endless: set[str] = set()
"""Patterns that did not end once: they are not tried again."""

Prefixes = dict[str, list[tuple[str, str]]]
"""By prefix: pattern and replacement of each definition, in order; the first that matches is meant."""


def declared_prefixes(index: Index) -> Prefixes:
    """The prefixes that a document declares. Those that a `teiCorpus` declares count for its texts."""
    found: Prefixes = {}
    for definition in index.named("prefixDef")[:_MOST]:
        pattern, replacement = definition.get("matchPattern", ""), definition.get("replacementPattern", "")
        found.setdefault(definition.get("ident", ""), []).append((pattern, replacement))
    return found


def expanded(token: str, prefixes: Prefixes) -> str:
    """The address that a pointer means; the pointer itself where no definition of its prefix matches."""
    prefix, colon, rest = token.partition(":")
    for pattern, replacement in prefixes.get(prefix, ()) if colon else ():
        if (address := _replaced(rest, pattern, replacement)) is not None:
            return address
    return token


@lru_cache(maxsize=1024)
def _replaced(rest: str, pattern: str, replacement: str) -> str | None:
    if max(len(rest), len(pattern)) > _LONGEST or pattern in _endless:
        return None
    import regex  # only where a prefix is declared

    try:
        match = regex.fullmatch(pattern, rest, timeout=_LIMIT)
    except TimeoutError:
        _endless.add(pattern)
        return None
    except (regex.error, RecursionError):
        return None
    if match is None:
        return None
    parts = [match[0], *(group or "" for group in match.groups())]
    return regex.sub(
        r"\$([0-9])", lambda one: parts[int(one[1])] if int(one[1]) < len(parts) else "", replacement
    )

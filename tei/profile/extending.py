"""A layout made from another: what the new file says is laid over what the other one says.

Tables are merged key by key. Of an array of tables, entries of one slot or one sign are merged (the first
`title` with the first `title`), the others follow those of the layout that is extended. A plain value or list
takes the place of the inherited one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

Place = tuple[int | str, ...]
_Said = tuple[str, str]
OWN = frozenset(("name", "title", "description", "extends", "fallback"))
"""Keys that a layout never inherits."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Merged data, and where its entries of arrays stand in the new file: merged place -> own index."""

    data: dict[str, Any]
    own: dict[Place, int] = field(default_factory=dict)


def lay_over(new: dict[str, Any], old: dict[str, Any]) -> Laid:
    """Merge the TOML of a layout with that of the layout it extends."""
    laid = Laid({})
    inherited = {key: value for key, value in old.items() if key not in OWN}
    laid.data.update(_tables(new, inherited, (), laid))
    return laid


def _tables(new: dict[str, Any], old: dict[str, Any], place: Place, laid: Laid) -> dict[str, Any]:
    merged = dict(old)
    for key, value in new.items():
        merged[key] = _value(value, old.get(key), (*place, key), laid)
    return merged


def _value(new: Any, old: Any, place: Place, laid: Laid) -> Any:
    if isinstance(new, dict) and isinstance(old, dict):
        return _tables(new, old, place, laid)
    if _is_array(new) and _is_array(old):
        return _arrays(new, old, place, laid)
    return new


def _is_array(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _arrays(new: list[dict[str, Any]], old: list[dict[str, Any]], place: Place, laid: Laid) -> list[Any]:
    merged = list(old)
    waiting = _by_what_they_say(old)
    taken: set[int] = set()
    for own, entry in enumerate(new):
        at = _first_of_one_slot(entry, waiting, taken)
        if at is None:
            at = len(merged)
            merged.append(entry)
        else:
            taken.add(at)
            merged[at] = {**old[at], **entry}
        laid.own[(*place, at)] = own
    return merged


def _by_what_they_say(old: list[dict[str, Any]]) -> dict[_Said, deque[int]]:
    """The places of the inherited entries, in order, by what they say."""
    places: dict[_Said, deque[int]] = {}
    for at, entry in enumerate(old):
        for said in _said(entry):
            places.setdefault(said, deque()).append(at)
    return places


def _first_of_one_slot(
    entry: dict[str, Any], waiting: dict[_Said, deque[int]], taken: set[int]
) -> int | None:
    """The first inherited entry that says the same thing of a record and is not taken yet."""
    found = []
    for said in _said(entry):
        places = waiting.get(said, deque())
        while places and places[0] in taken:
            places.popleft()
        found += [places[0]] if places else []
    return min(found, default=None)


def _said(entry: dict[str, Any]) -> list[_Said]:
    """What an entry is about: a slot, or a sign of markup."""
    keys = ("slot", "open", "sign")
    return [(key, entry[key]) for key in keys if isinstance(entry.get(key), str)]

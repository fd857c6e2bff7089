"""A rule file whose rules were about nothing in a whole run.

Schematron has no word for that: a context that matches nothing is no fault, and a wrong namespace or a misspelt name passes
every document. The likely reason is told, by what the documents have.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.findings import Finding, Where, finding
from tei.schematron.expressions import step_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.schematron.model import Expression, Schema

CODE: Final = "Y006"


@dataclass(slots=True)
class Seen:
    """The documents of a run: whether there were any, and the namespaces and names of their elements."""

    any: bool = False
    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, tree: etree._ElementTree) -> None:
        """Note a document."""
        self.any = True
        for tag in {str(element.tag) for element in tree.iter(etree.Element)}:
            name = etree.QName(tag)
            self.names.setdefault(name.namespace or "", set()).add(name.localname)


def unused(schema: Schema, path: str, seen: Seen) -> Finding:
    """The finding for a rule file none of whose rules was about anything."""
    contexts = [rule.context for pattern in schema.patterns for rule in pattern.rules]
    context, why, hint = next(_reasons(schema, contexts, seen), (contexts[0], "", None))
    # No number: a baseline knows a finding by its words.
    message = f"no rule of this file was about anything in the documents{': ' if why else ''}{why}"
    return finding(CODE, message, Where(path, context.place.line), hint)


def _reasons(
    schema: Schema, contexts: list[Expression], seen: Seen
) -> Iterator[tuple[Expression, str, str | None]]:
    """What may be the reason, the surest first: namespaces that no document has, then names that none has."""
    used = [(context, prefix, name) for context in contexts for prefix, name in step_names(context.text)]
    for context, prefix, name in used:
        space = schema.namespaces.get(prefix, "")
        if space not in seen.names:
            yield context, *_of_namespace(prefix, name, space, seen)
    for context, prefix, name in used:
        there = seen.names.get(schema.namespaces.get(prefix, ""), set())
        near = _nearest(name, sorted(there))
        if name != "*" and name not in there and near:
            shown = f"{prefix}:" if prefix else ""
            yield context, f"they have no {shown}{name}, but {shown}{near}", "correct the name in the context"


def _of_namespace(prefix: str, name: str, space: str, seen: Seen) -> tuple[str, str]:
    theirs = sorted(seen.names, key=lambda one: -len(seen.names[one]))
    most = theirs[0] or "no namespace"
    if not prefix:
        why = f"{name} without a prefix is of no namespace, and theirs is {most}"
        return why, f'declare <ns prefix="p" uri="{most}"/> and write p:{name}'
    near = _nearest(space, theirs)
    why = f"{prefix} stands for {space}, and {'nearest to that they have' if near else 'theirs is'} {near or most}"
    return why, f'correct the uri of <ns prefix="{prefix}">, or leave the file out for these documents'


def _nearest(word: str, words: list[str]) -> str:
    """The one of the words that differs only a little."""
    lower = {_plain(one): one for one in words}
    found = get_close_matches(_plain(word), lower, 1, 0.8)
    return lower[found[0]] if found else ""


def _plain(word: str) -> str:
    return word.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/#")

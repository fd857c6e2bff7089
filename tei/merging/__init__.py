"""Three versions of a TEI document made one: what the program last wrote, what an editor made of it, what it writes now.

Pure: bytes in, bytes and findings out. What an editor wrote is in the result whatever happens; where it and a new
output differ in the same place, a finding tells both readings.
"""

from __future__ import annotations

from dataclasses import dataclass

from tei.findings import Finding, Where, finding
from tei.merging.joining import Conflicts, Joining
from tei.merging.nodes import Node, read, write
from tei.merging.proof import nothing_by_hand_is_missing, nothing_new_is_missing
from tei.merging.protected import Carrying, protected_elements, statements_for
from tei.merging.unique import without_twice
from tei.safe_xml import XmlRefused

__all__ = ["Merged", "carry_protected", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged TEI (empty where nothing can be merged), what to look at, and how many conflicts are among it."""

    data: bytes
    findings: tuple[Finding, ...] = ()
    conflicts: int = 0


def merge(base: bytes, edited: bytes, made: bytes, path: str) -> Merged:
    """Merge what an editor changed (`base` to `edited`) with what the program changed (`base` to `made`).

    The result need not be valid. A conflict (`B020`) keeps the edited reading; an edited file that cannot be
    read is `B021`, and there are no bytes.
    """
    trees = _read(base, edited, made, path)
    if isinstance(trees, Merged):
        return trees
    old, own, new = trees
    if new.whole in (own.whole, old.whole):
        return Merged(edited)
    elements = protected_elements(own, new)
    protected = frozenset((*elements, *statements_for(elements, own)))
    if own.whole == old.whole and not protected:
        return Merged(made)
    for moves in (True, False):
        conflicts = Conflicts(path)
        joining = Joining(trees, protected, conflicts, moves=moves)
        without_twice(joining.result, joining.hand_made, conflicts)
        if not nothing_by_hand_is_missing(trees, joining.result, conflicts.left_out):
            continue
        if not conflicts.found and not nothing_new_is_missing(trees, joining.result, conflicts.left_out):
            conflicts.tell(own, "not all that is new found a place, compare the whole file,", "", new.text())
        return Merged(write(joining.result), tuple(conflicts.found), len(conflicts.found))
    conflicts = Conflicts(path)
    conflicts.tell(
        own, "the changes cannot be joined, and the edited file is kept whole,", own.text(), new.text()
    )
    return Merged(edited, tuple(conflicts.found), 1)


def carry_protected(edited: bytes, made: bytes, path: str) -> Merged:
    """Put the protected elements of an edited file, with the statements of who is responsible, into a new one.

    One that finds no place stands at the end of what it stood in, and is told (`B022`).
    """
    trees = _read(made, edited, made, path)
    if isinstance(trees, Merged):
        return trees
    _, own, new = trees
    if not protected_elements(own, new):
        return Merged(made)
    conflicts = Conflicts(path)
    carrying = Carrying(own, new, conflicts)
    without_twice(new, {within for one in carrying.carried for within in one.walk()}, conflicts)
    return Merged(write(new), (*carrying.findings, *conflicts.found), len(conflicts.found))


def _read(base: bytes, edited: bytes, made: bytes, path: str) -> tuple[Node, Node, Node] | Merged:
    try:
        own = read(edited)
    except XmlRefused as error:
        return _refused(path, f"the edited file: {error.message}", error)
    try:
        trees = read(base), own, read(made)
    except XmlRefused as error:
        return _refused(path, f"what the program wrote: {error.message}", None)
    roots = {next(one.tag for one in tree.children if not one.tag.startswith("#")) for tree in trees}
    if len(roots) > 1:
        return _refused(path, "the root element is another one", None)
    return trees


def _refused(path: str, message: str, error: XmlRefused | None) -> Merged:
    where = Where(path, error.line, error.column) if error else Where(path)
    return Merged(b"", (finding("B021", message, where),))

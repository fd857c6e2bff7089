"""What stands beside a run within its block: a name does not end where an element does.

`<supplied>Erik</supplied> Holm` and `Holm <hi>Bay</hi>` are not the Holm of the authority file, and
`<hi>Mc</hi>Holm` holds no name of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from tei.enrich.runs import Run

_EDGE: Final = "\ufffc"  # stands for what is no word beside the run: another name, a date, a gap
_NEAR: Final = 80  # characters: no name is taken apart over more
_WORDS: Final = frozenset(
    TEI + name for name in "hi foreign seg s supplied unclear sic orig abbr add del".split()
)
_BLANK: Final = frozenset(TEI + name for name in ("lb", "pb", "fw", "milestone"))
_NOTES: Final = frozenset(TEI + name for name in ("note", "ref"))


def beside(run: Run) -> tuple[str, str]:
    """The words before and after a run, up to the next name, date, gap or edge of the block."""
    return "".join(reversed(_near(_before(run), -1))), "".join(_near(_after(run), 1))


def _near(pieces: Iterable[str], step: int) -> list[str]:
    """The nearest pieces, to the first edge and not beyond what may tell; `step` is -1 for backwards."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        nearest, edge, _ = piece[::step].partition(_EDGE)
        found.append((nearest[: _NEAR - length] + edge)[::step])
        length += len(nearest)
        if edge or length >= _NEAR:
            break
    return found


def _before(run: Run) -> Iterator[str]:
    element, parent = run.before, run.parent
    while True:
        if element is not None:
            yield _said(element)
            element = element.getprevious()
        elif parent.tag in _WORDS and (above := parent.getparent()) is not None:
            element, parent = parent.getprevious(), above
        else:
            return
        yield (parent.text if element is None else element.tail) or ""


def _after(run: Run) -> Iterator[str]:
    last = run.breaks[-1] if run.breaks else run.before
    parent = run.parent
    element = next(iter(parent), None) if last is None else last.getnext()
    while True:
        if element is not None:
            yield _said(element)
            yield element.tail or ""
            element = element.getnext()
        elif parent.tag in _WORDS and (above := parent.getparent()) is not None:
            yield parent.tail or ""
            element, parent = parent.getnext(), above
        else:
            return


def _said(element: etree._Element) -> str:
    if not isinstance(element.tag, str) or element.tag in _NOTES:
        return ""
    if element.tag in _BLANK:
        return "" if element.get("break") == "no" else " "
    if element.tag == TEI + "choice" and len(element):
        return _said(element[0])  # as printed
    if element.tag not in _WORDS:
        return _EDGE
    inner = (f"{_said(child)}{child.tail or ''}" for child in element)
    return f"{element.text or ''}{''.join(inner)}"

"""The text of a PDF in the order that its tags give: what a screen reader reads (ISO 32000-1, 14.7 and 14.8).

So a paragraph is whole though a page ends within it, cells beside each other come one after the other, and neither running
heads nor numbers of pages are in it. Footnotes, which tags have where their marks stand, come after all else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

_OPENS: Final = frozenset({b"BMC", b"BDC"})
_CLOSES: Final = b"EMC"
"""Operators that open and close marked content."""
_ARTIFACT: Final = "/Artifact"
_NOTES: Final = frozenset({"/Note", "/FENote"})


def tagged_text(reader: PdfReader) -> str:
    """All text: tagged, then footnotes, then what no tag names; only what is marked to be no text is left out.

    Raises:
        PyPdfError: pypdf cannot read the file.
    """
    said: dict[int, dict[int | None, list[str]]] = {}
    for page in reader.pages:
        said[_number(page)] = _marked(page)
    running: list[str] = []
    notes: list[str] = []
    root = reader.root_object.get("/StructTreeRoot")
    if root is not None:
        for page_number, mark, in_note in _marks(root.get_object()):
            found = said.get(page_number, {}).pop(mark, [])
            (notes if in_note else running).extend(found)
    rest = (text for texts in said.values() for parts in texts.values() for text in parts)
    return "".join([*running, *notes, *rest])


def _number(page: PageObject) -> int:
    reference = page.indirect_reference
    return reference.idnum if reference is not None else 0


class _Listener:
    """What is said in each marked content of a page; None: in none. What is an artifact is not kept."""

    def __init__(self) -> None:
        self.said: dict[int | None, list[str]] = {}
        self._open: list[int | str | None] = []

    def before(self, operator: bytes, operands: list[Any], *_: object) -> None:
        if operator in _OPENS:
            self._open.append(_mark_of(operands))
        elif operator == _CLOSES and self._open:
            self._open.pop()

    def text(self, text: str, *_: object) -> None:
        if text and _ARTIFACT not in self._open:
            marks = [one for one in self._open if isinstance(one, int)]
            self.said.setdefault(marks[-1] if marks else None, []).append(text)


def _mark_of(operands: list[Any]) -> int | str | None:
    """The number of a marked content, or that it is an artifact."""
    if operands[:1] == [_ARTIFACT]:
        return _ARTIFACT
    properties = operands[1] if len(operands) > 1 else None
    return int(properties["/MCID"]) if isinstance(properties, dict) and "/MCID" in properties else None


def _marked(page: PageObject) -> dict[int | None, list[str]]:
    listener = _Listener()
    page.extract_text(visitor_operand_before=listener.before, visitor_text=listener.text)
    return listener.said


def _marks(root: Any) -> Iterator[tuple[int, int, bool]]:
    """Page, number, and whether in a note, of each marked content in the order of the tags; not by recursion."""
    stack: list[tuple[Any, int, bool]] = [(root, 0, False)]
    while stack:
        element, page, in_note = stack.pop()
        element = element.get_object()
        if isinstance(element, int):
            yield page, int(element), in_note
            continue
        if isinstance(element, list):
            stack += [(child, page, in_note) for child in reversed(element)]
            continue
        reference = element.raw_get("/Pg") if "/Pg" in element else None
        page = reference.idnum if reference is not None else page
        if "/MCID" in element:
            yield page, int(element["/MCID"]), in_note
            continue
        if "/K" in element:
            stack.append((element["/K"], page, in_note or element.get("/S") in _NOTES))

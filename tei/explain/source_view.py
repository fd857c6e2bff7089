"""TEI as HTML text to look at: tags, attributes and words in spans, elements marked by the lines they hold."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from tei.encode.elements import XML_ID, XML_LANG
from tei.explain.places import name_of, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_NAMES = {XML_ID: "xml:id", XML_LANG: "xml:lang"}
_LINES_SHOWN = 6


class SourceView:
    """The marks of one page: which element holds which lines, and which are unsure.

    Args:
        lines: numbers of the record's lines by the path of the element that holds them.
        unsure: paths of the elements whose reading is unsure.
        linked: paths of further elements that something on the page leads to.
    """

    def __init__(
        self, lines: Mapping[str, Sequence[int]], unsure: Collection[str], linked: Collection[str] = ()
    ) -> None:
        self.lines = lines
        self.unsure = unsure
        self.linked = linked

    def html(self, tei: bytes, tree: etree._ElementTree) -> str:
        """The whole file as HTML. `tree` is `tei` parsed; the declaration is taken from the bytes."""
        declaration = tei.partition(b"\n")[0].decode("utf-8")
        root = tree.getroot()
        nodes = (*reversed(list(root.itersiblings(preceding=True))), root)
        lines = ("".join(self._element(node)) for node in nodes)
        return "\n".join((f'<span class="pi">{escape(declaration)}</span>', *lines, ""))

    def _element(self, element: etree._Element) -> Iterator[str]:
        if not isinstance(element.tag, str):
            yield f'<span class="pi">{escape(etree.tostring(element, encoding="unicode", with_tail=False))}</span>'
            return
        path = place(element).path
        held = self.lines.get(path, ())
        names = ["held"] if held or path in self.linked else []
        names += ["unsure"] if path in self.unsure else []
        if names:
            data = f' data-lines="{" ".join(map(str, held))}"' if held else ""
            identity = f' id="{anchor(path)}"' if "held" in names else ""
            yield f'<span class="{" ".join(names)}"{identity}{data}>'
        yield from self._content(element, held)
        if names:
            yield "</span>"

    def _content(self, element: etree._Element, held: Sequence[int]) -> Iterator[str]:
        name = name_of(element)
        attributes = "".join(_attributes(element))
        empty = not len(element) and not element.text
        yield f'<span class="tag">&lt;{name}{attributes}{"/" if empty else ""}&gt;</span>{_back(held)}'
        if empty:
            return
        yield escape(element.text or "", quote=False)
        for child in element:
            yield from self._element(child)
            yield escape(child.tail or "", quote=False)
        yield f'<span class="tag">&lt;/{name}&gt;</span>'


def anchor(path: str) -> str:
    """The id on the page of an element, made of its path: `t-TEI-text-body-div-1-p-3`."""
    return "t" + "".join(sign if sign.isalnum() else "-" for sign in path).rstrip("-")


def _attributes(element: etree._Element) -> Iterator[str]:
    if element.getparent() is None:
        yield ' <span class="att">xmlns</span>="<span class="val">http://www.tei-c.org/ns/1.0</span>"'
    for key, value in element.attrib.items():
        name = _NAMES.get(str(key), str(key))
        yield f' <span class="att">{name}</span>="<span class="val">{escape(str(value))}</span>"'


def _back(held: Sequence[int]) -> str:
    """Links back to the lines; of very many the first ones."""
    links = "".join(f'<a class="back" href="#L{number}">{number}</a>' for number in held[:_LINES_SHOWN])
    return links + ('<span class="back">…</span>' if len(held) > _LINES_SHOWN else "")

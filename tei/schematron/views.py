"""Elements of a rule file as they are meant: inclusions followed, parameters of abstract patterns put in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.safe_xml import XmlFiles, XmlRefused
from tei.schematron.expressions import with_parameters
from tei.schematron.model import Fault, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SCH: Final = "{http://purl.oclc.org/dsdl/schematron}"
XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"
CODE: Final = "Y010"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


class RulesRefused(Exception):  # noqa: N818  (as XmlRefused: it refuses)
    """A rule file that cannot be run, and why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class View:
    """An element of a rule file; `trail` are the inclusions that led to it."""

    element: etree._Element
    path: Path
    files: XmlFiles
    parameters: Mapping[str, str] = field(default_factory=dict)
    trail: tuple[tuple[Path, str], ...] = ()

    @property
    def name(self) -> str:
        """The name without its namespace; with it where that is another than Schematron's."""
        return str(self.element.tag).removeprefix(SCH)

    @property
    def place(self) -> Place:
        """File and line; an element that was made has the line of what stands in it."""
        lines = (one.sourceline for one in self.element.iter(etree.Element))
        return Place(str(self.path), next(filter(None, lines), None))

    def get(self, attribute: str) -> str | None:
        """An attribute, with parameters put in; None where there is none."""
        value = self.element.get(attribute)
        return value if value is None else with_parameters(value, self.parameters)

    def words(self, attribute: str) -> list[str]:
        """The tokens of an attribute."""
        return (self.get(attribute) or "").split()

    def at(self, element: etree._Element) -> View:
        """Another element of the same file."""
        return View(element, self.path, self.files, self.parameters, self.trail)

    def children(self) -> Iterator[View]:
        """The child elements; in the place of an include, what it includes.

        Raises:
            RulesRefused: what is included cannot be.
        """
        for child in self.element.iterchildren(etree.Element):
            view = self.at(child)
            yield view.included() if child.tag == f"{SCH}include" else view

    def included(self) -> View:
        """The element that `href` of this one names: the root of a file, or what has the id behind `#`.

        Raises:
            RulesRefused: there is no such file or element, it may not be read, or it includes itself.
        """
        address = self.element.get("href") or ""
        href, _, fragment = address.partition("#")
        if not address:
            raise self.refused(f"{self.name} names no file", "write href")
        try:
            path = self.files.named(href, self.path) if href else self.path
            root = self.files.read(path).getroot()
        except XmlRefused as error:
            raise from_xml(error, self.place) from error
        step = (path, fragment)
        if step in self.trail:
            raise self.refused(f"{address} includes itself", "take one of the inclusions out")
        found = _with_id(root, fragment) if fragment else root
        if found is None:
            raise self.refused(f"{href or 'this file'} has no element with the id {fragment}")
        if found.tag == f"{SCH}schema":
            raise self.refused(
                f"{address} is a whole schema", "include one of its patterns by its id: FILE#id"
            )
        return View(found, path, self.files, self.parameters, (*self.trail, step))

    def refused(self, message: str, hint: str = "") -> RulesRefused:
        """The exception for a fault of this element."""
        return RulesRefused(Fault(message, self.place, hint))


def from_xml(error: XmlRefused, place: Place) -> RulesRefused:
    """What `safe_xml` refused, at the place that it names or else the given one."""
    own = Place(error.path, error.line) if error.path and error.path != place.path else place
    line = error.line if own is place and error.line else own.line
    return RulesRefused(Fault(error.message, Place(own.path, line)))


def _with_id(root: etree._Element, wanted: str) -> etree._Element | None:
    return next(
        (one for one in root.iter(etree.Element) if wanted in (one.get("id"), one.get(_XML_ID))), None
    )

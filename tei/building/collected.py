"""The files of many documents that a build makes: `[output] collection`, as `tei render --collection` makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei import safe_xml
from tei.findings import Finding, Where, finding
from tei.rendering import SUFFIXES, render_collection
from tei.rendering.engines import using
from tei.renderings import COLLECTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml import etree

    from tei.building.planning import Plan


class Collected:
    """The collections of a project in the making."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._documents: list[tuple[str, Callable[[], bytes]]] = []

    def add(self, path: str, tei: Callable[[], bytes]) -> None:
        """Take in a document that was made of the record at a path; its TEI is read when its turn comes."""
        self._documents.append((path, tei))

    def finish(self) -> Iterator[tuple[Path, bytes, list[Finding], bool]]:
        """Each file, its bytes (none where a finding says why), what was found, whether all documents are in it.

        Raises:
            TeiError: a stylesheet cannot be compiled or makes no collection, or a parameter cannot be passed.
        """
        rendering = self._plan.rendering
        for to in rendering.collection if self._documents else ():
            problems: list[Finding] = []
            target = self._plan.out / f"{COLLECTION}{SUFFIXES[to]}"
            with using(rendering.choice):
                bound = render_collection(
                    self._trees(problems),
                    to,
                    stylesheet=rendering.stylesheets.get(to),
                    params=self._params(),
                    path=str(target),
                )
            yield target, bound.data, [*problems, *bound.findings], not (problems or bound.left_out)

    def _trees(self, problems: list[Finding]) -> Iterator[tuple[str, etree._ElementTree]]:
        for path, tei in self._documents:
            try:
                yield path, safe_xml.parse_xml(tei())
            except safe_xml.XmlRefused as error:  # a hand has been at it
                problems.append(finding(error.code, error.message, Where(path, error.line, error.column)))

    def _params(self) -> dict[str, str]:
        """What the project says of the edition, unless its parameters say something else."""
        about = self._plan.project.project
        said = {
            "collection-title": about.title,
            "collection-editor": about.editor,
            "collection-publisher": about.publisher,
            "collection-date": about.date.isoformat() if about.date else "",
        }
        return {name: text for name, text in said.items() if text} | dict(self._plan.rendering.params)

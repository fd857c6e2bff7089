"""Outputs of a project's own, `[outputs.NAME]`: a stylesheet, run on each document or on the corpus of all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tei import safe_xml
from tei.findings import Where, finding
from tei.output import output_name
from tei.rendering.engines import Choice, using
from tei.rendering.xslt import Rendered, transform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

    from tei.project import Project, Xslt

_HEAD = (
    b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt>'
    b"<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
_END = b"</teiCorpus>"


@dataclass(frozen=True, slots=True)
class Own:
    """An output of the project's own."""

    name: str
    stylesheet: Path
    scope: Literal["record", "corpus"]
    suffix: str
    params: Mapping[str, str]
    choice: Choice

    def file(self, out: Path, identity: str) -> Path:
        """The file of one document: in a folder of the output's name, so that it meets no other."""
        return out / self.name / output_name(identity, self.suffix)


def choice_of(xslt: Xslt, folder: Path) -> Choice:
    """The engine of a project, and the limits; what its stylesheets import lies in its folder."""
    return Choice(xslt.engine, xslt.seconds, xslt.megabytes, folder / (xslt.root or "."))


def own_outputs(project: Project, folder: Path) -> dict[str, Own]:
    """The outputs of a project's own, by name."""
    common = choice_of(project.xslt, folder)
    return {
        name: Own(
            name,
            folder / one.stylesheet,
            one.scope,
            one.suffix,
            one.params,
            replace(common, engine=one.engine or common.engine),
        )
        for name, one in project.outputs.items()
    }


def render_own(tree: etree._ElementTree, own: Own, path: str) -> Rendered:
    """What a stylesheet makes of a document, as its `xsl:output` says.

    Raises:
        TeiError: the stylesheet cannot be compiled, or the engine is not there.
    """
    with using(own.choice):
        done = transform(tree, own.stylesheet, own.params, path=path, form="written")
    return Rendered(done.data, done.findings)


class Corpus:
    """An output of all documents: a `teiCorpus` of them, in their order, for one transform."""

    def __init__(self, out: Path, own: Own) -> None:
        self._own = own
        self._parts: list[bytes] = []
        self._size = 0
        self.path = out / f"{own.name}{own.suffix}"

    def add(self, tei: bytes) -> None:
        """Take a document."""
        self._size += len(tei)
        if self._size <= safe_xml.MAX_XML_BYTES:
            self._parts.append(safe_xml.element_bytes(tei))

    def finish(self) -> Rendered:
        """Make the output.

        Raises:
            TeiError: as `render_own`.
        """
        if self._size > safe_xml.MAX_XML_BYTES:
            message = (
                f"all documents together are larger than {safe_xml.MAX_XML_BYTES:,} bytes, too large for one"
            )
            return Rendered(b"", (finding("R051", message, Where(str(self.path))),))
        tree = safe_xml.parse_xml(_HEAD + b"".join(self._parts) + _END, unique_ids=False)
        return render_own(tree, self._own, str(self.path))

"""A site of TEI files: each read for its facts; those that cannot be used are told, and the others are in the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tei.encode.elements import TEI
from tei.findings import CODES, TeiError, Where, finding
from tei.gather.entries import entry_of
from tei.gather.site.folder import SiteFolder
from tei.gather.site.making import ALONE, Document, Site, make_site_of
from tei.outcomes import Outcome
from tei.output import name_key
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.gather.site.making import Beside
    from tei.gather.site.model import Edition
    from tei.gather.site.pages import Spreading


def check_site_place(out: Path, inputs: Sequence[Path]) -> None:
    """See that a site does not become an input of its next run.

    Raises:
        TeiError: G035, it would.
    """
    place = out.absolute().resolve()
    for one in inputs:
        if one.is_dir() and place.is_relative_to(one.resolve()):
            message = f"-o {out}: is below the input folder {one}, and the site holds a copy of the TEI"
            raise TeiError("G035", message, CODES["G035"].help)


def make_site(
    files: Sequence[Path],
    out: Path,
    edition: Edition,
    *,
    beside: Beside | None = None,
    spreading: Spreading = ALONE,
) -> Iterator[Outcome]:
    """Make a site of TEI files.

    Args:
        files: the documents; those that cannot be used are told, the others are in the site.
        out: the site's folder.
        edition: what is known of the edition as a whole.
        beside: by the documents' ids the other forms of them to put beside them.
        spreading: over how many processes the pages are spread.

    Returns:
        An outcome for each file, and at last one for what is made of all.

    Raises:
        TeiError: the folder cannot be used, or there is no Pagefind.
    """
    documents, left_out = [], []
    seen: dict[str, str] = {}
    for file in files:
        read_of = _document(file, seen)
        if isinstance(read_of, Outcome):
            left_out.append(read_of.path)
            yield read_of
        else:
            documents.append(read_of)
    if documents:
        site = Site(SiteFolder(out), edition, beside or {}, spreading)
        yield from make_site_of(documents, site, left_out)


def _document(file: Path, seen: dict[str, str]) -> Document | Outcome:
    """A file read for its facts, or the outcome of one that cannot be used."""
    path = str(file)
    document, problems = read(file)
    if document is None or problems:
        return Outcome(path, "failed", problems)
    root = document.tree.getroot()
    if root.tag != TEI + "TEI":
        name = etree.QName(root)
        space = f"in the namespace {name.namespace}" if name.namespace else "in no namespace"
        text = f"the root element is {name.localname} {space}, and is to be TEI in the namespace {TEI[1:-1]}"
        return Outcome(path, "failed", (finding("G036", text, Where(path, root.sourceline)),))
    entry = entry_of(document.tree, stem=file.stem)
    first = seen.setdefault(name_key(entry.id), path)
    if first != path:
        refused = finding("B003", f"the id {entry.id!r} is already that of {first}", Where(path))
        return Outcome(path, "failed", (refused,))
    return Document(path, entry, file.read_bytes)

"""TEI files rendered: each by itself, or all of them as one PDF, book or list."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from tei.companions import SCRIPT, with_script
from tei.encode.elements import XML_ID
from tei.findings import Finding, TeiError
from tei.gather.citations import citation_params
from tei.gather.entries import entry_of
from tei.outcomes import Claims, Outcome, State, written
from tei.output import output_name, prepare_output_folder
from tei.rendering import LANGUAGES, has_words, own_stylesheet, render, render_collection
from tei.rendering import SUFFIXES as ENDINGS
from tei.rendering.engines import Choice, using
from tei.rendering.engines.modules import check_parameters
from tei.review.pages import PAGE_NAME
from tei.review.table import CSV_NAME
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml import etree

    from tei.gather.entries import Entry
    from tei.rendering.own_outputs import Own


@dataclass(frozen=True, slots=True)
class Rendering:
    """Which formats to render, by which stylesheets (none: the program's), with which parameters.

    `collection`: formats in which all documents together are one file, beside those of each. `verify`: whether each output
    is compared with its TEI. `tei_beside`: whether the TEI stands beside what is rendered.
    """

    formats: tuple[str, ...] = ()
    stylesheets: Mapping[str, Path] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    verify: bool = False
    tei_beside: bool = False
    choice: Choice = field(default_factory=Choice)
    own: Mapping[str, Own] = field(default_factory=dict)
    collection: tuple[str, ...] = ()

    def in_rows(self, to: str) -> bool:
        """Whether a format has languages beside each other, row by row: its text then is in no one order."""
        return to == "pdf" and self.params.get("languages") == "facing"

    def check(self) -> None:
        """See that each parameter is one of a stylesheet that is used.

        Raises:
            TeiError: R052 it is not; R045 there are no words in the interface's language; or a stylesheet cannot be read.
        """
        if used := {*self.formats, *self.collection}:
            sheets = [self.stylesheets.get(name) or own_stylesheet(name) for name in sorted(used)]
            check_parameters(self.params, [sheet for sheet in sheets if sheet], self.choice.root)
            # A stylesheet of a project may have words of its own.
            if not all(name in self.stylesheets for name in used):
                _check_language(self.params)
        for own in self.own.values():
            check_parameters(own.params, [own.stylesheet], own.choice.root)


def _check_language(params: Mapping[str, str]) -> None:
    asked = params.get("interface-language", "en")
    if not has_words(asked) and not params.get("interface-texts"):
        message = f"interface-language is {asked!r}, and the stylesheets have words in {', '.join(LANGUAGES)}"
        raise TeiError("R045", message, "name one of these, or bring words of your own with interface-texts")


def reserved_names(rendering: Rendering) -> dict[str, str]:
    """Names in the output folder of a build that no record may have."""
    reserved = {"review": f"{CSV_NAME} and {PAGE_NAME}, the review list"}
    if rendering.collection:
        reserved[COLLECTION] = "the file of all documents, [output] collection"
    return reserved | {name: f"[outputs.{name}]" for name in rendering.own}


def render_all(files: Sequence[Path], out: Path, rendering: Rendering) -> Iterator[Outcome]:
    """Render TEI files to `out/<id>` with the suffix of the format.

    Raises:
        TeiError: the output folder or a stylesheet cannot be used.
    """
    rendering.check()
    prepare_output_folder(out)
    return with_script(_render_each(files, out, rendering), out)


def _render_each(files: Sequence[Path], out: Path, rendering: Rendering) -> Iterator[Outcome]:
    claims = Claims()
    for file in files:
        document, findings = read(file)
        if document is None or findings:
            yield Outcome(str(file), "failed", findings)
            continue
        identity = document.tree.getroot().get(XML_ID) or file.stem
        if refused := claims.refuse(identity, str(file)):
            yield Outcome(str(file), "failed", (refused,))
            continue
        made, found = _rendered(document.tree, identity, str(file), out, rendering)
        yield written(str(file), made, found, len(rendering.formats))


COLLECTION = "collection"
"""The name of the one file that a collection makes in each format."""


def render_collections(files: Sequence[Path], out: Path, rendering: Rendering) -> Iterator[Outcome]:
    """Render TEI files together to `out/collection` with the suffix of the format; what cannot be rendered is left out and has failed.

    Raises:
        TeiError: the output folder or a stylesheet cannot be used.
    """
    rendering.check()
    prepare_output_folder(out)
    return _collected(files, out, rendering)


def _collected(files: Sequence[Path], out: Path, rendering: Rendering) -> Iterator[Outcome]:
    """The collection is written before anything is told of its documents: only then it is known what is in it."""
    found = {str(file): list[Finding]() for file in files}
    failed: set[str] = set()
    written = [
        _collection(files, out / f"{COLLECTION}{ENDINGS[to]}", to, rendering, found, failed)
        for to in rendering.formats
    ]
    made: State = "converted" if any(one.state == "converted" for one in written) else "unchanged"
    for name, findings in found.items():
        whole = name not in failed and all(one.outputs for one in written)
        yield Outcome(name, made if whole else "failed", tuple(findings))
    yield from written


def _collection(
    files: Sequence[Path],
    target: Path,
    to: str,
    rendering: Rendering,
    found: dict[str, list[Finding]],
    failed: set[str],
) -> Outcome:
    """One format of a collection; what is found of a document is put with it."""

    def documents() -> Iterator[tuple[str, etree._ElementTree]]:
        for file in files:
            document, findings = read(file)
            if document is None or findings:
                failed.add(str(file))
                found[str(file)] += [one for one in findings if one not in found[str(file)]]
            else:
                yield str(file), document.tree

    sheet = rendering.stylesheets.get(to)
    with using(rendering.choice):
        bound = render_collection(
            documents(), to, stylesheet=sheet, params=rendering.params, path=str(target)
        )
    failed |= bound.left_out
    others: list[Finding] = []
    for one in bound.findings:
        if one not in found.get(one.where.path, ()):
            found.get(one.where.path, others).append(one)
    if rendering.verify and bound.data:
        from tei.rendering.verify import compared_collection  # reads all formats: loaded when it is asked for

        kept = ((name, tree) for name, tree in documents() if name not in bound.left_out)
        for one in compared_collection(kept, to, bound.data, str(target), in_rows=rendering.in_rows(to)):
            found.get(one.where.path, others).append(one)
    made = {target: bound.data} if bound.data else {}
    return replace(written(str(target), made, others, 1), counts=False)


def _rendered(
    tree: etree._ElementTree, identity: str, path: str, out: Path, rendering: Rendering
) -> tuple[dict[Path, bytes], list[Finding]]:
    made: dict[Path, bytes] = {}
    findings: list[Finding] = []
    for name in rendering.formats:
        params = rendering.params
        if name == "html":
            params = page_params(entry_of(tree, stem=identity), identity, rendering)
        with using(rendering.choice):
            result = render(tree, name, stylesheet=rendering.stylesheets.get(name), params=params, path=path)
        findings += result.findings
        if result.data:
            made[out / output_name(identity, ENDINGS[name])] = result.data
            if rendering.verify:
                from tei.rendering.verify import verified  # as above

                in_rows = rendering.in_rows(name)
                findings += verified(tree, name, result.data, path, identity=identity, in_rows=in_rows)
    # What is found in the TEI is found again for every format that is made of it.
    return made, list(dict.fromkeys(findings))


def page_params(entry: Entry, identity: str, rendering: Rendering) -> dict[str, str]:
    """What a page in a folder has that one made alone has not: its script, its citation, the other forms beside it."""
    beside: dict[str, str] = {to: ENDINGS[to] for to in ("pdf", "text", "epub") if to in rendering.formats}
    if rendering.tei_beside:
        beside["tei"] = ".xml"
    links = [f"{key}={quote(output_name(identity, ending))}" for key, ending in beside.items()]
    return {
        "script": SCRIPT,
        **citation_params(entry),
        "downloads": f"|{'|'.join(links)}|" if links else "",
        **rendering.params,
    }

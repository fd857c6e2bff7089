"""Runs over many files: plan -> each record by itself -> outcomes, written whole or not at all.

Each outcome is told as soon as it is known, so that a stopped run can say truly what it did.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from tei import profile as profiles
from tei import safe_xml
from tei.companions import SCRIPT, with_schemas, with_script
from tei.encode.elements import XML_ID
from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.gather.citations import citation_params
from tei.gather.entries import entry_of
from tei.inputs import Inputs, collect
from tei.ledger.file import Ledger
from tei.output import name_key, output_name, prepare_output_folder, write_atomic
from tei.pipeline import AUTO, TABLES, Options, Result, convert_each
from tei.rendering import LANGUAGES, has_words, own_stylesheet, render, render_collection
from tei.rendering import SUFFIXES as ENDINGS
from tei.rendering.engines import Choice, using
from tei.rendering.engines.modules import check_parameters
from tei.rendering.own_outputs import Own, render_own
from tei.report import Summary
from tei.review.table import CSV_NAME, PAGE_NAME
from tei.validation.documents import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml import etree

    from tei.gather.entries import Entry
    from tei.profile import Profile

State = Literal["converted", "failed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its state, its findings, the files written or found up to date.

    What a run makes of all records together (review list, ledger) comes last and is no input (`counts` is
    false); `says` is a line about it. Of the records of one file all but one are not the `last`. `again`: nothing had to
    be done for it, and what is told of it was told by the run that did it.
    """

    path: str
    state: State
    findings: tuple[Finding, ...] = ()
    outputs: tuple[Path, ...] = ()
    counts: bool = True
    says: str = ""
    last: bool = True
    again: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """Which formats to render, by which stylesheets (none: the program's), with which parameters.

    `collection`: formats in which all documents together are one file, beside those of each. `verify`: whether each output is compared with its TEI. `tei_beside`: whether the TEI stands beside what is rendered.
    """

    formats: tuple[str, ...] = ()
    stylesheets: Mapping[str, Path] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    verify: bool = False
    tei_beside: bool = False
    choice: Choice = field(default_factory=Choice)
    own: Mapping[str, Own] = field(default_factory=dict)
    collection: tuple[str, ...] = ()

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


class Claims:
    """Which input has which output name: two documents of one id must not overwrite each other."""

    def __init__(self, reserved: Mapping[str, str] | None = None) -> None:
        self._by_name: dict[str, str] = dict(reserved or {})

    def refuse(self, identity: str, path: str, record: Result | None = None) -> Finding | None:
        """As `refuse_at`, for a record or a file."""
        return self.refuse_at(identity, record.place if record else path, path, record.line if record else 0)

    def refuse_at(self, identity: str, place: str, path: str, line: int = 0) -> Finding | None:
        """Claim an id for a place; B003 where another one has it."""
        first = self._by_name.setdefault(name_key(identity), place)
        if first == place:
            return None
        return finding("B003", f"the id {identity!r} is already that of {first}", Where(path, line or None))


def reserved_names(rendering: Rendering) -> dict[str, str]:
    """Names in the output folder of a build that no record may have."""
    reserved = {"review": f"{CSV_NAME} and {PAGE_NAME}, the review list"}
    if rendering.collection:
        reserved[COLLECTION] = "the file of all documents, [output] collection"
    return reserved | {name: f"[outputs.{name}]" for name in rendering.own}


def convert_all(found: Inputs, out: Path, options: Options, ledger: Path | None = None) -> Iterator[Outcome]:
    """Convert records to `out/<id>.xml`, and say in a ledger where each span of them went.

    Raises:
        TeiError: the output folder, the ledger, the profile or the encoding cannot be used.
    """
    return write_all(_results(found.files, options), found, out, options, ledger)


def write_all(
    results: Iterator[tuple[Result, bool]],
    found: Inputs,
    out: Path,
    options: Options,
    ledger: Path | None = None,
) -> Iterator[Outcome]:
    """As `convert_all`, of records that are converted as they are asked for; each says whether its file ends with it.

    Raises:
        TeiError: the output folder or the ledger cannot be used.
    """
    prepare_output_folder(out)
    told = Ledger(ledger, options.style) if ledger else None
    outcomes = _each_told(results, found, out, told) if told else _each(results, out)
    return with_schemas(outcomes, out, options.settings.schema)


def _results(files: Sequence[Path], options: Options) -> Iterator[tuple[Result, bool]]:
    for file in files:
        yield from with_last(convert_each(file, options))


def with_last(results: Iterator[Result]) -> Iterator[tuple[Result, bool]]:
    """Each record of a file, and whether it is the last."""
    waiting: Result | None = None
    for one in results:
        if waiting is not None:
            yield waiting, False
        waiting = one
    if waiting is not None:
        yield waiting, True


def _each(results: Iterator[tuple[Result, bool]], out: Path) -> Iterator[Outcome]:
    claims = Claims()
    for record, last in results:
        yield replace(_one(record, out, Rendering(), claims, tei=True), last=last)


def _each_told(
    results: Iterator[tuple[Result, bool]], found: Inputs, out: Path, ledger: Ledger
) -> Iterator[Outcome]:
    """As `_each`, then the ledger, in which inputs that are missing have failed."""
    claims = Claims()
    with ledger:
        for converted, last in results:
            record = ledger.prove(converted)
            outcome = _one(record, out, Rendering(), claims, tei=True)
            ledger.add(record, outcome.findings, written=outcome.state != "failed")
            yield replace(outcome, last=last)
        for one in found.findings:
            ledger.fail(one.where.path, [one])
        yield _finished(ledger)


def _finished(ledger: Ledger) -> Outcome:
    path = str(ledger.path)
    try:
        state: State = "converted" if ledger.finish() else "unchanged"
    except TeiError as error:
        problem = Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint)
        return Outcome(path, "failed", (problem,), counts=False)
    return Outcome(path, state, outputs=(ledger.path,), counts=False, says=ledger.says)


def _one(record: Result, out: Path, rendering: Rendering, claims: Claims, *, tei: bool) -> Outcome:
    if record.failed:
        return Outcome(record.path, "failed", record.findings)
    if refused := claims.refuse(record.id, record.path, record):
        return Outcome(record.path, "failed", (*record.findings, refused))
    made = {out / output_name(record.id, ".xml"): record.tei} if tei else {}
    findings = list(record.findings)
    own = [one for one in rendering.own.values() if one.scope == "record"]
    if rendering.formats or own:
        tree = safe_xml.parse_xml(record.tei)
        rendered, more = _rendered(tree, record.id, record.path, out, rendering)
        made |= rendered
        findings += more
        for one in own:
            result = render_own(tree, one, record.path)
            findings += result.findings
            if result.data:
                made[one.file(out, record.id)] = result.data
    return _written(record.path, made, findings, len(rendering.formats) + len(own) + tei)


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
        yield _written(str(file), made, found, len(rendering.formats))


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
        found.get(one.where.path, others).append(one)
    if rendering.verify and bound.data:
        from tei.rendering.verify import compared_collection  # as above

        kept = ((name, tree) for name, tree in documents() if name not in bound.left_out)
        for one in compared_collection(kept, to, bound.data, str(target)):
            found.get(one.where.path, others).append(one)
    made = {target: bound.data} if bound.data else {}
    return replace(_written(str(target), made, others, 1), counts=False)


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
                from tei.rendering.verify import verified  # reads all formats: loaded when it is asked for

                findings += verified(tree, name, result.data, path, identity=identity)
    return made, findings


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


def _written(path: str, made: Mapping[Path, bytes], findings: list[Finding], wanted: int) -> Outcome:
    """Write an input's files; it failed when one of those wanted could not be made or written."""
    changed = False
    done = []
    for file, data in made.items():
        try:
            changed = write_atomic(file, data) or changed
            done.append(file)
        except TeiError as error:
            findings.append(Finding(error.code, Severity.ERROR, error.message, Where(path), error.hint))
    state: State = "failed" if len(done) < wanted else "converted" if changed else "unchanged"
    return Outcome(path, state, tuple(findings), tuple(done))


def records(names: Sequence[str], profile: str | Profile = AUTO) -> Inputs:
    """The record files that inputs name; folders are searched for what the layout reads.

    Raises:
        TeiError: there is no such profile.
    """
    return collect(names, *suffixes(profile))


def suffixes(profile: str | Profile) -> tuple[str, ...]:
    """What the records' files in a folder are called: a layout named that reads tables asks for tables.

    Raises:
        TeiError: there is no such profile.
    """
    if profile == AUTO:
        return (".txt",)
    layout = profiles.named(profile) if isinstance(profile, str) else profile
    return TABLES if layout.table else (".txt",)


class Tally:
    """Counts outcomes as they come: in = converted + failed + unchanged, in records.

    A file counts as one record that has failed, as long as nothing of it was reached.
    """

    def __init__(self, files: int) -> None:
        self._files = files
        self._states: Counter[State] = Counter()
        self._noted = 0
        self._begun = self._ended = 0
        self._within = False

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        if not outcome.counts:
            return
        self._states[outcome.state] += 1
        self._noted += outcome.state == "converted" and bool(outcome.findings)
        self._begun += not self._within
        self._ended += outcome.last
        self._within = not outcome.last

    @property
    def unreached(self) -> int:
        """Files of which nothing was reached."""
        return self._files - self._begun

    @property
    def stopped_within(self) -> bool:
        """Whether a file was begun and not ended."""
        return self._begun > self._ended

    @property
    def summary(self) -> Summary:
        """The numbers."""
        done, states = self._states.total(), self._states
        inputs, failed = done + self.unreached, states["failed"] + self.unreached
        return Summary(inputs, states["converted"], failed, states["unchanged"], self._noted, self._files)


def summarise(done: Iterable[Outcome], inputs: int) -> Summary:
    """Count the outcomes of so many files; what was not reached counts as failed."""
    tally = Tally(inputs)
    for outcome in done:
        tally.add(outcome)
    return tally.summary

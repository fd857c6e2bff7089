"""What a build makes of all records together: review list, exports, outputs of the corpus, site, schemas and script.

It is made again when the facts or the TEI of any record have changed, or what it is made by.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from tei.building import digests
from tei.building.collected import Collected
from tei.building.manifest import Broken
from tei.building.model import WHOLE, Facts, facts_adapter
from tei.companions import schema_files, script_file
from tei.findings import Finding
from tei.gather.exports.of_build import Exports
from tei.outcomes import Outcome
from tei.output import output_name
from tei.rendering.own_outputs import Corpus
from tei.report import printable
from tei.review.gathering import Gathered
from tei.review.table import CSV_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tei.building.manifest import Manifest
    from tei.building.model import RecordKept
    from tei.building.planning import Plan
    from tei.building.putting import Putting
    from tei.building.surveying import Records, Survey
    from tei.building.writing import Whole
    from tei.gather.site.of_build import SiteOfBuild


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome of the whole, as the manifest keeps it: its paths are those from the folder of the project."""

    path: str
    findings: tuple[Finding, ...]
    outputs: tuple[str, ...]
    says: str


@cache
def told_adapter() -> TypeAdapter[tuple[Told, ...]]:
    """How what is told of the whole is written to the manifest."""
    return TypeAdapter(tuple[Told, ...])


def whole_digest(plan: Plan, records: str) -> str:
    """The digest of all that what is made of the whole depends on; `records` is that of the records."""
    sheets = plan.project.xslt
    looks = [
        digests.stylesheet(plan.folder / one if one else None, plan.rendering.choice.root)
        for one in (sheets.html, sheets.site)
    ]
    collected = [
        digests.stylesheet(plan.rendering.stylesheets.get(to), plan.rendering.choice.root)
        for to in plan.rendering.collection
    ]
    corrections = plan.options.corrections
    project = json.loads(plan.project.model_dump_json())
    said = repr((corrections.rows, corrections.findings)) if corrections else ""
    return digests.digest(plan.setting, project, looks, sorted(plan.looks.items()), collected, said, records)


def whole_reason(plan: Plan, manifest: Manifest, seen: Survey) -> str:
    """Why what is made of the whole has to be made again, where no record has; empty where it has not."""
    if manifest.meta("whole").decode() != whole_digest(plan, seen.records):
        return "what is made of all records has changed"
    for place, (sha, known) in seen.odd.items():
        if known.owner == WHOLE and sha in ("", digests.EMPTY):
            return f"{place} is not there"
        if known.owner == WHOLE and (known.coming or sha != known.output.there):
            return f"{place} was edited" if place in seen.edited else f"{place} was not put there whole"
    return ""


def told_again(plan: Plan, manifest: Manifest) -> tuple[Outcome, ...] | None:
    """The outcomes of the whole as the last build told them; None where they are not known."""
    try:
        told = told_adapter().validate_json(manifest.told() or b"null")
    except ValidationError:
        return None
    return tuple(
        Outcome(
            plan.named(one.path),
            "unchanged",
            tuple(_at(found, plan.named) for found in one.findings),
            tuple(plan.out / place for place in one.outputs),
            counts=False,
            says=one.says,
            again=True,
        )
        for one in told
    )


def note_whole(plan: Plan, manifest: Manifest, digest: str, outcomes: Sequence[Outcome]) -> None:
    """Keep what was told of the whole."""
    told = tuple(
        Told(
            _in_project(plan, one.path),
            tuple(_as_told(_at(found, partial(_in_project, plan))) for found in one.findings),
            tuple(
                file.relative_to(plan.out).as_posix() for file in one.outputs if file.is_relative_to(plan.out)
            ),
            printable(one.says),
        )
        for one in outcomes
    )
    failed = any(one.state == "failed" for one in outcomes)
    with manifest.noting():
        manifest.put_told(told_adapter().dump_json(told))
        manifest.put_meta("whole", b"" if failed else digest.encode())


def _in_project(plan: Plan, path: str) -> str:
    """A path as it is from the folder of the project, wherever that will be, and as it is told."""
    return printable(path.removeprefix(plan.named("x").removesuffix("x")))


def _at(one: Finding, named: Callable[[str], str]) -> Finding:
    where = one.where
    return replace(one, where=replace(where, path=named(where.path))) if where.path else one


def _as_told(one: Finding) -> Finding:
    """A finding in the characters that are told of it: names of files may hold bytes that JSON cannot."""
    return replace(one, message=printable(one.message))


class Gathering:
    """The steps over all records."""

    def __init__(self, plan: Plan, manifest: Manifest, writer: Whole, jobs: int) -> None:
        self._plan = plan
        self._manifest = manifest
        self._writer = writer
        self._exports = Exports(plan.project.output.formats, plan.out, plan.project.project)
        self._site = _site_of(plan, jobs) if "site" in plan.project.output.formats else None
        own = plan.rendering.own.values()
        self._corpora = [Corpus(plan.out, one) for one in own if one.scope == "corpus"]
        self._collected = Collected(plan) if plan.rendering.collection else None
        sheet = plan.project.xslt.html
        page = digests.stylesheet(plan.folder / sheet if sheet else None, plan.rendering.choice.root)
        self._look = digests.digest(digests.program(), page, plan.rendering.choice.engine)

    def outcomes(self, putting: Putting) -> Iterator[Outcome]:
        """Take in every record in its order, if anything is made of what records say, then make what is made of all.

        Raises:
            TeiError: a stylesheet cannot be compiled, or a library is not there.
        """
        if self._exports or self._corpora or self._collected is not None or self._site is not None:
            for path, record in putting.kept():
                yield from self._take(path, record)
        yield from self._companions(putting.records)
        for file, data, findings in self._exports.finish():
            yield self._put({file: data} if data else {}, str(file), findings, 1)
        for corpus in self._corpora:
            rendered = corpus.finish()
            made = {corpus.path: rendered.data} if rendered.data else {}
            yield self._put(made, str(corpus.path), list(rendered.findings), 1)
        for file, data, found, whole in self._collected.finish() if self._collected else ():
            made = {file: data} if data else {}
            yield self._put(made, str(file), found, 1 if whole else 2)
        if self._site is not None:
            yield from self._site.finish(self._writer, self._look)
            left = self._put({}, str(self._plan.out), [], 0)
            if left.findings:
                yield left
        yield self._review(putting)

    def _take(self, path: str, record: RecordKept) -> Iterator[Outcome]:
        data, base = self._manifest.record(path, record.ordinal)
        facts: Facts = facts_adapter().validate_json(data)
        named = self._plan.named(path)
        if record.failed or facts.entry is None:
            if self._site is not None:
                self._site.leave_out(named)
            return
        if said := self._exports.add(facts.entry, named):
            yield Outcome(named, "unchanged", said, counts=False)
        for corpus in self._corpora:
            corpus.add(self._tei(record, base, facts.instead))
        if self._collected is not None:
            # Records of one file are told apart.
            which = f"{named}, record {record.ordinal}" if record.ordinal else named
            self._collected.add(which, partial(self._tei_again, path, record, facts.instead))
        if self._site is not None:
            tei = partial(self._tei_again, path, record, facts.instead)
            self._site.add(facts.entry, named, tei, digests.digest(record.drawn))

    def _tei(self, record: RecordKept, base: bytes, instead: str) -> bytes:
        """The TEI that stands there; where it is no output or cannot be read, what the record gave."""
        if instead:
            return instead.encode()
        tei = next((one for one in record.outputs if one.kind == "tei"), None)
        file = self._plan.out / output_name(record.id, ".xml")
        return file.read_bytes() if tei is not None else zlib.decompress(base)

    def _tei_again(self, path: str, record: RecordKept, instead: str) -> bytes:
        return self._tei(record, self._manifest.record(path, record.ordinal)[1], instead)

    def _companions(self, records: Records) -> Iterator[Outcome]:
        """The schemas that the TEI names, the script that pages name."""
        plan = self._plan
        files: dict[Path, bytes] = {}
        if plan.writes_tei and records.any_made:
            files |= schema_files(plan.out, plan.project.output.schema_)
        if records.any_asks:
            files |= script_file(plan.out)
        put = self._put(files, str(plan.out), [], len(files))
        if put.findings:
            yield put

    def _review(self, putting: Putting) -> Outcome:
        corrections = self._plan.options.corrections
        reviewed = Gathered(putting.listed)
        findings: list[Finding] = []
        if corrections:
            there = reviewed.among({row.id for row in corrections.rows})
            findings += [*corrections.findings, *corrections.gone(there)]
        out = self._plan.out
        made = ((out / name, data) for name, data in reviewed.files())
        put = self._writer.put_all(made, str(out / CSV_NAME), findings, 1)
        if reviewed.counts.read != putting.records.count:
            raise Broken("not every record is in the review list")
        return replace(put, says=reviewed.summary(str(out / CSV_NAME)))

    def _put(self, made: dict[Path, bytes], path: str, findings: list[Finding], wanted: int) -> Outcome:
        return self._writer.put_all(made.items(), path, findings, wanted)


def _site_of(plan: Plan, jobs: int) -> SiteOfBuild:
    from tei.gather.site.of_build import SiteOfBuild, edition_of_project  # with all that sites need
    from tei.gather.site.pages import Spreading

    chosen = {"html": plan.project.xslt.html, "site": plan.project.xslt.site}
    sheets = {name: plan.folder / file for name, file in chosen.items() if file}
    edition = edition_of_project(plan.project, sheets, plan.rendering.choice)
    spreading = Spreading(jobs, plan.project.run.seconds)
    return SiteOfBuild(plan.out, edition, plan.rendering.formats, spreading)

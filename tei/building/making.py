"""One file of records made, in whichever process: converted, rendered, laid beside its place, and not yet put there."""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.building import digests
from tei.building.edits import Joined, with_edits
from tei.building.model import Facts, FileMade, Output, RecordKept, RecordMade, Staged, facts_adapter
from tei.building.pictures import drawn_in
from tei.companions import asks_for_script
from tei.findings import Finding, Severity, TeiError, Where
from tei.gather.entries import entry_of
from tei.output import output_name, stage
from tei.pipeline import convert_each
from tei.rendering import SUFFIXES, render
from tei.rendering.engines import using
from tei.rendering.own_outputs import render_own
from tei.renderings import page_params
from tei.review.gathering import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.building.model import Task
    from tei.building.planning import Plan
    from tei.gather.entries import Entry
    from tei.pipeline import Result
    from tei.rendering.xslt import Rendered


def make(plan: Plan, task: Task) -> FileMade:
    """Make the records of a file.

    Raises:
        TeiError: a stylesheet or a library is not there.
    """
    path = Path(plan.named(task.path))
    # The digest is taken before the file is read: what changes meanwhile is made again by the next build.
    source = digests.file_sha256(path)
    records = tuple(_made(plan, task, one) for one in convert_each(path, plan.options))
    return FileMade(task.path, source, records)


def _made(plan: Plan, task: Task, record: Result) -> RecordMade:
    """One record: with what a hand has made of its TEI, as the task says."""
    doubts = listed(record)
    if record.failed:
        kept = RecordKept(
            record.id,
            record.place,
            record.ordinal,
            True,
            record.findings,
            (),
            digests.digest(repr(doubts)),
            plan.wanted,
            line=record.line,
        )
        return RecordMade(kept, (), facts_adapter().dump_json(Facts(None)), b"", doubts)
    # Where the TEI is no output, what a hand has made of the last one is none of this edition's.
    joined = with_edits(plan, task, record) if plan.writes_tei else Joined(record.tei)
    making = _Making(plan, task, record)
    making.findings += joined.findings
    base = record.tei if joined.base is None else joined.base
    if plan.writes_tei:
        making.put_tei(joined, base)
    # Of a file that a hand has made unreadable nothing can be rendered: pages show what the record says.
    data = joined.data if joined.is_readable else record.tei
    tree = safe_xml.parse_xml(data)
    entry = entry_of(tree, stem=record.id)
    drawn = drawn_in(tree, record.path, plan.folder)
    made_of = digests.digest(digests.sha256(data), drawn)
    making.render(tree, entry, made_of)
    instead = "" if joined.is_readable else record.tei.decode()
    facts = facts_adapter().dump_json(Facts(entry, instead))
    kept = RecordKept(
        record.id,
        record.place,
        record.ordinal,
        False,
        tuple(dict.fromkeys(making.findings)),
        tuple(one.output for one in making.staged),
        digests.digest(digests.sha256(facts), made_of, repr(doubts)),
        plan.wanted,
        making.asks,
        record.line,
        drawn,
    )
    return RecordMade(kept, tuple(making.staged), facts, zlib.compress(base, 1) if base else b"", doubts)


@dataclass(slots=True)
class _Making:
    """The outputs of one record."""

    plan: Plan
    task: Task
    record: Result
    findings: list[Finding] = field(init=False)
    staged: list[Staged] = field(default_factory=list)
    asks: bool = False

    def __post_init__(self) -> None:
        self.findings = list(self.record.findings)

    def render(self, tree: etree._ElementTree, entry: Entry, made_of: str) -> None:
        """Each format and each output of the project's own that is not there already, of TEI and pictures of a digest."""
        for name, file in self._wanted():
            key = digests.digest(made_of, self.plan.looks[name])
            place = self._place(file)
            fresh = self.task.fresh.get(place)
            if fresh is not None and fresh.key == key:
                self.staged.append(Staged(fresh))
                self.findings += fresh.findings
                self.asks = self.asks or (name == "html" and asks_for_script(file.read_bytes()))
                continue
            done = self._rendered(name, tree, entry)
            self.findings += done.findings
            if done.data:
                sha = digests.sha256(done.data)
                self._put(file, done.data, Output(place, name, sha, sha, key, tuple(done.findings)))
                self.asks = self.asks or (name == "html" and asks_for_script(done.data))

    def _wanted(self) -> Iterator[tuple[str, Path]]:
        out, identity = self.plan.out, self.record.id
        for name in self.plan.rendering.formats:
            yield name, out / output_name(identity, SUFFIXES[name])
        for name, own in self.plan.rendering.own.items():
            if own.scope == "record":
                yield name, own.file(out, identity)

    def _rendered(self, name: str, tree: etree._ElementTree, entry: Entry) -> Rendered:
        rendering, path = self.plan.rendering, self.record.path
        if name not in rendering.formats:
            return render_own(tree, rendering.own[name], path)
        params = page_params(entry, self.record.id, rendering) if name == "html" else rendering.params
        sheet = rendering.stylesheets.get(name)
        with using(rendering.choice):
            return render(tree, name, stylesheet=sheet, params=params, path=path)

    def put_tei(self, joined: Joined, base: bytes) -> None:
        """The TEI; `base` is what the program made of it, whatever a hand has made of that."""
        file = self.plan.out / output_name(self.record.id, ".xml")
        made = digests.sha256(base) if base else ""
        there, key = digests.sha256(joined.data), digests.sha256(self.record.tei)
        self._put(file, joined.data, Output(self._place(file), "tei", made, there, key), joined.found)

    def _put(self, file: Path, data: bytes, output: Output, found: str = "") -> None:
        """Lay an output beside its place; where the disk refuses, that is told."""
        fresh = self.task.fresh.get(output.place)
        if fresh is not None and fresh.there == output.there:
            self.staged.append(Staged(output))
            return
        try:
            self.staged.append(Staged(output, os.fspath(stage(file, data, self.plan.staging)), found))
        except TeiError as error:
            where = Where(self.record.path)
            self.findings.append(Finding(error.code, Severity.ERROR, error.message, where, error.hint))

    def _place(self, file: Path) -> str:
        return file.relative_to(self.plan.out).as_posix()

"""The records of a build put in place, in their order: ids claimed, what a hand has changed looked after, all noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei.building.committing import Put, Staying, kept_of, throw_away
from tei.building.edits import OF_EDITS
from tei.building.making import make
from tei.building.model import Edited, FileMade, RecordKept, RecordMade, Staged
from tei.building.spreading import Lost
from tei.building.surveying import Records, no_more
from tei.building.tasks import task_of
from tei.findings import Finding, Where, finding
from tei.outcomes import Claims, Outcome
from tei.renderings import reserved_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tei.building.committing import Places
    from tei.building.model import FileKept, OnEdit, Output
    from tei.building.planning import Plan
    from tei.building.surveying import Survey
    from tei.building.tasks import Bases
    from tei.outcomes import State
    from tei.review.gathering import Listed


class Putting:
    """Files of records on their way to their places."""

    def __init__(self, plan: Plan, seen: Survey, places: Places, bases: Bases, on_edit: OnEdit) -> None:
        self._plan = plan
        self._seen = seen
        self._places = places
        self._bases = bases
        self._on_edit = on_edit
        self._claims = Claims(reserved_names(plan.rendering))
        self._stay = Staying()
        self._unsure: set[str] = set()  # files of which not all was made: they keep what they had
        self._lost: set[str] = set()
        # Of the batch at hand, what was there: asked once.
        self._there: dict[str, tuple[RecordKept, ...]] = {}
        self.records = Records()
        """Those that were put in place or were there, so far."""

    def put(self, batch: Sequence[tuple[str, FileMade | Lost | None]]) -> Iterator[Outcome]:
        """Put files in place; None: all of it is there. The outcomes come when the disk has all."""
        self._there = {path: self._seen.records_of(path) for path, one in batch if one is None}
        made = [(path, self._claimed(path, self._looked_after(path, one))) for path, one in batch]
        puts: dict[str, list[Put]] = {}
        news = [(path, one) for path, one in made if isinstance(one, FileMade)]
        manifest = self._places.manifest
        if news:
            with manifest.noting():
                for path, one in news:
                    for record in one.records:
                        self._places.announce(path, record.staged)
            for path, one in news:
                named = self._plan.named(path)
                puts[path] = [self._places.put_record(record, named) for record in one.records]
            self._places.settle()
        kept = {path: self._kept_of(one, puts[path]) for path, one in news}
        told = [(path, *self._told(path, one, kept.get(path), puts.get(path, []))) for path, one in made]
        if news:
            with manifest.noting():
                for path, one in news:
                    self._note(path, one, kept[path])
        for path, records, outcomes in told:
            self.records.add(path, records)
            yield from outcomes

    def kept(self) -> Iterator[tuple[str, RecordKept]]:
        """Every record that was put in place or was there, with its file; asked of the manifest."""
        for path in self._plan.paths:
            kept = None if path in self._lost else self._places.manifest.file(path)
            for record in kept.records if kept else ():
                yield path, record

    def listed(self) -> Iterator[Listed]:
        """What each of them adds to the review list, in the order of that."""
        manifest = self._places.manifest
        return manifest.listed((*no_more(self._plan, manifest), *self._lost))

    def _looked_after(self, path: str, made: FileMade | Lost | None) -> FileMade | Lost | None:
        """A file whose TEI was edited without the worker's knowing is made again with that in mind."""
        if not isinstance(made, FileMade):
            return made
        edited = [
            one
            for record in made.records
            for one in record.staged
            if one.output.kind == "tei"
            and one.temporary
            and not one.found
            and self._places.is_edited(one.output.place)
            and not self._places.holds(one.output)
        ]
        if not edited:
            return made
        throw_away(made.records)
        task = task_of(self._seen, self._bases, path, self._on_edit)
        places = {one.output.place for one in edited}
        others = [one for one in task.edited if one.place not in places]
        found = [Edited(place, self._bases.of(place)) for place in sorted(places)]
        return make(self._plan, replace(task, edited=(*others, *found)))

    def _claimed(self, path: str, made: FileMade | Lost | None) -> FileMade | Lost | None:
        """A file with its ids claimed; of a record whose id another one has nothing is put."""
        if isinstance(made, Lost):
            return made
        if made is None:
            refused = {
                one.ordinal: problem
                for one in self._there[path]
                if not one.failed
                and (
                    problem := self._claims.refuse_at(
                        one.id, self._place(path, one), self._plan.named(path), one.line
                    )
                )
            }
            return self._without(path, refused) if refused else None
        records = []
        for record in made.records:
            one = record.kept
            problem = (
                None
                if one.failed
                else self._claims.refuse_at(one.id, one.place, self._plan.named(path), one.line)
            )
            if problem:
                throw_away([record])
                records.append(_refused(record, problem))
            else:
                records.append(record)
        return replace(made, records=tuple(records))

    def _place(self, path: str, record: RecordKept) -> str:
        """Where a record is, as this run names its file."""
        named = self._plan.named(path)
        return f"{named}, record {record.ordinal} (line {record.line})" if record.ordinal else named

    def _without(self, path: str, refused: Mapping[int, Finding]) -> FileMade:
        """A file that was there, and of which records lose their ids to files before it."""
        kept = self._seen.kept(path)
        records = []
        for one in kept.records if kept else ():
            facts, base = self._places.manifest.record(path, one.ordinal)
            listed = self._places.manifest.listed_of(path, one.ordinal)
            made = RecordMade(one, tuple(Staged(output) for output in one.outputs), facts, base, listed)
            records.append(_refused(made, refused[one.ordinal]) if one.ordinal in refused else made)
        return FileMade(path, kept.source if kept else "", tuple(records))

    def _kept_of(self, made: FileMade, puts: Sequence[Put]) -> FileKept:
        identities = frozenset(one.kept.id for one in made.records)
        return kept_of(made.source, self._plan.setting_of(identities), made.records, puts)

    def _told(
        self, path: str, made: FileMade | Lost | None, kept: FileKept | None, puts: Sequence[Put]
    ) -> tuple[Sequence[RecordKept], list[Outcome]]:
        named = self._plan.named(path)
        if isinstance(made, Lost):
            self._unsure.add(path)
            self._lost.add(path)
            problem = finding("B018", made.why, Where(named))
            return [], [Outcome(named, "failed", (problem,))]
        if kept is None:
            records = self._there[path]
            return records, [self._outcome(path, one, one is records[-1]) for one in records]
        records = kept.records
        pairs = zip(records, puts, strict=True)
        return records, [self._outcome(path, one, one is records[-1], put) for one, put in pairs]

    def _outcome(self, path: str, record: RecordKept, last: bool, put: Put | None = None) -> Outcome:
        """What became of a record; one that is there is told with the findings of its making."""
        named = self._plan.named(path)
        self._stay.add(one.place for one in record.outputs)
        if not record.is_whole:
            self._unsure.add(path)
        state: State = (
            "failed" if not record.is_whole else "converted" if put and put.changed else "unchanged"
        )
        files = tuple(self._plan.out / one.place for one in record.outputs)
        findings = tuple(_renamed(one, path, named) for one in record.findings)
        return Outcome(named, state, findings, files, last=last, again=put is None)

    def _note(self, path: str, made: FileMade, kept: FileKept) -> None:
        manifest = self._places.manifest
        outputs = [one for record in kept.records for one in record.outputs]
        for place in self._left(path, outputs):
            manifest.put_base(place, self._bases.of(place))
        manifest.put_file(path, kept, made.records)
        self._places.note(path, outputs)
        for one in outputs:
            if one.kind == "tei":
                manifest.drop_base(one.place)

    def _left(self, path: str, outputs: Sequence[Output]) -> Iterator[str]:
        """Places of TEI that a file has made and no record of it makes now, where that TEI stays."""
        now = {one.place for one in outputs}
        manifest = self._places.manifest
        for one in (output for record in self._seen.records_of(path) for output in record.outputs):
            known = manifest.output(one.place)
            is_its_own = known is not None and known.owner == path
            stays = path in self._unsure or one.place in self._seen.edited
            if one.kind == "tei" and one.place not in now and is_its_own and stays:
                yield one.place

    def drop(self, whole: Mapping[str, None]) -> Iterator[Outcome]:
        """Take away the outputs of what is no more, and forget files that are no more."""
        places, named = self._places, str(self._plan.out)
        if self._unsure:
            self._stay.add(place for place, owner in places.manifest.places() if owner in self._unsure)
        self._stay.add(whole)
        left = no_more(self._plan, places.manifest)
        with places.manifest.noting():
            for path in left:
                for place in self._left(path, ()):
                    places.manifest.put_base(place, self._bases.of(place))
        gone = 0
        for place, problem in places.drop(self._stay):
            gone += problem is None
            if problem:
                yield Outcome(str(places.out / place), "unchanged", (problem,), counts=False)
        with places.manifest.noting():
            for path in left:
                places.manifest.drop_file(path)
        if gone:
            yield Outcome(
                named, "unchanged", counts=False, says=f"{named}: {gone:,} outputs of what is no more removed"
            )


def _refused(record: RecordMade, problem: Finding) -> RecordMade:
    # The edited file is that of the record that has the id; what became of it is told of that one.
    found = [one for one in record.kept.findings if one.code not in OF_EDITS]
    kept = replace(record.kept, failed=True, outputs=(), findings=(*found, problem))
    return replace(record, kept=kept, staged=())


def _renamed(one: Finding, path: str, named: str) -> Finding:
    """A finding of an earlier build, told with the file as this run names it."""
    where = one.where
    if where.path != named and where.path.endswith(path):
        return replace(one, where=replace(where, path=named))
    return one

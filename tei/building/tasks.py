"""The files that a build has to make, each as a task for whichever process, with what is to be known of hands' work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.building.model import Edited, Task
from tei.output import output_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tei.building.manifest import Manifest
    from tei.building.model import OnEdit, Output
    from tei.building.surveying import Survey


class Bases:
    """What the program had made of the TEI that a hand has changed, by its place; empty where that is not known.

    It is that of the record that last had the place, whichever has it now. A build that is under way writes over what
    the manifest has of the files that it makes, so theirs is read before.
    """

    def __init__(self, seen: Survey, manifest: Manifest) -> None:
        self._seen = seen
        self._manifest = manifest
        self._read = {
            place: self._of(place)
            for place in seen.edited
            if (known := seen.odd[place][1]).output.kind == "tei" and known.owner in seen.reasons
        }

    def of(self, place: str) -> bytes:
        """The TEI, compressed."""
        found = self._read.get(place)
        return self._of(place) if found is None else found

    def _of(self, place: str) -> bytes:
        known = self._seen.known(place)
        for record in self._seen.records_of(known.owner) if known else ():
            if known and any(one.place == place for one in record.outputs):
                return self._manifest.record(known.owner, record.ordinal)[1]
        return self._manifest.base(place)


class Tasks:
    """A task for each file that has to be made, which is asked for when its turn comes."""

    def __init__(self, paths: Iterable[str], task: Callable[[str], Task]) -> None:
        self.paths = tuple(paths)
        self._task = task

    def __len__(self) -> int:
        """How many there are."""
        return len(self.paths)

    def __getitem__(self, number: int) -> Task:
        """A task, of a file that is not put in place yet."""
        return self._task(self.paths[number])


def task_of(seen: Survey, bases: Bases, path: str, on_edit: OnEdit) -> Task:
    """The task of a file."""
    records = seen.records_of(path)
    fresh: Mapping[str, Output] = {
        output.place: output
        for record in records
        for output in record.outputs
        if output.is_pure and seen.found(output.place) == output.there
    }
    edited = tuple(
        Edited(place, bases.of(place))
        for record in records
        if (place := output_name(record.id, ".xml")) in seen.edited
    )
    return Task(path, fresh, edited, on_edit)

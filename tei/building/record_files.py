"""The records of a project: the files that its pattern names, and none that a build has made of them."""

from __future__ import annotations

import os
from itertools import takewhile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, TeiError
from tei.inputs import within
from tei.rendering import SUFFIXES
from tei.review.table import CSV_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.project import Project

_OF_EACH: Final = {"tei": ".xml"} | SUFFIXES
_OF_SITE: Final = (PurePath("site/index.html"), PurePath("site/robots.txt"), PurePath("site/tei/ID.xml"))


def record_files(project: Project, folder: Path, out: Path) -> tuple[list[Path], tuple[Finding, ...]]:
    """The files in their order, and a finding for each link that leads elsewhere; what is no file is told when it is read.

    What lies in the folder of the outputs is no record where the search comes upon that folder from above: it would be
    converted again, and what comes of it, too, at each build.

    Raises:
        TeiError: F002, the records are sought in the folder of the outputs itself, and outputs would be taken for records.
    """
    pattern = project.input.records
    parts = Path(pattern).parts
    named = tuple(takewhile(lambda part: not set(part) & set("*?["), parts))
    found = (path for path in folder.glob(pattern) if not path.is_dir())
    if len(named) == len(parts):
        return _in_order(found), ()
    # The folder that the pattern names may lie elsewhere itself.
    searched = folder.joinpath(*named)
    made, start = os.path.realpath(out), os.path.realpath(searched)
    if made == start:
        _check_apart(project, parts[len(named) :])
    elif Path(made).is_relative_to(start):
        below = os.path.join(searched, os.path.relpath(made, start), "")  # noqa: PTH118  (its end counts)
        found = (path for path in found if not os.fspath(path).startswith(below))
    kept, refused = within(found, folder, searched)
    return _in_order(kept), tuple(refused)


def _in_order(files: Iterable[Path]) -> list[Path]:
    """Sorted as paths are; each is asked for its parts once, and not for every comparison."""
    return sorted(files, key=lambda file: file.parts)


def _check_apart(project: Project, pattern: tuple[str, ...]) -> None:
    """See that no output has a name that the pattern of the records takes."""
    alike = [str(name) for name in _outputs(project) if _takes(pattern, name)]
    if alike:
        raise TeiError(
            "F002",
            f"output.dir: records are sought where outputs are written, and {', '.join(alike)} would be taken for records",
            "name another folder for the outputs, or put the records into one of their own",
        )


def _outputs(project: Project) -> Iterator[PurePath]:
    """An output of each kind, from the folder of the outputs."""
    from tei.gather import exports  # with all that makes them

    yield PurePath(CSV_NAME)
    for name in project.output.formats:
        if name in _OF_EACH:
            yield PurePath(f"ID{_OF_EACH[name]}")
        elif name in exports.SUFFIXES:
            yield PurePath(f"export{exports.SUFFIXES[name]}")
        else:
            yield from _OF_SITE
    yield from (PurePath(f"collection.{name}") for name in project.output.collection)
    for own, made in project.outputs.items():
        yield PurePath(own, f"ID{made.suffix}") if made.scope == "record" else PurePath(own + made.suffix)


def _takes(pattern: tuple[str, ...], name: PurePath) -> bool:
    if "**" in pattern:
        return name.match(pattern[-1])
    return len(pattern) == len(name.parts) and name.match(str(PurePath(*pattern)))

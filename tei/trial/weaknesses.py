"""What in a layout file is valid and can have no effect: rules that nothing reaches, labels that hide others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.parse.before import label_ends_there
from tei.profile import SECTION, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.profile import HeaderRules, Profile

_Weak = tuple[tuple[int | str, ...], str]


def weaknesses(profile: Profile, path: str, text: str) -> list[Finding]:
    """The findings about a layout that was read from a file; `text` is the file's, to name the lines."""
    found = [
        finding("P020", f"{'.'.join(map(str, place))}: {what}", Where(path, line_of(place, text)))
        for place, what in (*_labels(profile), *_after_the_text(profile), *_positions(profile))
    ]
    if not _recognisable(profile):
        said = "no label and no sign says that a record is of this layout, so auto never chooses it"
        found.append(finding("P021", said, Where(path, None)))
    return found


def _recognisable(profile: Profile) -> bool:
    """Whether auto can choose it; a table is told by the name of its file, and records of a file by who names it."""
    signs = any(sign.points > 0 for sign in profile.recognise.signs)
    told = profile.fallback or profile.table is not None or profile.records is not None
    return told or signs or bool(profile.header.labels)


def _labels(profile: Profile) -> Iterator[_Weak]:
    """Labels that another one is found instead of, and labels that stand in the text."""
    header = profile.header
    ranks = _ranks(header)
    sizes = {len(name) for name in ranks}
    owner: dict[str, int] = {}
    for at, label in enumerate(header.labels):
        for name in label.names:
            place = ("header", "labels", at, "names")
            if name in owner:
                yield place, f"{name!r} is also a name of header.labels.{owner[name]}, which is found instead"
            elif (other := _found_instead(name, ranks, sizes)) and header.labels_stand == "before":
                yield place, f"{name!r} is never found: {other!r} is the beginning of it and stands above"
            elif (
                label.slot not in ("body", SECTION) and header.text_begins and header.text_begins.search(name)
            ):
                yield place, f"{name!r} is never found: header.text_begins takes the line for the text"
            owner.setdefault(name, at)


def _ranks(header: HeaderRules) -> dict[str, int]:
    """The names of all labels, by the order in which a line is compared with them."""
    names = dict.fromkeys(name for label in header.labels for name in label.names)
    return {name: rank for rank, name in enumerate(names)}


def _found_instead(name: str, ranks: dict[str, int], sizes: set[int]) -> str:
    """The label that is found in a line which holds one label alone; empty where it is that label.

    Only what such a line begins with can be found in it, so the other labels need not be tried.
    """
    line = name.strip()
    begins = (line[:size] for size in sizes if size < len(line))
    above = (one for one in begins if ranks.get(one, len(ranks)) < ranks[name])
    return min((one for one in above if label_ends_there(line, one)), key=ranks.__getitem__, default="")


def _after_the_text(profile: Profile) -> Iterator[_Weak]:
    """Labels listed below the one that announces the text, where their order is fixed."""
    header = profile.header
    text = next((at for at, label in enumerate(header.labels) if label.slot == "body"), None)
    if text is None or header.order == "free" or header.labels_stand == "after":
        return
    for at in range(text + 1, len(header.labels)):
        what = "stands below the label of the text, and no label counts within the text"
        yield ("header", "labels", at, "slot"), what


def _positions(profile: Profile) -> Iterator[_Weak]:
    header = profile.header
    if header.positions and header.positions[-1].before_next:
        place = ("header", "positions", len(header.positions) - 1, "before_next")
        yield place, "no position follows, so this one is never filled"
    for name in ("positions", "closing"):
        for at, position in enumerate(getattr(header, name)):
            if position.longest is not None and position.pattern is None:
                yield ("header", name, at, "longest"), "without a pattern any length is taken"
            if name == "positions" and position.unsure_pattern is not None:
                yield ("header", name, at, "unsure_pattern"), "counts only for header.closing"
    if header.front_ends and header.labels and header.labels_stand == "after":
        yield ("header", "front_ends"), "counts only for a layout without labels"
    if header.abstract and header.labels_stand == "after":
        yield ("header", "abstract"), "counts only where the labels stand before the text"

"""Nothing lost: record and TEI compared after encoding, slot by slot and in order.

Every character of the record that is not white space must stand in the TEI, at the place of its
slot, in the order of the record; and the text of the TEI must hold nothing that the record does not.
What markup stands for is restored before comparing (tei/check/signs.py). Labels of the header are
carried by the element that holds their value.

The comparison reads the serialised file again: what is proven is what is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.check.pairing import pair
from tei.check.signs import Run, packed, runs_of, signs_of
from tei.check.syntax import printed_runs
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.check.pairing import Step
    from tei.check.signs import Signs
    from tei.model import Line, Record, Slot
    from tei.profile import Profile

_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_SHOWN = 40

# Where the text of each header slot stands, by the whole way: then only those elements are visited. `body` is compared
# with `text`.
_FILE = "/t:TEI/t:teiHeader/t:fileDesc"
_PROFILE = "/t:TEI/t:teiHeader/t:profileDesc"
_SOURCE = f"{_FILE}/t:sourceDesc"
_AUTHOR = f"{_SOURCE}/t:biblStruct[@type='digital']/t:analytic/t:author | {_SOURCE}/t:bibl[@type='digital']/t:author"
_KEYWORDS = f"{_PROFILE}/t:textClass/t:keywords/t:list[@type='{{}}']"
_NOTES = f"{_FILE}/t:notesStmt/t:note[@type='{{}}']"
# Where a correction stands in the place of the record's words, a note keeps them.
_REPLACED = f"{_FILE}/t:notesStmt/t:note[@type='replaced'][@n='{{}}']"
# The words of a field whose facts are taken apart and stand elsewhere; of a list, only where its separators are no text of an entry.
_STATED = f"{_FILE}/t:notesStmt/t:note[@type='stated'][@n='{{}}']"


def _or_stated(path: str, slot: str) -> str:
    note = _STATED.format(slot)
    return f"({path})[not({note})] | {note}"


def _or_replaced(path: str, slot: str) -> str:
    note = _REPLACED.format(slot)
    return f"{path}[not({note})] | {note}"


PLACES = {
    "title": _or_replaced(f"{_FILE}/t:titleStmt/t:title[@type='main']", "title"),
    "date": f"{_PROFILE}/t:creation/t:date",
    "citation": f"{_SOURCE}/t:bibl[@type='citation']",
    "source": f"{_SOURCE}/t:bibl[@type='citation']",
    "summary": f"{_PROFILE}/t:abstract",
    "credits": _NOTES.format("credits"),
    "language": f"{_SOURCE}//t:textLang",
    "contents": _or_stated(_NOTES.format("contents"), "contents"),
    "number": f"{_SOURCE}//t:idno[@type='document']",
    "authors": _or_stated(_AUTHOR, "authors"),
    "people": _or_stated(_KEYWORDS.format("people"), "people"),
    "places": _or_stated(_KEYWORDS.format("places"), "places"),
    "topics": _or_stated(_KEYWORDS.format("topics"), "topics"),
    "subjects": _or_stated(_KEYWORDS.format("subjects"), "subjects"),
    "type": _or_stated(_KEYWORDS.format("other"), "type"),
    "related": _or_stated(_NOTES.format("related"), "related"),
    "archive": _or_replaced(f"{_SOURCE}/t:msDesc/t:msIdentifier/t:repository", "archive"),
    "rights": f"{_FILE}/t:publicationStmt/t:availability[@status='unknown']/t:p",
    "uploaded": _NOTES.format("uploaded"),
    "classification": _or_stated(_NOTES.format("classification"), "classification"),
    "donors": _or_stated(f"{_FILE}/t:titleStmt/t:funder[not(@ana)]", "donors"),
    "unrecognised": _NOTES.format("unrecognised"),
    "body": "/t:TEI/t:text",
    **{
        slot: _STATED.format(slot)
        for slot in (
            "sender",
            "recipient",
            "intermediary",
            "sent_from",
            "translators",
            "transcribers",
            "editors",
            "contributors",
            "collection",
            "shelfmark",
            "physical",
            "url",
        )
    },
    "remark": _NOTES.format("remark"),
}
BODY: Final = "body"
SECTION, DROPPED = "section", "dropped"
"""Slots that are declared to leave no text: the heading of a group of labels, and the layout's drops."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The values of all slots of one name, and their walk in step with the TEI that holds them."""

    name: str
    signs: Signs
    steps: Sequence[Step]


def names_of(record: Record) -> list[str]:
    """The names of the slots that leave text in the TEI, each once, in the order of the record."""
    names = dict.fromkeys((*(slot.name for slot in record.slots), BODY))
    return [name for name in names if name not in (SECTION, DROPPED)]


def paired(record: Record, tree: etree._ElementTree, names: Iterable[str] | None = None) -> Iterator[Paired]:
    """Walk a record and its TEI in step, one slot's name after the other: all, or those of `names`."""
    for name in names_of(record) if names is None else names:
        signs = signs_of(line for slot in record.slots if slot.name == name for line in slot.lines)
        if not signs.text and name != BODY:
            continue  # a label without a value: what stands there was read elsewhere, with its ground
        runs = [run for node in _holders(tree, name) for run in runs_of(node)]
        yield Paired(name, signs, list(pair(signs, runs)))


def _holders(tree: etree._ElementTree, name: str) -> list[etree._Element]:
    """The elements that hold the values of a slot."""
    nodes = _place(name)(tree)
    return (
        [node for node in nodes if not isinstance(node, str | bytes | tuple)]
        if isinstance(nodes, list)
        else []
    )


@cache
def _place(name: str) -> etree.XPath:
    return etree.XPath(PLACES[name], namespaces=_NS)


def check_conservation(
    record: Record, tree: etree._ElementTree, walk: Iterable[Paired] | None = None
) -> list[Finding]:
    """Compare a record with its TEI.

    Args:
        record: the record.
        tree: the TEI that was made of it.
        walk: what `paired` gives of both, where it is there already.

    Returns:
        A finding C001 for each line with lost characters and each lost slot, C002 for text in the
        TEI that the record does not hold.
    """
    path = record.source.path
    findings = [*_unclaimed(record), *_undeclared(record)]
    for one in paired(record, tree) if walk is None else walk:
        findings += _differences(one.signs, one.steps, one.name, path)
    return findings


def _unclaimed(record: Record) -> list[Finding]:
    """Every sign of the source is claimed by a slot or is its label, in order: the parser's own proof."""
    lines = list(claimed_lines(record))
    found = [one for slot in record.slots if slot.printed for one in _left_out(slot, record.source.path)]
    if _are_alike(lines, record.source.lines):
        return found
    claimed = packed("\n".join(line.text for line in lines))
    source = signs_of(record.source.lines)
    steps = pair(source, [Run(None, "text", claimed)] if claimed else [])
    return [*found, *_differences(source, steps, "source", record.source.path)]


def _are_alike(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether lines hold the same signs. Most are the same, from the end on: only the rest is packed."""
    texts, wanted = ([one.text for one in side if not one.blank] for side in (lines, others))
    while texts and wanted and texts[-1] == wanted[-1]:
        del texts[-1], wanted[-1]
    return packed("\n".join(texts)) == packed("\n".join(wanted))


def _left_out(slot: Slot, path: str) -> list[Finding]:
    """What label and values of a slot leave out of its printed lines, and is no sign of their syntax."""
    runs = printed_runs(slot)
    lost = "".join(text for kind, text in runs if kind == "other")
    printed = "".join(text for kind, text in runs if kind in ("label", "value"))
    kept = "".join(packed(line.text) for line in (slot.label, *slot.lines) if line)
    return _report(lost, kept.removeprefix(printed), slot.name, Where(path, slot.printed[0].number))


def claimed_lines(record: Record) -> Iterator[Line]:
    """The lines of all slots, labels included, in the order of the slots."""
    for slot in record.slots:
        if slot.printed:
            yield from slot.printed
            continue
        if slot.label:
            yield slot.label
        yield from slot.lines


BETWEEN = "line between two records"
"""Why a line that parts two records of a file, and has neither letter nor digit, is not kept."""

COMMENT = "comment in a header of data"
"""Why such a line is not kept: it speaks to who edits the file."""


def declared_drop(profile: Profile, text: str) -> str:
    """Why a layout declares a line as no part of its records; empty where it does not."""
    text = text.strip()
    reason = next((drop.reason for drop in profile.header.drops if text in drop.lines), "")
    if not reason and profile.header.data_header and text.startswith("#"):
        return COMMENT
    return reason or (BETWEEN if profile.records and profile.records.drops(text) else "")


def _undeclared(record: Record) -> list[Finding]:
    """What slots without text hold beyond what the layout declares."""
    found: list[Finding] = []
    for slot in record.slots:
        if slot.name in (SECTION, DROPPED):
            lines = [line for line in slot.lines if slot.name == SECTION or not _declared(record, line)]
            text = "".join(packed(line.text) for line in lines)
            where = Where(record.source.path, lines[0].number if lines else None)
            found += _report(text, "", slot.name, where)
    return found


def _declared(record: Record, line: Line) -> bool:
    return bool(declared_drop(record.profile, line.text))


def _differences(signs: Signs, steps: Iterable[Step], slot: str, path: str) -> list[Finding]:
    """Findings where the walk found both sides to differ."""
    findings: list[Finding] = []
    for step in steps:
        if step.run is None:
            near = signs.line(min(step.first, len(signs.text) - 1)) if signs.text else None
            lost = signs.text[step.first : step.last]
            findings += _report(lost, step.added, slot, Where(path, near))
    return findings


def _report(lost: str, added: str, slot: str, where: Where) -> list[Finding]:
    """Findings for what is lost and what is added at a place of the record."""
    found = []
    if lost:
        message = f"{len(lost)} characters of {slot} are not in the TEI: {_shown(lost)}"
        found.append(finding("C001", message, where))
    if added:
        message = f"the TEI of {slot} holds {len(added)} characters that the record does not: {_shown(added)}"
        found.append(finding("C002", message, where))
    return found


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")

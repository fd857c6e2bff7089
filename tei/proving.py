"""Stages 3 to 6 of one record: TEI is made of it and proven, and proven again when it is arranged in a style."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.check import check_indexed, check_tree
from tei.check.conservation import check_conservation, paired
from tei.check.index import Index
from tei.corrections.applying import amend
from tei.corrections.marks import mark, unmet
from tei.corrections.table import Corrections
from tei.encode import encode
from tei.encode.serialise import serialise
from tei.enrich.alignment import align
from tei.enrich.names import mark_names
from tei.enrich.style import check_restyled, restyle
from tei.explain.places import located
from tei.findings import Finding, Severity, Where, finding
from tei.interpret.document import interpret

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from tei.corrections.applying import Amended
    from tei.enrich.style import Style
    from tei.model import Record
    from tei.pipeline import Options


def encoded(record: Record, options: Options) -> tuple[Amended, bytes, list[Finding]]:
    """Stages 3 to 6 with corrections: the document, its bytes, what their proof has found.

    What a correction makes of a line or of words may stand where no such element may: then the corrections
    without room are left out, and that is told.
    """
    document, read = interpret(record)
    corrections = options.corrections or Corrections("")

    amended = amend(record, document, read, corrections)

    def proven_without(rows: Collection[int]) -> tuple[Amended, bytes, list[Finding]]:
        made = amend(record, document, read, corrections, without=rows) if rows else amended
        return made, *_proven(record, made, options)

    homeless = (
        unmet(encode(amended.document, options.settings), amended) if amended.arranging else frozenset()
    )
    found = proven_without(homeless)
    rows = sorted(amended.marking - homeless)
    if rows and has_error(found[2]):
        others = frozenset((*homeless, *rows))
        bad = _without_room(rows, lambda kept: has_error(proven_without(others - {*kept})[2]))
        found = proven_without({*homeless, *bad})
    return proven_without(others) if rows and has_error(found[2]) else found


def _without_room(rows: Sequence[int], fails: Callable[[Sequence[int]], bool]) -> list[int]:
    """Of corrections that fail together those that fail alone, found by halves."""
    if not rows or not fails(rows):
        return []
    if len(rows) == 1:
        return list(rows)
    half = len(rows) // 2
    return [*_without_room(rows[:half], fails), *_without_room(rows[half:], fails)]


def _proven(record: Record, amended: Amended, options: Options) -> tuple[bytes, list[Finding]]:
    tree = encode(amended.document, options.settings)
    corrections = options.corrections.path if options.corrections else ""
    homeless = mark(tree, amended, corrections)
    path = record.source.path
    enriched: list[Finding] = mark_names(tree, options.names, path) if options.names else []
    enriched += align(tree, options.align, path)
    data = serialise(tree)
    return data, [*prove(record, data, enriched), *homeless]


def not_said(read: Sequence[Finding], proven: Sequence[Finding]) -> list[Finding]:
    """What the proof of the TEI adds: of dates that disagree, the reading of the record has told by line."""
    told = any(one.code == "I021" for one in read)
    return [one for one in proven if not (told and one.code == "T031")]


def has_error(findings: Sequence[Finding]) -> bool:
    """Whether a finding is an error: then nothing is written."""
    return any(one.severity is Severity.ERROR for one in findings)


def restyled(
    data: bytes, style: Style, record: Record, read: Sequence[Finding]
) -> tuple[bytes, list[Finding]]:
    """Arrange proven TEI in another style, and prove again what that could have broken."""
    path = record.source.path
    tree = safe_xml.parse_xml(data)
    restyle(tree, style)
    styled = serialise(tree)
    again = safe_xml.parse_xml(styled)
    found = not_said(read, [*map(_without_line, check_tree(again, path, data=styled))])
    lost = check_restyled(safe_xml.parse_xml(data), again, path)
    return styled, located([*found, *lost], record, again)


def prove(record: Record, data: bytes, enriched: Sequence[Finding] = ()) -> list[Finding]:
    """Stage 6: the bytes to be written are well-formed, valid, consistent, and hold all of the record.

    A finding at a place of the TEI has the line of the record that stands there; also those of stage 5, which come first.
    """
    path = record.source.path
    try:
        tree = safe_xml.parse_xml(data)
    except safe_xml.XmlRefused as error:
        refused = finding(error.code, f"the TEI made of the record: {error.message}", Where(path, error.line))
        return [*enriched, refused]
    # The index holds all elements: made first, it saves making them anew for the walk.
    content = Index(tree, path, data=data)
    walk = list(paired(record, tree))
    checked = [
        *map(_without_line, check_indexed(content)),
        *check_conservation(record, tree, walk),
    ]
    return located([*enriched, *checked], record, tree, walk)


def _without_line(found: Finding) -> Finding:
    """A line of the TEI is none of the record: the place in the TEI says where."""
    return replace(found, where=replace(found.where, line=None, column=None))

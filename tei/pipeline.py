"""One record's way from bytes to proven TEI: stages 1 to 6 as one function, pure but for reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tei import profile as profiles
from tei import safe_xml, source
from tei.check import check_tree
from tei.check.conservation import check_conservation
from tei.corrections.applying import amend
from tei.corrections.marks import mark, unmet
from tei.corrections.table import Corrections
from tei.encode import Settings, encode
from tei.encode.serialise import serialise
from tei.enrich.alignment import align
from tei.enrich.names import mark_names
from tei.enrich.style import check_restyled, restyle
from tei.explain.places import located
from tei.findings import Finding, Severity, Where, finding
from tei.interpret.document import interpret
from tei.parse import Choice, choose, parse
from tei.profile.patterns import LIMIT, watch
from tei.review.settled import drop_settled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from tei.corrections.applying import Amended
    from tei.enrich.alignment import Align
    from tei.enrich.lexicon import Dictionary
    from tei.enrich.style import Style
    from tei.model import Document, Record, Source
    from tei.profile import Profile

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Options:
    """How records are read: a layout, its name, its file or `auto`; an encoding where it is not Unicode.

    `align`: what of original and translation is made to point at each other.
    """

    profile: str | Profile = AUTO
    encoding: str | None = None
    settings: Settings = field(default_factory=Settings)
    style: Style = "archive"
    align: Align = "paragraphs"
    names: Dictionary | None = None
    """Of the project's authority file; without one no name is marked."""
    corrections: Corrections | None = None
    """Of the project; each is applied to the document that it names."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one record: its id, its TEI (empty when an error finding says why), findings.

    `document` is what stage 3 read, corrections applied; None when the record was not read so far.
    `settled` are the places that corrections have decided about; `layout` is why the layout was chosen,
    empty where it was named; `proven` is the TEI before it was arranged in a style, in the order of the record;
    `looked_up` says whether names were looked up in an authority file.
    """

    id: str
    path: str
    tei: bytes
    findings: tuple[Finding, ...]
    document: Document | None = None
    settled: frozenset[str] = frozenset()
    layout: str = ""
    proven: bytes = b""
    looked_up: bool = False

    @property
    def failed(self) -> bool:
        """Whether the record has no TEI."""
        return not self.tei


def convert(path: Path, options: Options | None = None) -> Result:
    """Convert a record's file.

    Raises:
        TeiError: the profile or the encoding that the options name does not exist.
    """
    options = options or Options()
    text, findings = source.read(path, options.encoding)
    return _refused(str(path), findings) if text is None else convert_source(text, options, findings)


def convert_bytes(data: bytes, name: str, options: Options | None = None) -> Result:
    """Convert a record that is no file, such as standard input; `name` stands for its path.

    Raises:
        TeiError: as `convert`.
    """
    options = options or Options()
    text, findings = source.decode(data, name, options.encoding)
    return _refused(name, findings) if text is None else convert_source(text, options, findings)


def convert_source(text: Source, options: Options, found: Sequence[Finding] = ()) -> Result:
    """Stages 2 to 6 for a decoded record: what is written is what was proven."""
    with watch() as slow:
        choice = _layout(text, options.profile)
        record, parsed = parse(text, choice.profile, choice.slots) if choice.profile else (None, ())
        if record is None:
            return _refused(text.path, (*found, *choice.findings, *parsed, *_slow(slow, text.path)))
        amended, data, proven = _encoded(record, options)
    seen = drop_settled(_not_said(amended.read, proven), amended.document, amended.settled)
    findings = (
        *found,
        *choice.findings,
        *parsed,
        *amended.read,
        *seen,
        *amended.told,
        *_slow(slow, text.path),
    )
    styled = data
    if options.style != "archive" and not _has_error(findings):
        styled, more = _restyled(data, options.style, record, amended.read)
        findings = (*findings, *drop_settled(more, amended.document, amended.settled))
    tei = b"" if _has_error(findings) else styled
    return Result(
        amended.document.id,
        text.path,
        tei,
        findings,
        amended.document,
        amended.settled,
        layout=choice.said,
        proven=data if tei else b"",
        looked_up=options.names is not None,
    )


def _slow(patterns: Iterable[str], path: str) -> list[Finding]:
    return [finding("P009", f"no answer in {LIMIT:g} s: {text!r}", Where(path, 1)) for text in patterns]


def _encoded(record: Record, options: Options) -> tuple[Amended, bytes, list[Finding]]:
    """Stages 3 to 6 with corrections: the document, its bytes, what their proof has found.

    What a correction makes of a line or of words may stand where no such element may: then the corrections
    without room are left out, and that is told.
    """
    document, read = interpret(record)
    corrections = options.corrections or Corrections("")

    def proven_without(rows: Collection[int]) -> tuple[Amended, bytes, list[Finding]]:
        made = amend(record, document, read, corrections, without=rows)
        return made, *_proven(record, made, options)

    amended = amend(record, document, read, corrections)
    homeless = (
        unmet(encode(amended.document, options.settings), amended) if amended.arranging else frozenset()
    )
    found = proven_without(homeless)
    rows = sorted(amended.marking - homeless)
    if rows and _has_error(found[2]):
        others = frozenset((*homeless, *rows))
        bad = _without_room(rows, lambda kept: _has_error(proven_without(others - {*kept})[2]))
        found = proven_without({*homeless, *bad})
    return proven_without(others) if rows and _has_error(found[2]) else found


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
    return data, [*located(enriched, record, tree), *prove(record, data), *homeless]


def _not_said(read: Sequence[Finding], proven: Sequence[Finding]) -> list[Finding]:
    """What the proof of the TEI adds: of dates that disagree, the reading of the record has told by line."""
    told = any(one.code == "I021" for one in read)
    return [one for one in proven if not (told and one.code == "T031")]


def _has_error(findings: Sequence[Finding]) -> bool:
    return any(one.severity is Severity.ERROR for one in findings)


def _restyled(
    data: bytes, style: Style, record: Record, read: Sequence[Finding]
) -> tuple[bytes, list[Finding]]:
    """Arrange proven TEI in another style, and prove again what that could have broken."""
    path = record.source.path
    tree = safe_xml.parse_xml(data)
    restyle(tree, style)
    styled = serialise(tree)
    again = safe_xml.parse_xml(styled)
    found = _not_said(read, [*map(_without_line, check_tree(again, path))])
    restyled = check_restyled(safe_xml.parse_xml(data), again, path)
    return styled, located([*found, *restyled], record, again)


def prove(record: Record, data: bytes) -> list[Finding]:
    """Stage 6: the bytes to be written are well-formed, valid, consistent, and hold all of the record.

    A finding at a place of the TEI has the line of the record that stands there.
    """
    path = record.source.path
    try:
        tree = safe_xml.parse_xml(data)
    except safe_xml.XmlRefused as error:
        return [finding(error.code, f"the TEI made of the record: {error.message}", Where(path, error.line))]
    found = [*map(_without_line, check_tree(tree, path)), *check_conservation(record, tree)]
    return located(found, record, tree)


def _without_line(found: Finding) -> Finding:
    """A line of the TEI is none of the record: the place in the TEI says where."""
    return replace(found, where=replace(found.where, line=None, column=None))


def _layout(text: Source, layout: str | Profile) -> Choice:
    if layout != AUTO:
        return Choice(profiles.named(layout) if isinstance(layout, str) else layout)
    return choose(text, list(profiles.built_in().values()))


def _refused(path: str, findings: Sequence[Finding]) -> Result:
    return Result("", path, b"", tuple(findings))

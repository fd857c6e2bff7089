"""One record's way from bytes to proven TEI: stages 1 to 6 as one function, pure but for reading."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING

from tei import profile as profiles
from tei import source
from tei.encode import Settings
from tei.findings import CODES, Finding, TeiError, Where, finding
from tei.parse import Choice, choose, parse, split
from tei.profile import TableRules
from tei.profile.patterns import LIMIT, watch
from tei.proving import encoded, has_error, not_said, restyled
from tei.review.settled import drop_settled
from tei.tables import rows_as_records, rows_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tei.corrections.table import Corrections
    from tei.enrich.alignment import Align
    from tei.enrich.lexicon import Dictionary
    from tei.enrich.style import Style
    from tei.model import Document, Source
    from tei.profile import Profile
    from tei.tables import Row

AUTO = "auto"
TABLE = "table"
TABLES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson")
"""Names of files that `auto` reads by the layout of tables end like this."""


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
    layouts: tuple[Profile, ...] = ()
    """Of the project: `auto` weighs them with those of the program."""
    corrections: Corrections | None = None
    """Of the project; each is applied to the document that it names."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one record: its id, its TEI (empty when an error finding says why), findings.

    `document` is what stage 3 read, corrections applied; None when the record was not read so far.
    `settled` are the places that corrections have decided about; `layout` is why the layout was chosen,
    empty where it was named; `proven` is the TEI before it was arranged in a style, in the order of the record;
    `looked_up` says whether names were looked up in an authority file. `ordinal` says which of the records of its
    file it is, from 1, and `line` where it begins; 0 where the file is one record, or was refused as a whole.
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
    ordinal: int = 0
    line: int = 0

    @property
    def failed(self) -> bool:
        """Whether the record has no TEI."""
        return not self.tei

    @property
    def place(self) -> str:
        """Its file, and where the file holds several which of them."""
        return f"{self.path}, record {self.ordinal} (line {self.line})" if self.ordinal else self.path


def convert(path: Path, options: Options | None = None) -> Result:
    """Convert the file of one record.

    Raises:
        TeiError: the profile or the encoding that the options name does not exist; F030, the file holds several.
    """
    return only(convert_each(path, options), str(path))


def convert_bytes(data: bytes, name: str, options: Options | None = None) -> Result:
    """Convert a record that is no file, such as standard input; `name` stands for its path.

    Raises:
        TeiError: as `convert`.
    """
    return only(convert_each_of_bytes(data, name, options), name)


def only(results: Iterator[Result], name: str) -> Result:
    """The one record of a file.

    Raises:
        TeiError: F030, there are several.
    """
    first = next(results)
    if next(results, None) is not None:
        raise TeiError("F030", f"{name} holds several records", CODES["F030"].help)
    return first


def the_one(path: Path, options: Options, wanted: str | None) -> Result:
    """The record of a file that is wanted, by its number in the file or its id; without it the only one.

    Raises:
        TeiError: F030, there are several, and it is not said which; F031, there is no such record.
    """
    if not wanted:
        return convert(path, options)
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else 0
    count = 0
    for one in convert_each(path, options, number):
        if one.failed and not one.ordinal:
            return one  # the file, refused as a whole
        if (number and number == (one.ordinal or 1)) or one.id == wanted:
            return one
        count += 1
    held = "" if number else f"; it holds {count:,}"
    raise TeiError("F031", f"{path} has no record {wanted!r}{held}", CODES["F031"].help)


def convert_each(path: Path, options: Options | None = None, number: int = 0) -> Iterator[Result]:
    """Convert each record of a file, one after the other: rows of a table, or what the layout parts a text into.

    A file that is refused as a whole is one result, which has failed. A table is never held in memory.

    Args:
        path: the file.
        options: how it is read.
        number: only the record of this number in the file, counted from 1.

    Raises:
        TeiError: the profile or the encoding that the options name does not exist.
    """
    options = options or Options()
    if table := table_layout(path.name, options.profile):
        rows = rows_as_records(path, table.table or TableRules(), options.encoding)
        wanted = (row for row in rows if not (number and row.ordinal) or row.ordinal == number)
        return _of_rows(wanted, str(path), table, options)
    text, findings = source.read(path, options.encoding)
    if text is None:
        return iter([_refused(str(path), findings)])
    return convert_sources(text, options, findings, number)


def convert_each_of_bytes(data: bytes, name: str, options: Options | None = None) -> Iterator[Result]:
    """As `convert_each`, of what is no file; `name` stands for its path.

    Raises:
        TeiError: as `convert_each`.
    """
    options = options or Options()
    if table := table_layout(name, options.profile):
        rows = rows_of_file(BytesIO(data), name, table.table or TableRules(), options.encoding)
        return _of_rows(rows, name, table, options)
    text, findings = source.decode(data, name, options.encoding)
    return iter([_refused(name, findings)]) if text is None else convert_sources(text, options, findings)


def table_layout(name: str, profile: str | Profile) -> Profile | None:
    """The layout by which a file is read as a table: the one named, or by `auto` that of tables for such a file.

    Raises:
        TeiError: there is no such profile.
    """
    if profile == AUTO:
        return profiles.named(TABLE) if name.lower().endswith(TABLES) else None
    layout = profiles.named(profile) if isinstance(profile, str) else profile
    return layout if layout.table else None


def _of_rows(rows: Iterator[Row], name: str, layout: Profile, options: Options) -> Iterator[Result]:
    for row in rows:
        if row.source is None:
            yield Result("", name, b"", row.findings, ordinal=row.ordinal, line=row.line)
        else:
            yield _converted(row.source, Choice(layout), options, row.findings, row.line)


def convert_sources(
    text: Source, options: Options, found: Sequence[Finding] = (), number: int = 0
) -> Iterator[Result]:
    """Convert each record of a decoded text, or the one of a number."""
    with watch() as slow:
        choice = _layout(text, options)
    rules = choice.profile.records if choice.profile else None
    records, more = split(text, rules) if rules else ([text], [])
    if rules:  # what was read to recognise the layout is the file
        choice = replace(choice, fitting=tuple(replace(one, slots=None) for one in choice.fitting))
    findings = (*found, *choice.findings, *more, *_slow(slow, text))
    for one in records:
        if number and number != (one.ordinal or 1):
            continue
        yield _converted(one, replace(choice, findings=()), options, findings)
        findings = ()


def convert_source(text: Source, options: Options, found: Sequence[Finding] = ()) -> Result:
    """Stages 2 to 6 for a decoded record: what is written is what was proven.

    Raises:
        TeiError: F030, by its layout it is several.
    """
    return only(convert_sources(text, options, found), text.path)


def convert_record(text: Source, layout: Profile, found: Sequence[Finding] = (), line: int = 0) -> Result:
    """Stages 2 to 6 for one record that is parted from the others of its file, by the layout that parted it.

    `line` is where a row of a table begins in its file.
    """
    return _converted(text, Choice(layout), Options(layout), found, line)


def _converted(
    text: Source, choice: Choice, options: Options, found: Sequence[Finding], line: int = 0
) -> Result:
    line = line or text.first
    if refused := source.too_long(text):
        told = (*found, *_placed(refused, text, line))
        return replace(_refused(text.path, told), ordinal=text.ordinal, line=line)
    with watch() as slow:
        record, parsed = parse(text, choice.profile, choice.slots) if choice.profile else (None, ())
        if record is None:
            told = (*found, *_placed((*choice.findings, *parsed, *_slow(slow, text)), text, line))
            return replace(_refused(text.path, told), ordinal=text.ordinal, line=line)
        amended, data, proven = encoded(record, options)
    seen = drop_settled(not_said(amended.read, proven), amended.document, amended.settled)
    findings: tuple[Finding, ...] = (
        *choice.findings,
        *parsed,
        *amended.read,
        *seen,
        *amended.told,
        *_slow(slow, text),
    )
    styled = data
    if options.style != "archive" and not has_error(findings):
        styled, more = restyled(data, options.style, record, amended.read)
        findings = (*findings, *drop_settled(more, amended.document, amended.settled))
    tei = b"" if has_error(findings) else styled
    return Result(
        amended.document.id,
        text.path,
        tei,
        (*found, *_placed(findings, text, line)),
        amended.document,
        amended.settled,
        layout=choice.said,
        proven=data if tei else b"",
        looked_up=options.names is not None,
        ordinal=text.ordinal,
        line=line if text.ordinal else 0,
    )


def _slow(patterns: Iterable[str], text: Source) -> list[Finding]:
    where = Where(text.path, text.first)
    return [finding("P009", f"no answer in {LIMIT:g} s: {pattern!r}", where) for pattern in patterns]


def _placed(findings: Iterable[Finding], text: Source, line: int) -> Iterator[Finding]:
    """Findings about one of several records of a file, which begins at a line, by the lines of the file.

    In a row they have counted the lines of the record.
    """
    for one in findings:
        where = one.where
        place = text.place(where.line) if where.line else None
        if place:
            where = replace(where, line=place.line, cell=place.column, record_line=where.line)
        elif text.ordinal and (text.cells or not where.line):
            where = replace(where, line=line, record_line=0)
        yield replace(one, where=where)


def _layout(text: Source, options: Options) -> Choice:
    layout = options.profile
    if layout != AUTO:
        return Choice(profiles.named(layout) if isinstance(layout, str) else layout)
    return choose(text, [*profiles.built_in().values(), *options.layouts])


def _refused(path: str, findings: Sequence[Finding]) -> Result:
    return Result("", path, b"", tuple(findings))

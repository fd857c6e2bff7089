"""Findings: problems in the data, never exceptions. The one table of codes is `CODES`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Severity(IntEnum):
    """How bad a finding is; the order is the order of `--fail-on`."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The word used in reports."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Code:
    """What a finding code means: its severity, a short title, and what the user can do."""

    severity: Severity
    title: str
    help: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place: file as the user named it, line and column counted from 1, XPath in a TEI file.

    In a table `cell` is the name of the cell's column, and `record_line` the line of the record (its row's cells
    one below the other): `tei explain` and corrections count these. It is 0 for a record as a whole that is one of
    several of its file, and `line` is where it begins.

    `source` is, in TEI that was made of a record, the record's file and the line that stands at this place.
    """

    path: str
    line: int | None = None
    column: int | None = None
    xpath: str | None = None
    cell: str = ""
    record_line: int | None = None
    source: tuple[str, int] | None = None

    @property
    def in_record(self) -> int | None:
        """The line as the record counts it."""
        return self.line if self.record_line is None else self.record_line or None


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the data: what (message), where, and what to do next (hint).

    `rule` is the name of the rule within the code, where a project's own schema or rule file gives the verdict: the
    schema's name, the id of an assertion.
    """

    code: str
    severity: Severity
    message: str
    where: Where
    hint: str
    rule: str = ""


class TeiError(Exception):
    """Bad configuration or usage: the run cannot start. Carries a code, a message and a hint.

    `findings` are the places in a file of the project that have to be mended first.
    """

    def __init__(self, code: str, message: str, hint: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[type[TeiError], tuple[object, ...]]:
        """What a worker process raises is raised again by the run."""
        return type(self), (self.code, self.message, self.hint, self.findings)


def finding(code: str, message: str, where: Where, hint: str | None = None) -> Finding:
    """Make a finding of a code in `CODES`, with the table's severity and, unless given, its help.

    Raises:
        KeyError: the code is not in the table (a bug in the program).
    """
    entry = CODES[code]
    return Finding(code, entry.severity, message, where, entry.help if hint is None else hint)


def _e(title: str, help_: str) -> Code:
    return Code(Severity.ERROR, title, help_)


def _w(title: str, help_: str) -> Code:
    return Code(Severity.WARNING, title, help_)


def _i(title: str, help_: str) -> Code:
    return Code(Severity.INFO, title, help_)


CODES: dict[str, Code] = {
    # S: stage 1, reading bytes
    "S001": _e("file is empty", "put the record's text into the file, or leave the file out of the run"),
    "S002": _e(
        "bytes are not valid in the encoding",
        "name the file's encoding with --encoding, for example --encoding gb18030",
    ),
    "S003": _e("file is not plain text", "save it as plain text (UTF-8) in the program it comes from"),
    "S004": _e(
        "character is not allowed in XML",
        "remove the control character at this place, or replace it by what it stands for",
    ),
    "S005": _e("file cannot be read", "check that the file exists and may be read"),
    "S006": _e("file is larger than a record may be", "split it into one file per record"),
    "S007": _w(
        "characters that a wrong decoding leaves behind",
        "check these places against the original; name its encoding with --encoding",
    ),
    "S010": _e(
        "encoding has no such name",
        "the names are those of Python's codecs, such as gb18030, big5, koi8-r, cp1251, shift_jis",
    ),
    "S020": _e(
        "table cannot be read",
        "mend the table at this place; nothing of the file was converted, for no cell can be told for sure",
    ),
    "S021": _e(
        "row has too few or too many cells",
        "give each row a cell for each column, and put a cell that holds the delimiter into quotation marks",
    ),
    "S022": _e(
        "line is no JSON object of plain values",
        "write one object a line, its values texts, numbers, true, false, null, or lists of these",
    ),
    "S023": _e(
        "columns of the table are not as the layout needs them",
        "give each column a name of its own; [[table.columns]] of a layout maps the names to slots",
    ),
    "S024": _i("rows without text", "nothing to do if they are only empty lines of the table"),
    # P: stage 2, the layout
    "P001": _w(
        "no record layout fits",
        "check that the file is a whole record, or name its layout: --profile plain if it has none",
    ),
    "P002": _e(
        "record is of another layout", "convert it with its own layout (--profile), or with --profile auto"
    ),
    "P003": _w(
        "header text that the layout does not know",
        "it is kept as notesStmt/note[@type='unrecognised']; check where it belongs",
    ),
    "P004": _i("label without a value", "nothing to do if the archive leaves the field empty"),
    "P005": _i("line that the layout declares as no part of a record", "nothing to do; the message says why"),
    "P006": _i(
        "summary told from the text by its place alone",
        "check that the paragraph is the archive's summary and not the end of the text",
    ),
    "P008": _w(
        "two layouts fit a record nearly as well",
        "look at the record, and name its layout with --profile, or sharpen the signs of your layout",
    ),
    "P009": _w(
        "pattern of the layout took too long on a record",
        "it counted as not found here; let no repetition in it stand within a repetition",
    ),
    "P010": _w(
        "record of another archive than the layout's",
        "what the layout says of its archive is left out; name the archive in a layout of your own that extends it",
    ),
    "P030": _w(
        "column of a table that the layout does not know",
        "its cells are kept as notesStmt/note[@type='unrecognised']; map it to a slot in [[table.columns]]",
    ),
    "P031": _w(
        "cell that looks like a JSON list and is none",
        "it is kept as one value, as it stands; mend the list if it should be several",
    ),
    "P032": _w(
        "text before the first record of a file",
        "it is kept as a record of its own; check `begins` in [records], or whether it belongs to a record",
    ),
    "P007": _i(
        "end of the text that may be the summary",
        "nothing to do if it is text; if it is the archive's summary, the TEI wants an abstract for it",
    ),
    "P020": _w("rule of a layout file that has no effect", "mend the rule, or take it out"),
    "P021": _w(
        "layout that no record can be recognised by",
        "give it labels, or signs in [recognise]; until then name it with --profile",
    ),
    # I: stage 3, what the record says
    "I001": _w(
        "record has no title",
        "give it one in the record; until then the TEI says what stands in its place, and why",
    ),
    "I002": _i(
        "title taken from the citation", "check that it is the title; put a title line into the record if not"
    ),
    "I003": _w(
        "header date cannot be read", "the printed words are kept without a value; write the date in full"
    ),
    "I004": _w(
        "header date and citation date disagree",
        "both are kept as printed; the header's is used; mend the wrong one",
    ),
    "I005": _w(
        "title line and citation title disagree",
        "both are kept as printed; the title line is used; mend the wrong one",
    ),
    "I006": _w(
        "note mark without a note", "the mark is kept in the text; add the note or correct its number"
    ),
    "I007": _w("note without a mark in the text", "the note is kept; add its mark or correct its number"),
    "I008": _w(
        "language name is not known", "the printed word is kept; use the English name of the language"
    ),
    "I009": _i(
        "record without text",
        "nothing to do if only a scan exists; the TEI says that the text is not transcribed",
    ),
    "I010": _i(
        "address made from the record's number",
        "marked in the TEI by its ground; check that it leads to the record",
    ),
    "I011": _w("language of a passage is not sure", "check the xml:lang of this division"),
    "I012": _w("two notes of one number", "both are kept, the mark points at the first; correct the numbers"),
    "I013": _w("record has no date", "nothing is invented; put the date into the record's header"),
    "I014": _w(
        "end of the notes is not sure",
        "put what belongs to the last note right below it, and text after the notes under a heading",
    ),
    "I020": _i(
        "header date and date in the title differ",
        "both are kept; often the title has the day of a meeting and the header that of its record",
    ),
    "I021": _w(
        "header date and date line differ",
        "both are kept: the header's as the document's date, the other in the text; mend the wrong one",
    ),
    "I022": _i(
        "header date and year of the citation differ",
        "both are kept as printed; a file may hold several years; mend the wrong one",
    ),
    "I023": _w(
        "header gives two dates",
        "the first is used, the other is kept as notesStmt/note[@type='unrecognised']; remove the wrong one",
    ),
    "I024": _i(
        "part of the citation was not understood",
        "nothing is lost: it stands in the verbatim citation, sourceDesc/bibl[@type='citation']",
    ),
    "I025": _w(
        "title and letter name different people",
        "the title's are used; check the title, or the address, salutation or signature quoted",
    ),
    "I026": _i(
        "name in the title that may be a place",
        "it is not taken for a person; give the sender's or recipient's title or full name if it is one",
    ),
    "I027": _i(
        "intermediary without sender and recipient",
        "who is asked to pass the message on stands in the text; name sender or recipient in the title",
    ),
    "I030": _i(
        "paragraphs told from the lengths of the printed lines",
        "compare the paragraphs with the print; blank lines between them in the record settle it",
    ),
    "I040": _i(
        "bracket without a partner",
        "the bracket is kept as text; put its partner where the bracketed words begin or end",
    ),
    "I041": _w(
        "text is only what stands around a text",
        "check that the record is whole; its lines are kept as paragraphs",
    ),
    "I042": _i("note points at itself", "the words are kept; correct the number they name"),
    "I043": _i(
        "marks of notes in three styles or more",
        "compare the notes with the print: each mark is tied to the note of its name, whatever its signs",
    ),
    "I044": _i(
        "line of very many characters",
        "it is read as one paragraph; give the record its line ends if it has lost them",
    ),
    "I050": _w(
        "line of a kind that has no room where it stands",
        "the program's own rules have decided; say with `where` at which place of the text the form counts",
    ),
    "I051": _w(
        "translation in the language of its original",
        "the division is kept as an edition; mend the layout's language or role, or the text's marker line",
    ),
    "I031": _i(
        "list is odd",
        "every line is kept in its place; check the numbers and the levels of this list",
    ),
    # A: stage 5, alignment of original and translation
    "A001": _i(
        "paragraphs of a translation without a sure counterpart",
        "compare these paragraphs: one may be missing, added, moved or freely translated",
    ),
    # N: stage 5, names and the project's authority file
    "N001": _e(
        "authority file is not the table that is asked for",
        "mend the table at this place; docs/names.md lists the columns",
    ),
    "N002": _e(
        "id of an authority entry is missing, not an id, or another entry's",
        "give the entry an id of its own: a letter, then letters, digits, - _ or .",
    ),
    "N003": _e("kind of an authority entry is not known", "write person, org or place"),
    "N004": _e(
        "identifier is not of the form of its authority file",
        "copy it again from the authority file, as identifier or as address",
    ),
    "N005": _w(
        "name is shared by entries of the authority file",
        "it is not marked; give each entry a form of its own, or put the shared one into `short`",
    ),
    "N006": _w("GND number does not fit its check digit", "copy it again from the GND"),
    "N007": _w(
        "name of a single character, or without a letter",
        "it is not searched for: it would be found where it is no name; give a longer form",
    ),
    "N008": _e("authority entry has no name", "fill the column name, or remove the row"),
    "N009": _w(
        "name in the text could mean several",
        "it is not marked; which one is meant has to be told by hand",
    ),
    # K: corrections of the project
    "K001": _e(
        "correction names neither a fact nor a place",
        "write one of the facts or places that the message lists; docs/review.md tells what each is",
    ),
    "K002": _e("value of a correction is not valid", "write it in the form that the message names"),
    "K003": _e("correction is not complete", "fill in id, place, value and who, or empty the whole row"),
    "K004": _w(
        "correction of a record that is not there",
        "correct the id, or remove the row if the record has gone",
    ),
    "K005": _w(
        "correction no longer fits its record",
        "it was not applied: look at the record, and correct or remove the row",
    ),
    "K006": _i("correction says what is read anyway", "it stays marked in the TEI; the row may go"),
    "K007": _e("two corrections contradict each other", "the first is applied; remove one of the two"),
    "K008": _w(
        "correction that TEI has no room for",
        "it was not applied: an opening stands before the text and a closing after it; see docs/encoding.md",
    ),
    "K009": _e(
        "row of corrections has a cell that cannot be read",
        "mend the cell; one with a comma or a line end in it stands in quotation marks",
    ),
    # C: stage 6, conservation of the text
    "C001": _e(
        "text of the record is not in the TEI",
        "the record's TEI was not written; report this with the record: it is a fault of the program",
    ),
    "C002": _e(
        "the TEI holds text that the record does not",
        "the record's TEI was not written; report this with the record: it is a fault of the program",
    ),
    "C003": _e(
        "the ledger of a record does not add up",
        "the record's TEI was not written; report this with the record: it is a fault of the program",
    ),
    # F: usage, project and profile files (the run does not start)
    "F001": _e(
        "file of the project cannot be read", "check its path, its encoding (UTF-8) and that it is TOML"
    ),
    "F002": _e(
        "file of the project has wrong keys or values",
        "mend the keys named; the message lists the valid ones",
    ),
    "F003": _e("no such record layout", "name one of the layouts listed, or a .toml file"),
    "F004": _e("SOURCE_DATE_EPOCH is not a number of seconds", "set it to seconds since 1970, or unset it"),
    "F005": _e("standard input or output takes one record", "name one INPUT"),
    "F006": _e("a stylesheet makes one format", "give one --to with --xslt"),
    "F007": _e("a parameter has no name or no value", "write --param NAME=VALUE"),
    "F008": _e("no rule has this code", "name rules that tei validate knows, all or none"),
    "F009": _e("authority file has errors", "mend the places named above; the run did not start"),
    "F010": _e(
        "corrections cannot be read, or have other columns",
        "name a CSV file as [input] corrections in tei.toml; docs/review.md lists its columns",
    ),
    "F011": _e(
        "the ledger cannot stand there",
        "name a file of its own for --ledger, such as ledger.jsonl: no folder, no link, no input and no output",
    ),
    "F012": _e(
        "a report would take the place of a file that is read",
        "name a file of its own with -o or --write-baseline",
    ),
    "F020": _e("name that no layout can have", "write small letters, digits and -, a letter first"),
    "F021": _e("a draft would take the place of a file", "name another file, or remove this one"),
    "F022": _e("nothing that pip installs", "name a package with its version, or an address"),
    "F023": _e(
        "a new project would take the place of a file", "name another folder, or move the files away first"
    ),
    "F030": _e(
        "file holds several records",
        "convert them into a folder (-o DIR); tei explain takes one with --record, by number or id",
    ),
    "F031": _e(
        "file has no such record", "give its number in the file, counted from 1, or the id that its TEI has"
    ),
    "F032": _e("texts and tables in one draft", "draft a layout for the texts, and another for the tables"),
    "F040": _e("the port cannot be had", "take another with --port, or 0 for any that is free"),
    "F041": _e("nothing to serve", "name a folder of outputs, or a project's folder with its tei.toml"),
    "F042": _e(
        "cluster cannot be used",
        "start scheduler and workers with this version of the program, and a project folder that all see under one path (docs/scale.md)",
    ),
    # B: building, writing files
    "B001": _e("output folder cannot be used", "name another folder with -o, or make this one writable"),
    "B002": _e(
        "file cannot be written", "make room or give permission, then run again: what was written stays whole"
    ),
    # X: XML, stylesheets and schemas as files
    "B003": _e(
        "two records of one id",
        "the first in sorted order was written; give the other its own number or file name",
    ),
    "B004": _e("input names nothing", "check the path; folders are searched for files of the right suffix"),
    "B010": _e("another build is at work", "wait until it has ended, or end it; then run again"),
    "B011": _w(
        "output was edited by hand",
        "it is kept as it is; tei build --on-edit merge joins it to what is made now, overwrite puts it aside",
    ),
    "B012": _w(
        "output was edited by hand and its record has changed",
        "run tei build --on-edit merge to have both, or correct the record and run tei build --on-edit overwrite",
    ),
    "B013": _i("output was merged with what was edited by hand", "read it, and what is told of conflicts"),
    "B014": _w("output that was edited by hand is written anew", "take what you need from the edited file"),
    "B015": _e(
        "output was edited by hand and cannot be read",
        "mend it, or delete it: then it is made anew; until then all else shows what the record says",
    ),
    "B016": _w("edited output of what is no more", "delete it, or move it elsewhere"),
    "B017": _i(
        "what was known of the last build cannot be believed",
        "nothing: all is made again; outputs that differ from what is made now are taken for edited and kept",
    ),
    "B018": _e(
        "record ended its worker", "look at the record: leave it out, or give it more time: [run] seconds"
    ),
    "B019": _e(
        "cluster was lost",
        "start scheduler and workers again, then run again: what was made is in its place and is not made twice",
    ),
    "B020": _w(
        "hand-made correction and new output differ",
        "the reading by hand was kept; compare the two, and change the record or the TEI where the other is right",
    ),
    "B021": _e(
        "edited TEI cannot be merged",
        "mend the XML at this place; until then the edited file stays as it is",
    ),
    "B022": _w(
        "protected element has no place",
        "it was put at the end of what it stood in, or told here; move it to where it belongs",
    ),
    "X001": _e("XML is not well-formed", "mend the XML at this place"),
    "X002": _e(
        "TEI is not valid against the schema", "see docs/encoding.md for what may stand at this place"
    ),
    "X003": _e(
        "XML holds what is not read",
        "write what each entity stands for in its place, and remove the document type declaration",
    ),
    "X004": _e(
        "stylesheet is refused",
        "mend it at the place that the message names; it may draw in files below its own folder (--xslt-root)",
    ),
    "X005": _e("schema is refused", "mend the schema; it may include files below its own folder only"),
    "X006": _e("XML file cannot be read", "check that the file exists and may be read"),
    "X010": _e("document is not valid against a schema", "see the schema for what may stand at this place"),
    "X011": _e(
        "an engine stopped before it gave a verdict",
        "validate the file alone; if it stops again, report the schema and the file to the developers",
    ),
    "X012": _e(
        "schema that a document names cannot be used",
        "mend the address, map it to a local file by a catalog, or allow the network with --allow-network",
    ),
    "X013": _e(
        "document names no schema", "give it an xml-model instruction, or name a schema with --schema"
    ),
    "X014": _e("there is no such schema", "name a file, or add the schema with tei schema add"),
    "X015": _e(
        "there is no engine for a schema",
        "install Java and jing: pip install 'tei-pipeline[jing]'",
    ),
    "X016": _e("schema cannot be kept, or is not what was kept", "check the file, its sha256 and the cache"),
    "X017": _e("schema cannot be fetched", "allow the network, or name a local file"),
    "X018": _e("XML catalog cannot be read", "mend the catalog, or name another"),
    "X019": _w(
        "Java gives no answer",
        "see why java -version does not end; until then fewer of the faults are told; TEI_ENGINE=libxml2 says that it is meant",
    ),
    # R: stage 7, rendering
    "R001": _e(
        "the stylesheet stopped",
        "mend the stylesheet at the place its message names, or use the one that comes with the program",
    ),
    "R002": _w(
        "an element has no template",
        "its text is in the output; add a template for it in a stylesheet of your own if it should look different",
    ),
    "R003": _i("the stylesheet says", "read the message; a stylesheet's author wrote it"),
    "R004": _e(
        "a parameter cannot be passed",
        "name parameters of the stylesheet as it declares them: letters, digits, - . and _",
    ),
    "R005": _e(
        "no font shows a character",
        "install a font that has it, and render again; until then the PDF shows its number",
    ),
    "R006": _e(
        "the PDF could not be laid out", "report this with the TEI file: it is a fault of the program"
    ),
    "R007": _w(
        "the PDF is not PDF/UA",
        "it can be read and printed, but a screen reader may not tell its parts; see the message for the reason",
    ),
    "R030": _w(
        "PDF/A without a date",
        "give the edition a date (`date` under [project] in tei.toml), or the document; or ask for ua-1 only",
    ),
    "R031": _w("there is no such font", "install it, or name one that is there"),
    "R032": _e(
        "a picture is not there",
        "put a PNG, JPEG, GIF or WebP of that name into the folder of the TEI file (in a build: of the record), and render again",
    ),
    "R033": _w(
        "a table is too wide to be printed as one",
        "its text is in the PDF, a paragraph for each row; the HTML page shows it as a table",
    ),
    "R034": _e(
        "a parameter of the stylesheets has a value that it cannot have", "give it one of those named"
    ),
    "R035": _w(
        "a picture of a page is not there",
        "put a PNG, JPEG, GIF or WebP of that name into the folder of the TEI file (in a build: of the record), and render again",
    ),
    "R040": _e(
        "text is missing in an output",
        "the place is that of the TEI; look there at the stylesheet, and report it where it is the program's own",
    ),
    "R041": _e(
        "text stands in an output more often than in the TEI",
        "look at the stylesheet's templates for this place",
    ),
    "R042": _e(
        "text stands at another place in an output", "look at the stylesheet's templates for this place"
    ),
    "R043": _e(
        "an output could not be compared with the TEI",
        "see the message; for PDF install pypdf: pip install 'tei-pipeline[verify]'",
    ),
    "R044": _i(
        "EPUB without a date of its own",
        "give the edition a date (`date` under [project] in tei.toml)",
    ),
    "R045": _e("a parameter of an output has a value that it cannot have", "give it one of those named"),
    "R050": _e(
        "the stylesheet took too long",
        "mend what does not end, such as a template that calls itself; or allow more with --xslt-seconds",
    ),
    "R051": _e(
        "the stylesheet needed too much memory",
        "mend what grows without end, such as a text that is doubled; or allow more with --xslt-memory",
    ),
    "R052": _e("there is no such parameter", "name one that the stylesheet declares"),
    "R053": _e("the engine is not there", "pip install 'tei-pipeline[saxon]'"),
    "R054": _e(
        "the stylesheet made what cannot be used",
        "let it make well-formed XML, without disable-output-escaping, and something in it",
    ),
    # G: stage 8, sites and exports
    "G001": _e(
        "the export cannot stand there",
        "name a file of its own with -o: no folder, no input, and nothing that the next run would read",
    ),
    "G002": _e(
        "nothing to export",
        "CMIF lists letters: give each document a correspDesc with who sent and who received it",
    ),
    "G003": _w(
        "CMIF lacks what its format asks for",
        "give it with --about, such as --about editor='Ada Holm'; docs/exports.md lists the keys",
    ),
    "G004": _i(
        "the export has no place for a fact", "nothing to do; the fact stands in the TEI, as the message says"
    ),
    "G005": _e(
        "there is no such fact about an edition, or it cannot have this value",
        "name one of the keys, or write what is asked for",
    ),
    "G030": _i(
        "site without its address",
        "say where it will stand (base_url in tei.toml, or --base-url): sitemap and canonical addresses need it",
    ),
    "G031": _i(
        "document without a date", "nothing to do; the site lists it as undated. Or date it in the TEI"
    ),
    "G032": _i("document without a title", "give it a title in titleStmt; lists show it as untitled"),
    "G033": _i(
        "document without a language",
        "give its text an xml:lang: search finds words by the rules of their language",
    ),
    "G034": _e(
        "the search could not be made",
        "see the message; pip install 'pagefind[extended]' installs the program that makes it",
    ),
    "G035": _e("the site cannot stand there", "name a folder with -o that is not below an input folder"),
    "G036": _e(
        "not a TEI document",
        "name files whose root is TEI; of a teiCorpus save each document as a file of its own",
    ),
    "G037": _i(
        "site without a feed",
        "give the edition a date (date in tei.toml, or SOURCE_DATE_EPOCH): a feed needs one",
    ),
    "G038": _e("a page of the site could not be made", "see the message for the reason, then run again"),
    "G039": _e(
        "the site has no words in that language",
        "name one of xslt/locale, such as en or zh, or bring a stylesheet with words of its own",
    ),
    "G040": _e(
        "the address of the site is none", "write an absolute address such as https://example.org/letters/"
    ),
    "G041": _w(
        "a page of the site is large",
        "readers wait for it; give the document as several records, and pictures as files beside it, not as data: in the TEI",
    ),
    "G042": _i(
        "documents that are not in the site",
        "mend what is told of each of them, then run again; the site leads to none of them until then",
    ),
    # V: what a project lets pass
    "V001": _w(
        "entry of tei-ignore.toml that ignores nothing",
        "remove the entry, or correct its code, file, match or xpath",
    ),
    "V002": _w(
        "entry of tei-ignore.toml that has run out",
        "mend what it ignored and remove the entry, or give it a later `until`",
    ),
    "V003": _i("findings of the baseline that have gone", "write the baseline anew with --write-baseline"),
    "V004": _e("baseline cannot be read", "write it anew with --write-baseline"),
    "V005": _e(
        "what changed cannot be told", "run this in a checkout with git, and name a revision that is there"
    ),
    "V006": _e(
        "a baseline is written of all files and findings", "leave out --changed-since with --write-baseline"
    ),
    # T: rules of the encoding beyond grammar; the number is the rule's in docs/encoding.md
    "T001": _w(
        "id of the root is missing or not the file's name",
        "give TEI the xml:id that is the file's name without .xml, or rename the file",
    ),
    "T002": _e(
        "two files have one identifier",
        "give each document an xml:id and idno of its own, or take a copy out of the collection",
    ),
    "T003": _e(
        "not exactly one main title",
        "give titleStmt one title of the type main, in the language of the header, and fill or remove empty ones",
    ),
    "T004": _e("two titles of one type and language", "keep one, or give the other its own type or xml:lang"),
    "T005": _e(
        "statement of publication is not complete",
        "add what is missing; availability may say status='unknown'",
    ),
    "T006": _e(
        "licence without an address",
        "put the absolute address of the licence into @target, or say status='unknown' on availability",
    ),
    "T007": _e(
        "statement of responsibility is not complete", "say in resp what was done, and beside it who did it"
    ),
    "T008": _e("bibliographic entry is empty", "fill the entry, point it at its source, or remove it"),
    "T009": _e("range of pages goes down", "write both numbers in full, the lower one in @from"),
    "T010": _w(
        "stored count is not that of the text",
        "count again, or remove the count: it goes stale with every edit",
    ),
    "T011": _e("text of a template is left", "put the real value in its place, or remove the element"),
    "T012": _e(
        "history of changes is out of order",
        "put the newest change first, and mend dates that are yet to come",
    ),
    "T013": _e("language is not declared", "add a language element with this ident to langUsage"),
    "T014": _w(
        "language is declared and not used", "remove it from langUsage, or tag the passages that are in it"
    ),
    "T015": _e(
        "language tag is not the shortest of BCP 47",
        "use the tag that the message names, or one of registered subtags",
    ),
    "T016": _w(
        "characters do not fit the language",
        "correct xml:lang, or tag the passage in the other language by itself",
    ),
    "T017": _e("xml:lang is empty", "name the language (und where it is unknown), or remove the attribute"),
    "T018": _e(
        "language of an edition or translation is missing or the same",
        "give each division the xml:lang of its own text",
    ),
    "T019": _e("pointer leads nowhere", "correct the pointer, or give the element it means this xml:id"),
    "T020": _e("pointer without #", "write # before an id of this file, or the whole address"),
    "T021": _e(
        "prefix of a pointer is not declared",
        "declare it with a prefixDef in encodingDesc, or write the whole address",
    ),
    "T022": _e(
        "name points at another kind of entry",
        "point a person's name at a person, a body's at an org, a place's at a place",
    ),
    "T023": _e("responsibility points at no one", "point at a respStmt, a name in one, a person or an org"),
    "T024": _e(
        "classification points at no category of its scheme",
        "point @ana and catRef at a category; for what corresponds use @corresp",
    ),
    "T025": _e("rendition is not declared", "point at a rendition element of tagsDecl"),
    "T026": _w("entry of standOff is not used", "point at it from the text or the header, or remove it"),
    "T027": _e("date without a value", "add @when, or @ana that says why there is none"),
    "T028": _e("date is not real", "mend the value: a day of the calendar, the earlier date first"),
    "T029": _w(
        "printed date and its value disagree", "mend the value, or the words if they are the edition's own"
    ),
    "T030": _e(
        "range or unsure date without a ground", "point @ana at the category that says how the date was found"
    ),
    "T031": _w(
        "dates of the document disagree",
        "mend the wrong one, or point @ana at a category that explains why they differ",
    ),
    "T032": _e("calendar is not declared", "point @calendar at a calendar element of calendarDesc"),
    "T033": _e("time of day or time zone without basis", "leave out of the value what the words do not say"),
    "T034": _e(
        "mark and note do not belong together",
        "point them at each other with one number, or say in @ana that the partner is missing",
    ),
    "T035": _e("note in a note", "put the inner note beside the outer one"),
    "T036": _w("id of a note does not begin with its division's", "name it after its division: en-n1 in en"),
    "T037": _w(
        "white space of layout before a mark or between CJK characters",
        "remove the line end or tab: it would be read as a blank",
    ),
    "T038": _e(
        "opening or closing is not in its place",
        "put salute into opener or closer, signed into closer, and all of the end into one closer",
    ),
    "T039": _e(
        "element without words, or document without a heading",
        "fill the element or remove it; give the document a head where the print has one",
    ),
    "T040": _w(
        "paragraphs that correspond do not say so on both sides",
        "let both point at each other by @corresp; mark what has no counterpart with #finding.noCounterpart",
    ),
    "T041": _e(
        "link of an alignment is not one pair",
        "link one segment of the first domain with one of the second, each of them once",
    ),
    "T042": _e(
        "text differs from that of its record",
        "restore the words; a change that is meant goes into the project's corrections (docs/review.md)",
    ),
    "T043": _i(
        "stray character of a scan or an input convention",
        "compare with the original; encode what the sign stands for, or leave it where the print has it",
    ),
    "T044": _w("brackets within supplied words", "remove the brackets: the element supplied stands for them"),
    "T045": _e(
        "readings of a choice are not complete",
        "put both readings into the choice: sic with corr, orig with reg, abbr with expan",
    ),
    # Y: rules that a project brings (Schematron)
    "Y001": _e("rule of the project is broken", "mend the place as the rule says"),
    "Y002": _w("rule of the project is broken (warning)", "mend the place as the rule says"),
    "Y003": _i("rule of the project tells something", "nothing to do if it is as it should be"),
    "Y004": _e(
        "rule of the project failed",
        "mend the rule: nothing is known of what it would have found at this place",
    ),
    "Y005": _e(
        "rule of the project did not end",
        "its verdict is not known; let it look at fewer nodes, or install the extra saxon, which is faster",
    ),
    "Y006": _w(
        "no rule of a rule file was about anything",
        "compare its namespaces and names with those of the documents, or leave the file out for these",
    ),
    "Y010": _e(
        "rule file cannot be run", "mend the rule file at this place; docs/schematron.md says what is run"
    ),
}

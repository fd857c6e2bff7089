"""The project file `tei.toml`: read whole and checked before anything is done."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812  (the field is called date)
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from tei.encode.models import BESIDE
from tei.findings import TeiError
from tei.project_files import read_project_file
from tei.rendering.engines import MEGABYTES, SECONDS
from tei.toml_text import parse_toml
from tei.verdict.codes import lenient_code

FILE_NAME = "tei.toml"
TAKEN = frozenset(
    "archives assets chronology collection correspondence documents epub feed index kinds languages organisations pdf people places "
    "review robots schemas search sitemap tei text timeline".split()
)
"""Names of folders and files that the program makes itself in the folder of the outputs."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _file_pattern(pattern: str) -> str:
    """Check a pattern for files: relative, and one that pathlib reads."""
    try:
        next(Path("no-such-folder").glob(pattern), None)
    except (ValueError, NotImplementedError) as error:
        raise ValueError(f"is no pattern for files below the project: {error}") from error
    return pattern


def _schema_address(address: str) -> str:
    """Check the place of the schemas: the same on every machine, and one that an instruction can hold."""
    if not re.fullmatch(r"https?://[^\s\"'<>&?#]+|[\w.~%-][^\s\"'<>&?#:\\]*", address):
        raise ValueError("is no address (https://example.org/schemas/) and no relative path (schemas/)")
    return address


def _one_language(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Check the language of the site's own words; several are no list of those of the texts."""
    if len(tags) != 1:
        raise ValueError("takes one language, that of the site's own words; the texts say theirs themselves")
    return tags


def _local_folder(folder: str) -> str:
    """Check the folder of the outputs: files are moved into place there, which no object store can do."""
    if "://" in folder:
        raise ValueError("is no folder of a file system; copy the finished folder there (docs/scale.md)")
    return folder


def _store(address: str) -> str:
    """Check the address of a store."""
    if address and not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s?#]+", address):
        raise ValueError("is no address of a store, such as s3://bucket/folder")
    return address


class About(_Part):
    """The edition: what stands in every header. Nothing here is invented when it is missing."""

    title: str = ""
    publisher: str = ""
    licence: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    """Address of the licence of the markup."""
    date: Date | None = None
    """Of the edition; no clock is read."""
    editor: str = ""
    """Who is answerable for the edition: `cmif` and the title page of a collection name them."""
    email: Annotated[str, Field(pattern=r"^([^\s@<>]+@[^\s@<>]+)?$")] = ""
    """The editor's address, which `cmif` asks for."""
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    """Where the file of `cmif` will be found."""
    base_url: Annotated[str, Field(pattern=r"^(https?://[^\s|?#]+)?$")] = ""
    """Where the site will stand, such as `https://example.org/letters/`: sitemap, feed and canonical addresses need it."""
    languages: Annotated[tuple[str, ...], AfterValidator(_one_language)] = ("en",)
    """The one language of the site's own words: `de`, `en`, `es`, `fr`, `ja`, `ko`, `ru` or `zh`. Those of the texts need not be named. See [site.md](site.md)."""


class Input(_Part):
    """Which records, by patterns relative to the project file, and in which layout."""

    records: Annotated[str, AfterValidator(_file_pattern)] = "records/**/*.txt"
    profile: str = "auto"
    profiles: tuple[Annotated[str, AfterValidator(_file_pattern)], ...] = ()
    """Patterns of the project's own layout files that `auto` weighs, too, such as `["layouts/*.toml"]`."""
    encoding: str | None = None
    corrections: str = ""
    """Corrections to apply, a CSV table. Empty: none. See [review.md](review.md)."""

    @model_validator(mode="after")
    def _weighed_by_auto(self) -> Input:
        if self.profiles and self.profile != "auto":
            raise ValueError(f"profiles: are weighed by auto, and profile is {self.profile!r}; leave one out")
        return self


class Output(_Part):
    """Where to, and what."""

    dir: Annotated[str, AfterValidator(_local_folder)] = "build"
    formats: tuple[
        Literal[
            "tei", "html", "pdf", "text", "jsonl", "epub", "site", "cmif", "csv", "ris", "csl-json", "bibtex"
        ],
        ...,
    ] = (
        "tei",
        "html",
        "pdf",
    )
    """What to make of each record; `site` is an edition of all of them ([site.md](site.md)), `cmif`, `csv`, `ris`, `csl-json` and `bibtex` are one file of all. See [exports.md](exports.md)."""
    collection: tuple[Literal["pdf", "epub", "jsonl"], ...] = ()
    """Files of all documents together, `collection.pdf`, `collection.epub`, `collection.jsonl`. See [pdf.md](pdf.md)."""
    style: Literal["archive", "inline-notes", "plain"] = "archive"
    schema_: Annotated[str, AfterValidator(_schema_address), Field(alias="schema")] = BESIDE
    """Folder of the schemas that each TEI file names. Below `dir`, such as `schemas/`: they are written there."""


class Enrich(_Part):
    """What is added to the text as it was read."""

    authority: str = ""
    """The project's authority file, a CSV table: names in it are marked. Empty: none is. See [names.md](names.md)."""
    align: Literal["paragraphs", "sentences", "none"] = "paragraphs"


class Validate(_Part):
    """The check of what was made."""

    schemas: tuple[str, ...] = ("tei-record",)
    """What the TEI has to be valid against: `tei-record`, names of `tei schema add`, files `.rng`, `.rnc`, `.xsd`. See [schemas.md](schemas.md)."""
    warn_schemas: tuple[str, ...] = ()
    """Schemas whose findings are warnings."""
    rules: tuple[str, ...] = ()
    """Schematron files. See [schematron.md](schematron.md)."""
    catalogs: tuple[str, ...] = ()
    """XML catalogs that map addresses to local files."""
    checks: str = "all"
    """Rules beyond grammar of `tei validate`: `all`, `none`, or codes with commas between them. A build checks all."""
    fail_on: Literal["error", "warning", "never"] = "error"
    severity: dict[Annotated[str, AfterValidator(lenient_code)], Literal["error", "warning", "info"]] = {}
    """Codes that the project holds more or less severe, such as `{ T040 = "error" }`."""
    ignore: str = ""
    """Findings to let stand, a tei-ignore.toml. Empty: the one beside tei.toml, if there is one. See [validate.md](validate.md)."""
    baseline: str = ""
    """Findings of `tei validate` that are known. Empty: none. See [validate.md](validate.md)."""


class Xslt(_Part):
    """The project's own stylesheets and their parameters. See [own-look.md](own-look.md)."""

    html: str = ""
    pdf: str = ""
    text: str = ""
    """Stylesheet for plain text; it imports `tei:text.xsl`."""
    epub: str = ""
    """Stylesheet for the pages of an EPUB; it imports `tei:epub.xsl`."""
    site: str = ""
    """Of the lists and indexes of a site. See [site.md](site.md)."""
    params: dict[str, str] = {}
    """Parameters of these stylesheets; each is declared by one of them."""
    engine: Literal["libxslt", "saxon"] = "libxslt"
    """`saxon` runs XSLT 2.0 and 3.0, too; it needs the extra `saxon`."""
    root: str = ""
    """The folder in which the stylesheets and all that they import lie. Empty: the project's."""
    seconds: Annotated[int, Field(ge=1, le=86_400)] = SECONDS
    """Processor time of one transform by a stylesheet of the project."""
    megabytes: Annotated[int, Field(ge=256, le=1_048_576)] = MEGABYTES
    """Memory for transforms by stylesheets of the project."""


class Run(_Part):
    """How a build is run."""

    jobs: Annotated[int, Field(ge=0, le=1_024)] = 0
    """Worker processes; 0: one for each core."""
    seconds: Annotated[int, Field(ge=1, le=86_400)] = 300
    """Time that one file of records may take in a worker process."""
    store: Annotated[str, AfterValidator(_store)] = ""
    """Where workers of a cluster leave what they make, such as `s3://bucket/folder`. Empty: in the output folder. See [scale.md](scale.md)."""


class OwnOutput(_Part):
    """An output of the project's own, made by a stylesheet of its own. See [own-look.md](own-look.md)."""

    stylesheet: str
    """Its file. The result is written as its `xsl:output` says."""
    scope: Literal["record", "corpus"] = "record"
    """`record`: `dir/NAME/<id><suffix>` for each; `corpus`: one `dir/NAME<suffix>` of all, from a `teiCorpus`."""
    suffix: Annotated[str, Field(pattern=r"^(\.[A-Za-z0-9_-]+)+$")] = ".html"
    """The end of the file name."""
    params: dict[str, str] = {}
    """Parameters of this stylesheet alone."""
    engine: Literal["libxslt", "saxon"] | None = None
    """By default that of `[xslt]`."""


def _own_name(name: str) -> str:
    """Check the name of an output: it becomes a folder or a file beside those that the program makes."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", name) or name in TAKEN:
        raise ValueError(
            "is no name for an output (small letters, digits, -), or is a name of the program's own"
        )
    return name


def _own_tables(value: object) -> object:
    """Tell the table `[output]` that was taken for the tables of outputs."""
    if isinstance(value, dict) and (
        others := [key for key, inner in value.items() if not isinstance(inner, dict)]
    ):
        keys = " and ".join(map(str, others))
        raise ValueError(f"has a table for each output, [outputs.NAME]; for {keys} write [output]")
    return value


class Project(_Part):
    """A project file."""

    project: About = About()
    input: Input = Input()
    output: Output = Output()
    enrich: Enrich = Enrich()
    validate_: Annotated[Validate, Field(alias="validate")] = Validate()
    xslt: Xslt = Xslt()
    run: Run = Run()
    outputs: Annotated[
        dict[Annotated[str, AfterValidator(_own_name)], OwnOutput], BeforeValidator(_own_tables)
    ] = {}
    """Outputs of the project's own, as `[outputs.NAME]`."""


def load_project(path: Path) -> tuple[Project, Path]:
    """Read the project file at `path`, or the one in the folder `path`; return it and its folder.

    Raises:
        TeiError: there is none, it is not TOML, or a key or value is wrong; all problems at once.
    """
    file = path / FILE_NAME if path.is_dir() else path
    text = ""
    try:
        text = read_project_file(file).decode("utf-8")
    except OSError as error:
        hint = f"name the project's folder or its {FILE_NAME}"
        raise TeiError("F001", f"{file}: cannot be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise TeiError("F001", f"{file}: not UTF-8 (byte {error.start})", "save it as UTF-8") from error
    data = parse_toml(text, str(file))
    try:
        return Project.model_validate(data), file.parent
    except ValidationError as error:
        from tei.profile.problems import explain  # with all that layouts are read by

        lines = explain(error, Project, text)
        raise TeiError("F002", f"{file}: " + "; ".join(map(str, lines)), "mend these keys") from error


def schema() -> dict[str, Any]:
    """The project file's definition as JSON Schema, for editors and for the documentation."""
    return Project.model_json_schema()

"""A record layout as data: TOML -> Profile (frozen).

An unknown key, a wrong type or a bad pattern is an error that names file, key and the valid choices;
nothing is converted with a profile that was not read whole.
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from tei import resources
from tei.findings import TeiError

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic.fields import FieldInfo

SLOTS = (
    "date", "title", "citation", "summary", "credits", "language", "contents", "number", "body",
    "authors", "people", "places", "topics", "subjects", "related", "source", "archive", "rights",
    "uploaded", "type", "classification", "donors",
)  # fmt: skip
SECTION = "section"
"""What a heading of labels fills: no slot of the record, for it has no value."""


def _pattern(text: str) -> str:
    """Check a regular expression: it compiles and does not match the empty string."""
    try:
        compiled = re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    if compiled.search(""):
        raise ValueError("matches the empty string, so it would match everywhere")
    return text


def _slot(name: str) -> str:
    if name not in (*SLOTS, SECTION):
        raise ValueError(f"is not a slot; the slots are {', '.join(SLOTS)}")
    return name


Pattern = Annotated[str, AfterValidator(_pattern)]
SlotName = Annotated[str, AfterValidator(_slot)]


class _Part(BaseModel):
    """Common to all tables of a profile: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Position(_Part):
    """A slot filled by its position before the first label."""

    slot: SlotName
    pattern: Pattern | None = None
    """What the slot's text looks like; decides where a paragraph is missing or one too many."""
    longest: Annotated[int, Field(gt=0)] | None = None
    """Characters; where all positions are filled in order, the length alone decides."""
    unsure_pattern: Pattern | None = None
    """For a slot that closes the text: what it must look like where its place says less."""
    before_next: bool = False
    """Only where the paragraph after it has the form of the next position."""

    def accepts(self, text: str, *, in_order: bool = False) -> bool:
        """Whether a paragraph may fill the slot; `in_order`: as many paragraphs as positions stand there."""
        if in_order and self.longest is not None and len(text) <= self.longest:
            return True
        return self.pattern is None or re.search(self.pattern, text) is not None

    def accepts_unsure(self, text: str) -> bool:
        """Whether a paragraph may fill the slot where no blank line says so, or several do."""
        return re.search(self.unsure_pattern, text) is not None if self.unsure_pattern else self.accepts(text)


class Label(_Part):
    """A header label: the words that announce a slot, alone on their line or before its value."""

    slot: SlotName
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    value: Literal["none", "line", "lines", "paragraph", "paragraphs"] = "paragraphs"
    """`line`: one line; `lines`: up to the next blank line; `paragraphs`: up to the next label; `none`:
    the heading of a group of labels. Labels after the text are found from such a heading."""
    pattern: Pattern | None = None
    """What a value looks like. For `lines`: used to end the block where the blank lines are lost; else asked
    only where no label follows, and a label whose paragraph has not this form stands empty."""


class Drop(_Part):
    """Lines that are no part of the record, such as a web site's navigation; said in a finding."""

    lines: Annotated[tuple[str, ...], Field(min_length=1)]
    """The lines, whole; they count only above the header."""
    reason: Annotated[str, Field(min_length=1)]
    """Why they are not kept."""


class Abstract(_Part):
    """An editor's summary that stands within the text: below its label, up to the label of the text."""

    names: Annotated[tuple[str, ...], Field(min_length=1)]
    """Labels of the summary, each alone on its line."""
    until: Annotated[tuple[str, ...], Field(min_length=1)]
    """Labels of the text, each alone on its line; they belong to the text."""


class HeaderRules(_Part):
    """The header: slots by position at the head, then labels in fixed order before or after the text."""

    drops: tuple[Drop, ...] = ()
    masthead: tuple[str, ...] = ()
    """Lines of the archive's own head above everything else: no title, kept as unrecognised notes."""

    labels_stand: Literal["before", "after"] = "before"
    """Whether the labels stand before the text or after it."""

    positions: tuple[Position, ...] = ()
    """Slots of the paragraphs before the first label, in order."""
    front_ends: Pattern | None = None
    """For a layout without labels: the form of the paragraph that the text begins with. The positions are
    those of the paragraphs above it, and count only where it follows them."""
    labels: tuple[Label, ...] = ()
    """In the order of the layout; any may be missing, none comes twice or within the text."""
    abstract: Abstract | None = None
    closing: tuple[Position, ...] = ()
    """Slots of the last paragraphs between the text and labels that stand after it."""


class BodyRules(_Part):
    """How the text is cut into paragraphs and what is markup in it."""

    raised: tuple[str, str] | None = None
    """The signs around what was printed raised, such as `^{` and `}`."""
    supplied: bool = False
    """Whether words in square brackets within a translation are the translator's additions."""
    bullets: tuple[str, ...] = ()
    """List marks before a note; markup, not text."""


class Archive(_Part):
    """What the layout says of its archive: constants of the project, never read from a record."""

    name: str = ""
    names: tuple[str, ...] = ()
    """Other names that the archive gives itself in citations."""
    publisher: str = ""
    """Who publishes the archive."""
    address: str = ""
    """Address of a record, with `{number}`; used, and marked as such, where none is printed."""
    number: Pattern | None = None
    """Pattern over a record's address whose group 1 is the record's number."""
    id_prefix: str = ""
    """With a number, the document's id is prefix + number."""
    language: str = ""
    """BCP 47 tag of the header's language; empty: the language of the text."""


class Profile(_Part):
    """A record layout."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    description: str = ""
    fallback: bool = False
    """Takes what no other profile recognises."""
    required: tuple[SlotName, ...] = ()
    """Slots a record of this layout always has: without them it is of another layout."""
    header: HeaderRules = HeaderRules()
    body: BodyRules = BodyRules()
    archive: Archive = Archive()

    @model_validator(mode="after")
    def _one_citation(self) -> Profile:
        slots = {label.slot for label in self.header.labels}
        if {"citation", "source"} <= slots:
            raise ValueError("header.labels: citation and source are one place of the TEI; name one of them")
        return self

    @model_validator(mode="after")
    def _labels_after_the_text_have_a_heading(self) -> Profile:
        headed = any(label.value == "none" for label in self.header.labels)
        if self.header.labels_stand == "after" and not headed:
            raise ValueError('header.labels: labels after the text are found by one whose value is "none"')
        if self.header.closing and self.header.labels_stand == "before":
            raise ValueError("header.closing: stands between the text and labels after it")
        return self

    @model_validator(mode="after")
    def _required_can_be_filled(self) -> Profile:
        known = {
            *(position.slot for position in (*self.header.positions, *self.header.closing)),
            *(label.slot for label in self.header.labels),
            "body",
        }
        if missing := set(self.required) - known:
            raise ValueError(f"required: no rule of the profile fills {', '.join(sorted(missing))}")
        return self


def load_profile(path: Path) -> Profile:
    """Read a profile file.

    Raises:
        TeiError: the file cannot be read, is not TOML, or breaks a rule; all problems in one message.
    """
    text = ""
    try:
        text = path.read_bytes().decode("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise TeiError("F001", f"{path}: cannot be read: {error.strerror}", "check the path") from error
    except UnicodeDecodeError as error:
        raise TeiError("F001", f"{path}: not UTF-8 (byte {error.start})", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise TeiError("F001", f"{path}: not valid TOML: {error}", "mend the line named") from error
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        lines = explain(error, Profile, text)
        raise TeiError("F002", f"{path}: " + "; ".join(lines), "mend these keys") from error


def explain(error: ValidationError, model: type[BaseModel], text: str) -> list[str]:
    """Every problem of a pydantic error as `line N: key.path: what is wrong`, with the valid keys.

    `text` is the TOML that was read; the line is left out where the key is missing.
    """
    lines = []
    for problem in error.errors(include_url=False):
        line = _line_of(problem["loc"], text)
        place = (f"line {line}: " if line else "") + (".".join(map(str, problem["loc"])) or "file")
        if problem["type"] == "extra_forbidden":
            valid = _keys_at(model, problem["loc"][:-1])
            near = get_close_matches(str(problem["loc"][-1]), valid, 1)
            guess = f" (did you mean {near[0]}?)" if near else ""
            lines.append(f"{place}: unknown key{guess}; valid keys here: {', '.join(valid)}")
        else:
            lines.append(f"{place}: {problem['msg']}")
    return lines


def _line_of(loc: tuple[int | str, ...], text: str) -> int | None:
    """The line of a key: under its table's header, the n-th such header for an array of tables."""
    names = [part for part in loc if isinstance(part, str)]
    if not names:
        return None
    index = next((part for part in loc if isinstance(part, int)), 0)
    table, seen = "", dict[str, int]()
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([\w.\"-]+)\s*\]+", line):
            table = header[1]
            seen[table] = seen.get(table, -1) + 1
            if table == ".".join(names):
                return number
        key = re.match(r"\s*([\w.-]+)\s*=", line)
        path = f"{table}.{key[1]}" if table and key else key[1] if key else ""
        in_array = "[[" not in text or seen.get(table, 0) in (0, index)
        if path in (".".join(names), ".".join(names[:-1])) and path and in_array:
            return number
    return None


def _keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand at a place, as the file spells them."""
    for part in loc:
        if isinstance(part, int):
            continue
        annotation = _by_key(model)[part].annotation
        inner = next((arg for arg in _arguments(annotation) if _is_model(arg)), annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return sorted(_by_key(model))


def _by_key(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _arguments(annotation: object) -> tuple[object, ...]:
    found: list[object] = []
    for argument in getattr(annotation, "__args__", ()):
        found += [argument, *_arguments(argument)]
    return tuple(found)


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@cache
def built_in() -> dict[str, Profile]:
    """The layouts that travel with the program, by name."""
    return {path.stem: load_profile(path) for path in resources.profile_files()}


def named(name: str) -> Profile:
    """Return a built-in profile by name, or read it from a file when `name` is a path.

    Raises:
        TeiError: no such profile; the message lists those there are.
    """
    from pathlib import Path  # only for a profile given as a file

    profiles = built_in()
    if name in profiles:
        return profiles[name]
    if name.endswith(".toml") or "/" in name:
        return load_profile(Path(name))
    near = get_close_matches(name, profiles, 1)
    guess = f"; did you mean {near[0]}?" if near else ""
    raise TeiError(
        "F003", f"no profile is called {name!r}{guess}", f"the profiles are: auto, {', '.join(profiles)}"
    )

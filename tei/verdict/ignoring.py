"""`tei-ignore.toml`: findings that the project has looked at and lets stand, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812  (as in tei.project)
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from tei.findings import Finding, TeiError, Where, finding
from tei.profile.problems import explain, line_of
from tei.project_files import read_project_file
from tei.toml_text import parse_toml
from tei.verdict.codes import lenient_code

if TYPE_CHECKING:
    from collections.abc import Collection

    from tei.verdict.addresses import Base


def _reason(text: str) -> str:
    if not text.strip():
        raise ValueError("say why the finding may stand")
    return text


class Entry(BaseModel):
    """A kind of finding that is let stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Annotated[str, AfterValidator(lenient_code)]
    """Of the finding, such as `T019`."""
    file: Annotated[str, Field(min_length=1)]
    """Its file, or a pattern: from the folder of tei-ignore.toml, or without `/` a name in any folder below it."""
    reason: Annotated[str, AfterValidator(_reason)]
    """Why it may stand. It is told in reports."""
    match: str = ""
    """Words that its message has."""
    xpath: str = ""
    """What its XPath has, such as `/div[2]/`."""
    until: Date | None = None
    """The last day on which the entry counts."""


class IgnoreFile(BaseModel):
    """A tei-ignore.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ignore: tuple[Entry, ...] = ()


@dataclass
class Ignore:
    """The entries of a file, with their lines, and which of them were used.

    Args:
        path: the file as the user named it.
        folder: its folder's address, empty for the base.
        base: what addresses are relative to. Patterns start here for files that are not below the folder.
        entries: what it says.
        lines: where each entry stands.
        today: after its last day an entry does not count; None: no entry has run out.
    """

    path: str
    folder: str
    base: Path
    entries: tuple[Entry, ...]
    lines: tuple[int | None, ...]
    today: Date | None
    _used: set[int] = field(default_factory=set)

    def reason(self, one: Finding, address: str) -> str:
        """Why a finding is ignored; empty: it is not."""
        for number, entry in enumerate(self.entries):
            if self._counts(entry) and self._fits(entry, one, address):
                self._used.add(number)
                return entry.reason
        return ""

    def _fits(self, entry: Entry, one: Finding, address: str) -> bool:
        return (
            entry.code == one.code
            and entry.match in one.message
            and entry.xpath in (one.where.xpath or "")
            and self._names(entry, address)
        )

    def _counts(self, entry: Entry) -> bool:
        return entry.until is None or self.today is None or self.today <= entry.until

    def _names(self, entry: Entry, address: str) -> bool:
        below = f"{self.folder}/" if self.folder else ""
        return matches(entry.file, address.removeprefix(below))

    def left(self, files: Collection[str], codes: Collection[str] | None, *, whole: bool) -> list[Finding]:
        """Entries that ignored nothing, though what they name was checked or is not there; and those that have run out.

        Args:
            files: the addresses of the files checked.
            codes: the rules that ran; None: all.
            whole: all below the folder of tei-ignore.toml was checked.
        """
        found = []
        for number, (entry, line) in enumerate(zip(self.entries, self.lines, strict=True)):
            where = Where(self.path, line)
            what = f"{entry.code} in {entry.file}"
            if not self._counts(entry):
                found.append(finding("V002", f"{what}: counted until {entry.until}", where))
            elif number not in self._used and self._was_asked(entry, files, codes, whole):
                found.append(finding("V001", f"{what}: no finding is ignored by this", where))
        return found

    def _was_asked(
        self, entry: Entry, files: Collection[str], codes: Collection[str] | None, whole: bool
    ) -> bool:
        ran = codes is None or not entry.code.startswith("T") or entry.code in codes
        return ran and (whole or any(self._names(entry, one) for one in files) or self._is_gone(entry))

    def _is_gone(self, entry: Entry) -> bool:
        """Whether an entry names a file, by no pattern, and there is none."""
        if set(entry.file) & set("*?[\\") or entry.file.endswith("/"):
            return False
        starts = (Path(self.path).parent, self.base)
        there = any((start / entry.file).exists() for start in starts)
        return not there and ("/" in entry.file or not any(self.base.rglob(entry.file)))


def matches(pattern: str, address: str) -> bool:
    """Whether a pattern names a file, as git reads patterns.

    `*`, `?` and `[...]` stand for signs of one name, `**` for any folders, a `/` at the end for all below a folder. A
    pattern without other `/` is a name in any folder.
    """
    parts = pattern.replace("\\", "/").removeprefix("./").split("/")
    parts = [*parts[:-1], "**"] if parts[-1] == "" else parts
    parts = parts if len(parts) > 1 else ["**", *parts]
    names = address.split("/")
    reached = {0}  # how many names the parts so far can stand for
    for part in parts:
        if part == "**":
            reached = set(range(min(reached), len(names) + 1)) if reached else set()
        else:
            reached = {end + 1 for end in reached if end < len(names) and fnmatchcase(names[end], part)}
    return len(names) in reached


def read_ignore(path: Path, base: Base, today: Date | None) -> Ignore:
    """Read a tei-ignore.toml.

    Raises:
        TeiError: F001 or F002, it cannot be read, or has wrong keys or values; all problems at once.
    """
    try:
        text = read_project_file(path).decode("utf-8")
    except OSError as error:
        raise TeiError(
            "F001", f"{path}: cannot be read: {error.strerror or error}", "check its path"
        ) from error
    except UnicodeDecodeError as error:
        raise TeiError("F001", f"{path}: not UTF-8 (byte {error.start})", "save it as UTF-8") from error
    data = parse_toml(text, str(path))
    try:
        entries = IgnoreFile.model_validate(data).ignore
    except ValidationError as error:
        problems = "; ".join(map(str, explain(error, IgnoreFile, text)))
        keys = ", ".join(Entry.model_fields)
        hint = f"an entry begins with [[ignore]] and has the keys {keys}; docs/validate.md tells what each is"
        raise TeiError("F002", f"{path}: {problems}", hint) from error
    lines = tuple(line_of(("ignore", number), text) for number in range(len(entries)))
    folder = base.address(str(path.parent / path.name)).rpartition("/")[0]
    return Ignore(str(path), folder, base.folder, entries, lines, today)

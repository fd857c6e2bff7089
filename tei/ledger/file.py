"""The ledger of a run: one account after the other into a file, which is whole or not there at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tei.findings import CODES, TeiError
from tei.ledger.accounts import account
from tei.ledger.lines import account_lines, failed_line, sum_line
from tei.ledger.model import Counts
from tei.output import GrowingFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.enrich.style import Style
    from tei.findings import Finding
    from tei.ledger.model import Account
    from tei.pipeline import Result


class Ledger:
    """The ledger while it is written; only one record's account is held at a time.

    Raises:
        TeiError: B002, the file cannot be written.
    """

    def __init__(self, path: Path, style: Style) -> None:
        self.path = path
        self._style = style
        self._file = GrowingFile(path)
        self._counts = Counts()
        self._converted = self._failed = 0
        self._account: Account | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.__exit__()

    def prove(self, record: Result) -> Result:
        """Make a record's account; a record whose account does not add up has failed, and is not written."""
        self._account = account(record, self._style)
        problems = self._account.findings if self._account else ()
        return replace(record, tei=b"", findings=(*record.findings, *problems)) if problems else record

    def add(self, record: Result, findings: Sequence[Finding], *, written: bool) -> None:
        """Enter the record that was proven last: its account, or why nothing of it was written."""
        if written and self._account:
            for line in account_lines(self._account):
                self._file.write(line)
            self._counts += self._account.counts
            self._converted += 1
        else:
            source = record.document.record.source if record.document else None
            self.fail(record.path, findings, source.sha256 if source else "", record.ordinal)
        self._account = None

    def fail(self, file: str, findings: Sequence[Finding], sha256: str = "", ordinal: int = 0) -> None:
        """Enter an input of which nothing was written; `ordinal`: which record of its file."""
        self._file.write(failed_line(file, sha256, findings, ordinal))
        self._failed += 1

    def finish(self) -> bool:
        """Enter the sum and put the file at its place; False when it held these bytes already.

        Raises:
            TeiError: B002, the file cannot be written.
        """
        self._file.write(sum_line(self._converted, self._failed, self._counts))
        return self._file.finish()

    @property
    def says(self) -> str:
        """The sum in words."""
        one = self._counts
        return (
            f"{self.path}: {one.source:,} characters in = {one.text:,} text + {one.markup:,} markup"
            f" + {one.label:,} labels + {one.dropped:,} dropped"
        )


def check_place(
    path: Path,
    inputs: Sequence[str],
    files: Sequence[Path],
    out: Path | None,
    searched: tuple[str, ...] = (".txt",),
) -> None:
    """See that a ledger is neither an input nor an output of its own run, nor one of the next.

    Args:
        path: the ledger.
        inputs: what the user named.
        files: the records found there.
        out: the folder of the TEI files; None for standard output.
        searched: what records in a folder are called.

    Raises:
        TeiError: F011, it cannot stand there.
    """
    if problem := _problem(path, inputs, files, out, searched):
        raise TeiError("F011", f"--ledger {path}: {problem}", CODES["F011"].help)


def _problem(
    path: Path, inputs: Sequence[str], files: Sequence[Path], out: Path | None, searched: tuple[str, ...]
) -> str:
    if str(path) == "-":
        return "a ledger is written whole or not at all, so it cannot go to standard output"
    if path.is_symlink():  # /dev/stdout is one, too
        return "it is a link: name the file itself"
    if path.exists() and not path.is_file():
        return "it is not a regular file"
    if path.exists() and any(file.exists() and path.samefile(file) for file in files):
        return "it is one of the records"
    folder, suffix = path.absolute().parent.resolve(), path.suffix.lower()
    if suffix in searched and any(
        Path(one).is_dir() and folder.is_relative_to(Path(one).resolve()) for one in inputs
    ):
        return f"it would be a record of the next run: it stands below an input folder and is called {suffix}"
    if suffix == ".xml" and out is not None and folder == out.resolve():
        return "the output folder's .xml files are those of the records"
    return (
        ""
        if folder.is_dir() or (out is not None and out.resolve().is_relative_to(folder))
        else "there is no such folder"
    )

"""The manifest of a build: one SQLite file in the output folder, which says what was made of what.

It is never trusted: each row carries a checksum, and a file that is broken, or of another program's version, is set
aside and made again by a build from nothing. Rows are JSON of declared types (`model.py`), nothing in it is code.

Before a file is put in its place its digest is noted (`coming`), so that after a kill at any moment what stands there is
known for the program's own work, old or new, and is not taken for a hand's.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from pydantic import ValidationError

from tei.building.model import FileKept, Known, Output, file_adapter
from tei.findings import TeiError
from tei.review.gathering import Listed
from tei.scratch import as_bytes, as_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tei.building.model import RecordMade

FOLDER: Final = ".tei"
NAME: Final = "manifest.sqlite"
STAGED: Final = "staged"
"""The folder in which workers on other machines leave what they have made."""
_FORMAT: Final = "2"
_PROJECT: Final = rb"\u001a/"
"""Stands for the folder of the project, in JSON: no name and no message has this character."""
_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL, sum BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE file (path BLOB PRIMARY KEY, kept BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE record (path BLOB, ordinal INTEGER, facts BLOB NOT NULL, base BLOB NOT NULL, sum BLOB NOT NULL,
  PRIMARY KEY (path, ordinal));
CREATE TABLE output (place BLOB PRIMARY KEY, owner BLOB NOT NULL, kind TEXT NOT NULL, made TEXT NOT NULL,
  there TEXT NOT NULL, key TEXT NOT NULL, coming TEXT NOT NULL, sum BLOB NOT NULL);
"""

_OUTPUTS: Final = "SELECT place, owner, kind, made, there, key, coming, sum FROM output"
_FORGET_FILE: Final = (
    "DELETE FROM record WHERE path = ?",
    "DELETE FROM listed WHERE path = ?",
    "DELETE FROM file WHERE path = ?",
)
_LISTED: Final = "SELECT path, ordinal, record, id, rows, settled, lines, page, sum FROM listed"
_LATER: Final = """
CREATE TABLE IF NOT EXISTS verdict (place BLOB PRIMARY KEY, key TEXT NOT NULL, said BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS listed (path BLOB, ordinal INTEGER, record BLOB NOT NULL, id BLOB NOT NULL,
  rows INTEGER NOT NULL, settled INTEGER NOT NULL, lines BLOB NOT NULL, page BLOB NOT NULL, sum BLOB NOT NULL,
  PRIMARY KEY (path, ordinal));
CREATE INDEX IF NOT EXISTS listed_in_order ON listed (record, id, path, ordinal);
"""
"""A manifest without these is as good: a new form of the file would cost its owner the bases of edited TEI."""


class Broken(Exception):  # noqa: N818  (it is what the manifest is, and no mistake of a caller)
    """The manifest cannot be believed."""


class Manifest:
    """What was built, and of what. Every method may raise `Broken`."""

    def __init__(self, connection: sqlite3.Connection, file: Path, project: Path) -> None:
        self._connection = connection
        self._file = file
        named = "" if project == Path() else f"{project}{os.sep}"
        self._here = json.dumps(named, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")
        self._named = re.compile(rb"(?<![\w./\\\x80-\xff-])" + re.escape(self._here))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def paths(self) -> list[str]:
        """The paths of all files."""
        return [os.fsdecode(path) for (path,) in self._rows("SELECT path FROM file")]

    def file(self, path: str) -> FileKept | None:
        """What is known of a file."""
        name = os.fsencode(path)
        for kept, check in self._rows("SELECT kept, sum FROM file WHERE path = ?", (name,)):
            _see(check, name, kept)
            try:
                return file_adapter().validate_json(self._as_here(kept))
            except ValidationError as error:
                raise Broken(str(error)) from error
        return None

    def outputs(self) -> Iterator[Known]:
        """All outputs."""
        return map(_known, self._rows(_OUTPUTS))

    def output(self, place: str) -> Known | None:
        """The output at a place."""
        return next(map(_known, self._rows(f"{_OUTPUTS} WHERE place = ?", (os.fsencode(place),))), None)

    def places(self) -> Iterator[tuple[str, str]]:
        """The places of all outputs, and their owners."""
        for place, owner in self._rows("SELECT place, owner FROM output"):
            yield os.fsdecode(place), os.fsdecode(owner)

    def record(self, path: str, ordinal: int) -> tuple[bytes, bytes]:
        """The facts of a record, and its TEI as the program made it, compressed."""
        query = "SELECT facts, base, sum FROM record WHERE path = ? AND ordinal = ?"
        for facts, base, check in self._rows(query, (os.fsencode(path), ordinal)):
            _see(check, os.fsencode(path), ordinal, facts, base)
            return facts, base
        raise Broken(f"no facts of {path!r}")

    def listed(self, left_out: Collection[str]) -> Iterator[Listed]:
        """What records add to the review list, in its order; without those of some files."""
        names = frozenset(map(os.fsencode, left_out))
        for row in self._rows(f"{_LISTED} INDEXED BY listed_in_order ORDER BY record, id, path, ordinal"):
            if row[0] not in names:
                yield _listed(row)

    def listed_of(self, path: str, ordinal: int) -> Listed:
        """What a record adds to the review list."""
        for row in self._rows(f"{_LISTED} WHERE path = ? AND ordinal = ?", (os.fsencode(path), ordinal)):
            return _listed(row)
        raise Broken(f"no rows of {path!r}")

    def unlisted(self) -> set[str]:
        """The files of records of which nothing is known for the review list, as earlier forms of the program left them."""
        rows = self._rows("SELECT path, ordinal FROM record EXCEPT SELECT path, ordinal FROM listed")
        return {os.fsdecode(path) for path, _ in rows}

    def meta(self, name: str) -> bytes:
        """A value of the build as a whole; empty where it has none."""
        for value, check in self._rows("SELECT value, sum FROM meta WHERE name = ?", (name,)):
            _see(check, name, value)
            return bytes(value)
        return b""

    def told(self) -> bytes:
        """What was told of the whole, as JSON; empty where that is not known."""
        return self._as_here(self.meta("told"))

    def put_told(self, told: bytes) -> None:
        """Note what was told of the whole."""
        self.put_meta("told", self._anywhere(told))

    def base(self, place: str) -> bytes:
        """What the program had made of edited TEI that no record has now, compressed; empty where that is not known."""
        return self.meta(_base_name(place))

    def put_base(self, place: str, base: bytes) -> None:
        """Keep what the program had made of edited TEI, for the record that will have its place again."""
        if base:
            self.put_meta(_base_name(place), base)

    def drop_base(self, place: str) -> None:
        """Forget what was kept of edited TEI that a record has again."""
        self._put("DELETE FROM meta WHERE name = ?", (_base_name(place),))

    def put_meta(self, name: str, value: bytes) -> None:
        """Note a value of the build as a whole."""
        self._put("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", (name, value, _sum(name, value)))

    def verdict(self, place: str, key: str) -> bytes | None:
        """What was said of the TEI at a place, if it was said of what this key is the digest of; None: nothing is known."""
        name = os.fsencode(place)
        for said, check in self._rows(
            "SELECT said, sum FROM verdict WHERE place = ? AND key = ?", (name, key)
        ):
            return bytes(said) if check == _sum(name, key, said) else None
        return None

    def put_verdict(self, place: str, key: str, said: bytes) -> None:
        """Note what was said of the TEI at a place."""
        row = (os.fsencode(place), key, said)
        self._put("INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?)", (*row, _sum(*row)))

    def drop_verdicts(self, places: Collection[str]) -> None:
        """Forget what was said of all but these places."""
        known = [place for (place,) in self._rows("SELECT place FROM verdict")]
        for place in known:
            if os.fsdecode(place) not in places:
                self._put("DELETE FROM verdict WHERE place = ?", (place,))

    def put_file(self, path: str, kept: FileKept, records: Iterable[RecordMade]) -> None:
        """Note a file and its records: their facts, their TEI, what they add to the review list."""
        name = os.fsencode(path)
        data = self._anywhere(file_adapter().dump_json(kept))
        self.drop_file(path)
        self._put("INSERT INTO file VALUES (?, ?, ?)", (name, data, _sum(name, data)))
        for one in records:
            row = (name, one.kept.ordinal, one.facts, one.base)
            self._put("INSERT INTO record VALUES (?, ?, ?, ?, ?)", (*row, _sum(*row)))
            told = one.listed
            place = (name, one.kept.ordinal, as_bytes(told.record), as_bytes(told.id))
            adds = (*place, told.rows, told.settled, told.table, told.page)
            self._put("INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*adds, _sum(*adds)))

    def drop_file(self, path: str) -> None:
        """Forget a file."""
        for deletion in _FORGET_FILE:
            self._put(deletion, (os.fsencode(path),))

    def put_output(self, owner: str, output: Output, coming: str = "") -> None:
        """Note an output, or what is about to be put at its place."""
        one = output
        row = (os.fsencode(one.place), os.fsencode(owner), one.kind, one.made, one.there, one.key, coming)
        self._put("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, _sum(*row)))

    def drop_output(self, place: str) -> None:
        """Forget an output."""
        self._put("DELETE FROM output WHERE place = ?", (os.fsencode(place),))

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Write all that is noted within at once, and wait for the disk."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:  # of a full disk SQLite has rolled back already
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _refused(error, self._file) from error

    def verify_whole(self) -> None:
        """See that the few values of the build as a whole are what was written."""
        for name, value, check in self._rows("SELECT name, value, sum FROM meta"):
            _see(check, name, value)

    def verify(self) -> None:
        """See that the facts of every record are what was written."""
        for path, ordinal, facts, base, check in self._rows("SELECT * FROM record"):
            _see(check, path, ordinal, facts, base)
        for row in self._rows(_LISTED):
            _listed(row)

    def _anywhere(self, data: bytes) -> bytes:
        """JSON without the folder of the project, which may be another one when it is read."""
        return self._named.sub(lambda _: _PROJECT, data) if self._here else data

    def _as_here(self, data: bytes) -> bytes:
        return data.replace(_PROJECT, self._here)

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            # `yield from` would close the rows when it is left, maybe after the file.
            for row in self._connection.execute(query, values):  # noqa: UP028
                yield row
        except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
            raise Broken(str(error)) from error

    def _put(self, query: str, values: tuple[object, ...]) -> None:
        self._connection.execute(query, values)


def open_manifest(out: Path, project: Path) -> Manifest:
    """The manifest of an output folder of the project in a folder, made where there is none.

    Raises:
        Broken: it is not to be believed; `set_aside` makes room for a new one.
        TeiError: B002, it cannot be written.
    """
    file = out / FOLDER / NAME
    is_new = not file.exists()
    connection = _connected(file, "rwc")
    try:
        if is_new:
            connection.executescript(f"BEGIN; {_TABLES} COMMIT;")
        manifest = Manifest(connection, file, project)
        if is_new:
            with manifest.noting():
                manifest.put_meta("format", _FORMAT.encode())
        _check(manifest, connection)
        connection.executescript(_LATER)
    except (Broken, TeiError):
        connection.close()
        raise
    except sqlite3.Error as error:
        connection.close()
        if _is_of_the_disk(error):
            raise _refused(error, file) from error
        raise Broken(str(error)) from error
    return manifest


def read_manifest(out: Path, project: Path) -> Manifest | None:
    """As `open_manifest`, for reading alone; None where there is none.

    Raises:
        Broken: it is not to be believed.
    """
    file = out / FOLDER / NAME
    if not file.is_file():
        return None
    connection = _connected(file, "ro")
    try:
        manifest = Manifest(connection, file, project)
        _check(manifest, connection)
    except sqlite3.Error as error:
        connection.close()
        raise Broken(str(error)) from error
    except Broken:
        connection.close()
        raise
    return manifest


def set_aside(out: Path) -> None:
    """Take away a manifest that is not to be believed."""
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
        (out / FOLDER / name).unlink(missing_ok=True)


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _check(manifest: Manifest, connection: sqlite3.Connection) -> None:
    """See that the file is whole and of this form; then let writers leave readers alone."""
    for row in connection.execute("PRAGMA quick_check"):
        if row != ("ok",):
            raise Broken(str(row[0]))
    if manifest.meta("format") != _FORMAT.encode():
        raise Broken("written by another version of the program")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _known(row: tuple[Any, ...]) -> Known:
    place, owner, kind, made, there, key, coming, check = row
    _see(check, place, owner, kind, made, there, key, coming)
    return Known(os.fsdecode(owner), Output(os.fsdecode(place), kind, made, there, key), coming)


def _listed(row: tuple[Any, ...]) -> Listed:
    _, _, record, identity, rows, settled, lines, page, check = row
    _see(check, *row[:-1])
    return Listed(as_text(record), as_text(identity), rows, settled, lines, page)


def _base_name(place: str) -> str:
    return "base " + hashlib.sha256(os.fsencode(place)).hexdigest()


def _sum(*values: object) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for one in values:
        data = one if isinstance(one, bytes) else str(one).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


def _see(check: object, *values: object) -> None:
    if check != _sum(*values):
        raise Broken("a row is not what was written")


def _is_of_the_disk(error: sqlite3.Error) -> bool:
    full = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in full


def _refused(error: sqlite3.Error, file: Path) -> TeiError:
    return TeiError("B002", f"{file}: cannot be written: {error}", "make room, or see what the disk has")

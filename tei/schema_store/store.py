"""Schemas kept by name in the user's cache: each in a folder of its own, whole or not at all.

The folder is `TEI_CACHE`, or `tei-pipeline` below `XDG_CACHE_HOME`, or `~/.cache/tei-pipeline`. `NAME/kept.json`
names the schema's file, where it came from, and the sha256 of every file; a file that has changed since is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.findings import TeiError
from tei.schema_store.layout import lay_out
from tei.validation.request import OWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.schema_store.parts import Parts

NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_ABOUT: Final = "kept.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A schema in the cache: its file, the hash of that file as it came, where it came from, the hash of each file."""

    name: str
    path: Path
    sha256: str
    origin: str
    files: dict[str, str]


def cache_folder() -> Path:
    """Return the folder of the user's cache, which may not exist yet."""
    if named := os.environ.get("TEI_CACHE"):
        return Path(named).absolute()
    base = os.environ.get("XDG_CACHE_HOME", "")
    root = Path(base) if Path(base).is_absolute() else Path("~/.cache").expanduser()
    return root / "tei-pipeline"


def _schemas() -> Path:
    return cache_folder() / "schemas"


def kept_schemas() -> list[Kept]:
    """Return the schemas of the cache in the order of their names."""
    folder = _schemas()
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [found for name in names if NAME.fullmatch(name) and (found := kept(name)) is not None]


def kept(name: str) -> Kept | None:
    """Return the schema of this name; None where there is none.

    Raises:
        TeiError: X016, what is kept under the name is damaged.
    """
    folder = _schemas() / name
    if not NAME.fullmatch(name) or not folder.is_dir():
        return None
    try:
        about = json.loads((folder / _ABOUT).read_text("utf-8"))
        files = {str(key): str(value) for key, value in about["files"].items()}
        found = Kept(name, folder / str(about["path"]), str(about["sha256"]), str(about["origin"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(name, f"{_ABOUT} cannot be read") from error
    return found


def intact(found: Kept) -> Kept:
    """Return the schema, each of its files being what was kept.

    Raises:
        TeiError: X016, a file is missing or has changed.
    """
    for name, digest in found.files.items():
        try:
            data = (_schemas() / found.name / name).read_bytes()
        except OSError as error:
            raise _damaged(found.name, f"{name} cannot be read") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise _damaged(found.name, f"{name} has changed since it was added")
    return found


def _damaged(name: str, what: str) -> TeiError:
    return TeiError(
        "X016", f"the schema {name} is damaged in the cache: {what}", "add it again with tei schema add"
    )


def check_name(name: str) -> None:
    """Refuse a name that no schema can have.

    Raises:
        TeiError: X016.
    """
    if name == OWN_SCHEMA:
        raise TeiError("X016", f"{name} is the program's own schema", "give another --name")
    if not NAME.fullmatch(name):
        hint = "write letters, digits, - _ and ., a letter first, at most 64"
        raise TeiError("X016", f"{name!r} is no name for a schema", hint)


def keep(name: str, parts: Parts, check: Callable[[Path, dict[str, str]], None]) -> Kept:
    """Keep a schema with all its files under a name, in the place of what had that name.

    Args:
        name: as `check_name` lets it pass.
        parts: the schema.
        check: is given the schema's file and, of each file, where it came from; raises TeiError for a schema that no
            engine can use, and nothing is kept then.

    Raises:
        TeiError: of `check`; X016, the cache cannot be written.
    """
    folder = _schemas()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=folder) as made:
            new = Path(made, "new")
            new.mkdir()
            found, origins = _write(name, parts, new)
            check(new / found.path, origins)
            _take_the_place(new, folder / name, Path(made, "old"))
    except OSError as error:
        message = f"the cache {folder} cannot be written: {error.strerror or error}"
        raise TeiError(
            "X016", message, "make room or give permission, or name another folder by TEI_CACHE"
        ) from error
    return Kept(name, folder / name / found.path, found.sha256, found.origin, found.files)


def _write(name: str, parts: Parts, folder: Path) -> tuple[Kept, dict[str, str]]:
    laid = lay_out(parts, folder)
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in laid
    }
    digest = hashlib.sha256(parts.by_address[parts.main].data).hexdigest()
    found = Kept(name, next(iter(laid)).relative_to(folder), digest, parts.main, files)
    about = asdict(found) | {"path": found.path.as_posix()}
    (folder / _ABOUT).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return found, {str(path): address for path, address in laid.items()}


def _take_the_place(new: Path, place: Path, old: Path) -> None:
    """Put the new folder where the old one was: between the two moves there is none, and never a half."""
    if place.exists():
        place.replace(old)
    try:
        new.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
    shutil.rmtree(old, ignore_errors=True)

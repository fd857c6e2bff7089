"""A store between workers and run: each output is an object under a name of its own, whole or not there."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.building import digests
from tei.building.spreading import Lost
from tei.findings import CODES, TeiError
from tei.output import stage

if TYPE_CHECKING:
    from tei.building.model import FileMade, Staged


_OF_LIBRARIES: Final = (("botocore.exceptions", "BotoCoreError"), ("aiohttp", "ClientError"))


def _refusals() -> tuple[type[Exception], ...]:
    """What is raised where a store refuses or does not answer: fsspec has one class for the first of these alone."""
    loaded = ((sys.modules.get(module), name) for module, name in _OF_LIBRARIES)
    return (OSError, *(getattr(module, name) for module, name in loaded if module))


class Store:
    """The folder of a run in a store that fsspec knows: `s3://bucket/folder`, `file:///folder`, `memory://folder`."""

    def __init__(self, address: str, run: str) -> None:
        """Raise `TeiError` F042 where the store's library is not installed or the address is none."""
        from fsspec.core import url_to_fs

        try:
            self._files, root = url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise TeiError(
                "F042", f"[run] store {address!r} cannot be used: {error}", CODES["F042"].help
            ) from error
        self._folder = f"{root.rstrip('/')}/tei-{run}"
        self._address = address

    def leave(self, made: FileMade) -> FileMade:
        """Put the outputs of a file into the store.

        Raises:
            TeiError: B002, the store refused.
        """
        try:
            self._files.makedirs(self._folder, exist_ok=True)
            records = tuple(
                replace(record, staged=tuple(self._leave(one) for one in record.staged))
                for record in made.records
            )
        except _refusals() as error:
            message = f"[run] store {self._address}: cannot be written: {error}"
            raise TeiError("B002", message, CODES["B002"].help) from error
        return replace(made, records=records)

    def _leave(self, staged: Staged) -> Staged:
        if not staged.temporary:
            return staged
        # A name of its own for each: what is delivered twice meets nothing, and nobody reads half an object.
        name = f"{self._folder}/{secrets.token_hex(16)}"
        self._files.pipe_file(name, Path(staged.temporary).read_bytes())
        return replace(staged, temporary=name)

    def fetch(self, made: FileMade, staging: Path) -> FileMade | Lost:
        """Bring the outputs of a file here, to be put in place; what is not as it was made is told.

        Raises:
            TeiError: B002, they cannot be written here.
        """
        records = []
        for record in made.records:
            fetched = []
            for one in record.staged:
                data = self._bytes(one)
                if data is None:
                    return Lost(
                        made.path, f"the store {self._address} did not give back {one.output.place} whole"
                    )
                name = os.fspath(stage(staging / one.output.place, data, staging)) if one.temporary else ""
                fetched.append(replace(one, temporary=name))
            records.append(replace(record, staged=tuple(fetched)))
        return replace(made, records=tuple(records))

    def _bytes(self, staged: Staged) -> bytes | None:
        """The bytes of an output, none where it has none; None where they are not what was made."""
        if not staged.temporary:
            return b""
        data = None
        with suppress(*_refusals()):
            data = bytes(self._files.cat_file(staged.temporary))
            self._files.rm_file(staged.temporary)
        return data if data is not None and digests.sha256(data) == staged.output.there else None

    def remove(self) -> bool:
        """Remove all that is left of the run, such as what was delivered twice; whether nothing of it is there."""
        try:
            self._files.invalidate_cache()
            self._files.rm(self._folder, recursive=True)
        except FileNotFoundError:
            return True
        except _refusals():
            return False
        return True

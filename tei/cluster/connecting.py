"""The connection to a scheduler: found within seconds or told, made again where the scheduler was started anew."""

from __future__ import annotations

import logging
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Self

from tei.findings import CODES, TeiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from distributed import Client

SECONDS: Final = 5
"""For a scheduler to answer."""
PATIENCE: Final = 60.0
"""Seconds for a scheduler that was lost in mid-run to come back."""
_ADDRESS: Final = re.compile(r"dask://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})")


def tcp_address(address: str) -> str:
    """The address of a scheduler as dask writes it.

    Raises:
        TeiError: F042, it is no `dask://HOST:PORT`, or dask is not installed.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None or not 0 < int(match[2]) < 65_536:
        raise TeiError("F042", f"--scheduler {address!r} is no address", "write dask://HOST:PORT")
    if find_spec("distributed") is None or find_spec("fsspec") is None:
        hint = "pip install 'tei-pipeline[cluster]', here and for the workers"
        raise TeiError("F042", "--scheduler: dask is not installed", hint)
    return f"tcp://{match[1]}:{match[2]}"


def _silent(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Where a scheduler is, `dask://HOST:PORT`, and how whoever waits for the run is told what it waits for.

    Raises:
        TeiError: as `tcp_address`.
    """

    address: str
    tell: Callable[[str], None] = _silent
    patience: float = PATIENCE
    """Seconds for it to come back."""

    def __post_init__(self) -> None:
        tcp_address(self.address)


class Cluster:
    """A scheduler and its workers, while a build needs them."""

    def __init__(self, scheduler: Scheduler) -> None:
        self.address = scheduler.address
        self.tell = scheduler.tell
        self._tcp = tcp_address(scheduler.address)
        self._patience = scheduler.patience
        self.client = self._connected()
        """The connection; another one after `connect_again`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the scheduler; what it still has of this run it drops."""
        self._close()

    @property
    def is_there(self) -> bool:
        """Whether the scheduler is connected."""
        return bool(self.client.status == "running")

    def threads(self) -> int:
        """How many things the workers do at once; 0 where there is no worker now."""
        with suppress(OSError, TimeoutError):
            return sum(self.client.nthreads().values())
        return 0

    def connect_again(self) -> None:
        """Connect to the scheduler that was started in the place of the one that is lost.

        Raises:
            TeiError: B019, there was none for the time of patience.
        """
        self._close()
        ends = time.monotonic() + self._patience
        while True:
            try:
                self.client = self._connected()
            except TeiError as error:
                if time.monotonic() > ends:
                    message = f"{self.address}: the scheduler was lost and did not come back"
                    raise TeiError("B019", message, CODES["B019"].help) from error
                time.sleep(0.5)
            else:
                return

    def _connected(self) -> Client:
        from distributed import Client

        # Dask tells of lost connections with tracebacks; what a person needs of it this program says.
        for name in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            return Client(self._tcp, timeout=SECONDS, set_as_default=False, name="tei-build")
        except (OSError, TimeoutError) as error:
            message = f"{self.address}: no scheduler answers there"
            raise TeiError("F042", message, CODES["F042"].help) from error

    def _close(self) -> None:
        with suppress(OSError, TimeoutError):
            self.client.close(timeout=1)

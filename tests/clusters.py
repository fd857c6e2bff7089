"""Clusters for tests: a scheduler and workers, each a process of its own on this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


class LocalCluster:
    """Processes as an administrator would start them, in a folder of their own."""

    def __init__(
        self, folder: Path, workers: int = 2, preload: Path | None = None, failures: int = 1
    ) -> None:
        self.folder = folder
        self.preload = preload
        self.failures = failures
        self.port = free_port()
        self.scheduler: subprocess.Popen[bytes]
        self.workers: list[subprocess.Popen[bytes]] = []
        self.start_scheduler()
        for _ in range(workers):
            self.start_worker()

    @property
    def address(self) -> str:
        """As `--scheduler` takes it."""
        return f"dask://127.0.0.1:{self.port}"

    def _started(self, *words: str) -> subprocess.Popen[bytes]:
        settings = {
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(self.failures),
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "10s",
        }
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
                cwd=self.folder,
                env=os.environ | settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_scheduler(self) -> None:
        """Start it, and wait until it answers."""
        where = ("--host", "127.0.0.1", "--port", str(self.port))
        self.scheduler = self._started("scheduler", *where, "--no-dashboard", "--no-jupyter", "--no-show")
        _wait_for(self.port)

    def start_worker(self) -> None:
        """Start a worker, with the process that starts it anew when it has died."""
        options: tuple[str, ...] = (
            "--nthreads",
            "1",
            "--no-dashboard",
            "--memory-limit",
            "0",
            "--local-directory",
            ".",
        )
        if self.preload:
            options += ("--preload", str(self.preload))
        self.workers.append(
            self._started("worker", f"tcp://127.0.0.1:{self.port}", "--host", "127.0.0.1", *options)
        )

    def end(self) -> None:
        """End all processes."""
        for process in (*self.workers, self.scheduler):
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it has started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)

"""Fixtures that several tests share."""

from __future__ import annotations

import io
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of the command line ended."""

    status: int
    output: bytes
    messages: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.output.decode()

    @property
    def all(self) -> str:
        """Standard output and standard error."""
        return self.out + self.messages


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Ended]:
    """Run `tei ARGUMENTS` in this process, in the test's own folder: a process of its own takes 0.5 s."""
    from tei.cli import main

    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["tei", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        before = signal.getsignal(signal.SIGTERM)
        capsysbinary.readouterr()
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            signal.signal(signal.SIGTERM, before)
        sys.stdout.flush()
        said = capsysbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, said.out, said.err.decode())

    return run

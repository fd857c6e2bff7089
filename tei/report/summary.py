"""The summary that ends a run, and has to add up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the inputs of a run: `inputs = converted + failed + unchanged`, always.

    `with_findings` says how many of the converted have findings; `files` how many files the records were in.

    Raises:
        ValueError: the numbers do not add up, so an input went missing (a bug in the program).
    """

    inputs: int
    converted: int
    failed: int
    unchanged: int = 0
    with_findings: int = 0
    files: int | None = None

    def __post_init__(self) -> None:
        numbers = (self.inputs, self.converted, self.failed, self.unchanged, self.with_findings)
        adds_up = self.inputs == self.converted + self.failed + self.unchanged
        if min(numbers) < 0 or not adds_up or self.with_findings > self.converted:
            raise ValueError(f"the summary does not add up: {self}")

    @property
    def text(self) -> str:
        """One line: `8 in = 7 converted (2 with findings) + 1 failed + 0 unchanged`."""
        several = self.files is not None and self.files != self.inputs
        files = f" (of {self.files:,} file{'s' if self.files != 1 else ''})" if several else ""
        return (
            f"{self.inputs:,} in{files} = {self.converted:,} converted ({self.with_findings:,} with findings)"
            f" + {self.failed:,} failed + {self.unchanged:,} unchanged"
        )

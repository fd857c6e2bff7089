"""What a run makes of its findings: how severe the project holds them, which it ignores, which it knows, what fails.

A finding is a fact of a document. Whether it fails a run is said here, and nowhere else.
"""

from tei.verdict.judging import Judge, Judged, Standard

__all__ = ["Judge", "Judged", "Standard"]

"""Reports: findings as text and in the forms that editors, CI services and people read.

Pure functions of what was found to text: no clock, no machine's path, the same bytes every time.
"""

from tei.report.summary import Summary
from tei.report.text import count_findings, format_error, format_finding, format_place, printable

__all__ = ["Summary", "count_findings", "format_error", "format_finding", "format_place", "printable"]

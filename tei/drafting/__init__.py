"""A layout proposed for records of an unknown form: a commented file that its user corrects.

What repeats over the records is evidence: lines that announce values, their order and filling, lines that are
always the same, dates and titles at the head. `seen` gathers it, `proposed` makes rules of it, `written` says both.
Of tables `tables_seen` gathers the columns, and `table_written` says what is proposed for them.
"""

from tei.drafting.columns import TablesSeen, tables_seen
from tei.drafting.evidence import Evidence, seen
from tei.drafting.proposal import Proposal, proposed
from tei.drafting.table_writing import table_written
from tei.drafting.writing import written

__all__ = [
    "Evidence", "Proposal", "TablesSeen", "proposed", "seen", "table_written", "tables_seen", "written",
]  # fmt: skip

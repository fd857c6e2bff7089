"""A layout proposed for records of an unknown form: a commented file that its user corrects.

What repeats over the records is evidence: lines that announce values, their order and filling, lines that are
always the same, dates and titles at the head. `seen` gathers it, `proposed` makes rules of it, `written` says both.
"""

from tei.drafting.evidence import Evidence, seen
from tei.drafting.proposal import Proposal, proposed
from tei.drafting.writing import written

__all__ = ["Evidence", "Proposal", "proposed", "seen", "written"]

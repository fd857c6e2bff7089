"""The citation to copy, of an entry: as prose, and in the forms that reference managers read.

Each takes an `Entry` and gives text; what the document does not say is left out of it.
"""

from __future__ import annotations

from tei.gather.citations.bibtex import bibtex
from tei.gather.citations.chicago import chicago
from tei.gather.citations.csl import csl_item, csl_json
from tei.gather.citations.of_page import citation_params
from tei.gather.citations.ris import ris

__all__ = ["bibtex", "chicago", "citation_params", "csl_item", "csl_json", "ris"]

"""The citation to copy as the parameters of a page (xslt/lib/parameters.xsl)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.gather.citations.bibtex import bibtex
from tei.gather.citations.chicago import chicago
from tei.gather.citations.csl import csl_json
from tei.gather.citations.ris import ris

if TYPE_CHECKING:
    from tei.gather.entries import Entry


def citation_params(entry: Entry) -> dict[str, str]:
    """The forms of an entry's citation by the names of the parameters that show them."""
    return {
        "citation-chicago": chicago(entry),
        "citation-bibtex": bibtex(entry),
        "citation-ris": ris(entry),
        "citation-csl": csl_json(entry),
    }

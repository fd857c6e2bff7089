"""Exports for other programs: one file of many documents, `cmif`, `csv`, `ris`, `csl-json` or `bibtex`.

The documents stand in the order in which they came; the same documents give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.gather.exports.cmif import Cmif
from tei.gather.exports.items import BibTex, CslJson, Ris
from tei.gather.exports.table import Csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.gather.exports.model import About, Export

SUFFIXES: Final = {"cmif": ".cmif", "csv": ".csv", "ris": ".ris", "csl-json": ".csl.json", "bibtex": ".bib"}
"""The forms, with what a build calls their files; a CMIF called `.xml` would be taken for a document."""


def export(form: str, about: About) -> Export:
    """A new file in the making, of one of the forms.

    Raises:
        ValueError: there is no such form.
    """
    if form == "cmif":
        return Cmif(about)
    makers: dict[str, Callable[[], Export]] = {"csv": Csv, "ris": Ris, "csl-json": CslJson, "bibtex": BibTex}
    if form not in makers:
        raise ValueError(f"{form!r} is none of {', '.join(SUFFIXES)}")
    return makers[form]()

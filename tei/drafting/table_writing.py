"""A layout proposed for tables as a file: TOML with comments that say what was seen, and what is a guess."""

from __future__ import annotations

import tomllib
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tei.drafting.columns import columns_proposed
from tei.drafting.writing import GUESS, as_comment, slots_told
from tei.profile import KEPT, Profile
from tei.profile.writing import toml_value
from tei.report import printable
from tei.trial import try_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.drafting.columns import ColumnProposed, TablesSeen

_TRIED = 100  # rows
_ALWAYS = ("title", "date")


def table_written(seen: TablesSeen, name: str) -> str:
    """The draft for tables as the text of a layout file. It loads as it is.

    Raises:
        ValueError: `name` is no name of a layout.
    """
    columns = columns_proposed(seen)
    rules = "\n".join(_rules(seen, columns, name)) + "\n"
    profile = Profile.model_validate(tomllib.loads(rules))
    said = [*_introduction(seen), _trial(seen, profile)]
    return "".join(as_comment(one) for one in said) + "\n" + rules


def _introduction(seen: TablesSeen) -> Iterator[str]:
    files = len(seen.files)
    what = f"{seen.rows:,} row{'s' if seen.rows > 1 else ''} of {files:,} table{'s' if files > 1 else ''}"
    yield f"A draft made from {what} by tei profile draft. What is marked {GUESS} is a guess."
    yield "Correct it; tei profile check and tei profile try tell what it does."
    yield slots_told()
    yield ""


def _trial(seen: TablesSeen, profile: Profile) -> str:
    """How the draft itself does on the first rows."""
    tried = list(islice(try_records([Path(file) for file in seen.files], profile), _TRIED))
    fit = sum(one.fits for one in tried)
    left = sum(len(one.left) for one in tried)
    return f"Tried on the first {len(tried):,} rows: {fit:,} fit; {left:,} lines wait for a slot."


def _rules(seen: TablesSeen, columns: Sequence[ColumnProposed], name: str) -> Iterator[str]:
    yield f"name = {toml_value(name)}"
    yield f"title = {toml_value(name.replace('-', ' ').capitalize())}  {GUESS} shown by tei explain"
    full = {one.slot for one in columns if len(one.seen.values) == seen.rows}
    if required := [slot for slot in _ALWAYS if slot in full]:
        yield f"required = {toml_value(required)}  # in every row of the sample"
    if seen.delimiter:
        yield from ("", "[table]", f"delimiter = {toml_value(seen.delimiter)}")
    for one in columns:
        yield from _column(one)


def _column(one: ColumnProposed) -> Iterator[str]:
    values = one.seen.values
    example = " ".join(values[0].split()) if values else ""
    shown = f": {example[:40]!r}{'…' if len(example) > 40 else ''}" if example else ""
    yield ""
    yield f"# filled in {len(values):,} of {one.seen.rows:,}{printable(shown)}"
    yield "[[table.columns]]"
    doubt = f"  {GUESS} {printable(one.doubt)}" if one.doubt else ""
    yield f"slot = {toml_value(one.slot)}{doubt}"
    yield f"names = {toml_value([one.seen.name])}"
    if one.separator:
        yield f"separator = {toml_value(one.separator)}"
    if one.json:
        yield "json = true"
    if one.optional or one.slot == KEPT:
        yield "optional = true"

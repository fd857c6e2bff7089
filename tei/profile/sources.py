"""Files that hold several records: where one ends and the next begins, and tables whose rows are records."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from tei.profile.part import Part
from tei.profile.patterns import Pattern
from tei.profile.slots import LISTED, SECTION, SlotName

SEVERAL = LISTED | {"body", "summary", "remark", "credits", "rights", "physical"}
"""Slots that several columns can fill together; of another slot the first column that holds text fills it."""


class RecordRules(Part):
    """Several records in one text file: how they are told apart. One of the keys says it."""

    begins: Pattern | None = None
    """The form of the line that each record begins with. The line belongs to the record."""
    between: Pattern | None = None
    """The form of the line that stands alone between two records. Without a letter or digit it is no part of
    them, and dropped; with one it stays with the record below it."""

    @model_validator(mode="after")
    def _one_rule(self) -> RecordRules:
        if (self.begins is None) == (self.between is None):
            raise ValueError("say either begins or between")
        return self

    def separates(self, line: str) -> bool:
        """Whether a line stands between two records."""
        return self.between is not None and self.between.search(line.strip()) is not None

    def drops(self, line: str) -> bool:
        """Whether it is no part of a record, for it has neither letter nor digit."""
        return self.separates(line) and not any(sign.isalnum() for sign in line)


class TableColumn(Part):
    """A column of the table, and the slot that its cells fill."""

    names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    """Names of the column; capitals, and the signs between words (`doc_date`, `Doc Date`), make no difference."""
    slot: SlotName
    """The slot that its cells fill."""
    separator: str = ""
    """The sign between several values in a cell, such as `;`. Without it each line of a cell is one value."""
    json_list: Annotated[bool, Field(alias="json")] = False
    """Whether a cell may be a JSON list of its values, such as `["Ulm", "K\\u00f6ln"]`. Another one is as it stands."""
    optional: bool = False
    """Whether a table may be without the column."""

    @model_validator(mode="after")
    def _several_values_have_room(self) -> TableColumn:
        if (self.separator or self.json_list) and self.slot not in LISTED:
            raise ValueError(
                f"separator, json: a slot of several values is asked for: {', '.join(sorted(LISTED))}"
            )
        if self.separator and not self.separator.strip():
            raise ValueError("separator: white space parts words, not values")
        if self.slot == SECTION:
            raise ValueError("slot: a section has no value, so no column fills it")
        return self


class TableRules(Part):
    """A table, CSV, TSV or JSON Lines, each of whose rows is a record."""

    format: Literal["csv", "tsv", "jsonl"] | None = None
    """Without it the file's name says it: `.tsv` and `.tab`, `.jsonl` and `.ndjson`, else CSV."""
    delimiter: str = ""
    """The sign between two cells. Without it a tab in TSV; in CSV the first tab, semicolon or comma of the heading."""
    quote: str = '"'
    """The sign around a cell that holds the delimiter or a line end; empty where there is none."""
    columns: tuple[TableColumn, ...] = ()
    """The columns that fill slots. Those of one slot are listed by preference."""

    @field_validator("delimiter", "quote")
    @classmethod
    def _one_sign(cls, value: str) -> str:
        if len(value) > 1 or value in ("\n", "\r", "\0"):
            raise ValueError("is one sign, and no line end")
        return value

    @model_validator(mode="after")
    def _columns_differ(self) -> TableRules:
        if self.quote and self.delimiter == self.quote:
            raise ValueError("delimiter: is the quotation mark, too")
        seen: dict[str, str] = {}
        for column in self.columns:
            for name in column.names:
                other = seen.setdefault(folded(name), column.slot)
                if other != column.slot:
                    raise ValueError(f"columns: {name!r} is to fill both {other} and {column.slot}")
        return self

    def column(self, name: str) -> TableColumn | None:
        """The rule for a column of a table."""
        return self._ranked.get(folded(name), (0, None))[1]

    def rank(self, name: str) -> int:
        """The place of a column's name among those of all rules: the lower is preferred."""
        return self._ranked.get(folded(name), (0, None))[0]

    @cached_property
    def _ranked(self) -> dict[str, tuple[int, TableColumn]]:
        found: dict[str, tuple[int, TableColumn]] = {}
        for column in self.columns:
            for name in column.names:
                found.setdefault(folded(name), (len(found), column))
        return found


def spelling(column: TableColumn, name: str) -> str:
    """The name in the layout that a column of a table is known by; its own where it is none of them."""
    return next((one for one in column.names if folded(one) == folded(name)), name)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A column's name without what makes no difference: capitals, and signs between its words."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold())) or name.strip()

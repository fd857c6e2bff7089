"""Corrections and a document brought together: what fits is applied, what does not is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.corrections.facts import amended_header, amended_opening, current
from tei.corrections.note_marks import told_anew
from tei.corrections.text import amend_text
from tei.findings import Finding, Where, finding
from tei.interpret.document import interpret
from tei.review.settled import drop_settled, settling

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tei.corrections.table import Correction, Corrections
    from tei.interpret.header import Opening
    from tei.model import Document, Header, Record


@dataclass(frozen=True, slots=True)
class Done:
    """A correction that was applied, and what was read before."""

    row: Correction
    old: str


@dataclass(frozen=True, slots=True)
class Amended:
    """A document after its corrections: what was done, what did not fit, which places are settled.

    `read` are the findings of the reading that no correction has settled.
    """

    document: Document
    read: tuple[Finding, ...]
    done: tuple[Done, ...] = ()
    told: tuple[Finding, ...] = ()

    @property
    def settled(self) -> frozenset[str]:
        """The places that somebody has decided about, as `tei.review.settled.settling` names them."""
        return frozenset(settling(one.row.place_text, one.row.printed) for one in self.done)

    @property
    def marking(self) -> frozenset[int]:
        """The corrections, by their lines, that make other elements of words, which may not stand where they do."""
        new = (one for one in self.done if one.row.place.subject in ("bracket", "mark"))
        return self.arranging | {one.row.line for one in new if one.row.value and one.old != one.row.value}

    @property
    def arranging(self) -> frozenset[int]:
        """The corrections, by their lines, that make a line another kind: the order of TEI may not allow it."""
        return frozenset(
            one.row.line for one in self.done if one.row.place.subject == "kind" and one.old != one.row.value
        )


def amend(
    record: Record,
    document: Document,
    read: Sequence[Finding],
    corrections: Corrections,
    *,
    without: Collection[int] = (),
) -> Amended:
    """Apply the corrections of a document to it.

    Args:
        record: the record.
        document: what stage 3 read of it.
        read: the findings of stage 3.
        corrections: of the whole project.
        without: lines of the file of corrections that TEI has no room for; they are told (K008).
    """
    rows = corrections.of(document.id)
    if not rows:
        return Amended(document, tuple(read))
    words = _Words(record)
    told = [gone for row in rows if (gone := words.problem(row, corrections.path))]
    stale = {one.where.line for one in told}
    fitting = [row for row in rows if row.line not in stale]
    as_read = document.header
    document, read = _read_again(record, document, read, fitting)
    before = document
    done: list[Done] = []
    for row in fitting:
        where = Where(corrections.path, row.line)
        if row.line in without:
            text = f"{row.id}, {row.place_text}: at this place of the text TEI has no room for {row.value!r}"
            told.append(finding("K008", text, where))
            continue
        document, old, problem = _applied(document, as_read, row, words.lines)
        if problem:
            told.append(finding("K005", f"{row.id}, {row.place_text}: {problem}", where))
            continue
        done.append(Done(row, old))
        if row.value and old == row.value and not row.confirmed:
            text = f"{row.place_text} of {row.id} is read as {row.value!r} already"
            told.append(finding("K006", text, where))
    read = told_anew(read, before, document, [one.row for one in done])
    made = Amended(document, (), tuple(done), tuple(told))
    return replace(made, read=tuple(drop_settled(read, before, made.settled)))


def _read_again(
    record: Record, document: Document, read: Sequence[Finding], rows: Sequence[Correction]
) -> tuple[Document, Sequence[Finding]]:
    """A corrected date or language is known before the text is read, and so completes its dates."""
    values = {row.place.name: row.value for row in rows if row.place.subject == "fact" and row.value}
    changed = {name for name in ("date", "original_language") if name in values}
    if not any(values[name] != current(document.header, name) for name in changed):
        return document, read

    def amended(opening: Opening) -> Opening:
        return amended_opening(opening, {name: values[name] for name in changed})

    again, findings = interpret(record, amended)
    return replace(again, id=document.id), findings


def _applied(
    document: Document, as_read: Header, row: Correction, lines: dict[int, str]
) -> tuple[Document, str, str]:
    """The document with one correction; what was read before; why it does not fit."""
    if row.place.subject == "seen" or not row.value:
        return document, "", ""
    if row.place.subject == "fact":
        old = current(as_read, row.place.name)
        header = amended_header(document.header, row.place.name, row.value, document.divisions)
        return replace(document, header=header), old, ""
    changed = amend_text(document.divisions, row, lines)
    return replace(document, divisions=changed.divisions), changed.old, changed.problem


class _Words:
    """The record's words, to see whether those that a correction is about are still there."""

    def __init__(self, record: Record) -> None:
        self.lines = {line.number: line.text for line in record.source.lines}
        self.all = _bare("".join(self.lines.values()))

    def problem(self, row: Correction, path: str) -> Finding | None:
        """Why a correction no longer fits the record: its line or its words have gone."""
        number = row.place.line
        if number and number not in self.lines:
            text = f"the record has {len(self.lines)} lines"
        elif not row.printed or self._holds(row):
            return None
        else:
            where = (
                f"line {number} is now {self.lines[number][:60]!r}"
                if number
                else "they are not in the record"
            )
            text = f"it was made of the words {row.printed[:60]!r}: {where}"
        return finding("K005", f"{row.id}, {row.place_text}: {text}", Where(path, row.line))

    def _holds(self, row: Correction) -> bool:
        words, number = _bare(row.printed), row.place.line
        if not number:
            return words in self.all
        line = _bare(self.lines[number])
        # Words may run over a line end, so two lines more are looked at.
        more = "".join(_bare(self.lines.get(number + step, "")) for step in (1, 2))
        return 0 <= (line + more).find(words) < max(len(line), 1)


def _bare(text: str) -> str:
    return "".join(text.split())

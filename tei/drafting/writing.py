"""A proposal as a file: TOML with comments that say what was seen, and what is a guess."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING

from tei.parse import slots_of, weigh
from tei.profile import KEPT, SLOTS, Profile
from tei.profile.writing import toml_value
from tei.report import printable
from tei.trial.trying import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.drafting.evidence import Evidence
    from tei.drafting.proposal import LabelProposed, Proposal

_LABELS_TOLD = 40
_WIDTH = 108
GUESS = "# ?"
"""Marks what is a guess and wants a look."""


def written(evidence: Evidence, proposal: Proposal, name: str) -> str:
    """The draft as the text of a layout file. It loads as it is.

    Raises:
        ValueError: `name` is no name of a layout.
    """
    proposal = _with_what_it_finds(evidence, proposal, name)
    rules, profile = _made(evidence, proposal, name)
    said = [*_introduction(evidence, proposal), *_trial(evidence, profile)]
    return "".join(as_comment(one) for one in said) + "\n" + rules


def _made(evidence: Evidence, proposal: Proposal, name: str) -> tuple[str, Profile]:
    rules = "\n".join(_rules(evidence, proposal, name)) + "\n"
    return rules, Profile.model_validate(tomllib.loads(rules))


def _with_what_it_finds(evidence: Evidence, proposal: Proposal, name: str) -> Proposal:
    """The proposal that requires only what its own rules find in every record: none of the sample is refused."""
    _, profile = _made(evidence, replace(proposal, required=()), name)
    found = [{slot.name for slot in slots_of(source, profile)} for source in evidence.sources]
    required = tuple(slot for slot in proposal.required if all(slot in names for names in found))
    return replace(proposal, required=required)


def as_comment(text: str) -> str:
    """A text as lines of comment."""
    return "".join(f"# {line}".rstrip() + "\n" for line in _wrapped(text))


def slots_told() -> str:
    """The slots that a user can choose from."""
    return f"Slots to choose from: {', '.join(SLOTS)}."


def _wrapped(text: str) -> list[str]:
    lines = wrap(
        printable(text), _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return lines or [""]


# --- what was seen -------------------------------------------------------------------------------


def _introduction(evidence: Evidence, proposal: Proposal) -> Iterator[str]:
    count = len(evidence.sources)
    files = len({source.path for source in evidence.sources})
    of_files = f" of {files:,} file{'s' if files > 1 else ''}" if evidence.parting else ""
    yield f"A draft made from {count:,} record{'s' if count > 1 else ''}{of_files} by tei profile draft. What is marked {GUESS} is a guess."
    yield "Correct it; tei profile check and tei profile try tell what it does."
    yield slots_told()
    if count == 1:
        yield "One record shows no repetition: give more records for order, aliases and what is always the same."
    yield ""
    yield from _told("Encodings", Counter(source.encoding for source in evidence.sources).items())
    yield from _labels_told(evidence, proposal)
    text = evidence.text
    yield from _told("Languages of the texts", text.languages)
    yield from _told("Scripts", text.scripts)
    yield from _told("Note marks, by style", text.marks)
    yield from _told("Lines that begin like notes", text.notes)
    yield from _told("Headings of notes", text.note_headings)
    yield from _told("Lines that may be page numbers", text.pages)
    yield from _told("Rules", text.rules)
    yield from _told("Short lines that repeat in the texts (running heads?)", text.repeated)
    if text.without:
        yield f"Without text: {text.without:,}."
    if evidence.parting and evidence.parting.above:
        yield f"{GUESS[2:]} Text above the first record, in {evidence.parting.above:,} of the files, is a record by itself."
    for path, times in evidence.several[:3]:
        yield f"{GUESS[2:]} {path} may hold {times:,} records in one file: part it before it is converted."


def _labels_told(evidence: Evidence, proposal: Proposal) -> Iterator[str]:
    if not evidence.labels:
        yield "No labels were seen: no short line ending in a colon, in brackets or of a known word repeats."
        return
    place = "after" if evidence.after else "before"
    order = "always in one order" if evidence.fixed else "in no fixed order"
    alone = len(evidence.sources) == 1
    yield f"Labels stand {place} the text{'' if alone else f', {order}'}. First seen in: " + ", ".join(
        f"{label.name} line {label.line}" for label in evidence.labels[:_LABELS_TOLD]
    )
    if evidence.left:
        yield f"? Left in the text, for few records have them and they stand apart: {', '.join(evidence.left)}"
    if proposal.unreadable:
        yield f"? They are not used here: {proposal.unreadable}."


def _told(what: str, counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    if told := ", ".join(f"{name} in {number:,}" for name, number in counts):
        yield f"{what}: {told}."


def _trial(evidence: Evidence, profile: Profile) -> Iterator[str]:
    """How the draft itself does on the sample."""
    fit = left = 0
    for source in evidence.sources:
        weighed = weigh(source, profile)
        fit += fits(weighed)
        kept = (line for slot in slots_of(source, profile) if slot.name == KEPT for line in slot.lines)
        left += sum(not profile.header.is_masthead(line.text.strip()) for line in kept)
    yield f"Tried on the sample: {fit:,} of {len(evidence.sources):,} fit; {left:,} lines wait for a slot."


# --- the rules -----------------------------------------------------------------------------------


def _rules(evidence: Evidence, proposal: Proposal, name: str) -> Iterator[str]:
    yield f"name = {toml_value(name)}"
    yield f"title = {toml_value(name.replace('-', ' ').capitalize())}  {GUESS} shown by tei explain"
    if proposal.required:
        yield f"required = {toml_value(proposal.required)}  # in every record of the sample"
    if evidence.parting:
        yield from ("", "[records]")
        yield f"{evidence.parting.key} = {toml_value(evidence.parting.pattern)}  {GUESS} {evidence.parting.seen}"
    if proposal.labels:
        yield from (
            "",
            "[recognise]",
            f"at_least = {proposal.at_least}  {GUESS} labels that a record has at least",
        )
    yield from _signs(evidence)
    yield from _header(evidence, proposal)
    for position in proposal.positions:
        yield from (
            "",
            f"# {printable(position.seen)}",
            "[[header.positions]]",
            f"slot = {toml_value(position.slot)}",
        )
        if position.pattern:
            yield f"pattern = {toml_value(position.pattern)}"
    if evidence.parting and evidence.parting.number and proposal.labels:
        taken = any(label.slot == "number" for label in proposal.labels)
        yield from ("", "# the line that each record begins with", "[[header.patterns]]")
        yield f"slot = {toml_value(KEPT if taken else 'number')}"
        yield f"pattern = {toml_value(evidence.parting.number)}"
    for label in proposal.labels:
        yield from _label(label)
    yield from _body(evidence)


def _signs(evidence: Evidence) -> Iterator[str]:
    if evidence.head.masthead:
        line = evidence.head.masthead[0]
        yield from ("", "[[recognise.signs]]", 'what = "its masthead"')
        yield f"pattern = {toml_value('^' + re.escape(line).replace(chr(92) + ' ', ' ') + '$')}"


def _header(evidence: Evidence, proposal: Proposal) -> Iterator[str]:
    keys = []
    if evidence.after and proposal.labels:
        keys.append('labels_stand = "after"')
    elif proposal.labels and not (evidence.fixed or len(evidence.sources) == 1):
        keys.append('order = "free"')
    if evidence.head.masthead:
        sure = bool(proposal.labels)
        doubt = "" if sure else f"  {GUESS} or is it the head of the letters?"
        keys.append(f"{'' if sure else '# '}masthead = {toml_value(evidence.head.masthead)}{doubt}")
    if evidence.parting and evidence.parting.number and not proposal.labels:
        keys.append(
            f"masthead_pattern = {toml_value(evidence.parting.pattern)}  # the line of the record's number"
        )
    if proposal.text_begins:
        keys.append(f"text_begins = {toml_value(proposal.text_begins)}  # the rule above the text")
    if keys:
        yield from ("", "[header]", *keys)
    if evidence.head.navigation:
        yield from ("", "[[header.drops]]", f"lines = {toml_value(evidence.head.navigation)}")
        yield 'reason = "navigation of the web site"'


def _label(label: LabelProposed) -> Iterator[str]:
    doubt = f"  {GUESS} {printable(label.doubt)}" if label.doubt else ""
    yield from ("", f"# {printable(label.seen)}", "[[header.labels]]")
    yield f"slot = {toml_value(label.slot)}{doubt}"
    yield f"names = {toml_value(label.names)}"
    if label.slot != "body":
        yield f"value = {toml_value(label.value)}"
    if label.separator:
        yield f"separator = {toml_value(label.separator)}"
    if label.repeats:
        yield "repeats = true"


def _body(evidence: Evidence) -> Iterator[str]:
    if evidence.text.raised:
        yield from ("", "[body]", 'raised = ["^{", "}"]')
    for one in evidence.text.furniture:
        yield from ("", f"# {printable(one.seen)}", "[[body.furniture]]")
        yield f"pattern = {toml_value(one.pattern)}"
        yield f"is = {toml_value(one.kind)}" + (
            "" if one.sure else f"  {GUESS} running-head, running-foot or text?"
        )


def name_of(paths: Sequence[str]) -> str:
    """A name for the layout, made of the folder of its records or of the one record's name."""
    parts = paths[0].split("/") if paths else []
    word = parts[-2] if len(parts) > 1 and len(paths) > 1 else parts[-1].partition(".")[0] if parts else ""
    text = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
    return text if re.match(r"[a-z]", text) else f"layout-{text}".strip("-")

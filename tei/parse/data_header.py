"""Records that begin with a header of data between fences: YAML (`---`) or TOML (`+++`), as web pages have it.

Without fences it is labels and values up to a blank line, as they are printed.

A key that the layout names fills its slot; its quotes and list marks are syntax, and so is a line that is a comment.
Comments behind a value (which may be a `#` that stands in words), keys that no rule names and values that are more
than text and lists of text are kept as they stand, as unrecognised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei.model import Line, Slot
from tei.paragraphs import trim
from tei.parse.data_values import toml_values, yaml_values
from tei.parse.front import DROPPED, UNRECOGNISED
from tei.profile import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.profile import HeaderRules, Label

_YAML = re.compile(r"^(?P<key>\"[^\"]+\"|'[^']+'|[^\s#:\[\]{}\"'-][^:#]{0,60}?)\s*:(?:\s+(?P<value>.*))?$")
_TOML = re.compile(r"^\s*(?P<key>[\w.-]+|\"[^\"]+\"|'[^']+')\s*=\s*(?P<value>.*)$")
_TABLE = re.compile(r"^\s*\[(?P<name>[\w.\"' -]+)\]\s*$")
_OPEN = re.compile(r"^(?P<label>(?P<key>[^\W\d][^:：]{0,40}?)\s?[:：])\s*(?P<value>.*)$")
_FEWEST_KNOWN = 3
_COMMENT = re.compile(r"^\s*#")
_COMMENT_BEHIND = re.compile(r"^(?P<value>(?:\"[^\"]*\"|'[^']*'|[^\"'#]*?))\s+(?P<comment>#.*)$")
_LONGEST_BEFORE_COMMENT = 2_000  # characters
_MORE_OF_TOML = re.compile(r"^\s*(?:\[[^\]]*|(?P<fence>\"\"\"|''').*)$")


@dataclass(slots=True)
class _Entry:
    """A key at its line with what stands behind it, and the lines below that belong to it."""

    line: Line
    key: str
    value: str
    more: list[Line] = field(default_factory=list)


def slots_with_data_header(lines: Sequence[Line], rules: HeaderRules) -> list[Slot]:
    """Give every line to a slot; where no whole header stands at the head, all is text."""
    span = header_span(lines)
    if span is None and (open_span := _open_span(lines, rules)):
        return _open_slots(lines, open_span, rules)
    if span is None:
        text = trim(lines)
        return [Slot("body", text)] if text else []
    begin, end = span
    fence = lines[begin].text.strip()
    entries = _toml_entries if fence == "+++" else _yaml_entries
    slots = [Slot(SECTION, (), Line(lines[begin].number, fence))]
    left = {name.casefold(): label for label in reversed(rules.labels) for name in label.names}
    for entry in entries(lines[begin + 1 : end]):
        slots += _slots(entry, left, toml=fence == "+++")
    slots.append(Slot(SECTION, (), Line(lines[end].number, lines[end].text.strip())))
    text = trim(lines[end + 1 :])
    return [*slots, Slot("body", text)] if text else slots


def header_span(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The lines of the two fences of a header of data."""
    begin = next((at for at, line in enumerate(lines) if not line.blank), None)
    if begin is None or lines[begin].text.strip() not in ("---", "+++"):
        return None
    ends = ("+++",) if lines[begin].text.strip() == "+++" else ("---", "...")
    end = next((at for at in range(begin + 1, len(lines)) if lines[at].text.strip() in ends), None)
    return None if end is None else (begin, end)


def _open_span(lines: Sequence[Line], rules: HeaderRules) -> tuple[int, int] | None:
    """The lines of a header without fences: labels and values up to a blank line, most of them known."""
    begin = next((at for at, line in enumerate(lines) if not line.blank), len(lines))
    end = next((at for at in range(begin, len(lines)) if lines[at].blank), len(lines))
    names = {name.casefold() for label in rules.labels for name in label.names}
    found = [_OPEN.match(line.text) for line in lines[begin:end]]
    labelled = [match for match in found if match]
    known = sum(match["key"].casefold() in names for match in labelled)
    alone = sum(
        match is None and not line.text[0].isspace()
        for match, line in zip(found, lines[begin:end], strict=True)
    )
    whole = known >= _FEWEST_KNOWN and known * 2 > len(labelled) and not alone
    return (begin, end) if whole and found[0] else None


def _open_slots(lines: Sequence[Line], span: tuple[int, int], rules: HeaderRules) -> list[Slot]:
    """The fields of a header without fences, their values as they are printed, and the text below."""
    slots: list[Slot] = []
    left = {name.casefold(): label for label in reversed(rules.labels) for name in label.names}
    entries: list[list[Line]] = []
    for line in lines[span[0] : span[1]]:
        if _OPEN.match(line.text):
            entries.append([line])
        else:
            entries[-1].append(line)
    for entry in entries:
        found = _OPEN.match(entry[0].text)
        label = left.get(found["key"].casefold()) if found else None
        if found is None or label is None:
            slots.append(Slot(UNRECOGNISED, tuple(entry)))
            continue
        for name in label.names:
            if left.get(name.casefold()) is label:
                del left[name.casefold()]
        values = trim([Line(entry[0].number, found["value"]), *entry[1:]])
        slots.append(Slot(label.slot, values, Line(entry[0].number, found["label"]), tuple(entry)))
    text = trim(lines[span[1] :])
    return [*slots, Slot("body", text)] if text else slots


def _yaml_entries(lines: Sequence[Line]) -> list[_Entry]:
    """Each key with the indented lines and the list below it; a line that belongs to none alone."""
    entries: list[_Entry] = []
    for line in lines:
        found = _YAML.match(line.text)
        if found:
            entries.append(_Entry(line, found["key"], found["value"] or ""))
        elif _COMMENT.match(line.text) and not _in_block(entries):
            entries.append(_Entry(line, "", ""))
        elif entries and entries[-1].key and (line.blank or line.text[0] in " \t-"):
            entries[-1].more.append(line)
        elif not line.blank:
            entries.append(_Entry(line, "", ""))
    return entries


def _in_block(entries: Sequence[_Entry]) -> bool:
    """Whether a text of several lines stands here, in which `#` is a sign like others."""
    return bool(entries) and entries[-1].value[:1] in ("|", ">") and entries[-1].value != ""


def _toml_entries(lines: Sequence[Line]) -> list[_Entry]:
    entries: list[_Entry] = []
    table = ""
    open_until = ""
    for line in lines:
        if open_until:
            entries[-1].more.append(line)
            open_until = "" if line.text.rstrip().endswith(open_until) else open_until
        elif found := _TOML.match(line.text):
            entries.append(_Entry(line, table + found["key"], found["value"]))
            open_until = _open(found["value"].strip())
        elif not line.blank:
            named = _TABLE.match(line.text)
            table = f"{named['name']}." if named else table
            entries.append(_Entry(line, "", ""))
    return entries


def _open(value: str) -> str:
    """What ends a value of TOML that goes on over lines; empty where it does not."""
    found = _MORE_OF_TOML.match(value)
    if found is None:
        return ""
    fence = found["fence"]
    if fence is None:
        return "]"
    return "" if value.endswith(fence) and len(value) >= 2 * len(fence) else fence


def _slots(entry: _Entry, left: dict[str, Label], *, toml: bool) -> list[Slot]:
    """The slot of an entry, each label once, and of a comment behind it; `left`: the labels by their keys."""
    lines = trim([entry.line, *entry.more])
    key = entry.key.strip("\"'")
    label = left.get(key.casefold()) if key else None
    if label is None:
        comment = not key and _COMMENT.match(entry.line.text)
        return [Slot(DROPPED if comment else UNRECOGNISED, lines)]
    short = not entry.more and len(entry.value) <= _LONGEST_BEFORE_COMMENT
    behind = _COMMENT_BEHIND.match(entry.value) if short else None
    first = Line(entry.line.number, behind["value"] if behind else entry.value)
    values = (toml_values if toml else yaml_values)(first, entry.more)
    if values is None:
        return [Slot(UNRECOGNISED, lines)]
    for name in label.names:
        if left.get(name.casefold()) is label:
            del left[name.casefold()]
    printed = lines
    if behind:
        printed = (Line(entry.line.number, entry.line.text[: -len(behind["comment"])]),)
    remark = (Line(entry.line.number, behind["comment"]),) if behind else ()
    own = key.removeprefix(key.rpartition(".")[0] + ".") if toml else key
    slot = Slot(label.slot, trim(values), Line(entry.line.number, own), printed)
    return [slot, Slot(UNRECOGNISED, remark)] if remark else [slot]

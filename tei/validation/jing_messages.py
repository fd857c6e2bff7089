"""What jing says, as findings: the place of the fault and not the end of its tag, lists of names cut short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from tei.schema_store.schemas import Schema
    from tei.validation.fault_places import FaultPlaces

CODE: Final = "X010"

_LINE: Final = re.compile(
    r"(?P<path>.*?):(?P<line>[0-9]+):(?P<column>-?[0-9]+): (?P<kind>error|fatal|warning): (?P<text>.*)"
)
_DOCUMENT: Final = re.compile(r"([0-9]{7,})\.xml")
_MARK: Final = re.compile(r"before-([0-9]{7,})\.xml")
_EXPECTED: Final = re.compile(r"; (?=expected|must)")
_QUOTED: Final = re.compile(r'"[^"]*"')
_NAMES: Final = 10
"""Names of a list that a message gives at most; tei_all allows more than a hundred at some places."""
_MESSAGE, _HINT = 240, 300  # characters


@dataclass(frozen=True, slots=True)
class Message:
    """One line of jing: the number of the document, or None where it speaks of another file, the schema."""

    number: int | None
    path: str
    line: int
    column: int
    kind: str
    text: str


def read_message(line: str, folder: str) -> Message | None:
    """Read a line of jing's output; None: it is no message of the known form."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name = match["path"].removeprefix(f"{folder}/")
    document = _DOCUMENT.fullmatch(name)
    number = int(document[1]) if document else None
    place = (int(match["line"]), int(match["column"]))
    return Message(number, match["path"], *place, match["kind"], match["text"])


def mark_of(message: Message, folder: str) -> int | None:
    """The number of the file before which a mark stands, where the message is of a mark."""
    match = _MARK.fullmatch(message.path.removeprefix(f"{folder}/"))
    return int(match[1]) if match else None


def told(message: Message, path: str, schema: Schema, places: FaultPlaces) -> Finding:
    """Make a finding of what jing says of a document."""
    what, hint = worded(message.text)
    if message.kind == "fatal":
        what, hint = f"jing cannot read the file: {what}", "mend the XML at this place"
        line, column = message.line, message.column
    else:
        line, column = places.of(message.line, message.column, message.text)
    where = Where(path, line if line > 0 else None, column if column > 0 else None)
    help_ = hint or f"see the schema {schema.name} for what may stand at this place"
    one = finding(CODE, what, where, help_)
    return Finding(one.code, one.severity, one.message, one.where, one.hint, schema.name)


def schema_error(message: Message, schema: Schema) -> Finding:
    """Make a finding of what jing says of the schema."""
    path = schema.shown.get(message.path, message.path)
    where = Where(path, message.line, message.column if message.column > 0 else None)
    return finding("X005", short(message.text, _MESSAGE), where, "mend the schema at this place")


def worded(text: str) -> tuple[str, str]:
    """Part what is wrong from what was expected: the message and its hint, each short."""
    what, *expected = _EXPECTED.split(text, maxsplit=1)
    return short(_some(what), _MESSAGE), short(_some("".join(expected)), _HINT)


def _some(text: str) -> str:
    """Cut a list of names after the first ones, and say how many more there are."""
    names = list(_QUOTED.finditer(text))
    if len(names) <= _NAMES + 2:
        return text
    return f"{text[: names[_NAMES - 1].end()]} or {len(names) - _NAMES} others"


def short(text: str, length: int) -> str:
    """Return a text on one line and of at most so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"

"""What a broken rule is told as: a finding with the rule's own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.findings import CODES, Finding, Severity, Where
from tei.schematron.worker import MAX_BYTES

if TYPE_CHECKING:
    from tei.schematron.model import Broken, Check, Node, Schema
    from tei.schematron.stops import LeftOut, Stopped
    from tei.validation.documents import XmlDocument

BROKEN: Final = {Severity.ERROR: "Y001", Severity.WARNING: "Y002", Severity.INFO: "Y003"}
FAILED: Final = "Y004"
STOPPED: Final = "Y005"
_LONG: Final = 400
"""Characters of a message that are shown at most: two lines of a wide terminal."""


def told(broken: Broken, schema: Schema, document: XmlDocument) -> Finding:
    """The finding for a broken check, or for a rule that failed."""
    where = where_of(broken.node, document)
    if broken.failure:
        name, what = _named(schema, broken.pattern, broken.rule, broken.check)
        message = f"{what} failed here: {_line(broken.message)}"
        return Finding(FAILED, CODES[FAILED].severity, message, where, CODES[FAILED].help, name)
    check = schema.patterns[broken.pattern].rules[broken.rule].checks[broken.check]
    code = BROKEN[check.severity]
    message = _line(broken.message) or _without_words(check)
    return Finding(code, CODES[code].severity, message, where, _hint(broken, check), check.name)


def told_stop(stopped: Stopped, schema: Schema, document: XmlDocument) -> Finding:
    """The finding for a rule that did not end."""
    name, what = _named(schema, stopped.pattern, stopped.rule, -1)
    why = (
        "did not end in time and was stopped"
        if stopped.timed_out
        else f"took more than {MAX_BYTES >> 30} GB of memory, or crashed"
    )
    rest = "its pattern was" if stopped.rest_was_run else "its pattern, and those behind it, were"
    where = Where(document.path)
    return Finding(
        STOPPED,
        CODES[STOPPED].severity,
        f"{what} {why}; {rest} not run to the end",
        where,
        CODES[STOPPED].help,
        name,
    )


def told_left_out(left: LeftOut, schema: Schema, path: str) -> Finding:
    """The finding for patterns that were left out of documents, at the place of the rule file that is to be mended."""
    pattern = schema.patterns[left.patterns[0]]
    if left.last is not None:
        named = pattern if left.last.rule < 0 else pattern.rules[left.last.rule]
        _, what = _named(schema, left.last.pattern, left.last.rule, -1)
        what = f"{what} did not end in documents before, so its pattern was"
    else:
        named, many = pattern, len(left.patterns)
        kind = "pattern was" if many == 1 else "patterns were"
        what = f"rules of this file did not end too often, so {many:,} more {kind}"
    documents = "1 document" if left.documents == 1 else f"{left.documents:,} documents, the first of them"
    message = f"{what} not run on {documents} {left.first}"
    where = Where(path, named.place.line if _is_own(named.place.path, path) else None)
    return Finding(STOPPED, CODES[STOPPED].severity, message, where, CODES[STOPPED].help, named.name)


def _is_own(place: str, path: str) -> bool:
    """Whether a place is in the rule file itself, and not in one that it includes."""
    return Path(place) == Path(path).absolute()


def where_of(node: Node, document: XmlDocument) -> Where:
    """The place of a node: the line of its element, comment or instruction, and an XPath without prefixes."""
    element = _element(node, document)
    is_element = isinstance(element.tag, str)
    holder = element if is_element else element.getparent()
    root = document.tree.getroot()
    steps = ["", _local(root.tag)] if holder is not None else [""]
    if holder is not None and holder is not root:
        steps.append(_local(document.tree.getelementpath(holder)))
    xpath = "/".join(steps)
    if not is_element:
        xpath += "/comment()" if isinstance(element, etree._Comment) else "/processing-instruction()"
    if node.attribute:
        xpath += f"/@{_attribute(node.attribute)}"
    elif node.is_text:
        xpath += "/text()"
    return Where(document.path, element.sourceline or None, None, xpath)


def _element(node: Node, document: XmlDocument) -> etree._Element:
    """The element, comment or instruction that a node is, or that it belongs to."""
    root = document.tree.getroot()
    if not node.steps:
        return root
    element = [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()][node.steps[0]]
    for step in node.steps[1:]:
        element = element[step]
    return element


def _local(path: object) -> str:
    return re.sub(r"\{[^}]*\}", "", str(path))


def _attribute(name: str) -> str:
    xml = "{http://www.w3.org/XML/1998/namespace}"
    return "xml:" + name.removeprefix(xml) if name.startswith(xml) else _local(name)


def _named(schema: Schema, pattern: int, rule: int, check: int) -> tuple[str, str]:
    """The name of a rule, and a phrase with the place where it stands."""
    entry = schema.patterns[pattern]
    named = entry if rule < 0 else entry.rules[rule]
    place = named.place
    name = named.name
    if rule >= 0 and check >= 0:
        one = entry.rules[rule].checks[check]
        name, place = one.name, one.place
    kind = "pattern" if rule < 0 else "rule"
    file = re.sub(r".*[/\\]", "", place.path)
    return name, f"the {kind} {name}{' ' if name else ''}({file}:{place.line})"


def _hint(broken: Broken, check: Check) -> str:
    parts = [_line(note) for note in broken.notes]
    parts += [f"see {check.see}"] if check.see else []
    parts += [f"flag {check.flag}"] if check.flag else []
    file = re.sub(r".*[/\\]", "", check.place.path)
    return "; ".join([*filter(None, parts), f"the rule is at {file}:{check.place.line}"])


def _without_words(check: Check) -> str:
    what = "holds" if check.is_report else "does not hold"
    return _line(f"{what}: {check.test.text}")


def _line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"

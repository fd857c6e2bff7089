"""The process that `tei.validation.workers` talks to: reads one schema, then answers for documents.

Run as `python -m tei.validation.worker rng|xsd SCHEMA`. A line of JSON comes in for each document, and a line goes
out: the findings. Where libxml2 finds a document not valid by an XSD, its own words go out first and those of
xmlschema after them, since a pattern may keep xmlschema busy without end (measured).
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei import safe_xml
from tei.validation.limits import DOCUMENT_SECONDS, LOAD_SECONDS, MEMORY, limit_this_process

if TYPE_CHECKING:
    from xmlschema import XMLSchema

    from tei.findings import Finding


def main(kind: str, schema: str) -> None:
    """Answer for the documents of standard input until it ends."""
    limit_this_process(MEMORY, LOAD_SECONDS)
    path = Path(schema)
    try:
        gate = safe_xml.load_xsd(path) if kind == "xsd" else safe_xml.load_relaxng(path)
    except safe_xml.XmlRefused as error:
        refused = {"message": error.message, "line": error.line, "path": error.path}
        _say({"refused": refused})
        return
    _say({"ready": True})
    for question in sys.stdin.buffer:
        asked = json.loads(question)
        limit_this_process(None, asked["seconds"])
        _tell(gate, path if kind == "xsd" else None, Path(asked["path"]))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _tell(gate: etree.XMLSchema | etree.RelaxNG, xsd: Path | None, file: Path) -> None:
    """Validate one document and say what was found."""
    try:
        tree = safe_xml.parse_file(file)
    except safe_xml.XmlRefused as error:
        _say({"findings": [_told(error.code, error.message, error.line)]})
        return
    try:
        valid = gate.validate(tree)
    except (etree.XMLSchemaValidateError, etree.RelaxNGValidateError) as error:
        message = f"libxml2 broke off, so nothing says that the document is valid: {error}"
        _say({"findings": [_told("X011", message, None)]})
        return
    if valid:
        _say({"findings": []})
        return
    logged = [
        _told("X010", _plain(entry.message), entry.line or None, entry.path) for entry in gate.error_log
    ]
    logged = logged or [_told("X010", "the document is not valid; libxml2 does not say why", None)]
    _say({"findings": logged, "explains": xsd is not None})
    if xsd is not None:
        limit_this_process(None, DOCUMENT_SECONDS)
        _say({"findings": [_of(one) for one in _explained(tree, xsd)] or logged})


def _told(code: str, message: str, line: int | None, xpath: str | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "line": line, "xpath": xpath, "hint": ""}


def _of(one: Finding) -> dict[str, Any]:
    told = _told("X010", one.message, one.where.line, one.where.xpath)
    return told | {"hint": "" if one.hint.startswith("see docs/") else one.hint}


def _explained(tree: etree._ElementTree, xsd: Path) -> list[Finding]:
    from tei.check.schema import explain

    schema = _explainer(xsd)
    return [] if schema is None else explain(tree, "", schema)


@cache
def _explainer(xsd: Path) -> XMLSchema | None:
    """Load the schema for xmlschema, which may not take what libxml2 takes."""
    try:
        return safe_xml.load_xmlschema(xsd)
    except safe_xml.XmlRefused:
        return None


def _plain(text: str) -> str:
    """A message of libxml2 without the namespaces it repeats."""
    import re

    return re.sub(r"\{[^{}]*\}", "", " ".join(text.split())).rstrip(".")


if __name__ == "__main__":
    main(*sys.argv[1:])

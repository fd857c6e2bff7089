"""TEI to JSON Lines: a line for each document, for corpus tools (stage 7). Its keys: docs/outputs.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tei.findings import Finding, Where, finding
from tei.gather.entries import entry_of
from tei.rendering.json_header import header_of
from tei.rendering.json_text import text_of
from tei.rendering.xslt import Collection, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

FORM: Final = "tei-pipeline/document/1"
"""The first key of each line: what the others are. Another number: a key has gone or means something else."""
_LINE_ENDS: Final = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render_jsonl(tree: etree._ElementTree, *, path: str = "") -> Rendered:
    """Write a TEI tree as one line of JSON, UTF-8. The same tree gives the same bytes."""
    return Rendered(_written(record_of(tree, path)), ())


def render_jsonl_collection(documents: Iterable[tuple[str, etree._ElementTree]]) -> Collection:
    """Write TEI trees as JSON Lines, in the order in which they come; one whose id was there before is left out."""
    lines: dict[str, bytes] = {}
    findings: list[Finding] = []
    left_out = set()
    for path, tree in documents:
        record = record_of(tree, path)
        if record["id"] in lines:
            message = f"the id {record['id']!r} is already that of another document"
            findings.append(finding("B003", message, Where(path)))
            left_out.add(path)
        else:
            lines[record["id"]] = _written(record)
    return Collection(b"".join(lines.values()), tuple(findings), frozenset(left_out))


def record_of(tree: etree._ElementTree, path: str = "") -> dict[str, Any]:
    """What the line of a document says; `path`: its file, whose name is the id of one that has none."""
    entry = entry_of(tree, stem=Path(path).stem)
    text = text_of(tree.getroot())
    return {
        "form": FORM,
        "id": entry.id,
        **header_of(entry),
        "divisions": text.divisions,
        "notes": text.notes,
    }


def _written(record: dict[str, Any]) -> bytes:
    # What programs take for a line end besides the line feed would break a line in two.
    return json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS).encode() + b"\n"

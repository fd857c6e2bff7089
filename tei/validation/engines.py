"""Which engine validates documents against a schema of others, and what each gives back.

RELAX NG: jing, where Java and jing are there, one process for all files. Else libxml2 in a process of its own, since
it never comes back from many schemas made of an ODD (measured). XSD: libxml2, and xmlschema for the words.
The environment variable `TEI_ENGINE` (`jing`, `libxml2`) forces one for RELAX NG.
"""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from tei.findings import TeiError, Where, finding
from tei.validation.limits import JAVA_SECONDS
from tei.validation.processes import INSTALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tei.findings import Finding
    from tei.schema_store.schemas import Schema


def check_by_schema(schema: Schema, files: Sequence[Path]) -> Iterator[tuple[int, Finding]]:
    """Validate files against a schema.

    Args:
        schema: as it was found and judged.
        files: documents that were parsed safely before.

    Yields:
        Findings, each with the number of its file, in the order of the files. A file without one is valid: an
        engine that stopped before the end gives an error finding.

    Raises:
        TeiError: X005, no schema that an engine can use; X015, there is no engine for it.
    """
    from tei.validation import jing, workers

    if schema.kind == "xsd":
        return workers.check(schema, files)
    if _jing_wanted(schema):
        return jing.check(schema, files)
    silent = jing.silent_java() if files and not os.environ.get("TEI_ENGINE") else ""
    return chain(workers.check(schema, files), [(len(files), _of_java(silent))] if silent else [])


def _of_java(java: str) -> Finding:
    message = f"java gave no answer within {JAVA_SECONDS} seconds, so libxml2 validated and not jing"
    return finding("X019", message, Where(java))


def identity(schema: Schema) -> str:
    """Which engine validates against a schema, with its version: while it is this one, verdicts stay.

    Empty where the version is not known, or where the engine is not the one that it should be, which each run tells.

    Raises:
        TeiError: X015, there is no engine for it.
    """
    from tei.validation import jing

    if schema.kind != "xsd" and _jing_wanted(schema):
        return jing.identity()
    if schema.kind != "xsd" and not os.environ.get("TEI_ENGINE") and jing.silent_java():
        return ""
    return f"libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"


def check_schema_alone(schema: Schema) -> None:
    """Have the engine read a schema.

    Raises:
        TeiError: as `check_by_schema`.
    """
    for _, one in check_by_schema(schema, ()):
        raise TeiError("X005", f"the schema {schema.name} cannot be used: {one.message}", one.hint)


def _jing_wanted(schema: Schema) -> bool:
    from tei.validation import jing

    forced = os.environ.get("TEI_ENGINE", "")
    if forced not in ("", "jing", "libxml2"):
        raise TeiError("X015", f"TEI_ENGINE is {forced!r}", "set it to jing or libxml2, or unset it")
    there = forced != "libxml2" and jing.command() is not None
    if there or (schema.kind == "rng" and forced != "jing"):
        return there
    message = f"the schema {schema.name} needs jing, which is not there"
    if schema.kind == "rnc":
        message = (
            f"the schema {schema.name} is in compact syntax, which only jing reads, and jing is not there"
        )
    raise TeiError("X015", message, INSTALL)

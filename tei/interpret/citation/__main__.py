"""`python -m tei.interpret.citation "STRING"`: one citation as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tei.interpret.citation import read_citation
from tei.profile import built_in

if TYPE_CHECKING:
    from tei.model import Citation


def as_json(citation: Citation) -> dict[str, Any]:
    """The citation as plain data: parts by kind, people by role, in printed order."""
    parts: dict[str, list[str]] = {}
    for kind, value in citation.parts:
        parts.setdefault(kind, []).append(value)
    people: dict[str, list[str]] = {}
    for person in citation.people:
        people.setdefault(person.role, []).append(person.name)
    return {
        "title": citation.title, "date": citation.date,
        "archive": citation.archive, "source": citation.source,
        "repository": citation.repository, "shelfmark": citation.shelfmark, "parts": parts,
        "remarks": citation.remarks, "printed": asdict(citation.printed) if citation.printed else None,
        "people": people, "url": citation.url, "rest": citation.rest,
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Print the reading of one citation; exit status 0."""
    parser = argparse.ArgumentParser(
        prog="python -m tei.interpret.citation", description="Take a citation apart."
    )
    parser.add_argument("citation", help="the citation as printed")
    parser.add_argument("--title", default="", help="the record's title, to cut it off the front")
    parser.add_argument("--date", default="", help="the record's date as printed in its header")
    parser.add_argument(
        "--archive", action="append", default=[], help="a name of the digital archive (repeatable)"
    )
    options = parser.parse_args(arguments)
    archives = options.archive or _built_in_names()
    citation = read_citation(options.citation, title=options.title, date=options.date, archives=archives)
    json.dump(as_json(citation), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    return 0


def _built_in_names() -> list[str]:
    """The names that the built-in layouts give their archives."""
    archives = [layout.archive for layout in built_in().values()]
    return [name for archive in archives for name in (archive.name, *archive.names) if name]


if __name__ == "__main__":
    sys.exit(main())

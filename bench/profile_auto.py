#!/usr/bin/env python3
"""What recognising the layout costs: each record converted with `auto` and with its layout named, in one run.

Usage: bench/profile_auto.py FOLDER [--limit PERCENT]

FOLDER holds records (`*.txt`). The two ways take turns, record by record, so that a busy machine slows both alike.
The exit status is 1 where `auto` adds more than the limit.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tei.pipeline import Options, convert_bytes  # noqa: E402  (the program that is measured is the one beside this)


def seconds(data: bytes, name: str, profile: str) -> tuple[float, str]:
    """The time that a record takes, and the layout that it was read by."""
    begin = process_time()
    result = convert_bytes(data, name, Options(profile=profile))
    spent = process_time() - begin
    return spent, result.document.record.profile.name if result.document else ""


def main() -> int:
    """Measure and print; 1 where the limit is passed, 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=float, default=10.0, help="percent that `auto` may add (default: 10)")
    given = parser.parse_args()
    records = [(file.read_bytes(), file.name) for file in sorted(given.folder.rglob("*.txt"))]
    spent = {"auto": 0.0, "named": 0.0}
    layouts: dict[str, int] = {}
    for at, (data, name) in enumerate(records):
        _, layout = seconds(data, name, "auto")  # warm: tables and caches of a language are read once a run
        if not layout:
            continue
        layouts[layout] = layouts.get(layout, 0) + 1
        ways = [("auto", "auto"), ("named", layout)]
        for way, profile in ways if at % 2 else reversed(ways):
            spent[way] += seconds(data, name, profile)[0]
    if not spent["named"]:
        print(f"{given.folder}: no record that converts", file=sys.stderr)
        return 2
    added = 100 * (spent["auto"] / spent["named"] - 1)
    found = ", ".join(f"{name} {count}" for name, count in sorted(layouts.items()))
    print(f"{sum(layouts.values())} records ({found})")
    print(f"named {spent['named']:.2f} s, auto {spent['auto']:.2f} s: auto adds {added:.1f} %")
    return int(added > given.limit)


if __name__ == "__main__":
    sys.exit(main())

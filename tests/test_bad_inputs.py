"""Bad input of every kind ends as tests/bad/manifest.toml says: told, in time, in bounds, and with nothing lost."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import bad_inputs
import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
KINDS = list(bad_inputs.FILES)
MEGABYTES = bad_inputs.BYTES >> 20
WRITTEN = ("record", "table", "profile", "project")  # kinds whose commands write TEI


def outcomes(kind: str, folder: Path) -> list[dict[str, Any]]:
    """What became of each input of a kind, run by itself."""
    command = [sys.executable, str(Path(bad_inputs.__file__)), kind, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def told(said: str, severity: str) -> set[str]:
    return set(re.findall(rf"\b{severity}: ([A-Z]\d{{3}}) ", said))


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if unicodedata.category(sign)[0] in "LN")


def kept(record: Path, tei: Path, encoding: str) -> Counter[str]:
    """Letters and digits of a record that its TEI does not have, told without the program's own proof."""
    tree = etree.parse(tei)
    values = [str(value) for element in tree.iter("*") for value in element.attrib.values()]
    return letters(record.read_bytes().decode(encoding)) - letters(
        "".join([*tree.getroot().itertext(), *values])
    )


def wrong(outcome: dict[str, Any], case: dict[str, Any], folder: Path) -> list[str]:
    """What is not as it should be."""
    said, kind = outcome["said"], outcome["kind"]
    tei = [name for name in outcome["written"] if re.match(r"(?:out|build)/[^/]+\.xml$", name)]
    faults = {
        "status": outcome["status"] != case["status"],
        "codes": told(said, "error") != set(case["codes"]),
        "warnings": not set(case.get("warns", ())) <= told(said, "warning"),
        "a traceback": "Traceback" in said or outcome["status"] < 0,
        "time": outcome["seconds"] > bad_inputs.SECONDS,
        "memory": outcome["megabytes"] > MEGABYTES,
        "not at once": outcome["name"] in AT_ONCE and (outcome["seconds"] > 5 or outcome["megabytes"] > 300),
        "a secret": bad_inputs.HIDDEN in said or shown(outcome, folder),
        "something run": any(Path(name).name == "pwned" for name in outcome["written"]),
        "nothing to do about it": case["class"] != "whole" and "hint: " not in said and case["codes"] != [],
        "a long message": max(map(len, said.split("\n"))) > 2_000,
        "a control character": bool(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", said)),
        "a command of a log": bool(re.search(r"(?m)^(?:::|##)", said)),
    }
    if case["class"] == "whole" and kind in WRITTEN:
        faults["nothing written"] = not tei
    elif (
        case["class"] != "whole" and "B003" not in case["codes"]
    ):  # of two records of one id the first is written
        faults["something written"] = bool(outcome["written"])
    if case["class"] == "whole" and kind == "record":
        encoding = case.get("args", ["", case.get("encode", "utf-8")])[1]
        record = folder / bad_inputs.file_of(kind, case)
        faults["lost"] = bool(kept(record, folder / tei[0], encoding) if tei else True)
    return [fault for fault, found in faults.items() if found]


def shown(outcome: dict[str, Any], folder: Path) -> bool:
    secret = bad_inputs.HIDDEN.encode()
    return any(secret in (folder / name).read_bytes() for name in outcome["written"])


def test_the_set_is_large_and_has_every_class() -> None:
    every = [case for kind in KINDS for case in bad_inputs.cases(kind).values()]
    assert len(every) > 300
    assert Counter(case["class"] for case in every).keys() == {"whole", "error", "limit"}
    assert all(len(bad_inputs.cases(kind)) >= 10 for kind in KINDS)


AT_ONCE = {
    "megabytes-65",
    "megabytes-500",
    "notes-a-million",
    "lines-of-text-60000",
    "megabytes-300",
    "megabytes-70",
}
"""What is refused in less than 5 seconds and 300 MB."""


def test_what_is_too_large_is_refused_at_once() -> None:
    cases = {name: case for kind in KINDS for name, case in bad_inputs.cases(kind).items()}
    assert {cases[name]["class"] for name in AT_ONCE} == {"limit"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_alone(kind: str, tmp_path: Path) -> None:
    found = {
        one["name"]: (faults, one["status"], one["seconds"], one["said"][:500])
        for one in outcomes(kind, tmp_path)
        if (faults := wrong(one, bad_inputs.cases(kind)[one["name"]], tmp_path / f"{kind}-{one['name']}"))
    }
    assert found == {}


def test_all_records_in_one_run(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    bad_inputs.room(tmp_path)
    cases = {
        f"{name}.txt": case
        for name, case in bad_inputs.cases("record").items()
        if "args" not in case
        and "file" not in case
        and case.get("make") not in ("nothing", "folder", "link pipe")
    }
    for name, case in cases.items():
        bad_inputs.lay_out("record", case, source / name)
    (source / "sound.txt").write_text(bad_inputs.GOOD, "utf-8")
    command = [sys.executable, "-m", "tei", "convert", "in", "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    good = {name.removesuffix(".txt") for name, case in cases.items() if case["class"] == "whole"} | {"sound"}
    # One record says that its id is that of a traversal, another that it has 300 signs.
    named = {path.stem for path in (tmp_path / "out").glob("*.xml")}
    assert len(named) == len(good)
    assert len(good - named) <= 2
    for name, case in cases.items():
        errors = set(
            re.findall(rf"(?m)^in/{re.escape(name)}:(?:\d+:)*(?: at [^:]*:)? error: ([A-Z]\d+)", done.stderr)
        )
        assert errors == set(case["codes"]), name
    summary = re.search(r"(?m)^([\d,]+) .*", done.stderr.split("\n")[-2])
    assert summary is not None
    numbers = {word: int(n) for n, word in re.findall(r"(\d+) (in|converted|failed|unchanged)", summary[0])}
    assert numbers == {
        "in": len(cases) + 1,
        "converted": len(good),
        "failed": len(cases) + 1 - len(good),
        "unchanged": 0,
    }


def test_all_documents_in_one_run_show_no_secret(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    bad_inputs.room(tmp_path)
    for name, case in bad_inputs.cases("tei").items():
        bad_inputs.lay_out("tei", case, source / f"{name}.xml")
    (source / "sound.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x</p></body></text></TEI>'
    )
    formats = [part for name in ("html", "text", "jsonl", "pdf") for part in ("--to", name)]
    command = [sys.executable, "-m", "tei", "render", "in", *formats, "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert {"sound.html", "sound.txt", "sound.jsonl", "sound.pdf"} <= {
        path.name for path in (tmp_path / "out").iterdir()
    }
    texts = [done.stderr, done.stdout, *(pdf_text(path) for path in (tmp_path / "out").glob("*.pdf"))]
    assert not any(bad_inputs.HIDDEN in text for text in texts)
    assert not [
        path.name
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and bad_inputs.HIDDEN.encode() in path.read_bytes()
    ]


def pdf_text(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pypdf = pytest.importorskip("pypdf")
        return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout

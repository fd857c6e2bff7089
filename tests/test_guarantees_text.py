"""What is promised about texts of any size and shape: time and memory in proportion, trees that come back, nothing raised.

The numbers are those of docs/guarantees.md. `TEI_FUZZ=10000` tries so many records, and a fifth of it of documents and layouts.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sample_records import RECORDS, wilson

from tei.findings import TeiError
from tei.inputs import Inputs
from tei.pipeline import Options, convert_bytes
from tei.profile import load_profile
from tei.runs import convert_all
from tei.safe_xml import XmlRefused, parse_xml
from tei.validation import Request, validate_files

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
GOLDENS = sorted((ROOT / "tests" / "records").glob("*/*/tei.xml"))
CASES = int(os.environ.get("TEI_FUZZ", "150"))
FUZZ = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))
FEWER = settings(FUZZ, max_examples=max(CASES // 5, 40))

# --- 37: time in proportion -------------------------------------------------------------------------

SHAPES: dict[str, Callable[[int], str]] = {
    "notes": lambda n: (
        "The ferry came"
        + "".join(f" a{one}[{one}]" for one in range(1, n))
        + "\n\nNotes\n\n"
        + "".join(f"[{one}] A note of the ferry.\n" for one in range(1, n))
    ),
    "paragraphs": lambda n: "The ferry of the lake was late again on Monday, and nobody said why.\n\n" * n,
    "line length": lambda n: "The ferry of the lake was late, and nobody said why. " * n + "\n",
    "list items": lambda n: "They brought\n\n" + "".join(f"{one}. a lamp of brass\n" for one in range(1, n)),
    "languages by turns": lambda n: "The ferry is late.\n\n渡口的水位今天又上涨了。\n\n" * n,
    "header lines": lambda n: wilson(Summary="Holm tells what came.\n\n" * n),
}


def processor_time(text: str) -> float:
    gc.collect()
    started = time.process_time()
    assert not convert_bytes(text.encode(), "in.txt").failed
    return time.process_time() - started


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_time(shape: str) -> None:
    processor_time(SHAPES[shape](20))
    # A busy machine makes one reading slow, never fast: the least of three is the one to compare.
    small, large = (min(processor_time(SHAPES[shape](n)) for _ in range(3)) for n in (150, 600))
    assert large / small < 2.2**2, (small, large)


# Lines on which a pattern with a repetition in a repetition, or two beside each other, does not come to an end.
ENDLESS = {
    "asterisks": "*" * 3_000, "blanks": "The" + " " * 20_000 + "ferry", "tabs": "a" + "\t" * 20_000 + "b",
    "raised signs": "The ferry" + "}^{1" * 3_000, "wide blanks": "渡" + "\u3000" * 20_000 + "口",
    "list marks": " - * " * 4_000 + "〔", "open brackets": "([{〔（「" * 1_500, "points": "." * 20_000 + "x",
    "digits": "1" * 20_000, "capitals": "A. " * 4_000, "citation": "Holm, f. 1, " * 1_500, "superscripts": "x" + "¹" * 9_000 + "a",
}  # fmt: skip


@pytest.mark.parametrize("name", ENDLESS)
def test_no_line_takes_for_ever(name: str) -> None:
    line = ENDLESS[name]
    for text in (f"{line}\n", f"{line}\n\nDear Jon,\n\n{line}\n", wilson(line, title=line[:400])):
        assert processor_time(text) < 2


# --- 36 and 38: memory ------------------------------------------------------------------------------


def peak(folder: Path, number: int) -> int:
    """The most memory that a run over so many records holds at a time."""
    source = folder / f"in-{number}"
    source.mkdir()
    for one in range(number):
        (source / f"ferry-{one}.txt").write_text(wilson(address="", Record_ID=str(one)), "utf-8")
    gc.collect()
    tracemalloc.start()
    for outcome in convert_all(
        Inputs(tuple(sorted(source.iterdir())), ()), folder / f"out-{number}", Options()
    ):
        assert outcome.state == "converted"
        gc.collect()  # when cycles go is the interpreter's affair, and not what a run holds
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def peaks(folder: Path) -> None:
    """Print the peaks of 25 and 250 records."""
    peak(folder, 249)  # what is loaded once, with the first record that needs it, is loaded now
    print(peak(folder, 25), peak(folder, 250))


def test_ten_times_the_records_take_no_more_memory(tmp_path: Path) -> None:
    """In a process of its own: what other tests have begun in this one takes memory, too."""
    code = f"import pathlib, test_guarantees_text as told; told.peaks(pathlib.Path({str(tmp_path)!r}))"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/tests:{ROOT}"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    small, large = map(int, done.stdout.split())
    assert large <= small * 1.3 + 100_000, (small, large)  # a claim of an id, and a name, take 300 bytes


# --- 43: what is written comes back -----------------------------------------------------------------


def test_every_golden_comes_back_the_same() -> None:
    assert len(GOLDENS) > 30
    for path in GOLDENS:
        first = parse_xml(path.read_bytes())
        again = parse_xml(etree.tostring(first, encoding="utf-8", xml_declaration=True))
        assert etree.tostring(first, method="c14n") == etree.tostring(again, method="c14n"), path


@FEWER
@given(RECORDS)
def test_every_tree_that_is_written_comes_back_the_same(text: str) -> None:
    tei = convert_bytes(text.encode(), "in.txt").tei
    if tei:
        first = parse_xml(tei)
        again = parse_xml(etree.tostring(first, encoding="utf-16"))
        assert etree.tostring(first, method="c14n") == etree.tostring(again, method="c14n")


# --- 44: anything is taken --------------------------------------------------------------------------


@FUZZ
@given(RECORDS, st.binary(max_size=6), st.integers(0, 4_000), st.integers(0, 40))
def test_any_record_is_converted_whole_or_refused(text: str, put: bytes, at: int, cut: int) -> None:
    data = text.encode()
    at %= len(data) + 1
    result = convert_bytes(data[:at] + put + data[at + cut :], "in.txt")
    errors = {one.code for one in result.findings if one.severity.label == "error"}
    assert errors <= {"S001", "S002", "S003", "S004"}  # refused as bytes, and for nothing that was lost
    assert result.failed == bool(errors)


MISPRINTED = (
    "https://[holm.example/7", "https://holm].example/", "https://holm.example:x/", "https://holm.example/7?a[b",
    "https://holm.example/%zz", "https://holm.example/#a#b", "https://holm@a@b.example/", "https://[::1/7",
)  # fmt: skip


@pytest.mark.parametrize("address", MISPRINTED)
def test_a_citation_with_a_misprinted_address_is_kept_and_has_no_link(address: str) -> None:
    """Found by ten thousand records."""
    result = convert_bytes(wilson(address=address).encode(), "in.txt")
    assert not result.failed
    tei = parse_xml(result.tei)
    assert any(address in "".join(one.itertext()) for one in tei.iter("{*}bibl"))
    assert not [one for one in tei.iter("{*}ref") if "holm" in one.get("target", "")]


@FEWER
@given(st.sampled_from(GOLDENS), st.binary(max_size=8), st.floats(0, 1), st.integers(0, 200))
def test_any_document_is_judged(
    tmp_path_factory: pytest.TempPathFactory, golden: Path, put: bytes, at: float, cut: int
) -> None:
    data = golden.read_bytes()
    place = int(at * len(data))
    file = tmp_path_factory.mktemp("tei") / golden.parent.with_suffix(".xml").name
    file.write_bytes(data[:place] + put + data[place + cut :])
    found = list(validate_files([file], Request()))
    try:
        parse_xml(file.read_bytes())
    except XmlRefused:
        assert {one.code for one in found} & {"X001", "X003"}


LAYOUTS = [path.read_text("utf-8") for path in sorted((ROOT / "tei" / "profiles").glob("*.toml"))]


@FEWER
@given(st.sampled_from(LAYOUTS), st.text(max_size=6), st.floats(0, 1), st.integers(0, 60))
def test_any_layout_is_used_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, put: str, at: float, cut: int
) -> None:
    place = int(at * len(text))
    file = tmp_path_factory.mktemp("layout") / "layout.toml"
    file.write_bytes((text[:place] + put + text[place + cut :]).encode("utf-8", "surrogatepass"))
    try:
        profile = load_profile(file)
    except TeiError as error:
        refused = error
    else:
        if not profile.table:
            convert_bytes(wilson().encode(), "in.txt", Options(profile))
        return
    assert refused.code.startswith("F")
    assert refused.hint


# --- 46: what a command loads -----------------------------------------------------------------------

HEAVY = (
    "typst",
    "xmlschema",
    "pagefind",
    "saxonche",
    "py3langid",
    "watchfiles",
    "rich",
    "pydantic",
    "lxml",
    "numpy",
    "elementpath",
)


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], ()),
        (["convert", "in.txt", "-o", "out"], ("lxml", "pydantic", "py3langid", "numpy")),
        (["render", "in.xml", "--to", "html", "-o", "out"], ("lxml", "pydantic")),
        (["validate", "in.xml"], ("lxml", "pydantic", "xmlschema", "elementpath", "py3langid", "numpy")),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_what_it_needs_and_warns_of_nothing(
    arguments: list[str], allowed: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "in.txt").write_text(wilson(), "utf-8")
    (tmp_path / "in.xml").write_bytes(convert_bytes(wilson().encode(), "in.txt").tei)
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print('LOADED', *(name for name in {HEAVY!r} if name in sys.modules)))\n"
        f"sys.argv = ['tei', *{arguments!r}]\nfrom tei.cli import main\nmain()\n"
    )
    command = [sys.executable, "-W", "error", "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert "Warning" not in done.stderr
    loaded = done.stdout.split("LOADED", 1)[1].split()
    assert set(loaded) <= set(allowed)


def test_starting_takes_no_time(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "tei", "--help"], cwd=tmp_path, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (
        after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5
    )  # of the processor; 0.2 is usual

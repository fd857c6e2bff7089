"""The repository itself: what is pinned, what the scripts are, what travels in the wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import tei

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@cache
def project_files() -> tuple[Path, ...]:
    """What is tracked, or would be by the next `git add`."""
    listing = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listing.returncode:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    names = sorted(set(listing.stdout.split("\0")) - {""})
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


@cache
def project_texts() -> dict[str, str]:
    """The text files of the project by name; the few binary ones hold a NUL."""
    contents = {path: path.read_bytes() for path in project_files()}
    return {
        path.relative_to(ROOT).as_posix(): data.decode("utf-8", "replace")
        for path, data in contents.items()
        if b"\0" not in data
    }


# --- versions -----------------------------------------------------------------------------------


@cache
def pins() -> dict[str, str]:
    lines = [line for line in read("constraints.txt").split("\n") if line and not line.startswith("#")]
    pairs = [line.split("==") for line in lines]
    assert all(len(pair) == 2 for pair in pairs), "a line that is not name==version"
    names = [str(canonicalize_name(name)) for name, _ in pairs]
    assert len(names) == len(set(names)), "a package is pinned twice"
    return dict(zip(names, (version for _, version in pairs), strict=True))


@cache
def declared() -> tuple[Requirement, ...]:
    project = tomllib.loads(read("pyproject.toml"))
    groups = [
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
    ]
    return tuple(Requirement(text) for group in groups for text in group)


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_every_declared_dependency_is_pinned_to_a_version_it_allows(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_the_lowest_versions_are_those_that_are_allowed() -> None:
    lines = [line for line in read("constraints-lowest.txt").split("\n") if line and not line.startswith("#")]
    lowest = {
        canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)
    }
    needed = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    bounds = [(Requirement(text).name, str(Requirement(text).specifier)) for text in needed]
    assert {canonicalize_name(name): bound for name, bound in bounds} == {
        canonicalize_name(name): f">={lowest[canonicalize_name(name)]}" for name, _ in bounds
    }


def test_everything_that_the_dependencies_pull_in_is_pinned() -> None:
    todo, seen = [requirement.name for requirement in declared()], set[str]()
    while todo:
        name = canonicalize_name(todo.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            pulled_in = [Requirement(text) for text in metadata.requires(name) or []]
        except metadata.PackageNotFoundError:
            continue  # only builds the package
        todo += [one.name for one in pulled_in if one.marker is None or one.marker.evaluate({"extra": ""})]
    assert len(seen) > len(declared()), "nothing was followed"
    assert seen <= pins().keys()


def test_constraints_are_plain_pins_that_name_no_host() -> None:
    assert re.findall(r"://|@|^\s*-|\.whl", read("constraints.txt"), re.MULTILINE) == []


def test_the_version_is_the_same_everywhere() -> None:
    assert f"\nversion: {tei.__version__}\n" in read("CITATION.cff")


# --- what no file may hold ----------------------------------------------------------------------

# Spelled so that this file does not hold them.
REGISTRIES = re.compile(
    r"py[p]i\.(?:org|io)|python[h]osted|registry\.npm[j]s|(?:deb|ftp|security)\.deb[i]an\.org"
    r"|(?:127\.0\.0\.1|local[h]ost)(?::\d+)?/simple|--(?:extra-)?index[-]url"
)
HOMES = re.compile(r"(?<![\w.])/(?:home|Users)/[a-z][\w-]*/")


def test_no_file_names_a_package_registry() -> None:
    assert [name for name, text in project_texts().items() if REGISTRIES.search(text)] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    here = str(ROOT) if len(ROOT.parts) > 2 else None  # `/app` alone would be found in XPaths
    texts = project_texts().items()
    assert [name for name, text in texts if HOMES.search(text) or (here and here in text)] == []


def sentence_starts(text: str) -> set[str]:
    """How each longer sentence begins; what a layout prescribes is shorter than that."""
    starts = set()
    for sentence in map(str.strip, re.split(r"\n|(?<=[.!?])\s|(?<=[。！？])", text)):
        size = 15 if is_east_asian(sentence) else 60
        if len(sentence) >= size:
            starts.add(sentence[:size])
    return starts


def is_east_asian(text: str) -> bool:
    return len(re.findall(r"[\u3400-\u9fff\uac00-\ud7a3]", text)) * 2 > len(text)


def test_sentence_starts_are_those_of_sentences() -> None:
    long = "The ferryman passed the gauge at seven in the morning and wrote down what he saw there."
    assert sentence_starts(f"Short line.\n{long} Next.") == {long[:60]}
    assert sentence_starts("水位。石桥站的水位在一昼夜之间上涨了一米二。") == {
        "石桥站的水位在一昼夜之间上涨了"
    }


def test_no_file_holds_a_sentence_of_the_shared_records() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    starts = set[str]()
    for path in [*SHARED.glob("records/*.txt"), *SHARED.glob("gold/*.txt")]:
        starts |= sentence_starts(path.read_text("utf-8", "replace"))
    assert starts, "../shared holds no records"
    found = {
        f"{name}: {text[at : at + size]}"
        for name, text in project_texts().items()
        for size in (15, 60)
        for at in range(len(text) - size + 1)
        if text[at : at + size] in starts
    }
    assert found == set()


# --- scripts ------------------------------------------------------------------------------------


def test_shell_scripts_are_executable_strict_and_well_formed() -> None:
    scripts = [path for path in project_files() if path.read_bytes().startswith(b"#!/usr/bin/env bash\n")]
    assert {"setup", "demo", "run"} <= {path.name for path in scripts}
    for script in scripts:
        assert os.access(script, os.X_OK), script
        assert "\nset -euo pipefail\n" in script.read_text("utf-8"), script
        assert run("bash", "-n", str(script)).stderr == ""


def test_setup_says_what_to_do_without_a_python() -> None:
    result = run("bash", "scripts/setup", PYTHON="no-such-python")
    assert result.returncode == 2
    assert "no Python 3.11 or newer was found (asked for: no-such-python)" in result.stderr
    assert "make PYTHON=" in result.stderr


def test_make_test_runs_the_four_checks_in_order() -> None:
    recipe = run("make", "--no-print-directory", "-n", "test").stdout.strip().split("\n")
    assert recipe == ["scripts/setup"] + [
        f".venv/bin/python -m {check}" for check in ("ruff check", "ruff format --check", "mypy", "pytest")
    ]


def test_continuous_integration_runs_make_test_alone() -> None:
    assert re.findall(r"^(?!#|set |cd |$).+", read(".ci/run"), re.MULTILINE) == ["exec make test"]


def test_readme_begins_with_make_demo_and_make_test() -> None:
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```$", read("README.md"), re.MULTILINE | re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.split("\n") if line.strip()]
    assert commands[:2] == ["make demo", "make test"]


# --- examples and wheel -------------------------------------------------------------------------


def test_the_readme_of_the_examples_tells_of_each_record_and_that_it_is_invented() -> None:
    records = {path.name for path in (ROOT / "examples/records").iterdir()}
    assert set(re.findall(r"^\| `([^`]+\.txt)` \|", read("examples/README.md"), re.MULTILINE)) == records
    assert "Every text here is invented" in read("examples/README.md")


def test_the_wheel_holds_the_package_with_all_its_data(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    result = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    assert result.returncode == 0, result.stderr
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    names = [path.relative_to(ROOT).as_posix() for path in project_files()]
    expected = {name for name in names if name.startswith("tei/")}
    expected |= {f"tei/_data/{name}" for name in names if name.startswith(("schemas/", "xslt/"))}
    assert expected <= packed
    assert f"tei_pipeline-{tei.__version__}.dist-info/licenses/LICENSE" in packed
    strangers = {name for name in packed - expected if ".dist-info/" not in name}
    assert strangers == set()

"""What lets a project use the program elsewhere: `tei init`, the GitHub action, pre-commit hooks, GitLab."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tei.starter import WRITTEN, create

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PROJECT = ROOT / "tei/starter/project"


def run(
    folder: Path, *words: str | Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **(env or {})}
    environment.pop("GITHUB_STEP_SUMMARY", None) if not env else None
    return subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


# --- tei init -----------------------------------------------------------------------------------


def test_a_new_project_builds_and_is_valid(tmp_path: Path) -> None:
    folder = tmp_path / "one/two"
    made = run(tmp_path, "tei", "init", folder)
    assert made.returncode == 0, made.stderr
    assert sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    ) == sorted(WRITTEN.values())
    built = run(folder, "tei", "build")
    assert built.returncode == 0
    assert "warning" not in built.stderr
    assert "1 in = 1 converted (0 with findings)" in built.stderr
    assert run(folder, "tei", "validate", "build").returncode == 0


def test_every_file_of_the_starter_is_written() -> None:
    there = {path.relative_to(PROJECT).as_posix() for path in PROJECT.rglob("*") if path.is_file()}
    assert there == set(WRITTEN)


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "tei.toml").write_text("# mine\n")
    done = run(tmp_path, "tei", "init", ".")
    assert done.returncode == 2
    assert "F023" in done.stderr
    assert "tei.toml" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["tei.toml"]


def test_a_link_into_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to(tmp_path / "elsewhere")
    assert run(tmp_path, "tei", "init", ".").returncode == 2
    assert not (tmp_path / "elsewhere").exists()


def test_the_requirement_stands_in_all_files_that_install(tmp_path: Path) -> None:
    create(tmp_path, "git+https://git.example.org/tei-pipeline@v1")
    for name in (".github/workflows/tei.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"):
        text = (tmp_path / name).read_text("utf-8")
        assert "git+https://git.example.org/tei-pipeline@v1" in text
        assert "{{" not in text.replace("${{", "")


@pytest.mark.parametrize("requirement", ["", 'x"; rm -rf ~', "a\nb", "$(x)", "`x`"])
def test_a_requirement_that_would_be_a_command_is_refused(requirement: str, tmp_path: Path) -> None:
    done = run(tmp_path, "tei", "init", "new", "--requirement", requirement)
    assert done.returncode == 2
    assert "F022" in done.stderr
    assert not (tmp_path / "new").exists()


# --- their own checkers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "file", "more"),
    [
        ("vendor.github-actions", ROOT / "action.yml", ()),
        ("vendor.github-workflows", PROJECT / "workflow.yml", ()),
        ("vendor.gitlab-ci", PROJECT / "gitlab.yml", ("--data-transform", "gitlab-ci")),
    ],
)
def test_files_are_valid_by_their_schemas(schema: str, file: Path, more: tuple[str, ...]) -> None:
    done = run(ROOT, BIN / "check-jsonschema", "--builtin-schema", schema, *more, file)
    assert done.returncode == 0, done.stdout


def test_no_weakness_is_found_in_action_and_workflow(tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    shutil.copy(PROJECT / "workflow.yml", tmp_path / ".github/workflows/tei.yml")
    shutil.copy(ROOT / "action.yml", tmp_path)
    done = run(tmp_path, BIN / "zizmor", "--offline", "--persona", "auditor", "--format", "plain", ".")
    assert done.returncode == 0, done.stdout
    assert "No findings" in done.stdout


def test_the_page_tells_every_input_and_its_default() -> None:
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*?) ?\| ", page, re.MULTILINE))
    inputs = read_yaml(ROOT / "action.yml")["inputs"]
    assert rows.keys() >= inputs.keys()
    for name, content in inputs.items():
        default = content.get("default", "")
        assert rows[name].strip("`") == default or not default, name


# --- the action, run ----------------------------------------------------------------------------


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The variables of a runner on which `install` has been."""
    (tmp_path / "temp/tei-pipeline/bin").mkdir(parents=True)
    (tmp_path / "temp/tei-pipeline/bin/tei").symlink_to(BIN / "tei")
    return {
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }


def act(folder: Path, runner: dict[str, str], **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's step as action.yml does: every input with its default, as a variable."""
    action = read_yaml(ROOT / "action.yml")
    step = action["runs"]["steps"][1]
    defaults = {name: content.get("default", "") for name, content in action["inputs"].items()}
    given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    env = dict(runner)
    for variable, text in step["env"].items():
        name = re.fullmatch(r"\$\{\{ (?:inputs\.([a-z-]+)|github\.action_path) \}\}", text)
        assert name, text
        env[variable] = given[name[1]] if name[1] else str(ROOT)
    return run(folder, "bash", "-c", step["run"], env=env)


def test_the_action_annotates_and_tells_its_status(tmp_path: Path, runner: dict[str, str]) -> None:
    good = ROOT / "tests/schema/valid.xml"
    (tmp_path / "a b").mkdir()
    shutil.copy(good, tmp_path / "a b/valid.xml")
    done = act(tmp_path, runner, paths="a b\n\n", checks="none")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "exit-status=0" in (tmp_path / "output").read_text()
    (tmp_path / "bad.xml").write_text("<TEI>")
    done = act(tmp_path, runner, paths="a b\nbad.xml", checks="none")
    assert done.returncode == 1
    assert "::error file=bad.xml" in done.stdout
    assert "exit-status=1" in (tmp_path / "output").read_text()


def test_an_input_is_never_a_command(tmp_path: Path, runner: dict[str, str]) -> None:
    done = act(tmp_path, runner, paths="$(touch pwned)\n`touch pwned`\n; touch pwned", rules='"; touch pwned')
    assert done.returncode == 2
    assert not (tmp_path / "pwned").exists()


def test_an_action_without_paths_is_not_green(tmp_path: Path, runner: dict[str, str]) -> None:
    assert act(tmp_path, runner, paths=" \n").returncode == 2


@pytest.mark.parametrize("inputs", [{"paths": " "}, {"paths": "gone.xml", "sarif": "found.sarif"}])
def test_an_action_that_validated_nothing_tells_its_status_too(
    inputs: dict[str, str], tmp_path: Path, runner: dict[str, str]
) -> None:
    assert act(tmp_path, runner, **inputs).returncode == 2
    assert (tmp_path / "output").read_text() == "exit-status=2\n"


def test_the_action_writes_sarif_too(tmp_path: Path, runner: dict[str, str]) -> None:
    (tmp_path / "bad.xml").write_text("<TEI>")
    assert act(tmp_path, runner, paths="bad.xml", sarif="found.sarif").returncode == 1
    assert '"2.1.0"' in (tmp_path / "found.sarif").read_text()


# --- pre-commit ---------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = run(folder, "git", *settings, *words)
    assert done.returncode == 0, done.stderr


def test_the_manifest_of_the_hooks_is_valid() -> None:
    done = run(ROOT, BIN / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


def test_the_hook_refuses_a_commit_with_a_fault_and_lets_a_sound_one_pass(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    hooks, project = tmp_path / "hooks", tmp_path / "project"
    for folder in (hooks, project):
        folder.mkdir()
        git(folder, "init", "--quiet")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    git(hooks, "add", ".")
    git(hooks, "commit", "--quiet", "-m", "Add hooks")
    made = run(project, "tei", "convert", PROJECT / "records/example-letter.txt", "-o", ".")
    assert made.returncode == 0, made.stderr
    git(project, "add", ".")
    env = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    call = (BIN / "pre-commit", "try-repo", hooks, "tei-validate-system", "--all-files")
    done = run(project, *call, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    (project / "bad.xml").write_text("<TEI/>")
    git(project, "add", ".")
    done = run(project, *call, env=env)
    assert done.returncode == 1
    assert "bad.xml:1" in done.stdout


def test_the_hooks_of_a_new_project_are_valid(tmp_path: Path) -> None:
    create(tmp_path, "tei-pipeline")
    done = run(tmp_path, BIN / "pre-commit", "validate-config", ".pre-commit-config.yaml")
    assert done.returncode == 0, done.stdout

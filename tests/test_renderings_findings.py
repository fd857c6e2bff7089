"""What is found in a document is told once, however many formats are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from tei.cli.commands import cli

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a" xml:lang="en"><text><body>'
    "<p>The <odd>old</odd> ferry</p></body></text></TEI>"
)


def test_an_element_without_template_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(DOCUMENT)
    formats = [word for to in ("html", "text", "epub") for word in ("--to", to)]
    done = CliRunner().invoke(cli, ["render", str(tmp_path / "a.xml"), *formats, "-o", str(tmp_path / "out")])
    assert done.output.count("R002") == 1, done.output

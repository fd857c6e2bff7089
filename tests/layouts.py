"""Layouts for tests, made of the body that a test is about, and what a text becomes by one."""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tei.encode import encode
from tei.encode.serialise import serialise
from tei.findings import Severity, TeiError
from tei.interpret.document import interpret
from tei.parse import parse
from tei.profile import Profile, load_profile
from tei.proving import prove
from tei.safe_xml import parse_xml
from tei.source import decode

if TYPE_CHECKING:
    from lxml import etree

    from tei.findings import Finding

NS = {"t": "http://www.tei-c.org/ns/1.0"}
HEAD = 'name = "mine"\ntitle = "Mine"\nfallback = true\n\n'


@dataclass(frozen=True)
class Made:
    """The TEI of a text, and all findings of its reading and of its proof."""

    tree: etree._ElementTree
    findings: tuple[Finding, ...]

    def nodes(self, path: str) -> list[etree._Element]:
        """The elements of the text at a path."""
        found = self.tree.xpath(f"//t:text//t:{path}", namespaces=NS)
        assert isinstance(found, list)
        return [one for one in found if not isinstance(one, str | bytes | tuple)]

    def texts(self, path: str) -> list[str]:
        """The words of these elements, a line end being a blank."""
        return [_words(one) for one in self.nodes(path)]

    def words(self, path: str) -> list[str]:
        """The same; of an element without words, what the print has in its place."""
        return [_words(one) or one.get("rend", "") for one in self.nodes(path)]

    def codes(self, code: str) -> list[Finding]:
        """The findings of a code."""
        return [one for one in self.findings if one.code == code]

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep a record from having TEI."""
        return [one for one in self.findings if one.severity is Severity.ERROR]


def _words(element: etree._Element) -> str:
    said = element.text or ""
    for child in element:
        said += (" " if child.tag == f"{{{NS['t']}}}lb" else _words(child)) + (child.tail or "")
    return said


def made(body: str, text: str) -> Made:
    """A text by a layout that says no more than how its body is read."""
    profile = Profile.model_validate(tomllib.loads(HEAD + body))
    source, _ = decode(text.encode(), "in.txt")
    assert source is not None
    record, _ = parse(source, profile)
    assert record is not None
    document, read = interpret(record)
    data = serialise(encode(document))
    return Made(parse_xml(data), (*read, *prove(record, data)))


def refused(body: str) -> str:
    """What is said of a layout file that cannot be."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_text(HEAD + body)
        with pytest.raises(TeiError) as caught:
            load_profile(path)
    return caught.value.message

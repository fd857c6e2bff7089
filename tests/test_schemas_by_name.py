"""Schemas found by name, file, address and catalog: kept whole or not at all, and read from nowhere else."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest

from tei.schema_store.catalog import load
from tei.schema_store.compact import mentions, unescaped
from tei.validation import Request, validate_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ended

GRAMMARS: Final = Path(__file__).resolve().parent / "grammars"
LETTER: Final = (GRAMMARS / "letter.xml").read_text("utf-8")
RNG: Final = 'xmlns="http://relaxng.org/ns/structure/1.0"'
FILES: Final = ("letter.rng", "text.rng", "letter.xsd", "text.xsd", "letter.rnc", "text.rnc")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the letter and its grammars, a cache of its own, and libxml2 (which is always there)."""
    (tmp_path / "in.xml").write_text(LETTER, "utf-8")
    (tmp_path / "bad.xml").write_text(LETTER.replace("<closer>", "<closer><p/>"), "utf-8")
    (tmp_path / "grammars").mkdir()
    for name in FILES:
        shutil.copy(GRAMMARS / name, tmp_path / "grammars")
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TEI_ENGINE", "libxml2")
    return tmp_path


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """Serve the grammars on this machine; `/to/…` redirects."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/to/"):
                self.send_response(302)
                self.send_header("Location", self.path.removeprefix("/to/"))
                self.end_headers()
                return
            file = folder / "grammars" / self.path.lstrip("/")
            data = file.read_bytes() if file.is_file() else b""
            self.send_response(200 if data else 404)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name in the base class)
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def validated(command: Callable[..., Ended], *options: object) -> Ended:
    return command("validate", "in.xml", "bad.xml", "--checks", "none", *options)


# --- kept schemas ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rng", "xsd"])
def test_a_schema_is_kept_with_what_it_includes(
    kind: str, folder: Path, command: Callable[..., Ended]
) -> None:
    file = folder / f"grammars/letter.{kind}"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    added = command("schema", "add", file, "--name", "letters", "--sha256", digest.upper())
    assert added.status == 0, added.all
    assert f"letters: 2 files kept, sha256:{digest}" in added.messages
    shutil.rmtree(folder / "grammars")
    listed = command("schema", "list")
    assert listed.out.startswith("tei-record  ")
    assert f"letters  {kind}  sha256:{digest}  {file}\n" in listed.out
    ended = validated(command, "--schema", "letters")
    assert ended.status == 1
    assert re.search(r"^bad\.xml:15:[0-9]+: error: X010 ", ended.out, re.MULTILINE)
    assert not [line for line in ended.out.split("\n") if line.startswith("in.xml")]


def test_what_is_added_again_takes_the_place(folder: Path, command: Callable[..., Ended]) -> None:
    command("schema", "add", folder / "grammars/letter.rng", "--name", "x")
    (folder / "note.rng").write_text(f"<element name='note' {RNG}><text/></element>")
    assert command("schema", "add", folder / "note.rng", "--name", "x").status == 0
    assert validated(command, "--schema", "x").out.count("X010") == 2
    assert sorted(path.name for path in (folder / "cache/schemas").iterdir()) == ["x"]


BROKEN: Final = {
    "not-xml": "hello",
    "no-schema": "<x/>",
    "undefined": f"<grammar {RNG}><start><ref name='x'/></start></grammar>",
    "missing": f"<grammar {RNG}><include href='gone.rng'/></grammar>",
    "outside": f"<grammar {RNG}><include href='../in.xml'/></grammar>",
    "network": f"<grammar {RNG}><include href='http://127.0.0.1:9/a.rng'/></grammar>",
    "base": f"<grammar {RNG}><div xml:base='http://127.0.0.1:9/'><include href='text.rng'/></div></grammar>",
    "entity": f"<!DOCTYPE g [<!ENTITY e 'x'>]><grammar {RNG}>&e;</grammar>",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_schema_that_cannot_be_used_is_refused_and_not_kept(
    kind: str, folder: Path, command: Callable[..., Ended], no_network: None
) -> None:
    file = folder / "grammars/broken.rng"
    file.write_text(BROKEN[kind])
    for words in (["schema", "add", file, "--name", "broken"], ["validate", "in.xml", "--schema", file]):
        ended = command(*words)
        assert ended.status == 2, ended.all
        assert "broken.rng" in ended.all
        assert "error: X005 " in ended.all
    assert command("schema", "list").out.count("\n") == 1
    assert not [*folder.glob("cache/schemas/*")]


@pytest.mark.parametrize("name", ["tei-record", "../x", "a/b", "", ".x", "x" * 65, "字"])
def test_names_that_no_schema_can_have(name: str, folder: Path, command: Callable[..., Ended]) -> None:
    ended = command("schema", "add", folder / "grammars/letter.rng", "--name", name)
    assert (ended.status, "X016" in ended.all) == (2, True)


def test_another_hash_keeps_what_was_there(folder: Path, command: Callable[..., Ended]) -> None:
    command("schema", "add", folder / "grammars/letter.rng", "--name", "x")
    before = command("schema", "list").out
    for digest in ("0" * 64, "12"):
        assert (
            command("schema", "add", folder / "grammars/text.rng", "--name", "x", "--sha256", digest).status
            == 2
        )
    assert command("schema", "list").out == before


def test_a_kept_schema_that_was_changed_is_refused(folder: Path, command: Callable[..., Ended]) -> None:
    command("schema", "add", folder / "grammars/letter.rng", "--name", "x")
    part = folder / "cache/schemas/x/text.rng"
    part.write_text(part.read_text() + " ")
    ended = validated(command, "--schema", "x")
    assert (ended.status, "text.rng has changed" in ended.all) == (2, True)
    (folder / "cache/schemas/x/kept.json").write_text("{}")
    assert validated(command, "--schema", "x").status == 2
    assert command("schema", "list").status == 2


# --- the network ------------------------------------------------------------------------------------


def test_an_address_is_fetched_by_add_or_by_leave_alone(
    folder: Path, server: str, command: Callable[..., Ended]
) -> None:
    refused = validated(command, "--schema", f"{server}/letter.rng")
    assert (refused.status, "X017" in refused.all) == (2, True)
    allowed = validated(command, "--schema", f"{server}/letter.rng", "--allow-network")
    assert (allowed.status, allowed.out.count("bad.xml") > 0, "in.xml" in allowed.out) == (1, True, False)
    added = command("schema", "add", f"{server}/letter.rng", "--name", "x")
    assert "2 files" in added.messages
    about = json.loads((folder / "cache/schemas/x/kept.json").read_text())
    assert about["origin"] == f"{server}/letter.rng"
    assert validated(command, "--schema", "x").out.count("in.xml") == 0


@pytest.mark.parametrize("address", ["/gone.rng", "/to/file:///etc/hostname", "/to/ftp://127.0.0.1:9/a.rng"])
def test_what_cannot_or_must_not_be_fetched(
    address: str, folder: Path, server: str, command: Callable[..., Ended]
) -> None:
    ended = command("schema", "add", f"{server}{address}", "--name", "x")
    assert (ended.status, "error: X017" in ended.all or "error: X005" in ended.all) == (2, True)
    assert not [*folder.glob("cache/schemas/*")]


def test_a_redirect_within_the_web_is_followed(
    folder: Path, server: str, command: Callable[..., Ended]
) -> None:
    (folder / "grammars/note.rng").write_text(f"<element name='note' {RNG}><text/></element>")
    assert command("schema", "add", f"{server}/to/{server}/note.rng", "--name", "x").status == 0


def test_a_schema_of_the_network_reads_no_file_of_this_machine(
    folder: Path, server: str, command: Callable[..., Ended]
) -> None:
    local = (folder / "grammars/text.rng").as_uri()
    (folder / "grammars/evil.rng").write_text(f"<grammar {RNG}><include href='{local}'/></grammar>")
    ended = command("schema", "add", f"{server}/evil.rng", "--name", "x")
    assert (ended.status, "X005" in ended.all) == (2, True)


# --- catalogs ---------------------------------------------------------------------------------------

CATALOG: Final = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://s.example/a.rng" uri="grammars/letter.rng"/>
  <group xml:base="grammars/"><rewriteURI uriStartString="https://s.example/all/" rewritePrefix=""/></group>
  <system systemId="https://s.example/b.rng" uri="b.rng"/>
  <uriSuffix uriSuffix="end.rng" uri="end.rng"/>
  <nextCatalog catalog="next.xml"/>
</catalog>"""
NEXT: Final = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://s.example/a.rng" uri="late.rng"/>
  <uri name="https://s.example/n.rng" uri="n.rng"/>
  <delegateURI uriStartString="https://d.example/" catalog="delegated.xml"/>
  <nextCatalog catalog="catalog.xml"/>
</catalog>"""
DELEGATED: Final = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://d.example/d.rng" uri="d.rng"/>
</catalog>"""


@pytest.fixture
def catalog(folder: Path) -> Path:
    for name, text in (("catalog.xml", CATALOG), ("next.xml", NEXT), ("delegated.xml", DELEGATED)):
        (folder / name).write_text(text)
    return folder / "catalog.xml"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://s.example/a.rng", "grammars/letter.rng"),
        ("https://s.example/all/text.rng", "grammars/text.rng"),
        ("https://s.example/b.rng", "b.rng"),
        ("https://x.example/the-end.rng", "end.rng"),
        ("https://s.example/n.rng", "n.rng"),
        ("https://d.example/d.rng", "d.rng"),
        ("https://d.example/e.rng", None),
        ("https://s.example/c.rng", None),
    ],
)
def test_a_catalog_maps_addresses(address: str, file: str | None, catalog: Path) -> None:
    found = load([catalog]).find(address)
    assert found == (None if file is None else (catalog.parent / file).as_uri())


def test_a_schema_and_what_it_includes_come_from_the_catalog(
    folder: Path,
    catalog: Path,
    command: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
    no_network: None,
) -> None:
    (folder / "mine").mkdir()
    (folder / "mine/own.rng").write_text(
        f"<grammar {RNG}><include href='https://s.example/a.rng'/></grammar>"
    )
    assert validated(command, "--schema", "mine/own.rng").status == 2
    for schema in ("mine/own.rng", "https://s.example/a.rng"):
        ended = validated(command, "--schema", schema, "--catalog", "catalog.xml")
        assert (ended.status, "bad.xml" in ended.out, "in.xml" in ended.out) == (1, True, False), ended.all
    monkeypatch.setenv("XML_CATALOG_FILES", f"{catalog}")
    assert validated(command, "--schema", "https://s.example/a.rng").status == 1
    assert command("schema", "add", "mine/own.rng", "--name", "own").status == 0
    monkeypatch.delenv("XML_CATALOG_FILES")
    shutil.rmtree(folder / "grammars")
    assert "in.xml" not in validated(command, "--schema", "own").out


# --- what documents name --------------------------------------------------------------------------

MODEL: Final = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'


def test_a_document_is_validated_against_what_it_names(
    folder: Path, catalog: Path, command: Callable[..., Ended], no_network: None
) -> None:
    head, body = LETTER.split("\n", 1)
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{} grammars/letter.xsd" '
    files = {
        "relative.xml": MODEL.format("grammars/letter.rng") + body,
        "mapped.xml": MODEL.format("https://s.example/a.rng") + body,
        "xsd.xml": body.replace("<TEI ", "<TEI " + xsi.format("http://www.tei-c.org/ns/1.0")),
        "fault.xml": MODEL.format("grammars/letter.rng") + body.replace("<head>The lock</head>", "<hed/>"),
        "two.xml": MODEL.format("grammars/letter.rng") + MODEL.format("note.rng") + body,
        "gone.xml": MODEL.format("gone.rng") + body,
        "web.xml": MODEL.format("https://elsewhere.example/x.rng") + body,
        "rules.xml": '<?xml-model href="a.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
        + body,
        "none.xml": body,
    }
    (folder / "note.rng").write_text(f"<element name='note' {RNG}><text/></element>")
    (folder / "docs").mkdir()
    for name, text in files.items():
        (folder / name).write_text(f"{head}\n{text}", "utf-8")
    ended = command("validate", *files, "--declared", "--checks", "none", "--catalog", "catalog.xml")
    found = {line.split(":")[0]: line for line in ended.out.split("\n") if ": error: " in line}
    assert set(found) == {"fault.xml", "two.xml", "gone.xml", "web.xml", "rules.xml", "none.xml"}
    assert all("X010" in found[name] for name in ("fault.xml", "two.xml"))
    assert all(
        found[name].startswith(f"{name}:2:1: error: X012 ") for name in ("gone.xml", "web.xml", "rules.xml")
    )
    assert "X013" in found["none.xml"]


def test_what_is_kept_stands_for_the_address_that_it_came_from(
    folder: Path, server: str, command: Callable[..., Ended]
) -> None:
    head, body = LETTER.split("\n", 1)
    address = f"{server}/letter.rng"
    (folder / "web.xml").write_text(f"{head}\n{MODEL.format(address)}{body}", "utf-8")
    ended = command("validate", "web.xml", "--declared", "--checks", "none")
    assert (ended.status, "keep it with tei schema add" in ended.out) == (1, True)
    assert command("schema", "add", address, "--name", "letters").status == 0
    shutil.rmtree(folder / "grammars")  # the web has it no more
    ended = command("validate", "web.xml", "--declared", "--checks", "none")
    assert ended.status == 0, ended.all
    assert validated(command, "--schema", address).status == 1
    (folder / "cache/schemas/letters/kept.json").write_text("{}")
    ended = command("validate", "web.xml", "--declared", "--checks", "none")
    assert (ended.status, "is damaged in the cache" in ended.out) == (1, True)


def test_an_instruction_names_the_phase_of_its_rules(folder: Path, command: Callable[..., Ended]) -> None:
    rules = "".join(
        f"<pattern id='{name}'><rule context='/*'><assert test='false()'>{name}</assert></rule></pattern>"
        for name in ("always", "late")
    )
    (folder / "a.sch").write_text(
        "<schema xmlns='http://purl.oclc.org/dsdl/schematron'><phase id='early'><active pattern='always'/></phase>"
        f"{rules}</schema>"
    )
    head, body = LETTER.split("\n", 1)

    def told(phase: str) -> list[str]:
        model = f'<?xml-model href="a.sch" schematypens="http://purl.oclc.org/dsdl/schematron"{phase}?>'
        (folder / "in.xml").write_text(f"{head}\n{model}\n{body}", "utf-8")
        ended = command("validate", "in.xml", "--declared", "--checks", "none")
        return [line.split(": error: ")[1] for line in ended.out.split("\n") if ": error: " in line]

    assert told("") == ["Y001 always", "Y001 late"]
    assert told(" phase='early'") == ["Y001 always"]
    (said,) = told(" phase='none'")
    assert said.startswith("X012 ")
    assert 'there is no phase "none"' in said


# --- compact syntax -------------------------------------------------------------------------------


def test_the_files_that_a_compact_schema_names() -> None:
    text = r'''
    # include "comment.rnc"
    include "a.rnc" { start = x }
    include
      "b" ~ # between
      '.rnc' inherit = t
    x = element include { external "c.rnc" } | \include | "include" | y
    y = element \external { "d.rnc" } | string "include" ~ "e.rnc"
    z = external """f.rnc""" | \x{65}xternal 'g.rnc'
    '''
    found = [(one.href, one.line) for one in mentions(unescaped(text))]
    assert found == [("a.rnc", 3), ("b.rnc", 5), ("c.rnc", 7), ("f.rnc", 9), ("g.rnc", 9)]


# --- several schemas in one xsi:schemaLocation ----------------------------------------------------

MARKS = "urn:example:marks"
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"'
WITH_MARKS = """<xs:schema {xs} targetNamespace="http://www.tei-c.org/ns/1.0"><xs:element name="TEI"><xs:complexType>
<xs:sequence><xs:element name="p" type="xs:string"/><xs:any namespace="##other" processContents="{how}" minOccurs="0"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>"""
MARKS_XSD = f"""<xs:schema {XS} targetNamespace="{MARKS}"><xs:element name="mark"><xs:complexType>
<xs:attribute name="n" type="xs:integer" use="required"/></xs:complexType></xs:element></xs:schema>"""


@pytest.fixture
def marked(tmp_path: Path) -> Callable[..., Path]:
    """Make a document with a mark, its schema of TEI, which lets anything of others stand, and that of marks."""

    def made(mark: str, pairs: str, how: str = "strict") -> Path:
        (tmp_path / "x").mkdir(exist_ok=True)
        (tmp_path / "x/tei.xsd").write_text(WITH_MARKS.format(xs=XS, how=how), "utf-8")
        (tmp_path / "marks.xsd").write_text(MARKS_XSD, "utf-8")
        file = tmp_path / "in.xml"
        space = "http://www.tei-c.org/ns/1.0"
        file.write_text(
            f'<TEI xmlns="{space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
            f' xsi:schemaLocation="{space} x/tei.xsd {pairs}">\n<p/>\n<mark xmlns="{MARKS}" {mark}/></TEI>',
            "utf-8",
        )
        return file

    return made


@pytest.mark.parametrize("how", ["strict", "lax"])
def test_all_pairs_of_a_schema_location_count(how: str, marked: Callable[..., Path]) -> None:
    asked = Request(frozenset(), schemas=(), declared=True)
    assert not list(validate_files([marked('n="1"', f"{MARKS} marks.xsd", how)], asked))
    found = list(validate_files([marked('n="x"', f"{MARKS} marks.xsd", how)], asked))
    assert {(one.code, one.where.line) for one in found} == {("X010", 4)}
    assert {one.rule for one in found} == {"tei.xsd"}
    alone = list(validate_files([marked('n="x"', "", how)], asked))
    assert [one.code for one in alone] == (["X010"] if how == "strict" else [])


def test_a_pair_that_cannot_be_used_is_told_and_the_others_count(marked: Callable[..., Path]) -> None:
    asked = Request(frozenset(), schemas=(), declared=True)
    away = "https://example.org/marks.xsd"
    (found,) = validate_files([marked('n="x"', f"{MARKS} {away}", "lax")], asked)
    assert (found.code, found.where.line) == ("X012", 2)
    assert away in found.message
    file = marked('n="x"', f"{MARKS} {away}", "lax")
    file.write_text(file.read_text("utf-8").replace("<p/>", "<q/>"), "utf-8")
    assert [one.code for one in validate_files([file], asked)] == ["X012", "X010"]
    (file.parent / "marks.rng").write_text('<element xmlns="http://relaxng.org/ns/structure/1.0" name="a"/>')
    assert "X012" in [one.code for one in validate_files([marked('n="1"', f"{MARKS} marks.rng")], asked)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<?xml version='1.0'?>\n<!-- <?xml-model?> --> <?xml-model?>\n<a/>", "2:24: error: X012 the instruction xml-model has no href"),
        ("<?other?>\n <?xml-model href='gone.rng'?><a/>", "2:2: error: X012 "),
        ("<a\n xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'\n xsi:noNamespaceSchemaLocation='gone.xsd'/>", "3:2: error: X012 "),
        ("<?other?>\n <a/>", "2:2: error: X013 "),
    ],
)  # fmt: skip
def test_a_schema_that_is_not_there_is_told_where_it_is_named(
    text: str, said: str, command: Callable[..., Ended], tmp_path: Path
) -> None:
    (tmp_path / "in.xml").write_text(text, "utf-8")
    ended = command("validate", "in.xml", "--declared", "--checks", "none")
    assert ended.out.startswith(f"in.xml:{said}"), ended.all


def test_what_is_no_file_is_told_as_it_was_named(command: Callable[..., Ended], tmp_path: Path) -> None:
    (tmp_path / "in.xml").write_text("<a/>")
    (tmp_path / "cyc.rng").write_text(
        f"<grammar {RNG}><start><ref name='a'/></start><define name='a'><ref name='a'/></define></grammar>"
    )
    (tmp_path / "sound.rng").write_text(f"<element name='a' {RNG}><empty/></element>")
    ended = command("schema", "add", "cyc.rng", "--name", "cyc")
    assert (ended.status, ended.all.startswith("cyc.rng:1:")) == (2, True), ended.all
    ended = command("schema", "add", "ftp://elsewhere.example/x.rng", "--name", "x")
    assert (ended.status, "only http, https and files" in ended.all) == (2, True), ended.all
    assert command("schema", "add", (tmp_path / "sound.rng").as_uri(), "--name", "x").status == 0
    ended = command("validate", "in.xml", "--rules", "http://elsewhere.example/x.sch")
    assert (ended.status, "Y010 http://elsewhere.example/x.sch is not read" in ended.all) == (2, True)

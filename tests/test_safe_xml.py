from __future__ import annotations

import gzip
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei import resources
from tei.findings import CODES
from tei.safe_xml import (
    XmlRefused,
    document_for_xmlschema,
    load_relaxng,
    load_stylesheet,
    load_xmlschema,
    load_xsd,
    parse_xml,
)

ROOT = Path(__file__).parent.parent
BAD: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "bad/xml.toml").read_text("utf-8"))
XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
XSD = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def stylesheet(content: str) -> str:
    if content.startswith("<xsl:stylesheet") or not content.startswith(
        ("<xsl:import", "<xsl:include", "<xsl:temp")
    ):
        return content.replace("{xsl}", XSL)
    return f'<xsl:stylesheet version="1.0" {XSL}>{content}</xsl:stylesheet>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder `in` of tests/bad/xml.toml, with what must not be reached beside it."""
    inside = tmp_path / "in"
    inside.mkdir()
    secrets = {
        "xsl": stylesheet('<xsl:template match="/">TOPSECRET</xsl:template>'),
        "rng": f'<grammar {RNG}><start><element name="TOPSECRET"><empty/></element></start></grammar>',
        "xsd": f'<xs:schema {XSD}><xs:element name="TOPSECRET"/></xs:schema>',
        "xml": "<p>TOPSECRET</p>",
    }
    for suffix, text in secrets.items():
        (tmp_path / f"secret.{suffix}").write_text(text, "utf-8")
        (inside / f"link.{suffix}").symlink_to(f"../secret.{suffix}")
    (inside / "broken.xml").write_text("<p>", "utf-8")
    (inside / "entity.xml").write_text("<!DOCTYPE p [<!ENTITY e 'x'>]><p>&e;</p>", "utf-8")
    (inside / "two.xsl").write_text(f'<xsl:stylesheet version="2.0" {XSL}/>', "utf-8")
    (inside / "out.rng").write_text(f'<grammar {RNG}><include href="../secret.rng"/></grammar>', "utf-8")
    return inside


def load(case: dict[str, Any], folder: Path) -> object:
    if "stylesheet" in case:
        path = folder / "x.xsl"
        path.write_text(stylesheet(case["stylesheet"]), "utf-8")
        return load_stylesheet(path)
    for kind, loader in (("relaxng", load_relaxng), ("xsd", load_xsd)):
        if kind in case:
            path = folder / f"x.{kind}"
            path.write_text(case[kind], "utf-8")
            return loader(path)
    return parse_xml(
        bytes.fromhex(case.get("hex", "")) + case.get("text", "").encode(case.get("encode", "utf-8"))
    )


@pytest.mark.parametrize("name", BAD)
def test_bad_xml_is_refused(name: str, folder: Path) -> None:
    case = BAD[name]
    with pytest.raises(XmlRefused) as caught:
        load(case, folder)
    refused = caught.value
    assert refused.code == case["code"], refused
    assert refused.code in CODES
    assert case.get("says", "") in refused.message
    assert "\n" not in refused.message
    for part in ("line", "column"):
        if part in case:
            assert getattr(refused, part) == case[part]
    if "stylesheet" in case or "relaxng" in case or "xsd" in case:
        assert refused.path is not None
        assert refused.path.startswith(str(folder))


@pytest.mark.parametrize("name", [name for name, case in BAD.items() if "xsd" in case])
def test_the_explaining_loader_refuses_the_same_schemas(name: str, folder: Path) -> None:
    path = folder / "x.xsd"
    path.write_text(BAD[name]["xsd"], "utf-8")
    with pytest.raises(XmlRefused) as caught:
        load_xmlschema(path)
    assert caught.value.code == BAD[name]["code"]


def test_nothing_else_parses_xml() -> None:
    """The rule that makes this module worth something; lxml's functions, the standard library, xmlschema."""
    call = re.compile(
        r"\b(?:etree|html|objectify)\.(?:parse|fromstring|fromstringlist|XML|XMLID|HTML|iterparse|XSLT|RelaxNG|"
        r"XMLSchema|Schematron|DTD|XMLParser|HTMLParser|XMLPullParser|ElementTree\(file)\(|"
        r"\bxmlschema\.(?:XMLSchema|XMLResource|validate|iter_errors|is_valid|to_dict)|"
        r"\bxml\.(?:etree|sax|dom|parsers)\b|\bfrom lxml\.etree import|\.xinclude\(|isoschematron"
    )
    files = [path for path in (ROOT / "tei").rglob("*.py") if path.parent.name != "safe_xml"]
    assert len(files) > 5
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if call.search(line) and "-> etree." not in line
    ]
    assert not found


@pytest.mark.parametrize(
    "data",
    [
        b"<p>x</p>",
        b"<!DOCTYPE p><p>x</p>",
        b"<?xml version='1.0'?>\n<!-- <!DOCTYPE p [ --><?a [?>\n<!DOCTYPE p >\n<p>x</p>",
        "\ufeff<!DOCTYPE p><p>x</p>".encode(),
        "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE p><p>x</p>".encode("utf-16"),
        "<?xml version='1.0' encoding='koi8-r'?><!DOCTYPE p><p>x</p>".encode("koi8-r"),
        b"<p>&#120;</p>",
        b"<p><![CDATA[x]]></p>",
    ],
)
def test_good_xml_is_read(data: bytes) -> None:
    assert parse_xml(data).getroot().text == "x"


def test_other_encodings_are_read_by_their_declaration() -> None:
    text = "<?xml version='1.0' encoding='{}'?><p>Письмо</p>"
    for encoding in ("koi8-r", "windows-1251", "utf-16"):
        assert parse_xml(text.format(encoding).encode(encoding)).getroot().text == "Письмо"


def test_predefined_entities_are_text() -> None:
    assert parse_xml(b"<p n='&quot;'>&lt;&amp;&gt;</p>").getroot().text == "<&>"


def test_white_space_and_comments_stay() -> None:
    data = b"<p> <a/> <!-- c --><b/>\n</p>"
    assert etree.tostring(parse_xml(data)) == data


def test_depth_and_length_name_their_limit() -> None:
    with pytest.raises(XmlRefused, match="256 deep"):
        parse_xml(b"<p>" * 300 + b"</p>" * 300)
    assert parse_xml(b"<p>" * 255 + b"</p>" * 255)
    with pytest.raises(XmlRefused, match="10,000,000 bytes"):
        parse_xml(b"<p>" + b"x" * 10_000_001 + b"</p>")


def test_a_compressed_stylesheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xsl"
    path.write_bytes(gzip.compress(f'<xsl:stylesheet version="1.0" {XSL}/>'.encode()))
    with pytest.raises(XmlRefused, match="gzip"):
        load_stylesheet(path)


@given(st.binary(max_size=200) | st.text("<>&;/!?[]\"'=% ap\n-DOCTYENI", max_size=60).map(str.encode))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        tree = parse_xml(data)
    except XmlRefused:
        return
    assert not list(tree.iter(etree.Entity))
    assert b"&#" in data or not re.search(rb"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]+;", etree.tostring(tree))


# --- stylesheets ---------------------------------------------------------------------------------


def run(folder: Path, content: str, name: str = "x.xsl") -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(stylesheet(content), "utf-8")
    return str(load_stylesheet(path)(parse_xml(b"<p>t</p>")))


def test_imports_below_the_stylesheet_are_followed(tmp_path: Path) -> None:
    folder = tmp_path / "a folder é %41"
    (folder / "lib").mkdir(parents=True)
    (folder / "base.xsl").write_text(stylesheet('<xsl:template match="p">P</xsl:template>'), "utf-8")
    (folder / "lib/c.xsl").write_bytes(
        ('<?xml version="1.0" encoding="utf-16"?>' + stylesheet('<xsl:import href="../base.xsl"/>')).encode(
            "utf-16"
        )
    )
    assert "P" in run(folder, '<xsl:import href="lib/c.xsl"/>')
    assert "P" in run(folder, '<xsl:include href="lib/c.xsl"/>')


def test_roots_widen_what_may_be_imported(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/p.xsl").write_text(stylesheet('<xsl:template match="p">P</xsl:template>'), "utf-8")
    path = tmp_path / "my" / "x.xsl"
    path.parent.mkdir()
    path.write_text(stylesheet('<xsl:import href="../lib/p.xsl"/>'), "utf-8")
    with pytest.raises(XmlRefused, match="lies outside"):
        load_stylesheet(path)
    assert "P" in str(load_stylesheet(path, [tmp_path])(parse_xml(b"<p/>")))


def test_ours_are_imported_by_prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path / "ours"
    (ours / "lib").mkdir(parents=True)
    (ours / "html.xsl").write_text(stylesheet('<xsl:import href="lib/p.xsl"/>'), "utf-8")
    (ours / "lib/p.xsl").write_text(stylesheet('<xsl:template match="p">ours</xsl:template>'), "utf-8")
    monkeypatch.setattr(resources, "folder", lambda name: ours)
    assert "ours" in run(tmp_path / "my", '<xsl:import href="tei:html.xsl"/>')
    assert "mine" in run(
        tmp_path / "my", '<xsl:import href="tei:html.xsl"/><xsl:template match="p">mine</xsl:template>'
    )


@pytest.mark.parametrize(
    ("prefix", "namespace", "element"),
    [
        ("e", "http://exslt.org/common", "e:document href"),
        ("e", "http://icl.com/saxon", "e:output href"),
        ("e", "http://www.jclark.com/xt", "e:document href"),
        ("e", "org.apache.xalan.xslt.extensions.Redirect", "e:write file"),
    ],
)
def test_a_stylesheet_writes_nothing(prefix: str, namespace: str, element: str, tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    body = f'<xsl:template match="/"><{element}="{target}">x</{element.partition(" ")[0]}></xsl:template>'
    extension = f'xmlns:{prefix}="{namespace}" extension-element-prefixes="{prefix}"'
    with pytest.raises(etree.XSLTApplyError, match="write rights"):
        run(tmp_path, f'<xsl:stylesheet version="1.0" {XSL} {extension}>{body}</xsl:stylesheet>')
    assert not target.exists()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/etc/passwd", "it lies outside"),
        ("file:///etc/passwd", "it lies outside"),
        ("../secret.xml", "it lies outside"),
        ("broken.xml", "it lies outside"),
        ("link.xml", "it lies outside"),
        ("tei:../schemas/tei-record.xsd", "it lies outside"),
        ("tei:../tei/safe_xml.py", "it lies outside"),
        ("tei:locale", "is not a file"),
        ("tei:x", "cannot be read"),
        ("http://127.0.0.1:9/x.xml", "read rights"),
        ("https://127.0.0.1:9/x.xml", "read rights"),
        ("ftp://127.0.0.1:9/x.xml", "read rights"),
        ("string://__STRING__XSLT__/x", "read rights"),
        ("data:text/xml,a", "only files are"),
    ],
)
def test_a_stylesheet_reads_no_document_but_the_programs(target: str, said: str, folder: Path) -> None:
    with pytest.raises((XmlRefused, etree.XSLTApplyError), match=said):
        run(folder, f'<xsl:template match="/"><xsl:copy-of select="document(\'{target}\')"/></xsl:template>')


def test_what_a_document_names_is_no_base_for_reading(folder: Path) -> None:
    (folder / "s.xsl").write_text(
        f'<xsl:stylesheet version="1.0" {XSL}><xsl:template match="/">'
        "<xsl:copy-of select=\"document('secret.xml', /a)\"/></xsl:template></xsl:stylesheet>"
    )
    tree = parse_xml(f'<a xml:base="{folder.parent.as_uri()}/"/>'.encode())
    with pytest.raises(XmlRefused, match="it lies outside"):
        load_stylesheet(folder / "s.xsl")(tree)


def test_a_stylesheet_reads_the_programs_locales(folder: Path) -> None:
    body = "<xsl:value-of select=\"document('tei:locale/de.xml')/texts/@xml:lang\"/>"
    assert "de" in run(folder, f'<xsl:template match="/"><o>{body}</o></xsl:template>')


def test_a_simplified_stylesheet_runs(tmp_path: Path) -> None:
    assert "<b>t</b>" in run(tmp_path, f'<b xsl:version="1.0" {XSL}><xsl:value-of select="p"/></b>')


def test_our_own_stylesheets_load() -> None:
    for path in sorted((ROOT / "xslt").glob("*.xsl")):
        load_stylesheet(path)


def test_our_own_stylesheets_read_no_file_while_they_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*asked: object) -> None:
        pytest.fail(f"{asked} is read in each run")

    program = load_stylesheet(ROOT / "xslt/html.xsl")
    tree = parse_xml(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>t</p></body></text></TEI>')
    assert "Skip to the text" in str(program(tree))
    monkeypatch.setattr("tei.safe_xml.files.Rooted.resolve", read)
    german: dict[str, Any] = {"interface-language": etree.XSLT.strparam("de")}
    assert "Zum Text springen" in str(program(tree, **german))


# --- schemas -------------------------------------------------------------------------------------


def test_schemas_include_files_of_their_folder(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(
        f'<grammar {RNG}><define name="a"><element name="a"><empty/></element></define></grammar>'
    )
    (tmp_path / "m.rng").write_text(
        f'<grammar {RNG}><include href="a.rng"/><start><ref name="a"/></start></grammar>'
    )
    assert load_relaxng(tmp_path / "m.rng").validate(parse_xml(b"<a/>"))
    (tmp_path / "a.xsd").write_text(f'<xs:schema {XSD}><xs:element name="a"/></xs:schema>')
    (tmp_path / "m.xsd").write_text(f'<xs:schema {XSD}><xs:include schemaLocation="a.xsd"/></xs:schema>')
    assert load_xsd(tmp_path / "m.xsd").validate(parse_xml(b"<a/>"))
    assert load_xmlschema(tmp_path / "m.xsd").is_valid(document_for_xmlschema(parse_xml(b"<a/>")))


def test_a_schema_that_is_missing_says_so(tmp_path: Path) -> None:
    for loader in (load_relaxng, load_xsd, load_xmlschema, load_stylesheet):
        with pytest.raises(XmlRefused, match="No such file") as caught:
            loader(tmp_path / "none")
        assert caught.value.code == "X006"

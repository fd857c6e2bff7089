"""Stylesheets of others: closed off, with limits, by two engines; each fault with its place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

import tei
from tei import safe_xml
from tei.findings import Severity, TeiError, Where, finding
from tei.rendering.engines import Choice, Name, using
from tei.rendering.engines import running as engine_running
from tei.rendering.engines.modules import CHOICES, check_parameters, declared
from tei.rendering.html import render_html
from tei.rendering.xslt import Rendered, Transformed, transform
from tei.renderings import Rendering, render_all
from tei.resources import folder, xslt_file
from tei.schematron.saxon import is_installed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tei.api import Report
    from tei.rendering.engines.job import Form

ROOT = Path(__file__).resolve().parent.parent
XSLT = folder("xslt")
GOLDENS = sorted((ROOT / "tests" / "records").glob("*/*/tei.xml"))
CASES = sorted((ROOT / "tests" / "xslt" / "html").glob("*.xml"))
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A ferry.</p></body></text></TEI>'

needs_saxon = pytest.mark.skipif(not is_installed(), reason="the extra `saxon` is not installed")
BOTH = ["libxslt", pytest.param("saxon", marks=needs_saxon)]


def sheet(path: Path, body: str, version: str = "1.0") -> Path:
    """A stylesheet file; the body begins on line 2."""
    start = (
        f'<xsl:stylesheet version="{version}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        'xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:exsl="http://exslt.org/common" '
        'extension-element-prefixes="exsl" exclude-result-prefixes="tei">\n'
    )
    path.write_text(f"{start}{body}\n</xsl:stylesheet>", "utf-8")
    return path


def run(
    file: Path, engine: Name = "libxslt", form: Form = "tree", params: Mapping[str, str] | None = None
) -> Transformed:
    with using(Choice(engine, seconds=5, megabytes=1024)):
        return transform(safe_xml.parse_xml(TEI.encode()), file, params or {}, path="a.xml", form=form)


def told(made: Transformed | Rendered) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in made.findings]


# --- faults, each with its place ------------------------------------------------------------------

STOPS = {
    "terminate": ('<xsl:template match="/">\n<xsl:message terminate="yes">No date.</xsl:message></xsl:template>', 3),
    "variable": ('<xsl:template match="/"><a>\n<xsl:value-of select="$nowhere"/></a></xsl:template>', 3),
    "function": ('<xsl:template match="/"><a>\n<xsl:value-of select="nothing()"/></a></xsl:template>', 3),
    "template": ('<xsl:template match="/"><a>\n\n<xsl:call-template name="nowhere"/></a></xsl:template>', 4),
    "read": ("<xsl:template match=\"/\"><a>\n<xsl:copy-of select=\"document('other.xml')\"/></a></xsl:template>", 3),
}  # fmt: skip


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("name", STOPS)
def test_a_stylesheet_that_stops_is_told_with_its_file_and_line(
    name: str, engine: Name, tmp_path: Path
) -> None:
    (tmp_path / "other.xml").write_text("<secret>TOPSECRET</secret>", "utf-8")
    body, line = STOPS[name]
    file = sheet(tmp_path / "my.xsl", body)
    try:
        (one,) = run(file, engine).findings
    except TeiError as error:  # Saxon finds more of them before it runs anything
        one = finding(error.code, str(error), Where("a.xml"))
    assert one.code == ("X004" if engine == "saxon" and name in {"variable", "template"} else "R001")
    assert (one.severity, one.where.path) == (Severity.ERROR, "a.xml")
    assert one.message.startswith(f"{file}:{line}: ")
    assert "TOPSECRET" not in one.message


@pytest.mark.parametrize("engine", BOTH)
def test_a_stop_in_a_module_is_told_with_the_modules_place(engine: Name, tmp_path: Path) -> None:
    part = sheet(tmp_path / "part.xsl", f"\n{STOPS['terminate'][0]}")
    file = sheet(tmp_path / "my.xsl", '<xsl:import href="part.xsl"/>')
    assert told(run(file, engine)) == [("R001", f"{part}:4: No date.")]


@pytest.mark.parametrize("engine", BOTH)
def test_messages_before_a_stop_are_told_too(engine: Name, tmp_path: Path) -> None:
    body = '<xsl:template match="/"><xsl:message>One.</xsl:message>\n<xsl:message terminate="yes">End.</xsl:message></xsl:template>'
    file = sheet(tmp_path / "my.xsl", body)
    assert told(run(file, engine)) == [("R003", "One."), ("R001", f"{file}:3: End.")]


@pytest.mark.parametrize("engine", BOTH)
def test_a_stylesheet_that_does_not_compile(engine: Name, tmp_path: Path) -> None:
    file = sheet(tmp_path / "my.xsl", '<xsl:template match="/">\n<xsl:value-of select="a b"/></xsl:template>')
    with pytest.raises(TeiError) as caught:
        run(file, engine)
    assert caught.value.code == "X004"
    assert str(caught.value).startswith(f"{file}:3: ")
    assert "1.0" not in (caught.value.hint or "")


ENDLESS = {
    "endless": '<xsl:template match="/"><a><xsl:call-template name="l"><xsl:with-param name="n" select="60"/></xsl:call-template></a></xsl:template>'
    '<xsl:template name="l"><xsl:param name="n"/><xsl:if test="$n &gt; 0"><xsl:call-template name="l"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template>'
    '<xsl:call-template name="l"><xsl:with-param name="n" select="$n - 1"/></xsl:call-template></xsl:if></xsl:template>',
    "doubling": '<xsl:template match="/"><a><xsl:call-template name="d"><xsl:with-param name="s" select="\'ab\'"/></xsl:call-template></a></xsl:template>'
    '<xsl:template name="d"><xsl:param name="s"/><xsl:call-template name="d"><xsl:with-param name="s" select="concat($s, $s)"/></xsl:call-template></xsl:template>',
    "recursion": '<xsl:template match="/" name="r"><a><xsl:call-template name="r"/></a></xsl:template>',
}


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_or_grows_is_stopped_and_the_next_document_is_rendered(
    name: str, engine: Name, tmp_path: Path
) -> None:
    file = sheet(tmp_path / "my.xsl", ENDLESS[name])
    (one,) = run(file, engine).findings
    doubling = {"R051"} if engine == "libxslt" and sys.platform == "linux" else {"R001", "R050", "R051"}
    assert (
        one.code in {"endless": {"R050"}, "doubling": doubling, "recursion": {"R001", "R050", "R051"}}[name]
    )
    assert one.message.startswith(str(file))
    if name == "recursion" and engine == "libxslt":
        assert one.message == f"{file}:2: templates call one another without end (3,000 deep)"
    good = sheet(
        tmp_path / "good.xsl", '<xsl:template match="/"><a><xsl:value-of select="."/></a></xsl:template>'
    )
    made = run(good, engine)
    assert made.result is not None
    assert "".join(made.result.getroot().itertext()) == "A ferry."


def test_a_stylesheet_that_comes_to_a_limit_again_and_again_is_given_no_more(tmp_path: Path) -> None:
    file = sheet(tmp_path / "my.xsl", ENDLESS["endless"])
    choice = Choice(seconds=1)
    tree = safe_xml.parse_xml(TEI.encode())
    with using(choice):
        found = [transform(tree, file, {}, path=str(n)).findings[0].message for n in range(4)]
    assert ["given no more" in one for one in found] == [False, False, False, True]


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize(
    "body",
    [
        '<exsl:document href="{}">x</exsl:document>',
        '<saxon:output xmlns:saxon="http://icl.com/saxon" href="{}" xsl:extension-element-prefixes="saxon">x</saxon:output>',
        '<r:write xmlns:r="org.apache.xalan.xslt.extensions.Redirect" file="{}" xsl:extension-element-prefixes="r">x</r:write>',
        '<xsl:result-document href="{}">x</xsl:result-document>',
    ],
)
def test_no_stylesheet_writes_a_file(body: str, engine: Name, tmp_path: Path) -> None:
    out = tmp_path / "written.txt"
    version = "3.0" if engine == "saxon" else "1.0"
    file = sheet(
        tmp_path / "my.xsl", f'<xsl:template match="/"><a>{body.format(out)}</a></xsl:template>', version
    )
    with suppress(TeiError):
        run(file, engine)
    assert not out.exists()


@needs_saxon
@pytest.mark.parametrize(
    "select",
    [
        "doc('file:///etc/passwd')", "unparsed-text('file:///etc/passwd')", "doc('http://127.0.0.1:9/')",
        "collection('file:///etc/')", "json-doc('file:///etc/passwd')", "unparsed-text('my.xsl')", "doc('my.xsl')",
        "document('my.xsl')", "unparsed-text-lines('/etc/passwd')",
    ],
)  # fmt: skip
def test_saxon_reads_nothing(select: str, tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "my.xsl",
        f'<xsl:template match="/"><a><xsl:copy-of select="{select}"/></a></xsl:template>',
        "3.0",
    )
    made = run(file, "saxon")
    assert [one.code for one in made.findings] == ["R001"]
    assert made.result is None


@needs_saxon
def test_saxon_has_no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOKEN", "TOPSECRET")
    body = '<xsl:template match="/"><a><xsl:value-of select="environment-variable(\'TOKEN\'), available-environment-variables()"/></a></xsl:template>'
    made = run(sheet(tmp_path / "my.xsl", body, "3.0"), "saxon", form="written")
    assert b"TOPSECRET" not in made.data
    assert b"HOME" not in made.data


@needs_saxon
def test_a_stylesheet_with_an_entity_is_not_given_to_saxon(tmp_path: Path) -> None:
    file = tmp_path / "my.xsl"
    text = sheet(file, '<xsl:template match="/"><a>&e;</a></xsl:template>', "3.0").read_text("utf-8")
    file.write_text(f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>{text}', "utf-8")
    with pytest.raises(TeiError) as caught:
        run(file, "saxon")
    assert caught.value.code == "X003"


@pytest.mark.parametrize("engine", BOTH)
def test_an_import_that_is_not_there_is_told_where_it_is_named(engine: Name, tmp_path: Path) -> None:
    sheet(tmp_path / "part.xsl", '<xsl:include href="gone.xsl"/>')
    file = sheet(tmp_path / "my.xsl", '<xsl:import href="part.xsl"/>')
    with pytest.raises(TeiError) as caught:
        run(file, engine)
    assert caught.value.code == "X006"
    assert str(caught.value).startswith(f"{tmp_path / 'part.xsl'}:2: gone.xsl cannot be drawn in: ")


def test_an_import_from_outside_is_refused_and_can_be_allowed(tmp_path: Path) -> None:
    sheet(tmp_path / "common.xsl", '<xsl:template match="/"><a/></xsl:template>')
    (tmp_path / "own").mkdir()
    file = sheet(tmp_path / "own" / "my.xsl", '<xsl:import href="../common.xsl"/>')
    with pytest.raises(TeiError) as caught:
        run(file)
    assert caught.value.code == "X004"
    with using(Choice(root=tmp_path)):
        assert transform(safe_xml.parse_xml(TEI.encode()), file, {}).result is not None


# --- versions and parameters ----------------------------------------------------------------------

NEW = '<xsl:template match="/"><a><xsl:for-each-group select="//tei:p" group-by="name()"><b n="{current-grouping-key()}"/></xsl:for-each-group></a></xsl:template>'


def test_a_stylesheet_of_2_0_is_refused_with_the_reason(tmp_path: Path) -> None:
    file = sheet(tmp_path / "my.xsl", NEW, "2.0")
    with pytest.raises(TeiError) as caught:
        run(file)
    assert str(caught.value) == (
        f'{file}:1: asks for XSLT 2.0; this engine runs 1.0: rewrite what needs more and state version="1.0"'
    )
    assert "--engine saxon" in caught.value.hint


@needs_saxon
def test_saxon_runs_2_0(tmp_path: Path) -> None:
    made = run(sheet(tmp_path / "my.xsl", NEW, "2.0"), "saxon")
    assert made.result is not None
    assert etree.tostring(made.result.getroot()) == b'<a><b n="p"/></a>'


def test_without_saxon_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine_running, "find_spec", lambda _: None)
    with pytest.raises(TeiError) as caught:
        run(sheet(tmp_path / "my.xsl", NEW, "2.0"), "saxon")
    assert (caught.value.code, caught.value.hint) == ("R053", "pip install 'tei-pipeline[saxon]'")


@pytest.mark.parametrize("engine", BOTH)
def test_a_parameter_is_a_string(engine: Name, tmp_path: Path) -> None:
    body = '<xsl:param name="own-word"/><xsl:template match="/"><a><xsl:value-of select="$own-word"/></a></xsl:template>'
    made = run(sheet(tmp_path / "my.xsl", body), engine, params={"own-word": "'1' + <b>"})
    assert made.result is not None
    assert made.result.getroot().text == "'1' + <b>"
    again = run(tmp_path / "my.xsl", engine)
    assert again.result is not None
    assert not again.result.getroot().text


def test_a_parameter_that_nobody_declares_is_told_with_those_that_are(tmp_path: Path) -> None:
    file = sheet(tmp_path / "my.xsl", '<xsl:import href="tei:html.xsl"/><xsl:param name="own-word"/>')
    assert {"own-word", "css", "css-more"} <= declared(file)
    check_parameters({"own-word": "a", "css": "b"}, [file])
    with pytest.raises(TeiError) as caught:
        check_parameters({"own-wird": "a"}, [file])
    assert caught.value.code == "R052"
    assert str(caught.value) == "no parameter 'own-wird' in my.xsl (did you mean own-word?)"
    assert "css, css-more, " in caught.value.hint


@pytest.mark.parametrize("name", CHOICES)
def test_a_value_that_means_nothing_is_refused_but_not_in_a_stylesheet_of_ones_own(
    name: str, tmp_path: Path
) -> None:
    ours = [xslt_file("print.xsl"), xslt_file("html.xsl")]
    for value in CHOICES[name]:
        check_parameters({name: value}, ours)
    with pytest.raises(TeiError) as caught:
        check_parameters({name: "otherwise"}, ours)
    assert (caught.value.code, caught.value.hint) == ("R034", f"it is one of: {', '.join(CHOICES[name])}")
    file = sheet(tmp_path / "my.xsl", f'<xsl:import href="tei:html.xsl"/><xsl:param name="{name}"/>')
    check_parameters({name: "otherwise"}, [file])


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("collection-date", ("", "1951", "1951-05-03"), ("yesterday", "1951-5", "3.5.1951")),
        ("collection-language", ("", "en", "zh-Hans", "de-AT"), ("English, please", "zh_CN", "-")),
    ],
)
def test_a_parameter_of_a_form(name: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    for value in right:
        check_parameters({name: value}, [xslt_file("print.xsl")])
    for value in wrong:
        with pytest.raises(TeiError, match=name) as caught:
            check_parameters({name: value}, [xslt_file("print.xsl")])
        assert caught.value.code == "R034"


def test_the_values_are_those_that_the_stylesheets_tell() -> None:
    root = etree.parse(xslt_file("lib/parameters.xsl")).getroot()
    for name, values in CHOICES.items():
        declared_there = next(one for one in root.iter("{*}param") if one.get("name") == name)
        told = declared_there.getprevious()
        assert told is not None
        assert set(values) <= set(re.findall("`([a-z]+)`", str(told.text)))
        assert declared_there.get("select", "").strip("'") in values


# --- the same page from each engine ---------------------------------------------------------------


@needs_saxon
def test_saxon_makes_the_same_bytes_of_every_golden() -> None:
    different = []
    for file in [*GOLDENS, *CASES]:
        data = file.read_bytes()
        ours = render_html(safe_xml.parse_xml(data), path="a.xml")
        with using(Choice("saxon")):
            theirs = render_html(safe_xml.parse_xml(data), path="a.xml")
        if ours.data != theirs.data or told(ours) != told(theirs):
            different.append(file)
    assert different == []


def test_a_stylesheet_of_a_project_makes_the_same_bytes_in_its_own_process(tmp_path: Path) -> None:
    file = sheet(tmp_path / "my.xsl", '<xsl:import href="tei:html.xsl"/>')
    for case in CASES:
        data = case.read_bytes()
        theirs = render_html(safe_xml.parse_xml(data), stylesheet=file, path="a.xml")
        assert theirs == render_html(safe_xml.parse_xml(data), path="a.xml")


@needs_saxon
@pytest.mark.parametrize("language", ["de", "zh"])
def test_saxon_finds_the_locales(language: str, tmp_path: Path) -> None:
    file = sheet(tmp_path / "my.xsl", '<xsl:import href="tei:html.xsl"/>')
    params = {"interface-language": language}
    tree = safe_xml.parse_xml(GOLDENS[0].read_bytes())
    ours = render_html(tree, params=params)
    with using(Choice("saxon")):
        assert render_html(tree, stylesheet=file, params=params).data == ours.data
    assert ours.data != render_html(tree).data


@pytest.mark.parametrize("engine", BOTH)
def test_a_result_that_is_text_alone(engine: Name, tmp_path: Path) -> None:
    body = '<xsl:output method="text"/><xsl:template match="/">&lt;<xsl:value-of select="//tei:p"/></xsl:template>'
    file = sheet(tmp_path / "my.xsl", body)
    made = run(file, engine, form="written")
    assert (made.data, made.findings) == (b"<A ferry.", ())
    assert [one.code for one in run(file, engine).findings] == ["R054"]
    assert [one.code for one in run(file, engine, "html").findings] == ["R054"]


@needs_saxon
def test_saxon_refuses_to_write_a_second_file_with_the_place(tmp_path: Path) -> None:
    body = '<xsl:template match="/"><a>\n<xsl:result-document href="b.xml"/></a></xsl:template>'
    file = sheet(tmp_path / "my.xsl", body, "3.0")
    with pytest.raises(TeiError, match="only the program may") as caught:
        run(file, "saxon")
    assert str(caught.value).startswith(f"{file}:3: ")


# --- the program and its project file ----------------------------------------------------------------

EXAMPLES = ROOT / "examples"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "records", tmp_path / "records")
    shutil.copytree(EXAMPLES / "look", tmp_path / "look")
    return tmp_path


def built(project: Path, toml: str) -> Report:
    (project / "tei.toml").write_text(f'[output]\nformats = ["tei", "html"]\n{toml}', "utf-8")
    return tei.build(project)


OUTPUTS = """
[xslt]
html = "look/look.xsl"
params = { interface-language = "de" }

[outputs.teaser]
stylesheet = "look/teaser.xsl"
suffix = ".txt"
params = { length = "12" }

[outputs.contents]
stylesheet = "look/teaser.xsl"
scope = "corpus"
suffix = ".txt"
"""


def test_outputs_of_a_project_of_its_own(project: Path) -> None:
    report = built(project, OUTPUTS)
    records = sorted(path.stem for path in (project / "build").glob("*.xml"))
    assert report.summary.failed == 0
    assert len(records) == 5
    assert sorted(path.name for path in (project / "build" / "teaser").iterdir()) == [
        f"{one}.txt" for one in records
    ]
    contents = (project / "build" / "contents.txt").read_text("utf-8").split("\n")
    assert len(contents) == 6
    for one in records:
        (line,) = (project / "build" / "teaser" / f"{one}.txt").read_text("utf-8").strip().split("\n")
        assert any(whole.startswith(line.removesuffix(" …")) for whole in contents)
    page = (project / "build" / "wcda-900002.html").read_text("utf-8")
    assert "Über dieses Dokument" in page


@needs_saxon
def test_an_output_of_a_project_by_saxon(project: Path) -> None:
    built(
        project,
        '[outputs.years]\nstylesheet = "look/years.xsl"\nscope = "corpus"\nsuffix = ".txt"\nengine = "saxon"',
    )
    counts = re.findall(
        r"^(?:[0-9]{4}|unda): ([0-9]+)$", (project / "build" / "years.txt").read_text("utf-8"), re.MULTILINE
    )
    assert sum(map(int, counts)) == 5


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[outputs.teaser]\nstylesheet = "look/teaser.xsl"\nsufix = ".txt"', "did you mean suffix?"),
        (
            '[outputs.teaser]\nstylesheet = "look/teaser.xsl"\nparams = { lenght = "1" }',
            "did you mean length?",
        ),
        ('[outputs.teaser]\nstylesheet = "look/teaser.xsl"\nscope = "all"', "outputs.teaser.scope"),
        ('[outputs.teaser]\nstylesheet = "look/nothing.xsl"', "nothing.xsl"),
        ('[outputs.people]\nstylesheet = "look/teaser.xsl"', "name of the program's own"),
        ('[outputs."../x"]\nstylesheet = "look/teaser.xsl"', "no name for an output"),
        ('[outputs.teaser]\nstylesheet = "look/teaser.xsl"\nsuffix = "/../x"', "suffix"),
        ('[xslt]\nenginge = "saxon"', "did you mean engine?"),
        ('[xslt]\nparams = { interface-langage = "de" }', "did you mean interface-language?"),
        ('[outputs.years]\nstylesheet = "look/years.xsl"', "asks for XSLT 2.0"),
        ('[xslt]\nparams = { interface-language = "tlh" }', "interface-language is 'tlh'"),
        ('[project]\nlanguages = ["en", "de"]', "takes one language"),
        ("[project]\nlanguages = []", "takes one language"),
    ],
)
def test_a_project_file_that_is_wrong_is_told(toml: str, said: str, project: Path) -> None:
    with pytest.raises(TeiError) as caught:
        built(project, toml)
    assert said in str(caught.value)


def test_the_documents_that_a_stylesheet_can_render_are_rendered(tmp_path: Path) -> None:
    """One of three never ends, one terminates; the third is there, and each has its finding."""
    files = []
    for name in ("endless", "ends", "good"):
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_text(TEI.replace("<TEI ", f'<TEI n="{name}" '), "utf-8")
    body = (
        '<xsl:template match="/tei:TEI[@n=\'endless\']" priority="1"><a><xsl:call-template name="l"><xsl:with-param name="n" select="60"/></xsl:call-template></a></xsl:template>'
        '<xsl:template match="/tei:TEI[@n=\'ends\']" priority="1"><xsl:message terminate="yes">No.</xsl:message></xsl:template>'
        '<xsl:template match="/tei:TEI"><html><xsl:value-of select="."/></html></xsl:template>'
    )
    loop = ENDLESS["endless"].partition("</xsl:template>")[2]
    file = sheet(tmp_path / "my.xsl", body + loop)
    rendering = Rendering(("html",), {"html": file}, choice=Choice(seconds=3))
    outcomes = list(render_all(files, tmp_path / "out", rendering))
    told = [(one.state, [found.code for found in one.findings]) for one in outcomes]
    assert told == [("failed", ["R050"]), ("failed", ["R001"]), ("converted", [])]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.html"]


# --- outside of the program ---------------------------------------------------------------------------


def test_the_catalog_resolves_tei_addresses_for_xsltproc(tmp_path: Path) -> None:
    xsltproc = shutil.which("xsltproc")
    if xsltproc is None:
        pytest.skip("needs xsltproc")
    file = shutil.copy(EXAMPLES / "look" / "look.xsl", tmp_path)
    command = [xsltproc, "--nonet", str(file), str(GOLDENS[0])]
    catalog = os.environ | {"XML_CATALOG_FILES": str(XSLT / "catalog.xml")}
    done = subprocess.run(command, capture_output=True, check=True, env=catalog)
    assert b"<title>" in done.stdout
    without = subprocess.run(
        command, capture_output=True, check=False, env=os.environ | {"XML_CATALOG_FILES": ""}
    )
    assert b"<title>" not in without.stdout


# In a process of its own: SaxonC keeps threads of its own, and is not to be mixed with what other tests load.
SAXON = """
import sys
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as processor:
    processor.set_catalog_files([sys.argv[1]])
    run = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[2])
    print(run.transform_to_string(source_file=sys.argv[3]))
"""


@needs_saxon
def test_the_catalog_resolves_tei_addresses_for_saxon() -> None:
    command = [sys.executable, "-c", SAXON, str(XSLT / "catalog.xml"), str(EXAMPLES / "look" / "look.xsl")]
    done = subprocess.run([*command, str(GOLDENS[0])], capture_output=True, check=False)
    assert b"<title>" in done.stdout, done.stderr.decode()


def test_every_address_that_the_program_knows_is_in_the_catalog() -> None:
    catalog = safe_xml.parse_file(XSLT / "catalog.xml").getroot()
    assert {one.get("rewritePrefix") for one in catalog.iter("{*}rewriteURI", "{*}rewriteSystem")} == {"./"}
    assert {one.get("uriStartString") or one.get("systemIdStartString") for one in catalog} >= {"tei:"}


def test_the_example_in_the_documentation_is_the_one_in_the_examples() -> None:
    page = (ROOT / "docs" / "own-look.md").read_text("utf-8")
    look = EXAMPLES / "look" / "look.xsl"
    assert look.read_text("utf-8") in page
    tree = safe_xml.parse_xml(TEI.replace("ferry", "<supplied>ferry</supplied>").encode())
    assert "A ⟨ferry⟩." in render_html(tree, stylesheet=look).data.decode()


# --- stylesheets of others ----------------------------------------------------------------------------

OTHERS = [
    ("acdh_tei_pyutils", "files/clean_markup.xsl", "libxslt"),
    ("acdh_tei_pyutils", "files/clean_markup.xsl", "saxon"),
    ("doc2tei", "resources/xsl-09-toOpenedition/toOpenedition.xsl", "saxon"),
]


@pytest.mark.parametrize(("package", "name", "engine"), OTHERS)
def test_a_stylesheet_of_others_runs_where_it_is_installed(package: str, name: str, engine: Name) -> None:
    spec = find_spec(package)
    if spec is None or spec.origin is None or (engine == "saxon" and not is_installed()):
        pytest.skip(f"needs {package}, and for saxon saxonche")
    file = Path(spec.origin).parent / name
    for golden in GOLDENS[:5]:
        with using(Choice(engine)):
            made = transform(safe_xml.parse_xml(golden.read_bytes()), file, {}, form="written")
        assert made.data
        assert not made.findings


def test_a_parameter_of_the_api_is_one_of_the_stylesheet() -> None:
    with pytest.raises(TeiError, match="did you mean css-more"):
        tei.render(TEI.encode(), params={"css-mor": ""})

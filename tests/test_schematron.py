"""Rules that a project brings: what is run, what is refused, and that the engines agree."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, isoschematron

from tei.findings import TeiError
from tei.report import format_error
from tei.safe_xml import parse_xml
from tei.schematron import load_rules
from tei.schematron.expressions import alternatives, as_selection, calls, step_names, without_current
from tei.schematron.model import Broken
from tei.schematron.reading import read_schema
from tei.schematron.running import Runner
from tei.schematron.saxon import is_installed
from tei.schematron.xpath1 import LxmlEngine
from tei.schematron.xpath2 import ElementPathEngine
from tei.validation import Request, validate_files
from tei.validation.documents import XmlDocument

if TYPE_CHECKING:
    from tei.findings import Finding
    from tei.schematron.model import Schema

SHARED = Path(__file__).parent.parent.parent / "shared"
FOLDER = Path(__file__).parent / "schematron"
SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
TEI = "http://www.tei-c.org/ns/1.0"
NS = f'<ns prefix="tei" uri="{TEI}"/>'
XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
needs_saxon = pytest.mark.skipif(not is_installed(), reason="the extra `saxon` is not installed")
ENGINES = ["elementpath", pytest.param("saxon", marks=needs_saxon)]


def document(text: str, path: str = "in.xml") -> XmlDocument:
    data = text.encode()
    return XmlDocument(path, data, parse_xml(data))


def tei(content: str) -> XmlDocument:
    return document(f'<TEI xmlns="{TEI}">{content}</TEI>')


def rules(folder: Path, content: str, binding: str = "xslt", more: str = "") -> Path:
    file = folder / "rules.sch"
    file.write_text(f'<schema {SCH} queryBinding="{binding}" {more}>{NS}\n{content}</schema>', "utf-8")
    return file


def run(
    file: Path, on: XmlDocument, phase: str = "#DEFAULT", engine: str = "", seconds: float = 10
) -> list[Finding]:
    rule_set = load_rules(file, phase, engine, seconds)
    try:
        return list(rule_set.check(on))
    finally:
        rule_set.close()


def shown(findings: list[Finding]) -> list[str]:
    return [f"{one.where.line} {one.where.xpath} {one.code} {one.rule}: {one.message}" for one in findings]


# --- what is run ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", sorted(path.name for path in FOLDER.iterdir()))
@pytest.mark.parametrize("engine", ["", *ENGINES])
def test_rules_of_the_folder(case: str, engine: str) -> None:
    """`rules.sch`, `in.xml` and what is found; a rule file of XPath 1 is run once, by lxml."""
    folder = FOLDER / case
    file = next(path for path in sorted(folder.iterdir()) if path.name.startswith("rules."))
    if engine and read_schema(file, "#DEFAULT").binding == "1.0":
        engine = ""
    data = (folder / "in.xml").read_bytes()
    found = run(file, XmlDocument("in.xml", data, parse_xml(data)), engine=engine)
    lines = [f"{text}\n  hint: {one.hint}" for text, one in zip(shown(found), found, strict=True)]
    assert "\n".join(lines) + "\n" == (folder / "findings.txt").read_text("utf-8")


NODES = (
    '<pattern id="a"><let name="n" value="//tei:item"/>'
    '<rule context="comment()"><report test="true()">comment <value-of select="."/></report></rule>'
    "<rule context=\"text()[contains(., '|')] | processing-instruction()\">"
    '<report test="true()" id="t">text or pi <value-of select="."/></report></rule>'
    '<rule context="@xml:id"><report test="string-length(.) &gt; 0"><name/> is <value-of select="."/></report>'
    "</rule>"
    '<rule context="/"><assert test="tei:TEI">root</assert><report test="tei:TEI">is root</report></rule>'
    '<rule context="tei:p[1]"><report test="1 = 1">first p, of <value-of select="count($n)"/> items</report></rule>'
    '<rule context="tei:p"><report test="@n = \'x\'">p is <name path="@n"/></report></rule></pattern>'
)


@pytest.mark.parametrize(("binding", "engine"), [("xslt", ""), ("xslt2", "elementpath"), ("xslt3", "saxon")])
def test_each_kind_of_node_is_a_context_and_has_its_place(binding: str, engine: str, tmp_path: Path) -> None:
    if engine == "saxon" and not is_installed():
        pytest.skip("the extra `saxon` is not installed")
    text = (
        f'<!--top--><?one 1?>\n<TEI xmlns="{TEI}"><!--in-->\n<p xml:id="a">b|<hi>c|</hi><?two 2?></p>\n'
        '<p n="x"><!--deep--></p></TEI>'
    )
    found = run(rules(tmp_path, NODES, binding), document(text), engine=engine)
    assert shown(found) == [
        "2 /TEI Y001 a: is root",
        "1 /comment() Y001 a: comment top",
        "1 /processing-instruction() Y001 t: text or pi 1",
        "2 /TEI/comment() Y001 a: comment in",
        "3 /TEI/p[1]/text() Y001 t: text or pi b|",
        "3 /TEI/p[1] Y001 a: first p, of 0 items",
        "3 /TEI/p[1]/@xml:id Y001 a: xml:id is a",
        "3 /TEI/p[1]/hi/text() Y001 t: text or pi c|",
        "3 /TEI/p[1]/processing-instruction() Y001 t: text or pi 2",
        "4 /TEI/p[2] Y001 a: p is n",
        "4 /TEI/p[2]/comment() Y001 a: comment deep",
    ]


def test_the_first_rule_that_matches_a_node_is_the_only_one(tmp_path: Path) -> None:
    checks = '<report test="1">{}</report>'
    content = (
        f'<pattern><rule context="tei:p[@n]">{checks.format("n")}</rule>'
        f'<rule context="tei:p">{checks.format("any")}</rule></pattern>'
        f'<pattern><rule context="tei:p">{checks.format("other pattern")}</rule></pattern>'
    )
    for binding in ("xslt", "xslt2"):
        found = run(rules(tmp_path, content, binding), tei('<p n="1"/><p/>'), engine="elementpath")
        assert [one.message for one in found] == ["n", "other pattern", "any", "other pattern"]


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('role="fatal"', "Y001"), ('role="error"', "Y001"), ("", "Y001"), ('role="strange"', "Y001"),
        ('role="warn"', "Y002"), ('role="WARNING"', "Y002"), ('role="nonfatal"', "Y002"),
        ('role="info"', "Y003"), ('role="information"', "Y003"), ('severity="info" role="error"', "Y003"),
    ],
)  # fmt: skip
def test_roles_are_severities(attributes: str, code: str, tmp_path: Path) -> None:
    content = f'<pattern><rule context="tei:p"><report {attributes} test="1">x</report></rule></pattern>'
    assert [one.code for one in run(rules(tmp_path, content), tei("<p/>"))] == [code]
    content = f'<pattern><rule {attributes} context="tei:p"><report test="1">x</report></rule></pattern>'
    assert [one.code for one in run(rules(tmp_path, content), tei("<p/>"))] == [code]


PHASES = (
    '<phase id="quick"><let name="most" value="1"/><active pattern="one"/></phase><phase id="none"/>'
    '<pattern id="one"><rule context="tei:p"><report test="1">one</report></rule></pattern>'
    '<pattern id="two"><rule context="tei:p"><report test="1">two</report></rule></pattern>'
)


def test_phases(tmp_path: Path) -> None:
    file = rules(tmp_path, PHASES, more='defaultPhase="quick"')
    assert [one.message for one in run(file, tei("<p/>"))] == ["one"]
    assert [one.message for one in run(file, tei("<p/>"), "#ALL")] == ["one", "two"]
    with pytest.raises(TeiError, match='no phase "slow"') as refused:
        load_rules(file, "slow")
    assert "#ALL, quick, none" in refused.value.hint
    with pytest.raises(TeiError, match="no assert and no report"):
        load_rules(file, "none")


def test_a_rule_that_fails_is_an_error_at_its_place_and_the_others_are_run(tmp_path: Path) -> None:
    content = (
        '<pattern id="dates"><rule context="tei:date">'
        '<assert id="cast" test="xs:date(@when) le xs:date(\'2000-01-01\')">late</assert>'
        '<report id="other" test="@when">has a value</report></rule></pattern>'
    )
    engines = ["elementpath", *(["saxon"] if is_installed() else [])]
    for engine in engines:
        found = run(rules(tmp_path, content, "xslt2"), tei('<date when="soon"/>'), engine=engine)
        assert [(one.code, one.rule) for one in found] == [("Y004", "cast"), ("Y001", "other")], engine
        assert "failed here" in found[0].message
        assert found[0].where.xpath == "/TEI/date"


SLOW = '<pattern id="slow"><rule context="/"><report test="{}">x</report></rule></pattern>'
FAST = '<pattern id="fast"><rule context="/"><report test="1">fast</report></rule></pattern>'
ENDLESS_FOR_SAXON = "some $a in (1 to 100000), $b in (1 to 100000) satisfies $a * $b lt count(/*) - 1"
ENDLESS = "count(//*[count(//*[count(//*[count(//*) = 0]) = 0]) = 0]) = 7"


@pytest.mark.parametrize(("binding", "engine"), [("xslt", ""), ("xslt2", "elementpath"), ("xslt2", "saxon")])
def test_a_rule_that_does_not_end_is_stopped_and_told_by_name(
    binding: str, engine: str, tmp_path: Path
) -> None:
    if engine == "saxon" and not is_installed():
        pytest.skip("the extra `saxon` is not installed")
    test = ENDLESS if engine != "saxon" else ENDLESS_FOR_SAXON
    file = rules(tmp_path, SLOW.format(test) + FAST, binding)
    found = run(file, tei("<p/>" * 4000), engine=engine, seconds=2)
    assert [(one.code, one.rule) for one in found] == [("Y001", "fast"), ("Y005", "slow")]
    assert "rules.sch:2" in found[1].message


@pytest.mark.parametrize(("binding", "engine"), [("xslt", ""), ("xslt2", "elementpath"), ("xslt2", "saxon")])
def test_what_a_rule_found_before_it_was_stopped_is_told(binding: str, engine: str, tmp_path: Path) -> None:
    if engine == "saxon" and not is_installed():
        pytest.skip("the extra `saxon` is not installed")
    test = ENDLESS if engine != "saxon" else ENDLESS_FOR_SAXON
    content = (
        '<pattern id="both"><rule context="tei:head"><report id="quick" test="1">a &lt; é <value-of select="."/></report>'
        f'</rule><rule context="tei:p[not(preceding-sibling::tei:p)]"><report id="first" test="1">p</report>'
        f'<report id="slow" test="{test}">x</report></rule></pattern>'
    )
    file = rules(tmp_path, content + FAST, binding)
    for _ in range(2):  # nothing of a document is told of the next one
        found = run(file, tei("<head>]]&gt;</head>" + "<p/>" * 4000), engine=engine, seconds=2)
        told = [(one.code, one.message) for one in found]
        assert told[:3] == [("Y001", "fast"), ("Y001", "a < é ]]>"), ("Y001", "p")]
        assert [one.code for one in found[3:]] == ["Y005"]


def test_a_pattern_that_does_not_end_is_left_out_of_the_documents_behind(tmp_path: Path) -> None:
    file = rules(tmp_path, SLOW.format(ENDLESS) + FAST)
    files = [tmp_path / f"{number}.xml" for number in range(6)]
    for path in files:
        path.write_bytes(tei("<p/>" * 4000).data)
    rule_set = load_rules(file, seconds=2)
    found = list(validate_files(files, Request(schemas=(), checks=(), rules=(rule_set,))))
    rule_set.close()
    told = [(Path(one.where.path).name, one.code) for one in found]
    stops = [("0.xml", "Y005"), ("1.xml", "Y005"), ("rules.sch", "Y005")]
    assert sorted(told) == sorted([(path.name, "Y001") for path in files] + stops)
    last = found[-1]
    assert (last.where.line, last.rule) == (2, "slow")
    assert f"its pattern was not run on 4 documents, the first of them {files[2]}" in last.message


def test_after_a_few_stops_nothing_of_a_rule_file_is_run(tmp_path: Path) -> None:
    slow = "".join(SLOW.format(ENDLESS).replace('"slow"', f'"slow{number}"') for number in range(9))
    rule_set = load_rules(rules(tmp_path, slow), seconds=0.2)
    on = tei("<p/>" * 4000)
    stops = [sum(1 for _ in rule_set.check(on)) for _ in range(5)]
    assert stops == [2, 2, 2, 0, 0]
    told = [(one.rule, one.message.partition(" not run")[2]) for one in rule_set.left_out()]
    rule_set.close()
    assert [name for name, _ in told] == ["slow0", "slow1", "slow2", "slow3", "slow4"]
    assert {words for _, words in told[:2]} == {" on 3 documents, the first of them in.xml"}
    assert {words for _, words in told[2:]} == {" on 2 documents, the first of them in.xml"}
    assert "5 more patterns" in [one.message for one in rule_set.left_out()][-1]


HUNGRY = "string-length(string-join((1 to 40000000) ! 'the words of a whole archive', '')) = 7"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory that a process writes to")
@needs_saxon
def test_saxon_has_no_more_memory_than_the_other_engines(tmp_path: Path) -> None:
    file = rules(tmp_path, SLOW.format(HUNGRY).replace("slow", "hungry") + FAST, "xslt3")
    found = run(file, tei("<p/>"), engine="saxon", seconds=60)
    assert [(one.code, one.rule) for one in found] == [("Y001", "fast"), ("Y005", "hungry")]
    assert "took more than 1 GB of memory, or crashed" in found[1].message


# --- rules that are about nothing -----------------------------------------------------------------

WRONG = {
    "a slash": (f'<ns prefix="t" uri="{TEI}/"/>', "t:p", f"t stands for {TEI}/, and nearest to that they have {TEI}"),
    "another": ('<ns prefix="t" uri="urn:other"/>', "t:p[tei:q]", f"t stands for urn:other, and theirs is {TEI}"),
    "no prefix": ("", "p | q", f"p without a prefix is of no namespace, and theirs is {TEI}"),
    "misspelt": ("", "tei:TEI/tei:persname[@n]", "they have no tei:persname, but tei:persName"),
    "not there": ("", "tei:castList//@n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize(("binding", "engine"), [("xslt", ""), ("xslt2", "elementpath"), ("xslt2", "saxon")])
def test_rules_that_were_about_nothing_are_told_once_with_the_likely_reason(
    case: str, binding: str, engine: str, tmp_path: Path
) -> None:
    if engine == "saxon" and not is_installed():
        pytest.skip("the extra `saxon` is not installed")
    names, context, why = WRONG[case]
    content = f'{names}<pattern>\n<rule context="{context}"><report test="1">x</report></rule></pattern>'
    rule_set = load_rules(rules(tmp_path, content, binding), engine=engine)
    for _ in range(3):
        assert not list(rule_set.check(tei("<p><persName/></p>")))
    found = list(rule_set.unused())
    assert [(one.code, one.where.path, one.where.line) for one in found] == [("Y006", rule_set.name, 3)]
    reason = f": {why}" if why else ""
    assert found[0].message == f"no rule of this file was about anything in the documents{reason}"
    rule_set.close()


@pytest.mark.parametrize(("binding", "engine"), [("xslt", ""), ("xslt2", "elementpath"), ("xslt2", "saxon")])
def test_rules_that_were_about_something_once_are_in_use(binding: str, engine: str, tmp_path: Path) -> None:
    if engine == "saxon" and not is_installed():
        pytest.skip("the extra `saxon` is not installed")
    content = '<pattern><rule context="tei:q"><assert test="1">x</assert></rule></pattern>'
    rule_set = load_rules(rules(tmp_path, content, binding), engine=engine)
    assert not list(rule_set.unused()), "nothing was run"
    for content in ("<p/>", "<q/>", "<p/>"):
        assert not list(rule_set.check(tei(content)))
    assert not list(rule_set.unused())
    rule_set.close()


def test_a_run_tells_rules_that_were_about_nothing(tmp_path: Path) -> None:
    file = rules(
        tmp_path, '<pattern><rule context="tei:castList"><assert test="1">x</assert></rule></pattern>'
    )
    for name in "ab":
        (tmp_path / f"{name}.xml").write_text(f'<TEI xmlns="{TEI}"/>', "utf-8")
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    request = Request(schemas=(), checks=frozenset(), rules=(load_rules(file),))
    assert [one.code for one in validate_files(files, request)] == ["Y006"]
    assert not list(validate_files(files, replace(request, changed=frozenset(files[:1])))), "not all was read"


def test_rules_that_a_document_names_are_told_too(tmp_path: Path) -> None:
    file = rules(
        tmp_path, '<pattern><rule context="tei:castList"><assert test="1">x</assert></rule></pattern>'
    )
    named = tmp_path / "a.xml"
    named.write_text(f'<?xml-model href="{file.name}"?><TEI xmlns="{TEI}"/>', "utf-8")
    request = Request(
        schemas=(), checks=frozenset(), declared=True, rules_of=lambda path, _phase: load_rules(path)
    )
    assert [one.code for one in validate_files([named, named], request)] == ["Y006"]


# --- what is refused -----------------------------------------------------------------------------

RULE = '<pattern><rule context="tei:p"><assert test="{}">x</assert></rule></pattern>'
REFUSED = {
    "no rules": ("xslt", "", "no assert and no report"),
    "empty test": ("xslt", RULE.format(""), "assert/@test is missing or empty"),
    "no XPath": ("xslt", RULE.format("a["), "assert/@test is no XPath 1"),
    "no XPath 2": ("xslt2", RULE.format("a["), "assert/@test"),
    "later XPath": ("xslt", RULE.format("matches(., 'a')"), "calls matches(), which XPath 1 does not have"),
    "unknown function": ("xslt2", RULE.format("hopes(.)"), "hopes"),
    "unknown prefix": ("xslt", RULE.format("x:p"), "the prefix x in assert/@test is not declared"),
    "unknown prefix 2": ("xslt2", RULE.format("x:p"), "x"),
    "unknown variable": ("xslt", RULE.format("$where = 1"), "$where"),
    "unknown variable 2": ("xslt2", RULE.format("some $a in . satisfies $b"), "$b"),
    "no pattern": ("xslt", RULE.replace("tei:p", "tei:p + 1").format("1"), "rule/@context"),
    "binding": ("xquery", RULE.format("1"), 'query binding "xquery" is not known'),
    "no context": ("xslt", "<pattern><rule><assert test='1'>x</assert></rule></pattern>", "rule/@context"),
    "document": ("xslt", RULE.format("document('a.xml')"), "document(), which is refused"),
    "doc": ("xslt2", RULE.format("fn:doc('a.xml')"), "doc(), which is refused"),
    "by name": ("xslt3", RULE.format("function-lookup(xs:QName('fn:doc'), 1)"), "function-lookup()"),
    "minus": ("xslt2", RULE.format("1-doc('a')"), "doc(), which is refused"),
    "quote in a name": ("xslt3", RULE.format("Q{'}a or doc('a')"), "doc(), which is refused"),
    "comment": ("xslt3", RULE.format("doc(: ' :)('a')"), "doc(), which is refused"),
    "reference": ("xslt3", RULE.format("unparsed-text#1('a')"), "unparsed-text()"),
    "other documents": ("xslt", RULE.replace("<pattern", "<pattern documents='a'").format("1"), "documents"),
    "is-a": ("xslt", "<pattern is-a='a'/>" + RULE.format("1"), 'no abstract pattern "a"'),
    "extends": ("xslt", RULE.format("1").replace("<assert", "<extends rule='a'/><assert"), 'rule "a"'),
    "diagnostics": ("xslt", RULE.replace("<assert", "<assert diagnostics='d'").format("1"), 'diagnostic "d"'),
    "misspelt": ("xslt", RULE.format("1").replace("assert", "asert"), "asert is not known in rule"),
    "misspelt pattern": ("xslt", RULE.format("1").replace("pattern", "patern"), "patern is not known"),
    "include away": ("xslt", "<include href='../../a.sch'/>", "lies outside"),
    "include net": ("xslt", "<include href='http://example.org/a.sch'/>", "nothing is fetched"),
    "include none": ("xslt", "<include href='none.sch'/>", "cannot be read"),
    "include itself": ("xslt", "<include href='rules.sch'/>", "is a whole schema"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_rule_file_that_cannot_be_run_is_an_error_with_its_line(case: str, tmp_path: Path) -> None:
    binding, content, message = REFUSED[case]
    file = rules(tmp_path, content, binding)
    for engine in ("elementpath", "saxon") if is_installed() else ("elementpath",):
        with pytest.raises(TeiError) as refused:
            load_rules(file, engine=engine)
        assert refused.value.code == "Y010"
        told = refused.value.findings[0]
        assert message in told.message or engine == "saxon"
        line = None if case == "include none" else 1 if case in ("no rules", "binding") else 2
        assert told.where.line == line, (engine, told)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<schema", "is not closed by >"), (b"", "empty"), (b"<a/>", "a, not a rule file"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "entity"),
        (b'<schema xmlns="http://www.ascc.net/xml/schematron"/>', "Schematron 1.5"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_rule_file(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "a.sch"
    file.write_bytes(data)
    with pytest.raises(TeiError, match=message):
        load_rules(file)
    with pytest.raises(TeiError, match="cannot be read"):
        load_rules(tmp_path / "none.sch")


def test_functions_of_xslt_need_saxon(tmp_path: Path) -> None:
    function = (
        f'<xsl:function {XSL} xmlns:f="urn:f" name="f:long"><xsl:param name="a"/>'
        '<xsl:sequence select="string-length($a) gt 3"/></xsl:function>'
    )
    content = f'<ns prefix="f" uri="urn:f"/>{function}' + RULE.format("f:long(.)")
    file = rules(tmp_path, content, "xslt2")
    with pytest.raises(TeiError, match="need Saxon") as refused:
        load_rules(file, engine="elementpath")
    assert "tei-pipeline[saxon]" in refused.value.hint
    if is_installed():
        assert len(run(file, tei("<p>a</p><p>long</p>"), engine="saxon")) == 1


@needs_saxon
def test_saxon_reads_no_file_and_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("TOPSECRET", "utf-8")
    monkeypatch.setenv("SECRET", "TOPSECRET")
    address = (tmp_path / "secret.txt").as_uri()
    hidden = [
        f"<xsl:sequence {XSL} select=\"unparsed-text('{address}')\"/>",
        f'<xsl:result-document {XSL} href="out.txt"/>',
        f'<xsl:evaluate {XSL} xpath="1"/>',
        f"<a {XSL} b=\"it's {{doc('a')}}\"/>",
        f"<xsl:sequence {XSL} _select=\"{{concat('do', 'c')}}('a')\"/>",
        f"<xsl:value-of {XSL} select=\"environment-variable('SECRET')\"/>",
    ]
    for one in hidden:
        function = f'<xsl:function {XSL} xmlns:f="urn:f" name="f:f">{one}</xsl:function>'
        file = rules(tmp_path, function + RULE.format("1"), "xslt3")
        with pytest.raises(TeiError, match="refused"):
            load_rules(file, engine="saxon")
    assert not (tmp_path / "out.txt").exists()


@needs_saxon
def test_what_does_not_compile_is_told_once_and_without_the_stylesheet_made_of_it(tmp_path: Path) -> None:
    file = rules(tmp_path, RULE.format("count(tei:p) lt foo:bar("), "xslt3")
    with pytest.raises(TeiError) as refused:
        load_rules(file, engine="saxon")
    (first, *_) = refused.value.findings
    assert format_error(refused.value).count(first.message) == 1
    for made in ("xsl:", "file:", "column", str(tmp_path)):
        assert made not in first.message
    assert "XPST" in first.message


@needs_saxon
def test_saxon_reads_no_file_even_where_a_call_was_overlooked(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("<a>TOPSECRET</a>", "utf-8")
    address = (tmp_path / "secret.txt").as_uri()
    schema = read_schema(rules(tmp_path, RULE.format("1"), "xslt3"), "#ALL")
    for call in (f"unparsed-text('{address}')", f"doc('{address}')", f"document('{address}')"):
        rule = schema.patterns[0].rules[0]
        expression = replace(rule.checks[0].test, text=call)
        check = replace(rule.checks[0], test=replace(expression, text="false()"), message=(expression,))
        pattern = replace(schema.patterns[0], rules=(replace(rule, checks=(check,)),))
        runner = Runner(replace(schema, patterns=(pattern,)), "saxon", 10)
        runner.start()
        found = list(runner.run(tei("<p/>").data, "file:///in.xml", "in.xml"))
        runner.end()
        assert len(found) == 1
        assert isinstance(found[0], Broken)
        assert found[0].failure, (call, found)
        assert "TOPSECRET" not in str(found)


def test_a_process_that_ended_is_told_and_the_next_document_has_a_new_one(tmp_path: Path) -> None:
    rule_set = load_rules(rules(tmp_path, RULE.format("@n")))
    rule_set.runner.kill()
    assert [one.code for one in rule_set.check(tei("<p/>"))] == ["Y005"]
    assert [one.code for one in rule_set.check(tei("<p/>"))] == ["Y001"]
    rule_set.close()


@pytest.mark.parametrize("version", ["4.3.0", "4.9.0a"])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_rules_of_tei_itself(version: str, engine: str) -> None:
    """Each of the faults is one that a rule of TEI's own schema tells, in both releases."""
    schema = SHARED / f"schemas/tei_all-{version}.rng"
    if not schema.is_file():
        pytest.skip("the schemas of TEI (../shared) are not here")
    found = run(
        schema,
        tei(
            '<text><body><p><date when="1950" notBefore="1949">x</date><p>inner</p></p>\n<ptr target="#a" cRef="b"/>'
            '<list type="gloss"><item/></list>\n<s><s/></s><link target="#one"/><lg/><relation/></body></text>'
        ),
        engine=engine,
    )
    assert [(one.code, one.where.xpath, one.where.line) for one in found] == [
        ("Y002", "/TEI/text/body/p/date", 1),
        ("Y001", "/TEI/text/body/p/p", 1),
        ("Y001", "/TEI/text/body/ptr", 2),
        ("Y001", "/TEI/text/body/list", 2),
        ("Y001", "/TEI/text/body/s", 3),
        ("Y001", "/TEI/text/body/link", 3),
        ("Y001", "/TEI/text/body/lg", 3),
        ("Y001", "/TEI/text/body/relation", 3),
    ]


# --- second opinion ------------------------------------------------------------------------------

TESTS = (
    "@n", "not(@n)", "count(*) > 1", "string-length(normalize-space(.)) > 2", "@n = 'a'", "tei:p", "ancestor::tei:q",
    "following-sibling::*", "contains(., 'b')", "count(../*) = count(//*[@n]) ", "@n = preceding::*/@n",
)  # fmt: skip
CONTEXTS = ("tei:p", "tei:q[@n]", "tei:q/tei:p", "*", "tei:p | tei:q", "*[@n = 'a']", "tei:TEI//tei:p[1]")
names = st.sampled_from(["p", "q"])
trees = st.recursive(
    st.tuples(names, st.sampled_from(["", ' n="a"', ' n="b"']), st.sampled_from(["", "a", "abc"])).map(
        lambda one: f"<{one[0]}{one[1]}>{one[2]}</{one[0]}>"
    ),
    lambda inner: st.tuples(names, st.lists(inner, max_size=4)).map(
        lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"
    ),
    max_leaves=12,
)
checks = st.tuples(st.sampled_from(["assert", "report"]), st.sampled_from(TESTS))
rule_lists = st.lists(
    st.tuples(st.sampled_from(CONTEXTS), st.lists(checks, min_size=1, max_size=2)), min_size=1, max_size=3
)
_ESCAPED = {">": "&gt;"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=trees, made=st.lists(rule_lists, min_size=1, max_size=2))
def test_verdicts_are_those_of_a_second_implementation(
    content: str, made: list[list[tuple[str, list[tuple[str, str]]]]], tmp_path: Path
) -> None:
    patterns = "".join(
        "<pattern>"
        + "".join(
            f'<rule context="{context}">'
            + "".join(
                f'<{kind} test="{test.replace(">", "&gt;")}">m{i}</{kind}>'
                for i, (kind, test) in enumerate(held)
            )
            + "</rule>"
            for context, held in pattern
        )
        + "</pattern>"
        for pattern in made
    )
    text = f'<TEI xmlns="{TEI}">{content}</TEI>'
    file = rules(tmp_path, patterns)
    other = isoschematron.Schematron(etree.fromstring(file.read_bytes()), store_report=True)
    other.validate(etree.fromstring(text))
    svrl = "{http://purl.oclc.org/dsdl/svrl}"
    assert other.validation_report is not None
    expected = sorted(
        str(one.findtext(f"{svrl}text"))
        for one in other.validation_report.getroot()
        if one.tag in (f"{svrl}failed-assert", f"{svrl}successful-report")
    )
    schema = read_schema(file, "#DEFAULT")
    verdicts = {}
    for engine in (LxmlEngine(schema), ElementPathEngine(_of_xpath2(file))):
        assert not engine.faults
        engine.open(text.encode(), "file:///in.xml")
        told: list[int | list[Broken]] = []
        for index in range(len(made)):
            engine.run(index, told.append)
        broken = [one for found in told if isinstance(found, list) for one in found]
        assert not any(one.failure for one in broken)
        verdicts[type(engine)] = broken
        assert sorted(one.message for one in broken) == expected
    by_place = [sorted((one.node.steps, one.message) for one in broken) for broken in verdicts.values()]
    assert by_place[0] == by_place[1]


def _of_xpath2(file: Path) -> Schema:
    file.write_text(file.read_text("utf-8").replace('"xslt"', '"xslt2"'), "utf-8")
    return read_schema(file, "#DEFAULT")


# --- expressions as text -------------------------------------------------------------------------


def test_expressions_are_told_apart_from_strings_and_comments() -> None:
    steps = list(
        step_names("/tei:a//b[c[d]]/@e | x:*[tei:f] union ancestor::g/text() | *:h | id('i')/attribute::j")
    )
    assert steps == [("tei", "a"), ("", "b"), ("x", "*"), ("", "g")]
    assert alternatives("a[b | c] | '|' | (d | e)/f") == ["a[b | c] ", " '|' ", " (d | e)/f"]
    assert as_selection("@x | /TEI | tei:p[1]") == "//@x | /TEI | //tei:p[1]"
    assert list(calls("a[text()] and fn:doc('x(') (: y() :)")) == [("fn", "doc")]
    assert without_current("a[. = current()] or 'current()'") == "a[. = $sch-current] or 'current()'"

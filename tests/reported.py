"""One run to report: findings of every kind and state, ordinary and hostile. All forms of report are made of it."""

from __future__ import annotations

from tei.findings import Finding, Severity, Where, finding
from tei.report.content import Report
from tei.report.forms import FORMS
from tei.report.register import Register
from tei.verdict.baseline import Known
from tei.verdict.fingerprints import fingerprint
from tei.verdict.judging import Judged

ESCAPE, RIGHT_TO_LEFT = "\x1b", "\u202e"
HOSTILE = (
    "::error::a command of the log",
    "##[error]and ##vso[task.complete]of another",
    "a|pipe, `code`, **bold**, [a link](https://example.org) and {0}",
    "<script>alert(1)</script> & </failure> ]]> -->",
    f"{ESCAPE}[31mred{ESCAPE}[0m, a bell \x07, a NUL \0, \ufffe and \udcff",
    f"{RIGHT_TO_LEFT}txt.exe\u2066 and \u2028 a new line\r\nand another",
    "100% sure, line 3: a, b",
    "龍 𠀋 é",
    "long " + "x" * 10_000,
)


def judged(found: Finding, file: str = "", *, known: bool = False, reason: str = "") -> Judged:
    address = file or found.where.path
    source = found.where.source[0] if found.where.source else ""
    return Judged(found, address, fingerprint(found, address), source, known, reason)


def ordinary() -> list[Judged]:
    pointer = finding(
        "T019", "@ana points at #nowhere", Where("letters/a.xml", 76, 12, "/TEI/text/body/div/p")
    )
    return [
        judged(pointer),
        judged(pointer),
        judged(finding("T014", "fr is declared", Where("letters/a.xml", 9, source=("records/a.txt", 4)))),
        judged(finding("V003", "2 of the baseline no longer found", Where("known.json"))),
        judged(finding("T013", "de is not declared", Where("letters/b.xml", 20)), known=True),
        judged(
            finding("T016", "Latin letters in zh", Where("letters/b.xml", 21)), reason="a telegram in code"
        ),
        judged(finding("B004", "there is no such file or folder", Where("gone.xml"))),
        judged(finding("X006", "cannot be read: permission denied", Where("shut.xml"))),
        judged(finding("T002", "xml:id a: stands already in /srv/a.xml", Where("/srv/over there/b.xml"))),
    ]


def hostile() -> list[Judged]:
    return [
        judged(Finding("X002", Severity.ERROR, text, Where(f"odd/{number}.xml", 1 + number, 2), text, text))
        for number, text in enumerate(HOSTILE)
    ] + [
        judged(Finding("T001", Severity.WARNING, "m", Where(f"odd/{text[:60]}", 1), ""))
        for text in HOSTILE
        if "\0" not in text
    ]


def report() -> Report:
    return Report(
        findings=Register((*ordinary(), *hostile())),
        files=("letters/a.xml", "letters/b.xml", "letters/clean.xml", "shut.xml"),
        fail_on="error",
        exit_status=1,
        version="1.2.3",
        compared=True,
        gone=(Known("letters/a.xml", "T013", "ru is not declared", "0" * 32, 2),),
        unchanged=3,
    )


def form_of(form: str, of: Report) -> str:
    """A report in a form, as it is written."""
    return "".join(FORMS[form](of))


def many(count: int, code: str = "T019", severity: Severity = Severity.ERROR) -> Report:
    """So many findings of one code, each on its line."""
    found = [
        Finding(code, severity, f"fault {number}", Where("a.xml", number), "h")
        for number in range(1, count + 1)
    ]
    return Report(Register(map(judged, found)), ("a.xml",), "error", 1, "1.2.3")

"""Findings as one HTML page that needs nothing else: no script, no network; what it shows is chosen by its style alone."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from tei.report.content import PROGRAM, title
from tei.report.page_style import STYLE
from tei.report.text import format_counts, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.findings import Severity
    from tei.report.content import Report
    from tei.report.register import Selection
    from tei.verdict.judging import Judged

_OPEN = 200  # findings shown at once; further groups begin closed, so that their list can be looked through


def as_page(report: Report) -> Iterator[str]:
    """Return the page: counts, then what is told by file and by code, then what is ignored, known and gone."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    heading = format_counts(report.counts()) or "no findings"
    yield from _lines(
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{heading}: tei validate</title>",
        f"<style>{STYLE}</style></head>",
        "<body>",
        _header(report, heading),
        "<main>",
    )
    yield from _lists(report) if report.told else _lines("<p>Nothing to tell.</p>")
    yield from _aside(report)
    yield from _lines("</main>", f"<footer>{PROGRAM} {_text(report.version)}</footer>", "</body></html>")


def _lines(*lines: str) -> Iterator[str]:
    return (f"{line}\n" for line in lines)


def _header(report: Report, heading: str) -> str:
    numbers = {
        "files checked": len(report.files),
        "left out as unchanged": report.unchanged,
        "known from the baseline": report.known,
        "ignored": report.ignored,
        "of the baseline gone": report.fixed,
    }
    shown = "".join(
        f"<li><b>{count:,}</b> {what}</li>" for what, count in numbers.items() if count or "files" in what
    )
    verdict = "fails" if report.exit_status else "passes"
    return (
        f'<header><p class="verdict {verdict}">{verdict} (fail on {_text(report.fail_on)})</p>'
        f"<h1>{heading}</h1><ul>{shown}</ul></header>"
    )


def _lists(report: Report) -> Iterator[str]:
    """Switches, which the style obeys, and what they switch: the same findings by file and by code."""
    counts = {severity.label: count for severity, count in report.counts().items() if count}
    show = "".join(
        f'<input type="checkbox" id="show-{label}" checked><label for="show-{label}">{label} ({count:,})</label>'
        for label, count in counts.items()
    )
    yield from _lines(
        '<input type="radio" name="by" id="by-file" checked><label for="by-file">by file</label>',
        '<input type="radio" name="by" id="by-code"><label for="by-code">by code</label>',
        f'<span class="gap"></span>{show}',
        '<section class="files"><h2>By file</h2>',
    )
    yield from _groups(report.findings.told_by_file(), codes=False)
    yield from _lines("</section>", '<section class="codes"><h2>By code</h2>')
    yield from _groups(report.findings.told_by_code(), codes=True)
    yield from _lines("</section>")


def _groups(groups: Iterable[tuple[str, Selection]], *, codes: bool) -> Iterator[str]:
    shown_so_far = 0
    for name, findings in groups:
        counts, hint, shared = _in_common(findings)
        shared = shared and codes
        shown_so_far += sum(counts.values())
        opened = " open" if shown_so_far <= _OPEN else ""
        labels = " ".join(severity.label for severity in counts)
        shown = f"<b>{_text(name)}</b> {_text(title(name))}" if codes else f"<bdi>{_text(name or '-')}</bdi>"
        summary = f"<summary>{shown} <span>{format_counts(counts)}</span></summary>"
        yield f'<details class="{labels}"{opened}>{summary}\n'
        if shared and hint:
            yield f'<p class="hint">{_text(hint)}</p>\n'
        yield "<ul>"
        yield from (_item(one, codes=codes, hint=not shared) for one in findings)
        yield "</ul></details>\n"


def _in_common(findings: Selection) -> tuple[dict[Severity, int], str, bool]:
    """How many there are by severity, in the order in which they come; the first one's hint, and whether all have it."""
    counts: dict[Severity, int] = {}
    hint: str | None = None
    shared = True
    for one in findings:
        found = one.finding
        counts[found.severity] = counts.get(found.severity, 0) + 1
        hint = found.hint if hint is None else hint
        shared = shared and found.hint == hint
    return counts, hint or "", shared


def _item(one: Judged, *, codes: bool, hint: bool) -> str:
    found, where = one.finding, one.finding.where
    place = ":".join(str(part) for part in (where.line, where.column if where.line else None) if part)
    label = found.severity.label
    if codes:
        head = f"<bdi>{_text(one.file or '-')}</bdi>" + (f":{place}" if place else "")
    else:
        head = f"{place or '–'} <b>{_text(found.code)}</b>"
    path = f"<code>{_text(where.xpath)}</code>" if where.xpath else ""
    source = (
        f'<p class="hint">record: <bdi>{_text(one.source)}</bdi>:{where.source[1]}</p>'
        if where.source
        else ""
    )
    help_ = f'<p class="hint">{_text(found.hint)}</p>' if found.hint and hint else ""
    rule = f" [{_text(found.rule)}]" if found.rule else ""
    said = f"<p><bdi>{_text(found.message)}</bdi>{rule}</p>"
    return f'<li class="{label}"><span class="label">{label}</span> {head} {path}{said}{help_}{source}</li>'


def _aside(report: Report) -> Iterator[str]:
    ignored = (f'{_line(one)}<p class="hint">{_text(one.reason)}</p>' for one in report.findings.ignored)
    gone = (
        f"<bdi>{_text(one.file)}</bdi> <b>{_text(one.code)}</b> {one.count:,} × {_text(one.message)}"
        for one in report.gone
    )
    for heading, count, items in (
        ("Ignored", report.ignored, ignored),
        ("Known from the baseline", report.known, map(_line, report.findings.known)),
        ("Of the baseline gone", len(report.gone), gone),
    ):
        if count:
            yield f'<details class="aside"><summary>{heading} <span>{count:,}</span></summary><ul>'
            yield from (f"<li>{item}</li>" for item in items)
            yield "</ul></details>\n"


def _line(one: Judged) -> str:
    line = f":{one.finding.where.line}" if one.finding.where.line else ""
    said = f"<b>{_text(one.finding.code)}</b> <bdi>{_text(one.finding.message)}</bdi>"
    return f"<bdi>{_text(one.file or '-')}</bdi>{line} {said}"


def _text(text: str) -> str:
    return escape(printable(text)).replace("##", "#&#35;")

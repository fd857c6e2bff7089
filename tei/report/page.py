"""Findings as one HTML page that needs nothing else: no script, no network; what it shows is chosen by its style alone."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from tei.report.content import PROGRAM, by_code, by_file, title
from tei.report.page_style import STYLE
from tei.report.text import count_findings, printable

if TYPE_CHECKING:
    from tei.report.content import Report
    from tei.verdict.judging import Judged

_OPEN = 200  # findings shown at once; further groups begin closed, so that their list can be looked through


def as_page(report: Report) -> str:
    """Return the page: counts, then what is told by file and by code, then what is ignored, known and gone."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    heading = count_findings(one.finding for one in report.told) or "no findings"
    parts = [
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
        *(_lists(report) if report.told else ["<p>Nothing to tell.</p>"]),
        *_aside(report),
        "</main>",
        f"<footer>{PROGRAM} {_text(report.version)}</footer>",
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


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


def _lists(report: Report) -> list[str]:
    """Switches, which the style obeys, and what they switch: the same findings by file and by code."""
    counts = {severity.label: count for severity, count in report.counts().items() if count}
    show = "".join(
        f'<input type="checkbox" id="show-{label}" checked><label for="show-{label}">{label} ({count:,})</label>'
        for label, count in counts.items()
    )
    return [
        '<input type="radio" name="by" id="by-file" checked><label for="by-file">by file</label>',
        '<input type="radio" name="by" id="by-code"><label for="by-code">by code</label>',
        f'<span class="gap"></span>{show}',
        '<section class="files"><h2>By file</h2>',
        *_groups({file or "-": found for file, found in by_file(report).items()}, codes=False),
        "</section>",
        '<section class="codes"><h2>By code</h2>',
        *_groups(by_code(report), codes=True),
        "</section>",
    ]


def _groups(groups: dict[str, list[Judged]], *, codes: bool) -> list[str]:
    parts = []
    shown_so_far = 0
    for name, findings in groups.items():
        shown_so_far += len(findings)
        opened = " open" if shown_so_far <= _OPEN else ""
        labels = " ".join(dict.fromkeys(one.finding.severity.label for one in findings))
        shown = f"<b>{_text(name)}</b> {_text(title(name))}" if codes else f"<bdi>{_text(name)}</bdi>"
        counts = count_findings(one.finding for one in findings)
        parts.append(f'<details class="{labels}"{opened}><summary>{shown} <span>{counts}</span></summary>')
        hints = {one.finding.hint for one in findings}
        shared = codes and len(hints) == 1
        if shared and hints != {""}:
            parts.append(f'<p class="hint">{_text(findings[0].finding.hint)}</p>')
        items = "".join(_item(one, codes=codes, hint=not shared) for one in findings)
        parts.append(f"<ul>{items}</ul></details>")
    return parts


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


def _aside(report: Report) -> list[str]:
    ignored = [
        f'{_line(one)}<p class="hint">{_text(one.reason)}</p>' for one in report.findings if one.reason
    ]
    known = [_line(one) for one in report.findings if one.known]
    gone = [
        f"<bdi>{_text(one.file)}</bdi> <b>{_text(one.code)}</b> {one.count:,} × {_text(one.message)}"
        for one in report.gone
    ]
    parts = []
    for heading, lines in (
        ("Ignored", ignored),
        ("Known from the baseline", known),
        ("Of the baseline gone", gone),
    ):
        if lines:
            items = "".join(f"<li>{line}</li>" for line in lines)
            summary = f"<summary>{heading} <span>{len(lines):,}</span></summary>"
            parts.append(f'<details class="aside">{summary}<ul>{items}</ul></details>')
    return parts


def _line(one: Judged) -> str:
    line = f":{one.finding.where.line}" if one.finding.where.line else ""
    said = f"<b>{_text(one.finding.code)}</b> <bdi>{_text(one.finding.message)}</bdi>"
    return f"<bdi>{_text(one.file or '-')}</bdi>{line} {said}"


def _text(text: str) -> str:
    return escape(printable(text)).replace("##", "#&#35;")

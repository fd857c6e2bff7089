"""An explanation as one HTML page: the record's lines at the left, its TEI at the right, each leading to the other.

The page needs nothing but itself. Without its script the lines are links to their places and back.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.explain.source_view import SourceView, anchor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tei.explain.model import Doubt, Explanation, FactTold, LineTold, Place, Reading

_HERE = Path(__file__).parent


def as_page(told: Explanation) -> str:
    """Tell a record as an HTML page; the same explanation gives the same page."""
    numbers = {line.number for line in told.lines}
    title = f"{told.id}: what became of {told.path}"
    why = f"; {escape(told.layout_why)}" if told.layout_why else ""
    body = f"""<h1>{escape(told.id)}</h1>
<p class="about">{escape(told.path)} · layout {escape(told.layout)} ({escape(told.layout_title)}{why}) · {escape(told.encoding)}</p>
{_unsure(told)}
<details><summary>Header facts ({len(told.facts)})</summary><table>
<tr><th>fact</th><th>value</th><th>sure</th><th>how it is known</th><th>lines</th><th>place in the TEI</th></tr>
{"".join(_fact(fact, numbers) for fact in told.facts)}</table></details>
<div class="panes">
<section class="pane" aria-label="Record"><h2>Record</h2>
{"".join(_lines(told))}</section>
<section class="pane" aria-label="TEI"><h2>TEI</h2>
{_source(told)}</section>
</div>"""
    return document(title, body, _file("page.css"), _file("page.js"))


def document(title: str, body: str, style: str, script: str = "") -> str:
    """A page of its own: no request goes out, and of scripts only this one runs."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    runs = f"script-src 'sha256-{digest}'; " if script else ""
    policy = f"default-src 'none'; {runs}style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
{f"<script>{script}</script>" if script else ""}
</body>
</html>
"""


def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


# --- what is unsure, and the facts --------------------------------------------------------------


def _unsure(told: Explanation) -> str:
    if not told.doubts:
        return '<p class="sure">Nothing in this record was found unsure, unread or contradictory.</p>'
    items = "".join(f"<li>{_doubt(one)}</li>\n" for one in told.doubts)
    return f"<details open><summary>Unsure ({len(told.doubts)})</summary><ul class='doubts'>\n{items}</ul></details>"


def _doubt(one: Doubt) -> str:
    where = f'<a href="#L{one.line}">{escape(one.place)}</a>' if one.line else escape(one.place)
    printed = f' <span dir="auto" class="words">{escape(one.printed)}</span>' if one.printed else ""
    read = f' read as <b dir="auto">{escape(one.read)}</b>' if one.read else ""
    return f'{where}{printed}{read}: <span dir="auto">{escape(one.why)}</span>'


def _fact(fact: FactTold, numbers: Collection[int]) -> str:
    places = ", ".join(map(_link, fact.places)) or "not in the TEI"
    sure = "" if fact.certainty == "high" else ' class="unsure"'
    return (
        f'<tr{sure}><td>{fact.name}</td><td dir="auto">{escape(fact.value)}</td><td>{fact.certainty}</td>'
        f"<td>{escape(fact.why)}</td><td>{_lines_of(fact, numbers)}</td><td>{places}</td></tr>\n"
    )


def _lines_of(fact: FactTold, numbers: Collection[int]) -> str:
    """The lines a fact was read from; what the layout knows stands in none."""
    if fact.ground == "ground.layout" or fact.first not in numbers:
        return "none"
    until = f"–{fact.last}" if fact.last != fact.first else ""
    return f'<a href="#L{fact.first}">{fact.first}</a>{until}'


def _link(place: Place) -> str:
    return (
        f'<a class="to" href="#{anchor(place.path)}" title="{escape(place.path)}">{escape(place.short)}</a>'
    )


# --- the record ---------------------------------------------------------------------------------


def _lines(told: Explanation) -> Iterator[str]:
    unsure = {one.line for one in told.doubts}
    for line in told.lines:
        yield _line(line, _language(told, line), unsure=line.number in unsure)


def _language(told: Explanation, line: LineTold) -> str:
    inside = (one.language for one in told.divisions if one.first <= line.number <= one.last)
    language = next(inside, "") if line.slot == "body" else ""
    return f' lang="{escape(language)}"' if language and language != "und" else ""


def _line(line: LineTold, language: str, *, unsure: bool) -> str:
    to = " ".join(anchor(place.path) for place in line.places)
    became = " + ".join(map(_link, line.places)) or escape(line.note) or "nothing"
    slot = escape(line.slot) or '<strong class="unsure">nobody claimed it</strong>'
    column = f'<span dir="auto">{escape(line.column)}</span> → ' if line.column else ""
    rules = f' <span class="rule">{escape("; ".join(line.rules))}</span>' if line.rules else ""
    more = "".join(f"<li>{_reading(one)}</li>" for one in line.readings)
    more += "".join(
        f'<li class="finding">{one.severity.label} {one.code}: <span dir="auto">{escape(one.message)}</span></li>'
        for one in line.findings
    )
    return (
        f'<div class="line{" unsure" if unsure else ""}" id="L{line.number}" data-to="{to}">'
        f'<a class="number" href="#L{line.number}">{line.number}</a>'
        f'<div><p class="text" dir="auto"{language}>{escape(line.text.strip())}</p>'
        f'<p class="became">{column}{slot} → {became}{rules}</p>{f"<ul>{more}</ul>" if more else ""}</div></div>\n'
    )


def _reading(one: Reading) -> str:
    value = f" = <b>{escape(one.value)}</b>" if one.value else ""
    sure = f" ({one.certainty})" if one.certainty != "high" else ""
    why = f' <span class="rule">{escape(one.why)}{sure}</span>' if one.why or sure else ""
    said = f" by {escape(one.resp)}" if one.resp else ""
    return f'{one.kind} <span dir="auto" class="words">{escape(one.words)}</span>{value}{why}{said}'


# --- the TEI ------------------------------------------------------------------------------------


def _source(told: Explanation) -> str:
    if not told.tei:
        return '<p class="unsure">No TEI was written: an error finding says why.</p>'
    lines: dict[str, list[int]] = {}
    unsure: set[str] = set()
    for line in told.lines:
        for place in line.places:
            lines.setdefault(place.path, []).append(line.number)
        unsure |= {one.place.path for one in line.readings if one.certainty != "high"}
    for fact in told.facts:
        for place in fact.places if fact.ground != "ground.layout" else ():
            lines.setdefault(place.path, [fact.first])
        if fact.certainty != "high":
            unsure |= {place.path for place in fact.places}
    linked = {place.path for fact in told.facts for place in fact.places}
    view = SourceView(lines, unsure, linked).html(told.tei, safe_xml.parse_xml(told.tei))
    return f'<pre class="tei" tabindex="0" dir="ltr">{view}</pre>\n'

"""Run a stylesheet on a TEI tree and turn what it says into findings (stage 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei import resources
from tei.findings import CODES, Finding, Severity, Where, finding
from tei.rendering import LANGUAGES
from tei.rendering.engines import chosen
from tei.rendering.engines.job import Fault, Job, Made, Refused, Stopped
from tei.rendering.engines.libxslt import as_html, as_written, compiled, transformed
from tei.rendering.engines.modules import check_name, refusal, shown_at
from tei.safe_xml import XmlRefused, parse_made

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from tei.rendering.engines import Choice
    from tei.rendering.engines.job import Form

STEP = re.compile(r"([^\[\]/]+)\[([0-9]{1,9})\]")
_MAX_MESSAGES: Final = 1_000
"""Findings of one transform: a stylesheet may say a million different things."""


@dataclass(frozen=True, slots=True)
class Transformed:
    """What a stylesheet made, in the form asked for: a tree or bytes. Where there is neither, a finding is an error."""

    result: etree._ElementTree | None
    findings: tuple[Finding, ...]
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of an output, and what was found on the way.

    No bytes means that nothing could be rendered; then one of the findings is an error.
    """

    data: bytes
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection (no bytes: none could be made), and what was found by document; `left_out` are not in it."""

    data: bytes
    findings: tuple[Finding, ...]
    left_out: frozenset[str]


def transform(
    tree: etree._ElementTree,
    stylesheet: Path,
    params: Mapping[str, str],
    *,
    path: str = "",
    form: Form = "tree",
) -> Transformed:
    """Transform a TEI tree by a stylesheet; `params` are its parameters, as strings.

    The engine and its limits are those of `engines.using`. The program's own stylesheets run in this process under
    libxslt; all others, and all of Saxon's, in one that can be stopped (`engines.running`).

    The tree is not changed: it is copied where it has to be, which takes as long as a small transform. A stylesheet
    reports by `xsl:message`, in the form `CODE|xpath|text` (what lib/report.xsl writes): a code of our table makes a
    finding of it, at that element's line of the file `path`. Any other message is a finding R003. One that occurs
    often is reported once.

    Raises:
        TeiError: the stylesheet cannot be compiled, a parameter has no XML name, or the engine is not there.
    """
    for name in params:
        check_name(name)
    choice = chosen()
    sheet, folder, is_ours = _placed(stylesheet.absolute())
    if choice.engine == "libxslt" and is_ours:
        return _in_this_process(tree, sheet, folder, params, path, form)
    root = choice.root.resolve() if choice.root else folder
    data = etree.tostring(tree.getroot(), encoding="UTF-8", with_tail=False)
    job = Job(sheet, root, data, dict(params), form, choice.seconds)
    return _elsewhere(tree, job, choice, path)


@lru_cache(maxsize=32)
def _placed(stylesheet: Path) -> tuple[Path, Path, bool]:
    """Where a stylesheet really is, its folder, whether it is one of the program's own; asked once, not for each document."""
    sheet = stylesheet.resolve()
    return sheet, sheet.parent, sheet.is_relative_to(resources.folder("xslt").resolve())


def _in_this_process(
    tree: etree._ElementTree, sheet: Path, folder: Path, params: Mapping[str, str], path: str, form: Form
) -> Transformed:
    try:
        program = compiled(sheet, folder, _spoken(params))
        result, messages = transformed(program, tree, params, sheet, folder)
    except XmlRefused as refused:
        raise refusal(refused, sheet) from refused
    if isinstance(result, Stopped):
        return Transformed(None, (*_findings(messages, tree, path), _stopped(result.fault, path)))
    findings = _findings(messages, tree, path)
    if form == "tree":
        return _of_tree(result, findings, sheet, path)
    data = as_html(result) if form == "html" else as_written(result)
    return _of_bytes(data, findings, sheet, path)


def _spoken(params: Mapping[str, str]) -> str:
    """The language of the interface, where all its words are the program's own."""
    language = params.get("interface-language", "en")
    return language if language in LANGUAGES and not params.get("interface-texts") else ""


def _of_tree(
    result: etree._ElementTree, findings: tuple[Finding, ...], sheet: Path, path: str
) -> Transformed:
    root: etree._Element | None = result.getroot()
    return _nothing(findings, sheet, path) if root is None else Transformed(result, findings)


def _of_bytes(data: bytes, findings: tuple[Finding, ...], sheet: Path, path: str) -> Transformed:
    return Transformed(None, findings, data) if data else _nothing(findings, sheet, path)


def _nothing(findings: tuple[Finding, ...], sheet: Path, path: str) -> Transformed:
    """Neither a tree nor bytes: an error, unless the stylesheet itself said one."""
    if any(one.severity is Severity.ERROR for one in findings):
        return Transformed(None, findings)
    return Transformed(None, (*findings, _stopped(Fault("it made nothing", str(sheet), 0, "R054"), path)))


def _elsewhere(tree: etree._ElementTree, job: Job, choice: Choice, path: str) -> Transformed:
    from tei.rendering.engines.running import runner

    answer: Made | Stopped | Refused = runner(choice).run(job)
    if isinstance(answer, Refused):
        fault = answer.fault
        refused = XmlRefused(fault.code, fault.message, fault.line or None, path=fault.path)
        raise refusal(refused, job.stylesheet, job.root, _refusal_hint(fault))
    findings = _findings(answer.messages, tree, path)
    if isinstance(answer, Stopped):
        return Transformed(None, (*findings, _stopped(answer.fault, path)))
    if not answer.is_xml or not answer.data:
        return _of_bytes(answer.data, findings, job.stylesheet, path)
    try:
        result = parse_made(answer.data)
    except XmlRefused as refused:
        fault = Fault(f"what it made is not well-formed: {refused.message}", str(job.stylesheet), 0, "R054")
        return Transformed(None, (*findings, _stopped(fault, path)))
    if job.form == "html":
        return Transformed(None, findings, as_html(result))
    return Transformed(result, findings)


def _refusal_hint(fault: Fault) -> str:
    if fault.code == "X004" and "this engine runs 1.0" in fault.message:
        return 'take --engine saxon (engine = "saxon" under [xslt] in tei.toml), or rewrite it in XSLT 1.0'
    return ""


def _stopped(fault: Fault, path: str) -> Finding:
    return finding(fault.code, f"{shown_at(fault.path, fault.line)}: {fault.message}", Where(path))


def _findings(messages: Iterable[str], tree: etree._ElementTree, path: str) -> tuple[Finding, ...]:
    """One finding for each code and text, at the first place, with the number of places."""
    first: dict[tuple[str, str], str] = {}
    count: dict[tuple[str, str], int] = {}
    for message in messages:
        parts = message.split("|", 2)
        known = len(parts) == 3 and parts[0] in CODES
        key, xpath = ((parts[0], parts[2]), parts[1]) if known else (("R003", message), "")
        if key not in first and len(first) == _MAX_MESSAGES:
            key, xpath = ("R003", f"more than {_MAX_MESSAGES:,} different messages; the rest is not told"), ""
        first.setdefault(key, xpath)
        count[key] = count.get(key, 0) + 1
    return tuple(
        finding(
            code,
            text if count[code, text] == 1 else f"{text} ({count[code, text]} times)",
            Where(path, _line(tree, xpath), None, xpath or None),
        )
        for (code, text), xpath in first.items()
    )


def _line(tree: etree._ElementTree, xpath: str) -> int | None:
    """The line of the element that lib/report.xsl calls `/TEI[1]/text[1]/body[1]`."""
    steps = STEP.findall(xpath)
    element: etree._Element | None = tree.getroot() if steps else None
    for name, number in steps[1:]:
        if element is None:
            return None
        same = [child for child in element.iterchildren("*") if etree.QName(child).localname == name]
        element = same[int(number) - 1] if len(same) >= int(number) > 0 else None
    return element.sourceline if element is not None else None

"""Run an XSLT 1.0 stylesheet on a TEI tree and turn what it says into findings (stage 7)."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from tei import safe_xml
from tei.findings import CODES, Finding, TeiError, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

STEP = re.compile(r"([^\[\]/]+)\[([0-9]{1,9})\]")


@dataclass(frozen=True, slots=True)
class Transformed:
    """What a stylesheet made: the result tree, None where it stopped (then a finding is an error)."""

    result: etree._XSLTResultTree | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of an output, and what was found on the way.

    No bytes means that nothing could be rendered; then one of the findings is an error.
    """

    data: bytes
    findings: tuple[Finding, ...]


def transform(
    tree: etree._ElementTree, stylesheet: Path, params: Mapping[str, str], *, path: str = ""
) -> Transformed:
    """Transform a TEI tree by an XSLT 1.0 stylesheet; `params` are its parameters, as strings.

    The tree is not changed: it is copied where it has to be, which takes as long as a small transform. A stylesheet reports by `xsl:message`, in the form `CODE|xpath|text` (what
    lib/report.xsl writes): a code of our table makes a finding of it, at that element's line of the
    file `path`. Any other message is a finding R003. One that occurs often is reported once.

    Raises:
        TeiError: the stylesheet cannot be compiled, or a parameter has no XML name.
    """
    for name in params:
        if not re.fullmatch(r"[^\W\d][\w.-]*", name) or name == "profile_run":
            raise TeiError("R004", f"{name!r} cannot be the name of a parameter", CODES["R004"].help)
    program = compiled(stylesheet.resolve())
    # Any: the stubs of lxml see the flag profile_run in every keyword.
    arguments: dict[str, Any] = {name: etree.XSLT.strparam(value) for name, value in params.items()}
    try:
        result = program(deepcopy(tree) if program.strips or _is_part(tree) else tree, **arguments)
    except etree.XSLTApplyError:
        return Transformed(None, (_stopped(_messages(program), stylesheet, path),))
    except safe_xml.XmlRefused as refused:  # asked for by document()
        return Transformed(None, (_stopped((str(refused),), stylesheet, path),))
    return Transformed(result, _findings(_messages(program), tree, path))


def _is_part(tree: etree._ElementTree) -> bool:
    """Tell a tree that libxslt would not know as a document: an element within another, or taken out of it."""
    root = tree.getroot()
    return root.getroottree().getroot() is not root


@lru_cache(maxsize=16)
def compiled(stylesheet: Path) -> safe_xml.Stylesheet:
    """Compile a stylesheet once in this process: an `etree.XSLT` does not pickle.

    Raises:
        TeiError: it cannot be read, is not XSLT 1.0, does not compile, or reaches out of its folder.
    """
    try:
        return safe_xml.load_stylesheet(stylesheet, (stylesheet.parent,))
    except safe_xml.XmlRefused as error:
        at = error.path or stylesheet
        place = f"{at}:{error.line}" if error.line else f"{at}"
        raise TeiError(error.code, f"{place}: {error.message}", CODES[error.code].help) from error


def _messages(program: etree.XSLT) -> list[str]:
    """What the last run said, in order."""
    return [entry.message.strip() for entry in program.error_log if entry.message.strip()]


def _stopped(messages: Iterable[str], stylesheet: Path, path: str) -> Finding:
    """What libxslt says of a stop is spread over several messages, the stylesheet's own among them."""
    return finding("R001", f"{stylesheet.name}: {': '.join(messages)}", Where(path))


def _findings(messages: Iterable[str], tree: etree._ElementTree, path: str) -> tuple[Finding, ...]:
    """One finding for each code and text, at the first place, with the number of places."""
    first: dict[tuple[str, str], str] = {}
    count: dict[tuple[str, str], int] = {}
    for message in messages:
        parts = message.split("|", 2)
        known = len(parts) == 3 and parts[0] in CODES
        key, xpath = ((parts[0], parts[2]), parts[1]) if known else (("R003", message), "")
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

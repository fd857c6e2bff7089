"""What the parameters of the print ask for: PDF standard, paper, fonts; each checked before typst sees it (stage 7).

Which standards go together was measured with typst 0.15: PDF/A-2 and 3 with PDF/UA-1; PDF/A-1 not where a page has a
running head (it is PDF 1.4, which cannot mark one), PDF/A-4 never (it is PDF 2.0, and PDF/UA-1 is 1.7). Every PDF/A needs
a date of the document; typst writes it as that of the file.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tei.findings import Finding, TeiError, Where, finding
from tei.rendering.engines.modules import CHOICES
from tei.rendering.fonts import xpath_of
from tei.rendering.typesetting import families

if TYPE_CHECKING:
    from lxml import etree

_WITH_UA = ("a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u")
_ALONE = ("a-1a", "a-1b", "a-4")
STANDARDS = ("ua-1", *_WITH_UA, *_ALONE)
_PAPERS = ("a4", "a5", "b5", "letter")
_MILLIMETRES = re.compile(r"([0-9]{2,4}(?:\.[0-9])?)x([0-9]{2,4}(?:\.[0-9])?)")
_SMALLEST, _LARGEST = 70, 2000
"""Millimetres of a page that has room for a line of text, and that a PDF can have."""


@dataclass(frozen=True, slots=True)
class Standard:
    """The standards of a PDF: those asked for, what to write instead where they cannot be met, what was found."""

    name: str
    asked: tuple[str, ...]
    instead: tuple[tuple[str, ...], ...] = ((),)
    findings: tuple[Finding, ...] = ()


def standard_of(root: etree._Element, path: str) -> Standard:
    """The PDF standard that a print document is to meet; sets the date that PDF/A needs (`pdf-date`).

    Raises:
        TeiError: a parameter has a value that it cannot have.
    """
    _check(root)
    named = str(root.get("standard", "ua-1"))
    if named == "ua-1":
        return Standard("PDF/UA-1", ("ua-1",))
    name = f"PDF/A-{named[2:]}"
    day = _day(root.get("issued")) or _day(root.get("date"))
    if not day:
        message = (
            f"{name} needs a date, and neither the edition nor the document has a day; it is PDF/UA-1 only"
        )
        return Standard("PDF/UA-1", ("ua-1",), findings=(finding("R030", message, Where(path)),))
    root.set("pdf-date", day)
    if named in _WITH_UA:
        return Standard(f"{name} and PDF/UA-1", (named, "ua-1"), (("ua-1",), ()))
    return Standard(name, (named,), (("ua-1",), ()))


def _day(value: str | None) -> str:
    """A day of the Gregorian calendar as it is written in TEI; nothing for a year or a month alone."""
    try:
        return (
            date.fromisoformat(value[:10]).isoformat()
            if value and re.match(r"\d{4}-\d\d-\d\d", value)
            else ""
        )
    except ValueError:
        return ""


def _check(root: etree._Element) -> None:
    """Refuse values that mean nothing; they would stop typst with a message about its own code.

    Raises:
        TeiError: a parameter has a value that it cannot have.
    """
    _one_of("pdf-standard", root.get("standard", "ua-1"), STANDARDS)
    for name in ("languages", "order"):
        _one_of(name, root.get(name, CHOICES[name][0]), CHOICES[name])
    paper = str(root.get("paper", "a5"))
    size = _MILLIMETRES.fullmatch(paper)
    if paper not in _PAPERS and not (size and all(_SMALLEST <= float(n) <= _LARGEST for n in size.groups())):
        allowed = f"{', '.join(_PAPERS)}, or WIDTHxHEIGHT in millimetres, each {_SMALLEST} to {_LARGEST}"
        raise _refused("paper", paper, allowed)
    points = str(root.get("size", "10"))
    if not (re.fullmatch(r"[0-9]{1,2}(\.[0-9])?", points) and 5 <= float(points) <= 40):
        raise _refused("font-size", points, "a number of points, 5 to 40")


def _one_of(parameter: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise _refused(parameter, str(value), ", ".join(allowed))


def _refused(parameter: str, value: str, allowed: str) -> TeiError:
    return TeiError("R034", f"the parameter {parameter} cannot be {value!r}", f"it is one of: {allowed}")


# --- fonts -------------------------------------------------------------------------------------


def font_findings(root: etree._Element, tree: etree._ElementTree, path: str) -> tuple[Finding, ...]:
    """Look for the fonts that the parameter `font` and the CSS of the document name; R031 for those not there.

    Of a list of families the first that is there is taken; without any the print keeps its own.
    """
    found = []
    if "font" in root.attrib and not _chosen(root):
        found.append(_not_there(str(root.attrib.pop("font")), Where(path), "the parameter font"))
    told: set[str] = set()
    for run in root.iter("t"):
        if "font" not in run.attrib or _chosen(run):
            continue
        named = str(run.attrib.pop("font"))
        if named not in told:
            told.add(named)
            found.append(_not_there(named, _place(tree, named, path), "the style of the text"))
    return tuple(found)


def _chosen(element: etree._Element) -> bool:
    """Whether one of the families is there; it is put in the place of the list."""
    by_name = {name.casefold(): name for name in families()}
    for name in _families(str(element.get("font"))):
        if name.casefold() in by_name:
            element.set("font", by_name[name.casefold()])
            return True
    return False


def _families(value: str) -> list[str]:
    return [name.strip().strip("\"'") for name in value.split(",")]


def _place(tree: etree._ElementTree, named: str, path: str) -> Where:
    for element in tree.iter("*"):
        if named in (element.get("style") or ""):
            return Where(path, element.sourceline, None, xpath_of(element))
    return Where(path)


def _not_there(named: str, where: Where, by: str) -> Finding:
    close = [
        one for name in _families(named) for one in difflib.get_close_matches(name, sorted(families()), 3)
    ]
    hint = f"install it, or name one that is there{': ' + ', '.join(close) if close else ''}"
    return finding(
        "R031", f"there is no font {named!r}, which {by} names; the print keeps its own", where, hint
    )

"""XPath 2 to 3.1 with all of XSLT through Saxon, where the extra `saxon` is installed.

Saxon is given the stylesheet and the document as text, and may read nothing (its defaults read files, the network and
the environment, and write files). It is started in a process of its own only: `worker`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.safe_xml import XmlRefused, parse_xml
from tei.schematron.expressions import as_selection, uses_current
from tei.schematron.model import Broken, Fault, Node, Schema
from tei.schematron.stylesheet import TOLD, Sheet, read_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.schematron.model import Pattern, Place
    from tei.schematron.worker import Tell

_STANDARD: Final = {
    "xs": "http://www.w3.org/2001/XMLSchema",
    "fn": "http://www.w3.org/2005/xpath-functions",
    "math": "http://www.w3.org/2005/xpath-functions/math",
    "map": "http://www.w3.org/2005/xpath-functions/map",
    "array": "http://www.w3.org/2005/xpath-functions/array",
}
_ERR: Final = "http://www.w3.org/2005/xqt-errors"
_SAID: Final = re.compile(rb"<broken\s.*?</broken>", re.DOTALL)
_MADE: Final = re.compile(
    r"(?:Static |Type )?[Ee]rror .{0,2000}? on line \d+(?: column \d+)?(?: of \S+)?:? *|\bfile:\S+"
)
_LONG: Final = 240
_LINE: Final = re.compile(r"line (\d+)")


def is_installed() -> bool:
    """Whether the extra `saxon` is there."""
    return importlib.util.find_spec("saxonche") is not None


class SaxonEngine:
    """Rules of XPath 2 or 3, compiled as one stylesheet with a named template for each pattern."""

    def __init__(self, schema: Schema) -> None:
        import saxonche

        self.schema = schema
        self.is_about = False
        self._processor = saxonche.PySaxonProcessor(license=False)
        self._error: type[Exception] = saxonche.PySaxonApiError
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
        self.faults = [
            Fault("current() in a context is not run", rule.context.place, "write it with a let")
            for pattern in schema.patterns
            for rule in pattern.rules
            if uses_current(rule.context.text)
        ]
        if not self.faults:
            self._compile()

    def _compile(self) -> None:
        text, places = _sheet(self.schema)
        xslt = self._processor.new_xslt30_processor()
        try:
            self._run = xslt.compile_stylesheet(stylesheet_text=text)
        except self._error as error:
            self.faults = list(_faults(str(error), places, self.schema))

    def open(self, data: bytes, path: str) -> None:
        """Take a document."""
        text = etree.tostring(parse_xml(data), encoding="unicode")
        document = self._processor.parse_xml(xml_text=text, base_uri=path)
        self._run.set_global_context_item(xdm_item=document)

    def run(self, pattern: int, tell: Tell) -> None:
        """Run a pattern on the document; a failure outside of a check is told of the whole pattern, beside the rest."""
        try:
            result = self._run.call_template_returning_string(f"sch-pattern-{pattern}")
        except self._error as error:
            tell([Broken(pattern, -1, -1, Node(()), " ".join(str(error).split()), failure=True)])
            return
        root = parse_xml(result.encode()).getroot()
        self.is_about = self.is_about or root.find("about") is not None
        tell(list(read_broken(root, pattern)))


def _faults(message: str, places: dict[int, Place], schema: Schema) -> Iterator[Fault]:
    lines = [line for line in map(int, _LINE.findall(message)) if line in places]
    said = _words(message)
    if not lines:
        from tei.schematron.model import Place

        yield Fault(said, Place(schema.path, None))
        return
    yield Fault(said, places[lines[0]], "mend the expression")


def _words(message: str) -> str:
    """What Saxon says first, without the place in the stylesheet that was made of the rules, which nobody knows."""
    found = _MADE.split(" ".join(message.split()))
    said = next((part.strip() for part in found if part.strip()), "the rules do not compile")
    return said if len(said) <= _LONG else said[: _LONG - 1] + "…"


def _sheet(schema: Schema) -> tuple[str, dict[int, Place]]:
    sheet = Sheet(schema, "3.0", {**_STANDARD, "sch-err": _ERR})
    sheet.add(sheet.root, "variable", name="sch-root", select="/")
    for let in schema.lets:
        sheet.let(sheet.root, let)
    for index, pattern in enumerate(schema.patterns):
        _pattern(sheet, index, pattern)
    sheet.node_template()
    for parent in sheet.hold_broken():
        # A message, too, is put on the standard error as soon as it is made.
        sheet.add(parent, "message", select=f"${TOLD}/*")
        sheet.add(parent, "copy-of", select=f"${TOLD}/*")
    return sheet.text()


def said_at_once(errors: bytes, pattern: int) -> list[Broken]:
    """What is broken by the messages of a pattern that was not run to its end."""
    found: list[Broken] = []
    for text in _SAID.findall(errors):
        with contextlib.suppress(XmlRefused):  # of a function that a rule file brings: no message of ours
            found += read_broken(parse_xml(text).getroot(), pattern)
    return found


def _pattern(sheet: Sheet, index: int, pattern: Pattern) -> None:
    template = sheet.add(sheet.root, "template", name=f"sch-pattern-{index}")
    result = etree.SubElement(template, "result")
    root = sheet.add(result, "for-each", select="$sch-root")
    for let in pattern.lets:
        sheet.let(root, let)
    for number, rule in enumerate(pattern.rules):
        selection = as_selection(rule.context.text)
        sheet.add(root, "variable", rule.context.place, name=f"sch-nodes-{number}", select=selection)
        etree.SubElement(sheet.add(root, "if", test=f"exists($sch-nodes-{number})"), "about")
        before = " | ".join(f"$sch-nodes-{earlier}" for earlier in range(number)) or "()"
        nodes = sheet.add(root, "for-each", select=f"$sch-nodes-{number} except ({before})")
        for let in rule.lets:
            sheet.let(nodes, let)
        for check, holder in sheet.checks(nodes, number, rule):
            tried = sheet.add(nodes, "try")
            tried.extend(list(holder))
            nodes.remove(holder)
            caught = sheet.add(tried, "catch")
            broken = sheet.broken(caught, number, check)
            broken.set("failure", "yes")
            sheet.add(etree.SubElement(broken, "message"), "value-of", select="$sch-err:description")

"""XPath 1 with the functions of XSLT 1 and EXSLT: each pattern becomes a stylesheet that libxslt runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.safe_xml import compile_made_stylesheet, parse_xml
from tei.schematron.expressions import calls, prefixes, variables
from tei.schematron.model import Broken, Fault, Node, Schema
from tei.schematron.scopes import scoped
from tei.schematron.stylesheet import TOLD, Sheet, read_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.schematron.model import Pattern, Place
    from tei.schematron.scopes import Scoped
    from tei.schematron.worker import Tell

_MODE: Final = "sch-rules"
_ASKS: Final = "sch_asks"
_TELL: Final = "sch-tell"
_OURS: Final = "urn:tei-pipeline:schematron"
_ALL: Final = "@* | node()"


class LxmlEngine:
    """Rules of XPath 1, compiled; `faults` say why they cannot be run."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._sheets: list[etree.XSLT] = []
        self.is_about = False
        self.faults = list(self._find_faults())
        if not self.faults:
            self._compile()

    def _compile(self) -> None:
        for pattern in self.schema.patterns:
            text, places = _sheet(self.schema, pattern)
            try:
                self._sheets.append(compile_made_stylesheet(text, {(_OURS, "tell"): self._told}))
            except etree.XSLTParseError as error:
                line = next((one.line for one in error.error_log if one.line in places), 0)
                what = "rule/@context is no pattern of XSLT" if "Pattern" in str(error.error_log) else "XSLT"
                self.faults.append(Fault(f"{what}: {_said(error)}", places.get(line, pattern.place)))

    def open(self, data: bytes, path: str) -> None:  # noqa: ARG002  (the other engines know the address)
        """Take a document."""
        self._tree: etree._ElementTree = parse_xml(data)

    def run(self, pattern: int, tell: Tell) -> None:
        """Run a pattern on the document; a failure is told of the whole pattern, beside the rest."""
        self._pattern, self._tell = pattern, tell
        try:
            result = self._sheets[pattern](self._tree, sch_asks=f"{not self.is_about}()".lower())
            self.is_about = self.is_about or result.getroot().find("about") is not None
        except etree.XSLTApplyError as error:
            tell([Broken(pattern, -1, -1, Node(()), _said(error), failure=True)])

    def _told(self, _context: object, written: list[etree._Element]) -> bool:
        """The function that the stylesheets call with what is broken: it is told, and not kept for the pattern's end."""
        for one in written:
            self._tell(list(read_broken(one, self._pattern)))
        return False

    def _find_faults(self) -> Iterator[Fault]:
        """What libxslt would tell late, without a line, or not at all."""
        names = {**self.schema.namespaces, "xml": "http://www.w3.org/XML/1998/namespace"}
        known: dict[str, bool] = {}
        for one in scoped(self.schema):
            yield from self._faults_of(one, names, known)

    def _faults_of(self, one: Scoped, names: dict[str, str], known: dict[str, bool]) -> Iterator[Fault]:
        expression = one.expression
        try:
            etree.XPath(expression.text, namespaces=dict(names))
        except etree.XPathSyntaxError as error:
            # A pattern such as key('a', 'b') is an expression, too; what is none, is no pattern.
            yield Fault(f"{expression.what} is no XPath 1 ({error}): {_short(expression.text)}", expression.place,
                        'state the binding, such as queryBinding="xslt2", if it is of a later version')  # fmt: skip
            return
        for prefix in sorted(prefixes(expression.text) - set(names)):
            yield Fault(f"the prefix {prefix} in {expression.what} is not declared", expression.place,
                        "declare it: <ns prefix=... uri=...>")  # fmt: skip
            return
        for name in sorted(variables(expression.text) - one.variables):
            yield Fault(f"{expression.what} uses the variable ${name}, which no let makes", expression.place)
        for prefix, name in calls(expression.text):
            called = f"{prefix}:{name}" if prefix else name
            if not known.setdefault(called, _is_available(called, self.schema)):
                yield Fault(f"{expression.what} calls {called}(), which XPath 1 does not have", expression.place,
                            'state the binding, such as queryBinding="xslt2", if it is of a later version')  # fmt: skip


def _is_available(name: str, schema: Schema) -> bool:
    sheet = Sheet(replace(schema, declarations=()), "1.0")
    template = sheet.add(sheet.root, "template", match="/")
    result = etree.SubElement(template, "result")
    sheet.add(result, "value-of", select=f"function-available('{name}')")
    made = compile_made_stylesheet(sheet.text()[0])
    return made(etree.ElementTree(etree.Element("any"))).getroot().text == "true"


def _sheet(schema: Schema, pattern: Pattern) -> tuple[str, dict[int, Place]]:
    """The stylesheet of a pattern: the template of the first rule that matches has the highest priority."""
    sheet = Sheet(schema, "1.0", {_TELL: _OURS})
    root = sheet.root
    sheet.add(root, "param", name=_ASKS, select="false()")
    own = {let.name for let in pattern.lets}
    for let in (*(one for one in schema.lets if one.name not in own), *pattern.lets):
        sheet.let(root, let)
    start = sheet.add(root, "template", match="/", priority="1000000")
    sheet.add(etree.SubElement(start, "result"), "apply-templates", select=".", mode=_MODE)
    sheet.add(sheet.add(root, "template", match="* | /", mode=_MODE, priority="-1"), "apply-templates",
              select=_ALL, mode=_MODE)  # fmt: skip
    sheet.add(
        root,
        "template",
        match="@* | text() | comment() | processing-instruction()",
        mode=_MODE,
        priority="-1",
    )
    for index, rule in enumerate(pattern.rules):
        priority = str(len(pattern.rules) - index)
        template = sheet.add(root, "template", rule.context.place, match=rule.context.text, mode=_MODE,
                             priority=priority)  # fmt: skip
        etree.SubElement(sheet.add(template, "if", test=f"${_ASKS}"), "about")
        for let in rule.lets:
            sheet.let(template, let)
        for _, holder in sheet.checks(template, index, rule):
            template.extend(list(holder))
            template.remove(holder)
        sheet.add(template, "apply-templates", select=_ALL, mode=_MODE)
    sheet.node_template()
    for parent in sheet.hold_broken():
        sheet.add(parent, "if", test=f"{_TELL}:tell(${TOLD})")
    return sheet.text()


def _said(error: etree.LxmlError) -> str:
    """The messages of libxslt, the one that says most first."""
    said = [" ".join(entry.message.split()) for entry in error.error_log]
    return "; ".join(dict.fromkeys(said[:2])) or str(error)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"

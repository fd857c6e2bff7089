"""XPath 2 to 3.1 through elementpath, without the functions and declarations that only XSLT has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from elementpath import ElementPathError, XPathContext, get_node_tree
from elementpath.collations import UNICODE_CODEPOINT_COLLATION
from elementpath.xpath30 import XPath30Parser
from elementpath.xpath31 import XPath31Parser
from elementpath.xpath_nodes import AttributeNode, TextNode
from lxml import etree

from tei.safe_xml import parse_xml
from tei.schematron.expressions import (
    CURRENT,
    REFUSED,
    as_selection,
    bound,
    calls,
    uses_current,
    variables,
    without_current,
)
from tei.schematron.model import Broken, Expression, Fault, Message, Node, Rule, Schema
from tei.schematron.scopes import scoped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tei.schematron.model import Let
    from tei.schematron.worker import Tell

_PARSERS: Final = {"2.0": XPath30Parser, "3.1": XPath31Parser}
"""Rules for XSLT 2 use functions of its own that XPath 3.0 took over, such as generate-id() and format-date()."""
# The default of elementpath is the machine's locale: other verdicts elsewhere, and, where the locale is not
# installed, a lock that is never given back (measured with 5.1.4).
_WITH_SAXON: Final = "install the extra: pip install 'tei-pipeline[saxon]'"
_FAILURES = (ElementPathError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What elementpath raises for an expression that fails; it leaves some of Python's own exceptions as they are."""
Values = dict[str, Any]


class ElementPathEngine:
    """Rules of XPath 2 or 3, compiled; `faults` say why they cannot be run."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._parser = _PARSERS[schema.binding](
            namespaces=schema.namespaces, default_collation=UNICODE_CODEPOINT_COLLATION
        )
        self._compiled: dict[tuple[str, bool], Any] = {}
        self._root: Any = None
        self._globals: Values = {}
        self.is_about = False
        self.faults = self._find_faults()

    def _find_faults(self) -> list[Fault]:
        faults = [
            Fault("declarations of XSLT (xsl:key, xsl:function and the like) need Saxon", place, _WITH_SAXON)
            for _, place in self.schema.declarations
        ]
        for one in scoped(self.schema):
            expression = one.expression
            if one.is_context and uses_current(expression.text):
                faults.append(
                    Fault("current() in a context is not run", expression.place, "write it with a let")
                )
                continue
            try:
                self._compile(expression, is_context=one.is_context)
            except _FAILURES as error:
                faults.append(self._fault(expression, error))
                continue
            unknown = variables(expression.text) - one.variables - bound(expression.text)
            faults += [
                Fault(f"{expression.what} uses the variable ${name}, which no let makes", expression.place)
                for name in sorted(unknown)
            ]
        lets = [*self.schema.lets, *(one for pattern in self.schema.patterns for one in pattern.lets)]
        lets += [one for pattern in self.schema.patterns for rule in pattern.rules for one in rule.lets]
        faults += [
            Fault(f"the elements in let {one.name} need Saxon", one.value.place, _WITH_SAXON)
            for one in lets
            if one.content
        ]
        return faults

    def _fault(self, expression: Expression, error: Exception) -> Fault:
        names = [name for _, name in calls(expression.text) if name in ("key", "format-number")]
        hint = _WITH_SAXON if names else "mend the expression, or state the binding that it is written for"
        return Fault(f"{expression.what}: {_said(error)}", expression.place, hint)

    def _compile(self, expression: Expression, *, is_context: bool = False) -> Any:
        key = (expression.text, is_context)
        if key not in self._compiled:
            text = as_selection(expression.text) if is_context else without_current(expression.text)
            token = self._parser.parse(text)
            for one in token.iter():
                if one.symbol in REFUSED and one.label == "function":
                    message = f"{one.symbol}() is refused"
                    raise ValueError(message)
            self._compiled[key] = token
        return self._compiled[key]

    def open(self, data: bytes, path: str) -> None:
        """Take a document."""
        tree: Any = parse_xml(data)  # of lxml, which elementpath takes and its types do not name
        self._root = get_node_tree(tree, uri=path)
        self._globals = {}

    def run(self, pattern: int, tell: Tell) -> None:
        """Run a pattern on the document; what fails is told, and the rest is run."""
        entry = self.schema.patterns[pattern]
        try:
            if not self._globals:
                self._globals = self._let(self.schema.lets, {}, self._root)
            values = self._let(entry.lets, self._globals, self._root)
        except _FAILURES as error:
            tell([Broken(pattern, -1, -1, Node(()), _said(error), failure=True)])
            return
        seen: set[int] = set()
        for index, rule in enumerate(entry.rules):
            tell(index)
            try:
                context = XPathContext(self._root, item=self._root, variables=dict(values))
                nodes = list(self._compile(rule.context, is_context=True).select(context))
            except _FAILURES as error:
                tell([Broken(pattern, index, -1, Node(()), _said(error), failure=True)])
                continue
            self.is_about = self.is_about or bool(nodes)
            for node in nodes:
                if id(node) not in seen:
                    seen.add(id(node))
                    for one in self._at((pattern, index), rule, node, values):
                        tell([one])

    def _at(self, number: tuple[int, int], rule: Rule, node: Any, values: Values) -> Iterator[Broken]:
        """Run a rule at a node."""
        try:
            values = self._let(rule.lets, {**values, CURRENT: node}, node)
        except _FAILURES as error:
            yield Broken(*number, -1, _place(node), _said(error), failure=True)
            return
        for index, check in enumerate(rule.checks):
            try:
                if self._boolean(check.test, node, values) is check.is_report:
                    notes = tuple(self._text(note, node, values) for note in check.notes)
                    yield Broken(*number, index, _place(node), self._text(check.message, node, values), notes)
            except _FAILURES as error:
                yield Broken(*number, index, _place(node), _said(error), failure=True)

    def _let(self, lets: Iterable[Let], values: Values, node: Any) -> Values:
        made = {CURRENT: node, **values}
        for let in lets:
            made[let.name] = self._value(let.value, node, made)
        return made

    def _value(self, expression: Expression, node: Any, values: Values) -> Any:
        context = XPathContext(self._root, item=node, variables=dict(values))
        result = list(self._compile(expression).select(context))
        return result[0] if len(result) == 1 else result

    def _boolean(self, expression: Expression, node: Any, values: Values) -> bool:
        context = XPathContext(self._root, item=node, variables=dict(values))
        token = self._compile(expression)
        return bool(token.boolean_value(list(token.select(context))))

    def _text(self, message: Message, node: Any, values: Values) -> str:
        return "".join(
            part if isinstance(part, str) else self._string(part, node, values) for part in message
        )

    def _string(self, expression: Expression, node: Any, values: Values) -> str:
        context = XPathContext(self._root, item=node, variables=dict(values))
        token = self._compile(expression)
        return " ".join(token.string_value(item) for item in token.select(context))


def _place(node: Any) -> Node:
    """The place of a node of elementpath."""
    attribute = str(node.name) if isinstance(node, AttributeNode) else ""
    is_text = isinstance(node, TextNode)
    element = getattr(node.parent if attribute or is_text else node, "value", None)
    steps: list[int] = []
    while isinstance(element, etree._Element) and (above := element.getparent()) is not None:
        steps.append(above.index(element))
        element = above
    if isinstance(element, etree._Element):
        steps.append(sum(1 for _ in element.itersiblings(preceding=True)))
    return Node(tuple(reversed(steps)), attribute, is_text)


def _said(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text or type(error).__name__

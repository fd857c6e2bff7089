"""Instructions of XSLT that the two engines of XSLT share: a message, and the place of a node.

The stylesheet that is made of a rule file writes an element `broken` for each broken check. A place is the way down
from the root, each step the number of elements, comments and instructions before the node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tei.safe_xml import XSL, parse_xml
from tei.schematron.model import Broken, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.schematron.model import Let, Message, Place, Rule, Schema

TOLD: Final = "sch-broken"
_BEFORE: Final = (
    "concat(count(preceding-sibling::* | preceding-sibling::comment() "
    "| preceding-sibling::processing-instruction()), ' ')"
)
_WAY: Final = "ancestor-or-self::* | self::comment() | self::processing-instruction()"
_IS_ATTRIBUTE: Final = "count(. | ../@*) = count(../@*)"


class Sheet:
    """A stylesheet in the making; it knows which of its elements stand for what in the rule file."""

    def __init__(self, schema: Schema, version: str, more: dict[str, str] | None = None) -> None:
        names = {**(more or {}), **{key: uri for key, uri in schema.namespaces.items() if key != "xml"}}
        self.root = etree.Element(f"{{{XSL}}}stylesheet", nsmap={**names, "xsl": XSL}, version=version)
        self._places: list[tuple[etree._Element, Place]] = []
        for xml, place in schema.declarations:
            element = parse_xml(xml.encode()).getroot()
            self.root.append(element)
            self._places.append((element, place))

    def add(
        self, parent: etree._Element, kind: str, place: Place | None = None, /, **attributes: str
    ) -> etree._Element:
        """Put an instruction at the end of another one."""
        made = etree.SubElement(parent, f"{{{XSL}}}{kind}")
        for key, value in attributes.items():
            made.set(key.rstrip("_").replace("_", "-"), value)
        if place:
            self._places.append((made, place))
        return made

    def let(self, parent: etree._Element, let: Let) -> None:
        """A variable."""
        made = self.add(parent, "variable", let.value.place, name=let.name)
        if let.content:
            wrapped = parse_xml(f"<content>{let.content}</content>".encode()).getroot()
            made.extend(list(wrapped))
        else:
            made.set("select", let.value.text)

    def broken(self, parent: etree._Element, rule: int, check: int) -> etree._Element:
        """What is written for a broken check at the current node."""
        made = etree.SubElement(parent, "broken", rule=str(rule), check=str(check))
        self.add(made, "call-template", name="sch-node")
        return made

    def message(self, parent: etree._Element, message: Message, name: str = "message") -> None:
        """A message with its expressions."""
        made = etree.SubElement(parent, name)
        for part in message:
            if isinstance(part, str):
                self.add(made, "text").text = part
            else:
                self.add(made, "value-of", part.place, select=part.text)

    def checks(self, parent: etree._Element, index: int, rule: Rule) -> Iterator[tuple[int, etree._Element]]:
        """Each check as an instruction that writes what is broken, with the element that holds it."""
        for number, check in enumerate(rule.checks):
            holder = etree.SubElement(parent, "holder")
            test = check.test.text if check.is_report else f"not({check.test.text})"
            made = self.broken(self.add(holder, "if", check.test.place, test=test), index, number)
            self.message(made, check.message)
            for note in check.notes:
                self.message(made, note, "note")
            yield number, holder

    def hold_broken(self) -> Iterator[etree._Element]:
        """Put what is written for a broken check into a variable, `TOLD`; give what stands around, for what is made of it."""
        for broken in list(self.root.iter("broken")):
            if (parent := broken.getparent()) is not None:
                self.add(parent, "variable", name=TOLD).append(broken)
                yield parent

    def node_template(self) -> None:
        """The named template that writes where a node is."""
        template = self.add(self.root, "template", name="sch-node")
        at = self.add(template, "attribute", name="at")
        self.add(self.add(at, "for-each", select=_WAY), "value-of", select=_BEFORE)
        is_text = self.add(template, "if", test="self::text()")
        self.add(is_text, "attribute", name="text").text = "yes"
        is_attribute = self.add(template, "if", test=_IS_ATTRIBUTE)
        self.add(self.add(is_attribute, "attribute", name="attribute"), "value-of", select="local-name()")
        self.add(self.add(is_attribute, "attribute", name="namespace"), "value-of", select="namespace-uri()")

    def text(self) -> tuple[str, dict[int, Place]]:
        """The stylesheet, an element a line, and the place of the rule file for each line that has one."""
        for element in self.root.iter(f"{{{XSL}}}*"):
            if etree.QName(element).localname in ("if", "for-each", "variable", "value-of", "template"):
                # A line end in a sequence constructor is no text: it is stripped (XSLT, 4.3).
                parent = element.getparent()
                if parent is not None and not (element.tail or "").strip() and parent.tag != f"{{{XSL}}}text":
                    element.tail = "\n"
        made = etree.tostring(self.root, encoding="unicode")
        lines = [one.sourceline for one in parse_xml(made.encode()).iter()]
        line_of = dict(zip(self.root.iter(), lines, strict=True))
        return made, {line: place for element, place in self._places if (line := line_of[element])}


def read_broken(result: etree._Element, pattern: int) -> Iterator[Broken]:
    """What a run of the stylesheet has written."""
    for one in result.iter("broken"):
        steps = tuple(int(step) for step in one.get("at", "").split())
        name, namespace = one.get("attribute", ""), one.get("namespace", "")
        node = Node(steps, f"{{{namespace}}}{name}" if namespace else name, one.get("text") == "yes")
        rule, check = int(one.get("rule", 0)), int(one.get("check", 0))
        notes = tuple(note.text or "" for note in one.iter("note"))
        message = one.findtext("message") or ""
        yield Broken(pattern, rule, check, node, message, notes, one.get("failure") == "yes")

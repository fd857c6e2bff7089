"""TEI as bytes: indented where only elements stand, never inside mixed content.

Formatting white space between CJK characters, or beside a note mark, would be text. So only the
elements named here are laid out, and only where they hold no text of their own.
"""

from __future__ import annotations

from lxml import etree

from tei.encode.elements import TEI

_LAID_OUT = frozenset(
    TEI + name
    for name in (
        "TEI teiHeader fileDesc titleStmt respStmt editionStmt publicationStmt availability notesStmt "
        "sourceDesc projectDesc msDesc msIdentifier physDesc biblStruct analytic monogr imprint "
        "encodingDesc editorialDecl correction normalization punctuation interpretation stdVals tagsDecl "
        "classDecl taxonomy category appInfo application profileDesc creation abstract langUsage "
        "calendarDesc calendar textClass keywords list correspDesc correspAction revisionDesc standOff "
        "listPerson person listOrg org listPlace place linkGrp text body div opener closer address postscript table row"
    ).split()
)


def serialise(tree: etree._ElementTree) -> bytes:
    """Return a TEI tree as UTF-8 bytes with an XML declaration; the same tree gives the same bytes.

    What stands before the root, such as the names of its schemas, gets a line each.

    The tree is laid out in place: white space is added between the children of block elements.
    """
    root = tree.getroot()
    if root.tag in _LAID_OUT:
        _lay_out(root, 0)
    nodes = [*reversed(list(root.itersiblings(preceding=True))), root]
    lines = (etree.tostring(node, encoding="UTF-8", xml_declaration=False, with_tail=False) for node in nodes)
    return b"\n".join([b'<?xml version="1.0" encoding="UTF-8"?>', *lines, b""])


def _lay_out(element: etree._Element, depth: int) -> None:
    children = list(element)
    if not children or not _holds_elements_only(element, children):
        return
    below = "\n" + "  " * (depth + 1)
    element.text = below
    for child in children:
        if child.tag in _LAID_OUT:
            _lay_out(child, depth + 1)
        child.tail = below
    children[-1].tail = "\n" + "  " * depth


def _holds_elements_only(element: etree._Element, children: list[etree._Element]) -> bool:
    texts = [element.text, *[child.tail for child in children]]
    return not any(text and not text.isspace() for text in texts)

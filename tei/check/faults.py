"""How a document is looked at that is not valid, so that the cost stays in proportion to its size.

lxml keeps the path of each fault that libxml2 finds in a tree, and to make that path is to count all elements before it.
With 80,000 faults in one table this takes minutes (measured), so a large document is first read anew, with the schema,
until there are many. xmlschema takes a third of a millisecond for an element: of a large document with few faults it
looks only at the parts that libxml2 found fault with, and never at more elements than `MOST_ELEMENTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from tei import safe_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xmlschema import XMLSchema, XMLSchemaValidationError

LARGE: Final = 5_000
"""Elements of a document that is large."""
MOST_ELEMENTS: Final = 25_000
"""Elements that xmlschema looks at: about eight seconds."""
_WHOLE: Final = 10
"""What an element costs that is looked at, where one that is left out costs 1."""
_SIBLINGS: Final = 800
"""Children of one element that an error of its content counts among as much as one element more: xmlschema counts them."""
_FEW: Final = 100
# Faults of one element, whose content libxml2 looks at to the end (xmlerror.h): an attribute not allowed, or missing; by its
# words a wrong value of one, or a child that is missing.
_OF_ATTRIBUTES: Final = (
    etree.ErrorTypes.SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
    etree.ErrorTypes.SCHEMAV_CVC_COMPLEX_TYPE_4,
)
_OF_ONE: Final = ("', attribute '", "': Missing child element")


def is_valid(tree: etree._ElementTree, schema: etree.XMLSchema, size: int) -> bool | None:
    """Whether a document is valid; None: it has so many faults that the log of the schema does not hold them.

    Args:
        tree: the document.
        schema: what decides; its log tells the faults afterwards.
        size: how many elements the document has.

    Raises:
        lxml.etree.XMLSchemaValidateError: libxml2 broke off.
    """
    if size >= LARGE:
        found = safe_xml.count_faults(etree.tostring(tree, encoding="utf-8"), schema, _FEW)
        if found == 0 or found >= _FEW:
            return None if found else True
    return bool(schema.validate(tree))


class Suspects:
    """The parts of a document in which libxml2 found fault.

    It does not look at what follows a misplaced element, so all that stands beside one is suspect. What has no fault, and
    of which no ancestor stands beside one, was looked at and is valid.
    """

    def __init__(self, tree: etree._ElementTree, log: Iterable[etree._LogEntry]) -> None:
        self._whole: set[etree._Element] = set()
        self._around: set[etree._Element] = set()
        for entry in log:
            element = _element(tree, entry.path)
            if element is not None and (
                entry.type in _OF_ATTRIBUTES or any(one in entry.message for one in _OF_ONE)
            ):
                self._around.add(element)
            else:
                parent = None if element is None else element.getparent()
                self._whole.add(tree.getroot() if parent is None else parent)
        for one in (*self._around, *self._whole):
            self._around.update(one.iterancestors())

    def has(self, element: etree._Element) -> bool:
        """Whether an element has to be looked at."""
        if element in self._around or element in self._whole:
            return True
        return any(above in self._whole for above in element.iterancestors())


def _element(tree: etree._ElementTree, path: str | None) -> etree._Element | None:
    """The element that a path of libxml2 means; None where it does not tell."""
    try:
        found = tree.xpath(path or "..")
    except etree.XPathEvalError:  # a prefix, which only the document explains
        return None
    one = found[0] if isinstance(found, list) and found else None
    return one if isinstance(one, etree._Element) else None


def each_error(
    tree: etree._ElementTree,
    schema: XMLSchema,
    take: Callable[[XMLSchemaValidationError], bool],
    suspects: Suspects | None = None,
) -> etree._Element | None:
    """Hand over the errors that xmlschema sees, as it sees them, until `take` says that these are enough.

    Args:
        tree: the document.
        schema: the schema.
        take: is given each error; True: no more are wanted.
        suspects: what to look at; None: everything.

    Returns:
        The element at which it stopped; None: all was looked at.

    Raises:
        XMLSchemaException: it cannot follow the document.
    """
    from xmlschema import XMLSchemaStopValidation
    from xmlschema.validators import ValidationContext

    resource = safe_xml.document_for_xmlschema(tree)
    declared = schema.maps.elements.get(str(tree.getroot().tag))
    if declared is None:  # it tells that alone
        any(map(take, schema.iter_errors(resource)))
        return None
    walk = _Walk(take, suspects)
    errors = _Errors(walk)
    context = ValidationContext(resource, errors=errors, check_identities=True, validation_hook=walk.skips)
    try:
        declared.raw_decode(resource.root, "lax", context)
        for identity, times in context.id_map.items():
            if not times:
                message = f"IDREF {identity!r} not found in XML document"
                context.validation_error("lax", schema, message, resource.root)
    except XMLSchemaStopValidation:
        return walk.at
    return None


class _Walk:
    """Follows xmlschema from element to element and from error to error, and ends the validation where it is enough."""

    def __init__(self, take: Callable[[XMLSchemaValidationError], bool], suspects: Suspects | None) -> None:
        self.at: etree._Element | None = None
        self._take = take
        self._suspects = suspects
        self._spent = 0

    def skips(self, element: object, _declared: object) -> bool:
        """Whether an element is left out."""
        if not isinstance(element, etree._Element):
            return False
        skipped = self._suspects is not None and not self._suspects.has(element)
        self._spend(1 if skipped else _WHOLE, element)
        return skipped

    def tell(self, error: XMLSchemaValidationError) -> None:
        """Hand over an error."""
        from xmlschema import XMLSchemaStopValidation

        if self._take(error):
            raise XMLSchemaStopValidation
        element = cast("object", error.elem)
        if isinstance(element, etree._Element):
            self._spend(_WHOLE * len(element) // _SIBLINGS, element)

    def _spend(self, cost: int, at: etree._Element) -> None:
        from xmlschema import XMLSchemaStopValidation

        self._spent += cost
        if self._spent > _WHOLE * MOST_ELEMENTS:
            self.at = at
            raise XMLSchemaStopValidation


class _Errors(list["XMLSchemaValidationError"]):
    """What xmlschema puts its errors into: each is handed over at once, and none is kept."""

    def __init__(self, walk: _Walk) -> None:
        super().__init__()
        self._walk = walk

    def append(self, error: XMLSchemaValidationError) -> None:
        """Take an error."""
        self._walk.tell(error)

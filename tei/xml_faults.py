"""What libxml2 says of XML that is not well-formed, in words that tell an editor what stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml import etree

_PLACE: Final = re.compile(r", line \d+, column \d+$")
_NOTHING: Final = re.compile(r"Document is empty|Start tag expected, '<' not found")
_OTHER: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?!\xff\xfe|\xfe\xff)[^<\s]", re.DOTALL)
# Patterns of libxml2 2.9 to 2.15 (parser.c, error.c), and what is said instead; what is not here is said as it is.
_WORDS: Final = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r".*Excessive depth.*", "elements are nested more than 256 deep, which is the limit"),
        (
            r".*Invalid bytes.*",
            "bytes that are not of the encoding which the file declares (UTF-8 where it declares none)",
        ),
        (
            r".*(?:Name|NCName|NmToken) too long.*",
            "a name is longer than 50,000 bytes, which is the limit",
        ),
        (
            r".*(?:too long|size limit).*",
            "one text or attribute is longer than 10,000,000 bytes, which is the limit",
        ),
        (r".*entity amplification.*", "the entities of the file grow beyond the limit; write out their text"),
        (r"xmlParseEntityRef: no name", "a & stands here that begins no reference; write &amp; for the sign itself"),
        (r"EntityRef: expecting ';'", "a reference such as &amp; has no ; at its end; write &amp; for the sign & itself"),
        (r"Entity '([^']+)' not defined", r"the entity &\1; is not declared; write the character that it means"),
        (
            r"(?:PCDATA|CData section|Comment|xmlParse\w+:) ?.*invalid (?:Char value|xmlChar value) (\d+).*",
            r"the character number \1 is not allowed in XML; remove it",
        ),
        (
            r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
            r"</\3> stands where </\1> is missing, which closes <\1> of line \2",
        ),
        (r"Premature end of data in tag (\S+) line (\d+)", r"the file ends before </\1>, which closes <\1> of line \2"),
        (r".*[Cc]har 0x([0-9A-Fa-f]+) out of allowed range", "the character U+\\1 is not allowed in XML; remove it"),
        (r"invalid character in attribute value", "a character that is not allowed in XML stands in an attribute; remove it"),
        (
            r"XML declaration allowed only at the start of the document",
            "the XML declaration <?xml ...?> does not stand at the very start; remove what is before it, blanks too",
        ),
        (r"Extra content at the end of the document", "something stands behind the end of the root element"),
        (r"Start tag expected, '<' not found", "there is no element where the root element should begin"),
        (r"Document is empty", "the file is empty"),
        (r"Attribute (\S+) redefined", r"the attribute \1 stands twice in one tag"),
        (r"Unescaped '<' not allowed in attributes values", "a < stands in an attribute; write &lt;"),
        (r"AttValue: \" or ' expected", "the value of an attribute does not stand in quotation marks"),
        (r"attributes construct error", "a blank is missing between two attributes, or a value is not closed"),
        (r"Couldn't find end of Start Tag (\S+) line (\d+)", r"the tag <\1 of line \2 is not closed by >"),
        (r"Specification mandates value for attribute (\S+)", r"the attribute \1 has no value"),
    )
)  # fmt: skip


def in_words(error: etree.XMLSyntaxError, data: bytes) -> str:
    """The parser's message, without the place that it repeats, and in words where they are known."""
    message = _PLACE.sub("", (error.msg or "not well-formed").replace("\n", " ")).strip()
    if _NOTHING.fullmatch(message) and _OTHER.match(data):
        return "the file is no XML, which begins with <"
    for pattern, words in _WORDS:
        if match := pattern.fullmatch(message):
            return match.expand(words)
    return message

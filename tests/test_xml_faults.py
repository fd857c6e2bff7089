"""XML that is not well-formed or beyond a limit is told in words that an editor understands."""

from __future__ import annotations

import time

import pytest

from tei.safe_xml import MAX_ATTRIBUTES, XmlRefused, parse_xml


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<p>R & D</p>", "write &amp;"),
        ("<p>caf&eacute;</p>", "the entity &eacute; is not declared"),
        ("<p>a\x01b</p>", "character number 1 is not allowed"),
        ("<p>\n<hi>a</p>", "</p> stands where </hi> is missing, which closes <hi> of line 2"),
        ("<p><hi>a</hi>", "the file ends before </p>, which closes <p> of line 1"),
        ("<p/><p/>", "behind the end of the root"),
        ("<!-- nothing -->", "no element where the root element should begin"),
        ('<p n="1" n="2"/>', "the attribute n stands twice"),
        ('<p n="<"/>', "write &lt;"),
        ("<p n=1/>", "quotation marks"),
        ("\n<?xml version='1.0'?><p/>", "does not stand at the very start; remove what is before it"),
        ("<p>a\0b</p>", "the character U+0 is not allowed in XML; remove it"),
        ("<p n='\x01'/>", "not allowed in XML stands in an attribute"),
        ("\0\x01\x02", "the file is no XML, which begins with <"),
        ("PK\x03\x04<p/>", "the file is no XML, which begins with <"),
        ("", "the file is empty"),
        (f"<{'e' * 60_000}/>", "a name is longer than 50,000 bytes"),
        (f'<p n="{"a" * 10_000_001}"/>', "longer than 10,000,000 bytes"),
    ],
)
def test_a_fault_is_told_in_words(text: str, says: str) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse_xml(text.encode())
    assert (refused.value.code, says in refused.value.message) == ("X001", True), refused.value.message
    assert refused.value.line


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<?xml version='1.0'?>\n  <!DOCTYPE p [<!ENTITY e 'x'>]>\n<p/>", (2, 3)),
        ("<!DOCTYPE p [<!ENTITY e 'x'>]>\n<p>\n <hi>a&e;</hi></p>", (3, 7)),
    ],
)
def test_entities_and_a_dtd_are_told_at_their_place(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse_xml(text.encode())
    assert (refused.value.code, refused.value.line, refused.value.column) == ("X003", *place)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_element_of_very_many_attributes_is_refused_in_time(encoding: str) -> None:
    """50,000 took half a minute to be listed, 100,000 more than a minute, and no limit held it."""
    attributes = " ".join(f'a{number}="x"' for number in range(100_000))
    started = time.process_time()
    with pytest.raises(XmlRefused, match="more than 1,000 attributes"):
        parse_xml(f"<TEI>\n<seg {attributes}/></TEI>".encode(encoding))
    assert time.process_time() - started < 5


def test_many_attributes_of_many_elements_and_a_long_text_are_read() -> None:
    attributes = " ".join(f'a{number}="{"x" * 20}"' for number in range(MAX_ATTRIBUTES))
    pages = "<p n='1'/>" * 2_000
    tree = parse_xml(f'<TEI><seg {attributes}/>{pages}<p n="1">{"= " * 5_000}</p></TEI>'.encode())
    assert len(tree.getroot()) == 2_002

"""Fonts of the PDF: characters that no font can show, and where there is a font for them (stage 7).

typst itself is asked what it cannot show, so the answer is that of the faces and the fallback that the
template really uses. PDF/UA-1 forbids the empty box, so typst refuses to write one and names every text it
has no glyph for (measured with 0.15: one error for each).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from tei.findings import Finding, Where, finding
from tei.rendering.typesetting import NotLaidOutError, compile_pdf, families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_SHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))")

_PROBE = b"""#set document(title: "probe", date: none)
#set text(lang: "en", font: "Libertinus Serif", fallback: true)
#for c in read("characters.txt").split("\\n") { block(text(c)) }
"""
_SHOWN_AT_MOST = 8
"""Characters that one finding names; the rest it counts."""


class _Origin(NamedTuple):
    """What a user calls the characters, and the Debian package with a font for them; empty: there is none."""

    script: str
    package: str


def refused_characters(diagnostic: str) -> frozenset[str]:
    """The characters of all texts that typst says it could not display."""
    texts = (match.group(1) for match in _NOT_SHOWN.finditer(diagnostic))
    return frozenset(character for text in texts for character in _ESCAPE.sub(_unescaped, text))


def _unescaped(match: re.Match[str]) -> str:
    """One escape of a Rust string literal, as typst's messages use them."""
    if match.group(1):
        return chr(int(match.group(1), 16))
    return {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}.get(match.group(2), match.group(2))


def without_glyph(characters: Iterable[str]) -> frozenset[str]:
    """Those of the characters that no font shows, each asked for alone.

    A refused text may be a letter with a mark: then the letter alone can be shown, and only the mark not.
    """
    asked = frozenset(characters)
    try:
        compile_pdf({"main": _PROBE, "characters.txt": "\n".join(sorted(asked)).encode()})
    except NotLaidOutError as error:
        return refused_characters(error.diagnostic) & asked
    return frozenset()


def never_shown(text: str) -> frozenset[str]:
    """Characters of a text that mean nothing in print, whatever the fonts.

    In a private use area a font may have a sign, but not the one that was meant; a control character has
    none. (Tab and line ends are white space.)
    """
    return frozenset(c for c in set(text) - {"\t", "\n", "\r"} if unicodedata.category(c) in {"Co", "Cc"})


def stand_in(character: str) -> str:
    """What is printed instead of a character that cannot be shown: `[U+0378]`."""
    return f"[{_number(character)}]"


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"


# --- findings ----------------------------------------------------------------------------------


def findings_of(characters: frozenset[str], tree: etree._ElementTree, path: str) -> tuple[Finding, ...]:
    """One finding R005 for each script: its characters, the first place in the TEI, the font package."""
    groups: dict[_Origin, list[str]] = {}
    for character in sorted(characters):
        groups.setdefault(_origin(character), []).append(character)
    places = _places(tree, characters)
    return tuple(_finding(origin, group, places, path) for origin, group in groups.items())


def _finding(
    origin: _Origin, characters: list[str], places: dict[str, list[etree._Element]], path: str
) -> Finding:
    named = ", ".join(map(_named, characters[:_SHOWN_AT_MOST]))
    more = len(characters) - _SHOWN_AT_MOST
    found = [element for character in characters for element in places.get(character, ())]
    first = found[0] if found else None
    message = (
        f"no font shows {named}{f' and {more} more' if more > 0 else ''} ({origin.script}), "
        f"in {len(found)} place{'' if len(found) == 1 else 's'}; the PDF has the numbers instead"
    )
    hint = (
        f"install Debian's {origin.package} (or another font with these characters) and render again"
        if origin.package
        else "replace the character by the one of Unicode that is meant: fonts do not agree on this one"
    )
    where = Where(path, first.sourceline, None, xpath_of(first)) if first is not None else Where(path)
    return finding("R005", message, where, hint)


def _named(character: str) -> str:
    visible = unicodedata.category(character)[0] in "LNPS"
    return f"{_number(character)} {character}" if visible else _number(character)


def _places(tree: etree._ElementTree, characters: frozenset[str]) -> dict[str, list[etree._Element]]:
    """The elements whose text or attributes hold each character, in the order of the document."""
    places: dict[str, list[etree._Element]] = {}
    for element in tree.iter(etree.Element):
        for character in sorted(characters.intersection("".join(_strings(element)))):
            places.setdefault(character, []).append(element)
    return places


def _strings(element: etree._Element) -> Iterator[str]:
    """The text directly in an element, and its attributes' values."""
    yield element.text or ""
    for child in element:
        yield child.tail or ""
    for value in element.attrib.values():
        yield str(value)


def xpath_of(element: etree._Element) -> str:
    """The path of an element as lib/report.xsl writes it: `/TEI[1]/text[1]/body[1]`."""
    steps = []
    for node in (element, *element.iterancestors()):
        name = etree.QName(node).localname
        before = [e for e in node.itersiblings("*", preceding=True) if etree.QName(e).localname == name]
        steps.append(f"/{name}[{len(before) + 1}]")
    return "".join(reversed(steps))


# --- scripts and packages ----------------------------------------------------------------------

_EAST_ASIAN = {
    "CJK": "Chinese characters",
    "IDEOGRAPHIC": "Chinese characters",
    "KANGXI": "Chinese characters",
    "BOPOMOFO": "Bopomofo",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "FULLWIDTH": "full-width forms",
    "HALFWIDTH": "half-width forms",
}
_NOT_A_SCRIPT = frozenset({"COMBINING", "MODIFIER", "SUPERSCRIPT", "SUBSCRIPT", "CIRCLED", "PARENTHESIZED"})


def _origin(character: str) -> _Origin:
    """The script by the character's name in Unicode, and where Debian has a font that our faces lack."""
    category = unicodedata.category(character)
    if category == "Co":
        return _Origin("private use, its meaning is not in Unicode", "")
    if category == "Cn":
        return _Origin("not a character of Unicode", "")
    word = unicodedata.name(character, "CONTROL").partition(" ")[0].partition("-")[0]
    if word in _EAST_ASIAN:
        installed = any(family.startswith("Noto Serif CJK") for family in families())
        return _Origin(_EAST_ASIAN[word], "fonts-hanazono" if installed else "fonts-noto-cjk")
    if category[0] == "C":
        return _Origin("control character", "")
    script = "symbols" if category[0] in "SPN" or word in _NOT_A_SCRIPT else word.capitalize()
    if "Noto Serif" not in families():
        return _Origin(script, "fonts-noto-core")
    return _Origin(script, "fonts-symbola" if script == "symbols" else "fonts-unifont")

"""Rules of single characters, and of readings that stand side by side (rules 43 to 45 of docs/encoding.md).

A scan leaves signs that no grammar catches: a `|` at a margin, `l945`, a quotation mark that is never opened. They are
told, not refused: the record may have them in print.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tei.check.registry import rule
from tei.check.words import inside, name, raw, shown, words
from tei.encode.elements import TEI
from tei.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.check.index import Index
    from tei.findings import Finding

# The elements in which running text stands: one of them is looked at as a whole, so that quotation marks can pair.
_RUNNING: Final = ("p", "head", "item", "cell", "l", "ab", "signed", "salute", "dateline", "addrLine")
_STRAY: Final = re.compile(
    r"(?P<raised>\^\{)"
    r"|(?P<bar>\|)"
    r"|(?P<at>@(?=\w)(?<!\w@)|(?<=\w)@(?!\w))"  # neither in an address nor between blanks, where it is a price
    r"|(?P<digits>(?<!\w)l[0-9]{2,}(?!\w)|(?<=[0-9])[lIO](?=[0-9])|(?<!\w)[IO][0-9]{3}(?!\w))"
)
# For a quick look at bytes: every such letter as `l`, every digit as `0`.
_FOLDED: Final = bytes.maketrans(b"IO123456789", b"ll000000000")
_SAYS: Final = {
    "raised": "the sign ^{ of raised print is left",
    "bar": "a | stands in the text",
    "at": "an @ stands at a word, and is of no address",
    "digits": "a letter stands among digits",
}
_QUOTES: Final = re.compile('["“”„«»]')
_AROUND: Final = 12
# Where `“` opens and `”` closes: English and, by the usage of the print, these (Unicode CLDR, delimiters).
_CLOSED_BY_NINES: Final = frozenset("en zh ko pt tr id vi hi th".split())
_READINGS: Final = (("sic", "orig"), ("corr", "reg"))
_PAIRED: Final = (("sic", "corr"), ("orig", "reg"), ("abbr", "expan"))


@rule("T043")
def stray_characters(index: Index) -> Iterator[Finding]:
    """No sign of a scan or of an input convention is left, and quotation marks are of one kind and paired."""
    if index.tree.getroot().find(TEI + "text") is None:
        return
    anywhere = _may_stray(index.data[max(index.data.find(b"<text"), 0) :])
    broken = []
    for element in index.named(*_RUNNING):
        held = raw(element)
        stray = anywhere and _may_stray(held.encode("utf-8", "surrogatepass"))
        quoted = ("”" in held or '"' in held) and _may_be_odd(held)
        if not (stray or quoted) or not inside(element, "text") or inside(element, *_RUNNING):
            continue
        said = words(element)
        if stray:
            broken += [(element, f"{what}: {shown(around)}") for what, around in _strays(said)]
        if odd := _quotes(said, index.language(element) or ""):
            broken.append((element, f"{odd}: {shown(said)}"))
    yield from index.findings("T043", broken)


def _may_stray(data: bytes) -> bool:
    """Whether a sign can be one of these: asked of the whole file, so that few texts are searched."""
    data = data.translate(_FOLDED)
    return b"|" in data or b"@" in data or (b"^" in data and b"^{" in data) or b"l0" in data


def _may_be_odd(text: str) -> bool:
    """Whether a quotation mark can be of another kind than the others, or close what none has opened."""
    if '"' in text:
        return any(mark in text for mark in "“”„«»")
    return "”" in text and text.count("”") > text.count("“")


def _strays(text: str) -> Iterator[tuple[str, str]]:
    for match in _STRAY.finditer(text):
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        yield _SAYS[match.lastgroup or ""], around


def _quotes(text: str, language: str) -> str:
    """What is wrong with the quotation marks of a paragraph; one that goes on in the next is not closed."""
    marks = _QUOTES.findall(text)
    if '"' in marks and len(set(marks)) > 1:
        return "straight and printed quotation marks are mixed"
    if language.split("-", maxsplit=1)[0].lower() in _CLOSED_BY_NINES and marks.count("”") > marks.count("“"):
        return "a quotation mark closes what none has opened"
    return ""


@rule("T044")
def supplied_brackets(index: Index) -> Iterator[Finding]:
    """The brackets of supplied words are the element: rendering restores them, and would print them twice."""
    broken = [
        (one, f"brackets stand within the supplied words {shown(words(one))}")
        for one in index.named("supplied")
        if words(one)[:1] == "[" and words(one)[-1:] == "]"
    ]
    yield from index.findings("T044", broken)


@rule("T045")
def choices(index: Index) -> Iterator[Finding]:
    """A `choice` holds two readings or more, an error with its correction, an abbreviation with its expansion.

    Of several readings without their partner (two expansions, `orig` beside `supplied`) it is a warning: to TEI a
    choice is any alternative encodings of one passage (Guidelines, 3.5).
    """
    broken, unpaired = [], []
    for choice in index.named("choice"):
        held = [name(child) for child in choice.iterchildren(TEI + "*")]
        if len(held) < 2:
            broken.append((choice, f"the choice has {len(held) or 'no'} reading{'' if held else 's'}"))
            continue
        unpaired += [
            (choice, f"the choice has {first} and no {second}")
            for pair in _PAIRED
            for first, second in (pair, pair[::-1])
            if first in held and second not in held and not _stands_in(first, held)
        ]
    yield from index.findings("T045", broken)
    for one in index.findings("T045", unpaired):
        yield replace(one, severity=Severity.WARNING)


def _stands_in(reading: str, held: list[str]) -> bool:
    """Whether another pair, or a choice within, makes the reading one of two: `sic` beside `reg`."""
    return "choice" in held or any(
        reading in one and set(other) & set(held) for one, other in (_READINGS, _READINGS[::-1])
    )

"""Sentences of a paragraph as `s`, and the links between those of two paragraphs.

A sentence ends only in text that stands directly in its paragraph: what an element holds is never cut.
Note marks and closing quotation marks belong to the sentence before them; blanks and line breaks between
two sentences stand between their elements.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from tei.encode.elements import TEI, XML_ID, add_text, sub
from tei.enrich.beads import SENTENCES, Comparison, beads
from tei.enrich.evidence import content_of, is_note_mark
from tei.enrich.pairs import sure_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TABLE: Final = Path(__file__).with_name("abbreviations.toml")
_BLOCKS: Final = frozenset(TEI + name for name in ("list", "table", "quote", "label", "s", "p"))
_BREAKS: Final = frozenset(TEI + name for name in ("lb", "pb", "fw", "milestone"))
_MARK, _BREAK, _WORD_GOES_ON = "\ufffc", "\n", "\u2060"
_BLANK: Final = f"{_BREAK} \t\u00a0\u3000"
_EASTERN_END: Final = "。！？"
_END: Final = re.compile(rf"[{_EASTERN_END}.!?…؟۔।]+[」』”’»›\"')\]）】》〉{_MARK}]*")
_OPENING: Final = "«‹„“\"'‘([（「『【《〈—–-¿¡…"
# Languages that write a day or rank as a number with a full stop.
_ORDINAL_STOPS: Final = frozenset("de cs sk hu pl sr hr sl da no nb nn fi et lv is bs tr".split())


@dataclass(frozen=True, slots=True)
class Link:
    """Two segments by their ids, and how sure it is that they answer to each other."""

    first: str
    second: str
    certainty: Literal["high", "medium"]


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a paragraph: its text, or an element with the text that stands for it here."""

    text: str
    element: etree._Element | None = None


def link_sentences(first: etree._Element, second: etree._Element, languages: tuple[str, str]) -> list[Link]:
    """Cut two paragraphs that answer to each other into sentences, and link the sure ones.

    Where no link is sure, or a paragraph holds lists or other blocks, both are left as they are.
    """
    cut = [_cut(paragraph, language) for paragraph, language in zip((first, second), languages, strict=True)]
    if not all(cut):
        return []
    texts = Comparison(
        [content_of(one, languages[0]) for one in cut[0]],
        [content_of(one, languages[1]) for one in cut[1]],
        languages,
    )
    pairs = sure_sentences(texts, beads(texts, SENTENCES))
    if not pairs:
        return []
    ids = [
        _put(paragraph, language, ranges)
        for paragraph, language, ranges in (
            (first, languages[0], [pair.bead.first for pair in pairs]),
            (second, languages[1], [pair.bead.second for pair in pairs]),
        )
    ]
    return [
        Link(one, other, "high" if pair.certainty == "high" and pair.bead.single else "medium")
        for one, other, pair in zip(ids[0], ids[1], pairs, strict=True)
    ]


def sentence_ends(text: str, language: str, free: Sequence[bool] | None = None) -> list[int]:
    """Where the sentences of a text end, as offsets; the last is the end of the text.

    Args:
        text: a paragraph's.
        language: its tag.
        free: of each character, whether a sentence may end after it; by default everywhere.
    """
    short = language.partition("-")[0]
    ends = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        at_stop = free is None or free[match.start()]
        worded = any(map(str.isalnum, text[start : match.start()]))
        if worded and at_stop and _ends(text, match, start, short) and not _in_brackets(text, start, end):
            ends.append(end)
            start = end
    if not ends or any(map(str.isalnum, text[start:])):
        ends.append(len(text))
    elif text[start:].strip(_BLANK):
        ends[-1] = len(text)  # a note mark or closing sign behind the last stop
    return ends


def _ends(text: str, match: re.Match[str], start: int, language: str) -> bool:
    stop, end = match[0], match.end()
    if _past(text, end, _BLANK) == len(text):
        return False  # the end of the paragraph ends the last sentence
    if stop[0] in _EASTERN_END:
        return True
    next_word = _past(text, end, _BLANK + _MARK)
    following = text[next_word : next_word + 1]
    if not text[end].isspace() or not following or following.islower():
        return False
    if stop[0] != ".":
        return True
    if following in "-–—" or not (following.isalnum() or following in _OPENING):
        return following in "-–—"
    return not _abbreviation(text[start : match.start()], language, following)


def _past(text: str, at: int, signs: str) -> int:
    """The first place from here on where none of these signs stands."""
    while at < len(text) and text[at] in signs:
        at += 1
    return at


def _abbreviation(before: str, language: str, following: str) -> bool:
    """Whether the full stop after these words is that of an abbreviation, an initial or a number."""
    word = re.search(r"[\w.'’-]*$", before)
    last = word[0] if word else ""
    if not before.strip(f"{_MARK} ") or (before.strip() == last and len(last) <= 3):
        return True  # a label: `2.` or `IV.` at the beginning
    if last.isdigit() and len(last) <= 2:
        return language in _ORDINAL_STOPS
    if len(last) == 1 and last.isalpha() and last.isupper():
        return True
    if following.isdigit() and last.casefold() in ("no", "nr", "p", "art", "vol"):
        return True
    parts = last.split(".")
    if len(parts) > 1 and all(len(part) <= 2 for part in parts):
        return True
    return last.casefold() in _abbreviations(language)


@cache
def _abbreviations(language: str) -> frozenset[str]:
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return frozenset(str(table.get(language) or table["all"]).split())


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a bracket that was opened in the sentence is closed only after this place."""
    for opening, closing in ("()", "（）", "[]"):
        inside = text.count(opening, start, end) - text.count(closing, start, end)
        if inside > 0 and closing in text[end : end + 500]:
            return True
    return False


# --- cutting a paragraph ----------------------------------------------------------------------------


def _parts(paragraph: etree._Element) -> list[_Part]:
    """What stands in a paragraph, in order."""
    parts = [_Part(paragraph.text or "")]
    for child in paragraph:
        parts += [_Part(_stands_for(child), child), _Part(child.tail or "")]
    return [part for part in parts if part.text]


def _stands_for(child: etree._Element) -> str:
    if not isinstance(child.tag, str) or is_note_mark(child) or child.tag == TEI + "note":
        return _MARK
    if child.tag in _BREAKS:
        return _WORD_GOES_ON if child.get("break") == "no" else _BREAK
    return "".join(map(str, child.itertext())) or _MARK


def _cut(paragraph: etree._Element, language: str) -> list[etree._Element]:
    """Copies of a paragraph's sentences as `s`; none where it holds blocks or nothing."""
    if any(child.tag in _BLOCKS for child in paragraph):
        return []
    return [_filled(sentence) for _, sentence in _sentences(_parts(paragraph), language) if sentence]


def _sentences(parts: Sequence[_Part], language: str) -> Iterator[tuple[list[_Part], list[_Part]]]:
    """Each sentence's parts, and before them the parts between it and the sentence before."""
    text = "".join(part.text for part in parts)
    free = [part.element is None for part in parts for _ in part.text]
    begin = 0
    for end in sentence_ends(text, language, free):
        pieces = list(_between(parts, begin, end))
        first = next((index for index, one in enumerate(pieces) if not _blank(one)), None)
        begin = end
        if first is None:
            continue
        blank = _leading(pieces[first])
        before = [*pieces[:first], *([_Part(blank)] if blank else [])]
        rest = _Part(pieces[first].text[len(blank) :], pieces[first].element)
        yield before, [rest, *pieces[first + 1 :]]
    if left := list(_between(parts, begin, len(text))):
        yield left, []


def _between(parts: Sequence[_Part], begin: int, end: int) -> Iterator[_Part]:
    at = 0
    for part in parts:
        start, stop = max(begin, at), min(end, at + len(part.text))
        if part.element is not None and begin <= at < end:
            yield part
        elif part.element is None and start < stop:
            yield _Part(part.text[start - at : stop - at])
        at += len(part.text)


def _blank(part: _Part) -> bool:
    return part.element.tag in _BREAKS if part.element is not None else not part.text.strip()


def _leading(part: _Part) -> str:
    return "" if part.element is not None else part.text[: len(part.text) - len(part.text.lstrip())]


def _filled(parts: Sequence[_Part]) -> etree._Element:
    """A sentence of copies, to be read; the paragraph keeps its own."""
    from copy import deepcopy

    sentence = etree.Element(TEI + "s")
    for part in parts:
        if part.element is None:
            add_text(sentence, part.text)
        else:
            copy = deepcopy(part.element)
            copy.tail = None
            sentence.append(copy)
    return sentence


# --- putting them into the paragraph ----------------------------------------------------------------


def _put(paragraph: etree._Element, language: str, segments: Sequence[range]) -> list[str]:
    """Make a paragraph's sentences `s`; several that are one segment stand in a `seg`.

    Returns:
        The ids of the segments: of the `s` where it is one sentence, else of the `seg`.
    """
    parts = _parts(paragraph)
    identity = paragraph.get(XML_ID, "")
    paragraph.text = None
    for child in list(paragraph):
        child.tail = None
        paragraph.remove(child)
    ids: dict[int, str] = {}
    groups = {segment.start: segment.stop for segment in segments if len(segment) > 1}
    parent, until = paragraph, 0
    for number, (before, sentence) in enumerate(_sentences(parts, language)):
        if number >= until:
            parent = paragraph
        _append(parent, before)
        if not sentence:
            break
        name = ids[number] = f"{identity}-s{number + 1}"
        if number in groups:
            ids[number] = f"{identity}-g{number + 1}"
            parent, until = sub(paragraph, "seg", xml_id=ids[number]), groups[number]
        _append(sub(parent, "s", xml_id=name), sentence)
    return [ids[segment.start] for segment in segments]


def _append(parent: etree._Element, parts: Sequence[_Part]) -> None:
    for part in parts:
        if part.element is None:
            add_text(parent, part.text)
        else:
            parent.append(part.element)

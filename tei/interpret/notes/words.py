"""The words by which notes are known: their headings, references to notes, whose a note is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tei.model import NoteType

    Signs = Mapping[NoteType, Sequence[str]]

_TABLE: Final = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_AROUND_HEADING: Final = re.compile(r"[\s:：.。\[\]【】〔〕()（）<>《》#*_–—-]")
_LONGEST_HEADING: Final = 60


def _bare(text: str) -> str:
    return _AROUND_HEADING.sub("", text).replace("’", "'").casefold()


_HEADINGS: Final = frozenset(_bare(word) for words in _TABLE["headings"].values() for word in words)


def _reference() -> re.Pattern[str]:
    """A word or its abbreviation right before a mark: a mark glued to the word `note` is the word's own."""
    words, short, signs = (
        "|".join(sorted(map(re.escape, _TABLE["references"][kind]), key=len, reverse=True))
        for kind in ("words", "short", "cjk")
    )
    number = r"(?:(?:No|Nr)\.? ?|№ ?)?"
    return re.compile(
        rf"(?:(?<![^\W\d_])(?:(?:{words})[ \u00a0]|(?:{short})\. ?){number}|(?:{signs}))$", re.IGNORECASE
    )


_REFERENCE: Final = _reference()
_ENDS_REFERENCE: Final = frozenset((" ", "\u00a0", ".", *(word[-1] for word in _TABLE["references"]["cjk"])))
_BETWEEN: Final = frozenset(_TABLE["between"]["words"])
_COUNTED: Final = frozenset(_TABLE["counted"]["words"])
_INLINE_HEADING: Final = re.compile(
    r"^\s*(?P<sign>[\[【(](?P<words>[^\[\]【】()]{1,30})[:：]?[\]】)][:：]?)\s*(?=\S)"
)
_DATES_OF_LIFE: Final = re.compile(
    r"^[^\W\d_][^，,.。;；（(\[]{1,60}[（(](?:(?:born|b\.|née? en|geb\.|geboren|род\.|нар\.|ur\.|nar\.|n\.|szül\.)\s)?"
    r"(?:\*\s?)?[0-9一二三四五六七八九○〇零？?]{4,5}(?:\s?年)?\s?(?:[-–—―~～至]{1,2}\s?[†]?[0-9一二三四五六七八九○〇零？?]{0,5}(?:\s?年)?)?[）)]"
)
_SIGNED: Final = re.compile(r"[.。!?”\"’)]\s?[–—-]\s?[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}\.?$")
_ONLY_A_REFERENCE: Final = re.compile(
    r"(?i)^(?:ibid(?:em)?\.?|ebd\.|ebenda\.?|там же\.?|там само\.?|同上[。.]?|同前[。.]?|同前註[。.]?"
    r"|(?:see|cf\.|compare|vgl\.|siehe|s\.|voir|v\.|véase|ver|vedi|vezi|lásd|ld\.|zob\.|viz|вж\.|види|см\.|див\.|shih|见|見|參見|参见|参照|xem)"
    r"\s?[^.;]{0,120}(?:note|footnote|fn\.|n\.|anm\.|nota|notă|jegyzet|przypis|pozn\.|прим\.|примечание|сноску|注|註|주|chú thích)"
    r"\s?(?:\^\{)?[〔［\[(（]?[0-9０-９]{1,4}[〕］\])）]?\}?(?: (?:above|below|to [^.]{1,60}))?[.。]?)$"
)


def is_heading(text: str) -> bool:
    """Whether a line is a heading of notes (`注 释`, `Notes:`, `[Footnotes]`, `## Anmerkungen`)."""
    return len(text) <= _LONGEST_HEADING and _bare(text) in _HEADINGS


def label_in_brackets(text: str) -> str:
    """The words `[Footnote:]` before a note without number, on its line; an empty string without."""
    match = _INLINE_HEADING.match(text)
    return match["sign"] if match and _bare(match["words"]) in _HEADINGS else ""


def refers(before: str) -> bool:
    """Whether the words before a mark make it a reference to a note (`see note `, `注`)."""
    tail = before[-26:]
    # A mark stands mostly right after a word: only a blank, a point or a CJK sign can end a reference.
    return tail[-1:] in _ENDS_REFERENCE and _REFERENCE.search(tail) is not None


def joins_references(between: str) -> bool:
    """Whether what stands between two marks makes the second a reference as the first is one."""
    return between.strip().casefold() in _BETWEEN


def signs_within(text: str, signs: Signs) -> dict[NoteType, list[str]]:
    """Those of the signs that stand in a text; such signs say what a note is."""
    low = text.casefold().replace("’", "'")
    return {kind: list(filter(low.__contains__, of)) for kind, of in signs.items()}


def counts(word: str) -> bool:
    """Whether a word before a number in brackets makes it the word's own, or joins it to one before: `point (1)`."""
    return word.casefold() in _COUNTED or word.casefold() in _BETWEEN


def note_type(text: str, signs: Signs, *, translation: bool) -> NoteType:
    """What a note is: `editorial` unless its words say more.

    `biographical` is a name with the dates of a life; `– Ada Venn.` at the end of a note signs it, in a
    translation as the translator's. `signs` are those that may stand in it: those that stand in any note.
    """
    for kind, found in signs_within(text, signs).items() if any(signs.values()) else ():
        if found:
            return kind
    if translation and _SIGNED.search(text[-120:]):
        return "translator"
    if _ONLY_A_REFERENCE.match(text.strip()):
        return "reference"
    return "biographical" if _DATES_OF_LIFE.match(text.strip()) else "editorial"


SIGNS: Final[Signs] = {
    kind: tuple(sign.casefold().replace("’", "'") for sign in _TABLE[kind]["signs"])
    for kind in ("translator", "authorial", "textual")
}

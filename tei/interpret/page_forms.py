"""The forms of page markers: page numbers, page lines of teletypes, stamps, signs within a sentence.

A form says what a line may be; `pages.py` decides by its place and by the numbers of its like.
Source: the forms seen in real records; the words of page lines stand in `page_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tei.late_patterns import late

_TABLE: Final = tomllib.loads(Path(__file__).with_name("page_words.toml").read_text("utf-8"))


def _one_of(key: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_TABLE[key], key=len, reverse=True))


Kind = Literal["dashed", "worded", "bare", "heading", "end", "stamp", "glued", "named"]

_N = r"(?P<n>[0-9]{1,4})"
_SIDE = r"[rv]|\s(?:recto|verso)"  # of a leaf
_DASH = r"[-–—‒―−~=·•]{1,2}"
_DASHED: Final = re.compile(rf"^{_DASH}\s?{_N}\s?{_DASH}\.?$")
_BARE: Final = re.compile(rf"^[\[(（]?{_N}[\])）]?\.?$")
_WORDED: Final = re.compile(
    rf"(?i)^[\[(（|]?\s?(?:(?:{_one_of('before')})\s{{0,3}}(?:no\.?\s?|nr\.?\s?|№\s?)?{_N}(?P<side>{_SIDE})?(?:\s?(?:{_one_of('of')})\s?[0-9]{{1,4}})?"
    rf"|第?\s?(?P<after>[0-9]{{1,4}})(?:\.?\s?(?:{_one_of('after')})))\s?[\])）|]?\.?$"
)
_HEADING: Final = re.compile(rf"(?i)^#{{1,6}}\s(?:{_one_of('before')})\s?{_N}\s?#*$")
_NUMBERS: Final = {word: number for number, word in enumerate(_TABLE["numbers"], 1)}
_TELETYPE: Final = re.compile(
    rf"^(?P<end>END\s(?:OF\s)?)?PAGE\s(?P<word>{'|'.join(word.upper() for word in _NUMBERS)}|[0-9]{{1,3}})(?:\s[^a-z]{{1,40}})?$"
)
# The stamp of a database on each page: `HW 12345 DocId:67890123 Page 4`, also as a scanner misread it.
_STAMP: Final = re.compile(rf"^\W*[^\n]{{0,30}}\b[\w]{{0,2}}oc[lI1i]d\s?[:;.]\s?[0-9]{{4,12}}\s+Page\s+{_N}$")
_DIGIT: Final = re.compile("[0-9]")
_GLUED: Final = re.compile(rf"^{_N}(?P<rest>\[?[^\W\d_].*)$")
_COPY: Final = late(rf"(?i)(?:{_one_of('copy')})\W{{0,2}}$")
_LONGEST_HEAD = 50
_WORDS_OF_HEAD = 5

ADDRESSEE: Final = re.compile(rf"(?i)^(?:{_one_of('addressee')})\s(?P<who>\S.{{2,80}})$")


@dataclass(frozen=True, slots=True)
class Form:
    """What a line may be: its kind, the number (0 where the line has none), what is glued to it, the side of a leaf."""

    kind: Kind
    n: int
    rest: str = ""
    side: str = ""


def line_form(text: str) -> Form | None:
    """The form of page marker that a whole line has, if any."""
    if (len(text) > 100 and not text[0].isdigit()) or not may_mark_page(text):
        return None
    for kind, pattern in _WHOLE:
        if match := pattern.match(text):
            if kind != "worded":
                return Form(kind, int(match["n"]))
            return Form(kind, int(match["n"] or match["after"]), side=(match["side"] or "").strip()[:1])
    if match := _TELETYPE.match(text):
        word = match["word"]
        n = _NUMBERS[word.lower()] if word.isalpha() else int(word)
        return Form("end" if match["end"] else "worded", n)
    match = _GLUED.match(text)
    if match and (match["rest"][0] == "[" or match["rest"][0].isupper()):
        return Form("glued", int(match["n"]), match["rest"])
    return None


def may_mark_page(text: str) -> bool:
    """Whether a line holds the number of a page or the word before it: no form is without."""
    return "PAGE" in text or _DIGIT.search(text) is not None


_WHOLE: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("dashed", _DASHED),
    ("bare", _BARE),
    ("worded", _WORDED),
    ("heading", _HEADING),
    ("stamp", _STAMP),
)


def is_running_head(text: str) -> bool:
    """The form of a running head: a few words, no sentence."""
    return (
        len(text) <= _LONGEST_HEAD
        and 1 <= len(text.split()) <= _WORDS_OF_HEAD
        and sum(sign.isalpha() for sign in text) > 3
        and text[-1] not in ".;,:!?"
    )


def names_copy(head: str) -> bool:
    """A running head that says what copy this is: `Signal copy`, `[Kontrollabschrift]`."""
    bare = head.strip("[]() ")
    return bool(_COPY.search(bare)) and (head[0] in "[(" or len(bare.split()) > 1)


# --- signs within a line -----------------------------------------------------------------------

_BRACKETED: Final = (
    rf"\[\s?(?:(?P<break>{_one_of('break')})(?:\s[0-9]{{1,4}})?"
    rf"|(?P<word>{_one_of('before')})\s?(?P<number>[0-9]{{1,4}}(?:{_SIDE})?))\s?\]"
)
_ROUND: Final = rf"\((?:{_one_of('before')})\s?(?P<round>[0-9]{{1,4}})\)"
_SLASHES: Final = r"(?<!\S)(?P<slashes>//)(?!\S)|//\s?(?P<between>[0-9]{1,4})\s?//"
OPENS_SIGN: Final = re.compile(r"[\[(/]")
SIGNS: Final = re.compile(rf"(?i){_BRACKETED}|{_ROUND}|{_SLASHES}")

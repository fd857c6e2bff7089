"""Note marks: the signs of print that may be one, their names, and where one may stand.

A mark and its note are tied by name, not by sign: `⑴`, `〔1〕`, `[１]`, `¹` and `1.` are all `1`; letters
and asterisks are their own names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tei.interpret.notes.words import joins_references, refers
from tei.interpret.numerals import han_number
from tei.interpret.sign_search import found_in
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    Mark = tuple[re.Match[str], str, str]

CIRCLED: Final = "⑴-⒇①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴⓵-⓾➀-➉➊-➓"
RAISED_DIGITS: Final = "⁰¹²³⁴-⁹"
RAISED_LETTERS: Final = "ᵃᵇᶜᵈᵉᶠᵍ"
STARS: Final = "*＊∗⁎†‡"
OPEN: Final = "〔［【〖"
CLOSE: Final = "〕］】〗"
EAST_DIGITS: Final = "٠-٩۰-۹"  # of Arabic and Persian
_DIGITS: Final = f"[0-9０-９{EAST_DIGITS}]{{1,4}}"
_SMALL: Final = "a-zà-öø-ÿа-яёіїєґљњћђџ"
_BEFORE_HALF: Final = r"[\w»”\"’.,)] "
_AFTER: Final = r"(?=[\s,.;:!?»”’]|$)"
_AFTER_GLUED: Final = r"[\s,.;:!?»”’\")\]]|$"
# One alternation, bounded repeats: a line of any length is read in one pass. The `hooked` marks are those
# of CJK print, also where a scan has mixed them with square brackets.
MARK: Final = re.compile(
    r"\^\{(?P<raised>[^{}]{1,40})\}"
    rf"|(?P<hooked>[{OPEN}]{_DIGITS}[{CLOSE}\]]|\[{_DIGITS}[{CLOSE}])"
    rf"|(?P<worded>[(（\[{OPEN}](?:訳?[注註]|주) ?(?:[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}})[)）\]{CLOSE}])"
    r"|\[(?P<square>[^\[\]]{1,200})\]"
    rf"|(?P<round>[(（](?:{_DIGITS}|[a-z]|[{STARS}]{{1,4}})[)）])"
    rf"|(?P<circled>[{CIRCLED}])"
    rf"|(?P<superscript>⁽?[{RAISED_DIGITS}]{{1,4}}⁾?|[{RAISED_LETTERS}])"
    rf"|(?P<star>[{STARS}]{{1,6}}\)?|※[0-9０-９]{{0,3}})"
    r"|(?P<letter>(?<=[^\W\d_] )[a-z](?=[,.;:!?](?:\s|$)|$))"
    rf"|(?P<half>(?:(?<={_BEFORE_HALF})|(?<=[{_SMALL}]))[1-9][0-9]{{0,2}}\){_AFTER})"
    rf"|(?P<glued>(?<=[{_SMALL}]{{2}})[1-9][0-9]?(?={_AFTER_GLUED}))"
)
# Where one may begin; of letters only one alone in its word, whose place the blank before it tells.
_SIGNS: Final = rf"\^\[(（{OPEN}{CIRCLED}⁽{RAISED_DIGITS}{RAISED_LETTERS}{STARS}※"
_OPENS: Final = re.compile(f"[{_SIGNS}]")
_OR_LETTER: Final = rf"[ {_SIGNS}](?:(?<! )|[a-z](?=[,.;:!?]|$))"
_OPENS_OR_LETTER: Final = re.compile(_OR_LETTER)
_STOPPED_LETTER: Final = re.compile(r"[,.;:!?](?<= [a-z].)")
# A number with half a bracket, or glued to its word.
_DIGIT: Final = (
    rf"[1-9](?:(?:(?<={_BEFORE_HALF}[1-9])|(?<=[{_SMALL}][1-9]))(?=[0-9]{{0,2}}\))"
    rf"|(?<=[{_SMALL}]{{2}}[1-9])(?=[0-9]?(?:{_AFTER_GLUED})))"
)
_OPENS_DIGIT: Final = re.compile(_DIGIT)
_OPENS_ANY: Final = re.compile(f"{_OR_LETTER}|{_DIGIT}")
_BRACKETED: Final = re.compile(rf"^[{OPEN}\[(（](.{{1,6}})[{CLOSE}\])）]$")
_WORD_OF_MARK: Final = re.compile(r"^(?:訳?[注註]|주) ?(?=[0-9０-９一二三四五六七八九十])")
_NUMBER: Final = re.compile(rf"^{_DIGITS}$")
_HAN_NUMBER: Final = re.compile(r"^[一二三四五六七八九十]{1,3}$")
_LETTER: Final = re.compile(r"^[a-zA-Zа-яА-ЯёЁіІ]$")
_STARRED: Final = re.compile(rf"^(?:[{STARS}]{{1,6}}|※[0-9０-９]{{0,3}})$")
_ASCII: Final = str.maketrans("０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹＊∗⁎", "0123456789" * 3 + "***")

_LONGEST_NUMBER: Final = 4
_LONGEST_LETTER: Final = 2  # `a)`
_KEPT: Final = 2_000  # characters of a line whose marks are kept, for several rules ask about them

# Where raised digits are no mark: a unit's power, a power of ten, a variable, a formula.
_UNIT: Final = re.compile(r"(?<![^\W\d_])[kcdmKCDMкдсм]?[mм]$")
_POWER: Final = re.compile(r"(?<![0-9])10$|(?<![^\W_])[A-Za-z]$")
_OPENS_EMPHASIS: Final = re.compile(r"(?:(?<=\s)|^)[*＊]{1,3}(?=[^\s*＊])")
_CJK: Final = late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_AFTER_STAR: Final = re.compile(r"[\s,.;:!?)\]}»”’\"'，。；：！？）」』、—–-]|$")
# French print sets a blank before raised marks: `la note ¹.`
_PARTED_BY_FRENCH: Final = re.compile(r".*[^\W\d_]{2}[ \u00a0\u202f]$")
_AFTER_PARTED: Final = re.compile(r"[\s,.;:!?»]|$")
_ENUMERATES: Final = ":：;；,，、("


def mark_name(sign: str) -> str:
    """What a mark is called: its number in ASCII digits, its letter, its asterisks; empty for no mark.

    `sign` is a mark without the signs of raised print: `〔１〕`, `[1]`, `⑴`, `1)`, `a`, `**`.
    """
    if sign.isascii() and sign.isdecimal() and len(sign) <= _LONGEST_NUMBER:
        return sign.lstrip("0")
    sign = sign.strip().rstrip(".．:：、/")
    if (
        len(sign) > _LONGEST_LETTER
        and sign[0].isalpha()
        and sign[0] not in RAISED_LETTERS
        and sign[0] < "\u4e00"
    ):
        return ""  # a word
    if match := _BRACKETED.match(sign):
        sign = _WORD_OF_MARK.sub("", match[1].strip())
    elif len(sign) > 1 and sign[-1] in ")）":
        sign = sign[:-1]
    if _NUMBER.match(sign):
        return sign.translate(_ASCII).lstrip("0")
    if _HAN_NUMBER.match(sign) and (read := han_number(sign)):
        return str(read[0])
    if _LETTER.match(sign) or _STARRED.match(sign):
        return sign.translate(_ASCII)
    if len(sign) == 1 and re.match(f"[{CIRCLED}]", sign):
        return str(int(unicodedata.numeric(sign)))
    bare = sign.strip("⁽⁾")
    if bare and re.fullmatch(f"[{RAISED_DIGITS}{RAISED_LETTERS}]+", bare):
        return unicodedata.normalize("NFKC", bare).lstrip("0")
    return ""


def mark_number(mark: str) -> str:
    """The number of a note mark in ASCII digits, or an empty string for another mark and for a year."""
    name = mark_name(mark)
    return name if name[:1] in "123456789" and len(name) <= 3 else ""


def is_number(name: str) -> bool:
    """Whether a mark's name is a number."""
    return bool(name) and name[0] in "123456789"


def shown_number(name: str) -> str:
    """The number or letter of a mark as `@n` gives it: nothing for asterisks."""
    return "" if name[:1] in STARS or name[:1] == "※" else name


def signs_in(text: str) -> Iterator[re.Match[str]]:
    """What has the form of a mark, or of raised print, wherever it stands."""
    if _OPENS_DIGIT.search(text):
        return found_in(text, MARK, _OPENS_ANY)
    letter = " " in text[-3:-1] or _STOPPED_LETTER.search(text)
    return found_in(text, MARK, _OPENS_OR_LETTER if letter else _OPENS)


def marks_in(text: str) -> Iterable[Mark]:
    """The marks of a text where a mark may stand: match, style, name. References to notes are none.

    The style is the group of `MARK`, or `parted` for what is a mark only where notes answer (`parted.py`).
    """
    return [sign for sign in named_signs(text) if sign[2]]


def named_signs(text: str) -> Iterable[Mark]:
    """What has the form of a mark, or of raised print, with the name of the mark where it may be one."""
    return _signs_kept(text) if len(text) <= _KEPT else _named(text)


@lru_cache(maxsize=256)
def _signs_kept(text: str) -> tuple[Mark, ...]:
    return tuple(_named(text))


def _named(text: str) -> Iterator[Mark]:
    referred = -1
    for match in signs_in(text):
        style = match.lastgroup or ""
        name = mark_name(match[style])
        if not name:
            yield match, style, ""
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if style != "raised" and (
            refers(before) or (referred >= 0 and joins_references(text[referred : match.start()]))
        ):
            referred = match.end()
            yield match, style, ""
        elif may_stand(match, style, name):
            yield match, style, name
        elif style in ("round", "half", "glued") and _may_stand_parted(match):
            yield match, "parted", name
        else:
            yield match, style, ""


def may_stand(match: re.Match[str], style: str, name: str) -> bool:
    """Whether the signs before and after leave a mark of this style where it is.

    A mark at the front of a line is its label, but for a raised one.
    """
    text, start = match.string, match.start()
    before, after = text[start - 1 : start], text[match.end() : match.end() + 1]
    match style:
        case "raised" | "superscript":
            return _raised_may_stand(text[max(0, start - 4) : start], after, name, raised=style == "raised")
        case "hooked" | "worded":
            return start > 0
        case "square":
            return start > 0 and (is_number(name) or not before.isspace())
        case "round":
            return _glued(before) and not before.isdigit() and before not in _ENUMERATES
        case "half" | "glued":
            return False  # but where notes answer to all of them: `parted.py`
        case "circled":
            return start > 0 and before not in _ENUMERATES
        case "star":
            return _star_may_stand(match, before, after)
    return True


def _glued(before: str) -> bool:
    return bool(before) and not before.isspace()


def _may_stand_parted(match: re.Match[str]) -> bool:
    """Whether words stand before a mark, on its line, whatever parts it from them."""
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip(" \u00a0\u3000")
    return bool(before) and before[-1] not in _ENUMERATES


def _raised_may_stand(before: str, after: str, name: str, *, raised: bool) -> bool:
    if not before.strip():
        return raised
    if before[-1].isspace() and not raised:
        return _PARTED_BY_FRENCH.match(before) is not None and _AFTER_PARTED.match(after) is not None
    if not is_number(name):
        in_word = after.isalpha() and not _CJK.match(after)
        return name[0] in STARS or not (re.search(r"[0-9IVX]$", before) or in_word)
    if _UNIT.search(before) or _POWER.search(before):
        return False
    # `H^{2}O`; between CJK signs nothing parts a mark from the next word.
    if after.isalpha() and before[-1].isalpha() and not _CJK.match(after):
        return False
    return raised or not before[-1].isdigit() or re.search(r"[12][0-9]{3}$", before) is not None


def _star_may_stand(match: re.Match[str], before: str, after: str) -> bool:
    if not _glued(before) or before in "*_/\\" or not (_AFTER_STAR.match(after) or _CJK.match(after)):
        return False
    if match[0][0] not in "*＊":
        return True
    # `*so*` is emphasis: its second asterisk is no mark. The look back is bounded.
    opened = _OPENS_EMPHASIS.search(match.string, max(0, match.start() - 100), match.start())
    return opened is None


def unanswered(texts: Collection[str], names: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What the marks of a whole text tell about each other.

    Args:
        texts: the lines of the text.
        names: the names of its notes.

    Returns:
        `style:name` of marks without note that stand in a row with others, and are marks for it;
        `style:name` of signs that are no marks, because others, which leave no doubt, are.
    """
    rows: dict[str, list[str]] = {}
    for text in texts:
        for _, style, name in named_signs(text):
            if name:
                rows.setdefault(style, []).append(name)
    if not rows:
        return frozenset(), frozenset()
    strong = {name for style in ("raised", "hooked", "square", "superscript") for name in rows.get(style, ())}
    refused = {
        f"{style}:{name}" for style in ("circled", "round") for name in rows.get(style, ()) if name in strong
    }
    circled = set(rows.get("circled", ()))
    refused |= {f"round:{name}" for name in rows.get("round", ()) if name in circled}
    letters = rows.get("letter", [])
    in_row = {
        f"letter:{name}"
        for name in letters
        if name in names and letters.count(name) == 1 and name not in strong
    }
    answered = {int(name) for name in names if is_number(name)}
    for style in ("raised", "hooked", "circled"):
        row = [int(name) for name in rows.get(style, ()) if is_number(name)]
        in_row |= {f"{style}:{n}" for n in _in_a_row(row, answered, style)}
    return frozenset(in_row), frozenset(refused)


def _in_a_row(row: list[int], answered: set[int], style: str) -> Iterator[int]:
    """Numbers without note beside the number before or after them; circled ones also count lists."""
    for index, n in enumerate(row):
        beside = [*row[max(index - 1, 0) : index], *row[index + 1 : index + 2]]
        near = [other for other in beside if abs(other - n) == 1]
        if n not in answered and (any(other in answered for other in near) if style == "circled" else near):
            yield n

"""Parts of a document: annexes beside it, postscripts below it, articles and headed sections in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret import forms
from tei.interpret.numerals import HAN_NUMERALS, han_number
from tei.interpret.scripts import CJK, is_small
from tei.interpret.speaker_names import initials_of_speakers
from tei.interpret.word_tables import fold, starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.interpret.decided import Row
    from tei.model import Line

_LONGEST_HEADING = 110
_POSTSCRIPT_WITHIN = 60  # lines: a postscript stands near the end
_SHORT_LINE = 45
_LEAST_TEXT = 100  # characters of a line that is text, no line of an opening
_LEAST_ARTICLES = 2
_NO_SIGN = 7
_STOP = re.compile(r"[.!?。！？…:：؟।։۔]['\"’”»』」)\]）]{0,2}$|[)\]）»”]$")
_BRACKETS = "[]()（）【】《》"
_AROUND = _BRACKETS + " "
_NUMBER_AFTER = re.compile(
    r"^\W{0,3}(?i:(?:no|nr|n|br|č|sz|lit)?\.? ?[°º№#]?) ?(?:[0-9]{1,4}|[A-Z]|[IVXLC]{1,6}|[一二三四五六七八九十]{1,3}|[가-하])"
    r"\W{0,2}(?:\s\S.{0,80})?$"
)
_BELONGS = re.compile(
    r"^ (?i:à|a|au|to|for|zu|zum|zur|al|alla|do|ao|à la|к|до|për|k|uz|la|cho|của) \S.{2,70}$"
)
_LABEL_END = re.compile(r"^[\s.:：\-–—)]*")
_PAGE = re.compile(r"(?i)^(?:page|seite|pagina|página|strana|strona|стр|страница)\.? ?[0-9]{1,4}$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ARTICLE_NUMBER = re.compile(
    r"^(?P<n>[0-9]{1,3}|[IVXLC]{1,7}|premier|1er|primero|primo)(?:er|º|°|-?[aа]|й)?(?P<stop>[.:)—–-]*)(?P<rest>\s.*|)$"
)
_ARTICLE_CJK = re.compile(
    r"^(?:第\s?(?P<n>[0-9０-９一二三四五六七八九十百〇]{1,5})\s?[条條]|제\s?(?P<k>[0-9]{1,3})\s?조)(?P<rest>.*)$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the text that make a part: the document itself, or an annex with `headed` lines of heading."""

    lines: tuple[Line, ...]
    rule: str = ""
    headed: int = 0


# --- annexes -----------------------------------------------------------------------------------


def cut_annexes(lines: Sequence[Line], rows: Sequence[Row], language: str) -> list[Part]:
    """The document, and after it each annex: from its heading up to the next one's.

    `rows` are those of the lines that are text.
    """
    starts_at: list[tuple[int, str, int]] = []
    for at in range(1, len(rows) - 1):
        if starts_at and at <= starts_at[-1][0] + starts_at[-1][2]:
            continue  # the annex's own title, right below its heading
        if rule := _annex_rule(rows, at, language):
            starts_at.append((at, rule, _heading_rows(rows, at)))
    cuts = [("", 0, 0), *((rule, rows[at].line.number, headed) for at, rule, headed in starts_at)]
    parts = []
    for index, (rule, first, headed) in enumerate(cuts):
        end = cuts[index + 1][1] if index + 1 < len(cuts) else None
        own = tuple(line for line in lines if line.number >= first and (end is None or line.number < end))
        parts.append(Part(own, rule, headed))
    return parts


def _annex_rule(rows: Sequence[Row], at: int, language: str) -> str:
    row, above = rows[at], rows[at - 1]
    if row.said:
        return ""
    free = row.apart or row.hand or above.hand or bool(_STOP.search(above.text)) or above.text.isupper()
    if (free or row.text[:1] in "[(（【" or _is_short(above)) and is_annex_heading(row.text, language):
        return "heading of an annex"
    titled = row.apart and forms.is_document_title(row.text) and re.search(r"\b(?i:from|to)\b", row.text)
    return "title of a further document" if titled and _has_text(rows[:at], language) else ""


def _is_short(row: Row) -> bool:
    """A line under which a heading may stand: too short to be broken off by the width of the print."""
    return len(row.text) <= _SHORT_LINE


def _has_text(rows: Sequence[Row], language: str) -> bool:
    """Whether the document has begun: paragraphs that are no statement of the edition."""
    return any(
        len(row.text) > _LONGEST_HEADING
        and forms.ends_sentence(row.text)
        and not starts("source", language).match(fold(row.text))
        and not starts("cited", language).match(fold(row.text))
        for row in rows
    )


def is_annex_heading(text: str, language: str) -> bool:
    """`Annex`, `Anlage 2`, `ANNEXE à ma lettre N° 7`, `附件一`: the word, then a number or what it belongs to."""
    if len(text.strip(_AROUND)) > _LONGEST_HEADING and text.isprintable() and "  " not in text:
        return False  # too long, and folded it is no shorter
    bare = fold(text).strip(_AROUND)
    match = starts("annex", language).match(bare) if len(bare) <= _LONGEST_HEADING else None
    if match is None or not (bare[0].isupper() or CJK.match(bare)):
        return False
    rest = bare[match.end() :].rstrip(_BRACKETS)
    if ". " in re.sub(r"\b(?i:no|nr|n|br)\. ", "", rest) or re.search(r"[,;:]$", rest):
        return False
    if rest.lstrip()[:1] in (":", "："):
        return False  # `Annex: 1 list` below a letter says what goes with it
    return not rest.strip(" .") or bool(_NUMBER_AFTER.match(rest) or _BELONGS.match(rest))


def _heading_rows(rows: Sequence[Row], at: int) -> int:
    """One line, or two where the number that the heading names stands below it."""
    below = rows[at + 1]
    two = (
        below.hand == rows[at].hand
        and not below.apart
        and re.match(r"^(?i:no|nr|n)[.°º]? ?[0-9]{1,6}\.?$", below.text)
    )
    return 2 if two else 1


# --- postscripts -------------------------------------------------------------------------------


def postscript_at(rows: Sequence[Row], language: str) -> int | None:
    """Where a postscript begins: `P.S.` at the start of a line below the text; None where there is none."""
    begun = False
    speaks = tuple(f"{name}:" for name in initials_of_speakers([row.text for row in rows]))
    for at, row in enumerate(rows):
        if row.said or row.text.startswith(speaks):
            continue
        if begun and len(rows) - at <= _POSTSCRIPT_WITHIN and postscript_label(row.text, language):
            return at
        begun = (
            begun or len(row.text) > _LEAST_TEXT or (_begins_text(row, at) and bool(_STOP.search(row.text)))
        )
    return None


def _begins_text(row: Row, at: int) -> bool:
    return at > 0 or len(row.text) > _SHORT_LINE


def postscript_label(text: str, language: str) -> str:
    """The label of a postscript at the start of a line, with its signs; empty where there is none."""
    match = starts("postscript", language).match(text)
    if match is None or fold(text)[: match.end()] != text[: match.end()]:
        return ""
    word, rest = match.group(), text[match.end() :]
    signs = _LABEL_END.match(rest)
    end = match.end() + (signs.end() if signs else 0)
    parted = rest[:1] == " " and CJK.search(word) is not None  # no sentence begins so
    marked = word.endswith((".", ":")) or rest[:1] in ":：.-–—\u3000" or parted or not rest.strip()
    return text[:end].rstrip() if marked and not is_small(word[0]) else ""


# --- headed sections and articles ----------------------------------------------------------------


def is_section_head(row: Row) -> bool:
    """A heading by its sign within the text, or by the layout; a page's heading is none."""
    if said := row.said_in("text"):
        return said == "head"
    return row.level > 0 and not _PAGE.match(row.text)


def head_level(row: Row) -> int:
    """How deep a heading in the text is: by its sign; one without a sign is below all that have one."""
    return row.level or _NO_SIGN


def articles(rows: Sequence[Row], language: str) -> list[tuple[int, str]]:
    """Indexes and numbers of the articles of a treaty: lines counted one by one, at least two."""
    found: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else None
        free = above is None or row.apart or bool(_STOP.search(above.text)) or _is_short(above)
        n = _article_number(row.text, language) if free and not row.said_in("text") else None
        if n is not None and (not found or n == found[-1][1] + 1):
            found.append((at, n))
    if len(found) < _LEAST_ARTICLES:
        return []
    return [(at, str(n)) for at, n in found]


def _article_number(text: str, language: str) -> int | None:
    if cjk := _ARTICLE_CJK.match(text):
        if cjk["rest"][:1] in "的规規、，第":
            return None if cjk["rest"] else _number(cjk["n"] or cjk["k"])
        return _number(cjk["n"] or cjk["k"])
    match = starts("article", language).match(text) if text[0].isupper() else None  # no word has a blank
    if match is None:
        return None
    found = _ARTICLE_NUMBER.match(fold(text)[match.end() :].lstrip(" ."))
    if found is None or (
        found["rest"].strip() and not (found["stop"] or found["rest"].strip()[0] in "-–—[(")
    ):
        return None
    return _number(found["n"])


def _number(text: str) -> int | None:
    if text in ("premier", "1er", "primero", "primo"):
        return 1
    if all(sign in _ROMAN for sign in text):
        values = [_ROMAN[sign] for sign in text]
        return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    if all(sign in HAN_NUMERALS for sign in text):
        read = han_number(text)
        return read[0] if read else None
    return int(text) if re.fullmatch(r"[0-9０-９]{1,3}", text) else None


def is_article(text: str, language: str) -> bool:
    """Whether a line has the form of an article's beginning."""
    return _article_number(text, language) is not None


def is_article_head(text: str) -> bool:
    """Whether an article's line is its heading alone, and not the first words of its text."""
    if cjk := _ARTICLE_CJK.match(text):
        return len(cjk["rest"].strip()) <= 12 and not re.search(r"[。；;]", cjk["rest"])
    return len(text) <= 70 and not re.search(r"[0-9IVXLC][.:)]?\s.*[.;:]$", text)

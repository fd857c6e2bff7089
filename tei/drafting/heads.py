"""What stands before the first label: lines that are always the same, a date, a title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from tei.interpret.dates import is_ambiguous, read_date
from tei.paragraphs import joined, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line, Source

_ALWAYS = 0.6  # share of the records that a constant line stands in
_TOP = 6  # lines with text, among which a masthead or a date is looked for
_LONGEST_DATE = 60
_LONGEST_TITLE = 200
_STOP = re.compile(r"[.,;:!?。，、；：！？…]$")  # a line of a text that begins without a title
# Words that a web site's page begins with, in small letters.
NAVIGATION = frozenset((
    "skip to content", "skip to main content", "menu", "home", "search", "share", "print", "download", "cite",
    "zum inhalt springen", "startseite", "suche", "drucken", "teilen", "aller au contenu", "accueil", "rechercher",
    "imprimer", "partager", "saltar al contenido", "ir al contenido", "inicio", "buscar", "imprimir", "compartir",
    "przejdź do treści", "strona główna", "szukaj", "drukuj", "перейти к содержанию", "главная", "поиск", "печать",
    "تخطي إلى المحتوى", "الرئيسية", "بحث", "طباعة", "跳到内容", "首页", "搜索", "打印", "本文へ移動", "ホーム", "検索", "印刷",
    "본문 바로가기", "홈", "검색", "인쇄",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph before the labels: what it is likely to be, in how many records, examples."""

    slot: str
    records: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the labels: lines of a masthead, of a web site's navigation, paragraphs in order."""

    masthead: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


def heads(sources: Sequence[Source], ends: Sequence[int | None], *, labelled: bool) -> Head:
    """What stands at the head of records.

    Args:
        sources: the records.
        ends: the indexes of their first labels, None where none is.
        labelled: whether labels end the head; else the text follows without a sign.
    """
    constant = _constant(sources, ends)
    navigation = tuple(text for text in constant if text.casefold() in NAVIGATION)
    masthead = tuple(text for text in constant if text not in navigation)
    bounds = ends if labelled else [None] * len(sources)
    rows = [_front(source, end, constant) for source, end in zip(sources, bounds, strict=True)]
    return Head(masthead, navigation, tuple(_places(rows)))


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else, be it one of two honest readings."""
    bare = text.lstrip("-–— ")
    return len(bare) <= _LONGEST_DATE and (read_date(bare) is not None or is_ambiguous(bare))


def _constant(sources: Sequence[Source], ends: Sequence[int | None]) -> tuple[str, ...]:
    """The lines above everything else that are the same in most records, in their order."""
    if len(sources) < 2:
        first = [line.text.strip() for line in sources[0].lines if not line.blank][:_TOP] if sources else []
        return tuple(text for text in first if text.casefold() in NAVIGATION)
    tops = [
        [line.text.strip() for line in source.lines[:end] if not line.blank][:_TOP]
        for source, end in zip(sources, ends, strict=True)
    ]
    counts = Counter(text for top in tops for text in {*top})
    least = max(2, _ALWAYS * len(sources))
    always = {text for text, number in counts.items() if number >= least and not is_date(text)}
    order: dict[str, int] = {}
    for top in tops:
        for at, text in enumerate(takewhile(always.__contains__, top)):
            order.setdefault(text, at)
    return tuple(sorted(order, key=lambda text: (order[text], text)))


def _front(source: Source, end: int | None, constant: Sequence[str]) -> list[str]:
    """The paragraphs before the first label; where no label is, the first ones of the record."""
    lines: list[Line] = list(source.lines[:end])
    while lines and (lines[0].blank or lines[0].text.strip() in constant):
        lines.pop(0)
    groups = paragraphs(lines)
    if end is not None and len(groups) == 1 and not lines[-1].blank:
        groups = [(line,) for line in groups[0]]  # the blank lines are lost
    texts = [joined(group) for group in groups]
    if end is not None:
        return texts
    return [
        text
        for text in texts[:2]
        if len(text) <= _LONGEST_TITLE and (is_date(text) or not _STOP.search(text))
    ]


def _places(rows: Sequence[Sequence[str]]) -> list[Place]:
    """Date and title, in the order that most records have them in."""
    dates = [next((at for at, text in enumerate(row[:_TOP]) if is_date(text)), None) for row in rows]
    titles = [
        next((at for at, text in enumerate(row[:_TOP]) if at != date), None)
        for row, date in zip(rows, dates, strict=True)
    ]
    found = []
    for slot, indexes in (("date", dates), ("title", titles)):
        places = [(row[at], at) for row, at in zip(rows, indexes, strict=True) if at is not None]
        if len(places) >= max(1, len(rows) // 2):
            texts = tuple(dict.fromkeys(text for text, _ in places))
            found.append((sum(at for _, at in places) / len(places), Place(slot, len(places), texts)))
    return [place for _, place in sorted(found, key=lambda one: (one[0], one[1].slot))]

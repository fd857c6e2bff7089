"""What stands around notes: rules, page markers, and lines that cannot be part of the last note."""

from __future__ import annotations

import re
from typing import Final

RULE: Final = re.compile(r"^\s*(?:[-–—_=~·•*.]\s?){3,}$")
# A page's number or marker, alone, or glued to the running head of the next page.
PAGE: Final = re.compile(
    r"(?i)^\s*(?:[-–—]\s?[0-9]{1,4}\s?[-–—]|\[?(?:page|p\.|pag\.|seite|стр\.|с\.|str\.|s\.)\s?[0-9]{1,4}\]?|\[page break\]"
    r"|#{1,6}\s*page\s?[0-9]{1,4}|[0-9]{1,4}|page [a-z]{3,12}|end page [a-z]{3,12}|第\s?[0-9一二三四五六七八九十百]{1,5}\s?[页頁]"
    r"|[0-9]{1,4}\[?[^\W\d_][^.!?]{2,60})\s*$|^\f"
)
_SOURCE: Final = re.compile(
    r"^\s*[（(《].{4,200}[）)》][。.]?\s*$"
    r"|^\s*(?:根据|根據|据|據).{1,60}(?:刊印|排印|印行|发表|發表|编印)[。．.]?\s*$"
    r"|(?i:(?:\b(?:f|fond|ф|фонд|op|opis|оп|опись|d|delo|д|дело|ll?|л|лл|box|folder|bl|vol)\.? ?[0-9][^,;.]{0,20}[,;.]\s*){2})"
)
_STOP: Final = re.compile(r"[.。!?！？;；:：…][\"'”’»』」)）\]]{0,2}\s*$")
_DATE_LIKE: Final = re.compile(r"^[^.]{0,40}[0-9]{1,4}[^.]{0,20}[0-9]{2,4}\.?$")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORT, _SHORT_CJK = 80, 30


def is_source(text: str) -> bool:
    """A line that names where the text is from: in brackets of its own, by its archive, or `根据…刊印`."""
    return len(text) <= 400 and _SOURCE.search(text) is not None


def closes(text: str) -> bool:
    """A line that is no paragraph of a note: a name, a date, a heading, a source line, a page marker."""
    text = text.strip()
    if RULE.match(text) or PAGE.match(text) or is_source(text):
        return True
    short = len(text) <= (_SHORT_CJK if _CJK.search(text) else _SHORT)
    return short and (not _STOP.search(text) or _DATE_LIKE.match(text) is not None)

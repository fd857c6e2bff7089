"""Chinese, Japanese, Korean and Hungarian titles, which name the kind of document at their end.

`关于…给X的电报`, `X致Y电`, `XからYへの書簡`, `X가 Y에게 보낸 편지`, `X levele Y-hoz`. A name is taken only
where signs that are no part of names stand on both sides of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.interpret.salutations import is_korean_name

_HAN = r"[\u3400-\u9fff·]"
_KANA = r"[\u30a0-\u30ff\u3400-\u9fff・]"
_SENDING = (
    "(?:复电|覆電|贺电|賀電|唁电|慰问电|急电|密电|来电|电报|電報|电文|电|電|书信|复信|覆信|来信|信函|信|函)"
)
# Signs of grammar and of lists: what holds one is no single name.
_NO_NAME = re.compile(
    r"[的在于於对對向为為和与與及等、，。“”《》〈〉关關就各全给給致复由让請请]|全国|全體|全体"
)

_TO = re.compile(
    r"(?:给|給|致)(?P<to>[^给給致的，。《》]{2,14}?)(?:同志)?的(?:\S{0,2})?"
    r"(?:电报|電報|信|复信|复电|贺电|函|命令|书简)$"
)
_ZH = re.compile(
    rf"^(?P<who>{_HAN}{{2,12}}?)(?:同志)?(?:给|給|致|复|覆|電)(?P<to>{_HAN}{{2,14}}?)(?:同志)?的?(?:一封)?{_SENDING}$"
)
_ZH_TO = re.compile(rf"^(?:给|給|致)(?P<to>{_HAN}{{2,14}}?)(?:同志)?的?(?:一封)?{_SENDING}$")
_JA = re.compile(
    rf"^(?P<who>{_KANA}{{2,16}}?)(?:から|より)(?P<to>{_KANA}{{2,16}}?)(?:への|あての?|宛ての?|宛の?)"
    r"(?:電報|電信|公電|書簡|書翰|手紙|親書|メッセージ)$"
)
_KO = re.compile(
    r"^(?P<office>(?:[가-힣]{2,12} ){0,3})(?P<who>[가-힣]{2,6})(?P<mark>이|가) "
    r"(?P<office_to>(?:[가-힣]{2,12} ){0,3})(?P<to>[가-힣]{2,6}?)(?: ?동지)?(?:에게|께) (?:보낸|보내는) "
    r"(?P<genre>편지|서한|친서|전보|전문|축전|답전)$"
)
_HU = re.compile(
    r"^(?P<who>[A-ZÁÉÍÓÖŐÚÜŰ][\w.-]+(?: [A-ZÁÉÍÓÖŐÚÜŰ][\w.-]+){1,3}) (?P<genre>levele|távirata|üzenete) "
    r"(?P<to>[A-ZÁÉÍÓÖŐÚÜŰ][\w.-]+(?: [A-ZÁÉÍÓÖŐÚÜŰ][\w.-]+){1,3}?)-?(?:hoz|hez|höz)$"
)
_CHINESE_SENT = re.compile(r"(?:致|给|給).{2,20}(?:电|電|函)$")
_TELEGRAMS = frozenset(("전보", "전문", "축전", "답전", "távirata"))
_MESSAGES = frozenset(("üzenete", "メッセージ"))


@dataclass(frozen=True, slots=True)
class EastTitle:
    """Who wrote to whom, and the kind of document."""

    senders: tuple[str, ...]
    recipients: tuple[str, ...]
    kind: str


def read_east(text: str, genres: dict[str, str]) -> EastTitle | None:
    """Read such a title.

    Args:
        text: the folded title.
        genres: word at the end of a title -> category of the taxonomy of genres.
    """
    if found := _KO.match(text) or _HU.match(text):
        return _named(found)
    bare = re.sub(r"\^\{[^}]{0,9}\}|\s", "", text)
    if found := _JA.match(bare):
        kind = "telegram" if bare.endswith(("電報", "電信", "公電")) else "letter"
        return EastTitle(_name(found["who"]), _name(found["to"]), kind)
    kind = next((genre for word, genre in genres.items() if bare.endswith(word)), "")
    return _chinese(bare, kind)


def _named(found: re.Match[str]) -> EastTitle | None:
    """Korean, where the particle must fit the syllable before it, and Hungarian, whose suffix comes off."""
    kind = (
        "telegram" if found["genre"] in _TELEGRAMS else "message" if found["genre"] in _MESSAGES else "letter"
    )
    groups = found.groupdict()
    if mark := groups.get("mark"):
        if not all(is_korean_name(found[side]) for side in ("who", "to")):
            return None
        closed = (ord(found["who"][-1]) - 0xAC00) % 28 != 0  # whether the syllable ends in a consonant
        who, to_whom = found["office"] + found["who"], found["office_to"] + found["to"]
        return EastTitle((who,), (to_whom,), kind) if closed == (mark == "이") else None
    # `Annához` is of `Anna`: the vowel is changed, and may have been long before
    to = () if found["to"][-1] in "áé" else (found["to"],)
    return EastTitle((found["who"],), to, kind)


def _chinese(text: str, kind: str) -> EastTitle | None:
    sent = "telegram" if text.endswith(("电", "電", "电报", "電報", "电文")) else "letter"
    if found := _ZH.match(text):
        who, to = _name(found["who"]), _name(found["to"])
        if who and to:
            return EastTitle(who, to, kind or sent)
    if (found := _ZH_TO.match(text)) and (to := _name(found["to"])):
        return EastTitle((), to, kind or sent)
    if not kind:
        # `…致…电` of a list of people: the kind alone
        return EastTitle((), (), sent) if _CHINESE_SENT.search(text) else None
    found = _TO.search(text)
    return EastTitle((), _name(found["to"]) if found else (), kind)


def _name(text: str) -> tuple[str, ...]:
    """A name as printed, or nothing where it is more, or less, than one."""
    return (text,) if len(text) <= 14 and not _NO_NAME.search(text) else ()

"""The parts of a shelfmark: `f. 5, op. 49`, `File No. 12`, `66. doboz`, `(Cx 324)`, as a table.

A short sign such as `d.` or `p.` means different things in different archives, so it is taken only
where its neighbours decide: `d.` is a delo when fond or opis stand before it, `p.` a papka when a delo
follows. What is not decided is no part; the shelfmark keeps it verbatim all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_CODE = r"[0-9IVXLC№A-ZА-Я][^\s,;()\[\]<>：，；（）]{0,39}"
_NUMBER = r"[0-9][0-9A-Za-zА-Яа-яіІ]{0,7}(?:[-–/][0-9A-Za-zА-Яа-я]{1,8}){0,4}"
_LEAF = r"[0-9]{1,5}(?: ?(?:ob|об|v|r|зв)\b\.?)?"
_LEAVES = (
    rf"{_LEAF}(?: ?(?:--|[-–—~]) ?{_LEAF})?"
    rf"(?:(?:, ?| and | und | и )[0-9]{{1,3}}(?![0-9/]|\.[0-9]|\. ?[a-zа-яő])(?: ?[-–—] ?{_LEAF})?){{0,40}}"
)
_NAME = r"[^,;.()\[\]]{1,60}"

# kind, sign, value. Signs that end in a full stop may stand close to their value.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("fond", r"[Ff]ond(?:s|i|u|ul|as)?(?: [Nn]o\.?)?|FOND|[Фф]онд|Bestand|全宗号?", rf"{_NUMBER}|{_NAME}"),
    ("fond", r"[Ff]\.|[Фф]\.", rf"(?:[A-ZА-Я]{{1,2}}-)?{_NUMBER}"),
    ("opis", r"[Oo]pis|OPIS|[Оо]п(?:ись|ис)|[Ii]nventory|目录号?|[Dd]ans", _NUMBER),
    ("opis", r"[Oo]p\.|[Оо]п\.", _NUMBER),
    ("papka", r"[Pp]apka|[Пп]апка|[Pp]ap\.|[Пп]ап\.", _NUMBER),
    ("papka", r"[Pp]\.|[Пп]\.", _NUMBER),
    ("delo", r"[Dd]elo|[Дд]ело|[Сс]права|[Сс]пр\.", _NUMBER),
    ("delo", r"[Dd]d?\.|[Дд]д?\.", _NUMBER),
    ("list", r"[Ll]ist(?:y|ove|s)?|[Лл]ист(?:ы|а)?|[Аа]рк(?:уші?|\.)", _LEAVES),
    ("list", r"[Ll]l?\.|[Лл]л?\.", _LEAVES),
    ("file", r"(?:[Cc]ase )?[Ff]ile(?: [Nn](?:o\.?|umber|r\.?)| №| #)?|FILE", _CODE),
    ("file", r"[Dd]osar(?:ul)?(?: nr\.?)?|[Dd]oss?ier|[Dd]osije|[Dd]osj[ae](?: nr\.?)?", _CODE),
    ("file", r"[Ee]xpediente|[Aa]kte|[Ss]ygn\.", _CODE),
    ("file", r"档号[:：]?|案卷号?|[Hh]ồ sơ(?: số)?|[Kk]h/n", _CODE),
    ("file", r"[Aa]\. ?[Ee]\.|[Аа]\. ?[Ее]\.|[Aa]r\. ?j\.", _CODE),
    ("box", r"[Bb]ox(?:es)?|BOX|Cx\.?|[Cc]aixa|[Cc]aja", _NUMBER),
    ("box", r"[KkCc]arton|[Kk]utija|[Bb]o[iî]te|[Ss]catola|[Bb]usta", _NUMBER),
    ("folder", r"[Ff]older|[Mm]appe|[Tt]eczka|[Cc]arpeta|[Pp]asta", _NUMBER),
    ("folder", r"[Ff]asc(?:icolo|icle|ikla|\.)|f-", _NUMBER),
    ("volume", r"[Vv]ol(?:ume|\.)|VS-Bd\.|Bd\.|Band|[Tt]ome?|[Ss]v(?:azek|\.)", _CODE),
    ("recordGroup", r"Record Group|RG-?", _NUMBER),
    ("reel", r"[Rr]eel", _NUMBER),
    ("lot", r"Lot File|Lot", r"[0-9]{2} ?[A-Z] ?[0-9]{1,4}"),
    ("number", r"(?:original )?Record (?:No\.|Number)", _CODE),
    ("number", r"[Dd]oc(?:ument|\.)(?: (?:[Nn]o\.?|[Nn]umber|[Nn]r\.?))?", _CODE),
    ("number", r"[Dd]ok(?:ument|\.)(?: [Nn]r\.?)?|[Дд]ок\.", _CODE),
    ("sheet", r"[Ff]ol(?:s|ios?)?\.?|ff\.|[Ff]il(?:ele|a)|Bl\.|Blatt", _LEAVES),
    ("pages", r"pp\.?|[Pp]ages?|S\.|[Ss]tr\.|[Сс]тр\.|第(?=[0-9-]{1,9}页)", _LEAVES),
)  # fmt: skip

# The number stands before the sign: Hungarian.
_BEFORE: tuple[tuple[str, str], ...] = (
    ("box", r"[0-9]{1,5}(?=\. ?(?:doboz|d\.))"),
    ("fond", r"[0-9]{1,5}(?=\. ?f(?:ond\b|\.))"),
    ("file", r"[0-9]{1,5}(?:/[0-9]{1,5}){0,3}(?=\.? ?[őo]\. ?e\.)"),
)

KINDS = tuple(dict.fromkeys(kind for kind, _, _ in _TABLE))
"""Every kind a part may have; each is a value of `idno/@type` in the project's schema."""


def _signed(index: int, sign: str, value: str) -> str:
    return rf"(?P<k{index}>{sign}) ?(?P<v{index}>{value})"


_AFTER_SIGN = re.compile(
    r"(?<![^\W_])(?<![A-Za-z0-9]\.)(?:"
    + "|".join(_signed(index, sign, value) for index, (_, sign, value) in enumerate(_TABLE))
    + ")"
)
_BEFORE_SIGN = [(kind, re.compile(rf"(?<![\w/-]){pattern}")) for kind, pattern in _BEFORE]
_WORD_END = re.compile(r"[^\W\d_]$")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: kind, value as printed, and where sign and value stand in the source."""

    kind: str
    value: str
    begin: int
    end: int
    short: bool = False


def read_parts(text: str) -> list[Part]:
    """All parts that are sure, in printed order, without overlap; the signs in `KINDS`."""
    found = sorted(_after_sign(text) + _before_sign(text), key=lambda part: part.begin)
    apart: list[Part] = []
    for part in found:
        if not apart or part.begin >= apart[-1].end:
            apart.append(part)
    return _decided(apart)


def _after_sign(text: str) -> list[Part]:
    out, at = [], 0
    while match := _AFTER_SIGN.search(text, at):
        name = match.lastgroup or ""
        kind, _, _ = _TABLE[int(name[1:])]
        sign, value = match["k" + name[1:]], match[name]
        at = max(match.end(), at + 1)
        end = match.start(name) + len(value.rstrip(" .:'’\"”"))
        value = text[match.start(name) : end]
        glued = bool(_WORD_END.search(sign)) and match.start(name) == match.end("k" + name[1:])
        if value and not (glued and value[0].isalpha()) and _is_code(kind, value):
            out.append(Part(kind, value, match.start(), end, len(sign) <= 3 and sign.endswith(".")))
            at = max(end, match.start() + 1)
    return out


def _is_code(kind: str, value: str) -> bool:
    """A file may be named by letters alone (`File No. JNSG`), but not by an ordinary word."""
    if kind == "fond" or re.search(r"[0-9]", value):
        return True
    return value.isupper() and value.isalpha()


def _before_sign(text: str) -> list[Part]:
    out = []
    for kind, pattern in _BEFORE_SIGN:
        for match in pattern.finditer(text):
            after = text[match.end() : match.end() + 12]
            sign = re.match(r"\.? ?[^\W\d_]{1,5}\.?(?: ?e\.)?", after)
            end = match.end() + (sign.end() if sign else 0)
            if after.lstrip(". ").startswith("d.") and "ő" not in text and ". f." not in text:
                continue
            out.append(Part(kind, match.group(), match.start(), end))
    return out


def _decided(parts: list[Part]) -> list[Part]:
    """Keep of the short signs those whose neighbours decide what they mean."""
    out: list[Part] = []
    before: set[str] = set()
    left = Counter(part.kind for part in parts)
    for part in parts:
        left[part.kind] -= 1
        after = set(+left)
        if part.kind == "fond" and part.short and "file" in before:
            out.append(Part("sheet", part.value, part.begin, part.end))
        elif part.kind in before & {"fond", "opis", "delo"}:
            break  # a second shelfmark begins
        elif _sure(part, before, after):
            out.append(part)
            before.add(part.kind)
    return out


def _sure(part: Part, before: set[str], after: set[str]) -> bool:
    soviet = before & {"fond", "opis", "papka", "delo"}
    if not part.short:
        return part.kind != "list" or bool(soviet)
    return {
        "fond": bool(after & {"opis", "delo", "file", "list"}),
        "opis": "fond" in before or bool(after & {"delo", "list", "papka"}),
        "papka": bool({"fond", "opis"} & before) and "delo" not in before and "delo" in after,
        "delo": bool(soviet),
        "list": bool(soviet),
    }.get(part.kind, True)

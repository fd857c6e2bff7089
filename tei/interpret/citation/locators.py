"""The parts of a shelfmark: `f. 5, op. 49`, `File No. 12`, `66. doboz`, `(Cx 324)`, by the tables of signs.

A short sign such as `d.` or `p.` means different things in different archives, so it is taken only
where its neighbours decide: `d.` is a delo when fond or opis stand before it, `p.` a papka when a delo
follows and a page after a file. What is not decided is no part; the shelfmark keeps it verbatim all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from tei.interpret.citation.signs import AFTER, BEFORE, CALL_CODES, KINDS, LEAVES
from tei.interpret.citation.spans import nesting
from tei.late_patterns import late

__all__ = ["KINDS", "Part", "call_code", "read_parts"]


def _signed(index: int, sign: str, value: str) -> str:
    return rf"(?P<k{index}>{sign}) ?(?P<v{index}>{value})"


_AFTER_SIGN = re.compile(
    r"(?<![^\W_])(?<![A-Za-z0-9]\.)(?:"
    + "|".join(_signed(index, sign, value) for index, (_, sign, value) in enumerate(AFTER))
    + ")"
)
_BEFORE_SIGN = [(kind, re.compile(rf"(?<![\w/-]){pattern}")) for kind, pattern in BEFORE]
_CALL_CODE = re.compile(
    r"(?<![\w/.-])(?:"
    + "|".join(f"(?P<c{index}>{pattern})" for index, (_, pattern) in enumerate(CALL_CODES))
    + r")(?![0-9A-Za-zА-Яа-я/]|-[0-9A-Za-z])"
)
_LEAVES = late(LEAVES)
_DIGIT = re.compile("[0-9]")
_WORD_END = re.compile(r"[^\W\d_]$")
# The value goes on: what was taken of it would be a wrong value.
_GOES_ON = re.compile(
    r"[0-9A-Za-zА-Яа-яÀ-ÿ/_]|\([0-9A-Za-z]{1,4}\)|[.'’–-][0-9]|(?:, ?[0-9]{1,6}){0,5},? (?:and|&|und|et|и) [0-9]"
)
_MORE_WORDS = re.compile(r" ?[^\s,;.)\]]|\.[^\W\d_]")
_NAMED = {"fond", "series", "subseries"}  # kinds whose value may be words
_DOTTED = re.compile(r"(?:[A-ZА-Я]\.){2}$")


@dataclass(slots=True)
class Part:
    """One part: kind, value as printed, where sign and value stand in the source, its sign."""

    kind: str
    value: str
    begin: int
    end: int
    sign: str = ""

    @property
    def short(self) -> bool:
        """Whether the sign is one that means several things."""
        return len(self.sign) <= 3 and self.sign.endswith(".")


def read_parts(text: str) -> list[Part]:
    """All parts that are sure, in printed order, without overlap; the signs in `KINDS`."""
    quoted = nesting(text, '"“«《')  # numbers in a title are no parts
    found = [part for part in _after_sign(text) + _before_sign(text) if not quoted[part.begin]]
    found.sort(key=lambda part: part.begin)
    apart: list[Part] = []
    for part in found:
        if not apart or part.begin >= apart[-1].end:
            apart.append(part)
    code = call_code(text)
    if code and _stands_alone(code, apart):
        apart = sorted([*apart, code], key=lambda part: part.begin)
    return _decided(apart, text)


def _stands_alone(code: Part, parts: list[Part]) -> bool:
    """Nothing but a fond before the call number, and nothing that is a file in its own right."""
    before = [part for part in parts if part.begin < code.end]
    if any(part.kind != "fond" or part.end > code.begin for part in before):
        return False
    kinds = {part.kind for part in parts}
    return code.kind not in kinds and not (before and kinds & {"opis", "delo", "papka"})


def call_code(text: str) -> Part | None:
    """The first call number that needs no sign, such as `118-00123-01` or `DY 30/1201`."""
    match = _CALL_CODE.search(text)
    if match is None:
        return None
    kind, _ = CALL_CODES[int((match.lastgroup or "c0")[1:])]
    return Part(kind, match.group(), match.start(), match.end())


def _after_sign(text: str) -> list[Part]:
    out, at = [], 0
    while match := _AFTER_SIGN.search(text, at):
        name = match.lastgroup or ""
        kind, _, _ = AFTER[int(name[1:])]
        sign, begin = match["k" + name[1:]], match.start(name)
        value = _bare(match[name])
        end = begin + len(value)
        at = max(match.end("k" + name[1:]), at + 1)
        glued = bool(_WORD_END.search(sign)) and begin == match.end("k" + name[1:])
        if not value or (glued and value[0].isalpha() and sign[-1] < "\u3000"):
            continue
        if _is_code(kind, value) and not _goes_on(kind, sign, value, text[end : end + 60]):
            out.append(Part(kind, value, match.start(), end, sign))
            at = max(end, match.start() + 1)
    return out


def _bare(value: str) -> str:
    """The value without the signs of the sentence; `C.C. al P.C.R.` keeps its last full stop."""
    bare = value.rstrip(" :'’\"”")
    return bare if _DOTTED.search(bare) else bare.rstrip(" .:'’\"”")


def _goes_on(kind: str, sign: str, value: str, after: str) -> bool:
    """Whether only the beginning of a value was taken; one in words ends at a separator alone."""
    in_words = "series" in kind or (kind == "fond" and not _DIGIT.search(value))
    several = sign.endswith("es") and re.match(r", ?[0-9]", after)  # `Boxes 3, 4`
    return bool(_GOES_ON.match(after) or several or (in_words and _MORE_WORDS.match(after)))


def _is_code(kind: str, value: str) -> bool:
    """A file may be named by letters alone (`File No. JNSG`), but not by an ordinary word."""
    if kind in _NAMED or _DIGIT.search(value):
        return not value[0].islower()
    return value.isupper() and value.isalpha()


def _before_sign(text: str) -> list[Part]:
    out = []
    for kind, pattern in _BEFORE_SIGN:
        for match in pattern.finditer(text):
            after = text[match.end() : match.end() + 12]
            sign = re.match(r"\.? ?[^\W\d_]{1,5}\.?(?: ?e\.)?", after)
            words = sign.group() if sign else ""
            if after.lstrip(". ").startswith("d.") and "ő" not in text and ". f." not in text:
                continue
            end = match.end() + len(words)
            out.append(Part(kind, match.group(), match.start(), end, words.strip(" .")))
    return out


_SOVIET = {"fond", "opis", "papka", "delo"}
_PAGED = {"file", "box", "bundle", "folder", "volume", "number", "reel"}
_TECZKA = frozenset({"t.", "teczka"})
_WIAZKA = frozenset({"w.", "wiązka"})
_ZESPOL = frozenset({"z.", "zesp.", "zespół"})
_POLISH = _TECZKA | _WIAZKA | _ZESPOL | {"sygn."}
# Polish signs of one letter, and the Italian busta: signs before, signs after, one of which must be there.
_DECIDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "z.": (frozenset(), _WIAZKA | _TECZKA),
    "w.": (_ZESPOL, _TECZKA),
    "t.": (_ZESPOL | _WIAZKA, frozenset()),
    "k.": (_POLISH, frozenset()),
    "s.": (_POLISH, frozenset()),
    "b.": (frozenset(), frozenset({"fasc."})),
}


def _decided(parts: list[Part], text: str) -> list[Part]:
    """Keep of the short signs those whose neighbours decide what they mean."""
    out: list[Part] = []
    seen = _Around()
    left = Counter(part.kind for part in parts) + Counter(part.sign.casefold() for part in parts)
    for part in parts:
        left.subtract((part.kind, part.sign.casefold()))
        if part.sign.casefold() in {"f.", "ф."} and "file" in seen.kinds:
            out.append(_leaves("sheet", part, text))
        elif part.kind in seen.kinds & {"fond", "opis", "delo"}:
            break  # a second shelfmark begins
        elif part.sign == "p." and _is_page(seen.kinds, left):
            out.append(_leaves("pages", part, text))
        elif _sure(part, seen, left):
            out.append(part)
            seen.kinds.add(part.kind)
            seen.signs.add(part.sign.casefold())
    return out


@dataclass(slots=True)
class _Around:
    """Kinds and small signs of the parts taken so far."""

    kinds: set[str] = field(default_factory=set)
    signs: set[str] = field(default_factory=set)


def _is_page(before: set[str], left: Counter[str]) -> bool:
    """`p.` behind a file or a box; behind opis or delo, or before a delo, it may be a papka."""
    return bool(before & _PAGED) and not before & (_SOVIET - {"fond"}) and not left["delo"]


def _leaves(kind: str, part: Part, text: str) -> Part:
    """The part read again as leaves or pages: `p. 3, 5-7`."""
    begin = part.end - len(part.value)
    match = _LEAVES.match(text, begin)
    value = _bare(match.group()) if match and match.end() > part.end else part.value
    return replace(part, kind=kind, value=value, end=begin + len(value))


def _sure(part: Part, seen: _Around, left: Counter[str]) -> bool:
    before, sign = seen.kinds, part.sign.casefold()
    soviet = bool(before & _SOVIET)
    if not part.short:
        return part.kind != "list" or soviet
    if sign in _DECIDED_BY and part.sign != "S.":  # the capital is the German Seite
        earlier, later = _DECIDED_BY[sign]
        return bool(earlier & seen.signs) or any(left[one] > 0 for one in later)

    def follows(*kinds: str) -> bool:
        return any(left[kind] > 0 for kind in kinds)

    match part.kind:
        case "fond":
            return follows("opis", "delo", "file", "list", "sv.")
        case "opis":
            return "fond" in before or follows("delo", "list", "papka")
        case "papka":
            return bool({"fond", "opis"} & before) and "delo" not in before and follows("delo")
        case "delo" | "list":
            return soviet
        case _:
            return True

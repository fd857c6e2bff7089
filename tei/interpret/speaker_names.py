"""The speaker that a line may begin with: a name or a title and a colon, a dash, a stop, a wide blank.

Source: minutes, transcripts of courts and parliaments, verbatim records.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tei.interpret.list_words import folded, is_side, words
from tei.late_patterns import late

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_NAME: Final = 60
_LONGEST_CJK = 4  # a name of China, Japan or Korea; longer ones need a title
_MOST_WORDS = 6
_MOST_TITLED = 9  # `The President of the Board of Bridges and Roads`
_INITIALS = re.compile(r"^(?!NB)(?P<name>[^\W\d_a-zа-я]{2,3}):(?=\s)")
_WITHIN = re.compile(r"^(?P<name>[^:：—–\n]{1,60}?)\s?(?P<sign>[:：]|\s?—|\.?–(?=\s)|\.\s?[—–-](?=\s))")
_SIGN = re.compile("[:：—–.]")  # between a speaker and his words, or the first sign of it
_LONGEST_START = _LONGEST_NAME + 4
_STOPPED = re.compile(r"^(?P<name>(?:[^\W\d_]\.\s?){0,2}[^\W\d_]{2,25})(?P<sign>\.)(?=\s)")
# `Q. Did you see it?`: the letters of question and answer; `○山本委員　…`: a wide blank behind a title.
_LETTER = re.compile(r"^(?P<name>[QAFDRPVKВОПZ])(?P<sign>\.)\s(?=\S)")
_LETTERS = frozenset(("QA", "FA", "QR", "DR", "PR", "PO", "KV", "ВО", "ПВ"))
_WIDE = re.compile(r"^[○◯]?(?P<name>[\u3400-\u9fff\u3040-\u30ff々]{2,10})(?P<sign>[\u3000 ]+)(?=\S)")
_OPENS_WIDE = re.compile(r"^[○◯]?[\u3400-\u9fff\u3040-\u30ff々]{2,10}[\u3000 ]")
_BRACKETS = re.compile(r"\s?[(（\[][^()（）\[\]]{1,60}[)）\]]")
_CJK = late(r"^[々\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af·・\s]{1,12}$")
_NO_NAME_CJK = frozenset("的是之了在和与於于：、の")
_WORD = re.compile(r"^[^\W\d_]+(?:[-'’.][^\W\d_]*)*\.?,?$")
_LINKS = frozenset("of the de la le du von van der den di da dos el al bin ibn and und et y i и".split())
_SAYS_ON = (" dit", " répond", " demande", " objecte", " écrit", " lit", " affirme", " prétend", " ajoute")
_MARKS = re.compile(r"\^\{[^{}]{0,8}\}|\[[0-9]{1,3}\]")


@dataclass(slots=True)
class Start:
    """Where a turn begins: the speaker as printed with the sign, the name alone, what is said.

    `letter`: the letter of question or answer, which counts only where the other one answers to it.
    """

    printed: str
    name: str
    said: str
    titled: bool
    stopped: bool
    letter: bool = False


def initials_of_speakers(texts: Sequence[str]) -> frozenset[str]:
    """The initials that lines begin with (`PS:`, `DK:`), where two speak, each more than once: labels of nothing else."""
    said = Counter(found["name"] for text in texts if (found := _INITIALS.match(text)))
    again = frozenset(name for name, times in said.items() if times > 1)
    return again if len(again) > 1 else frozenset()


def read_start(text: str, initials: frozenset[str] = frozenset()) -> Start | None:
    """The speaker that a line may begin with, by its form; `initials` are sure to be of speakers."""
    text = text.strip()
    if _OPENS_WIDE.match(text) and (wide := _wide(text)):
        return wide
    if not _SIGN.search(text, 0, _LONGEST_START):
        return None
    letter = _LETTER.match(text)
    if letter and text[letter.end() : letter.end() + 1].islower():
        return None  # `A. stood at the gate`
    if letter:
        return Start(
            text[: letter.end()].rstrip(), letter["name"], text[letter.end() :].strip(), False, False, True
        )
    found = _WITHIN.match(text)
    start = _made(found, text, stopped=False, initials=initials) if found else None
    if start is None and (found := _STOPPED.match(text)):
        start = _made(found, text, stopped=True)
    return start


def _made(
    found: re.Match[str], text: str, *, stopped: bool, initials: frozenset[str] = frozenset()
) -> Start | None:
    name = _BRACKETS.sub("", _MARKS.sub("", found["name"])).strip()
    bare = folded(name)
    titled = _is_titled(bare)
    if titled and len(name.split()) > _MOST_WORDS and not _in_capitals(name):
        return None
    if stopped and bare in words("titles"):
        return None
    if not bare or not (titled or _is_name(name) or bare in words("questions")):
        return None
    if is_side(bare):
        return None
    if bare in words("no-speaker") and bare not in words("questions") and name not in initials:
        return None
    said = text[found.end() :].strip()
    return None if titled and _names_only(said) else Start(text[: found.end()], bare, said, titled, stopped)


def _names_only(said: str) -> bool:
    """`President: Mr. HOLM (Harn)`: who holds the office, and nothing said."""
    who = _BRACKETS.sub("", said).strip()
    parts = who.split()
    return (
        1 < len(parts) <= _MOST_WORDS and who[-1] not in ".!?…" and _is_titled(folded(who)) and _is_name(who)
    )


def _wide(text: str) -> Start | None:
    found = _WIDE.match(text)
    if (
        found is None
        or not _is_titled(found["name"])
        or found["name"] in words("no-speaker") | words("titles")
    ):
        return None
    return Start(text[: found.end()].rstrip(), found["name"], text[found.end() :].strip(), True, False)


def is_resolution(text: str) -> bool:
    """`Decision: …`, `Usnesení: …`: what a meeting resolved, which nobody says."""
    found = _WITHIN.match(text)
    return found is not None and folded(found["name"]) in words("resolutions")


def are_letters(names: Sequence[str]) -> bool:
    """Whether letters in their order are question and answer in turn: both of a pair, the question first."""
    seen = "".join(dict.fromkeys(names))
    turns = sum(1 for one, two in pairwise(names) if one != two)
    return seen in _LETTERS and turns * 4 >= (len(names) - 1) * 3


def _is_titled(bare: str) -> bool:
    if _CJK.match(bare):
        return any(bare.endswith(title) for title in words("titles") if _CJK.match(title))
    parts = bare.split()
    leads = {parts[0].rstrip("."), " ".join(parts[:2]), parts[-1]} if parts else set()
    if parts[:1] == ["on"] and bare.endswith(_SAYS_ON):
        return False  # `On nous dit :` is no Italian deputy
    return len(parts) <= _MOST_TITLED and bool(leads & words("titles"))


def _in_capitals(name: str) -> bool:
    """Whether all words of a name but those that link them have capitals."""
    return all(part[0].isupper() or part.lower() in _LINKS for part in name.split())


def _is_name(name: str) -> bool:
    """A few words, each with a capital, or few signs of a script without capitals."""
    if _CJK.match(name):
        return len(name) <= _LONGEST_CJK and not _NO_NAME_CJK & set(name)
    parts = name.split()
    if not parts or len(parts) > _MOST_WORDS or not all(map(_WORD.match, parts)):
        return False
    return _in_capitals(name) and parts[0][0].isupper()

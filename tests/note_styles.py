"""A generator of texts with notes: every style of mark against every style of label, place and oddity.

The texts are made of invented words; what should become of their marks and notes is made with them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def wide(n: int) -> str:
    """A number in full-width digits."""
    return str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def superscript(n: int) -> str:
    """A number in superscript digits."""
    return str(n).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


# name of the style -> how the mark of the number n looks in the text
MARKS: dict[str, Callable[[int], str]] = {
    "raised-hooked": lambda n: f"^{{〔{n}〕}}",
    "raised": lambda n: f"^{{{n}}}",
    "raised-bracket": lambda n: f"^{{[{n}]}}",
    "hooked": lambda n: f"〔{n}〕",
    "square": lambda n: f"[{n}]",
    "wide": lambda n: "[" + wide(n) + "]",
    "wide-square": lambda n: f"［{wide(n)}］",
    "mixed": lambda n: f"[{n}〕" if n % 2 else f"〔{n}]",
    "parenthesised": lambda n: chr(0x2474 + n - 1),
    "circled": lambda n: chr(0x2460 + n - 1),
    "superscript": superscript,
    "round": lambda n: f"({n})",
    "raised-letter": lambda n: f"^{{{chr(96 + n)}}}",
    "square-letter": lambda n: f"[{chr(96 + n)}]",
    "stars": lambda n: "*" * n,
    "raised-stars": lambda n: f"^{{{'*' * n}}}",
    "daggers": lambda n: "*†‡"[n - 1],
    "lenticular": lambda n: f"【{n}】",
    "raised-round": lambda n: f"^{{({n})}}",
    "raised-bracketed": lambda n: f"^{{{n})}}",
    "superscript-round": lambda n: f"⁽{superscript(n)}⁾",
    "square-stars": lambda n: f"[{'*' * n}]",
    "bracketed-stars": lambda n: "*" * n + ")",
    "wide-stars": lambda n: "＊" * n,
    "black": lambda n: chr(0x2776 + n - 1),
    "raised-cyrillic": lambda n: f"^{{{'абвгдежзик'[n - 1]}}}",
}
# name of the style -> how the label before the note n looks
LABELS: dict[str, Callable[[int], str]] = {
    "hooked": lambda n: f"〔{n}〕",
    "hooked-apart": lambda n: f"〔{n}〕 ",
    "bulleted": lambda n: f"- 〔{n}〕 ",
    "square": lambda n: f"[{n}] ",
    "square-tab": lambda n: f"[{n}]\t",
    "wide-square": lambda n: f"［{wide(n)}］",
    "raised": lambda n: f"^{{{n}}} ",
    "bulleted-raised": lambda n: f"- ^{{{n}}} ",
    "superscript": lambda n: superscript(n) + " ",
    "superscript-glued": superscript,
    "circled": lambda n: chr(0x2460 + n - 1) + " ",
    "round": lambda n: f"({n}) ",
    "dotted": lambda n: f"{n}. ",
    "bulleted-dotted": lambda n: f"- {n}. ",
    "bracketed": lambda n: f"{n}) ",
    "bare": lambda n: f"{n} ",
    "wide-dotted": lambda n: f"{wide(n)}．",
    "letter": lambda n: f"{chr(96 + n)} ",
    "letter-dotted": lambda n: f"{chr(96 + n)}. ",
    "letter-bracketed": lambda n: f"{chr(96 + n)}) ",
    "square-letter": lambda n: f"[{chr(96 + n)}] ",
    "raised-letter": lambda n: f"^{{{chr(96 + n)}}} ",
    "stars": lambda n: "*" * n + " ",
    "stars-glued": lambda n: "*" * n,
    "daggers": lambda n: "*†‡"[n - 1] + " ",
    "lenticular": lambda n: f"【{n}】",
    "raised-bracketed": lambda n: f"^{{{n})}} ",
    "square-dotted": lambda n: f"[{n}]. ",
    "word": lambda n: f"Note {n}: ",
    "word-cjk": lambda n: f"注{n}：",
    "black": lambda n: chr(0x2776 + n - 1) + " ",
    "slashed": lambda n: f"{n}/ ",
    "enumerated": lambda n: f"{n}、",
    "square-stars": lambda n: f"[{'*' * n}] ",
    "bracketed-stars": lambda n: "*" * n + ") ",
    "cyrillic-bracketed": lambda n: f"{'абвгдежзик'[n - 1]}) ",
    "raised-cyrillic": lambda n: f"^{{{'абвгдежзик'[n - 1]}}} ",
}
_LETTERS = frozenset(("raised-letter", "square-letter", "letter", "letter-dotted", "letter-bracketed"))
_CYRILLIC = frozenset(("raised-cyrillic", "cyrillic-bracketed"))
_STARS = frozenset(("stars", "raised-stars", "stars-glued", "square-stars", "bracketed-stars", "wide-stars"))
_ONLY_SO_MANY = {
    "stars": 4,
    "raised-stars": 4,
    "stars-glued": 4,
    "daggers": 3,
    "circled": 20,
    "parenthesised": 20,
    "black": 10,
    "square-stars": 4,
    "bracketed-stars": 4,
    "wide-stars": 4,
    "raised-cyrillic": 10,
    "cyrillic-bracketed": 10,
}
WEAK = frozenset(("dotted", "bulleted-dotted", "bracketed", "bare", "wide-dotted", "letter", "letter-dotted", "letter-bracketed", "slashed", "enumerated", "cyrillic-bracketed"))  # fmt: skip
HEADINGS = ("注 释", "注　　释", "注釋：", "Notes", "NOTES", "Notes:", "[Footnotes:]", "## Notes", "Endnotes", "Anmerkungen", "Fußnoten",
            "Примечания", "Примітки", "Notas", "Jegyzetek", "Poznámky", "Przypisy", "Бележки", "Напомене", "Shënime", "각주", "주석",
            "注記", "訳注", "Chú thích", "Notes de bas de page", "Note di chiusura", "Notă")  # fmt: skip
WORDS = {
    "en": "the ferry harbour keeper wrote that three lamps were lost near the northern pier and asked for new ones before winter".split(),
    "de": "der Hafenmeister schrieb dass drei Lampen am nördlichen Kai fehlen und bat um neue vor dem Winter".split(),
    "ru": "смотритель гавани написал что три лампы потеряны у северного причала и просил новые до зимы".split(),
    "zh": list("港口管理员写道北码头附近的三盏灯丢失了请求在冬天之前送来新的渡轮船长回答说没有灯油"),
}
NOTE_WORDS = {
    "en": "a lamp of brass made in the yard of the harbour before the great flood of that year".split(),
    "de": "eine Lampe aus Messing die in der Werft vor der großen Flut gebaut wurde".split(),
    "ru": "лампа из латуни сделанная на верфи до большого наводнения того года".split(),
    "zh": list("这盏灯是洪水之前在船坞制造的黄铜灯由渡轮公司保管"),
}


def fits(mark: str, label: str) -> bool:
    """Whether a label of this style can answer to a mark of that one: numbers, letters, asterisks."""

    def kind(style: str) -> str:
        return (
            "letter"
            if style in _LETTERS
            else "star"
            if style in _STARS
            else "cyrillic"
            if style in _CYRILLIC
            else style
            if style == "daggers"
            else "number"
        )

    if mark == "round" and label not in ("round", "square", "hooked", "dotted"):
        return False
    return kind(mark) == kind(label)


@dataclass(frozen=True)
class Style:
    """How a text prints its notes."""

    mark: str = "square"
    label: str = "square"
    heading: str = "Notes"
    language: str = "en"
    count: int = 3
    rule: bool = False
    apart: bool = False
    paragraphs: int = 1
    twice: bool = False
    lost_notes: frozenset[int] = frozenset()
    lost_marks: frozenset[int] = frozenset()
    after: str = ""

    @property
    def most(self) -> int:
        """The highest number of notes that the signs can number."""
        return min(_ONLY_SO_MANY.get(self.mark, 26), _ONLY_SO_MANY.get(self.label, 26), self.count)


@dataclass
class Printed:
    """A text and what should be read in it: the words of each mark's note, in order; None where it is lost."""

    text: str
    marks: list[str | None] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lonely: list[str] = field(default_factory=list)


def sentence(language: str, rng: random.Random, table: dict[str, list[str]] = WORDS) -> list[str]:
    """The words of a sentence, without stop."""
    words = rng.choices(table[language], k=rng.randint(8, 16))
    return [words[0].capitalize(), *words[1:]]


def joined(language: str, words: list[str]) -> str:
    """Words as text."""
    return ("" if language == "zh" else " ").join(words)


def stop(language: str) -> str:
    """The full stop of a language."""
    return "。" if language == "zh" else "."


def printed(style: Style, seed: int = 0) -> Printed:
    """A text of a few paragraphs with its notes below."""
    rng = random.Random(f"{seed} {style}")  # noqa: S311 (words of a test, no secret)
    made = Printed("")
    numbers = [n for n in range(1, style.most + 1) if n not in style.lost_marks]
    if style.twice and numbers:
        numbers.insert(len(numbers) // 2 + 1, numbers[0])
    notes = {n: f"{joined(style.language, sentence(style.language, rng, NOTE_WORDS))} {n}{stop(style.language)}"
             for n in range(1, style.most + 1) if n not in style.lost_notes}  # fmt: skip
    paragraphs = []
    for n in numbers:
        words = sentence(style.language, rng)
        at = rng.randint(2, len(words) - 2)
        words[at] += MARKS[style.mark](n)
        paragraphs.append(joined(style.language, words) + stop(style.language))
        made.marks.append(notes.get(n))
    plain = joined(style.language, sentence(style.language, rng)) + stop(style.language)
    below = []
    for n, note in notes.items():
        more = [
            joined(style.language, sentence(style.language, rng, NOTE_WORDS)) + stop(style.language)
            for _ in range(style.paragraphs - 1)
        ]
        below += [LABELS[style.label](n) + note, *more] + ([""] if style.apart else [])
        made.notes.append(note)
        if n in style.lost_marks:
            made.lonely.append(note)
    above = (["------------------"] if style.rule else []) + ([style.heading, ""] if style.heading else [])
    after = ["", style.after] if style.after else []
    made.text = "\n".join(
        [plain, "", *[line for one in paragraphs for line in (one, "")], *above, *below, *after]
    )
    return made

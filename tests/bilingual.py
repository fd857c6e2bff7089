"""The bilingual texts of tests/alignment, and what can become of them: variants with their true pairs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "alignment"


@dataclass(frozen=True)
class Bilingual:
    """An original, its translation, and which paragraphs answer to each other, counted from 1."""

    name: str
    languages: tuple[str, str]
    original: tuple[str, ...]
    translation: tuple[str, ...]
    pairs: frozenset[tuple[int, int]]


def texts() -> list[Bilingual]:
    """All texts, in the order of the files."""
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        for row in content["text"]:
            first, second = row.get("languages", content["languages"])
            pairs = row["pairs"]
            if pairs == "all":
                assert len(row["original"]) == len(row["translation"]), row["name"]
                pairs = [(number, number) for number in range(1, len(row["original"]) + 1)]
            found.append(
                Bilingual(
                    f"{file.stem}: {row['name']}",
                    (first, second),
                    tuple(row["original"]),
                    tuple(row["translation"]),
                    frozenset((one, other) for one, other in pairs),
                )
            )
    return found


def variants(text: Bilingual) -> Iterator[Bilingual]:
    """A text with one paragraph left out, moved, or joined to the next, at each place of each side."""
    for place in range(len(text.original)):
        yield from _of_side(text, place)
    turned = _turned(text)
    for place in range(len(turned.original)):
        yield from map(_turned, _of_side(turned, place))


def strangers(all_texts: list[Bilingual]) -> Iterator[Bilingual]:
    """Originals beside the translations of other texts: nothing answers to anything."""
    for one in all_texts:
        for other in all_texts:
            if one is not other:
                languages = (one.languages[0], other.languages[1])
                name = f"{one.name} / {other.name}"
                yield Bilingual(name, languages, one.original, other.translation, frozenset())


def _of_side(text: Bilingual, place: int) -> Iterator[Bilingual]:
    number, side = place + 1, text.original
    if len(side) > 1:
        yield replace(
            text,
            name=f"{text.name}, without {number}",
            original=side[:place] + side[place + 1 :],
            pairs=frozenset((a - (a > number), b) for a, b in text.pairs if a != number),
        )
    if place + 1 < len(side):
        yield replace(
            text,
            name=f"{text.name}, {number} after the next",
            original=(*side[:place], side[place + 1], side[place], *side[place + 2 :]),
            pairs=frozenset(({number: number + 1, number + 1: number}.get(a, a), b) for a, b in text.pairs),
        )
        yield replace(
            text,
            name=f"{text.name}, {number} joined to the next",
            original=(*side[:place], f"{side[place]} {side[place + 1]}", *side[place + 2 :]),
            pairs=frozenset((a - (a > number), b) for a, b in text.pairs),
        )


def _turned(text: Bilingual) -> Bilingual:
    return Bilingual(
        text.name,
        (text.languages[1], text.languages[0]),
        text.translation,
        text.original,
        frozenset((b, a) for a, b in text.pairs),
    )

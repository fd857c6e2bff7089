"""What the way from a reading to proven TEI does, counted and compared with the plain way to do it.

Counted, not timed: how often a tree is made, parsed, validated and walked. Where work is left out, the result is that
of all the work.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import wilson

from tei.check import signs
from tei.enrich import evidence, numbers
from tei.enrich.beads import PARAGRAPHS, SENTENCES, Bead, Comparison, beads
from tei.enrich.evidence import Content
from tei.enrich.pairs import may_answer, sure_paragraphs
from tei.letters import script
from tei.pipeline import Options, convert_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

RUSSIAN = [
    "Товарищ Вольский сообщил 12 мая, что в порт пришли 340 судов с зерном.",
    "Совет порта просит прислать ещё 25 кранов и 60 рабочих к осени.",
    "Мост у северной пристани закрыт на три недели.",
]
ENGLISH = [
    "Comrade Volsky reported on 12 May that 340 ships with grain had come to the port.",
    "The council of the port asks for 25 more cranes and 60 workers by autumn.",
]
RECORD = wilson(
    "\n\n".join((*RUSSIAN, *ENGLISH)),
    Original_Language="Russian",
    Contents="Original Scan\nTranslation - English",
)
ONCE = (
    ("tei.proving", "encode"),
    ("tei.proving", "serialise"),
    ("tei.safe_xml", "parse_xml"),
    ("tei.proving", "paired"),
    ("tei.check.faults", "is_valid"),
    ("tei.proving", "Index"),
    ("tei.enrich.alignment", "_comparison"),
)


def counted(monkeypatch: pytest.MonkeyPatch, module: str, name: str, calls: Counter[str]) -> None:
    place = importlib.import_module(module)
    function: Callable[..., object] = getattr(place, name)

    def count(*given: object, **named: object) -> object:
        calls[name] += 1
        return function(*given, **named)

    monkeypatch.setattr(place, name, count)
    if module == "tei.check.faults":
        monkeypatch.setattr("tei.check.schema.is_valid", count)


def test_each_step_of_the_proof_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    for module, name in ONCE:
        counted(monkeypatch, module, name, calls)
    result = convert_bytes(RECORD.encode(), "in.txt", Options(profile="wilson-center"))
    told = [one for one in result.findings if one.code == "A001"]
    assert not result.failed, result.findings
    assert [one.where.line for one in told] == [RECORD.split("\n").index(RUSSIAN[2]) + 1]
    assert calls == dict.fromkeys((name for _, name in ONCE), 1)


# --- work that is left out ------------------------------------------------------------------------

WORDS = st.sampled_from(
    "two Two's l'two a'b'two hundred thousand twenty-five 20 5 1,200 3.5 сто два двадцать Лена DDT deHolm Holm ÉMILE e_f two² "
    "２０ 三百 5万 2千 백만 über zwei zweiundzwanzig dreißig DREISSIG ＡＢ Ⅷ _ — «Ox» h2O 한국 中文字使用于农业生产合作社".split()
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from((" ", "", "-", "\n", ", ", "\u00a0"))), max_size=14).map(
    lambda parts: "".join(word + blank for word, blank in parts)
)
LANGUAGES = st.sampled_from(("en", "ru", "de", "zh-Hans", "ko", "und"))


@given(TEXTS, LANGUAGES)
def test_words_that_are_no_numbers_need_not_be_asked(text: str, language: str) -> None:
    every = re.compile(rf"{numbers._DIGITS.pattern}|{numbers._WORD.pattern}")
    with patch.object(numbers, "_told", lambda text, _words: every.finditer(text)):
        expected = numbers.numbers_of(text, language)
    assert numbers.numbers_of(text, language) == expected


@given(TEXTS | TEXTS.map(lambda text: text.encode("ascii", "ignore").decode()))
def test_length_and_names_are_the_same_in_ascii(text: str) -> None:
    assert evidence._length(text) == sum(map(str.isalnum, text))
    eastern = sum(script(sign) in evidence._EAST for sign in text[:200]) > 10
    words = evidence._LATIN_WORD.findall(text) if eastern else re.findall(r"[^\W\d_]+", text)
    assert list(evidence._names(text)) == [word for word in words if eastern or word[0].isupper()]


@given(st.text(st.sampled_from("-–*• a|b#+ \u00a0\t"), max_size=20))
def test_list_marks_and_rules_are_found_as_by_the_plain_patterns(line: str) -> None:
    alone = re.compile(rf"(?<=\s)[{re.escape(signs._LIST_MARKS)}](?=\s)")
    assert [one.span() for one in signs._ALONE.finditer(line)] == [one.span() for one in alone.finditer(line)]
    rule = (
        len(line) >= 3
        and set(line) <= set("-–*• a|b#+ \u00a0\t") - set("–*•ab#")
        and bool(set("|+") & set(line))
    )
    assert bool(signs._RULE.fullmatch(line)) == rule


CONTENTS = st.lists(
    st.builds(
        Content,
        st.integers(1, 400),
        st.dictionaries(
            st.sampled_from([f"number {one}" for one in range(2, 9)]), st.sampled_from((0.7, 1, 2))
        ),
    ),
    max_size=7,
)


@given(CONTENTS, CONTENTS, st.sampled_from((PARAGRAPHS, SENTENCES)))
def test_the_way_is_that_of_all_beads_at_full_cost(
    first: list[Content], second: list[Content], kinds: dict[tuple[int, int], float]
) -> None:
    compared = Comparison(first, second, ("ru", "en"))
    assert beads(compared, kinds) == way(compared, kinds)


@settings(max_examples=30)
@given(CONTENTS, CONTENTS)
def test_no_way_is_looked_for_only_where_it_has_no_pair(first: list[Content], second: list[Content]) -> None:
    compared = Comparison(first, second, ("ru", "en"))
    if not may_answer(compared):
        assert sure_paragraphs(compared, beads(compared, PARAGRAPHS)) == []


def test_no_capital_letter_is_passed_over() -> None:
    capitals = [sign for sign in map(chr, range(0x20000)) if sign.isupper()]
    assert capitals
    assert all(re.match(evidence._MAYBE_CAPITAL, sign) for sign in capitals)


def way(texts: Comparison, kinds: dict[tuple[int, int], float]) -> list[Bead]:
    """The cheapest way, every bead of every cell with its whole cost."""
    best: dict[tuple[int, int], tuple[float, list[Bead]]] = {(0, 0): (0.0, [])}
    for row in range(len(texts.first) + 1):
        for column in range(len(texts.second) + 1):
            for (down, right), prior in kinds.items():
                if before := best.get((row - down, column - right)):
                    bead = Bead(range(row - down, row), range(column - right, column))
                    cost = before[0] + prior + whole_cost(texts, bead)
                    if (row, column) not in best or cost < best[row, column][0]:
                        best[row, column] = cost, [*before[1], bead]
    return best[len(texts.first), len(texts.second)][1]


def whole_cost(texts: Comparison, bead: Bead) -> float:
    if not (bead.first and bead.second):
        return -2.0 if texts.short(bead) else 0.0
    return texts.deviation(bead) ** 2 / 2 - 2.0 * texts.points(bead)

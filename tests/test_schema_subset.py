"""The grammar is a subset of TEI, and its two forms agree: properties over documents made from the grammar.

Each example is a batch, since jing needs a second to start. `bench/schema.py` does the same for thousands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from schema_documents import damaged, document, documents

from tei import resources, safe_xml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Jing = Callable[[Path, list[etree._ElementTree]], list[str]]

BATCH = 50
FEW = settings(
    max_examples=2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def refused_by_xsd(trees: list[etree._ElementTree]) -> set[int]:
    gate = safe_xml.load_xsd(resources.schema_file("tei-record.xsd"))
    return {number for number, tree in enumerate(trees) if not gate.validate(tree)}


def refused_by(errors: list[str]) -> set[int]:
    return {int(line.partition(".")[0]) for line in errors}


@FEW
@given(trees=documents(BATCH))
def test_what_the_grammar_makes_is_valid_tei(
    trees: list[etree._ElementTree], jing: Jing, tei_all: Path
) -> None:
    assert jing(tei_all, trees) == []


@FEW
@given(trees=documents(BATCH))
def test_both_forms_take_what_the_grammar_makes(trees: list[etree._ElementTree], jing: Jing) -> None:
    assert jing(resources.schema_file("tei-record.rng"), trees) == []
    assert refused_by_xsd(trees) == set()


@FEW
@given(trees=damaged(BATCH))
def test_both_forms_refuse_the_same_faults(trees: list[etree._ElementTree], jing: Jing) -> None:
    refused = refused_by(jing(resources.schema_file("tei-record.rng"), trees))
    assert refused_by_xsd(trees) == refused
    assert BATCH // 4 < len(refused) < BATCH


def test_a_number_tells_a_document() -> None:
    one, other = (etree.tostring(document(7)) for _ in range(2))
    assert one == other != etree.tostring(document(8))


@pytest.mark.parametrize("place", ["person", "note", "biblStruct", "table", "linkGrp", "sp"])
def test_rare_elements_are_among_them(place: str) -> None:
    made = (document(seed) for seed in range(200))
    assert any(next(tree.iter(f"{{*}}{place}"), None) is not None for tree in made)

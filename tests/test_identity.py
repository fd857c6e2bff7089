"""The id of a document is that of its file or its facts, and no id that an element of its file has."""

from __future__ import annotations

import pytest
from sample_records import TEXT

from tei.pipeline import convert_bytes

OWN = [
    "en",
    "en-p1",
    "en-doc",
    "en-n1",
    "en-opener",
    "app",
    "corresp",
    "src-record",
    "genre",
    "resp-enc",
    "p-ada-holm",
    "hand-ms",
]
FREE = ["letter", "en-letter", "the-boat", "box-12", "p-12", "zh", "en-2", "approach", "sup-3"]


@pytest.mark.parametrize("name", [*OWN, *FREE])
def test_a_record_may_be_called_like_an_element(name: str) -> None:
    result = convert_bytes(f"{TEXT}\n".encode(), f"{name}.txt")
    assert not result.failed, result.findings
    assert result.id == (f"r-{name}" if name in OWN else name)


def test_a_record_without_text_may_be_called_like_its_language() -> None:
    text = "A letter\n\nCitation:\n\nHolm Archive, Box 2.\n\nOriginal Language:\n\nGerman\n"
    result = convert_bytes(text.encode(), "de.txt")
    assert (result.id, result.failed) == ("r-de", False), result.findings

"""Rolls of members: names with their surnames in capitals, without labels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.model import Block, Division, Item, ItemList
from tei.pipeline import convert_bytes

BEFORE = "The guild has chosen these members for the year, as the letter asked it to do.\n\n"
AFTER = "\n\nThe other seats stay open until the boats come back in spring, when we meet again."


def division(text: str) -> Division:
    result = convert_bytes((BEFORE + text + AFTER).encode(), "in.txt")
    assert result.document is not None
    assert result.tei, result.findings
    return result.document.divisions[0]


def rolls(text: str) -> list[tuple[str, list[str]]]:
    """Heading and items of each roll."""
    made = []
    for piece in division(text).blocks:
        if isinstance(piece, ItemList) and piece.kind == "members":
            items = [words(item.content) for item in piece.items if isinstance(item, Item)]
            made.append((words(piece.head), items))
    return made


def words(content: object) -> str:
    assert isinstance(content, tuple)
    return "".join(getattr(part, "text", "") for part in content)


def test_names_under_headings_in_capitals() -> None:
    text = (
        "COMMITTEE OF HONOUR\nAda HOLM, Warden of the Coast\nJ. REYES, of the Lamp Makers'\nGuild\n"
        "SECRETARY\nMr. T. LIND, Harbour Office"
    )
    assert rolls(text) == [
        ("COMMITTEE OF HONOUR", ["Ada HOLM, Warden of the Coast", "J. REYES, of the Lamp Makers'\nGuild"]),
        ("SECRETARY", ["Mr. T. LIND, Harbour Office"]),
    ]


def test_an_office_below_its_name() -> None:
    text = "Amiral CORVAL\nMinistre des Phares\nJules MERIN\nDirecteur du Port\nA. de TAVEL\nMaire"
    assert rolls(text) == [
        ("", ["Amiral CORVAL\nMinistre des Phares", "Jules MERIN\nDirecteur du Port", "A. de TAVEL\nMaire"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada HOLM\nJ. REYES",  # two names are no roll
        "DOBRIN: The ice breaks.\nMILLER: It does.\nDOBRIN: Then we go.",  # turns
        "The LAMP is red\nThe BOAT is late\nThe MILL is shut",  # words set out
        "NOTES ON THE HARBOUR\nTHE LAMPS\nTHE BOATS",  # headings alone
        "In 1951 NATO, the guild and the mill met\nIn 1952 NATO met again\nIn 1953 NATO did not meet",
    ],
)
def test_what_is_no_roll(text: str) -> None:
    assert rolls(text) == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ada HOLM, Warden",
                "SECRETARY",
                "M. .......",
                "of the coast",
                "- 2 -",
                "J. REYES",
                "They met.",
                "HOLM",
            ]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_no_line_is_lost_or_moved(lines: list[str]) -> None:
    made = division("\n".join(lines))
    assert all(isinstance(piece, Block | ItemList) or piece.span for piece in made.blocks)

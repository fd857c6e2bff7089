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


def test_a_blank_before_the_comma_parts_name_and_office_too() -> None:
    text = "M.M. CORVAL de TAVEL , Pilote - Garde.\nJean MERIN, Maire.\nA. HOLM, Gardien."
    assert rolls(text) == [("", text.split("\n"))]


def test_an_office_below_its_name() -> None:
    text = "Amiral CORVAL\nMinistre des Phares\nJules MERIN\nDirecteur du Port\nA. de TAVEL\nMaire"
    assert rolls(text) == [
        ("", ["Amiral CORVAL\nMinistre des Phares", "Jules MERIN\nDirecteur du Port", "A. de TAVEL\nMaire"])
    ]


PRINTED = """LETTRE N° 12.
PORT-AVAL, 3 Mai 1911.
Mon cher Aubin,
Les barques sont parties avant le jour, et personne ne sait en-
core quand elles reviendront au port; le vent est tombé hier au
soir, après la pluie. Nous avons nommé les gardiens des phares,
dont voici la liste que vous m'avez demandée si souvent cet hi-
ver:
M.M. Jean CORVAL
Ancien gardien du phare du
Nord; pilote de la barre;
Louis MERIN
Maître des lampes; pilote adjoint du
port de l'Ouest et de la rade d'Aval;
- 2 -
M.M. TAVEL
Maître des barques; gardien de la barre du
Sud;
A. HOLM
Gardien du môle.
Affectueusement à vous,
Claire Aubert
"""


def test_a_page_that_begins_between_two_members_is_no_part_of_a_name() -> None:
    result = convert_bytes(PRINTED.encode(), "in.txt")
    assert result.document is not None
    (roll,) = [piece for piece in result.document.divisions[0].blocks if isinstance(piece, ItemList)]
    items = [words(item.content).split("\n") for item in roll.items if isinstance(item, Item)]
    assert [lines[0] for lines in items] == ["M.M. Jean CORVAL", "Louis MERIN", "M.M. TAVEL", "A. HOLM"]
    assert [piece.kind for piece in roll.items if isinstance(piece, Block)] == ["page"]
    assert b'<pb n="2"/>' in result.tei


def test_a_page_that_begins_within_a_member_is_a_page_all_the_same() -> None:
    text = PRINTED.replace("d'Aval;\n- 2 -\nM.M. TAVEL", "d'A-\n- 2 -\nval;\nM.M. TAVEL")
    result = convert_bytes(text.encode(), "in.txt")
    assert b'<pb n="2"/>' in result.tei
    assert b"- 2 -" in result.tei
    assert b"- 2 -<lb" not in result.tei


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

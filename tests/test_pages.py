"""Page markers: told by form, place and number, kept where they stand; text that looks like one stays text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_print_lines import joined, lines_of, paragraphs

from tei.interpret.pages import find_pages
from tei.model import Furniture, Line, PageBreak
from tei.pipeline import convert_bytes

PROSE = (
    "The boats were taken off the river in the autumn, and the men who had worked on them went home to the "
    "villages on the east bank, where most of them had a field or a share in one. "
) * 3


def marks(text: str) -> list[str]:
    """The page parts of a text in order: `pb 2`, `fw - 2 -`; `?` where the number was counted."""
    pages = find_pages(lines_of(text))
    parts = [part for _, parts in sorted(pages.marks.items()) for part in parts]
    return [
        f"pb {part.n}{'' if part.certain else '?'}"
        if isinstance(part, PageBreak)
        else f"{part.kind} {part.text}"
        for part in parts
        if isinstance(part, PageBreak | Furniture)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 2 -", ["pb 2", "pageNum - 2 -"]),
        ("— 14 —", ["pb 14", "pageNum — 14 —"]),
        ("-3-", ["pb 3", "pageNum -3-"]),
        ("[Page 6]", ["pb 6", "pageNum [Page 6]"]),
        ("Page 2 of 5", ["pb 2", "pageNum Page 2 of 5"]),
        ("Seite 12", ["pb 12", "pageNum Seite 12"]),
        ("S. 12", ["pb 12", "pageNum S. 12"]),
        ("стр. 6", ["pb 6", "pageNum стр. 6"]),
        ("str. 9", ["pb 9", "pageNum str. 9"]),
        ("6. oldal", ["pb 6", "pageNum 6. oldal"]),
        ("第6页", ["pb 6", "pageNum 第6页"]),
        ("6쪽", ["pb 6", "pageNum 6쪽"]),
        ("## Page 2", ["pb 2", "pageNum ## Page 2"]),
        ("PAGE TWO", ["pb 2", "pageNum PAGE TWO"]),
        ("PAGE TWO NH 12-34", ["pb 2", "pageNum PAGE TWO NH 12-34"]),
        ("END PAGE ONE", ["footer END PAGE ONE"]),
        ("QX 10203 DocId:40506070 Page 4", ["footer QX 10203 DocId:40506070 Page 4", "pb 5?"]),
        ("[page break]", ["pb "]),
        ("[Seitenwechsel]", ["pb "]),
        ("[p. 6]", ["pb 6"]),
        ("49Signal copy", ["pageNum 49", "pb ", "header Signal copy"]),
        ("49[Signal copy]", ["pageNum 49", "pb 50?", "header [Signal copy]"]),
    ],
)
def test_a_line_that_marks_a_page(line: str, expected: list[str]) -> None:
    assert marks(f"{PROSE}\n{line}\n{PROSE}") == expected


@pytest.mark.parametrize(
    "line",
    [
        "- 1917 -", "1917", "3", "[6]", "12.", "2nd Army", "3D", "1See the letter of May.", "Page Street 6",
        "p. 6 is missing", "4 Boats", "7Boats and men were lost on the bar in the night", "- Two -", "a // b",
        "Pages 3 and 4 are torn.", "-", "S. Marino", "f. 45, op. 1",
    ],
)  # fmt: skip
def test_a_line_that_is_text(line: str) -> None:
    assert marks(f"{PROSE}\n{line}\n{PROSE}") == []


def test_bare_numbers_count_pages_where_they_break_into_sentences() -> None:
    open_end = PROSE + "and so the"
    assert marks(f"{open_end}\n2\nboats came. {open_end}\n3\nrest went.") == [
        "pb 2", "pageNum 2", "pb 3", "pageNum 3",
    ]  # fmt: skip
    assert marks(f"{PROSE}\n2\n{PROSE}\n3\n{PROSE}") == []  # numbers of sections
    assert marks(f"{open_end}\n2\nboats came. {open_end}\n5\nrest went.") == []


def test_a_first_number_below_text_closes_its_page() -> None:
    open_end = PROSE + "and so the"
    assert marks(f"{open_end}\n- 1 -\nboats came. {open_end}\n- 2 -\nrest went.") == [
        "pageNum - 1 -", "pb 2?", "pageNum - 2 -", "pb 3?",
    ]  # fmt: skip


def test_no_page_begins_where_only_the_fence_of_a_scan_follows() -> None:
    stamp = "QX 10203 DocId:40506070 Page"
    text = f"```text\n{PROSE}\n{stamp} 1\n{PROSE}\n{stamp} 2\n```"
    assert marks(text) == ["header ```text", f"footer {stamp} 1", "pb 2?", f"footer {stamp} 2", "footer ```"]


def test_running_heads_and_feet_are_told_by_repetition() -> None:
    text = f"{PROSE}\nNortham Papers\n- 2 -\nHarbour Board\n{PROSE}\nNortham Papers\n- 3 -\nHarbour Board\n{PROSE}"
    kinds = [mark for mark in marks(text) if not mark.startswith("p")]
    assert kinds == ["footer Northam Papers", "header Harbour Board"] * 2


LETTER = """
Le bateau est arrivé hier avec toutes les caisses que vous aviez
promises au maître de l'école, et les enfants ont couru jusqu'au
quai pour les voir décharger. Il ne manque que la lampe et les
à Madame Claire VAUTRIN
LYON
- 2 -
deux cartes de géographie, que le capitaine a laissées à Toulon
par erreur.
"""


def test_the_addressee_at_the_foot_of_a_page_does_not_part_the_sentence() -> None:
    assert len(paragraphs(LETTER)) == 1
    assert marks(LETTER) == ["footer à Madame Claire VAUTRIN", "footer LYON", "pb 2", "pageNum - 2 -"]


def test_a_catchword_belongs_to_the_foot_of_its_page() -> None:
    text = LETTER.replace("à Madame Claire VAUTRIN\nLYON\n", "deux\n")
    assert marks(text) == ["footer deux", "pb 2", "pageNum - 2 -"]
    assert len(paragraphs(text)) == 1


def test_a_sentence_goes_on_over_a_page_in_any_text() -> None:
    assert len(paragraphs(f"{PROSE} and so the\n\n49Signal copy\n\nboats came. {PROSE}")) == 1
    assert len(paragraphs(f"{PROSE}\n\n49Signal copy\n\nThe boats came.")) == 2


def test_a_number_glued_to_the_source_line_is_parted_from_it() -> None:
    text = f"{PROSE}\n\n81Signal copy\n\n{PROSE}\n\n82NRA. F. 3. L. 24. Copy."
    printed = joined(text).printed
    assert [(one.text, one.page) for one in printed[-2:]] == [
        ("82", True),
        ("NRA. F. 3. L. 24. Copy.", False),
    ]


def test_signs_within_a_line() -> None:
    def signs(text: str) -> set[str]:
        return set(find_pages(lines_of(text)).signs)

    assert signs("The council met [p. 6] on Monday [page break] at noon.") == {"[p. 6]", "[page break]"}
    assert signs("so the clerk said (p. 1) that no one came (p. 2) after noon") == {"(p. 1)", "(p. 2)"}
    assert signs("as the report says (p. 4), and the map (p. 19)") == set()
    long = "the dam was built by the men of the two villages on the east bank of the river"
    assert signs(f"{long} // and held // against the floods") == {"//"}
    assert signs(f"{long} // and held") == set()
    assert (
        signs("http://example.org//a and http://example.org//b, which are no pages but only addresses")
        == set()
    )
    assert (
        signs("The river runs / below the mill // and all the night / the wheel is still // and no one")
        == set()
    )


def tei_of(text: str) -> str:
    converted = convert_bytes(text.encode(), "a.txt")
    assert converted.tei, converted.findings
    return converted.tei.decode()


def test_page_markers_stand_in_the_paragraph() -> None:
    tei = tei_of(LETTER)
    assert (
        'la lampe et les <fw type="footer">à Madame Claire VAUTRIN</fw><fw type="footer">LYON</fw><pb n="2"/>'
        '<fw type="pageNum">- 2 -</fw> deux cartes'
    ) in tei


def test_a_word_divided_by_a_page_is_not_parted() -> None:
    tei = tei_of(LETTER.replace("et les\nà Madame", "et qua-\nà Madame").replace("deux", "tre"))
    assert 'et qua-<fw type="footer">' in tei
    assert "- 2 -</fw>tre cartes" in tei


def test_a_date_may_run_over_a_line_end() -> None:
    tei = tei_of(
        "Die Boote sind schon im Herbst vom Flusse genommen worden, am 3.\n"
        "Oktober 1921, und die Männer sind wieder nach Hause in die Dör-\n"
        "fer gegangen, wo sie ihre Felder haben; erst um den 5. Febru-\n"
        "ar 1922 kamen sie zurück.\n"
    )
    assert '<date when="1921-10-03" ana="#dating.stated">3.<lb/>Oktober 1921</date>' in tei
    assert '>5. Febru-<lb break="no"/>ar 1922</date>' in tei


def test_no_blank_stands_for_a_line_end_between_chinese_signs() -> None:
    tei = tei_of(
        "昨日送来的木料已经全部入库其中松木三百根杉木二\n百根均无损坏唯桐油两桶在路上破漏请贵处查明原因\n"
        "并补发为盼。今年雨水较多河面宽了许多渡船每天只\n开两次。\n"
    )
    assert '杉木二<lb break="no"/>百根' in tei


PIECES = st.sampled_from(
    [PROSE, "- 2 -", "- 3 -", "2", "3", "Seite 4", "49Signal copy", "50Signal copy", "51NRA. F. 3.", "[p. 6]",
     "and the boats", "à Madame Claire VAUTRIN", "LYON", "", "The end of it // was // that", "PAGE TWO", "(p. 7)",
     "Harbour Board", "he said [page break] that (p. 8) and", "```text", "```", "going to the riv-", "er. They",
     "QX 10203 DocId:40506070 Page 4"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_whatever_marks_pages_no_character_is_lost(pieces: list[str]) -> None:
    converted = convert_bytes("\n".join(["Report", *pieces, "The end."]).encode(), "a.txt")
    assert not [found for found in converted.findings if found.code in ("C001", "C002")]
    assert converted.tei


@given(st.lists(st.text("0123-—pS. []/()Page", max_size=12), max_size=30))
def test_lines_are_kept_in_order(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    pages = find_pages(lines)
    assert "".join("".join(line.text for line in pages.lines).split()) == "".join("".join(texts).split())
    assert [line.number for line in pages.lines] == sorted(line.number for line in pages.lines)

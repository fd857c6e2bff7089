"""Bracketed text and inline signs: what each form is read as, in which role and language; no sign is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.interpret.inline import Reading, read_inline
from tei.interpret.name_forms import other_form
from tei.interpret.text_oddities import lone_brackets
from tei.model import (
    Added,
    AlternativeName,
    Dated,
    Deleted,
    Foreign,
    Gap,
    Inline,
    Line,
    Remark,
    Sic,
    Spaced,
    Supplied,
    Text,
    Unclear,
)  # fmt: skip
from tei.pipeline import convert_bytes

ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "brackets" / "rows.tsv").read_text("utf-8").split("\n")
    if row and not row.startswith("#")
]


def shown(part: Inline) -> str:
    """A part as the table has it; nothing for plain text."""
    match part:
        case Gap(reason, _, quantity, unit):
            return ":".join(str(one) for one in ("Gap", reason, quantity, unit) if one)
        case Remark(_, kind):
            return f"Remark:{kind}"
        case AlternativeName(text):
            return f"Variant:{text}"
        case Spaced(_, regular):
            return f"Spaced:{regular}"
        case Deleted(text):
            return f"Del:{text}"
        case Added(text):
            return f"Add:{text}"
        case Supplied(text) | Unclear(text) | Sic(text):
            return f"{type(part).__name__}:{text}"
    return ""


def read(text: str, language: str = "en", role: str = "e") -> tuple[Inline, ...]:
    return read_inline(text, Reading(language, None, {}, supplied=role == "t"))


@pytest.mark.parametrize(("language", "role", "text", "expected"), ROWS)
def test_a_bracket_is_read(language: str, role: str, text: str, expected: str) -> None:
    parts = [shown(part) for part in read(text, language, role)]
    assert "|".join(part for part in parts if part) == expected.replace("-", "", 1 if expected == "-" else 0)


def test_the_table_is_wide() -> None:
    assert len(ROWS) >= 200
    assert len({row[0] for row in ROWS}) >= 15


def printed(parts: tuple[Inline, ...]) -> str:
    """What the print has, white space aside."""
    words = []
    for part in parts:
        match part:
            case Gap() | Unclear() | Deleted() | Added():
                words.append(part.marker)
            case Sic(text, marker):
                words.append(marker or text)
            case Supplied(text):
                words.append(f"[{text}]")
            case Text() | Remark() | AlternativeName() | Spaced() | Foreign() | Dated():
                words.append(part.text)
            case _:
                raise AssertionError(part)
    return "".join("".join(words).split())


@pytest.mark.parametrize(("language", "role", "text", "expected"), ROWS)
def test_no_sign_of_a_row_is_lost(language: str, role: str, text: str, expected: str) -> None:
    assert printed(read(text, language, role)) == "".join(text.split()), expected


PIECES = st.sampled_from(
    "[ ] ( ) ［ ］ 【 】 € ££ X XXXXX □ □□ sic ? ! ... … illegible signed the Holm T o p  S a 林 1962 \n - : , “ ” О р л о в".split(
        " "
    )
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=30),
    st.sampled_from(["", " "]),
    st.sampled_from(["en", "zh", "ru"]),
    st.sampled_from("et"),
)
def test_no_sign_of_any_text_is_lost(pieces: list[str], between: str, language: str, role: str) -> None:
    text = between.join(pieces)
    assert printed(read(text, language, role)) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["[" * 60_000, "]" * 60_000, "[a" * 30_000, "(" * 60_000, "€a" * 30_000, "a " * 30_000]
)
def test_a_row_of_lone_signs_is_text(text: str) -> None:
    assert printed(read(text, role="t")) == "".join(text.split())


def test_letter_spaced_words_keep_a_blank_between_them() -> None:
    assert read("T o p    S e c r e t") == (
        Spaced("T o p", "Top"),
        Text(" "),
        Spaced("S e c r e t", "Secret"),
    )


def test_a_sign_over_a_line_end_is_whole() -> None:
    assert [part for part in read("he saw [two words\nillegible] there") if isinstance(part, Gap)]
    assert read("they recieved\n[sic] it")[1:4] == (Sic("recieved"), Text("\n"), Remark("[sic]", "sic"))


def test_a_gloss_is_in_the_one_other_language_whose_letters_it_has() -> None:
    reading = Reading("en", None, {}, supplied=True, near=("pt",))
    parts = read_inline("the suspicion [suspicácia] was great", reading)
    assert [part for part in parts if isinstance(part, Foreign)] == [Foreign("suspicácia", "pt")]


@pytest.mark.parametrize(
    ("before", "words", "same"),
    [
        ("met PAK IN-HYEON", "Pak In Hyon", True),
        ("Tsou Te-lai", "Zou Delai", True),
        ("Oblinskii", "Oblinsky", True),
        ("from Danzig", "Gdansk", True),
        ("met PAK IN-HO", "Pak In Ho", True),
        ("the Party", "Board", False),
        ("Holm", "Holm's", False),
        ("the mill", "The Mole", False),
        ("North", "South", False),
        ("Prime Minister", "Tran Van Duc", False),
        ("", "Holm", False),
    ],
)
def test_two_renderings_of_one_name(before: str, words: str, *, same: bool) -> None:
    assert other_form(before, words) is same


def test_brackets_without_partner_are_named_by_line() -> None:
    text = ["a [b", "c] d", "e ] f", "g [ h", "[i]"]
    assert lone_brackets([Line(number, line) for number, line in enumerate(text, 1)]) == [3, 4]


LETTER = "Dear Jon,\n\n{}\n\nThe second paragraph is here, too, and says nothing new.\n\nAda Holm"
LONG = "The boat came {} on Friday with the books and the two lamps from the mill."


@pytest.mark.parametrize(
    ("words", "encoded"),
    [
        ("[illegible]", '<gap reason="illegible" rend="[illegible]"/>'),
        ("[2 words torn]", "<desc>2 words torn</desc></gap>"),
        ("recieved [sic]", '<sic rend="recieved [sic]">recieved</sic> on'),
        ("[Holm?]", '<unclear rend="[Holm?]">Holm</unclear>'),
        ("XXXXX", '<gap reason="deleted" rend="XXXXX" unit="chars" quantity="5"/>'),
        ("€so€££as££", '<subst><del rend="€so€">so</del><add rend="££as££" hand="#hand-ms">as</add></subst>'),
        ("[stamp: seen]", '<seg type="remark" subtype="stamp">[stamp: seen]</seg>'),
        ("PAK IN-HO [Pak In Ho]", '[<name type="variant">Pak In Ho</name>]'),
        ("Prot[ocol]", 'Prot<supplied reason="undefined">ocol</supplied>'),
        ("S e c r e t", "<choice><orig>S e c r e t</orig><reg>Secret</reg></choice>"),
    ],
)
def test_a_sign_is_encoded_valid_and_whole(words: str, encoded: str) -> None:
    result = convert_bytes(LETTER.format(LONG.format(words)).encode(), "in.txt")
    assert result.tei is not None
    assert encoded in result.tei.decode()
    assert not [found for found in result.findings if found.code[0] in "CST"]


def test_a_lone_bracket_is_reported_with_its_line() -> None:
    result = convert_bytes(LETTER.format(LONG.format("[again")).encode(), "in.txt")
    (found,) = [found for found in result.findings if found.code == "I040"]
    assert found.where is not None
    assert found.where.line == 3

"""What looks like the form of an opening or a closing and is none, or is another one, in ordinary letters and minutes."""

from __future__ import annotations

import pytest
from test_letters_in_many_languages import said

from tei.interpret.datelines import is_dateline
from tei.interpret.forms import is_number
from tei.interpret.signatures import is_signed

LETTER = (
    "{head}\n\n9th October, 1947.\n\n(E 214/14/31)\n\nMy dear Marsh,\n\nMany thanks for your letter about the wells. "
    "We do not think that anybody will pay for them before April.\n\nYours ever,\n\n(Signed) R. L. Dorn\n\n"
    "J. H. Marsh, Esq.,\nHarn.\n"
)


def test_the_number_of_a_file_in_brackets_is_no_title() -> None:
    record = LETTER.format(head="14 Rope Walk")
    assert said(record, "//t:idno[@type='number']") == ["(E 214/14/31)"]
    assert is_number("[FO 371/4400]", "en")
    assert not is_number("(see page 14)", "en")


def test_an_esquire_below_the_name_is_who_is_written_to() -> None:
    record = LETTER.format(head="14 Rope Walk")
    assert said(record, "//t:closer/t:address/t:addrLine") == ["J. H. Marsh, Esq.,", "Harn."]
    assert said(record, "//t:closer/t:signed") == ["(Signed) R. L. Dorn"]


def test_a_japanese_name_with_a_word_of_respect_is_who_is_written_to() -> None:
    record = (
        "拝啓\n\n先日お願いいたしました橋の図面をお送りいたします。御覧の上お返し下さい。\n\n敬具\n昭和十二年五月三日\n"
        "山田太郎\n小川様\n"
    )
    assert said(record, "//t:closer/t:signed") == ["山田太郎"]
    assert said(record, "//t:closer/t:address/t:addrLine") == ["小川様"]


def test_the_town_of_an_address_over_the_date_may_have_a_stop() -> None:
    record = (
        "14 Rope Walk,\nHarn.\n17th May, 1923.\n\nDear Mrs. Pell,\n\nThank you for the seed potatoes, which came on "
        "Tuesday in good order.\n\nYours sincerely,\nAda Holm\n"
    )
    assert said(record, "//t:opener/t:address/t:addrLine") == ["14 Rope Walk,", "Harn."]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Protokoll der Sitzung des Deichverbandes am 3. Mai 1926", "de"),
        ("VERBALE DELLA RIUNIONE DEL 5 MARZO 1946", "it"),
        ("The Keeper's Account of the Winter of 1880", "en"),
    ],
)
def test_a_title_that_ends_in_its_date_is_no_dateline(line: str, language: str) -> None:
    assert not is_dateline(line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Protokoll, Harn, 3. Mai 1926", "de"),
        ("Harn, in the Winter of 1880", "en"),
        ("Written at Harn, September 1932", "en"),
    ],
)
def test_a_place_and_a_date_are_a_dateline(line: str, language: str) -> None:
    assert is_dateline(line, language)


def test_a_sentence_may_begin_with_the_word_signed() -> None:
    assert not is_signed("Signed and sealed it was not, for I had no seal.")
    assert is_signed("Signed: John Ash")
    assert is_signed("Signed, for the Board, J. Ash.")

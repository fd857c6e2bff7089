"""Quick looks, by which most texts are not searched: they never pass over what a search finds."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.check import characters, date_text, header, languages
from tei.check.index import Index
from tei.check.periods import Period, period
from tei.check.words import raw
from tei.encode.elements import TEI, XML_LANG
from tei.interpret.dates import read_date
from tei.letters import letters, written_in
from tei.project import Validate
from tei.verdict.standards import NoProject

if TYPE_CHECKING:
    from pathlib import Path

# Letters of all scripts that are told, their neighbours, signs between them, and what a scan leaves.
SIGNS = "abzé ĳȡʯ̀ABяЯѣґ가힣ᄀ中文国國门門ᴀẀ“”–№ℓKⴀⴰⰀⲀⅰ々〇あア𠀀αωא٠ब .,1[]{}|@^lIO\n\t"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=60)
TAGS = ("en", "ru", "zh", "zh-Hans", "zh-Hant", "ko", "ja", "el", "ka", "sr", "mn", "und")


def document(text: str, tag: str, inner: str = "", other: str = "en") -> Index:
    """A document with one passage, another one in it, and a code that is no words."""
    root = etree.Element(TEI + "TEI", {XML_LANG: "en"})
    body = etree.SubElement(root, TEI + "text")
    passage = etree.SubElement(body, TEI + "p", {XML_LANG: tag})
    passage.text = text
    foreign = etree.SubElement(passage, TEI + "foreign", {XML_LANG: other})
    foreign.text = foreign.tail = inner
    etree.SubElement(passage, TEI + "idno").text = "国國Я"
    tree = root.getroottree()
    return Index(tree, "x.xml", data=etree.tostring(tree, encoding="utf-8", xml_declaration=True))


@given(TEXTS, st.sampled_from(TAGS), TEXTS, st.sampled_from(TAGS))
def test_a_passage_that_is_surely_in_its_script_is(text: str, tag: str, inner: str, other: str) -> None:
    index = document(text, tag, inner, other)
    for owner in index.passages.owners:
        expected = written_in(owner.get(XML_LANG, ""))
        if expected and (index.passages.all_in(expected) or index.passages.surely_in(owner, expected)):
            assert not languages._misfit(index, owner, expected)


@given(TEXTS, TEXTS)
def test_a_passage_has_its_own_words_only(text: str, inner: str) -> None:
    index = document(text, "ru", inner)
    assert index.passages.text(index.named("p")[0]) == text + inner
    assert index.passages.text(index.named("TEI")[0]) == ""


@given(TEXTS)
def test_a_text_without_letters_of_other_scripts_is_told_as_latin_only_if_it_is(text: str) -> None:
    from tei.check.passages import is_latin

    if is_latin(text.encode()):
        assert set(letters(text)) <= {"Latin"}


@given(TEXTS)
def test_no_stray_sign_and_no_odd_quotation_mark_is_passed_over(text: str) -> None:
    if any(characters._strays(text)):
        assert characters._may_stray(text.encode())
    if characters._quotes(text, "en"):
        assert characters._may_be_odd(text)


@pytest.mark.parametrize(
    "text",
    [
        "[title …]",
        "[ \u00a0Licence ]",
        "{{x}}",
        "${x}",
        "a TODO",
        "FIXME",
        "TBD",
        "Lorem Ipsum",
        "To be completed",
    ],
)
def test_no_placeholder_is_passed_over(text: str) -> None:
    assert header._PLACEHOLDER.search(text)
    assert header._may_hold_one(text.encode())


@given(
    st.integers(0, 300_000), st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}", "{d} {m}"]), st.integers(-40, 40)
)
def test_the_plainest_dates_are_those_that_the_reader_of_dates_reads(day: int, form: str, off: int) -> None:
    printed = date(1200, 1, 1) + timedelta(day)
    text = form.format(m=date_text._MONTHS[printed.month - 1], d=printed.day, y=printed.year)
    value = Period(printed + timedelta(off), printed + timedelta(off))
    if date_text._plainly(text, value):
        reading = read_date(text, language="en", context=value.first.isoformat())
        assert reading is not None
        assert reading.when is not None
        assert period(reading.when) == value
    else:
        assert off


def test_comments_are_no_words_and_part_none() -> None:
    element = etree.fromstring("<p>a<!-- b -->c<?d e?>f</p>")
    assert raw(element) == "acf"


def test_without_a_project_file_the_defaults_of_one_count() -> None:
    model = Validate().model_dump()
    assert {key: model[key] for key in asdict(NoProject())} == asdict(NoProject())


def test_a_document_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """Loading tables of dates and layouts takes longer than checking a hundred documents."""
    file = tmp_path / "a.xml"
    file.write_text(
        f'<TEI xmlns="{TEI[1:-1]}" xml:id="a" xml:lang="en"><teiHeader/><text><body><div type="edition"><p>On '
        '<date when="1950-10-01">1 October 1950</date></p><note n="1"><label>[1]</label></note></div></body></text></TEI>'
    )
    code = (
        "import sys\nfrom tei.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('pydantic', 'regex', 'hanzidentifier', 'tei.pipeline', 'tei.interpret.dates')\n"
        "print(*(name for name in heavy if name in sys.modules))"
    )
    arguments = [
        sys.executable,
        "-c",
        code,
        "validate",
        "--checks",
        "T029,T034",
        str(file),
        "-o",
        str(tmp_path / "f"),
    ]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ran.stdout.split() == [], ran.stderr

"""The text of a PDF in the order of its tags: paragraphs whole, notes after all, nothing that is no text."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from test_pdf import tei

from tei.rendering.pdf import render_pdf
from tei.rendering.shown import as_in_pdf
from tei.rendering.tagged_text import tagged_text

pypdf = pytest.importorskip("pypdf")

SENTENCES = " ".join(f"On day {n} the ferry lay in the harbour and the miller waited." for n in range(1, 90))
NOTED = SENTENCES.replace("day 5 ", 'day 5<note n="1">It was a Sunday.</note> ', 1)
LONG = f"<p>{NOTED}</p><p>Then it left.</p>"


def said(data: bytes) -> str:
    """Without white space and hyphens."""
    return as_in_pdf(tagged_text(pypdf.PdfReader(BytesIO(data))))


def test_a_paragraph_over_several_pages_is_whole_and_notes_come_after_all() -> None:
    data = render_pdf(tei(LONG)).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) > 2
    text = said(data)
    assert as_in_pdf(SENTENCES.partition("day 6 ")[2]) in text
    assert text.endswith("ItwasaSunday.")
    assert text.count("ItwasaSunday.") == 1


def test_heads_and_numbers_of_pages_are_no_text() -> None:
    data = render_pdf(tei(LONG)).data
    by_page = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    with pikepdf.open(BytesIO(data)) as pdf:
        title = as_in_pdf(str(pdf.docinfo["/Title"]))
    assert as_in_pdf(by_page).count(title) > said(data).count(title) == 1


def test_languages_beside_each_other_come_one_after_the_other_row_by_row() -> None:
    pair = "".join(
        f'<div type="{kind}" xml:lang="{tag}" xml:id="{tag}"><p xml:id="{tag}-1" corresp="#{other}-1">{text}</p></div>'
        for kind, tag, other, text in [
            ("edition", "de", "en", "Das Wasser steigt. " * 120),
            ("translation", "en", "de", "The water is rising. " * 120),
        ]
    )
    text = said(render_pdf(tei(pair), params={"languages": "facing"}).data)
    assert "DasWassersteigt." * 120 + "Thewaterisrising." * 120 in text


def test_without_tags_the_text_is_that_of_the_pages() -> None:
    data = render_pdf(tei(LONG)).data
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root["/StructTreeRoot"]
        pdf.save(out)
    assert sorted(said(out.getvalue())) == sorted(said(data))

"""Sentences that notes at the foot of a page interrupt: one paragraph, the notes and page markers in it."""

from __future__ import annotations

import pytest

from tei import render, safe_xml
from tei.encode.elements import TEI
from tei.pipeline import Options, convert_bytes

ENGLISH = """Report of the keeper

The ferry company would not pay for the rope[1] until the captain, who was then in

[1] The rope was of hemp.

- 2 -

the northern harbour, had seen it. The rope[2] was gone.

[2] Another rope.

Then the winter came and nobody wrote again."""

CHINESE = """港口委员会关于灯油问题的报告

（一九五一年五月三日）

委员会认为，北码头的灯⑴应当在冬天之前拆除，并且存放在看守人房子后面仓库里的灯油应当按照

〔1〕这盏灯是洪水之前制造的。

春天购买时的价格卖给渡轮公司。委员会请看守人就此事写信给船长。

渡轮公司没有答复。"""


def paragraphs(text: str, options: Options | None = None) -> list[str]:
    """The paragraphs of the document as they are read, each note and page break in them as `{note}`, `{pb}`."""
    result = convert_bytes(text.encode(), "in.txt", options or Options())
    assert not [one for one in result.findings if one.code[0] in "CXT"], result.findings
    root = safe_xml.parse_xml(result.tei).getroot()
    shown = []
    for paragraph in root.findall(f".//{TEI}body//{TEI}p"):
        if any(above.tag == TEI + "note" for above in paragraph.iterancestors()):
            continue
        parts = [paragraph.text or ""]
        for child in paragraph:
            name = str(child.tag).rpartition("}")[2]
            parts += [
                "".join(map(str, child.itertext())) if name == "ref" else f"{{{name}}}",
                child.tail or "",
            ]
        shown.append("".join(parts))
    return shown


def test_a_sentence_goes_on_below_the_notes_of_its_page() -> None:
    first, last = paragraphs(ENGLISH)
    assert "the captain, who was then in {note}{pb}{fw} the northern harbour, had seen it." in first
    assert last == "Then the winter came and nobody wrote again."


def test_between_chinese_signs_no_blank_is_put() -> None:
    first, last = paragraphs(CHINESE)
    assert "应当按照{note}春天购买时" in first
    assert last == "渡轮公司没有答复。"


def test_a_divided_word_is_not_torn_apart() -> None:
    text = ENGLISH.replace("who was then in\n", "who was then in the north-\n").replace(
        "\nthe northern", "\nern"
    )
    assert "the north-{note}{pb}{fw}ern harbour" in paragraphs(text)[0]


@pytest.mark.parametrize(
    "below",
    ["The northern harbour was shut.", "b) the northern harbour", "NORTHERN HARBOUR", "    the northern harbour lay open."],
)  # fmt: skip
def test_what_begins_anew_is_a_paragraph_of_its_own(below: str) -> None:
    above = "The ferry company would not pay for the rope[1] until the captain came."
    text = f"Report of the keeper\n\n{above}\n\n[1] Of hemp.\n\n{below}\n\nThen the winter came."
    assert above in paragraphs(text)


def test_the_end_of_such_notes_is_not_in_doubt() -> None:
    result = convert_bytes(ENGLISH.encode(), "in.txt", Options())
    doubts = [one.where.line for one in result.findings if one.code == "I014"]
    assert doubts == [13]


def test_notes_in_line_leave_the_words_around_them_where_they_are() -> None:
    first = paragraphs(ENGLISH, Options(style="inline-notes"))[0]
    assert first.startswith(
        "The ferry company would not pay for the rope[1]{note} until the captain, who was then in {pb}{fw} the"
    )


def test_the_page_shows_the_paragraph_whole() -> None:
    result = convert_bytes(ENGLISH.encode(), "in.txt", Options())
    page = render(safe_xml.parse_xml(result.tei), "html")
    assert not page.findings
    assert page.data.decode().count("The rope was of hemp.") == 1

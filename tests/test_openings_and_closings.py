"""Openings, closings and parts of a text: what an editor would mark, in many languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tei.interpret.blocks import read_blocks
from tei.interpret.inline import plain_text
from tei.interpret.sections import is_annex_heading, postscript_label
from tei.model import Block, Line, Piece, Section
from tei.pipeline import convert
from tei.profile import BodyRules

if TYPE_CHECKING:
    from pathlib import Path

DE = "Die Brücke ist wieder offen, und die Züge fahren nach Plan über den Fluss."
EN = "The bridge is open again, and trains cross the river as the plan asks."
FR = "Le pont est de nouveau ouvert et les trains passent la rivière selon le plan."
RU = "Мост открыт, и поезда идут по расписанию через реку каждый день."
ES = "La puente está abierta y los carros pasan cada día sin peligro ninguno."
ZH = "大桥已经开通，列车每日按时过江，货物运输恢复正常。"

Shown = list[tuple[str, object]]


def pieces(text: str, language: str) -> list[Piece]:
    lines = [Line(number, line) for number, line in enumerate(text.strip("\n").split("\n"), 1)]
    parts = read_blocks(lines, BodyRules(), language=language, translation=False, context=None)
    return list(parts.blocks)


def shown(found: list[Piece] | tuple[Piece, ...]) -> Shown:
    out: Shown = []
    for piece in found:
        if isinstance(piece, Section):
            out.append((f"{piece.kind} {piece.n}".strip(), shown(piece.pieces)))
        elif isinstance(piece, Block):
            out.append((piece.kind, plain_text(piece.content)))
    return out


def kinds(text: str, language: str) -> list[str]:
    return [kind for kind, _ in shown(pieces(text, language))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"Az. 41/3\nLübzow, den 4. Mai 1951\nStreng geheim\nAn den Herrn Minister\n\nHerr Minister!\n\n{DE}\n",
         "de", "number dateline classification address salute p"),
        ((f"Секретно\nЭкз. № 2\nПервому заместителю\nПредседателя Комитета портов\nВ.В. Лугину\n\n"
         f"Уважаемый Виктор Викторович!\n\n{RU}"),
         "ru", "classification copy address address address salute p"),
        (f"TO THE WARDENS OF THE COAST\nTO CC HB\n{EN * 3}\n{EN}", "en", "address address p p"),
        (f"Al muy ilustre Señor\ndon Pedro de la Vega\ngobernador de los puertos\n\n{ES}",
         "es", "address address address p"),
        (f"LETTRE N° 12.\nCHAMBRE\nPORT-HAUT, 3 Mai 1921.\nL'ÉTAT des PONTS.\nMon cher Corbet,\n{FR}",
         "fr", "head letterhead dateline subject salute p"),
        (f"££Ponts££\nLETTRE N° 12\n££Port-Haut, 3 Mai 1921££\nCher ami\n{FR}",
         "fr", "annotation head dateline salute p"),
        ((f"No. 7\nLetter from the Harbour Board of J.K.\nto the Wardens\nNo. 212/HB          4 May 1951\nLowtown\n"
         f"TOP SECRET\nCopy No. 3\nURGENT\n{EN * 3}\n{EN}"),
         "en", "number-head head head number classification copy precedence p p"),
        (f"# 桥的信\n（一九五一年五月）\n> 这是为港口写的信。\n各位同志们！\n{ZH}",
         "zh", "head dateline headnote salute p"),
        (f"Anne Merrow to Peter Lowe, Lowtown, 4 May 1951\n\nDear Peter,\n\n{EN}", "en", "head salute p"),
        (f"다리를 맞이하여\n모든 주민들에게 보내는 글 - 1951년 05월 04일\n동지들!\n동포형제자매들!\n{ZH}",
         "ko", "head head dateline salute salute p"),
    ],
)  # fmt: skip
def test_an_opening(text: str, language: str, expected: str) -> None:
    assert kinds(text, language) == expected.split()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ((f"{EN}\n\nSincerely,\n/s/ Ann Merrow\nChairman of the Board\n\nProduced in 3 copies for:\n- the Wardens\n"
         "- the archive"), "en", "p salute signed signed distribution distribution distribution"),
        (f"{DE}\nMit vorzüglicher Hochachtung\ngez. Ottilie Brandau\nBotschafterin", "de", "p salute signed signed"),
        (f"{RU}\nС уважением,\nИ. Сомов\n№ 41/с\n4 мая 1951 г.\nПечатала Орлова",
         "ru", "p salute signed number dateline reference"),
        (f"{FR}\nVotre bien dévoué,\nJ. Marlin\nà Monsieur le Président A. CORBET,\nPORT-HAUT.",
         "fr", "p salute signed address address"),
        (f"{EN}\nTo His Excellency\nP. LOWE\nMinister of Bridges,\nLowtown", "en", "p address address address address"),
        (f"{ES}\n\nDe esta ciudad de Puerto Alto, a 3 de mayo de 1541.\n\nServidor de Vuestra Señoría, el conde",
         "es", "p dateline salute"),
        (f"{ZH}\n此致\n敬礼！\n北港委员会主任　林远\n一九五一年五月四日", "zh", "p salute salute signed dateline"),
        (f"{FR}\nFait à Port-Haut, le 4 mai 1951.\nPour le Nord :\nJ. Marlin\nPour le Sud :\nA. Corbet",
         "fr", "p dateline signed signed signed signed"),
        (f"{EN}\nS O M O V\nCOHB. F. 2. Op. 4. D. 11. L. 5.\nOriginal. Typewritten text.",
         "en", "p signed source-note"),
        (f"{EN}\nEnd", "en", "p trailer"),
        (f"{ZH}\n（《桥梁文集》第二卷，港口出版社1977年版，第3页）", "zh", "p source-note"),
    ],
)  # fmt: skip
def test_a_closing(text: str, language: str, expected: str) -> None:
    assert kinds(text, language) == expected.split()


def test_names_under_no_sentence_are_a_list() -> None:
    assert kinds(f"{EN}\nMembers of the Board\nAnn Merrow\nPeter Lowe", "en") == ["p"] * 4


def test_a_postscript_keeps_its_label_and_its_source_line_goes_below() -> None:
    text = f"{EN}\nSincerely,\nAnn Merrow\nP.S.- The plans follow.\nThey are large.\nA. M.\nSource: Bridge House, box 4."
    assert shown(pieces(text, "en"))[3:] == [
        (
            "postscript",
            [("label", "P.S.-"), ("p", "The plans follow."), ("p", "They are large."), ("signed", "A. M.")],
        ),
        ("source-note", "Source: Bridge House, box 4."),
    ]


@pytest.mark.parametrize(
    ("line", "language", "label"),
    [
        ("P. S. Le pont est ouvert.", "fr", "P. S."),
        ("Nachschrift: Die Pläne folgen.", "de", "Nachschrift:"),
        ("又及：请寄图纸。", "zh", "又及："),
        ("Постскриптум. Планы следуют.", "ru", "Постскриптум."),
        ("PS: Plany wyślę.", "pl", "PS:"),
        ("Psalms were sung at the bridge.", "en", ""),
        ("N.S. Somov wrote of bridges.", "en", ""),
    ],
)
def test_the_label_of_a_postscript(line: str, language: str, label: str) -> None:
    assert postscript_label(line, language) == label


@pytest.mark.parametrize(
    ("line", "language", "is_one"),
    [
        ("ANNEXE à ma LETTRE N° 12", "fr", True),
        ("[Attachment]", "en", True),
        ("Anlage 2", "de", True),
        ("Приложение № 1", "ru", True),
        ("附件一", "zh", True),
        ("Annex B: Plans of the bridges", "en", True),
        ("Attachments:", "en", False),
        ("Attachment: two plans", "en", False),
        ("Annexes were sent. They are large.", "en", False),
        ("attachment", "en", False),
    ],
)
def test_the_heading_of_an_annex(line: str, language: str, is_one: bool) -> None:
    assert is_annex_heading(line, language) is is_one


def test_an_annex_has_an_opening_and_a_closing_of_its_own() -> None:
    text = f"Dear Peter,\n{EN}\nSincerely,\nAnn Merrow\n\nAttachment\nLowtown, 3 May 1951\nDear Ann,\n{EN}\nYours,\nJ. Lowe"
    found = shown(pieces(text, "en"))
    assert [kind for kind, _ in found] == ["salute", "p", "salute", "signed", "annex"]
    assert isinstance(found[-1][1], list)
    assert [kind for kind, _ in found[-1][1]] == ["head", "dateline", "salute", "p", "salute", "signed"]


def test_articles_are_counted_one_by_one_and_the_closing_stands_below_them() -> None:
    text = f"TRAITÉ DES PORTS\n\nArticle 1\n\n{FR}\n\nArticle 2\n\n{FR}\n\nFait à Port-Haut, le 4 mai 1951."
    assert kinds(text, "fr") == ["head", "article 1", "article 2", "dateline"]
    assert kinds(f"{FR}\n\nArticle 4\n\n{FR}", "fr") == ["p", "p", "p"]


def test_headings_by_their_sign_make_sections() -> None:
    text = f"# Bridges\n{EN}\n## The north\n{EN}\n## The south\n### Below the town\n{EN}"
    found = shown(pieces(text, "en"))
    assert [kind for kind, _ in found] == ["head", "p", "section", "section"]
    assert found[-1][1] == [
        ("head", "The south"),
        ("section", [("head", "Below the town"), ("p", EN)]),
    ]


def made(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    conversion = convert(path)
    assert conversion.tei, [finding.message for finding in conversion.findings]
    return conversion.tei.decode("utf-8")


def test_the_front_of_a_web_page_is_header_and_the_source_stays(tmp_path: Path) -> None:
    text = (
        "May 4, 1951\n\nMemorandum From Ann Merrow to Peter Lowe, May 1951\n\n"
        "Source: Bridge House, Harbour Board Files, Box 4.\n\nCited in Bridges of the Coast, chapter 2\n\n"
        "Memorandum From Ann Merrow (Chairman of the Harbour Board) to Peter Lowe (Harbour Master)\n\n"
        f"May 4, 1951\n\nSubject: Bridges\n\n{EN}\n"
    )
    tei = made(tmp_path / "page.txt", text)
    assert ">Memorandum From Ann Merrow to Peter Lowe, May 1951</title>" in tei
    assert '<div type="headnote"' in tei
    assert ">Source: Bridge House, Harbour Board Files, Box 4.</p>" in tei
    assert ">Cited in Bridges of the Coast, chapter 2</p>" in tei
    assert (
        ">Memorandum From Ann Merrow (Chairman of the Harbour Board) to Peter Lowe (Harbour Master)</head>"
        in tei
    )
    assert tei.count("<opener") == 1


def test_a_summary_within_the_text_is_the_abstract(tmp_path: Path) -> None:
    text = "다리의 날\n- 1951년 05월 04일\n해 제\n다리가 열린 해의 글이다.\n원 문\n동지들!\n다리가 열려서 기차가 매일 강을 건너고 있습니다.\n"
    tei = made(tmp_path / "speech.txt", text)
    assert "<label>해 제</label> 다리가 열린 해의 글이다." in tei
    assert '<head type="label"' in tei
    assert tei.index('<head type="label"') > tei.index('type="document"') > tei.index("다리의 날</head>")


def test_an_enclosed_letter_in_another_language_translates_nothing(tmp_path: Path) -> None:
    letter = "Mon cher Corbet,\n" + "\n".join([FR] * 6) + "\nVotre bien dévoué,\nJ. Marlin\n"
    enclosed = (
        "ANNEXE à ma lettre\nLowtown, 3 May 1951\nDear Mr. Marlin,\n"
        + "\n".join([EN] * 6)
        + "\nYours,\nA. Lowe\n"
    )
    tei = made(tmp_path / "letter.txt", letter + enclosed)
    assert 'type="translation"' not in tei
    assert '<div type="annex" xml:id="fr-annex" xml:lang="en">' in tei

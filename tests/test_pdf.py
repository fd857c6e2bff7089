"""TEI to PDF: print documents as expected, all text on the page, nothing silently missing, same bytes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from tei import resources, safe_xml
from tei.findings import Severity
from tei.rendering import fonts, typesetting
from tei.rendering.pdf import render_pdf
from tei.rendering.verify import verified
from tei.rendering.xslt import transform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.rendering.xslt import Rendered

CASES = Path(__file__).parent / "xslt" / "print"
SHARED = Path(__file__).resolve().parents[2] / "shared"
REAL = sorted((SHARED / "targets").glob("*.xml")) + sorted((SHARED / "gold").glob("*.xml"))

needs_cjk = pytest.mark.skipif(
    "Noto Serif CJK SC" not in typesetting.families(), reason="Debian's fonts-noto-cjk is not installed"
)
needs_core = pytest.mark.skipif(
    "Noto Naskh Arabic" not in typesetting.families(), reason="Debian's fonts-noto-core is not installed"
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="Debian's poppler-utils (pdftotext) is not installed"
)

HEADER = (
    '<teiHeader xml:lang="en"><fileDesc><titleStmt><title type="main">Letter from Ada Example to Bo Muster</title>'
    "<author>Ada Example</author></titleStmt></fileDesc></teiHeader>"
)


def tei(body: str, header: str = HEADER) -> etree._ElementTree:
    """A TEI document; line 1 is the root's, line 2 the body's first."""
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x" xml:lang="en">'
    return safe_xml.parse_xml(f"{start}{header}<text><body>\n{body}</body></text></TEI>".encode())


def printed(data: bytes, *options: str) -> str:
    """The text of a PDF, as pdftotext reads it."""
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def unpacked(data: bytes) -> bytes:
    """A PDF with its compressed streams laid open."""
    parts = [data]
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            parts.append(zlib.decompressobj().decompress(data[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def codes(rendered: Rendered) -> list[str]:
    return [found.code for found in rendered.findings]


# --- the print document ------------------------------------------------------------------------


def document(tree: etree._ElementTree) -> str:
    """The print document, a line for each block."""
    done = transform(tree, resources.xslt_file("print.xsl"), {})
    assert done.result is not None
    text = etree.tostring(done.result, encoding="unicode")
    return (
        re.sub(r"(<(b|part|fact|table|row|about|title|body|note)\b|</(part|about|table)>)", r"\n\1", text)
        + "\n"
    )


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_print_document(case: Path) -> None:
    tree = safe_xml.parse_xml((case / "in.xml").read_bytes())
    assert document(tree) == (case / "print.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
@needs_cjk
def test_every_case_is_laid_out_as_pdf_ua(case: Path) -> None:
    rendered = render_pdf(safe_xml.parse_xml((case / "in.xml").read_bytes()))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in unpacked(rendered.data)
    assert set(codes(rendered)) <= {"R002"}


def test_an_unknown_element_is_shown_and_reported() -> None:
    done = transform(tei("<div><p>a <odd>word</odd></p></div>"), resources.xslt_file("print.xsl"), {})
    assert [found.code for found in done.findings] == ["R002"]
    assert done.findings[0].where.xpath == "/TEI[1]/text[1]/body[1]/div[1]/p[1]/odd[1]"
    assert "word" in str(done.result)


# --- the file ----------------------------------------------------------------------------------


def test_metadata_tags_and_bookmarks() -> None:
    rendered = render_pdf(tei('<div type="edition" xml:lang="de"><head>Brief an Bo</head><p>Text</p></div>'))
    inside = unpacked(rendered.data)
    assert rendered.findings == ()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert "Letter from Ada Example to Bo Muster" in inside.decode("latin-1")
    assert b"Ada Example" in inside
    assert b"<dc:language>" in inside
    assert b"<xmp:CreateDate>" not in inside
    assert b"/Outlines" in inside
    assert b"Brief an Bo" in inside
    assert {b"en", b"de"} <= set(re.findall(rb"/Lang ?\(([a-z-]+)\)", inside))


def test_a_bookmark_has_the_heading_without_its_note() -> None:
    rendered = render_pdf(tei("<div><head>Brief an<lb/>Bo<note n='1'>Remark</note></head><p>Text</p></div>"))
    titles = re.findall(rb"/Title ?\(([^)]*)\)", unpacked(rendered.data))
    assert b"Brief an Bo" in titles
    assert not [title for title in titles if b"Remark" in title]


@needs_cjk
def test_every_passage_has_its_language() -> None:
    rendered = render_pdf(
        tei(
            '<div type="edition" xml:lang="zh-Hans"><p>春天<foreign xml:lang="ru">весна</foreign></p></div>'
            '<div type="translation" xml:lang="ko"><p>봄</p></div>'
            '<div type="translation" xml:lang="zh-Hant-HK"><p>門</p></div>'
        )
    )
    languages = set(re.findall(rb"/Lang ?\(([A-Za-z-]+)\)", unpacked(rendered.data)))
    assert {b"zh", b"ru", b"ko", b"zh-HK"} <= languages


def test_same_bytes_twice_and_in_another_process(tmp_path: Path) -> None:
    tree = tei("<div><p>Once <note n='1'>more</note>, with feeling.</p></div>")
    source = tmp_path / "x.xml"
    source.write_bytes(etree.tostring(tree))
    script = (
        "import hashlib, sys, pathlib; from tei import safe_xml; from tei.rendering.pdf import render_pdf; "
        "tree = safe_xml.parse_xml(pathlib.Path(sys.argv[1]).read_bytes()); "
        "sys.stdout.buffer.write(render_pdf(tree).data)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", script, str(source)],
        capture_output=True, check=True, env=environment, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    first = render_pdf(tree).data
    assert first.startswith(b"%PDF-")
    assert first == render_pdf(tree).data == other.stdout


# --- nothing lost ------------------------------------------------------------------------------

RECORD = """<div type="edition" xml:lang="zh-Hans"><div type="document">
<head>给山田花子的信<ref type="noteAnchor" xml:id="a1" n="1" target="#n1">〔1〕</ref></head>
<opener><dateline>（一九三一年五月三日）</dateline><salute>花子同志：</salute></opener>
<p>来信收到。“春天”已经到了，请代问各位朋友好<ref type="noteAnchor" n="9">〔9〕</ref>。</p>
<closer><signed>王小明</signed></closer></div>
<div type="notes"><head>注 释</head>
<note n="1" xml:id="n1" target="#a1"><label>〔1〕</label> 山田花子，当时任样本图书馆馆长。</note>
<note n="2" xml:id="n2" anchored="false"><label>〔2〕</label> 没有注号的注。</note></div></div>
<div type="translation" xml:lang="en"><p>Your letter has arrived. “Spring” is <supplied>already</supplied> here;
please give my incomprehensibly warm regards to the administrators and representatives of the library.</p>
<closer><signed>Wang Xiaoming</signed></closer></div>"""


@needs_cjk
@needs_poppler
def test_the_record_is_on_the_page() -> None:
    rendered = render_pdf(tei(RECORD))
    text = squeezed(printed(rendered.data, "-raw"))
    assert rendered.findings == ()
    for passage in (
        "给山田花子的信〔1〕", "（一九三一年五月三日）", "花子同志：", "王小明", "注释",
        "来信收到。“春天”已经到了，请代问各位朋友好〔9〕。",
        "〔1〕山田花子，当时任样本图书馆馆长。", "〔2〕没有注号的注。",
        "“Spring”is[already]here;", "WangXiaoming", "LetterfromAdaExampletoBoMuster",
    ):  # fmt: skip
        assert passage in text


def leaves(element: etree._Element) -> Iterator[str]:
    """The reading text: of a choice the first child, nothing of standOff."""
    yield element.text or ""
    children = list(element.iterchildren("*"))
    for child in children:
        first_only = etree.QName(element).localname == "choice" and child is not children[0]
        if not first_only:
            yield from leaves(child)
        yield child.tail or ""


@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.name if path else "none")
@needs_cjk
@needs_poppler
def test_real_documents_keep_every_character(path: Path | None) -> None:
    if path is None:
        pytest.skip("../shared/targets and ../shared/gold are not here")
    tree = safe_xml.parse_xml(path.read_bytes())
    rendered = render_pdf(tree)
    text = tree.find("{http://www.tei-c.org/ns/1.0}text")
    assert text is not None
    shown = Counter(squeezed(printed(rendered.data, "-raw")))
    assert not Counter(squeezed("".join(leaves(text)))) - shown
    assert not [found for found in rendered.findings if found.severity is Severity.ERROR]


@needs_poppler
def test_typst_markup_in_a_record_stays_text() -> None:
    text = '#pagebreak() $x^2$ *b* _i_ `r` @ref [#link("x")] // no /* c */ \\u{41} ~ -- ...'
    body = etree.tostring(etree.fromstring("<p/>")).decode().replace("/>", ">")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    rendered = render_pdf(tei(f"<div>{body}{escaped}</p></div>"))
    assert rendered.findings == ()
    assert squeezed(text) in squeezed(printed(rendered.data))


@needs_core
@needs_poppler
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Он сказал: «Сегодня хорошо»."),
        ("el", "Είπε: «Σήμερα είναι καλά»."),
        ("vi", "Ông nói: “Hôm nay tốt”."),
        ("mn", "Өнөөдөр сайн байна."),
        ("hy", "Այսօր լավ է"),
    ],
)
def test_alphabets(language: str, text: str) -> None:
    rendered = render_pdf(tei(f'<div type="edition" xml:lang="{language}"><p>{text}</p></div>'))
    assert rendered.findings == ()
    assert squeezed(text) in squeezed(printed(rendered.data))


@needs_core
@needs_cjk
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "彼は「今日はいい」と言った。"),
        ("ko", "그는 “오늘은 좋다”라고 말했다."),
        ("zh-Hant", "他說：“今天很好。”"),
        ("ar", "قال الوزير: «اليوم جيد»"),
        ("fa", "او گفت: «امروز خوب است»"),
        ("he", "הוא אמר"),
        ("hi", "उसने कहा: “आज अच्छा है।”"),
        ("th", "เขาพูดว่า “วันนี้ดี”"),
        ("km", "ថ្ងៃនេះល្អ។"),
        ("lo", "ມື້ນີ້ດີ"),
    ],
)
def test_other_scripts_have_a_font(language: str, text: str) -> None:
    rendered = render_pdf(tei(f'<div type="edition" xml:lang="{language}"><p>{text}</p></div>'))
    assert rendered.findings == ()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in unpacked(rendered.data)


@needs_cjk
@needs_poppler
def test_quotation_marks_are_as_wide_as_their_language_wants() -> None:
    widths = {}
    for language in ("zh-Hans", "en"):
        rendered = render_pdf(tei(f'<div xml:lang="{language}"><p>{"“天" * 10}</p></div>'))
        boxes = re.findall(
            r'xMin="([0-9.]+)"[^>]*xMax="([0-9.]+)"[^>]*>[^<]*[“天]', printed(rendered.data, "-bbox")
        )
        widths[language] = max(float(right) for _, right in boxes) - min(float(left) for left, _ in boxes)
    assert widths["zh-Hans"] - widths["en"] > 10 * 0.4 * 10.2  # ten marks, each wider by 0.4 em at least


# --- characters without a font -----------------------------------------------------------------


def test_a_character_without_a_font_is_named_and_placed() -> None:
    rendered = render_pdf(tei("<div><p>fine</p>\n<p>bad \u0378 and again \u0378</p></div>"), path="x.xml")
    (found,) = rendered.findings
    assert (found.code, found.severity) == ("R005", Severity.ERROR)
    assert "U+0378" in found.message
    assert (found.where.path, found.where.line) == ("x.xml", 3)
    assert found.where.xpath == "/TEI[1]/text[1]/body[1]/div[1]/p[2]"
    assert rendered.data


@needs_poppler
def test_the_page_shows_its_number_instead_of_a_box() -> None:
    rendered = render_pdf(tei("<div><p>bad \u0378, private \ue000, control \u0085.</p></div>"))
    assert squeezed("bad [U+0378], private [U+E000], control [U+0085].") in squeezed(printed(rendered.data))
    assert codes(rendered) == ["R005"] * 3


def test_a_sign_of_byte_order_within_a_text_does_not_cost_the_standard() -> None:
    tree = tei("<div><p>The first file.\ufeffThe second.</p></div>")
    rendered = render_pdf(tree)
    assert rendered.findings == ()
    assert verified(tree, "pdf", rendered.data, "x.xml", identity="x") == []


@pytest.fixture
def only_typsts_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine without Debian's fonts."""
    bare = typesetting.Typesetter(system_fonts=False)
    monkeypatch.setattr(typesetting, "typesetter", lambda: bare)
    yield
    bare.end()


def test_without_its_font_a_script_is_named_with_the_package(only_typsts_fonts: None) -> None:
    rendered = render_pdf(tei('<div xml:lang="zh-Hans"><p>春天到了, Привет, สวัสดี</p></div>'))
    hints = {found.message.partition("(")[2].partition(")")[0]: found.hint for found in rendered.findings}
    assert rendered.data
    assert "fonts-noto-cjk" in hints["Chinese characters"]
    assert "fonts-noto-core" in hints["Thai"]
    assert "Cyrillic" not in hints


def test_many_characters_make_one_finding(only_typsts_fonts: None) -> None:
    han = "".join(chr(0x4E00 + number) for number in range(500))
    (found,) = render_pdf(tei(f"<div><p>{han}</p></div>")).findings
    assert "and 492 more" in found.message


def test_a_letter_is_not_blamed_for_its_mark() -> None:
    assert fonts.without_glyph({"e", "\u0378", "я"}) == {"\u0378"}
    assert fonts.without_glyph(set("plain")) == frozenset()


def test_typsts_escapes_are_read() -> None:
    said = r'error: the text `"\u{378}\"\\"` could not be displayed with font `"X"`'
    assert fonts.refused_characters(said) == {"\u0378", '"', "\\"}


# --- bad input ---------------------------------------------------------------------------------


def stylesheet(folder: Path, result: str) -> Path:
    path = folder / "mine.xsl"
    path.write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:template match="/">{result}</xsl:template></xsl:stylesheet>'
    )
    return path


def test_what_does_not_end_or_needs_too_much_memory_is_ended_and_the_next_is_laid_out() -> None:
    setter = typesetting.Typesetter(megabytes=400)
    loops = "#for a in range(5000) { for b in range(5000) { for c in range(5000) { str(c) } } }"
    grows = '#let grow(s, n) = if n == 0 { s } else { grow(s + s, n - 1) }; #grow("0123456789", 30)'
    for template, seconds, said in (
        (loops, 1, "did not end within 1 s"),
        (grows, 60, "needing more than 400 MB"),
    ):
        with pytest.raises(typesetting.NotLaidOutError, match=said) as ended:
            setter.lay_out(typesetting.Request({"main": template.encode()}, {}, (), seconds))
        assert ended.value.came_to_limit_of
        assert setter.lay_out(typesetting.Request({"main": b"Fine."}, {}, (), 20)).startswith(b"%PDF-")
    setter.end()


def test_a_process_that_kept_too_much_of_others_is_no_reason_to_fail() -> None:
    setter = typesetting.Typesetter(megabytes=300)
    hoard = b'#let a = "x" * 40000000; #a.len()'  # typst keeps what it made for the next document
    for number in range(12):
        template = hoard.replace(b"x", b"abcdefghijkl"[number : number + 1])
        assert setter.lay_out(typesetting.Request({"main": template}, {}, (), 20)).startswith(b"%PDF-")
    setter.end()


def test_a_document_that_comes_to_a_limit_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    setter = typesetting.Typesetter(megabytes=100)
    monkeypatch.setattr(typesetting, "typesetter", lambda: setter)
    paragraph = f"<p>{'word ' * 400}</p>"
    rendered = render_pdf(tei(f"<div>{paragraph * 600}</div>"))
    assert rendered.data == b""
    assert codes(rendered) == ["R006"]
    assert "needing more than 100 MB" in rendered.findings[0].message
    assert render_pdf(tei("<p>Short.</p>")).data.startswith(b"%PDF-")
    setter.end()


def test_a_layout_that_fails_is_a_finding(tmp_path: Path) -> None:
    rendered = render_pdf(tei("<p/>"), stylesheet=stylesheet(tmp_path, "<nonsense/>"))
    assert rendered.data == b""
    assert codes(rendered) == ["R006"]


def test_a_stylesheet_without_a_result_is_a_finding(tmp_path: Path) -> None:
    rendered = render_pdf(tei("<p/>"), stylesheet=stylesheet(tmp_path, ""))
    assert rendered.data == b""
    assert codes(rendered) == ["R054"]


def test_a_pdf_that_is_not_accessible_says_so(tmp_path: Path) -> None:
    skipped = '<edition title="T" lang="en"><part lang="en"><b role="head" level="3" lang="en"><t>x</t></b></part></edition>'
    rendered = render_pdf(tei("<p/>"), stylesheet=stylesheet(tmp_path, skipped))
    assert rendered.data.startswith(b"%PDF-")
    assert codes(rendered) == ["R007"]


@pytest.mark.parametrize(
    "body",
    [
        "<hi>" * 200 + "deep" + "</hi>" * 200,
        "<div><head>h</head>" * 100 + "<p>deep</p>" + "</div>" * 100,
        "<list><item>a " * 100 + "deep" + "</item></list>" * 100,
        "<note n='1'>a " * 100 + "deep" + "</note>" * 100,
        "<table><row><cell>" * 60 + "deep" + "</cell></row></table>" * 60,
        "",
        "<p/>",
        "<pb/>",
        "<p>" + "x" * 5000 + "</p>",
    ],
    ids=["styles", "divisions", "lists", "notes", "tables", "empty", "no text", "page only", "long word"],
)
def test_odd_shapes_are_laid_out(body: str) -> None:
    rendered = render_pdf(tei(f"<div>{body}</div>"))
    assert rendered.data
    assert rendered.findings == ()


@needs_poppler
def test_deep_lists_stay_on_the_page() -> None:
    body = "<list><item>a " * 100 + "deep" + "</item></list>" * 100
    boxes = printed(render_pdf(tei(f"<div>{body}</div>")).data, "-bbox")
    rights = [float(right) for right in re.findall(r'xMax="([0-9.]+)"', boxes)]
    assert rights
    assert max(rights) < 420  # the width of A5 in points


@needs_cjk
def test_a_thousand_footnotes() -> None:
    body = "".join(
        f'<p>第{n}段<ref type="noteAnchor" xml:id="a{n}" n="{n}" target="#n{n}">〔{n}〕</ref></p>'
        for n in range(1000)
    )
    notes = "".join(
        f'<note n="{n}" xml:id="n{n}" target="#a{n}"><label>〔{n}〕</label>注</note>' for n in range(1000)
    )
    rendered = render_pdf(tei(f'<div xml:lang="zh-Hans">{body}<div type="notes">{notes}</div></div>'))
    assert rendered.findings == ()
    assert (
        unpacked(rendered.data).count(b"/S /Note") == 1000
        or unpacked(rendered.data).count(b"/S/Note") == 1000
    )


@needs_poppler
def test_notes_at_the_end_when_asked_for() -> None:
    tree = tei(
        '<div><p>one<ref type="noteAnchor" xml:id="a1" n="1" target="#n1">(1)</ref> two</p></div>'
        '<div type="notes"><head>Remarks</head><note n="1" xml:id="n1" target="#a1"><label>(1)</label> said</note></div>'
    )
    rendered = render_pdf(tree, params={"notes": "end"})
    assert rendered.findings == ()
    assert re.search(r"one\(1\)two.*Remarks\(1\)said", squeezed(printed(rendered.data, "-raw")))

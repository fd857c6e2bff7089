"""The parameters of the print: facing languages, paper, fonts, PDF/A; pictures, wide tables, long words; metadata."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import etree
from test_pdf import HEADER, needs_core, printed, squeezed, tei, unpacked

from tei import safe_xml
from tei.findings import TeiError
from tei.rendering.pdf import render_pdf
from tei.rendering.picture_sizes import pixels
from tei.rendering.print_document import lighten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.rendering.xslt import Rendered

DATED = HEADER.replace(
    "</teiHeader>", '<profileDesc><creation><date when="1931-05-03"/></creation></profileDesc></teiHeader>'
)
PAIR = """<div type="edition" xml:lang="de" xml:id="de"><p xml:id="de-1" corresp="#en-1">Das Wasser steigt.</p>
<p xml:id="de-2" corresp="#en-2">Die Fähre liegt fest.</p></div>
<div type="translation" xml:lang="en" xml:id="en"><p xml:id="en-1" corresp="#de-1">The water is rising.</p>
<p xml:id="en-2" corresp="#de-2">The ferry is tied up.</p></div>"""


def words(rendered: Rendered) -> list[tuple[float, float, float, str]]:
    """Left, top, right edge of each word, of all pages."""
    boxes = re.findall(
        r'xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" [^>]*>([^<]*)<', printed(rendered.data, "-bbox")
    )
    return [(float(left), float(top), float(right), said) for left, top, right, said in boxes]


def place(rendered: Rendered, word: str) -> tuple[float, float]:
    return next((left, top) for left, top, _, said in words(rendered) if said == word)


def width(rendered: Rendered) -> int:
    """Of the first page, in millimetres."""
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        return round(float(pdf.pages[0].mediabox[2]) / 72 * 25.4)


def png(wide: int, high: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x40\x80\xc0" * wide) * high)
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- languages ---------------------------------------------------------------------------------


def test_facing_paragraphs_begin_on_one_line_in_two_columns() -> None:
    rendered = render_pdf(tei(PAIR), params={"languages": "facing"})
    assert rendered.findings == ()
    assert width(rendered) == 170
    for left, right in (("Das", "water"), ("Die", "ferry")):
        (x1, y1), (x2, y2) = place(rendered, left), place(rendered, right)
        assert abs(y1 - y2) < 1
        assert x2 - x1 > 150


def test_a_fact_that_is_inferred_says_where_it_was_found() -> None:
    record = (Path(__file__).parent / "records/wilson-center/zh-en-telegram-with-notes/tei.xml").read_bytes()
    text = printed(render_pdf(safe_xml.parse_xml(record)).data, "-layout")
    assert re.search(r"Via\s+Lin Xiude\n\s+\(read from the salutation\)\n", text)
    assert text.count("(read from") == 1


def test_a_long_title_leaves_room_for_the_text() -> None:
    title = "Report of the harbour office on the high water of the spring and on the boats that lay at the old bridge"
    long = HEADER.replace(
        "Letter from Ada Example to Bo Muster", f"{title}, by the master of the ferry, with his figures"
    )
    short = HEADER.replace("Letter from Ada Example to Bo Muster", title)
    assert long != short != HEADER
    high = [place(render_pdf(tei(PAIR, header)), "Author")[1] for header in (short, long)]
    assert high[1] < high[0]


def test_a_salute_without_a_heading_above_it_stands_by_its_paragraph() -> None:
    opened = PAIR.replace(
        'xml:id="de"><p', 'xml:id="de"><head>Hochwasser</head><salute>Lieber Karl!</salute><p'
    )
    opened = opened.replace('xml:id="en"><p', 'xml:id="en"><salute>Dear Carl!</salute><p')
    rendered = render_pdf(tei(opened), params={"languages": "facing"})
    assert rendered.findings == ()
    assert abs(place(rendered, "Lieber")[1] - place(rendered, "Dear")[1]) < 1
    assert place(rendered, "Hochwasser")[1] < place(rendered, "Dear")[1] - 10


def test_successive_is_one_after_the_other() -> None:
    rendered = render_pdf(tei(PAIR))
    assert place(rendered, "Die")[1] < place(rendered, "water")[1]
    assert width(rendered) == 148


def test_pairs_that_cross_keep_the_order_of_each_text() -> None:
    crossed = PAIR.replace('xml:id="en-1" corresp="#de-1"', 'xml:id="en-1" corresp="#de-2"').replace(
        'xml:id="en-2" corresp="#de-2"', 'xml:id="en-2" corresp="#de-1"'
    )
    rendered = render_pdf(tei(crossed), params={"languages": "facing"})
    assert place(rendered, "Das")[1] < place(rendered, "Die")[1]
    assert place(rendered, "water")[1] < place(rendered, "ferry")[1]


def test_facing_keeps_footnotes_and_both_texts() -> None:
    noted = PAIR.replace("Fähre", 'Fähre<note n="1">Ein Kahn.</note>')
    rendered = render_pdf(tei(noted), params={"languages": "facing"})
    assert rendered.findings == ()
    text = squeezed(printed(rendered.data))
    assert "Ein Kahn." in printed(rendered.data)
    for passage in ("DasWassersteigt.", "Thewaterisrising."):
        assert passage in text


@needs_core
@pytest.mark.parametrize(("language", "text"), [("ar", "وصلت رسالتكم"), ("he", "הגיע המכתב")])
def test_right_to_left_begins_at_the_right(language: str, text: str) -> None:
    rendered = render_pdf(tei(f'<div xml:lang="{language}"><p>{text}</p></div>'))
    assert max(right for _, _, right, said in words(rendered) if set(said) & set(text)) > 340


def test_a_label_stands_in_the_line_of_its_value_and_how_it_was_made_runs_on() -> None:
    source = (
        "<sourceDesc><msDesc><msIdentifier><repository>GAVB</repository></msIdentifier></msDesc></sourceDesc></fileDesc>"
        "<encodingDesc><editorialDecl><p>First said.</p><p>Then said.</p></editorialDecl></encodingDesc>"
    )
    rendered = render_pdf(tei("<p>Text.</p>", HEADER.replace("</fileDesc>", source)))
    said = printed(rendered.data, "-layout")
    assert re.search(r"Archive +GAVB", said)
    assert re.search(r"Editorial practice +First said\. Then said\.", said)


def test_labels_of_the_contents_of_a_record_fit_their_column() -> None:
    listed = '<notesStmt><note type="contents"><list><item>Original Scan</item></list></note></notesStmt></fileDesc>'
    rendered = render_pdf(tei("<p>Text.</p>", HEADER.replace("</fileDesc>", listed)))
    assert re.search(r"Contents of the record +Original Scan", printed(rendered.data, "-layout"))


@pytest.mark.parametrize("role", ["", ' role="label"'])
def test_the_rule_below_a_table_is_as_wide_as_the_one_above_it(role: str) -> None:
    rows = f"<row{role}><cell{role}>One</cell><cell{role}>Two</cell></row><row><cell>1</cell><cell rows='2'>spans</cell></row>"
    rendered = render_pdf(tei(f"<table>{rows}<row><cell>2</cell></row></table>"))
    lines = black_lines(rendered)
    top, bottom = lines[-2 if not role else -3], lines[-1]
    assert bottom == top


def black_lines(rendered: Rendered) -> list[int]:
    """How many dark pixels each line across the first page has, from above."""
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", "300", "-l", "1", "-"],
        input=rendered.data,
        capture_output=True,
        check=True,
    )
    _, size, _, pixels_of = done.stdout.split(b"\n", 3)
    wide = int(size.split()[0])
    found = []
    dark = False
    for start in range(0, len(pixels_of), wide):
        run = max(map(len, re.findall(rb"[\x00-\x60]+", pixels_of[start : start + wide])), default=0)
        if run > 100 and not dark:
            found.append(run)
        dark = run > 100
    return found


@needs_core
def test_labels_of_facts_stand_at_the_right_of_a_document_from_the_right() -> None:
    source = "<sourceDesc><p>الأرشيف</p></sourceDesc></fileDesc>"
    header = HEADER.replace('xml:lang="en"', 'xml:lang="ar"', 1).replace("</fileDesc>", source)
    rendered = render_pdf(tei('<div xml:lang="ar"><p>وصلت</p></div>', header))
    for name, apart in (("Author", 20), ("Source", 5)):
        label = next(one for one in words(rendered) if one[3].strip("\u202a\u202b\u202c") == name)
        beside = [one[2] for one in words(rendered) if abs(one[1] - label[1]) < 4 and one != label]
        assert label[2] > 340
        assert max(beside) < label[0] - apart


ARABIC = " ".join(["يطلب مكتب المياه من مدير القرية أن يرسل عشرة عمال"] * 3)


@needs_core
@pytest.mark.parametrize(("language", "summary"), [("ar", ARABIC), ("he", "משרד המים מבקש עשרה עובדים " * 4)])
def test_a_summary_from_the_right_begins_each_line_at_the_right(language: str, summary: str) -> None:
    abstract = (
        f'<profileDesc><abstract xml:lang="{language}"><p>{summary}</p></abstract></profileDesc></teiHeader>'
    )
    rendered = render_pdf(tei("<p>Text.</p>", HEADER.replace("</teiHeader>", abstract)))
    label = place(rendered, "Summary")
    lines: dict[int, float] = {}
    for _, top, right, said in words(rendered):
        if set(said) & set(summary) - {" "}:
            lines[round(top)] = max(right, lines.get(round(top), 0))
    assert len(lines) > 1
    assert max(lines.values()) - min(lines.values()) < 3
    assert min(lines.values()) > 330
    assert abs(min(lines) - label[1]) < 8


def languages_of_notes(data: bytes) -> list[str]:
    """Of each footnote, as the tags say it, by itself or by what it stands in."""

    def walked(node: pikepdf.Object, language: str) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for child in list(node):
                yield from walked(child, language)
        if not isinstance(node, pikepdf.Dictionary):
            return
        language = str(node.get("/Lang", language))
        if node.get("/S") == "/Note":
            yield language
        if "/K" in node:
            yield from walked(node["/K"], language)

    with pikepdf.open(BytesIO(data)) as pdf:
        return list(walked(pdf.Root["/StructTreeRoot"], str(pdf.Root["/Lang"])))


@needs_core
def test_a_footnote_is_in_its_own_language_and_runs_its_own_way() -> None:
    note = '<note n="1">المهندس يوسف حداد</note>'
    body = f'<div xml:lang="ar"><p>وصلت{note}</p></div><div xml:lang="en"><p>Come<note n="2">soon</note></p></div>'
    rendered = render_pdf(tei(body))
    assert languages_of_notes(rendered.data) == ["ar", "en"]
    assert max(right for _, top, right, said in words(rendered) if top > 400 and set(said) & set(note)) > 350


@needs_core
def test_a_stop_before_a_mark_stands_where_its_sentence_ends() -> None:
    rendered = render_pdf(
        tei('<div xml:lang="ar"><p>وصل القبطان Sedov.<note n="7">انظر الدفتر.</note></p></div>')
    )
    at = {said.strip("\u200f"): left for left, top, _, said in words(rendered) if 170 < top < 190}
    assert at["7"] < at["."] < at["Sedov"]


def test_a_long_title_from_the_right_begins_each_line_at_the_right() -> None:
    title = f'</title><title type="original" xml:lang="ar">{ARABIC}</title><author>'
    rendered = render_pdf(tei("<p>Text.</p>", HEADER.replace("</title><author>", title)))
    rights: dict[int, float] = {}
    for _, top, right, said in words(rendered):
        if set(said) & set(ARABIC) - {" "}:
            rights[round(top)] = max(right, rights.get(round(top), 0))
    assert len(rights) > 1
    assert max(rights.values()) - min(rights.values()) < 3


def with_practice(paragraphs: int) -> str:
    said = "".join(
        f"<p>Rule {n} says how the words of the record are kept as they are.</p>" for n in range(paragraphs)
    )
    return HEADER.replace(
        "</teiHeader>", f"<encodingDesc><editorialDecl>{said}</editorialDecl></encodingDesc></teiHeader>"
    )


@pytest.mark.parametrize("lines", range(14, 26))
def test_no_last_page_has_a_few_lines_of_what_is_known_and_a_signature_stays_with_its_letter(
    lines: int,
) -> None:
    letter = "<p>Said.</p>" * lines + "<closer><signed>Ada</signed></closer>"
    rendered = render_pdf(tei(letter, with_practice(20)))
    pages = printed(rendered.data).split("\f")
    told = [page for page in pages if "Rule" in page]
    assert len(told) == 1
    assert "About" in told[0]
    assert [page for page in pages if "Ada\n" in page.replace("Ada Example", "")] == [
        [page for page in pages if "Said." in page][-1]
    ]


@pytest.mark.parametrize("paper", ["a5", "70x100", "a4"])
@pytest.mark.parametrize("paragraphs", [5, 12, 20, 28, 36, 44, 52, 150])
def test_what_is_known_of_a_document_never_runs_over_the_foot_of_a_page(paper: str, paragraphs: int) -> None:
    rendered = render_pdf(tei("<p>Text.</p>", with_practice(paragraphs)), params={"paper": paper})
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        foot = float(pdf.pages[0].mediabox[3]) * 0.9
    said = [word for word in words(rendered) if word[3] not in map(str, range(1, 40))]
    assert sum(word == "Rule" for *_, word in said) == paragraphs
    assert max(top for _, top, _, _ in said) < foot


@needs_core
def test_digits_within_arabic_are_of_the_latin_face() -> None:
    widths = []
    for language in ("ar", "en"):
        rendered = render_pdf(tei(f'<div xml:lang="{language}"><p>في 1967 مع</p></div>'))
        widths += [right - left for left, _, right, said in words(rendered) if said == "1967"]
    assert len(widths) == 2
    assert abs(widths[0] - widths[1]) < 0.01


def test_labels_are_tagged_in_the_language_of_the_interface() -> None:
    tree = tei(
        '<div type="edition" xml:lang="ru"><p>Вода.</p></div><div type="translation" xml:lang="en"><p>x</p></div>'
    )
    rendered = render_pdf(tree, params={"interface-language": "de"})
    assert "Übersetzung" in printed(rendered.data)
    assert b"de" in re.findall(rb"/Lang ?\(([a-z-]+)\)", unpacked(rendered.data))
    assert b"de" not in re.findall(rb"/Lang ?\(([a-z-]+)\)", unpacked(render_pdf(tree).data))


# --- paper, size, fonts, hyphens ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("paper", "millimetres"), [("a4", 210), ("b5", 176), ("letter", 216), ("152x229", 152)]
)
def test_paper(paper: str, millimetres: int) -> None:
    assert width(render_pdf(tei("<p>x</p>"), params={"paper": paper})) == millimetres


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("paper", "a7"), ("paper", "20x20"), ("paper", "9999x100"), ("font-size", "big"), ("font-size", "99"),
        ("languages", "both"), ("pdf-standard", "a-9"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_refused(parameter: str, value: str) -> None:
    with pytest.raises(TeiError) as refused:
        render_pdf(tei("<p>x</p>"), params={parameter: value})
    assert refused.value.code == "R034"
    assert value in str(refused.value)


def test_hyphenation_can_be_left_out() -> None:
    body = "<p>" + "incomprehensibility telecommunications " * 30 + "</p>"
    with_hyphens, without = (
        printed(render_pdf(tei(body), params={"hyphenation": how}).data).count("\xad")
        for how in ("yes", "no")
    )
    assert with_hyphens > 0
    assert without == 0


def test_a_font_of_ones_own() -> None:
    rendered = render_pdf(tei("<p>word</p>"), params={"font": "dejavu sans mono"})
    assert rendered.findings == ()
    assert b"DejaVuSansMono" in unpacked(rendered.data)


def test_a_font_that_is_not_there_is_told_and_the_text_is_printed() -> None:
    rendered = render_pdf(tei("<p>word</p>"), params={"font": "Libertinus Sherif"}, path="x.xml")
    (found,) = rendered.findings
    assert found.code == "R031"
    assert "Libertinus Serif" in found.hint
    assert "word" in printed(rendered.data)


def test_a_font_that_css_names() -> None:
    body = "<p>a <hi style=\"font-family: 'Nowhere Sans'\">b</hi></p>\n<p><hi style='font-family: Nowhere, DejaVu Sans'>c</hi></p>"
    rendered = render_pdf(tei(body), path="x.xml")
    (found,) = rendered.findings
    assert (found.code, found.where.line) == ("R031", 2)
    assert b"DejaVuSans" in unpacked(rendered.data)


# --- standards and metadata --------------------------------------------------------------------


def metadata(rendered: Rendered) -> str:
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        return pdf.Root.Metadata.read_bytes().decode()


@pytest.mark.parametrize("standard", ["a-2a", "a-2b", "a-2u", "a-3a", "a-3b", "a-3u"])
def test_for_an_archive_and_accessible(standard: str) -> None:
    rendered = render_pdf(tei("<p>x</p>", DATED), params={"pdf-standard": standard})
    assert rendered.findings == ()
    said = metadata(rendered)
    assert f"<pdfaid:part>{standard[2]}</pdfaid:part>" in said
    assert "<pdfuaid:part>1</pdfuaid:part>" in said


@pytest.mark.parametrize("standard", ["a-1a", "a-1b", "a-4"])
def test_for_an_archive_alone(standard: str) -> None:
    body = "<p>" + "Many words for two pages. " * 200 + "</p>"
    rendered = render_pdf(tei(body, DATED), params={"pdf-standard": standard})
    assert rendered.findings == ()
    assert f"<pdfaid:part>{standard[2]}</pdfaid:part>" in metadata(rendered)


def test_without_a_day_there_is_no_pdf_a() -> None:
    year = DATED.replace("1931-05-03", "1931")
    rendered = render_pdf(tei("<p>x</p>", year), params={"pdf-standard": "a-2a"}, path="x.xml")
    (found,) = rendered.findings
    assert (found.code, found.where.path) == ("R030", "x.xml")
    assert "<pdfaid:part>" not in metadata(rendered)
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata(rendered)


def test_metadata_says_what_the_header_says() -> None:
    header = DATED.replace(
        "</titleStmt>",
        "</titleStmt><publicationStmt><publisher>Press &amp; Co</publisher><idno>A-7</idno></publicationStmt>",
    )
    rendered = render_pdf(tei('<div><p>x <foreign xml:lang="fr">mot</foreign></p></div>', header))
    said = metadata(rendered)
    assert "<dc:identifier>A-7</dc:identifier>" in said
    assert "<dc:publisher><rdf:Bag><rdf:li>Press &amp; Co</rdf:li></rdf:Bag></dc:publisher>" in said
    assert "<dc:date><rdf:Seq><rdf:li>1931-05-03</rdf:li></rdf:Seq></dc:date>" in said
    assert "<rdf:li>en</rdf:li><rdf:li>fr</rdf:li>" in said
    etree.fromstring(said[said.index("<x:xmpmeta") : said.index("</x:xmpmeta>") + 12])
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        assert pdf.check_pdf_syntax() == []


# --- pictures ----------------------------------------------------------------------------------

FIGURE = "<figure>\n<graphic url='{}'/><figDesc>A bridge</figDesc></figure>"


def test_a_picture_beside_the_document_is_shown_with_its_description(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(png(40, 30))
    path = str(tmp_path / "x.xml")
    rendered = render_pdf(tei(FIGURE.format("a%20b.png")), path=path)
    assert rendered.findings == ()
    assert b"/Alt" in unpacked(rendered.data)
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        assert len(list(pdf.pages[0].get_images())) == 1
    assert rendered.data == render_pdf(tei(FIGURE.format("a%20b.png")), path=path).data


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("gone.png", "no such file"),
        ("../outside.png", "does not lie in the folder"),
        ("https://example.org/a.png", "nothing is fetched"),
        ("file:///etc/hostname", "nothing is fetched"),
        ("torn.png", "can be read"),
        ("text.png", "can be read"),
        ("large.png", "more than 100 million pixels"),
        ("", "no address"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_with_its_place(
    tmp_path: Path, address: str, reason: str
) -> None:
    folder = tmp_path / "tei"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(png(4, 4))
    (folder / "torn.png").write_bytes(png(4, 4)[:40])
    (folder / "text.png").write_text("TOPSECRET")
    (folder / "large.png").write_bytes(png(4, 4).replace(b"\0\0\0\4\0\0\0\4", b"\0\0\x40\0\0\0\x40\0", 1))
    rendered = render_pdf(tei(FIGURE.format(address)), path=str(folder / "x.xml"))
    (found,) = rendered.findings
    assert (found.code, found.where.line) == ("R032", 3)
    assert reason in found.message
    assert "[A bridge]" in printed(rendered.data)
    assert b"TOPSECRET" not in unpacked(rendered.data)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x03", 768),
        (b"GIF89a\x02\x00\x03\x00", 6),
        (
            b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc4\x00\x02\xff\xc2\x00\x11\x08\x00\x03\x01\x00",
            768,
        ),
        (b"RIFF....WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\0\0\x02\0\0", 768),
        (b"RIFF....WEBPVP8L\x0a\0\0\0\x2f" + (255 | 2 << 14).to_bytes(4, "little"), 768),
        (b"RIFF....WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\0\1\3\0", 768),
        (b"\xff\xd8\xff\xe0", 0),
        (b"\xff\xd8text", 0),
        (b"", 0),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(head: bytes, size: int) -> None:
    assert pixels(head) == size


# --- tables, long words, long texts ------------------------------------------------------------


def table(columns: int, cell: str = "a longish cell", head: str = "") -> str:
    row = "".join(f"<cell>{cell}{n}</cell>" for n in range(columns))
    return f"<div>\n<table>{head}{f'<row>{row}</row>' * 3}</table></div>"


@pytest.mark.parametrize("columns", [2, 6, 9, 12])
@pytest.mark.parametrize("cell", ["a longish cell", "Unbreakablestrings"])
def test_a_table_stays_on_the_page(columns: int, cell: str) -> None:
    rendered = render_pdf(tei(table(columns, cell)))
    assert rendered.findings == ()
    assert max(right for _, _, right, _ in words(rendered)) < 375


def test_a_table_that_is_too_wide_is_told_and_printed_row_by_row() -> None:
    rendered = render_pdf(tei(table(40)), path="x.xml")
    (found,) = rendered.findings
    assert (found.code, found.where.line) == ("R033", 3)
    assert "a longish cell39" in re.sub(r"\s+", " ", printed(rendered.data))
    assert max(right for _, _, right, _ in words(rendered)) < 375


@pytest.mark.parametrize("number", ["1,234,567.25", "12,345,678,901,234.50"], ids=["smaller", "row by row"])
@pytest.mark.parametrize("columns", [6, 9, 12])
def test_no_number_of_a_table_is_broken(columns: int, number: str) -> None:
    rendered = render_pdf(tei(table(columns, f"{number}/")))
    said = [word for *_, word in words(rendered)]
    assert said.count(f"{number}/0") == said.count(f"{number}/{columns - 1}") == 3
    assert max(right for _, _, right, _ in words(rendered)) < 375


@pytest.mark.parametrize(
    "word", ["ж" * 700, "x/" * 350, "_" * 900, "a" * 400 + "."], ids=["ж", "x/", "_", "a"]
)
@pytest.mark.parametrize("around", ["{}", "so <hi rend='italic'>{}</hi> far"], ids=["plain", "styled"])
def test_a_long_word_stays_on_the_page(word: str, around: str) -> None:
    rendered = render_pdf(tei(f"<div><p>{around.format(word)}</p></div>"))
    assert max(right for _, _, right, _ in words(rendered)) < 380
    assert word in squeezed(printed(rendered.data))


# --- the print document made light -------------------------------------------------------------


def light(inside: str, language: str = "en") -> etree._Element:
    root = etree.fromstring(f'<edition><part><b role="p" lang="{language}">{inside}</b></part></edition>')
    lighten(root)
    return root


def test_runs_that_look_the_same_become_one() -> None:
    root = light(
        '<t lang="en"> a </t><t lang="en">b</t><t lang="fr">c</t><t lang="en" s="i">d</t><t lang="en">e </t>'
    )
    (block,) = root.iter("b")
    assert [(t.text, dict(t.attrib)) for t in block] == [
        ("a b", {}), ("c", {"lang": "fr"}), ("d", {"s": "i"}), ("e", {}),
    ]  # fmt: skip
    assert "plain" not in block.attrib


def test_a_word_that_no_line_holds_is_in_pieces() -> None:
    (block,) = light(f"<t>a {'x' * 45} b {'y' * 41}.</t><t s='i'>{'อ' * 50}</t>").iter("b")
    first, second = block
    assert etree.tostring(first).decode().startswith('<t pieces="yes">a <w>xxxxxxxx</w>')
    assert "".join(first.itertext()) == f"a {'x' * 45} b {'y' * 41}."
    assert {len(piece.text or "") for piece in first} == {8, 5, 2}
    assert (len(second), dict(second.attrib)) == (0, {"s": "i"})
    assert "plain" not in block.attrib


def test_what_the_layout_needs_to_know_stands_at_the_root() -> None:
    assert not light("<t>plain words, “and” 漢字</t>").attrib
    assert not light(f"<t>{'x' * 50}</t>").attrib
    assert dict(light("<t>ไทย</t>").attrib) == {"scripts": "yes"}
    assert dict(light("<t>x</t>", "ja").attrib) == {"east-asian": "ja"}
    assert not light("<t>x</t>", "zh-Latn").attrib

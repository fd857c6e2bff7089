"""PDFs of all goldens: accessible, sound, and their text in the order of the TEI; the same for collections."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pdfua
import pikepdf
import pytest
from click.testing import CliRunner
from lxml import etree
from test_pdf import REAL, needs_cjk, printed, tei, unpacked

from tei import safe_xml
from tei.cli.commands import cli
from tei.rendering.pdf import render_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDENS = sorted((Path(__file__).parent / "records").glob("*/*/tei.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"
needs_structure = pytest.mark.skipif(
    shutil.which("pdfinfo") is None, reason="Debian's poppler-utils (pdfinfo) is not installed"
)
PASSAGES = frozenset(
    "p ab head l item cell dateline salute signed byline trailer speaker stage addrLine label opener closer note".split()
)


COUNTED = "\0"
"""In the place of a number that the layout gives a note."""


def name(element: etree._Element) -> str:
    return etree.QName(element).localname


def letters(text: str) -> str:
    """Letters and digits: signs that print adds (brackets, list marks) and hyphens at line ends fall away."""
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN" or c == COUNTED)


def read_aloud(data: bytes, folder: Path) -> tuple[str, str]:
    """The text of a PDF in the order of its tags, as a screen reader says it: the text, and its footnotes."""
    file = folder / "read.pdf"
    file.write_bytes(data)
    done = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True)
    main: list[str] = []
    notes: list[str] = []
    note: int | None = None
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if note is not None and depth <= note:
            note = None
        if note is None and re.match(r" *Note\b", line):
            note = depth
        if said := re.fullmatch(r' *"(.*)"', line):
            (main if note is None else notes).append(said[1])
    return letters("".join(main)), letters("".join(notes))


def printed_text(element: etree._Element, *, first: bool = True) -> str:
    """What print shows of an element: of a note in a line its number, of a page its number, the first of a choice."""
    kind = name(element)
    if kind == "note" and not first:
        return element.findtext(f"{TEI}label") or element.get("n") or COUNTED
    if kind == "pb":
        return element.get("n") or ""
    if kind == "gap" and not "".join(element.itertext()).strip():
        return element.get("rend") or ""
    if kind == "ref" and element.get("type") == "noteAnchor" and not "".join(element.itertext()).strip():
        return element.get("n") or ""
    if kind == "choice":
        return printed_text(element[0])
    inside = [element.text or ""]
    for child in element.iterchildren("*"):
        inside += [printed_text(child, first=False), child.tail or ""]
    return "".join(inside)


def passages(text: etree._Element) -> Iterator[tuple[str, bool]]:
    """Each passage of a text that holds no other, and whether it belongs to a note."""
    for element in text.iter(*(f"{TEI}{one}" for one in PASSAGES)):
        held = [e for e in element.iterdescendants(*(f"{TEI}{one}" for one in PASSAGES)) if name(e) != "note"]
        notes = list(element.iterdescendants(f"{TEI}note"))
        if any(not any(note in e.iterancestors() for note in notes) for e in held):
            continue
        parent = element.getparent()
        of_notes = name(element) == "head" and parent is not None and parent.get("type") == "notes"
        within = name(element) == "note" or any(name(a) == "note" for a in element.iterancestors())
        if said := letters(printed_text(element)):
            yield said, within or of_notes


@pytest.mark.parametrize("path", GOLDENS + REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
@needs_cjk
@needs_structure
def test_the_text_is_read_in_the_order_of_the_tei(path: Path, tmp_path: Path) -> None:
    tree = safe_xml.parse_xml(path.read_bytes())
    text = tree.find(f"{TEI}text")
    assert text is not None
    main, notes = read_aloud(render_pdf(tree, path=str(path)).data, tmp_path)
    at = 0
    for passage, in_note in passages(text):
        if in_note:
            assert passage in notes or passage in main
            continue
        found = re.compile(passage.replace(COUNTED, "[0-9]+")).search(main, at)
        assert found, f"{passage[:80]} is not where the TEI has it"
        at = found.end()


def faults(data: bytes, folder: Path) -> list[str]:
    """What pdfua and qpdf find wrong."""
    file = folder / "checked.pdf"
    file.write_bytes(data)
    with pikepdf.open(file) as pdf:
        unsound = pdf.check_pdf_syntax()
    return [*unsound, *(f"{one.rule_id}: {one.message}" for one in pdfua.validate(str(file)).findings)]


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: f"{path.parent.name}-{path.parent.parent.name}")
@needs_cjk
def test_goldens_are_sound_and_the_same_twice(path: Path, tmp_path: Path) -> None:
    tree = safe_xml.parse_xml(path.read_bytes())
    rendered = render_pdf(tree, path=str(path))
    assert rendered.findings == ()
    assert faults(rendered.data, tmp_path) == []
    assert rendered.data == render_pdf(tree, path=str(path)).data


def test_a_table_has_headings_or_is_read_row_by_row(tmp_path: Path) -> None:
    for head in ("", '<row role="label"><cell>Place</cell><cell>Metres</cell></row>'):
        rendered = render_pdf(
            tei(f"<div><table>{head}<row><cell>Mill</cell><cell>45</cell></row></table></div>")
        )
        assert faults(rendered.data, tmp_path) == []
        assert (b"/S/TH" in unpacked(rendered.data).replace(b"/S /TH", b"/S/TH")) == bool(head)


# --- collections -------------------------------------------------------------------------------

PARAMS = {
    "title": "Letters of the River",
    "editor": "Ada Example",
    "publisher": "Example Press",
    "date": "2026-03-01",
}


def collected(folder: Path, *inputs: Path | str, **params: str) -> tuple[bytes, str, int]:
    """The collection of these inputs, what was said, and the exit status."""
    options = [f"--param={key}={value}" for key, value in params.items()]
    words = ["render", *map(str, inputs), "--to", "pdf", "--collection", "-o", str(folder / "out"), *options]
    done = CliRunner().invoke(cli, words)
    assert not done.exception or isinstance(done.exception, SystemExit), done.output
    file = folder / "out" / "collection.pdf"
    return file.read_bytes() if file.exists() else b"", done.output, done.exit_code


@needs_cjk
def test_goldens_as_a_collection(tmp_path: Path) -> None:
    data, said, status = collected(tmp_path, *GOLDENS, **{f"collection-{k}": v for k, v in PARAMS.items()})
    assert (status, said.count("failed")) == (0, 1)
    assert faults(data, tmp_path) == []
    first = printed(data, "-l", "1")
    for words in ("Letters of the River", "Ada Example", "Example Press", "2026"):
        assert words in first
    again, said, _ = collected(tmp_path, *GOLDENS, **{f"collection-{k}": v for k, v in PARAMS.items()})
    assert again == data
    assert f"{len(GOLDENS)} unchanged" in said


def written(folder: Path, name: str, body: str, when: str = "") -> Path:
    """A TEI file of this title, body and date."""
    dated = f'<profileDesc><creation><date when="{when}"/></creation></profileDesc>' if when else ""
    header = (
        f'<teiHeader xml:lang="en"><fileDesc><titleStmt><title type="main">{name}</title></titleStmt></fileDesc>'
        f"{dated}</teiHeader>"
    )
    file = folder / f"{name}.xml"
    file.write_bytes(etree.tostring(tei(body, header)))
    return file


def test_a_long_word_of_a_title_stays_on_the_page_of_contents(tmp_path: Path) -> None:
    word = "Hochwassermeldeordnungsdurchführungsbestimmungen" * 3
    data, _, _ = collected(tmp_path, written(tmp_path, f"Note on the {word}", "<p>One.</p>"))
    contents = printed(data, "-bbox", "-f", "3", "-l", "3")
    assert max(float(right) for right in re.findall(r'xMax="([0-9.]+)"', contents)) < 380
    assert word in re.sub(r"\s", "", printed(data, "-f", "3", "-l", "3"))


@pytest.mark.parametrize("to", ["pdf", "epub", "jsonl"])
def test_a_document_with_an_id_twice_is_in_no_collection(tmp_path: Path, to: str) -> None:
    good = written(tmp_path, "good", "<p>One.</p>")
    bad = written(tmp_path, "bad", '<p xml:id="p">Two.</p>')
    bad.write_text(bad.read_text("utf-8").replace("</p>", '</p><p xml:id="p">Three.</p>'), "utf-8")
    words = ["render", str(good), str(bad), "--to", to, "--collection", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 1
    assert "bad.xml:2:" in done.output
    assert "X001" in done.output
    assert "1 failed" in done.output
    assert (tmp_path / f"out/collection.{to}").is_file()


def contents(data: bytes) -> list[tuple[str, int]]:
    """Title and page of each line of the contents, and that each leads to its page."""
    return [
        (m[1], int(m[2]))
        for m in re.finditer(
            r"^(\w+)[ .]+([0-9]+)$", printed(data, "-layout", "-f", "3", "-l", "3"), re.MULTILINE
        )
    ]


def test_documents_stand_by_date_with_their_pages_in_the_contents(tmp_path: Path) -> None:
    long = "<p>" + "Many words for two pages. " * 150 + "</p>"
    files = [written(tmp_path, "Undated", "<p>x</p>"), written(tmp_path, "Again", "<p>y</p>", "1950-01-01"),
             written(tmp_path, "Earlier", long, "1949")]  # fmt: skip
    data, _, status = collected(tmp_path, *files)
    assert status == 0
    assert [name for name, _ in contents(data)] == ["Earlier", "Again", "Undated"]
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Earlier", "Again", "Undated"]
    for name, page in contents(data):
        assert name in printed(data, "-f", str(page), "-l", str(page))
    given, _, _ = collected(tmp_path, *files, order="file")
    assert [name for name, _ in contents(given)] == ["Again", "Earlier", "Undated"]


def test_one_id_in_two_documents_is_two_notes(tmp_path: Path) -> None:
    body = '<div><p>a<ref type="noteAnchor" xml:id="a1" target="#n1">(1)</ref></p><div type="notes"><note xml:id="n1" n="1" target="#a1">said of {}</note></div></div>'
    files = [written(tmp_path, name, body.format(name)) for name in ("One", "Two")]
    data, _, status = collected(tmp_path, *files, notes="end")
    assert status == 0
    assert faults(data, tmp_path) == []


def test_a_document_that_fails_is_left_out_and_the_rest_is_made(tmp_path: Path) -> None:
    good = written(tmp_path, "Good", "<p>here</p>")
    (tmp_path / "torn.xml").write_text("<TEI><text>")
    data, said, status = collected(tmp_path, good, tmp_path / "torn.xml")
    assert status == 1
    assert "torn.xml:1" in said
    assert "2 in = 1 converted (0 with findings) + 1 failed" in said
    assert "here" in printed(data)


def test_nothing_to_collect_makes_no_file(tmp_path: Path) -> None:
    (tmp_path / "torn.xml").write_text("<TEI><text>")
    data, said, status = collected(tmp_path, tmp_path / "torn.xml")
    assert (data, status) == (b"", 1)
    assert "1 failed" in said


def test_a_character_without_a_font_is_told_of_its_document(tmp_path: Path) -> None:
    files = [written(tmp_path, "Plain", "<p>x</p>"), written(tmp_path, "Odd", "<p>bad \u0378</p>")]
    data, said, status = collected(tmp_path, *files)
    assert status == 1
    assert "Odd.xml:2: error: R005" in said
    assert "Plain.xml:" not in said
    assert "[U+0378]" in printed(data)


def test_a_corpus_is_a_collection_of_its_documents() -> None:
    one = etree.tostring(tei("<p>first text</p>")).decode().replace('xml:id="x"', 'xml:id="x1"')
    two = etree.tostring(tei("<p>second text</p>")).decode().replace('xml:id="x"', 'xml:id="x2"')
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Corpus of Wells</title></titleStmt></fileDesc></teiHeader>"
    )
    tree = safe_xml.parse_xml(
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}{one}{two}</teiCorpus>'.encode()
    )
    rendered = render_pdf(tree)
    assert rendered.findings == ()
    text = printed(rendered.data)
    assert "Corpus of Wells" in text
    assert text.index("first text") < text.index("second text")


def test_html_makes_no_collection(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli, ["render", str(tmp_path), "--to", "html", "--collection", "-o", str(tmp_path / "o")]
    )
    assert isinstance(done.exception, Exception)
    assert "makes no html" in str(done.exception)

"""`tei export`: one file of many documents, read back by a library of its format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from gather_documents import FOREIGN, RECORDS, entry_of_text, golden
from sample_records import wilson

from tei.api import build
from tei.encode.elements import TEI, XML_ID
from tei.gather.entries import Entry
from tei.gather.exports import SUFFIXES, export
from tei.gather.exports.cmif_check import problems_of
from tei.gather.exports.model import About
from tei.gather.exports.table import COLUMNS, safe_cell
from tei.gather.facts import Action, Title
from tei.gather.names import Name, Party
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ended
    from lxml import etree

    Command = Callable[..., Ended]

TELEGRAM = golden("wilson-center/zh-en-telegram-with-notes")
LETTER = golden("wilson-center/ru-en-letter")
FOREIGN_LETTER = entry_of_text(FOREIGN)
ABOUT = About("Letters", "Lamp Press", "Tove Lind", "t@lamp.example", "https://lamp.example/cmif", "https://l.example/by", "2020-01-01")  # fmt: skip


def made(form: str, *entries: Entry, about: About = ABOUT) -> tuple[bytes, list[str]]:
    """The bytes of an export, and the messages."""
    one = export(form, about)
    said = [text for entry in entries for _, text in one.add(entry)]
    data, more = one.finish()
    return data, [*said, *(text for _, text in more)]


@pytest.mark.parametrize("form", SUFFIXES)
def test_the_same_documents_give_the_same_bytes(form: str) -> None:
    assert made(form, TELEGRAM, LETTER) == made(form, TELEGRAM, LETTER)


def test_ris_bibtex_and_csl_json_hold_every_document_in_order() -> None:
    ids = [TELEGRAM.id, LETTER.id]
    assert [one["id"] for one in rispy.loads(made("ris", TELEGRAM, LETTER)[0].decode())] == ids
    assert [one["ID"] for one in bibtexparser.loads(made("bibtex", TELEGRAM, LETTER)[0]).entries] == ids
    items = json.loads(made("csl-json", TELEGRAM, LETTER)[0])
    assert [one["id"] for one in items] == ids
    with pytest.warns(UserWarning, match="archive_collection"):
        assert CiteProcJSON([json.loads(made("csl-json", FOREIGN_LETTER)[0])[0] | {"id": "x"}])["x"].title


def test_keys_of_bibtex_differ() -> None:
    entries = [
        Entry("a b", Title("T")),
        Entry("a-b", Title("T")),
        Entry("A-B", Title("T")),
        Entry("信", Title("信")),
    ]
    keys = [one["ID"] for one in bibtexparser.loads(made("bibtex", *entries)[0]).entries]
    assert keys == ["a-b", "a-b-2", "A-B-3", "document"]


# --- CSV ----------------------------------------------------------------------------------------


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_a_document() -> None:
    data, _ = made("csv", TELEGRAM, FOREIGN_LETTER)
    assert data.startswith(b"\xef\xbb\xbfid,"), "spreadsheets know UTF-8 by the mark"
    assert data.count(b"\r\n") == 3
    telegram, foreign = rows(data)
    assert list(telegram) == list(COLUMNS)
    assert telegram["original_title"].startswith("关于")
    assert (telegram["senders"], telegram["forwarded_by"], telegram["recipients"]) == (
        "Gu Wanshan", "Lin Xiude", "Oyun Bataar",
    )  # fmt: skip
    assert telegram["translators"] == "Hanna Voss | Tomas Reed"
    assert telegram["people"] == "Gu Wanshan | Lin Xiude | Oyun Bataar", "the translators are not among them"
    assert (foreign["date"], foreign["date_end"], foreign["date_form"]) == (
        "1921-03-01",
        "1921-03-08",
        "bounds",
    )
    assert (foreign["archive"], foreign["collection"], foreign["shelfmark"]) == (
        "Room of Letters, Lonrad Library", "Holm Papers", "Box 2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'=1"), ("\r=1", "'=1"),
        ("＝1", "'＝1"), ("'=1", "''=1"), ("a=1", "a=1"), ("'tis", "'tis"), ("a\n\nb", "a b"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


def test_quotes_and_commas_stay_in_their_cell() -> None:
    (row,) = rows(made("csv", Entry('a,"b', Title('"=x",\n y')))[0])
    assert (row["id"], row["title"]) == ('a,"b', '"=x", y')


# --- CMIF ---------------------------------------------------------------------------------------


def cmif(*entries: Entry) -> etree._Element:
    data, _ = made("cmif", *entries)
    return parse_xml(data).getroot()


def test_cmif_folds_who_forwarded_a_letter() -> None:
    data, said = made("cmif", TELEGRAM, LETTER)
    assert said == []
    tei = parse_xml(data).getroot()
    assert problems_of(tei) == []
    first, second = tei.iter(f"{TEI}correspDesc")
    told = [(one.get("type"), [name.text for name in one.iter(f"{TEI}persName")]) for one in first]
    assert told == [("sent", ["Gu Wanshan"]), ("received", ["Oyun Bataar", "Lin Xiude"])]
    assert first.get("ref") == TELEGRAM.address
    assert next(second.iter(f"{TEI}placeName")).text == "Ozyorsk"
    assert next(second.iter(f"{TEI}date")).get("when") == "1957-05-21"
    (source,) = tei.iter(f"{TEI}bibl")
    assert first.get("source") == second.get("source") == f"#{source.get(XML_ID)}"


def test_cmif_points_at_authorities_and_keeps_bounds() -> None:
    (letter,) = cmif(FOREIGN_LETTER).iter(f"{TEI}correspDesc")
    assert letter[0][0].get("ref") == "https://viaf.org/viaf/15798951/"
    assert dict(next(letter.iter(f"{TEI}date")).attrib) == {
        "notBefore": "1921-03-01",
        "notAfter": "1921-03-08",
    }


def test_cmif_leaves_out_documents_that_are_no_letters_and_says_what_it_cannot_hold() -> None:
    body = Party(Name("name", "", "All Ferries"), "All Ferries")
    entry = Entry("x", Title("x"), correspondence=(Action("sent", (body,)), Action("transmitted", (body,))))
    data, said = made("cmif", Entry("no-letter"), entry)
    assert len(list(parse_xml(data).getroot().iter(f"{TEI}correspDesc"))) == 1
    assert said == [
        "CMIF knows persons and bodies alone: 'All Ferries' is listed as a person",
        "CMIF knows no transmitted: 'All Ferries' is not listed",
    ]
    assert made("cmif", Entry("no-letter")) == (b"", ["none of 1 documents is a letter"])


def test_several_letters_of_one_document_stay_apart() -> None:
    def sent(name: str, letter: int) -> Action:
        return Action("sent", (Party(Name("person", "", name), name),), letter=letter)

    letters = list(cmif(Entry("x", correspondence=(sent("A", 0), sent("B", 1)))).iter(f"{TEI}correspDesc"))
    assert [one.get("key") for one in letters] == ["x#1", "x#2"]
    assert ["".join(one.itertext()).split() for one in letters] == [["A"], ["B"]]


def test_what_cmif_asks_for_and_nobody_gave_is_told() -> None:
    _, said = made("cmif", LETTER, about=About())
    assert "it lacks an editor" in said
    assert "it lacks a licence" in said
    assert len(said) == 6


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('type="received"', 'type="forwarded"', "it may have one sent and one received"),
        ('when="1957-05-21"', 'when="21.5.1957"', "a date is not ISO 8601"),
        ('when="1957-05-21"', "", "a date needs when"),
        ('when="1957-05-21"', 'when="1957" from="1957"', "a date needs when"),
        ('source="#', 'source="#x', "its source is not listed"),
        ('ref="https', 'ref="mailto', "its ref is no address"),
        ("Ivan Dolgov<", "<", "a name is empty"),
        ("<persName>Marta", '<persName ref="#p">Marta', "'#p' is no address"),
        ("<placeName>Ozyorsk</placeName>", "<note>n</note>", "an action may have names"),
        ('xml:id="', 'xml:id="x', "is no UUID"),
    ],
)  # fmt: skip
def test_the_check_of_cmif_finds_faults(old: str, new: str, problem: str) -> None:
    data = made("cmif", LETTER)[0].decode()
    assert old in data
    problems = problems_of(parse_xml(data.replace(old, new).encode()).getroot())
    assert any(problem in one for one in problems), problems


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder `tei` of two letters, where the command runs."""
    folder = tmp_path / "tei"
    folder.mkdir()
    for name in ("wilson-center/ru-en-letter", "wilson-center/zh-en-telegram-with-notes"):
        (folder / f"{name.partition('/')[2]}.xml").write_bytes((RECORDS / name / "tei.xml").read_bytes())
    return folder


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_folder_becomes_a_file(form: str, documents: Path, command: Command) -> None:
    out = documents.parent / f"export{SUFFIXES[form]}"
    ended = command("export", form, "tei", "-o", out.name)
    assert ended.status == 0, ended.messages
    assert "2 in = 2 converted" in ended.messages
    assert f"{out.name}: {'2 letters of ' if form == 'cmif' else ''}2 documents" in ended.messages
    shown = command("export", form, "tei", "-o", "-")
    assert (shown.status, shown.output) == (0, out.read_bytes())


def test_bad_files_are_told_and_the_others_exported(documents: Path, command: Command) -> None:
    (documents / "bad.xml").write_text("<TEI>")
    twice = '<p xml:id="p">A</p><p xml:id="p">B</p>'
    (documents / "twice.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{twice}</body></text></TEI>'
    )
    (documents / "zz-copy.xml").write_bytes((documents / "ru-en-letter.xml").read_bytes())
    ended = command("export", "csv", "tei", "nowhere", "-o", "out.csv")
    assert ended.status == 1
    assert len(rows((documents.parent / "out.csv").read_bytes())) == 2
    for told in (
        "tei/bad.xml:1:",
        "X001",
        "B003",
        "tei/twice.xml:1:",
        "nowhere: error: B004",
        "6 in = 2 converted",
        "4 failed",
    ):
        assert told in ended.messages


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("csv nowhere -o x.csv", "no input matched"),
        ("marc tei -o x", "'marc' is not one of"),
        ("cmif tei -o tei/letters.xml", "it would be a document of the next run"),
        ("csv tei -o tei", "it is a folder"),
        ("csv tei -o no/such/folder.csv", "there is no such folder"),
        ("csv tei -o tei/ru-en-letter.xml", "it is one of the documents"),
        ("cmif tei -o x --about editors=x", "no fact about an edition is called editors"),
        ("cmif tei -o x --about editor", "has no name or no value"),
    ],
)
def test_wrong_usage(arguments: str, said: str, documents: Path, command: Command) -> None:
    before = sorted(documents.parent.rglob("*"))
    ended = command("export", *arguments.split())
    assert (ended.status, said in ended.messages) == (2, True), ended.messages
    assert sorted(documents.parent.rglob("*")) == before


def test_about_fills_the_header_of_cmif(documents: Path, command: Command) -> None:
    facts = {
        "title": "Letters",
        "publisher": "P",
        "editor": "Ada",
        "email": "a@b.example",
        "date": "2020-01-01",
    }
    facts |= {"url": "https://l.example/cmif", "licence": "https://l.example/by"}
    about = [word for name, value in facts.items() for word in ("--about", f"{name}={value}")]
    ended = command("export", "cmif", documents, "-o", "-", *about)
    assert (ended.status, "G003" in ended.messages) == (0, False)
    text = "".join(parse_xml(ended.output).getroot().itertext())
    assert all(value in text for name, value in facts.items() if name != "date")


def test_no_document_read_writes_nothing(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.xml").write_text("no xml")
    assert command("export", "csv", "a.xml", "-o", "a.csv").status == 1
    assert not (tmp_path / "a.csv").exists()


def test_no_letters_are_an_error(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    ended = command("export", "cmif", "a.xml", "-o", "a.cmif")
    assert (ended.status, "G002" in ended.messages, (tmp_path / "a.cmif").exists()) == (1, True, False)
    assert "1 in = 0 converted (0 with findings) + 1 failed + 0 unchanged" in ended.messages


def test_an_export_that_cannot_be_written_is_told(documents: Path, command: Command) -> None:
    ended = command("export", "csv", documents, "-o", "/dev/full")
    assert (ended.status, "B002" in ended.messages) == (1, True)
    number = len(list(documents.glob("*.xml")))
    assert f"{number} in = 0 converted (0 with findings) + {number} failed + 0 unchanged" in ended.messages


# --- in a build ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two records and a third of the same id as the first."""
    (tmp_path / "records").mkdir()
    for number, name in ((920001, "a"), (920002, "b"), (920001, "c")):
        text = wilson(address=f"https://digitalarchive.wilsoncenter.org/document/{number}")
        (tmp_path / f"records/{name}.txt").write_text(text, "utf-8")
    forms = ", ".join(f'"{form}"' for form in ("tei", *SUFFIXES))
    about = 'title = "Lamps"\npublisher = "P"\nlicence = "https://l.example/by"\ndate = 2026-01-31\n'
    (tmp_path / "tei.toml").write_text(f"[project]\n{about}[output]\nformats = [{forms}]\n", "utf-8")
    return tmp_path


def test_a_build_makes_exports_of_its_records(project: Path, command: Command) -> None:
    ended = command("build")
    assert ended.status == 1, "one record has failed"
    found = sorted(path.name for path in (project / "build").glob("export*"))
    assert found == ["export.bib", "export.cmif", "export.csl.json", "export.csv", "export.ris"]
    assert [row["id"] for row in rows((project / "build/export.csv").read_bytes())] == [
        "wcda-920001",
        "wcda-920002",
    ]
    cmif = (project / "build/export.cmif").read_text("utf-8")
    for told in (
        "<title>Lamps</title>",
        "<publisher>P</publisher>",
        'when="2026-01-31"',
        'target="https://l.example/by"',
    ):
        assert told in cmif
    assert "G003 it lacks an editor" in ended.messages
    assert "it lacks a licence" not in ended.messages
    assert "tei.toml under [project]" in ended.messages
    assert "--about" not in ended.messages


def test_a_project_can_say_all_that_cmif_asks_for(project: Path, command: Command) -> None:
    file = project / "tei.toml"
    more = 'editor = "Ada Holm"\nemail = "ada@l.example"\nurl = "https://l.example/export.cmif"\n'
    file.write_text(file.read_text("utf-8").replace("[output]", f"{more}[output]"), "utf-8")
    assert "G003" not in command("build").messages
    cmif = (project / "build/export.cmif").read_text("utf-8")
    for told in ("Ada Holm", "<email>ada@l.example</email>", ">https://l.example/export.cmif<"):
        assert told in cmif


def test_a_second_build_leaves_the_exports_alone(project: Path) -> None:
    build(project)
    report = build(project)
    assert [(Path(one.path).suffix, one.state) for one in report.exports] == [
        (Path(f"x{suffix}").suffix, "unchanged") for suffix in SUFFIXES.values()
    ]
    assert report.review is not None
    assert report.review.path.endswith("review.csv")


def test_without_records_there_is_no_export(project: Path, command: Command) -> None:
    for file in (project / "records").iterdir():
        file.write_bytes(b"\xff\xfe\xff")
    assert command("build").status == 1
    assert not list((project / "build").glob("export*"))

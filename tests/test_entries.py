"""The facts of one document, of our TEI and of that of others."""

from __future__ import annotations

from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pytest
from gather_documents import FOREIGN, RECORDS, entry_of_text, golden
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.gather.citations import chicago
from tei.gather.entries import Entry, entry_of
from tei.gather.exports import SUFFIXES, export
from tei.gather.exports.model import About
from tei.gather.facts import Category, Credit, Keyword, Rights, TextPart, When
from tei.gather.names import Link, Name, link_of
from tei.safe_xml import parse_xml

FOREIGN_FILES = sorted((Path(__file__).parent / "foreign").glob("*.xml"))
DAMAGED = [file.read_bytes() for file in (*FOREIGN_FILES, *sorted(RECORDS.glob("wilson-center*/*/tei.xml")))]
ALL = sorted(path.parent.relative_to(RECORDS).as_posix() for path in RECORDS.glob("*/*/tei.xml"))


def test_titles_texts_and_languages() -> None:
    entry = golden("wilson-center/zh-en-telegram-with-notes")
    assert entry.id == "wcda-910001"
    assert entry.title.text == "Telegram from Gu Wanshan to Oyun Bataar"
    assert (entry.original.text[:4], entry.original.language) == ("关于畜群", "zh-Hans")
    assert entry.texts == (TextPart("edition", "zh-Hans", "zh"), TextPart("translation", "en", "en"))
    assert (entry.languages, entry.original_language) == (("zh-Hans", "en"), "zh-Hans")
    assert entry.kinds == (Category("genre.telegram", "telegram"),)
    assert entry.date == When("March 9, 1954", "1954-03-09", "1954-03-09", "when")
    assert not entry.date.uncertain


def test_who_had_a_part_in_it() -> None:
    entry = golden("wilson-center/zh-en-telegram-with-notes")
    assert [party.who.name for party in entry.authors] == ["Gu Wanshan"]
    assert [party.who.id for party in entry.translators] == ["p-hanna-voss", "p-tomas-reed"]
    assert [one.role for one in entry.credits] == ["trl"], "the program is no author"
    assert entry.sponsors == ("Meadow Fund",)
    kinds = [(one.kind, [party.printed for party in one.parties]) for one in entry.correspondence]
    assert kinds == [("sent", ["Gu Wanshan"]), ("forwarded", ["Lin Xiude"]), ("received", ["Oyun Bataar"])]
    named = {one.id: one.where for one in entry.names if one.id}
    assert named["p-gu-wanshan"] == ("header", "correspondence", "text")
    assert named["p-hanna-voss"] == ("credits", "source")


def test_sources_and_identifiers() -> None:
    entry = golden("wilson-center/ru-en-letter")
    assert entry.archives[0].holder == "GARS"
    assert entry.archives[0].shelfmark == "f. 5, op. 11, d. 208, ll. 14-15"
    assert entry.archives[0].parts == (("fond", "5"), ("opis", "11"), ("delo", "208"), ("list", "14-15"))
    assert entry.address == "https://digitalarchive.wilsoncenter.org/document/910002"
    assert entry.identifiers == (("local", "wcda-910002"), ("document", "910002"))
    assert (entry.site, entry.site_publisher) == ("Wilson Center Digital Archive", "Wilson Center")
    printed = golden("wilson-center/zh-en-telegram-with-notes").printed[0]
    assert (printed.title, printed.gloss) == ("Caoyuan muye dianbao ji", "Telegrams on Grazing in the Steppe")
    assert printed.editors == ("Shilin xian dang'anguan", "Caoyuan yanjiushi")
    assert (printed.place, printed.year, printed.volume, printed.pages) == ("Shilin", "1991", "3", "212-213")


def test_the_catalogue() -> None:
    entry = golden("wilson-center-web/ja-petition")
    assert Keyword("places", "Sea of Tarui") in entry.keywords
    assert entry.original_language == "ja", "stated, though the text is only the translation"
    assert entry.languages == ("en",)
    assert entry.rights[0].text.startswith("The Coast Papers welcome reuse")


def test_nothing_is_published_by_nobody() -> None:
    entry = golden("cable/en-river")
    assert (entry.publisher, entry.date, entry.address) == ("", When(), "")
    assert entry.rights == (Rights("unknown", "The record states no licence for the text."),)


def test_tei_as_others_write_it() -> None:
    entry = entry_of_text(FOREIGN)
    assert entry.title.text == "Lettre de Ada Holm à Jon Reyes"
    assert [one.text for one in entry.titles] == ["Holm to Reyes"]
    assert entry.languages == ("fr",)
    assert entry.original_language == "", "nothing says that the text is the original"
    assert entry.date == When("first week of March 1921", "1921-03-01", "1921-03-08", "bounds")
    assert entry.date.uncertain
    assert entry.kinds == (Category("letter"),)
    assert entry.publisher == "Lamp Press"
    assert entry.published == When("May 2019", "2019-05", "2019-05", "when")
    assert entry.address == "https://lamp.example/letters/7"
    assert entry.rights == (Rights("", "Free to use with our name.", "https://lamp.example/by/4.0/"),)
    archive = entry.archives[0]
    assert (archive.country, archive.settlement, archive.holder) == (
        "Norway",
        "Lonrad",
        "Room of Letters, Lonrad Library",
    )
    assert (archive.collection, archive.shelfmark) == (("Holm Papers",), "Box 2")
    assert entry.printed[0].text == "Letters of the North, p. 12."
    assert [party.printed for party in entry.editors] == ["Tove Lind"]
    assert [party.printed for party in entry.translators] == ["Paul Arden"]
    assert [credit.words for credit in entry.credits if isinstance(credit, Credit)][-1] == "Encoding by"


@pytest.mark.parametrize(
    ("sorted_by", "kinds"),
    [
        ("<catRef scheme='#kind' target='#k.letter #k.draft'/><catRef scheme='#script' target='#ltr'/>", ["k.letter", "k.draft"]),
        ("<catRef scheme='#period' target='#modern'/><catRef scheme='#genre' target='#g.letter'/>", ["g.letter"]),
        ("<catRef target='#g.letter'/>", ["g.letter"]),
        ("", []),
    ],
    ids=["first scheme", "declared scheme", "no scheme", "none"],
)  # fmt: skip
def test_what_else_a_document_is_sorted_by_is_no_kind_of_it(sorted_by: str, kinds: list[str]) -> None:
    declared = "<classDecl><taxonomy xml:id='genre'><category xml:id='g.letter'><catDesc>letter</catDesc></category></taxonomy></classDecl>"
    entry = entry_of_text(
        f"<TEI><teiHeader><encodingDesc>{declared if 'g.' in sorted_by else ''}</encodingDesc>"
        f"<profileDesc><textClass>{sorted_by}</textClass></profileDesc></teiHeader></TEI>"
    )
    assert [one.id for one in entry.kinds] == kinds


def test_names_of_others() -> None:
    entry = entry_of_text(FOREIGN)
    names = {one.name: one for one in entry.names}
    assert names["Ada Holm"].links == (Link("viaf", "15798951", "https://viaf.org/viaf/15798951/"),)
    assert "reyes-jon" not in repr(entry), "a key is no name"
    assert entry.correspondence[0].places[0].who == names["Lonrad"]
    lind = next(one for one in entry.names if one.id == "p1")
    assert (lind.name, lind.forms, lind.mentions) == ("Tove Lind", (("Tove", "fr"),), 1)
    assert lind.key == "wikidata:Q42", "Wikidata goes first"
    assert [one.id for one in entry.names if one.name == "Tove"] == [], "a list's own names are no mentions"
    assert names["p2"].mentions == 1, "an entry without a name has its id"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Name("person", "a", "Jon Reyes"), Name("person", "b", "Reyes, Jon"), True),
        (Name("person", "", "JON  Reyes"), Name("person", "", "Jon Reyes"), True),
        (Name("person", "", "Kim Il Sung"), Name("person", "", "Kim Sung Il"), False),
        (Name("place", "", "Reyes"), Name("person", "", "Reyes"), False),
        (Name("person", "", "A", links=(Link("gnd", "1"),)), Name("person", "", "B", links=(Link("gnd", "1"),)), True),
        (Name("person", "", "A", links=(Link("gnd", "1"),)), Name("person", "", "A", links=(Link("gnd", "2"),)), False),
    ],
)  # fmt: skip
def test_the_same_one_has_one_key(one: Name, other: Name, same: bool) -> None:
    assert (one.key == other.key) is same


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("", "#p1", None),
        ("", "", None),
        ("VIAF", "15798951", Link("viaf", "15798951", "http://viaf.org/viaf/15798951")),
        ("Wikidata", "Q42", Link("wikidata", "Q42", "http://www.wikidata.org/entity/Q42")),
        ("", "https://d-nb.info/gnd/118540238", Link("gnd", "118540238", "https://d-nb.info/gnd/118540238")),
        ("", "https://lamp.example/p/7", Link("uri", "https://lamp.example/p/7", "https://lamp.example/p/7")),
        ("", "people.xml#holm", Link("ref", "people.xml#holm")),
        ("", "javascript:alert(1)", Link("ref", "javascript:alert(1)")),
        ("LoC", "n79-1", Link("loc", "n79-1")),
    ],
)
def test_links(scheme: str, value: str, expected: Link | None) -> None:
    assert link_of(scheme, value) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('when="1921-03-01T12:00:00Z"', ("1921-03-01", "1921-03-01", "when")),
        ('when="1921-13"', ("", "", "")),
        ('when="--05-01"', ("", "", "")),
        ('from="1921" to="1922-02"', ("1921", "1922-02", "range")),
        ('notAfter="1921"', ("", "1921", "bounds")),
        ('when-iso="1921-03"', ("1921-03", "1921-03", "when")),
    ],
)
def test_values_of_dates(attributes: str, expected: tuple[str, str, str]) -> None:
    text = f"<TEI><teiHeader><profileDesc><creation><date {attributes}>x</date></creation></profileDesc></teiHeader></TEI>"
    date = entry_of_text(text).date
    assert (date.start, date.end, date.form) == expected


@pytest.mark.parametrize("name", ALL)
def test_every_golden_is_read_and_travels(name: str) -> None:
    entry = golden(name)
    assert entry.id
    assert entry.title.text
    assert entry.languages
    assert ForkingPickler.loads(bytes(ForkingPickler.dumps(entry))) == entry, (
        "as it travels to a worker and back"
    )


@pytest.mark.parametrize("file", FOREIGN_FILES, ids=lambda file: file.stem)
def test_every_kind_of_foreign_tei_is_read(file: Path) -> None:
    assert entry_of(parse_xml(file.read_bytes()), stem=file.stem).id


@pytest.mark.parametrize("text", ["<TEI/>", "<TEI><teiHeader/></TEI>", "<TEI><text><body/></text></TEI>"])
def test_what_is_not_there_is_empty(text: str) -> None:
    assert entry_of_text(text) == Entry(id="", texts=entry_of_text(text).texts)


def test_the_file_names_a_document_without_an_id() -> None:
    assert (
        entry_of(parse_xml(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"), stem="letter-7").id == "letter-7"
    )
    assert entry_of(parse_xml(b"<html/>"), stem="page").id == "page"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_documents_are_read_and_exported(data: st.DataObject) -> None:
    """Whatever is taken out, emptied or put elsewhere: what is left is told, and nothing stops the run."""
    tree = parse_xml(data.draw(st.sampled_from(DAMAGED)))
    for _ in range(data.draw(st.integers(1, 12))):
        element = data.draw(st.sampled_from([*tree.getroot().iter("*")][1:] or [tree.getroot()]))
        _damage(element, data.draw(st.integers(0, 4)))
    entry = entry_of(tree, stem="x")
    assert isinstance(chicago(entry), str)
    for form in SUFFIXES:
        made = export(form, About())
        made.add(entry)
        made.finish()


def _damage(element: etree._Element, how: int) -> None:
    above = element.getparent()
    if how == 0 and above is not None:
        above.remove(element)
    elif how == 1:
        element.clear()
    elif how == 2:
        element.attrib.update(dict.fromkeys(element.attrib, " "))
    elif how == 3:
        element.text = None
        element.insert(0, etree.Comment("x"))
    elif above is not None and above.getparent() is not None:
        above.addnext(element)

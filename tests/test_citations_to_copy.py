"""The citation to copy: as prose and in the forms of reference managers, each escaped as its format wants."""

from __future__ import annotations

import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from gather_documents import FOREIGN, entry_of_text, golden

from tei.gather.citations import bibtex, chicago, csl_item, csl_json, ris
from tei.gather.citations.english import english_date
from tei.gather.entries import Entry
from tei.gather.facts import Archive, Keyword, Printed, Title, When
from tei.gather.names import Name, Party

LETTER = golden("wilson-center/ru-en-letter")
SOURCE = "GARS, f. 5, op. 11, d. 208, ll. 14-15. Contributed by Anna Berg and translated by Paul Hart."
HOSTILE = Entry(
    id="odd {id}/é",
    title=Title('A "B" {C} \\D & 5 % of $3 #1 a_b ~ ^'),
    abstract="one\r\nER  - \r\nTY  - BOOK\n\ntwo",
    authors=(
        Party(Name("org", "", "Holm and Sons"), "Holm and Sons"),
        Party(Name("person", "", "x"), "Reyes, Jon"),
    ),
    address='https://lamp.example/a_b?c=%20&d={e}#~f"',
    keywords=(Keyword("", "</script>"),),
)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (When("9.3.54", "1954-03-09", "1954-03-09", "when"), "March 9, 1954"),
        (When("", "1954-03", "1954-03", "when"), "March 1954"),
        (When("", "1954", "1954", "when", circa=True), "ca. 1954"),
        (When("", "1954-03-09", "1954-03-11", "range"), "March 9–11, 1954"),
        (When("", "1954-03-30", "1954-04-02", "range"), "March 30–April 2, 1954"),
        (When("", "1954-03", "1954-04", "range"), "March–April 1954"),
        (When("", "1954-12-30", "1955-01-02", "range"), "December 30, 1954–January 2, 1955"),
        (When("", "1954-03-09", "1954-03-11", "bounds"), "between March 9 and 11, 1954"),
        (When("", "", "1954", "bounds"), "before 1954"),
        (When("", "1954", "", "bounds"), "after 1954"),
        (When("", "1954", "", "range"), "from 1954"),
        (When("", "-0044-03-15", "-0044-03-15", "when"), "March 15, 44 BC"),
        (When("one evening"), "one evening"),
        (When(), ""),
    ],
)
def test_dates_in_english(date: When, expected: str) -> None:
    assert english_date(date) == expected


def test_chicago_goes_from_the_small_to_the_large() -> None:
    assert chicago(LETTER) == (
        "“Letter from Ivan Dolgov to Marta Lindqvist,” May 21, 1957, f. 5, op. 11, d. 208, ll. 14-15, GARS, "
        "Wilson Center Digital Archive. Translated by Paul Hart. "
        "https://digitalarchive.wilsoncenter.org/document/910002."
    )
    assert chicago(entry_of_text(FOREIGN)) == (
        "“Lettre de Ada Holm à Jon Reyes,” between March 1 and 8, 1921, Box 2, Holm Papers, Room of Letters, Lonrad "
        "Library, Lonrad, Norway; in Letters of the North, p. 12, Lamp Press. Translated by Paul Arden. "
        "https://lamp.example/letters/7."
    )


def test_chicago_names_a_printed_source() -> None:
    telegram = chicago(golden("wilson-center/zh-en-telegram-with-notes"))
    assert (
        "in Caoyuan muye dianbao ji (Telegrams on Grazing in the Steppe), ed. Shilin xian dang'anguan and Caoyuan "
        "yanjiushi, vol. 3 (Shilin: Shilin renmin chubanshe, 1991), 212-213, Wilson" in telegram
    )
    assert telegram.endswith(
        "Translated by Hanna Voss and Tomas Reed. https://digitalarchive.wilsoncenter.org/document/910001."
    )


def test_a_citation_that_was_not_understood_is_kept_as_printed() -> None:
    alone = Entry("a", Title("On Lamps"), citation="Source: Lamp Files, Box 2.")
    assert chicago(alone) == "“On Lamps,” Source: Lamp Files, Box 2."
    whole = replace(alone, citation='"On Lamps", 1954, Lamp Files.')
    assert chicago(whole) == '"On Lamps", 1954, Lamp Files.'


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("a"), "“a.”"),
        (Entry("a", Title("Who Goes “There”?"), date=When("1954", "1954", "1954", "when")), "“Who Goes ‘There’?” 1954."),
        (Entry("a", Title("T"), archives=(Archive(shelfmark="d. 5."),)), "“T,” d. 5."),
        (Entry("a", Title("T"), printed=(Printed(title="B", volume="vol. 3", number="12"),)), "“T,” in B, vol. 3, doc. 12."),
    ],
)  # fmt: skip
def test_what_is_not_known_leaves_no_trace(entry: Entry, expected: str) -> None:
    assert chicago(entry) == expected


def test_ris_as_the_zotero_translator_maps_it() -> None:
    text = ris(LETTER)
    assert text.startswith("TY  - MANSCPT\r\n")
    assert text.endswith("\r\nER  - \r\n")
    (read,) = rispy.loads(text)
    assert read["title"] == LETTER.title.text
    assert read["unknown_tag"]["AV"] == [SOURCE]
    assert (read["date"], read["year"], read["language"]) == ("1957/05/21/", "1957", "ru")
    assert (read["authors"], read["subsidiary_authors"]) == (["Ivan Dolgov"], ["Paul Hart"])
    assert read["urls"] == [LETTER.address]
    assert read["notes"] == ["Rights: The record states no licence for the text."]


@pytest.mark.parametrize(
    ("citation", "note"),
    [
        ("（《河口文集》第二卷，第52页）", "（《河口文集》第二卷，第52页）"),
        ("河口档案馆，第3卷。", "河口档案馆，第3卷。"),
        ("Lamp Files, Box 2", "Lamp Files, Box 2."),
    ],
)
def test_no_full_stop_stands_behind_full_width_signs(citation: str, note: str) -> None:
    assert csl_item(Entry("a", Title("T"), citation=citation))["note"] == note


def test_a_key_word_with_a_comma_is_one_in_csl() -> None:
    entry = Entry("a", Title("T"), keywords=(Keyword("people", "Reyes, Jon"), Keyword("", "lamps")))
    assert csl_item(entry)["keyword"] == "Reyes, Jon; lamps"


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        (
            replace(LETTER, site="", citation=""),
            "f. 5, op. 11, d. 208, ll. 14-15, GARS. Translated by Paul Hart.",
        ),
        (replace(LETTER, citation="GARS, Box 2"), "GARS, Box 2. Translated by Paul Hart."),
        (replace(LETTER, archives=(), site=""), f"{LETTER.citation.rpartition(' <')[0]}"),
        (Entry("a", Title("T")), ""),
    ],
)
def test_the_source_is_told_as_printed_where_it_can_be(entry: Entry, source: str) -> None:
    (read,) = rispy.loads(ris(entry))
    told = read.get("unknown_tag", {}).get("AV", [""])[0]
    assert told.startswith(source) if source else told == ""


def test_ris_tells_what_is_no_plain_date_in_words() -> None:
    (read,) = rispy.loads(ris(replace(LETTER, date=When("", "1954-03-09", "1954-03-11", "range"))))
    assert read["date"] == "1954/03/09/March 9–11, 1954"
    (read,) = rispy.loads(ris(replace(LETTER, date=When("", "", "1954", "bounds"))))
    assert read["date"] == "///before 1954"
    assert "DA  -" not in ris(replace(LETTER, date=When()))


def test_bibtex_is_read_back() -> None:
    (read,) = bibtexparser.loads(bibtex(LETTER)).entries
    assert (read["ENTRYTYPE"], read["ID"]) == ("misc", "wcda-910002")
    assert read["title"] == "{Letter from Ivan Dolgov to Marta Lindqvist}"
    assert read["author"] == "{Ivan Dolgov}"
    assert read["note"] == SOURCE
    assert (read["year"], read["month"], read["date"]) == ("1957", "May", "1957-05-21")
    assert read["url"] == LETTER.address


def test_csl_json_makes_a_bibliography() -> None:
    (item,) = json.loads(csl_json(LETTER))
    assert (item["type"], item["archive"], item["archive_location"]) == (
        "manuscript", "GARS", "f. 5, op. 11, d. 208, ll. 14-15",
    )  # fmt: skip
    assert item["recipient"] == [{"literal": "Marta Lindqvist"}]
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    made.register(Citation([CitationItem(item["id"])]))
    (line,) = map(str, made.bibliography())
    assert "Ivan Dolgov" in line
    assert "1957" in line
    assert "Letter from Ivan Dolgov to Marta Lindqvist" in line


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (When("", "1954-03", "1954-03", "when"), {"date-parts": [[1954, 3]]}),
        (When("", "1954", "1955", "range"), {"date-parts": [[1954], [1955]]}),
        (When("", "1954", "1955", "bounds"), {"date-parts": [[1954], [1955]], "circa": True}),
        (When("", "", "1955", "bounds"), {"literal": "before 1955"}),
        (When("one evening"), {"literal": "one evening"}),
    ],
)
def test_dates_of_csl(date: When, expected: object) -> None:
    assert csl_item(replace(LETTER, date=date))["issued"] == expected


def test_hostile_text_stays_text() -> None:
    (read,) = rispy.loads(ris(HOSTILE))
    assert read["abstract"] == "one ER - TY - BOOK two"
    assert read["title"] == HOSTILE.title.text
    (item,) = bibtexparser.loads(bibtex(HOSTILE)).entries
    assert item["ID"] == "odd-id"
    assert item["title"] == (
        r'{A "B" \textbraceleft{}C\textbraceright{} \textbackslash{}D \& 5 \% of \$3 \#1 a\_b '
        r"\textasciitilde{} \textasciicircum{}}"
    )
    assert item["author"] == "{Holm and Sons} and Reyes, Jon"
    assert item["url"] == "https://lamp.example/a_b?c=%20&d=%7Be%7D#~f%22"
    assert json.loads(csl_json(HOSTILE))[0]["title"] == HOSTILE.title.text

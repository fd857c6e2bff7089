"""The page of one document in a browser: read, walked through with the keyboard, narrow, printed, dark, without script."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tei import safe_xml
from tei.rendering.epub import render_epub

if TYPE_CHECKING:
    from browser_pages import Folder
    from playwright.sync_api import Page

TESTS = Path(__file__).resolve().parent.parent
RECORDS = TESTS / "records"
LETTER = RECORDS / "wilson-center/ru-en-letter/tei.xml"
TELEGRAM = RECORDS / "wilson-center/zh-en-telegram-with-notes/tei.xml"
WORKS = RECORDS / "selected-works/zh-telegram/tei.xml"
FACING = TESTS / "xslt/html/facing.xml"
GOLD = sorted((TESTS.parents[1] / "shared/gold").glob("*.xml"))

CITED = {
    "citation_chicago": "Dolgov, Ivan. Letter, May 21, 1957. GARS, f. 5, op. 11.",
    "citation_bibtex": "@misc{dolgov,\n  title = {Letter}\n}\n",
    "citation_ris": "TY  - MANSCPT\nER  - \n",
    "citation_csl": '[{"id": "dolgov"}]',
    "downloads": "|tei=tei/a.xml|pdf=pdf/a.pdf|",
    "canonical": "https://example.org/documents/a.html",
    "site_root": "./",
    "site_title": "Letters of the Steppe",
    "site_nav": "|people=people.html|",
    "name_pages": "|p-ivan-dolgov=people/ivan-dolgov.html|",
}


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


# --- facing text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_aligned_paragraphs_stand_side_by_side_in_rows(folder: Folder, script: bool) -> None:
    page = folder.open(folder.page_of(LETTER), script=script)
    for one, other in (("ru-p1", "en-p1"), ("ru-p2", "en-p2")):
        left, right = page.locator(f"#{one}").bounding_box(), page.locator(f"#{other}").bounding_box()
        assert left
        assert right
        assert abs(left["y"] - right["y"]) < 1
        assert left["x"] + left["width"] < right["x"]
    assert folder.strangers() == []


def test_paragraphs_that_answer_to_one_stay_with_it_and_a_heading_with_what_is_below(folder: Folder) -> None:
    page = folder.open(folder.page_of(FACING))
    runs = page.locator(".run").evaluate_all(
        "all => all.map(one => [one.className, one.innerText.split('\\n')[0]])"
    )
    assert runs == [
        ["run r1", "O studni"],
        ["run r2", "Załącznik"],
        ["run r3", "Trzy dni pracy."],
        ["run tail", "Przypisy"],
        ["run r1", "The well ran dry in May."],
        ["run r2", "Two buckets are needed."],
        ["run r3", "Three days of work, and four nights."],
    ]
    tops = page.locator(".r2").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(tops)) == 1


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("tei", [LETTER, TELEGRAM, FACING, WORKS], ids=lambda path: path.parent.name)
def test_nothing_is_scrolled_sideways(folder: Folder, tei: Path, width: int) -> None:
    page = folder.open(folder.page_of(tei, **CITED), width=width)
    assert overflow(page) == 0
    if width == 1400:
        page.locator("label[for=_notes-margin]").or_(page.locator(".skip")).first.dispatch_event("click")
        assert overflow(page) == 0


def test_on_a_narrow_screen_one_text_stands_below_the_other(folder: Folder) -> None:
    page = folder.open(folder.page_of(LETTER), width=390)
    left, right = page.locator("#ru").bounding_box(), page.locator("#en").bounding_box()
    assert left
    assert right
    assert left["x"] == right["x"]
    assert left["y"] + left["height"] <= right["y"]


@pytest.mark.parametrize("width", [390, 1400])
def test_one_text_can_be_read_alone_without_script(folder: Folder, width: int) -> None:
    page = folder.open(folder.page_of(LETTER), width=width, script=False)
    page.locator("label[for=_view-2]").click()
    assert (page.locator("#ru").is_visible(), page.locator("#en").is_visible()) == (False, True)
    page.locator("label[for=_view-1]").click()
    assert (page.locator("#ru").is_visible(), page.locator("#en").is_visible()) == (True, False)
    page.locator("label[for=_view-all]").click()
    assert page.locator(".version").evaluate_all("all => all.length") == 2
    assert page.locator("#en-p1").is_visible()


def test_what_a_link_leads_to_shows_itself_in_a_hidden_text(folder: Folder) -> None:
    page = folder.open(folder.page_of(LETTER), script=False)
    page.locator("label[for=_view-1]").click()
    page.locator("#ru .p2 .pair").focus()
    page.keyboard.press("Enter")
    assert page.locator("#en-p2").is_visible()


@pytest.mark.parametrize("how", ["pointer", "focus", "link"])
def test_the_pair_is_marked_together(folder: Folder, how: str) -> None:
    page = folder.open(folder.page_of(LETTER), script=False)

    def marked() -> list[str]:
        shown = "all => all.filter(one => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)')"
        found: list[str] = page.locator(".passage").evaluate_all(
            f"all => ({shown})(all).map(one => one.closest('.version').id + one.className)"
        )
        return found

    assert marked() == []
    if how == "pointer":
        page.locator("#en-p1").hover()
    elif how == "focus":
        page.locator("#en .p1 .pair").focus()
    else:
        page.goto(f"{page.url}#ru-p1")
    for _ in range(100):  # the colour comes gradually
        if len(marked()) > 1:
            break
        page.wait_for_timeout(100)
    assert marked() == ["rupassage p1", "enpassage p1"]


# --- notes ------------------------------------------------------------------------------------------------


def test_a_note_opens_at_its_mark_and_closes_by_escape_with_the_focus_back(folder: Folder) -> None:
    page = folder.open(folder.page_of(TELEGRAM))
    page.locator("#zh-a2").focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name="Note 〔2〕")
    assert opened.is_visible()
    assert opened.evaluate("one => one === document.activeElement && one.matches(':popover-open')")
    assert "林秀德，当时任石林县畜牧科科长。" in opened.inner_text()
    assert opened.locator(".note-text").get_attribute("lang") == "zh-Hans"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the note"
    page.keyboard.press("Escape")
    expect(page.locator(".popover")).to_have_count(0)  # the browser tells the page a moment later
    assert page.evaluate("document.activeElement.id") == "zh-a2"
    assert folder.strangers() == []


def test_the_open_note_leads_to_the_note(folder: Folder) -> None:
    page = folder.open(folder.page_of(TELEGRAM))
    page.locator("#zh-a1").click()
    page.get_by_role("link", name="To the note").click()
    assert page.url.endswith("#zh-n1")
    expect(page.locator(".popover")).to_have_count(0)  # the browser tells the page a moment later


def test_a_note_at_the_edge_of_a_narrow_screen_is_within_it(folder: Folder) -> None:
    page = folder.open(folder.page_of(TELEGRAM), width=390)
    page.locator("#zh-a3").click()
    shown = page.locator(".popover").bounding_box()
    assert shown
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 390
    assert overflow(page) == 0


def test_without_script_a_mark_is_a_link_to_its_note(folder: Folder) -> None:
    page = folder.open(folder.page_of(TELEGRAM), script=False)
    page.locator("#zh-a1").click()
    assert page.url.endswith("#zh-n1")
    assert page.locator("#zh-n1").is_visible()
    page.locator("#zh-n1 [role=doc-backlink]").click()
    assert page.url.endswith("#zh-a1")


@pytest.mark.parametrize("tei", [TELEGRAM, WORKS], ids=["facing", "alone"])
def test_notes_stand_in_the_margin_beside_their_marks_and_nothing_covers_another(
    folder: Folder, tei: Path
) -> None:
    page = folder.open(folder.page_of(tei))
    notes = page.locator(".notes .note")
    count = notes.count()
    page.locator("label[for=_notes-margin]").click()
    assert [notes.nth(n).is_visible() for n in range(count)] == [False] * count
    boxes = page.locator(".sidenote, .texts p, .texts h3, .about").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(one => one.width)"
        ".map(one => [one.left, one.top, one.right, one.bottom])"
    )
    side = page.locator(".sidenote").count()
    assert side == count
    for index, (left, top, right, bottom) in enumerate(boxes):
        for a, b, c, d in boxes[index + 1 :]:
            assert right <= a + 1 or c <= left + 1 or bottom <= b + 1 or d <= top + 1
    page.locator("label[for=_notes-end]").click()
    assert notes.first.is_visible()
    assert not page.locator(".sidenote").first.is_visible()


def test_the_choice_of_the_margin_is_kept(folder: Folder) -> None:
    page = folder.open(folder.page_of(TELEGRAM))
    page.locator("label[for=_notes-margin]").click()
    page.reload()
    assert page.locator(".sidenote").first.is_visible()


# --- keyboard, citation, machines -----------------------------------------------------------------------------


def test_the_keyboard_reaches_everything_in_order_and_the_focus_is_seen(folder: Folder) -> None:
    page = folder.open(folder.page_of(LETTER, **CITED))
    walked: list[tuple[str, bool]] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(() => { const one = document.activeElement; const style = getComputedStyle(one.labels?.length ? one.labels[0] : one);"
            " return [one.id || one.textContent.trim() || one.getAttribute('aria-label'), style.outlineStyle !== 'none'] })()"
        )
        if at[0] in {name for name, _ in walked} and at[0] == "Skip to the text":
            break
        walked.append((at[0], at[1]))
        if page.evaluate("document.activeElement === document.body"):
            break
    names = [name for name, _ in walked]
    expected = [
        "Skip to the text",
        "Letters of the Steppe",
        "People",
        "Ivan Dolgov",
        "Cite this document",
        "PDF",
        "_view-all",
    ]
    places = [names.index(name) for name in [*expected, "_notes-end", "⇄", "en-a1", "Copy", "BibTeX"]]
    assert places == sorted(places)
    unseen = [name for name, seen in walked if not seen and name]
    assert [name for name in unseen if not name.startswith("Skip to")] in ([], [names[-1]])
    page.locator("#_view-all").focus()
    page.keyboard.press("ArrowRight")
    assert not page.locator("#en").is_visible()


def test_the_first_link_leads_to_the_text(folder: Folder) -> None:
    page = folder.open(folder.page_of(LETTER, **CITED))
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()
    page.keyboard.press("Enter")
    assert page.url.endswith("#_text")


def test_a_citation_is_copied(folder: Folder) -> None:
    page = folder.open(folder.page_of(LETTER, **CITED))
    folder.opened[-1].grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".cite button").first.click()
    page.locator(".cite button", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == CITED["citation_chicago"]
    page.locator("summary", has_text="RIS").click()
    assert page.locator("pre", has_text="MANSCPT").inner_text().startswith("TY  - MANSCPT\nER  - ")


def test_machines_find_the_same_facts(folder: Folder) -> None:
    page = folder.open(folder.page_of(LETTER, **CITED))
    found: dict[str, str] = dict(
        page.locator("meta[name]").evaluate_all("all => all.map(one => [one.name, one.content])")
    )
    assert found["citation_title"] == found["DC.title"] == "Letter from Ivan Dolgov to Marta Lindqvist"
    assert found["citation_author"] == found["DC.creator"] == "Ivan Dolgov"
    assert (found["citation_date"], found["DC.date"]) == ("1957/05/21", "1957-05-21")
    assert found["citation_pdf_url"] == "https://example.org/documents/pdf/a.pdf"
    assert page.locator("link[rel=canonical]").get_attribute("href") == CITED["canonical"]
    said: dict[str, Any] = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert said["name"] == found["DC.title"]
    assert (said["dateCreated"], said["inLanguage"]) == ("1957-05-21", ["ru", "en"])
    assert said["translator"] == [{"@type": "Person", "name": "Paul Hart"}]
    assert said["holdingArchive"] == {"@type": "ArchiveOrganization", "name": "GARS"}


# --- print, direction, safety ------------------------------------------------------------------------------------


def test_in_print_there_is_the_text_with_its_notes_and_nothing_to_press(folder: Folder) -> None:
    page = folder.open(folder.page_of(TELEGRAM, **CITED))
    page.locator("label[for=_notes-margin]").click()
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    hidden = "nav, button, .site-header, .site-footer, .reading > label, .choice, .pair, .sidenote, .backlink, summary, .skip"
    shown = page.locator(hidden).evaluate_all(
        "all => all.filter(one => one.getClientRects().length).map(one => one.className)"
    )
    assert shown == []
    assert page.locator("#zh-n1").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize(("tag", "text"), [("ar", "وصلت الرسالة"), ("he", "המכתב הגיע"), ("fa", "نامه رسید")])
def test_a_text_from_right_to_left_begins_at_the_right(folder: Folder, tag: str, text: str) -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        f'<div type="edition" xml:id="o" xml:lang="{tag}"><p xml:id="a" corresp="#b">{text}</p></div>'
        '<div type="translation" xml:id="t" xml:lang="en"><p xml:id="b" corresp="#a">The letter came.</p></div>'
        "</body></text></TEI>"
    )
    page = folder.open(folder.page_of(tei.encode()))
    ends = "one => { const range = document.createRange(); range.selectNodeContents(one);"
    ends += " const text = range.getBoundingClientRect(), box = one.getBoundingClientRect();"
    ends += " return [text.left - box.left, box.right - text.right] }"
    before, after = page.locator("#a").evaluate(ends)
    assert before > 100
    assert after < 2
    before, after = page.locator("#b").evaluate(ends)
    assert before < 2
    assert after > 100


HOSTILE = """</script></style><script>alert(1)</script><img src=x onerror="alert(1)"><a href='javascript:alert(1)'>]]>--><!-- \\u003c"""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def test_hostile_text_is_shown_as_text_and_asks_for_nothing(folder: Folder) -> None:
    bad = escaped(HOSTILE)
    tei = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>{bad}</title><author>{bad}</author></titleStmt>
<publicationStmt><publisher>{bad}</publisher><availability><licence target="javascript:alert(1)">{bad}</licence></availability></publicationStmt>
<sourceDesc><bibl type="citation">{bad}</bibl></sourceDesc></fileDesc><profileDesc><creation><date when="{bad}">{bad}</date></creation>
<abstract><p>{bad}</p></abstract></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="p"><persName>{bad}</persName><idno type="{bad}">{bad}</idno><idno type="Wikidata">javascript:alert(1)</idno></person></listPerson></standOff>
<text><body><div type="edition" xml:lang="{bad}" xml:id="o"><p xml:id="a" corresp="javascript:alert(1)">{bad}<ref target="#n" n="{bad}">{bad[:9]}</ref>
<ref type="noteAnchor" target="javascript:alert(1)#n">1</ref></p>
<div type="notes"><note n="{bad}" xml:id="n" type="{bad}"><label>{bad}</label><ref target="javascript:alert(1)">{bad}</ref></note></div></div>
<div type="translation" subtype="{bad}"><p xml:id="b" corresp="#a">{bad}<persName ref="#p">{bad}</persName>
<graphic url="https://example.org/spy.png"/><ref target="data:text/html,{bad}">x</ref><note n="{bad}" rend="{bad}">{bad}</note></p></div></body></text></TEI>"""
    named = ("citation_chicago", "citation_bibtex", "citation_ris", "citation_csl", "site_title")
    cited = dict.fromkeys(named, HOSTILE)
    page = folder.open(folder.page_of(tei.encode(), site_root="./", **cited))
    assert page.title().startswith(re.sub(r"\s+", " ", HOSTILE))
    assert HOSTILE in page.locator("h1").inner_text()
    for mark in page.locator("a[role=doc-noteref]").all():
        mark.click()
        page.keyboard.press("Escape")
    if page.locator("label[for=_notes-margin]").count():
        page.locator("label[for=_notes-margin]").click()
    schemes = "all => [...new Set(all.map(one => one.getAttribute('href').split(':')[0]).filter(one => /^(javascript|data)$/i.test(one)))]"
    assert page.locator("a").evaluate_all(schemes) == []
    assert page.locator("script").evaluate_all(
        "all => all.map(one => one.type || one.getAttribute('src'))"
    ) == [
        "application/ld+json",
        "assets/edition.js",
    ]
    assert page.locator("img, iframe, [onerror]").count() == 0
    assert json.loads(page.locator("script[type]").inner_text())["publisher"]["name"] == " ".join(
        HOSTILE.split()
    )
    page.wait_for_timeout(200)
    assert folder.strangers() == []


# --- accessibility ---------------------------------------------------------------------------------------------------

CASES = [
    LETTER,
    TELEGRAM,
    WORKS,
    FACING,
    RECORDS / "teletype-ocr/en-form/tei.xml",
    RECORDS / "wilson-center/without-text/tei.xml",
    TESTS / "xslt/html/record.xml",
    TESTS / "xslt/html/languages.xml",
    *(
        path
        for path in GOLD
        if path.stem in {"teipub_let695", "dahn_pec_lettre0175", "frus_1990-06-23-webster-to-boren"}
    ),
]


def violations(page: Page) -> list[str]:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe: accessibility is not checked"
    )
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # Parts that the page hides until they are wanted are checked where they are opened.
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'][:300]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "tei", CASES, ids=lambda path: path.stem if path.parent.name in {"html", "gold"} else path.parent.name
)
def test_axe_finds_no_barrier(folder: Folder, tei: Path, scheme: str) -> None:
    page = folder.open(folder.page_of(tei, **CITED), scheme=scheme)
    assert violations(page) == []
    for mark in page.locator("a[role=doc-noteref]").all()[:1]:
        mark.click()
        page.locator(".popover").wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.locator("label[for=_notes-margin]").click()
        for summary in page.locator("summary").all():
            summary.click()
        assert violations(page) == []


# --- tables -----------------------------------------------------------------------------------------

COLUMNS = range(12)
WIDE = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Gauges</title></titleStmt>'
    "</fileDesc></teiHeader><text><body><table><row role='label'>"
    + "".join(f"<cell>Station {n}</cell>" for n in COLUMNS)
    + "</row><row>"
    + "".join(f"<cell>{1_234_567 + n}.25</cell>" for n in COLUMNS)
    + f"</row><row><cell cols='12'>{'long' * 90}</cell></row></table></body></text></TEI>"
)


@pytest.mark.parametrize("width", [390, 1400])
def test_a_wide_table_is_scrolled_by_itself_and_breaks_no_number(folder: Folder, width: int) -> None:
    page = folder.open(folder.page_of(WIDE.encode()), width=width)
    assert overflow(page) == 0
    lines = page.locator("tr:nth-child(2) td").evaluate_all(
        "all => all.map(one => { const r = document.createRange(); r.selectNodeContents(one); return r.getClientRects().length })"
    )
    assert lines == [1] * len(COLUMNS)
    table = page.locator(".table")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # it is scrolled smoothly
    assert table.evaluate("one => one.scrollLeft") > 0


def test_a_wide_table_has_room_on_paper(folder: Folder) -> None:
    page = folder.open(folder.page_of(WIDE.encode()), width=700)
    page.emulate_media(media="print")
    assert overflow(page) == 0
    assert page.locator(".table").evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_stop_before_a_mark_stands_where_its_sentence_ends(folder: Folder) -> None:
    tei = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ar"><teiHeader><fileDesc><titleStmt><title>ت</title></titleStmt>'
        "</fileDesc></teiHeader><text><body><p>وصل القبطان Sedov.<note>انظر الدفتر.</note></p></body></text></TEI>"
    )
    page = folder.open(folder.page_of(tei.encode()))
    lefts = page.locator("#_text p").first.evaluate(
        """one => { const text = one.firstChild, at = text.data.indexOf('Sedov');
        const left = (from, to) => { const r = document.createRange(); r.setStart(text, from); r.setEnd(text, to);
            return r.getBoundingClientRect().left };
        return [one.querySelector('.mark').getBoundingClientRect().left, left(at + 5, at + 6), left(at, at + 5)] }"""
    )
    assert lefts == sorted(lefts)


def test_no_page_of_a_book_is_wider_than_its_screen(folder: Folder) -> None:
    tree = safe_xml.parse_xml(WIDE.replace("Gauges", "Pegel" * 40).encode())
    with zipfile.ZipFile(BytesIO(render_epub(tree).data)) as book:
        book.extractall(folder.path / "book")
    pages = sorted((folder.path / "book").rglob("*.xhtml"))
    assert len(pages) > 1
    for file in pages:
        page = folder.open(file.as_uri(), width=400, script=False)
        assert page.evaluate("document.styleSheets.length") == 1
        assert overflow(page) == 0, file.name

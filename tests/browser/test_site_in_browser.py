"""A site in a browser: below a path of a server and from its folder, searched, filtered, walked through, judged by axe."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from site_documents import document, goldens, site_of

from tei import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

KINDS = [
    "index.html", "chronology/index.html", "timeline.html", "people/index.html", "people/gu-wanshan.html", "places/index.html",
    "languages/index.html", "kinds/letter.html", "correspondence.html", "search/index.html", "search/zh.html?q=水井",
    "documents/wcda-910001.html",
]  # fmt: skip
PATH = "/some/where"
HOSTILE = "&lt;img src=x onerror=alert(1)&gt;"


CLASSES = sorted(
    {
        name
        for file in ("html.css", "site.css")
        for name in re.findall(r"\.([a-z][a-z-]+)", resources.xslt_file(f"css/{file}").read_text("utf-8"))
    }
)
SEEN = """all => all.filter(one => {
  const box = one.getBoundingClientRect();
  return box.height < 4 || box.width < 4 || box.left < 0 || getComputedStyle(one).opacity === '0';
}).map(one => one.className)"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The goldens and a hostile document, below a path of the folder that is served."""
    folder = tmp_path_factory.mktemp("served")
    files = goldens(folder / "files")
    files.append(folder / "files/hostile.xml")
    body = f"<p>{HOSTILE} quagmire <persName>{HOSTILE}</persName></p>"
    files[-1].write_text(document("hostile", title=HOSTILE, body=body), "utf-8")
    files.append(folder / "files/styled.xml")
    types = "".join(
        f"<div type='{name}'><p>One</p><p>two</p><note type='{name}'>noted</note><fw type='{name}'>page</fw></div>"
        for name in CLASSES
    )
    files[-1].write_text(document("styled", title="Types", body=types), "utf-8")
    made, _ = site_of(folder, files)
    (folder / "root/some").mkdir(parents=True)
    made.rename(folder / f"root{PATH}")
    return folder / "root"


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site; afterwards no request has left it, and nothing has complained."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}{PATH}/"
    seen: list[str] = []
    contexts = []

    def page_of(
        name: str, *, width: int = 1300, scheme: Any = "light", script: bool = True, file: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: seen.append(request.url))
        page.on("dialog", lambda dialog: seen.append(f"dialog {dialog.message}"))
        page.on("pageerror", lambda error: seen.append(f"error {error}"))
        page.goto(f"{(site / PATH[1:]).as_uri()}/{name}" if file else base + name)
        return page

    yield page_of
    for context in contexts:
        context.close()
    server.shutdown()
    server.server_close()
    known = (base, (site / PATH[1:]).as_uri(), "blob:")
    assert [one for one in seen if not one.startswith(known)] == []


SEARCHED = "#_found[aria-busy=false]"


def found(page: Page, query: str) -> tuple[str, list[str]]:
    """What the search says, and the titles that it shows."""
    page.locator("#_query").fill(query)
    page.locator("#_query").press("Enter")
    page.locator(SEARCHED).wait_for(state="attached")
    return page.locator("#_status").inner_text(), page.locator("#_found .name").all_inner_texts()


@pytest.mark.parametrize(
    ("language", "there", "title", "absent"),
    [
        ("en", "herbarium", "Letter from Ivan Dolgov to Marta Lindqvist", "zeppelin"),
        ("zh", "水井", "Telegram from Gu Wanshan to Oyun Bataar", "飞艇"),
        ("ja", "台風", "", "飛行船"),
        ("ko", "새해", "", "비행선"),
        ("ru", "семена", "Letter from Ivan Dolgov to Marta Lindqvist", "дирижабль"),
    ],
)
def test_search_finds_what_is_there_and_not_what_is_not(
    opened: Open, language: str, there: str, title: str, absent: str
) -> None:
    page = opened(f"search/{language}.html")
    page.locator("#_query").wait_for()
    said, titles = found(page, there)
    assert said.startswith("Documents found: ")
    assert titles
    assert not title or title in titles
    assert there[:3].casefold() in " ".join(page.locator("#_found mark").all_inner_texts()).casefold()
    assert found(page, absent) == ("Nothing was found.", [])


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "herbariumgate"),
        ("en", "herbarium zeppelin"),
        ("zh", "水仙"),
        ("zh", "水井 飞艇"),
        ("ru", "семенология"),
        ("ru", "самолёт"),
        ("ko", "새해맞이"),
    ],
)
def test_a_word_that_only_begins_like_one_that_is_there_finds_nothing(
    opened: Open, language: str, query: str
) -> None:
    page = opened(f"search/{language}.html")
    page.locator("#_query").wait_for()
    assert found(page, query) == ("Nothing was found.", [])


@pytest.mark.parametrize(
    ("language", "query"), [("en", "Herbar"), ("en", "herbariums"), ("zh", "保护水井"), ("ru", "СЕМЕН")]
)
def test_a_word_is_found_by_its_beginning_in_any_case_and_by_its_forms(
    opened: Open, language: str, query: str
) -> None:
    page = opened(f"search/{language}.html")
    page.locator("#_query").wait_for()
    assert found(page, query)[1]


def test_a_document_found_is_opened_at_the_word(opened: Open) -> None:
    page = opened("search/zh.html?q=水井")
    link = page.locator("#_found .name a").first
    link.wait_for()
    assert (link.get_attribute("href") or "").startswith("../documents/wcda-910001.html#zh:~:text=")
    link.focus()
    page.keyboard.press("Enter")
    page.locator("article h1").wait_for()
    assert page.locator("h1").inner_text() == "Telegram from Gu Wanshan to Oyun Bataar"


def test_search_is_filtered_by_kind(opened: Open) -> None:
    page = opened("search/en.html?q=the")
    page.locator("#_found .name").first.wait_for()
    everything = page.locator("#_status").inner_text()
    page.locator("select[name=kind]").select_option("telegram")
    page.locator(SEARCHED).wait_for(state="attached")
    page.reload()
    page.locator("#_found .name").first.wait_for()
    assert page.locator("select[name=kind]").input_value() == "telegram"
    assert page.locator("#_status").inner_text() != everything


def test_hostile_text_is_found_and_shown_as_text(opened: Open) -> None:
    page = opened("search/en.html")
    page.locator("#_query").wait_for()
    _, titles = found(page, "quagmire")
    assert titles == ["<img src=x onerror=alert(1)>"]
    assert page.locator("main img").count() == 0
    assert opened("documents/hostile.html").locator("main img").count() == 0


def test_from_a_folder_everything_can_be_read_and_search_says_what_it_needs(opened: Open) -> None:
    page = opened("index.html", file=True)
    page.get_by_role("link", name="Chronology").first.click()
    page.get_by_role("link", name="Letter from Ivan Dolgov to Marta Lindqvist").click()
    assert page.locator("h1").inner_text() == "Letter from Ivan Dolgov to Marta Lindqvist"
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"


def test_search_in_a_folder_says_what_it_needs(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(site / PATH[1:]).as_uri()}/search/zh.html")
    page.locator("#_status", has_text="Search works where").wait_for()
    page.close()


def test_a_list_is_filtered_without_script(opened: Open) -> None:
    page = opened("chronology/index.html", script=False)
    lines = page.locator(".document:visible")
    everything = page.locator(".document").count()
    assert lines.count() == everything > 30
    kind = page.locator("fieldset", has_text="Kinds").locator("label", has_text="elegram")
    kind.click()
    assert lines.count() == int((kind.text_content() or "").split()[-1]) > 3
    assert all("elegram" in text for text in lines.all_inner_texts())
    page.locator("label[for=_kind-any]").click()
    assert lines.count() == everything


def test_a_list_is_walked_and_filtered_with_the_keyboard(opened: Open) -> None:
    page = opened("chronology/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#_kind-any").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.activeElement.labels[0].textContent")
    assert (
        page.locator(".document:visible").count()
        == int(chosen.split()[-1])
        < page.locator(".document").count()
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "_language-any"


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_scrolled_sideways_on_a_narrow_screen(opened: Open, name: str) -> None:
    page = opened(name, width=390)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_no_fault(opened: Open, name: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe: nothing is judged by it"
    )
    page = opened(name, scheme=scheme)
    if "?q=" in name:
        page.locator("#_found .name").first.wait_for()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    done = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert [(one["id"], one["nodes"][0]["html"]) for one in done.response["violations"]] == []


@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_type_of_a_division_or_note_hides_it_or_sets_it_otherwise(opened: Open, media: Any) -> None:
    page = opened("documents/styled.html")
    page.emulate_media(media=media)
    shown = page.locator("#_text .div p, #_text .note, #_text .fw")
    assert shown.count() > 4 * len(CLASSES) - 20
    assert shown.evaluate_all(SEEN) == []
    ways = page.locator("#_text .div").evaluate_all("all => all.map(one => getComputedStyle(one).display)")
    assert set(ways) == {"block"}

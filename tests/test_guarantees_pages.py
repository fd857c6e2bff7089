"""Records that hold markup and scripts, as pages in a browser: text like any other (guarantee 12 of docs/guarantees.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bad_inputs import cases, content

from tei import render
from tei.pipeline import convert_bytes
from tei.safe_xml import parse_xml

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

HOSTILE = (
    "script-of-a-page", "end-of-cdata", "entities", "doctype-in-the-text", "tei-within-the-text", "template-of-jinja",
    "xslt-value", "address-of-a-script", "address-with-everything", "formula", "right-to-left-override",
)  # fmt: skip
PWN = "<img src='https://evil.example/p' onerror='window.pwn=1'><svg onload=window.pwn=2><iframe src=javascript:parent.pwn=3>"


def test_no_record_runs_a_script_or_asks_for_an_address(browser: Browser, tmp_path: Path) -> None:
    texts = {name: content(cases("record")[name], tmp_path).decode() for name in HOSTILE}
    texts["everywhere"] = (
        f"March 9, 1954\n\n{PWN}\n\nCitation:\n\n{PWN}\n\nDear {PWN},\n\nThe ferry[1] {PWN}\n\nNotes\n\n[1] {PWN}\n"
    )
    page = browser.new_page()
    asked: list[str] = []
    spoken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: spoken.append(dialog.message))
    for name, text in texts.items():
        tei = convert_bytes(text.encode(), f"{name}.txt").tei
        file = tmp_path / f"{name}.html"
        file.write_bytes(render(parse_xml(tei), to="html").data)
        page.goto(file.as_uri())
        assert page.evaluate("window.pwn") is None, name
        assert page.locator("iframe, img, svg[onload], object, embed").count() == 0, name
        shown = page.locator("body").text_content() or ""
        for word in ("<script>window.pwn=1</script>", PWN):
            if word in text:
                assert word in shown, name
    assert [address for address in asked if not address.startswith("file:")] == []
    assert spoken == []

"""Pages in a folder as `tei render` leaves them, opened in a real browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tei import safe_xml
from tei.companions import SCRIPT
from tei.rendering.html import render_html

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page


@dataclass
class Folder:
    """Pages, with the script beside them."""

    path: Path
    browser: Browser
    opened: list[BrowserContext] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """Requests, dialogs, errors and complaints of all pages that were opened."""

    def page_of(self, tei: Path | bytes, **params: str) -> str:
        """Render TEI as a page of this folder; its address."""
        data = tei if isinstance(tei, bytes) else tei.read_bytes()
        given = {name.replace("_", "-"): value for name, value in params.items()}
        done = render_html(safe_xml.parse_xml(data), params={"script": SCRIPT, **given})
        file = self.path / f"page-{len(list(self.path.glob('*.html')))}.html"
        file.write_bytes(done.data)
        return file.as_uri()

    def open(
        self,
        address: str,
        *,
        width: int = 1400,
        height: int = 900,
        scheme: str = "light",
        script: bool = True,
    ) -> Page:
        """Open a page in a context of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        self.opened.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.seen.append(request.url))
        page.on("dialog", self._dismissed)
        page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        page.on("console", lambda message: self.seen.append(f"console {message.text}"))
        page.goto(address)
        return page

    def _dismissed(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def strangers(self) -> list[str]:
        """What was seen besides the pages and the script of this folder."""
        known = (self.path.as_uri(), "data:text/css,")
        return [one for one in self.seen if not one.startswith(known)]

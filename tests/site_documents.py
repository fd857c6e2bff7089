"""Sites for tests: made of the goldens, each under an id of its own, and of documents written for one test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from tei.gather.site.model import Edition
from tei.gather.site.of_files import make_site

if TYPE_CHECKING:
    from tei.outcomes import Outcome

RECORDS = Path(__file__).parent / "records"
EDITION = Edition("Papers of the Velun", "The Lamp Press", "https://lamp.example/velun/", date="2020-01-01")
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"'


def goldens(folder: Path) -> list[Path]:
    """The goldens as files of a folder, each called by its case."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for file in sorted(RECORDS.glob("*/*/tei.xml")):
        name = file.parent.name
        text = re.sub(r'(<TEI[^>]*xml:id=")in(")', rf"\g<1>{name}\2", file.read_text("utf-8"), count=1)
        made.append(folder / f"{file.parent.parent.name}-{name}.xml")
        made[-1].write_text(text, "utf-8")
    return made


def document(
    identity: str,
    *,
    title: str = "A letter",
    date: str = "",
    body: str = "<p>Words.</p>",
    lang: str = "en",
    more: str = "",
) -> str:
    """A small document; `more` stands in its profileDesc."""
    creation = f'<creation><date when="{date}">{date}</date></creation>' if date else ""
    named = f"<title>{title}</title>" if title else ""
    tongue = f' xml:lang="{lang}"' if lang else ""
    return (
        f'{TEI} xml:id="{identity}"><teiHeader><fileDesc><titleStmt>{named}</titleStmt><publicationStmt><p/>'
        f"</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc>{creation}{more}</profileDesc>"
        f"</teiHeader><text{tongue}><body>{body}</body></text></TEI>"
    )


def site_of(
    folder: Path, documents: dict[str, str] | list[Path], edition: Edition = EDITION
) -> tuple[Path, list[Outcome]]:
    """A site of documents, by the names of their files; its folder, and what became of each."""
    if isinstance(documents, dict):
        files = []
        for name, text in documents.items():
            files.append(folder / "tei-files" / name)
            files[-1].parent.mkdir(exist_ok=True)
            files[-1].write_text(text, "utf-8")
    else:
        files = documents
    return folder / "site", list(make_site(files, folder / "site", edition))


def page(site: Path, name: str) -> lxml_html.HtmlElement:
    """A page of a site."""
    return lxml_html.document_fromstring((site / name).read_bytes().decode())


def text_of(element: etree._Element) -> str:
    """The words of an element as a reader sees them."""
    return " ".join("".join(element.itertext()).split())


def broken_links(site: Path) -> list[str]:
    """Links within a site that lead to no file, or to no place of a page."""
    pages = {
        file.resolve(): lxml_html.document_fromstring(file.read_bytes().decode())
        for file in site.rglob("*.html")
    }
    ids = {file: set(root.xpath("//@id")) for file, root in pages.items()}
    broken = []
    for file, root in pages.items():
        for address in root.xpath("//a/@href | //link[not(@rel='canonical')]/@href | //script/@src"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            inside = target.is_relative_to(site.resolve()) and target.is_file()
            if not inside or (parts.fragment and unquote(parts.fragment) not in ids.get(target, ())):
                broken.append(f"{file.relative_to(site.resolve())}: {address}")
    return broken

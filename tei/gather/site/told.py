"""What is told of a document or a page in a site: what lists would show and is not there, and what is too large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tei.gather.entries import Entry

_NAMED: Final = 5
LARGEST: Final = 500_000
"""Bytes of a page, without its pictures, which are files beside it."""


def too_large(page: bytes, path: str) -> tuple[Finding, ...]:
    """G041 where a page is more than a reader without a fast line wants to wait for."""
    if len(page) <= LARGEST:
        return ()
    said = f"the page has {len(page):,} bytes, and pages of a site should have {LARGEST:,} at most"
    return (finding("G041", said, Where(path)),)


def not_in_it(files: Sequence[str], path: str) -> Iterator[Finding]:
    """G042 where documents could not be made: readers of the site cannot know of them, its editors have to."""
    if files:
        named = ", ".join(files[:_NAMED]) + (f" and {len(files) - _NAMED:,} more" if files[_NAMED:] else "")
        number = f"{len(files):,} document{'' if len(files) == 1 else 's'}"
        yield finding(
            "G042", f"{number} left out of the site, and in none of its lists: {named}", Where(path)
        )


def said_of(entry: Entry, path: str) -> Iterator[Finding]:
    """What a document lacks that lists would show."""
    if not entry.date.form:
        said = (
            f"the document is dated {entry.date.text!r}, and no attribute says the value of that"
            if entry.date.text
            else "no date is stated: none in creation, in correspAction, in the source; that of publicationStmt is the edition's"
        )
        yield finding("G031", said, Where(path))
    if not entry.title.text:
        yield finding("G032", "titleStmt holds no title, or an empty one", Where(path))
    if not entry.languages:
        yield finding(
            "G033",
            "neither the text (xml:lang) nor the header (langUsage) names a language of the document",
            Where(path),
        )

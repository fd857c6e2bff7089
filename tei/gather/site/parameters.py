"""What all pages of a site share: parameters of the stylesheets, and the files that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tei import resources

if TYPE_CHECKING:
    from tei.gather.site.model import Edition

_ASSETS: Final = {"assets/edition.js": ("js/edition.js",), "assets/search.js": ("js/search.js",)}
_STYLE: Final = ("css/html.css", "css/site.css")


def common_params(edition: Edition, root: str) -> dict[str, str]:
    """The parameters that every page of the site has."""
    return {
        "interface-language": edition.language,
        "site-root": root,
        "site-title": edition.title,
        "stylesheet": f"{root}assets/edition.css",
        "script": f"{root}assets/edition.js",
        "css": "",
    }


def assets() -> dict[str, bytes]:
    """The files that the pages name: one style sheet, the scripts."""
    made = {path: b"\n".join(_xslt(name) for name in names) for path, names in _ASSETS.items()}
    return made | {"assets/edition.css": b"\n".join(_xslt(name) for name in _STYLE)}


def _xslt(name: str) -> bytes:
    return resources.xslt_file(name).read_bytes()

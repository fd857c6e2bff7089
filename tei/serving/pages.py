"""Pages as they are served: the reload script and the build's errors put in, the page's own policy kept and widened."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from tei.serving.edition import State

POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy of pages that state none, and of the server's own."""

_META: Final = re.compile(
    rb"""<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content=(?:"([^"]*)"|'([^']*)')\s*/?>""",
    re.IGNORECASE,
)
_BODY: Final = re.compile(rb"<body(?:\s[^>]*)?>", re.IGNORECASE)
_NEEDED: Final = ("script-src", "connect-src", "style-src")


def served(page: bytes, state: State) -> tuple[bytes, str]:
    """A page with what the server adds, and the policy for its header.

    A policy in the page would keep the reload script from running, so it is taken out of the page and sent in the
    header, with this server's own address added. The file stays as it is.
    """
    stated = [unescape((one[1] or one[2] or b"").decode("utf-8", "replace")) for one in _META.finditer(page)]
    policy = ", ".join(_widened(one) for one in stated) if stated else POLICY
    page = _META.sub(b"", page)
    body = _BODY.search(page)
    at = body.end() if body else 0
    banner = _banner(state).encode()
    end = page.lower().rfind(b"</body>")
    end = len(page) if end < at else end
    return page[:at] + banner + page[at:end] + _script(state).encode() + page[end:], policy


def _widened(policy: str) -> str:
    """A policy that also lets this server's own script, style and events in. No header has a line end in it."""
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split()[:1] + part.split()[1:] or [""]
        if name:
            directives.setdefault(name.lower(), values)
    for name in _NEEDED:
        values = directives.get(name, directives.get("default-src", ["'none'"]))
        directives[name] = [*(one for one in values if one not in {"'none'", "'self'"}), "'self'"]
    text = "; ".join(" ".join((name, *values)) for name, values in directives.items())
    return text.encode("ascii", "ignore").decode().replace(",", "")


def _script(state: State) -> str:
    return f'<script src="/_tei/reload.js" data-made="{state.made}"></script>'


def _banner(state: State) -> str:
    """What the last build complained of, as text."""
    if not state.failed:
        return ""
    return (
        '<link rel="stylesheet" href="/_tei/serve.css"><aside id="tei-serve" role="alert">'
        f"<h2>The edition could not be made whole</h2><pre>{escape(state.said)}</pre></aside>"
    )


def plain_page(title: str, content: str, state: State) -> bytes:
    """A page of the server's own; the content is HTML."""
    text = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{escape(title)}</title></head><body>{_banner(state)}<main><h1>'
        f"{escape(title)}</h1>{content}</main>{_script(state)}</body></html>\n"
    )
    return text.encode("utf-8", "surrogateescape")


def listing(folder: Path, state: State) -> bytes:
    """The list of a folder that has no start page."""
    if state.is_building:
        return plain_page(
            "The edition is being made", "<p>This page shows itself again when it is there.</p>", state
        )
    names = sorted(
        f"{one.name}/" if one.is_dir() else one.name
        for one in folder.iterdir()
        if not one.name.startswith(".")
    )
    # surrogates of names that are no UTF-8 are sent as the bytes they stand for
    links = (
        f'<li><a href="./{quote(name, errors="surrogateescape")}">{escape(name)}</a></li>' for name in names
    )
    return plain_page(f"{folder.name}/", f"<ul>{''.join(links)}</ul>", state)


def report(state: State) -> bytes:
    """What the last build said."""
    return plain_page("What the last build said", f"<pre>{escape(state.said)}</pre>", state)

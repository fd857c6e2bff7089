"""Schemas from the network, only where the user asked for it: by http and https, within limits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urlsplit

from tei.safe_xml import XmlRefused

if TYPE_CHECKING:
    from http.client import HTTPMessage

SCHEMES: Final = ("http", "https")
MAX_BYTES: Final = 64 * 1024 * 1024
SECONDS: Final = 60
_SILENCE: Final = 15  # seconds without a byte


class _WebOnly(request.HTTPRedirectHandler):
    """Follows redirects to http and https alone."""

    def redirect_request(
        self, req: request.Request, fp: Any, code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> request.Request | None:
        if urlsplit(newurl).scheme not in SCHEMES:
            fp.close()
            raise XmlRefused("X017", f"redirects to {newurl}, which is not fetched", path=req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_web(address: str) -> bool:
    """Whether an address is one that could be fetched."""
    return address.split(":", 1)[0].lower() in SCHEMES


def fetch(address: str) -> bytes:
    """Fetch a file by http or https.

    Raises:
        XmlRefused: X017, another scheme, no answer, another status than 200, too large or too slow.
    """
    if not is_web(address):
        raise XmlRefused("X017", "is not fetched: only http and https are", path=address)
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        _WebOnly(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    try:
        with opener.open(address, timeout=_SILENCE) as answer:
            return _body(answer, address)
    except HTTPError as error:
        error.close()
        raise XmlRefused("X017", f"cannot be fetched: {error.code} {error.reason}", path=address) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise XmlRefused("X017", f"cannot be fetched: {reason}", path=address) from error


def _body(answer: Any, address: str) -> bytes:
    ends, data = time.monotonic() + SECONDS, b""
    while piece := answer.read1(1 << 16):
        data += piece
        if len(data) > MAX_BYTES:
            raise XmlRefused("X017", f"is larger than {MAX_BYTES:,} bytes, which is the limit", path=address)
        if time.monotonic() > ends:
            raise XmlRefused("X017", f"took longer than {SECONDS} seconds, which is the limit", path=address)
    return data

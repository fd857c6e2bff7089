"""TOML that a person wrote: read, or an error that names the file. Such a file may come from anybody."""

from __future__ import annotations

import tomllib
from typing import Any

from tei.findings import TeiError


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Return the data of a TOML text; `name` is the file's, for messages.

    Raises:
        TeiError: it is not TOML, is nested too deep, or has a number that is too long to be read.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TeiError("F001", f"{name}: not valid TOML: {error}", "mend the line named") from error
    except RecursionError as error:
        hint = "take the brackets apart: no key needs more than a few"
        raise TeiError("F001", f"{name}: brackets are nested too deep", hint) from error
    except ValueError as error:  # the only other one: Python reads no number of more than 4,300 digits
        hint = "shorten it, or write it as a text, in quotes"
        raise TeiError("F001", f"{name}: a number has too many digits", hint) from error

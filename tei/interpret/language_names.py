"""Names of languages that a header states -> BCP 47, by a table and nothing else (BCP 47, RFC 5646)."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from tei.common_languages import COMMON

TABLES: Final = Path(__file__).with_name("language_names.toml")

# Separators between names, outside brackets.
_SEPARATED = re.compile(
    r"\s*(?:[,;/|&+、，；\t\n]|\s[-–—]\s|\b(?:and|und|et|y|e|и)\b)\s*(?![^()（）\[\]]*[)）\]])", re.IGNORECASE
)
_NAME = re.compile(
    r"^(?P<name>[^()（）\[\]]{1,80}?)\s*(?:[(（\[](?P<qualifier>[^()（）\[\]]{1,80})[)）\]])?$"
)
_OF_LANGUAGE = re.compile(
    r"^(?:the\s+|in\s+|auf\s+|en\s+)?(?P<name>.{1,60}?)(?:\s+(?:language|lang\.?|text|original))?$",
    re.IGNORECASE,
)
_TAG = re.compile(r"^(?P<primary>[a-z]{2,3})(?P<subtags>(?:-[A-Za-z0-9]{2,8}){0,3})$")
_LONGEST_STATEMENT = 2_000  # characters: more is no list of languages


def stated(text: str) -> list[tuple[str, str]]:
    """Read the languages that a header names: (BCP 47 tag or empty string, name as printed).

    Several values stand with `;`, `,`, `/`, `&`, `and`, or as a JSON list; a script in brackets is kept
    (`Serbian (Cyrillic)` is `sr-Cyrl`). A name that the table does not have has an empty tag.
    """
    names = _names(text.strip()[:_LONGEST_STATEMENT])
    found: list[tuple[str, str]] = []
    for name in names:
        subtag = _qualifiers().get(_folded(name))
        if subtag and found and found[-1][0] and "-" not in found[-1][0]:
            tag, before = found.pop()  # `Chinese, Traditional`
            found.append((_with(tag, subtag), f"{before}, {name}"))
        else:
            found.append((tag_of(name), name))
    return found


def _names(text: str) -> list[str]:
    if text.startswith("["):
        try:
            read = json.loads(text)
        except ValueError:
            read = None
        if isinstance(read, list) and all(isinstance(name, str) for name in read):
            return [name.strip() for name in read if name.strip()]
    if tag_of(text):
        return [text.rstrip(".")]
    return [name for name in _SEPARATED.split(text.rstrip(".")) if name] or ([text] if text else [])


def tag_of(name: str) -> str:
    """The tag of one language's name, such as `Serbian (Cyrillic)`; empty when the table has no such name."""
    folded = _folded(name)
    if tag := _known(folded):
        return tag
    match = _NAME.match(folded)
    if match is None:
        return ""
    tag = _known(match["name"]) or _qualified(match["name"])
    subtag = _qualifiers().get((match["qualifier"] or "").strip())
    return _with(tag, subtag) if tag and subtag else tag


def _with(tag: str, subtag: str) -> str:
    """A tag with a script or region, but for the script that its language is always written in (RFC 5646, 4.1)."""
    if "-" in tag:
        return tag
    return _shortest(f"{tag}-{subtag}")


def _shortest(tag: str) -> str:
    if tag in COMMON:
        return tag
    import langcodes  # loads its data when used

    return str(langcodes.Language.get(tag, normalize=False).simplify_script().to_tag())


def _known(name: str) -> str:
    match = _OF_LANGUAGE.match(name)
    return _table().get(name) or (_table().get(match["name"], "") if match else "") or _own_tag(name)


def _qualified(name: str) -> str:
    """`Traditional Chinese`, `Brazilian Portuguese`."""
    first, _, rest = name.partition(" ")
    subtag, tag = _qualifiers().get(first), _table().get(rest, "")
    return _with(tag, subtag) if subtag and tag and "-" not in tag else ""


def _own_tag(name: str) -> str:
    """A header that states the tag itself: `ru`, `zh-Hans`."""
    match = _TAG.match(name)
    if match is None or match["primary"] not in _table().values():
        return ""
    tag = "-".join((match["primary"], *(_cased(part) for part in match["subtags"].split("-")[1:])))
    if "-" not in tag or tag in COMMON:
        return tag
    import langcodes  # loads its data when used

    if not langcodes.tag_is_valid(tag):
        return ""
    return _shortest(tag)


def _cased(subtag: str) -> str:
    """The case that RFC 5646, 2.1.1 recommends: `Hans`, `AT`, `pinyin`."""
    return subtag.title() if len(subtag) == 4 else subtag.upper() if len(subtag) == 2 else subtag


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split()).strip(" .:")


@cache
def _read() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(TABLES.read_text("utf-8"))


@cache
def _table() -> dict[str, str]:
    return {_folded(name): tag for tag, names in _read()["names"].items() for name in names}


@cache
def _qualifiers() -> dict[str, str]:
    return {_folded(name): subtag for subtag, names in _read()["qualifiers"].items() for name in names}

"""Ids made of words: of a file's name, of a person's name. The one place where an `xml:id` is spelt.

Source: NCName of Namespaces in XML 1.0. Only letters that the fourth edition of XML 1.0 has as well are
kept, for older processors refuse the others. Nothing is transliterated but Latin letters that Unicode
does not part into letter and mark: `Łódź` becomes `lodz`, `王大明` and `Линов` stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_LATIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h",
        "ı": "i", "ĸ": "k", "ŋ": "ng", "ŧ": "t", "ə": "e", "ɛ": "e", "ɔ": "o", "ƒ": "f", "ɓ": "b", "ɗ": "d",
        "ơ": "o", "ư": "u", "ĳ": "ij",
    }
)  # fmt: skip
_NAME_LETTERS = (
    "\u03b1-\u03c9\u0430-\u044f\u0451-\u045c\u045e-\u0481\u0490-\u04c4\u05d0-\u05ea\u0621-\u063a\u0641-\u064a"
    "\u0671-\u06b7\u0905-\u0939\u0e01-\u0e2e\u10d0-\u10f6\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
# BaseChar and Ideographic of XML 1.0, fourth edition, appendix B, in the scripts of files' names.
_LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u01cd-\u01f0"
    "\u01fa-\u0217\u0250-\u02a8\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c"
    "\u045e-\u0481\u0490-\u04c4\u04d0-\u04eb\u04ee-\u04f5\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0621-\u063a"
    "\u0641-\u064a\u0671-\u06b7\u0905-\u0939\u0e01-\u0e2e\u10a0-\u10c5\u10d0-\u10f6\u1e00-\u1e9b\u1ea0-\u1ef9"
    "\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_NO_NAME_SIGN = re.compile(f"[^{_LETTERS}0-9._-]")
_LEADS = re.compile(f"[{_LETTERS}_]")
_NO_WORD = re.compile(f"[^0-9a-z{_NAME_LETTERS}]+")


def slug(name: str) -> str:
    """The letters and digits of a name in lower case, the rest as `-`; empty where it has none.

    Accents of Latin, Greek and Cyrillic letters are left out, except that `й` and `ё` are letters.
    """
    folded = unicodedata.normalize("NFC", name).casefold().translate(_LATIN)
    if not folded.isascii():
        bare = "".join([_without_mark(sign) for sign in folded]).translate(_LATIN)
        folded = unicodedata.normalize("NFC", bare)
    return "-".join(_NO_WORD.sub(" ", folded).split())


def _without_mark(sign: str) -> str:
    if sign.isascii() or "\uac00" <= sign <= "\ud7a3" or "\u3040" <= sign <= "\u30ff" or sign in "йёїў":
        return sign
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in parts if not unicodedata.combining(part))


def unique(candidate: str, taken: Container[str]) -> str:
    """The candidate, or the first of `candidate-2`, `candidate-3`, ... that is not taken."""
    number = 2
    result = candidate
    while result in taken:
        result, number = f"{candidate}-{number}", number + 1
    return result


def ncname(stem: str) -> str:
    """Make a file's stem an NCName: other characters become `-`, a first sign that may not lead gets `r-`.

    The stem is kept as it is spelt, for the output is called so. Source: encoding decisions of the project.
    """
    kept = _NO_NAME_SIGN.sub("-", stem)
    return kept if _LEADS.match(kept) else f"r-{kept}"

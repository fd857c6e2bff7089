"""Forms of lines by which a layout is recognised, asked in all languages at once.

They are those by which the text is read (`tei.interpret`). Nothing is known of a record's language yet, so
words that mean something else in another language do not count.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei.interpret import forms, signatures
from tei.interpret.closing_forms import is_source
from tei.interpret.datelines import date_after_dash, is_dateline
from tei.interpret.dates import read_date
from tei.interpret.headings import letter_title
from tei.interpret.label_lines import address_line
from tei.interpret.scripts import CJK
from tei.interpret.signatures import is_valediction

if TYPE_CHECKING:
    from collections.abc import Callable

    from tei.profile import LineForm

_ANY = ""  # no language
_LONGEST = 450  # characters: none of these lines is longer, but for a source line
_AROUND_DATE = "（）()[]【】〔〕 .。-–—"
_TIME = re.compile(r"(?:\s+\S{1,4})?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AaPp]\.?[Mm]\.?)?$")
_NO_WORD = re.compile(r"[\W0-9_]+")


def has_form(form: LineForm, text: str) -> bool:
    """Whether a line, stripped, has a form."""
    return (form == "source" or len(text) <= _LONGEST) and _FORMS[form](text)


def _is_date(text: str) -> bool:
    """A date and nothing else, but brackets, a dash before it and an hour behind it."""
    bare = _TIME.sub("", text.strip(_AROUND_DATE)).strip(_AROUND_DATE)
    if not bare or len(bare) > 60 or not re.search(r"[0-9〇○零一二三四五六七八九十]", bare):
        return False
    return read_date(bare, language=None, context="2000") is not None


def _is_salutation(text: str) -> bool:
    """A form of address; in Chinese a colon alone stands at the end of any sentence that leads to a list."""
    if not forms.is_salute(text.lstrip("# "), _ANY):
        return False
    return not (
        CJK.search(text) and text.endswith(("：", ":")) and re.search(r"[法如下的是说：]$", text[:-1])
    )


def _names_speech(text: str) -> bool:
    """A title that names a speech: by its first words, or, in Chinese and Korean, anywhere."""
    if len(text) > 150 or text.endswith((".", "。", ":", "：")):
        return False
    begins, holds = _speech_words()
    return (
        begins.match(_NO_WORD.sub(" ", text.casefold()).strip()) is not None or holds.search(text) is not None
    )


@cache
def _speech_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = tomllib.loads((Path(__file__).parent / "speech_words.toml").read_text("utf-8"))
    begins = "|".join(re.escape(word) for word in words["start"])
    holds = "|".join(re.escape(word) for word in words["anywhere"])
    return re.compile(rf"(?:\w+ ){{0,2}}?(?:{begins})\b"), re.compile(holds)


_FORMS: dict[LineForm, Callable[[str], bool]] = {
    "addressee": lambda text: address_line(text, _ANY) is not None or forms.is_addressee(text, _ANY),
    "classification": lambda text: (
        (forms.opener_form(text, _ANY) or ("",))[0] in ("classification", "precedence")
    ),
    "closing-formula": lambda text: is_valediction(text, _ANY),
    "date": _is_date,
    "dateline": lambda text: is_dateline(text, _ANY) or date_after_dash(text, _ANY) is not None,
    "kind-and-number": forms.is_kind_number,
    "letter-title": lambda text: letter_title(text, _ANY) is not None,
    "number-alone": forms.is_bare_number,
    "number-line": lambda text: forms.is_number(text, _ANY),
    "salutation": _is_salutation,
    "signature": lambda text: signatures.is_signed(text) or signatures.is_signature(text),
    "source": lambda text: is_source(text, _ANY),
    "speech-title": _names_speech,
}

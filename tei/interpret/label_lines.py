"""Lines over a text that say by a label what they are: `Subject: …`, `Datum: …`, `件名：…`.

The label is compared whole with `label_words.toml`. A label that is in no table decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.interpret.citation.people import is_name
from tei.interpret.dates import find_dates, read_date
from tei.interpret.known_names import is_place
from tei.interpret.word_tables import fold, starts

if TYPE_CHECKING:
    from tei.model import BlockKind

SUBJECT_BY_LABEL = "subject by its label"
DATE_BY_LABEL = "date by its label"
SUBJECT_GOES_ON = "goes on from the subject"
_LONGEST = 300
_LABEL = re.compile(r"^(?P<label>[^\s:：][^:：]{0,29}?)[.]?\s?[:：]\s*(?P<value>\S.*)$")
# A second field on the line of a form: `件名：… 日付：…`.
_SECOND = re.compile(r"\s(?P<label>[^\s:：]{2,20})\s?[:：]\s*(?P<value>\S.*)$")
_HOURS = (
    r"(?:(?:上午|下午|晚上|午前|午後|오전|오후)?\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[:.时時시h点點]?"
    r"\s?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|半)?\s?[分분]?(?:\s?[ap]\.?m)?)"
)
# Behind a date: its day of the week, and the hour or two of them.
_HOUR = re.compile(
    rf"(?i)^[\s,]*(?:[(（][^()（）]{{1,6}}[)）])?\s*(?:{_HOURS}(?:\s?[-–~～〜至到から]{{1,2}}\s?{_HOURS})?)?[\s.]*(?:まで|까지)?$"
)
# In Chinese, Japanese and Korean print a wide blank may stand for the colon: `場所　県庁`.
_WIDE = re.compile(r"^(?P<label>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6})[ \u3000]+(?P<value>\S.*)$")
_ADDRESS = re.compile(
    r"^(?P<word>(?i:to|from|copy to|cc|via|through|an|von|à|de|a|от|кому|до))\s?[:：]\s?(?P<who>\S.{0,100})$"
)
_ADDRESS_LABEL = re.compile(r"^(?P<word>[^:：]{1,40}?)\s?[:：]\s*(?P<who>\S.{0,99})$")
# Words that count in a text of any language; `de` and `a` are short.
_SIDES = {
    "from": "from", "von": "from", "de": "from", "от": "from",
    "copy to": "copy", "cc": "copy", "via": "via", "through": "via",
}  # fmt: skip
_SIDE_TABLES = (("from", "from"), ("copy-to", "copy"), ("to", "to"))
_KINDS: tuple[tuple[str, BlockKind, str], ...] = (
    ("subject-label", "subject", SUBJECT_BY_LABEL),
    ("number-label", "number", "number by its label"),
    ("precedence-label", "precedence", "urgency by its label"),
    ("date-label", "dateline", DATE_BY_LABEL),
)


@dataclass(frozen=True, slots=True)
class AddressLine:
    """A line `To: …` or `From: …`: its side (`from`, `to`, `copy`, `via`), who stands there, and where that begins.

    `common` are the labels that count in a text of any language.
    """

    side: str
    who: str
    begin: int
    common: bool = False

    def names_person(self, name: str) -> bool:
        """Whether a name of the line is a person's.

        Behind a label of the table a word alone may be an office, and so may words in scripts without capitals.
        """
        if names_no_person(name):
            return False
        return is_name(name) and (self.common or (" " in name and name[0].isupper()))


def names_no_person(name: str) -> bool:
    """Whether a name behind a label is a place's, or that of an office in capitals: `SECRETARY OF STATE`."""
    return is_place(name) or (name.isupper() and " OF " in name)


def address_line(text: str, language: str) -> AddressLine | None:
    """Read `To: X`, `From: X`, `Copy to: X` in the words of many languages."""
    if found := _ADDRESS.match(text):
        return AddressLine(
            _SIDES.get(found["word"].casefold(), "to"), found["who"], found.start("who"), common=True
        )
    found = _ADDRESS_LABEL.match(text)
    side = address_side(found["word"], language) if found else ""
    return AddressLine(side, found["who"], found.start("who")) if found and side else None


def address_side(word: str, language: str) -> str:
    """Whether a label is one of the sender (`from`), of those written to (`to`) or of copies; else nothing."""
    return next((side for table, side in _SIDE_TABLES if is_label(word, table, language)), "")


def label_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of a line of an opening by its label, and the name of the rule."""
    found = _labelled(text)
    if found is None:
        return None
    for table, kind, rule in _KINDS:
        if is_label(found["label"], table, language):
            is_date = table != "date-label" or _is_date(found["value"], language)
            return (kind, rule) if is_date else None
    return None


def _labelled(text: str) -> re.Match[str] | None:
    """Label and value of a line."""
    return (_LABEL.match(text) or _WIDE.match(text)) if len(text) <= _LONGEST else None


def is_field(text: str, language: str) -> bool:
    """Whether a line is a field of a form, by its label: of those above or `Participants: …`, `場所　…`."""
    found = _labelled(text)
    tables = ("date-label", "hour-label", "place-label", "field-label", "number-label")
    return found is not None and any(is_label(found["label"], table, language) for table in tables)


def is_hour_or_place(text: str, language: str) -> bool:
    """Whether a line says by its label at what hour or where it was: `Time: …`, `地点：…`."""
    found = _labelled(text)
    return found is not None and any(
        is_label(found["label"], table, language) for table in ("hour-label", "place-label")
    )


def is_subject(text: str, language: str) -> bool:
    """Whether a line begins with the label of a subject."""
    return (label_form(text, language) or ("", ""))[1] == SUBJECT_BY_LABEL


def says_here(text: str, language: str) -> bool:
    """Whether a line under a subject says which part of it the paper is about: `hier: …`."""
    found = _LABEL.match(text)
    return found is not None and is_label(found["label"], "subject-part-label", language)


def two_fields(text: str, language: str) -> tuple[str, str] | None:
    """A subject and a second field on its line, as forms have them: `件名：… 日付：…`."""
    second = _SECOND.search(text) if is_subject(text, language) else None
    if second is None or label_form(second[0].strip(), language) is None:
        return None
    return text[: second.start()].strip(), second[0].strip()


def subject_of(text: str, language: str) -> str:
    """The words behind a subject's label; the line where it has none."""
    found = _LABEL.match(text)
    return found["value"] if found and is_label(found["label"], "subject-label", language) else text


def is_label(label: str, table: str, language: str) -> bool:
    """Whether words are one of a table, whole."""
    return starts(table, language).fullmatch(fold(label)) is not None


def _is_date(value: str, language: str) -> bool:
    """A date alone, or with an hour behind it."""
    if read_date(value, language=language, context=None) is not None:
        return True
    found = find_dates(value, language=language, context=None)
    return (
        len(found) == 1 and not value[: found[0].begin].strip() and bool(_HOUR.match(value[found[0].end :]))
    )

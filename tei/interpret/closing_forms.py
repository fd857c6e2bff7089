"""The forms of lines that stand under a text: the questions asked of a closing's line by itself.

Source: letters, notes, minutes and orders in about forty languages; their words are in `closing_words.toml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.interpret import forms, signatures
from tei.interpret.citation.source import read_source
from tei.interpret.datelines import is_dateline
from tei.interpret.word_tables import fold, starts
from tei.late_patterns import late

if TYPE_CHECKING:
    from tei.model import BlockKind

OFFICE_ALONE = "office over the name"
OFFICE_UNDER = "office under the name"
ENCLOSED = "papers that go with it"
FOR_HOUSE = "who signs for a house"
UNDER_NAME = "line under the name"
NAME_ALONE: Final[tuple[BlockKind, str]] = ("signed", "a name alone on a line after the text")
NAME_AND_OFFICE: Final[tuple[BlockKind, str]] = ("signed", "office and name on one line")
LONGEST_SOURCE = 1_500
_LONGEST_ADDRESSEE = 70
_PRINTED_SOURCE = re.compile(
    r"^[（(]?[《『「〈].{2,80}[》』」〉].{0,120}(?:pp?\. ?[0-9～~–-]+|[页頁쪽면])[\s.。)）]{0,4}$"
    r"|^[（(]?(?:根据|根據|据|據).{1,60}(?:刊印|排印|印行|发表|發表)[。．.]?[）)]?$"
)
_ARCHIVE = re.compile(
    r"^(?:[0-9]{1,3}|[A-ZÄÖÜ][a-zäöüß]{4,16}\. )?(?:[A-ZА-ЯЁІЇЄҐ][a-zа-я]?[A-ZА-ЯЁІЇЄҐ]{2,}[\w. -]{0,40}|BArch|PA AA|Ibid|Там же)[.,]? ?.{0,80}?"
    r"(?:(?i:\b(?:f|fond|ф|фонд|op|opis|оп|опис|d|delo|д|дело|спр|l|ll|л|лл|арк|box|folder|dosar|doboz|sygn|zesp|teczka|k|bd|bl|inv|r)\b)"
    r"\.? ?(?i:(?:nr|no|č|sz|№)\.? ?)?[A-Z]{0,3}[0-9][\w/-]{0,12}[.,;]? ?.{0,6}){2}"
)
_SIGN_OF_END = re.compile(r"^(?:#\s?){3}$|^N{3,4}$|^-\s?30\s?-$")  # of press releases and teletypes
_OPENS = frozenset("（([")
_SENTENCES = late(
    r"^\W?\w+: [^\W\d_A-ZА-Я][^\d]{12,}[^\W\d_]{3,}[.!?] [A-ZА-Я][^\d]{8,}[.!?]$"
)  # `Source: of joy it is. We …`
_NAMED_ARCHIVE = re.compile(r"(?i)archiv|архив|архів|levéltár|arhiv|arkiv|arquivo")
# The end of a sentence, in any script; Chinese sets no blanks behind it.
STOP = re.compile(r"[.!?。！？…؟।։۔]['\"’”»』」)\]）]{0,2}$|[)\]）»”:：]$|[。！？]")
_DIGIT = re.compile(r"[0-9]")
_NUMBERED_COPY = re.compile(r"^[A-Z]{2,6}(?:/[A-Z][\w.-]{0,8}){2,}.{0,20}$")
_LONGEST_OUTSIDE = 160
_NAME_COMMA_OFFICE = late(r"^(?P<name>[^,]*[^,\s] [^,]{2,30}), (?P<office>[^\W\d_]+(?: [^\W\d_]+){0,3})\.?$")
# `(L. S.)`, `(М. П.)`, `[Seal]`: where the seal was
_SEAL = late(
    r"(?i)^[\[(]\s?(?:l\. ?s|м\. ?п|seal|место печати|печать|siegel|sceau|cachet|sello|sigillo|selo|pieczęć|m\. ?p)\.?\s?[\])]\.?$"
)
_ARTICLE = re.compile(r"^An? ")  # `A Keeper` signs an English letter; elsewhere the words lead to a person
_INITIALS_TYPED = re.compile(r"^[A-Z]{2,4}[:/][a-z]{1,3}$")  # of who dictated and who typed: `TA/mb`
_COUNT_ENCLOSED = re.compile(r"(?i)^[0-9]{1,2}\s(?=[^\W\d_])")
_COUNT_AFTER = re.compile(r"^\W{0,2}[0-9]{1,2}(?: [^\W\d_]{2,14}){0,2}\.?$")
_FOOT_ADDRESS = re.compile(
    r"^(?!\([a-zа-я]\)\s)[(]?(?i:to|an|aan|à|a|au|aux|al|alla|all['’]|ao|кому|до|do|panu)(?:\b|(?<=['’]))\)?\s?\(?(?:Monsieur|Madame|Son Excellence|[(]?M\)onsieur|"
    r"M\.|Mr\.?|Mrs\.?|Dr\.?|His|Her|the|all|Herrn|Frau|den|die|Señor|Signor|Senhor|Comrade|camarade|[A-ZА-ЯІЇЄҐ])"
    r"[^:;!?]{0,80}$|^(?:(?:The )?(?:Right |Rt\.? )?Hon(?:ou?rable|\.?ble|\.)|H(?:is|er) Excellency)(?: [^:;!?]{0,80})?,?$"
)
_ESQUIRE = re.compile(
    r"^(?:S(?:eñ)?or|S\.?r|Sres?)\.? (?:Dn|D|Don)\.? [A-Z][^:;!?()]{2,60}$|^[A-Z][^:;!?()]{2,60},? Esq(?:uire|re|r)?[.,]{0,2}$|^(?:Mr|Mrs|Miss|Dr|Messrs|Prof)\.? [A-Z][^:;!?()]{2,50},$"
)
_RESPECTED = re.compile(
    r"^[\u3400-\u9fff\u3040-\u30ff \u3000]{1,20}(?:様|殿)(?:[ \u3000]?(?:侍史|机下|玉案下|御前|膝下|硯北))?$"
)  # nobody signs so
# `Председатель (Иванов)`, `ПРЕДСЕДАТЕЛЬ: П. Димов`
_OFFICE_WITH_NAME = re.compile(
    r"^(?P<office>[^():：՝]{3,60}?)\s?(?:\((?=[^()]{3,40}\)\.?$)|[:：՝]\s?(?:\([-–]\) ?)?)(?P<name>[^()]{3,40})\)?\.?$"
)
_SIGNED_PORTUGUESE = re.compile(r"^\((?:a|aa|as)\)\s(?=\S)")
_FURNITURE = re.compile(r"^(?:[-–—]\s?)?[0-9]{1,4}(?:\s?[-–—])?$|^[0-9]{1,4}\s?\[?[A-Z][a-z]+ [A-Za-z]+\]?$")
_DATED_AT_FOOT = re.compile(
    r"(?i)^(?:de|desde|en|dada?|dado|given|done|written|fait|donné|geben|gegeben|geschehen|z|w|dan|dano|dat|dato|"
    r"кремль|дано|писано)\s.{3,80}$"
)


def closer_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of closer that a line has the form of, and the name of the rule."""
    return _first_form(text, language) or _office_form(text, language) or _last_form(text, language)


def _is_outside(text: str, language: str) -> bool:
    """`Adres: Aen de Heer …`: what stood on the outside of a letter."""
    return (
        ":" in text
        and len(text) <= _LONGEST_OUTSIDE
        and starts("outside", language).match(fold(text)) is not None
    )


def _names_after_office(text: str, language: str) -> bool:
    """`Сельский староста Егор Тимофеев`: the word of an office, and behind it nothing but a name of several words."""
    words = text.split()
    named = len(words) > 2 and words[-1][0].isupper() and len(text) <= _LONGEST_ADDRESSEE
    office = starts("office", language).match(fold(text)) if named else None
    rest = fold(text)[office.end() :].strip() if office else ""
    return " " in rest and signatures.is_signature(rest) and rest[-1] not in ".,;:"


def is_name_with_office(text: str, language: str) -> bool:
    """`Jan Vávra, starosta`: a name, and behind its comma the word of an office and little more."""
    found = _NAME_COMMA_OFFICE.match(text) if ", " in text and len(text) <= _LONGEST_ADDRESSEE else None
    return (
        found is not None
        and signatures.is_signature(found["name"])
        and starts("office", language).match(fold(found["office"])) is not None
    )


def _first_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Source line, trailer, date, closing formula."""
    if is_source(text, language):
        return "source-note", "statement of the edition's source"
    if _SIGN_OF_END.match(text):
        return "trailer", "sign that ends a text"
    if len(text) <= 30 and starts("trailer", language).fullmatch(fold(text).strip("（()）-–—* .")):
        return "trailer", "word that ends a text"
    if is_dateline(text, language) or (_DATED_AT_FOOT.match(text) and _ends_in_date(text, language)):
        return "dateline", "date alone on a line after the text"
    return ("salute", "closing formula") if signatures.is_valediction(text, language) else None


def _office_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Classification, number, copies, typist, enclosures, references."""
    folded = fold(text)
    if office := forms.office_form(text, language):
        return office
    if len(text) <= 60 and forms.is_number(text, language):
        return "number", "number below the text"
    if (
        len(text) <= 120 and starts("distribution", language).match(folded.lstrip("（(["))
    ) or _NUMBERED_COPY.match(text):
        return "distribution", "list of those who get a copy"
    if _INITIALS_TYPED.match(text) or (len(text) <= 80 and starts("typist", language).match(folded)):
        return "reference", "who typed or certified it"
    if len(text) <= 80 and _is_enclosure(folded, language):
        return "reference", ENCLOSED
    if len(text) <= LONGEST_SOURCE and starts("cited", language).match(folded):
        return "cited", "statement of the edition"
    return None


def _is_enclosure(folded: str, language: str) -> bool:
    """`Attachments:`, `Encl.`, `2 annexes`: the word alone, with a colon, or counted."""
    counted = _COUNT_ENCLOSED.sub("", folded)
    match = starts("enclosure", language).match(counted)
    rest = counted[match.end() :].strip() if match else ""
    return match is not None and (
        not rest.strip(" .:")
        or rest.startswith(":")
        or counted != folded
        or _COUNT_AFTER.match(rest) is not None
    )


def _last_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Signature, addressee at the foot, page furniture."""
    if _is_outside(text, language):
        return "address", "what stood on the outside of a letter"
    if text[0] in "[(" and _SEAL.match(text):
        return "reference", "place of the seal"
    if signatures.is_signed(text) or _is_signed_in_portuguese(text, language):
        return "signed", "sign that somebody signed"
    article = language.startswith("en") and _ARTICLE.match(text)
    if len(text) <= 70 and not article and _FOOT_ADDRESS.match(text) and not _holds_sentences(text):
        return "address", "addressee below the text"
    found = _OFFICE_WITH_NAME.match(text)
    if found and is_office(found["office"], language) and signatures.is_signature(found["name"]):
        return NAME_AND_OFFICE
    if _names_after_office(text, language) or is_name_with_office(text, language):
        return NAME_AND_OFFICE
    if signatures.is_signature(text) or signatures.is_office_and_name(text, language):
        office = is_office(text, language) and text.endswith((",", ":"))
        return ("signed", OFFICE_ALONE) if office else NAME_ALONE
    return ("furniture", "page furniture below the text") if _FURNITURE.match(text) else None


def _is_signed_in_portuguese(text: str, language: str) -> bool:
    """`(a) Name`, of `assinado`; elsewhere that is an item of a list."""
    match = _SIGNED_PORTUGUESE.match(text) if language.startswith("pt") else None
    return match is not None and signatures.is_signature(text[match.end() :])


def _holds_sentences(text: str) -> bool:
    """Whether a sentence ends within a line and another one begins; a short word with a stop is shortened."""
    return (
        re.search(
            r"[.!?] \w",
            re.sub(r"\b(?:\w{1,3}|Exc?m[oa]s?|Ilm[oa]s?|Messrs|Hon(?:ou?r)?ble|Revd|Worp)\. ?", "", text),
        )
        is not None
    )


def is_source(text: str, language: str) -> bool:
    """A line that says where a text is from: `Source: …`, a shelfmark, a printed book with its pages."""
    if len(text) > LONGEST_SOURCE:
        return False
    bare = text[1:] if text[:1] in _OPENS else text
    return bool(
        (starts("source", language).match(fold(bare)) and not _SENTENCES.match(text))
        or _PRINTED_SOURCE.match(text)
        or _ARCHIVE.match(text[:300])
        or _is_of_archive(text)
    )


def is_printed_source(text: str) -> bool:
    """`（《书名》第五卷，南洋出版社1978年第1版，第30页）`: the book that a text is from, with its page."""
    return _PRINTED_SOURCE.match(text) is not None


def _is_of_archive(text: str) -> bool:
    """`[State Archive of the Coast, Fond 1, File 70]`: an archive by its name, and parts of a shelfmark right behind it."""
    if not _NAMED_ARCHIVE.search(text) or not _DIGIT.search(text):
        return False
    read = read_source(text)
    behind = text[text.find(read.repository) + len(read.repository) :].lstrip()
    return bool(read.repository) and len(read.parts) > 1 and behind[:1] in ",.;" and not read.rest


def names_addressee(text: str, language: str, *, apart: bool) -> bool:
    """Whether a name below the signature is that of the addressee: `John Ash, Esq.,`, `山本様`."""
    if len(text) > _LONGEST_ADDRESSEE:
        return False
    japanese = language == "ja" and _RESPECTED.match(text) is not None
    return japanese or (apart and _ESQUIRE.match(text) is not None)


def names_protocol(text: str, language: str) -> bool:
    """`К п. 3 прот. № 84`: the point of the minutes that an extract is of, below its signature."""
    named = len(text) <= _LONGEST_ADDRESSEE and re.search(r"[0-9]", text) is not None
    return named and starts("reference", language).match(fold(text)) is not None


def _ends_in_date(text: str, language: str) -> bool:
    """Whether a line at the foot ends in a date, whatever words lead to it."""
    words = text.rstrip(".").split(" ")
    return any(
        is_dateline(" ".join(words[at:]), language) for at in range(max(1, len(words) - 8), len(words) - 1)
    )


def is_office(text: str, language: str) -> bool:
    """Whether a line begins with the word of an office, an article left aside."""
    bare = re.sub(r"^(?i:the|der|die|le|la|el|il|o|vu :|vu|[1-3]\.)\s+", "", fold(text).lstrip("(["))
    office = starts("office", language)
    return bool(office.match(bare) or office.match(fold(text)))


def is_office_alone(text: str, language: str) -> bool:
    """Whether a line is the word of an office and nothing else: `Le Ministre,`, `Im Auftrag`."""
    bare = fold(text).strip(" ,:.()[]")
    return starts("office", language).fullmatch(bare) is not None

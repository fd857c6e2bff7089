"""What stands in square brackets: words missing or doubted, remarks, names, words supplied, or plain text.

What an editor may do with brackets differs by role: in a translation the words in them are the
translator's unless they say something else; in an edition they are text unless they surely are not.
What is not sure stays text, brackets and all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tei.interpret.bracket_words import (
    asks,
    is_plain,
    may_be_lost,
    missing,
    number,
    remark,
    round_words,
    unit_of,
)
from tei.interpret.dates import read_date
from tei.interpret.language_tables import letters_of
from tei.interpret.name_forms import other_form
from tei.interpret.scripts import script, scripts
from tei.model import AlternativeName, Foreign, Gap, Remark, Supplied, Text, Unclear

if TYPE_CHECKING:
    from tei.interpret.bracket_words import Kind
    from tei.model import DateReading, Inline

_LONGEST_SUPPLIED = 200
# What a transcriber says of the paper, alone in brackets; in a translation the words may be the text's.
_TORN = frozenset(("torn", "torn off", "déchiré", "abgerissen", "roto", "rasgado", "strappato", "оторвано"))
_DOTS: Final = re.compile(r"(?:\.[ .]{1,20}\.|\.{2,}|…+|⋯+|\. ?…|… ?\.)")
# `..one_word..`: how the transcribers of letters mark what they could not read, and how much of it.
_MEASURED: Final = re.compile(r"\.\.[ _]?(?P<words>[^.\[\]\n]{1,40}?)[ _]?\.\.")
_AMOUNT: Final = re.compile(r"(?P<number>[0-9]{1,3}|[^\W\d_]+)[ _]?(?P<unit>[^\W\d_]*)")
_DOUBT: Final = re.compile(r"(?:\?\s?)?(?P<words>[^?\n]{1,60}?)(?P<after>\s?(?:\?|\(\?\)))?")
_MOST_DOUBTED = 3  # words
# Page numbers, references, numbers: of the print or the archive, not the translator's.
_REFERENCE: Final = re.compile(
    r"(?i)[\W\d]+"
    r"|(?:end of |start of |beginning of )?(?:pages?|p\.|pp\.|folios?|ff?\.|seiten?|s\.|bl\.|стр\.|с\.|л\.|лл\.|list|l\.) ?[0-9]+[rv]?(?:\W{1,3}[0-9]+[rv]?)?"
    r"|(?:(?:foot|end)?notes?|anm\.|fn\.|прим\.|no\.|nr\.|№|n°|doc\.|document|dok\.|box|file|f\.|fond|ф\.) ?[0-9][\w/.-]{0,12}"
    r"|(?:text|word|line|name|paragraph)s? (?:missing|illegible|deleted|omitted|torn|unclear)\b[^\[\]]{0,60}"
    r"|(?:see|cf\.|vgl\.|siehe|voir|véase|см\.|див\.|viz|zob\.|vezi|lásd|参见|参照|见|見)[ :][^\[\]]{1,120}"
)
_LOWER_LETTERS: Final = re.compile(r"[^\W\d_]{1,20}")
_ALNUM_BRACKET: Final = re.compile(r"[\[\]()（）［］]")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]*$")
_WORD_AFTER: Final = re.compile(r"[^\W\d_]*")
_FEWEST = 4  # letters of a word that a bracket completes
_LATIN_ALPHABET = "Latin"


@dataclass(slots=True)
class Around:
    """Where a bracket stands: the text before and after it, the language, the role, the other languages.

    `supplied` is true in a translation; `date` completes the dates in the text.
    """

    before: str
    after: str
    language: str
    supplied: bool
    near: tuple[str, ...] = ()
    date: DateReading | None = None


def read_bracket(mark: str, around: Around) -> tuple[Inline, ...] | None:
    """The parts that a bracket with its words is read as, or None where it is text as it stands."""
    inner = mark[1:-1].strip()
    if "^{" in inner or not inner:
        return None
    if said := _said(inner, mark, around):
        return (said,)
    if mark[0] != "[":
        return None
    return _words(inner, mark, around)


def read_round(mark: str, language: str) -> Inline | None:
    """The few words that are no text in round brackets, too."""
    inner = mark[1:-1].strip()
    match round_words(inner, language):
        case "illegible":
            return Gap("illegible", mark)
        case "omitted":
            return Gap("omitted", mark)
        case "sic":
            return Remark(mark, "sic")
        case "signature" | "stamp" | "handwritten" as kind:
            return Remark(mark, _KINDS[kind])
    return Remark(mark, "editorial") if inner in ("?", "!") else None


_KINDS: Final[dict[str, Kind]] = {"signature": "signature", "stamp": "stamp", "handwritten": "handwritten"}


def _said(inner: str, mark: str, around: Around) -> Inline | None:
    """What is about the copy, in either role."""
    if _DOTS.fullmatch(inner):
        return Gap("omitted", mark)
    if measured := _MEASURED.fullmatch(inner):
        return _measured(measured["words"], mark)
    if inner in ("?", "??", "!", "!!", "?!", "？", "！"):
        return Remark(mark, "editorial")
    if is_plain(inner):
        return None
    if gap := missing(inner, around.language, around.near):
        return Gap(gap.reason, mark, gap.quantity, gap.unit)
    if kind := remark(inner, around.language, around.near):
        return Remark(mark, kind)
    return _doubted(inner, mark)


def read_gap(words: str, mark: str, language: str) -> Gap:
    """What is missing where the signs around the words say that something is: why and how much, if they tell."""
    if gap := missing(words, language):
        return Gap(gap.reason, mark, gap.quantity, gap.unit)
    return _measured(words, mark)


def _measured(words: str, mark: str) -> Gap:
    """`2c`, `one_word`, `3 words`: how much could not be read."""
    match = _AMOUNT.fullmatch(words.strip())
    unit = unit_of(match["unit"]) if match else ""
    quantity = number(match["number"]) if match and unit else None
    return Gap("illegible", mark, quantity, unit)


def _doubted(inner: str, mark: str) -> Unclear | None:
    """`[Holm?]`, `[?Holm]`, `[1953 ?]`: few words that are not sure, and no question."""
    match = _DOUBT.fullmatch(inner)
    if match is None or not (match["after"] or inner.startswith("?")):
        return None
    words = match["words"].strip()
    if not words or len(words.split()) > _MOST_DOUBTED or asks(words) or _ALNUM_BRACKET.search(words):
        return None
    return Unclear(words, mark) if any(sign.isalnum() for sign in words) else None


# --- words of the text, or for it -----------------------------------------------------------------


def _words(inner: str, mark: str, around: Around) -> tuple[Inline, ...] | None:
    if is_plain(inner) or _REFERENCE.fullmatch(inner.replace("\n", " ")):
        return None
    if completed := _completed(inner, around):
        return completed
    if "\n" not in inner and other_form(around.before, inner):
        return Text(mark[0]), AlternativeName(mark[1:-1]), Text(mark[-1])
    if may_be_lost(inner, around.language, around.near):
        torn = not around.supplied and inner.casefold() in _TORN
        return (Gap("lost", mark),) if torn else None
    if not around.supplied or len(inner) > _LONGEST_SUPPLIED or _is_date(inner, around):
        return None
    if not _same_script(inner, around.language):
        return None
    if (tag := _glossed(inner, around)) is not None:
        return (Text(mark[0]), Foreign(mark[1:-1], tag), Text(mark[-1])) if tag else None
    return (Supplied(mark[1:-1]),)


def _completed(inner: str, around: Around) -> tuple[Inline, ...] | None:
    """`Prot[okoll]`, `[T]he`: letters that complete a word are an editor's wherever they stand."""
    if not (around.before[-1:].isalnum() or around.after[:1].isalnum()):
        return None  # no word is beside it
    before = _WORD_BEFORE.search(around.before[-30:])
    after = _WORD_AFTER.match(around.after[:30])
    left, right = before[0] if before else "", after[0] if after else ""
    if not (left or right) or not _LOWER_LETTERS.fullmatch(inner) or inner.lower() == inner.upper():
        return None
    if around.before[-1:] == "]" or (len(inner) == 1 and not right[:1].islower()):
        return None  # `word[a]` may be a note's letter, `word[s]` a plural left open
    cased = inner.islower() if left else inner[1:].islower() or len(inner) == 1
    if not cased or len(left) + len(inner) + len(right) < _FEWEST - (len(inner) == 1):
        return None
    return (Supplied(inner, "subaudible" if around.supplied else "undefined"),)


def _is_date(inner: str, around: Around) -> bool:
    return any(sign.isdigit() for sign in inner) and (
        read_date(inner, language=around.language, context=around.date) is not None
    )


def _same_script(inner: str, language: str) -> bool:
    """Whether the words may be in the language of the text: those in another script are quoted from the original."""
    own = scripts(inner)
    text = "Latin" if language.partition("-")[0] not in _OTHER_SCRIPTS else ""
    return not own or not text or set(own) == {text}


_OTHER_SCRIPTS: Final = frozenset(
    ("zh", "ja", "ko", "ru", "uk", "bg", "sr", "mk", "mn", "be", "el", "ar", "fa", "hi", "lo", "km", "th")
)


def _glossed(inner: str, around: Around) -> str | None:
    """The language of a word quoted from the original, told by letters that the translation has not.

    None where nothing speaks for another language, an empty string where it does and which is not sure.
    Names keep their letters in any language, so that only words without a capital count.
    """
    primary = around.language.partition("-")[0]
    low = [word for word in re.findall(r"[^\W\d_]+", inner) if word[0].islower()]
    if not low or not _strange(low, primary):
        return None
    known = {tag.partition("-")[0] for tag in around.near}
    fitting = [tag for tag in sorted(known) if tag != primary and _strange(low, tag) is False]
    return fitting[0] if len(fitting) == 1 else ""


def _strange(words: list[str], tag: str) -> bool | None:
    """Whether words have a letter that a language is not written with; None of one that is not known."""
    try:
        own = letters_of(_LATIN_ALPHABET, tag)
    except KeyError:
        return None
    if all(map(str.isascii, words)):
        return False
    signs = {sign for word in words for sign in word.lower() if not sign.isascii()}
    return any(script(sign) == _LATIN_ALPHABET and sign not in own for sign in signs)

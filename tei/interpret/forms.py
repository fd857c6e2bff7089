"""The forms of lines that stand around a text: the questions asked of an opening's and a closing's line.

Source: the forms seen in real records (headings, classification and copy lines, number lines, forms of
address, datelines, signatures) in about twenty languages; their words are in `opening_words.toml` and
`closing_words.toml`. A form alone decides nothing: `openings.py` and `closings.py` ask it only where
its place allows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.calendar_tables import has_months
from tei.interpret.correspondence import read_correspondence
from tei.interpret.dates import find_dates, holds_day_word, read_date
from tei.interpret.label_lines import address_line, label_form
from tei.interpret.line_ends import are_capitals
from tei.interpret.page_forms import names_copy
from tei.interpret.signatures import UPPER
from tei.interpret.word_tables import ends, fold, starts, within

if TYPE_CHECKING:
    from tei.model import BlockKind

# Print keeps headings short. CJK says the same in a third of the signs.
_LONGEST_HEAD = 150
_LONGEST_HEAD_CJK = 60
_LONGEST_TITLE = 450  # a title that names kind of document, sender and recipient, with their offices
_LONGEST_SALUTE = 140
# A date whose year no table settles (of an era, or none) has the form of a date all the same.
_DATE_HAN = re.compile(
    r"^(?:(?:民國|民国|中華民國|中华民国|公元|西元|昭和|大正|明治|[干甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])?"
    r"[0-9０-９〇○零一二三四五六七八九十廿元]{1,4}年)?"
    r"[0-9０-９一二三四五六七八九十正腊臘冬]{1,3}月[0-9０-９初一二三四五六七八九十廿]{1,3}(?:日|号|號)?[夜晨晚午时時]{0,2}$"
)
_LONGEST_BARE_SALUTE = 40
_LONGEST_ADDRESS = 60
CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
# The last ones are the stops of Devanagari, Urdu, Tibetan, Burmese, Khmer, Armenian, Ethiopic, Mongolian.
_SENTENCE_END = re.compile(r"[.。!！?？;；:：,，、،؛؟।…॥۔།༎။៕։።᠃][\"'”’»』」]?$")
_LONGEST_STOP = 3  # signs: a stop, a quotation mark, a line end
_STOP = re.compile(r"[.!?。！？;；:：]$")
_SHORTENED = re.compile(rf"\b[{UPPER}]\.$|\b[0-9]{{4}} ?[rgгр]\.$")
_LONGEST_SHORTENED = 8  # signs, a line end with them
# One mark at the end: a repetition of them would search a line of a thousand asterisks for ever.
_MARK_AT_END = re.compile(
    r"(?:\^\{[^{}]{1,8}\}|\[[0-9]{1,3}\]|[〔［][0-9０-９]{1,3}[〕］]|[⑴-⒇①-⑳]|[⁰¹²³⁴-⁹]|\*)$"
)
_ENDS_OF_MARKS = frozenset("}]〕］⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⁰¹²³⁴⁵⁶⁷⁸⁹*\n")
_LONGEST_MARK = 11  # signs
_COPY_WORDS = 3
_CAPITALS = 0.55  # among the letters of a title
_ANSWERED = re.compile(
    r"(?i)^(?:(?:re|to|in reply to|на|zu|auf|en réponse à|w odpowiedzi na|в ответ на) )?"
    r"(?:your|ihre?[mn]?|votre|vos|ваш[аеиу]?|su|sus|wasz|vaš|seu|vostro)\s+(?=\S)"
)
_COPIES_MADE = re.compile(r"^[^:：]{4,40} [0-9]{1,3} [^\W\d_]{2,14}\.?$")
_LEADS_TO_DATE = re.compile(r"(?i)[\s,]+(?:dnia|dn\.|dne|dana|den|dňa|ngày|addì|adì|a dì|lì|li|die|aos|më)$")

NUMBER = re.compile(
    r"^(?i:[^\W\d_][\w.]{0,12}\.? )?(?:(?i:no|nr|n|nº|núm|num|ref|br|бр|č|sz|f\.n)\.? ?[°º]?|№|N°|Nº|第|#) ?"
    r"(?=[^\s]{0,8}[0-9])[^\s].{0,100}$|^[A-Z]\.[A-Z]\. ?[0-9][0-9/.-]{0,30}$|^[0-9]{3,6}/(?:1[89]|20)[0-9]{2}\.?$"
    r"|^[A-Z](?:\.?[A-Z]){0,4}\.? ?\([0-9]{2}\) ?[0-9]{1,4}(?:st|nd|rd|th)?(?: [A-Z][a-z]{4,12})?$"  # `C. (53) 7th Minutes`
)
_MEETING_NUMBER = re.compile(r"^(?:第|제)\s?[0-9]{1,4}\s?(?:차|회|次|回|届|屆)")  # `제3차 회의`: of a meeting
# `Place, 12 word 1325`: a day, a word, a year, and at most a place before them.
_LOOKS_DATED = re.compile(
    r"^(?:[^\W\d_][\w\u0900-\u0e7f’'-]*(?: [^\W\d_][\w\u0900-\u0e7f’'-]*){0,2}[,،]? )?\d{1,2}\.? (?P<month>[^\W\d_][\w\u0900-\u0e7f]+)\.?,? \d{4}$"
)
# The signs of vowels and tones of Indian scripts and Thai are no letters to `\w`.
_WORDS_BEFORE_DATE = re.compile(r"^[\w\s.,’'()/\u0900-\u0e7f،-]*$")
_NUMBER_HAN = re.compile(
    r"^(?:\S{0,6}字?)?第?[〇○一二三四五六七八九十百千]{1,8}[号號](?:\s?[（(][^（）()]{1,8}[）)])?$"
)
_NUMBER_AFTER = re.compile(r"^\W{0,4}(?=[^\s]{0,10}[0-9])[^\s]{1,30}(?:\s\S.{0,60})?$")
_BARE_NUMBER = re.compile(
    r"^(?i:(?:doc(?:ument)?|dok(?:ument)?|документ|documento|dokumentum)\.?\s(?=\S))?"
    r"(?i:(?:doc(?:ument)?|dok(?:ument)?|no|nr|n|nº|núm|br|č|sz)\.?|№|N°|#|第)\s?[°º]?\s?[0-9]{1,4}[a-z]?[号號]?\.?$"
)
_KIND_NUMBER = re.compile(
    r"(?i)^(?:[^\W\d_]{3,20} ){0,2}(?:lettre|letter|brief|carta|lettera|scrisoare|levél|list|dopis|писмо|pismo|письмо|"
    r"лист|telegram(?:m|me|a)?|télégramme|телеграмма|dépêche|dispatch|despatch|note|nota|note verbale|report|bericht|"
    r"rapport|circular|circulaire|rundschreiben|memorandum|protocol|protokoll?|protokół|jegyzőkönyv|протокол|decree|decreto|décret|order|"
    r"приказ|resolution|резолюция|постановление|document|dokument|документ|bulletin|bulletin)\W{1,2}"
    r"(?:no|nr|n|nº|núm)?\.? ?[°º№#]? ?[0-9][0-9./-]{0,12}\b.{0,40}$"
)
_LABELLED = re.compile(r"^[^\W\d_]{2,12}\.?\s?(?::\s|：)")
_LIST_NUMBER = re.compile(r"^(?:(?:[0-9]+|[a-zA-Z]|[IVX]+|[一二三四五六七八九十]+)[.)、．]|[-–•*]\s)")
_VOLUME_NUMBER = re.compile(r"^[1-9][0-9]{0,3}\. (?=[A-Z])")
_TO_WHOM = re.compile(r"[^\W\d_] (?:to|an|à|do|към|к|do|til|aan) [^\W\d_]")
_TO_IN_CAPITALS = re.compile(r"^TO (?:[A-Z][A-Z.'’-]*,? ?){2,12}$")  # `TO DEPUTY MINISTER COMRADE ORLOV P.S.`
_TIME = re.compile(
    r"(?i)^(?:at |um |à |в |o |alle |las )?[0-9]{1,2}(?:[.:h][0-9]{2}| ?[ap]\.?m\.?)(?: ?(?:[ap]\.?m\.?|uhr|hours|h))?[.,]?$"
)
# `3 maja 1951, Wieluń`: the place behind the date, which stands first
_PLACE_AFTER = re.compile(r"^, ?(?P<place>[^\W\d_][\w’'-]{1,30}(?: [^\W\d_][\w’'-]{1,30}){0,2})\.?$")
_HOUR_AT_END = re.compile(r",? at [0-9]{1,2}(?:[.:][0-9]{2})? ?[ap]\.m\.$")
# `午後三時十分発`: the hour, and whether it was sent, came or was written then.
_HOUR_CJK = re.compile(
    r"^(?:(?:午[前後]|上午|下午|오[전후])?\s?[0-9０-９一二三四五六七八九十]{1,3}\s?[時时시](?:\s?半|[0-9０-９一二三四五六七八九十]{1,3}\s?[分분])?)?"
    r"\s?(?:[発發发着著付附]|起案|決裁|発信|着信|발|착)?$"
)
_DATE_AFTER_DASH = re.compile(r"^(?P<words>\S.*\S)\s+(?P<date>[-–—]\s?\S.{5,60})$")


def without_marks(text: str) -> str:
    """The text without note marks at its end."""
    return _bare(text).rstrip()


def _bare(text: str) -> str:
    end = len(text)
    if text[-1:] not in _ENDS_OF_MARKS:
        return text
    while found := _MARK_AT_END.search(text, max(0, end - _LONGEST_MARK), end):
        end = found.start()
    return text[:end]


# --- openings ----------------------------------------------------------------------------------


def opener_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of opener that a line has the form of, and the name of the rule."""
    if (
        found := _office_form(text, language)
        or label_form(text, language)
        or _eastern_subject(text, language)
    ):
        return found
    if found := _number_form(text, language):
        return found
    if address_line(text, language):
        return "address", "To: / From: line"
    if is_dateline(text, language):
        return "dateline", "place and date alone on a line"
    if len(text) <= 100 and starts("reference", language).match(fold(text)) and text[-1] not in ",;:":
        return "reference", "what the paper refers to"
    if is_salute(text, language):
        return "salute", "form of address before the text"
    if is_addressee(text, language):
        return "address", "addressee without a colon"
    return None


def _eastern_subject(text: str, language: str) -> tuple[BlockKind, str] | None:
    """`…に関する件`: of Japan and Korea, where the word stands at the end."""
    if len(text) > _LONGEST_HEAD_CJK or not CJK.search(text):
        return None
    return ("subject", "subject by its last word") if ends("subject-at-end", language).search(text) else None


def _number_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Numbers: of the copies made, of the paper that this one answers, of the paper itself."""
    if _COPIES_MADE.search(text) and starts("distribution", language).match(fold(text)):
        return "copy", "how many copies were made"
    if (match := _ANSWERED.match(text)) and is_number(text[match.end() :], language):
        return "reference", "number of what the paper answers"
    if is_number(text, language) and not is_kind_number(text):
        return "number", "number line"
    return None


def _office_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Classification, urgency and copy lines: such words and nothing else but numbers and signs."""
    if text[0] in "[(" and text[-1] in ")]" and len(text.split()) <= _COPY_WORDS and names_copy(text):
        return "copy", "kind of copy in brackets"
    rest, kinds = fold(text), []
    while rest and len(text) <= 80:
        rest = rest.lstrip(" .,;!()[]/—–-|*&:")
        for kind in ("classification", "precedence", "copy"):
            if match := starts(kind, language).match(rest):
                rest = rest[match.end() :]
                kinds.append(kind)
                if kind == "copy":
                    rest = re.sub(
                        r"(?i)^\W*(?:no|nr|n|č|br)?\.? ?[°º№#]?\W*[0-9]{0,4}(?:\s?(?:of|von|de|из|z|/)\s?[0-9]{1,4})?",
                        "",
                        rest,
                    )
                break
        else:
            break
    if (
        not kinds
        or rest.strip(" .,;!()[]/—–-|*:")
        or (kinds == ["copy"] and " " in text and not re.search(r"[0-9]", text))
    ):
        return None
    first = next((kind for kind in ("classification", "copy", "precedence") if kind in kinds), "copy")
    rules = {"classification": "classification word", "copy": "copy number", "precedence": "word of urgency"}
    named: dict[str, BlockKind] = {
        "classification": "classification",
        "copy": "copy",
        "precedence": "precedence",
    }
    return named[first], rules[first]


def is_addressee(text: str, language: str) -> bool:
    """`To Comrade X`, `An den Herrn …`, `Заместителю Министра …`: short, no sentence, no colon."""
    if (
        len(text) > 100
        or text.endswith((":", "：", "!", "?", ";"))
        or ". " in re.sub(r"\b\w{1,4}\. ", "", text)
    ):
        return False
    if CJK.search(text):
        return ends("addressee-at-end", language).search(text.rstrip("）) ")) is not None
    if text[0].isalpha() and not text[0].isupper() and (text[0].islower() or len(text) > _LONGEST_ADDRESS):
        return False  # scripts without capitals: the words begin sentences too
    named = starts("addressee", language).match(fold(text)) or _TO_IN_CAPITALS.match(text)
    return text[0].isalpha() and bool(named)


def is_salute(text: str, language: str) -> bool:
    """A form of address: `Dear Mr. Falk,`, `Liebe Eltern`, `林同志：`."""
    bare = without_marks(text)
    if not bare or len(bare) > _LONGEST_SALUTE:
        return False
    if CJK.search(bare):
        return _is_salute_cjk(bare, language)
    words = fold(bare).replace("/", " ")
    if starts("salutation", language).match(words) and re.search(
        r"(?:[,:：，،!！՝]|\)\s?[,:])\**\s?-?$", bare
    ):
        return True
    short = (
        len(bare) <= _LONGEST_BARE_SALUTE
        and len(words.split()) <= 4
        and bool(re.match(r"^[^.;?0-9]+$", words))
    )
    return short and bool(starts("salutation-bare", language).match(words))


def _is_salute_cjk(text: str, language: str) -> bool:
    bare = re.sub(r"\s+", "", text)
    if re.match(r"^[^。！？]{1,60}[：:]$", bare):
        return True
    words = bare.rstrip("！!：:，,、")
    if len(words) > 60 or re.search(r"[。？?；;]", words):
        return False
    marked = words != bare or (CJK.search(words[-1]) is not None and len(words) <= 20)
    return marked and ends("salutation-at-end", language).search(words) is not None


def goes_on_address(text: str) -> bool:
    """The form of an office under a name of an address: a short line without a stop."""
    return len(text) <= _LONGEST_ADDRESS and not _is_stopped(text)


def is_number(text: str, language: str) -> bool:
    """A line that begins with the word for a number, or a file, and the number."""
    if _MEETING_NUMBER.match(text):
        return False
    if NUMBER.match(text) or _NUMBER_HAN.match(text):
        return True
    match = starts("number", language).match(fold(text)) if len(text) <= 100 else None
    return match is not None and bool(_NUMBER_AFTER.match(fold(text)[match.end() :]))


def is_bare_number(text: str) -> bool:
    """The number of a document in a volume, alone on its line: `No. 7`."""
    return bool(_BARE_NUMBER.match(text))


def is_kind_number(text: str) -> bool:
    """A heading that names the kind of document and its number: `LETTRE N° 12.`."""
    return len(text) <= 80 and bool(_KIND_NUMBER.match(text))


def is_head(text: str) -> bool:
    """The form of a heading: short, no stop at its end, no list number or `Subject:` at its front."""
    if _LABELLED.match(text) or (_LIST_NUMBER.match(text) and not is_numbered_title(text)):
        return False
    bare = without_hour(_bare(text))
    longest = _LONGEST_HEAD_CJK if CJK.search(bare) else _LONGEST_HEAD
    if _is_stopped(bare) or "。" in bare or "；" in bare:
        return False
    return len(bare) <= longest or is_document_title(bare)


def is_numbered_title(text: str) -> bool:
    """A title with the number of the document in its volume: `12. Telegram From X to Y`."""
    number = _VOLUME_NUMBER.match(text)
    return number is not None and is_document_title(text[number.end() :])


def without_hour(text: str) -> str:
    """A line without the hour that ends it: `…, 3 May 1951, at 11.30 a.m.`, whose stop ends no sentence."""
    return _HOUR_AT_END.sub("", text) if text.rstrip("\n").endswith("m.") else text


def is_document_title(text: str) -> bool:
    """A title that names kind of document, sender and recipient: `Draft Memorandum From X to Y`."""
    if not text[:1].isupper():
        return False
    text = without_hour(text)
    if len(text) > _LONGEST_TITLE or _is_stopped(text):
        return False
    bare = re.sub(r"^(?:(?:Attached|Enclosed|Draft|Action|Coded|Ciphered|Cipher|Cover) ){1,3}", "", text)
    said = read_correspondence(bare[:1].upper() + bare[1:])
    return bool(said.kind) and bool(re.search(r"(?i)\b(?:from|to|of|by|between|with|among)\b", bare))


def is_labelled(text: str) -> bool:
    """`Subject: …` and other lines with a short label."""
    return bool(_LABELLED.match(text))


def is_list_item(text: str) -> bool:
    """A line that begins with a list's number, letter or sign."""
    return bool(_LIST_NUMBER.match(text))


def ends_sentence(text: str) -> bool:
    """Whether a stop, comma or colon ends the text, note marks aside."""
    return _is_stopped(_bare(text))


def _is_stopped(text: str) -> bool:
    return _SENTENCE_END.search(text, max(0, len(text) - _LONGEST_STOP)) is not None


def holds_sentence(text: str) -> bool:
    """Whether a sentence ends in the line's last word; initials (`J. K.`) and a year (`1931 г.`) end none."""
    if _STOP.search(text, max(0, len(text) - _LONGEST_STOP)) is None:
        return False
    return _SHORTENED.search(text, max(0, len(text) - _LONGEST_SHORTENED)) is None


def names_body(text: str, language: str) -> bool:
    """Whether a short line names an office or body: an embassy, a ministry, a division.

    With a comma in it, a line of Chinese is a sentence that begins: it has no blanks to keep words apart.
    """
    if len(text) > _LONGEST_ADDRESS or ends_sentence(text) or (CJK.search(text) and "，" in text):
        return False
    return within("body", language).search(fold(text)) is not None


def is_time(text: str) -> bool:
    """An hour alone on its line: `at 4.45 p.m.`."""
    return bool(_TIME.match(text))


def is_capitals(text: str) -> bool:
    """Whether most words of a line are in capitals, as titles set on a typewriter are."""
    return are_capitals(text, least=4, share=_CAPITALS)


def date_after_dash(text: str, language: str) -> tuple[str, str] | None:
    """The words of a heading and the date after a dash behind them, where a title and its date share a line."""
    found = _DATE_AFTER_DASH.match(text)
    if (
        found is None
        or len(found["words"].split()) < 3
        or read_date(found["date"].lstrip("-–— "), language=language) is None
    ):
        return None
    return found["words"], found["date"]


def is_dateline(text: str, language: str) -> bool:
    """A line that is a date, or ends in one after at most a place and an office."""
    bare = without_marks(text.strip("（）()[] 。.")).strip("（）()[] 。.")
    bare = re.sub(r"^[-–—]\s", "", bare)
    if len(bare) > 120 or not bare:
        return False
    if read_date(bare, language=language, context="2000") is not None or _DATE_HAN.match(bare):
        return True
    found = find_dates(bare, language=language, context=None)
    if not found:
        return _looks_dated(bare, language)
    if len(found) == 1 and not bare[: found[0].begin] and place_after(bare[found[0].end :], language):
        return True
    if len(found) > 1 or not _ends_dateline(bare[found[0].end :]):
        return False
    before = _LEADS_TO_DATE.sub("", bare[: found[0].begin].rstrip(" ,，、،"))
    return (
        len(before.split()) <= 6
        and not _TO_WHOM.search(before)
        and not re.search(r"[.;:!?。]\s", before)
        and bool(_WORDS_BEFORE_DATE.match(before) and _title_case(before))
    )


def _looks_dated(bare: str, language: str) -> bool:
    """Whether a line has the form of a date that is not read: months we do not know, a year of no era we know."""
    found = _LOOKS_DATED.match(bare) if language not in ("", "und") else None
    return found is not None and (
        not has_months(language) or holds_day_word(found["month"], language=language)
    )


def place_after(text: str, language: str) -> str:
    """The place that a comma parts from the date before it: up to three words in capitals, no kind of paper."""
    found = _PLACE_AFTER.match(text)
    if found is None or CJK.search(text) or holds_day_word(found["place"], language=language):
        return ""
    if read_correspondence(found["place"]).kind:
        return ""
    return found["place"] if all(word[0].isupper() for word in found["place"].split()) else ""


def _ends_dateline(text: str) -> bool:
    """What may follow a date: a stop, an hour, a place (`于北京`), an Italian year of the era (`1931-IX`)."""
    rest = text.strip(" .,)")
    return not rest or bool(
        _HOUR_CJK.match(rest)
        or re.match(
            r"^(?:г|р|год|года|року|g|r|í|[-–—]?\s?[IVX]{1,6})$|^[于於在][\u3400-\u9fff]{2,8}$",
            rest,
        )
        or re.match(
            r"^(?:[0-9]{4}Z|,? ?(?:at )?[0-9]{1,2}(?:[:.h][0-9]{2}){0,2}(?: ?(?:[ap]\.?m|hours|Uhr|h))?)$",
            rest,
        )
    )


def _title_case(words: str) -> bool:
    plain = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return all(word[0].isupper() or not word[0].islower() for word in plain)

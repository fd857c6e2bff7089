"""The forms of lines that stand around a text: the questions asked of an opening's and a closing's line.

Source: the forms seen in real records (headings, classification and copy lines, number lines, forms of
address, datelines, signatures) in about forty languages; their words are in `opening_words.toml` and
`closing_words.toml`. A form alone decides nothing: `openings.py` and `closings.py` ask it only where
its place allows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.correspondence import read_correspondence
from tei.interpret.datelines import is_dateline
from tei.interpret.known_names import names_station
from tei.interpret.label_lines import address_line, label_form
from tei.interpret.line_ends import are_capitals
from tei.interpret.page_forms import names_copy
from tei.interpret.scripts import CJK, is_small
from tei.interpret.signatures import UPPER
from tei.interpret.trailing_marks import before_marks, without_marks
from tei.interpret.word_tables import ends, fold, starts, within
from tei.late_patterns import late

if TYPE_CHECKING:
    from tei.model import BlockKind

# Print keeps headings short. CJK says the same in a third of the signs.
_COMPOUNDS = frozenset(("de", "hu", "nl", "sv", "da", "nb", "fi"))  # `Außenministerium`, `Külügyminisztérium`
_LONGEST_HEAD = 150
_LONGEST_HEAD_CJK = 60
THAI = re.compile(r"[\u0e01-\u0e4e]")  # no stop ends its sentences
_LONGEST_TITLE = 450  # a title that names kind of document, sender and recipient, with their offices
_LONGEST_SALUTE = 140
_LONGEST_BARE_SALUTE = 40
_LONGEST_ADDRESS = 60
# The last ones are the stops of Devanagari, Urdu, Tibetan, Burmese, Khmer, Armenian, Ethiopic, Mongolian.
_SENTENCE_END = re.compile(r"[.。!！?？;；:：,，、،؛؟।…॥۔།༎။៕։።᠃][\"'”’»』」]?$")
_LONGEST_STOP = 3  # signs: a stop, a quotation mark, a line end
_STOP = re.compile(r"[.!?。！？;；:：؟।։۔]$")
_SHORTENED = re.compile(rf"\b[{UPPER}]\.$|\b[0-9]{{4}} ?[rgгр]\.$")
_LONGEST_SHORTENED = 8  # signs, a line end with them
_COPY_WORDS = 3
_LONGEST_REFERENCE = 100
_WORDS_OF_REFERENCE = 9
_CAPITALS = 0.55  # among the letters of a title
_ANSWERED = re.compile(
    r"(?i)^(?:(?:re|to|in reply to|на|zu|auf|en réponse à|w odpowiedzi na|в ответ на) )?"
    r"(?:your|ihre?[mn]?|votre|vos|ваш[аеиу]?|su|sus|wasz|vaš|seu|vostro)\s+(?=\S)"
)
# Thai has no commas: a word of respect before or behind the person says it.
_SALUTE_THAI = late(
    r"^(?:(?:ขอประทาน)?(?:กราบ)?เรียน |นมัสการ |(?:แด่|ถึง|คุณ|เรียน|กราบเรียน|สวัสดี).{0,40}(?:ที่|อัน)(?:เคารพ|รัก|นับถือ|คิดถึง)(?:ยิ่ง|รัก|อย่างสูง)?$)"
    r"(?=.{0,70}$)"
)
_COPIES_MADE = re.compile(r"^[^:：]{4,40}[:：]? [0-9]{1,3} [^\W\d_]{2,14}\.?$")

NUMBER = re.compile(
    r"^(?i:[^\W\d_][\w.]{0,12}\.? )?(?:(?i:no|nr|n|nº|núm|num|ref|br|бр|č|sz|f\.n)\.? ?[°º]?|№|N°|Nº|第|#) ?(?:[A-ZА-Я]{1,2} )?"
    r"(?=[^\s]{0,8}[0-9])[^\s].{0,100}$|^[A-Z]\.[A-Z]\. ?[0-9][0-9/.-]{0,30}$|^[0-9]{3,6}(?:/[0-9]{1,5}){0,2}/(?:1[89]|20)[0-9]{2}\.?$"
    r"|^[A-Z](?:\.?[A-Z]){0,4}\.? ?\([0-9]{2}\) ?[0-9]{1,4}(?:st|nd|rd|th)?(?: [A-Z][a-z]{4,12})?$"  # `C. (53) 7th Minutes`
    r"|^[A-Z]{1,5}(?:/[A-Z0-9][A-Z0-9.]{0,11}){0,4}/[A-Z.]{0,6}[0-9]{1,5}(?:/(?:Add|Rev|Corr)\.[0-9]{1,2})?$"  # `S/PV.12`
    r"|^[A-Z](?:\.?[A-Z]){1,4}\.? ?\([0-9]{2}\)$|^[A-Z]{3,10} [0-9]{1,3} \([0-9]{2}\)$"  # `C.M.(47)`, `CABINET 14 (47)`
    r"|^[0-9]{1,3}(?:st|nd|rd|th) (?:Conclusions|Minutes|Meeting)$"
    r"|^(?:из|з|z|from|aus|de) [A-ZÀ-ÞА-Я][\w-]{2,20} (?:№|N[or]\.?|nr\.?) ?[0-9]{1,6}$"  # `из Бренна № 214`
    r"|^[A-Z]{1,3} ?[0-9]{1,6}(?:\s?[–/-]\s?[0-9A-Z]{1,8}){1,4}$"  # `FO 371/4400`, `ZK 02 – 114/63`
)
_IN_BRACKETS = re.compile(r"^[(\[](?P<within>[^()\[\]]{3,40})[)\]]$")
_MEETING_NUMBER = re.compile(r"^(?:第|제)\s?[0-9]{1,4}\s?(?:차|회|次|回|届|屆)")  # `제3차 회의`: of a meeting
_NUMBER_HAN = re.compile(
    r"^\S{0,8}[〔［\[（(【]?(?:19|20)[0-9]{2}[〕］\]）)】]\S{0,8}?字?第?[0-9]{1,5}[号號]$|^(?:\S{0,6}字?)?第?[〇○一二三四五六七八九十百千]{1,8}[号號](?:\s?[（(][^（）()]{1,8}[）)])?$"
)
_NUMBER_AFTER = re.compile(r"^\W{0,4}(?:[A-ZА-Я]{1,4} )?(?=[^\s]{0,10}\d)[^\s]{1,30}(?:\s\S.{0,60})?$")
_BARE_NUMBER = re.compile(
    r"^(?i:(?:doc(?:ument)?|dok(?:ument)?|документ|documento|dokumentum)\.?\s(?=\S))?"
    r"(?i:(?:doc(?:ument)?|dok(?:ument)?|no|nr|n|nº|núm|br|č|sz)\.?|№|N°|#|第)\s?[°º]?\s?[0-9]{1,4}[a-z]?[号號]?\.?$"
)
_KIND_NUMBER = re.compile(
    r"(?i)^(?:[^\W\d_]{3,20} ){0,2}(?:lettre|letter|brief|carta|lettera|scrisoare|levél|list|dopis|писмо|pismo|письмо|"
    r"лист|telegram(?:m|me|a)?|télégramme|телеграмма|dépêche|dispatch|despatch|note|nota|note verbale|report|bericht|"
    r"rapport|circular|circulaire|rundschreiben|memorandum|protocol|protokoll?|protokół|jegyzőkönyv|протокол|decree|decreto|décret|order|"
    r"приказ|procesverbali?|zapisnik|записник|tutanak|protokolas|protokols|pöytäkirja|fundargerð|minit|acta|ata|verbale|proc[eè]s-verbal|πρακτικ[όά]|resolution|резолюция|постановление|document|dokument|документ|bulletin|press release|communiqu[eé]|szyfrogram|shifrotelegramma|шифртелеграмма|шифротелеграмма|rejtjeltávirat|távirat|telegrama|telegramma|depesza|"
    r"pressemitteilung|comunicado|comunicato|коммюнике)\W{1,2}"
    r"(?:no|nr|n|nº|núm)?\.? ?[°º№#]? ?[0-9][0-9./-]{0,12}\b.{0,40}$"
)
_LABELLED = re.compile(r"^[^\W\d_]{2,12}\.?\s?(?::\s|：)")
_FIELD = re.compile(r"^[^\W\d_][\w.'’/-]{1,20}(?: [\w.'’/-]{1,20}){0,4}\s?[:：](?:\s|$)")
_LIST_NUMBER = re.compile(r"^(?:(?:[0-9]+|[a-zA-Z]|[IVX]+|[一二三四五六七八九十]+)[.)、．]|[-–•*]\s)")
_VOLUME_NUMBER = re.compile(r"^[1-9][0-9]{0,3}\. (?=[A-Z])")
_TO_IN_CAPITALS = re.compile(r"^TO (?:[A-Z][A-Z.'’-]*,? ?){2,12}$")  # `TO DEPUTY MINISTER COMRADE ORLOV P.S.`
# `To the Ministry of Trade:`; `To the following questions:` announces what is asked.
_SAID_TO = late(r": \S+(?: \S+){2,} ?[^\W\d_]{2,}[.]$")  # `To the Council: The boat is tied up.`
_TO_NAMED = late(
    r"^To (?:the |all )?(?:[A-ZÀ-Þ][\w.’'\[\]-]*|\[[^\[\]]{2,30}\])(?:,? (?:[A-ZÀ-Þ][\w.’'\[\]-]*|of|the|and|in|for|at|\[[^\[\]]{2,30}\])){0,11}:$"
)
# The head of a telegram as it came over the wire: `FM AMEMBASSY HARN`, `SECRET HARN 1822`.
_OF_WIRE = re.compile(
    r"^(?:(?:FM|INFO|ACTION) (?:[A-Z][A-Z0-9.'’/-]*,? ?){1,12}(?:[0-9]{1,6})?|TO (?:[A-Z][A-Z.'’/-]*,? ?){2,8}[0-9]{1,6})$"
)
_STATION_NUMBER = re.compile(
    r"^(?:(?:[A-Z] ){4,30}[A-Z]|(?:TOP )?SECRET|CONFIDENTIAL|UNCLAS(?:SIFIED)?|LIMITED OFFICIAL USE) "
    r"(?:SECTION [0-9]{1,2} OF [0-9]{1,2} )?[A-Z][A-Z ]{2,20} [0-9]{2,6}$"
)
_TIME = re.compile(
    r"(?i)^(?:at |um |à |в |o |alle |las |godz\.? |ore |kl\.? )?[0-9]{1,2}(?:[.:h][0-9]{2}| ?[ap]\.?m\.?)(?: ?(?:[ap]\.?m\.?|uhr|hours|h))?[.,]?$"
)
_DAY_OR_HOUR = re.compile(
    r"(?i)^[.:：]?\s?(?:(?:on|at|le|à|am|um|den|el|a las|il|alle|o|em|às|в|о|dnia|dne) ){0,2}(?=[^\W\d_]{0,12} ?[0-9])"
    r"[\w.,:/-]{1,12}(?: [\w.,:/-]{1,12}){0,9}$"
)
# `Sarcerius Clario suo S. P. D.`: who greets whom, over a letter
_GREETING_LATIN = late(
    r"^[A-Z][^.;:]{3,70}[ ,](?:S\. ?P\. ?D|S\. ?D\. ?P|S\. ?D|S\. ?P|S|salutem(?: plurimam)?(?: dicit)?|s\. ?p\. ?d|s\. ?d)\.?$"
)
_HOUR_AT_END = re.compile(r",? at [0-9]{1,2}(?:[.:][0-9]{2})? ?[ap]\.m\.$")


# --- openings ----------------------------------------------------------------------------------


def opener_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of opener that a line has the form of, and the name of the rule."""
    if found := office_form(text, language) or label_form(text, language) or _eastern_subject(text, language):
        return found
    if found := _number_form(text, language):
        return found
    if address_line(text, language):
        return "address", "To: / From: line"
    if is_dateline(text, language):
        return "dateline", "place and date alone on a line"
    if _is_reference(text, language):
        return "reference", "what the paper refers to"
    if is_salute(text, language):
        return "salute", "form of address before the text"
    if is_addressee(text, language):
        return "address", "addressee without a colon"
    return None


def _is_reference(text: str, language: str) -> bool:
    """What the paper refers to: a line that begins with the word for it, and no whole sentence of the text."""
    if (
        len(text) > _LONGEST_REFERENCE
        or text[-1] in ",;:"
        or not starts("reference", language).match(fold(text))
    ):
        return False
    return not (holds_sentence(text) and len(text.split()) > _WORDS_OF_REFERENCE)


def _eastern_subject(text: str, language: str) -> tuple[BlockKind, str] | None:
    """`…に関する件`: of Japan and Korea, where the word stands at the end."""
    return ("subject", "subject by its last word") if is_subject_by_its_end(text, language) else None


def is_subject_by_its_end(text: str, language: str) -> bool:
    """`…に関する件`: of Japan and Korea, where the word stands at the end."""
    if len(text) > _LONGEST_HEAD_CJK or not CJK.search(text):
        return False
    return ends("subject-at-end", language).search(text) is not None


def _number_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """Of a registry: how many copies were made, the number of the paper that this one answers, its own, when it came in.

    So are the lines of a telegram that name its stations.
    """
    if _COPIES_MADE.search(text) and starts("distribution", language).match(fold(text).replace(":", "")):
        return "copy", "how many copies were made"
    if (match := _ANSWERED.match(text)) and is_number(text[match.end() :], language):
        return "reference", "number of what the paper answers"
    if _OF_WIRE.match(text):
        return "address", "To: / From: line"
    if _STATION_NUMBER.match(text):
        return "number", "classification, station and number of a telegram"
    if is_number(text, language) and not is_kind_number(text):
        return "number", "number line"
    return ("reference", "when it came in") if _is_received(text, language) else None


def office_form(text: str, language: str) -> tuple[BlockKind, str] | None:
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
        or (
            kinds == ["copy"]
            and " " in text
            and not re.search(r"[0-9]", text)
            and not _is_whole(text, language)
        )
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


def _is_whole(text: str, language: str) -> bool:
    """Whether the words for a copy are all of a line: `Copying prohibited`."""
    return starts("copy", language).fullmatch(fold(text).strip(" .!()[]")) is not None


def _is_received(text: str, language: str) -> bool:
    """`Received 9.12 a.m.`, `reçu le 7 à 2 h 15`: the word of a registry, a date or an hour, no sentence."""
    bare = text.strip("()[]")
    match = starts("received", language).match(fold(bare)) if len(bare) <= _LONGEST_ADDRESS else None
    return match is not None and _DAY_OR_HOUR.match(fold(bare)[match.end() :]) is not None


def is_addressee(text: str, language: str) -> bool:
    """`To Comrade X`, `An den Herrn …`, `Заместителю Министра …`: short, no sentence, no colon."""
    if (
        len(text) > 100
        or text.endswith((":", "：", "!", "?", ";"))
        or ". " in re.sub(r"\b(?:\w{1,4}|Excm[oa])\. ", "", text)
        or (":" in text and _SAID_TO.search(text))
    ):
        return False
    if CJK.search(text):
        return ends("addressee-at-end", language).search(text.rstrip("）) ")) is not None
    if text[0].isalpha() and not text[0].isupper() and (is_small(text[0]) or len(text) > _LONGEST_ADDRESS):
        return False  # scripts without capitals: the words begin sentences too
    named = starts("addressee", language).match(fold(text)) or _TO_IN_CAPITALS.match(text)
    return text[0].isalpha() and bool(named or names_station(text))


def is_salute(text: str, language: str) -> bool:
    """A form of address: `Dear Mr. Falk,`, `Liebe Eltern`, `林同志：`."""
    bare = without_marks(text)
    if not bare or len(bare) > _LONGEST_SALUTE:
        return False
    if CJK.search(bare):
        return _is_salute_cjk(bare, language)
    if THAI.match(bare):
        return bool(_SALUTE_THAI.match(bare))
    words = fold(bare).replace("/", " ")
    if language.startswith("la") and _GREETING_LATIN.search(bare):
        return True
    if starts("salutation", language).match(words) and re.search(
        r"(?:[,:：，،!！՝]|\)\s?[,:])\**\s?-?$", bare
    ):
        return True
    if bare.startswith("To ") and _TO_NAMED.match(bare):
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
    if (bare := _IN_BRACKETS.match(text)) and NUMBER.match(bare["within"]):
        return True  # `(E 214/14/31)`: of the file that a letter belongs to
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
    bare = without_hour(before_marks(text))
    longest = _LONGEST_HEAD_CJK if CJK.search(bare) or THAI.search(bare) else _LONGEST_HEAD
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


def is_field_line(text: str) -> bool:
    """`PLACE ACQUIRED: …`, `NO. OF PAGES: …`: a label of a few words and what stands behind its colon."""
    return _FIELD.match(text) is not None


def is_list_item(text: str) -> bool:
    """A line that begins with a list's number, letter or sign."""
    return bool(_LIST_NUMBER.match(text))


def ends_sentence(text: str) -> bool:
    """Whether a stop, comma or colon ends the text, note marks aside."""
    return _is_stopped(before_marks(text))


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
    if within("body", language).search(fold(text)) is not None:
        return True
    return language.partition("-")[0] in _COMPOUNDS and bool(
        ends("body", language).search(fold(text).casefold())
    )


def is_time(text: str) -> bool:
    """An hour alone on its line: `at 4.45 p.m.`."""
    return bool(_TIME.match(text))


def is_capitals(text: str) -> bool:
    """Whether most words of a line are in capitals, as titles set on a typewriter are."""
    return are_capitals(text, least=4, share=_CAPITALS)

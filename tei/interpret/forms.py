"""The forms of opener and closer lines, as tables, and the questions asked of a line by them.

Source: the forms seen in real records (headings, classification and copy lines, number lines, forms
of address, closing formulas, signatures) in about fifteen languages. A form alone decides nothing:
`blocks.py` asks it only where its place allows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.interpret.dates import find_dates, read_date

if TYPE_CHECKING:
    from tei.model import BlockKind

# Print keeps headings short. CJK says the same in a third of the signs.
_LONGEST_HEAD = 150
_LONGEST_HEAD_CJK = 60
_LONGEST_SALUTE = 140
_LONGEST_SIGNATURE = 60
# A date whose year no table settles (of an era, or none) has the form of a date all the same.
_DATE_HAN = re.compile(
    r"^(?:(?:民國|民国|中華民國|中华民国|公元|西元|昭和|大正|明治|[干甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])?"
    r"[0-9０-９〇○零一二三四五六七八九十廿元]{1,4}年)?"
    r"[0-9０-９一二三四五六七八九十正腊臘冬]{1,3}月[0-9０-９初一二三四五六七八九十廿]{1,3}(?:日|号|號)?[夜晨晚午时時]{0,2}$"
)
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
# The last ones are the stops of Devanagari, Urdu, Tibetan, Burmese, Khmer, Armenian, Ethiopic, Mongolian.
_SENTENCE_END = re.compile(r"[.。!！?？;；:：,，、،؛؟।…॥۔།༎။។៕։።᠃][\"'”’»』」]?$")
_MARKS_AT_END = re.compile(
    r"(?:\^\{[^{}]{1,8}\}|\[[0-9]{1,3}\]|[〔［][0-9０-９]{1,3}[〕］]|[⑴-⒇①-⑳]|[⁰¹²³⁴-⁹]{1,3}|\*{1,4})+$"
)

CLASSIFICATION = re.compile(
    r"(?i)^[(\[]?((top|strictly|most)\s+)?(secret|confidential|restricted|unclassified|geheim|vertraulich|"
    r"streng geheim|совершенно секретно|секретно|строго секретно|绝密|机密|秘密|極秘|극비|대외비|"
    r"indefinite duration|urgent|extremely urgent)[\s.,!—–-]*"
    r"(extremely urgent|urgent|copying prohibited|copy no\. ?[0-9]+)?[\s.!)\]]*$"
)
COPY = re.compile(
    r"(?i)^(copy|copies|экз\.|экземпляр|ausfertigung)\s*(no\.|nr\.|№|#)?\s*[0-9]+(\s+(of|von|из)\s+[0-9]+)?[\s.]*$"
)
NUMBER = re.compile(
    r"^(?:(?:No|Nr|Ref|F\.N)\.? ?|№ ?|第)[0-9].{0,100}$|^[A-Z]\.[A-Z]\. ?[0-9][0-9/.-]{0,30}$"
)
ADDRESS_LINE = re.compile(
    r"^(?P<word>(?i:to|from|copy to|cc|via|through|an|von|à|de|a|от|кому|до))\s?[:：]\s?(?P<who>\S.{0,100})$"
)
SALUTE = re.compile(
    r"^(?:My\s)?(?i:dear|esteemed|respected|comrades?|excellency|your (?:excellency|majesty)|sir|madam|gentlemen|"
    r"chairman|mr\.?|mrs\.?|honou?red|(?:sehr )?geehrte[rn]?|lieber?|werter? genosse|mon(?:sieur| cher)|ma chère|cher|"
    r"chère|madame|estimado|querido|caro|prezad[oa]|stimat[eoă]|iubite|dragă|geachte|bäst[ea]|k[j]?ære|tisztelt|kedves|drogi|szanowny|vážený|milý|"
    r"дорог(?:ой|ая|ие)|(?:много|глубоко)?уважаем(?:ый|ая|ые|и|а)|товарищу?|шановний|другар[ю]?)\b.{0,130}[,:：，!！]$"
)
SALUTE_CJK = re.compile(
    r"^[^。！？]{1,60}[：:]$|^[^。、，]{1,20}(?:様|さま|殿|閣下)[：:，、]?$"
    r"|^[^。，]{1,20}(?:동지|여러분|각하)[!！:：,，]?$"
)
VALEDICTION = re.compile(
    r"(?i)^(?:yours|sincerely|respectfully|humbly|with (?:\w+ ){0,4}(?:greetings|regards|respect|wishes)|cordially|"
    r"faithfully|best (?:regards|wishes)|mit .{0,40}gr[uü](?:ß|ss)en|hochachtungsvoll|с .{0,40}(?:приветом|уважением)|"
    r"affectueusement|veuillez agréer|此致|敬礼|此致敬礼|专此|敬具)\b.{0,80}$|^(?:此致|敬礼|此致敬礼)[！!。]?$"
)
FOOT_ADDRESS = re.compile(r"^(?i:to|an|à|кому)\s(?!the effect)[^.]{1,60}\.?$")
TRAILER = re.compile(r"(?i)^\W*(?:end|the end|ende|fin|fine|конец|кінець|完|（完）|以上|끝)\W*$")
SOURCE_NOTE = re.compile(
    r"^[（(]?(?:根据|根據|据|據).{1,60}(?:刊印|排印|印行|发表|發表)[。．.]?[）)]?$"
    r"|^(?:Печатается по|Source:|Quelle:|Nach dem Original).{1,200}$"
)
SIGNATURE_SIGN = re.compile(
    r"(?i)^[\[(]?\s*(?:signature|signed|sd|подпись|unterschrift|gez\.?)\s*[\])]?[.:]?\s*"
)
_NAME_LATIN = re.compile(
    r"^[(\[]?(?:[A-ZÀ-ÞŁŚŽŠČĆĐŐŰĂȘȚА-ЯІЇЄҐЂ][\w.'’-]*|de|von|van|der|al-|el|bin|di|da|du|la|le|[.])"
    r"(?: [.]?(?:[A-ZÀ-ÞŁŚŽŠČĆĐŐŰĂȘȚА-ЯІЇЄҐЂ][\w.'’-]*|de|von|van|der|bin|di|da|du|la|le)){0,4}[)\]]?$"
)
_NAME_CJK = re.compile(
    r"^[\u3400-\u9fff·・\u3040-\u30ff]{2,6}(?:[ \u3000][\u3400-\u9fff]{1,4})?$|^[\uac00-\ud7af]{2,5}$"
)
# A word of respect or of a seal below a name.
RESPECT_HAN = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u3000]*(?:敬上|谨上|謹上|谨启|謹啟|敬启|敬啟|拜上|谨呈|謹呈|手书|手書|印|"
    r"[（(](?:印|签字|簽字|签名|簽名|署名)[）)])$"
)
_LABELLED = re.compile(r"^[^\W\d_]{2,12}\s?[:：]\s")
_LIST_NUMBER = re.compile(r"^(?:(?:[0-9]+|[a-zA-Z]|[IVX]+|[一二三四五六七八九十]+)[.)、．]|[-–•*]\s)")


_OPENER_FORMS: tuple[tuple[BlockKind, str, re.Pattern[str]], ...] = (
    ("classification", "classification word", CLASSIFICATION),
    ("copy", "copy number", COPY),
    ("number", "number line", NUMBER),
    ("address", "To: / From: line", ADDRESS_LINE),
)


def opener_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of opener that a line has the form of, and the name of the rule."""
    for kind, rule, form in _OPENER_FORMS:
        if form.match(text):
            return kind, rule
    if is_dateline(text, language):
        return "dateline", "place and date alone on a line"
    salute = text if len(text) <= _LONGEST_SALUTE else ""
    bare = re.sub(r"\^\{[^{}]{1,8}\}", "", salute)
    if bare and (SALUTE.match(bare) or (_CJK.search(bare) and SALUTE_CJK.match(bare))):
        return "salute", "form of address before the text"
    return None


def goes_on_address(text: str) -> bool:
    """The form of an office under a name of an address: a short line without a stop."""
    return len(text) <= _LONGEST_SIGNATURE and not _SENTENCE_END.search(text)


def is_head(text: str) -> bool:
    """The form of a heading: short, no stop at its end, no list number or `Subject:` at its front."""
    if _LIST_NUMBER.match(text) or _LABELLED.match(text):
        return False
    bare = _MARKS_AT_END.sub("", text)
    longest = _LONGEST_HEAD_CJK if _CJK.search(bare) else _LONGEST_HEAD
    return len(bare) <= longest and not _SENTENCE_END.search(bare)


def is_dateline(text: str, language: str) -> bool:
    """A line that is a date, or ends in one after at most a place and an office."""
    bare = text.strip("（）()[] 。.")
    if len(bare) > 120 or not bare:
        return False
    if read_date(bare, language=language, context="2000") is not None or _DATE_HAN.match(bare):
        return True
    found = find_dates(bare, language=language, context=None)
    if len(found) != 1 or bare[found[0].end :].strip(" .,)"):
        return False
    before = bare[: found[0].begin].rstrip(" ,，、،")
    return (
        len(before.split()) <= 6
        and not re.search(r"[.;:!?。]\s", before)
        and bool(re.match(r"^[\w\s.,’'()/-]*$", before) and _title_case(before))
    )


def _title_case(words: str) -> bool:
    plain = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return all(word[0].isupper() or not word[0].islower() for word in plain)


def closer_form(text: str, language: str) -> tuple[BlockKind, str] | None:
    """The kind of closer that a line has the form of, and the name of the rule."""
    if SOURCE_NOTE.match(text):
        return "source-note", "statement of the edition's source"
    if TRAILER.match(text):
        return "trailer", "word that ends a text"
    if is_dateline(text, language):
        return "dateline", "date alone on a line after the text"
    if VALEDICTION.match(text):
        return "salute", "closing formula"
    if len(text) <= _LONGEST_SIGNATURE and FOOT_ADDRESS.match(text):
        return "address", "addressee below the text"
    return ("signed", "a name alone on a line after the text") if is_signature(text) else None


def is_signature(text: str) -> bool:
    """The form of a signature: a name of a few words, or a sign that somebody signed."""
    rest = RESPECT_HAN.sub("", SIGNATURE_SIGN.sub("", text))
    if not rest:
        return True
    if len(rest) > _LONGEST_SIGNATURE:
        return False
    bare = rest.strip("()[]")
    return bool(_NAME_LATIN.match(bare) or _NAME_CJK.match(bare))

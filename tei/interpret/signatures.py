"""Forms of the lines that sign a text: a formula, a name, a sign that somebody signed, an office with its name.

Source: letters, orders and minutes in the languages of the tables; eastern ones put the office before the name.
"""

from __future__ import annotations

import re

from tei.interpret.courtesies import is_courtesy
from tei.interpret.scripts import CJK
from tei.interpret.word_tables import ends, fold, starts
from tei.late_patterns import late

UPPER = "A-ZÀ-ÖØ-ÞŁŚŽŹŻŠČĆĐŐŰĂÂÎȘȚŞŢĚŘŮŇĎŤА-ЯЁІЇЄҐЂЃЈЉЊЋЌЏӨҮİĀĒĪŪĢĶĻŅĖĮŲ\u0386-\u03ab\u0531-\u0556\u1f08-\u1f0f\u1f18-\u1f1d\u1f28-\u1f2f\u1f38-\u1f3f\u1f48-\u1f4d\u1f59-\u1f5f\u1f68-\u1f6f"
_LONGEST = 60
_LONGEST_FORMULA = 110
_WORDS_AFTER = 3  # a formula that needs none
_NAME_AFTER = 40
_SIGNS_AFTER = 12
SIGNATURE_SIGN = re.compile(
    r"(?i)^(?:/[-–:]/?|\([-–]\)|\(ss\))\s*|^[\[(]?\s*(?:signature|signed|sd|sgd|подпись|підпис|unterschrift|gez\.?|signé|firmado|fdo|firmato|f\.to|assinado|đã ký|ký tên|"
    r"semnat|/s/)\s*[\])]?[.:]{0,2}\s*"
)
_SENTENCE = re.compile(r"^(?:[^\W\d_]+[,;]? ){4,}[^\W\d_]+[.!?]$")  # `Signed and sealed it was not.`
_SIGNED_AFTER = re.compile(
    r"(?i)(?<!\s)\s*(?:\((?:서명|수표|인)\)|,?\s?m\. ?p\.|,?\s?s\. ?k\.|,?\s?с\. ?р\.|,?\s?v\. ?r\.|\(-\)|/-/|:/)$"
)
_PARTICLE = r"(?:de|von|van|der|den|al-|el|bin|di|da|du|del|dos|la|le|zu|y|e|ibn|bin|binti|[.])"
_NAME_WORD = rf"(?:(?:[dDlLO]['’])?[{UPPER}][\w.'’-]*|{_PARTICLE})"
_NAME_LATIN = re.compile(rf"^[(\[]?{_NAME_WORD}(?: [.]?{_NAME_WORD}){{0,4}},?\.?[)\]]?$")
_WORDS_OF_WIRE = re.compile(r"\S (?:FOR|TO|IN|IS|NOT|WITH|AT)\b")  # `GRATEFUL FOR INSTRUCTIONS`
_NAME_OF_WIRE = late(
    rf"^(?:[0-9]{{1,4}}\s?)?[-–—]\s?[{UPPER}][\w.'’-]*(?: [{UPPER}][\w.'’-]*){{0,2}}\s?[-–—]\.?$"
)  # `112 – Balla –`
_SPACED_NAME = re.compile(rf"^(?:[{UPPER}]\.? ){{3,24}}[{UPPER}]\.?$")
_NAME_CJK = late(
    r"^[\u3400-\u9fff](?:[ \u3000]{1,4}[\u3400-\u9fff]){1,4}$|^[\u3400-\u9fff·・\u3040-\u30ff]{2,6}(?:[ \u3000][\u3400-\u9fff]{1,4})?$|^[\uac00-\ud7af]{2,5}$"
)
# A word of respect or of a seal below a name.
RESPECT_HAN = re.compile(
    r"(?<=[\u3400-\u9fff])[ \u3000]*(?:顿首|頓首|叩首|再拜|拜启|拜啟|敬上|谨上|謹上|谨启|謹啟|敬启|敬啟|拜上|谨呈|謹呈|手书|手書|印|"
    r"[（(](?:印|签字|簽字|签名|簽名|署名)[）)])$|(?<=[\uac00-\ud7af])[ \u3000]+(?:올림|드림|배상)$"
)
_OFFICE_NAME_CJK = re.compile(
    r"^(?P<office>[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af ]{2,30}?)[ \u3000](?P<name>\S{2,6}|[\uac00-\ud7af](?: [\uac00-\ud7af]){1,3})$"
)


def is_signature(text: str) -> bool:
    """The form of a signature: a name of a few words, or a sign that somebody signed."""
    if len(text) > 2 * _LONGEST and len("".join(text.split())) > 2 * _LONGEST:
        return False  # more than a name and the signs around it, blanks aside
    rest = RESPECT_HAN.sub("", _SIGNED_AFTER.sub("", SIGNATURE_SIGN.sub("", text)))
    if not rest or (rest[-1] in "-–—." and _NAME_OF_WIRE.match(rest)):
        return True
    if len(rest) > _LONGEST:
        return False
    bare = rest.strip("()[]/ ")
    if bare.isupper() and _WORDS_OF_WIRE.search(bare):
        return False
    return bool(_NAME_LATIN.match(bare) or _NAME_CJK.match(bare) or _SPACED_NAME.match(bare))


def is_signed(text: str) -> bool:
    """Whether a sign says that the line is a signature: `[signed]`, `gez.`, `m. p.`, `/s/`."""
    rest = SIGNATURE_SIGN.sub("", text)
    if rest != text and _SENTENCE.match(rest):
        return False
    return len(text) <= 100 and (rest != text or (_SIGNED_AFTER.sub("", text) != text and is_signature(text)))


def is_office_and_name(text: str, language: str) -> bool:
    """An office with the name behind it, in Chinese, Japanese or Korean: `总部主任 林远`."""
    found = _OFFICE_NAME_CJK.match(_SIGNED_AFTER.sub("", text))
    return found is not None and ends("office-at-end", language).search(found["office"].strip()) is not None


def is_valediction(text: str, language: str) -> bool:
    """A closing formula, alone or with the name behind it."""
    folded = fold(text).lstrip("-–— ")
    if starts("valediction-alone", language).fullmatch(folded.rstrip(" ,.;!،۔।")):
        return True
    if is_courtesy(text):
        return True
    if whole := starts("valediction-whole", language).match(folded):
        return _name_or_little_more(folded[whole.end() :])
    match = starts("valediction", language).match(folded) if len(text) <= _LONGEST_FORMULA else None
    if match is None:
        return False
    rest = folded[match.end() :].strip(" ,:")
    if CJK.search(folded):
        return len(folded) <= 12
    few = len(folded.split()) <= (6 if " " not in match.group() else 12)
    return (
        few
        and not re.search(r"[.!?;:] \S", re.sub(r"\b\w{1,3}\. ", "", rest))
        and not rest.endswith(("?", ";"))
    )


def _name_or_little_more(rest: str) -> bool:
    """Whether what follows a whole formula is at most a name or a word more, and does not make it a sentence."""
    words = rest.strip(" ,،.").split()
    if len(rest) > (_SIGNS_AFTER if rest[:1].isalpha() else _NAME_AFTER):
        return False  # Thai goes on without a blank
    return len(words) <= (1 if re.search(r"[.!?;։।۔؟]$", rest) else _WORDS_AFTER)

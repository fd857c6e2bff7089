"""The intermediary: whom a salutation asks to pass the message on, `A同志即转B同志：`.

A table of forms per language; a form matches the whole salutation, so that a word such as `转` within a
sentence is not taken for a request.
"""

from __future__ import annotations

import re

from tei.interpret.citation.spans import fold

_HAN = r"[\u3400-\u9fff·]"
_HAN_WHO = rf"(?P<who>{_HAN}{{2,10}}?)(?:同志)?[，,]?"
_HAN_AT_ONCE = r"(?:请|請|即|速|望|盼|希|并|並|立即|迅速|火速|密)*[转轉](?:交|告|达|達|呈|致|报|報|送)?"
_HAN_TO = rf"{_HAN}{{2,12}}(?:同志)?[：:，,]?$"

_TITLED = r"(?:Comrade|Cde\.|Com\.|Ambassador|Mr\.|General|Minister)"
_WHO = r"(?P<who>[A-ZÀ-ÞА-ЯІЇЄ][^,.:;]{1,60}?)"
_ON = r"(?:convey|pass|forward|transmit|relay|deliver|hand|communicate|give|send)"
_TO_BE = (
    r"(?:for|to be) (?:(?:immediate )?(?:transmission|delivery|forwarding)|"
    r"passed|forwarded|transmitted|conveyed|delivered|handed)(?: on| over)?"
)

# Language -> how a salutation asks the first person named to hand the message to a second.
_FORMS: dict[str, tuple[str, ...]] = {
    "zh": (
        rf"(?:请|請|经|經|由){{1,2}}{_HAN_WHO}{_HAN_AT_ONCE}{_HAN_TO}",
        rf"(?![请請经經由]){_HAN_WHO}{_HAN_AT_ONCE}{_HAN_TO}",
    ),
    "en": (
        (
            rf"(?:To )?{_TITLED} {_WHO}, (?:(?:please|immediately|at once|urgently|kindly|promptly) ){{0,2}}"
            rf"{_ON} (?:this |it |the following |on ){{0,3}}(?:immediately |at once )?to [A-Z].{{1,80}}$"
        ),
        rf"(?:To )?{_TITLED} {_WHO},? {_TO_BE} to [A-Z].{{1,80}}$",
        rf"(?:Via|Through) (?:{_TITLED} )?{_WHO},? to (?:{_TITLED} )?[A-Z].{{1,80}}$",
    ),
    "de": (
        (
            rf"(?:An )?(?:Genossen?|Genossin|Botschafter|Herrn?) {_WHO}, (?:bitte )?"
            r"(?:sofort |umgehend |dringend )?(?:an|zur) .{2,60}"
            r"(?:weiterleiten|weiterzuleiten|übermitteln|zu übermitteln|Weiterleitung)"
            r"(?: an [A-Z].{1,60})?[:.]?$"
        ),
    ),
    "fr": (
        (
            rf"(?:Au )?(?:[Cc]amarade|Ambassadeur|Monsieur) {_WHO},? (?:à|pour|prière de|veuillez) "
            r"(?:transmettre|remettre|communiquer|transmission)(?: immédiatement| d'urgence)? "
            r"(?:à|au) [A-Zc].{1,60}$"
        ),
    ),
    "es": (
        (
            rf"(?:Al )?(?:[Cc]ompañero|[Cc]amarada|Embajador) {_WHO},? (?:para )?"
            r"(?:entregar|transmitir|transmita|entregue|trasladar)(?: inmediatamente| de inmediato)? "
            r"(?:a|al) [A-Zc].{1,60}$"
        ),
    ),
    "ru": (
        (
            rf"(?:[Тт]ов\.|[Тт]оварищу|[Сс]овпослу) {_WHO},? "
            r"(?:для (?:немедленной )?передачи|(?:немедленно |срочно )?передайте|передать) .{2,60}$"
        ),
    ),
    "ko": (
        (
            r"(?P<who>[가-힣]{2,5}) ?동지(?:는|에게|를|,)? ?(?:즉시 |곧 )?(?:통하여 )?"
            r"[가-힣 ]{2,20}동지(?:에게|께) ?(?:즉시 )?전달.{0,20}$"
        ),
    ),
    "ja": (
        (
            rf"(?P<who>{_HAN}{{2,8}}?)(?:同志|大使|公使)(?:より|は|、|から)(?:至急|直ちに)?"
            rf"{_HAN}{{2,12}}?(?:同志|首相|主席|大臣)?(?:へ|に)(?:伝達|転達|転送|伝え).{{0,16}}$"
        ),
    ),
    "vi": (
        (
            r"(?:Gửi )?[Đđ]ồng chí (?P<who>[A-ZĐÀ-ỹ][^,.:;]{1,40}?),? (?:hãy |đề nghị )?"
            r"(?:chuyển|trao)(?: ngay)?(?: cho| tới| đến)? đồng chí .{2,40}$"
        ),
    ),
}


def read_intermediary(salute: str, language: str) -> str:
    """Return the name of the person a salutation asks to pass the message on, as printed, or nothing.

    Args:
        salute: the salutation, note marks removed, such as `A同志即转B同志：`.
        language: BCP 47 tag of the text; the forms are those of its language alone.
    """
    text = fold(salute)
    if len(text) > 200:
        return ""
    for form in _FORMS.get(language.partition("-")[0].casefold(), ()):
        if found := re.match(form, text):
            return found["who"].strip(" ,，")
    return ""

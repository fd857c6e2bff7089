"""The courtesy that ends a diplomat's letter, `Accept, Excellency, the assurances of my highest consideration`.

A whole sentence, which only its beginning and its end together tell: what is to be accepted are assurances or
expressions, and they are of esteem. Source: notes and letters of foreign ministries.
"""

from __future__ import annotations

from typing import Final

from tei.late_patterns import late

_LONGEST: Final = 180
_FEWEST_WORDS: Final = 4
# How it begins; what is accepted; of what, at the end.
_FORMS: Final = (
    (
        r"(?:please |pray |kindly |i (?:beg|ask|pray|request|would ask) (?:you|your \w+) to |i have the honou?r to ask you to )?accept",
        r"(?:assurances?|expressions?)",
        r"(?:consideration|esteem|respect|regard)",
    ),
    (
        r"(?:примите|прошу (?:вас )?принять)",
        r"(?:увер\w+|заверен\w+|выражени\w+)",
        r"(?:уважени\w+|почтени\w+)",
    ),
    (r"(?:прийміть|прошу (?:вас )?прийняти)", r"(?:запевнен\w+|вияв\w*)", r"(?:пошан\w+|пова[гз]\w+)"),
    (r"(?:моля,? )?(?:да )?приемете", r"уверени\w+", r"(?:уважени\w+|почит)"),
    (r"(?:primite|примите)", r"(?:uverenj\w+|уверењ\w+)", r"(?:poštovanj\w+|поштовањ\w+)"),
    (
        r"(?:sírvase|ruego a (?:usted|vuestra \w+)|le ruego|reciba|acepte)",
        r"(?:seguridades|testimonio|expresión)",
        r"(?:consideración(?: y estima)?|estima|aprecio)",
    ),
    (
        r"(?:voglia|la prego di|gradisca|accolga)",
        r"(?:sensi|assicurazion\w+|espression\w+)",
        r"(?:considerazione|stima|ossequio)",
    ),
    (r"(?:aceite|queira|rogo)", r"(?:protestos|expressão|segurança)", r"(?:consideração|estima|apreço)"),
    (r"(?:primi[țţ]i|vă rog(?: să primi[țţ]i)?)", r"(?:asigur\w+|expresi\w+)", r"(?:considera\w+|stim\w+)"),
    (r"(?:proszę|racz\w*|zechce)", r"wyraz\w*", r"(?:szacunku|poważania)"),
    (r"(?:přijměte|račte|prijmite)", r"(?:ujištění|uistenie)", r"(?:úctě|úcty|úcte)"),
    (r"(?:kérem,? )?(?:fogadja|fogadni)", r"kifejezés\w*", r"(?:nagyrabecsülés\w*|tisztelet\w*)"),
)
_OF_ESTEEM: Final = (
    "consider", "esteem", "respect", "regard", "уваж", "почт", "почит", "пошан", "поваг", "повазі", "poštov", "поштов",
    "estima", "aprecio", "apreço", "stim", "ossequio", "szacunku", "poważania", "úct", "nagyrabec", "tisztelet",
)  # fmt: skip
_COURTESY: Final = late(
    "(?i)^(?:"
    + "|".join(rf"{begin}\b[^.:;!?]{{0,70}}\b{what}\b[^.:;!?]{{0,70}}\b{end}" for begin, what, end in _FORMS)
    + r")[.,]?$"
)


def is_courtesy(text: str) -> bool:
    """Whether a line is such a sentence, whole; its last word tells first, without the long pattern."""
    if len(text) > _LONGEST or text.count(" ") < _FEWEST_WORDS:
        return False
    last = text.rstrip(".,").rsplit(" ", 1)[-1].casefold()
    return last.startswith(_OF_ESTEEM) and _COURTESY.match(text) is not None

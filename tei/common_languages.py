"""What the registries say of languages that records are often in: to load all that they say takes a tenth of the start.

Of any other tag langcodes is asked. Tests compare what stands here with what it says.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Language(NamedTuple):
    """The English name of a language, and the script (ISO 15924) that text with its tag is most likely in."""

    name: str
    script: str


COMMON: Final = {
    "ar": Language("Arabic", "Arab"),
    "ar-Latn": Language("Arabic (Latin)", "Latn"),
    "be": Language("Belarusian", "Cyrl"),
    "bg": Language("Bulgarian", "Cyrl"),
    "ca": Language("Catalan", "Latn"),
    "cs": Language("Czech", "Latn"),
    "da": Language("Danish", "Latn"),
    "de": Language("German", "Latn"),
    "el": Language("Greek", "Grek"),
    "en": Language("English", "Latn"),
    "es": Language("Spanish", "Latn"),
    "et": Language("Estonian", "Latn"),
    "eu": Language("Basque", "Latn"),
    "fa": Language("Persian", "Arab"),
    "fi": Language("Finnish", "Latn"),
    "fr": Language("French", "Latn"),
    "ga": Language("Irish", "Latn"),
    "he": Language("Hebrew", "Hebr"),
    "hi": Language("Hindi", "Deva"),
    "hr": Language("Croatian", "Latn"),
    "hu": Language("Hungarian", "Latn"),
    "hy": Language("Armenian", "Armn"),
    "id": Language("Indonesian", "Latn"),
    "is": Language("Icelandic", "Latn"),
    "it": Language("Italian", "Latn"),
    "ja": Language("Japanese", "Jpan"),
    "ja-Latn": Language("Japanese (Latin)", "Latn"),
    "ka": Language("Georgian", "Geor"),
    "kk": Language("Kazakh", "Cyrl"),
    "km": Language("Khmer", "Khmr"),
    "ko": Language("Korean", "Kore"),
    "ko-Latn": Language("Korean (Latin)", "Latn"),
    "la": Language("Latin", "Latn"),
    "lo": Language("Lao", "Laoo"),
    "lt": Language("Lithuanian", "Latn"),
    "lv": Language("Latvian", "Latn"),
    "mk": Language("Macedonian", "Cyrl"),
    "mn": Language("Mongolian", "Cyrl"),
    "mn-Mong": Language("Mongolian (Mongolian)", "Mong"),
    "ms": Language("Malay", "Latn"),
    "nb": Language("Norwegian Bokmål", "Latn"),
    "nl": Language("Dutch", "Latn"),
    "no": Language("Norwegian", "Latn"),
    "pl": Language("Polish", "Latn"),
    "ps": Language("Pashto", "Arab"),
    "pt": Language("Portuguese", "Latn"),
    "ro": Language("Romanian", "Latn"),
    "ru": Language("Russian", "Cyrl"),
    "ru-Latn": Language("Russian (Latin)", "Latn"),
    "sk": Language("Slovak", "Latn"),
    "sl": Language("Slovenian", "Latn"),
    "sq": Language("Albanian", "Latn"),
    "sr": Language("Serbian", "Cyrl"),
    "sr-Cyrl": Language("Serbian (Cyrillic)", "Cyrl"),
    "sr-Latn": Language("Serbian (Latin)", "Latn"),
    "sv": Language("Swedish", "Latn"),
    "ta": Language("Tamil", "Taml"),
    "th": Language("Thai", "Thai"),
    "tr": Language("Turkish", "Latn"),
    "uk": Language("Ukrainian", "Cyrl"),
    "uk-Latn": Language("Ukrainian (Latin)", "Latn"),
    "ur": Language("Urdu", "Arab"),
    "uz": Language("Uzbek", "Latn"),
    "vi": Language("Vietnamese", "Latn"),
    "zh": Language("Chinese", "Hans"),
    "zh-Hans": Language("Chinese (Simplified)", "Hans"),
    "zh-Hant": Language("Chinese (Traditional)", "Hant"),
    "zh-Latn": Language("Chinese (Latin)", "Latn"),
}
"""By tags that are valid, and as short as they can be (BCP 47)."""

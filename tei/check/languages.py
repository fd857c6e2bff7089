"""Languages: declared, well-formed, and fitting the characters they stand for (rules 13 to 18)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.check.index import TAGGING
from tei.check.registry import rule
from tei.check.words import shown
from tei.encode.elements import TEI, XML_ID, XML_LANG
from tei.findings import Severity
from tei.letters import letters, script, written_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

_ENOUGH = {"Han": 8, "Hangul": 8}
_ENOUGH_ELSE: Final = 20
_FEW: Final = 4  # the fitting letters are fewer than a fourth
_TELLING: Final = 3  # characters of one standard only
_NO_ALIAS: Final = "sh"  # a language of its own in the registry; CLDR, which langcodes follows, says sr-Latn


@rule("T013")
def undeclared(index: Index) -> Iterator[Finding]:
    """Each xml:lang is an ident of langUsage; a file without langUsage declares nothing.

    What textLang says of the original may be declared by the narrower tag of the text: `zh` by `zh-Hans`.
    """
    if not index.named("langUsage"):
        return
    declared = {language.get("ident") for language in index.named("language")}
    for tag, element in _first_uses(index).items():
        if tag not in declared:
            text = f"language {tag!r} is used and not declared in langUsage"
            yield index.finding("T013", text, element)
    wide = {tag[: end.start()] for tag in declared if tag for end in re.finditer("-", tag)}
    for element in index.named("textLang"):
        for tag in _tags(element):
            if tag not in declared | wide:
                yield index.finding(
                    "T013", f"language {tag!r} of the original is not declared in langUsage", element
                )


def _first_uses(index: Index) -> dict[str, etree._Element]:
    first: dict[str, etree._Element] = {}
    for element in index.having(XML_LANG):
        if tag := element.get(XML_LANG):
            first.setdefault(tag, element)
    return first


@rule("T014")
def unused(index: Index) -> Iterator[Finding]:
    """Each language declared is that of a passage, or of the original as textLang states it.

    A file that states no language at all on its text does not say which passages it has.
    """
    if not any(index.language(text) for text in index.named("text", "body", "div")):
        return
    used = set(_first_uses(index))
    for stated in index.named("textLang"):
        used.update(f"{stated.get('mainLang', '')} {stated.get('otherLangs', '')}".split())
    for language in index.named("language"):
        ident = language.get("ident", "")
        if ident and not any(tag == ident or tag.startswith(f"{ident}-") for tag in used):
            text = f"language {ident!r} is declared, and nothing in the file is in it"
            yield index.finding("T014", text, language)


@rule("T015")
def well_formed(index: Index) -> Iterator[Finding]:
    """Language tags are those of BCP 47 in their shortest form; Chinese names its script where it shows."""
    told = set()
    for element in index.having(*TAGGING):
        for tag in _tags(element):
            if tag not in told and (problem := _problem(tag)):
                told.add(tag)
                yield index.finding("T015", f"language tag {shown(tag)}: {problem}", element)
    for element in index.passages.owners:
        if index.language(element) == "zh" and (tag := _chinese(index.passages.text(element))):
            problem = f"the characters are those of {tag}, and the tag says only zh"
            yield replace(index.finding("T015", problem, element), severity=Severity.WARNING)


def _tags(element: etree._Element) -> Iterator[str]:
    for key in (
        TAGGING if element.tag == TEI + "language" else TAGGING[:-1]
    ):  # ident is one of languages alone
        yield from element.get(key, "").split()


@cache
def _problem(tag: str) -> str:
    """What is wrong with a tag; private ones (`x-…`, `qaa`) cannot be looked up."""
    import langcodes  # loads its data when used

    if tag.lower().startswith("x-"):
        return ""
    if "_" in tag or not langcodes.tag_is_valid(tag):
        return "no tag of BCP 47 made of registered subtags"
    if tag.partition("-")[0] == _NO_ALIAS:
        return ""
    shortest = langcodes.Language.get(langcodes.standardize_tag(tag)).simplify_script().to_tag()
    return "" if shortest.lower() == tag.lower() else f"the shortest form is {shortest}"


# --- characters ----------------------------------------------------------------------------------


@rule("T016")
def characters(index: Index) -> Iterator[Finding]:
    """The letters of a passage are of the script of its tag; simplified or traditional as the tag says."""
    broken = []
    for element in index.passages.owners:
        tag = index.language(element) or ""
        expected = written_in(tag)
        if not expected or index.passages.surely_in(element, expected):
            continue
        text = index.passages.text(element)
        counts = letters(text)
        main = max(counts, key=lambda one: (counts[one], one), default="")
        fitting = sum(counts[one] for one in expected)
        if counts[main] >= _ENOUGH.get(main, _ENOUGH_ELSE) and fitting * _FEW < counts.total():
            broken.append((element, f"the passage is tagged {tag}, and its letters are {main}"))
        elif wrong := _other_standard(tag, text):
            broken.append((element, f"the passage is tagged {tag}, and its characters are those of {wrong}"))
    yield from index.findings("T016", broken)


def _other_standard(tag: str, text: str) -> str:
    subtags = tag.split("-")
    found = _chinese(text) if subtags[0] == "zh" else ""
    return found if found and {"Hans", "Hant"} & set(subtags) and found[3:] not in subtags else ""


def _chinese(text: str) -> str:
    """`zh-Hans` or `zh-Hant` where almost all characters of one standard only are of one; else nothing."""
    signs = {sign for sign in set(text) if script(sign) == "Han"}
    if len(signs) < _TELLING:
        return ""
    kinds = Counter(map(_standard, signs))
    simplified, traditional = kinds["Hans"], kinds["Hant"]
    if max(simplified, traditional) < _TELLING or max(simplified, traditional) <= 4 * min(
        simplified, traditional
    ):
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _standard(sign: str) -> str:
    import hanzidentifier  # only where there is Chinese

    kinds = {hanzidentifier.SIMPLIFIED: "Hans", hanzidentifier.TRADITIONAL: "Hant"}
    return kinds.get(hanzidentifier.identify(sign), "")


# --- divisions -----------------------------------------------------------------------------------


@rule("T017")
def empty_language(index: Index) -> Iterator[Finding]:
    """xml:lang is not empty: an unknown language is `und`."""
    empty = [element for element in index.having(XML_LANG) if not element.get(XML_LANG, "-").strip()]
    yield from index.findings("T017", [(element, "xml:lang is empty") for element in empty])


@rule("T018")
def division_languages(index: Index) -> Iterator[Finding]:
    """Each edition and translation states its language, and a translation another than its original."""
    divisions = [
        div
        for div in index.named("div")
        if div.get("type") in ("edition", "translation") and not _nested(div)
    ]
    for div in divisions:
        if not div.get(XML_LANG):
            yield index.finding("T018", f"the {div.get('type')} states no xml:lang", div)
    originals = {div.get(XML_ID, ""): div for div in divisions if div.get("type") == "edition"}
    for div in divisions:
        tag = div.get(XML_LANG)
        if div.get("type") != "translation" or not tag:
            continue
        named = [originals[token[1:]] for token in div.get("corresp", "").split() if token[1:] in originals]
        if any(original.get(XML_LANG) == tag for original in named or originals.values()):
            yield index.finding("T018", f"the translation and its original are both in {tag}", div)


def _nested(div: etree._Element) -> bool:
    return any(above.get("type") == div.get("type") for above in div.iterancestors(TEI + "div"))

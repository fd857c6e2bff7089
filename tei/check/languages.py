"""Languages: declared, well-formed, and fitting the characters they stand for (rules 13 to 18)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from tei.check.index import TAGGING
from tei.check.registry import rule
from tei.check.words import shown
from tei.common_languages import COMMON
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
_STANDARDS: Final = ("Hans", "Hant")
_TELLING: Final = 3  # characters of one standard only
_NO_ALIAS: Final = "sh"  # a language of its own in the registry; CLDR, which langcodes follows, says sr-Latn
_NO_TAG: Final = "no tag of BCP 47 made of registered subtags"
_REGISTERED: Final = "write a language of ISO 639, then script or region where they tell: grc, zh-Hant, en-GB"
_NO_LANGUAGES: Final = frozenset(("und", "zxx", "mul"))  # unknown, none, several (ISO 639-2)


@rule("T013")
def undeclared(index: Index) -> Iterator[Finding]:
    """Each xml:lang is an ident of langUsage; a file without langUsage declares nothing.

    What textLang says of the original may be declared by the narrower tag of the text: `zh` by `zh-Hans`.
    """
    if not index.named("langUsage"):
        return
    declared = {language.get("ident") for language in index.named("language")}
    for tag, element in index.values(XML_LANG).items():
        if tag and tag not in declared | _NO_LANGUAGES:
            text = f"language {tag!r} is used and not declared in langUsage"
            yield index.finding("T013", text, element, _declare(tag))
    wide = {tag[: end.start()] for tag in declared if tag for end in re.finditer("-", tag)}
    for element in index.named("textLang"):
        for tag in _tags(element):
            if tag not in declared | wide:
                text = f"language {tag!r} of the original is not declared in langUsage"
                yield index.finding("T013", text, element, _declare(tag))


def _declare(tag: str) -> str:
    return f'add <language ident="{tag}"> to langUsage, or correct the tag'


@rule("T014")
def unused(index: Index) -> Iterator[Finding]:
    """Each language declared is that of a passage, or of the original as textLang states it.

    A file that states no language at all on its text does not say which passages it has.
    """
    if not any(index.language(text) for text in index.named("text", "body", "div")):
        return
    used = set(index.values(XML_LANG)) - {""}
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
    for element in index.having(*TAGGING) if _has_problem(index) else ():
        for tag in _tags(element):
            if tag not in told and (problem := _problem(tag)):
                told.add(tag)
                hint = _REGISTERED if problem == _NO_TAG else None
                yield index.finding("T015", f"language tag {shown(tag)}: {problem}", element, hint)
    for element in index.passages.owners if "zh" in index.values(XML_LANG) or index.has_others else ():
        if index.language(element) == "zh" and (tag := _chinese(index.passages.text(element))):
            problem = f"the characters are those of {tag}, and the tag says only zh"
            yield replace(index.finding("T015", problem, element), severity=Severity.WARNING)


def _has_problem(index: Index) -> bool:
    """Whether any tag has one: asked of each value once."""
    values = {value for key in TAGGING[:-1] for value in index.values(key)}
    values.update(language.get("ident", "") for language in index.named("language"))
    return any(_problem(tag) for value in values for tag in value.split())


def _tags(element: etree._Element) -> Iterator[str]:
    for key in (
        TAGGING if element.tag == TEI + "language" else TAGGING[:-1]
    ):  # ident is one of languages alone
        yield from element.get(key, "").split()


@cache
def _problem(tag: str) -> str:
    """What is wrong with a tag; private ones (`x-…`, `qaa`) cannot be looked up."""
    if tag in COMMON:
        return ""
    import langcodes  # loads its data when used

    if tag.lower().startswith("x-"):
        return ""
    if "_" in tag or not langcodes.tag_is_valid(tag):
        return _NO_TAG
    if tag.partition("-")[0] == _NO_ALIAS:
        return ""
    shortest = langcodes.Language.get(langcodes.standardize_tag(tag)).simplify_script().to_tag()
    return "" if _subtags(shortest) == _subtags(tag) else f"the shortest form is {shortest}"


def _subtags(tag: str) -> list[str]:
    """The subtags in any order: that of variants is CLDR's, while BCP 47 writes `sl-rozaj-biske` (4.1)."""
    return sorted(tag.lower().split("-"))


# --- characters ----------------------------------------------------------------------------------


@rule("T016")
def characters(index: Index) -> Iterator[Finding]:
    """The letters of a passage are of the script of its tag; simplified or traditional as the tag says."""
    tags = dict.fromkeys(element.get(XML_LANG, "") for element in index.passages.owners)
    judged = {tag for tag in tags if not index.passages.all_in(written_in(tag))}
    broken = []
    for element in index.passages.owners if judged else ():
        tag = element.get(XML_LANG, "")
        if tag not in judged:
            continue
        expected = written_in(tag)
        if main := "" if index.passages.surely_in(element, expected) else _misfit(index, element, expected):
            broken.append((element, f"the passage is tagged {tag}, and its letters are {main}"))
        elif tag.startswith("zh") and (wrong := _other_standard(tag, index.passages.text(element))):
            broken.append((element, f"the passage is tagged {tag}, and its characters are those of {wrong}"))
    yield from index.findings("T016", broken)


def _misfit(index: Index, element: etree._Element, expected: tuple[str, ...]) -> str:
    """The script of the letters of a passage where they are not of the scripts expected."""
    counts = letters(index.passages.text(element))
    main = max(counts, key=lambda one: (counts[one], one), default="")
    fitting = sum(counts[one] for one in expected)
    enough = counts[main] >= _ENOUGH.get(main, _ENOUGH_ELSE)
    return main if enough and fitting * _FEW < counts.total() else ""


def _other_standard(tag: str, text: str) -> str:
    subtags = tag.split("-")
    stated = [standard for standard in _STANDARDS if standard in subtags] if subtags[0] == "zh" else []
    if len(stated) != 1:
        return ""
    other = "Hant" if stated == ["Hans"] else "Hans"
    if len(set(_only(other).findall(text))) < _TELLING:
        return ""
    return f"zh-{other}" if _chinese(text) == f"zh-{other}" else ""


def _chinese(text: str) -> str:
    """`zh-Hans` or `zh-Hant` where almost all characters of one standard only are of one; else nothing."""
    simplified, traditional = (len(set(_only(one).findall(text))) for one in _STANDARDS)
    if max(simplified, traditional) < _TELLING or max(simplified, traditional) <= 4 * min(
        simplified, traditional
    ):
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _only(standard: str) -> re.Pattern[str]:
    """A character of one standard and not of the other."""
    from hanzidentifier import helpers  # only where there is Chinese

    both = {"Hans": helpers.SIMPLIFIED_CHARACTERS, "Hant": helpers.TRADITIONAL_CHARACTERS}
    signs = both[standard] - helpers.SHARED_CHARACTERS
    return re.compile("[" + "".join(sorted(sign for sign in signs if script(sign) == "Han")) + "]")


# --- divisions -----------------------------------------------------------------------------------


@rule("T017")
def empty_language(index: Index) -> Iterator[Finding]:
    """xml:lang is not empty: an unknown language is `und`."""
    if all(map(str.strip, index.values(XML_LANG))):
        return
    empty = [element for element in index.having(XML_LANG) if not element.get(XML_LANG, "-").strip()]
    yield from index.findings("T017", [(element, "xml:lang is empty") for element in empty])


@rule("T018")
def division_languages(index: Index) -> Iterator[Finding]:
    """Each edition and translation states its language, and a translation another than its original.

    Its parts may state it instead (EpiDoc, textparts); one that is only inherited is a warning.
    """
    divisions = [
        div
        for div in index.named("div")
        if div.get("type") in ("edition", "translation") and not _nested(div)
    ]
    for div in divisions:
        if not div.get(XML_LANG) and not _parts_state(div):
            told = index.finding("T018", f"the {div.get('type')} states no xml:lang", div)
            yield replace(told, severity=Severity.WARNING) if index.language(div) else told
    originals = [div for div in divisions if div.get("type") == "edition"]
    by_id = {div.get(XML_ID): div for div in originals}
    for div in divisions:
        tag = _in(index, div)
        if div.get("type") != "translation" or not tag:
            continue
        named = [by_id[token[1:]] for token in div.get("corresp", "").split() if token[1:] in by_id]
        if any(_in(index, original) == tag for original in named or originals):
            yield index.finding("T018", f"the translation and its original are both in {tag}", div)


def _in(index: Index, div: etree._Element) -> str | None:
    return None if not div.get(XML_LANG) and _parts_state(div) else index.language(div)


def _parts_state(div: etree._Element) -> bool:
    parts = div.findall(f"{TEI}div")
    return bool(parts) and all(part.get(XML_LANG) for part in parts)


def _nested(div: etree._Element) -> bool:
    return any(above.get("type") == div.get("type") for above in div.iterancestors(TEI + "div"))

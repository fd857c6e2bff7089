"""The print document on its way from `xslt/print.xsl` to typst: lightened, and checked for what print needs.

What is done for each run of text costs most in typst, and next to nothing here: runs that look the same are one, and a
run in the language of its block says nothing of it. (Measured: typst hashes what a function is given at every call.)
"""

from __future__ import annotations

import re

from lxml import etree

_LONG = 6000
"""Characters of a paragraph whose best line ends take too long to find: they grow faster than the text."""

_WORD = 40
_OVERLONG = re.compile(r"([A-Za-zªºÀ-ÖØ-öø-ʯͰ-ϿЀ-҂Ҋ-ԯḀ-ỿἀ-῿0-9_.,;:/\\=+*#~^°…?!&%$|<>(){}\[\]'\"-]{41,})")
"""Letters that join (Arabic), marks on letters and scripts without blanks (Thai) are never cut."""
_PIECE = 8
_OTHER_SCRIPTS = re.compile("[^\\s\u0020-\u024f\u0370-\u052f\u1e00-\u1fff\u2000-\u206f\u2070-\u209f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]")  # fmt: skip
_EAST_ASIAN = re.compile(
    r"(?:zh|lzh|yue|wuu|ja|ko)(?![A-Za-z])(?!-Latn)|\w+-(?:Han[ist]|Jpan|Hira|Kana|Kore|Hang)\b"
)
_HOLDERS = frozenset({"b", "cell", "value", "title", "mark", "line"})
_BREAKS = frozenset({"br"})


def lighten(root: etree._Element) -> None:
    """Make a print document light for typst; what it says stays the same.

    Attributes of the root tell the layout what it can leave aside: `scripts` beyond the common ones, `east-asian`, the
    first language of Han characters; a block that is only plain text is `plain`, a very long one `long`. A word that no
    line may hold is in pieces (`w`), and its run is `pieces`.
    """
    for holder in root.iter(*_HOLDERS):
        _lighten_runs(holder)
    for block in root.iter("b", "table"):
        if _EAST_ASIAN.match(block.get("lang", "")):
            root.set("east-asian", block.get("lang", ""))
            break
    text = "".join(root.itertext())
    if _OTHER_SCRIPTS.search(text):
        root.set("scripts", "yes")


def _cut(run: etree._Element) -> None:
    """Cut the overlong words of a run; most texts are known by the lengths of their words."""
    text = run.text or ""
    if max(map(len, text.split()), default=0) <= _WORD or not _OVERLONG.search(text):
        return
    run.set("pieces", "yes")
    run.text, *rest = _OVERLONG.split(text)
    for word, after in zip(rest[::2], rest[1::2], strict=True):
        for at in range(0, len(word), _PIECE):
            etree.SubElement(run, "w").text = word[at : at + _PIECE]
        run[-1].tail = after


def _lighten_runs(holder: etree._Element) -> None:
    language = holder.get("lang", "")
    last: etree._Element | None = None
    for child in list(holder):
        if child.tag != "t":
            last = None
            continue
        if child.get("lang") in {language, ""} or not (child.text or "").strip():
            child.attrib.pop("lang", None)
        if last is not None and last.attrib == child.attrib:
            last.text = (last.text or "") + (child.text or "")
            holder.remove(child)
        else:
            last = child
    _trim(holder)
    for run in holder.iterchildren("t"):
        _cut(run)
    if holder.tag == "b":
        _mark(holder)


def _trim(holder: etree._Element) -> None:
    """No blank at the edges of a block and of its lines."""
    children = list(holder)
    for place, child in enumerate(children):
        if child.tag != "t":
            continue
        text = child.text or ""
        if place == 0 or children[place - 1].tag in _BREAKS:
            text = text.lstrip(" ")
        if place == len(children) - 1 or children[place + 1].tag in _BREAKS:
            text = text.rstrip(" ")
        child.text = text
        if not text:
            holder.remove(child)


def _mark(block: etree._Element) -> None:
    if all(child.tag == "t" and not child.attrib for child in block):
        block.set("plain", "yes")
    if sum(len(text) for run in block.iter("t") for text in run.itertext()) > _LONG:
        block.set("long", "yes")

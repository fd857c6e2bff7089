"""The header: id, titles, publication, responsibility, revisions (rules 1, 3 to 7, 10 to 12)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from tei.check.periods import period
from tei.check.registry import rule
from tei.check.words import inside, name, raw, shown, words
from tei.encode.elements import TEI, XML_ID
from tei.findings import Severity
from tei.output import output_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from tei.check.index import Index
    from tei.findings import Finding

# Values of title/@type that this encoding knows; a file with others names its titles in its own way.
_TITLE_TYPES: Final = frozenset(("main", "original", "sub", "alternative", "romanized", "gloss", "subject"))
_SUBTITLES: Final = frozenset(("sub", "alt", "alternative", "desc"))
_ABSOLUTE: Final = re.compile(r"https?://[^\s/]+\S*")
_FIELD: Final = (
    r"publisher|licen[cs]e|title|date|author|editor|name|address|institution|authority|funder|year"
)
_PLACEHOLDER: Final = re.compile(
    rf"\[\s*(?i:{_FIELD})\b[^\]]{{0,60}}(?:…|\.\.\.)\s*\]|\[\s*(?i:{_FIELD})\s*\]"
    r"|\{\{[^}]{0,60}\}\}|\$\{[^}]{0,60}\}|\b(?:TODO|FIXME|TBD)\b|(?i:lorem ipsum|\bto be completed\b)"
)
_LEFT: Final = re.compile(rb"T(?:ODO|BD)")
_OPENS: Final = re.compile(rb"\[[\s\x80-\xff]*(?i:%b)" % _FIELD.encode())
_FROM_SETTINGS: Final = ("publicationStmt", "editionStmt", "seriesStmt", "respStmt", "projectDesc")
_NAMES: Final = frozenset(("name", "persName", "orgName", "rs", "ref", "ptr", "idno"))


@rule("T001")
def root_id(index: Index) -> Iterator[Finding]:
    """The root has an id; that of a file `x.xml` is `x`, or what `output_name` makes of it.

    A warning: TEI asks for no id, and a file may be called otherwise where it lies now.
    """
    root = index.tree.getroot()
    identity = root.get(XML_ID)
    if identity and not identity.endswith(".tei") and index.path.rpartition("/")[2] == f"{identity}.xml":
        return
    if not identity:
        yield index.finding("T001", "the root element has no xml:id", root)
        return
    if not index.path.lower().endswith(".xml"):
        return
    file = unicodedata.normalize("NFC", PurePath(index.path).name)
    if file == output_name(identity, ".xml"):
        return
    stem = file[:-4].removesuffix(".tei")
    if stem != unicodedata.normalize("NFC", identity):
        yield index.finding("T001", f"the xml:id is {shown(identity)}, and the file is called {file}", root)


def _titles(index: Index) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Each titleStmt of a fileDesc with its titles; that of a biblFull is a source's."""
    for statement in index.named("titleStmt"):
        if not inside(statement, "biblFull"):
            yield statement, statement.findall(f"{TEI}title")


def _primary(tag: str | None) -> str:
    return (tag or "").partition("-")[0].lower()


@rule("T003")
def main_title(index: Index) -> Iterator[Finding]:
    """One main title. Titles without any @type are main titles, as are several in several languages.

    Of a main and an original title the main one is in the language of the header. A document with one
    title keeps it in its own language: a second one would be invented.
    """
    for statement, titles in _titles(index):
        mains = [title for title in titles if title.get("type") == "main"]
        types = {title.get("type") for title in titles}
        if titles and not mains and types <= _TITLE_TYPES:
            yield index.finding("T003", "no title has the type main", statement)
        languages = Counter(index.language(title) for title in mains)
        if len(mains) > 1 and max(languages.values()) > 1:
            yield index.finding("T003", f"{len(mains)} titles have the type main", mains[1])
        header = _primary(index.language(statement))
        others = [title for title in titles if title.get("type") == "original"]
        foreign = len(mains) == 1 and _primary(index.language(mains[0])) not in ("", header)
        if foreign and any(_primary(index.language(title)) == header for title in others):
            yield index.finding("T003", "main and original title are exchanged", mains[0])
    empty = [
        title
        for title in index.named("title")
        if not raw(title).strip() and inside(title, "teiHeader") and not _says_something(title)
    ]
    for one in index.findings("T003", [(title, "a title is empty") for title in empty]):
        yield replace(one, hint="fill the title, or remove the element")


@rule("T004")
def title_types(index: Index) -> Iterator[Finding]:
    """A type of title at most once for each language. Of subtitles a book may have several: a warning."""
    for _, titles in _titles(index):
        seen = set()
        for title in titles:
            kind = title.get("type"), index.language(title)
            if kind[0] not in (None, "main") and kind in seen:
                text = f"a second title of the type {kind[0]}" + (f" in {kind[1]}" if kind[1] else "")
                told = index.finding("T004", text, title)
                yield replace(told, severity=Severity.WARNING) if kind[0] in _SUBTITLES else told
            seen.add(kind)


@rule("T005")
def publication(index: Index) -> Iterator[Finding]:
    """Publisher (or authority, distributor); idno, availability, for what is published a date (warnings).

    TEI asks for the first only.     A statement in prose is left alone; where nobody published, no date of publication is missed.
    """
    for statement in index.named("publicationStmt"):
        parts = {name(child) for child in statement if isinstance(child.tag, str)}
        if inside(statement, "biblFull") or parts & {"p", "ab"}:
            continue
        nobody = not parts & {"publisher", "authority", "distributor"}
        missing = ["publisher or authority"] if nobody else []
        missing += [part for part in ("idno", "availability") if part not in parts]
        if missing:
            told = index.finding("T005", f"publicationStmt has no {', no '.join(missing)}", statement)
            yield told if nobody else replace(told, severity=Severity.WARNING)
        if "publisher" in parts and "date" not in parts:
            told = index.finding("T005", "publicationStmt has a publisher and no date", statement)
            yield replace(
                told,
                severity=Severity.WARNING,
                hint="add the date of publication ([project] date in tei.toml)",
            )


@rule("T006")
def licence_address(index: Index) -> Iterator[Finding]:
    """A licence is named by an absolute address, also in its words, unless its availability calls it unknown."""
    for licence in index.named("licence"):
        above = licence.getparent()
        tokens = licence.get("target", "").split()
        if not tokens and above is not None and above.get("status") == "unknown":
            continue
        if not tokens and _ABSOLUTE.search(" ".join((words(licence), *_targets(licence)))):
            continue
        if not tokens:
            yield index.finding("T006", "the licence has no @target", licence)
        elif wrong := [token for token in tokens if not _ABSOLUTE.fullmatch(token)]:
            yield index.finding(
                "T006", f"@target of the licence is {shown(wrong[0])}, and no absolute address", licence
            )


def _targets(licence: etree._Element) -> list[str]:
    return [part.get("target", "") for part in licence.iter(f"{TEI}ref", f"{TEI}ptr")]


def _says_something(element: etree._Element) -> bool:
    return bool(words(element)) or any(key in element.attrib for key in ("ref", "key", "target", "sameAs"))


@rule("T007")
def responsibility(index: Index) -> Iterator[Finding]:
    """A respStmt says who and what; an editor is named. The list of roles is the schema's."""
    for statement in index.named("respStmt"):
        filled = {name(child) for child in statement if isinstance(child.tag, str) and _says_something(child)}
        if "resp" not in filled:
            yield index.finding("T007", "respStmt does not say what was done: no resp with text", statement)
        elif not filled & _NAMES and not statement.find(f"{TEI}resp/{TEI}name") is not None:
            yield index.finding("T007", "respStmt names nobody", statement)
    for editor in index.named("editor"):
        if not _says_something(editor) and not any(_says_something(child) for child in editor):
            yield index.finding("T007", "editor names nobody", editor)


@rule("T011")
def placeholders(index: Index) -> Iterator[Finding]:
    """No text of a template is left where settings are written.

    In a title it is a warning: a record may be called so.
    """
    several = len(index.named("teiHeader")) > 1
    if not _may_hold_one(index.data if several else index.data.rpartition(b"</teiHeader>")[0] or index.data):
        return
    in_targets = _may_hold_one(" ".join(pointer.token for pointer in index.pointing("target")).encode())
    told: set[etree._Element] = set()
    for place in index.named(*_FROM_SETTINGS, "title"):
        is_title = name(place) == "title"
        if place in told or not inside(place, "teiHeader") or (is_title and not inside(place, "titleStmt")):
            continue
        told.update(place.iter())
        if not (in_targets or _may_hold_one(raw(place).encode())):
            continue
        for element in place.iter(f"{TEI}*"):
            if match := _PLACEHOLDER.search(" ".join((element.text or "", element.get("target", "")))):
                found = index.finding("T011", f"placeholder {shown(match[0])} in {name(element)}", element)
                yield replace(found, severity=Severity.WARNING) if is_title else found


def _may_hold_one(data: bytes) -> bool:
    """Whether there can be a placeholder in the bytes of a header: few headers are searched."""
    if b"{" in data or _LEFT.search(data) or b"FIXME" in data or _OPENS.search(data):
        return True
    lowered = data.lower()
    return b"lorem ipsum" in lowered or b"to be completed" in lowered


@rule("T012")
def revisions(index: Index) -> Iterator[Finding]:
    """Changes stand newest first (TEI Guidelines, 2.6), and none is of the future.

    Oldest first throughout is the way of many a project, and a warning. A `listChange` has an order of its own, or none.
    """
    for history in index.named("revisionDesc", "listChange"):
        if not inside(history, "revisionDesc") and name(history) != "revisionDesc":
            continue
        dated = []
        for change in history.findall(f"{TEI}change"):
            date = change if _when(change) else change.find(f"{TEI}date")
            if date is not None and (when := period(_when(date))):
                dated.append((change, when))
        ordered = dated if history.get("ordered") not in ("false", "0") else []
        upwards = not any(below.last < above.first for (_, above), (_, below) in pairwise(dated))
        for (_, above), (change, below) in pairwise(ordered):
            if below.first > above.last:
                text = f"the change of {below.first} stands below an older one"
                told = index.finding("T012", text, change)
                yield replace(told, severity=Severity.WARNING) if upwards else told
                break
        for change, when in dated:
            if index.today and when.first > index.today:
                yield index.finding("T012", f"the change is dated {when.first}, which is to come", change)


def _when(element: etree._Element) -> str:
    return element.get("when") or element.get("when-iso") or ""


@rule("T010")
def stored_counts(index: Index) -> Iterator[Finding]:
    """Counts that the header states are those of the text. Optional."""
    texts = [text for text in index.named("text") if not inside(text, "text")]
    counted = Counter(name(element) for text in texts for element in text.iter(f"{TEI}*"))
    for usage in index.named("tagUsage"):
        said, gi = usage.get("occurs", ""), usage.get("gi", "")
        if re.fullmatch("[0-9]{1,12}", said) and int(said) != counted[gi]:
            text = f"tagUsage says {said} {gi}, and the text holds {counted[gi]}"
            yield index.finding("T010", text, usage)
    text = " ".join(words(text) for text in texts)
    lengths = {len(text), len(text.replace(" ", ""))}
    for measure in index.named("measure"):
        said = measure.get("quantity", "")
        characters = measure.get("unit") == "characters" and inside(measure, "extent")
        if characters and re.fullmatch("[0-9]{1,12}", said) and int(said) not in lengths:
            message = f"extent says {said} characters, and the text holds {min(lengths)} without blanks"
            yield index.finding("T010", message, measure)

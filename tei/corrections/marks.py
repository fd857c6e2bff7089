"""Corrections in the TEI: who says it (`@resp`), what was read before and why (`revisionDesc`).

Source: TEI Guidelines, att.global.responsibility: `@resp` and `@cert` say who is responsible for an
encoding and how sure it is. The person who corrects the encoding is a markup editor (MARC relator `mrk`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.corrections.brackets import PLAIN
from tei.corrections.note_marks import bare_sign
from tei.corrections.values import NONE
from tei.encode.elements import TEI, TEI_NS, sub
from tei.encode.header import RELATORS
from tei.encode.standoff import kind_of_name
from tei.explain.facts import FACT_PLACES
from tei.explain.places import lines_in, name_of
from tei.explain.readings import words
from tei.findings import Where, finding

if TYPE_CHECKING:
    from lxml import etree

    from tei.corrections.applying import Amended, Done
    from tei.explain.places import Held
    from tei.findings import Finding

_NS = {"t": TEI_NS}
# Facts whose words are kept elsewhere when a correction stands in their place: fact, and slot of the words.
_REPLACED = {"title": "title", "repository": "archive"}
_DATES = (
    "//t:creation/t:date | //t:analytic/t:date[@type='document']"
    " | //t:correspAction[@type='sent']/t:date[@when and @when=//t:creation/t:date/@when][not(@ana)]"
)


def mark(tree: etree._ElementTree, amended: Amended, path: str) -> list[Finding]:
    """Mark in the tree what was corrected, by whom and why. The words of the record stay in it.

    Returns:
        A finding at a line of the corrections, whose file is `path`, for each value without a place in the TEI.
    """
    if not any(one.row.value for one in amended.done):
        return []
    told = []
    resp = _responsible(tree, amended)
    held: dict[int, Held] = {}
    if any(one.row.place.line for one in amended.done):
        held = lines_in(amended.document.record, tree)
    for one in amended.done:
        if one.row.value:
            marked = _elements(tree, one, amended, held)
            for element in marked:
                _say(element, resp[one.row.who])
            if not marked and one.row.value not in (NONE, PLAIN):
                why = _HOMELESS if one.row.place.subject == "fact" else _UNSEEN
                text = f"{one.row.id}, {one.row.place_text}: {why}"
                told.append(finding("K005", text, Where(path, one.row.line)))
    _changes(tree, amended, resp)
    for name, slot in _REPLACED.items():
        if any(one.row.place_text == name and one.row.value for one in amended.done):
            _keep_words(tree, amended, name, slot)
    return told


_UNSEEN = "it was applied, and the element to mark as corrected was not found in the TEI"
_HOMELESS = (
    "the TEI has no place for it; a correspondence is described only where sender or recipient is known"
)


# The elements that a kind of line becomes, where they are not called as the kind.
_ELEMENTS = {
    "number-head": "head", "number": "dateline", "address": "addrLine", "source-note": "note", "annotation": "note",
    "headnote": "note", "cited": "note", "subject": "title", "letterhead": "fw", "classification": "seg",
    "copy": "seg", "precedence": "seg", "distribution": "seg", "reference": "seg",
}  # fmt: skip
_LABELS = ("head", "label")


def unmet(tree: etree._ElementTree, amended: Amended) -> frozenset[int]:
    """The corrections of kinds, by their lines, whose line became another element than the kind asks for.

    A signature before the text or a heading after it stands as something else, for TEI has no room for it.
    """
    kinds = [one for one in amended.done if one.row.line in amended.arranging]
    held = lines_in(amended.document.record, tree) if kinds else {}
    found = []
    for one in kinds:
        name = _ELEMENTS.get(one.row.value, one.row.value)
        places = held[one.row.place.line].places if one.row.place.line in held else []
        made = [name_of(place) for place in places]
        if name not in made and not (name in _LABELS and set(made) & set(_LABELS)):
            found.append(one.row.line)
    return frozenset(found)


def _responsible(tree: etree._ElementTree, amended: Amended) -> dict[str, str]:
    """One `respStmt` for each person, before that of the program; the pointer at it by the person's name."""
    program = _one(tree, "//t:titleStmt/t:respStmt[@xml:id='resp-enc']")
    statement = program.getparent()
    names = dict.fromkeys(one.row.who for one in amended.done if one.row.value)
    pointers: dict[str, str] = {}
    for number, who in enumerate(names, 1):
        if statement is None:
            break
        made = sub(statement, "respStmt", xml_id=f"resp-corr{number}")
        sub(made, "resp", "correction of the encoding", ref=f"{RELATORS}mrk", xml_lang="en")
        sub(made, kind_of_name(who), who)
        program.addprevious(made)
        pointers[who] = f"#resp-corr{number}"
    return pointers


def _one(tree: etree._ElementTree, path: str) -> etree._Element:
    found = _all(tree, path)
    if not found:
        raise ValueError(f"the TEI has no {path}")
    return found[0]


def _all(tree: etree._ElementTree, path: str) -> list[etree._Element]:
    found = tree.xpath(path, namespaces=_NS)
    return (
        [one for one in found if not isinstance(one, str | bytes | tuple)] if isinstance(found, list) else []
    )


def _say(element: etree._Element, resp: str) -> None:
    said = [*element.get("resp", "").split(), resp]
    element.set("resp", " ".join(dict.fromkeys(said)))
    element.set("cert", "high")


def _elements(
    tree: etree._ElementTree, one: Done, amended: Amended, held: dict[int, Held]
) -> list[etree._Element]:
    """The elements that hold what was corrected; none for what was taken away."""
    row = one.row
    match row.place.subject:
        case "fact" if row.place.name == "date":
            return _all(tree, _DATES)
        case "fact":
            return _all(tree, FACT_PLACES[row.place.name])
        case "division":
            at = [one.language for one in amended.document.divisions]
            divisions = _all(tree, "/t:TEI/t:text/t:body/t:div")
            return [div for div, tag in zip(divisions, at, strict=False) if tag == row.value]
        case "date":
            mine = held[row.place.line].parts if row.place.line in held else []
            found = [part for part in mine if part.tag == f"{TEI}date" and words(part) == _flat(row.printed)]
            return found[row.place.nth - 1 : row.place.nth]
        case "bracket" | "mark":
            at_line = held.get(row.place.line)
            mine = list(dict.fromkeys([*at_line.places, *at_line.parts])) if at_line else []
            found = [part for part in mine if _is_in_words(part, one)]
            # Others with these words on the line may be no elements, or be read as something else.
            return found if len(found) == 1 else found[row.place.nth - 1 : row.place.nth] or found[-1:]
        case "kind" | "language":
            return held[row.place.line].places[:1] if row.place.line in held else []
    return []


def _is_in_words(part: etree._Element, one: Done) -> bool:
    """Whether an element is what these brackets or this mark became."""
    row, said, printed = one.row, words(part), _flat(one.row.printed)
    if row.place.subject == "mark":
        return row.value != NONE and part.get("type") == "noteAnchor" and said == bare_sign(printed)
    element = _OF_BRACKETS.get(row.value.partition(" ")[0], ())
    if name_of(part) not in element:
        return False
    return said.endswith(printed) or (name_of(part) == "supplied" and said == _flat(printed[1:-1]))


_OF_BRACKETS = {
    "supplied": ("supplied",), "unclear": ("unclear",), "gap": ("gap",), "remark": ("seg",), "sic": ("sic", "seg"),
}  # fmt: skip


def _flat(text: str) -> str:
    return " ".join(text.split())


def _changes(tree: etree._ElementTree, amended: Amended, resp: dict[str, str]) -> None:
    """What was read before, and the reason, in the history of the file."""
    header = _one(tree, "/t:TEI/t:teiHeader")
    history = header.find(f"{TEI}revisionDesc")
    if history is None:
        history = sub(header, "revisionDesc", xml_lang="en")
    for one in amended.done:
        if one.row.value:
            status = "checked" if one.row.confirmed else "corrected"
            sub(history, "change", _said(one), who=resp[one.row.who], status=status)


def _said(one: Done) -> str:
    row = one.row
    where = f"{row.place_text}, “{_flat(row.printed)}”" if row.place.line and row.printed else row.place_text
    before = f"; read as {one.old} before" if one.old and one.old != row.value else ""
    verb = "confirmed as" if row.confirmed else "corrected to"
    return f"{where}: {verb} {row.value}{before}." + (f" {row.reason}" if row.reason else "")


def _keep_words(tree: etree._ElementTree, amended: Amended, name: str, slot: str) -> None:
    """The record's own words, where the correction says something else in their place."""
    printed = amended.document.record.slot(slot)
    shown = _all(tree, FACT_PLACES[name])
    text = printed.text if printed else ""
    if not text or (shown and "".join(words(shown[0]).split()) == "".join(text.split())):
        return
    description = _one(tree, "//t:fileDesc")
    statement = description.find(f"{TEI}notesStmt")
    if statement is None:
        statement = sub(description, "notesStmt")
        _one(tree, "//t:fileDesc/t:sourceDesc").addprevious(statement)
    sub(statement, "note", text, type="replaced", n=slot)

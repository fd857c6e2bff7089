"""The text of a TEI document as JSON has it: divisions with paragraphs, notes apart, and where their marks stand.

A paragraph is what stands on lines of its own: `p`, `head`, `item`, a line of an opener, a row of a table. Offsets count
characters of Unicode in its text, in which a run of white space is one blank, a line break of the TEI a line feed, and
cells of a table are parted by tabs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from tei.encode.elements import TEI, XML_ID
from tei.gather.words import language_of
from tei.rendering.json_header import without_nothing
from tei.rendering.passages import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDERS: Final = frozenset(
    "text front body back group div div1 div2 div3 div4 div5 div6 div7 list table lg sp argument epigraph postscript "
    "floatingText listBibl figure titlePage docTitle address opener closer sourceDoc facsimile surfaceGrp surface zone".split()
)
"""Elements of which each child has lines of its own, unless they have text of their own."""
_BLOCKS: Final = frozenset(
    "p ab head item row l addrLine salute signed dateline byline trailer speaker stage docDate docImprint docAuthor "
    "titlePart figDesc line".split()
)
_SPANS: Final = {
    "del": "deleted", "add": "added", "supplied": "supplied", "unclear": "unclear", "gap": "gap", "pb": "page",
    "foreign": "foreign", "persName": "person", "orgName": "org", "placeName": "place", "date": "date",
}  # fmt: skip
_PRINTED: Final = frozenset(("orig", "sic", "abbr"))
_EDITORS: Final = frozenset(("reg", "corr", "expan"))
_VERSIONS: Final = frozenset(("edition", "translation"))
_WHITE: Final = " \t\r\n"


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making."""

    kind: str
    id: str = ""
    language: str = ""
    text: str = ""
    spans: list[dict[str, Any]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append text; a run of white space becomes one blank, none at the start of a line."""
        words = " ".join(part for part in text.translate(_BLANKS).split(" ") if part)
        if text[:1] in _WHITE and text and self.text and self.text[-1] not in " \n\t":
            self.text += " "
        self.text += words
        if words and text[-1] in _WHITE:
            self.text += " "

    def break_line(self, sign: str) -> None:
        """A line, or a cell of a table, ends here."""
        self.text = self.text.rstrip(" ") + sign


_BLANKS: Final = str.maketrans("\t\r\n", "   ")


@dataclass(slots=True)
class Text:
    """The divisions and notes of a document, as JSON has them."""

    divisions: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


def text_of(root: etree._Element) -> Text:
    """Read what holds the text of a TEI document; notes that stand apart from it are the last."""
    made = Text()
    marks: list[tuple[str, dict[str, Any]]] = []
    holders = texts_of(root)
    apart = [one for one in holders if one.tag == TEI + "note"]
    for part in (part for text in holders if text not in apart for part in _parts(text)):
        language = language_of(part)
        reader = _Reader(len(made.divisions), language, made.notes, marks)
        reader.read(part)
        role = part.get("type") or ("" if _name(part) in ("body", "text") else _name(part))
        paragraphs = [*reader.finished()]
        division = {"id": part.get(XML_ID, ""), "role": role, "language": language}
        made.divisions.append({**without_nothing(division), "paragraphs": paragraphs})
    for note in apart:
        _Reader(len(made.divisions), language_of(note), made.notes, None).read_note(note)
    _anchor(made.notes, marks)
    return made


def _parts(text: etree._Element) -> Iterator[etree._Element]:
    """What a text is made of: front, the divisions by language or else the body, back; else all of it."""
    if (text.text and text.text.strip()) or not any(_name(one) in ("front", "body", "back") for one in text):
        yield text
        return
    for part in text.iterchildren("*"):
        versions = part.findall(TEI + "div") if _name(part) == "body" else []
        if versions and len(versions) == len(part) and any(one.get("type") in _VERSIONS for one in versions):
            yield from versions
        else:
            yield part


def _anchor(notes: list[dict[str, Any]], marks: list[tuple[str, dict[str, Any]]]) -> None:
    """Tell each note where its marks stand."""
    by_id = {note["id"]: note for note in notes if note.get("id")}
    for target, anchor in marks:
        if target in by_id:
            by_id[target].setdefault("anchors", []).append(anchor)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


class _Reader:
    """Reads the elements of one division, or of one note, into paragraphs."""

    def __init__(
        self,
        division: int,
        language: str,
        notes: list[dict[str, Any]],
        marks: list[tuple[str, dict[str, Any]]] | None,
    ) -> None:
        self._division = division
        self._language = language
        self._notes = notes
        self._marks = marks
        self._done: list[Paragraph] = []
        self._now = Paragraph("text")
        self._pages: list[dict[str, Any]] = []

    def read(self, element: etree._Element) -> None:
        """Read what an element holds."""
        self._add(element, element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(element, child)
            self._add(element, child.tail)

    def _add(self, element: etree._Element, text: str | None) -> None:
        """Add text; indentation between elements that have no text of their own is none."""
        if text and (text.strip(_WHITE) or not _holds(element)):
            self._now.add(text)

    def _child(self, parent: etree._Element, child: etree._Element) -> None:
        name = _name(child)
        if name == "note":
            self.read_note(child)
        elif name == "lb":
            if child.get("break") != "no":
                self._now.break_line("\n" if self._now.text else "")
        elif name in _HOLDERS and _holds(child):
            self._block(child, name, again=False)
        elif name in _BLOCKS or name in _HOLDERS or (_holds(parent) and name != "pb"):
            self._block(child, name, again=True)
        elif name == "cell":
            if child.getprevious() is not None:
                self._now.break_line("\t")
            self.read(child)
        elif not (name in _EDITORS and any(_name(one) in _PRINTED for one in parent.iterchildren("*"))):
            self._inline(child, name)

    def _block(self, element: etree._Element, name: str, *, again: bool) -> None:
        """What has lines of its own; what follows it in its parent is a paragraph of the parent's kind."""
        kind = self._now.kind
        self._flush()
        if again:
            language = language_of(element)
            other = language if language != self._language else ""
            self._now = Paragraph(name, element.get(XML_ID, ""), other)
        self.read(element)
        self._flush()
        self._now = Paragraph(kind)

    def _inline(self, element: etree._Element, name: str) -> None:
        paragraph, start = self._now, len(self._now.text)
        mark = element.get("type") == "noteAnchor" and name in ("ref", "ptr")
        number = len(self._done)
        self.read(element)
        if paragraph is not self._now:
            return
        if mark and self._marks is not None:
            place = {
                "division": self._division,
                "paragraph": number,
                "start": start,
                "end": len(self._now.text),
            }
            self._marks.append((element.get("target", "").strip().removeprefix("#"), place))
        if name in _SPANS:
            span = {"kind": _SPANS[name], "start": start, "end": len(self._now.text), **_said(element, name)}
            (self._pages if name == "pb" and not self._now.text else self._now.spans).append(span)

    def read_note(self, note: etree._Element) -> None:
        """A note is no part of the text; one in a line has its mark there."""
        label = next((one for one in note.iter(TEI + "label")), None)
        reader = _Reader(self._division, language_of(note), self._notes, None)
        said = {
            "id": note.get(XML_ID, ""),
            "n": note.get("n", ""),
            "kind": note.get("type", ""),
            "place": note.get("place", ""),
            "language": language_of(note),
        }
        made: dict[str, Any] = without_nothing(said)
        self._notes.append(made)
        reader.read(note)
        made["label"], made["text"] = _parted(reader, label)
        if self._marks is not None and self._now.text.strip():
            at = len(self._now.text)
            place = {"division": self._division, "paragraph": len(self._done), "start": at, "end": at}
            made["anchors"] = [place]

    def _flush(self) -> None:
        if self._now.text.strip() or self._now.spans:
            self._now.spans[:0] = self._pages
            self._pages = []
            self._done.append(self._now)
            self._now = Paragraph(self._now.kind)

    def finished(self) -> Iterator[dict[str, Any]]:
        """The paragraphs, as JSON has them."""
        self._flush()
        for one in self._done:
            text = one.text.rstrip(_WHITE)
            for span in one.spans:
                span["start"], span["end"] = min(span["start"], len(text)), min(span["end"], len(text))
            said = without_nothing({"id": one.id, "kind": one.kind, "language": one.language})
            yield {**said, "text": text, **({"spans": one.spans} if one.spans else {})}
        if self._pages:
            yield {"kind": "page", "text": "", "spans": self._pages}


def _parted(reader: _Reader, label: etree._Element | None) -> tuple[str, str]:
    """The label of a note, if its text begins with it, and the text."""
    text = "\n".join(one["text"] for one in reader.finished())
    said = " ".join("".join(label.itertext()).split()) if label is not None else ""
    if said and text.startswith(said):
        return said, text[len(said) :].lstrip(_WHITE)
    return "", text


def _holds(element: etree._Element) -> bool:
    """Whether an element has no text of its own, so that each child stands on lines of its own."""
    if _name(element) not in _HOLDERS:
        return False
    return not any((text or "").strip() for text in (element.text, *(child.tail for child in element)))


def _said(element: etree._Element, name: str) -> dict[str, Any]:
    """What the attributes of a span say."""
    wanted = {
        "pb": {"n": element.get("n", "")},
        "gap": {"reason": element.get("reason", ""), "printed": element.get("rend", "")},
        "foreign": {"language": language_of(element)},
        "date": {"when": element.get("when", "")},
    }
    if name in ("persName", "orgName", "placeName"):
        wanted[name] = {"ref": element.get("ref", "").removeprefix("#")}
    said: dict[str, Any] = without_nothing(wanted.get(name, {}))
    return said

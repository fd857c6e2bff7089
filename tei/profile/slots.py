"""The slots of a record: what a layout can say that a part of a record is, and where it stands in TEI."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

SLOTS = {
    "date": "date of the document: creation/date",
    "title": "main title: titleStmt/title[@type='main']",
    "citation": "citation as printed: sourceDesc/bibl[@type='citation']",
    "summary": "editor's summary: profileDesc/abstract",
    "credits": "sentence of support: notesStmt/note[@type='credits'], its donors as funder",
    "language": "stated language of the original: textLang",
    "contents": "what the record holds: notesStmt/note[@type='contents']",
    "number": "number of the record: idno[@type='document'], and the id",
    "body": "the text",
    "authors": "authors in the catalogue: author",
    "people": "people and bodies in the catalogue: keywords",
    "places": "places in the catalogue: keywords",
    "topics": "topics in the catalogue: keywords",
    "subjects": "subjects in the catalogue: keywords",
    "related": "related documents: notesStmt/note[@type='related']",
    "source": "source as the catalogue gives it: sourceDesc/bibl[@type='citation']",
    "archive": "holding archive: msIdentifier/repository",
    "rights": "statement of rights: availability/p",
    "uploaded": "when the record was put online: notesStmt/note[@type='uploaded']",
    "type": "kind of document: catRef, keywords",
    "classification": "classification: notesStmt/note[@type='classification']",
    "donors": "bodies that gave support: funder",
    "sender": "who sent it: correspAction[@type='sent']",
    "recipient": "who received it: correspAction[@type='received']",
    "intermediary": "who was to pass it on: correspAction[@type='forwarded']",
    "sent_from": "place of sending: correspAction[@type='sent']/placeName",
    "translators": "who translated it: respStmt",
    "transcribers": "who transcribed it: respStmt",
    "editors": "who edited it: respStmt",
    "contributors": "who contributed it: respStmt",
    "collection": "collection within the archive: msIdentifier/collection",
    "shelfmark": "shelfmark: msIdentifier/idno[@type='shelfmark']",
    "physical": "what the document is made of, copy or original: physDesc",
    "url": "address of the record: idno[@type='URI']",
    "remark": "a remark on the document: notesStmt/note[@type='remark']",
}
"""Name of each slot, and what it is and where it stands in the TEI (docs/encoding.md)."""

LISTED = frozenset((
    "contents", "authors", "people", "places", "topics", "subjects", "related", "type", "classification",
    "donors", "sender", "recipient", "translators", "transcribers", "editors", "contributors",
))  # fmt: skip
"""Slots of several values: each line is one, and where a label names a separator each part of a line."""

SECTION = "section"
"""What a heading of labels fills: no slot of the record, for it has no value."""

KEPT = "unrecognised"
"""What a label fills whose slot is still to be chosen: the lines stay as they are printed, label and all, as
`notesStmt/note[@type='unrecognised']`, and a finding says so."""


def _slot(name: str) -> str:
    if name not in (*SLOTS, SECTION, KEPT):
        raise ValueError(f"is not a slot; the slots are {', '.join(SLOTS)}")
    return name


SlotName = Annotated[str, AfterValidator(_slot)]

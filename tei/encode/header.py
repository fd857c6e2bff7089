"""The `teiHeader`: every header fact at its fixed place, with the ground of what was inferred.

Places follow the project's encoding contract (docs/encoding.md); what is unknown is left out or says
that it is unknown.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

import tei as program
from tei.common_languages import COMMON
from tei.encode import catalogue, correspondence, source
from tei.encode.elements import XML_LANG, add_text, date_attributes, ground_attributes, sub
from tei.encode.inline import HAND, rendition_id
from tei.encode.standoff import add_fact, add_name, kind_of
from tei.interpret.dates import CALENDARS, GROUNDS
from tei.letters import letters, written_in
from tei.model import (
    Added,
    Anchor,
    Break,
    Deleted,
    Emended,
    Fact,
    Gap,
    Highlighted,
    ItemList,
    Raised,
    Section,
    Sic,
    Spaced,
    Span,
    Supplied,
    Table,
    Turn,
    Unclear,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tei.encode import Settings
    from tei.encode.standoff import People
    from tei.model import Document, Inline, Piece

_HANDWRITING = "Handwriting, marked as such in the record; the record does not say whose it is."
# What is declared is asked of the attributes, in the order of the document.
_LANGUAGES, _CALENDARS, *_POINTING = (
    etree.XPath(f"descendant-or-self::*/@{name}", smart_strings=False)
    for name in ("xml:lang", "calendar", "ana", "target")
)
RELATORS = "http://id.loc.gov/vocabulary/relators/"
_ROLES = {
    "trl": "translation",
    "ctb": "contribution of the document",
    "col": "obtaining of the document",
    "trc": "transcription",
    "edt": "editing",
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where what is known only at the end is written: languages, categories and calendars in use."""

    languages: etree._Element
    classification: etree._Element
    calendars: etree._Element


# --- fileDesc ----------------------------------------------------------------------------------


def encode_file_description(
    head: etree._Element, document: Document, settings: Settings, people: People
) -> None:
    """Append `fileDesc`: titles, people, publication, notes, sources."""
    description = sub(head, "fileDesc")
    _titles(sub(description, "titleStmt"), document, people)
    _publication(sub(description, "publicationStmt"), document, settings)
    catalogue.encode_notes(description, document)
    source.encode(sub(description, "sourceDesc"), document, people)


def _titles(statement: etree._Element, document: Document, people: People) -> None:
    header = document.header
    title = header.title or Fact(document.id, "", Span(1, 1), "low", "ground.id")
    sub(
        statement,
        "title",
        title.value,
        type="main",
        xml_lang=_language_of_title(document),
        **ground_attributes(title),
    )
    if header.title_original:
        original = header.title_original
        sub(
            statement, "title", original.value, type="original", xml_lang=header.title_original_language,
            **ground_attributes(original),
        )  # fmt: skip
    catalogue.encode_authors(statement, header, people)
    for sender in header.senders if not header.catalogue.authors else ():
        if kind_of(sender) != "name":
            add_fact(sub(statement, "author", **ground_attributes(sender)), sender, people)
    for funder in header.funders:
        sub(sub(statement, "funder", **ground_attributes(funder)), "orgName", funder.value)
    _responsibilities(statement, document, people)


def _language_of_title(document: Document) -> str | None:
    """The header's language, or that of the heading which is the title; a title that is only an id has none."""
    title = document.header.title
    if title and title.ground == "ground.opening":
        heads = (block for division in document.divisions[:1] for block in division.printed)
        own = next((block.language for block in heads if block.span.first == title.span.first), "")
        return own or document.header.title_language
    return document.header.title_language if title else None


def _responsibilities(statement: etree._Element, document: Document, people: People) -> None:
    """One `respStmt` a role, with a MARC relator; the program's own last."""
    roles = dict.fromkeys(person.role for person in document.header.citation.people)
    for role in roles:
        responsibility = sub(statement, "respStmt", xml_id=f"resp-{role}")
        sub(responsibility, "resp", _ROLES.get(role, role), ref=RELATORS + role, xml_lang="en")
        for person in document.header.citation.people:
            if person.role == role:
                add_name(responsibility, person.name, people)
    encoding = sub(statement, "respStmt", xml_id="resp-enc")
    sub(encoding, "resp", "TEI encoding", ref=f"{RELATORS}mrk", xml_lang="en")
    sub(encoding, "name", "tei-pipeline", type="software", ref="#app")


def _publication(statement: etree._Element, document: Document, settings: Settings) -> None:
    """Publisher or authority, date if one is given, id, and what is known of the rights."""
    archive = document.header.archive
    if settings.publisher:
        sub(statement, "publisher", settings.publisher)
    else:
        sub(
            statement,
            "authority",
            archive.value if archive else "not published",
            ana="#ground.layout" if archive else None,
        )
    if settings.date:
        sub(statement, "date", settings.date[:4], when=settings.date)
    sub(statement, "idno", document.id, type="local")
    granted = document.record.profile.archive.licence
    rights = document.header.catalogue.rights
    if granted:
        licence = sub(
            sub(statement, "availability", status="free", ana="#ground.layout"), "licence", target=granted
        )
        add_text(licence, "Licence of the text.")
        licence.set(XML_LANG, "en")
    if rights or not granted:
        catalogue.encode_rights(sub(statement, "availability", status="unknown"), rights)
    if settings.licence:
        licence = sub(statement, "availability", status="free")
        sub(licence, "licence", "Licence of the markup.", target=settings.licence, xml_lang="en")


# --- encodingDesc and profileDesc --------------------------------------------------------------


def encode_encoding_and_profile(
    head: etree._Element, document: Document, settings: Settings, people: People
) -> Places:
    """Append `encodingDesc` and `profileDesc`; return the places that are filled last."""
    encoding = sub(head, "encodingDesc")
    _declarations(encoding, document, settings)
    classification = sub(encoding, "classDecl")
    application = sub(encoding, "appInfo")
    app = sub(application, "application", ident="tei-pipeline", version=program.__version__, xml_id="app")
    sub(app, "label", "tei-pipeline")
    sub(app, "ptr", target="#src-record")
    profile = sub(head, "profileDesc")
    languages, calendars = _profile(profile, document, people)
    return Places(languages, classification, calendars)


def _declarations(encoding: etree._Element, document: Document, settings: Settings) -> None:
    """What the encoder did to the text, said only where it did it."""
    parts = [part for division in document.divisions for part in division.parts]
    kinds = {type(part) for part in parts}
    purpose = "Conversion of a plain-text archival record into TEI, the text in language-tagged divisions."
    project = sub(encoding, "projectDesc")
    if settings.title:
        sub(project, "p", settings.title)
    sub(project, "p", purpose, xml_lang="en")
    editorial = sub(encoding, "editorialDecl", xml_lang="en")
    _statement(
        editorial,
        "correction",
        "No corrections were made to the text of the record.",
        status="low",
        method="silent",
    )
    made = {kind for division in document.divisions for kind in _kinds(division.blocks)}
    where = "notes and items" if ItemList in made else "notes"
    bars = ", bars between the columns of a table" if Table in made else ""
    layout = f"Labels of the record's fields, list marks before {where}{bars} and runs of blanks are layout and are not kept"
    breaks = "; blanks that mark the line division of a heading are encoded as lb" if Break in kinds else ""
    _statement(editorial, "normalization", f"{layout}{breaks}.", method="markup")
    if Supplied in kinds:
        text = "Punctuation is kept; square brackets around supplied words are encoded as supplied."
        _statement(editorial, "punctuation", text, marks="some")
    else:
        _statement(editorial, "punctuation", "All punctuation is kept.", marks="all")
    if kinds & {Gap, Unclear, Sic, Deleted, Added, Emended}:
        text = "Signs for words that are missing, doubted, struck out or written in are encoded; rend keeps them as printed."
        _statement(editorial, "interpretation", text)
    if Highlighted in kinds:
        text = "Signs around words that were set off in print are encoded as hi; the renditions name them."
        _statement(editorial, "interpretation", text)
    if Spaced in kinds:
        text = "Letter-spaced words are kept as printed (orig) beside the plain word (reg)."
        _statement(editorial, "interpretation", text)
    _statement(editorial, "stdVals", "Dates are normalized to ISO 8601, languages to BCP 47.")
    _renditions(encoding, document, parts)


_LOOKS = {
    "bold": "font-weight: bold;",
    "italic": "font-style: italic;",
    "underlined": "text-decoration: underline;",
    "letter-spaced": "letter-spacing: 0.15em;",
}


def _renditions(encoding: etree._Element, document: Document, parts: Sequence[Inline]) -> None:
    """How words are set that the record has signs around: `n` holds the signs of a look."""
    looks = {rendition_id(part): part for part in parts if isinstance(part, Highlighted)}
    raised = any(isinstance(part, Raised) or (isinstance(part, Anchor) and part.raised) for part in parts)
    raised = raised or any(
        note.label.startswith("^{") for division in document.divisions for note in division.notes
    )
    if not (raised or looks):
        return
    declaration = sub(encoding, "tagsDecl", partial="true")
    if raised:  # in characters, marks or labels of notes
        css = "vertical-align: super; font-size: smaller;"
        sub(declaration, "rendition", css, xml_id="sup", scheme="css")
    for name, part in sorted(looks.items()):
        sub(declaration, "rendition", _LOOKS[part.look], xml_id=name, n=" ".join(part.signs), scheme="css")


def _kinds(pieces: Iterable[Piece]) -> Iterator[type[Piece]]:
    """The kinds of pieces, those inside sections and turns included."""
    for piece in pieces:
        yield type(piece)
        if isinstance(piece, Section):
            yield from _kinds(piece.pieces)
        elif isinstance(piece, Turn):
            yield from _kinds(piece.blocks)


def _statement(editorial: etree._Element, name: str, text: str, **attributes: str) -> None:
    sub(sub(editorial, name, **attributes), "p", text)


def _profile(
    profile: etree._Element, document: Document, people: People
) -> tuple[etree._Element, etree._Element]:
    header = document.header
    if header.date or header.date_reading:
        raw = header.date.raw if header.date else ""
        attributes = date_attributes(header.date_reading)
        ground = f"#{header.date.ground}" if header.date and header.date.ground else ""
        if attributes.get("ana") == "#dating.stated":
            attributes["ana"] = None  # a date at its own place needs no ground
        attributes["ana"] = " ".join(part for part in (attributes["ana"], ground) if part)
        sub(sub(profile, "creation"), "date", raw, **attributes)
    if header.summary:
        abstract = sub(profile, "abstract", xml_lang=header.title_language)
        label = header.summary_label
        if label:
            paragraph = sub(abstract, "p")
            sub(paragraph, "label", label.value)
            add_text(paragraph, " " + header.summary[0].value)
        for fact in header.summary[1 if label else 0 :]:
            sub(abstract, "p", fact.value)
    scheme = "#src-digital" if source.has_digital(document) else "#src-record"
    languages = sub(profile, "langUsage")
    calendars = sub(profile, "calendarDesc")
    catalogue.encode_classes(profile, header, people, scheme)
    correspondence.encode(profile, document, people)
    if any(isinstance(part, Added) for division in document.divisions for part in division.parts):
        sub(sub(profile, "handNotes", xml_lang="en"), "handNote", _HANDWRITING, xml_id=HAND)
    return languages, calendars


# --- declared last -----------------------------------------------------------------------------


def tag_other_scripts(head: etree._Element, document: Document) -> None:
    """The header is English: words of the record in another script get the language of that script.

    Which one, where a script has several, the titles and the text of the document tell.
    """
    known = [document.header.title_language, document.header.title_original_language]
    known += [division.language for division in document.divisions]
    if etree.tostring(head, method="text", encoding="unicode").isascii():
        return
    for element in head.iter("{*}*"):
        words = "".join((element.text or "", *(child.tail or "" for child in element)))
        if words.isascii():
            continue
        counts = letters(words)
        main = max(counts, key=lambda name: (counts[name], name), default="Latin")
        tag = next((tag for tag in known if main in written_in(tag)), "")
        if main != "Latin" and tag and _language(element) == "en":
            element.set(XML_LANG, tag)


def _language(element: etree._Element) -> str:
    stated = (above.get(XML_LANG) for above in (element, *element.iterancestors()))
    return next((tag for tag in stated if tag), "")


def declare_languages(usage: etree._Element, tei: etree._Element, document: Document) -> None:
    """Declare every `xml:lang` in use, and the stated languages with a word that they are not here."""
    used = _LANGUAGES(tei)
    stated = [fact.value for fact in document.header.stated_languages]
    texts = {division.language for division in document.divisions}
    unknown = "und" in texts and any(division.blocks for division in document.divisions)
    for tag in dict.fromkeys(tag for tag in (*used, *stated) if tag):
        missing = tag in stated and not any(text.partition("-")[0] == tag.partition("-")[0] for text in texts)
        entry = sub(usage, "language", _language_name(tag), ident=tag, xml_lang="en")
        if missing:
            # A text in a language we cannot tell may be in the stated one.
            add_text(entry, ": original language as stated" + ("" if unknown else ", not transcribed"))


@cache
def _language_name(tag: str) -> str:
    if tag in COMMON:
        return COMMON[tag].name
    import langcodes  # loads its data when used

    return str(langcodes.Language.get(tag, normalize=False).display_name("en"))


@cache
def taxonomies() -> dict[str, dict[str, str]]:
    """The program's categories: those of its one shared file, and the grounds of dates."""
    own: dict[str, dict[str, str]] = tomllib.loads(
        (Path(__file__).parent / "taxonomies.toml").read_text("utf-8")
    )
    own["dating"] |= {name.partition(".")[2]: text for name, text in GROUNDS.items()}
    return own


@cache
def _categories() -> dict[str, dict[str, str]]:
    """What the categories of each taxonomy say, by their ids."""
    return {
        name: {f"{name}.{key}": text for key, text in entries.items() if key != "about"}
        for name, entries in taxonomies().items()
    }


def declare_categories(declaration: etree._Element, tei: etree._Element) -> None:
    """Declare the categories that `@ana` and `catRef` point at, and only those."""
    pointers = {pointer[1:] for values in _POINTING for value in values(tei) for pointer in value.split()}
    for name, categories in _categories().items():
        used = [identity for identity in categories if identity in pointers]
        if not used:
            continue
        taxonomy = sub(declaration, "taxonomy", xml_id=name)
        sub(taxonomy, "bibl", taxonomies()[name]["about"], xml_lang="en")
        for identity in used:
            category = sub(taxonomy, "category", xml_id=identity)
            sub(category, "catDesc", categories[identity], xml_lang="en")
    _drop_if_empty(declaration)


def declare_calendars(declaration: etree._Element, tei: etree._Element) -> None:
    """Declare the calendars that `@calendar` points at (TEI: it is a pointer)."""
    used = frozenset(_CALENDARS(tei))
    for name in (name for name in CALENDARS if f"#calendar.{name}" in used):
        sub(sub(declaration, "calendar", xml_id=f"calendar.{name}"), "p", CALENDARS[name], xml_lang="en")
    _drop_if_empty(declaration)


def _drop_if_empty(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None and not len(element):
        parent.remove(element)

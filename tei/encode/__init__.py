"""Stage 4: a Document as TEI; the only room where TEI element names are spelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.encode.elements import root, sub
from tei.encode.models import BESIDE, name_schemas

if TYPE_CHECKING:
    from lxml import etree

    from tei.model import Document


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says of its edition; an empty value is left out, never invented.

    `date` is the edition's (ISO 8601), from the project file or SOURCE_DATE_EPOCH: no clock is read.
    `schema` is the address of the folder that holds the schemas.
    """

    title: str = ""
    publisher: str = ""
    licence: str = ""
    date: str = ""
    schema: str = BESIDE


def encode(document: Document, settings: Settings = Settings()) -> etree._ElementTree:
    """Encode a document as TEI.

    Returns:
        A tree `TEI(teiHeader, standOff?, text)` without formatting white space in mixed content; before
        the root the instructions that name its schemas.
    """
    from tei.encode import body, header, standoff  # the names of elements are asked for by themselves, too

    language = document.header.title_language or "und"
    tei = root("TEI", xml_id=document.id, xml_lang=language)
    name_schemas(tei, settings.schema)
    people = standoff.People(document)
    head = sub(tei, "teiHeader", xml_lang="en")
    header.encode_file_description(head, document, settings, people)
    places = header.encode_encoding_and_profile(head, document, settings, people)
    standoff.encode(tei, people)
    body.encode(sub(tei, "text"), document, people)
    header.declare_calendars(places.calendars, tei)
    header.declare_categories(places.classification, tei)
    header.tag_other_scripts(head, document)
    header.declare_languages(places.languages, tei, document)
    return tei.getroottree()

"""TEI documents for tests of gathering: of our own golden records, and one as others write it, invented."""

from __future__ import annotations

from pathlib import Path

from tei.gather.entries import Entry, entry_of
from tei.safe_xml import parse_xml

RECORDS = Path(__file__).parent / "records"


def golden(name: str) -> Entry:
    """The entry of a record's TEI under `tests/records`."""
    return entry_of(parse_xml((RECORDS / name / "tei.xml").read_bytes()))


def entry_of_text(text: str) -> Entry:
    """The entry of a document without its namespace declaration."""
    return entry_of(parse_xml(text.replace("<TEI", '<TEI xmlns="http://www.tei-c.org/ns/1.0"', 1).encode()))


FOREIGN = """<TEI xml:lang="fr">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>Lettre de Ada Holm à Jon Reyes</title>
        <title xml:lang="en" type="short">Holm to Reyes</title>
        <editor>Tove Lind</editor>
        <respStmt><resp>English translation</resp><persName><forename>Paul</forename><surname>Arden</surname></persName></respStmt>
        <respStmt><resp>Encoding by</resp><name>Kai Moen</name></respStmt>
      </titleStmt>
      <publicationStmt>
        <publisher><orgName>Lamp Press</orgName><email>desk@lamp.example</email></publisher>
        <date when="2019-05">May 2019</date>
        <availability><licence target="https://lamp.example/by/4.0/"><p>Free to use with our name.</p></licence></availability>
        <ptr target="https://lamp.example/letters/7"/>
      </publicationStmt>
      <sourceDesc>
        <msDesc><msIdentifier>
          <country>Norway</country><settlement>Lonrad</settlement>
          <institution>Lonrad Library</institution><repository>Room of Letters</repository>
          <collection>Holm Papers</collection><idno>Box 2</idno>
        </msIdentifier></msDesc>
        <bibl type="print"><title>Letters of the North</title>, p. 12.</bibl>
      </sourceDesc>
    </fileDesc>
    <profileDesc>
      <correspDesc>
        <correspAction type="sent">
          <persName ref="https://viaf.org/viaf/15798951/">Ada Holm</persName>
          <settlement>Lonrad</settlement>
          <date notBefore="1921-03-01" notAfter="1921-03-08">first week of March 1921</date>
        </correspAction>
        <correspAction type="received"><persName key="reyes-jon" /></correspAction>
      </correspDesc>
      <langUsage><language ident="fr"/></langUsage>
      <textClass><catRef target="types.xml#letter"/></textClass>
    </profileDesc>
  </teiHeader>
  <text><body>
    <p>Le bateau de <persName>Jon Reyes</persName> est <placeName ref="#pl">ici</placeName>,
      <persName ref="#p1 #p2">les deux</persName>.</p>
  </body><back><listPerson>
    <person xml:id="p1"><persName type="variant">Tove</persName><persName type="preferred">Tove<lb/>Lind<note>?</note></persName>
      <idno type="GND">118540238</idno><idno type="URI">https://www.wikidata.org/wiki/Q42</idno></person>
    <person xml:id="p2"><note>nobody knows</note></person>
  </listPerson></back></text>
</TEI>"""

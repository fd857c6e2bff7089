"""Faults put into documents, to compare what validators say of them."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    import random

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"

_VALUES: Final = (
    "",
    "x",
    "#x",
    "1",
    "a b",
    "2031-02-30",
    "-1",
    "en",
    "\u00e9t\u00e9",
    "https://x.example/ y",
)
_TEXTS: Final = ("stray", "\u5b57", " 12 ", "&<>")


@dataclass(frozen=True, slots=True)
class Seeded:
    """One fault, as words replaced once in `schema/valid.xml`: `\u00a6` stands before the place of the fault."""

    old: str
    new: str

    def put_into(self, document: str) -> tuple[str, int, int]:
        """Return the faulty document, and line and column of the fault."""
        assert document.count(self.old) >= 1, self.old
        marked = document.replace(self.old, self.new, 1)
        before, _, after = marked.partition("\u00a6")
        return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


SEEDED: Final = tuple(
    Seeded(*pair)
    for pair in (
        ('status="unknown"', '\u00a6status="perhaps"'),
        ('<date when="2031-02-03">2031', '<date \u00a6when="3 February">2031'),
        ("<email>desk@harbour.example</email>", "\u00a6<mail>desk@harbour.example</mail>"),
        ('type="main" level="a"', 'type="main" \u00a6level="z"'),
        ('<editor role="compiler">', '<editor role="compiler" \u00a6mood="good">'),
        ("<pubPlace>Troms\u00f8</pubPlace>", "\u00a6<pubplace>Troms\u00f8</pubplace>"),
        ('<gap reason="illegible"', "\u00a6<gap"),
        ('<item>Taue</item>', "<item>Taue</item>\u00a6<p>Taue</p>"),
        ("<salute>Sehr", "\u00a6<p>Sehr</p><salute>Sehr"),
        ("<trailer>Ende</trailer>", "<trailer>Ende</trailer>\n          \u00a6stray text"),
        ('<measure unit="characters" quantity="412">', '<measure unit="characters" \u00a6quantity="many">'),
        ('<lb/>Die', '\u00a6<br/>Die'),
        ('<hi rend="bold spaced">', '<hi \u00a6rend="">'),
        ('<language ident="de">', '<language \u00a6ident="Old German">'),
        ("<milestone unit=\"rule\"/>", "\u00a6<milestone/>"),
        ('<p n="1" xml:id="de-p1">', '<p n="1"\n             \u00a6bar="2"\n             xml:id="de-p1">'),
        ('<catRef scheme="#genre"', '\u00a6<catRef'),
        ('<settlement>Troms\u00f8</settlement>', '\u00a6<town>Troms\u00f8</town>'),
        ('<row role="data">', '\u00a6<tr>Nr</tr><row role="data">'),
        ('<birth when="1870">', '<birth \u00a6when="around 1870">'),
        ('<listOrg>', '\u00a6<listOrganisation/><listOrg>'),
        ('<head>Anmerkungen</head>', '<head>Anmerkungen</head>\u00a6<head2/>'),
        ('<roleName>Lotse</roleName>', '\u00a6<role>Lotse</role>'),
        ('<note type="credits">', '<note \u00a6type="">'),
        ('<langUsage>', '<langUsage>\u00a6<lang/>'),
        ('<num value="2">', '<num \u00a6value="two">'),
        ('<time when="16:00:00">', '<time \u00a6when="four">'),
        ('<p>Die Karte folgt.</p>', '<p>Die Karte folgt.\u00a6<teiHeader/></p>'),
        ('<div type="notes">', '<div type="notes" \u00a6href="x">'),
        ('<idno type="filename">', '<idno \u00a6type="file name">'),
    )
)  # fmt: skip


def mutated(source: etree._ElementTree, dice: random.Random) -> etree._ElementTree:
    """A copy with one to three random changes, which may or may not make it invalid."""
    tree = copy.deepcopy(source)
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        _CHANGES[dice.randrange(len(_CHANGES))](tree, dice)
    return tree


def _some(tree: etree._ElementTree, dice: random.Random) -> etree._Element:
    return dice.choice(list(tree.getroot().iterdescendants(TEI + "*")) or [tree.getroot()])


def _remove(tree: etree._ElementTree, dice: random.Random) -> None:
    victim = _some(tree, dice)
    if (parent := victim.getparent()) is not None:
        parent.remove(victim)


def _repeat(tree: etree._ElementTree, dice: random.Random) -> None:
    victim = _some(tree, dice)
    if (parent := victim.getparent()) is not None:
        again = copy.deepcopy(victim)
        for element in again.iter(TEI + "*"):
            element.attrib.pop(XML_ID, None)
        parent.insert(parent.index(victim), again)


def _move(tree: etree._ElementTree, dice: random.Random) -> None:
    victim, other = _some(tree, dice), _some(tree, dice)
    if victim not in (other, *other.iterancestors()):
        other.insert(dice.randint(0, len(other)), victim)


def _rename(tree: etree._ElementTree, dice: random.Random) -> None:
    other = _some(tree, dice).tag
    _some(tree, dice).tag = dice.choice((other, TEI + "unheardOf", "noNamespace", "{urn:x}p"))


def _revalue(tree: etree._ElementTree, dice: random.Random) -> None:
    victim = _some(tree, dice)
    if names := sorted(name for name in victim.attrib if name != XML_ID):
        victim.set(dice.choice(names), dice.choice(_VALUES))


def _unset(tree: etree._ElementTree, dice: random.Random) -> None:
    victim = _some(tree, dice)
    if names := sorted(victim.attrib):
        del victim.attrib[dice.choice(names)]


def _lend(tree: etree._ElementTree, dice: random.Random) -> None:
    """An attribute that another element has."""
    victim, other = _some(tree, dice), _some(tree, dice)
    if names := sorted(name for name in other.attrib if name != XML_ID):
        name = dice.choice(names)
        victim.set(name, other.attrib[name])


def _write(tree: etree._ElementTree, dice: random.Random) -> None:
    victim = _some(tree, dice)
    victim.text = (victim.text or "") + dice.choice(_TEXTS)


def _comment(tree: etree._ElementTree, dice: random.Random) -> None:
    """What no grammar may mind."""
    _some(tree, dice).append(etree.Comment(" a remark "))


_CHANGES: Final = (_remove, _repeat, _move, _rename, _revalue, _unset, _lend, _write, _comment)

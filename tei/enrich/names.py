"""Names of the authority file in a document: marked in the text, linked in the header, listed in `standOff`.

Without an authority file nothing is marked. What is marked is a form that the file lists, the longest that
stands there; a form that may mean several is left alone and told. Characters are never changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tei.encode.elements import TEI, XML_ID, XML_LANG
from tei.enrich import entries
from tei.enrich.beside import beside
from tei.enrich.lexicon import fold
from tei.enrich.runs import NAMES, Mark, Run, put, reading, walk
from tei.enrich.short_names import WORD, ShortNames, not_inverted, of_two, ordinary_words
from tei.findings import Finding, Where, finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml import etree

    from tei.enrich.authority import Entry
    from tei.enrich.lexicon import Dictionary, Match

_POINTERS: Final = ("ref", "who", "resp", "source", "corresp", "target", "hand")
_NAME_TAGS: Final = {kind: TEI + name for kind, name in entries.NAME_OF.items()}
_PLAIN: Final = TEI + "name"
_ONE_BY_ONE: Final = 5  # a form that stands there more often is told once, with the number


def mark_names(tree: etree._ElementTree, dictionary: Dictionary, path: str) -> list[Finding]:
    """Mark, link and list the names of an authority file in a TEI tree, in place.

    Returns:
        A finding for each place of a name that could mean several.
    """
    return _Document(tree, dictionary, path).mark()


class _Document:
    """One document while its names are marked. Entries go by their id in the file."""

    def __init__(self, tree: etree._ElementTree, dictionary: Dictionary, path: str) -> None:
        self.tree = tree
        self.root = tree.getroot()
        self.dictionary = dictionary
        self.path = path
        self.taken = {str(one.get(XML_ID)) for one in self.root.iter("{*}*") if one.get(XML_ID)}
        self.identities: dict[str, str] = {}  # of entries: their xml:id here
        self.meant: dict[str, Entry] = {}  # by pointer, such as #p-holm
        self.elements: dict[str, etree._Element] = {}  # of entries: what stands in standOff already
        self.unclear: dict[str, list[tuple[etree._Element, tuple[str, ...]]]] = {}

    def mark(self) -> list[Finding]:
        self._known_people()
        self._names_in_place()
        text = self.root.find(TEI + "text")
        if text is not None:
            language = self.root.get(XML_LANG, "")
            self._full_names(text, language)
            self._short_names(text, language)
        self._list(text)
        return list(self._findings())

    # --- who is named already -----------------------------------------------------------------

    def _known_people(self) -> None:
        """People of the header who are entries of the file: one element of `standOff` for both."""
        kinds = [TEI + kind for kind in entries.LISTS]
        listed = [one for one in self.root.iterfind(f"{TEI}standOff/*/*") if one.tag in kinds]
        found = [(one, self._entry_listed(one)) for one in listed]
        self.taken.difference_update(person.get(XML_ID, "") for person, _ in found)
        renamed: dict[str, str] = {}
        for person, entry in sorted(found, key=lambda pair: pair[1] is None):  # entries choose first
            old = person.get(XML_ID, "")
            new = self._identity(entry) if entry else self._free(old)
            renamed[f"#{old}"] = f"#{new}"
            if entry and (person.tag != TEI + entry.kind or entry.id in self.elements):
                _take_out(person)
                continue
            person.set(XML_ID, new)
            self.taken.add(new)
            if entry:
                self.elements[entry.id] = person
        self._rename(renamed)

    def _entry_listed(self, listed: etree._Element) -> Entry | None:
        """The entry that a person of the header is, by name; or that an earlier run listed, by id."""
        names = [one for one in listed if one.tag in NAMES]
        known = self.dictionary.entries.get(listed.get(XML_ID, ""))
        if known and any(one.get("type") == "preferred" and one.text == known.name for one in names):
            return known
        found = (self._entry_of(name) for name in names)
        return next((entry for entry in found if entry and entry.kind != "place"), None)

    def _rename(self, renamed: dict[str, str]) -> None:
        if all(old == new for old, new in renamed.items()):
            return
        for element in self.root.iter("{*}*"):
            for name in _POINTERS:
                value = element.get(name)
                if value and any(token in renamed for token in value.split()):
                    element.set(name, " ".join(renamed.get(token, token) for token in value.split()))

    def _identity(self, entry: Entry) -> str:
        """The id of an entry here: its own; where something else of the document has it, with a number."""
        if entry.id not in self.identities:
            self.identities[entry.id] = identity = self._free(entry.id)
            self.taken.add(identity)
            self.meant[f"#{identity}"] = entry
        return self.identities[entry.id]

    def _free(self, wanted: str) -> str:
        number, identity = 1, wanted
        while identity in self.taken:
            number, identity = number + 1, f"{wanted}-{number + 1}"
        return identity

    def _entry_of(self, element: etree._Element) -> Entry | None:
        """The entry that a name element names in full; catalogues write it `Surname, Given`."""
        language = _language(element)
        for said in dict.fromkeys(form for one in reading(element) for form in (one, *not_inverted(one))):
            if said and (entry := self.dictionary.entry_of(" ".join(said.split()), language)):
                return entry
        return None

    def _pointed_at(self, element: etree._Element) -> Entry | None:
        return self.meant.get(element.get("ref", ""))

    def _names_in_place(self) -> None:
        """Names that are elements already: those that point at nobody are looked up."""
        for element in self._names():
            entry = self._pointed_at(element)
            if (
                entry is None
                and not element.get("ref")
                and not (element.tag == _PLAIN and element.get("type"))
            ):
                entry = self._entry_of(element)
            if entry is not None and _may_be(element, entry):
                element.tag = _NAME_TAGS[entry.kind]
                element.set("ref", f"#{self._identity(entry)}")

    def _names(self) -> list[etree._Element]:
        """The name elements of header and text, in their order."""
        return [one for part in self.root if part.tag != TEI + "standOff" for one in part.iter(*NAMES)]

    # --- the text -----------------------------------------------------------------------------

    def _full_names(self, text: etree._Element, language: str) -> None:
        for run in [one for one in walk(text, language) if isinstance(one, Run)]:
            self._put(run, _found(run, self.dictionary.lexicon(run.language).matches))

    def _short_names(self, text: etree._Element, language: str) -> None:
        """What means only somebody who was named in full before it, in the order of the text."""
        items = list(walk(text, language))
        short = self._short_forms([one for one in items if isinstance(one, Run)])
        named: set[str] = set()
        for item in items:
            if isinstance(item, Run):
                found = _found(item, _search(short[_primary(item.language)], named))
                self._put(item, found, cert="medium")
            elif (entry := self._pointed_at(item)) and item.get("cert") != "medium":
                named.add(entry.id)

    def _short_forms(self, runs: Iterable[Run]) -> dict[str, ShortNames]:
        """For each language of the text the short forms of all whom the document names."""
        names = self._names()
        entries_here = {entry.id: entry for one in names if (entry := self._pointed_at(one))}
        others = {word for one in names if not self._pointed_at(one) for word in WORD.findall(_words(one))}
        texts: dict[str, list[str]] = {}
        for run in runs:
            texts.setdefault(_primary(run.language), []).extend(run.texts)
        return {
            language: ShortNames(
                entries_here.values(), language, ordinary_words(said, language), others | of_two(said)
            )
            for language, said in texts.items()
        }

    def _put(self, run: Run, found: Sequence[tuple[int, int, Match]], **attributes: str) -> None:
        marks = []
        for start, end, match in found:
            if len(match.owners) > 1:
                self.unclear.setdefault(match.form, []).append((run.parent, match.owners))
                continue
            entry = self.dictionary.entries[match.owners[0]]
            values = {"ref": f"#{self._identity(entry)}", **attributes}
            marks.append(Mark(start, end, entries.NAME_OF[entry.kind], values))
        put(run, marks)

    # --- standOff -----------------------------------------------------------------------------

    def _list(self, text: etree._Element | None) -> None:
        """An entry of `standOff` for everybody named, in the order of the first mention."""
        used: dict[str, dict[str, str]] = {}
        for element in self._names():
            if entry := self._pointed_at(element):
                forms = used.setdefault(entry.id, {})
                if element.get("cert") != "medium":
                    forms.update(
                        {form: _language(element) for form in self._other_form(element, entry, forms)}
                    )
        if not used:
            return
        stand_off = entries.stand_off_of(self.root)
        defined = {} if text is None else entries.definitions(text)
        document = entries.around(self.root)
        for key, forms in used.items():
            entry, identity = self.dictionary.entries[key], self.identities[key]
            listed = self.elements.get(key)
            element = entries.add_entry(stand_off, entry.kind, identity) if listed is None else listed
            entries.fill(element, entry, forms, defined.get(f"#{identity}", ()), document)
        entries.declare_unknown(self.root)

    @staticmethod
    def _other_form(element: etree._Element, entry: Entry, known: dict[str, str]) -> list[str]:
        """The form of the file that an element has, where it is not the preferred one and not yet known."""
        said = {fold(one) for one in reading(element)}
        forms = entry.full(_primary(_language(element)))
        return [form for form in forms if fold(form) in said and form != entry.name and form not in known][:1]

    # --- what is unclear ----------------------------------------------------------------------

    def _findings(self) -> Iterator[Finding]:
        for form, places in self.unclear.items():
            ids = " or ".join(dict.fromkeys(one for _, owners in places for one in owners))
            times = f", {len(places)} times" if len(places) > _ONE_BY_ONE else ""
            for element, _ in places[:1] if times else places:
                where = Where(self.path, None, None, _place(self.tree, element))
                yield finding("N009", f"{form!r} could mean {ids}{times}", where)


def _found(run: Run, search: Callable[[str], Iterable[Match]]) -> list[tuple[int, int, Match]]:
    """What is found in a run, with its places there; of two that overlap the first, of these the longest.

    What stands beside the run is looked at too: a part of a longer word or name is none.
    """
    if not any(run.texts):
        return []
    left, right = beside(run)
    found = []
    for said, places in run.readings():
        for match in search(f"{left}{said}{right}"):
            start, end = match.start - len(left), match.end - len(left)
            if start >= 0 and end <= len(said):
                found.append((places[start], places[end - 1] + 1, match))
    kept: list[tuple[int, int, Match]] = []
    for one in sorted(found, key=lambda one: (one[0], -one[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _search(short: ShortNames, named: set[str]) -> Callable[[str], Iterable[Match]]:
    """Looking for short forms of those named so far."""

    def search(said: str) -> Iterable[Match]:
        folded = fold(said)
        return short.lexicon.matches(
            said, lambda match: not named.isdisjoint(match.owners) and short.fits(match, folded)
        )

    return search


def _may_be(element: etree._Element, entry: Entry) -> bool:
    """Whether an element may be the name of an entry of this kind, also by the place where it stands."""
    parent = element.getparent()
    if entry.kind == "place":
        in_statement = parent is not None and parent.tag == TEI + "respStmt"
        return element.tag == _NAME_TAGS["place"] or (element.tag == _PLAIN and not in_statement)
    return element.tag != _NAME_TAGS["place"]


def _take_out(person: etree._Element) -> None:
    """Remove a person, and the list that has no other."""
    listing = person.getparent()
    if listing is not None:
        listing.remove(person)
        above = listing.getparent()
        if not len(listing) and above is not None:
            above.remove(listing)


def _language(element: etree._Element) -> str:
    return next(
        (one.get(XML_LANG, "") for one in (element, *element.iterancestors()) if one.get(XML_LANG)), ""
    )


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _place(tree: etree._ElementTree, element: etree._Element) -> str:
    steps = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
    return f"/TEI/{steps}"

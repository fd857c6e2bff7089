"""What of a record is unsure, unread or contradictory: the rows of the review list.

One thing is one doubt, whatever the number of reasons: its place is the name of a fact (`date`,
`sender`), a place of the text (`line 15 date`, `division en language`), or a finding at a line, which
can be confirmed and not corrected.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tei.encode.elements import TEI_NS
from tei.explain.model import Doubt
from tei.explain.places import prefixed
from tei.findings import Severity
from tei.review.settled import place_of_finding, settling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from tei.explain.model import Explanation, FactTold, LineTold, Reading
    from tei.findings import Finding
    from tei.model import Document
    from tei.pipeline import Result

# Grounds of facts that no words of the record state. Not so: the title, the date line, the layout.
_INFERRING = frozenset(f"ground.{key}" for key in ("number", "id", "salute", "opening", "page")) | {
    "dating.unread",
    "dating.context",
    "dating.preceding",
    "dating.season",
    "dating.contradicted",
}
# Findings that are no doubt about a reading: declared drops, empty labels, files, usage, output.
_NOT_DOUBTS = re.compile(r"P00[45]|I009|[RBFCK]")
_EXCERPT = 120


def doubts(
    told: Explanation, document: Document, tree: etree._ElementTree | None, result: Result
) -> tuple[Doubt, ...]:
    """What is unsure of a record, in the order of its lines; the record as a whole first.

    What somebody has confirmed or corrected (`result.settled`) is left out.
    """
    settled = result.settled
    found = [*_facts(told.facts), *_readings(told.lines), *_languages(told)]
    if tree is not None and result.looked_up:
        found += _unknown_names(told.facts, tree)
    found += [
        _of_finding(one, told, document)
        for one in told.findings
        if (not _NOT_DOUBTS.match(one.code) and not (one.code == "I006" and tree is not None))
        or one.severity is Severity.ERROR
    ]
    merged = list(_merged(found))
    dated = {place for place in (*settled, *(one.place for one in merged)) if " date" in place}
    # What a fact has from a date of the text is not asked twice.
    open_ = (
        one
        for one in merged
        if settling(one.place, one.printed) not in settled
        and not (
            one.place in ("date_sent", "answers")
            and any(place.startswith(f"line {one.line} date") for place in dated)
        )
    )
    return tuple(sorted(open_, key=lambda one: (one.line, one.place)))


def excerpt(text: str) -> str:
    """The beginning of words as a correction repeats them: on one line, cut without a sign for it."""
    return " ".join(text.split())[:_EXCERPT].rstrip()


def _merged(found: Iterable[Doubt]) -> Iterator[Doubt]:
    by_place: dict[str, list[Doubt]] = {}
    for one in found:
        by_place.setdefault(settling(one.place, one.printed), []).append(one)
    for several in by_place.values():
        first = next((one for one in several if one.printed), several[0])
        codes = dict.fromkeys(code for one in several for code in one.code.split())
        yield Doubt(
            first.place,
            first.line,
            first.printed,
            next((one.read for one in several if one.read), ""),
            min((one.certainty for one in several if one.certainty), key=_ORDER.index, default=""),
            "; ".join(dict.fromkeys(one.why for one in several if one.why)),
            " ".join(codes),
        )


_ORDER = ("low", "medium", "unknown", "high")


# --- facts --------------------------------------------------------------------------------------


def _facts(facts: Iterable[FactTold]) -> Iterator[Doubt]:
    """Of a fact with several values all are the value: a correction gives them all."""
    by_name: dict[str, list[FactTold]] = {}
    for fact in facts:
        by_name.setdefault(fact.name, []).append(fact)
    for name, several in by_name.items():
        unsure = [fact for fact in several if fact.certainty != "high" or fact.ground in _INFERRING]
        for fact in unsure:
            reason = fact.why if fact.ground else f"of {fact.certainty} certainty"
            yield Doubt(name, fact.first, excerpt(fact.raw), _all_of(several), fact.certainty, reason, "")


def _all_of(several: Iterable[FactTold]) -> str:
    return "; ".join(fact.value for fact in several if fact.value)


def _unknown_names(facts: Iterable[FactTold], tree: etree._ElementTree) -> Iterator[Doubt]:
    """People of the header whom the project's authority file does not know."""
    by_name: dict[str, list[FactTold]] = {}
    for fact in facts:
        if fact.name in ("sender", "recipient", "intermediary", "translator"):
            by_name.setdefault(fact.name, []).append(fact)
    for name, several in by_name.items():
        for fact in several:
            if not any(_linked(tree, place.path) for place in fact.places):
                why = f"{fact.value} is not in the authority file"
                yield Doubt(name, fact.first, excerpt(fact.raw), _all_of(several), fact.certainty, why, "")


def _linked(tree: etree._ElementTree, path: str) -> bool:
    """Whether an element points at an entry of the authority file: these have a preferred name."""
    target = str(tree.xpath(f"string({prefixed(path)}/@ref)", namespaces={"t": TEI_NS}))
    entries = "//t:standOff//*[@xml:id=$id][t:*/@type='preferred']"
    return bool(tree.xpath(entries, namespaces={"t": TEI_NS}, id=target.removeprefix("#")))


# --- the text -----------------------------------------------------------------------------------


def _readings(lines: Iterable[LineTold]) -> Iterator[Doubt]:
    told: set[str] = set()
    for line in lines:
        counts: Counter[str] = Counter()
        for one in line.readings if line.slot == "body" else ():
            if one.kind not in _ASKED:
                continue
            counts[one.words] += 1
            lonely = one.kind == "note mark" and not one.value
            if one.place.path not in told and (lonely or (one.kind != "note mark" and _unsure(one))):
                place = f"line {line.number} {_ASKED[one.kind]}"
                nth = counts[one.words]
                yield Doubt(
                    place if nth == 1 else f"{place} {nth}",
                    line.number, excerpt(one.words), one.value, one.certainty,
                    "no note answers to the mark" if lonely else one.why or f"of {one.certainty} certainty",
                    "I006" if lonely else "",
                )  # fmt: skip
            told.add(one.place.path)


# Kinds of readings, and what a correction calls them.
_ASKED = {"date": "date", "page": "page", "note mark": "mark"}


def _unsure(one: Reading) -> bool:
    return one.certainty != "high" or not _INFERRING.isdisjoint(one.ground.split())


def _languages(told: Explanation) -> Iterator[Doubt]:
    texts = {line.number: line.text for line in told.lines}
    for division in told.divisions:
        if division.language == "und":
            why = "its language could not be told"
            printed = excerpt(texts.get(division.first, ""))
            yield Doubt(f"division {division.id} language", division.first, printed, "und", "low", why, "")


# --- findings -----------------------------------------------------------------------------------


def _of_finding(one: Finding, told: Explanation, document: Document) -> Doubt:
    line = one.where.in_record or 0
    place = place_of_finding(one.code, line, document)
    printed = next((other.text for other in told.lines if other.number == line), "")
    facts = [fact for fact in told.facts if fact.name == place]
    division = next((each for each in told.divisions if place == f"division {each.id} language"), None)
    read = division.language if division else _all_of(facts)
    printed = next((fact.raw for fact in facts if fact.raw), printed)
    return Doubt(place, line, excerpt(printed), read, "", one.message, one.code)

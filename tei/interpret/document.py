"""The whole of stage 3: header facts, language divisions, and from both the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.interpret.blocks import Parts, Surroundings, read_blocks
from tei.interpret.day_heads import with_days
from tei.interpret.divisions import Stretch, divide
from tei.interpret.header import Opening, read_header, read_opening
from tei.interpret.identity import identity
from tei.interpret.list_oddities import odd_lists
from tei.interpret.opened_pages import opened_pages
from tei.interpret.text_facts import document_date
from tei.interpret.text_oddities import lone_brackets, odd_text, told
from tei.model import Division, Document, Record, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal


_CALLED = {"sr": "sh", "hr": "sh", "bs": "sh", "cnr": "sh", "nb": "no", "nn": "no"}


def interpret(
    record: Record, amend: Callable[[Opening], Opening] | None = None
) -> tuple[Document, tuple[Finding, ...]]:
    """Read a record: header facts, language divisions, blocks, notes paired with anchors.

    `amend` corrects what the header's date and languages are known to be before the text is read.

    Returns:
        The document and what is odd about it. Nothing of the record is dropped: what no rule
        understands is a paragraph in the text or an unrecognised part of the header.
    """
    opening, findings = read_opening(record)
    if amend:
        opening = amend(opening)
    divisions, more = _divisions(record, opening)
    if opening.date is None and (own := document_date(divisions)):
        # The text dates itself: read it again, so that its days without a year have their year.
        opening = Opening(own.reading, opening.stated, own.fact)
        divisions, more = _divisions(record, opening)
    divisions = with_days(divisions)
    header, from_header = read_header(record, opening, divisions)
    document = Document(identity(record, header, divisions), header, divisions, record)
    return document, (*findings, *from_header, *more)


def _divisions(record: Record, opening: Opening) -> tuple[tuple[Division, ...], list[Finding]]:
    body = record.text
    path = record.source.path
    if not body:
        return (), [finding("I009", "the record holds no text below its header", Where(path, _end(record)))]
    stated = tuple(fact.value for fact in opening.stated if fact.value)
    stretches = divide(body, stated, record.profile.body)
    spoken = [tag for stretch in stretches for tag in (stretch.language, *stretch.others.values())]
    pages = opened_pages(record, stretches)
    divisions = []
    findings: list[Finding] = []
    ids: dict[str, int] = {}
    for stretch, role in zip(stretches, _roles(stretches, stated), strict=True):
        near = tuple(tag for tag in (*stated, *spoken) if tag != stretch.language)
        parts = read_blocks(
            stretch.lines,
            record.profile.body,
            language=stretch.language,
            translation=role == "translation",
            context=opening.date,
            others=Surroundings(stretch.others, near, stretch.marker, pages),
        )
        span = Span(stretch.lines[0].number, stretch.lines[-1].number)
        divisions.append(
            Division(_division_id(stretch.language, ids), stretch.language, role, parts.blocks, span)
        )
        findings += [
            *_role_findings(stretch, role, path),
            *_language_findings(stretch, path),
            *_note_findings(parts, path),
        ]
        findings += _line_findings(parts, path)
        findings += _bracket_findings(stretch, path)
        findings += [
            finding(code, said, Where(path, line))
            for code, line, said in odd_text(stretch.lines, parts.blocks, stretch.language)
        ]
        findings += [
            finding("I031", said, Where(path, line)) for line, said in odd_lists(divisions[-1].blocks)
        ]
    return tuple(divisions), findings


def _end(record: Record) -> int:
    """The last line of the header that stands above where the text would: labels may stand below it."""
    after = record.profile.header.labels_stand == "after"
    slots = [slot for slot in record.slots if not (after and slot.label)] or record.slots
    printed = (line for slot in slots for line in (slot.label, *slot.lines) if line)
    return max((line.number for line in printed), default=1)


def _division_id(language: str, ids: dict[str, int]) -> str:
    """`zh`, `en`, and `en-2` for a second English division."""
    primary = language.partition("-")[0]
    count = ids[primary] = ids.get(primary, 0) + 1
    return primary if count == 1 else f"{primary}-{count}"


def _roles(stretches: Sequence[Stretch], stated: tuple[str, ...]) -> list[Literal["edition", "translation"]]:
    """The stated original language decides; without one, the first language is the edition.

    A lone text in another language than the stated one is a translation.
    """
    primaries = [_primary(stretch.language) for stretch in stretches]
    originals = {_primary(tag) for tag in stated} or set(primaries[:1])
    told = [stretch.marker.rule.role if stretch.marker else "auto" for stretch in stretches]
    editions = {primary for primary, role in zip(primaries, told, strict=True) if role == "edition"}
    roles = [
        _role(role, primary, editions or originals) for primary, role in zip(primaries, told, strict=True)
    ]
    spoken = {one.language for one, role in zip(stretches, roles, strict=True) if role == "edition"}
    return ["edition" if one.language in spoken else role for one, role in zip(stretches, roles, strict=True)]


def _role(
    told: Literal["auto", "edition", "translation"], primary: str, originals: set[str]
) -> Literal["edition", "translation"]:
    """What the layout says of a division, or else its language."""
    if told != "auto":
        return told
    return "edition" if primary in originals or primary == "und" else "translation"


def _primary(tag: str) -> str:
    """The primary language; what records call by one name counts as one: Serbo-Croatian, both written Norwegians."""
    primary = tag.partition("-")[0]
    return _CALLED.get(primary, primary)


def _role_findings(stretch: Stretch, role: str, path: str) -> list[Finding]:
    """No text in the language of an original is its translation, whatever the layout says."""
    marker = stretch.marker
    if marker is None or marker.rule.role in ("auto", role):
        return []
    text = f"the layout calls what stands below a {marker.rule.role}; it is in the language of the edition, {stretch.language!r}"
    return [finding("I051", text, Where(path, marker.line.number))]


def _language_findings(stretch: Stretch, path: str) -> list[Finding]:
    if stretch.certain:
        return []
    text = f"the language of lines {stretch.lines[0].number}-{stretch.lines[-1].number} is not sure: {stretch.language!r}"
    return [finding("I011", text, Where(path, stretch.lines[0].number))]


def _line_findings(parts: Parts, path: str) -> list[Finding]:
    """One for a division: where paragraphs are not marked, their ends are told by a weak rule.

    One for each line of a kind that TEI has no room for where the line stands.
    """
    homeless = [
        finding("I050", f"TEI has no room for a {kind} at this place of the text", Where(path, line))
        for line, kind in parts.homeless
    ]
    return [*homeless, *_weak_ends(parts, path)]


def _weak_ends(parts: Parts, path: str) -> list[Finding]:
    if not parts.weak_ends:
        return []
    first, count = parts.weak_ends[0], len(parts.weak_ends)
    text = f"in print-width lines {count} {'paragraph begins' if count == 1 else 'paragraphs begin'} after a short line or with one"
    return [finding("I030", f"{text}: {told(parts.weak_ends)}", Where(path, first))]


def _bracket_findings(stretch: Stretch, path: str) -> list[Finding]:
    """One for a division: brackets that nothing in it opens or closes."""
    lone = lone_brackets(stretch.lines)
    return [finding("I040", f"a bracket has no partner: {told(lone)}", Where(path, lone[0]))] if lone else []


def _note_findings(parts: Parts, path: str) -> list[Finding]:
    return [
        *(
            finding("I006", f"no note answers to the mark {mark}", Where(path, line))
            for line, mark in parts.orphan_anchors
        ),
        *(
            finding("I007", f"no mark in the text points at note {label}", Where(path, line))
            for line, label in parts.orphan_notes
        ),
        *(
            finding("I012", f"a second note is called {label}", Where(path, line))
            for line, label in parts.repeated_notes
        ),
        *(finding("I014", message, Where(path, line)) for line, message in parts.unsure_ends),
    ]

"""The slots between the text and the labels that stand after it: the archive's summary.

No label says where the text ends. In the archive's own export the text has no blank lines, so the one
before the summary tells; where the text has some, or all are lost, its form and its script do, and the
reading is said; so does the language, where all else fails. What may be a summary and is not taken is said, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.findings import Finding, Where, finding
from tei.interpret.language_evidence import weigh
from tei.interpret.language_tables import UNKNOWN
from tei.letters import letters
from tei.model import Slot
from tei.paragraphs import joined, paragraphs, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.model import Line, Source
    from tei.profile import HeaderRules, Position

_LONGEST_CLOSING = 4  # lines of a summary: the longest seen has three paragraphs
_LONGEST_ALONE = 2_000  # characters: more in one paragraph is a text whose line ends are lost
_LOOKED_AT = 12  # lines above
_SURE_LEAD = 3.0  # as much as two small words of a language
_OF_ANOTHER_SCRIPT = 10  # of so many letters of the text one may be of the summary's script


def closing_slots(
    lines: Sequence[Line], positions: Sequence[Position]
) -> tuple[tuple[Line, ...], list[Slot]]:
    """Part the text from the positions that close it, the last one first.

    Returns:
        The lines of the text and the slots, in the record's order.
    """
    rest = trim(lines)
    closing: list[Slot] = []
    for position in reversed(positions):
        taken = _taken(rest, position)
        if taken:
            closing.insert(0, Slot(position.slot, taken))
            rest = trim([line for line in rest if line.number < taken[0].number])
    return rest, closing


def _taken(lines: Sequence[Line], position: Position) -> tuple[Line, ...]:
    """The last lines, if their form and what parts them from the text make them the position's."""
    groups = paragraphs(lines)
    if not groups:
        return ()
    last = groups[-1]
    if _parts(groups) and len(last) <= _LONGEST_CLOSING and position.accepts(joined(last)):
        return last
    if len(groups) == 1:
        alone = len(last) == 1 and len(joined(last)) <= _LONGEST_ALONE
    else:
        alone = len(last) <= _LONGEST_CLOSING and (_parts(groups) or position.accepts(joined(last)))
    if alone and position.accepts_unsure(joined(last)):
        return last
    apart = _in_another_script(lines) or _in_another_language(lines)
    return apart if apart and position.accepts_unsure(joined(apart)) else ()


def _parts(groups: Sequence[Sequence[Line]]) -> bool:
    """Whether the last blank line is the only one and parts a text of lines from what follows."""
    return len(groups) == 2 and len(groups[0]) > 1


def _in_another_script(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The last lines, where they are in a script that the lines above have as good as no letter of."""
    full = [line for line in lines if not line.blank]
    script = _script(full[-1].text)
    begin = len(full)
    while begin and _script(full[begin - 1].text) == script:
        begin -= 1
    above = "".join(line.text for line in full[:begin])
    size = sum(sign.isalpha() for sign in above)
    if not script or not size or len(full) - begin > _LONGEST_CLOSING:
        return ()
    return tuple(full[begin:]) if letters(above)[script] * _OF_ANOTHER_SCRIPT <= size else ()


def _in_another_language(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The last lines, where they are surely in one language, and the lines above them surely in another."""
    full = [line for line in lines if not line.blank]
    tag, begin = _sure_language(full[-1].text), len(full)
    while tag and begin and _sure_language(full[begin - 1].text) == tag:
        begin -= 1
    if not tag or not begin or len(full) - begin > _LONGEST_CLOSING:
        return ()
    above = _sure_language(" ".join(line.text for line in full[max(0, begin - _LOOKED_AT) : begin]))
    return tuple(full[begin:]) if above not in ("", tag) else ()


def _sure_language(text: str) -> str:
    """The tag of the language that words leave no doubt of, else nothing."""
    tag, lead = weigh(text).best()
    return tag if tag != UNKNOWN and lead >= _SURE_LEAD else ""


def _script(text: str) -> str:
    counts = letters(text)
    return max(counts, key=lambda name: (counts[name], name), default="")


# --- what is said ------------------------------------------------------------------------------


def closing_findings(source: Source, rules: HeaderRules, slots: Sequence[Slot]) -> list[Finding]:
    """Say what was told by its place alone, and what may be a summary and stands in the text."""
    unlabelled = [slot for slot in slots if not slot.label and slot.lines]
    text = next((slot for slot in unlabelled if slot.name == "body"), None)
    names = {slot.name for slot in slots}
    found = []
    for position in rules.closing:
        slot = unlabelled[-1] if unlabelled else None
        if slot and slot.name == position.slot and not _sure(text, slot, position):
            what = f"the last paragraph before the labels was taken as the {position.slot}"
            what += "" if text else ", and the record as one without text"
            found.append(finding("P006", what, Where(source.path, slot.lines[0].number)))
        elif text and position.slot not in names and (line := _like(text.lines, position)):
            what = f"the last paragraph before the labels may be the {position.slot}; it stands in the text"
            found.append(finding("P007", what, Where(source.path, line.number)))
    return found


def _sure(text: Slot | None, slot: Slot, position: Position) -> bool:
    if text is None or not position.accepts(slot.text):
        return False
    below = slot.lines[0].number > text.lines[-1].number + 1
    return below and len(text.lines) > 1 and not any(line.blank for line in text.lines)


def _like(lines: Sequence[Line], position: Position) -> Line | None:
    """The first line of a paragraph at the end of the text that has the form of the position."""
    groups = paragraphs(lines)
    last = groups[-1] if len(groups) > 1 else groups[-1][-1:]
    words = joined(last)
    fits = position.accepts(words) or position.accepts_unsure(words)
    return last[0] if fits and len(last) <= _LONGEST_CLOSING else None

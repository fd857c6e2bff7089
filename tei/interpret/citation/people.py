"""The people of a citation: `Contributed by A and translated by B.`, several verbs, several names.

The roles are MARC relator codes. A name is taken only when it looks like one; a clause that does not is
left unread as a whole, since half a name is a wrong name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.interpret.citation.locators import read_parts
from tei.interpret.citation.spans import is_abbreviation, stops, trim
from tei.model import Person

# https://id.loc.gov/vocabulary/relators
ROLES = {
    "translated": "trl", "translation": "trl", "translator": "trl", "translators": "trl",
    "trans.": "trl", "transl.": "trl", "ed.": "edt",
    "contributed": "ctb", "obtained": "col", "transcribed": "trc", "transcription": "trc", "edited": "edt",
    "übersetzt": "trl", "traduit": "trl", "traducido": "trl", "traduzido": "trl", "tradotto": "trl",
}  # fmt: skip

_VERB = (
    "(?:translated|contributed|obtained|transcribed|edited|provided|compiled|annotated|donated|"
    "selected|introduced|prepared|scanned|submitted|located|reviewed|revised|checked|proofread|verified)"
)
_VERBS = rf"{_VERB}(?:(?:, and |, | and | & |/){_VERB}){{0,5}}"
_HOW = r"(?: (?:for|from|into|in|at|to|on) [^.;:,()<>\[\]]{1,90}?)?"
_HEAD = re.compile(
    rf"(?:(?:Document|Text|Original|Copy) )?(?P<verbs>{_VERBS}){_HOW} by "
    rf"|(?:English )?(?P<noun>translation|transcription){_HOW} by "
    r"|(?P<label>translators?): "
    r"|(?P<shorts>ed\. (?:and|&) transl?\.|transl?\. (?:and|&) ed\.|ed\.(?= by )) by "
    r"|(?P<short>trans\.|transl\.) (?:by )?"
    r"|(?P<other>übersetzt|traduit|traducido|traduzido|tradotto)(?: [^.;:,()<>]{1,40}?)? (?:von|par|por|da) ",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[0-9:;/@<>\[\]()\"“”?!=_]")
_JOINT = re.compile(r"[,;]? and $|[,;.:\])] $|& $|[，；。）] ?$")
_IMPRINT = re.compile(r"[(（][^()（）]{1,160}[0-9]{4}|: [^:]{1,120}, [0-9]{4}")


@dataclass(frozen=True, slots=True)
class People:
    """Where the credits begin in the text, the people read from them, and what was not read."""

    begin: int
    people: tuple[Person, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    begin: int
    verbs: tuple[str, ...]
    names: str
    after: str


def read_people(text: str) -> People:
    """Read the credits at the end of a folded citation without its address."""
    clauses = _clauses(text)
    books = [at for at, clause in enumerate(clauses) if _belongs_to_book(clause)]
    # Every credit before the imprint is the book's: its editor as well as its translator.
    clauses = clauses[books[-1] + 1 :] if books else clauses
    if not clauses:
        return _named_before_role(text) or People(len(text), (), ())
    people: list[Person] = []
    rest: list[str] = []
    for clause in clauses:
        read, unread = _read_clause(text, clause)
        people += [person for person in read if person not in people]
        rest += unread
    return People(clauses[0].begin, tuple(people), tuple(piece for piece in rest if piece))


def _clauses(text: str) -> list[_Clause]:
    found = [(head, text[max(0, head.start() - 6) : head.start()]) for head in _HEAD.finditer(text)]
    heads = _from_first_sentence(text, [head for head, lead in found if _opens(text, head.start(), lead)])
    ends = [head.start() for head in heads[1:]] + [len(text)] * bool(heads)
    return [_clause(text, head, end) for head, end in zip(heads, ends, strict=True)]


def _opens(text: str, at: int, lead: str) -> bool:
    """Whether a credit may begin here; in brackets only behind a shelfmark, else it is a book's."""
    return not at or bool(_JOINT.search(lead)) or (lead.endswith(" (") and _has_shelfmark(text[:at]))


def _from_first_sentence(text: str, heads: list[re.Match[str]]) -> list[re.Match[str]]:
    """The first credit opens a sentence or follows a separator; ` and ` joins only to another credit."""
    for at, head in enumerate(heads):
        before = text[: head.start()].rstrip()
        if not before.casefold().endswith((" and", "&")) and not _edits_a_book(head, before):
            return heads[at:]
    return []


def _edits_a_book(head: re.Match[str], before: str) -> bool:
    """`Papers of the Coast, edited by ...`: joined by a comma to words that are no shelfmark."""
    words = (head["verbs"] or head["shorts"] or "").casefold().strip()
    return words in {"edited", "ed."} and before.endswith(",") and not _has_shelfmark(before)


def _has_shelfmark(text: str) -> bool:
    near = text[-300:]  # linear in a text of credits
    return any(part.kind not in {"volume", "number", "pages"} for part in read_parts(near))


_ROLE_AFTER = re.compile(
    r", (?P<roles>(?:eds?\. and )?transl?\.|translators?\.?)$|(?<= )\((?P<inside>transl?\.|translators?)\)\.?$",
    re.IGNORECASE,
)


def _named_before_role(text: str) -> People | None:
    """`Mary Smith, trans.` at the end: a sentence of its own, or behind a piece with a number."""
    found = _ROLE_AFTER.search(text[-40:])
    if found is None:
        return None
    before = text[: len(text) - len(text[-40:]) + found.start()].rstrip()
    begin = max((at for at in stops(before) if at < len(before)), default=0)
    pieces = [piece for piece in re.split(r", | and ", before[begin:].strip()) if piece]
    at = len(pieces)
    while at and _is_full_name(pieces[at - 1]):
        at -= 1
    alone = at == 0 and (len(pieces) == 1 or begin > 0) and (begin == 0 or _has_shelfmark(before[:begin]))
    if at == len(pieces) or not (alone or (at > 0 and re.search(r"[0-9]", pieces[at - 1]))):
        return None
    verbs = [word for word in re.findall(r"[^\W\d_]+\.?", found["roles"] or found["inside"]) if word != "and"]
    people = [Person(name, ROLES[_singular(verb)], verb) for verb in verbs for name in pieces[at:]]
    return People(before.rfind(pieces[at], begin) if at else begin, tuple(people), ())


def _is_full_name(piece: str) -> bool:
    return " " in piece and is_name(piece) and not _INSTITUTION.search(piece)


def _singular(verb: str) -> str:
    word = verb.casefold()
    return word if word in ROLES else word.replace("eds.", "ed.").rstrip(".")


def _clause(text: str, head: re.Match[str], end: int) -> _Clause:
    words = head["verbs"] or head["noun"] or head["label"] or head["shorts"] or head["short"] or head["other"]
    verbs = tuple(re.findall(r"[^\W\d_]+\.?", words))
    said = text[head.end() : end]
    cut = _names_end(said)
    begin, after = head.start(), said[cut:]
    if text[begin - 1 : begin] == "(" and after.startswith(")"):
        begin, after = begin - 1, after[1:]
    return _Clause(begin, tuple(v for v in verbs if v.casefold() != "and"), said[:cut], after)


def _names_end(said: str) -> int:
    """Where the names end: at a full stop that ends no initial or title, a semicolon, a bracket."""
    for stop in re.finditer(r"[.;:()\[\]<>]", said):
        sign, at = stop.group(), stop.start()
        if sign != ".":
            return at
        word = said[:at].rsplit(" ", 1)[-1].rsplit("-", 1)[-1].rsplit(".", 1)[-1]
        if not is_abbreviation(word) and word not in {"Jr", "Sr"}:
            return at
    return len(said)


def _belongs_to_book(clause: _Clause) -> bool:
    """A translator or editor named before an imprint is the book's, not the record's."""
    return bool(_IMPRINT.search(clause.after))


def _read_clause(text: str, clause: _Clause) -> tuple[list[Person], list[str]]:
    said, remainder = _without_purpose(clause.names)
    names, doubtful = read_names(said)
    rest = [trim(remainder), trim(clause.after)]
    roles = [(ROLES[v.casefold()], v) for v in clause.verbs if v.casefold() in ROLES]
    if not names or not roles:
        whole = text[clause.begin : text.find(clause.names, clause.begin) + len(clause.names)]
        return [], [_bare(whole), trim(clause.after)]
    return [Person(name, role, verb) for role, verb in roles for name in names], [*doubtful, *rest]


def _bare(text: str) -> str:
    return re.sub(r"[,;]? (?:and|&)$", "", trim(text))


_PURPOSE = re.compile(r",? (?:for|from|with|at|on behalf of|in|under) ")


def _without_purpose(said: str) -> tuple[str, str]:
    """Cut what follows the names: `for CWIHP`, `from the Polish`, `with the help of ...`."""
    match = _PURPOSE.search(said)
    return (said[: match.start()], said[match.start() :]) if match else (said, "")


_PARTICLES = frozenset(
    [
        "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des",
        "di", "do", "dos", "du", "e", "el", "i", "ibn", "la", "le", "t", "ten", "ter", "van", "von",
        "y", "zu", "zum", "zur",
    ]
)  # fmt: skip
_SUFFIXES = re.compile(r", (?=(?:Jr|Sr|II|III|Ph\.? ?D)\b)")
_INSTITUTION = re.compile(
    r"\b(?:Project|Program|Programme|Archives?|Institut\w*|Universit\w*|Cent(?:er|re)|Committee|Ministry|Library|"
    r"Office|Service|Department|Foundation|Association|Society|Museum|Commission|Council|Academy|Staff|Team)\b"
)


def read_names(said: str) -> tuple[list[str], list[str]]:
    """Split a list of names; return the names that look like names, and the pieces that do not.

    An institution whose own name may hold `and` is never split: it is doubtful as a whole.
    """
    said = _bare(said)
    if not said:
        return [], []
    if _INSTITUTION.search(said) and re.search(r",| and | & ", said):
        return [], [said]
    # A comma before Jr. is no separator; \x1f stands in for it while the list is split.
    split = re.split(r", and |; and | and | & |, |; ", _SUFFIXES.sub("\x1f ", said))
    pieces = [piece.replace("\x1f", ",").strip() for piece in split]
    pieces = [trim(re.sub(r"^(?:the|and) ", "", p), " ,;") for p in pieces if p.strip(" ,;")]
    names = [p for p in pieces if is_name(p)]
    if len(pieces) > 1 and not any(" " in p for p in pieces):
        return [], [said]  # `Lee, Jong-wook` is one inverted name, or two half names: not sure
    if len(pieces) > 1 and any(" " in n for n in names):
        # `Anna and Peter Novak`: the first is half a name
        names = [n for n in names if " " in n or not n[0].isupper()]
    if any(not is_name(p) for p in pieces):
        return [], [said]
    return names, [p for p in pieces if p not in names]


def is_name(text: str) -> bool:
    """Whether the text looks like one name: up to eight words, capitals or particles, no digits."""
    words = text.split()
    if not words or len(words) > 8 or len(text) > 80 or _NO_NAME.search(text):
        return False
    if _INSTITUTION.search(text):
        return text[0].isupper()
    if words[0].strip(".,") in {"Jr", "Sr"}:
        return False
    return all(_name_word(w) for w in words) and any(w[0].isalpha() and not w[0].islower() for w in words)


def _name_word(word: str) -> bool:
    bare = word.strip(".,'’-")
    if not bare or not bare[0].isalpha() or bare.casefold() in ROLES:
        return False  # `Translated` after an initial opens the next credit
    if not bare[0].islower() or bare.casefold() in _PARTICLES:
        return True
    return any(sign.isupper() for sign in bare[1:3]) or "-" in bare[:4]  # `d'Arcy`, `al-Hakim`

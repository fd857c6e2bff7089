"""Lists of names, as titles and address lines have them: `A, B and C`, `the Ministries of X and Y`.

A list that could be parted in two ways is not parted: half a name, or two names as one, is wrong.
"""

from __future__ import annotations

import re

from tei.interpret.citation.people import is_name
from tei.interpret.citation.spans import fold, nesting
from tei.late_patterns import late

__all__ = ["bare", "before_subject", "joint", "read_address", "read_names", "recipients", "senders"]

_PERSON_TITLE = (
    r"(?:Mr|Mrs|Ms|Dr|Messrs)\.? |(?:President|Premier|Ambassador|Chairman|General|Marshal|Colonel|Minister|Senator|"
    r"Professor|Chancellor|Secretary|King|Queen|Prince|Consul|Envoy|Herrn?|Frau|Botschafter|Genossen?|Monsieur|M\.|"
    r"Mme|Señora?|Embajador|Compañero|Signora?|[Тт]ов\.|[Тт]оварищу?) "
)
_TITLED = re.compile(rf"{_PERSON_TITLE}(?=[A-ZÀ-ÞА-Я])")
_ADDRESS_WORD = re.compile(
    r"^(?:(?:Comrades?|Cdes?\.|Coms?\.|Genosse|Genossin|Camarade|tov\.) )", re.IGNORECASE
)
# Words before `to` that name an office, not the sender: `Ambassador to the USA A. Novak to the Ministry`.
_OFFICE_TO = re.compile(
    r"(?i:ambassador|envoy|representative|minister|advis[eo]r|delegation|legation|mission|embassy|delegate|"
    r"secretary|aide|assistant|attach[ée]|consul|counsell?or|observer|commissioner|affaires|liaison|deputy|botschafter|"
    r"ambassadeur|embajador)$"
)
# Offices that Romance titles write small before the name: `del embajador Luis Ortega`.
_SMALL_OFFICE = re.compile(
    r"(?:embajador|canciller|ministro|presidente|secretario|cónsul|general|embaixador|chanceler|cônsul|secretário|"
    r"ambasciatore|segretario|console|generale|ambassadeur|ministre|président|chancelier|secrétaire|consul|général|"
    r"ambasadorul|ministrul|președintele|preşedintele)(?= [A-ZÀ-ÞȘȚŞŢ])"
)
_INITIALS = re.compile(r"(?:[A-ZА-Я]\. ?){1,3}[A-ZÀ-ÞА-Я][^\W\d_]+$")
# What follows the names: a subject, a date, a remark.
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|"
    r"Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_ORDINAL = rf"[0-9]{{0,3}}(?:st|nd|rd|th) (?!(?:of )?{_MONTH})"  # `of the 25th Army`
# Deeds of a letter, often with a capital in titles; a word in -ing alone may be a name (`Beijing`, `Browning`).
_DEEDS = (
    "accepting|acknowledging|announcing|answering|appealing|asking|attaching|commenting|confirming|congratulating|"
    "containing|conveying|declining|demanding|describing|detailing|discussing|enclosing|explaining|expressing|"
    "following|forwarding|informing|instructing|inviting|offering|outlining|pertaining|proposing|protesting|"
    "providing|reacting|rejecting|relating|relaying|replying|reporting|requesting|responding|seeking|submitting|"
    "suggesting|summari[sz]ing|thanking|transmitting|urging|warning"
)
_AFTER_NAMES = re.compile(
    rf",? (?i:regarding|concerning|about|re:|with|via|through|dated|attached|{_DEEDS}|"
    r"in (?:reply|response|connection|regard)|reply to|"
    r"betreffend|über|durch|vom|concernant|par|sobre|по вопросу|относительно|через)(?!\w)"
    r"|,? [‘“\"«„'](?=\S)|[:;]| [-–—] |,? [\[(](?i:excerpts?|extracts?|draft|copy|incomplete|approved)\b"
    rf"|,? (?:on )?(?:[0-9]{{1,2}} )?{_MONTH}\b ?[0-9]|[,،]? [0-9٠-٩](?!{_ORDINAL})"
)
_ON = re.compile(r",? [Oo]n ")
_BODY = re.compile(
    r"(?:committee|commission|council|conference|board|group|panel|subcommittee|delegation|adviser|advisor|"
    r"mission|bureau)$",
    re.IGNORECASE,
)
_FOR = re.compile(r" for ")
_FOR_OFFICE = re.compile(
    r"(?:minister|ministry|secretary|secretariat|department|office|committee|commissioner|commission|"
    r"director|affairs|bureau|council|agency|deputy|state|center|centre|institute|adviser|advisor|union|movement|organization)$",
    re.IGNORECASE,
)
# Heads of names of bodies. In the plural they hold a list within: `Ministries of War and of the Navy`.
_BODY_HEAD = (
    r"(?i:ministr(?:y|ies)|committees?|departments?|governments?|embass(?:y|ies)|consulates?|councils?|"
    r"delegations?|commissions?|bureaus?|politburos?|secretariats?|parliaments?|part(?:y|ies)|missions?|offices?|"
    r"legations?|academ(?:y|ies)|unions?|leaderships?|staffs?)"
)
_NEW_BODY = re.compile(rf"^(?:the )?(?:\w+ ){{0,4}}{_BODY_HEAD}\b")
_PLURAL_HEAD = re.compile(
    r"\b(?i:ministries|committees|departments|governments|embassies|consulates|councils|delegations|"
    r"commissions|bureaus|politburos|secretariats|parliaments|parties|missions|offices|legations|academies|unions|"
    r"leaderships|ministers|secretaries|presidents|ambassadors|peoples|heads|leaders|members|chairmen|directors)"
    r"\b[^,]{0,40}? (?:of|for|in|to)\b"
)
_ROLE = re.compile(
    r"^(?:the )?(?:\w+ )?(?:minister|ambassador|chairman|secretary|president|premier|director|head|"
    r"general secretary|prime minister|chief|deputy|vice|charg[ée])\b",
    re.IGNORECASE,
)
_NOT_SENDER = re.compile(
    r"(?:an? |the )?(?:journal|diary|diaries|records?|files?|minutes|archives?|meeting|talks?|conversation|"
    r"collection)\b",
    re.IGNORECASE,
)
_NOT_RECIPIENT = re.compile(r"(?:the )?(?:files?|record|press|editor)\b", re.IGNORECASE)
# Who is meant, and not called by a name.
_UNNAMED = re.compile(
    r"(?i)(?:my|his|her|our|their|your|its|whom|others?|family|friends?|relatives|two|three|four|five|some|several|"
    r"many|unknown|unidentified|anonymous|above|below|everyone|everybody|nobody|workers|peasants|students|soldiers|"
    r"citizens|comrades)\b|(?:all|the|a|an)$"
)
_LONGEST = 120


def joint(names: str, words: str) -> re.Match[str] | None:
    """The first ` to ` that parts sender and recipient; None where there is none.

    Args:
        names: what follows `from`.
        words: the words for `to`, as alternatives of a regular expression.
    """
    depth = nesting(names)
    for found in re.finditer(rf" (?:{words}) ", names):
        before = names[max(0, found.start() - 24) : found.start()]
        if depth[found.start()] == 0 and not _OFFICE_TO.search(before):
            return found
    return None


def before_subject(names: str) -> str:
    """The names without the subject, date or remark that follows them."""
    depth = nesting(names)
    cuts = [m.start() for m in _AFTER_NAMES.finditer(names) if depth[m.start()] == 0]
    cuts += [
        m.start()
        for m in _ON.finditer(names)
        if depth[m.start()] == 0 and not _BODY.search(names[max(0, m.start() - 24) : m.start()])
    ]
    return names[: min(cuts, default=len(names))].strip(" ,")


_OFFICE_BEFORE = re.compile(
    r"(?i:.{0,160}\b(?:ambassador|minister|secretary|chairman|president|premier|director|head|chief|consul|envoy|"
    r"chargé|attaché|counsellor|commander|marshal|admiral|editor|representative|deputy|commissar|rector)\b.{0,160}?) "
    r"(?=(?:[A-ZÀ-Þ]\. ?){1,3}[A-ZÀ-Þ][\w’'-]+$)"
)


_SMALL_ROLE_BEFORE = late(
    r"(?:the |an? )?(?!(?:[^ ]+ )*?(?:of|to|for|from|by|with|and|in|at) )(?:[a-z][a-z'’-]+ ){1,4}"
    r"(?=(?:[A-ZÀ-Þ]\. ?){1,3}[A-ZÀ-Þ][\w’'-]+$)"
)


def bare(name: str) -> str:
    """A name without `Comrade`, without a place in brackets behind it and without the office before it.

    Only initials before the surname tell for sure where an office ends and the person's name begins:
    `Ambassador to Peru A.F. Ivanov` is `A.F. Ivanov`, and so is `the weaver A.F. Ivanov`.
    """
    name = re.sub(r" \([^()]{1,60}\)$", "", name.strip(" ,;."))
    office = _OFFICE_BEFORE.match(name) or _SMALL_ROLE_BEFORE.match(name)
    return _ADDRESS_WORD.sub("", name[office.end() :] if office else name).strip()


# --- senders -----------------------------------------------------------------------------------


def senders(text: str) -> tuple[str, ...]:
    """One sender as printed, or several that are names each, with an `and` before the last."""
    if one := _sender(text):
        return (one,)
    pieces, last = _split(bare(text))
    names = tuple(bare(piece) for piece in pieces)
    several = last and len(names) > 1 and _each_sure(pieces)
    return names if several and all(_sender(name) == name and " " in name for name in names) else ()


def _sender(text: str) -> str:
    """One sender as printed; two people, or a source such as a diary, are no sender."""
    name = bare(text)
    if not name or _NOT_SENDER.match(name) or len(name) > _LONGEST:
        return ""
    if _has_quotes(name) or _AFTER_NAMES.search(name) or re.search(r" (?:on|about) ", name):
        return ""
    small = re.match(r"[0-9a-z]", name.removeprefix("the ")) and not _SMALL_OFFICE.match(name)
    if small or _UNNAMED.match(name):
        return ""
    depth = nesting(name)
    joined = [m for m in re.finditer(r" and |, | & ", name) if depth[m.start()] == 0]
    if joined and "," not in name and not _holds_list(name, joined):
        return ""
    if "," in name:  # `A. Novak, Ambassador in Sofia`: the name alone when it looks like one
        first, _, second = (part.strip() for part in name.partition(","))
        if " and " not in name and _ROLE.match(first) and _full_name(second):
            return second  # `the Ambassador in Sofia, Anna Novak`
        return first if is_name(first) and " and " not in name else ""
    return name


def _holds_list(name: str, joined: list[re.Match[str]]) -> bool:
    """Whether `and` stands within one name: `the Ministry of Trade and Industry`."""
    if not re.search(r" (?:of|for) ", name[: joined[0].start()]):
        return False
    if _PLURAL_HEAD.search(name[: joined[0].start()]):
        return not any(_starts_name(name[found.end() :]) for found in joined)
    return not any(
        _starts_name(name[found.end() :]) or name[found.end() :].startswith("the ") for found in joined
    )


def _starts_name(text: str) -> bool:
    """Whether what follows an `and` is surely a person or a body of its own."""
    return bool(
        _ADDRESS_WORD.match(text) or _TITLED.match(text) or _NEW_BODY.match(text) or _INITIALS.match(text)
    )


def _has_quotes(text: str) -> bool:
    return bool(re.search(r"[“”\"«»]", text))


# --- recipients --------------------------------------------------------------------------------


def recipients(text: str) -> tuple[str, ...]:
    """The recipients in printed order; empty when the list could be read in two ways."""
    names = before_subject(text)
    if not names or _NOT_RECIPIENT.match(names) or _has_quotes(names) or joint(names, "to"):
        return ()
    if re.search(r" (?:y|et|und|e|i|и|og|och|en|from|by) ", names):  # a list in another language, or more
        return ()
    for found in _FOR.finditer(names):
        if not _FOR_OFFICE.search(names[max(0, found.start() - 24) : found.start()]):
            return ()
    return _of_list(names)


def _of_list(names: str) -> tuple[str, ...]:
    pieces, last = _split(names)
    if not last:  # no `and` closes the list: what follows the first comma explains the name before it
        pieces = pieces[:1] if names[len(pieces[0]) : len(pieces[0]) + 1] == "," else []
    elif len(pieces) > 1 and (_one_office(pieces) or _one_plural(pieces)):
        pieces = [names]
    elif len(pieces) > 1 and not _each_sure(pieces):
        return ()
    # `A. Novak, Minister of Trade, and B. Dvorak`: the office is no third recipient
    named = pieces[:1] + [piece for piece in pieces[1:] if not (_ROLE.match(piece) and " of " in piece)]
    found_names = [bare(piece) for piece in named]
    if any(
        not name
        or len(name) > _LONGEST
        or _UNNAMED.match(name)
        or (re.match(r"[0-9]|(?!the |all )[a-z]", name) and not _SMALL_OFFICE.match(name))
        for name in found_names
    ):
        return ()
    return tuple(dict.fromkeys(found_names))


def _split(names: str) -> tuple[list[str], bool]:
    """The pieces between commas and `and` outside brackets, and whether an `and` closes the list."""
    depth = nesting(names)
    pieces, begin, last = [], 0, ""
    for found in re.finditer(r",? and | & |, ", names):
        if depth[found.start()] == 0:
            pieces.append(names[begin : found.start()])
            begin, last = found.end(), found.group()
    pieces.append(names[begin:])
    return [piece for piece in pieces if piece.strip()], last.strip(", ") in {"and", "&"} or len(pieces) == 1


def _one_office(pieces: list[str]) -> bool:
    """`the Minister of Trade and Industry`: one recipient."""
    last = pieces[-1]
    short = " " not in last.strip() and "[" not in last
    return len(pieces) == 2 and bool(re.search(r" (?:of|for) |Ministry", pieces[0])) and short


def _one_plural(pieces: list[str]) -> bool:
    """`the Central Committees of the A and the B`: several bodies under one head, which has no parts."""
    return bool(_PLURAL_HEAD.search(pieces[0])) and not any(_starts_name(piece) for piece in pieces[1:])


def _each_sure(pieces: list[str]) -> bool:
    """Whether every piece of a list is clearly a person or an addressee of its own."""
    for at, piece in enumerate(pieces):
        own = _starts_name(piece)
        titled = own or piece.startswith("the ")
        plain = is_name(re.sub(r"\[[^\]]*\]|\([^)]*\)", "", piece).strip())
        if not (titled or plain):
            return False
        if at and not own and re.search(r" (?:of|for) ", pieces[at - 1]) and " " in piece.strip():
            return False  # `the Council of Labour and Social Affairs`, `of Labour and the Family`
    return True


# --- address lines -----------------------------------------------------------------------------

_COPY_TO = re.compile(r"[,;]? (?:cc|c\.c\.|copy to|copies to)\s?:? ", re.IGNORECASE)
_OFFICE_WORD = re.compile(
    r"(?i)\b(?:minister|ambassador|chairman|secretary|president|premier|director|head|chief|deputy|consul|warden|"
    r"manager|officer|general|commander|governor|mayor|editor|professor|adviser|advisor|counsell?or|attach[ée]|"
    r"clerk|inspector|captain|department|ministry|division|embassy|office|bureau|committee|street|road|avenue)\b"
)


def read_names(text: str) -> tuple[str, ...]:
    """The persons and bodies in an addressee line; empty where it could be read in two ways."""
    return recipients(fold(text))


def read_address(text: str) -> tuple[str, ...]:
    """All names of a line such as `To: A. Novak; B. Dvorak, C. Lang and D. Maas; cc: E. Holm`.

    Semicolons part names for sure; commas do between full names of people. Names for which the line says
    more (`A. Novak, Minister of Trade`) are read as in a title. Who gets a copy, behind `cc`, is left out.
    """
    found: list[str] = []
    for part in re.split(r";", _COPY_TO.split(fold(text), maxsplit=1)[0]):
        piece = part.strip(" ,.")
        pieces = [one.strip() for one in re.split(r",? and | & |, ", piece)]
        if len(pieces) > 1 and all(_full_name(one) for one in pieces):
            found += [bare(one) for one in pieces]
        else:
            found += recipients(piece) if piece else ()
    return tuple(dict.fromkeys(found))


def _full_name(text: str) -> bool:
    """A person's name of two words or more, or with a title; an office is none."""
    plain = _ADDRESS_WORD.sub("", text)
    titled = plain != text or bool(_TITLED.match(text))
    return is_name(plain) and (titled or (" " in plain and not _OFFICE_WORD.search(plain)))


def goes_on(text: str) -> tuple[str, ...]:
    """The names of a line below an address line: people with a title or initials, not an office."""
    line = fold(text).strip(" ,;.")
    sure = _ADDRESS_WORD.match(line) or _TITLED.match(line) or _INITIALS.match(line.split(",", 1)[0])
    return read_address(line) if sure and (not _OFFICE_WORD.match(line) or _TITLED.match(line)) else ()

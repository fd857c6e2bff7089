"""The source of a citation: repository, shelfmark verbatim, its parts, remarks after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.interpret.citation.front import DATE
from tei.interpret.citation.locators import Part, call_code, read_parts
from tei.interpret.citation.spans import nesting, segments, stops, trim
from tei.late_patterns import late

_ARCHIVE = re.compile(
    r"archiv|archiw|archief|arkhiv|arhiv|arquiv|arkiv|arxiv|архив|архів|levéltár|"
    r"librar|bibliothe[kq]|bibliothè|bibliote[ck]a|"
    r"\bmuseum|musée|\bmuseo|\bmuzeum|documentation cent|"
    r"档案|檔案|史料館|史料馆|国史馆|國史館|文書館|公文書館|図書館|图书馆|圖書館|기록원|기록관|사료관|기록보존소|도서관|"
    r"lưu trữ|dang['’]?anguan|أرشيف|αρχεί",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:Ministry|Department of State|Foreign Office|Institut\w*|Foundation|Collection|"
    r"Cent(?:er|re)|Tsentr|Zentrum|Centrum)\b"
    r"|[Цц]ентр|\([^()a-z]{0,3}[A-ZА-Я][^() ]{1,11}\)$"
)
_OWNER = r"(?:CC|CPSU|TsK|KC|ÚV|ЦК|КПСС)\b"  # whose papers they are, not who keeps them
_NOT_ARCHIVE = re.compile(rf"(?:Ibid|Idem|Ebd|Там же)\b|{_OWNER}", re.IGNORECASE)
# `Copy in Coast Archive`: words of a sentence; `Coast Library Press`: who prints, not who keeps.
_NO_KEEPER = re.compile(
    r"(?:See|Cf|Cop(?:y|ies)|Originals?|In|From|Not|Held|Kept|At|On|By|Also|Now|Courtesy|Author|Published)\b"
    r"|.*\b(?:Press|Publish\w+|Verlag|Bulletin|Journal|Review|Newsletter|Yearbook)$"
)
_PAPERS_OF = re.compile(rf" {_OWNER}")
_KEPT = re.compile(r"(?:所?[藏蔵]|소장)(?=[，,、 ])")
_LABEL = re.compile(
    r"(?:Source|Sources|Quelle|Fonte|Fuente|Forrás|Źródło|Pramen|Sursa|Источник|Джерело|Извор|"
    r"出处|来源|資料源|출처) ?[:：] ?"
)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_PAGE_RANGE = re.compile(r"([0-9]{1,4}) ?[-–] ?([0-9]{1,4})")
_UN_SYMBOL = re.compile(r"(?:A|S|E|ST|T|DC|TD)/[A-Z0-9][A-Z0-9./()-]{0,40}")


@dataclass(frozen=True, slots=True)
class Source:
    """What was read of the words between archive name and credits."""

    repository: str = ""
    shelfmark: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    remarks: str = ""
    rest: str = ""


def read_source(source: str, keeper: str = "") -> Source:
    """Read an archival source; what is not sure is left in `rest`.

    `keeper`: who keeps it, where the record says so elsewhere; a source that begins so has its shelfmark behind it.
    """
    label = _LABEL.match(source)
    text = _unwrapped(source[label.end() :] if label else source)
    parts = read_parts(text)
    if head := keeper if _begins_with(text, keeper) else _first_repository(text, parts):
        after = text[len(head) :]
        kept = _KEPT.match(after)
        return _shelved(head, after[kept.end() :] if kept else after, "")
    if (last := _last_repository(text, parts)) is not None:
        return last
    if parts:  # a shelfmark of an archive that is not named
        begin = parts[0].begin
        read = _shelved("", text[begin:], trim(text[:begin]))
        return read if parts[0].kind in {"fond", "opis", "recordGroup"} else Source(rest=trim(text))
    return Source(rest=trim(text))


def _begins_with(text: str, keeper: str) -> bool:
    return (
        bool(keeper)
        and text.startswith(keeper)
        and text[len(keeper) : len(keeper) + 1] in {",", ".", ";", ""}
    )


# The word alone names no archive.
_GENERIC = re.compile(
    r"(?i)archives?|archiv|library|libraries|bibliothek|biblioth[eè]que|архив|archivo|arhiva?"
)


def _unwrapped(text: str) -> str:
    """A source that stands in brackets as a whole, without them."""
    inner = text.rstrip(" .")
    if inner[:1] + inner[-1:] in {"[]", "()"} and not re.search(r"[\[\]()]", inner[1:-1]):
        return inner[1:-1]
    return text


def _first_repository(text: str, parts: list[Part]) -> str:
    """The repository when the source begins with it: an acronym, or words that name an archive."""
    ends = [len(text), *(p.begin for p in parts[:1]), *(at - 1 for at in stops(text)[:1])]
    pieces = segments(text)
    if pieces:
        ends.append(text.find(pieces[0]) + len(pieces[0]))
    ends += [found.start() for found in (_PAPERS_OF.search(text), _KEPT.search(text)) if found]
    if code := call_code(text):
        ends.append(code.begin)
    head = trim(text[: min(ends)])
    plain = re.sub(r" (?:No\. ?)?[0-9]{1,2}$", "", head)  # `National Archives Centre 3`
    if not head or not text.startswith(head) or len(head) > 160 or _NOT_ARCHIVE.match(head):
        return ""
    if _NO_KEEPER.match(head):
        return ""
    if re.search(r"[0-9\"“«《『:]", plain) or not head[0].isalpha() or head[0].islower():
        return ""
    if _GENERIC.fullmatch(head):
        return ""
    if _ARCHIVE.search(head):
        return _with_acronym(text, head, parts)
    if plain != head or not _coded(text[len(head) :], parts):
        return ""
    if all(map(_is_acronym, re.split("[- ]", head))) or (parts and _ACRONYM_OF_LAND.fullmatch(head)):
        return head if parts or _has_code(text[len(head) :]) else ""
    elsewhere = any(_ARCHIVE.search(piece) for piece in pieces[1:])
    return head if _OFFICE.search(head) and parts and not elsewhere else ""


def _is_acronym(word: str) -> bool:
    """Two capitals or more and letters alone: `RGVA`, `BArch`, `TsDA`."""
    return word.isalpha() and sum(sign.isupper() for sign in word) >= 2


def _coded(after: str, parts: list[Part]) -> bool:
    """Whether what follows can be a shelfmark: it has a part, a digit, or a leaf number that was lost.

    A year or a date alone is none.
    """
    if parts or re.search(r"\bff?\[", after):
        return True
    return any(re.search(r"[0-9]", piece) for piece in _undated(after))


_DATE = late(
    rf"(?<![\w/.-])(?:{DATE.pattern}|\(?[0-9]{{4}}(?: ?[-–/] ?[0-9]{{2,4}})?\)?(?=[,.;]|$)"
    r"|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}(?=[,.;]|$))"
)


def _undated(after: str) -> list[str]:
    """The pieces between commas without the dates in them."""
    return segments(_DATE.sub("", trim(after)))


def _has_code(after: str) -> bool:
    """A piece of few words with a digit that is no date: behind mere capitals a long one may be a title."""
    few = [piece for piece in _undated(after) if piece.count(" ") < 4]
    return any(re.search(r"[0-9]", piece) for piece in few) or bool(re.search(r"\bff?\[", after))


# `ЦДАГО України`
_ACRONYM_OF_LAND = re.compile(r"[А-ЯІЇЄҐ]{3,8} [А-ЯІЇЄҐ][а-яіїєґ']{2,20}")
_NAMED_ON = re.compile(r"(?:, [^,0-9()\"“]{2,60}){1,3} \([A-ZА-Я][^() 0-9]{2,11}\)(?=[,.;])")


def _with_acronym(text: str, head: str, parts: list[Part]) -> str:
    """`Archive of Trade, Northern Union (ATNU)`: the name goes on to its acronym."""
    more = _NAMED_ON.match(text, len(head))
    if more and (not parts or more.end() <= parts[0].begin):
        return text[: more.end()]
    return head


def _last_repository(text: str, parts: list[Part]) -> Source | None:
    """The repository when it stands last, before places or an address: shelfmark first, archive last."""
    address = _ADDRESS.search(text)
    pieces = segments(text[: address.start()] if address else text)
    at = next((i for i in range(len(pieces) - 1, 0, -1) if _ARCHIVE.search(pieces[i])), None)
    if at is None or any(re.search(r"[0-9]", piece) for piece in pieces[at:]) or len(pieces) - at > 4:
        return None
    repository, places = trim(pieces[at]), pieces[at + 1 :]
    if repository[:1].islower() or _NO_KEEPER.match(repository):
        return None
    end = text.find(pieces[at], text.find(pieces[at - 1]) + len(pieces[at - 1]))
    before = trim(text[:end])
    here = [p for p in parts if p.end <= end]
    rest = trim(text[end + len(pieces[at]) :]) if places else ""
    if here:
        return Source(repository, before, tuple((p.kind, p.value) for p in here), "", rest)
    if symbols := [piece for piece in pieces[:at] if _UN_SYMBOL.fullmatch(piece)]:
        unread = before[: before.rfind(symbols[-1])]
        return Source(repository, symbols[-1], (("number", symbols[-1]),), "", trim(unread))
    return Source(repository, rest=before)


_NEXT = re.compile(r"(?P<by>,? (?:and|und|et|и) |[;,] )(?P<name>[^\W\d_a-zа-я][^,;0-9\"“()]{1,100})")


def _second_archive(after: str, parts: list[Part]) -> int:
    """Where another archive's name begins behind the first part; the end when there is none.

    An acronym counts behind `and`, or before a fond of its own.
    """
    depth = nesting(after)
    for found in _NEXT.finditer(after, parts[0].end if parts else len(after)):
        acronym = _is_acronym(re.split(r"[ .]", found["name"])[0])
        own = found["by"].strip(", ") or re.match(
            r", (?:[Ff]ond|f\.|ф\.)", after[found.end() : found.end() + 7]
        )
        if not depth[found.start()] and (_ARCHIVE.search(found["name"]) or (acronym and own)):
            return found.start()
    return len(after)


def _shelved(repository: str, after: str, rest: str) -> Source:
    """Shelfmark and remarks behind a repository; a second archive is left unread."""
    parts = read_parts(after)
    second = _second_archive(after, parts)
    if second < len(after):
        rest = " … ".join(filter(None, (rest, trim(re.sub(r"^,? (?:and|und|et|и) ", "", after[second:])))))
        after = after[:second]
        parts = read_parts(after)
    end = _shelfmark_end(after, parts)
    shelfmark = trim(after[:end])
    if not _coded(shelfmark, [p for p in parts if p.end <= end]):
        pieces = [piece for piece in (rest, trim(after)) if re.search(r"[^\W_]", piece)]
        return Source(repository, rest=" … ".join(pieces))
    inside = [p for p in parts if p.end <= end]
    inside += _unsigned(after[:end], inside)
    values = tuple((p.kind, p.value) for p in sorted(inside, key=lambda p: p.begin))
    remarks = trim(after[end:], " ,;:")
    if after[end - 1 : end] == ";" and {p.kind for p in read_parts(remarks)} & {"fond", "file", "box"}:
        return Source(
            repository, shelfmark, values, "", " … ".join(filter(None, (rest, remarks)))
        )  # a second archive
    return Source(repository, shelfmark, values, remarks, rest)


_NEW_WORD = re.compile(r" (?=[^\W\d_]{2})(?!and |und |et )")
_PUBLISHED = re.compile(
    r"[,;] (?:also |first |partly ){0,2}"
    r"(?:published|reprinted|printed|reproduced|available|cited|quoted) (?:in|at|as)\b"
)


def _shelfmark_end(after: str, parts: list[Part]) -> int:
    """The end of the sentence of the shelfmark, or of the part that a remark follows at once."""
    if published := _PUBLISHED.search(after):
        return published.start()
    begins = {p.begin for p in parts}
    ends = {p.end: p for p in parts}
    for place in [*stops(after), len(after)]:
        here = [p for p in parts if p.end <= place]
        if not here and not re.search(r"[^\W_]", after[:place]):
            continue  # the full stop after the repository
        for end in sorted(e for e in ends if e <= place):
            leaf = ends[end].kind in {"list", "sheet", "pages", "delo"}
            if leaf and end + 1 not in begins and _NEW_WORD.match(after, end):
                return end
        begin = place + 1
        if begin not in begins and not any(after.startswith(w, begin) for w in ("original Record",)):
            return place
    return len(after)


# The ministry's papers within an archive, a letter with a number, nothing but leaves behind them.
_PAPERS = re.compile(
    r"[ ,]*(?P<fond>[A-Z][A-Za-z]{1,6}),? (?P<file>[A-Z] [0-9]{1,5})(?=[ .]*$|, (?:Bl\.|S\.|pp?\.))"
)


def _unsigned(shelfmark: str, signed: list[Part]) -> list[Part]:
    """Parts that have no sign: papers and file of an archive within one, and pages after a call number."""
    kinds = {part.kind for part in signed}
    papers = _PAPERS.match(shelfmark)
    if papers and _is_acronym(papers["fond"]) and not kinds & {"fond", "file"}:
        return [Part(kind, papers[kind], *papers.span(kind)) for kind in ("fond", "file")]
    last = segments(shelfmark)[-1].rstrip(".")
    pages = _PAGE_RANGE.fullmatch(last)
    code = next((part for part in signed if part.kind == "file" and not part.sign), None)
    if code is None or "pages" in kinds or not pages or int(pages[1]) > int(pages[2]):
        return []
    begin = shelfmark.rfind(last)
    return [Part("pages", last, begin, begin + len(last))]

"""The source of a citation: repository, shelfmark verbatim, its parts, remarks after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei.interpret.citation.locators import Part, read_parts
from tei.interpret.citation.spans import segments, stops, trim

_ARCHIVE = re.compile(
    r"archiv|archiw|archief|arkhiv|arhiv|arquiv|arkiv|arxiv|архив|архів|levéltár|"
    r"librar|bibliothe[kq]|bibliothè|bibliote[ck]a|"
    r"\bmuseum|musée|\bmuseo|\bmuzeum|documentation cent|"
    r"档案|檔案|史料館|史料馆|文書館|公文書館|図書館|图书馆|圖書館|기록원|기록관|기록보존소|도서관|lưu trữ|أرشيف|αρχεί",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:Ministry|Department of State|Foreign Office|Institut\w*|Foundation|Collection|"
    r"Cent(?:er|re)|Tsentr|Zentrum|Centrum)\b"
    r"|[Цц]ентр|\([^()a-z]{0,3}[A-ZА-Я][^() ]{1,11}\)$"
)
_NOT_ARCHIVE = re.compile(r"(?:Ibid|Idem|Ebd|Там же|CC|CPSU|TsK|ЦК|КПСС)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:Source|Sources|Quelle|Fonte|Fuente|Forrás|Źródło|Pramen|Sursa|Источник|Джерело|Извор|"
    r"出处|来源|資料源|출처) ?[:：] ?"
)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_CALL_CODE = re.compile(
    r"(?<![\w/-])(?:[0-9]{3}-[0-9]{5}-[0-9]{2}|[IVX]{1,6}-[A-Z]-[0-9]{1,3}(?:-[a-z]{1,3})?|"
    r"[A-Z]{1,5}(?: [0-9IVX]{1,4})?[ -][0-9]{1,5}/[0-9]{1,6}(?![\w/]))"
)
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


def read_source(source: str) -> Source:
    """Read an archival source; what is not sure is left in `rest`."""
    label = _LABEL.match(source)
    text = _unwrapped(source[label.end() :] if label else source)
    parts = read_parts(text)
    if head := _first_repository(text, parts):
        return _shelved(head, text[len(head) :], "")
    if (last := _last_repository(text, parts)) is not None:
        return last
    if parts:  # a shelfmark of an archive that is not named
        begin = parts[0].begin
        read = _shelved("", text[begin:], trim(text[:begin]))
        return read if parts[0].kind in {"fond", "opis", "recordGroup"} else Source(rest=trim(text))
    return Source(rest=trim(text))


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
    if code := _CALL_CODE.search(text):
        ends.append(code.start())
    head = trim(text[: min(ends)])
    plain = re.sub(r" (?:No\. ?)?[0-9]{1,2}$", "", head)  # `National Archives Centre 3`
    if not head or not text.startswith(head) or len(head) > 160 or _NOT_ARCHIVE.match(head):
        return ""
    if re.search(r"[0-9\"“«《『:]", plain) or not head[0].isalpha() or head[0].islower():
        return ""
    if _GENERIC.fullmatch(head):
        return ""
    if _ARCHIVE.search(head):
        return _with_acronym(text, head, parts)
    if plain != head or not _coded(text[len(head) :], parts):
        return ""
    if all(map(_is_acronym, re.split("[- ]", head))):
        return head
    elsewhere = any(_ARCHIVE.search(piece) for piece in pieces[1:])
    return head if _OFFICE.search(head) and parts and not elsewhere else ""


def _is_acronym(word: str) -> bool:
    """Two capitals or more and letters alone: `RGVA`, `BArch`, `TsDA`."""
    return word.isalpha() and sum(sign.isupper() for sign in word) >= 2


def _coded(after: str, parts: list[Part]) -> bool:
    """Whether what follows can be a shelfmark: it has a part, a digit, or a leaf number that was lost."""
    return bool(parts) or bool(re.search(r"[0-9]|\bff?\[", after))


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


def _shelved(repository: str, after: str, rest: str) -> Source:
    """Shelfmark and remarks behind a repository."""
    parts = read_parts(after)
    end = _shelfmark_end(after, parts)
    shelfmark = trim(after[:end])
    if not _coded(shelfmark, [p for p in parts if p.end <= end]):
        pieces = [piece for piece in (rest, trim(after)) if re.search(r"[^\W_]", piece)]
        return Source(repository, rest=" … ".join(pieces))
    inside = [(p.begin, p.kind, p.value) for p in parts if p.end <= end]
    inside += _unsigned(after[:end], {p.kind for p in parts}, [p.begin for p in parts])
    values = tuple((kind, value) for _, kind, value in sorted(inside))
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


def _unsigned(shelfmark: str, kinds: set[str], taken: list[int]) -> list[tuple[int, str, str]]:
    """Parts that have no sign: the call number of some archives, and pages at the end after it."""
    out: list[tuple[int, str, str]] = []
    code = _CALL_CODE.search(shelfmark)
    if code is None or (taken and code.start() >= min(taken)):
        return out
    hungarian = re.match(r"[IVX]{1,6}-[A-Z]-", code.group())
    kind = "fond" if hungarian else "file"
    if kind in kinds:
        return out
    out.append((code.start(), kind, code.group()))
    last = segments(shelfmark)[-1].rstrip(".")
    pages = _PAGE_RANGE.fullmatch(last)
    if not hungarian and "pages" not in kinds and pages and int(pages[1]) <= int(pages[2]):
        out.append((shelfmark.rfind(last), "pages", last))
    return out

"""Stage 1: bytes -> Source. Strict decoding, never a guess; every refusal says where and what to do.

Encoding detectors are wrong on short foreign passages in an English text (measured: 6 times in 11), so
a file is UTF-8, or what its byte order mark says, or what the user says with `--encoding`.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from encodings.aliases import aliases
from itertools import islice
from typing import TYPE_CHECKING

from tei.file_types import recognise
from tei.findings import CODES, Finding, TeiError, Where, finding
from tei.model import Line, Source
from tei.report import printable

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is refused: it is no single record."""

MAX_LINES = 500_000
"""A file of more lines is refused before they are looked at."""

MAX_RECORD_LINES = 50_000
"""Of one record, those with text: a thousand pages of print, and half a minute's work (measured)."""

MAX_LINE_BYTES = 10_000_000
"""Of one line in UTF-8: libxml2 reads no longer text, so that the TEI of it could not be proven."""

MAX_LISTED = 10
"""How many illegal characters of a file are reported one by one."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs of Python that are no encoding of a text file.
_NOT_FOR_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})

# XML 1.0, production 2 (Char), without CR, which is a line end here.
ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Legal, and all but always the trace of an earlier wrong decoding.
_DOUBTFUL = re.compile("[\x7f-\x84\x86-\x9f\ufffd]")
_EITHER = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")

_UTF16_HINT = "if the file is UTF-16 without a byte order mark, say --encoding utf-16-le or utf-16-be"

_C0_NAMES = (
    "null", "start of heading", "start of text", "end of text", "end of transmission", "enquiry",
    "acknowledge", "bell", "backspace", "tab", "line feed", "vertical tab", "form feed (page break)",
    "carriage return", "shift out", "shift in", "data link escape", "device control 1",
    "device control 2", "device control 3", "device control 4", "negative acknowledge",
    "synchronous idle", "end of transmission block", "cancel", "end of medium", "substitute", "escape",
    "file separator", "group separator", "record separator", "unit separator",
)  # fmt: skip

_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a named pipe"),
    (stat.S_ISSOCK, "it is a socket"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
)

Read = tuple[Source | None, tuple[Finding, ...]]
"""A source, or None where an error finding says why there is none."""


def read(path: Path, encoding: str | None = None) -> Read:
    """Read a file; only a regular one of a permitted size is opened.

    Raises:
        TeiError: S010, `encoding` is not the name of a text encoding.
    """
    codec = None if encoding is None else codec_name(encoding)
    name = printable(str(path))
    try:
        if problem := problem_of(path):
            return _refuse("S005", problem, name)
        if (size := path.stat().st_size) > MAX_BYTES:
            return _too_large(name, size)
        with path.open("rb") as file:
            data = file.read(size + 1)  # room for the limit itself would take longer than all else
            if len(data) > size:  # it has grown, or is of a file system that does not tell sizes
                data += file.read(MAX_BYTES + 1 - len(data))
    except OSError as error:
        return _refuse("S005", f"cannot be read: {error.strerror or error}", name)
    except ValueError as error:  # a NUL in the name
        return _refuse("S005", f"cannot be read: {error}", name)
    return decode(data, name, codec)


def decode(data: bytes, name: str, encoding: str | None = None) -> Read:
    """Decode the bytes of a record, as `read` does with those of a file; `name` stands in findings.

    The lines are those between LF, CRLF and CR, and nothing else; blanks and tabs at their ends are
    dropped; all other characters are kept as they are, not normalised.

    Raises:
        TeiError: S010, `encoding` is not the name of a text encoding.
    """
    codec = None if encoding is None else codec_name(encoding)
    name = printable(name)
    if len(data) > MAX_BYTES:
        return _too_large(name, len(data))
    begin = opening(data, name, codec)
    if not isinstance(begin, Opening):
        return None, begin
    try:
        text = data[begin.mark :].decode(begin.encoding)
    except UnicodeDecodeError as error:
        return _not_valid(data, begin.mark, begin.encoding, error, name)
    return _source(data, text, begin.encoding, name)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first bytes of a file say: the length of its byte order mark, its encoding."""

    mark: int
    encoding: str


def opening(data: bytes, name: str, codec: str | None = None) -> Opening | tuple[Finding, ...]:
    """Tell the encoding of a file from its first bytes; findings where it is empty, no text, or contradicts `codec`.

    Args:
        data: the file, or at least its first 4 KiB.
        name: stands in findings.
        codec: what the user says, as `codec_name` returns it.
    """
    if not data:
        return _refuse("S001", "the file is empty: it has no bytes", name)[1]
    mark, marked = next(((bom, of) for bom, of in _BOMS if data.startswith(bom)), (b"", None))
    if problem := _contradiction(marked, codec):
        return _refuse("S002", problem, name, hint="leave --encoding out, or name the right one")[1]
    used = marked or codec or "utf-8"
    if kind := recognise(data, data[len(mark) : len(mark) + 4096].decode(used, "replace")):
        return _refuse("S003", f"the file is {kind}, not plain text", name)[1]
    return Opening(len(mark), used)


def problem_of(path: Path) -> str:
    """Why a path cannot be opened as a record's file; empty where it can.

    Raises:
        OSError: the system does not tell.
    """
    mode = path.stat().st_mode
    kind = next((text for test, text in _KINDS if test(mode)), None)
    return f"cannot be read as a record: {kind}" if kind else ""


def illegal(text: str) -> str:
    """The first character that XML does not allow, described; empty where there is none."""
    found = ILLEGAL.search(text)
    return described(found[0]) if found else ""


def doubtful(text: str) -> str:
    """The first character that a wrong decoding leaves behind, described; empty where there is none."""
    found = _DOUBTFUL.search(text)
    return described(found[0]) if found else ""


def codec_name(encoding: str) -> str:
    """Return Python's name of a text encoding, such as `gb18030`; `utf-8-sig` is `utf-8`.

    Raises:
        TeiError: S010, there is no such encoding; the message lists names that are close.
    """
    try:
        codec = codecs.lookup(encoding).name.replace("_", "-")
    except (LookupError, ValueError):
        codec = ""
    if codec and _is_of_text(codec):
        return "utf-8" if codec == "utf-8-sig" else codec
    names = {alias.replace("_", "-") for alias in (*aliases, *aliases.values())}
    known = sorted(name for name in names if not name.endswith("-codec"))
    asked = encoding.lower().replace("_", "-")
    near = [name for name in get_close_matches(asked, known, 3) if _is_of_text(name)]
    guess = f"; did you mean {', '.join(near)}?" if near else ""
    raise TeiError("S010", f"{printable(encoding)!r} is not a text encoding{guess}", CODES["S010"].help)


def _is_of_text(codec: str) -> bool:
    """Whether the bytes of a file may be read by a codec of Python; some are of no text, or of this machine alone."""
    try:
        b"x".decode(codec, "ignore")  # LookupError for base64, zip and the like
    except (LookupError, ValueError):
        return False
    return codec not in _NOT_FOR_FILES


def _contradiction(marked: str | None, codec: str | None) -> str | None:
    """What is wrong between the byte order mark and `--encoding`, if anything."""
    if codec is None:
        return None
    if marked is None:
        if codec in ("utf-16", "utf-32"):
            return f"no byte order mark, so {codec} may mean two things: say {codec}-le or {codec}-be"
        return None
    if codec in (marked, marked.removesuffix("-le").removesuffix("-be")):
        return None
    return f"the file's byte order mark says {marked}, --encoding says {codec}"


def _not_valid(data: bytes, skip: int, codec: str, error: UnicodeDecodeError, name: str) -> Read:
    start = skip + error.start
    wrong = data[start : max(start + 1, skip + error.end)][:8].hex(" ").upper()
    line, column = _place(_lf(data[skip:start].decode(codec, "replace")))
    message = f"not valid {codec.upper()} at byte {start:,} (bytes {wrong}): {error.reason}"
    return _refuse("S002", message, name, line, column)


def _source(data: bytes, text: str, codec: str, name: str) -> Read:
    text = _lf(text)
    if codec == "gb18030":  # it may carry a byte order mark, which Python keeps as a character
        text = text.removeprefix("\ufeff")
    if (count := text.count("\n")) > MAX_LINES:
        return _refuse("S006", f"{count:,} lines; a file of records may have {MAX_LINES:,}", name)
    strange = _EITHER.search(text)
    if strange and (refused := _illegal(text, codec, name)):
        return None, refused
    if not text.strip().strip("\ufeff\u200b\u2060"):
        return _refuse("S001", "the file is empty: it has only white space", name)
    lines = text.removesuffix("\n").split("\n")
    numbered = tuple(Line(number, line.rstrip(" \t")) for number, line in enumerate(lines, 1))
    doubtful = _doubtful(text, name) if strange else ()
    return Source(name, hashlib.sha256(data).hexdigest(), codec, numbered), doubtful


def _illegal(text: str, codec: str, name: str) -> tuple[Finding, ...]:
    """One finding for each character that XML does not allow, up to a limit, then one for the rest."""
    first = list(islice(ILLEGAL.finditer(text), MAX_LISTED))
    found = []
    for match in first:
        message = f"{described(match[0])} is not allowed in XML"
        hint = _UTF16_HINT if match[0] == "\0" and codec == "utf-8" else None
        found.append(finding("S004", message, Where(name, *_place(text, match.start())), hint))
    more = _count(ILLEGAL, text) - MAX_LISTED if len(first) == MAX_LISTED else 0
    if more:
        found.append(finding("S004", f"and {more:,} more characters that XML does not allow", Where(name)))
    return tuple(found)


def _doubtful(text: str, name: str) -> tuple[Finding, ...]:
    first = _DOUBTFUL.search(text)
    if first is None:
        return ()
    count = _count(_DOUBTFUL, text)
    times = f"{count:,} characters" if count > 1 else "a character"
    message = f"{times} that a wrong decoding leaves behind; the first is {described(first[0])}"
    return (finding("S007", message, Where(name, *_place(text, first.start()))),)


def too_long(record: Source) -> tuple[Finding, ...]:
    """A finding about a record of more or longer lines than one may have."""
    message, at = "", record.first
    if len(record.lines) > MAX_RECORD_LINES:
        count = sum(1 for line in record.lines if line.text)
        if count > MAX_RECORD_LINES:
            message = f"{count:,} lines of text; a record may have {MAX_RECORD_LINES:,}"
    for line in record.lines:
        if len(line.text) * 4 > MAX_LINE_BYTES and (size := len(line.text.encode())) > MAX_LINE_BYTES:
            message, at = f"a line of {size:,} bytes; a line may have {MAX_LINE_BYTES:,}", line.number
            break
    return (finding("S006", message, Where(record.path, at)),) if message else ()


def _count(pattern: re.Pattern[str], text: str) -> int:
    """How many characters match; a hostile file may hold millions, so none is kept."""
    return len(text) - len(pattern.sub("", text))


def described(character: str) -> str:
    """A character as a message names it, such as `U+0001 (start of heading)`."""
    code = ord(character)
    if code < len(_C0_NAMES):
        kind = _C0_NAMES[code]
    elif code <= 0x9F:
        kind = "control character"
    elif 0xD800 <= code <= 0xDFFF:
        kind = "half of a surrogate pair"
    else:
        kind = "replacement character" if code == 0xFFFD else "not a character"
    return f"U+{code:04X} ({kind})"


def _lf(text: str) -> str:
    """Return the text with LF for CRLF and CR (XML 1.0, 2.11, does the same on reading)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _place(text: str, at: int | None = None) -> tuple[int, int]:
    """Line and column, from 1, of a position in normalised text, or of its end."""
    end = len(text) if at is None else at
    return text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end)


def _too_large(name: str, size: int) -> Read:
    return _refuse("S006", f"{size:,} bytes; a record may have {MAX_BYTES:,}", name)


def _refuse(
    code: str,
    message: str,
    name: str,
    line: int | None = None,
    column: int | None = None,
    *,
    hint: str | None = None,
) -> Read:
    return None, (finding(code, message, Where(name, line, column), hint),)

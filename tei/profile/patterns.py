"""Regular expressions of a layout: checked when they are read, bounded in time when they are used.

A layout comes from anybody, and the texts it is used on too. A pattern that backtracks without end would
hang a run; the engine here (`regex`, whose syntax is that of Python's `re` and more) stops at a time
limit. When a layout is read, each of its patterns is tried on texts made to be hard for it; when it is
used, a search over its time counts as not found and is remembered, so that the record can say so.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import regex
from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import GetCoreSchemaHandler

LIMIT = 1.0  # seconds for one search: a sound pattern needs less than a thousandth of it
_HARD = 1_000  # repetitions: three nested repeats would need 10^9 steps
_PIECES = ("a", "A", "0", " ", ".", "-", "é", "中", "a ", "a, ", "0 ", "0.", "a0", "A. ", "中 ")
_LITERAL = regex.compile(r"\^?(?:\(\?[a-z]+\))?((?:[\w ,:#'\"-]|\\[.\[\]()*+?|{}^$\\-])+)")
_QUANTIFIED = regex.compile(r"[*+?{]")

_LONGEST = 100_000  # signs of a pattern with its counts written out: the engine keeps room for each
_TOKEN = regex.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<open>\()|(?P<close>\))|\{(?P<least>[0-9]*)(?:,(?P<most>[0-9]*))?\}|.",
    regex.DOTALL,
)

_slow: ContextVar[dict[str, None] | None] = ContextVar("slow patterns", default=None)


class Pattern:
    """A regular expression of a layout.

    Raises:
        ValueError: it does not compile or matches the empty string.
    """

    __slots__ = ("_compiled", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        if _unrolled(text) > _LONGEST:
            raise ValueError(f"repeats more than {_LONGEST:,} signs; write + or * for a count so high")
        try:
            self._compiled = regex.compile(text)
        except RecursionError as error:
            raise ValueError("has brackets that are nested too deep") from error
        except regex.error as error:
            raise ValueError(f"is not a regular expression: {error}") from error
        if self.search(""):
            raise ValueError("matches the empty string, so it would match everywhere")

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in a text; none, and remembered as slow, where it takes longer than the limit."""
        slow = _slow.get()
        if slow is not None and self.text in slow:
            return None
        try:
            return self._compiled.search(text, timeout=LIMIT)
        except TimeoutError:
            if slow is None:
                raise
            slow[self.text] = None
            return None

    def finditer(self, text: str) -> list[regex.Match[str]]:
        """All matches in a text; none, and remembered as slow, where they take longer than the limit."""
        slow = _slow.get()
        if slow is not None and self.text in slow:
            return []
        try:
            return list(self._compiled.finditer(text, timeout=LIMIT))
        except TimeoutError:
            if slow is None:
                raise
            slow[self.text] = None
            return []

    @property
    def groups(self) -> int:
        """How many groups it has."""
        return self._compiled.groups

    def has_group(self, name: str) -> bool:
        """Whether it has a group of this name."""
        return name in self._compiled.groupindex

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Pattern({self.text!r})"

    def __reduce__(self) -> tuple[type[Pattern], tuple[str]]:
        return Pattern, (self.text,)

    @classmethod
    def _read(cls, value: object, from_text: core_schema.ValidatorFunctionWrapHandler) -> Any:
        """A pattern as it is, or one made of its text. A union of both would tell each mistake twice."""
        return value if isinstance(value, cls) else from_text(value)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        text = core_schema.no_info_after_validator_function(cls, core_schema.str_schema(strict=True))
        return core_schema.json_or_python_schema(
            json_schema=text,
            python_schema=core_schema.no_info_wrap_validator_function(cls._read, text),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda pattern: pattern.text),
        )


@contextmanager
def watch() -> Iterator[dict[str, None]]:
    """Within it, patterns over their time count as not found; yields their texts, in order."""
    slow: dict[str, None] = {}
    token = _slow.set(slow)
    try:
        yield slow
    finally:
        _slow.reset(token)


def backtracks(pattern: Pattern) -> str:
    """A description of a text on which a pattern runs over its time; empty where none was found.

    The texts are long repetitions after the words that the pattern begins with; a sign that no pattern
    expects follows, and then all signs of the pattern, so that the engine cannot say at once that the end is
    missing. That makes alternatives that match the same try every division.
    """
    opening = _opening(pattern.text)
    words = [*pattern.text, *regex.findall(r"[^\W_]{2,6}", pattern.text)]
    signs = dict.fromkeys((*_PIECES, *(word for word in words if word.isalnum())))
    end = "\x00" + "".join(dict.fromkeys(pattern.text))
    for piece in signs:
        for begin in dict.fromkeys(("", opening)):
            with watch() as slow:
                pattern.search(begin + piece * _HARD + end)
            if slow:
                return f"{piece!r} {_HARD:,} times" + (f" after {begin!r}" if begin else "")
    return ""


def _opening(text: str) -> str:
    """The literal words that a pattern begins with; the last sign may be repeated and is left out."""
    found = _LITERAL.match(text)
    if not found:
        return ""
    words = found[1][:-1] if _QUANTIFIED.match(text, found.end()) else found[1]
    return regex.sub(r"\\(.)", r"\1", words)


def _unrolled(text: str) -> int:
    """How many signs a pattern has when its counts, as in `(a{3}b){2}`, are written out."""
    sizes, last = [0], 0  # of the groups that are open, and of what a count would repeat
    for token in _TOKEN.finditer(text):
        if token["open"]:
            sizes.append(0)
            last = 0
            continue
        if token["close"] and len(sizes) > 1:
            last = sizes.pop()
        elif token["least"] or token["most"]:
            count = max(int(number[:9] or 0) for number in (token["least"], token["most"] or ""))
            sizes[-1] += last * max(count - 1, 0)
            continue
        else:
            last = 1
        sizes[-1] += last
    return sum(sizes)

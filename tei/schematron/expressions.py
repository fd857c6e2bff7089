"""XPath as text: what can be told of an expression without running it, strings and comments left aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFUSED: Final = frozenset((
    "collection doc doc-available document environment-variable available-environment-variables "
    "function-lookup json-doc load-xquery-module parse-xml parse-xml-fragment transform unparsed-text "
    "unparsed-text-available unparsed-text-lines uri-collection evaluate system-property"
).split())  # fmt: skip
"""Functions that read files, the network or the environment, or that call others by a name made at run time."""

CURRENT: Final = "sch-current"
"""The variable that stands for `current()` where the language has no such function."""

_NAME = r"[^\W\d][\w.\-·]*"
_QUIET = re.compile(r"Q\{[^}]*\}|\"[^\"]*\"|'[^']*'|\(:(?:[^:]|:(?!\)))*:\)")
_NAMES = re.compile(rf"(\$\s*)?(?:({_NAME}):)?({_NAME})(\s*[(#])?")
"""Every name as a whole, so that `1-doc('a')` is a call of `doc`, and `a-doc` none."""

_VARIABLE = re.compile(rf"\$\s*((?:{_NAME}:)?{_NAME})")
_PREFIX = re.compile(rf"(?<![\w.\-:])({_NAME}):(?:{_NAME}|\*)")
_STEP = re.compile(
    rf"(?:(?<=::)|(?<![\w.\-:$@*]))(?<!attribute::)(?:({_NAME}):)?({_NAME}|\*)(?![\w.\-:]|\s*[(#])"
)
_CURRENT = re.compile(r"(?<![\w.\-:$@])current\s*\(\s*\)")
_NO_FUNCTION = frozenset("and or div mod text comment node processing-instruction".split())


def spoken(text: str) -> str:
    """The expression with its strings and comments blanked, as long as before."""
    return _QUIET.sub(lambda match: match[0][0] + " " * (len(match[0]) - 2) + match[0][-1], text)


def calls(text: str) -> Iterator[tuple[str, str]]:
    """The functions called or referred to (`doc#1`), as prefix (or nothing) and name."""
    for variable, prefix, name, is_call in _NAMES.findall(spoken(text)):
        if is_call and not variable and (prefix or name not in _NO_FUNCTION):
            yield prefix, name


def refused_call(text: str) -> str:
    """The name of a called function that no rule may call; nothing where there is none."""
    return next((name for _, name in calls(text) if name in REFUSED), "")


def refused_anywhere(text: str) -> str:
    """The same for text in which braces hold expressions: there a quotation mark need not begin a string."""
    return next((name for *_, name, is_call in _NAMES.findall(text) if is_call and name in REFUSED), "")


def variables(text: str) -> set[str]:
    """The names of the variables used."""
    return set(_VARIABLE.findall(spoken(text)))


def bound(text: str) -> set[str]:
    """The names of the variables that an expression makes itself: in for, let, some, every, or an inline function."""
    quiet = spoken(text)
    made = set(re.findall(rf"\$\s*((?:{_NAME}:)?{_NAME})\s*(?::=|\bin\b)", quiet))
    for parameters in re.findall(r"\bfunction\s*\(([^)]*)\)", quiet):
        made |= variables(parameters)
    return made


def prefixes(text: str) -> set[str]:
    """The prefixes of names."""
    return set(_PREFIX.findall(spoken(text)))


def step_names(pattern: str) -> Iterator[tuple[str, str]]:
    """The elements that the steps of an XSLT pattern name, as prefix (or nothing) and name; predicates are left aside."""
    quiet, within = spoken(pattern), re.compile(r"\[[^\[\]]*\]")
    while within.search(quiet):
        quiet = within.sub(lambda match: " " * len(match[0]), quiet)
    for prefix, name in _STEP.findall(quiet):
        if name not in ("union", "intersect", "except"):
            yield prefix, name


def uses_current(text: str) -> bool:
    """Whether the function `current()` of XSLT is called."""
    return _CURRENT.search(spoken(text)) is not None


def without_current(text: str) -> str:
    """The expression with `current()` put as a variable, for an engine that knows no XSLT."""
    made, end = [], 0
    for match in _CURRENT.finditer(spoken(text)):
        made += [text[end : match.start()], f"${CURRENT}"]
        end = match.end()
    return "".join([*made, text[end:]])


def alternatives(pattern: str) -> list[str]:
    """The parts of an XSLT pattern that stand on either side of `|` (or `union`), outside of brackets."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[\[\](){}|]|(?<![\w.\-:$@/])union(?![\w.\-:(])", spoken(pattern)):
        if match[0] in "[({":
            depth += 1
        elif match[0] in "])}":
            depth -= 1
        elif depth == 0:
            parts.append(pattern[start : match.start()])
            start = match.end()
    return [*parts, pattern[start:]]


def as_selection(pattern: str) -> str:
    """The expression that selects, from the root, all nodes that an XSLT pattern matches (XSLT 3.0, 5.5.3)."""
    return " | ".join(_selecting(part.strip()) for part in alternatives(pattern))


def _selecting(path: str) -> str:
    if path.startswith(("/", "$", "id(", "key(")) or not path:
        return path
    return f"//{path}"


def with_parameters(text: str, parameters: Mapping[str, str]) -> str:
    """Put in the values of an abstract pattern's parameters; the longest name first, as in `$when` and `$where`."""
    names = sorted(parameters, key=len, reverse=True)
    if not names:
        return text
    any_name = "|".join(re.escape(name) for name in names)
    return re.sub(rf"\$({any_name})(?![\w\-])", lambda match: parameters[match[1]], text)

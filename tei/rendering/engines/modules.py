"""The files of a stylesheet, read as XML: what it imports, which parameters it declares, where it stops by itself."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei import resources
from tei.findings import CODES, TeiError
from tei.safe_xml import XSL, XmlFiles, XmlRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

DRAWN: Final = (f"{{{XSL}}}import", f"{{{XSL}}}include")
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_MOST: Final = 2_000
"""Modules of one stylesheet; one that imports itself in a circle ends here at the latest."""


class Modules:
    """The files that a stylesheet is made of, each read once; they lie below `root` or are the program's own.

    Raises:
        XmlRefused: X001, X003, X006 of any of them; X004 one lies elsewhere.
    """

    def __init__(self, path: Path, root: Path | None = None) -> None:
        self.path = path.resolve()
        self._files = XmlFiles(self.path, "X004", (root or self.path.parent, resources.folder("xslt")))

    def tree(self, path: Path) -> etree._ElementTree:
        """A module by its path."""
        return self._files.read(path)

    def drawn(self, path: Path) -> Iterator[tuple[etree._Element, Path]]:
        """The imports and inclusions of a module, and the file that each means."""
        for element in self.tree(path).getroot().iterchildren(*DRAWN):
            yield element, self._files.named(element.get("href", ""), path)

    def __iter__(self) -> Iterator[Path]:
        """Every module once, the stylesheet itself first."""
        seen: set[Path] = set()
        todo = [self.path]
        while todo:
            path = todo.pop(0)
            if path in seen:
                continue
            seen.add(path)
            if len(seen) > _MOST:
                raise XmlRefused("X004", f"draws in more than {_MOST:,} files", path=str(self.path))
            yield path
            todo += [drawn for _, drawn in self.drawn(path)]


@lru_cache(maxsize=32)
def declared(stylesheet: Path, root: Path | None = None) -> frozenset[str]:
    """The names of the parameters that a stylesheet and its imports declare, as they are written there.

    Raises:
        TeiError: a file of it cannot be read, or is none that it may draw in.
    """
    names = set()
    try:
        modules = Modules(stylesheet, root)
        for path in modules:
            names |= {
                one.get("name", "").strip()
                for one in modules.tree(path).getroot().iterchildren(f"{{{XSL}}}param")
            }
    except XmlRefused as refused:
        raise refusal(refused, stylesheet, root) from refused
    return frozenset(names)


def refusal(refused: XmlRefused, stylesheet: Path, root: Path | None = None, hint: str = "") -> TeiError:
    """A stylesheet that is refused, with the place in the file at fault: of one that cannot be read, where it is named."""
    message, path, line = refused.message, refused.path or str(stylesheet), refused.line or 0
    if refused.code == "X006" and (named := _naming(stylesheet, root, path)):
        message = f"{named[1].get('href')} cannot be drawn in: {path} {message}"
        path, line = str(named[0]), named[1].sourceline or 0
    return TeiError(refused.code, f"{shown_at(path, line)}: {message}", hint or CODES[refused.code].help)


def _naming(stylesheet: Path, root: Path | None, missing: str) -> tuple[Path, etree._Element] | None:
    """The module that draws a file in, and the element that does it."""
    modules = Modules(stylesheet, root)
    todo, seen = [modules.path], set[Path]()
    while todo:
        path = todo.pop()
        seen.add(path)
        try:
            drawn = list(modules.drawn(path))
        except XmlRefused:
            continue
        for element, file in drawn:
            if str(file) == missing:
                return path, element
        todo += [file for _, file in drawn if file not in seen]
    return None


def shown_at(path: str, line: int) -> str:
    """A place in a file."""
    return f"{path}:{line}" if line else path


CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "hyphenation": ("yes", "no"), "languages": ("successive", "facing"), "line-ends": ("flow", "kept"),
    "notes": ("foot", "end"), "order": ("date", "file"),
}  # fmt: skip
"""The parameters of the program's stylesheets that have one of a few values (`xslt/lib/parameters.xsl`)."""


_FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "collection-date": ("(?:[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)?", "a year, or a day such as 2026-03-01"),
    "collection-language": (
        "(?:[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)?",
        "a language tag (BCP 47) such as zh-Hans",
    ),
}
"""Those that have a form."""


def check_parameters(given: Mapping[str, str], stylesheets: Iterable[Path], root: Path | None = None) -> None:
    """See that each parameter is declared by one of the stylesheets of a run, and has a value that it can have.

    Stylesheets of a project may give a name another meaning: their values are their own.

    Raises:
        TeiError: R052, one is not; those that are declared are listed. R004, no parameter can have such a name.
            R034, a parameter of the program's stylesheets has a value that means nothing there.
    """
    wanted = sorted(given)
    if not wanted:
        return
    for name in wanted:
        check_name(name)
    sheets = tuple(stylesheets)
    known = sorted(frozenset[str]().union(*(declared(sheet.absolute(), root) for sheet in sheets)))
    missing = [name for name in wanted if name not in known]
    if not missing:
        if all(sheet.absolute().is_relative_to(resources.xslt_file("")) for sheet in sheets):
            _check_values(given)
        return
    names = ", ".join(sheet.name for sheet in sheets) or "this format"
    if not known:
        raise TeiError(
            "R052", f"{names} declares no parameter, and so none named {missing[0]!r}", "leave it out"
        )
    near = get_close_matches(missing[0], known, 1)
    guess = f" (did you mean {near[0]}?)" if near else ""
    message = f"no parameter {missing[0]!r} in {names}{guess}"
    raise TeiError("R052", message, f"the stylesheet declares: {', '.join(known)}")


def _check_values(given: Mapping[str, str]) -> None:
    for name, value in given.items():
        if value not in CHOICES.get(name, (value,)):
            hint = f"it is one of: {', '.join(CHOICES[name])}"
            raise TeiError("R034", f"the parameter {name} cannot be {value!r}", hint)
        form, said = _FORMS.get(name, (".*", ""))
        if not re.fullmatch(form, value, re.DOTALL):
            raise TeiError("R034", f"the parameter {name} cannot be {value!r}", f"it is {said}")


def check_name(name: str) -> None:
    """See that something can be the name of a parameter.

    Raises:
        TeiError: R004.
    """
    if not _NAME.fullmatch(name) or name == "profile_run":
        raise TeiError("R004", f"{name!r} cannot be the name of a parameter", CODES["R004"].help)


def stops(modules: Modules, said: str) -> tuple[str, int]:
    """Where a stylesheet says this and terminates: libxslt tells it without a place (1.1.45).

    Only a message whose words stand in the stylesheet, or the only one that there is, can be found.
    """
    ends = [
        (path, message)
        for path in modules
        for message in modules.tree(path).iter(f"{{{XSL}}}message")
        if (message.get("terminate") or "no").strip() != "no"
    ]
    same = [one for one in ends if " ".join("".join(one[1].itertext()).split()) == " ".join(said.split())]
    found = same or ends
    return (str(found[0][0]), found[0][1].sourceline or 0) if len(found) == 1 else (str(modules.path), 0)


def asks(modules: Modules) -> tuple[str, int]:
    """Where a stylesheet asks for another file, if it does so in one place of its own."""
    ours = resources.folder("xslt").resolve()
    found = [
        (path, element)
        for path in modules
        if not path.is_relative_to(ours)
        for element in modules.tree(path).iter("*")
        if any("document(" in str(value) for value in element.attrib.values())
    ]
    return (str(found[0][0]), found[0][1].sourceline or 0) if len(found) == 1 else (str(modules.path), 0)


def unescapes(modules: Modules) -> bool:
    """Whether a stylesheet writes text that is not escaped."""
    return any(
        element.get("disable-output-escaping", "no").strip() != "no"
        for path in modules
        for element in modules.tree(path).iter(f"{{{XSL}}}value-of", f"{{{XSL}}}text")
    )

"""The small facts of a document: what the parts of an entry are. All are plain data that pickles.

What a document does not say is empty. Nothing is guessed, and no word of a placeholder is a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from tei.gather.names import Party


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its language; `kind` is its `@type`, empty where it has none."""

    text: str
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A date as printed, and its value: ISO 8601, a year, a month or a day.

    `form`: `when` (both ends are the same), `range` (it lasted from `start` to `end`), `bounds` (at some time
    between them) or empty (no value is known). An end that is not known is empty.
    """

    text: str = ""
    start: str = ""
    end: str = ""
    form: Literal["", "when", "range", "bounds"] = ""
    circa: bool = False
    cert: str = ""
    """How sure the value is, as the document says: `high`, `medium`, `low`, or empty."""

    @property
    def uncertain(self) -> bool:
        """Whether the value is only about right, only a bound, or not held to be sure."""
        return self.circa or self.form == "bounds" or self.cert in ("low", "medium", "unknown")

    def __bool__(self) -> bool:
        return bool(self.text or self.form)


NO_TITLE: Final = Title("")
UNDATED: Final = When()


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of document: the category's id without `#` (`genre.telegram`), and what it is called (`telegram`)."""

    id: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word of the catalogue; `kind` is that of its list: `people`, `places`, `topics`, `subjects`, ..."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """A division of the body: its role (`edition`, `translation`, ... or empty), language and id."""

    role: str
    language: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """Where the original is kept. `shelfmark` is as printed, `parts` what is marked in it (`fond`, `box`, ...)."""

    country: str = ""
    settlement: str = ""
    institution: str = ""
    repository: str = ""
    collection: tuple[str, ...] = ()
    shelfmark: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def holder(self) -> str:
        """Who keeps it: the repository, with the institution it belongs to."""
        return ", ".join(dict.fromkeys(part for part in (self.repository, self.institution) if part))


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed source. Of one that is described in words alone `text` has these, and the rest is empty."""

    title: str = ""
    gloss: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    place: str = ""
    publisher: str = ""
    year: str = ""
    volume: str = ""
    pages: str = ""
    number: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A `correspAction`: `sent`, `received`, `forwarded`, ... by or to whom, where, when.

    `letter` counts the `correspDesc` of a document that has several.
    """

    kind: str
    parties: tuple[Party, ...] = ()
    places: tuple[Party, ...] = ()
    date: When = UNDATED
    letter: int = 0


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what for the edition: `role` is a MARC relator (`trl`, `ctb`, `edt`, ...) or empty, `words` the `resp`."""

    role: str
    words: str
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Rights:
    """A statement of `availability`: its status, its words, and the address of a licence if it names one.

    A licence of the markup is one of several statements, and says so in its words.
    """

    status: str
    text: str
    address: str = ""

"""Patterns that are compiled when they are first asked answer as compiled ones do."""

from __future__ import annotations

import re

import pytest

from tei.late_patterns import late

TEXT = "On 3 May, on 4 May"


def test_a_late_pattern_answers_as_a_compiled_one() -> None:
    text = r"(?P<what>on) (\d)"
    made, wanted = late(text, re.IGNORECASE), re.compile(text, re.IGNORECASE)
    assert made.pattern == wanted.pattern
    assert made.groupindex == wanted.groupindex
    assert made.findall(TEXT) == wanted.findall(TEXT)
    assert made.sub(r"\2", TEXT, count=1) == wanted.sub(r"\2", TEXT, count=1)
    assert made.subn("", TEXT) == wanted.subn("", TEXT)
    assert made.split(TEXT) == wanted.split(TEXT)
    found = made.search(TEXT, 5)
    assert found
    assert (found["what"], found.re) == ("on", wanted)
    assert made.match("no") is made.fullmatch(TEXT) is None
    assert [one.span() for one in made.finditer(TEXT)] == [(0, 4), (10, 14)]


def test_it_is_compiled_once_and_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    plain = re.compile

    def told(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return plain(text, flags)

    monkeypatch.setattr(re, "compile", told)
    made = late("a late one")
    assert made.pattern == "a late one"
    assert not compiled
    assert made.search("this is a late one")
    assert made.match("no") is None
    assert compiled == ["a late one"]


def test_what_it_does_not_have_is_told() -> None:
    with pytest.raises(AttributeError):
        getattr(late("x"), "scanner")("x")  # noqa: B009 (types do not know it)

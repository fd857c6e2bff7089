"""The process that typst runs in: its compiler, and the fonts that all documents share."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, cast

from tei import resources
from tei.confined.inside import begin, limit_memory, send
from tei.rendering.typesetting import Refusal
from tei.validation.limits import limit_this_process

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tei.rendering.typesetting import Request


class _Compiler(Protocol):
    """`typst.Compiler.compile` for files in memory, which its stub leaves out (0.15)."""

    def compile(
        self,
        files: Mapping[str, bytes],
        output: None,
        kind: str,
        /,
        *,
        pdf_standards: list[str],
        timestamp: int,
    ) -> bytes: ...


def serve() -> None:
    """Answer requests until the standard input ends."""
    requests, answers = begin()
    memory, system_fonts = requests.get()
    limit_memory(memory, reserves=True)
    press = Press(system_fonts=system_fonts)
    while True:
        request: Request | None = requests.get()
        if request is None:
            send(answers, press.families())
            continue
        limit_this_process(None, request.seconds)
        send(answers, press.answer(request))


class Press:
    """typst with its own fonts and those of the system.

    Looking for fonts costs half a second, a page with shared fonts some milliseconds (measured).
    """

    def __init__(self, *, system_fonts: bool) -> None:
        # One thread: a document has too little to share, and the threads' waiting costs a twentieth of the time.
        os.environ["RAYON_NUM_THREADS"] = "1"
        import typst  # 80 MB: in this process alone

        self._fonts = typst.Fonts(include_system_fonts=system_fonts)
        self._layout = resources.xslt_file("print")
        self._compiler = cast("_Compiler", typst.Compiler(font_paths=self._fonts, root=self._layout))

    def families(self) -> frozenset[str]:
        """The font families that are there."""
        return frozenset(self._fonts.families())

    def answer(self, request: Request) -> bytes | Refusal:
        """The PDF, or what typst says against it.

        The layout is read from its folder: typst keeps what it has parsed of a file there as long as it stays the same,
        but parses all that comes from memory for each document, which takes a tenth of the time. Text comes from memory;
        typst takes nothing else from there (0.15), so pictures are written, with the layout, to a folder of their own.
        The folder is all that typst can read.
        """
        import typst

        try:
            if not request.pictures:
                return _pdf(self._compiler, request)
            with TemporaryDirectory() as folder:
                for file in self._layout.glob("*.typ"):
                    copy(file, folder)
                for name, data in request.pictures.items():
                    (Path(folder) / name).write_bytes(data)
                return _pdf(cast("_Compiler", typst.Compiler(font_paths=self._fonts, root=folder)), request)
        except typst.TypstError as error:
            return Refusal(error.message, error.diagnostic)


def _pdf(compiler: _Compiler, request: Request) -> bytes:
    return compiler.compile(request.files, None, "pdf", pdf_standards=list(request.standards), timestamp=0)

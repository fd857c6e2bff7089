"""XSLT 2.0 and 3.0 by Saxon, where the extra `saxon` is installed. It may open no file, and has no environment.

It is started in a process of its own only: `worker`.
"""

from __future__ import annotations

import os
import re
import tempfile
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from tei.rendering.engines.job import Fault, Made, Stopped
from tei.safe_xml import XmlRefused, parse_xml

if TYPE_CHECKING:
    from pathlib import Path

    from tei.rendering.engines.job import Bundle, Job

_COPY: Final = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="xml" indent="no" omit-xml-declaration="yes" encoding="UTF-8"/>
<xsl:template match="."><xsl:copy-of select="."/></xsl:template></xsl:stylesheet>"""
_PLACE: Final = re.compile(r"on line (\d+)(?: column \d+)?(?: of (?:\S*;module=(\w+);\S*|\S+))?")
_ADDRESS: Final = re.compile(r"(?:data:)?(?:application/)?xslt\+xml;module=\w+;base64,[\w+/=]*")
_CODE: Final = re.compile(r"^\s+([A-Z]{4}[0-9]{4})\s+(.*)", re.MULTILINE)


class SaxonEngine:
    """Stylesheets compiled by Saxon, each kept."""

    def __init__(self) -> None:
        import saxonche

        self._errors = _caught_errors()
        self._processor = saxonche.PySaxonProcessor(license=False)
        self._error: type[Exception] = saxonche.PySaxonApiError
        self._processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "data")
        self._copy = self._processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=_COPY)
        self._known: dict[tuple[Path, Path], tuple[Any, Bundle]] = {}

    def run(self, job: Job) -> Made | Stopped:
        """Run a job.

        Raises:
            XmlRefused: the stylesheet does not compile, or is not run.
        """
        program, bundle = self._compiled(job)
        document = self._processor.parse_xml(xml_text=_as_text(job.data))
        program.set_save_xsl_message(True)
        program.clear_parameters()
        for name, value in job.params.items():
            program.set_parameter(name, self._processor.make_string_value(value))
        self._told()
        program.clear_xsl_messages()
        try:
            data = self._made(program, document, job.form)
        except self._error as error:
            messages = _messages(program)
            fault = self._fault(str(error), bundle)
            if "terminated by xsl:message" in fault.message and messages:
                fault = Fault(messages[-1], fault.path, fault.line)
                messages = messages[:-1]
            return Stopped(fault, messages)
        return Made(data.encode(), job.form != "written", _messages(program))

    def _made(self, program: Any, document: Any, form: str) -> str:
        """The result; a tree is copied to XML by a second stylesheet, for the first one's output may be anything."""
        if form == "written":
            return program.transform_to_string(xdm_node=document) or ""
        value = program.transform_to_value(xdm_node=document)
        if value is None or not value.size:
            return ""
        return _element(self._copy.transform_to_string(xdm_node=value.item_at(0)) or "")

    def _compiled(self, job: Job) -> tuple[Any, Bundle]:
        key = (job.stylesheet, job.root)
        if job.bundle is not None:
            self._told()
            try:
                compiler = self._processor.new_xslt30_processor()
                program = compiler.compile_stylesheet(stylesheet_text=job.bundle.text)
            except self._error as error:
                fault = self._fault(str(error), job.bundle)
                raise XmlRefused("X004", fault.message, fault.line or None, path=fault.path) from error
            self._known[key] = (program, job.bundle)
        return self._known[key]

    def _fault(self, said: str, bundle: Bundle) -> Fault:
        """The first error that Saxon tells, in its words, at its place in the stylesheet's own file."""
        log = said if _PLACE.search(said) else self._told() or said
        reason = _CODE.search(log)
        text = f"{reason[2]} ({reason[1]})" if reason else said
        path, lines = bundle.places[""]
        place = _PLACE.search(log)
        line = 0
        if place:
            path, lines = bundle.places.get(place[2] or "", (path, lines))
            line = lines.get(int(place[1]), 0)
        return Fault(" ".join(_ADDRESS.sub(path.name, text).split()), str(path), line)

    def _told(self) -> str:
        """What was said on the standard error since the last time."""
        self._errors.seek(0)
        told: str = self._errors.read().decode("utf-8", "replace")
        os.ftruncate(self._errors.fileno(), 0)
        return told


def _caught_errors() -> Any:
    """Let a file without a name take the standard error, on which Saxon tells the places of errors."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (it is open as long as the process runs)
    os.dup2(file.fileno(), 2)
    os.set_blocking(2, True)
    return file


def _as_text(data: bytes) -> str:
    return etree.tostring(parse_xml(data, unique_ids=False), encoding="unicode")


def _messages(program: Any) -> tuple[str, ...]:
    said = program.get_xsl_messages()
    return tuple(said.item_at(place).string_value.strip() for place in range(said.size)) if said else ()


def _element(xml: str) -> str:
    """A result that has an element, from the first sign of markup to the last; text alone is no tree."""
    return xml[xml.index("<") : xml.rindex(">") + 1] if re.search(r"<\w", xml) else ""

"""The process that runs stylesheets of others, and all of Saxon's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tei.confined.inside import begin, close_files, limit_memory, most_addresses, send
from tei.rendering.engines.job import Fault, Made, Refused, Stopped
from tei.rendering.engines.modules import Modules
from tei.safe_xml import XmlRefused, parse_xml
from tei.validation.limits import limit_this_process

if TYPE_CHECKING:
    from tei.rendering.engines.job import Job


class Engine(Protocol):
    """What runs stylesheets."""

    def run(self, job: Job) -> Made | Stopped:
        """Run a job.

        Raises:
            XmlRefused: the stylesheet cannot be run at all.
        """


class LibxsltEngine:
    """libxslt, with what it makes turned into bytes."""

    def run(self, job: Job) -> Made | Stopped:
        """Run a job."""
        from tei.rendering.engines.libxslt import as_html, as_written, as_xml, compiled, transformed

        modules = Modules(job.stylesheet, job.root)
        program = compiled(modules.path, job.root)
        tree = parse_xml(job.data, unique_ids=False)
        result, messages = transformed(program, tree, job.params, modules.path, job.root)
        if isinstance(result, Stopped):
            return result
        if job.form == "tree":
            return Made(as_xml(result, modules), is_xml=True, messages=messages)
        data = as_html(result) if job.form == "html" else as_written(result)
        return Made(data, is_xml=False, messages=messages)


def serve() -> None:
    """Answer jobs until the standard input ends."""
    requests, answers = begin()
    name, memory = requests.get()
    limit_memory(memory, reserves=name == "saxon")
    engine = _engine(name)
    begun = most_addresses()
    while True:
        job: Job = requests.get()
        before = most_addresses()
        limit_this_process(None, job.seconds)
        answer = _answer(engine, job)
        grown = most_addresses() if name != "saxon" else 0
        if grown > before and grown - begun > (memory - begun) // 2:
            answer = _out_of_memory(answer)
        send(answers, answer)


def _out_of_memory(answer: Made | Stopped | Refused) -> Made | Stopped | Refused:
    """An answer of libxslt, which says of memory that is not there what it says of any expression that fails."""
    if not isinstance(answer, Stopped) or answer.fault.code != "R001":
        return answer
    return Stopped(Fault("", answer.fault.path, answer.fault.line, "R051"), answer.messages)


def _engine(name: str) -> Engine:
    if name != "saxon":
        return LibxsltEngine()
    from tei.rendering.engines.saxon import SaxonEngine

    engine = SaxonEngine()
    close_files()
    return engine


def _answer(engine: Engine, job: Job) -> Made | Stopped | Refused:
    try:
        return engine.run(job)
    except XmlRefused as refused:
        path = refused.path or str(job.stylesheet)
        return Refused(Fault(refused.message, path, refused.line or 0, refused.code))
    except MemoryError:
        return Stopped(Fault("", str(job.stylesheet), 0, "R051"))

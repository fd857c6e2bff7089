"""Rules that a project brings: Schematron (ISO/IEC 19757-3), alone or embedded in a RELAX NG schema or an ODD.

`load_rules` reads and compiles a rule file; `RuleSet.check` runs it over a document. A rule file that cannot be run is
an error, and never a pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tei.findings import Finding, TeiError, Where, finding
from tei.schematron.reading import read_schema
from tei.schematron.running import Runner
from tei.schematron.saxon import is_installed
from tei.schematron.stops import Stopped
from tei.schematron.telling import told, told_left_out, told_stop
from tei.schematron.unused import Seen, unused
from tei.schematron.views import CODE, RulesRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.schematron.model import Broken, Fault, Schema
    from tei.validation.documents import XmlDocument

ENGINES: Final = ("lxml", "elementpath", "saxon")
_ASKS_FOR_MORE: Final = re.compile(
    r"\b(?:current-(?:date|dateTime|time)|implicit-timezone|random(?:-number-generator)?)\b"
    r"|exslt\.org/(?:dates-and-times|random)"
)
"""The time, the place and chance: what rules find with them may be otherwise tomorrow. A word too many does no harm."""
SECONDS: Final = 8.0
"""How long the rules of a file may take on one document; after a rule that did not end, those behind it have half of it."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule file, compiled for one phase; `engine` is what runs it: lxml, elementpath or saxon."""

    path: Path
    engine: str
    schema: Schema
    runner: Runner
    seen: Seen = field(default_factory=Seen)

    @property
    def name(self) -> str:
        """The file as the user named it."""
        return str(self.path)

    @property
    def digest(self) -> str:
        """The digest of the rules with all that they include, and of what runs them; empty where they ask for the time."""
        said = repr((self.schema, self.engine))
        return "" if _ASKS_FOR_MORE.search(said) else sha256(said.encode()).hexdigest()

    @property
    def is_about(self) -> bool:
        """Whether the rules were about anything in a document so far."""
        return self.runner.is_about

    @property
    def left(self) -> int:
        """How often rules were not run on a document so far, since they did not end on others."""
        return self.runner.stops.documents

    def check(self, document: XmlDocument) -> Iterator[Finding]:
        """Run the rules over a document: a finding for each broken check, in the order of the document.

        A rule that fails, or does not end in time, is an error finding.
        """
        broken: list[Broken] = []
        stops: list[Stopped] = []
        for one in self.runner.run(document.data, Path(document.path).absolute().as_uri(), document.path):
            if isinstance(one, Stopped):
                stops.append(one)
            else:
                broken.append(one)
        if not self.runner.is_about:
            self.seen.add(document.tree)
        broken.sort(key=lambda one: (one.node.steps, one.node.attribute, one.pattern, one.rule, one.check))
        for one in broken:
            yield told(one, self.schema, document)
        for stop in stops:
            yield told_stop(stop, self.schema, document)

    def unused(self) -> Iterator[Finding]:
        """At the end of a run: a warning where no rule was about anything in any document."""
        if self.seen.any and not self.runner.is_about:
            yield unused(self.schema, self.name, self.seen)

    def left_out(self) -> Iterator[Finding]:
        """At the end of a run: an error for each pattern that was left out of documents, since it did not end in others."""
        for one in self.runner.stops.left_out():
            yield told_left_out(one, self.schema, self.name)

    def close(self) -> None:
        """End the process that runs the rules."""
        self.runner.end()


def load_rules(
    path: Path, phase: str = "#DEFAULT", engine: str = "", seconds: float | None = None
) -> RuleSet:
    """Read and compile a rule file: a `.sch`, or a RELAX NG schema or an ODD with rules in it.

    Args:
        path: the file; it may include files below its own folder.
        phase: the id of a phase, `#ALL`, or `#DEFAULT`: what the file says, else all.
        engine: what runs rules of XPath 2 and 3; by default saxon where it is installed, else elementpath.
        seconds: how long the rules may take on one document; by default `SECONDS`.

    Raises:
        TeiError: Y010, with a finding for each place that has to be mended.
    """
    try:
        schema = read_schema(path, phase)
        if schema.binding == "1.0":
            engine = "lxml"
        else:
            engine = engine or ("saxon" if is_installed() else "elementpath")
        runner = Runner(schema, engine, SECONDS if seconds is None else seconds)
        runner.start()
    except RulesRefused as error:
        raise _refusal(path, error.faults) from error
    return RuleSet(path, engine, schema, runner)


def _refusal(path: Path, faults: tuple[Fault, ...]) -> TeiError:
    absolute = str(path.absolute())
    findings = []
    for fault in faults:
        shown = str(path) if fault.place.path == absolute else fault.place.path
        findings.append(finding(CODE, fault.message, Where(shown, fault.place.line), fault.hint or None))
    first = findings[0]
    place = f"{first.where.path}:{first.where.line}" if first.where.line else first.where.path
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return TeiError(CODE, f"{place}: {first.message}{more}", first.hint, findings)

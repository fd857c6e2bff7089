"""What schemas and rules of others say of the TEI of a build: asked again only where it may have changed.

The verdict on a document is kept in the manifest under the digest of all that it depends on: the document's bytes and its
place, the schemas with every file that they draw in, the rules as they were read, the engines with their versions, the
program. Only a verdict that was reached is kept: what was stopped, left out, refused or could not be run is asked anew
by each build. What is kept is told again word by word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from tei.building import digests
from tei.building.model import findings_adapter
from tei.outcomes import Outcome
from tei.validation import OWN_SCHEMA, verdicts
from tei.validation.documents import read
from tei.validation.engines import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tei.building.manifest import Manifest
    from tei.findings import Finding
    from tei.validation import Request, RuleSet

_REACHED: Final = frozenset(("X010", "Y001", "Y002", "Y003"))
"""What a verdict that was reached can hold: any other finding says that something was not looked at."""
_LIBRARIES: Final = ("elementpath", "xmlschema")
_AT_ONCE: Final = 512


def also_validated(
    outcomes: Iterator[Outcome], request: Request, out: Path, manifest: Manifest
) -> Iterator[Outcome]:
    """Pass on the outcomes of a build; at the end what schemas and rules of others say of the TEI that is there.

    The TEI of the records stands in the output folder `out` itself; XML in folders of it, or made of all records, is what
    a project's own stylesheets have made, and can be anything. Our own schema and rules were asked when it was made.

    Raises:
        TeiError: a schema is not there, or no engine can use it.
    """
    others = tuple(name for name in request.schemas if name != OWN_SCHEMA)
    warns = tuple(name for name in request.warn_schemas if name != OWN_SCHEMA)
    if not (others or warns or request.rules):
        yield from outcomes
        return
    made: list[Path] = []
    for one in outcomes:
        made += [file for file in one.outputs if one.counts and file.suffix == ".xml" and file.parent == out]
        yield one
    if not made:
        return
    asked = replace(request, schemas=others, warn_schemas=warns, checks=frozenset())
    findings = tuple(_Verdicts(made, asked, out, manifest).findings())
    yield Outcome("", "unchanged", findings, counts=False)


class _Verdicts:
    """The verdicts on documents, kept or reached now."""

    def __init__(self, files: Sequence[Path], request: Request, out: Path, manifest: Manifest) -> None:
        self._files = files
        self._request = request
        self._out = out
        self._manifest = manifest

    def findings(self) -> Iterator[Finding]:
        """The findings of all documents in their order, then those of the run."""
        setting = setting_of(self._request, self._out)
        keys = self._keys(self._files, setting) if setting else {}
        kept = {file: said for file, key in keys.items() if (said := self._kept(file, key)) is not None}
        reached: dict[Path, tuple[Finding, ...]] = {}
        todo = [file for file in self._files if file not in kept]
        asked = verdicts(todo, self._request) if todo else iter(())
        whole = True
        for file in self._files:
            if file in kept:
                yield from kept[file]
                continue
            verdict = next(asked)
            yield from verdict.findings
            if verdict.is_whole and all(one.code in _REACHED for one in verdict.findings):
                reached[file] = verdict.findings
        for verdict in asked:  # of the run: an engine that stopped
            whole = False
            yield from verdict.findings
        for rules in self._request.rules:
            yield from rules.left_out()
            yield from _unused(rules, list(kept))
        if setting:
            # What was changed while an engine read it was judged by nobody knows which state.
            now = self._keys(reached, setting_of(self._request, self._out)) if whole else {}
            sure = {file: said for file, said in reached.items() if now.get(file, "") == keys[file]}
            self._keep(sure, keys)

    def _keys(self, files: Sequence[Path] | Mapping[Path, object], setting: str) -> dict[Path, str]:
        """The digests of all that the verdicts depend on."""
        shas = digests.files_sha256(map(str, files))
        return {file: digests.digest(setting, file.name, shas[str(file)]) for file in files}

    def _kept(self, file: Path, key: str) -> tuple[Finding, ...] | None:
        said = self._manifest.verdict(file.name, key)
        try:
            return None if said is None else findings_adapter().validate_json(said)
        except ValidationError:
            return None

    def _keep(self, reached: Mapping[Path, tuple[Finding, ...]], keys: Mapping[Path, str]) -> None:
        """Keep verdicts, and forget those on what is no more."""
        files = list(reached)
        for start in range(0, len(files), _AT_ONCE):
            with self._manifest.noting():
                for file in files[start : start + _AT_ONCE]:
                    said = findings_adapter().dump_json(reached[file])
                    self._manifest.put_verdict(file.name, keys[file], said)
        with self._manifest.noting():
            self._manifest.drop_verdicts(frozenset(file.name for file in self._files))


def _unused(rules: RuleSet, kept: Sequence[Path]) -> Iterator[Finding]:
    """Whether the rules were about nothing, in the documents with a kept verdict either.

    Of these is run what is needed to know it, which is the first of them unless the rules are about few.
    """
    for file in kept:
        if rules.is_about:
            break
        document, _ = read(file)
        if document is not None:
            list(rules.check(document))
    yield from rules.unused()


def setting_of(request: Request, out: Path) -> str:
    """The digest of all that verdicts depend on but the documents; empty where that cannot be known.

    Raises:
        TeiError: a schema is not there.
    """
    from tei.schema_store.schemas import Schemas

    wanted = [(name, False) for name in request.schemas] + [(name, True) for name in request.warn_schemas]
    with Schemas(request.catalogs, network=request.allow_network) as schemas:
        found = [(schemas.named(name), warns) for name, warns in wanted]
    engines = [identity(schema) for schema, _ in found]
    if not all((*engines, *(one.digest for one in request.rules))):
        return ""
    grammars = [(one.name, one.digest, warns) for one, warns in found]
    rules = [(one.name, one.digest) for one in request.rules]
    program = (digests.program(), list(digests.versions(_LIBRARIES)))
    # Rules may ask for the address of the document, and findings name schemas as the run does.
    return digests.digest(program, str(out), str(out.absolute()), grammars, engines, rules)

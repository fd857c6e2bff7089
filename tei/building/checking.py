"""`tei build --check`: what would be made anew, and why; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.building.manifest import Broken, read_manifest
from tei.building.planning import plan_of
from tei.building.surveying import no_more, survey
from tei.building.whole import whole_reason

if TYPE_CHECKING:
    from pathlib import Path

    from tei.building.planning import Plan
    from tei.building.surveying import Survey
    from tei.project import Project


@dataclass(frozen=True, slots=True)
class Stale:
    """What a build would do: for each file why it is made, and what else; what is to be said of outputs that a hand has changed."""

    reasons: tuple[tuple[str, str], ...]
    edited: tuple[str, ...] = ()
    files: int = 0

    @property
    def is_current(self) -> bool:
        """Whether a build would change nothing."""
        return not self.reasons


def stale(project: Project, folder: Path) -> Stale:
    """Say what is stale in a project's outputs.

    Raises:
        TeiError: as a build.
    """
    plan = plan_of(project, folder)
    try:
        manifest = read_manifest(plan.out, plan.folder)
        if manifest is None:
            return Stale(((str(plan.out), "nothing was built there"),), files=len(plan.paths))
        with manifest:
            seen = survey(plan, manifest)
            reasons = [(plan.named(path), why) for path, why in seen.reasons.items()]
            reasons += [(plan.named(path), "it is no more") for path in no_more(plan, manifest)]
            if not reasons and (why := whole_reason(plan, manifest, seen)):
                reasons.append((str(plan.out), why))
            edited = tuple(_edited(plan, seen, place) for place in sorted(seen.edited))
            return Stale(tuple(reasons), edited, len(plan.paths))
    except Broken as broken:
        reason = f"what is known of the last build cannot be believed: {broken}"
        return Stale(((str(plan.out), reason),), files=len(plan.paths))


def _edited(plan: Plan, seen: Survey, place: str) -> str:
    """What is said of an edited output: of TEI also whether something is made now that has not come into it."""
    output = seen.odd[place][1].output
    behind = output.kind == "tei" and not output.is_joined
    more = ", and what is made now has not come into it (--on-edit merge)" if behind else ""
    return f"{plan.out / place}: edited by hand{more}"

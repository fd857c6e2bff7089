"""`tei build`: the whole way for the records of a project, done again only where something has changed."""

from __future__ import annotations

from tei.building.checking import Stale, stale
from tei.building.model import OnEdit
from tei.building.running import build

__all__ = ["OnEdit", "Stale", "build", "stale"]

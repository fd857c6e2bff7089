"""Statistical language identification (py3langid), asked only where words and letters do not settle it."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from py3langid.langid import LanguageIdentifier

_READ = 2_000  # characters: identification needs no more, and costs by length
_MOST = 4.0  # what it says is worth at most this: as much as three function words
_MODEL_NAMES = {"sr-Latn": "sr"}


def likelihoods(text: str, tags: Collection[str]) -> dict[str, float]:
    """Score languages for a text, the best 0, the others below; tags the model does not know are left out.

    Costs about 2 ms a paragraph, and 0.1 s once to load the model.
    """
    names = {_MODEL_NAMES.get(tag, tag): tag for tag in sorted(tags)}
    known = _identifier(tuple(sorted(names))) if len(names) > 1 else None
    if known is None:
        return {}
    ranked = known.rank(text[:_READ])
    return {names[name]: max(-_MOST, math.log(max(float(share), 1e-9))) for name, share in ranked}


@cache
def _identifier(names: tuple[str, ...]) -> LanguageIdentifier | None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    wanted = [name for name in names if name in identifier.labels]
    if len(wanted) < 2:
        return None
    identifier.set_languages(wanted)
    return identifier

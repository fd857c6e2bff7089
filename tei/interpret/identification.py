"""Statistical language identification (py3langid), asked only where words and letters do not settle it."""

from __future__ import annotations

import lzma
import math
import shutil
import tempfile
from functools import cache, lru_cache
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


@lru_cache(maxsize=1)  # there is one model, which knows one choice of languages at a time
def _identifier(names: tuple[str, ...]) -> LanguageIdentifier | None:
    identifier, known = _model()
    wanted = [name for name in names if name in known]
    if len(wanted) < 2:
        return None
    identifier.set_languages(wanted)
    return identifier


@cache
def _model() -> tuple[LanguageIdentifier, frozenset[str]]:
    """The model, and all languages that it knows.

    It takes 70 MB; py3langid's own reader has the largest of its tables twice for a moment, 40 MB more.
    """
    identifier = _read_model()
    return identifier, frozenset(identifier.labels)


def _read_model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    if not MODEL_FILE.endswith(".npz.xz"):  # before 0.4
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    import numpy as np

    with tempfile.TemporaryFile() as plain:
        with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
            shutil.copyfileobj(packed, plain, 1 << 20)
        plain.seek(0)
        with np.load(plain, allow_pickle=False) as tables:
            return LanguageIdentifier(
                tables["ptc"],
                tables["pc"],
                tables["classes"].tolist(),
                tables["nextmove"].data,
                tables["out_feat"].tolist(),
                norm_probs=True,
                tk_row=tables["nextmove_row"].data,
            )

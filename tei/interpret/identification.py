"""Statistical language identification (py3langid), asked only where words and letters do not settle it."""

from __future__ import annotations

import lzma
import math
import shutil
import tempfile
import zipfile
from functools import cache, lru_cache
from typing import IO, TYPE_CHECKING, Any, Final

from tei.interpret.language_tables import alphabets

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier

_READ = 2_000  # characters: identification needs no more, and costs by length
_MOST = 4.0  # what it says is worth at most this: as much as three function words
_MODEL_NAMES = {"sr-Latn": "sr"}
_PIECE: Final = 1 << 20  # bytes
_ROWS: Final = 4_096


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
    """The model, and those of our languages that it knows."""
    identifier = _read_model()
    return identifier, frozenset(identifier.labels) & _languages()


def _languages() -> frozenset[str]:
    """The languages that alphabets leave to be told apart, as the model names them."""
    tags = (tag for alphabet in alphabets().values() for tag in alphabet.tags)
    return frozenset(_MODEL_NAMES.get(tag, tag) for tag in tags)


def _read_model() -> LanguageIdentifier:
    """The model as a process keeps it: as it is read by its own library, it takes 70 MB, and 40 MB more for a moment.

    Of its features' table the columns of our languages are kept; its automaton stays on the disk, where a text
    asks for few of its rows.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    if not MODEL_FILE.endswith(".npz.xz"):  # before 0.4
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    import numpy as np

    with tempfile.TemporaryFile() as plain:
        with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
            shutil.copyfileobj(packed, plain, _PIECE)
        plain.seek(0)
        with np.load(plain, allow_pickle=False) as tables, zipfile.ZipFile(plain) as members:
            classes = tables["classes"].tolist()
            ours = [column for column, name in enumerate(classes) if name in _languages()]
            with members.open("ptc.npy") as features:
                kept = _columns(features, ours)
            with members.open("nextmove.npy") as rows:
                automaton = _on_disk(rows)
            return LanguageIdentifier(
                kept,
                tables["pc"][ours],
                [classes[column] for column in ours],
                automaton.data,
                tables["out_feat"].data,
                norm_probs=True,
                tk_row=tables["nextmove_row"].data,
            )


def _columns(table: IO[bytes], wanted: Sequence[int]) -> NDArray[Any]:
    """Columns of a table, read in pieces: the whole would be in memory for a moment."""
    import numpy as np

    (height, width), kind = _form(table)
    kept = np.empty((height, len(wanted)), kind)
    for start in range(0, height, _ROWS):
        piece = np.frombuffer(table.read(_ROWS * width * kind.itemsize), kind).reshape(-1, width)
        kept[start : start + len(piece)] = piece[:, wanted]
    return kept


def _on_disk(table: IO[bytes]) -> NDArray[Any]:
    """A table in a file without a name, which is there as long as the table is."""
    import numpy as np

    shape, kind = _form(table)
    with tempfile.TemporaryFile() as own:
        shutil.copyfileobj(table, own, _PIECE)
        own.flush()
        return np.memmap(own, kind, "r", shape=shape)


def _form(table: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    """The shape of a table of NumPy's, and the kind of its numbers; what follows are the numbers."""
    from numpy.lib import format as numpys

    numpys.read_magic(table)
    shape, _, kind = numpys.read_array_header_1_0(table)
    return shape, kind

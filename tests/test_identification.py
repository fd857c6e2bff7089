"""Statistical identification: one model for all choices of languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tei.interpret.identification import likelihoods

ROOT = Path(__file__).resolve().parent.parent
GERMAN = "Der Dampfer liegt seit gestern im Hafen, und niemand weiß, wann er wieder fährt."
DANISH = "Damperen har ligget i havnen siden i går, og ingen ved, hvornår den sejler igen."
CHOICES = (("de", "en"), ("da", "de", "sv"), ("de", "en"), ("de", "none"), ("da", "de", "en", "nl"))


def test_a_choice_of_languages_is_judged_as_if_it_were_the_only_one() -> None:
    alone = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    for tags in CHOICES:
        for text, language in ((GERMAN, "de"), (DANISH, "da")):
            found = likelihoods(text, tags)
            if "none" in tags:
                assert found == {}
                continue
            alone.set_languages(list(tags))
            assert list(found) == [name for name, _ in alone.rank(text)]
            assert language not in tags or next(iter(found)) == language


def test_many_choices_take_the_memory_of_one() -> None:
    """The model took 70 MB, and 40 MB more while it was read; a corpus of many languages had it once for each choice."""
    code = (
        "import re\n"
        "from itertools import combinations\n"
        "from tei.interpret.identification import likelihoods\n"
        "from pathlib import Path\n"
        "def peak(): return re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        f"likelihoods({GERMAN!r}, ('de', 'en'))\n"
        "first = peak()\n"
        f"for tags in combinations(('da', 'de', 'en', 'nl', 'sv'), 3): likelihoods({GERMAN!r}, tags)\n"
        "print(first, peak())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    first, last = (int(kilobytes) / 1024 for kilobytes in done.stdout.split())
    assert last < first + 20
    assert first < 75

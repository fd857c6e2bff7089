"""The table of languages that are often met says what langcodes says, and spares its loading."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import langcodes
import pytest
from sample_records import wilson

from tei.common_languages import COMMON

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("tag", COMMON)
def test_the_table_says_what_langcodes_says(tag: str) -> None:
    language = langcodes.Language.get(tag, normalize=False)
    assert langcodes.tag_is_valid(tag)
    assert COMMON[tag] == (language.display_name("en"), language.maximize().script)
    assert language.simplify_script().to_tag() == tag
    assert langcodes.Language.get(langcodes.standardize_tag(tag)).simplify_script().to_tag() == tag
    assert langcodes.Language.get(tag).language == tag.partition("-")[0]


def test_a_record_in_common_languages_is_converted_without_langcodes(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(wilson("The boat came late, and the harbour was closed to all of us."), "utf-8")
    code = (
        "import sys\nfrom tei.pipeline import convert_each, Options\nfrom tei import profile\n"
        "from pathlib import Path\n"
        f"(made,) = convert_each(Path({str(file)!r}), Options(profile.named('wilson-center')))\n"
        "assert b'>English</language>' in made.tei, made.findings\n"
        "print([one for one in ('langcodes', 'language_data', 'tei.ledger', 'py3langid') if one in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

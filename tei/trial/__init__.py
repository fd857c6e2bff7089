"""A layout tried on records before anything is converted with it: what fits, what claims what, what is left.

Nothing here writes a file. `try_records` takes records through the whole way of the program, so that what is
told is what a conversion would do; `weaknesses` looks at a layout alone.
"""

from tei.trial.as_json import as_json
from tei.trial.as_text import as_text
from tei.trial.gathering import gathered
from tei.trial.model import Trial, Tried
from tei.trial.trying import slots_filled_by, try_records
from tei.trial.weaknesses import weaknesses

__all__ = ["Trial", "Tried", "as_json", "as_text", "gathered", "slots_filled_by", "try_records", "weaknesses"]

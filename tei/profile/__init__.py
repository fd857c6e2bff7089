"""A record layout as data: TOML -> Profile (frozen).

An unknown key, a wrong type or a bad pattern is an error that names file, line, key and the valid choices;
nothing is converted with a profile that was not read whole.
"""

from tei.profile.archive import Archive, Identity
from tei.profile.body import BodyLine, BodyRules, DivisionMarker, FurnitureLine, InlineMark
from tei.profile.definition import Profile
from tei.profile.header import Abstract, Drop, HeaderRules, Label, LinePattern, Position
from tei.profile.loading import built_in, layout_data, layout_file, load_profile, named
from tei.profile.notes import NoteForms
from tei.profile.patterns import Pattern
from tei.profile.problems import LayoutError, explain, line_of
from tei.profile.recognition import LineForm, Recognition, RecognitionSign
from tei.profile.slots import KEPT, SECTION, SLOTS, SlotName
from tei.profile.sources import RecordRules, TableColumn, TableRules

__all__ = [
    "KEPT", "SECTION", "SLOTS", "Abstract", "Archive", "BodyLine", "BodyRules", "DivisionMarker", "Drop",
    "FurnitureLine", "HeaderRules", "Identity", "InlineMark", "Label", "LayoutError", "LineForm", "LinePattern",
    "NoteForms", "Pattern", "Position", "Profile", "Recognition", "RecognitionSign", "RecordRules", "SlotName",
    "TableColumn", "TableRules", "built_in", "explain", "layout_data", "layout_file", "line_of", "load_profile", "named",
]  # fmt: skip

"""What became of each line of a record, what was inferred, and on what ground: as text, JSON, a page."""

from tei.explain.as_json import as_json
from tei.explain.as_text import as_text
from tei.explain.page import as_page
from tei.explain.telling import explain

__all__ = ["as_json", "as_page", "as_text", "explain"]

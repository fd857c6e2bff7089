"""Notes: where they stand in a text, their labels and marks, and which mark points at which note.

`find` finds them, `labels` and `marks` read their signs, `words` holds the words of fifteen and more
languages, `pairing` ties marks to notes once the text is read.
"""

from tei.interpret.notes.find import NotesSection, PrintedNote, find_notes
from tei.interpret.notes.marks import mark_name, mark_number

__all__ = ["NotesSection", "PrintedNote", "find_notes", "mark_name", "mark_number"]

"""Stage 5: TEI to TEI. What comes in valid goes out valid, and no text is lost on the way."""

"""A static edition of many documents: their pages, lists, indexes, pictures, search and feeds.

The documents are read twice: first for their facts, of which only the small ones are kept, then each for its page.
Paths are those of [docs/site.md](../../../docs/site.md); every address within the site is relative.
"""

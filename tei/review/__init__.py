"""The review list: what is unsure over a collection, and the corrections that settle it."""

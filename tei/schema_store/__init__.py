"""Schemas of others: found by name, path or address, with all files that they draw in, and kept by name."""

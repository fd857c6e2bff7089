"""Corrections as data: what people say of records, applied at every build and marked with who says it."""

"""Stage 8: what is made of many documents together: entries, citations, exports."""

"""The ledger of a conversion: where each span of a record went. In = text + markup + labels + dropped, always."""

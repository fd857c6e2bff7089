"""Tables whose rows are records: bytes -> Source, one a row, in bounded memory."""

from tei.tables.records import Row, rows_as_records, rows_of_file

__all__ = ["Row", "rows_as_records", "rows_of_file"]

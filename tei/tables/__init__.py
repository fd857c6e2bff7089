"""Tables whose rows are records: bytes -> Source, one a row, in bounded memory."""

from tei.tables.records import Row, columns_of, rows_as_records, rows_of_file

__all__ = ["Row", "columns_of", "rows_as_records", "rows_of_file"]

"""Typed columns for every noun: the one list that Parquet, CSV and notebooks show records by.

Column names are those of the records' fields. Beside an EDTF time stand its first and last day
(``happened_on``, ``happened_from``, ``happened_to``), beside somebody's name the id and the party
(``actor``, ``actor_id``, ``actor_party``); ``record`` holds the whole entry, so that nothing is
lost. ``python -m dragoman.columns`` prints all of them as Markdown.
"""

from dragoman.columns.arrow import ROWS, batch_of, batches_of, rows_of, schema_of, table_of
from dragoman.columns.column import CellType, Column
from dragoman.columns.deriving import LEFT_OUT
from dragoman.columns.listing import RECORD, columns_of

__all__ = [
    "LEFT_OUT",
    "RECORD",
    "ROWS",
    "CellType",
    "Column",
    "batch_of",
    "batches_of",
    "columns_of",
    "rows_of",
    "schema_of",
    "table_of",
]

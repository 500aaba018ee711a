"""The dossier to and from the world: JSON lines, CSV and PLOVER; the JSON Schema of the records."""

from dragoman.exchange.jsonl import contents_lines, record_line, report_line
from dragoman.exchange.plover import plover_lines
from dragoman.exchange.tables import write_table, write_tables

__all__ = [
    "contents_lines",
    "plover_lines",
    "record_line",
    "report_line",
    "write_table",
    "write_tables",
]

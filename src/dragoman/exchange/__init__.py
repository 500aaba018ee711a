"""The dossier to and from the world: JSON lines, CSV, PLOVER and W3C Web Annotation.

The JSON Schema of the records stands here too.
"""

from dragoman.exchange.deals import deal_json
from dragoman.exchange.decide import read_decide
from dragoman.exchange.decide_toml import decide_as_toml
from dragoman.exchange.genius import read_genius, to_negotiation_toml
from dragoman.exchange.jsonl import (
    carried_line,
    contents_lines,
    marking_line,
    record_line,
    report_line,
)
from dragoman.exchange.plover import plover_lines
from dragoman.exchange.tables import write_table, write_tables
from dragoman.exchange.web_annotation import annotation_collection, annotation_lines

__all__ = [
    "annotation_collection",
    "annotation_lines",
    "carried_line",
    "contents_lines",
    "deal_json",
    "decide_as_toml",
    "marking_line",
    "plover_lines",
    "read_decide",
    "read_genius",
    "record_line",
    "report_line",
    "to_negotiation_toml",
    "write_table",
    "write_tables",
]

"""Joins the stages: from files to the brief."""

from dragoman.pipeline.assembling import assemble
from dragoman.pipeline.contents import UNREAD_BY_BRIEFS, contents_of
from dragoman.pipeline.correcting import add_entry
from dragoman.pipeline.intake import Intake, add_paths
from dragoman.pipeline.negotiation import find_negotiation, load_negotiation, parse_negotiation
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.reading import (
    RULES,
    TRAINED,
    ReaderChoice,
    ReadingRound,
    make_reader,
    negotiation_of,
    read_documents,
)
from dragoman.pipeline.settling import take_over_settings
from dragoman.pipeline.whole import Round, anchored, extract_file, go_on, rebuild
from dragoman.pipeline.writing import write_whole

__all__ = [
    "RULES",
    "TRAINED",
    "UNREAD_BY_BRIEFS",
    "Intake",
    "Progress",
    "ReaderChoice",
    "ReadingRound",
    "Round",
    "add_entry",
    "add_paths",
    "anchored",
    "assemble",
    "contents_of",
    "extract_file",
    "find_negotiation",
    "go_on",
    "load_negotiation",
    "make_reader",
    "negotiation_of",
    "parse_negotiation",
    "read_documents",
    "rebuild",
    "silent",
    "take_over_settings",
    "write_whole",
]

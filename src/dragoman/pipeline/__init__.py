"""Joins the stages: from files to the brief."""

from dragoman.pipeline.assembling import assemble
from dragoman.pipeline.contents import contents_of
from dragoman.pipeline.correcting import Signature, accept, add_entry, correct, decide, join
from dragoman.pipeline.intake import Intake, add_paths, now
from dragoman.pipeline.negotiation import find_negotiation, load_negotiation, parse_negotiation
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.reading import ReadingRound, make_reader, negotiation_of, read_documents
from dragoman.pipeline.whole import Round, extract_file, go_on, rebuild

__all__ = [
    "Intake",
    "Progress",
    "ReadingRound",
    "Round",
    "Signature",
    "accept",
    "add_entry",
    "add_paths",
    "assemble",
    "contents_of",
    "correct",
    "decide",
    "extract_file",
    "find_negotiation",
    "go_on",
    "join",
    "load_negotiation",
    "make_reader",
    "negotiation_of",
    "now",
    "parse_negotiation",
    "read_documents",
    "rebuild",
    "silent",
]

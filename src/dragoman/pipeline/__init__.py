"""Joins the stages: from files to the brief."""

from dragoman.pipeline.as_of import Earlier, contents_as_of
from dragoman.pipeline.assembling import assemble
from dragoman.pipeline.comparing import readouts, revised_documents, revisions
from dragoman.pipeline.contents import UNREAD_BY_BRIEFS, contents_of
from dragoman.pipeline.correcting import add_entry
from dragoman.pipeline.estimating import Estimate, estimate
from dragoman.pipeline.handling import Handlings, handlings, marking_of, signed_mark
from dragoman.pipeline.importing import import_settings
from dragoman.pipeline.intake import Intake, add_paths
from dragoman.pipeline.knowable import Knowable, day_asked, known_by_settings
from dragoman.pipeline.lagging import catch_up, is_behind, read_behind
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
from dragoman.pipeline.sharing import for_sharing, share
from dragoman.pipeline.since import note_brief, since_brief, since_day, since_look
from dragoman.pipeline.weighing import add_hypothesis, mark_evidence
from dragoman.pipeline.whole import Round, anchored, extract_file, go_on, rebuild
from dragoman.pipeline.writing import write_whole, write_whole_bytes

__all__ = [
    "RULES",
    "TRAINED",
    "UNREAD_BY_BRIEFS",
    "Earlier",
    "Estimate",
    "Handlings",
    "Intake",
    "Knowable",
    "Progress",
    "ReaderChoice",
    "ReadingRound",
    "Round",
    "add_entry",
    "add_hypothesis",
    "add_paths",
    "anchored",
    "assemble",
    "catch_up",
    "contents_as_of",
    "contents_of",
    "day_asked",
    "estimate",
    "extract_file",
    "find_negotiation",
    "for_sharing",
    "go_on",
    "handlings",
    "import_settings",
    "is_behind",
    "known_by_settings",
    "load_negotiation",
    "make_reader",
    "mark_evidence",
    "marking_of",
    "negotiation_of",
    "note_brief",
    "parse_negotiation",
    "read_behind",
    "read_documents",
    "readouts",
    "rebuild",
    "revised_documents",
    "revisions",
    "share",
    "signed_mark",
    "silent",
    "since_brief",
    "since_day",
    "since_look",
    "take_over_settings",
    "write_whole",
    "write_whole_bytes",
]

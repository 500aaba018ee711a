"""The store: the only package that speaks SQL.

A dossier is one SQLite file, or one schema of a PostgreSQL database. What is *truth* in it (bytes
and text of documents, signed decisions, signed versions of ``negotiation.toml``) is only ever
added to; what is *derived* (cached reports, entries) can be thrown away and computed again.
``apply_decisions`` lays the analyst's decisions over freshly computed entries and needs no file
at all.
"""

from dragoman.dossier.anchors import Match, anchor_of, match_anchor
from dragoman.dossier.checking import Problem
from dragoman.dossier.copying import Copied, copy_dossier
from dragoman.dossier.describing import described
from dragoman.dossier.documents import Added, Outcome
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.lineage import settled
from dragoman.dossier.places import Place, PlaceText, ServerPlace, place_of
from dragoman.dossier.queue import Queue
from dragoman.dossier.records import pack as pack_report
from dragoman.dossier.records import unpack as unpack_report
from dragoman.dossier.replay import (
    Orphan,
    Replayed,
    apply_decisions,
    digit_in,
    edges,
    rated_outlets,
)
from dragoman.dossier.reports import PackedReport
from dragoman.dossier.reviewing import EDGES, Finder, reviews_of
from dragoman.dossier.searching import Hit, Words, search_in
from dragoman.dossier.settings import Settings
from dragoman.dossier.signing import (
    acceptance,
    addition,
    correction,
    crediting,
    handling,
    in_order,
    judged_different,
    judged_same,
    judged_split,
    judged_unsure,
    note,
    question,
    rating,
    rejection,
    review,
    sign,
    standing,
)
from dragoman.dossier.threads import Remark, threads_of

__all__ = [
    "EDGES",
    "Added",
    "Copied",
    "Dossier",
    "Finder",
    "Hit",
    "Match",
    "Orphan",
    "Outcome",
    "PackedReport",
    "Place",
    "PlaceText",
    "Problem",
    "Queue",
    "Remark",
    "Replayed",
    "ServerPlace",
    "Settings",
    "Words",
    "acceptance",
    "addition",
    "anchor_of",
    "apply_decisions",
    "copy_dossier",
    "correction",
    "crediting",
    "described",
    "digit_in",
    "edges",
    "handling",
    "in_order",
    "judged_different",
    "judged_same",
    "judged_split",
    "judged_unsure",
    "match_anchor",
    "note",
    "pack_report",
    "place_of",
    "question",
    "rated_outlets",
    "rating",
    "rejection",
    "review",
    "reviews_of",
    "search_in",
    "settled",
    "sign",
    "standing",
    "threads_of",
    "unpack_report",
]

"""The store: the only package that speaks SQL.

A dossier is one SQLite file. What is *truth* in it (bytes and text of documents, signed
decisions, signed versions of ``negotiation.toml``) is only ever added to; what is *derived*
(cached reports, entries) can be thrown away and computed again. ``apply_decisions`` lays the
analyst's decisions over freshly computed entries and needs no file at all.
"""

from dragoman.dossier.anchors import Match, anchor_of, match_anchor
from dragoman.dossier.checking import Problem
from dragoman.dossier.documents import Added, Outcome
from dragoman.dossier.dossier import Dossier
from dragoman.dossier.lineage import settled
from dragoman.dossier.replay import Orphan, Replayed, apply_decisions, edges, rated_outlets
from dragoman.dossier.searching import Hit, Words, search_in
from dragoman.dossier.settings import Settings
from dragoman.dossier.signing import (
    acceptance,
    addition,
    correction,
    in_order,
    judged_different,
    judged_same,
    judged_unsure,
    note,
    rating,
    rejection,
    sign,
    standing,
)

__all__ = [
    "Added",
    "Dossier",
    "Hit",
    "Match",
    "Orphan",
    "Outcome",
    "Problem",
    "Replayed",
    "Settings",
    "Words",
    "acceptance",
    "addition",
    "anchor_of",
    "apply_decisions",
    "correction",
    "edges",
    "in_order",
    "judged_different",
    "judged_same",
    "judged_unsure",
    "match_anchor",
    "note",
    "rated_outlets",
    "rating",
    "rejection",
    "search_in",
    "settled",
    "sign",
    "standing",
]

"""Nouns: where :class:`Contents` keeps the entries of each, in one order."""

FIELDS = {
    "document": "documents",
    "segment": "segments",
    "party": "parties",
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "mention": "mentions",
    "attribution": "attributions",
    "statement": "statements",
    "contact": "contacts",
    "deed": "deeds",
    "assessment": "assessments",
    "position": "positions",
    "commitment": "commitments",
    "discrepancy": "discrepancies",
    "corroboration": "corroborations",
    "reuse": "reuses",
    "constraint": "constraints",
    "leverage": "leverages",
    "linkage": "linkages",
    "hypothesis": "hypotheses",
    "evidence": "evidence",
    "finding": "findings",
    "question": "questions",
    "decision": "decisions",
}
"""The field of :class:`Contents` that holds the entries of a noun, by noun; an entry comes after
what it is told by. Records are written in this order."""

WHO = ("party", "person", "organisation", "place")
"""The nouns that have a name."""

PARTS = ("segment", "mention", "attribution", "corroboration", "reuse")
"""The nouns that nobody counts: parts of other entries, or marks on them."""

"""Views with plain column names, so that a dossier reads well in any browser of its database.

What the views hold; ``sqlite_views`` and ``postgresql_views`` write them in SQL.
"""

COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "segments": ("segment", {"segment_kind": "$.segment_kind", "speaker": "$.speaker"}),
    "mentions": (
        "mention",
        {"noun": "$.noun", "refers_to": "$.refers_to", "how": "$.how", "words": "words:mention"},
    ),
    "parties": ("party", {"names": "list:$.names", "role": "$.role"}),
    "people": (
        "person",
        {"names": "list:$.names", "party": "$.party", "office": "$.office"},
    ),
    "organisations": ("organisation", {"names": "list:$.names", "party": "$.party"}),
    "places": ("place", {"names": "list:$.names", "country": "$.country"}),
    "attributions": (
        "attribution",
        {
            "attribution_kind": "$.attribution_kind",
            "speaker": "words:speaker",
            "cue": "words:cue",
            "content": "words:content",
            "parent": "$.parent",
            "anonymity": "$.anonymity",
        },
    ),
    "statements": (
        "statement",
        {
            "speakers": "names:$.speakers",
            "party": "$.party",
            "act": "$.act",
            "polarity": "$.polarity",
            "firmness": "$.firmness",
            "voice": "$.voice",
            "issues": "list:$.issues",
            "content": "words:content",
            "stated_on": "$.stated_on.edtf",
            "attribution": "$.attribution",
        },
    ),
    "contacts": (
        "contact",
        {
            "channel": "$.channel",
            "status": "$.status",
            "participants": "names:$.participants",
            "place": "$.place.name",
            "happened_on": "$.happened_on.edtf",
            "happened_as_written": "$.happened_on.text",
            "topics": "list:$.topics",
            "outcomes": "list:$.outcomes",
            "documents": "list:$.documents",
        },
    ),
    "deeds": (
        "deed",
        {
            "plover_type": "$.plover_type",
            "plover_mode": "$.plover_mode",
            "actor": "$.actor.name",
            "recipient": "$.recipient.name",
            "happened_on": "$.happened_on.edtf",
        },
    ),
    "assessments": (
        "assessment",
        {"author": "$.author.name", "claim": "$.claim", "probability": "$.probability"},
    ),
    "positions": (
        "position",
        {
            "party": "$.party",
            "issue": "$.issue",
            "stance": "$.stance",
            "measure": "$.measure",
            "conditional": "$.conditional",
            "basis": "$.basis",
            "statements": "list:$.statements",
        },
    ),
    "commitments": (
        "commitment",
        {
            "parties": "list:$.parties",
            "issue": "$.issue",
            "agreement": "last:$.agreement",
            "compliance": "last:$.compliance",
            "due_on": "$.due_on.edtf",
            "overdue_since": "$.overdue_since",
            "implementation": "$.implementation",
        },
    ),
    "discrepancies": (
        "discrepancy",
        {
            "discrepancy_kind": "$.discrepancy_kind",
            "matter": "$.matter",
            "why": "$.why",
            "one_account": "$.accounts[0].says",
            "other_account": "$.accounts[1].says",
        },
    ),
    "corroborations": (
        "corroboration",
        {
            "target": "$.target",
            "mark": "$.mark",
            "why": "$.why",
            "credibility": "$.credibility",
            "credibility_because": "$.credibility_because",
        },
    ),
    "reuses": (
        "reuse",
        {
            "document": "$.document",
            "original": "$.original",
            "reuse_kind": "$.reuse_kind",
            "of_original": "$.of_original",
            "of_document": "$.of_document",
        },
    ),
    "constraints": (
        "constraint",
        {
            "constraint_kind": "$.constraint_kind",
            "party": "$.party",
            "body": "$.body",
            "words": "$.words",
            "interval": "$.interval.edtf",
            "told_on": "$.told_on",
            "documents": "list:$.documents",
        },
    ),
    "leverages": (
        "leverage",
        {
            "held_by": "$.held_by",
            "over": "$.over",
            "hold": "$.hold",
            "thing": "$.measure.object",
            "in_return_for": "$.in_return_for.object",
            "words": "$.words",
            "told_on": "$.told_on",
        },
    ),
    "linkages": (
        "linkage",
        {
            "tied_by": "$.tied_by",
            "issue": "$.issue",
            "other_issue": "$.other_issue",
            "measure": "$.measure",
            "other": "$.other",
            "words": "$.words",
            "negated": "$.negated",
            "told_on": "$.told_on",
        },
    ),
    "hypotheses": (
        "hypothesis",
        {"claim": "$.claim", "issue": "$.issue", "suggested": "$.suggested"},
    ),
    "evidence": ("evidence", {"target": "$.target", "target_kind": "$.target_kind"}),
    "findings": (
        "finding",
        {"finding_kind": "$.finding_kind", "why": "$.why", "suggestion": "$.suggestion"},
    ),
    "questions": (
        "question",
        {"asks": "$.asks", "why": "$.why", "candidates": "list:$.candidates"},
    ),
}
"""View, noun, and column -> path. ``list:`` joins an array of texts, ``names:`` the names of an
array of records, ``words:`` the quoted words of a role, ``last:`` the last stage of a series."""

DOCUMENT_FIELDS = (
    "title",
    "outlet",
    "published_at",
    "known_by",
    "language",
    "genre",
    "url",
    "path",
)
"""Fields of a document's record that are columns of the view of documents."""

DECISION_FIELDS = ("before", "after", "why")
"""The same for decisions."""

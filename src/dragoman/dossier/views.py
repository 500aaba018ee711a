# ruff: noqa: S608 - every part of these statements is a constant of this file
"""Views with plain column names, so that the file reads well in Datasette or any SQLite browser.

SQLite's own SQL (``json_extract``, ``json_each``); only :mod:`dragoman.dossier.sqlite` uses it.
"""

_COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
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
            "day_as_written": "$.happened_on.text",
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


def _column(name: str, path: str) -> str:
    form, _, rest = path.rpartition(":")
    match form:
        case "list":
            value = f"(SELECT group_concat(value, '; ') FROM json_each(body, '{rest}'))"
        case "names":
            value = (
                "(SELECT group_concat(json_extract(value, '$.name'), '; ') "
                f"FROM json_each(body, '{rest}'))"
            )
        case "words":
            value = (
                "(SELECT group_concat(json_extract(value, '$.exact'), ' … ') "
                "FROM json_each(body, '$.passages') "
                f"WHERE json_extract(value, '$.role') = '{rest}')"
            )
        case "last":
            value = f"json_extract(body, '{rest}[#-1].stage')"
        case _:
            value = f"json_extract(body, '{path}')"
    return f"{value} AS {name}"


def _view(name: str, noun: str, columns: dict[str, str]) -> str:
    plain = ", ".join(_column(column, path) for column, path in columns.items())
    return (
        f"CREATE VIEW {name} AS SELECT id, document, score, {plain} "
        f"FROM derived_entries WHERE kind = '{noun}'"
    )


_DOCUMENTS = ", ".join(
    f"json_extract(d.body, '$.{name}') AS {name}"
    for name in ("title", "outlet", "published_at", "known_by", "language", "genre", "url", "path")
)

VIEWS = (
    f"""CREATE VIEW documents AS
    SELECT d.id, {_DOCUMENTS}, d.copy_of, d.supersedes, d.superseded_by, d.sha256,
    CAST(c.text AS TEXT) AS text
    FROM truth_documents d JOIN truth_contents c ON c.document = d.id WHERE d.state = 'kept'""",
    """CREATE VIEW decisions AS
    SELECT sequence, id, who, decided_at, verb, noun, target, withdraws,
    json_extract(body, '$.before') AS before, json_extract(body, '$.after') AS after,
    json_extract(body, '$.why') AS why FROM truth_decisions""",
    "CREATE VIEW skips AS SELECT path, reason, advice FROM noted_skips",
    *(_view(name, noun, columns) for name, (noun, columns) in _COLUMNS.items()),
)
"""The statements that make the views."""

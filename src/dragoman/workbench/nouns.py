"""Nouns in the order in which the pages set them: what rests on others first."""

MARKED = (
    "discrepancy",
    "commitment",
    "contact",
    "position",
    "statement",
    "deed",
    "assessment",
    "constraint",
    "leverage",
    "linkage",
    "finding",
    "question",
)
"""Nouns whose passages are marked in a text; the first gives a shared stretch its look."""

REVIEWED = (*MARKED, "person", "organisation")
"""Nouns that wait in the queue until somebody has looked at them."""

"""Which nouns stand in one text, in many, and which are judged: fields of ``Contents`` by noun."""

OF_ONE_TEXT = {
    "mention": "mentions",
    "attribution": "attributions",
    "statement": "statements",
    "assessment": "assessments",
    "finding": "findings",
}
"""Nouns that stand in one text: decisions on them are applied before accounts are merged."""

OF_MANY_TEXTS = {
    "party": "parties",
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "contact": "contacts",
    "deed": "deeds",
}
JUDGED = {
    "position": "positions",
    "commitment": "commitments",
    "discrepancy": "discrepancies",
    "corroboration": "corroborations",
    "constraint": "constraints",
    "leverage": "leverages",
    "linkage": "linkages",
    "hypothesis": "hypotheses",
}
COMPUTED = (
    *OF_ONE_TEXT.values(),
    *OF_MANY_TEXTS.values(),
    *JUDGED.values(),
    "evidence",
    "reuses",
    "questions",
)
DERIVED = ("segments", *COMPUTED)
"""The fields of :class:`Contents` that are computed and can be thrown away."""

NOUNS = {
    **{field: noun for noun, field in (OF_ONE_TEXT | OF_MANY_TEXTS | JUDGED).items()},
    "evidence": "evidence",
    "reuses": "reuse",
    "questions": "question",
}
"""The noun of each computed field."""

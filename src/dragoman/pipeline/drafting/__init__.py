"""Drafting the deal space: from the dossier's sentences to tables of ``negotiation.toml``.

A stance is read where a party demands, offers, accepts or refuses something (``stands``), matched
to an option of an issue by numbers, negation, words and likeness (``matching``), and put as an
interval whose width says how little is known (``scoring``). What no text says is a question.
Where nobody has listed parties (``casting``) or options (``suggesting``, ``phrasing``), the draft
begins with them: ``settings`` joins what there is, what it lacks (``skeleton``) and the draft.
"""

from dragoman.pipeline.drafting.draft import append_draft, draft, usual_likeness
from dragoman.pipeline.drafting.records import Draft, Drafted, Evidence, Force, Stand
from dragoman.pipeline.drafting.settings import draft_settings

__all__ = [
    "Draft",
    "Drafted",
    "Evidence",
    "Force",
    "Stand",
    "append_draft",
    "draft",
    "draft_settings",
    "usual_likeness",
]

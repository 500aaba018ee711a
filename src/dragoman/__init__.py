"""Dragoman reads the reporting on a negotiation and keeps the file on it.

Verbs for a notebook; what they give are frozen records of :mod:`dragoman.model`, in listings that
can be narrowed and turned into tables, and charts::

    import dragoman as dm

    report = dm.extract("Moscow said on Tuesday that it would halt the strikes.")
    talks = dm.read("articles/", dossier="talks.dragoman")
    talks = dm.open("talks.dragoman")
    talks.positions(party="RUS", issue="ceasefire").to_polars()
    talks.sentence(talks.contacts[0])
    talks.ask("what has RUS said on sanctions since May")
    talks.plot.timeline().save("contacts.svg")
    dm.brief(talks, "talks.html")
    dm.correct("talks.dragoman", talks.contacts[0].id, {"status": "planned"}, who="A. Analyst")

And the deal space, with the functions under it as :mod:`dragoman.bargaining`::

    space = dm.deals(talks, what_if=["ORM.quota=40..60"])
    talks.deals(space)["zone"]
    dm.bargaining.find_frontier(dm.bargaining.additive_space([[[0, 1], [1, 0]]]))
"""

from importlib import import_module
from typing import Any

from dragoman.notebook import brief, correct, deals, extract, open, read

__all__ = ["bargaining", "brief", "correct", "deals", "extract", "open", "read"]


def __getattr__(name: str) -> Any:
    """Import ``bargaining`` when it is first asked for: NumPy takes its time."""
    if name == "bargaining":
        return import_module("dragoman.bargaining")
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")

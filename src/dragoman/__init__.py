"""Dragoman reads the reporting on a negotiation and keeps the file on it.

Five verbs for a notebook; each returns frozen records of :mod:`dragoman.model`::

    import dragoman as dm

    report = dm.extract("Moscow said on Tuesday that it would halt the strikes.")
    contents = dm.read("articles/", dossier="talks.dragoman")
    contents = dm.open("talks.dragoman")
    dm.brief(contents, "talks.html")
    dm.correct("talks.dragoman", contents.contacts[0].id, {"status": "planned"}, who="A. Analyst")

And the deal space, with the functions under it as :mod:`dragoman.bargaining`::

    space = dm.deals(contents, what_if=["ORM.quota=40..60"])
    space.zone.probability.value
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

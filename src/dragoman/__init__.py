"""Dragoman reads the reporting on a negotiation and keeps the file on it.

Five verbs for a notebook; each returns frozen records of :mod:`dragoman.model`::

    import dragoman as dm

    report = dm.extract("Moscow said on Tuesday that it would halt the strikes.")
    contents = dm.read("articles/", dossier="talks.dragoman")
    contents = dm.open("talks.dragoman")
    dm.brief(contents, "talks.html")
    dm.correct("talks.dragoman", contents.contacts[0].id, {"status": "planned"}, who="A. Analyst")
"""

from dragoman.notebook import brief, correct, extract, open, read

__all__ = ["brief", "correct", "extract", "open", "read"]

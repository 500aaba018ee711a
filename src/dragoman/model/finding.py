"""Finding and Question: faults inside one document, and what is left to the analyst."""

from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry


@frozen(kw_only=True)
class Finding(Entry):
    """A fault inside one document (a missing day, a misspelt name) and what to do about it."""

    kind: ClassVar[str] = "finding"

    finding_kind: str
    why: str
    suggestion: str = ""


@frozen(kw_only=True)
class Question(Entry):
    """Something the program leaves to the analyst: "are these the same?".

    ``candidates`` are the ids of the entries that were kept apart.
    """

    kind: ClassVar[str] = "question"

    asks: str
    why: str
    candidates: tuple[str, ...] = ()

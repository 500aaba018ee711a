"""Clues: what one place says about a document, and which place is believed."""

from collections.abc import Iterable
from typing import Literal

from attrs import field, fields, frozen

from dragoman.model import Genre

Clue = Literal[
    "outlet", "title", "url", "published_at", "modified_at", "retrieved_at", "language", "genre"
]


@frozen(kw_only=True)
class Clues:
    """What one place says about a document; None where it is silent.

    ``known_by`` names the place ("sidecar", "JSON-LD", "mail header") and becomes
    ``Document.known_by`` when the publication day comes from here. Times are EDTF; ``language``
    is ISO 639-1.
    """

    known_by: str = field()
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    retrieved_at: str | None = None
    language: str | None = None
    genre: Genre | None = None

    @property
    def is_silent(self) -> bool:
        """Whether the place says nothing at all."""
        return all(getattr(self, a.name) is None for a in fields(Clues) if a.name != "known_by")


def weigh(clues: Iterable[Clues]) -> Clues:
    """One set of clues from several, the most trusted place first.

    Each field comes from the first place that is not silent on it. A later place may make a time
    more exact, never move it: a bare day gives way to an instant of the same day, an instant
    without zone to the same instant with one.
    """
    places = list(clues)
    told = {name: _first(places, name) for name in _NAMES}
    published, known_by = _sharpened(places)
    told["published_at"] = published
    return Clues(known_by=known_by or "", **told)


_NAMES = tuple(a.name for a in fields(Clues) if a.name != "known_by")


def _first(places: list[Clues], name: str) -> str | None:
    """What the first place that is not silent says in the field ``name``."""
    values = (getattr(place, name) for place in places)
    return next((value for value in values if value is not None), None)


def _sharpened(places: list[Clues]) -> tuple[str | None, str | None]:
    """The publication time and the place that gave it, as exact as the places agree on."""
    dated = [(p.published_at, p.known_by) for p in places if p.published_at is not None]
    if not dated:
        return None, None
    best, known_by = dated[0]
    for value, place in dated[1:]:
        if len(best) >= len("2025-03-19") and len(value) > len(best) and value.startswith(best):
            best, known_by = value, place
    return best, known_by

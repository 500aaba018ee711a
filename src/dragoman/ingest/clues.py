"""Clues: what one place says about a document, and which place is believed."""

from collections.abc import Iterable
from typing import TypeVar

from attrs import frozen

from dragoman.model import Genre


@frozen(kw_only=True)
class Clues:
    """What one place says about a document; None where it is silent.

    ``known_by`` names the place ("sidecar", "JSON-LD", "mail header") and becomes
    ``Document.known_by`` when the publication day comes from here. Times are EDTF; ``language``
    is ISO 639-1.
    """

    known_by: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    retrieved_at: str | None = None
    language: str | None = None
    genre: Genre | None = None


def weigh(clues: Iterable[Clues]) -> Clues:
    """One set of clues from several, the most trusted place first.

    Each field comes from the first place that is not silent on it. A later place may make a time
    more exact, never move it: a bare day gives way to an instant of the same day, an instant
    without zone to the same instant with one.
    """
    places = list(clues)
    published, known_by = _sharpened(places)
    return Clues(
        known_by=known_by or "",
        outlet=_first(place.outlet for place in places),
        title=_first(place.title for place in places),
        url=_first(place.url for place in places),
        published_at=published,
        modified_at=_first(place.modified_at for place in places),
        retrieved_at=_first(place.retrieved_at for place in places),
        language=_first(place.language for place in places),
        genre=_first(place.genre for place in places),
    )


T = TypeVar("T")


def _first(values: Iterable[T | None]) -> T | None:
    """What the first place that is not silent says."""
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

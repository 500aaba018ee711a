"""Entries of one id that several blocks tell: what they rest on is put together."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve, field, fields, frozen

from dragoman.model import Entry

E = TypeVar("E", bound=Entry)


@frozen(kw_only=True)
class Known:
    """What is known of the whole file: its day (EDTF), and what its parties are called, by id."""

    as_of: str | None = None
    names: Mapping[str, str] = field(factory=dict)


_LISTED = ("because", "documents", "statements", "issues", "rests_on", "candidates")
"""Fields whose values are put together; of all others the first block's word stands."""


def merge_tellings(members: Sequence[E], _known: Known) -> E:
    """The first of some entries, resting on all that any of them rests on."""
    first = members[0]
    names = {field.name for field in fields(type(first))}
    found: dict[str, Any] = {
        name: tuple(dict.fromkeys(value for one in members for value in getattr(one, name)))
        for name in _LISTED
        if name in names
    }
    scores = [one.score for one in members if one.score is not None]
    passages = tuple(dict.fromkeys(p for one in members for p in one.passages))
    if "told_on" in names:
        days = [day for one in members if (day := getattr(one, "told_on"))]  # noqa: B009
        found["told_on"] = min(days, default=None)
    return evolve(first, passages=passages, score=max(scores, default=None), **found)

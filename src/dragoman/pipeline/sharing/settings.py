"""What of ``negotiation.toml`` may go out: the labels that shared entries need, and no more."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from attrs import evolve

from dragoman.model import Contents, Issue, Negotiation, PartyProfile
from dragoman.pipeline.grounds import resolve_because
from dragoman.pipeline.handling import strings_in
from dragoman.pipeline.sharing.secrets import Secrets, general_names, words_in

ESTIMATES = (
    "stakes",
    "preferences",
    "provisos",
    "interactions",
    "packages",
    "stages",
    "guarantees",
)
"""Tables with the analysts' own judgement of the parties, and what is built on them."""


def has_estimates(negotiation: Negotiation) -> bool:
    """Whether there are any."""
    return any(getattr(negotiation, name) for name in ESTIMATES)


def shared_settings(shared: Contents, secrets: Secrets, *, estimates: bool) -> Negotiation:
    """The settings that the shared entries need for their labels.

    Parties, issues, people and outlets stay where a shared entry or text has them, under names
    that give nothing away. Estimates stay on request, without those whose grounds are not shared.
    """
    given = shared.negotiation
    ids = _ids_in_use(shared)
    numbers: dict[str, Any] = dict.fromkeys(ESTIMATES, ())
    if estimates:
        numbers = {name: _grounded(getattr(given, name), shared, secrets) for name in ESTIMATES}
        ids |= {one for rows in numbers.values() for row in rows for one in _texts(row)}
    outlets = {document.outlet for document in shared.documents}
    spoken = _Spoken(shared)
    return evolve(
        given,
        name="" if secrets.are_in(given.name) else given.name,
        parties=tuple(_party(one, secrets) for one in given.parties if one.id in ids),
        persons=tuple(
            evolve(one, aliases=tuple(filter(spoken.has, one.aliases)), office=None)
            for one in given.persons
            if spoken.has(one.name) and not secrets.are_in(one.name)
        ),
        outlets=tuple(one for one in given.outlets if one.name in outlets),
        issues=tuple(_issue(one, secrets) for one in given.issues if one.id in ids),
        ratifications=_grounded(given.ratifications, shared, secrets) if estimates else (),
        **numbers,
    )


def _ids_in_use(shared: Contents) -> set[str]:
    """Every short text in a shared entry; the ids of parties and issues are among them."""
    used: set[str] = set()
    for name in ("parties", "persons", "statements", "contacts", "deeds", "assessments",
                 "positions", "commitments", "constraints", "leverages", "linkages",
                 "hypotheses"):  # fmt: skip
        for entry in getattr(shared, name):
            used |= strings_in(entry)
    return used


def _party(party: PartyProfile, secrets: Secrets) -> PartyProfile:
    """The party under its names that give nothing away; under its id when all do."""
    names = tuple(name for name in party.names if not _gives_away(name, secrets))
    return evolve(party, names=names or (party.id,))


def _gives_away(name: str, secrets: Secrets) -> bool:
    folded = {word.casefold() for word in words_in(name)} & secrets.words
    return bool(folded - general_names())


def _issue(issue: Issue, secrets: Secrets) -> Issue:
    if secrets.are_in(issue.label, *(option.label for option in issue.options)):
        return evolve(issue, label=issue.id, keywords=(), options=())
    return evolve(issue, keywords=tuple(k for k in issue.keywords if not secrets.are_in(k)))


class _Spoken:
    """Tells whether a name stands in a shared text."""

    def __init__(self, shared: Contents) -> None:
        told = (d.text for d in shared.documents)
        self._words: frozenset[str] = frozenset(
            word.casefold() for text in told for word in words_in(text)
        )

    def has(self, name: str) -> bool:
        return all(word.casefold() in self._words for word in words_in(name))


def _grounded(rows: Iterable[Any], shared: Contents, secrets: Secrets) -> tuple[Any, ...]:
    """The rows whose every ground is shared, and whose words give nothing away."""
    return tuple(row for row in rows if _is_grounded(row, shared, secrets))


def _is_grounded(row: Any, shared: Contents, secrets: Secrets) -> bool:
    if secrets.are_in(*_texts(row)):
        return False
    reasons: Collection[str] = getattr(row, "because", ())
    stands: Callable[[str], bool] = lambda told: not resolve_because(shared, told).is_lost  # noqa: E731
    return all(map(stands, reasons))


def _texts(row: Any) -> set[str]:
    """Every text in a table's row."""
    if isinstance(row, str):
        return {row}
    if isinstance(row, (tuple, list)):
        return {text for one in row for text in _texts(one)}
    slots = getattr(type(row), "__attrs_attrs__", ())
    return {text for slot in slots for text in _texts(getattr(row, slot.name))}

"""Digits that analysts set, laid over those that were computed."""

from collections.abc import Sequence

from attrs import evolve

from dragoman.dossier import Finder, digit_in, standing
from dragoman.model import Contents, Corroboration, Credibility, Decision
from dragoman.pipeline.review.entries import entries_in


def with_credits(contents: Contents, decisions: Sequence[Decision]) -> Contents:
    """Contents whose corroborations have the digits that standing decisions set.

    The digit computed stays in ``computed``, and ``set_by`` says who set the other. No letter has
    any part in it. A digit on an entry without a corroboration waits in silence.
    """
    rated = [decision for decision in standing(decisions) if digit_in(decision) is not None]
    if not rated:
        return contents
    nouns = {decision.target.noun for decision in rated}
    finder = Finder(rated, entries_in(contents, nouns))
    holding: dict[str, Decision] = {}
    for decision in rated:
        entry = finder.find(decision.target)
        if entry is not None:
            holding[entry.id] = decision
    laid = (_laid(one, holding.get(one.target)) for one in contents.corroborations)
    return evolve(contents, corroborations=tuple(laid))


def _laid(one: Corroboration, decision: Decision | None) -> Corroboration:
    digit = digit_in(decision) if decision is not None else None
    if decision is None or digit is None:
        return one
    signed = f"set by {decision.who}, {decision.decided_at[:10]}"
    return evolve(
        one,
        credibility=Credibility(digit),
        computed=one.credibility,
        set_by=f"{signed}: {decision.why}" if decision.why else signed,
    )

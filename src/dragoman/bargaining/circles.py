"""Conditions that lead back to where they began."""

from dragoman.errors import BadIssueSpace
from dragoman.model import Choice, Proviso


def find_circles(provisos: tuple[Proviso, ...]) -> list[tuple[Proviso, ...]]:
    """Chains of conditions that come back to the issue they started from, each once.

    A chain is followed only where an option of the next condition is one of those that the last
    one asks for.

    Raises:
        BadIssueSpace: a chain of conditions that must all be met comes back with another option
            of the first issue, so that the first option can never be had.
    """
    found: dict[frozenset[Choice], tuple[Proviso, ...]] = {}
    for first in provisos:
        for chain in _chains((first,), provisos):
            _refuse_dead_end(chain)
            if _comes_back(chain):
                found.setdefault(frozenset(p.choice for p in chain), chain)
    return list(found.values())


def describe_circle(chain: tuple[Proviso, ...]) -> str:
    """A circle in one sentence, with parties and options."""
    steps = [
        f"{p.party} takes {p.choice} only with {' or '.join(str(c) for c in p.only_with)}"
        for p in chain
    ]
    return f"Conditions go in a circle: {'; '.join(steps)}. They can only be met all at once."


def _chains(chain: tuple[Proviso, ...], provisos: tuple[Proviso, ...]) -> list[tuple[Proviso, ...]]:
    last = chain[-1]
    if any(choice.issue == chain[0].choice.issue for choice in last.only_with):
        return [chain]
    found = []
    for following in provisos:
        if following.choice in last.only_with and following not in chain:
            found += _chains((*chain, following), provisos)
    return found


def _comes_back(chain: tuple[Proviso, ...]) -> bool:
    return chain[0].choice in chain[-1].only_with


def _refuse_dead_end(chain: tuple[Proviso, ...]) -> None:
    first, last = chain[0], chain[-1]
    forced = all(len(proviso.only_with) == 1 for proviso in chain[:-1])
    sure = all(proviso.sure.middle >= 0.5 for proviso in chain)
    if forced and sure and not _comes_back(chain) and len(chain) > 1:
        asked = " or ".join(str(choice) for choice in last.only_with)
        parties = sorted({proviso.party for proviso in chain})
        raise BadIssueSpace(
            f"the conditions of {', '.join(parties)} lead from {str(first.choice)!r} back to "
            f"{asked!r}: the option could never be had; take one of the conditions back",
            issue=first.choice.issue,
            party=first.party,
        )

"""Conditions that lead back to where they began, and options that they can never let be had."""

from collections import deque

from dragoman.errors import BadIssueSpace
from dragoman.model import Choice, Proviso

HOLDS = 0.5
"""From this probability on a condition counts where single numbers are reckoned with."""
Chain = tuple[Proviso, ...]


def find_circles(provisos: Chain) -> list[Chain]:
    """Chains of conditions that come back to the issue they started from.

    The shortest from each condition, those of the same options once. A chain is followed only
    where an option of the next condition is one of those that the last one asks for. Cost: the
    square of the number of conditions.

    Raises:
        BadIssueSpace: a chain of conditions that must all be met comes back with another option
            of the first issue, so that the first option can never be had.
    """
    found: dict[frozenset[Choice], Chain] = {}
    sure = tuple(proviso for proviso in provisos if proviso.sure.middle >= HOLDS)
    for first in sure:
        _refuse_dead_end(_shortest(first, sure, to_itself=False))
    for first in provisos:
        chain = _shortest(first, provisos, to_itself=True)
        if chain:
            found.setdefault(frozenset(p.choice for p in chain), chain)
    return list(found.values())


def describe_circle(chain: Chain) -> str:
    """A circle in one sentence, with parties and options."""
    steps = [
        f"{p.party} takes {p.choice} only with {' or '.join(str(c) for c in p.only_with)}"
        for p in chain
    ]
    return f"Conditions go in a circle: {'; '.join(steps)}. They can only be met all at once."


def find_contradictions(provisos: Chain) -> list[Chain]:
    """Conditions on one option that ask for different options of one other issue.

    All of them must hold, and no option of the other issue is asked for by all: the option can
    never be had.
    """
    by_pair: dict[tuple[Choice, str], list[Proviso]] = {}
    for proviso in provisos:
        if proviso.sure.middle >= HOLDS:
            pair = (proviso.choice, proviso.only_with[0].issue)
            by_pair.setdefault(pair, []).append(proviso)
    rows = [tuple(row) for row in by_pair.values()]
    return [row for row in rows if not set.intersection(*(set(p.only_with) for p in row))]


def describe_contradiction(row: Chain) -> str:
    """Conditions that exclude each other in one sentence, with parties and options."""
    steps = [f"{p.party} only with {' or '.join(str(c) for c in p.only_with)}" for p in row]
    return f"{row[0].choice} can never be had: {', '.join(steps)}."


def _shortest(first: Proviso, provisos: Chain, *, to_itself: bool) -> Chain:
    """The shortest chain back to the first issue: to the first option, or to all others but it.

    Empty where there is none. A chain to other options follows only conditions that must be met,
    since they ask for one option.
    """
    queue: deque[Chain] = deque([(first,)])
    seen = {first.choice}
    while queue:
        chain = queue.popleft()
        last = chain[-1]
        if any(choice.issue == first.choice.issue for choice in last.only_with):
            if (first.choice in last.only_with) is to_itself:
                return chain
            continue
        if to_itself or len(last.only_with) == 1:
            for following in provisos:
                if following.choice in last.only_with and following.choice not in seen:
                    queue.append((*chain, following))
            seen.update(last.only_with)
    return ()


def _refuse_dead_end(chain: Chain) -> None:
    if len(chain) < 2:
        return
    first, last = chain[0], chain[-1]
    asked = " or ".join(str(choice) for choice in last.only_with)
    parties = sorted({proviso.party for proviso in chain})
    raise BadIssueSpace(
        f"the conditions of {', '.join(parties)} lead from {str(first.choice)!r} back to "
        f"{asked!r}: the option could never be had; take one of the conditions back",
        issue=first.choice.issue,
        party=first.party,
    )

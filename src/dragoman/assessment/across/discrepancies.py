"""One matter on which accounts differ, as several blocks find it: told once, with all accounts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import evolve

from dragoman.assessment.across.telling import Known
from dragoman.model import Account, Discrepancy, Passage


def discrepancy_keys(discrepancy: Discrepancy) -> Iterator[str]:
    """Where a discrepancy is filed: by its kind and the sentences of its accounts."""
    for account in discrepancy.accounts:
        for passage in account.passages:
            kind = discrepancy.discrepancy_kind.value
            yield f"{kind}|{passage.document}|{passage.start}|{passage.end}"


def join_discrepancies(placed: Sequence[tuple[int, Discrepancy]]) -> dict[str, str]:
    """Which discrepancies of several blocks are one: each id and the first of them.

    They are of one kind and have a sentence in common on every side, which one block has as its own
    and the other as a guest's; two of one block are two.
    """
    heads: dict[str, str] = {}
    members: defaultdict[str, list[tuple[int, Discrepancy]]] = defaultdict(list)
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for block, one in sorted(placed, key=lambda pair: (pair[0], pair[1].id)):
        if one.id in heads:  # found by both alike
            members[heads[one.id]].append((block, one))
            continue
        near = dict.fromkeys(h for key in discrepancy_keys(one) for h in holders[key])
        head = next((h for h in near if _fits(block, one, members[h])), one.id)
        heads[one.id] = head
        members[head].append((block, one))
        for key in discrepancy_keys(one):
            holders[key].append(head)
    return {one: head for one, head in heads.items() if one != head}


def _fits(block: int, one: Discrepancy, group: Sequence[tuple[int, Discrepancy]]) -> bool:
    return all(
        other_block != block and _is_on_all_sides(one, other) for other_block, other in group
    )


def _is_on_all_sides(one: Discrepancy, other: Discrepancy) -> bool:
    if one.discrepancy_kind is not other.discrepancy_kind:
        return False
    fewer, more = sorted((one.accounts, other.accounts), key=len)
    places = [_shared(more, account.passages) for account in fewer]
    return None not in places and len(set(places)) == len(places)


def merge_discrepancies(members: Sequence[Discrepancy], _known: Known) -> Discrepancy:
    """The first of some discrepancies, with what the others add to each of its accounts."""
    first = members[0]
    accounts = list(first.accounts)
    for other in members[1:]:
        places = _places(accounts, other.accounts)
        for place, account in zip(places, other.accounts, strict=True):
            if place < len(accounts):
                accounts[place] = _joined(accounts[place], account)
            else:
                accounts.append(account)
    return evolve(
        first,
        passages=tuple(dict.fromkeys(p for one in members for p in one.passages)),
        because=tuple(dict.fromkeys(why for one in members for why in one.because)),
        accounts=tuple(accounts),
    )


def _places(known: Sequence[Account], more: Sequence[Account]) -> list[int]:
    """Beside which account each of some others stands: the one with a sentence in common, and
    those without one on the sides that are left, in their order; else behind all."""
    found = {
        number: place
        for number, account in enumerate(more)
        if (place := _shared(known, account.passages)) is not None
    }
    free = iter([place for place in range(len(known)) if place not in found.values()])
    return [
        found[number] if number in found else next(free, len(known)) for number in range(len(more))
    ]


def _shared(known: Sequence[Account], passages: Sequence[Passage]) -> int | None:
    wanted = set(passages)
    return next((n for n, one in enumerate(known) if wanted.intersection(one.passages)), None)


def _joined(one: Account, other: Account) -> Account:
    return evolve(
        one,
        documents=tuple(sorted({*one.documents, *other.documents})),
        statements=tuple(dict.fromkeys((*one.statements, *other.statements))),
        passages=tuple(dict.fromkeys((*one.passages, *other.passages))),
    )

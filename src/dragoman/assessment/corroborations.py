"""How well each entry is attested: the mark in front of its line (decision 0007)."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from dragoman.assessment.commitments import Undertaken
from dragoman.assessment.credibility import Weight, accounts, weigh
from dragoman.assessment.discrepancies import Differing
from dragoman.assessment.lines import count_independent, lines_of, told_by
from dragoman.assessment.positions import Held
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.model import (
    Account,
    Basis,
    Contact,
    Contents,
    Corroboration,
    Deed,
    Discrepancy,
    Line,
    Mark,
    Statement,
    Voice,
    digest,
)


@frozen(kw_only=True)
class Standing:
    """What an entry rests on, before its mark is set."""

    target: str
    witnesses: tuple[Witness, ...]
    own: frozenset[str]
    documents: tuple[str, ...]


def corroborate(
    contents: Contents,
    witnesses: Witnesses,
    held: Sequence[Held],
    undertaken: Sequence[Undertaken],
    differing: Sequence[Differing],
) -> list[Corroboration]:
    """One corroboration for each contact, deed, position, commitment and discrepancy."""
    contested = _contested(differing, frozenset(contact.id for contact in contents.contacts))
    names = {party.id: party.names[0] for party in contents.parties if party.names}
    standings = (
        *_contacts(contents, witnesses),
        *_deeds(contents.deeds, witnesses),
        *(_position(one, witnesses) for one in held if one.evidence),
        *(_commitment(one) for one in undertaken),
    )
    against = _Against(contents, witnesses, differing)
    marked = [_mark(one, contested, names, witnesses, against) for one in standings]
    marked.extend(_discrepancy(one.discrepancy, against, names) for one in differing)
    return sorted(marked, key=lambda one: one.id)


_HELD_OR_NOT = frozenset({"rule: held or not", "rule: status"})
"""What rules note on discrepancies about whether a contact took or takes place at all."""


def _contested(differing: Iterable[Differing], contacts: frozenset[str]) -> set[str]:
    """The entries that discrepancies shake.

    A contact is contested where it is disputed that it took place; that accounts differ on its
    length, its outcome or what was said in it leaves the contact standing.
    """
    return {
        target
        for one in differing
        for target in one.targets
        if target not in contacts or _HELD_OR_NOT.intersection(one.discrepancy.because)
    }


class _Against:
    """Who stands on which side of each discrepancy."""

    def __init__(
        self, contents: Contents, witnesses: Witnesses, differing: Sequence[Differing]
    ) -> None:
        self._statements = {one.id: one for one in contents.statements}
        self._witnesses = witnesses
        self._of: dict[str, list[Discrepancy]] = {}
        for one in differing:
            for target in one.targets:
                self._of.setdefault(target, []).append(one.discrepancy)

    def side(self, account: Account) -> tuple[Witness, ...]:
        """Who vouches for one account, each once."""
        said = [self._statements[one] for one in account.statements if one in self._statements]
        held = {p for one in said for p in one.passages}
        rest = (p for p in account.passages if p not in held)
        told = [self._witnesses.speaker(one) for one in said]
        return tuple(dict.fromkeys((*told, *(self._witnesses.behind(p) for p in rest))))

    def lines(self, told: Iterable[Witness]) -> tuple[Line, ...]:
        """The lines of some witnesses."""
        return lines_of(told, self._witnesses)

    def count(self, one: Standing) -> int:
        """How many independent accounts contradict an entry, in the discrepancy with the most.

        The side that shares most witnesses with the entry is for it; where neither shares more,
        the weaker one is against it.
        """
        return max((self._counted(one, found) for found in self._of.get(one.target, ())), default=0)

    def _counted(self, one: Standing, found: Discrepancy) -> int:
        mine = {witness.who for witness in one.witnesses}
        sides = [self.side(account) for account in found.accounts]
        shared = [len({w.who for w in side} & mine) for side in sides]
        counts = [max(count_independent(side), 1) for side in sides]
        if len(set(shared)) == 1:
            return min(counts)
        best = shared.index(max(shared))
        return sum(count for at, count in enumerate(counts) if at != best)


def _contacts(contents: Contents, witnesses: Witnesses) -> Iterator[Standing]:
    said: dict[str, list[Statement]] = {}
    for statement in contents.statements:
        if statement.about and statement.voice is Voice.SPEAKER:
            said.setdefault(statement.about, []).append(statement)
    for contact in contents.contacts:
        about = said.get(contact.id, [])
        sides = _sides(contact)
        behind = _behind(contact, witnesses)
        told = (*(witnesses.speaker(s) for s in about), *(w for w in behind if w.is_speaker))
        own = {w.party for w in told if w.is_named and w.party}
        yield Standing(
            target=contact.id,
            witnesses=behind,
            own=frozenset(own) & sides,
            documents=witnesses.folded(contact.documents),
        )


def _sides(contact: Contact) -> frozenset[str]:
    return frozenset(side for p in contact.participants if (side := p.party or p.id))


def _behind(entry: Contact | Deed, witnesses: Witnesses) -> tuple[Witness, ...]:
    """Who vouches for an entry: for each document, whoever stands behind its passages."""
    return tuple(dict.fromkeys(witnesses.behind(passage) for passage in entry.passages))


def _deeds(deeds: Iterable[Deed], witnesses: Witnesses) -> Iterator[Standing]:
    for deed in deeds:
        behind = _behind(deed, witnesses)
        involved = {n.party or n.id for n in (deed.actor, deed.recipient) if n is not None}
        own = {w.party for w in behind if w.is_speaker and w.is_named and w.party in involved}
        yield Standing(
            target=deed.id,
            witnesses=behind,
            own=frozenset(party for party in own if party),
            documents=witnesses.folded(deed.documents or (p.document for p in deed.passages)),
        )


def _position(held: Held, witnesses: Witnesses) -> Standing:
    """Statements of the same stance; two outlets citing one speaker are two witnesses to it."""
    position = held.position
    stances = (position.stance, held.evidence[0].stance)
    told = [(v, witnesses.speaker(v.statement)) for v in held.evidence if v.stance in stances]
    own = {
        w.party if v.basis is Basis.OTHER_SIDE else position.party
        for v, w in told
        if v.basis in (Basis.OWN_WORDS, Basis.SPOKESPERSON, Basis.OTHER_SIDE)
    }
    documents = witnesses.folded(w.document for _, w in told)
    return Standing(
        target=position.id,
        witnesses=tuple(dict.fromkeys(_carrier(w, witnesses) for _, w in told)),
        own=frozenset(party for party in own if party),
        documents=documents,
    )


def _carrier(speaker: Witness, witnesses: Witnesses) -> Witness:
    """The outlet that carries words, as a witness to their having been said."""
    if not speaker.is_named:
        return speaker
    return witnesses.publisher(speaker.document, speaker.seen_in)


def _commitment(undertaken: Undertaken) -> Standing:
    commitment = undertaken.commitment
    return Standing(
        target=commitment.id,
        witnesses=tuple(dict.fromkeys(one.witness for one in undertaken.accounts)),
        own=frozenset(party for one in undertaken.accounts for party in one.own_accounts),
        documents=commitment.documents,
    )


def _mark(
    one: Standing,
    contested: set[str],
    names: dict[str, str],
    witnesses: Witnesses,
    against: _Against,
) -> Corroboration:
    """The first rule that fits, in the order of the legend's weight."""
    count = count_independent(one.witnesses)
    is_hearsay = bool(one.witnesses) and not any(w.is_named for w in one.witnesses)
    is_known = all(witnesses.has_outlet(document) for document in one.documents)
    parties = tuple(sorted(names.get(party, party) for party in one.own))
    if one.target in contested:
        mark, why = Mark.CONTESTED, "accounts differ on it"
    elif len(one.own) > 1:
        mark, why = Mark.BOTH_SIDES, f"confirmed by the accounts of {' and '.join(parties)}"
    elif is_hearsay:
        mark, why = Mark.HEARSAY, "rests on speakers who are not named"
    elif count > 1:
        mark, why = Mark.INDEPENDENT, _independence(count, is_known=is_known)
    else:
        mark, why = Mark.ONE_ACCOUNT, _single(one)
    weight = Weight(
        lines=count,
        against=against.count(one),
        parties=parties,
        is_hearsay=is_hearsay,
        is_known=is_known,
    )
    digit, because = weigh(weight)
    return Corroboration(
        id=digest("corroboration", one.target),
        target=one.target,
        mark=mark,
        documents=one.documents,
        parties=tuple(sorted(one.own)),
        why=why,
        lines=against.lines(one.witnesses),
        credibility=digit,
        credibility_because=because,
    )


def _independence(count: int, *, is_known: bool) -> str:
    number = accounts(count).split()[0]
    if is_known:
        return f"told by {number} accounts independently"
    return f"told by {number} documents; whether their outlets are independent is not known"


def _single(one: Standing) -> str:
    if len(one.documents) > 1:
        return f"told by {len(one.documents)} documents, all on one account"
    return "told by one document only"


def _discrepancy(
    discrepancy: Discrepancy, against: _Against, names: dict[str, str]
) -> Corroboration:
    """How many independent accounts stand on each side, and whose they are."""
    documents = sorted({d for account in discrepancy.accounts for d in account.documents})
    sides = [against.side(account) for account in discrepancy.accounts]
    told = " against ".join(
        f"{accounts(max(count_independent(side), 1))} ({told_by(against.lines(side), names)})"
        for side in sides
    )
    return Corroboration(
        id=digest("corroboration", discrepancy.id),
        target=discrepancy.id,
        mark=Mark.CONTESTED,
        documents=tuple(documents),
        why=f"{told}, copies folded",
        lines=against.lines(witness for side in sides for witness in side),
    )

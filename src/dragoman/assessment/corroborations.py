"""How well each entry is attested: the mark in front of its line (decision 0007)."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from dragoman.assessment.commitments import Undertaken
from dragoman.assessment.discrepancies import Differing
from dragoman.assessment.positions import Held
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.model import (
    Basis,
    Contact,
    Contents,
    Corroboration,
    Deed,
    Discrepancy,
    Mark,
    Statement,
    Voice,
    digest,
)

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


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
    contested = {target for one in differing for target in one.targets}
    names = {party.id: party.names[0] for party in contents.parties if party.names}
    standings = (
        *_contacts(contents, witnesses),
        *_deeds(contents.deeds, witnesses),
        *(_position(one, witnesses) for one in held),
        *(_commitment(one) for one in undertaken),
    )
    marked = [_mark(one, contested, names, witnesses) for one in standings]
    marked.extend(_discrepancy(one.discrepancy) for one in differing)
    return sorted(marked, key=lambda one: one.id)


def _contacts(contents: Contents, witnesses: Witnesses) -> Iterator[Standing]:
    said: dict[str, list[Statement]] = {}
    for statement in contents.statements:
        if statement.about and statement.voice is Voice.SPEAKER:
            said.setdefault(statement.about, []).append(statement)
    for contact in contents.contacts:
        about = said.get(contact.id, [])
        sides = _sides(contact)
        own = {w.party for s in about if (w := witnesses.speaker(s)).is_named and w.party}
        yield Standing(
            target=contact.id,
            witnesses=_behind(contact, witnesses),
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
    same = [v for v in held.evidence if v.stance in stances]
    told = [(v, witnesses.speaker(v.statement)) for v in same]
    own = {
        w.party if v.basis is Basis.OTHER_SIDE else position.party
        for v, w in told
        if v.basis in (Basis.OWN_WORDS, Basis.SPOKESPERSON, Basis.OTHER_SIDE)
    }
    documents = witnesses.folded(w.document for _, w in told)
    return Standing(
        target=position.id,
        witnesses=tuple(
            Witness(witnesses.outlet(w.document), w.document, w.party, w.is_named) for _, w in told
        ),
        own=frozenset(party for party in own if party),
        documents=documents,
    )


def _commitment(undertaken: Undertaken) -> Standing:
    commitment = undertaken.commitment
    return Standing(
        target=commitment.id,
        witnesses=tuple(dict.fromkeys(one.witness for one in undertaken.accounts)),
        own=frozenset(party for one in undertaken.accounts for party in one.own_accounts),
        documents=commitment.documents,
    )


def _mark(
    one: Standing, contested: set[str], names: dict[str, str], witnesses: Witnesses
) -> Corroboration:
    """The first rule that fits, in the order of the legend's weight."""
    independent = {w.who: w.document for w in one.witnesses if w.is_named}
    count = min(len(independent), len(set(independent.values())))
    if one.target in contested:
        mark, why = Mark.CONTESTED, "accounts differ on it"
    elif len(one.own) > 1:
        told = " and ".join(sorted(names.get(party, party) for party in one.own))
        mark, why = Mark.BOTH_SIDES, f"confirmed by the accounts of {told}"
    elif one.witnesses and not any(w.is_named for w in one.witnesses):
        mark, why = Mark.HEARSAY, "rests on speakers who are not named"
    elif count > 1:
        mark, why = Mark.INDEPENDENT, _independence(one, count, witnesses)
    else:
        mark, why = Mark.ONE_ACCOUNT, _single(one)
    return Corroboration(
        id=digest("corroboration", one.target),
        target=one.target,
        mark=mark,
        documents=one.documents,
        parties=tuple(sorted(one.own)),
        why=why,
    )


def _independence(one: Standing, count: int, witnesses: Witnesses) -> str:
    number = _COUNTS[count] if count < len(_COUNTS) else str(count)
    if all(witnesses.has_outlet(document) for document in one.documents):
        return f"told by {number} accounts independently"
    return f"told by {number} documents; whether their outlets are independent is not known"


def _single(one: Standing) -> str:
    if len(one.documents) > 1:
        return f"told by {len(one.documents)} documents, all on one account"
    return "told by one document only"


def _discrepancy(discrepancy: Discrepancy) -> Corroboration:
    sides = [len(account.documents) for account in discrepancy.accounts]
    documents = sorted({d for account in discrepancy.accounts for d in account.documents})
    told = " against ".join(f"{n} {'document' if n == 1 else 'documents'}" for n in sides)
    return Corroboration(
        id=digest("corroboration", discrepancy.id),
        target=discrepancy.id,
        mark=Mark.CONTESTED,
        documents=tuple(documents),
        why=f"{told}, copies folded",
    )

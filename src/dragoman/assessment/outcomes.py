"""One account tells of a good end of a contact, another of a bad one."""

from collections import defaultdict
from collections.abc import Iterator

from dragoman.assessment.clashes import Clash, Side, are_two_accounts, side_of
from dragoman.assessment.denials import is_flat
from dragoman.assessment.endings import find_endings
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import shorten, statement_words
from dragoman.model import Act, Contact, ContactStatus, Contents, DiscrepancyKind, Statement

_TELLING = frozenset({Act.ASSERT, Act.PRAISE, Act.ACCEPT, Act.DENY, Act.ASSESS})
_HELD = frozenset({ContactStatus.HELD, ContactStatus.UNDER_WAY})
_WHY = {
    "progress": "one account tells of progress, the other of none",
    "agreement": "one account tells of an agreement, the other that nothing was agreed",
}


def find_outcomes(contents: Contents, witnesses: Witnesses) -> Iterator[Clash]:
    """Good and bad ends told of one contact by different people."""
    said = _said_about(contents)
    for contact in contents.contacts:
        if contact.status not in _HELD:
            continue
        told = list(_told(contact, said.get(contact.id, []), witnesses))
        for dimension, why in _WHY.items():
            good = [side for words, side in told if (dimension, True) in words]
            bad = [side for words, side in told if (dimension, False) in words]
            first = tuple(g for g in good if any(are_two_accounts(g, b) for b in bad))
            second = tuple(b for b in bad if any(are_two_accounts(b, g) for g in first))
            if first and second:
                yield Clash(
                    kind=DiscrepancyKind.OUTCOME,
                    matter=f"how the {contact.channel} ended",
                    about=f"{contact.id}:{dimension}",
                    first=first,
                    second=second,
                    why=why,
                    targets=(contact.id,),
                )


def _said_about(contents: Contents) -> dict[str, list[Statement]]:
    """What was said about each contact.

    A statement that names none is about the only contact that its document tells of as held.
    """
    only: dict[str, str | None] = {}
    for contact in contents.contacts:
        if contact.status in _HELD:
            for document in contact.documents:
                only[document] = None if document in only else contact.id
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in contents.statements:
        if statement.act in _TELLING and is_flat(statement):
            document = statement.passages[0].document if statement.passages else ""
            contact_id = statement.about or only.get(document)
            if contact_id is not None:
                said[contact_id].append(statement)
    return dict(said)


def _told(
    contact: Contact, said: list[Statement], witnesses: Witnesses
) -> Iterator[tuple[set[tuple[str, bool]], Side]]:
    """Each account of the end, with what it says in which respect."""
    for statement in said:
        yield _read(statement_words(statement)), side_of(statement, witnesses)
    spoken = [p for s in said for p in s.passages if p.role == "content"]
    for passage in contact.passages:
        if passage.role == "outcome" and not any(p.covers(passage) for p in spoken):
            side = Side(
                says=shorten(passage.exact),
                passages=(passage,),
                witness=witnesses.behind(passage),
            )
            yield _read(passage.exact), side


def _read(text: str) -> set[tuple[str, bool]]:
    return {(ending.dimension, ending.is_good) for ending in find_endings(text)}

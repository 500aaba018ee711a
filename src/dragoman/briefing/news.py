"""What is new: entries first told after a day or a brief, and entries that changed since."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import Factory, frozen

from dragoman.briefing.lookup import Lookup
from dragoman.briefing.ranking import document_day
from dragoman.briefing.tellers import short_teller
from dragoman.briefing.wording import clip, joined
from dragoman.model import (
    Commitment,
    Contact,
    ContactStatus,
    Contents,
    Discrepancy,
    Document,
    Entry,
    Movement,
    Passage,
    Position,
)

FIRST_TOLD = "first told since"
"""What is said of an entry that no document told before."""

_STILL = (Movement.RESTATED, Movement.NEW)


@frozen(kw_only=True)
class Since:
    """What was known before: the ids of the documents then on file.

    ``title`` names the day or the brief ("1 June 2025", "the brief of 2 June 2025"); ``note`` says
    in one sentence what came since, ``nothing`` is said where that brought nothing new. ``earlier``
    is the status that the earlier documents give a contact, by the contact's id, where they tell
    of it.
    """

    title: str
    known: frozenset[str]
    note: str = ""
    nothing: str = "Nothing that was not told before."
    earlier: Mapping[str, ContactStatus] = Factory(dict)


def documents_until(documents: Iterable[Document], day: date, lookup: Lookup) -> frozenset[str]:
    """Ids of the documents of ``day`` or before, and of those without a day."""
    return frozenset(
        d.id for d in documents if (found := document_day(d.id, lookup)) is None or found <= day
    )


def news_of(contents: Contents, entries: Iterable[Entry], since: Since) -> dict[str, str]:
    """What is new about each of these entries, by id; those without news are left out."""
    lookup = Lookup(contents)
    told = ((entry.id, what_is_new(entry, since, lookup)) for entry in entries)
    return {id: what for id, what in told if what}


def told_in(entry: Entry, lookup: Lookup) -> set[str]:
    """Ids of all documents that tell of an entry, copies replaced by what they copy."""
    ids = {passage.document for passage in entry.passages}
    ids.update(getattr(entry, "documents", ()))
    ids.update(lookup.independent(entry))
    if isinstance(entry, Discrepancy):
        for account in entry.accounts:
            ids.update(account.documents)
            ids.update(passage.document for passage in account.passages)
    return set(lookup.originals(sorted(ids)))


def what_is_new(entry: Entry, since: Since, lookup: Lookup) -> str | None:
    """What is new about an entry, in a few words; None when nothing is.

    A contested matter is as new as its youngest account. An entry without documents (an
    analyst's own) is never new.
    """
    told = told_in(entry, lookup)
    if not told - since.known:
        return None
    if not told & since.known:
        return FIRST_TOLD
    changes = list(dict.fromkeys(_changes(entry, since, lookup)))
    return joined(changes) if changes else None


def _changes(entry: Entry, since: Since, lookup: Lookup) -> Iterator[str]:
    if isinstance(entry, Contact):
        before = since.earlier.get(entry.id)
        if before is not None and before is not entry.status:
            yield f"{entry.status.value}, {before.value} before"
    elif isinstance(entry, Commitment):
        for stage in (*entry.agreement, *entry.compliance):
            if _is_new(stage.passages, stage.statements, since, lookup):
                yield stage.stage
    elif isinstance(entry, Position):
        for step in entry.series:
            is_moved = step.movement not in _STILL
            if is_moved and _is_new(step.passages, step.statements, since, lookup):
                yield step.movement.value
    elif isinstance(entry, Discrepancy):
        for account in entry.accounts:
            told = set(lookup.originals(account.documents))
            if told and not told & since.known:
                who = short_teller(account, lookup, bare=True)
                yield f"an account by {clip(who, 4)}" if who else "another account"


def _is_new(
    passages: Iterable[Passage], statements: Iterable[str], since: Since, lookup: Lookup
) -> bool:
    """Whether a stage rests on later documents alone."""
    ids = {passage.document for passage in passages}
    ids.update(p.document for s in lookup.said(statements) for p in s.passages)
    told = set(lookup.originals(sorted(ids)))
    return bool(told) and not told & since.known

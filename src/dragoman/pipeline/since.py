"""What was known before a day, or before the last brief: what "new" is measured against."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from dragoman.briefing import Since, plain_day
from dragoman.calendar import interval
from dragoman.dossier import Dossier
from dragoman.errors import BadRequest
from dragoman.model import Contact, ContactStatus, Contents, Document, Passage
from dragoman.pipeline.intake import now
from dragoman.pipeline.remembering import LastBrief, last_brief, last_reader, remember_brief


def since_day(dossier: Dossier, contents: Contents, day: date) -> Since:
    """What was told by the end of ``day``; documents without a day count as known before."""
    known = frozenset(d.id for d in contents.documents if not _is_after(d, day))
    return Since(
        title=plain_day(day),
        known=known,
        note=_note(contents, known),
        nothing=f"Nothing that was not told by {plain_day(day)}.",
        earlier=_earlier(dossier, contents, known),
    )


def since_look(
    dossier: Dossier, contents: Contents, known: frozenset[str], looked_on: date
) -> Since:
    """What was on file (ids of documents) when somebody last looked, on a day."""
    return Since(
        title=f"you last looked, on {plain_day(looked_on)}",
        known=known,
        note=_note(contents, known),
        nothing="Nothing came since that was not told before.",
        earlier=_earlier(dossier, contents, known),
    )


def since_brief(dossier: Dossier, contents: Contents) -> Since | None:
    """What the last brief on other documents than the present ones knew; None without one."""
    kept = last_brief(dossier)
    if kept is None:
        return None
    if set(kept.documents) == {d.id for d in contents.documents}:
        kept = kept.before
    if kept is None:
        return None
    known = frozenset(kept.documents)
    return Since(
        title=f"the brief of {plain_day(date.fromisoformat(kept.written_at[:10]))}",
        known=known,
        note=_note(contents, known),
        nothing="The documents that came since tell nothing that was not told before.",
        earlier=_earlier(dossier, contents, known),
    )


def note_brief(dossier: Dossier, contents: Contents) -> None:
    """Keep that a brief was written on these documents.

    Writing it again on the same documents changes nothing: what is new stays new until more comes.
    """
    documents = tuple(sorted(d.id for d in contents.documents))
    kept = last_brief(dossier)
    if kept is not None and kept.documents == documents:
        return
    before = None if kept is None else attrs.evolve(kept, before=None)
    remember_brief(dossier, LastBrief(written_at=now(), documents=documents, before=before))


def _is_after(document: Document, day: date) -> bool:
    try:
        last = interval(document.published_at)[1] if document.published_at else None
    except BadRequest:
        last = None
    return last is not None and last > day


def _note(contents: Contents, known: frozenset[str]) -> str:
    came = sum(d.id not in known and not d.copy_of for d in contents.documents)
    return f"Told, or changed, by {came} later document{'s' if came != 1 else ''}." if came else ""


def _earlier(
    dossier: Dossier, contents: Contents, known: frozenset[str]
) -> dict[str, ContactStatus]:
    """The status that the latest of the known documents gives each contact told of again since."""
    again = [c for c in contents.contacts if known & set(c.documents) != set(c.documents)]
    told = sorted({id for c in again for id in c.documents if id in known})
    reader = last_reader(dossier)
    if not told or reader is None:
        return {}
    days = {d.id: (d.published_at or "", d.id) for d in contents.documents}
    told.sort(key=lambda id: days.get(id, ("", id)))
    members: dict[str, Sequence[Contact]] = {
        report.document: report.contacts
        for report in dossier.reports(reader.identity, reader.gazetteer_digest, told)
    }
    return {c.id: status for c in again if (status := _last_status(c, told, members))}


def _last_status(
    contact: Contact, told: Sequence[str], members: Mapping[str, Sequence[Contact]]
) -> ContactStatus | None:
    places: dict[str, list[Passage]] = defaultdict(list)
    for passage in contact.passages:
        places[passage.document].append(passage)
    found = [
        member.status
        for document in told
        for member in members.get(document, ())
        if any(_touch(one, other) for one in member.passages for other in places[document])
    ]
    return found[-1] if found else None


def _touch(one: Passage, other: Passage) -> bool:
    return (one.start, one.end, one.role) == (other.start, other.end, other.role)

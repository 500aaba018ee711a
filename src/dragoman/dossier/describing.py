"""Describing: what analysts say of a document, laid over what was taken in.

A text often has no day, or a wrong outlet. Its bytes, its text and the record as taken in stay as
they are (truth); whoever asks the dossier for a document gets it with the standing corrections. A
text whose description changes is read anew, since times are read against its day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from attrs import evolve
from sqlalchemy import Connection, delete, select

from dragoman.calendar import is_edtf
from dragoman.dossier.lineage import time_key
from dragoman.dossier.records import read
from dragoman.dossier.schema import DECISIONS, REPORTS
from dragoman.dossier.signing import corrected, standing
from dragoman.errors import BadRequest
from dragoman.model import Decision, Document, Verb

FIELDS = ("title", "outlet", "published_at", "modified_at", "genre")
"""What may be said of a document by hand; all else is what the bytes are."""

DAYS = ("published_at", "modified_at")

Corrections = Mapping[str, tuple[Decision, ...]]


def corrections(connection: Connection) -> Corrections:
    """The standing corrections of documents, in the order of signing, by the document's id."""
    rows = connection.scalars(
        select(DECISIONS.c.body)
        .where(
            DECISIONS.c.noun == Document.kind,
            DECISIONS.c.verb.in_([Verb.CORRECT.value, Verb.WITHDRAW.value]),
        )
        .order_by(DECISIONS.c.sequence)
    )
    found: defaultdict[str, tuple[Decision, ...]] = defaultdict(tuple)
    for decision in standing([read(body, Decision) for body in rows]):
        if decision.verb is Verb.CORRECT and decision.target.entry:
            found[decision.target.entry] += (decision,)
    return dict(found)


def described(document: Document, made: Iterable[Decision]) -> Document:
    """The document with corrections laid over it; one whose words were blanked is passed over."""
    for decision in made:
        if decision.after is None:
            continue
        changes = msgspec.json.decode(decision.after, type=dict[str, object])
        kept = {name: value for name, value in changes.items() if name in FIELDS}
        fresh = corrected(document, kept)
        assert isinstance(fresh, Document)  # noqa: S101 - a corrected entry keeps its noun
        line = f"corrected by {decision.who}, {decision.decided_at[:10]}"
        known_by = f"{decision.who}'s word" if "published_at" in kept else document.known_by
        because = (*(one for one in document.because if one != line), line)
        document = evolve(fresh, known_by=known_by, because=because)
    return document


def by_publication(documents: Iterable[Document]) -> list[Document]:
    """Documents by publication (unknown last), then id: the order of the store."""
    return sorted(documents, key=lambda one: (time_key(one.published_at), one.id))


def require(decision: Decision) -> None:
    """Refuse a correction of a document that cannot be laid over it.

    Raises:
        BadRequest: a field that is not the analyst's to say, or a day that is none.
    """
    if decision.verb is not Verb.CORRECT or decision.target.noun != Document.kind:
        return
    changes = msgspec.json.decode(decision.after or "{}", type=dict[str, object])
    for name, value in changes.items():
        if name not in FIELDS:
            raise BadRequest(
                f"a document's {name} is what was taken in; of it can be corrected: "
                f"{', '.join(FIELDS)}"
            )
        if name in DAYS and value is not None and not (isinstance(value, str) and is_edtf(value)):
            raise BadRequest(f"{value!r} is no day; write 2025-03-18, or 2025-03 for a month")


def enforce(connection: Connection, decision: Decision) -> None:
    """Have a document whose description changed read anew: its cached reports go."""
    target = decision.target
    if target.noun == Document.kind and target.entry and _is_correction(connection, decision):
        connection.execute(delete(REPORTS).where(REPORTS.c.document == target.entry))


def _is_correction(connection: Connection, decision: Decision) -> bool:
    """Whether it corrects, or takes a correction back, or lets one stand again."""
    while decision.verb is Verb.WITHDRAW:
        body = connection.scalar(
            select(DECISIONS.c.body).where(DECISIONS.c.id == decision.withdraws)
        )
        if body is None:
            return False
        decision = read(body, Decision)
    return decision.verb is Verb.CORRECT

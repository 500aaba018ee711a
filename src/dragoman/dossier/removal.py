"""Removal: a document leaves by a signed decision, and comes back when that is undone.

A plain removal hides; the bytes stay. A purge deletes bytes, text, cached reports, entries and
the words that decisions quote; a tombstone (id and hash) and the signatures stay, and the
document cannot come back by itself (decision record 0006).
"""

from typing import Any

import msgspec
from attrs import evolve
from sqlalchemy import Connection, delete, insert, select, update

from dragoman.dossier import decisions, lineage, searching
from dragoman.dossier.anchors import anchor_of
from dragoman.dossier.records import read
from dragoman.dossier.schema import CONTENTS, DECISIONS, DOCUMENTS, ENTRIES, REPORTS
from dragoman.dossier.signing import sign, standing
from dragoman.model import Decision, Document, Passage, Verb, encode

REMOVED = "removed"
PURGED = "purged"
_PURGE = "purge"
ELSEWHERE = "stands in a document of another dossier"
"""What a decision that was taken in says in ``because`` while its document is not here."""
_BLANKED = "words blanked with the purge of document"


def removal(
    connection: Connection,
    document_id: str,
    *,
    who: str,
    decided_at: str | None,
    why: str,
    purge: bool,
) -> Decision:
    """The decision that takes a document out; ``after`` keeps its hash and whether for good."""
    sha256 = connection.scalar(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.id == document_id))
    after = msgspec.json.encode({_PURGE: purge, "sha256": sha256 or ""}).decode()
    target = anchor_of(Document(id=document_id))
    return sign(Verb.REMOVE, target, who=who, decided_at=decided_at, after=after, why=why)


def enforce(connection: Connection, decision: Decision) -> bool:
    """Bring the document that a removal or withdrawal is about to the state that now holds.

    Returns whether the file is to be rewritten without what was purged; a purge that is repeated
    asks for it again, should another program have stood in the way the first time.
    """
    target = decision.target.entry
    if target is None or decision.target.noun != Document.kind:
        return False
    state = connection.scalar(select(DOCUMENTS.c.state).where(DOCUMENTS.c.id == target))
    wanted = states(decisions.every(connection)).get(target, lineage.KEPT)
    if state is None or state == wanted:
        return state == PURGED
    if state == PURGED:
        _bury(connection, target, wanted)
        return False
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == target).values(state=wanted))
    lineage.regroup(connection, target)
    _drop_entries(connection, target)
    if wanted == PURGED:
        _purge(connection, target)
    return wanted == PURGED


def states(log: list[Decision]) -> dict[str, str]:
    """Of each document that standing decisions remove: removed or purged."""
    found: dict[str, str] = {}
    for decision in standing(log):
        if decision.verb is Verb.REMOVE and decision.target.entry is not None:
            is_final = found.get(decision.target.entry) == PURGED or _is_purge(decision)
            found[decision.target.entry] = PURGED if is_final else REMOVED
    return found


def _is_purge(decision: Decision) -> bool:
    try:
        return bool(msgspec.json.decode(decision.after or "{}", type=dict[str, Any]).get(_PURGE))
    except msgspec.MsgspecError:
        return False


def _drop_entries(connection: Connection, document_id: str) -> None:
    """Delete every derived entry that rests on the document or names it."""
    about = ENTRIES.c.body.contains(document_id, autoescape=True)
    connection.execute(delete(ENTRIES).where((ENTRIES.c.document == document_id) | about))


def _purge(connection: Connection, document_id: str) -> None:
    connection.execute(delete(CONTENTS).where(CONTENTS.c.document == document_id))
    connection.execute(delete(REPORTS).where(REPORTS.c.document == document_id))
    sha256 = connection.scalar(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.id == document_id))
    tombstone = _tombstone(document_id, sha256 or "")
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(tombstone))
    _blank_quotations(connection, document_id)
    searching.forget(connection)


def put_tombstone(connection: Connection, document_id: str, sha256: str) -> None:
    """Note a document that was removed elsewhere, and did not come here, as purged."""
    row = {"id": document_id, "sha256": sha256, "state": PURGED}
    connection.execute(insert(DOCUMENTS).values(row | _tombstone(document_id, sha256)))


def _tombstone(document_id: str, sha256: str) -> dict[str, Any]:
    """What is left of a purged document beside its id and hash."""
    return {
        "address": None,
        "text_sha256": "",
        "fingerprint": "",
        "fold": document_id,
        "published_key": lineage.time_key(None),
        "body": encode(Document(id=document_id, sha256=sha256)).decode(),
    }


def _blank_quotations(connection: Connection, document_id: str) -> None:
    """Take the document's words out of the decisions that quote them; signatures stay."""
    quoting = select(DECISIONS.c.sequence, DECISIONS.c.body).where(
        DECISIONS.c.body.contains(document_id, autoescape=True),
        DECISIONS.c.verb != Verb.REMOVE.value,
    )
    for row in connection.execute(quoting).all():
        quoted = read(row.body, Decision)
        if quoted.verb is Verb.WITHDRAW and not quoted.target.passages:
            continue
        decision = _blanked(quoted, document_id)
        body = encode(decision).decode()
        connection.execute(
            update(DECISIONS).where(DECISIONS.c.sequence == row.sequence).values(body=body)
        )


def _blanked(decision: Decision, document_id: str) -> Decision:
    passages = tuple(_blank(passage, document_id) for passage in decision.target.passages)
    line = f"{_BLANKED} {document_id}"
    return evolve(
        decision,
        target=evolve(decision.target, passages=passages, head=""),
        before=None,
        after=None,
        because=(*decision.because, line),
    )


def is_blanked(decision: Decision) -> bool:
    """Whether the decision's words cannot be held against a text: a purge has taken them out, or
    they stand in a document of another dossier."""
    return any(line.startswith((_BLANKED, ELSEWHERE)) for line in decision.because)


def _blank(passage: Passage, document_id: str) -> Passage:
    if passage.document != document_id:
        return passage
    return evolve(passage, exact="", prefix="", suffix="")


def _bury(connection: Connection, document_id: str, wanted: str) -> None:
    """Clear a tombstone once its removal is withdrawn, so that the file may be added anew."""
    if wanted == lineage.KEPT:
        connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))

"""Deciding: every signed decision that the pages can make on an entry."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TypeVar

from starlette.routing import Route

from dragoman.dossier import (
    Dossier,
    acceptance,
    correction,
    crediting,
    handling,
    judged_different,
    judged_unsure,
    note,
    question,
    rating,
    rejection,
    review,
)
from dragoman.errors import BadRequest
from dragoman.model import Decision, Document, Entry, Reliability
from dragoman.model.handling import Handling
from dragoman.pipeline.review import members_of, merge, parsed, split
from dragoman.workbench.access import Action, may
from dragoman.workbench.acts.act import Asked, Done, act
from dragoman.workbench.snapshot import Snapshot

T = TypeVar("T")
Make = Callable[[Asked, Entry, Snapshot], Decision]
Seen = Mapping[str, Collection[str]] | None
Do = Callable[[Asked], Awaitable[Done]]


def _on_entry(
    make: Make, words: str, *, is_for_documents: bool = True, goes_to: str | None = None
) -> Do:
    """An act that signs one decision on the entry in the path. ``goes_to`` where it leaves none."""

    async def do(asked: Asked) -> Done:
        snapshot = await asked.shelf.snapshot()
        entry = snapshot.entry(asked.request.path_params["id"])
        if isinstance(entry, Document) and not is_for_documents:
            raise BadRequest("this is a document, not an entry read out of one; note or mark it")
        decision = make(asked, entry, snapshot)
        seen: Seen = None if asked.seen is None else {entry.id: asked.seen}
        await asked.shelf.decide((decision,), seen)
        told = {"decision": decision.id, "entry": entry.id}
        return Done(words=words, href=goes_to, body=told)

    return do


def _why(asked: Asked) -> str:
    return asked.fields.get("why", "").strip()


def _review(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    return review(entry, who=asked.user.name, why=_why(asked))


def _accept(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    return acceptance(entry, who=asked.user.name, why=_why(asked))


def _reject(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    return rejection(entry, who=asked.user.name, why=_why(asked))


def _correct(asked: Asked, entry: Entry, snapshot: Snapshot) -> Decision:
    changes = parsed(entry.kind, submitted(asked), snapshot.contents, entry)
    if not changes:
        raise BadRequest("nothing was changed; correct a field, or approve the entry as it stands")
    return correction(entry, changes, who=asked.user.name, why=_why(asked))


def _note(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    return note(entry, who=asked.user.name, why=asked.text("words"))


def _ask(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    return question(entry, who=asked.user.name, why=asked.text("words"))


def _handle(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    try:
        label = Handling(asked.text("label"))
    except ValueError as error:
        known = ", ".join(one.value for one in Handling)
        raise BadRequest(f"no handling mark {asked.text('label')!r}; choose {known}") from error
    return handling(entry, label.value, who=asked.user.name, why=_why(asked))


def _digit(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    given = asked.text("digit")
    if not (given.isascii() and given.isdigit() and len(given) == 1):
        raise BadRequest(f"credibility goes from 1 to 6, not {given!r}")
    return crediting(entry, int(given), who=asked.user.name, why=_why(asked))


def _letter(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    return rating(entry, _reliability(asked), who=asked.user.name, why=_why(asked))


def _split(asked: Asked, entry: Entry, _snapshot: Snapshot) -> Decision:
    known = {member.id for member in members_of(entry)}
    leaving = set(asked.every("member"))
    if not leaving <= known:
        raise BadRequest("this entry has other members by now; look at it again")
    return split(entry, leaving, who=asked.user.name, why=_why(asked))


def submitted(asked: Asked) -> dict[str, str | list[str]]:
    """The fields of an entry's form: those named ``field.NAME``; several of one name as a list."""
    found: dict[str, str | list[str]] = {}
    for name in dict.fromkeys(n for n, _ in asked.form.multi_items() if n.startswith("field.")):
        values = [value for value in asked.form.getlist(name) if isinstance(value, str)]
        is_several = f"several.{name}" in asked.form or len(values) > 1
        kept = [value for value in values if value] if is_several else values[-1]
        found[name.removeprefix("field.")] = kept
    return found


def _reliability(asked: Asked) -> Reliability:
    try:
        return Reliability(asked.text("letter"))
    except ValueError as error:
        raise BadRequest(f"reliability goes from A to F, not {asked.text('letter')!r}") from error


async def _rate_outlet(asked: Asked) -> Done:
    snapshot = await asked.shelf.snapshot()
    name = asked.text("outlet")
    known = {d.outlet for d in snapshot.contents.documents if d.outlet}
    known |= {outlet.name for outlet in snapshot.contents.negotiation.outlets}
    if name not in known:
        raise BadRequest(f"{name!r} is no outlet of this file")
    letter = _reliability(asked)
    decision = rating(name, letter, who=asked.user.name, why=_why(asked))
    await asked.shelf.decide((decision,))
    return Done(words=f"{name} is rated {letter.value}.")


_JUDGED = {"different": judged_different, "unsure": judged_unsure}


async def _pair(asked: Asked) -> Done:
    """Say of entries that they are the same, or of two that they differ or nobody can tell."""
    snapshot = await asked.shelf.snapshot()
    entries = [snapshot.entry(id) for id in dict.fromkeys(asked.every("entry"))]
    who, why, judged = asked.user.name, _why(asked), asked.text("judged")
    if judged == "same":
        decisions = merge(entries, who=who, why=why)
    elif judged in _JUDGED and len(entries) == 2 and entries[0].kind == entries[1].kind:
        decisions = (_JUDGED[judged](entries[0], entries[1], who=who, why=why),)
    else:
        raise BadRequest("choose two entries of one noun, and whether they are the same")
    await asked.shelf.decide(decisions)
    said = {"same": "joined", "different": "kept apart", "unsure": "left open"}[judged]
    return Done(words=f"{len(entries)} entries {said}; the accounts are put together again.")


async def _reply(asked: Asked) -> Done:
    snapshot = await asked.shelf.snapshot()
    to = snapshot.decision(asked.request.path_params["id"])
    make = question if asked.fields.get("kind") == "question" else note
    decision = make(to, who=asked.user.name, why=asked.text("words"))
    await asked.shelf.decide((decision,))
    return Done(words="Answered.", body={"decision": decision.id})


def _taking_back(act_on: Callable[[Dossier, Asked], Decision], words: str) -> Do:
    """An act that withdraws decisions; entries return when the accounts are put together again."""

    async def do(asked: Asked) -> Done:
        decision = await asked.shelf.write(lambda dossier: act_on(dossier, asked))
        snapshot = await asked.shelf.lay((decision,))
        back = snapshot.decision(decision.withdraws or "")
        return Done(words=f"{words} {back.who}: {back.verb.value}.", body={"decision": decision.id})

    return do


def _undo(dossier: Dossier, asked: Asked) -> Decision:
    """The user's own latest decision; an editor's undo may not reach over to a colleague's."""
    return dossier.undo(asked.user.name, own=True)


def _redo(dossier: Dossier, asked: Asked) -> Decision:
    return dossier.redo(asked.user.name)


def _withdraw(dossier: Dossier, asked: Asked) -> Decision:
    wanted = asked.request.path_params["id"]
    theirs = next((d for d in dossier.decisions() if d.id == wanted), None)
    if theirs and theirs.who != asked.user.name and not may(asked.user, Action.APPROVE):
        raise BadRequest(f"this was decided by {theirs.who}; an editor can take it back")
    return dossier.withdraw(wanted, asked.user.name, why=_why(asked))


_ENTRY = "/entries/{id}/"

DECIDING: tuple[Route, ...] = (
    act(f"{_ENTRY}review", Action.REVIEW, _on_entry(_review, "Reviewed.", is_for_documents=False)),
    act(f"{_ENTRY}accept", Action.APPROVE, _on_entry(_accept, "Approved.", is_for_documents=False)),
    act(
        f"{_ENTRY}reject",
        Action.CORRECT,
        _on_entry(_reject, "Rejected.", is_for_documents=False, goes_to="/review"),
    ),
    act(f"{_ENTRY}correct", Action.CORRECT, _on_entry(_correct, "Corrected.")),
    act(f"{_ENTRY}note", Action.NOTE, _on_entry(_note, "Noted.")),
    act(f"{_ENTRY}ask", Action.ASK, _on_entry(_ask, "Asked.")),
    act(f"{_ENTRY}handle", Action.HANDLE, _on_entry(_handle, "Marked.")),
    act(
        f"{_ENTRY}digit", Action.RATE, _on_entry(_digit, "Credibility set.", is_for_documents=False)
    ),
    act(f"{_ENTRY}letter", Action.RATE, _on_entry(_letter, "Reliability set.")),
    act(f"{_ENTRY}split", Action.CORRECT, _on_entry(_split, "Split; put together again.")),
    act("/outlets/rate", Action.RATE, _rate_outlet),
    act("/pairs", Action.CORRECT, _pair),
    act("/decisions/{id}/reply", Action.NOTE, _reply),
    act("/decisions/{id}/withdraw", Action.REVIEW, _taking_back(_withdraw, "Taken back:")),
    act("/undo", Action.REVIEW, _taking_back(_undo, "Taken back:")),
    act("/redo", Action.REVIEW, _taking_back(_redo, "Stands again:")),
)

"""Gathering: one decision on many entries alike, and what was missed, added by hand."""

import msgspec
from starlette.routing import Route

from dragoman.errors import BadRequest
from dragoman.model import Entry, Verb
from dragoman.pipeline.correcting import add_at
from dragoman.pipeline.review import Change, Narrow, alike, parsed
from dragoman.pipeline.review.alike import decisions_for
from dragoman.workbench.access import Action, may
from dragoman.workbench.acts.act import Asked, Done, act
from dragoman.workbench.acts.deciding import submitted
from dragoman.workbench.citations import entry_href
from dragoman.workbench.offsets import Utf16
from dragoman.workbench.snapshot import Snapshot


def change_asked(verb: str, fields: str, entry: Entry, snapshot: Snapshot) -> Change:
    """The change that a preview shows and that applying it carries out; ``fields`` is JSON.

    Raises:
        BadRequest: no such verb for many entries, or fields that cannot be read.
    """
    try:
        wanted = Verb(verb)
        given = msgspec.json.decode(fields, type=dict[str, str | list[str]]) if fields else {}
    except (ValueError, msgspec.MsgspecError) as error:
        raise BadRequest(f"this change cannot be read: {error}; choose it again") from error
    values = parsed(entry.kind, given, snapshot.contents, entry) if given else {}
    return Change(verb=wanted, fields=values)


def narrow_asked(given: tuple[str, ...]) -> tuple[Narrow, ...]:
    """How like the others must be. Raises ``BadRequest`` for what is no likeness."""
    try:
        return tuple(Narrow(one) for one in given)
    except ValueError as error:
        raise BadRequest(f"{error}; choose how like the entries must be again") from error


async def _apply(asked: Asked) -> Done:
    """The same decision on the entries that the user kept ticked in the preview, all or none."""
    snapshot = await asked.shelf.snapshot()
    entry = snapshot.entry(asked.request.path_params["id"])
    change = change_asked(asked.text("verb"), asked.fields.get("fields", ""), entry, snapshot)
    if change.verb is Verb.ACCEPT and not may(asked.user, Action.APPROVE):
        raise BadRequest("only an editor can approve; review them instead")
    fitting = {
        e.id: e
        for e in alike(snapshot.contents, entry, change, narrow_asked(asked.every("narrow")))
    }
    chosen = [fitting[id] for id in asked.every("entry") if id in fitting]
    if len(chosen) < len(asked.every("entry")):
        raise BadRequest("some of these entries have changed meanwhile; look at the list again")
    if "itself" in asked.fields:
        chosen.insert(0, entry)
    if not chosen:
        raise BadRequest("no entry is ticked; tick those that are to be changed")
    why = asked.fields.get("why", "").strip()
    decisions = decisions_for(chosen, change, who=asked.user.name, why=why)
    seen: dict[str, tuple[str, ...]] = {
        one.id: tuple(d.id for d in snapshot.decisions_on.get(one.id, ())) for one in chosen
    }
    await asked.shelf.decide(decisions, seen)
    return Done(words=f"{len(chosen)} entries: {change.verb.value}.", href=entry_href(entry.id))


async def _add(asked: Asked) -> Done:
    """An entry on a selection of the reader view; ``start`` and ``end`` are UTF-16 units."""
    snapshot = await asked.shelf.snapshot()
    document = snapshot.lookup.documents.get(asked.request.path_params["id"])
    if document is None:
        raise BadRequest("this document is not in the dossier any more")
    offsets = Utf16.of(document.text)
    start, end = (offsets.points(_unit(asked, name)) for name in ("start", "end"))
    noun = asked.text("noun")
    fields = parsed(noun, submitted(asked), snapshot.contents)
    who, why = asked.user.name, asked.fields.get("why", "").strip()
    decision = await asked.shelf.write(
        lambda dossier: add_at(dossier, noun, document.id, start, end, fields, who=who, why=why)
    )
    await asked.shelf.lay((decision,))
    return Done(
        words=f"Added a {noun}.",
        href=entry_href(decision.target.entry or ""),
        body={"decision": decision.id, "entry": decision.target.entry},
    )


def _unit(asked: Asked, name: str) -> int:
    given = asked.text(name)
    if not (given.isascii() and given.isdigit()) or len(given) > 9:
        raise BadRequest(f"{name} must count characters, not {given!r}; select the words again")
    return int(given)


GATHERING: tuple[Route, ...] = (
    act("/entries/{id}/alike", Action.CORRECT, _apply),
    act("/documents/{id}/entries", Action.ADD, _add),
)

"""The log of decisions between dossiers, and orphans that are given another entry."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Decision, Verb
from dragoman.pipeline.review import decision_lines, import_decisions, reattach
from dragoman.workbench.access import Action, may, requires
from dragoman.workbench.acts.act import Asked, Done, act
from dragoman.workbench.shelf import Shelf

NEEDED = {
    Verb.ACCEPT: Action.APPROVE,
    Verb.HANDLE: Action.HANDLE,
    Verb.REMOVE: Action.REMOVE,
}
"""What a person must be allowed for signing a verb of somebody else's anew."""


@requires(Action.EXPORT)
async def _download(request: Request) -> Response:
    shelf: Shelf = request.app.state.shelf
    lines = await shelf.read(lambda dossier: "\n".join(decision_lines(dossier)) + "\n")
    return Response(
        lines.encode(),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": 'attachment; filename="decisions.jsonl"'},
    )


async def _import(asked: Asked) -> Done:
    files = asked.files("file")
    if len(files) != 1:
        raise BadRequest("choose one file, as `dragoman export --format decisions` writes it")
    is_dry_run = "dry" in asked.fields
    try:
        lines = (await files[0].read()).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadRequest(f"this file is no log of decisions ({error.reason})") from error
    told = await asked.shelf.write(
        lambda dossier: import_decisions(dossier, lines, is_dry_run=is_dry_run)
    )
    count = Counter(one.fate.value for one in told)
    if not is_dry_run:
        await asked.shelf.reload()
        asked.shelf.has_work()
    words = ", ".join(f"{n} {fate}" for fate, n in count.items()) or "nothing in it"
    skips = [
        {"path": f"{one.decision.verb} by {one.decision.who}", "reason": one.fate.value,
         "advice": one.why}
        for one in told
        if one.why
    ]  # fmt: skip
    begin = "It would bring: " if is_dry_run else "Taken in: "
    return Done(words=f"{begin}{words}.", body={"skips": skips}, template="added.html.j2")


async def _reattach(asked: Asked) -> Done:
    """The same decision on the entry that the user has picked, and the orphan taken back."""
    snapshot = await asked.shelf.snapshot()
    entry = snapshot.entry(asked.text("entry"))
    wanted = asked.request.path_params["id"]

    def write(dossier: Dossier) -> tuple[Decision, ...]:
        decision = next((d for d in dossier.decisions() if d.id == wanted), None)
        if decision is None:
            raise UnknownEntry(wanted)
        if not may(asked.user, NEEDED.get(decision.verb, Action.CORRECT)):
            raise BadRequest(f"only an editor can sign a decision to {decision.verb.value}")
        return reattach(dossier, decision, entry, who=asked.user.name)

    await asked.shelf.lay(await asked.shelf.write(write))
    return Done(words="Re-attached; the accounts are put together again.")


LOG: tuple[Route, ...] = (
    Route("/log/decisions.jsonl", _download, name="log.download"),
    act("/log/import", Action.IMPORT, _import),
    act("/decisions/{id}/reattach", Action.CORRECT, _reattach),
)

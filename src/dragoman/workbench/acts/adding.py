"""Adding documents: files, pasted text, addresses and feeds. The network is touched only here, and
only because somebody has asked for an address."""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.routing import Route

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, DossierLocked
from dragoman.pipeline.fetching import fetch_feeds_into, fetch_into, preview_feed
from dragoman.pipeline.intake import Intake
from dragoman.pipeline.uploading import take_pasted, take_upload
from dragoman.workbench.access import Action
from dragoman.workbench.acts.act import Asked, Done, act
from dragoman.workbench.shelf import PATIENCE_S, Shelf

AT_MOST = 50
"""Addresses that are fetched at one asking."""

TEMPLATE = "added.html.j2"
WORDS = {"new": "added", "version": "newer versions", "copy": "copies", "known": "known already"}


async def _files(asked: Asked) -> Done:
    files = asked.files("file")
    if not files:
        raise BadRequest("no file was chosen; choose one or more, or drop them on the page")
    whole = Intake()
    for number, file in enumerate(files, 1):
        raw, name = await file.read(), file.filename or "unnamed"
        one = await _apart(asked.shelf, lambda d, _told, n=name, r=raw: take_upload(d, n, r))  # type: ignore[misc]
        _join(whole, one)
        asked.shelf.tidings.tell("work", what="taking in", done=number, total=len(files))
    return _told(whole, asked.shelf)


async def _paste(asked: Asked) -> Done:
    text = asked.form.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadRequest("nothing was pasted; put the text into the field")
    given = {name: asked.fields.get(name, "").strip() or None for name in _OPTIONAL}
    intake = await asked.shelf.write(lambda dossier: take_pasted(dossier, text, **given))
    return _told(intake, asked.shelf)


_OPTIONAL = ("title", "url", "outlet", "published_at")


async def _urls(asked: Asked) -> Done:
    urls = _addresses(asked)
    intake = await _apart(asked.shelf, lambda d, told: fetch_into(d, urls, progress=told))
    return _told(intake, asked.shelf)


async def _feed(asked: Asked) -> Done:
    urls = _addresses(asked)
    intake = await _apart(asked.shelf, lambda d, told: fetch_feeds_into(d, urls, progress=told))
    return _told(intake, asked.shelf)


async def _preview(asked: Asked) -> Done:
    """What a feed would bring; nothing of it is fetched yet."""
    url = _addresses(asked)[0]
    found = await _apart(asked.shelf, lambda d, _told: preview_feed(url, dossier=d))
    body = {
        "feed": {"url": url, "title": found.title or ""},
        "new": [_entry(one) for one in found.new],
        "known": len(found.known),
        "left_out": len(found.left_out),
        "remarks": list(found.remarks),
    }
    words = f"{len(found.new)} new, {len(found.known)} known already, {len(found.left_out)} more."
    return Done(words=words, body=body, template=TEMPLATE)


def _entry(one: Any) -> dict[str, str]:
    return {"url": one.url, "title": one.title or "", "day": one.published_at or ""}


def _addresses(asked: Asked) -> list[str]:
    given = " ".join(asked.every("url")).split()
    if not given:
        raise BadRequest("no address was given; put one on each line")
    if len(given) > AT_MOST:
        raise BadRequest(f"{len(given)} addresses are too many at once; give {AT_MOST} at most")
    return given


async def _apart(shelf: Shelf, do: Callable[[Dossier, Callable[..., None]], Any]) -> Any:
    """Run ``do`` in a thread with the dossier opened anew: the network is slow, a file may take
    half a minute to read, and nobody who decides something meanwhile shall wait for it.

    It is tried again while another program writes, for ``PATIENCE_S``.

    Raises:
        DossierLocked: the other program did not stop.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE_S

    def tell(what: str, done: int, total: int | None) -> None:
        told = {"what": what, "done": done, "total": total}
        loop.call_soon_threadsafe(lambda: shelf.tidings.tell("work", **told))

    def run() -> Any:
        with Dossier.open(shelf.place) as dossier:
            return do(dossier, tell)

    while True:
        try:
            return await asyncio.to_thread(run)
        except DossierLocked:
            if loop.time() > until:
                raise


def _join(whole: Intake, one: Intake) -> None:
    whole.outcomes.update(one.outcomes)
    whole.document_ids.extend(one.document_ids)
    whole.skips.extend(one.skips)


def _told(intake: Intake, shelf: Shelf) -> Done:
    """What came of it, and the order to read what is new."""
    shelf.tidings.tell("work")
    if intake.document_ids:
        shelf.has_work()
    counted = [f"{n} {WORDS.get(key, key)}" for key, n in intake.outcomes.items() if n]
    skips = [{"path": s.path, "reason": s.reason, "advice": s.advice} for s in intake.skips]
    words = f"{', '.join(counted) or 'Nothing added'}; {len(skips)} skipped."
    body = {"documents": intake.document_ids, "skips": skips}
    return Done(words=words, body=body, template=TEMPLATE)


ADDING: tuple[Route, ...] = (
    act("/add/files", Action.ADD, _files),
    act("/add/paste", Action.ADD, _paste),
    act("/add/urls", Action.ADD, _urls),
    act("/add/feed", Action.ADD, _feed),
    act("/add/preview", Action.ADD, _preview),
)

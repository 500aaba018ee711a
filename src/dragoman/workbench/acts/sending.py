"""Sending: the brief, a selection or the records as a file to take away."""

import asyncio
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.workbench.access import Action, requires
from dragoman.workbench.errands import TELL_EVERY_S
from dragoman.workbench.pages.out import OutQuery, wish_of
from dragoman.workbench.pages.page import read_query
from dragoman.workbench.parcels import Parcel, pack
from dragoman.workbench.shelf import Shelf

AT_ONCE = 2
"""Files that are made at one time; who comes next waits."""


@requires(Action.EXPORT)
async def _download(request: Request) -> Response:
    query: OutQuery = read_query(request, OutQuery)
    wish = wish_of(query)
    app = request.app
    if not hasattr(app.state, "sending"):
        app.state.sending = asyncio.Semaphore(AT_ONCE)
    shelf: Shelf = app.state.shelf
    loop = asyncio.get_running_loop()

    last: dict[str, Any] = {"at": -TELL_EVERY_S, "what": ""}

    def tell(what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if what == last["what"] and now - last["at"] < TELL_EVERY_S:
            return
        last.update(at=now, what=what)
        told = {"what": what, "done": done, "total": total}
        loop.call_soon_threadsafe(lambda: shelf.tidings.tell("work", **told))

    async with app.state.sending:
        try:
            parcel = await asyncio.to_thread(pack, shelf.place, wish, query.form, tell)
        finally:
            shelf.tidings.tell("work")
    if parcel.remark:
        shelf.tidings.tell("trouble", words=parcel.remark)
    return _answer(parcel)


def _answer(parcel: Parcel) -> Response:
    return Response(
        parcel.body,
        media_type=parcel.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{parcel.name}"',
            "Cache-Control": "no-store",
        },
    )


SENDING: tuple[Route, ...] = (Route("/out/download", _download, name="out.download"),)

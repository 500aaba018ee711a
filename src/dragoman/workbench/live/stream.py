"""The stream of tidings to an open page: server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html; JSON holds no bare newline, so each
tiding is one line of data.
"""

import asyncio
from collections.abc import AsyncIterator

import msgspec
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from dragoman.workbench.access import Action, requires
from dragoman.workbench.shelf import Shelf
from dragoman.workbench.tidings import Tiding

BREATH_S = 15.0
"""How often a line without meaning keeps the connection open, in seconds."""

LONGEST_S = 1800.0
"""After this a stream ends and the page opens another: who may look is asked again."""


@requires(Action.LOOK)
async def _listen(request: Request) -> StreamingResponse:
    shelf: Shelf = request.app.state.shelf
    told = _lines(shelf, request)
    return StreamingResponse(told, media_type="text/event-stream; charset=utf-8")


async def _lines(shelf: Shelf, request: Request) -> AsyncIterator[bytes]:
    snapshot = await shelf.snapshot()
    doing = request.app.state.workman.doing if request.app.state.workman else {}
    yield _line(Tiding(kind="state", about={"state": snapshot.state}))
    yield _line(Tiding(kind="work", about=doing))
    with shelf.tidings.place() as queue:
        until = asyncio.get_running_loop().time() + LONGEST_S
        while not shelf.tidings.is_over and asyncio.get_running_loop().time() < until:
            try:
                tiding = await asyncio.wait_for(queue.get(), BREATH_S)
            except TimeoutError:
                yield b": still here\n\n"
                if await request.is_disconnected():
                    return
                continue
            if tiding.kind == "end":
                return
            yield _line(tiding)


def _line(tiding: Tiding) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (tiding.kind.encode(), msgspec.json.encode(tiding.about))


LIVE = Route("/live", _listen, name="live")

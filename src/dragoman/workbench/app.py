"""The workbench as an application: pages, acts and the door before them."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dragoman.errors import (
    BadRequest,
    DossierError,
    DragomanError,
    FetchFailed,
    FetchRefused,
    PassageLost,
    UnknownEntry,
    UnreadableDocument,
)
from dragoman.workbench.access import (
    AccessPolicy,
    Limits,
    middleware,
    require_guards,
    routes,
)
from dragoman.workbench.acts import ACTS
from dragoman.workbench.acts.act import wants_json
from dragoman.workbench.describing import description
from dragoman.workbench.live import LIVE, Workman
from dragoman.workbench.pages import PAGES
from dragoman.workbench.rendering import set_page, static_file
from dragoman.workbench.shelf import Shelf
from dragoman.workbench.showing import routes_of, warm_up
from dragoman.workbench.turns import short_turns

LIMITS = Limits(
    larger={
        "/add/files": 256 << 20,
        "/add/paste": 16 << 20,
        "/log/import": 64 << 20,
        "/settings": 4 << 20,
    }
)
"""Bytes of the largest bodies, where a page takes more than a form."""

KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def make_app(
    place: str | os.PathLike[str],
    *,
    policy: AccessPolicy,
    today: Callable[[], date] = date.today,
    has_workman: bool = True,
) -> Starlette:
    """The workbench over the dossier at ``place``, behind a policy of who may enter.

    Without a workman nothing is read or put together in the background: decisions are laid over
    the entries, and wait for whoever looks next.

    Raises:
        DossierError: the dossier cannot be opened.
    """
    app = Starlette(
        routes=[
            Route("/", _home, name="home"),
            Route("/static/{name}", _static, name="static"),
            *routes(policy),
            description(PAGES),
            *routes_of(PAGES),
            *ACTS,
            LIVE,
        ],
        middleware=middleware(policy, limits=LIMITS),
        exception_handlers={
            DragomanError: _refused,  # type: ignore[dict-item]
            HTTPException: _turned_away,  # type: ignore[dict-item]
            404: _missing,
        },
        lifespan=_lifespan,
    )
    app.state.shelf = Shelf(os.fspath(place))
    app.state.shelf.warm_up = partial(warm_up, PAGES, app.state.shelf)
    app.state.workman = Workman(app.state.shelf) if has_workman else None
    app.state.today = today
    app.state.policy = policy
    app.state.end_streams = app.state.shelf.tidings.end
    require_guards(app.routes)
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    shelf: Shelf = app.state.shelf
    warming = asyncio.create_task(shelf.warm())
    workman: Workman | None = app.state.workman
    if workman is not None:
        workman.begin()
    try:
        with short_turns():
            yield
    finally:
        warming.cancel()
        if workman is not None:
            await workman.end()
        shelf.close()


async def _home(_request: Request) -> Response:
    return RedirectResponse("/overview", status_code=303)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    body = static_file(name)
    if body is None:
        return await _missing(request, None)
    kind = KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(body, media_type=kind, headers={"Cache-Control": "no-cache"})


async def _missing(request: Request, _error: object) -> Response:
    return _told(request, 404, "Nothing stands at this address.")


async def _turned_away(request: Request, error: HTTPException) -> Response:
    """What the framework refuses (a form that cannot be read, a method), in words of ours."""
    words = "Nothing is sent to this address this way." if error.status_code == 405 else None
    answer = _told(request, error.status_code, words or f"This cannot be read: {error.detail}")
    answer.headers.update(error.headers or {})
    return answer


async def _refused(request: Request, error: DragomanError) -> Response:
    """What the program refuses on purpose, in its own words."""
    if isinstance(error, UnknownEntry):
        status, words = 404, f"There is no entry {error.entry!r} in this dossier any more."
    elif isinstance(error, (BadRequest, FetchRefused, UnreadableDocument, PassageLost)):
        status, words = 400, str(error)
    elif isinstance(error, FetchFailed):
        status, words = 502, str(error)
    elif isinstance(error, DossierError):
        status, words = 503, str(error)
    else:
        status, words = 500, str(error)
    return _told(request, status, words)


def _told(request: Request, status: int, words: str) -> Response:
    if request.url.path.endswith(".json") or wants_json(request):
        return JSONResponse({"error": words}, status_code=status)
    page = set_page("trouble.html.j2", words=words, status=status)
    return Response(page, status_code=status, media_type="text/html; charset=utf-8")

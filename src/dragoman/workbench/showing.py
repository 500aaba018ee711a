"""Showing: from a request to a page or its JSON twin."""

import time
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.workbench.access import Action, requires
from dragoman.workbench.collecting import kept_for_long
from dragoman.workbench.desk import Desk
from dragoman.workbench.frame import frame_of
from dragoman.workbench.pages.page import Page, read_query
from dragoman.workbench.rendering import as_json, is_part, set_page
from dragoman.workbench.shelf import Shelf
from dragoman.workbench.snapshot import Snapshot
from dragoman.workbench.turns import in_turn

KEPT_SHEETS = 256
"""Sheets of one snapshot that are kept for whoever asks next."""

Endpoint = Callable[[Request], Awaitable[Response]]


def routes_of(pages: tuple[Page, ...]) -> list[Route]:
    """For each page its JSON twin and itself, the twin first since its path is the narrower."""
    found = []
    for page in pages:
        guard = requires(Action(page.action))
        twin, shown = guard(_twin(page)), guard(_shown(page, pages))
        found.append(Route(f"{page.path}.json", twin, name=f"{page.name}.json"))
        found.append(Route(page.path, shown, name=page.name))
    return found


def _shown(page: Page, pages: tuple[Page, ...]) -> Endpoint:
    async def show(request: Request) -> Response:
        began = time.perf_counter()
        shelf: Shelf = request.app.state.shelf
        if page.instead is not None:
            href = await page.instead(request, shelf)
            if href is not None:
                return RedirectResponse(href, status_code=303)
        desk, query, sheet = await _composed(page, request, shelf)
        text = set_page(
            page.template,
            sheet=sheet,
            query=query,
            page=page,
            twin=_twin_path(request),
            frame=frame_of(request, shelf, desk, pages, page.name),
            is_part=is_part(request),
        )
        return _answer(text.encode(), "text/html; charset=utf-8", desk, began)

    return show


def _twin(page: Page) -> Endpoint:
    async def give(request: Request) -> Response:
        began = time.perf_counter()
        desk, query, sheet = await _composed(page, request, request.app.state.shelf)
        body = {
            "page": page.name,
            "state": desk.snapshot.state,
            "query": query,
            "sheet": sheet,
        }
        return _answer(as_json(body), "application/json", desk, began)

    return give


def _twin_path(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}.json{query}"


async def _composed(page: Page, request: Request, shelf: Shelf) -> tuple[Desk, Any, Any]:
    """The sheet that a request asks for, made now or kept from an earlier asking."""
    query = read_query(request, page.query)
    snapshot = await shelf.snapshot()
    today: date = request.app.state.today()
    key = (page.name, query, today)
    desk = _desk(snapshot, today, shelf)
    if key in snapshot.sheets:
        return desk, query, snapshot.sheets[key]
    sheet = await in_turn(page.make, desk, query) if page.is_slow else page.make(desk, query)
    if getattr(sheet, "state", "") != "building":  # what is half done is asked for again
        if len(snapshot.sheets) >= KEPT_SHEETS:
            snapshot.sheets.pop(next(iter(snapshot.sheets)), None)
        snapshot.sheets[key] = sheet
    return desk, query, sheet


def _desk(snapshot: Snapshot, today: date, shelf: Shelf) -> Desk:
    return Desk(
        snapshot=snapshot,
        today=today,
        search=shelf.search,
        place=shelf.place,
        looks=shelf.looks,
    )


def warm_up(pages: tuple[Page, ...], shelf: Shelf, snapshot: Snapshot) -> None:
    """Make what pages take long to make the first time; to be called in a thread."""
    for page in pages:
        if page.warm is not None:
            with kept_for_long():
                page.warm(_desk(snapshot, date.min, shelf))


def _answer(body: bytes, kind: str, desk: Desk, began: float) -> Response:
    spent_ms = (time.perf_counter() - began) * 1000
    return Response(
        body,
        media_type=kind,
        headers={"Server-Timing": f"page;dur={spent_ms:.1f}", "X-State": _digest(desk)},
    )


def _digest(desk: Desk) -> str:
    from dragoman.model import digest

    return digest(desk.snapshot.state, str(desk.snapshot.pending))

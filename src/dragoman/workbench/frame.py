"""Frame: what stands around every page."""

from datetime import date
from typing import Any

from attrs import frozen
from starlette.requests import Request

from dragoman.workbench.access import Action, User, csrf_token, may
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page
from dragoman.workbench.rendering import Way
from dragoman.workbench.shelf import Shelf


@frozen(kw_only=True)
class Frame:
    """Navigation, the file's name and state, and who looks."""

    name: str
    dossier: str
    ways: tuple[Way, ...]
    state: str
    pending: int
    notices: tuple[str, ...]
    newest: str
    user: User
    csrf: str
    here: str
    today: date

    def may(self, action: str) -> bool:
        """Whether the user may do this (a name of ``access.Action``)."""
        return may(self.user, Action(action))


def frame_of(
    request: Request, shelf: Shelf, desk: Desk, pages: tuple[Page, ...], name: str
) -> Frame:
    """The frame of one page for the user of a request."""
    user: User = request.state.user
    snapshot = desk.snapshot
    return Frame(
        name=snapshot.name,
        dossier=shelf.name,
        ways=_ways(pages, desk, name, user),
        state=snapshot.state,
        pending=snapshot.pending,
        notices=shelf.notices,
        newest=snapshot.contents.as_of or "",
        user=user,
        csrf=csrf_token(request),
        here=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        today=desk.today,
    )


def _ways(pages: tuple[Page, ...], desk: Desk, name: str, user: User) -> tuple[Way, ...]:
    return tuple(
        Way(
            href=page.path,
            label=page.label,
            name=page.name,
            count=_count(page, desk),
            is_here=page.name == name,
        )
        for page in pages
        if page.label and may(user, Action(page.action))
    )


def _count(page: Page, desk: Desk) -> int | None:
    if page.count is None:
        return None
    kept: dict[Any, Any] = desk.snapshot.sheets
    key = ("count", page.name)
    if key not in kept:
        kept[key] = page.count(desk)
    count: int = kept[key]
    return count

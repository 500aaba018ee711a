"""Act: what a form or a module asks the workbench to do, and how it is answered.

A form without script is sent back to where it came from (303); our modules ask for JSON and are
told in words what was done. CSRF, roles and rates are seen to before an act runs (``access``).
"""

from collections.abc import Awaitable, Callable
from typing import Any

from attrs import field, frozen
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dragoman.errors import BadRequest, DecisionOvertaken
from dragoman.workbench.access import Action, User, csrf_token, requires
from dragoman.workbench.rendering import set_page
from dragoman.workbench.shelf import Shelf

LONGEST_BYTES = 16 << 20
"""Of one field's text; how much a whole form may be, each path says (``app.LIMITS``)."""


@frozen(kw_only=True)
class Asked:
    """One request to do something. ``fields`` are the form's texts, the last of each name."""

    request: Request
    form: FormData
    shelf: Shelf
    user: User

    @property
    def fields(self) -> dict[str, str]:
        """The form's texts; files are in ``files``."""
        return {name: value for name, value in self.form.multi_items() if isinstance(value, str)}

    def every(self, name: str) -> tuple[str, ...]:
        """All texts of one name that are not blank, in their order."""
        given = (value for value in self.form.getlist(name) if isinstance(value, str))
        return tuple(value for value in given if value.strip())

    def files(self, name: str) -> tuple[UploadFile, ...]:
        """The files of one name that have a name of their own."""
        given = (value for value in self.form.getlist(name) if isinstance(value, UploadFile))
        return tuple(value for value in given if value.filename)

    def text(self, name: str) -> str:
        """A text that must be given. Raises ``BadRequest`` when it is not."""
        value = self.fields.get(name, "").strip()
        if not value:
            raise BadRequest(f"{name!r} is missing; fill it in and send it again")
        return value

    @property
    def seen(self) -> tuple[str, ...] | None:
        """The decisions that stood before the user's eyes; None where the form does not say."""
        given = self.fields.get("seen")
        return None if given is None else tuple(given.split())


@frozen(kw_only=True)
class Done:
    """What was done, in one sentence; ``href`` is where a form goes on, by default back.

    ``template`` sets a page on what was done, for a form that was sent without a module.
    """

    words: str
    href: str | None = None
    template: str | None = None
    body: dict[str, Any] = field(factory=dict)


def act(path: str, action: Action, do: Callable[[Asked], Awaitable[Done]]) -> Route:
    """The route of an act: POST only, for users who may do ``action``."""

    async def run(request: Request) -> Response:
        async with request.form(max_part_size=LONGEST_BYTES) as form:
            user: User = request.state.user
            asked = Asked(request=request, form=form, shelf=request.app.state.shelf, user=user)
            try:
                done = await do(asked)
            except DecisionOvertaken as error:
                return _both(asked, error)
            back = done.href or _own_path(asked.fields.get("back", ""))
        if wants_json(request):
            return JSONResponse({"done": done.words, "href": back, **done.body})
        if done.template:
            page = set_page(done.template, done=done, back=back, csrf=csrf_token(request))
            return Response(page, media_type="text/html; charset=utf-8")
        return RedirectResponse(back, status_code=303)

    return Route(path, requires(action)(run), methods=["POST"], name=f"act {path}")


def _both(asked: Asked, error: DecisionOvertaken) -> Response:
    """What somebody else decided meanwhile beside what was to be decided now: nothing is signed."""
    theirs = [
        {
            "id": one.id,
            "who": one.who,
            "decided_at": one.decided_at,
            "verb": one.verb.value,
            "why": one.why,
            "after": one.after,
        }
        for one in error.decisions
    ]
    seen = " ".join((*(asked.seen or ()), *(one.id for one in error.decisions)))
    if wants_json(asked.request):
        told = {"error": str(error), "theirs": theirs, "seen": seen}
        return JSONResponse(told, status_code=409)
    mine = [(n, v) for n, v in asked.form.multi_items() if isinstance(v, str) and n != "seen"]
    path = asked.request.url.path
    page = set_page(
        "overtaken.html.j2", words=str(error), theirs=theirs, mine=mine, seen=seen, path=path
    )
    return Response(page, status_code=409, media_type="text/html; charset=utf-8")


def wants_json(request: Request) -> bool:
    """Whether the answer is for a module and not for a reader."""
    return "application/json" in request.headers.get("accept", "")


def _own_path(given: str) -> str:
    """``given`` when it is a path of this workbench; else the overview. Never another host."""
    is_own = given.startswith("/") and not given.startswith(("//", "/\\")) and "\\" not in given
    return given if is_own and given.isprintable() else "/overview"

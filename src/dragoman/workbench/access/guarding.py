"""What the application mounts, and what its handlers and templates use."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, TypeVar, cast

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from dragoman.workbench.access import forms
from dragoman.workbench.access.answers import refuse, tell_failure, told
from dragoman.workbench.access.bounds import Bounds, Limits
from dragoman.workbench.access.guard import Guard
from dragoman.workbench.access.headers import SecurityHeaders
from dragoman.workbench.access.origins import SAFE_METHODS
from dragoman.workbench.access.policy import AccessPolicy, visit_of
from dragoman.workbench.access.user import ALLOWED, Action, may

H = TypeVar("H", bound=Callable[..., Any])
_MARK = "__dragoman_action__"
OPEN = "open"
"""The mark of a handler that is for everybody, also for somebody who has not come in."""


def middleware(policy: AccessPolicy, *, limits: Limits | None = None) -> list[Middleware]:
    """The layers before the application, the outermost first."""
    return [
        Middleware(SecurityHeaders, is_secure=policy.is_secure, trouble=tell_failure),
        Middleware(Bounds, limits=limits or Limits(), refuse=refuse, clock=time.monotonic),
        Middleware(Guard, policy=policy),
    ]


def csrf_token(request: Request) -> str:
    """The token for the forms of this session: the field ``csrf_token``, or ``X-CSRF-Token``."""
    return forms.token_of(visit_of(request).secret)


def record(request: Request, what: str, target: str = "", detail: str = "") -> None:
    """Write a line of the audit log (may block); it takes the place of the one by ``requires``."""
    visit = visit_of(request)
    visit.policy.note(visit, what, target, detail)
    request.state.is_recorded = True


def requires(action: Action) -> Callable[[H], H]:
    """A handler (plain or async, function or method) for those only whose role has the action.

    Others get a page (or JSON) with status 403. What is more than looking goes into the audit
    log: the action, the path, and whether it was refused.
    """

    def decorated(handler: H) -> H:
        if iscoroutinefunction(handler):

            @wraps(handler)
            async def guarded(*arguments: Any, **named: Any) -> Any:
                request = _request(arguments, named)
                if not _is_allowed(request, action):
                    return await run_in_threadpool(_refusal, request, action)
                answer = await handler(*arguments, **named)
                if _is_to_record(request, action, answer):
                    await run_in_threadpool(_record, request, action)
                return answer
        else:

            @wraps(handler)
            def guarded(*arguments: Any, **named: Any) -> Any:
                request = _request(arguments, named)
                if not _is_allowed(request, action):
                    return _refusal(request, action)
                answer = handler(*arguments, **named)
                if _is_to_record(request, action, answer):
                    _record(request, action)
                return answer

        return cast(H, marked(guarded, action))

    return decorated


def marked(handler: H, mark: str) -> H:
    """The handler, known to ``require_guards`` as one with an action or for everybody."""
    setattr(handler, _MARK, mark)
    return handler


def require_guards(routes: Iterable[BaseRoute]) -> None:
    """Refuse to begin with a route that changes things and does not say who may.

    Raises:
        ValueError: its handler has no ``requires``.
    """
    for route in routes:
        if isinstance(route, Mount):
            require_guards(route.routes or ())
        elif isinstance(route, Route):
            for handler in _unsafe_handlers(route):
                if not hasattr(handler, _MARK):
                    raise ValueError(f"{route.path} changes things without @requires(…)")


def _unsafe_handlers(route: Route) -> Sequence[object]:
    if isinstance(route.endpoint, type):
        names = ("post", "put", "patch", "delete")
        return [getattr(route.endpoint, n) for n in names if hasattr(route.endpoint, n)]
    has_unsafe = route.methods is None or bool(route.methods - SAFE_METHODS)
    return [route.endpoint] if has_unsafe else []


def _request(arguments: Sequence[Any], named: dict[str, Any]) -> Request:
    given = (*arguments, *named.values())
    return next(one for one in given if isinstance(one, Request))


def _is_allowed(request: Request, action: Action) -> bool:
    user = visit_of(request).user
    return user is not None and may(user, action)


def _refusal(request: Request, action: Action) -> Response:
    visit = visit_of(request)
    if visit.user is None:
        return told(request.scope, 401, "Nobody is logged in here, or the session is over.")
    visit.policy.note(visit, f"{action} refused", _target(request))
    roles = " and ".join(f"{role}s" for role, allowed in ALLOWED.items() if action in allowed)
    words = f"You are here as {visit.user.role}; this is for {roles}. Ask an editor."
    return told(request.scope, 403, words)


def _is_to_record(request: Request, action: Action, answer: object) -> bool:
    is_done = not isinstance(answer, Response) or answer.status_code < 400
    is_new = not getattr(request.state, "is_recorded", False)
    return is_done and is_new and action not in (Action.LOOK, Action.OWN, Action.AUDIT)


def _record(request: Request, action: Action) -> None:
    record(request, action.value, _target(request))


def _target(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query

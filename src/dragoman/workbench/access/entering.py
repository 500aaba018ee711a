"""Coming and going: the pages of the link, of name and password, and of one's own account."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dragoman.errors import BadRequest
from dragoman.workbench.access import cookies
from dragoman.workbench.access.alone import AlonePolicy
from dragoman.workbench.access.answers import page, told
from dragoman.workbench.access.guarding import OPEN, csrf_token, marked, requires
from dragoman.workbench.access.origins import own_path
from dragoman.workbench.access.policy import AccessPolicy, visit_of
from dragoman.workbench.access.teamwork import Attempt, TeamPolicy
from dragoman.workbench.access.user import Action

WRONG = "Name or password is wrong."

HASHES = 2
"""How many passwords are hashed at a time, each with 64 MiB; a flood of tries queues here and
leaves the threads of the pages alone."""

R = TypeVar("R")


class Hashing:
    """A few threads of its own for what hashes passwords."""

    _limiter: anyio.CapacityLimiter | None = None

    async def run(self, work: Callable[..., R], *arguments: object) -> R:
        """Run it in a thread when one is free."""
        self._limiter = self._limiter or anyio.CapacityLimiter(HASHES)
        return await anyio.to_thread.run_sync(partial(work, *arguments), limiter=self._limiter)


def text_of(form: FormData, name: str) -> str:
    """A field of a form as text; empty where it is missing or a file."""
    value = form.get(name, "")
    return "" if isinstance(value, UploadFile) else value


def let_in(policy: AccessPolicy, answer: Response, secret: str) -> Response:
    """Give the answer the cookie of a new session, and take the visit's away."""
    is_secure = policy.is_secure
    for cookie in (
        cookies.setting(policy.session_cookie, secret, is_secure=is_secure),
        cookies.clearing(policy.visit_cookie, is_secure=is_secure),
    ):
        answer.headers.append("Set-Cookie", cookie)
    return answer


def alone_routes(policy: AlonePolicy) -> list[Route]:
    """The link that works once, and the way out."""

    async def token(request: Request) -> Response:
        """Exchange the token; looking ahead (HEAD, a browser's prefetch) does not use it up."""
        ahead = request.headers.get("sec-purpose", request.headers.get("purpose", ""))
        if request.method == "HEAD" or "prefetch" in ahead:
            return Response(status_code=204)
        secret = policy.exchange(request.path_params["token"])
        if secret is None and visit_of(request).user is not None:
            return RedirectResponse("/", status_code=303)
        if secret is None:
            return page("used", {"title": "This link has been used"}, status=403)
        return let_in(policy, page("onward", {"onward": "/", "title": "One moment"}), secret)

    @requires(Action.OWN)
    async def logout(request: Request) -> Response:
        policy.end(visit_of(request).secret)
        return _gone(policy, page("alone", {"title": "Logged out"}))

    return [
        Route("/token/{token}", token, name="token"),
        Route("/logout", logout, methods=["POST"], name="logout"),
    ]


def team_routes(policy: TeamPolicy) -> list[Route]:
    """Name and password, the way out, and one's own account."""
    hashing = Hashing()

    async def ask(request: Request) -> Response:
        onward = own_path(request.query_params.get("next", "/"))
        if visit_of(request).user is not None:
            return RedirectResponse(onward, status_code=303)
        return _login_page(request, onward)

    async def login(request: Request) -> Response:
        visit = visit_of(request)
        form = await request.form()
        onward = own_path(text_of(form, "next"))
        brought = cookies.read(request.scope, policy.session_cookie)
        name, password = text_of(form, "name"), text_of(form, "password")
        attempt = await hashing.run(policy.enter, visit, name, password, brought)
        if attempt.secret is None:
            return _login_page(request, onward, attempt, name)
        return let_in(policy, RedirectResponse(onward, status_code=303), attempt.secret)

    @requires(Action.OWN)
    async def logout(request: Request) -> Response:
        await run_in_threadpool(policy.leave, visit_of(request))
        return _gone(policy, RedirectResponse("/login", status_code=303))

    return [
        Route("/login", ask, methods=["GET"], name="login"),
        Route("/login", marked(login, OPEN), methods=["POST"]),
        Route("/logout", logout, methods=["POST"], name="logout"),
        *_account_routes(policy, hashing),
    ]


def _account_routes(policy: TeamPolicy, hashing: Hashing) -> list[Route]:
    @requires(Action.OWN)
    async def account(request: Request) -> Response:
        return await _account_page(policy, request)

    @requires(Action.OWN)
    async def account_json(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(_account_of, policy, request))

    @requires(Action.OWN)
    async def password(request: Request) -> Response:
        form = await request.form()
        old, new = text_of(form, "old"), text_of(form, "new")
        if new != text_of(form, "again"):
            return await _account_page(policy, request, "The two new passwords differ.", 400)
        visit = visit_of(request)
        try:
            attempt = await hashing.run(policy.change_password, visit, old, new)
        except BadRequest as error:
            return await _account_page(policy, request, f"{error}.", 400)
        if attempt.secret is None:
            words, status = _refused(attempt, "The present password is wrong.")
            return await _account_page(policy, request, words, status)
        return let_in(policy, RedirectResponse("/account", status_code=303), attempt.secret)

    @requires(Action.OWN)
    async def leave_everywhere(request: Request) -> Response:
        await run_in_threadpool(policy.leave_everywhere, visit_of(request))
        return _gone(policy, RedirectResponse("/login", status_code=303))

    return [
        Route("/account", account, methods=["GET"], name="account"),
        Route("/account.json", account_json, methods=["GET"]),
        Route("/account/password", password, methods=["POST"]),
        Route("/account/logout-everywhere", leave_everywhere, methods=["POST"]),
    ]


def _login_page(
    request: Request, onward: str, attempt: Attempt | None = None, name: str = ""
) -> Response:
    words, status = _refused(attempt, WRONG) if attempt else ("", 200)
    if attempt and attempt.wait_s:
        return told(request.scope, 429, words, wait_s=attempt.wait_s)
    values = {
        "title": "Log in",
        "words": words,
        "onward": onward,
        "name": name[:64],
        "csrf_token": csrf_token(request),
    }
    return page("login", values, status=status)


def _refused(attempt: Attempt, words: str) -> tuple[str, int]:
    if not attempt.wait_s:
        return words, 401
    return f"Too many tries; wait {max(1, round(attempt.wait_s))} s before the next.", 429


def _account_of(policy: TeamPolicy, request: Request) -> dict[str, object]:
    """Name, role and sessions of who asks; no session's digest."""
    visit = visit_of(request)
    session = policy.session_of(visit.secret)
    if session is None or visit.user is None:
        return {}
    return {
        "name": visit.user.name,
        "role": visit.user.role.value,
        "sessions": [
            {
                "begun_at": one.begun_at,
                "seen_at": one.seen_at,
                "address": one.address,
                "is_this": one.id == session.id,
            }
            for one in policy.store.sessions(session.account)
        ],
    }


async def _account_page(
    policy: TeamPolicy, request: Request, words: str = "", status: int = 200
) -> Response:
    values = await run_in_threadpool(_account_of, policy, request)
    more = {"title": "Your account", "words": words, "csrf_token": csrf_token(request)}
    return page("account", {**values, **more}, status=status)


def _gone(policy: AccessPolicy, answer: Response) -> Response:
    cookie = cookies.clearing(policy.session_cookie, is_secure=policy.is_secure)
    answer.headers.append("Set-Cookie", cookie)
    return answer

"""The guard: finds out who asks, and turns away what no page of ours would send."""

import time
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.workbench.access import cookies, forms
from dragoman.workbench.access.answers import come_back, here, is_json, page, told
from dragoman.workbench.access.headers import STATIC
from dragoman.workbench.access.origins import (
    SAFE_METHODS,
    bucket_of,
    host_of,
    is_own_origin,
    is_strange_navigation,
)
from dragoman.workbench.access.policy import AccessPolicy, Visit

OPEN = frozenset({"/login", "/access.css"})
"""Paths for somebody who has not come in; ``/static/`` and ``/token/`` besides."""

CHECKED_EVERY_S = 15.0
"""How often a stream that stays open is asked whether its session still holds."""


class Guard:
    """Lets a request through with ``state.user`` and ``state.visit``, or answers it itself.

    In this order: the host, the origin, the session, how many, the kind of the body, the token.
    """

    def __init__(self, app: ASGIApp, *, policy: AccessPolicy) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if refusal := self._stranger(scope):
            await refusal(scope, receive, send)
            return
        if scope["path"].startswith(STATIC) and scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        visit, is_new = await self._visit(scope)
        scope.setdefault("state", {}).update(visit=visit, user=visit.user)
        refusal = self._unknown(scope, visit)
        if refusal is None and scope["method"] not in SAFE_METHODS:
            refusal, receive = await self._unsafe(scope, receive, visit)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, self._sending(send, visit, is_new))

    def _stranger(self, scope: Scope) -> Response | None:
        """Refuse a request that is not meant for us, or sent by a page that is not ours."""
        headers = Headers(scope=scope)
        host = host_of(headers)
        if host is None or not self._policy.is_own_host(host):
            return told(scope, 400, "This server does not go by the name that was asked for.")
        scheme = "https" if self._policy.is_secure else "http"
        if scope["method"] in SAFE_METHODS or is_own_origin(headers, scheme=scheme, host=host):
            return None
        return told(scope, 403, "This was sent by a page of another site, so nothing was done.")

    async def _visit(self, scope: Scope) -> tuple[Visit, bool]:
        """Who asks, and whether the visit is new and needs a cookie."""
        address = scope["client"][0] if scope.get("client") else ""
        secret = cookies.read(scope, self._policy.session_cookie)
        user = await run_in_threadpool(self._policy.user_of, secret) if secret else None
        is_new = False
        if user is None or secret is None:
            secret = cookies.read(scope, self._policy.visit_cookie)
            is_new = secret is None
        visit = Visit(
            user=user,
            secret=secret or cookies.new_secret(),
            address=address,
            policy=self._policy,
        )
        return visit, is_new

    def _unknown(self, scope: Scope, visit: Visit) -> Response | None:
        """What somebody gets who has not come in: the way in."""
        path: str = scope["path"]
        if visit.user is not None or path in OPEN or path.startswith("/token/"):
            return None
        is_read = scope["method"] in SAFE_METHODS
        if is_json(scope):
            return told(scope, 401, "Nobody is logged in here, or the session is over.")
        if is_read and is_strange_navigation(Headers(scope=scope)):
            return come_back(scope)
        if self._policy.is_alone:
            return page("alone", {"title": "Not let in"}, status=401)
        if not is_read:
            words = "Your session is over. Go back, copy what you wrote, and log in again."
            return told(scope, 401, words)
        return RedirectResponse(f"/login?next={quote(here(scope), safe='/')}", status_code=303)

    async def _unsafe(
        self, scope: Scope, receive: Receive, visit: Visit
    ) -> tuple[Response | None, Receive]:
        """Refuse what is too much, of a strange kind, or without the token of a form of ours."""
        headers = Headers(scope=scope)
        if wait_s := self._wait(visit):
            return told(scope, 429, _busy(wait_s), wait_s=wait_s), receive
        if not forms.has_known_body(headers):
            return told(scope, 415, "Only forms and JSON are taken here."), receive
        given, receive = await forms.given_token(headers, receive)
        if not forms.is_token(given, visit.secret):
            words = "The form was from before you came in, or not ours: open the page anew."
            return told(scope, 403, words), receive
        return None, receive

    def _wait(self, visit: Visit) -> float:
        buckets = self._policy.writes
        if buckets is None:
            return 0.0
        key = cookies.digest(visit.secret) if visit.user else bucket_of(visit.address)
        return buckets.take(key, self._policy.now())

    def _sending(self, send: Send, visit: Visit, is_new: bool) -> Send:
        """Give a new visit its cookie, and end a stream whose session has ended."""
        stream = _Stream(send, visit)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if visit.user is None and is_new:
                    headers.append("Set-Cookie", self._visit_cookie(visit))
                kind = headers.get("content-type", "")
                stream.is_open = kind.startswith("text/event-stream") and visit.user is not None
            await stream.send(message)

        return send_on

    def _visit_cookie(self, visit: Visit) -> str:
        policy = self._policy
        return cookies.setting(policy.visit_cookie, visit.secret, is_secure=policy.is_secure)


class _Stream:
    """An answer that may stay open for hours, and must not outlast its session."""

    def __init__(self, send: Send, visit: Visit) -> None:
        self.is_open = False
        self._send, self._visit = send, visit
        self._checked = time.monotonic()
        self._is_cut = False

    async def send(self, message: Message) -> None:
        """Pass on. After the cut nothing goes out; the server then says ``http.disconnect``."""
        if self._is_cut:
            return
        if self.is_open and time.monotonic() - self._checked > CHECKED_EVERY_S:
            self._checked = time.monotonic()
            self._is_cut = not await run_in_threadpool(_holds, self._visit)
        last: Message = {"type": "http.response.body", "body": b"", "more_body": False}
        await self._send(last if self._is_cut else message)


def _holds(visit: Visit) -> bool:
    return visit.policy.user_of(visit.secret, is_use=False) is not None


def _busy(wait_s: float) -> str:
    return f"That was too much at once; wait {max(1, round(wait_s))} s and send it again."

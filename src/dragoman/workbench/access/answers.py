"""Answers of our own: pages of entering and refusals, each as a page or as JSON."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from dragoman.errors import DossierError
from dragoman.workbench.access.origins import own_path


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dragoman.workbench.access", "pages"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A page of ours: its template, and what is set into it (``title`` always)."""
    body = _environment().get_template(f"{template}.html.j2").render(values)
    return HTMLResponse(body, status_code=status, headers=headers)


def is_json(scope: Scope) -> bool:
    """Whether the request asks for JSON: by its path, what it accepts or what it sends."""
    headers = Headers(scope=scope)
    accepted = headers.get("accept", "")
    asks = "application/json" in accepted and "text/html" not in accepted
    return scope["path"].endswith(".json") or asks or "json" in headers.get("content-type", "")


def told(scope: Scope, status: int, words: str, *, wait_s: float = 0.0) -> Response:
    """A refusal or a failure in words, with ``Retry-After`` where one has to wait."""
    headers = {"Retry-After": str(math.ceil(wait_s))} if wait_s else {}
    if status == 405:
        headers["Allow"] = "GET, HEAD, POST"
    if is_json(scope):
        return JSONResponse({"error": words}, status_code=status, headers=headers)
    values = {"words": words, "title": TITLES.get(status, "Not done")}
    return page("told", values, status=status, headers=headers)


TITLES = {
    400: "Not understood",
    401: "Not logged in",
    403: "Not allowed",
    405: "Not taken",
    408: "Too slow",
    413: "Too large",
    414: "Too long",
    415: "Not taken",
    429: "Too many at once",
    431: "Too long",
    500: "Something failed",
    503: "Not just now",
}


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    """Send a refusal."""
    await told(scope, status, words)(scope, receive, send)


async def tell_failure(scope: Scope, receive: Receive, send: Send, error: Exception) -> None:
    """Send what can be said of an exception that nobody caught; never its traceback."""
    if isinstance(error, DossierError):
        answer = told(scope, 503, f"{error}.", wait_s=5)
    else:
        answer = told(scope, 500, "The program failed here. Nothing stored was harmed; try again.")
    await answer(scope, receive, send)


def here(scope: Scope) -> str:
    """The path and query that were asked for, as they stood in the request."""
    path = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def come_back(scope: Scope) -> Response:
    """A page that goes on to the same address by itself.

    Somebody followed a link on another site: the browser then keeps the session's cookie back.
    It sends it when the page that goes on is ours.
    """
    return page("onward", {"onward": own_path(here(scope)), "title": "One moment"})

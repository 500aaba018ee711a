"""The audit log as a page and as JSON, for editors."""

import attrs
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dragoman.dossier.team import Deed
from dragoman.workbench.access.answers import page
from dragoman.workbench.access.guarding import requires
from dragoman.workbench.access.teamwork import TeamPolicy
from dragoman.workbench.access.user import Action

LINES = 100
"""Lines of one page."""

_LARGEST = 2**31 - 1


def audit_routes(policy: TeamPolicy) -> list[Route]:
    """``/audit`` and ``/audit.json``, with ``who``, ``what`` and ``before`` in the query."""

    @requires(Action.AUDIT)
    async def audit(request: Request) -> Response:
        deeds, query = await _asked(policy, request)
        return page(
            "audit", {"title": "Audit log", "deeds": deeds, "older": _older(deeds), **query}
        )

    @requires(Action.AUDIT)
    async def audit_json(request: Request) -> Response:
        deeds, _ = await _asked(policy, request)
        lines = [attrs.asdict(deed) for deed in deeds]
        return JSONResponse({"deeds": lines, "older": _older(deeds)})

    return [
        Route("/audit", audit, methods=["GET"], name="audit"),
        Route("/audit.json", audit_json, methods=["GET"]),
    ]


async def _asked(policy: TeamPolicy, request: Request) -> tuple[list[Deed], dict[str, str]]:
    given = request.query_params
    who, what, before = given.get("who", ""), given.get("what", ""), given.get("before", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 11
    deeds = await run_in_threadpool(
        policy.store.deeds,
        limit=LINES,
        before=min(int(before), _LARGEST) if is_number else None,
        who=_plain(who) or None,
        what=_plain(what) or None,
    )
    return deeds, {"who": who, "what": what}


def _plain(text: str) -> str:
    """Without NUL, which PostgreSQL's texts cannot hold, and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _older(deeds: list[Deed]) -> int | None:
    """What to give as ``before`` for the next page; None where it is the last."""
    return deeds[-1].number if len(deeds) == LINES else None

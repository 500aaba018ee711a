"""The routes of entering, by policy."""

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.workbench.access.alone import AlonePolicy
from dragoman.workbench.access.auditing import audit_routes
from dragoman.workbench.access.entering import alone_routes, team_routes
from dragoman.workbench.access.policy import AccessPolicy
from dragoman.workbench.access.teamwork import TeamPolicy


def routes(policy: AccessPolicy) -> list[Route]:
    """Alone: /token and /logout. In a team: /login, /logout, /account, /audit.

    Raises:
        TypeError: a policy that is neither of the two.
    """
    style = Route("/access.css", _style, methods=["GET"])
    if isinstance(policy, AlonePolicy):
        return [style, *alone_routes(policy)]
    if isinstance(policy, TeamPolicy):
        return [style, *team_routes(policy), *audit_routes(policy)]
    raise TypeError(f"no way in is known for {type(policy).__name__}")


async def _style(_request: Request) -> Response:
    body = (files("dragoman.workbench.access") / "pages" / "access.css").read_bytes()
    return Response(body, media_type="text/css; charset=utf-8")

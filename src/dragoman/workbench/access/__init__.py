"""Who may enter the workbench, and what they may do there.

``make_app`` mounts ``middleware(policy)`` and ``routes(policy)`` of an ``AlonePolicy`` or a
``TeamPolicy`` and ends with ``require_guards(routes)``. Handlers that do more than look are
decorated with ``@requires(Action.…)``; forms carry ``csrf_token(request)`` as the field of that
name; ``request.state.user`` is who asks.
"""

from dragoman.workbench.access.alone import AlonePolicy
from dragoman.workbench.access.bounds import Limits
from dragoman.workbench.access.guarding import (
    csrf_token,
    middleware,
    record,
    require_guards,
    requires,
)
from dragoman.workbench.access.mounting import routes
from dragoman.workbench.access.policy import AccessPolicy
from dragoman.workbench.access.teamwork import TeamPolicy
from dragoman.workbench.access.user import Action, Role, User, may

__all__ = [
    "AccessPolicy",
    "Action",
    "AlonePolicy",
    "Limits",
    "Role",
    "TeamPolicy",
    "User",
    "csrf_token",
    "may",
    "middleware",
    "record",
    "require_guards",
    "requires",
    "routes",
]

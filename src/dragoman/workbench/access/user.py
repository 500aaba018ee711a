"""Who is before the screen, and what each role may do."""

import getpass
import os
from enum import StrEnum

from attrs import frozen

from dragoman.dossier.team import Role as Role


class Action(StrEnum):
    """What a request does, in the words of the roles' table."""

    LOOK = "look"
    EXPORT = "export"
    OWN = "own"
    REVIEW = "review"
    CORRECT = "correct"
    ADD = "add"
    ASK = "ask"
    RATE = "rate"
    NOTE = "note"
    APPROVE = "approve"
    SET = "set"
    REMOVE = "remove"
    HANDLE = "handle"
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    IMPORT = "import"


_READER = frozenset({Action.LOOK, Action.EXPORT, Action.OWN})
_ANALYST = _READER | {
    Action.REVIEW,
    Action.CORRECT,
    Action.ADD,
    Action.ASK,
    Action.RATE,
    Action.NOTE,
}
_EDITOR = _ANALYST | {
    Action.APPROVE,
    Action.SET,
    Action.REMOVE,
    Action.HANDLE,
    Action.ACCOUNTS,
    Action.AUDIT,
    Action.IMPORT,
}

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.READER: _READER,
    Role.ANALYST: _ANALYST,
    Role.EDITOR: _EDITOR,
}
"""Every role with all that it may do; what is not named is refused. ``OWN`` is one's own account:
password, sessions, leaving."""


@frozen(kw_only=True)
class User:
    """The person whose session it is. ``name`` is what decisions are signed with."""

    name: str
    role: Role
    is_alone: bool = False


def may(user: User, action: Action) -> bool:
    """Whether the user's role has this action in its row of ``ALLOWED``."""
    return action in ALLOWED[user.role]


def alone_user() -> User:
    """The one user of a workbench on one's own machine: ``DRAGOMAN_WHO``, else the user's name."""
    try:
        name = os.environ.get("DRAGOMAN_WHO") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        name = "unknown"
    return User(name=name, role=Role.EDITOR, is_alone=True)

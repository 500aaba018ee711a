"""What the store of a team holds: accounts, sessions, and the log of who did what."""

from enum import StrEnum

from attrs import frozen


class Role(StrEnum):
    """What somebody is in a team; each may do all that the one before may."""

    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"


@frozen(kw_only=True)
class Account:
    """A person. ``key`` is the name folded (``names.fold``): two names that read alike share it.

    Instants are ISO 8601 in UTC with microseconds. ``removed_at`` stands where somebody left:
    the name stays taken, since decisions are signed with it.
    """

    name: str
    key: str
    role: Role
    added_at: str
    removed_at: str | None = None


@frozen(kw_only=True)
class Session:
    """A session that holds, with the account as it is now. ``id`` is a digest, not the secret."""

    id: str
    account: Account
    begun_at: str
    seen_at: str
    address: str


@frozen(kw_only=True)
class Deed:
    """One line of the audit log: who did what to which target, when and from where.

    ``who`` is empty where nobody was known, ``detail`` says more (an outcome, a reason).
    ``number`` is None until it is written; numbers only grow.
    """

    who: str
    done_at: str
    address: str
    what: str
    target: str = ""
    detail: str = ""
    number: int | None = None

"""Looks: when each user last looked at the overview, and which documents were on file then.

It is remembered in the dossier, one short record a user, and kept in memory under a token, which
names the same documents for everybody: what is made of a token may be kept for others. Coming back
within :data:`SAME_LOOK` belongs to the same look, so that no reload empties what is new.
"""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from attrs import evolve, frozen

from dragoman.dossier import Dossier
from dragoman.errors import DossierError
from dragoman.model import digest

SAME_LOOK = timedelta(hours=4)
"""How long after the last time somebody still looks for the same time."""

WRITTEN_AGAIN = timedelta(minutes=10)
"""How long a look goes on before the dossier is told that it does."""

KEPT = 256
"""Tokens that are known at one time; the oldest give way."""

_NOTE = "looked {}"


@frozen(kw_only=True)
class Baseline:
    """What was on file when somebody last looked: an instant (UTC, ISO 8601), ids of documents."""

    at: str
    known: frozenset[str]

    @property
    def token(self) -> str:
        """Names this state of the file, whoever looked at it."""
        return digest(self.at[:10], *sorted(self.known))


@frozen(kw_only=True)
class Looked:
    """A user's latest look: its last instant (UTC, ISO 8601), the documents then on file, and
    which of them were ``new`` since the look before, at ``before`` (None for the first look)."""

    at: str
    documents: tuple[str, ...] = ()
    before: str | None = None
    new: tuple[str, ...] = ()

    @property
    def baseline(self) -> Baseline | None:
        """What this look is compared with; None for a first one."""
        if self.before is None:
            return None
        return Baseline(at=self.before, known=frozenset(self.documents) - frozenset(self.new))


def looked_again(kept: Looked | None, at: datetime, documents: tuple[str, ...]) -> Looked:
    """The look of a user who comes at an instant and finds these documents (sorted) on file.

    Cost: linear in the number of documents, but for a look that goes on and finds the same ones.
    """
    now = at.isoformat(timespec="seconds")
    if kept is None:
        return Looked(at=now, documents=documents)
    is_same = at - datetime.fromisoformat(kept.at) < SAME_LOOK
    if is_same and kept.documents == documents:
        return evolve(kept, at=now)
    before, known = kept.before, kept.baseline.known if kept.baseline else frozenset[str]()
    if not is_same:
        before, known = kept.at, frozenset(kept.documents)
    new = tuple(one for one in documents if one not in known) if before else ()
    return Looked(at=now, documents=documents, before=before, new=new)


class Looks:
    """The looks of the users of one running workbench. Its coroutines belong to one event loop."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.clock = clock
        self._users: dict[str, Looked] = {}
        self._tokens: dict[str, str | None] = {}
        self._baselines: OrderedDict[str, Baseline] = OrderedDict()
        self._writing: set[asyncio.Task[None]] = set()

    def baseline(self, token: str) -> Baseline | None:
        """What a token names; None where nobody came with it since the program began."""
        return self._baselines.get(token)

    async def visit(self, shelf: Any, user: str, documents: tuple[str, ...]) -> str | None:
        """Note that a user looks now; the token of what that is compared with, None for nothing.

        ``shelf`` is the :class:`Shelf` that reads and writes the dossier; ``documents`` are the
        ids of those on file, sorted.
        """
        if user not in self._users:
            kept = await shelf.read(lambda dossier: _remembered(dossier, user))
            if kept is not None:
                self._users.setdefault(user, kept)
        kept = self._users.get(user)
        looked = await asyncio.to_thread(looked_again, kept, self.clock(), documents)
        token = self._tokens.get(user)
        if kept is None or not _goes_on(kept, looked) or token not in self._baselines:
            token, baseline = await asyncio.to_thread(_named, looked)
            self._keep(token, baseline)
        elif token is not None:
            self._baselines.move_to_end(token)
        self._tokens[user] = token
        if kept is None or _is_worth_writing(kept, looked):
            self._users[user] = looked
            task = asyncio.create_task(_remember(shelf, user, looked))
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        return token

    async def written(self) -> None:
        """Wait until the dossier remembers what was noted."""
        await asyncio.gather(*self._writing)

    def _keep(self, token: str | None, baseline: Baseline | None) -> None:
        if token is None or baseline is None:
            return
        self._baselines[token] = baseline
        while len(self._baselines) > KEPT:
            self._baselines.popitem(last=False)


def _named(looked: Looked) -> tuple[str, Baseline] | tuple[None, None]:
    """What a look is compared with, and its token."""
    baseline = looked.baseline
    return (None, None) if baseline is None else (baseline.token, baseline)


def _goes_on(kept: Looked, looked: Looked) -> bool:
    """Whether it is the same look at the same documents; those that are equal are the same."""
    return (
        looked.before == kept.before
        and looked.documents is kept.documents
        and looked.new is kept.new
    )


def _is_worth_writing(kept: Looked, looked: Looked) -> bool:
    if evolve(looked, at=kept.at) != kept:
        return True
    return datetime.fromisoformat(looked.at) - datetime.fromisoformat(kept.at) >= WRITTEN_AGAIN


def _remembered(dossier: Dossier, user: str) -> Looked | None:
    try:
        kept = dossier.remembered(_NOTE.format(user))
    except DossierError:  # cannot be asked now: the page comes all the same
        return None
    with contextlib.suppress(msgspec.MsgspecError, ValueError):  # of another version: a first look
        found = msgspec.json.decode(kept, type=Looked) if kept else None
        if found is not None and datetime.fromisoformat(found.at).tzinfo is not None:
            return found
    return None


async def _remember(shelf: Any, user: str, looked: Looked) -> None:
    """Tell the dossier; one that takes no writes now is told at the next look."""
    note = msgspec.json.encode(looked).decode()
    with contextlib.suppress(DossierError):
        await shelf.write(
            lambda dossier: dossier.takes_writes and dossier.remember(_NOTE.format(user), note)
        )

"""Overview: the state of the talks, what is new, contested, overdue, and what waits."""

import asyncio
from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from attrs import frozen
from starlette.requests import Request

from dragoman.briefing import (
    FirstList,
    Footnotes,
    Since,
    counts,
    first_screen,
    knowledge,
)
from dragoman.dossier import Dossier
from dragoman.model import ReviewState
from dragoman.pipeline import since_day, since_look
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.narrowing import day_of
from dragoman.workbench.pages.page import Page
from dragoman.workbench.rendering import is_part

WAITING = ("discrepancy", "commitment", "contact", "position", "statement", "deed", "question")


@frozen(kw_only=True)
class OverviewQuery:
    """``looked`` is a token of :class:`Looks`, ``since`` a day, month or year: what is new since
    then. Without either it is what the newest day's documents alone tell."""

    looked: str = ""
    since: str = ""


@frozen(kw_only=True)
class Waiting:
    """How many entries of a noun nobody has looked at yet."""

    noun: str
    suggested: int
    of: int


@frozen(kw_only=True)
class Overview:
    """The lists of the first screen and what the file rests on."""

    name: str
    as_of: str
    age: str
    rests_on: str
    lists: tuple[FirstList, ...]
    waiting: tuple[Waiting, ...]
    open_questions: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: OverviewQuery) -> Overview:
    """Compose the overview.

    Raises:
        BadRequest: ``since`` is no day.
    """
    as_of, age = knowledge(desk.lookup)
    since = _since(desk, query)
    if since is None:
        lists, footnotes = desk.snapshot.first_lists
    else:
        footnotes = Footnotes(desk.lookup)
        lists = first_screen(footnotes, {}, since)
    desk.footnotes = footnotes
    return Overview(
        name=desk.snapshot.name,
        as_of=as_of,
        age=age,
        rests_on=counts(desk.lookup),
        lists=lists,
        waiting=_waiting(desk),
        open_questions=sum(
            any(remark.has_open() for remark in thread) for thread in desk.snapshot.threads.values()
        ),
        notes=desk.notes(),
    )


def _since(desk: Desk, query: OverviewQuery) -> Since | None:
    day = day_of(query.since)[1]
    found = desk.looks.baseline(query.looked)
    if not desk.place or (day is None and found is None):
        return None
    with Dossier.open(desk.place) as dossier:
        if day is not None:
            return since_day(dossier, desk.contents, day)
        assert found is not None  # noqa: S101 - asked above
        looked_on = date.fromisoformat(found.at[:10])
        return since_look(dossier, desk.contents, found.known, looked_on)


async def own_overview(request: Request, shelf: Any) -> str | None:
    """The overview with what is new since the user last looked; None for the one asked for.

    What a module fetches to refresh an open page is no look: nobody may be sitting there.
    """
    query = request.query_params
    is_known = shelf.looks.baseline(query.get("looked", "")) is not None
    if "since" in query or (is_known and is_part(request)):
        return None
    snapshot = await shelf.snapshot()
    documents = await asyncio.to_thread(lambda: snapshot.document_ids)
    token = await shelf.looks.visit(shelf, request.state.user.name, documents)
    return None if token is None or is_known else f"/overview?{urlencode({'looked': token})}"


def _waiting(desk: Desk) -> tuple[Waiting, ...]:
    reviews = desk.snapshot.reviews
    total: Counter[str] = Counter()
    looked: Counter[str] = Counter()
    for entry in desk.snapshot.entries.values():
        total[entry.kind] += 1
        found = reviews.get(entry.id)
        looked[entry.kind] += bool(found and found.state is not ReviewState.SUGGESTED)
    return tuple(
        Waiting(noun=noun, suggested=total[noun] - looked[noun], of=total[noun])
        for noun in WAITING
        if total[noun]
    )


PAGE = Page(
    name="overview",
    path="/overview",
    label="Overview",
    query=OverviewQuery,
    make=make,
    is_slow=True,
    instead=own_overview,
)

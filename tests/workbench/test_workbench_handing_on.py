"""What is handed on after decisions is what would be made anew."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dossier import (
    acceptance,
    addition,
    correction,
    handling,
    judged_same,
    note,
    question,
    rating,
    rejection,
    review,
)
from dragoman.dossier.signing import sign
from dragoman.model import (
    ContactStatus,
    Contents,
    Decision,
    Negotiation,
    Reliability,
    Verb,
)
from dragoman.workbench.desk import Desk
from dragoman.workbench.index import RESTS_ON
from dragoman.workbench.pages import documents, log
from dragoman.workbench.pages import review as queue
from dragoman.workbench.snapshot import Snapshot
from workbench_talks import DOCUMENT, everything, passage, statement

WHO = "A. Lone"
PLURALS = {"party": "parties", "discrepancy": "discrepancies"}


def snapshot() -> Snapshot:
    """The dispute, with every index that the pages make."""
    fields: dict[str, list[Any]] = {}
    for entry in everything():
        fields.setdefault(PLURALS.get(entry.kind, f"{entry.kind}s"), []).append(entry)
    values: dict[str, Any] = {name: tuple(found) for name, found in fields.items()}
    values.pop("mentions")
    contents = Contents(negotiation=Negotiation(), documents=(DOCUMENT,), **values)
    return made_whole(Snapshot(contents=contents, state="1"))


def desk(found: Snapshot) -> Desk:
    return Desk(snapshot=found, today=date(2025, 7, 1))


def made_whole(found: Snapshot) -> Snapshot:
    found.prepare()
    for page in (queue.PAGE, log.PAGE, documents.PAGE):
        assert page.warm is not None
        page.warm(desk(found))
    assert desk(found).asking.entries.every
    return found


KINDS: dict[str, Callable[[Snapshot, str], Decision]] = {
    "review": lambda s, at: review(s.entry("held"), who=WHO, decided_at=at),
    "approve": lambda s, at: acceptance(s.entry("p-vel"), who=WHO, decided_at=at),
    "correct": lambda s, at: correction(
        s.entry("planned"), {"status": ContactStatus.CANCELLED}, who=WHO, decided_at=at
    ),
    "move": lambda s, at: correction(
        s.entry("s2"), {"passages": (passage("demanded a quota"),)}, who=WHO, decided_at=at
    ),
    "rename": lambda s, at: correction(
        s.entry("marn"), {"names": ("Ilse Marn", "I. Marn")}, who=WHO, decided_at=at
    ),
    "reject": lambda s, at: rejection(s.entry("mediated"), who=WHO, decided_at=at),
    "reject what was said": lambda s, at: rejection(s.entry("s1"), who=WHO, decided_at=at),
    "add": lambda _, at: addition(
        statement("s9", "Ormark denied that a quota"), who=WHO, decided_at=at
    ),
    "rate": lambda s, at: rating(s.entry("marn"), Reliability.D, who=WHO, decided_at=at),
    "mark": lambda s, at: handling(s.entry("held"), "TLP:RED", who=WHO, decided_at=at),
    "mark the text": lambda _, at: handling(DOCUMENT, "TLP:AMBER", who=WHO, decided_at=at),
    "note": lambda s, at: note(s.entry("first"), who=WHO, why="see page 2", decided_at=at),
    "ask": lambda s, at: question(s.entry("dispute"), who=WHO, why="who else?", decided_at=at),
    "merge": lambda s, at: judged_same(s.entry("held"), s.entry("undated"), who=WHO, decided_at=at),
    "about what is gone": lambda _, at: review(
        statement("s8", "Marn said that she"), who=WHO, decided_at=at
    ),
}
"""One decision of each kind that a page can sign."""


def withdrawal(found: Snapshot, at: str) -> Decision | None:
    """The taking back of the last decision; None where nothing was decided."""
    if not found.contents.decisions:
        return None
    last = found.contents.decisions[-1]
    blank = sign(Verb.WITHDRAW, last.target, who=WHO, decided_at=at)
    return evolve(blank, id=f"back {last.id}", withdraws=last.id)


def after(found: Snapshot, kind: str, number: int) -> Snapshot:
    """The snapshot after one more decision; the same where its entry is gone by now."""
    at = f"2025-07-01T10:{number:02d}:00+00:00"
    if kind == "withdraw":
        decision = withdrawal(found, at)
    else:
        try:
            decision = KINDS[kind](found, at)
        except LookupError:
            return found
    if decision is None:
        return found
    laid = found.with_decisions([decision], str(number + 2))
    laid.prepare_laid()
    return laid


def told(found: Snapshot) -> dict[str, Any]:
    """Every index in a form that can be compared."""
    lists, footnotes = found.first_lists
    rows = {id: {e.id: e for e in entries} for id, entries in found.by_document.items() if entries}
    sheets = {
        order: [e.id for e in queue._ordered(order, desk(found))]
        for order in ("text", "newest", "doubtful")
    }
    asking = desk(found).asking
    return {
        "entries": dict(found.entries),
        "by document": rows,
        "reviews": dict(found.reviews),
        "threads": dict(found.threads),
        "decisions on": dict(found.decisions_on),
        "handlings": {id: found.handlings.of(id) for id in (DOCUMENT.id, *found.entries)},
        "queue": {e.id: e for e in found.queue},
        "parties of": dict(found.parties_of),
        "looked at": found.looked_at,
        "name": found.name,
        "first lists": (lists, footnotes.places()),
        "orders": sheets,
        "orphans": log._orphans(desk(found)),
        "asked": [asking.entries.every, asking.entries.days],
        "names": str(asking.understood("what did I. Marn say")),
        **{name: getattr(found.index, name) for name in RESTS_ON},
    }


def assert_as_made_anew(found: Snapshot) -> None:
    anew = made_whole(Snapshot(contents=found.contents, state=found.state))
    mine, fresh = told(found), told(anew)
    assert [name for name in fresh if mine[name] != fresh[name]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_decision_every_index_is_as_made_anew(kind: str) -> None:
    laid = after(snapshot(), kind, 0)
    assert len(laid.contents.decisions) == 1
    assert_as_made_anew(laid)


@given(st.lists(st.sampled_from([*KINDS, "withdraw"]), min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_after_many_decisions_every_index_is_as_made_anew(kinds: list[str]) -> None:
    found = snapshot()
    for number, kind in enumerate(kinds):
        found = after(found, kind, number)
    assert_as_made_anew(found)


def test_what_a_review_leaves_is_the_very_same() -> None:
    before = snapshot()
    laid = after(before, "review", 0)
    assert laid.entries is before.entries
    assert laid.shelved is before.shelved
    assert laid.index.happenings is before.index.happenings
    assert laid.shelved_now["orphans"] is before.shelved_now["orphans"]


def test_a_snapshot_is_left_as_it_was_by_what_comes_after_it() -> None:
    before = snapshot()
    kept = told(before)
    for number, kind in enumerate(KINDS):
        after(before, kind, number)
    assert told(before) == kept

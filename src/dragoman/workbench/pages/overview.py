"""Overview: the state of the talks, what is new, contested, overdue, and what waits."""

from collections import Counter

from attrs import frozen

from dragoman.briefing import FirstList, counts, knowledge
from dragoman.model import ReviewState
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page, Plain

WAITING = ("discrepancy", "commitment", "contact", "position", "statement", "deed", "question")


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


def make(desk: Desk, _query: Plain) -> Overview:
    """Compose the overview."""
    as_of, age = knowledge(desk.lookup)
    lists, footnotes = desk.snapshot.first_lists
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


PAGE = Page(name="overview", path="/overview", label="Overview", make=make, is_slow=True)

"""How a commitment fares, in facts: overdue, implementation, and what must come first."""

from collections.abc import Iterator

from dragoman.briefing.content import Fact
from dragoman.briefing.days import day_words
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.wording import tidy, words_of
from dragoman.model import Commitment, Precondition

LEVELS = ("none", "minimal", "intermediate", "full")
"""The levels of implementation, 0 to 3 (Peace Accords Matrix)."""


def implementation_words(commitment: Commitment) -> str:
    """The level in words, empty while nothing is reported: "2 of 3, intermediate"."""
    level = commitment.implementation
    return "" if level is None else f"{level} of 3, {LEVELS[level]}"


def overdue_words(commitment: Commitment) -> str:
    """Since when it is overdue: "overdue since 16 April 2031", empty for what is not."""
    since = commitment.overdue_since
    return f"overdue since {day_words(since)}" if since else ""


def fate_facts(commitment: Commitment, footnotes: Footnotes) -> Iterator[Fact]:
    """What is overdue, how far it is carried out, and on which terms it hangs."""
    yield Fact(label="Overdue", text=overdue_words(commitment).removeprefix("overdue "))
    yield Fact(label="Implementation", text=implementation_words(commitment))
    for term in commitment.preconditions:
        yield Fact(
            label="Hangs on",
            words=words_of(term.words),
            text=_term(term, footnotes),
            citations=footnotes.cite_passages(term.passages, "commitment"),
        )
    for note in commitment.because:
        if note.startswith("left out"):
            yield Fact(label="Order", text=_without_id(note))


def _term(term: Precondition, footnotes: Footnotes) -> str:
    lookup = footnotes.lookup
    known = lookup.contents.commitments if term.commitment else ()
    named = next((c for c in known if c.id == term.commitment), None)
    what = ""
    if named is not None:
        said = next((m.passage.exact for m in named.measures if m.passage), "")
        what = f"; on file: {tidy(said)}" if said else "; on file"
    set_by = f"; set by {lookup.party(term.set_by)}" if term.set_by else ""
    return f"{term.relation.value}{what}{set_by}"


def _without_id(note: str) -> str:
    """A note without the id of a commitment, which says nothing to a reader."""
    head, _, tail = note.partition("after ")
    return f"{head}{tail.partition(' ')[2]}".strip()

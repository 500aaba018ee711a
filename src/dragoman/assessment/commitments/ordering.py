"""Which commitments come first: an acyclic graph of conditions, steps, phases and "then".

An edge says that one commitment comes after another, with the words that say so. Conditions weigh
most, then the steps of one statement, then phases, then "after that"; of a circle the weakest
edge is left out (the later in the order of ids among equals), and the commitment says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from dragoman.assessment.commitments.undertakings import Undertaking
from dragoman.assessment.wording import has_like_words, subject_words
from dragoman.model import Commitment, Condition, Measure, Passage, Precondition, Relation

_FIRST = frozenset({Relation.ONCE, Relation.AFTER, Relation.ONLY_IF, Relation.UNLESS})
_TOGETHER = frozenset({Relation.IN_RETURN_FOR})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PHASE = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}|next|last|final) (?:phase|stage|step)\b|"
    r"\b(?:phase|stage|step) (?P<number>[1-6]|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six")
_THEN = re.compile(
    r"(?:^|[.;,]\s*|\band )(?P<word>after (?:that|this|which)|thereafter|then|only then|next|"
    r"afterwards|subsequently|followed by|finally|in a (?:next|last|final) step)\b",
    re.IGNORECASE,
)
_LAST = 99


@frozen(kw_only=True)
class _Edge:
    """``later`` comes after ``first``. The weight says how sure the words are, 3 the surest."""

    first: str
    later: str
    weight: int
    precondition: Precondition


def put_in_order(
    made: Sequence[tuple[Commitment, Sequence[Undertaking]]],
) -> dict[str, Commitment]:
    """The commitments by id, each with those that come first and on which terms."""
    commitments = {commitment.id: commitment for commitment, _ in made}
    index: defaultdict[str, list[Commitment]] = defaultdict(list)
    for commitment in commitments.values():
        for word in {w for m in commitment.measures for w in subject_words(m)}:
            index[word].append(commitment)
    terms = [(c, p, w) for c, accounts in made for p, w in _terms(c, accounts, index)]
    edges = [e for one in terms if (e := _edge(*one)) is not None]
    edges += [*_stepwise(made, index), *_by_phase(made), *_by_then(made)]
    kept, dropped = (_by_later(some) for some in _without_circles(edges))
    loose: defaultdict[str, list[Precondition]] = defaultdict(list)
    for commitment, term, _ in terms:
        if term.commitment is None or term.relation in _TOGETHER:
            loose[commitment.id].append(term)
    return {
        id_: _with_order(commitment, kept.get(id_, ()), loose[id_], dropped.get(id_, ()))
        for id_, commitment in commitments.items()
    }


def _by_later(edges: Iterable[_Edge]) -> dict[str, list[_Edge]]:
    found: defaultdict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.later].append(edge)
    return dict(found)


def _edge(commitment: Commitment, term: Precondition, weight: int) -> _Edge | None:
    if term.commitment is None or term.relation in _TOGETHER:
        return None
    first, later = term.commitment, commitment.id
    if term.relation is Relation.BEFORE:
        first, later = later, first
    return _Edge(first=first, later=later, weight=weight, precondition=term)


def _with_order(
    commitment: Commitment,
    edges: Sequence[_Edge],
    loose: Sequence[Precondition],
    dropped: Sequence[_Edge],
) -> Commitment:
    found = {(p.relation, p.commitment, p.words): p for p in (*loose, *_named(edges))}
    ordered = sorted(found.values(), key=lambda p: (p.relation, p.commitment or "", p.words))
    notes = (
        f"left out, since it would run in a circle: after {e.first} ({e.precondition.words})"
        for e in dropped
    )
    return evolve(
        commitment,
        after=tuple(sorted({e.first for e in edges})),
        preconditions=tuple(ordered),
        because=tuple(dict.fromkeys((*commitment.because, *notes))),
    )


def _named(edges: Iterable[_Edge]) -> Iterator[Precondition]:
    for edge in edges:
        relation = edge.precondition.relation
        turned = Relation.AFTER if relation is Relation.BEFORE else relation
        yield evolve(edge.precondition, commitment=edge.first, relation=turned)


def _terms(
    commitment: Commitment,
    accounts: Sequence[Undertaking],
    index: dict[str, list[Commitment]],
) -> Iterator[tuple[Precondition, int]]:
    """The conditions on which a commitment hangs, each with its weight."""
    for account in accounts:
        for condition in account.conditions:
            if condition.relation not in _FIRST | _TOGETHER | {Relation.BEFORE}:
                continue
            named = [other for other in _named_by(condition.on, index) if other.id != commitment.id]
            yield _precondition(condition, account, named[0].id if named else None), 3


def _precondition(
    condition: Condition, account: Undertaking, commitment: str | None
) -> Precondition:
    passage = condition.passage
    on = condition.on
    words = passage.exact if passage else " ".join(w for w in (on.action, on.object) if w)
    return Precondition(
        relation=condition.relation,
        words=" ".join(words.split()),
        commitment=commitment,
        set_by=condition.set_by,
        statements=(account.statement.id,) if account.statement else (),
        passages=(passage,) if passage else account.passages,
    )


def _named_by(measure: Measure, index: dict[str, list[Commitment]]) -> list[Commitment]:
    """The commitments that a condition's measure names, the most alike in number of words first."""
    words = subject_words(measure)
    found = {c.id: c for word in words for c in index.get(word, ())}
    alike = [c for c in found.values() if any(has_like_words(measure, m) for m in c.measures)]

    def shared(commitment: Commitment) -> int:
        return max(len(words & subject_words(m)) for m in commitment.measures)

    return sorted(alike, key=lambda c: (-shared(c), c.id))


def _stepwise(
    made: Sequence[tuple[Commitment, Sequence[Undertaking]]], index: dict[str, list[Commitment]]
) -> Iterator[_Edge]:
    """The steps that one statement puts in order."""
    seen: set[str] = set()
    for _, accounts in made:
        for statement in (a.statement for a in accounts if a.statement):
            if statement.id in seen:
                continue
            seen.add(statement.id)
            named = [_whose_step(step.measure, index) for step in statement.steps]
            for number, step in enumerate(statement.steps):
                for before in step.after:
                    first, later = named[before], named[number]
                    if first and later and first != later:
                        order = step.passage
                        yield _after(
                            first,
                            later,
                            2,
                            order.exact if order else "then",
                            statements=(statement.id,),
                            passages=(order,) if order else (),
                        )


def _whose_step(measure: Measure, index: dict[str, list[Commitment]]) -> str | None:
    """The commitment that undertakes a step: its words stand in the commitment's, or are like."""
    near = {c.id: c for word in subject_words(measure) for c in index.get(word, ())}
    own = measure.passage
    for id_, commitment in sorted(near.items()):
        if own and any(p.covers(own) for p in commitment.passages):
            return id_
    return next((c.id for c in _named_by(measure, index)), None)


def _after(
    first: str,
    later: str,
    weight: int,
    words: str,
    statements: tuple[str, ...] = (),
    passages: tuple[Passage, ...] = (),
) -> _Edge:
    term = Precondition(
        relation=Relation.AFTER,
        words=" ".join(words.split()),
        commitment=first,
        statements=statements,
        passages=passages,
    )
    return _Edge(first=first, later=later, weight=weight, precondition=term)


def _placed(
    made: Sequence[tuple[Commitment, Sequence[Undertaking]]],
) -> dict[str, list[tuple[int, str, Undertaking]]]:
    """For each document the commitments in the order of its sentences."""
    found: defaultdict[str, list[tuple[int, str, Undertaking]]] = defaultdict(list)
    for commitment, accounts in made:
        for account in accounts:
            for passage in account.passages[:1]:
                found[passage.document].append((passage.start, commitment.id, account))
    return {document: sorted(told, key=lambda t: t[:2]) for document, told in found.items()}


def _by_phase(made: Sequence[tuple[Commitment, Sequence[Undertaking]]]) -> Iterator[_Edge]:
    """What stands in the second phase comes after what stands in the first."""
    for _, told in sorted(_placed(made).items()):
        phases: defaultdict[int, list[tuple[str, Undertaking]]] = defaultdict(list)
        for _, id_, account in told:
            if (nth := _phase(account)) is not None:
                phases[nth].append((id_, account))
        for before, after in pairwise(sorted(phases)):
            for first, _ in phases[before]:
                for later, account in phases[after]:
                    if first != later and account.sentence is not None:
                        words = _PHASE.search(account.sentence.exact)
                        yield _after(
                            first, later, 2, words[0] if words else "then",
                            passages=(account.sentence,),
                        )  # fmt: skip


def _phase(account: Undertaking) -> int | None:
    """The number of the phase that the sentence names; points of a numbered list of steps too."""
    if account.place is not None:
        return account.place
    found = _PHASE.search(account.sentence.exact) if account.sentence else None
    if found is None:
        return None
    word = (found["nth"] or found["number"]).lower()
    if word in ("last", "final"):
        return _LAST
    if word == "next":
        return None
    for names in (_ORDINALS, _NUMBERS):
        if word in names:
            return names.index(word) + 1
    return int(word)


def _by_then(made: Sequence[tuple[Commitment, Sequence[Undertaking]]]) -> Iterator[_Edge]:
    """Put a sentence's commitment after the one told before it, where it says "after that"."""
    for _, told in sorted(_placed(made).items()):
        for (_, first, before), (_, later, account) in pairwise(told):
            sentence = account.sentence
            if sentence is None or first == later or before.sentence is None:
                continue
            start = account.passages[0].start - sentence.start
            floor = max(0, before.passages[0].end - sentence.start)
            found = list(_THEN.finditer(sentence.exact[: start + 12], floor))
            near = sentence.start - before.passages[0].end < _NEAR
            if found and near:
                yield _after(first, later, 1, found[-1]["word"], passages=(sentence,))


_NEAR = 240
"""Within so many code points "after that" points to what was told before."""


def _without_circles(edges: Iterable[_Edge]) -> tuple[list[_Edge], list[_Edge]]:
    """The edges without circles, and those left out. The surest are laid first.

    An edge that would close a circle with surer ones is the weakest of that circle.
    """
    kept: dict[tuple[str, str], _Edge] = {}
    after: defaultdict[str, set[str]] = defaultdict(set)
    dropped = []
    for edge in sorted(edges, key=_surest_first):
        if (edge.first, edge.later) in kept:
            continue
        if edge.first == edge.later or _reaches(edge.later, edge.first, after):
            dropped.append(edge)
            continue
        kept[edge.first, edge.later] = edge
        after[edge.first].add(edge.later)
    return list(kept.values()), dropped


def _surest_first(edge: _Edge) -> tuple[int, str, str, str]:
    return -edge.weight, edge.first, edge.later, edge.precondition.words


def _reaches(start: str, goal: str, after: dict[str, set[str]]) -> bool:
    """Whether one commitment comes before another along the edges."""
    seen, open_ = {start}, [start]
    while open_:
        here = open_.pop()
        if here == goal:
            return True
        fresh = after.get(here, set()) - seen
        seen |= fresh
        open_.extend(fresh)
    return False

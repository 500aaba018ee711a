"""Numbers of one thing that different texts or speakers give, anywhere in the texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, islice

from attrs import evolve

from dragoman.assessment.discrepancies.clashes import Clash, Side
from dragoman.assessment.discrepancies.figures import Figure, find_figures
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witnesses
from dragoman.calendar import interval, is_edtf
from dragoman.model import Act, Contents, DiscrepancyKind, Passage

_SHARED = 2
"""Telling words beside the number that two sentences must have in common."""
_DAYS = 10
"""Texts on one matter are published within so many days."""
_WANTING = frozenset({Act.DEMAND, Act.PROPOSE, Act.PREDICT, Act.THREATEN, Act.REJECT})


def find_counts(contents: Contents, labels: Labels, witnesses: Witnesses) -> Iterator[Clash]:
    """Numbers that cannot both hold, of one thing, told near in time by different people."""
    days = {d.id: _day(d.published_at) for d in contents.documents}
    asked = _asked(contents)
    by_head: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in find_figures(contents):
        if not any(p.covers(figure.passage) for p in asked.get(figure.passage.document, ())):
            for word in set(figure.counted):
                by_head[word].append(figure)
    known = witnesses.roster.words()
    seen: set[tuple[Figure, Figure]] = set()
    for word in sorted(by_head):
        for pair in _near_in_time(by_head[word], days):
            if pair not in seen and _differ(*pair, witnesses, known):
                seen.add(pair)
                yield _clash(*pair, labels, witnesses)


def _near_in_time(
    figures: Iterable[Figure], days: dict[str, date | None]
) -> Iterator[tuple[Figure, Figure]]:
    """Every two figures of texts published near in time; one without a day is near to all."""
    told = sorted((f for f in figures if not f.is_wish), key=lambda f: f.passage)
    dated = [(day, f) for f in told if (day := days.get(f.passage.document))]
    dated.sort(key=lambda pair: pair[0])
    undated = [f for f in told if not days.get(f.passage.document)]
    for place, (day, one) in enumerate(dated):
        for later, two in islice(dated, place + 1, None):
            if (later - day).days > _DAYS:
                break
            yield one, two
        yield from ((one, two) for two in undated)
    yield from combinations(undated, 2)


def _day(published: str | None) -> date | None:
    told = (published or "").split("T")[0]
    return interval(told)[0] if is_edtf(told) else None


def _asked(contents: Contents) -> dict[str, list[Passage]]:
    """The stretches in which something is wanted or foretold, not told as so."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for statement in contents.statements:
        if statement.act in _WANTING or statement.hypothetical:
            for passage in statement.passages:
                if passage.role == "content":
                    found[passage.document].append(passage)
    return dict(found)


def _differ(one: Figure, two: Figure, witnesses: Witnesses, known: frozenset[str]) -> bool:
    if _can_both_hold(one, two) or not _is_one_thing(one, two, known):
        return False
    if one.days and two.days and not one.days & two.days:
        return False
    return witnesses.behind(one.passage).who != witnesses.behind(two.passage).who


def _can_both_hold(one: Figure, two: Figure) -> bool:
    """Whether the numbers can both hold, whatever each text calls what is counted."""
    return evolve(one.quantity, unit="").fits(evolve(two.quantity, unit=""))


def _is_one_thing(one: Figure, two: Figure, known: frozenset[str]) -> bool:
    """Whether the words say that one thing is counted.

    The same head in sentences that share two telling words, or one beside a name of the
    paragraph that is no party's (``known``); or, under another head, two words of the counted
    thing itself ("wounded Ukrainian servicemen").
    """
    common = {*one.counted} & {*two.counted}
    if one.head != two.head:
        return len(common) >= _SHARED
    around = len(one.around & two.around) + len(common) - 1
    return around >= _SHARED or (around > 0 and bool((one.names & two.names) - known))


def _clash(one: Figure, two: Figure, labels: Labels, witnesses: Witnesses) -> Clash:
    low, high = sorted((one, two), key=lambda f: (f.quantity.value or 0.0, f.passage))
    thing = max((one, two), key=lambda f: (len(f.counted), len(f.thing), f.passage)).thing
    return Clash(
        kind=DiscrepancyKind.NUMBER,
        matter=f"how many {thing}",
        about=f"{low.head}:{low.quantity.value}:{high.quantity.value}",
        first=(_side(low, labels, witnesses),),
        second=(_side(high, labels, witnesses),),
        why=f"“{low.quantity.text}” and “{high.quantity.text}” cannot both hold",
    )


def _side(figure: Figure, labels: Labels, witnesses: Witnesses) -> Side:
    witness = witnesses.behind(figure.passage)
    teller = (
        labels.party(witness.party) if witness.party else labels.outlet(figure.passage.document)
    )
    return Side(
        says=f"{teller}: {figure.quantity.text}", passages=(figure.passage,), witness=witness
    )

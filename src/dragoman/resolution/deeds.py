"""Deeds told by several documents become one entry each."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from dragoman.calendar import describe
from dragoman.model import Deed, Entry, Question, digest
from dragoman.resolution.contacts import best_day, most_told
from dragoman.resolution.deed_matching import DeedMatcher, Group
from dragoman.resolution.edges import Edge, Ties, left_open, ties_for
from dragoman.resolution.grouping import Groups
from dragoman.resolution.ranking import Order, day_of
from dragoman.resolution.spans import span_of, window
from dragoman.resolution.wording import Wording

_NEWS_DAYS = 3
"""News without a day tells of the last days before it was published."""


@frozen(kw_only=True)
class Deeds:
    """The dossier's deeds, which of them each deed of a report is, and what was left open."""

    deeds: tuple[Deed, ...]
    renamed: dict[str, str]
    questions: tuple[Question, ...] = ()


def resolve_deeds(
    deeds: Sequence[Deed], edges: Sequence[Edge], order: Order, told: Iterable[Entry] = ()
) -> Deeds:
    """Join the accounts of each deed: one type, doer, receiver, day, place and number.

    ``told`` are entries whose words tell what their documents are about (statements).
    """
    ties = ties_for("deed", edges, deeds)
    matcher = DeedMatcher(ties, Wording(told=(*told, *deeds)).is_one)
    accounts = sorted(deeds, key=lambda d: (width_of(d), order.key(d)))
    for group in join_signed_deeds([group_of(deed, order) for deed in accounts], ties):
        matcher.place(group)
    merged = [merge_deeds(group.members, order) for group in matcher.groups]
    renamed = {
        old.id: new.id
        for new, group in zip(merged, matcher.groups, strict=True)
        for old in group.members
    }
    return Deeds(
        deeds=tuple(sorted(merged, key=lambda deed: deed.id)),
        renamed=renamed,
        questions=_questions(ties, renamed, {deed.id: deed for deed in merged}),
    )


def group_of(deed: Deed, order: Order) -> Group:
    """A deed as a group of one account."""
    document = deed.passages[0].document if deed.passages else ""
    near = window(day_of(order.documents.get(document)), _NEWS_DAYS, 0)
    return Group([deed], span_of(deed.happened_on), near)


def join_signed_deeds(accounts: Sequence[Group], ties: Ties) -> list[Group]:
    """Put together what an analyst says is the same, whatever speaks against it."""
    where = {id_: number for number, one in enumerate(accounts) for id_ in one.ids}
    groups = Groups(range(len(accounts)))
    for first, second in ties.same:
        groups.join(where[first], where[second])
    joined = []
    for numbers in sorted(sorted(numbers) for numbers in groups.all()):
        one, *rest = (accounts[number] for number in numbers)
        for other in rest:
            one.absorb(other)
        joined.append(one)
    return joined


def width_of(deed: Deed) -> int:
    """How many days its time spans; many where none is known."""
    span = span_of(deed.happened_on)
    return span.days if span else 10_000


def merge_deeds(members: Sequence[Deed], order: Order) -> Deed:
    """One deed out of the accounts of it; its id is the earliest-stored one's."""
    told = sorted(members, key=order.key)
    ids = {d for m in told for d in m.documents} | {p.document for m in told for p in m.passages}
    return evolve(
        told[0],
        passages=order.passages(told),
        because=tuple(dict.fromkeys(why for m in told for why in m.because)),
        plover_mode=next((m.plover_mode for m in told if m.plover_mode), None),
        actor=most_told([m.actor for m in told]),
        recipient=most_told([m.recipient for m in told]),
        measure=next((m.measure for m in told if m.measure), None),
        place=most_told([m.place for m in told]),
        happened_on=best_day([m.happened_on for m in told]),
        quantities=tuple(dict.fromkeys(q for m in told for q in m.quantities)),
        issues=tuple(dict.fromkeys(issue for m in told for issue in m.issues)),
        reached_at=next((m.reached_at for m in told if m.reached_at), None),
        attribution=next((m.attribution for m in told if m.attribution), None),
        documents=tuple(sorted(ids, key=order.of_document)),
    )


def _questions(
    ties: Ties, renamed: Mapping[str, str], merged: Mapping[str, Deed]
) -> tuple[Question, ...]:
    """One question for each pair that an analyst left open."""
    found: dict[str, Question] = {}
    for first, second, note in ties.unsure:
        ids = tuple(sorted({renamed[first], renamed[second]}))
        if len(ids) == 2:
            one, two = (merged[id_] for id_ in ids)
            found.setdefault(
                id_ := digest("question", "deed", *ids),
                Question(
                    id=id_,
                    passages=tuple(d.passages[0] for d in (one, two) if d.passages),
                    asks=f"is the {tell_deed(one)} the same deed as the {tell_deed(two)}?",
                    why=left_open(note),
                    candidates=ids,
                ),
            )
    return tuple(found[id_] for id_ in sorted(found))


def tell_deed(deed: Deed) -> str:
    """A deed in a few words: "strike by Velland (18 March 2031)"."""
    action = (deed.measure.action if deed.measure else None) or deed.plover_type.lower()
    doer = f" by {deed.actor.name}" if deed.actor else ""
    when = deed.happened_on
    day = describe(when.edtf) if when and when.edtf else when.text if when else "day not given"
    return f"{action}{doer} ({day})"

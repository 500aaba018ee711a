"""The sections on what binds, what is held out or withheld, what is tied: entries with details."""

from collections.abc import Iterator

from dragoman.briefing.attesting import attesting_facts
from dragoman.briefing.bindings import Binding, binding_sentence
from dragoman.briefing.content import Fact, Item, Line
from dragoman.briefing.days import day_words, how_known
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import joined, words_of
from dragoman.model import Constraint, ConstraintKind, Firmness, Leverage, Linkage, Mark


def constraint_items(footnotes: Footnotes) -> tuple[Item, ...]:
    """What binds the parties, by party in the dossier's order, then by kind."""
    lookup = footnotes.lookup
    order = lookup.order_of_parties
    kinds = {kind: place for place, kind in enumerate(ConstraintKind)}

    def key(one: Constraint) -> tuple[object, ...]:
        place = order.get(one.party or "", len(order))
        return place, kinds[one.constraint_kind], one.told_on or "", one.id

    found = enumerate(sorted(lookup.contents.constraints, key=key), 1)
    return tuple(binding_item(one, n, footnotes) for n, one in found)


def leverage_items(footnotes: Footnotes) -> tuple[Item, ...]:
    """What is held out, withheld or threatened, by who holds it, then by day."""
    lookup = footnotes.lookup
    order = lookup.order_of_parties

    def key(one: Leverage) -> tuple[object, ...]:
        return order.get(one.held_by, len(order)), one.told_on or "", one.id

    found = enumerate(sorted(lookup.contents.leverages, key=key), 1)
    return tuple(binding_item(one, n, footnotes) for n, one in found)


def linkage_items(footnotes: Footnotes) -> tuple[Item, ...]:
    """What is tied to other matters, by day; refusals to tie among them."""
    linkages = footnotes.lookup.contents.linkages
    found = enumerate(sorted(linkages, key=lambda one: (one.told_on or "", one.id)), 1)
    return tuple(binding_item(one, n, footnotes) for n, one in found)


def binding_item(entry: Binding, number: int, footnotes: Footnotes) -> Item:
    """One constraint, leverage or linkage with its details."""
    lookup = footnotes.lookup
    anchor = f"{entry.kind}-{number}"
    line = Line(
        mark=lookup.mark(entry) if entry.passages else Mark.ONE_ACCOUNT,
        text=binding_sentence(entry, lookup),
        citations=footnotes.cite(entry),
        entry_id=entry.id,
        anchor=anchor,
    )
    facts = tuple(fact for fact in _facts(entry, lookup) if fact.text or fact.words)
    return Item(number=number, anchor=anchor, line=line, facts=facts, day=_day(entry))


def _facts(entry: Binding, lookup: Lookup) -> Iterator[Fact]:
    match entry:
        case Constraint():
            yield Fact(label="Kind", text=entry.constraint_kind.value)
            yield Fact(label="Who or what binds", words=words_of(entry.body))
            quantity = entry.quantity.text if entry.quantity else ""
            named = words_of(entry.quantity.of) if entry.quantity else ""
            of = f"of {named}" if named and named not in words_of(entry.body) else ""
            yield Fact(label="Share", words=words_of(quantity), text=of)
            yield Fact(label="When", text=how_known(entry.interval) if entry.interval else "")
        case Leverage():
            yield Fact(label="Kind", text=entry.hold.value)
            term = entry.in_return_for.object if entry.in_return_for else ""
            yield Fact(label="On the term", words=words_of(term))
        case Linkage():
            pair = [lookup.issue(entry.issue), lookup.issue(entry.other_issue)]
            yield Fact(label="Issues", text=joined([issue for issue in pair if issue]))
    hedge = "" if entry.firmness is Firmness.FIRM else entry.firmness.value
    yield Fact(label="How firmly", text=hedge)
    if not isinstance(entry, Linkage):
        yield Fact(label="Issues", text=joined([lookup.issue(issue) for issue in entry.issues]))
    if entry.documents:
        yield from attesting_facts(entry, lookup)


def _day(entry: Binding) -> str:
    return day_words(entry.told_on) if entry.told_on else ""

"""The live deal space against the slow reckoning and against trying every package."""

from itertools import combinations

import pytest
from deal_talks import Talks, bars, bars_of, talks_of, toml
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.drawing_up import draw_up
from dragoman.bargaining.uncertainty.rooms import find_zones
from dragoman.bargaining.uncertainty.tables import tables_of
from dragoman.bargaining.what_if import suppose
from dragoman.errors import BadIssueSpace
from dragoman.model import Blocker, BlockerKind, Contents
from dragoman.pipeline.deals import DealRequest, reckon_deals
from dragoman.pipeline.deals.live import LiveAnswer, LiveDeals, judging, looking
from dragoman.pipeline.deals.live.drawing import same_draws
from dragoman.pipeline.deals.live.hitting_sets import hitting_sets
from dragoman.pipeline.negotiation import parse_negotiation

SEEDS = st.integers(0, 10_000)
LOOSE = st.sampled_from([1.0, 1.6, 2.2])


def change_of(talks: Talks, seed: int) -> str:
    """A slider somewhere else."""
    party = talks.players[seed % len(talks.players)]
    issue, share = seed % len(talks.sizes), (seed % 97) / 97
    return (
        f"{party}.i{issue}.weight={share:.2f}",
        f"{party}.reservation={share * len(talks.sizes):.2f}",
        f"{party}.i{issue}.o0=acceptable",
        f"{party}.i{issue}.o1={share:.1f}",
    )[seed % 4]


def asked(talks: Talks, changes: tuple[str, ...]) -> LiveAnswer | None:
    try:
        return LiveDeals(Contents(negotiation=parse_negotiation(toml(talks)))).answer(
            changes, n_draws=128
        )
    except BadIssueSpace:
        return None


@settings(max_examples=15, deadline=None)
@given(SEEDS, LOOSE, st.booleans())
def test_answers_equal_the_slow_reckoning(seed: int, loose: float, is_moved: bool) -> None:
    talks = talks_of(seed, loose=loose)
    changes = (change_of(talks, seed),) if is_moved else ()
    contents = Contents(negotiation=parse_negotiation(toml(talks)))
    found = asked(talks, changes)
    try:
        slow = reckon_deals(contents, DealRequest(changes=changes, n_draws=0))
    except BadIssueSpace:
        assert found is None
        return
    assert found is not None
    assert found.zone.exists == slow.zone.exists
    assert found.zone.packages.value == slow.zone.packages
    assert [one.share.value for one in found.zone.win_sets] == [
        one.share for one in slow.zone.win_sets
    ]
    assert [(one.kind, one.choices) for one in found.solutions or ()] == [
        (one.kind, one.choices) for one in slow.solutions
    ]
    assert {names(clash.blockers) for clash in found.clashes or ()} == {
        names(clash.blockers) for clash in slow.clashes
    }
    assert found.openings is not None
    assert bool(found.openings) == bool(slow.openings)
    for mine, theirs in zip(found.openings, slow.openings, strict=False):
        assert mine.cost == pytest.approx(theirs.cost, abs=1e-4)


def names(blockers: tuple[Blocker, ...]) -> frozenset[object]:
    return frozenset((b.kind, b.party, b.choice, b.only_with, b.body) for b in blockers)


@settings(max_examples=15, deadline=None)
@given(SEEDS, LOOSE)
def test_single_moves_are_all_bars_that_alone_keep_a_package_out(seed: int, loose: float) -> None:
    talks = talks_of(seed, loose=loose)
    talks.bodies, talks.factions = [], ()
    found = asked(talks, ())
    if found is None or found.zone.exists:
        return
    alone = {next(iter(b)) for p in talks.packages() if len(b := bars(talks, p)) == 1}
    assert {name_of(move.blocker) for move in found.single_moves or ()} == alone


def name_of(blocker: Blocker) -> str:
    """A blocker as ``bars`` names it."""
    if blocker.kind is BlockerKind.BODY:
        return f"{blocker.party}: {blocker.body}"
    if blocker.choice is None:
        return f"{blocker.party}: reservation"
    if blocker.kind is BlockerKind.RED_LINE:
        return f"{blocker.party}: {blocker.choice}"
    allowed = sorted(int(choice.option[1:]) for choice in blocker.only_with)
    return f"{blocker.party}: {blocker.choice} only with {blocker.only_with[0].issue} {allowed}"


@pytest.fixture
def _nothing_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small talks are treated as spaces too large to list."""
    monkeypatch.setattr(looking, "MOST_CELLS", 0)
    monkeypatch.setattr(judging, "LISTED_CELLS", 0)


@pytest.mark.usefixtures("_nothing_is_listed")
@pytest.mark.parametrize("seed", range(24))
def test_what_is_searched_and_not_listed_is_right_as_far_as_it_goes(seed: int) -> None:
    """Zone, single moves and the one clash, whose bars clash and of which none can be left out."""
    talks = talks_of(seed, loose=2.2 if seed % 2 else 1.4)
    changes = (change_of(talks, seed),)
    found = asked(talks, changes)
    if found is None:
        return
    contents = Contents(negotiation=parse_negotiation(toml(talks)))
    slow = LiveDeals(contents).deepen(changes, n_draws=128)
    assert found.zone.exists == slow.zone.exists
    assert found.chance is not None
    assert slow.chance is not None
    assert found.chance.low - 1e-9 <= slow.chance.probability <= found.chance.high + 1e-9
    theirs = {names((move.blocker,)) for move in slow.single_moves or ()}
    assert {names((move.blocker,)) for move in found.single_moves or ()} <= theirs
    for clash in found.clashes or ():
        assert names(clash.blockers) in {names(one.blockers) for one in slow.clashes or ()}


@pytest.mark.usefixtures("_nothing_is_listed")
@pytest.mark.parametrize("seed", range(6))
def test_what_was_remembered_is_not_held_on_to_where_the_numbers_got_better(seed: int) -> None:
    """Talks without a zone in most draws, in which some issue becomes worth much more to all."""
    talks = talks_of(seed, loose=2.0)
    contents = Contents(negotiation=parse_negotiation(toml(talks)))
    try:
        deals = LiveDeals(contents)
    except BadIssueSpace:
        return
    for changes in (
        tuple(f"{party}.i0.weight=2.5" for party in talks.players),
        tuple(f"{party}.reservation=0.1" for party in talks.players),
        ("i0=o0",),
    ):
        found, slow = deals.answer(changes).chance, deals.deepen(changes).chance
        assert found is not None
        assert slow is not None
        assert slow.probability == pytest.approx(_has_zone_drawn(deals, changes))
        assert found.low - 1e-9 <= slow.probability <= found.high + 1e-9


def _has_zone_drawn(deals: LiveDeals, changes: tuple[str, ...]) -> float:
    """The share of the same draws with a zone, all packages listed and nothing remembered."""
    sheet = draw_up(suppose(deals.negotiation, changes).negotiation)
    draws = same_draws(draw_up(deals.negotiation), n_draws=deals.n_draws, seed=0)
    tables = tables_of(sheet, sheet.draw(draws.over(sheet).shares))
    return float(find_zones(tables).has_zone.mean())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 63), max_size=8), st.integers(0, 63))
def test_hitting_sets_are_those_found_by_trying_all(sets: list[int], wanted: int) -> None:
    hits = [
        sum(1 << thing for thing in things)
        for size in range(7)
        for things in combinations(range(6), size)
        if all(sum(1 << thing for thing in things) & one for one in sets)
    ]
    minimal = {one for one in hits if not any(two != one and two & one == two for two in hits)}
    found = hitting_sets(sets, limit=100)
    assert found.is_complete
    assert set(found.found) == minimal
    assert [one.bit_count() for one in found.found] == sorted(map(int.bit_count, minimal))
    some = hitting_sets(sets, limit=100, one_of=wanted)
    assert set(some.found) == {one for one in minimal if one & wanted}


def test_bars_of_a_party_are_named_as_the_talks_name_them() -> None:
    """The helper of these tests reads a red line as the talks write it."""
    talks = talks_of(3, loose=2.2)
    package = next(talks.packages())
    assert all(": " in name for name in bars_of(talks, talks.parties[0], package))

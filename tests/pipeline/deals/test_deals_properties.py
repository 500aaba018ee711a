"""The whole reckoning against trying every package, on small invented talks."""

import numpy as np
import pytest
from deal_talks import Package, Talks, bars, bars_of, seats_for, talks_of, toml, utility
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.bargaining.drawing_up import draw_up
from dragoman.bargaining.space import Floats
from dragoman.bargaining.uncertainty.drawing import draw
from dragoman.errors import BadIssueSpace
from dragoman.exchange import deal_json
from dragoman.model import Blocker, BlockerKind, Choice, Contents, DealPackage, DealSpace
from dragoman.pipeline.deals import DealRequest, reckon_deals
from dragoman.pipeline.negotiation import parse_negotiation

NEAR = 1e-6
N_DRAWS = 32


def reckoned(talks: Talks, n_draws: int = 0) -> DealSpace | None:
    """The deal space; None where conditions are refused, which must be right."""
    contents = Contents(negotiation=parse_negotiation(toml(talks)))
    draft = ", ".join(f"i{issue}=o{size - 1}" for issue, size in enumerate(talks.sizes))
    request = DealRequest(drafts=(draft,), n_draws=n_draws)
    if not any(_is_never_had(talks, row[1], row[2]) for row in talks.conditions):
        return reckon_deals(contents, request)
    try:
        return reckon_deals(contents, request)
    except BadIssueSpace as refused:
        told = str(refused)
    assert "could never be had" in told
    return None


def _is_never_had(talks: Talks, issue: int, option: int) -> bool:
    with_it = [package for package in talks.packages() if package[issue] == option]
    return all(any(" only with " in bar for bar in bars(talks, p)) for p in with_it)


def package_of(choices: tuple[Choice, ...]) -> Package:
    return tuple(int(choice.option[1:]) for choice in sorted(choices, key=lambda c: c.issue))


def zone_of(talks: Talks) -> list[Package]:
    return [package for package in talks.packages() if not bars(talks, package)]


def gains(talks: Talks, package: Package) -> Floats:
    least = [talks.reservations[p] for p in talks.parties]
    middles = [sum(r) / 2 if isinstance(r, tuple) else r for r in least]
    worths = np.array([utility(talks, p, package) for p in talks.parties])
    return np.asarray(worths - np.array(middles))


def is_better(one: Floats, other: Floats) -> bool:
    return bool((one >= other - NEAR).all() and (one > other + NEAR).any())


def name_of(talks: Talks, blocker: Blocker) -> str:
    """A blocker as ``bars`` names it."""
    if blocker.kind is BlockerKind.BODY:
        return f"{blocker.party}: {blocker.body}"
    if blocker.kind is BlockerKind.RESERVATION or blocker.choice is None:
        return f"{blocker.party}: reservation"
    if blocker.kind is BlockerKind.RED_LINE:
        return f"{blocker.party}: {blocker.choice}"
    allowed = sorted(int(choice.option[1:]) for choice in blocker.only_with)
    return f"{blocker.party}: {blocker.choice} only with {blocker.only_with[0].issue} {allowed}"


def check_zone(talks: Talks, space: DealSpace) -> None:
    zone = zone_of(talks)
    assert space.zone.exists == bool(zone) == bool(space.solutions)
    assert space.zone.packages == len(zone)
    assert space.zone.of == len(list(talks.packages()))
    alone = [p for p in talks.packages() if not any(bars_of(talks, q, p) for q in talks.parties)]
    assert space.zone.parties_only == len(alone)
    for row in space.zone.win_sets:
        accepted = [p for p in talks.packages() if not bars_of(talks, row.party, p)]
        assert row.packages == len(accepted)


def check_solutions(talks: Talks, space: DealSpace) -> None:
    zone = zone_of(talks)
    if not zone:
        return
    rows = np.array([gains(talks, package) for package in zone])
    for package in (*space.solutions, *space.frontier):
        assert package_of(package.choices) in zone
        assert package.in_zone
        mine = gains(talks, package_of(package.choices))
        assert mine == pytest.approx([share.gain for share in package.shares], abs=NEAR)
        assert not any(is_better(row, mine) for row in rows)
    found = {s.kind: gains(talks, package_of(s.choices)) for s in space.solutions}
    assert found["egalitarian"].min() == pytest.approx(rows.min(axis=1).max(), abs=NEAR)
    assert found["utilitarian"].sum() == pytest.approx(rows.sum(axis=1).max(), abs=NEAR)
    live = rows.max(axis=0) > NEAR
    products = np.maximum(rows[:, live], 0).prod(axis=1)
    if products.max() > NEAR:
        best = found["Nash"][live].prod()
        assert best == pytest.approx(products.max(), rel=1e-5)
    best_of = rows.max(axis=0)
    shares = (rows[:, live] / best_of[live]).min(axis=1, initial=1.0)
    mine = (found["Kalai–Smorodinsky"][live] / best_of[live]).min(initial=1.0)
    assert mine == pytest.approx(shares.max(), abs=NEAR)
    points = {tuple(np.round(row, 6)) for row in rows if not any(is_better(o, row) for o in rows)}
    listed = {tuple(np.round([s.gain for s in p.shares], 6)) for p in space.frontier}
    assert len(points) == len(listed)


def check_clashes(talks: Talks, space: DealSpace) -> None:
    sets = [bars(talks, package) for package in talks.packages()]
    assert bool(space.clashes) == (not space.zone.exists)
    for clash in space.clashes:
        names = {name_of(talks, blocker) for blocker in clash.blockers}
        assert len(names) == len(clash.blockers)
        assert not any(names.isdisjoint(found) for found in sets)
        for name in names:
            assert any((names - {name}).isdisjoint(found) for found in sets)


def check_openings(talks: Talks, space: DealSpace) -> None:
    assert bool(space.openings) == (not space.zone.exists)
    for opening in space.openings:
        package = package_of(opening.package.choices)
        given_up = {name_of(talks, move.blocker) for move in opening.moves}
        left = [bars_of(talks, party, package) - given_up for party in talks.parties]
        assert not any(left)
        assert opening.cost == pytest.approx(sum(move.cost for move in opening.moves), abs=NEAR)
        for body, (_, _, rows, needs) in enumerate(talks.bodies):
            total = seats_for(talks, body, package)[1]
            held = [n for f, n in rows if not bars_of(talks, f, package) - given_up]
            assert sum(held) >= needs * total - 1e-9


def check_drafts(talks: Talks, space: DealSpace) -> None:
    draft = package_of(space.drafts[-1].choices)
    assert space.drafts[-1].in_zone == (not bars(talks, draft))
    for share in space.drafts[-1].shares:
        assert share.accepts == (not bars_of(talks, share.party, draft))
    zone = zone_of(talks)
    better = [package for package in zone if is_better(gains(talks, package), gains(talks, draft))]
    found = [package for _, package in space.improvements]
    assert bool(found) == bool(better)
    assert all(package_of(package.choices) in better for package in found)
    for number, vote in enumerate(space.votes):
        seats, total = seats_for(talks, number, draft)
        assert vote.seats == seats
        assert vote.needed == pytest.approx(np.ceil(talks.bodies[number][3] * total - 1e-9))


def check_chance(talks: Talks, space: DealSpace) -> None:
    """P(zone), and that of every solution, against each draw tried by hand."""
    sheet = draw_up(parse_negotiation(toml(talks)))
    values = sheet.draw(draw(sheet, n_draws=N_DRAWS, seed=0).shares)
    labels = [judgement.label for judgement in sheet.judgements]
    drawn = [dict(zip(labels, row, strict=True)) for row in values.tolist()]
    exists = [any(not bars(talks, p, row) for p in talks.packages()) for row in drawn]
    assert space.zone.probability is not None
    assert space.zone.probability.value == pytest.approx(np.mean(exists))
    for package in (*space.solutions, *space.drafts):
        holds = [not bars(talks, package_of(package.choices), row) for row in drawn]
        assert package.probability is not None
        assert package.probability.value == pytest.approx(np.mean(holds))


def check_all(talks: Talks, n_draws: int = 0) -> DealPackage | None:
    space = reckoned(talks, n_draws)
    if space is None:
        return None
    check_zone(talks, space)
    check_solutions(talks, space)
    check_clashes(talks, space)
    check_openings(talks, space)
    check_drafts(talks, space)
    if n_draws:
        check_chance(talks, space)
    return space.drafts[-1]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([0.6, 1.0, 1.5]))
def test_every_part_agrees_with_trying_every_package(seed: int, loose: float) -> None:
    check_all(talks_of(seed, loose=loose))


@pytest.mark.parametrize("seed", range(3))
def test_the_probability_of_a_zone_is_that_of_trying_every_draw(seed: int) -> None:
    check_all(talks_of(seed), n_draws=N_DRAWS)


def test_the_order_of_tables_and_keys_changes_nothing() -> None:
    talks = talks_of(4)
    talks.lines = {("A", 0, 0): 0.3, ("A", 0, 1): 0.6, ("A.B", 1, 0): 0.4}
    head, *tables = toml(talks).split("[preference.")
    tail = tables[-1].partition("\n[[")[1:]
    tables[-1] = tables[-1].partition("\n[[")[0]
    turned = "\n[preference.".join([head, *tables[::-1]]) + "".join(tail)
    turned = turned.replace("o0 = 0.3, o1 = 0.6 }", "o1 = 0.6, o0 = 0.3 }")
    assert turned != toml(talks)
    request = DealRequest(n_draws=N_DRAWS)
    texts = [
        deal_json(reckon_deals(Contents(negotiation=parse_negotiation(text)), request))
        for text in (toml(talks), turned)
    ]
    assert texts[0] == texts[1]

"""Zones and rooms in many draws at once equal what each space says by itself."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uncertainty_sheets import SheetBuilder, every_package, sheets

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Chamber, Floats, floor_of
from dragoman.bargaining.uncertainty.bounding import find_bounds
from dragoman.bargaining.uncertainty.drawing import DrawingMethod, draw
from dragoman.bargaining.uncertainty.margins import (
    MOST_LISTED_FACTIONS,
    chamber_margin,
    own_margins,
    package_margins,
)
from dragoman.bargaining.uncertainty.rooms import find_room, find_zones, ruin_of
from dragoman.bargaining.uncertainty.searching import goal_of
from dragoman.bargaining.uncertainty.tables import SpaceTables, tables_of

N_DRAWS = 5


def _drawn(sheet: Sheet) -> tuple[Floats, SpaceTables]:
    drawing = draw(sheet, n_draws=N_DRAWS, method=DrawingMethod.MONTE_CARLO)
    values = sheet.draw(drawing.shares)
    return values, tables_of(sheet, values)


def _sizes(sheet: Sheet) -> list[int]:
    return [len(options) for options in sheet.options]


@settings(max_examples=30, deadline=None)
@given(sheets())
def test_tables_hold_what_the_space_of_each_draw_holds(sheet: Sheet) -> None:
    values, tables = _drawn(sheet)
    for place, row in enumerate(values):
        space = sheet.space_at(row)
        for issue in range(len(sheet.issues)):
            assert np.array_equal(tables.worth[issue][..., place], space.worth[issue])
            assert np.array_equal(tables.forbidden[issue][..., place], space.forbidden[issue])
        assert np.array_equal(tables.reservation[:, place], floor_of(space.reservation))


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_a_margin_of_zero_or_more_is_the_zone(sheet: Sheet) -> None:
    values, tables = _drawn(sheet)
    packages = every_package(_sizes(sheet))
    margins = package_margins(tables, packages)
    for place, row in enumerate(values):
        in_zone = sheet.space_at(row).is_in_zone(packages)
        assert np.array_equal(margins[:, place] >= 0, in_zone)
    same = np.tile(packages[-1], (tables.n_draws, 1))
    assert np.array_equal(own_margins(tables, same), margins[-1])


@pytest.mark.parametrize("most_listed", [10_000, 0])
@settings(max_examples=60, deadline=None)
@given(sheet=sheets())
def test_zones_are_those_that_listing_each_space_finds(most_listed: int, sheet: Sheet) -> None:
    values, tables = _drawn(sheet)
    packages = every_package(_sizes(sheet))
    zones = find_zones(tables, most_listed=most_listed)
    assert not zones.is_undecided.any()
    for place, row in enumerate(values):
        space = sheet.space_at(row)
        assert zones.has_zone[place] == space.is_in_zone(packages).any()
        if zones.has_zone[place]:
            assert space.is_in_zone(zones.witness[place][None]).all()
    if zones.listed is not None:
        counts = sum(sheet.space_at(row).is_in_zone(zones.listed.packages) for row in values)
        assert np.array_equal(zones.listed.in_zone, counts)


@pytest.mark.parametrize(("most_listed", "coarseness"), [(10_000, 0.0), (0, 0.0), (0, 0.2)])
@settings(max_examples=40, deadline=None)
@given(sheet=sheets())
def test_room_is_the_largest_margin(most_listed: int, coarseness: float, sheet: Sheet) -> None:
    _, tables = _drawn(sheet)
    best = package_margins(tables, every_package(_sizes(sheet))).max(axis=0)
    best = np.where(np.isneginf(best), ruin_of(tables), best)
    room = find_room(tables, most_listed=most_listed, coarseness=coarseness)
    assert np.array_equal(room >= 0, best >= 0)
    if coarseness:
        assert (room <= best).all()
        assert (best <= room + coarseness * 4.5).all()
    else:
        assert np.allclose(room, best, atol=1e-7)


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_no_package_passes_the_bound(sheet: Sheet) -> None:
    _, tables = _drawn(sheet)
    best = package_margins(tables, every_package(_sizes(sheet))).max(axis=0)
    bounds = find_bounds(tables, steps=30)
    assert (bounds.most >= best - 1e-9).all()
    assert (bounds.least <= best).all()


@settings(max_examples=20, deadline=None)
@given(sheet=sheets(), most_listed=st.sampled_from([0, 10_000]))
def test_settled_issues_keep_their_option(sheet: Sheet, most_listed: int) -> None:
    values, tables = _drawn(sheet)
    fixed = np.full(len(sheet.issues), -1)
    fixed[0] = 1
    packages = every_package(_sizes(sheet))
    packages = packages[packages[:, 0] == 1]
    zones = find_zones(tables, fixed=fixed, most_listed=most_listed)
    room = find_room(tables, fixed=fixed, most_listed=most_listed)
    for place, row in enumerate(values):
        assert zones.has_zone[place] == sheet.space_at(row).is_in_zone(packages).any()
    assert np.array_equal(room >= 0, zones.has_zone)


def test_ruin_lies_below_every_margin_and_zero() -> None:
    builder = SheetBuilder(("VEL", "ORM"), (2,))
    builder.likes(0, 0, 1.0, (0.5, 0.75))
    builder.likes(1, 0, 1.0, (1.0, 0.5))
    builder.reserves(0, 0.25)
    builder.reserves(1, 0.5)
    for option in (0, 1):
        builder.refuses(0, 0, option, 1.0)
    _, tables = _drawn(builder.sheet())
    assert find_room(tables).tolist() == [-0.005]
    assert not find_zones(tables).has_zone.any()


def test_parties_without_reservations_have_all_the_room() -> None:
    builder = SheetBuilder(("VEL", "ORM"), (2,))
    builder.likes(0, 0, 1.0, (0.5, 0.75))
    builder.likes(1, 0, 1.0, (1.0, 0.5))
    _, tables = _drawn(builder.sheet())
    for most_listed in (0, 100):
        assert find_room(tables, most_listed=most_listed).tolist() == [np.inf]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(-3, 3)), min_size=1, max_size=5),
    st.integers(0, 12),
)
def test_listing_coalitions_and_sorting_factions_agree(
    rows: list[tuple[int, int]], needed: int
) -> None:
    seats = tuple(float(held) for held, _ in rows)
    margins = np.array([[[float(margin)]] for _, margin in rows])
    chamber = Chamber(
        party=0, body="Diet", factions=tuple(range(len(rows))), seats=seats, needed=float(needed)
    )
    pad = MOST_LISTED_FACTIONS + 1
    large = Chamber(
        party=0,
        body="Diet",
        factions=tuple(range(len(rows) + pad)),
        seats=seats + (0.0,) * pad,
        needed=float(needed),
    )
    more = np.concatenate([margins, np.full((pad, 1, 1), -9.0)])
    listed, by_order = chamber_margin(chamber, margins), chamber_margin(large, more)
    assert needed == 0 or np.array_equal(listed, by_order)


@pytest.mark.parametrize("find", [find_zones, find_room])
def test_a_million_packages_are_searched_without_listing(
    find: Callable[[SpaceTables], object],
) -> None:
    rng = np.random.default_rng(3)
    builder = SheetBuilder(("VEL", "ORM", "KAR"), (4,) * 10)
    for player in range(3):
        for issue in range(10):
            scores = [(max(0.0, s - 0.1), min(1.0, s + 0.1)) for s in rng.random(4)]
            builder.likes(player, issue, 0.1, scores)
        builder.reserves(player, (0.60, 0.72))
    _, tables = _drawn(builder.sheet())
    zones, room = find_zones(tables), find_room(tables)
    assert zones.listed is None
    assert np.array_equal(zones.has_zone, room >= 0)
    assert find(tables) is not None


def test_what_is_worth_finding_next_never_skips_zero() -> None:
    margins, slack = np.array([-1.0, -0.1, -1e-9, 0.0, 0.3]), 1e-6
    goals = goal_of(margins, slack, 0.2)
    assert goals == pytest.approx([-0.8, -slack, slack, 0.2, 0.5], abs=1e-8)

"""The chance of a zone and of packages in it, and who refuses them why."""

import numpy as np
import pytest
from hypothesis import given, settings
from uncertainty_sheets import SheetBuilder, sheets, two_parties

from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Chamber, Tie
from dragoman.bargaining.uncertainty import DrawingMethod, draw, find_zone_chance
from dragoman.bargaining.uncertainty.zone import Ground

MIDDLE, BEST = np.array([1]), np.array([2])


@pytest.mark.parametrize("method", [DrawingMethod.MONTE_CARLO, DrawingMethod.QUASI_MONTE_CARLO])
def test_the_chance_of_a_zone_is_that_of_the_reservation_that_allows_it(
    method: DrawingMethod,
) -> None:
    sheet = two_parties(reservation=(0.2, 0.8))
    found = find_zone_chance(sheet, draw(sheet, n_draws=1024, method=method))
    assert found.exists.low <= 0.5 <= found.exists.high
    assert found.exists.high - found.exists.low < 0.1
    assert (found.n_draws, found.seed, found.method) == (1024, 0, method)
    assert found.is_listed


def test_a_seed_gives_the_same_answer() -> None:
    sheet = two_parties()
    assert find_zone_chance(sheet, draw(sheet)) == find_zone_chance(sheet, draw(sheet))


def test_the_verdict_names_who_refuses_why_and_by_how_much() -> None:
    sheet = two_parties(reservation=(0.2, 0.8))
    found = find_zone_chance(sheet, draw(sheet), packages={"draft": MIDDLE})
    (draft,) = found.packages
    assert draft.choices == (("i0", "o1"),)
    assert [verdict.player for verdict in draft.verdicts] == ["VEL", "ORM"]
    (refusal,) = draft.verdicts[0].refusals
    assert refusal.ground is Ground.RESERVATION
    assert refusal.chance.probability == pytest.approx(0.5, abs=0.01)
    assert refusal.shortfall == pytest.approx(0.15, abs=0.01)
    assert draft.verdicts[1].refusals == ()
    assert draft.verdicts[1].accepts.probability == 1.0


def test_red_lines_conditions_and_chambers_are_told_apart() -> None:
    builder = SheetBuilder(("VEL", "ORM", "fishers"), (2, 2), n_factions=1)
    for player in range(3):
        for issue in range(2):
            builder.likes(player, issue, 0.5, (0.5, 0.5))
        builder.reserves(player, 0.2 if player < 2 else (0.4, 0.8))
    builder.refuses(0, 0, 1, 0.75)
    builder.ties_to(Tie(player=1, issue=0, option=1, other=1, allowed=frozenset({0})), 0.25)
    builder.chambers.append(
        Chamber(party=1, body="Diet", factions=(2,), seats=(30.0,), needed=16.0)
    )
    sheet = builder.sheet()
    drawing = draw(sheet, n_draws=4096)
    (package,) = find_zone_chance(sheet, drawing, packages={"draft": np.array([1, 1])}).packages
    verdicts = {verdict.player: verdict for verdict in package.verdicts}
    (red_line,) = verdicts["VEL"].refusals
    assert (red_line.ground, red_line.at) == (Ground.RED_LINE, "i0.o1")
    assert red_line.chance.probability == pytest.approx(0.75, abs=0.01)
    (condition,) = verdicts["ORM"].refusals
    assert (condition.ground, condition.at) == (Ground.CONDITION, "i0.o1")
    assert condition.chance.probability == pytest.approx(0.25, abs=0.01)
    (approval,) = package.approvals
    assert (approval.party, approval.body) == ("ORM", "Diet")
    assert approval.approves.probability == pytest.approx(0.25, abs=0.01)
    assert package.in_zone.probability == pytest.approx(0.25 * 0.75 * 0.25, abs=0.02)


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_chances_are_counted_over_the_spaces_of_the_draws(sheet: Sheet) -> None:
    drawing = draw(sheet, n_draws=8, method=DrawingMethod.MONTE_CARLO)
    package = np.zeros(len(sheet.issues), dtype=np.int64)
    found = find_zone_chance(sheet, drawing, packages={"first": package})
    spaces = [sheet.space_at(row) for row in sheet.draw(drawing.shares)]
    (judged,) = found.packages
    in_zone = np.mean([space.is_in_zone(package[None])[0] for space in spaces])
    assert judged.in_zone.probability == in_zone
    accepted = np.mean([space.is_accepted(package[None])[0] for space in spaces], axis=0)
    for verdict in judged.verdicts:
        place = sheet.players.index(verdict.player)
        assert verdict.accepts.probability == accepted[place]
        assert bool(verdict.refusals) == (accepted[place] < 1)
        assert verdict.is_party == (place < sheet.n_parties)
    order = [(not v.is_needed, v.accepts.probability) for v in judged.verdicts]
    assert order == sorted(order)
    assert all(v.is_needed for v in judged.verdicts if v.is_party)
    for robust in found.robust:
        assert judged.in_zone.probability <= found.robust[0].in_zone.probability
        assert robust.in_zone.probability > 0


def test_an_open_draft_is_judged_by_whether_it_can_be_completed() -> None:
    builder = SheetBuilder(("VEL", "ORM"), (2, 3))
    builder.likes(0, 0, 0.5, (0.0, 1.0))
    builder.likes(0, 1, 0.5, (0.0, 0.5, 1.0))
    builder.likes(1, 0, 0.5, (1.0, 0.0))
    builder.likes(1, 1, 0.5, (1.0, 0.5, 0.0))
    builder.reserves(0, (0.6, 1.0))
    builder.reserves(1, 0.25)
    sheet = builder.sheet()
    packages = {"lead": np.array([1, -1]), "poor": np.array([0, -1])}
    lead, poor = find_zone_chance(sheet, draw(sheet), packages=packages).packages
    assert lead.open_issues == ("i1",)
    assert lead.choices == (("i0", "o1"),)
    assert lead.verdicts == ()
    assert lead.in_zone.probability == pytest.approx(0.375, abs=0.01)
    assert poor.in_zone.probability == 0.0


def test_the_most_robust_package_comes_first() -> None:
    sheet = two_parties(reservation=(0.2, 0.6), other=(-0.4, 0.4))
    robust = find_zone_chance(sheet, draw(sheet)).robust
    assert [package.choices for package in robust] == [(("i0", "o1"),), (("i0", "o2"),)]
    chances = [package.in_zone.probability for package in robust]
    assert chances == pytest.approx([0.75, 0.5], abs=0.01)
    searched = find_zone_chance(sheet, draw(sheet), most_listed=0)
    assert not searched.is_listed
    assert searched.exists == find_zone_chance(sheet, draw(sheet)).exists


def test_without_anything_uncertain_the_answer_is_yes_or_no() -> None:
    sheet = two_parties(reservation=0.5)
    found = find_zone_chance(sheet, draw(sheet), packages={"best": BEST})
    assert found.n_draws == 1
    assert (found.exists.low, found.exists.high) == (1.0, 1.0)
    assert found.packages[0].in_zone.probability == 0.0


def test_a_faction_that_is_not_needed_comes_after_those_that_are() -> None:
    builder = SheetBuilder(("VEL", "ORM", "left", "right"), (2,), n_factions=2)
    for player in range(4):
        builder.likes(player, 0, 1.0, (0.5, 0.5))
        builder.reserves(player, (0.2, 0.6) if player < 3 else 0.9)
    builder.chambers.append(
        Chamber(party=0, body="Diet", factions=(2, 3), seats=(60.0, 40.0), needed=51.0)
    )
    sheet = builder.sheet()
    (package,) = find_zone_chance(sheet, draw(sheet), packages={"a": np.array([0])}).packages
    assert package.verdicts[-1].player == "right"
    needed = {v.player: v.is_needed for v in package.verdicts}
    assert needed == {"VEL": True, "ORM": True, "left": True, "right": False}

import numpy as np
import pytest

from dragoman.bargaining.space import Bonus, Chamber, IssueSpace, Tie, additive_space


def _space(**changed: object) -> IssueSpace:
    given: dict[str, object] = {
        "players": ("A", "B", "hawks", "doves"),
        "n_parties": 2,
        "issues": ("land", "money"),
        "options": (("none", "half", "all"), ("low", "high")),
        "worth": (
            np.array([[0.0, 0.3, 0.6], [0.6, 0.3, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
            np.array([[0.4, 0.0], [0.0, 0.4], [0.0, 0.0], [0.0, 0.0]]),
        ),
        "reservation": np.array([0.3, 0.3, 0.5, 0.5]),
        "forbidden": (np.zeros((4, 3), bool), np.zeros((4, 2), bool)),
    }
    given.update(changed)
    return IssueSpace(**given)  # type: ignore[arg-type]


EVERY = np.array([[i, j] for i in range(3) for j in range(2)])


def test_utilities_are_sums_of_worths_with_bonuses_where_all_pairs_are_held() -> None:
    space = _space(bonuses=(Bonus(player=0, pairs=((0, 1), (1, 1)), worth=0.25),))
    assert space.utilities(np.array([[1, 1], [1, 0]]))[:, 0].tolist() == [0.55, 0.7]
    assert not space.is_additive


def test_a_red_line_bars_a_package_for_its_party_alone() -> None:
    lines = np.zeros((4, 3), bool)
    lines[1, 2] = True
    space = _space(forbidden=(lines, np.zeros((4, 2), bool)))
    assert space.is_permitted(np.array([[2, 0]])).tolist() == [[True, False, True, True]]


def test_a_tie_bars_its_option_only_without_what_it_asks_for() -> None:
    tie = Tie(player=0, issue=0, option=1, other=1, allowed=frozenset({1}))
    permitted = _space(ties=(tie,)).is_permitted(np.array([[1, 0], [1, 1], [0, 0]]))
    assert permitted[:, 0].tolist() == [False, True, True]
    assert permitted[:, 1].all()


def test_a_party_accepts_at_its_reservation_value_and_not_below_it() -> None:
    space = _space()
    accepted = space.is_accepted(np.array([[1, 1], [0, 1]]))
    assert accepted[:, 0].tolist() == [True, False]  # 0.3 and 0.0 against 0.3


def test_a_chamber_counts_the_seats_of_the_factions_that_accept() -> None:
    chamber = Chamber(party=0, body="House", factions=(2, 3), seats=(60.0, 40.0), needed=51.0)
    space = _space(chambers=(chamber,))
    assert space.is_ratified(EVERY)[:, 0].tolist() == [False] * 4 + [True] * 2
    assert _space().is_ratified(EVERY).shape == (6, 0)


def test_the_zone_asks_for_all_parties_and_all_chambers() -> None:
    assert _space().is_in_zone(EVERY).tolist() == [True, False, True, True, False, True]
    chamber = Chamber(party=0, body="House", factions=(2, 3), seats=(60.0, 40.0), needed=51.0)
    assert _space(chambers=(chamber,)).is_in_zone(EVERY).tolist() == [False] * 5 + [True]


def test_packages_are_named_and_found_again_with_their_blanks() -> None:
    space = _space()
    package = space.package({"money": "high"})
    assert package.tolist() == [-1, 1]
    assert space.named(package) == {"money": "high"}
    assert space.n_packages == 6
    for unknown in ({"sea": "high"}, {"money": "most"}):
        with pytest.raises(KeyError):
            space.package(unknown)


def test_a_space_of_arrays_alone_accepts_every_package() -> None:
    space = additive_space([np.array([[0.0, 1.0], [1.0, 0.0]])])
    assert space.is_in_zone(np.array([[0], [1]])).all()


def test_a_sum_that_loses_its_last_digit_still_reaches_the_reservation() -> None:
    worth = [np.array([[0.1, 0.0]]), np.array([[0.7, 0.0]])]
    space = additive_space(worth, reservation=np.array([0.8]))
    assert 0.1 + 0.7 < 0.8
    assert space.is_accepted(np.array([[0, 0], [0, 1]]))[:, 0].tolist() == [True, False]

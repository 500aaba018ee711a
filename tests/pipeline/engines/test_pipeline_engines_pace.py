"""How long it will take: said only once there is a basis, from what was measured."""

import pytest

from dragoman.cli.progress import _Clock
from dragoman.pipeline.progress import Pace, left_in_words, pace_in_words


def test_nothing_is_said_before_there_is_a_basis() -> None:
    pace = Pace()
    pace.note(0, 0.0)
    assert pace.left_s(100, 60.0) is None
    pace.note(1, 60.0)
    pace.note(2, 60.5)
    assert pace.per_s(60.5) is None
    pace.note(3, 90.0)
    assert pace.per_s(90.0) is None
    assert Pace().left_s(None, 0.0) is None


def test_loading_before_the_first_result_does_not_count() -> None:
    pace = Pace()
    pace.note(0, 0.0)
    for n in range(1, 12):
        pace.note(n, 1000.0 + n)
    assert pace.per_s(1011.0) == pytest.approx(1.0)
    assert pace.left_s(111, 1011.0) == pytest.approx(100.0)


def test_a_change_of_pace_is_followed() -> None:
    pace = Pace()
    for n in range(1, 1001):
        pace.note(n, 0.1 * n)
    for n in range(1, 501):
        pace.note(1000 + n, 100.0 + 2.0 * n)
    assert pace.per_s(1100.0) == pytest.approx(0.5, rel=0.05)


def test_a_standstill_makes_the_time_left_longer() -> None:
    pace = Pace()
    for n in range(1, 11):
        pace.note(n, float(n))
    early, late = pace.left_s(20, 10.0), pace.left_s(20, 100.0)
    assert early is not None
    assert late is not None
    assert late > 5 * early


def test_other_work_begins_anew() -> None:
    pace = Pace()
    for n in range(1, 11):
        pace.note(n, float(n))
    pace.note(1, 20.0)
    assert pace.per_s(20.0) is None


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3, "a few seconds left"),
        (42, "about 40 s left"),
        (700, "about 12 min left"),
        (3 * 3600, "about 3 h left"),
        (5 * 86400, "about 5 days left"),
    ],
)
def test_the_time_left_is_said_no_finer_than_it_is_known(seconds: float, said: str) -> None:
    assert left_in_words(seconds) == said


@pytest.mark.parametrize(
    ("per_s", "said"),
    [(120.0, "120 a second"), (2.5, "2.5 a second"), (0.5, "30 a minute"), (0.001, "3.6 an hour")],
)
def test_the_pace_is_said_in_a_unit_that_fits(per_s: float, said: str) -> None:
    assert pace_in_words(per_s) == said


def test_a_line_of_progress_says_how_long_it_will_take() -> None:
    clock = _Clock()
    assert clock.left("reading", 0, 100, 0.0) == ""
    for n in range(1, 11):
        told = clock.left("reading", n, 100, 60.0 + n)
    assert told == "60 a minute, about 2 min left"
    assert clock.left("putting together", 1, 100, 71.0) == ""

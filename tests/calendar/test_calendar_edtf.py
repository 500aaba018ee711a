from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.calendar import describe, interval, is_edtf, overlaps
from dragoman.calendar.edtf import written
from dragoman.errors import BadRequest

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "low", "high"),
    [
        ("2025-03-18", date(2025, 3, 18), date(2025, 3, 18)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31)),
        ("2025-24", date(2025, 12, 1), date(2026, 2, 28)),
        ("2025-03-18T23:30:00+03:00", date(2025, 3, 18), date(2025, 3, 18)),
        ("2025-03-18T09:15Z", date(2025, 3, 18), date(2025, 3, 18)),
        ("2025-03-18~", date(2025, 3, 18), date(2025, 3, 18)),
        ("../2025-03-18", None, date(2025, 3, 18)),
        ("2025-03/..", date(2025, 3, 1), None),
        ("2025-03-12/2025-04", date(2025, 3, 12), date(2025, 4, 30)),
    ],
)
def test_an_edtf_time_has_a_first_and_a_last_day(
    edtf: str, low: date | None, high: date | None
) -> None:
    assert interval(edtf) == (low, high)


@pytest.mark.parametrize(
    "text", ["", "Tuesday", "2025-13", "2025-02-30", "../..", "2025-04/2025-03", "2025-03-18??"]
)
def test_what_is_not_edtf_is_refused_with_a_way_out(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(BadRequest):
        interval(text)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-03-18", "18 March 2025"),
        ("2025-03-12/2025-03-18", "between 12 and 18 March 2025"),
        ("2025-03-28/2025-04-02", "between 28 March and 2 April 2025"),
        ("2024-12-30/2025-01-02", "between 30 December 2024 and 2 January 2025"),
        ("2025-03", "March 2025"),
        ("199X", "the 1990s"),
        ("2025-21", "spring 2025"),
        ("../2025-03-18", "until 18 March 2025"),
        ("2025-03-18/..", "from 18 March 2025 on"),
        ("2025-03-18~", "about 18 March 2025"),
        ("2025-03-18?", "18 March 2025 (uncertain)"),
        ("2025-03-18T10:00:00+02:00", "18 March 2025"),
    ],
)
def test_a_time_is_told_in_british_day_order(edtf: str, words: str) -> None:
    assert describe(edtf) == words


@given(DAYS, st.integers(0, 900))
def test_days_written_as_edtf_read_back_as_the_same_days(low: date, length: int) -> None:
    high = low + timedelta(length)
    assert interval(written(low, high)) == (low, high)


@given(DAYS, DAYS)
def test_overlap_is_symmetric_and_an_interval_overlaps_its_own_ends(a: date, b: date) -> None:
    low, high = sorted((a, b))
    span = f"{low}/{high}"
    assert overlaps(span, str(low))
    assert overlaps(str(high), span)
    assert overlaps(str(a), str(b)) == overlaps(str(b), str(a)) == (a == b)


def test_an_open_end_overlaps_everything_on_its_side() -> None:
    assert overlaps("2025-03-18/..", "2031")
    assert not overlaps("2025-03-18/..", "2025-03-17")


@given(DAYS, DAYS)
def test_every_interval_can_be_told(a: date, b: date) -> None:
    low, high = sorted((a, b))
    assert str(high.year) in describe(f"{low}/{high}")

"""Days and instants as people write them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.instants import days, edtf


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-19T08:00:00+01:00", "2025-03-19T08:00:00+01:00"),
        ("2025-03-19T08:00:00Z", "2025-03-19T08:00:00Z"),
        ("2025-03-19T08:00:00.123Z", "2025-03-19T08:00:00Z"),
        ("2025-03-19T08:00+0100", "2025-03-19T08:00:00+01:00"),
        ("2025-03-19 08:00:00 +0100", "2025-03-19T08:00:00+01:00"),
        ("2025-03-19 08:00:00 UTC", "2025-03-19T08:00:00+00:00"),
        ("2025-03-19T08:00:00", "2025-03-19T08:00:00"),
        ("2025-03-19", "2025-03-19"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("March 2025", "2025-03"),
        ("20250319T081500Z", "2025-03-19T08:15:00Z"),
        ("20250319", "2025-03-19"),
        ("2025/03/19", "2025-03-19"),
        ("Wed, 19 Mar 2025 08:00:00 +0100", "2025-03-19T08:00:00+01:00"),
        ("19 Mar 2025 08:00:00 -0000", "2025-03-19T08:00:00Z"),
        ("Wed, 19 Mar 2025 08:00:00 GMT", "2025-03-19T08:00:00+00:00"),
        ("19 March 2025", "2025-03-19"),
        ("19th of March 2025", "2025-03-19"),
        ("March 19, 2025", "2025-03-19"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("March 19, 2025 at 3:05 PM EST", "2025-03-19T15:05:00-05:00"),
        ("Wednesday, March 19, 2025 - 12:30 a.m.", "2025-03-19T00:30:00"),
        ("19.03.2025", "2025-03-19"),
        ("19.3.2025, 14:05 Uhr", "2025-03-19T14:05:00"),
        ("25/03/2025", "2025-03-25"),
        ("03/25/2025", "2025-03-25"),
        ("04/04/2025", "2025-04-04"),
        ("19. März 2025", "2025-03-19"),
        ("19 mars 2025", "2025-03-19"),
        ("19 марта 2025", "2025-03-19"),
        ("19 березня 2025", "2025-03-19"),
        ("1742371200", "2025-03-19T08:00:00Z"),
        ("1742371200000", "2025-03-19T08:00:00Z"),
    ],
)
def test_a_written_time_becomes_edtf(written: str, meant: str) -> None:
    assert edtf(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "03/04/2025",
        "Tuesday",
        "19 March",
        "2025-13-01",
        "2025-02-30",
        "31.04.2025",
        "0042",
        "soon",
    ],
)
def test_what_is_no_day_or_two_days_is_unknown(written: str) -> None:
    assert edtf(written) is None


def test_an_unknown_zone_leaves_the_day() -> None:
    assert edtf("19 March 2025 10:40 XYZT") == "2025-03-19"


def test_all_days_of_a_line_are_found_with_their_stretch() -> None:
    line = "Posted 19 March 2025, 10:40 GMT; updated March 20, 2025"
    found = [(day.edtf, line[day.start : day.end]) for day in days(line)]
    assert found == [
        ("2025-03-19T10:40:00+00:00", "19 March 2025, 10:40 GMT"),
        ("2025-03-20", "March 20, 2025"),
    ]


@given(st.datetimes(min_value=datetime(1900, 1, 1)))  # noqa: DTZ001
def test_an_iso_instant_is_kept_as_given(moment: datetime) -> None:
    written = moment.strftime("%Y-%m-%dT%H:%M:%S+02:00")
    expected = written if moment.year < 3000 else None
    assert edtf(written) == expected


@given(st.text(max_size=120))
def test_no_text_makes_it_fail(text: str) -> None:
    edtf(text)
    list(days(text))

"""The charts' layout: days on an axis, marks that do not cover each other, counts, the ring."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.briefing import RoadMap, Step
from dragoman.workbench.charts import Bond, count_marks, lay_lanes, lay_net, lay_roads
from dragoman.workbench.charts.axis import TICKS_AT_MOST, axis_over
from dragoman.workbench.charts.lanes import LaneMark, core_stretch
from dragoman.workbench.charts.network import NODES_AT_MOST, Named

DAYS = st.dates()


def mark(number: int, start: date | None, end: date | None, lane: str = "call") -> LaneMark:
    return LaneMark(
        number=number,
        entry=f"e{number}",
        href="",
        lane=lane,
        look="held",
        label="",
        kind="contact",
        status="held",
        start=start,
        end=end,
    )


@given(DAYS, DAYS)
def test_any_stretch_has_few_ticks_in_order_within_the_plot(one: date, other: date) -> None:
    axis = axis_over(min(one, other), max(one, other), 100, 900)
    ticks = axis.ticks()
    assert len(ticks) <= TICKS_AT_MOST
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
    assert all(99 <= tick.x <= 901 for tick in ticks)
    assert 100 <= axis.x(one) <= 900


def test_ticks_name_the_year_where_it_begins() -> None:
    axis = axis_over(date(2025, 10, 3), date(2026, 4, 20), 0, 800)
    assert [tick.label for tick in axis.ticks()] == [
        "Oct 2025", "Nov", "Dec", "Jan 2026", "Feb", "Mar", "Apr",
    ]  # fmt: skip


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=40))
@settings(deadline=None)
def test_no_mark_covers_another_in_its_row(spans: list[tuple[date, int]]) -> None:
    marks = [
        mark(n, start, min(start, date.max - timedelta(days=days)) + timedelta(days=days))
        for n, (start, days) in enumerate(spans)
    ]
    days = [day for m in marks for day in (m.start, m.end) if day]
    drawn = lay_lanes(marks, (min(days), max(days)), ("call",), "")
    rows: dict[float, list[tuple[float, float]]] = {}
    for placed in drawn.marks:
        rows.setdefault(placed.y, []).append((placed.x, placed.x_end))
    for found in rows.values():
        found.sort()
        assert all(a[1] < b[0] for a, b in itertools.pairwise(found))
    assert len(drawn.marks) == len(marks)


def test_an_open_end_reaches_a_little_and_an_unknown_start_too() -> None:
    day = date(2025, 3, 18)
    drawn = lay_lanes(
        [mark(1, day, None), mark(2, None, day)], (date(2025, 1, 1), date(2025, 6, 1)), (), ""
    )
    ends = {placed.mark.number: (placed.x, placed.x_end) for placed in drawn.marks}
    assert ends[1][0] < ends[1][1] < 300 + ends[1][0]
    assert ends[2][0] < ends[2][1] == ends[1][0]


@given(st.lists(DAYS, min_size=1, max_size=60), st.dates(), st.dates())
@settings(deadline=None)
def test_counts_lose_nothing_in_any_unit(days: list[date], one: date, other: date) -> None:
    marks = [mark(n, day, day) for n, day in enumerate(days)]
    stretch = (min([*days, one, other]), max([*days, one, other]))
    drawn = count_marks(marks, stretch, (), "")
    assert sum(bar.count for bucket in drawn.buckets for bar in bucket.bars) == len(days)
    assert len(drawn.buckets) <= 101
    assert all(b.since <= b.until for b in drawn.buckets)
    for bucket in drawn.buckets:
        held = sum(bucket.since <= day <= bucket.until for day in days)
        assert held == sum(bar.count for bar in bucket.bars)


def test_a_day_far_off_does_not_press_the_rest_together() -> None:
    near = [date(1978, 9, n) for n in range(1, 18)]
    days = [(day, day) for day in [date(1967, 6, 5), *near]]
    assert core_stretch(days) == (near[0], near[-1])
    assert core_stretch(days[:3]) == (date(1967, 6, 5), near[1])
    assert core_stretch([]) is None


def test_many_far_days_are_no_exception_but_the_matter() -> None:
    days = [(date(1967, 6, n), date(1967, 6, n)) for n in range(1, 9)]
    days += [(date(1978, 9, n), date(1978, 9, n)) for n in range(1, 9)]
    assert core_stretch(days) == (date(1967, 6, 1), date(1978, 9, 8))


def test_the_busiest_are_drawn_and_the_rest_counted() -> None:
    bonds = [Bond(first="hub", second=f"n{n:02}", held=40 - n) for n in range(30)]
    named = {id: Named(label=id) for bond in bonds for id in (bond.first, bond.second)}
    net = lay_net(bonds, named)
    assert len(net.nodes) == NODES_AT_MOST
    assert net.omitted == 31 - NODES_AT_MOST
    assert {node.id for node in net.nodes} == {"hub", *(f"n{n:02}" for n in range(15))}
    assert net == lay_net(list(reversed(bonds)), dict(reversed(named.items())))


def test_partners_stand_beside_each_other() -> None:
    pairs = [("a", "d"), ("b", "e"), ("c", "f")]
    bonds = [Bond(first=one, second=other, held=9) for one, other in pairs]
    net = lay_net(bonds, {id: Named(label=id) for pair in pairs for id in pair})
    order = [node.id for node in net.nodes]
    for one, other in pairs:
        apart = abs(order.index(one) - order.index(other))
        assert apart in (1, len(order) - 1)


def test_a_circle_of_preconditions_is_drawn_all_the_same() -> None:
    steps = (
        Step(number=1, label="one", stage="proposed", compliance="", after=(2,), column=1),
        Step(number=2, label="two", stage="proposed", compliance="", after=(1,), column=1),
    )
    roads = lay_roads(RoadMap(title="", alternative="", steps=steps), {}, {})
    assert roads is not None
    assert len(roads.squares) == len(roads.ways) == 2
    assert lay_roads(RoadMap(title="", alternative=""), {}, {}) is None

"""The road map: commitments down, by stage or by what must come first, from left to right."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from dragoman.briefing import RoadMap, Step

WIDTH, LEFT, RIGHT = 960, 330, 940
ROW, TOP = 34, 46
SETTLED = ("confirmed by both", "signed")
STAGES = ("proposed", "claimed by one", "confirmed by both", "signed", "withdrawn")
_MISSING = "stage not given"
_FILLS = {"kept so far": "way", "completed": "held"}
_BROKEN = ("reported broken", "lapsed")
_LABEL = 46
"""Characters of an undertaking that stand beside its mark."""


@frozen(kw_only=True)
class Square:
    """One commitment; ``fill`` is held, way or paper, ``is_open`` while not yet settled."""

    number: int
    entry: str
    href: str
    label: str
    told: str
    x: float
    y: float
    fill: str
    is_broken: bool
    is_open: bool
    stage: str
    compliance: str


@frozen(kw_only=True)
class Way:
    """What must come first: from one square to another."""

    first: int
    second: int
    x1: float
    y1: float
    x2: float
    y2: float


@frozen(kw_only=True)
class Column:
    """The name of a column, in lines."""

    x: float
    lines: tuple[str, ...]


@frozen(kw_only=True)
class Roads:
    """The drawn road map."""

    width: float
    height: float
    left: float
    right: float
    columns: tuple[Column, ...]
    squares: tuple[Square, ...]
    ways: tuple[Way, ...]
    alternative: str


def lay_roads(road: RoadMap, entries: Mapping[int, str], hrefs: Mapping[int, str]) -> Roads | None:
    """Lay the road map out as the brief does; None where there is no commitment.

    ``entries`` and ``hrefs`` are by the numbers of the steps.
    """
    if not road.steps:
        return None
    is_ordered = any(step.after for step in road.steps)
    columns = _columns(road.steps, is_ordered=is_ordered)
    width = (RIGHT - LEFT) / len(columns)
    xs = {name: round(LEFT + (n + 0.5) * width, 1) for n, name in enumerate(columns)}
    steps = sorted(road.steps, key=lambda s: (s.column if is_ordered else 0, s.number))
    squares = tuple(
        _square(step, xs[_column(step, is_ordered=is_ordered)], n, entries, hrefs)
        for n, step in enumerate(steps)
    )
    by_number = {square.number: square for square in squares}
    ways = tuple(
        _way(by_number[number], by_number[step.number])
        for step in steps
        for number in step.after
        if number in by_number
    )
    return Roads(
        width=WIDTH,
        height=TOP + len(squares) * ROW + 8,
        left=LEFT,
        right=RIGHT,
        columns=tuple(Column(x=xs[name], lines=_lines(name)) for name in columns),
        squares=squares,
        ways=ways,
        alternative=road.alternative,
    )


def _columns(steps: Sequence[Step], *, is_ordered: bool) -> list[str]:
    if is_ordered:
        return [_place(n) for n in range(max(step.column for step in steps) + 1)]
    missing = [_MISSING] if any(not step.stage for step in steps) else []
    return [*missing, *STAGES]


def _place(column: int) -> str:
    return "first" if column == 0 else f"after {column}"


def _column(step: Step, *, is_ordered: bool) -> str:
    return _place(step.column) if is_ordered else step.stage or _MISSING


def _lines(name: str) -> tuple[str, ...]:
    head, by, tail = name.partition(" by ")
    return (head, f"by {tail}") if by else (name,)


def _square(
    step: Step, x: float, row: int, entries: Mapping[int, str], hrefs: Mapping[int, str]
) -> Square:
    stages = ", ".join(part for part in (step.stage, step.compliance, step.overdue) if part)
    label = step.label if len(step.label) <= _LABEL else step.label[: _LABEL - 1].rstrip() + "…"
    return Square(
        number=step.number,
        entry=entries.get(step.number, ""),
        href=hrefs.get(step.number, ""),
        label=label,
        told=f"{step.label} ({stages or _MISSING})",
        x=x,
        y=TOP + row * ROW + ROW / 2,
        fill=_FILLS.get(step.compliance, "paper"),
        is_broken=step.compliance in _BROKEN,
        is_open=step.stage not in SETTLED,
        stage=step.stage or _MISSING,
        compliance=step.compliance or "not known",
    )


def _way(first: Square, second: Square) -> Way:
    return Way(
        first=first.number, second=second.number, x1=first.x, y1=first.y, x2=second.x, y2=second.y
    )

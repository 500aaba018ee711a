"""What the charts show: time line, matrix and road map, with titles that carry the answer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve

from dragoman.briefing.content import Cell, LaneMark, Matrix, RoadMap, Row, Step, TimeLine
from dragoman.briefing.days import plain_day, span
from dragoman.briefing.keeping import implementation_words, overdue_words
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.movements import matrix_title, moved_words
from dragoman.briefing.predicates import verb
from dragoman.briefing.undertakings import last_stage, measure_words
from dragoman.briefing.wording import capital, counted, joined, tidy
from dragoman.model import AgreementStage, Commitment, Contact, Position, Stance

DRAWN_AT_MOST = 120
"""Contacts on the drawn time line, the newest; the table behind it holds them all."""

STEPS_AT_MOST = 24
"""Commitments on the drawn road map."""

_STAND = {
    Stance.FOR: "for",
    Stance.AGAINST: "against",
    Stance.OPEN: "open",
    Stance.UNCLEAR: "not clear",
}
_DONE = ("held", "under way")
AGREEMENT = tuple(stage.value for stage in AgreementStage)


def time_line(contacts: Sequence[Contact], lookup: Lookup) -> TimeLine:
    """Contacts in their order; those without any day stand beside the drawing."""
    marks = [_lane_mark(contact, n, lookup) for n, contact in enumerate(contacts, 1)]
    dated = [mark for mark in marks if mark.start or mark.end]
    drawn = sorted(dated, key=lambda m: (m.end or m.start, m.number), reverse=True)[:DRAWN_AT_MOST]
    drawn.sort(key=lambda mark: mark.number)
    undated = tuple(mark for mark in marks if not (mark.start or mark.end))
    return TimeLine(
        title=_time_title(marks),
        alternative=_time_alternative(drawn, undated),
        marks=tuple(drawn),
        undated=undated,
        omitted=len(dated) - len(drawn),
    )


def _lane_mark(contact: Contact, number: int, lookup: Lookup) -> LaneMark:
    edtf = contact.happened_on.edtf if contact.happened_on else None
    start, end = span(edtf)
    people = [lookup.party(p.party) or tidy(p.name) for p in contact.participants]
    return LaneMark(
        number=number,
        lane=contact.channel.value,
        start=start,
        end=end,
        status=contact.status.value,
        label=joined(list(dict.fromkeys(people))) or "who took part was not given",
    )


def _time_title(marks: Sequence[LaneMark]) -> str:
    if not marks:
        return "Contacts"
    held = [mark for mark in marks if mark.status in _DONE]
    days = [mark.end for mark in held if mark.end and mark.start]
    last = f", the last with a day: {plain_day(max(days))}" if days else ""
    others = Counter(mark.status for mark in marks if mark.status not in _DONE)
    rest = "".join(f"; {count} {status}" for status, count in sorted(others.items()))
    return f"{counted(len(held), 'contact')} held{last}{rest}"


def _time_alternative(drawn: Sequence[LaneMark], undated: Sequence[LaneMark]) -> str:
    if not drawn:
        return "No contact has a day."
    lanes = [counted(n, lane) for lane, n in sorted(Counter(m.lane for m in drawn).items())]
    days = [day for mark in drawn for day in (mark.start, mark.end) if day]
    beside = (
        f" {counted(len(undated), 'contact')} without a day stand beside it." if undated else ""
    )
    return (
        f"Time line from {plain_day(min(days))} to {plain_day(max(days))}, one lane for each "
        f"channel, by contact: {joined(lanes)}.{beside} The table after it says the same."
    )


def matrix(positions: Sequence[Position], anchors: Mapping[str, str], lookup: Lookup) -> Matrix:
    """Issues down, parties across; the strongest attested position stands in the cell."""
    best: dict[tuple[str, str], Position] = {}
    for position in positions:
        best.setdefault((position.issue, position.party), position)
    order = lookup.order_of_parties
    parties = sorted({p for _, p in best}, key=lambda p: (order.get(p, len(order)), p))
    issues = _issues(positions, lookup)
    rows = [
        Row(
            issue=capital(lookup.issue(issue)) or "Issue not given",
            cells=tuple(_cell(best.get((issue, party)), anchors, lookup) for party in parties),
        )
        for issue in issues
    ]
    labels = tuple(capital(lookup.party(party)) for party in parties)
    return Matrix(
        title=matrix_title(rows, positions, lookup),
        parties=labels,
        colours=tuple(lookup.colours.get(party, "") for party in parties),
        rows=tuple(rows),
    )


def _issues(positions: Sequence[Position], lookup: Lookup) -> list[str]:
    """The dossier's own issues first, in its order, then the rest by label."""
    own = {issue.id: place for place, issue in enumerate(lookup.contents.negotiation.issues)}
    found = dict.fromkeys(position.issue for position in positions)
    return sorted(found, key=lambda id: (own.get(id, len(own)), lookup.issue(id)))


def _cell(position: Position | None, anchors: Mapping[str, str], lookup: Lookup) -> Cell | None:
    if position is None:
        return None
    arrow, moved = moved_words(position)
    return Cell(
        stance=_STAND[position.stance],
        act=verb(position.act) if position.act else "",
        conditional=position.conditional,
        sentences=len(position.statements) or len(position.passages),
        anchor=anchors.get(position.id, ""),
        mark=lookup.mark(position),
        arrow=arrow,
        moved=moved,
    )


def road_map(
    commitments: Sequence[Commitment], anchors: Mapping[str, str], lookup: Lookup
) -> RoadMap:
    """Commitments with their stage, and the numbers of those that must come first."""
    numbers = {c.id: number for number, c in enumerate(commitments, 1)}
    steps = _in_columns(tuple(_step(c, numbers, anchors, lookup) for c in commitments))
    return RoadMap(
        title=_road_title(steps),
        alternative=_road_alternative(steps),
        steps=steps[:STEPS_AT_MOST],
        omitted=max(0, len(steps) - STEPS_AT_MOST),
    )


def _in_columns(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with their columns: one more than the furthest of those that come first."""
    known = {step.number: step for step in steps}
    columns: dict[int, int] = {}

    def column(number: int, above: frozenset[int]) -> int:
        if number not in columns:
            first = [n for n in known[number].after if n in known and n not in above]
            columns[number] = max((column(n, above | {number}) + 1 for n in first), default=0)
        return columns[number]

    return tuple(evolve(step, column=column(step.number, frozenset())) for step in steps)


def _step(
    commitment: Commitment, numbers: Mapping[str, int], anchors: Mapping[str, str], lookup: Lookup
) -> Step:
    what = [measure_words(m, lookup, 6).strip("“”") for m in commitment.measures[:1]]
    who = joined([lookup.party(party) for party in commitment.parties[:2]])
    stage = last_stage(commitment.agreement)
    return Step(
        number=numbers[commitment.id],
        label=": ".join(part for part in (capital(who), *what) if part) or "not given",
        stage=stage if stage in AGREEMENT else "",
        compliance=last_stage(commitment.compliance),
        after=tuple(sorted(numbers[id] for id in commitment.after if id in numbers)),
        anchor=anchors.get(commitment.id, ""),
        overdue=overdue_words(commitment),
        implementation=implementation_words(commitment),
    )


def _road_title(steps: Sequence[Step]) -> str:
    agreed = sum(step.stage in ("confirmed by both", "signed") for step in steps)
    broken = sum(step.compliance == "reported broken" for step in steps)
    if not steps:
        return "Commitments"
    tail = f"; {counted(broken, 'report')} of a break" if broken else ""
    late = sum(bool(step.overdue) for step in steps)
    tail += f"; {late} overdue" if late else ""
    return f"{agreed} of {counted(len(steps), 'commitment')} confirmed by both sides{tail}"


def _road_alternative(steps: Sequence[Step]) -> str:
    stages = Counter(step.stage or "stage not given" for step in steps)
    parts = [f"{count} {stage}" for stage, count in sorted(stages.items())]
    ordered = sum(bool(step.after) for step in steps)
    order = f" {ordered} of them come after others, from left to right." if ordered else ""
    return f"Road map of commitments: {joined(parts)}.{order} The table after it says the same."

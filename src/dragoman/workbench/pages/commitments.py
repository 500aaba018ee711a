"""Commitments: what was undertaken, how far it is agreed and kept, and the road map."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from attrs import evolve, frozen

from dragoman.briefing import Fact, RoadMap, Step, road_map, span
from dragoman.model import AgreementStage, Commitment, ComplianceStage
from dragoman.workbench.cards import Card, card
from dragoman.workbench.charts import Roads, lay_roads
from dragoman.workbench.citations import Citation, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.narrowing import Choice, Stretch, choices, in_order, stretch_of
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of

STEPS_AT_MOST = 24
"""Commitments on the road map: the weightiest, with those that must come before them."""

PER_PAGE = 25

UNKNOWN = "none"
"""What an address says for "no stage known"."""


@frozen(kw_only=True)
class CommitmentsQuery:
    """``stage`` and ``kept`` are the last stages of the two series ("none" for no stage); ``since``
    and ``until`` are about the day on which it is due."""

    party: str = ""
    issue: str = ""
    stage: str = ""
    kept: str = ""
    late: Literal["", "overdue"] = ""
    level: Literal["", "0", "1", "2", "3"] = ""
    since: str = ""
    until: str = ""
    order: Literal["weight", "due"] = "weight"
    page: int = 1


@frozen(kw_only=True)
class Undertaking:
    """A commitment's card without its series, and each series as facts, the oldest stage first.

    ``level`` is the implementation, 0 to 3 (Peace Accords Matrix), None while nothing is reported.
    """

    card: Card
    agreement: tuple[Fact, ...]
    compliance: tuple[Fact, ...]
    overdue: str
    level: int | None


@frozen(kw_only=True)
class Commitments:
    """The road map with its steps as a table, and the list."""

    title: str
    roads: Roads | None
    steps: tuple[Step, ...]
    omitted: int
    rows: tuple[Undertaking, ...]
    paging: Paging
    parties: tuple[Choice, ...]
    issues: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    kept: tuple[Choice, ...]
    overdue: int
    total: int
    notes: tuple[Citation, ...]


def make(desk: Desk, query: CommitmentsQuery) -> Commitments:
    """Compose the page. Raises ``BadRequest`` for a day that cannot be read."""
    index, lookup = desk.snapshot.index, desk.lookup
    stretch = stretch_of(query.since, query.until)
    found = [one for one in index.commitments if _fits(one, query, stretch)]
    drawn = _chosen(found)
    road = road_map(drawn, {one.id: one.id for one in drawn}, lookup)
    entries = {step.number: step.anchor for step in road.steps}
    hrefs = {number: entry_href(id) for number, id in entries.items()}
    listed = sorted(found, key=_due) if query.order == "due" else found
    part = part_of(listed, query.page, PER_PAGE)
    return Commitments(
        title=_title(road, found),
        roads=lay_roads(road, entries, hrefs),
        steps=road.steps,
        omitted=len(found) - len(road.steps),
        rows=tuple(_undertaking(one, desk) for one in part.rows),
        paging=part.paging,
        parties=choices(desk, "commitments.party", lookup.party),
        issues=choices(desk, "commitments.issue", lookup.issue),
        stages=in_order(choices(desk, "commitments.stage"), [one.value for one in AgreementStage]),
        kept=in_order(choices(desk, "commitments.kept"), [one.value for one in ComplianceStage]),
        overdue=sum(one.overdue_since is not None for one in index.commitments),
        total=len(index.commitments),
        notes=desk.notes(),
    )


def _fits(one: Commitment, query: CommitmentsQuery, stretch: Stretch) -> bool:
    if query.party and query.party not in one.parties:
        return False
    if query.issue and query.issue != one.issue:
        return False
    for asked, series in ((query.stage, one.agreement), (query.kept, one.compliance)):
        if asked and asked != (series[-1].stage if series else UNKNOWN):
            return False
    if query.late and one.overdue_since is None:
        return False
    if query.level and str(one.implementation) != query.level:
        return False
    return not stretch or _is_due_in(one, stretch)


def _is_due_in(one: Commitment, stretch: Stretch) -> bool:
    first, last = span(one.due_on.edtf if one.due_on else None)
    if first is None and last is None:
        return False
    begins_in_time = stretch.until is None or first is None or first <= stretch.until
    return begins_in_time and (stretch.since is None or last is None or last >= stretch.since)


def _due(one: Commitment) -> date:
    """By when it is due; those without a day last."""
    first, last = span(one.due_on.edtf if one.due_on else None)
    return last or first or date.max


def _chosen(found: Sequence[Commitment]) -> list[Commitment]:
    """Those on the road map: chains of what must come first before what stands alone."""
    known = {one.id: one for one in found}
    before = {id for one in found for id in one.after if id in known}
    tied = [one for one in found if one.id in before or any(id in known for id in one.after)]
    chosen: dict[str, Commitment] = {}
    for one in tied:
        chain = [one, *(known[id] for id in one.after if id in known)]
        fresh = {each.id: each for each in chain if each.id not in chosen}
        if len(chosen) + len(fresh) <= STEPS_AT_MOST:
            chosen |= fresh
    for one in found:
        if len(chosen) >= STEPS_AT_MOST:
            break
        chosen.setdefault(one.id, one)
    return [one for one in found if one.id in chosen]


def _title(road: RoadMap, found: Sequence[Commitment]) -> str:
    """How many are agreed, overdue, broken; counted over all that fit, not those drawn."""
    if len(road.steps) == len(found):
        return road.title
    settled = ("confirmed by both", "signed")
    agreed = sum(bool(one.agreement) and one.agreement[-1].stage in settled for one in found)
    broken = sum(
        bool(one.compliance) and one.compliance[-1].stage == "reported broken" for one in found
    )
    late = sum(one.overdue_since is not None for one in found)
    told = f"{agreed:,} of {len(found):,} commitments confirmed by both sides"
    told += f"; {broken:,} reported broken" if broken else ""
    return told + (f"; {late:,} overdue" if late else "")


def _undertaking(one: Commitment, desk: Desk) -> Undertaking:
    made = card(one, desk)
    series: dict[str, list[Fact]] = {"Agreement": [], "Compliance": []}
    rest: list[Fact] = []
    for fact in made.facts:
        series.get(fact.label, rest).append(fact)
    overdue = next((fact.text for fact in rest if fact.label == "Overdue"), "")
    kept = [fact for fact in rest if fact.label not in ("Overdue", "Implementation")]
    return Undertaking(
        card=evolve(made, facts=tuple(kept)),
        agreement=tuple(series["Agreement"]),
        compliance=tuple(series["Compliance"]),
        overdue=overdue,
        level=one.implementation,
    )


PAGE = Page(
    name="commitments",
    path="/commitments",
    label="Commitments",
    query=CommitmentsQuery,
    make=make,
    count=lambda desk: len(desk.contents.commitments),
)

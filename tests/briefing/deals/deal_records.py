"""Deal spaces made by hand on invented parties; every part can be replaced."""

from typing import Any

from attrs import evolve

from dragoman.briefing.deals import compose_deals
from dragoman.briefing.deals.content import DealPart, DealSheet
from dragoman.briefing.deals.naming import Words
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.model import (
    Blocker,
    BlockerKind,
    Body,
    BodyVote,
    Choice,
    Clash,
    Clause,
    Contents,
    DealPackage,
    DealSequence,
    DealSpace,
    Document,
    Draws,
    Estimate,
    Faction,
    Figure,
    Forecast,
    Ground,
    Issue,
    IssueForecast,
    JudgementSheet,
    Move,
    Negotiation,
    Opening,
    Option,
    PartyProfile,
    PartyShare,
    Ratification,
    ScalePlace,
    Sensitivity,
    StageStand,
    Trade,
    WinSet,
    Zone,
    cut,
)

TEXT = "Marn said Velland insists on every vessel. Ormark asked for half of the catch."
PAPER = Document(
    id="d1", text=TEXT, outlet="Port Vell Courier", title="What was said", sha256="1",
    fingerprint="1",
)  # fmt: skip


def quoted(words: str = "Velland insists on every vessel") -> Ground:
    """A ground that is a sentence of the one document."""
    start = TEXT.index(words)
    passage = cut(TEXT, start, start + len(words), document="d1", role="content")
    return Ground(given=f"quote:paper.txt: {words}", passage=passage)


def judged(reason: str = "weighed by its fleet") -> Ground:
    """A ground that is the analyst's own."""
    return Ground(given=f"analyst: {reason}", reason=reason)


def negotiation(**changes: Any) -> Negotiation:
    """Velland and Ormark on a quota and on observers."""
    known: dict[str, Any] = {
        "name": "Strait talks",
        "parties": (
            PartyProfile(id="VEL", names=("Velland",), colour="blue"),
            PartyProfile(id="ORM", names=("Ormark",), colour="black"),
        ),
        "issues": (
            issue("quota", "Cod quota", none="no quota", half="half of the catch"),
            issue("observers", "Observers", none="no observers", all="every vessel"),
        ),
        "ratifications": (
            Ratification(
                party="ORM", body="Assembly",
                factions=(Faction(id="harbours", label="the harbours' deputies", seats=19),),
            ),
        ),
    }  # fmt: skip
    return Negotiation(**(known | changes))


def issue(id: str, label: str, **options: str) -> Issue:
    """An issue whose options lie evenly on the scale."""
    last = max(len(options) - 1, 1)
    return Issue(
        id=id,
        label=label,
        options=tuple(
            Option(id=name, label=words, value=100 * at / last)
            for at, (name, words) in enumerate(options.items())
        ),
    )


def choice(dotted: str) -> Choice:
    """``quota.half`` as a choice."""
    issue, option = dotted.split(".")
    return Choice(issue=issue, option=option)


def share(party: str, gain: float, **more: Any) -> PartyShare:
    """A party's share; it accepts what gains it something."""
    known: dict[str, Any] = {"utility": 0.4 + gain, "accepts": gain >= 0, "normalised": gain}
    return PartyShare(party=party, gain=gain, **(known | more))


def package(label: str, *dotted: str, **more: Any) -> DealPackage:
    """A package of these choices in the zone."""
    known: dict[str, Any] = {
        "kind": "draft",
        "shares": (share("VEL", 0.25), share("ORM", 0.5)),
        "in_zone": True,
    }
    return DealPackage(label=label, choices=tuple(map(choice, dotted)), **(known | more))


def red_line(party: str, dotted: str, **more: Any) -> Blocker:
    """That a party never accepts an option."""
    return Blocker(
        kind=BlockerKind.RED_LINE, party=party, choice=choice(dotted), **({"sure": 0.9} | more)
    )


def judgement(label: str, low: float, high: float, *grounds: Ground, **more: Any) -> JudgementSheet:
    """A number put in; its group is the label without its last words."""
    parts = label.split(".")
    known: dict[str, Any] = {
        "group": ".".join(parts[:2]),
        "kind": "red line" if "red_line" in parts else parts[min(2, len(parts) - 1)],
        "is_given": True,
    }
    estimate = Estimate(low=low, high=high)
    return JudgementSheet(label=label, estimate=estimate, grounds=grounds, **(known | more))


def space(**changes: Any) -> DealSpace:
    """Two parties with a zone, and something in every part."""
    nash = package(
        "Nash solution", "quota.half", "observers.all", kind="Nash", normalisation="Gains of VEL."
    )
    known: dict[str, Any] = {
        "parties": ("VEL", "ORM"),
        "factions": ("harbours",),
        "issues": ("quota", "observers"),
        "judgements": (
            judgement("VEL.quota.weight", 0.3, 0.5, quoted()),
            judgement("VEL.quota.red_line.none", 0.9, 0.9, quoted()),
            judgement("VEL.reservation", 0.2, 0.4, judged()),
            judgement("ORM.reservation", 0.0, 1.0, is_given=False),
        ),
        "zone": Zone(
            exists=True, packages=2, of=4, is_exact=True,
            probability=Figure(value=0.83, low=0.8, high=0.86),
            win_sets=(WinSet(party="VEL", packages=3, share=0.75, refuses_most="red line at X"),
                      WinSet(party="ORM", packages=2, share=0.5)),
        ),
        "solutions": (nash,),
        "frontier": (nash, package("", "quota.none", "observers.all", kind="frontier")),
        "frontier_note": "The frontier is exact.",
        "drafts": (
            package("the judge's paper", "quota.half", "observers.all", grounds=(quoted(),)),
        ),
        "red_lines": (red_line("VEL", "observers.none", grounds=(quoted(),)),),
        "trades": (TRADE,),
        "text": (Clause(issue="quota", settled="half"),
                 Clause(issue="observers", settled=None, options=("none", "all"),
                        refused_by=(("none", "VEL"),), preferred_by=(("none", "ORM"),))),
        "bodies": (Body(party="ORM", body="Assembly", takes_out=1, share=0.33, is_absorbed=False),),
        "votes": (VOTE,),
        "sequences": (SEQUENCE,),
        "forecasts": (FORECAST,),
        "sensitivities": (SENSITIVITY,),
        "draws": Draws(method="quasi-Monte Carlo", n_draws=4096, seed=0),
    }  # fmt: skip
    return DealSpace(**(known | changes))


def blocked(**changes: Any) -> DealSpace:
    """The same without a zone: two red lines clash, and one move would open it."""
    lines = (
        red_line("VEL", "observers.none", grounds=(quoted(),)),
        red_line("ORM", "observers.all", grounds=(judged(),)),
    )
    opened = package("", "quota.half", "observers.all", kind="opening")
    known: dict[str, Any] = {
        "zone": evolve(space().zone, exists=False, packages=0),
        "solutions": (),
        "frontier": (),
        "bodies": (),
        "red_lines": lines,
        "clashes": (Clash(blockers=lines, probability=0.36),),
        "openings": (
            Opening(moves=(Move(blocker=lines[1], cost=0.12),), cost=0.12, package=opened),
        ),
    }
    return space(**(known | changes))


TRADE = Trade(
    parties=("VEL", "ORM"),
    gives=(choice("quota.half"), choice("observers.all")),
    moved_from=(choice("quota.none"), choice("observers.none")),
    gains=(0.2, 0.1),
    ratio=2.5,
)
VOTE = BodyVote(
    party="ORM", body="Assembly", package="the judge's paper", seats=43, needed=44,
    veto_players=("harbours",), nearest=("the harbours' deputies (a condition is not met)",),
)  # fmt: skip
SEQUENCE = DealSequence(
    package="the judge's paper",
    stands=(
        StageStand(stage="boats go out", party="VEL", held=0.5, to_come=-0.2, temptation=0.2,
                   needed=0.2),
        StageStand(stage="boats go out", party="ORM", held=0.4, to_come=0.3, temptation=-0.3),
    ),
)  # fmt: skip
FORECAST = IssueForecast(
    issue="quota",
    places=(ScalePlace(party="VEL", place=Figure(value=0.0), salience=0.4),
            ScalePlace(party="ORM", place=Figure(value=100.0), salience=0.5)),
    forecasts=(Forecast(model="weighted mean", is_baseline=False,
                        value=Figure(value=56, low=50, high=60)),
               Forecast(model="midpoint", is_baseline=True, value=Figure(value=50)),
               Forecast(model="challenge", is_baseline=False, value=None, reason="nobody moves")),
    spread=6.0,
)  # fmt: skip
SENSITIVITY = Sensitivity(
    group="VEL.quota", labels=("VEL.quota.weight",), total=Figure(value=0.4, low=0.3, high=0.5),
    at_low=0.9, at_high=0.5,
)  # fmt: skip


def contents(settings: Negotiation | None = None) -> Contents:
    """The dossier with its one document."""
    return Contents(negotiation=settings or negotiation(), documents=(PAPER,))


def words_of(found: DealSpace, settings: Negotiation | None = None) -> Words:
    """The words of a space, with notes that begin at 1."""
    return Words(space=found, footnotes=Footnotes(Lookup(contents(settings))))


def composed(found: DealSpace, settings: Negotiation | None = None) -> DealSheet:
    """The whole section."""
    return compose_deals(found, Footnotes(Lookup(contents(settings))))


def part(sheet: DealSheet, id: str) -> DealPart:
    """One part of it."""
    return next(part for part in sheet.parts if part.id == id)


def texts(sheet: DealSheet) -> str:
    """All that it says, a line each."""
    lines = [line.text for line in sheet.summary]
    for one in sheet.parts:
        lines += [one.title, *(line.text for line in one.lines)]
        for table in one.tables:
            lines += [table.caption, table.note, " | ".join(table.heads)]
            lines += [" | ".join(row.cells) for row in table.rows]
    return "\n".join(lines)

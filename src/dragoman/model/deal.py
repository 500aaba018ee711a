"""DealSpace: what the reckoning over preferences found, in plain records for every face.

All utilities are on each party's own scale (sums of weight times score). Shares and
probabilities lie between 0 and 1.
"""

from enum import StrEnum

from attrs import frozen

from dragoman.model.package import Choice
from dragoman.model.passage import Passage
from dragoman.model.preference import Estimate


@frozen(kw_only=True)
class Figure:
    """A number with the ends of its interval, both included; None where it has none."""

    value: float
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class Ground:
    """What a number rests on: a passage, or the analyst's own reason.

    ``given`` is the text of ``because``. ``is_lost`` says that it names a statement or a quotation
    that the dossier does not have; ``reason`` then says in which way.
    """

    given: str
    passage: Passage | None = None
    entry_id: str = ""
    reason: str = ""
    is_lost: bool = False


@frozen(kw_only=True)
class JudgementSheet:
    """One number put in, as it was put in; ``is_given`` is False where the whole range stands."""

    label: str
    group: str
    kind: str
    estimate: Estimate
    is_given: bool
    grounds: tuple[Ground, ...] = ()


@frozen(kw_only=True)
class PartyShare:
    """What a package gives one party; ``refuses_because`` names what stands in its way.

    ``gain`` is utility less reservation; ``normalised`` the gain as a share of the most that the
    party could gain among packages that every party could accept, None where there is none.
    """

    party: str
    utility: float
    gain: float
    accepts: bool
    normalised: float | None = None
    refuses_because: tuple[str, ...] = ()
    worths: tuple[tuple[str, float, float], ...] = ()
    """By issue: what its option is worth to the party, and what the best there would be."""


@frozen(kw_only=True)
class DealPackage:
    """A package: a solution (``kind`` is its name), a draft, or a point of the frontier."""

    kind: str
    label: str
    choices: tuple[Choice, ...]
    shares: tuple[PartyShare, ...]
    in_zone: bool
    open_issues: tuple[str, ...] = ()
    probability: Figure | None = None
    """Probability that it lies in the zone, with its interval."""
    without_lines: Figure | None = None
    """The same if the red lines and conditions that bar it at the middle were given up."""
    normalisation: str = ""
    ties: int = 1
    """How many packages give every party the same."""
    grounds: tuple[Ground, ...] = ()


@frozen(kw_only=True)
class WinSet:
    """How many packages a party accepts, at the middle of the judgements."""

    party: str
    packages: float
    share: float
    refuses_most: str = ""
    """What makes it refuse most often over the draws."""
    probability: Figure | None = None
    """Probability that it accepts some package that all others accept too."""


@frozen(kw_only=True)
class Zone:
    """The zone of possible agreement: packages that all parties accept and all bodies approve.

    ``packages`` counts them at the middle of the judgements, of ``of`` in all.
    """

    exists: bool
    packages: float
    of: float
    is_exact: bool
    probability: Figure | None
    win_sets: tuple[WinSet, ...]
    parties_only: float = 0.0
    """How many the parties accept before bodies must approve."""
    note: str = ""


@frozen(kw_only=True)
class SolutionOverDraws:
    """What one solution picks over draws: how often there is one, and then which options.

    ``options`` has every option that it ever picks, with its share of the draws that pick one.
    """

    solution: str
    exists: Figure
    options: tuple[tuple[Choice, Figure], ...]
    n_draws: int


class BlockerKind(StrEnum):
    """What can stand in the way of a package."""

    RED_LINE = "red line"
    CONDITION = "condition"
    RESERVATION = "reservation value"
    BODY = "body that must approve"


@frozen(kw_only=True)
class Blocker:
    """One thing in the way; ``choice`` is the option, ``only_with`` what it asks for."""

    kind: BlockerKind
    party: str
    choice: Choice | None = None
    only_with: tuple[Choice, ...] = ()
    body: str = ""
    sure: float = 1.0
    grounds: tuple[Ground, ...] = ()


@frozen(kw_only=True)
class Clash:
    """Blockers that cannot all stand, while any of them given up lets the others stand.

    ``probability`` is how often all of them hold over the draws.
    """

    blockers: tuple[Blocker, ...]
    probability: float | None = None


@frozen(kw_only=True)
class Move:
    """One party gives one thing up; ``cost`` is in its own utility."""

    blocker: Blocker
    cost: float
    reason: str = ""


@frozen(kw_only=True)
class Opening:
    """Moves that together open a zone, and a package that then lies in it."""

    moves: tuple[Move, ...]
    cost: float
    package: DealPackage


@frozen(kw_only=True)
class Trade:
    """Give on one issue, take on another: both parties gain, since they weigh them differently."""

    parties: tuple[str, str]
    gives: tuple[Choice, Choice]
    """What the first party concedes, then what the second concedes: the option moved to."""
    moved_from: tuple[Choice, Choice]
    gains: tuple[float, float]
    ratio: float
    """How differently they weigh the two issues: the ratio of their ratios of weights."""
    opens: bool = False
    """Whether the package lies in the zone after the trade."""


@frozen(kw_only=True)
class IssueLink:
    """Two issues that are settled together or not at all."""

    issues: tuple[str, str]
    why: str


@frozen(kw_only=True)
class Clause:
    """One issue of the single negotiating text.

    ``settled`` is the option on which nothing is left to choose, None for an open one; ``open``
    are the bracketed options with the parties that refuse or prefer them.
    """

    issue: str
    settled: str | None
    options: tuple[str, ...] = ()
    refused_by: tuple[tuple[str, str], ...] = ()
    """Pairs of option and party."""
    preferred_by: tuple[tuple[str, str], ...] = ()
    is_blank: bool = False


@frozen(kw_only=True)
class BodyVote:
    """How a body votes on a package: seats in favour, needed, and who decides."""

    party: str
    body: str
    package: str
    """Label of the package."""
    seats: float
    needed: float
    pivotal: tuple[str, ...] = ()
    veto_players: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    """Factions that would be won most cheaply, with what stands in their way."""


@frozen(kw_only=True)
class Body:
    """A body over the whole space: what it takes out of what the parties would accept."""

    party: str
    body: str
    takes_out: float
    share: float
    is_absorbed: bool


@frozen(kw_only=True)
class StageStand:
    """One party after one stage: what it holds, what is to come, what walking away would gain."""

    stage: str
    party: str
    held: float | None
    to_come: float | None
    temptation: float | None
    guarantee: float = 0.0
    needed: float | None = None
    """The smallest cost of walking away that would make it stay."""
    reason: str = ""


@frozen(kw_only=True)
class DealSequence:
    """A package in stages, with another order when one tempts less."""

    package: str
    stands: tuple[StageStand, ...]
    better_order: tuple[str, ...] = ()
    better_temptation: float | None = None
    note: str = ""


@frozen(kw_only=True)
class ScalePlace:
    """Where a party stands on an issue's scale (0–100), with its salience and power."""

    party: str
    place: Figure
    salience: float
    power: float | None = None


@frozen(kw_only=True)
class Forecast:
    """What one model expects on one issue's scale; ``value`` is None with a ``reason``."""

    model: str
    is_baseline: bool
    value: Figure | None
    reason: str = ""


@frozen(kw_only=True)
class IssueForecast:
    """All models side by side on one issue; ``spread`` is between the highest and the lowest."""

    issue: str
    places: tuple[ScalePlace, ...]
    forecasts: tuple[Forecast, ...]
    spread: float | None = None


@frozen(kw_only=True)
class Sensitivity:
    """How much one group of judgements decides whether there is a zone, and how much of it.

    ``first`` and ``total`` are Sobol indices of what was weighed; ``mean_effect`` and ``spread``
    are Morris' mu* and sigma. ``at_low`` and ``at_high`` are probabilities of a zone with the
    group at its low and high ends.
    """

    group: str
    labels: tuple[str, ...]
    first: Figure | None = None
    total: Figure | None = None
    mean_effect: float | None = None
    spread: float | None = None
    at_low: float | None = None
    at_high: float | None = None


@frozen(kw_only=True)
class Draws:
    """How uncertainty was reckoned."""

    method: str
    n_draws: int
    seed: int
    note: str = ""


@frozen(kw_only=True)
class DealSpace:
    """Everything that the reckoning found on one negotiation."""

    parties: tuple[str, ...]
    factions: tuple[str, ...]
    issues: tuple[str, ...]
    judgements: tuple[JudgementSheet, ...]
    zone: Zone
    solutions: tuple[DealPackage, ...]
    frontier: tuple[DealPackage, ...]
    frontier_note: str
    over_draws: tuple[SolutionOverDraws, ...] = ()
    cloud: tuple[tuple[float, float], ...] = ()
    """What packages give the first and the second of two parties: all of them, or a sample."""
    drafts: tuple[DealPackage, ...] = ()
    red_lines: tuple[Blocker, ...] = ()
    clashes: tuple[Clash, ...] = ()
    openings: tuple[Opening, ...] = ()
    trades: tuple[Trade, ...] = ()
    trades_from: str = ""
    """What the trades start from: the label of a draft, or words for the middle of each scale."""
    links: tuple[IssueLink, ...] = ()
    improvements: tuple[tuple[str, DealPackage], ...] = ()
    """Label of a draft, and a package that nobody likes less and somebody likes more."""
    text: tuple[Clause, ...] = ()
    bodies: tuple[Body, ...] = ()
    votes: tuple[BodyVote, ...] = ()
    sequences: tuple[DealSequence, ...] = ()
    forecasts: tuple[IssueForecast, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    sensitivity_note: str = ""
    sensitivity_of: str = ""
    """What was weighed: whether a zone exists, or the best that the worst-off can gain."""
    draws: Draws | None = None
    what_if: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

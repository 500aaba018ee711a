"""What the charts draw, in plain rows: no drawing library is needed to make them."""

from typing import TypeAlias

from attrs import field, frozen

from dragoman.briefing.deal_charts.figure import Reach


@frozen(kw_only=True)
class MarkedDeal:
    """A deal that is named in the drawing; ``worths`` to both parties.

    ``kind``: solution (a diamond), draft (a hollow square) or status quo (a cross).
    """

    label: str
    worths: tuple[float, float]
    kind: str = "solution"


@frozen(kw_only=True)
class TwoParties:
    """Packages by their worth to the two ``parties``.

    ``reservations``: what no agreement is worth, None where unknown. ``packages`` may be a sample;
    then ``total`` and ``inside`` (packages that both prefer to no agreement) count them all.
    ``frontier`` is drawn in the order of the first party's worth. ``title`` stands in the place of
    the one that the rows give.
    """

    parties: tuple[str, str]
    reservations: tuple[Reach | None, Reach | None]
    packages: tuple[tuple[float, float], ...] = ()
    frontier: tuple[tuple[float, float], ...] = ()
    marked: tuple[MarkedDeal, ...] = ()
    total: int | None = field(default=None)
    inside: int | None = field(default=None)
    title: str = ""


@frozen(kw_only=True)
class GainLine:
    """One deal: each party's gain, 0 what no agreement is worth to it, 1 the best it could get.

    ``gains`` go with the parties; None where it is not known. Below 0: worse than no agreement.
    """

    label: str
    gains: tuple[float | None, ...]
    kind: str = "solution"


@frozen(kw_only=True)
class Gains:
    """Deals compared over three or more ``parties``; ``colours`` go with them, empty for none.

    Where not ``is_share`` a gain is on the party's own scale, and 1 has no meaning.
    """

    parties: tuple[str, ...]
    lines: tuple[GainLine, ...] = ()
    colours: tuple[str, ...] = ()
    is_share: bool = True


@frozen(kw_only=True)
class Sensitivity:
    """A judgement (or a group of them) and the probability of a zone, 0–1, at both of its ends.

    ``low_at`` and ``high_at`` say where the ends are ("weight 0.20").
    """

    label: str
    low: float
    high: float
    low_at: str = ""
    high_at: str = ""

    @property
    def swing(self) -> float:
        """How far the probability moves."""
        return abs(self.high - self.low)


@frozen(kw_only=True)
class Tornado:
    """The probability of a zone as judged (``middle``, 0–1), and what each judgement does to it."""

    middle: float
    sensitivities: tuple[Sensitivity, ...] = ()
    unknown: str = "a zone of agreement"


@frozen(kw_only=True)
class Citation:
    """A citation: the brief's ``number`` for it, and the ``anchor`` in the page that it opens."""

    number: int
    anchor: str


@frozen(kw_only=True)
class RedLineCell:
    """That ``party`` never accepts ``option`` of ``issue``: ``sure`` (0–1), and what it rests on.

    ``because`` stands where there is no citation.
    """

    party: str
    issue: str
    option: str
    sure: float = 1.0
    citations: tuple[Citation, ...] = ()
    because: str = ""


@frozen(kw_only=True)
class RedLines:
    """The matrix: ``options`` as (issue, option) in the order of the rows, labels throughout.

    ``colours`` go with ``parties``, empty for none.
    """

    parties: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    cells: tuple[RedLineCell, ...] = ()
    colours: tuple[str, ...] = ()


@frozen(kw_only=True)
class StripMark:
    """A place on the scale, 0–100; None where nobody said. ``colour`` is the party's, if any."""

    label: str
    place: Reach | None
    colour: str = ""


@frozen(kw_only=True)
class ForecastStrip:
    """One issue: ``options`` as (label, value 0–100), positions of parties, forecasts of models."""

    issue: str
    options: tuple[tuple[str, float], ...] = ()
    positions: tuple[StripMark, ...] = ()
    forecasts: tuple[StripMark, ...] = ()


@frozen(kw_only=True)
class Temptation:
    """After ``stage``, what ``party`` gains by walking away less what it gains by going on.

    Above zero it is better off walking away. On the party's own scale.
    """

    stage: str
    party: str
    gain: Reach
    colour: str = ""


@frozen(kw_only=True)
class Temptations:
    """Rows in the order of the stages; ``package`` is the label of the deal, if it has one."""

    rows: tuple[Temptation, ...] = ()
    package: str = ""


ChartRows: TypeAlias = TwoParties | Gains | Tornado | RedLines | ForecastStrip | Temptations
"""What any one chart is drawn from."""

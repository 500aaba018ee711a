"""What the live deal space says: sliders, and what follows from moving them, in plain records."""

from attrs import frozen

from dragoman.model import Blocker, Choice, Clash, DealPackage, Estimate, Ground, Opening
from dragoman.model.deal import Figure

OFF, UNSURE, HELD = "acceptable", "open", "red"
"""The three places of a switch: no red line; between 0 and 1 how sure; a red line for certain."""


@frozen(kw_only=True)
class Slider:
    """One number that can be moved, and the words of a what-if that move it.

    ``target`` is the left side of the what-if (``VEL.quota.weight``), ``kind`` that of a judgement
    (``weight``, ``score``, ``position``, ``reservation``, ``red line``, ``condition``,
    ``interaction``, ``power``). ``low`` and ``high`` are the ends of the slider, both included,
    ``step`` its grain, ``value`` where it stands: the middle of ``estimate``, which is None only
    where no red line was put in. ``is_given`` is False where nobody gave a number and the whole
    range stands. A slider with a ``switch`` (of red lines: ``acceptable``, ``open``, ``red``) is
    one of three; elsewhere it is empty. Where ``moves_zone`` is False it moves the forecasts alone.
    """

    target: str
    kind: str
    party: str
    label: str
    low: float
    high: float
    step: float
    value: float
    estimate: Estimate | None = None
    issue: str = ""
    option: str = ""
    switch: str = ""
    is_given: bool = True
    moves_zone: bool = True
    grounds: tuple[Ground, ...] = ()

    def words(self, value: float, high: float | None = None) -> str:
        """The what-if that puts the slider at a value, or anywhere from it to ``high``.

        >>> Slider(
        ...     target="A.tax.weight", kind="weight", party="A", label="", low=0.0, high=1.0,
        ...     step=0.01, value=0.5,
        ... ).words(0.3, 0.5)
        'A.tax.weight=0.3..0.5'
        """
        ends = (value,) if high is None else (value, high)
        return f"{self.target}={'..'.join(f'{end:.6f}'.rstrip('0').rstrip('.') for end in ends)}"


@frozen(kw_only=True)
class WinShare:
    """The share of all packages that a party accepts, with a 95 % interval where estimated."""

    party: str
    share: Figure
    is_exact: bool


@frozen(kw_only=True)
class LiveZone:
    """The zone at the middle of the judgements; ``exists`` is None where that was not decided.

    ``packages`` says how many lie in it, of ``of`` in all; an interval stands where a sample was
    looked at, and then a zone may exist of which the sample holds nothing.
    """

    exists: bool | None
    packages: Figure
    of: float
    is_exact: bool
    win_sets: tuple[WinShare, ...]


@frozen(kw_only=True)
class LiveChance:
    """The probability of a zone over draws, its 95 % interval and its standard error.

    The draws are the same for every answer of one ``LiveDeals``: what was not changed is drawn
    alike. Of ``n_undecided`` draws it was not decided in time; the interval holds both ways.
    """

    probability: float
    low: float
    high: float
    standard_error: float
    n_draws: int
    seed: int
    n_undecided: int = 0


@frozen(kw_only=True)
class SingleMove:
    """One thing that, given up alone, opens a zone, and a package that then lies in it.

    ``to`` is what the party would have to accept where its reservation value is lowered; None for
    anything else, and where it was not reckoned.
    """

    blocker: Blocker
    choices: tuple[Choice, ...]
    to: float | None = None


@frozen(kw_only=True)
class Shift:
    """What a number was before the changes and is after them.

    ``standard_error`` is of the difference, over the same draws; None where nothing was drawn.
    """

    before: float
    after: float
    standard_error: float | None = None


@frozen(kw_only=True)
class Differences:
    """What the changes change against the settings as they stand.

    ``appears`` and ``vanishes`` are of the zone; ``freed`` are blockers that no longer block and
    ``blocking`` those that newly do (each by its clashes), None where clashes are not all known.
    ``win_sets`` pairs party ids with shares, ``solutions`` names those that pick another package.
    """

    appears: bool = False
    vanishes: bool = False
    packages: Shift | None = None
    probability: Shift | None = None
    win_sets: tuple[tuple[str, Shift], ...] = ()
    freed: tuple[Blocker, ...] | None = None
    blocking: tuple[Blocker, ...] | None = None
    solutions: tuple[str, ...] = ()


@frozen(kw_only=True)
class Missing:
    """What an answer leaves open, and why; ``LiveDeals.deepen`` may fill it in."""

    what: str
    reason: str


@frozen(kw_only=True)
class LiveAnswer:
    """What follows from some changes. A part that is None stands in ``missing`` with its reason.

    ``solutions`` are empty where there is no zone, ``clashes``, ``single_moves`` and ``openings``
    where there is one. Unless ``has_all_clashes``, there may be others than those listed.
    """

    changes: tuple[str, ...]
    zone: LiveZone
    chance: LiveChance | None
    solutions: tuple[DealPackage, ...] | None
    clashes: tuple[Clash, ...] | None
    single_moves: tuple[SingleMove, ...] | None
    openings: tuple[Opening, ...] | None
    has_all_clashes: bool = True
    differences: Differences | None = None
    notes: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

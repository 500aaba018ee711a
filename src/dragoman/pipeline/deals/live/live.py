"""LiveDeals: the deal space of one state of a dossier, which answers at once to sliders."""

from threading import Lock

from attrs import evolve

from dragoman.bargaining.drawing_up import draw_up
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.what_if import suppose
from dragoman.bargaining.what_if_reading import targets_of
from dragoman.model import Contents, DealPackage, Ground
from dragoman.pipeline.deals.desk import Desk
from dragoman.pipeline.deals.live.bearing import bearing_on, reasons_of
from dragoman.pipeline.deals.live.differing import differences
from dragoman.pipeline.deals.live.drawing import REPLICATES, same_draws
from dragoman.pipeline.deals.live.judging import BUILDING, DEEP, LIVE, Effort
from dragoman.pipeline.deals.live.reckoned import Reckoned, Start, reckon
from dragoman.pipeline.deals.live.records import LiveAnswer, Slider
from dragoman.pipeline.deals.live.sliders import sliders_of
from dragoman.pipeline.deals.live.writing import as_settings
from dragoman.pipeline.deals.reckoning import require_preferences

MOST_DRAWS, FEWEST_DRAWS = 1024, 128
CELLS = 1.3e5
"""Options times players times draws that are judged while somebody waits."""


class LiveDeals:
    """The deal space of some contents, ready to answer what-ifs.

    Built once for each state of a dossier; answers share nothing that changes but what each number
    of draws starts from, which a lock guards: any number of threads may ask at once.

    Raises:
        BadIssueSpace: no preferences, or numbers that cannot be reckoned with.
    """

    def __init__(self, contents: Contents, *, seed: int = 0) -> None:
        negotiation = contents.negotiation
        require_preferences(negotiation)
        self.negotiation, self.seed = negotiation, seed
        self._sheet = draw_up(negotiation)
        self._targets = targets_of(negotiation)
        reasons = reasons_of(negotiation)
        self._contents = bearing_on(contents, reasons)
        self._grounds = _grounds(self._contents, self._sheet)
        self._lock = Lock()
        self._starts: dict[int, Start] = {}
        self._sliders = sliders_of(self._desk())
        self.n_draws = _affordable(self._sheet)
        self._start(self.n_draws)

    def sliders(self) -> tuple[Slider, ...]:
        """Every number that can be moved, where it stands, and what it rests on."""
        return self._sliders

    def answer(self, changes: tuple[str, ...] = (), *, n_draws: int | None = None) -> LiveAnswer:
        """What follows if some numbers are otherwise; the changes are what-ifs of ``deals``.

        Aims at a tenth of a second; what takes longer is left out, and ``missing`` says so.
        ``n_draws`` is 16 times a power of two, by default what the time allows; the same draws
        each time. The first answer with another number of draws takes longer.

        Raises:
            BadIssueSpace: a change cannot be read or reckoned with; names issue and party.
            BadRequest: a number of draws that cannot be spread evenly.
        """
        return self._answer(changes, n_draws or self.n_draws, LIVE)

    def deepen(self, changes: tuple[str, ...] = (), *, n_draws: int | None = None) -> LiveAnswer:
        """The same answer with nothing left out; seconds for large spaces.

        Raises:
            BadIssueSpace: as ``answer``.
            TimeoutError: a solution was not found within its limit.
        """
        return self._answer(changes, n_draws or self.n_draws, DEEP)

    def as_settings(self, text: str, changes: tuple[str, ...], *, reason: str) -> str:
        """``negotiation.toml`` with the changes written in; see :func:`~.writing.as_settings`."""
        return as_settings(text, changes, reason=reason)

    def _answer(self, changes: tuple[str, ...], n_draws: int, effort: Effort) -> LiveAnswer:
        start = self._start(n_draws)
        supposed = suppose(self.negotiation, changes, self._targets)
        before = start.known
        if before is not None and not changes and effort is LIVE:
            found = before
        else:
            found = reckon(supposed.negotiation, evolve(start, effort=effort))
        is_known = before is not None and bool(changes)
        return LiveAnswer(
            changes=changes,
            zone=found.zone,
            chance=found.chance,
            solutions=_found_solutions(found),
            clashes=found.obstructions.clashes,
            single_moves=found.obstructions.single_moves,
            openings=found.obstructions.openings,
            has_all_clashes=found.obstructions.has_all_clashes,
            differences=differences(before, found) if before is not None and is_known else None,
            notes=supposed.notes,
            missing=found.missing,
        )

    def _start(self, n_draws: int) -> Start:
        """What answers with so many draws start from, reckoned the first time."""
        with self._lock:
            if n_draws not in self._starts:
                draws = same_draws(self._sheet, n_draws=n_draws, seed=self.seed)
                bare = Start(
                    contents=self._contents, draws=draws, grounds=self._grounds, effort=BUILDING
                )
                self._starts[n_draws] = evolve(bare, known=reckon(self.negotiation, bare))
            return self._starts[n_draws]

    def _desk(self) -> Desk:
        return Desk(
            contents=self._contents,
            negotiation=self.negotiation,
            sheet=self._sheet,
            drawing=None,
            known_grounds=self._grounds,
        )


def _grounds(contents: Contents, sheet: Sheet) -> dict[tuple[str, ...], tuple[Ground, ...]]:
    """What every number put in rests on, looked up once."""
    desk = Desk(contents=contents, negotiation=contents.negotiation, sheet=sheet, drawing=None)
    return {one.because: desk.grounds(one.because) for one in sheet.judgements}


def _affordable(sheet: Sheet) -> int:
    """Draws that can be judged while somebody waits."""
    cells = sum(map(len, sheet.options)) * len(sheet.players)
    n_draws = MOST_DRAWS
    while n_draws > max(FEWEST_DRAWS, REPLICATES) and n_draws * cells > CELLS:
        n_draws //= 2
    return n_draws


def _found_solutions(found: Reckoned) -> tuple[DealPackage, ...] | None:
    """The solutions; None where there may be some and none was found."""
    return None if not found.solutions and found.zone.exists is not False else found.solutions

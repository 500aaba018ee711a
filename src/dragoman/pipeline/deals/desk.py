"""Desk: what every part of the reckoning over one negotiation needs."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from attrs import define, field

from dragoman.bargaining.packages import (
    Frontier,
    Solution,
    find_best,
    find_frontier,
    solve,
    solve_directly,
)
from dragoman.bargaining.sheet import Sheet
from dragoman.bargaining.space import Floats, Indices, IssueSpace
from dragoman.bargaining.uncertainty.drawing import Drawing
from dragoman.errors import BadIssueSpace
from dragoman.model import Choice, Contents, Ground, Negotiation
from dragoman.pipeline.grounds import Ground as Resolved
from dragoman.pipeline.grounds import resolve_because

MANY_PARTIES = 5
"""From here on the frontier is not listed: solutions are searched for directly."""
FRONTIER_LIMIT = 20_000
"""Points kept while the frontier is merged."""


@define(slots=False)
class Desk:
    """One negotiation's sheet, its space at the middle, and draws of what is uncertain.

    ``known_grounds`` are reasons that were looked up before.
    """

    contents: Contents
    negotiation: Negotiation
    sheet: Sheet
    drawing: Drawing | None
    known_grounds: Mapping[tuple[str, ...], tuple[Ground, ...]] = field(factory=dict)

    @cached_property
    def space(self) -> IssueSpace:
        """The issue space at the middle of every judgement."""
        return self.sheet.space_at()

    @cached_property
    def values(self) -> Floats:
        """Values of all judgements, ``(n_draws, n_judgements)``; none without draws."""
        if self.drawing is None:
            return np.zeros((0, len(self.sheet.judgements)))
        return self.sheet.draw(self.drawing.shares)

    @cached_property
    def zone_frontier(self) -> Frontier | None:
        """The frontier of the packages in the zone; None from ``MANY_PARTIES`` on."""
        if self.space.n_parties >= MANY_PARTIES:
            return None
        return find_frontier(self.space, in_zone=True, limit=FRONTIER_LIMIT)

    @cached_property
    def solutions(self) -> tuple[Solution, ...]:
        """The four solutions; none where there is no zone.

        Raises:
            BadIssueSpace: the solver found no answer in time.
        """
        frontier = self.zone_frontier
        if frontier is not None and frontier.is_exact:
            return solve(self.space, frontier)
        try:
            return solve_directly(self.space)
        except TimeoutError as error:
            raise BadIssueSpace(
                f"the search for a package that all accept was cut short ({error}); join issues "
                "or options, or settle some with --what-if 'ISSUE=OPTION'"
            ) from error

    @property
    def has_zone(self) -> bool:
        """Whether some package lies in the zone, at the middle of the judgements."""
        return bool(self.solutions)

    @cached_property
    def best_gains(self) -> Floats | None:
        """The most that each party gains in the zone, ``(n_parties,)``; None without a zone."""
        if not self.has_zone:
            return None
        frontier = self.zone_frontier
        is_exact = frontier is not None and frontier.is_exact
        most = frontier.utilities.max(axis=0) if frontier and is_exact else find_best(self.space)
        reservation = self.space.reservation[: self.space.n_parties]
        return None if most is None else np.asarray(most - reservation)

    def choices(self, package: Indices) -> tuple[Choice, ...]:
        """The options of a package; open issues are left out."""
        named = self.space.named(package)
        return tuple(Choice(issue=issue, option=option) for issue, option in named.items())

    def choice(self, issue: int, option: int) -> Choice:
        """One option by its indices."""
        return Choice(issue=self.space.issues[issue], option=self.space.options[issue][option])

    def grounds(self, because: tuple[str, ...]) -> tuple[Ground, ...]:
        """What reasons rest on, each looked up once."""
        if because not in self._grounds:
            self._grounds[because] = tuple(
                _recorded(resolve_because(self.contents, reason)) for reason in because
            )
        return self._grounds[because]

    @cached_property
    def _grounds(self) -> dict[tuple[str, ...], tuple[Ground, ...]]:
        return dict(self.known_grounds)

    def party_label(self, party: str) -> str:
        """A party by its first name, a faction by its label."""
        for profile in self.negotiation.parties:
            if profile.id == party and profile.names:
                return profile.names[0]
        factions = [f for body in self.negotiation.ratifications for f in body.factions]
        return next((f.label for f in factions if f.id == party and f.label), party)

    def option_label(self, choice: Choice) -> str:
        """An option with its issue, as it stands in a sentence."""
        for issue in self.negotiation.issues:
            for option in issue.options:
                if (issue.id, option.id) == (choice.issue, choice.option):
                    return f"“{option.label}” on {issue.label}"
        return str(choice)


def _recorded(found: Resolved) -> Ground:
    return Ground(
        given=found.words,
        passage=None if found.is_lost else found.passage,
        entry_id=found.entry or "",
        reason=found.why if found.is_lost else found.reason,
        is_lost=found.is_lost,
    )

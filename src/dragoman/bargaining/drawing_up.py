"""From ``negotiation.toml`` to the sheet of judgements."""

import numpy as np

from dragoman.bargaining.checking import check_deal_space, used_issues
from dragoman.bargaining.circles import (
    describe_circle,
    describe_contradiction,
    find_circles,
    find_contradictions,
)
from dragoman.bargaining.judgements import Judgement, JudgementKind
from dragoman.bargaining.seating import list_factions, list_parties, seats_needed
from dragoman.bargaining.sheet import NONE, Sheet
from dragoman.bargaining.space import Bonus, Chamber, Floats, Indices, Tie
from dragoman.errors import BadIssueSpace
from dragoman.model import (
    Choice,
    Estimate,
    Issue,
    Negotiation,
    Preference,
    Proviso,
    Stake,
)

ANYTHING = Estimate(low=0.0, high=1.0)
"""Stands for a weight, score or share of the best that nobody gave."""
SHOWN = 4
"""How many of many are named in a note."""
MANY_ISSUES = 40
"""From here on a note says what is not listed but searched."""


def draw_up(negotiation: Negotiation) -> Sheet:
    """The sheet of a negotiation: every judgement, and the tables that say where it goes.

    Parties are those of ``[[party]]`` with a ``[preference]``, in that order; factions follow. A
    number that nobody gave stands as its whole range and is asked for in ``questions``.

    Raises:
        BadIssueSpace: fewer than two parties with preferences, or something that
            :func:`~dragoman.bargaining.checking.check_deal_space` refuses.
    """
    factions = list_factions(negotiation)
    parties = list_parties(negotiation, factions)
    if len(parties) < 2:
        alone = f"only {parties[0]} has" if parties else "no party has"
        raise BadIssueSpace(
            f"{alone} preferences in negotiation.toml and a deal takes two parties; "
            "run `dragoman deals --draft` to begin them from the dossier"
        )
    check_deal_space(negotiation, parties + factions)
    return _Drawing(negotiation, parties, factions).sheet()


def has_preferences(negotiation: Negotiation) -> bool:
    """Whether anything was put in for the deal space."""
    return bool(negotiation.preferences or negotiation.stakes)


class _Drawing:
    """The tables while they are filled; indices run along ``players`` and ``issues``."""

    def __init__(self, negotiation: Negotiation, parties: list[str], factions: list[str]) -> None:
        self.negotiation = negotiation
        self.players = [*parties, *factions]
        self.n_parties = len(parties)
        self.issues = used_issues(negotiation)
        self.judgements: list[Judgement] = []
        self.questions: list[str] = []
        self.notes: list[str] = []
        self.placed: list[str] = []
        shape = (len(self.players), len(self.issues))
        self.weights, self.positions = _blank(shape), _blank(shape)
        self.scores = [_blank((len(self.players), len(i.options))) for i in self.issues]
        self.red_lines = [_blank((len(self.players), len(i.options))) for i in self.issues]
        self.reservations = _blank((len(self.players),))
        self.powers = _blank((len(self.players),))
        self.given = {(p.party, p.issue): p for p in negotiation.preferences}
        self.stakes = {stake.party: stake for stake in negotiation.stakes}

    def sheet(self) -> Sheet:
        for player in range(len(self.players)):
            for column, issue in enumerate(self.issues):
                self._fill(player, column, issue)
            self._stake(player)
        ties, tie_of = self._ties()
        bonuses, bonus_of = self._bonuses()
        chambers = self._chambers()
        self._remark()
        return Sheet(
            players=tuple(self.players),
            n_parties=self.n_parties,
            issues=tuple(issue.id for issue in self.issues),
            options=tuple(tuple(o.id for o in issue.options) for issue in self.issues),
            values=tuple(_values(issue) for issue in self.issues),
            judgements=tuple(self.judgements),
            weights=self.weights,
            positions=self.positions,
            scores=tuple(self.scores),
            red_lines=tuple(self.red_lines),
            reservations=self.reservations,
            powers=self.powers,
            ties=ties,
            tie_of=tie_of,
            bonuses=bonuses,
            bonus_of=bonus_of,
            chambers=chambers,
            notes=tuple(self.notes),
            questions=tuple(self.questions),
        )

    def _add(
        self,
        label: str,
        group: str,
        kind: JudgementKind,
        estimate: Estimate,
        because: tuple[str, ...] = (),
        *,
        is_given: bool = True,
    ) -> int:
        self.judgements.append(
            Judgement(
                label=label,
                group=group,
                kind=kind,
                estimate=estimate,
                because=because,
                is_given=is_given,
            )
        )
        return len(self.judgements) - 1

    def _fill(self, player: int, column: int, issue: Issue) -> None:
        """Weight, scores, position and red lines of one player on one issue."""
        name, is_faction = self.players[player], player >= self.n_parties
        preference = self.given.get((name, issue.id))
        if preference is None:
            if is_faction:
                return
            self.questions.append(
                f"What is {issue.label} worth to {name}? Nothing was put in: its weight and every "
                "score may be anything from 0 to 1."
            )
            preference = Preference(party=name, issue=issue.id)
        group = f"{name}.{issue.id}"
        self._weight(player, column, preference, group)
        self._scores(player, column, issue, preference, group)
        ids = [option.id for option in issue.options]
        for line in sorted(preference.red_lines, key=lambda line: ids.index(line.option)):
            self.red_lines[column][player, ids.index(line.option)] = self._add(
                f"{group}.red_line.{line.option}",
                group,
                JudgementKind.RED_LINE,
                line.sure,
                preference.because,
            )

    def _weight(self, player: int, column: int, preference: Preference, group: str) -> None:
        if preference.weight is None and (preference.scores or preference.position):
            self.questions.append(
                f"How much does {preference.party} care for {preference.issue}? "
                "No weight was put in: it may be anything from 0 to 1."
            )
        self.weights[player, column] = self._add(
            f"{group}.weight",
            group,
            JudgementKind.WEIGHT,
            preference.weight or ANYTHING,
            preference.because,
            is_given=preference.weight is not None,
        )

    def _scores(
        self, player: int, column: int, issue: Issue, preference: Preference, group: str
    ) -> None:
        if preference.position is not None:
            self.positions[player, column] = self._add(
                f"{group}.position",
                group,
                JudgementKind.POSITION,
                preference.position,
                preference.because,
            )
            if not preference.scores:
                self.placed.append(f"{preference.party} on {issue.label}")
                return
        known = {score.option: score.score for score in preference.scores}
        missing = [option.label for option in issue.options if option.id not in known]
        if missing and known:
            self.questions.append(
                f"How does {preference.party} like {' and '.join(missing)} on {issue.label}? "
                "No score was put in: it may be anything from 0 to 1."
            )
        for place, option in enumerate(issue.options):
            self.scores[column][player, place] = self._add(
                f"{group}.score.{option.id}",
                group,
                JudgementKind.SCORE,
                known.get(option.id, ANYTHING),
                preference.because if option.id in known else (),
                is_given=option.id in known,
            )

    def _stake(self, player: int) -> None:
        name = self.players[player]
        stake = self.stakes.get(name, Stake(party=name))
        if stake.power is not None:
            self.powers[player] = self._add(
                f"{name}.power", f"{name}.power", JudgementKind.POWER, stake.power, stake.because
            )
        if stake.reservation is None:
            self.questions.append(
                f"What is no agreement worth to {name}? No reservation value was put in: it may be "
                "anything from the worst to the best package."
            )
        self.reservations[player] = self._add(
            f"{name}.reservation",
            f"{name}.reservation",
            JudgementKind.RESERVATION,
            stake.reservation or self._range(player),
            stake.because,
            is_given=stake.reservation is not None,
        )

    def _range(self, player: int) -> Estimate:
        """From the worst to the best that the player could get, at the middle of its numbers."""
        least = most = 0.0
        for column in range(len(self.issues)):
            weight = self._middle(self.weights[player, column], 0.0)
            scores = [self._middle(i, 0.0) for i in self.scores[column][player]]
            if self.positions[player, column] != NONE and not any(scores):
                scores = [0.0, 1.0]
            least, most = least + weight * min(scores), most + weight * max(scores)
        return Estimate(low=least, high=most)

    def _middle(self, index: int, otherwise: float) -> float:
        return otherwise if index == NONE else self.judgements[index].central

    def _ties(self) -> tuple[tuple[Tie, ...], tuple[int, ...]]:
        provisos = [p for p in self.negotiation.provisos if self._is_used(p)]
        binding = tuple(p for p in provisos if p.party in self.players[: self.n_parties])
        circles = find_circles(binding)
        self.notes += [describe_circle(chain) for chain in circles[:SHOWN]]
        if len(circles) > SHOWN:
            self.notes.append(f"{len(circles) - SHOWN} more circles of conditions are like these.")
        self.notes += [describe_contradiction(row) for row in find_contradictions(binding)]
        rows = []
        for proviso in provisos:
            label = f"{proviso.party}.{proviso.choice}.only_with"
            index = self._add(label, label, JudgementKind.PROVISO, proviso.sure, proviso.because)
            rows.append((self._tie(proviso), index))
        return tuple(tie for tie, _ in rows), tuple(index for _, index in rows)

    def _tie(self, proviso: Proviso) -> Tie:
        issue, option = self._pair(proviso.choice)
        pairs = [self._pair(choice) for choice in proviso.only_with]
        return Tie(
            player=self._player(proviso.party, "condition"),
            issue=issue,
            option=option,
            other=pairs[0][0],
            allowed=frozenset(option for _, option in pairs),
        )

    def _is_used(self, proviso: Proviso) -> bool:
        used = {issue.id for issue in self.issues}
        left = sorted({c.issue for c in (proviso.choice, *proviso.only_with)} - used)
        if left:
            self.notes.append(
                f"The condition of {proviso.party} on {proviso.choice} is left out: nobody has a "
                f"preference on {left[0]}."
            )
        return not left

    def _bonuses(self) -> tuple[tuple[Bonus, ...], tuple[int, ...]]:
        rows = []
        used = {issue.id for issue in self.issues}
        for number, row in enumerate(self.negotiation.interactions, start=1):
            if {choice.issue for choice in row.choices} - used:
                self.notes.append(f"Interaction {number} is left out: it has an issue unused here.")
                continue
            label = f"{row.party}.interaction.{number}"
            index = self._add(label, label, JudgementKind.INTERACTION, row.worth, row.because)
            bonus = Bonus(
                player=self._player(row.party, "interaction"),
                pairs=tuple(self._pair(choice) for choice in row.choices),
                worth=row.worth.middle,
            )
            rows.append((bonus, index))
        return tuple(bonus for bonus, _ in rows), tuple(index for _, index in rows)

    def _chambers(self) -> tuple[Chamber, ...]:
        found = []
        for body in self.negotiation.ratifications:
            seats = tuple(faction.seats for faction in body.factions)
            if body.party not in self.players[: self.n_parties]:
                self.notes.append(f"{body.body} is left out: {body.party} has no preferences.")
                continue
            needed = seats_needed(body) if seats else None
            if needed is None:
                self.questions.append(
                    f"Who sits in {body.body} of {body.party}, and how many must accept? "
                    f"The rule put in is {body.rule or 'none'!r}; it is not reckoned with."
                )
                continue
            found.append(
                Chamber(
                    party=self.players.index(body.party),
                    body=body.body,
                    factions=tuple(self.players.index(f.id) for f in body.factions),
                    seats=seats,
                    needed=needed,
                )
            )
        return tuple(found)

    def _remark(self) -> None:
        """Notes on the numbers as a whole: scores by distance, sums of weights, many issues."""
        if self.placed:
            others = len(self.placed) - SHOWN
            more = f" and {others} more" if others > 0 else ""
            self.notes.append(
                f"Scores that nobody gave follow from the position, 1 at it and less by the "
                f"distance, in hundredths of the scale: {'; '.join(self.placed[:SHOWN])}{more}."
            )
        at = np.array([judgement.central for judgement in self.judgements])
        for player, name in enumerate(self.players[: self.n_parties]):
            total = sum(float(at[i]) for i in self.weights[player] if i != NONE)
            if abs(total - 1) > 0.01:
                self.notes.append(
                    f"The weights of {name} sum to {total:.2f} and are used as given: its "
                    f"reservation value is read on a scale from 0 to {total:.2f}."
                )
        if len(self.issues) >= MANY_ISSUES:
            longest = max(self.issues, key=lambda issue: len(issue.options))
            self.notes.append(
                f"{len(self.issues)} issues are many ({longest.label} alone has "
                f"{len(longest.options)} options, and {', '.join(self.players[:2])} and the others "
                "weigh them all): packages are searched, not listed."
            )

    def _pair(self, choice: Choice) -> tuple[int, int]:
        ids = [issue.id for issue in self.issues]
        column = ids.index(choice.issue)
        return column, [o.id for o in self.issues[column].options].index(choice.option)

    def _player(self, party: str, at: str) -> int:
        if party not in self.players:
            raise BadIssueSpace(f"has a [[{at}]] and no [preference]", party=party)
        return self.players.index(party)


def _blank(shape: tuple[int, ...]) -> Indices:
    return np.full(shape, NONE, dtype=np.int64)


def _values(issue: Issue) -> Floats:
    return np.array([np.nan if o.value is None else o.value for o in issue.options])

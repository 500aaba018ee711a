"""Names and numbers of a deal space as they stand in a sentence."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from dragoman.briefing.content import Line
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.wording import capital, ended, joined, tidy
from dragoman.model import Choice, DealSpace, Estimate, Figure, Ground, Issue

ESTIMATE = "analyst's estimate"
"""Stands behind a number that rests on no sentence."""


def percent(share: float) -> str:
    """A share as a percentage; what is not quite none or all does not read as such.

    >>> percent(0.834), percent(0.9996), percent(0.0002)
    ('83 %', 'over 99 %', 'under 1 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def likely(figure: Figure) -> str:
    """A probability with its interval.

    >>> likely(Figure(value=0.83, low=0.8, high=0.86))
    '83 % (80 to 86 %)'
    """
    if figure.low is None or figure.high is None:
        return percent(figure.value)
    low, high = f"{100 * figure.low:.0f}", f"{100 * figure.high:.0f}"
    return f"{percent(figure.value)} ({low} to {high} %)"


def number(value: float) -> str:
    """A utility or index with two decimals; no minus before nothing.

    >>> number(0.456), number(-0.001)
    ('0.46', '0.00')
    """
    return f"{round(value, 2) + 0.0:.2f}"


def scaled(figure: Figure) -> str:
    """A place on a scale of 0 to 100, with its interval.

    >>> scaled(Figure(value=52.4, low=40, high=63.2))
    '52 (40 to 63)'
    """
    if figure.low is None or figure.high is None:
        return f"{figure.value:.0f}"
    return f"{figure.value:.0f} ({figure.low:.0f} to {figure.high:.0f})"


def estimated(estimate: Estimate) -> str:
    """An estimate as it was put in.

    >>> estimated(Estimate(low=0.5, high=0.7)), estimated(Estimate(low=1, high=1))
    ('0.5 to 0.7', '1')
    """
    if estimate.is_known:
        return f"{estimate.low:g}"
    if estimate.mean is not None and estimate.sd is not None:
        return f"about {estimate.mean:g} (standard deviation {estimate.sd:g})"
    words = f"{estimate.low:g} to {estimate.high:g}"
    return words if estimate.mode is None else f"{words}, most likely {estimate.mode:g}"


def packages(count: float) -> str:
    """A number of packages: digits while they can be read.

    >>> packages(1), packages(1234), packages(3.2e12)
    ('1 package', '1,234 packages', 'about 3.2 × 10^12 packages')
    """
    if count < 1e7:
        return f"{count:,.0f} package{'' if round(count) == 1 else 's'}"
    power = len(f"{count:.0f}") - 1
    return f"about {count / 10**power:.1f} × 10^{power} packages"


@frozen(kw_only=True)
class Words:
    """Labels for the ids of one deal space, and the notes behind its numbers."""

    space: DealSpace
    footnotes: Footnotes

    def party(self, id: str) -> str:
        """A party by the dossier's name, a faction by its label."""
        for body in self.footnotes.lookup.contents.negotiation.ratifications:
            for faction in body.factions:
                if faction.id == id:
                    return tidy(faction.label) or tidy(id)
        return self.footnotes.lookup.party(id)

    def parties(self, ids: Iterable[str], by: str = "and") -> str:
        """Several parties in a row."""
        return joined([self.party(id) for id in ids], by)

    def issue(self, id: str) -> str:
        """An issue's label."""
        return self.footnotes.lookup.issue(id)

    def option(self, choice: Choice) -> str:
        """An option's label, in quotation marks so that a sentence can hold it."""
        for option in self._issue(choice.issue).options:
            if option.id == choice.option:
                return f"“{tidy(option.label)}”"
        return f"“{choice.option}”"

    def choice(self, choice: Choice) -> str:
        """An option with its issue."""
        return f"{self.option(choice)} on {self.issue(choice.issue)}"

    def settled(self, choices: Sequence[Choice]) -> str:
        """A package, issue by issue."""
        return "; ".join(f"{self.issue(c.issue)}: {self.option(c)}" for c in choices)

    def options(self, choices: Sequence[Choice]) -> str:
        """Alternatives of one issue."""
        issue = self.issue(choices[0].issue) if choices else ""
        return f"{joined([self.option(c) for c in choices], 'or')} on {issue}"

    def group(self, group: str) -> str:
        """What a group of judgements is about: "Velland on the cod quota"."""
        for party in (*self.space.parties, *self.space.factions):
            rest = group.removeprefix(f"{party}.")
            if rest == group:
                continue
            if rest in self.space.issues:
                return f"{self.party(party)} on {self.issue(rest)}"
            if rest == "reservation":
                return f"what no agreement is worth to {self.party(party)}"
            if rest == "power":
                return f"the power of {self.party(party)}"
            return f"{self.party(party)}: {rest.replace('.', ' ').replace('_', ' ')}"
        return group.replace("_", " ")

    def cited(self, grounds: Iterable[Ground]) -> tuple[int, ...]:
        """The notes behind grounds that are passages."""
        passages = [ground.passage for ground in grounds if ground.passage is not None]
        return self.footnotes.cite_passages(passages, "judgement")

    def ground(self, grounds: Sequence[Ground]) -> str:
        """What a number rests on in words; empty where notes alone say it."""
        if not grounds:
            return f"{ESTIMATE}, no reason given"
        parts = [f"{ESTIMATE}: {tidy(g.reason)}" for g in grounds if g.reason]
        parts += [f"not in the dossier: {tidy(g.given)}" for g in grounds if g.is_lost]
        return "; ".join(parts)

    def line(self, text: str, grounds: Sequence[Ground] = ()) -> Line:
        """A sentence with the notes behind it."""
        return Line(mark=None, text=ended(capital(text)), citations=self.cited(grounds))

    def _issue(self, id: str) -> Issue:
        issues = self.footnotes.lookup.contents.negotiation.issues
        return next((i for i in issues if i.id == id), Issue(id=id, label=id))

"""Names of a deal space as they stand in a sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import define

from dragoman.briefing.content import Line
from dragoman.briefing.deals.counting import in_quotes, in_row
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.wording import capital, ended, joined, tidy, visible
from dragoman.model import Choice, DealSpace, Ground

ESTIMATE = "estimate"
"""Stands before the reason for a number that rests on no sentence."""

LONG = 4
"""A package of more issues than this is set as a table, not in a sentence."""


@define(slots=False)
class Words:
    """Labels for the ids of one deal space, and the notes behind its numbers."""

    space: DealSpace
    footnotes: Footnotes

    @cached_property
    def _factions(self) -> dict[str, str]:
        bodies = self.footnotes.lookup.contents.negotiation.ratifications
        return {f.id: tidy(f.label) or tidy(f.id) for body in bodies for f in body.factions}

    @cached_property
    def _options(self) -> dict[Choice, str]:
        issues = self.footnotes.lookup.contents.negotiation.issues
        return {
            Choice(issue=issue.id, option=option.id): tidy(option.label) or option.id
            for issue in issues
            for option in issue.options
        }

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """What ids stand for; ids that could be plain words are left alone."""
        found = {str(choice): self.choice(choice) for choice in self._options}
        players = (*self.space.parties, *self.space.factions)
        named = {id: self.party(id) for id in players}
        named |= {id: self.issue(id) for id in self.space.issues}
        return found | {id: name for id, name in named.items() if not re.fullmatch("[a-z]+", id)}

    @cached_property
    def _any_id(self) -> re.Pattern[str]:
        ids = sorted(self._ids, key=len, reverse=True)
        return re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, ids)) or '(?!)'})(?![\w-])")

    def plain(self, text: str) -> str:
        """A note of the reckoning with names in the place of ids, and issues in brackets."""
        shown = visible(" ".join(text.split()))
        named = self._any_id.sub(lambda found: self._ids[found[1]], shown)
        for issue in self.space.issues:
            named = named.replace(f"” on {self.issue(issue)}", f"” ({self.issue(issue)})")
        return named

    def party(self, id: str) -> str:
        """A party by the dossier's name, a faction by its label."""
        return self._factions.get(id) or self.footnotes.lookup.party(id)

    def head(self, id: str) -> str:
        """A party as it stands alone, in a table's head or beside a mark."""
        return capital(self.party(id).removeprefix("the "))

    def heads(self) -> tuple[str, ...]:
        """All parties as they stand alone."""
        return tuple(self.head(party) for party in self.space.parties)

    def colours(self) -> tuple[str, ...]:
        """The colours that the dossier gives the parties, empty for none."""
        return tuple(self.colour(party) for party in self.space.parties)

    def colour(self, id: str) -> str:
        """A party's colour, empty for none."""
        return self.footnotes.lookup.colours.get(id, "")

    def parties(self, ids: Iterable[str], by: str = "and") -> str:
        """Several parties in a row."""
        return in_row([self.party(id) for id in ids], by)

    def body(self, party: str, body: str) -> str:
        """A body that must approve: "the Assembly of Ormark"."""
        name = tidy(body)
        return f"{'' if name.lower().startswith('the ') else 'the '}{name} of {self.party(party)}"

    def issue(self, id: str) -> str:
        """An issue's label."""
        return self.footnotes.lookup.issue(id)

    def label(self, choice: Choice) -> str:
        """An option's label, bare."""
        return self._options.get(choice) or tidy(choice.option)

    def option(self, choice: Choice) -> str:
        """An option's label, in quotation marks so that a sentence can hold it."""
        return in_quotes(self.label(choice))

    def choice(self, choice: Choice) -> str:
        """An option with its issue."""
        return f"{self.option(choice)} ({self.issue(choice.issue)})"

    def settled(self, choices: Sequence[Choice]) -> str:
        """A package, issue by issue."""
        return "; ".join(f"{self.issue(c.issue)}: {self.option(c)}" for c in choices)

    def but_for(self, choices: Sequence[Choice], base: Sequence[Choice]) -> str:
        """A package by what sets it apart from another one."""
        known = {choice.issue: choice.option for choice in base}
        return self.settled([c for c in choices if known.get(c.issue) != c.option])

    def options(self, choices: Sequence[Choice], by: str = "or") -> str:
        """Alternatives, those of one issue together."""
        issues = dict.fromkeys(choice.issue for choice in choices)
        rows = (
            f"{joined([self.option(c) for c in choices if c.issue == issue], by)} "
            f"({self.issue(issue)})"
            for issue in issues
        )
        return joined(list(rows), by)

    def group(self, group: str) -> str:
        """What a group of judgements is about: "Velland on the cod quota"."""
        party, rest = self._split(group)
        if not party:
            return group.replace("_", " ")
        if rest in self.space.issues:
            return f"{self.party(party)} on {self.issue(rest)}"
        if rest == "reservation":
            return f"what no agreement is worth to {self.party(party)}"
        if rest == "power":
            return f"the power of {self.party(party)}"
        if rest.endswith(".only_with"):
            choice = self._choice(rest.removesuffix(".only_with"))
            return f"a condition of {self.party(party)}: {choice}"
        if rest.startswith("interaction."):
            number = rest.removeprefix("interaction.")
            return (
                f"options that are worth more or less together to {self.party(party)}, no. {number}"
            )
        return f"{self.party(party)}: {self.plain(rest).replace('_', ' ')}"

    def judgement(self, label: str, group: str) -> str:
        """One judgement within its group: "score of “half”"; empty where it is the whole group."""
        rest = label.removeprefix(f"{group}.")
        if rest == label:
            return ""
        issue = self._split(group)[1]
        kind, _, option = rest.partition(".")
        choice = self.option(Choice(issue=issue, option=option))
        if kind == "score":
            return f"score of {choice}"
        if kind == "red_line":
            return f"that {choice} is ruled out"
        return {"weight": "weight of the issue", "position": "place on the scale"}.get(rest, rest)

    def _split(self, group: str) -> tuple[str, str]:
        """The party and the rest of a group's name; the longest id that fits."""
        players = sorted((*self.space.parties, *self.space.factions), key=len, reverse=True)
        for party in players:
            if group.startswith(f"{party}."):
                return party, group[len(party) + 1 :]
        return "", group

    def _choice(self, dotted: str) -> str:
        issue, _, option = dotted.partition(".")
        return self.choice(Choice(issue=issue, option=option))

    def cited(self, grounds: Iterable[Ground]) -> tuple[int, ...]:
        """The notes behind grounds that are passages, one for each passage."""
        found: dict[int, None] = {}
        for ground in grounds:
            if ground.passage is not None:
                numbers = self.footnotes.cite_passages([ground.passage], "judgement")
                found.update(dict.fromkeys(numbers))
        return tuple(found)

    def anchor(self, number: int) -> str:
        """Where a note opens in the page."""
        document, start, _ = self.footnotes.place(number)
        lookup = self.footnotes.lookup
        return f"p{number}" if start >= 0 else f"document-{lookup.numbers[document]}"

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

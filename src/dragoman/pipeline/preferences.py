"""What ``negotiation.toml`` says for the deal space: ``[preference]`` and its neighbours."""

import math
from collections.abc import Callable
from typing import Any

from dragoman.errors import BadNegotiation
from dragoman.model import (
    Choice,
    DealStage,
    Estimate,
    Guarantee,
    Interaction,
    OptionScore,
    Package,
    Preference,
    Proviso,
    RedLine,
    Stake,
)
from dragoman.pipeline.estimates import read_estimate

STAKE_KEYS = {"reservation", "power", "because"}
PREFERENCE_KEYS = {"weight", "score", "position", "red_lines", "because"}
SCALE = 100.0
"""The upper end of an issue's scale; the lower is 0."""


class PreferenceTables:
    """The deal-space tables of one ``negotiation.toml``; ``where`` names the file in messages.

    Every method raises ``BadNegotiation`` where a table does not fit, naming party and issue.
    """

    def __init__(self, tables: dict[str, Any], where: str) -> None:
        self.tables = tables
        self.where = where

    def stakes(self) -> tuple[Stake, ...]:
        """``[preference.PARTY]``: reservation and power."""
        return tuple(self._stake(party, table) for party, table in self._parties())

    def preferences(self) -> tuple[Preference, ...]:
        """``[preference.PARTY.ISSUE]``, in the file's order."""
        return tuple(
            self._preference(party, issue, table)
            for party, tables in self._parties()
            for issue, table in tables.items()
            if issue not in STAKE_KEYS
        )

    def provisos(self) -> tuple[Proviso, ...]:
        """``[[condition]]``: an option that a party takes only with options of another issue."""
        return tuple(
            Proviso(
                party=self._text(row, "party", at),
                choice=self.choice(row.get("option"), at),
                only_with=self._choices(row, "only_with", at, fewest=1),
                sure=self._estimate(row.get("sure", 1.0), at, lowest=0.0, highest=1.0),
                because=self._because(row, at),
            )
            for row, at in self._rows(
                "condition", {"party", "option", "only_with", "sure", "because"}
            )
        )

    def interactions(self) -> tuple[Interaction, ...]:
        """``[[interaction]]``: options worth more or less together than their sum."""
        return tuple(
            Interaction(
                party=self._text(row, "party", at),
                choices=self._choices(row, "options", at, fewest=2),
                worth=self._estimate(row.get("worth"), at, lowest=-math.inf),
                because=self._because(row, at),
            )
            for row, at in self._rows("interaction", {"party", "options", "worth", "because"})
        )

    def packages(self) -> tuple[Package, ...]:
        """``[[package]]``: drafts to be judged."""
        rows = self._rows("package", {"id", "label", "options", "because"})
        return tuple(self._package(row, at) for row, at in rows)

    def stages(self) -> tuple[DealStage, ...]:
        """``[[stage]]``, in order."""
        return tuple(
            DealStage(
                id=self._text(row, "id", at),
                label=self._text(row, "label", at, default=str(row.get("id"))),
                delivers=self._texts(row, "delivers", at),
            )
            for row, at in self._rows("stage", {"id", "label", "delivers"})
        )

    def guarantees(self) -> tuple[Guarantee, ...]:
        """``[[guarantee]]``: what walking away costs."""
        return tuple(
            Guarantee(
                label=self._text(row, "label", at),
                party=self._text(row, "party", at),
                cost=self._estimate(row.get("cost"), at),
                after=self._text(row, "after", at) if "after" in row else None,
                because=self._because(row, at),
            )
            for row, at in self._rows("guarantee", {"label", "party", "cost", "after", "because"})
        )

    def choice(self, value: Any, at: str) -> Choice:
        """An option written ``issue.option``; the issue's id may itself hold full stops."""
        if not isinstance(value, str) or "." not in value.strip("."):
            raise BadNegotiation(self.where, f"{at}: {value!r} is not written issue.option")
        issue, _, option = value.rpartition(".")
        return Choice(issue=issue, option=option)

    def _parties(self) -> list[tuple[str, dict[str, Any]]]:
        parties = self.tables.get("preference", {})
        if not isinstance(parties, dict) or not all(isinstance(t, dict) for t in parties.values()):
            raise BadNegotiation(
                self.where, "preferences are written [preference.PARTY] or [preference.PARTY.ISSUE]"
            )
        return list(parties.items())

    def _stake(self, party: str, table: dict[str, Any]) -> Stake:
        at = f"[preference.{party}]"
        reservation, power = table.get("reservation"), table.get("power")
        self._refuse_issue_named(party, table)
        return Stake(
            party=party,
            reservation=None
            if reservation is None
            else self._estimate(reservation, f"{at}: reservation", lowest=-math.inf),
            power=None if power is None else self._estimate(power, f"{at}: power"),
            because=self._because(table, at),
        )

    def _refuse_issue_named(self, party: str, table: dict[str, Any]) -> None:
        """An issue called like a key of the party's own table cannot have a table beside it."""
        for key in sorted(STAKE_KEYS & set(table)):
            if isinstance(table[key], dict) and set(table[key]) & PREFERENCE_KEYS:
                raise BadNegotiation(
                    self.where,
                    f"[preference.{party}.{key}]: an issue cannot be called {key!r}, which is a "
                    f"key of [preference.{party}]; give the [[issue]] another id",
                )

    def _preference(self, party: str, issue: str, table: Any) -> Preference:
        at = f"[preference.{party}.{issue}]"
        if not isinstance(table, dict):
            raise BadNegotiation(
                self.where,
                f"[preference.{party}] has an unknown key {issue!r}; known: "
                f"{', '.join(sorted(STAKE_KEYS))}, or the id of an issue as a table",
            )
        self._known(table, PREFERENCE_KEYS, at)
        weight, place = table.get("weight"), table.get("position")
        return Preference(
            party=party,
            issue=issue,
            weight=None if weight is None else self._estimate(weight, f"{at}: weight"),
            scores=self._scores(table.get("score", {}), at),
            position=None
            if place is None
            else self._estimate(place, f"{at}: position", highest=SCALE),
            red_lines=self._red_lines(table.get("red_lines", []), at),
            because=self._because(table, at),
        )

    def _scores(self, table: Any, at: str) -> tuple[OptionScore, ...]:
        if not isinstance(table, dict):
            raise BadNegotiation(self.where, f"{at}: score is written {{ option = number, … }}")
        return tuple(
            OptionScore(
                option=option, score=self._estimate(value, f"{at}: score of {option}", highest=1.0)
            )
            for option, value in table.items()
        )

    def _red_lines(self, value: Any, at: str) -> tuple[RedLine, ...]:
        sure = dict.fromkeys(value, 1.0) if _is_texts(value) else value
        if not isinstance(sure, dict):
            raise BadNegotiation(
                self.where, f"{at}: red_lines is a list of options or {{ option = 0–1, … }}"
            )
        return tuple(
            RedLine(
                option=option,
                sure=self._estimate(given, f"{at}: red line at {option}", highest=1.0),
            )
            for option, given in sure.items()
        )

    def _package(self, row: dict[str, Any], at: str) -> Package:
        options = row.get("options", {})
        if not isinstance(options, dict) or not all(isinstance(o, str) for o in options.values()):
            raise BadNegotiation(self.where, f'{at}: options is written {{ issue = "option", … }}')
        return Package(
            id=self._text(row, "id", at),
            label=self._text(row, "label", at, default=str(row.get("id"))),
            choices=tuple(Choice(issue=i, option=o) for i, o in options.items()),
            because=self._because(row, at),
        )

    def _rows(self, name: str, known: set[str]) -> list[tuple[dict[str, Any], str]]:
        rows = self.tables.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadNegotiation(self.where, f"[{name}] must be written [[{name}]]")
        found = [(row, f"[[{name}]] number {number}") for number, row in enumerate(rows, start=1)]
        for row, at in found:
            self._known(row, known, at)
        return found

    def _known(self, table: dict[str, Any], known: set[str], at: str) -> None:
        unknown = sorted(set(table) - known)
        if unknown:
            raise BadNegotiation(
                self.where,
                f"{at} has an unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}",
            )

    def _estimate(
        self, value: Any, at: str, *, lowest: float = 0.0, highest: float = math.inf
    ) -> Estimate:
        try:
            return read_estimate(value, lowest=lowest, highest=highest)
        except ValueError as error:
            raise BadNegotiation(self.where, f"{at}: {error}") from error

    def _choices(
        self, row: dict[str, Any], key: str, at: str, *, fewest: int
    ) -> tuple[Choice, ...]:
        found = tuple(self.choice(value, at) for value in self._texts(row, key, at))
        if len(found) < fewest:
            raise BadNegotiation(self.where, f"{at}: {key} needs {fewest} or more options")
        return found

    def _because(self, row: dict[str, Any], at: str) -> tuple[str, ...]:
        return self._texts(row, "because", at)

    def _texts(self, row: dict[str, Any], key: str, at: str) -> tuple[str, ...]:
        value = row.get(key, [])
        if not _is_texts(value):
            raise BadNegotiation(self.where, f"{at}: {key} must be a list of texts")
        return tuple(value)

    def _text(self, row: dict[str, Any], key: str, at: str, default: str | None = None) -> str:
        value = row.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise BadNegotiation(self.where, f"{at}: {key} must be given, as text")
        return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


READERS: dict[str, Callable[[PreferenceTables], tuple[Any, ...]]] = {
    "stakes": PreferenceTables.stakes,
    "preferences": PreferenceTables.preferences,
    "provisos": PreferenceTables.provisos,
    "interactions": PreferenceTables.interactions,
    "packages": PreferenceTables.packages,
    "stages": PreferenceTables.stages,
    "guarantees": PreferenceTables.guarantees,
}
"""Field of ``Negotiation`` -> how it is read."""
TABLE_NAMES = ("preference", "condition", "interaction", "package", "stage", "guarantee")

"""Small invented talks, and what follows from them by trying every package.

``Talks`` holds plain numbers; ``toml`` writes them down as ``negotiation.toml``, ``verdict`` judges
a package by them without anything of the program.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
from attrs import Factory, define

Package = tuple[int, ...]
Given = Mapping[str, float]
"""Values of judgements by label, where they are not at their middle."""


@define
class Talks:
    """Numbers of a negotiation, each an interval ``(low, high)`` or one number."""

    sizes: tuple[int, ...]
    parties: tuple[str, ...]
    factions: tuple[str, ...] = ()
    weights: dict[tuple[str, int], object] = Factory(dict)
    scores: dict[tuple[str, int, int], object] = Factory(dict)
    reservations: dict[str, object] = Factory(dict)
    lines: dict[tuple[str, int, int], float] = Factory(dict)
    conditions: list[tuple[str, int, int, int, tuple[int, ...], float]] = Factory(list)
    interactions: list[tuple[str, tuple[tuple[int, int], ...], object]] = Factory(list)
    bodies: list[tuple[str, str, tuple[tuple[str, int], ...], float]] = Factory(list)

    @property
    def players(self) -> tuple[str, ...]:
        return self.parties + self.factions

    def packages(self) -> Iterator[Package]:
        return product(*map(range, self.sizes))


def talks_of(seed: int, *, loose: float = 1.0) -> Talks:
    """Talks drawn with a seed; reservation values are ``loose`` times as high."""
    rng = np.random.default_rng(seed)
    n_parties, sizes = int(rng.integers(2, 4)), tuple(rng.integers(2, 4, rng.integers(2, 4)))
    talks = Talks(sizes=tuple(map(int, sizes)), parties=("A", "A.B", "C")[:n_parties])
    talks.factions = ("f1", "f2", "f3")[: int(rng.integers(2, 4))] if rng.random() < 0.4 else ()
    for player in talks.players:
        _prefer(talks, player, rng, loose)
    if talks.factions:
        seats = tuple((name, int(rng.integers(1, 5))) for name in talks.factions)
        talks.bodies.append(("A", "House", seats, float(rng.choice([0.5, 0.6, 1.0]))))
    for _ in range(int(rng.integers(0, 3))):
        _tie(talks, rng)
    if rng.random() < 0.4:
        first, second = rng.choice(len(sizes), 2, replace=False).tolist()
        pairs = (
            (first, int(rng.integers(sizes[first]))),
            (second, int(rng.integers(sizes[second]))),
        )
        worth = round(float(rng.uniform(-0.4, 0.4)), 2)
        talks.interactions.append((str(rng.choice(talks.parties)), pairs, worth))
    return talks


def _prefer(talks: Talks, player: str, rng: np.random.Generator, loose: float) -> None:
    for issue, size in enumerate(talks.sizes):
        weight = round(float(rng.uniform(0.1, 1.0)), 2)
        is_open = rng.random() < 0.2
        talks.weights[player, issue] = (round(weight / 2, 3), weight) if is_open else weight
        for option in range(size):
            talks.scores[player, issue, option] = round(float(rng.uniform(0, 1)), 1)
            if rng.random() < 0.12:
                talks.lines[player, issue, option] = float(rng.choice([1.0, 0.7, 0.3]))
        if all(talks.lines.get((player, issue, o), 0) >= 0.5 for o in range(size)):
            del talks.lines[player, issue, 0]
    least = round(float(rng.uniform(0, 0.35)) * len(talks.sizes) * loose, 2)
    talks.reservations[player] = (least, least + 0.3) if rng.random() < 0.2 else least


def _tie(talks: Talks, rng: np.random.Generator) -> None:
    issue, other = rng.choice(len(talks.sizes), 2, replace=False).tolist()
    option = int(rng.integers(talks.sizes[issue]))
    allowed = tuple(np.flatnonzero(rng.random(talks.sizes[other]) < 0.5).tolist()) or (0,)
    player = str(rng.choice(talks.players))
    if any(row[:3] == (player, issue, option) for row in talks.conditions):
        return
    talks.conditions.append((player, issue, option, other, allowed, float(rng.choice([1.0, 0.6]))))


def toml(talks: Talks) -> str:
    """The talks as the text of a ``negotiation.toml``."""
    lines = ['name = "Talks"']
    for party in talks.parties:
        lines += ["[[party]]", f'id = "{party}"', f'names = ["Land {party}"]']
    for issue, size in enumerate(talks.sizes):
        options = ", ".join(f'{{id = "o{o}", label = "way {o}"}}' for o in range(size))
        lines += ["[[issue]]", f'id = "i{issue}"', f'label = "Issue {issue}"']
        lines += [f"options = [{options}]"]
    for player in talks.players:
        lines += [f'[preference."{player}"]', f"reservation = {_n(talks.reservations[player])}"]
        for issue, size in enumerate(talks.sizes):
            scores = [f"o{o} = {_n(talks.scores[player, issue, o])}" for o in range(size)]
            red = [
                f"o{o} = {talks.lines[player, issue, o]}"
                for o in range(size)
                if (player, issue, o) in talks.lines
            ]
            lines += [f'[preference."{player}".i{issue}]']
            lines += [f"weight = {_n(talks.weights[player, issue])}"]
            lines += [f"score = {{ {', '.join(scores)} }}", f"red_lines = {{ {', '.join(red)} }}"]
    for player, issue, option, other, allowed, sure in talks.conditions:
        only = ", ".join(f'"i{other}.o{o}"' for o in allowed)
        lines += ["[[condition]]", f'party = "{player}"', f'option = "i{issue}.o{option}"']
        lines += [f"only_with = [{only}]", f"sure = {sure}"]
    for player, pairs, worth in talks.interactions:
        named = ", ".join(f'"i{issue}.o{option}"' for issue, option in pairs)
        lines += ["[[interaction]]", f'party = "{player}"', f"options = [{named}]"]
        lines += [f"worth = {_n(worth)}"]
    for party, body, seats, needs in talks.bodies:
        lines += ["[[ratification]]", f'party = "{party}"', f'body = "{body}"', f"needs = {needs}"]
        for faction, held in seats:
            lines += ["[[ratification.faction]]", f'id = "{faction}"', f"seats = {held}"]
    return "\n".join(lines)


def _n(number: object) -> str:
    return str(list(number)) if isinstance(number, tuple) else str(number)


def at(number: object, label: str, given: Given) -> float:
    """A number at its middle, or as given under its label."""
    middle = sum(number) / 2 if isinstance(number, tuple) else float(number)  # type: ignore[arg-type]
    return given.get(label, middle)


def utility(talks: Talks, player: str, package: Package, given: Given | None = None) -> float:
    """What a package is worth to a player."""
    drawn = given or {}
    total = 0.0
    for issue, option in enumerate(package):
        label = f"{player}.i{issue}.weight"
        weight = at(talks.weights[player, issue], label, drawn)
        total += weight * float(talks.scores[player, issue, option])  # type: ignore[arg-type]
    for who, pairs, worth in talks.interactions:
        if who == player and all(package[issue] == option for issue, option in pairs):
            total += float(worth)  # type: ignore[arg-type]
    return total


def bars_of(talks: Talks, player: str, package: Package, given: Given | None = None) -> set[str]:
    """What of a player stands against a package: names of red lines, conditions, a reservation."""
    drawn = given or {}
    found = set()
    for issue, option in enumerate(package):
        sure = talks.lines.get((player, issue, option), 0.0)
        if drawn.get(f"{player}.i{issue}.red_line.o{option}", sure) >= 0.5:
            found.add(f"{player}: i{issue}.o{option}")
    for who, issue, option, other, allowed, sure in talks.conditions:
        holds = drawn.get(f"{who}.i{issue}.o{option}.only_with", sure) >= 0.5
        if who == player and holds and package[issue] == option and package[other] not in allowed:
            found.add(f"{who}: i{issue}.o{option} only with i{other} {sorted(allowed)}")
    least = at(talks.reservations[player], f"{player}.reservation", drawn)
    if utility(talks, player, package, drawn) < least - 1e-9:
        found.add(f"{player}: reservation")
    return found


def seats_for(
    talks: Talks, body: int, package: Package, given: Given | None = None
) -> tuple[int, int]:
    """Seats that accept a package in a body, and those in all."""
    rows = talks.bodies[body][2]
    won = sum(held for faction, held in rows if not bars_of(talks, faction, package, given))
    return won, sum(held for _, held in rows)


def bars(talks: Talks, package: Package, given: Given | None = None) -> set[str]:
    """Everything that keeps a package out of the zone."""
    found = set[str]().union(*(bars_of(talks, p, package, given) for p in talks.parties))
    for body, (party, name, _, needs) in enumerate(talks.bodies):
        won, total = seats_for(talks, body, package, given)
        if won < needs * total - 1e-9:
            found.add(f"{party}: {name}")
    return found

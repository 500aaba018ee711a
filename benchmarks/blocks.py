"""Is there a zone, and if not, which moves open one: seconds and agreement with brute force.

    python benchmarks/blocks.py [--seeds 12] [--reduced 200] [--count] [--cp-sat PYTHON]

Random spaces of ten parties and fifteen issues of four or five options, with red lines,
conditions, bonuses and two bodies of five factions each; reservations rise from seed to seed, so
that some have a zone and some have none. Printed: wall seconds, since the aim (5 s) is in them,
and processor seconds, which a busy machine does not change much. ``--count`` also asks for the
fewest moves. Then reduced cases (three parties, three issues) are compared with every package
tried in turn. ``--cp-sat`` runs the same question through OR-Tools CP-SAT, by a Python that has it.
"""

import argparse
import json
import statistics
import subprocess
import time
from collections.abc import Callable
from itertools import chain, combinations, product
from pathlib import Path

import numpy as np
from attrs import frozen

from dragoman.bargaining.blocks import (
    Aim,
    BarKind,
    Openings,
    ZoneSearch,
    after_moves,
    barred_by,
    find_openings,
    left_standing,
    price_moves,
)
from dragoman.bargaining.blocks.moves import MoveSearch
from dragoman.bargaining.space import Bonus, Chamber, Indices, IssueSpace, Tie

HARDNESS = (0.60, 0.68, 0.71, 0.75, 0.80, 0.85)
"""Reservations as a share of the best that each player could get, by seed in turn."""


@frozen(kw_only=True)
class Size:
    """How large a random space is."""

    parties: int
    issues: int
    options: tuple[int, int]
    bodies: int
    factions: int

    @property
    def players(self) -> int:
        """Parties and factions together."""
        return self.parties + self.bodies * self.factions


FULL = Size(parties=10, issues=15, options=(4, 5), bodies=2, factions=5)
REDUCED = Size(parties=3, issues=3, options=(2, 4), bodies=1, factions=3)


def random_space(seed: int, size: Size, hardness: float) -> IssueSpace:
    """Single-peaked scores around random ideals; factions stand near the party that they bind."""
    rng = np.random.default_rng(seed)
    n = size.players
    counts = rng.integers(size.options[0], size.options[1] + 1, size.issues)
    ideals = rng.uniform(size=(n, size.issues))
    for faction in range(size.parties, n):
        party = (faction - size.parties) // size.factions
        ideals[faction] = np.clip(ideals[party] + rng.normal(0.0, 0.25, size.issues), 0.0, 1.0)
    weights = rng.dirichlet(np.ones(size.issues), n)
    worth, forbidden = [], []
    for issue, count in enumerate(counts.tolist()):
        distance = np.abs(np.linspace(0.0, 1.0, count) - ideals[:, [issue]])
        score = 1.0 - distance / distance.max(axis=1, keepdims=True)
        worth.append(weights[:, [issue]] * score)
        forbidden.append((score < 0.25) & (rng.uniform(size=score.shape) < 0.25))
    best = np.sum([table.max(axis=1) for table in worth], axis=0)
    return IssueSpace(
        players=tuple(f"P{player}" for player in range(n)),
        n_parties=size.parties,
        issues=tuple(f"I{issue}" for issue in range(size.issues)),
        options=tuple(tuple(str(option) for option in range(count)) for count in counts),
        worth=tuple(worth),
        reservation=best * hardness * rng.uniform(0.9, 1.1, n),
        forbidden=tuple(forbidden),
        ties=tuple(_tie(rng, counts, size) for _ in range(3)),
        bonuses=tuple(_bonus(rng, counts, size) for _ in range(3)),
        chambers=tuple(_chamber(rng, body, size) for body in range(size.bodies)),
    )


def _pair(rng: np.random.Generator, counts: Indices) -> list[tuple[int, int]]:
    issues = rng.choice(len(counts), 2, replace=False)
    return [(int(issue), int(rng.integers(counts[issue]))) for issue in issues]


def _tie(rng: np.random.Generator, counts: Indices, size: Size) -> Tie:
    (issue, option), (other, allowed) = _pair(rng, counts)
    return Tie(
        player=int(rng.integers(size.players)),
        issue=issue,
        option=option,
        other=other,
        allowed=frozenset({allowed, 0}),
    )


def _bonus(rng: np.random.Generator, counts: Indices, size: Size) -> Bonus:
    pairs = tuple(_pair(rng, counts))
    player = int(rng.integers(size.players))
    return Bonus(player=player, pairs=pairs, worth=float(rng.uniform(-0.1, 0.1)))


def _chamber(rng: np.random.Generator, body: int, size: Size) -> Chamber:
    seats = rng.integers(5, 40, size.factions).astype(float)
    first = size.parties + body * size.factions
    return Chamber(
        party=body,
        body=f"body {body}",
        factions=tuple(range(first, first + size.factions)),
        seats=tuple(seats.tolist()),
        needed=float(0.6 * seats.sum()),
    )


def cheapest_by_brute_force(space: IssueSpace) -> tuple[float, int] | None:
    """The least cost, and the least number, of moves over all packages and coalitions."""
    prices = price_moves(space)
    factions = sorted({f for chamber in space.chambers for f in chamber.factions})
    coalitions = list(
        chain.from_iterable(combinations(factions, k) for k in range(len(factions) + 1))
    )
    costs, numbers = [], []
    for package in product(*(range(len(options)) for options in space.options)):
        own = barred_by(space, package, range(space.n_parties))
        utilities = space.utilities(np.array([package], dtype=np.int64))[0]
        for won in coalitions:
            bars = {*own, *barred_by(space, package, won)}
            left = left_standing(space, package, given_up=bars)
            if not any(bar.kind is BarKind.RATIFICATION for bar in left):
                costs.append(sum(prices.of(space, bar, package, utilities) for bar in bars))
                numbers.append(len(bars))
    return (min(costs), min(numbers)) if costs else None


def compare(seeds: int) -> None:
    """Reduced cases: zone, least cost and least number against every package tried."""
    zones = equal = 0
    for seed in range(seeds):
        space = random_space(seed, REDUCED, 0.4 + 0.6 * (seed % 10) / 10)
        packages = list(product(*(range(len(options)) for options in space.options)))
        has_zone = bool(space.is_in_zone(np.array(packages, dtype=np.int64)).any())
        answer = ZoneSearch(space=space).find_package()
        known = cheapest_by_brute_force(space)
        found = [find_openings(space, aim=aim, limit=1).openings for aim in Aim]
        zones += has_zone
        is_equal = has_zone == (answer.package is not None) and answer.is_proved
        if known is None:
            equal += is_equal and not any(found)
            continue
        cost, number = found[0][0].cost, len(found[1][0].moves)
        equal += is_equal and abs(cost - known[0]) < 1e-4 and number == known[1]
    print(f"reduced cases equal to brute force: {equal} of {seeds} ({zones} with a zone)")


def timed(ask: Callable[[], object]) -> tuple[float, float, object]:
    wall, processor = time.perf_counter(), time.process_time()
    answer = ask()
    return time.perf_counter() - wall, time.process_time() - processor, answer


def question(space: IssueSpace, aim: Aim) -> Openings | None:
    """Is there a zone; if not, the best moves. None where there is one."""
    if ZoneSearch(space=space).find_package().package is not None:
        return None
    return find_openings(space, aim=aim, limit=1)


def ask_all(seeds: int, aim: Aim) -> None:
    walls, processors = [], []
    for seed in range(seeds):
        space = random_space(seed, FULL, HARDNESS[seed % len(HARDNESS)])
        wall, processor, answer = timed(lambda space=space: question(space, aim))  # type: ignore[misc]
        walls.append(wall)
        processors.append(processor)
        seconds = f"{wall:6.2f} s wall, {processor:5.2f} s cpu"
        print(f"  seed {seed:2d}: {told(space, answer):60s} {seconds}")
    for name, took in (("wall", walls), ("cpu", processors)):
        low, middle, high = min(took), statistics.median(took), max(took)
        print(f"  {name}: min {low:.2f}, median {middle:.2f}, max {high:.2f} s")


def told(space: IssueSpace, answer: object) -> str:
    if not isinstance(answer, Openings):
        return "a zone"
    [opening] = answer.openings
    package = np.array([opening.package], dtype=np.int64)
    opens = bool(after_moves(space, opening).is_in_zone(package)[0])
    proof = "proved" if opening.is_proved else "NOT proved"
    return (
        f"none; {len(opening.moves)} moves by {len(opening.payers)} cost {opening.cost:.4f}, "
        f"{proof}, {'opens' if opens else 'DOES NOT OPEN'}"
    )


def ask_cp_sat(seeds: int, python: str) -> None:
    """The cheapest moves by CP-SAT on the same rows; one thread, 60 s at most."""
    script = Path(__file__).with_name("blocks_cp_sat.py")
    for seed in range(seeds):
        space = random_space(seed, FULL, HARDNESS[seed % len(HARDNESS)])
        search = MoveSearch(space=space, prices=price_moves(space))
        _, ours, found = timed(lambda search=search: search.find(limit=1))  # type: ignore[misc]
        cost = found.openings[0].cost if isinstance(found, Openings) else float("nan")
        run = subprocess.run(
            [python, str(script)], input=as_json(search), capture_output=True, text=True, check=True
        )
        rival = json.loads(run.stdout)
        theirs = f"{rival['cost']:.4f} {rival['seconds']:6.2f} s ({rival['status'].lower()})"
        print(f"  seed {seed:2d}: HiGHS {cost:.4f} {ours:6.2f} s; CP-SAT {theirs}")


def as_json(search: MoveSearch) -> str:
    """The rows of the cheapest moves; bars that cannot be given up are held by their columns."""
    programme = search.relaxation.programme
    high = np.where(np.isfinite(programme.high), programme.high, 0.0)
    for bar, columns in programme.given_up.items():
        if bar not in search.bars:
            high[list(columns)] = 0.0
    return json.dumps(
        {
            "high": high.tolist(),
            "is_whole": (programme.is_whole & (high > 0.0)).tolist(),
            "objective": list(search.costs().items()),
            "rows": [
                {
                    "terms": list(row.terms.items()),
                    "low": None if row.low == -np.inf else row.low,
                    "high": None if row.high == np.inf else row.high,
                }
                for row in programme.rows
            ],
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--reduced", type=int, default=200)
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--cp-sat", metavar="PYTHON")
    chosen = parser.parse_args()
    print("10 parties x 15 issues: is there a zone, if not the cheapest moves that open one")
    ask_all(chosen.seeds, Aim.COST)
    if chosen.count:
        print("the same, but the fewest moves")
        ask_all(chosen.seeds, Aim.COUNT)
    if chosen.cp_sat:
        print("the cheapest moves, processor seconds, side by side")
        ask_cp_sat(chosen.seeds, chosen.cp_sat)
    compare(chosen.reduced)


if __name__ == "__main__":
    main()

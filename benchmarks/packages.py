"""Frontier and bargaining solutions of GENIUS domains beside NegMAS 0.16: the same, or why not.

    python benchmarks/packages.py ../shared/gold/bargaining [--live]

Takes every domain of ``anac/negmas_reference.json`` whose packages can be counted and whose
utilities are sums over issues. Prints one line of JSON, then what differs, a line each.

- frontier: the packages that no other dominates, among those worth the reservation value. NegMAS
  compares sums to the last bit, so it keeps packages that are equal to, or worse than, another but
  for the rounding of a sum. Here sums are compared in ticks. A domain is an exception where the
  two differ; it is checked that comparing to the last bit gives NegMAS's number of points, and that
  each point of NegMAS's that is not here is worth no more (to a tick) than one that is.
- Nash, egalitarian ("kalai"): the same where ours is one of NegMAS's. Gains count from the worst
  package where the reservation value lies below it, as there.
- Kalai–Smorodinsky: NegMAS minimises the spread between shares, not their minimum. Each domain
  where the two differ is listed with the smallest share of both; ours must be the larger.

``--live`` runs NegMAS itself as well, in the same process, and compares with that; it says so where
NegMAS is not installed.
"""

import argparse
import json
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from attrs import field, frozen

from dragoman.bargaining.packages import Baseline, Concept, find_frontier, is_undominated, solve
from dragoman.bargaining.packages.dense import each_package
from dragoman.bargaining.packages.solutions import Solution
from dragoman.bargaining.packages.stakes import worst_packages
from dragoman.bargaining.space import Floats, IssueSpace, additive_space
from dragoman.exchange.genius import raw_reservation, raw_worth, read_genius

NEAR = 1e-9
CONCEPTS = {
    "nash": Concept.NASH,
    "kalai": Concept.EGALITARIAN,
    "ks": Concept.KALAI_SMORODINSKY,
}


@frozen(kw_only=True)
class Row:
    """One domain: what is the same, and what differs with its reason."""

    name: str
    n_packages: int
    n_points: int
    same: dict[str, bool]
    sound: dict[str, bool]
    """Where not the same: whether the reason given holds."""
    notes: tuple[str, ...] = field(default=())
    cpu_s: float = 0.0
    cpu_negmas_s: float = 0.0


def read_space(folder: Path) -> IssueSpace:
    """The issue space of a GENIUS folder: raw worths and reservation values."""
    domain = read_genius(folder)
    return additive_space(raw_worth(domain), reservation=raw_reservation(domain))


def is_among(point: Floats, rows: list[list[float]]) -> bool:
    """Whether a utility vector is one of the rows, to 1e-9 of its largest entry."""
    room = NEAR * max(1.0, float(np.abs(point).max()))
    return any(bool(np.all(np.abs(np.array(row) - point) <= room)) for row in rows)


def to_the_bit(space: IssueSpace) -> Floats:
    """The frontier of the rational packages, sums compared to the last bit, ``(n, parties)``."""
    found = np.empty((0, space.n_parties))
    for packages in each_package(space):
        utilities = space.utilities(packages)
        kept = np.all(utilities >= space.reservation, axis=1)
        found = np.concatenate([found, utilities[kept]])
        found = found[is_undominated(found)]
    return found


def frontier_note(ours: Floats, theirs: Floats, tick: Floats) -> tuple[str, bool]:
    """What NegMAS's frontier has besides ours, and whether all of it is rounding."""
    here, there = np.floor(ours / tick + 0.5), np.floor(theirs / tick + 0.5)
    missing = sum(not np.all(there == point, axis=1).any() for point in here)
    beaten = sum(np.all(here >= point, axis=1).any() for point in there)
    besides = len(theirs) - len(ours)
    said = f"{besides} worth no more than another but for the rounding of a sum"
    return said, not missing and beaten == len(theirs)


def smallest_share(space: IssueSpace, utilities: Floats, most: Floats) -> float:
    """The smallest share that any party gets, of what it could gain."""
    least = np.maximum(space.reservation, worst_packages(space))
    live = most - least > NEAR
    return float(((utilities - least)[live] / (most - least)[live]).min())


def compare(name: str, space: IssueSpace, theirs: dict[str, Any], cpu_negmas_s: float) -> Row:
    """One domain beside NegMAS's results on it."""
    start = time.process_time()
    frontier = find_frontier(space, in_zone=True)
    solutions = solve(space, frontier, baseline=Baseline.WORST_PACKAGE)
    cpu_s = time.process_time() - start
    found: dict[Concept, Solution] = {solution.concept: solution for solution in solutions}
    same, sound, notes = {}, {}, []
    same["frontier"] = len(frontier.packages) == theirs["front_negmas"]
    bits = to_the_bit(space)
    said, is_rounding = frontier_note(frontier.utilities, bits, frontier.tick)
    sound["frontier"] = is_rounding and len(bits) == theirs["front_negmas"]
    if not same["frontier"]:
        notes.append(f"frontier {len(frontier.packages)}, NegMAS {theirs['front_negmas']}: {said}")
    most = frontier.utilities.max(axis=0)
    for key, concept in CONCEPTS.items():
        point = found[concept].utilities
        same[key] = is_among(point, theirs[key])
        shares = [smallest_share(space, np.array(u), most) for u in (point, theirs[key][0])]
        sound[key] = key == "ks" and shares[0] >= shares[1]
        if not same[key]:
            notes.append(f"{key}: smallest share {shares[0]:.4f}, NegMAS {shares[1]:.4f}")
    return Row(
        name=name,
        n_packages=space.n_packages,
        n_points=len(frontier.packages),
        same=same,
        sound=sound,
        notes=tuple(notes),
        cpu_s=cpu_s,
        cpu_negmas_s=cpu_negmas_s,
    )


def run_negmas(folder: Path) -> tuple[dict[str, Any], float]:
    """NegMAS's own frontier and points of a folder, and the CPU seconds they took."""
    ops = import_module("negmas.preferences.ops")
    scenario = import_module("negmas.inout").Scenario.load(folder, ignore_discount=True)
    space = scenario.outcome_space
    start = time.process_time()
    points, _ = ops.pareto_frontier(scenario.ufuns, issues=space.issues)
    found: dict[str, Any] = {"front_negmas": len(points)}
    for key in CONCEPTS:
        answer = getattr(ops, f"{key}_points")(scenario.ufuns, points, outcome_space=space)
        found[key] = [list(point) for point, _ in answer]
    return found, time.process_time() - start


def measure(gold: Path, *, live: bool) -> list[Row]:
    """All domains of the reference that have a frontier there, in its order."""
    rows = []
    reference = json.loads((gold / "anac" / "negmas_reference.json").read_text())
    for theirs in reference:
        if "front_negmas" not in theirs:
            continue
        folder = gold / "anac" / "scenarios" / theirs["name"]
        found, cpu_s = run_negmas(folder) if live else (theirs, 0.0)
        rows.append(compare(theirs["name"], read_space(folder), found, cpu_s))
    return rows


def figures_of(rows: list[Row]) -> dict[str, Any]:
    """The counts: the same, different with a reason that holds, and different without."""
    figures: dict[str, Any] = {"domains": len(rows)}
    for key in ("frontier", *CONCEPTS):
        figures[key] = {
            "same": sum(row.same[key] for row in rows),
            "exceptions": sum(not row.same[key] and row.sound[key] for row in rows),
            "wrong": [row.name for row in rows if not row.same[key] and not row.sound[key]],
        }
    figures["cpu_s"] = round(sum(row.cpu_s for row in rows), 3)
    if any(row.cpu_negmas_s for row in rows):
        figures["cpu_negmas_s"] = round(sum(row.cpu_negmas_s for row in rows), 3)
    return figures


def main() -> int:
    """Compare and print. Returns the exit code: 0, or 1 where something differs without reason."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--live", action="store_true")
    asked = parser.parse_args()
    live = asked.live and find_spec("negmas") is not None
    rows = measure(asked.gold, live=live)
    figures = figures_of(rows) | {"against": "NegMAS run live" if live else "its stored results"}
    print(json.dumps(figures))
    if asked.live and not live:
        print("NegMAS is not installed here: compared with its stored results alone")
    for row in rows:
        for note in row.notes:
            print(f"{row.name} ({row.n_packages} packages): {note}")
    return int(any(figures[key]["wrong"] for key in ("frontier", *CONCEPTS)))


if __name__ == "__main__":
    raise SystemExit(main())

"""Speed and memory of the frontier beside NegMAS 0.16, on invented domains.

    python benchmarks/packages_speed.py [--smallest 1000] [--largest 1000000] [--domains 3]

Needs NegMAS, in an environment of the benchmark's own (``PYTHONPATH=src``). Each cell takes
``--domains`` domains of issues with ten options each: "random" draws weights and scores evenly;
"opposed" has each party's scores rise or fall along seven of ten scales, in opposite directions for
at least two, and peak somewhere on the others. Both sides find the frontier of the packages worth
the reservation value (0, which all are) from their own ready-made objects. CPU seconds of
``time.process_time``, both in one process, small ones many times over; memory is the growth of peak
resident memory over the state before, each side in a process of its own, and for small domains
what tracemalloc saw. "same" says that the two
frontiers hold the same utility vectors, to 1e-9. Last come domains too large for NegMAS.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from peak import peak_mb

from dragoman.bargaining.packages import Frontier, find_frontier
from dragoman.bargaining.space import Floats, IssueSpace, additive_space

OPTIONS = 10
LONG_S = 0.5
TRACED = 100_000
CELLS = (
    *(("random", parties, issues) for parties in (2, 3) for issues in (3, 4, 5, 6)),
    ("opposed", 3, 6),
    ("random", 5, 5),
    ("opposed", 5, 5),
)
"""Kind, number of parties, number of issues."""
ALONE = (("random", 3, 12), ("random", 3, 15), ("random", 5, 6), ("opposed", 3, 12))


def draw_tables(kind: str, parties: int, issues: int, seed: int) -> list[Floats]:
    """Weight times score of each option, one ``(parties, OPTIONS)`` array an issue."""
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues), parties)
    scale = np.linspace(0.0, 1.0, OPTIONS)
    tables = []
    for issue in range(issues):
        if kind == "random":
            scores = rng.random((parties, OPTIONS))
        elif rng.random() < 0.7:
            rises = rng.permutation([True, False, *(rng.random(parties - 2) < 0.5)])
            bends = np.exp(rng.uniform(-1, 1, parties))
            scores = np.where(rises[:, None], scale, 1 - scale) ** bends[:, None]
        else:
            scores = 1 - np.abs(scale - rng.random((parties, 1)))
        tables.append(weights[:, [issue]] * scores)
    return tables


def our_space(tables: list[Floats]) -> IssueSpace:
    """The tables as an issue space with a reservation value of 0."""
    return additive_space(tables, reservation=np.zeros(len(tables[0])))


def negmas_call(tables: list[Floats]) -> Callable[[], Any]:
    """A call that finds NegMAS's frontier of the same domain."""
    negmas, preferences = import_module("negmas"), import_module("negmas.preferences")
    table_fun = import_module("negmas.preferences.value_fun").TableFun
    ops = import_module("negmas.preferences.ops")
    names = [f"o{option}" for option in range(OPTIONS)]
    issues = [negmas.make_issue(names, f"i{issue}") for issue in range(len(tables))]
    ufuns = [
        preferences.LinearAdditiveUtilityFunction(
            values=[table_fun(dict(zip(names, t[p].tolist(), strict=True))) for t in tables],
            weights=[1.0] * len(tables),
            issues=issues,
            reserved_value=0.0,
        )
        for p in range(len(tables[0]))
    ]
    return lambda: ops.pareto_frontier(ufuns, issues=issues)


def cpu_of(call: Callable[[], Any]) -> tuple[Any, float]:
    """The answer of a call and its CPU seconds: the mean of the calls that half a second takes."""
    start = time.process_time()
    answer = call()
    once = time.process_time() - start
    if once > LONG_S:
        return answer, once
    times = max(5, int(LONG_S / max(once, 1e-4)))
    start = time.process_time()
    for _ in range(times):
        call()
    return answer, (time.process_time() - start) / times


def is_same(frontier: Frontier, points: Any) -> bool:
    """Whether two frontiers hold the same utility vectors, to 1e-9."""
    here = np.array(sorted(frontier.utilities.tolist()))
    there = np.array(sorted(map(list, points)))
    return here.shape == there.shape and bool(np.all(np.abs(here - there) <= 1e-9))


def memory_of(side: str, kind: str, parties: int, issues: int) -> dict[str, float]:
    """What a process of its own says: see :func:`weigh`."""
    command = [sys.executable, __file__, "--side", side, "--cell", f"{kind},{parties},{issues}"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    said: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return said


def weigh(side: str, kind: str, parties: int, issues: int) -> None:
    """Print by how many MB the peak grows, and the peak that Python's allocators (numpy's too) see.

    The second is for small domains, where the first is but a few pages.
    """
    tables = draw_tables(kind, parties, issues, 0)
    space = our_space(tables)
    call = negmas_call(tables) if side == "negmas" else lambda: find_frontier(space, in_zone=True)
    before = peak_mb()
    call()
    figures = {"grown_mb": round(peak_mb() - before, 1)}
    if OPTIONS**issues <= TRACED:
        tracemalloc.start()
        call()
        figures["traced_mb"] = round(tracemalloc.get_traced_memory()[1] / 2**20, 3)
    print(json.dumps(figures))


def measure(kind: str, parties: int, issues: int, domains: int) -> dict[str, Any]:
    """One cell: mean CPU of both sides, their ratio, memory, and whether frontiers are the same."""
    ours_s = theirs_s = 0.0
    same = True
    points = []
    for seed in range(domains):
        tables = draw_tables(kind, parties, issues, seed)
        space = our_space(tables)
        frontier, spent = cpu_of(partial(find_frontier, space, in_zone=True))
        found, needed = cpu_of(negmas_call(tables))
        ours_s, theirs_s = ours_s + spent, theirs_s + needed
        same &= frontier.is_exact and is_same(frontier, found[0])
        points.append(len(frontier.packages))
    memory = {side: memory_of(side, kind, parties, issues) for side in ("ours", "negmas")}
    return {
        "kind": kind,
        "parties": parties,
        "packages": OPTIONS**issues,
        "points": points,
        "same": same,
        "ours_ms": round(1000 * ours_s / domains, 4),
        "negmas_ms": round(1000 * theirs_s / domains, 2),
        "times": round(theirs_s / ours_s),
        "memory": memory,
    }


def alone(kind: str, parties: int, issues: int) -> dict[str, Any]:
    """What only we can find: CPU, points, and whether the frontier is exact."""
    space = our_space(draw_tables(kind, parties, issues, 0))
    start = time.process_time()
    frontier = find_frontier(space, in_zone=True)
    return {
        "kind": kind,
        "parties": parties,
        "packages": OPTIONS**issues,
        "points": len(frontier.packages),
        "exact": frontier.is_exact,
        "ours_ms": round(1000 * (time.process_time() - start), 2),
    }


def main() -> int:
    """Measure and print a line of JSON a cell. Returns the exit code: 2 without NegMAS."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--largest", type=int, default=10**6)
    parser.add_argument("--smallest", type=int, default=10**3)
    parser.add_argument("--domains", type=int, default=3)
    parser.add_argument("--side", choices=["ours", "negmas"], help=argparse.SUPPRESS)
    parser.add_argument("--cell", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        kind, parties, issues = asked.cell.split(",")
        weigh(asked.side, kind, int(parties), int(issues))
        return 0
    for cell in ALONE:
        print(json.dumps(alone(*cell)), flush=True)
    if find_spec("negmas") is None:
        print("NegMAS is not installed here: nothing to compare with")
        return 2
    for kind, parties, issues in CELLS:
        if asked.smallest <= OPTIONS**issues <= asked.largest:
            print(json.dumps(measure(kind, parties, issues, asked.domains)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

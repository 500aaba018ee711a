"""The forecast models against two public replications, and against how the Paris talks ended.

Usage: ``python benchmarks/forecasts.py GOLD``

GOLD is the folder with ``bdm_eu/`` and ``cop21/``; how the talks ended is
``gold/cop21_outcomes.toml`` beside this file, coded blind to positions and forecasts. A part whose
file is missing is left out with a line that says so.

- *challenge*: positions, winning position and mean after each round, and the offers taken, against
  a public replication of Scholz et al. 2011 (equal: within 1e-12; the exponents are printed there
  with six decimals: within 1e-6). CPU time of a round of 100 invented actors, median of 20.
- *exchange*: the deals of the R program, in its order (equal: same actors, issues, and whether one
  had moved before; gain, starts, shifts, ends and targets within 1e-9). It leaves the cap out on
  issues where somebody has no position, and so do we here (``cap_incomplete=False``). Where several
  deals tie, its choice follows no rule that we found: ``own`` is with our rule, ``given`` with its
  choice at those ties alone.
- *back-test*: mean absolute error over the issues in points of the 0..100 scales; intervals: 95 %,
  10,000 draws over issues. ``low`` and ``high`` are errors against the ends of what a fair reader
  could defend, ``range`` is the distance to the nearer end, 0 inside. With 13 issues of one
  conference the intervals are wide: nothing is claimed beyond them.

Prints a line of JSON, then tables.
"""

import ast
import csv
import json
import re
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.bargaining.forecasts import (
    BASELINES,
    Exchange,
    Model,
    PositionTable,
    forecast,
    position_table,
    run_challenges,
    run_exchanges,
)
from dragoman.exchange.decide import read_decide

Floats = npt.NDArray[np.float64]
OUTCOMES = Path(__file__).parent / "gold" / "cop21_outcomes.toml"
DRAWS = 10_000
CLOSE = 1e-12
PRINTED = 1e-6
DEAL = 1e-9
_ROUND = re.compile(r"(\d+) (\S+) (\S+) (\[.*?\]) (\[.*\])")


def actors_of(path: Path) -> tuple[list[str], Floats, Floats, Floats]:
    """Names, positions, salience and power of a table of actors on one issue."""
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    numbers = [
        np.array([float(row[name]) for row in rows])
        for name in ("Position", "Salience", "Capability")
    ]
    return [row["Actor"] for row in rows], numbers[0], numbers[1], numbers[2]


def challenge_rounds(folder: Path) -> dict[str, Any]:
    """How far the rounds of the reference are ours."""
    names, x, s, c = actors_of(folder / "ExampleActors.csv")
    lines = (folder / "jmckib_rounds_reference.txt").read_text(encoding="utf-8").splitlines()
    run = run_challenges(x, s, c, rounds=(len(lines) - 1) // 2)
    start = [float(v) for v in lines[0].split()[1:]]
    apart = [abs(run.start_median - start[0]), abs(run.start_mean - start[1])]
    equal, risks_apart = 0, [0.0]
    for played, head, tail in zip(run.rounds, lines[1::2], lines[2::2], strict=True):
        found = _ROUND.fullmatch(head.strip())
        if found is None:
            raise ValueError(f"cannot read {head!r}")
        positions, risks = (np.array(ast.literal_eval(found[k])) for k in (4, 5))
        moves = [(names[m.actor], names[m.rival], str(m.offer)) for m in played.moves]
        told = ast.literal_eval(tail.strip())
        here = [
            abs(played.median - float(found[2])),
            abs(played.mean - float(found[3])),
            *np.abs(np.array(played.positions) - positions),
            *(abs(m.position - t[3]) for m, t in zip(played.moves, told, strict=False)),
        ]
        gap = float(np.abs(np.array(played.risks) - risks).max())
        same = moves == [tuple(t[:3]) for t in told]
        equal += same and max(here) <= CLOSE and gap <= PRINTED
        apart += here
        risks_apart.append(gap)
    return {
        "rounds": len(run.rounds),
        "equal": equal,
        "apart": float(max(apart)),
        "exponents_apart": max(risks_apart),
        "ending": str(run.ending),
    }


def challenge_run(path: Path) -> dict[str, Any]:
    """How a case without a reference plays: rounds, ending, winning positions."""
    _, x, s, c = actors_of(path)
    run = run_challenges(x, s, c, rounds=60)
    medians = [round(value, 4) for value in run.medians]
    return {"rounds": len(run.rounds), "ending": str(run.ending), "medians": medians[:8]}


def round_ms(actors: int = 100, rounds: int = 20) -> float:
    """CPU milliseconds of one round, median, invented actors."""
    rng = np.random.default_rng(6)
    x, s, c = rng.uniform(0, 100, actors), rng.uniform(0.1, 1, actors), rng.uniform(0.1, 1, actors)
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        x = np.array(run_challenges(x, s, c, rounds=1).rounds[0].positions)
        spent.append(time.process_time() - begun)
    return float(np.median(spent)) * 1000


def table_of(path: Path) -> PositionTable:
    """A Decide file as arrays."""
    case = read_decide(path)
    return position_table(
        case.columns("position"),
        case.columns("salience"),
        case.columns("power"),
        lower=[issue.lower for issue in case.issues],
        upper=[issue.upper for issue in case.issues],
        actors=[actor.id for actor in case.actors],
        issues=[issue.id for issue in case.issues],
    )


def is_same_deal(table: PositionTable, deal: Exchange, row: Sequence[str]) -> bool:
    """Whether a deal is the one in a row of the R program's output."""
    sides = (deal.first, deal.second)
    names = [name for s in sides for name in (table.actors[s.actor], table.issues[s.issue])]
    numbers = [deal.gain, *(v for s in sides for v in (s.start, s.shift, s.end, s.target))]
    moved = any(side.has_moved_before for side in sides)
    wanted = np.array([float(cell) for cell in row[4:13]])
    apart = float(np.abs(np.array(numbers) - wanted).max())
    return names == list(row[:4]) and apart <= DEAL and moved == (row[13] == "TRUE")


def deals(folder: Path, name: str) -> dict[str, Any]:
    """How many of the R program's deals are ours, in order, with and without its choice at ties."""
    table = table_of(folder / f"{name}.csv")
    with (folder / f"{name}.output.csv").open(encoding="latin-1", newline="") as source:
        rows = list(csv.reader(source, delimiter=";"))
    left = [tuple(row[:4]) for row in rows]

    def as_given(offered: Sequence[tuple[int, int, int, int]]) -> int:
        named = [
            (table.actors[a], table.issues[q], table.actors[b], table.issues[p])
            for a, q, b, p in offered
        ]
        return min(
            range(len(named)), key=lambda k: left.index(named[k]) if named[k] in left else 999
        )

    begun = time.process_time()
    own = run_exchanges(table, cap_incomplete=False).exchanges
    spent = time.process_time() - begun
    given = run_exchanges(table, cap_incomplete=False, settle_tie=as_given).exchanges

    def equal(made: Sequence[Exchange]) -> int:
        return sum(is_same_deal(table, one, row) for one, row in zip(made, rows, strict=False))

    return {
        "reference": len(rows),
        "made": len(own),
        "ties": sum(one.ties > 0 for one in own),
        "own": equal(own),
        "given": equal(given),
        "cpu_s": round(spent, 3),
    }


def unequal_gains(path: Path) -> dict[str, Any]:
    """Deals in a case without a reference, and how far the two sides' gains are apart at most.

    Each side's gain is reckoned anew from what the deal does to the two weighted means.
    """
    table = table_of(path).in_percent()
    share = table.weights / table.weights.sum(axis=0)
    made = run_exchanges(table).exchanges
    apart = [0.0]
    for deal in made:
        for side, other in ((deal.first, deal.second), (deal.second, deal.first)):
            gives, gets = (abs(s.shift) * share[s.actor, s.issue] for s in (side, other))
            salience = table.salience[side.actor]
            gain = gets * salience[other.issue] - gives * salience[side.issue]
            apart.append(abs(float(gain) - deal.gain))
    return {
        "made": len(made),
        "capped": sum(deal.is_capped for deal in made),
        "most": round(max((deal.gain for deal in made), default=0.0), 6),
        "apart": max(apart),
    }


def draws_of(count: int) -> npt.NDArray[np.int64]:
    """Which issues each draw of the bootstrap takes, ``(DRAWS, count)``."""
    return np.random.default_rng(21).integers(0, count, (DRAWS, count))


def with_interval(values: Floats) -> list[float]:
    """Mean, and the 95 % interval of it over draws of issues."""
    means = values[draws_of(values.size)].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return [round(float(v), 2) for v in (values.mean(), low, high)]


def back_test(table: PositionTable, outcomes: dict[str, dict[str, float]]) -> dict[str, Any]:
    """Errors of each model, and paired differences to the baselines, over the coded issues."""
    told = [one for one in forecast(table) if one.issue in outcomes]
    ends = {
        name: np.array([float(outcomes[one.issue][name]) for one in told])
        for name in ("value", "low", "high")
    }
    errors: dict[Model, Floats] = {}
    answer: dict[str, Any] = {"issues": len(told), "models": {}}
    for model in Model:
        values = np.array([np.nan if (v := one.of(model).value) is None else v for one in told])
        if np.isnan(values).any():
            answer["models"][model.value] = {"missing": int(np.isnan(values).sum())}
            continue
        errors[model] = np.abs(values - ends["value"])
        outside = np.maximum(np.maximum(ends["low"] - values, values - ends["high"]), 0.0)
        answer["models"][model.value] = {
            "mae": with_interval(errors[model]),
            "low": round(float(np.abs(values - ends["low"]).mean()), 2),
            "high": round(float(np.abs(values - ends["high"]).mean()), 2),
            "range": with_interval(outside),
        }
    answer["against"] = {
        model.value: {base.value: with_interval(errors[model] - errors[base]) for base in BASELINES}
        for model in errors
        if model not in BASELINES
    }
    answer["challenge_by_rounds"] = {
        str(rounds): challenge_error(table, outcomes, rounds) for rounds in (1, 2, 5, 10, 20, 50)
    }
    answer["spread"] = round(
        float(np.mean([one.spread for one in told if one.spread is not None])), 2
    )
    return answer


def challenge_error(
    table: PositionTable, outcomes: dict[str, dict[str, float]], rounds: int
) -> float:
    """Mean absolute error of the challenge model when it is stopped after so many rounds."""
    errors = [
        abs(value - outcomes[one.issue]["value"])
        for one in forecast(table, rounds=rounds)
        if one.issue in outcomes and (value := one.of(Model.CHALLENGE).value) is not None
    ]
    return round(float(np.mean(errors)), 2)


def measured(gold: Path) -> dict[str, Any]:
    """All figures whose files are there; a line on standard error for each part left out."""
    figures: dict[str, Any] = {"round_ms": round(round_ms(), 2)}
    bdm, cop = gold / "bdm_eu", gold / "cop21"
    parts: list[tuple[str, list[Path], Any]] = [
        (
            "challenge",
            [bdm / "ExampleActors.csv", bdm / "jmckib_rounds_reference.txt"],
            lambda: challenge_rounds(bdm),
        ),
        ("sultan", [bdm / "Sultan.csv"], lambda: challenge_run(bdm / "Sultan.csv")),
        *(
            (name, [cop / f"{name}.csv", cop / f"{name}.output.csv"], lambda n=name: deals(cop, n))
            for name in ("data_short", "CoP21")
        ),
        *(
            (name, [cop / name], lambda n=name: unequal_gains(cop / n))
            for name in ("sample_data.txt", "copenhagen.csv")
        ),
        (
            "back_test",
            [cop / "CoP21.csv", OUTCOMES],
            lambda: back_test(
                table_of(cop / "CoP21.csv"),
                tomllib.loads(OUTCOMES.read_text(encoding="utf-8"))["outcome"],
            ),
        ),
    ]
    for name, needed, measure in parts:
        missing = [path.name for path in needed if not path.is_file()]
        if missing:
            sys.stderr.write(f"{name}: left out, there is no {', '.join(missing)}\n")
        else:
            figures[name] = measure()
    return figures


def tables(figures: dict[str, Any]) -> list[str]:
    """The figures as Markdown."""
    lines = [f"a round of 100 actors: {figures['round_ms']} ms CPU"]
    lines += [
        f"{name}: " + ", ".join(f"{k} {v}" for k, v in figures[name].items())
        for name in figures
        if name not in ("round_ms", "back_test")
    ]
    if "back_test" not in figures:
        return lines
    test = figures["back_test"]
    lines += [
        "",
        f"{test['issues']} issues, points of 100; mean spread of the models {test['spread']}",
        f"challenge model, MAE by rounds played: {test['challenge_by_rounds']}",
        "",
        "| model | MAE | to `low` | to `high` | outside the range | "
        + " | ".join(f"against {base.value}" for base in BASELINES)
        + " |",
        "|---" * (5 + len(BASELINES)) + "|",
    ]
    for model, row in test["models"].items():
        if "missing" in row:
            lines.append(f"| {model} | no value on {row['missing']} issues |" + " |" * 6)
            continue
        against = test["against"].get(model, {})
        cells = [_told(row["mae"]), row["low"], row["high"], _told(row["range"])]
        cells += [_told(against[b.value], "+") if against else "" for b in BASELINES]
        lines.append(f"| {model} | " + " | ".join(str(cell) for cell in cells) + " |")
    return lines


def _told(values: Sequence[float], sign: str = "") -> str:
    return f"{values[0]:{sign}.1f} [{values[1]:{sign}.1f}, {values[2]:{sign}.1f}]"


def main() -> None:
    """Measure and print."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    figures = measured(Path(sys.argv[1]))
    print(json.dumps(figures))
    print("\n".join(tables(figures)))


if __name__ == "__main__":
    main()

"""Reading GENIUS domains beside NegMAS: every folder's kind, its size, and whether both agree.

    python benchmarks/genius.py FOLDER [--packages 50] [--seed 1]

For each folder below FOLDER that holds a domain: the kind of its profiles, how many packages it
has, and how many of the random packages come out with the same utility as in NegMAS (to within
1e-9 of the larger one), for every party; and whether the sums of its ``negotiation.toml`` do. Where
negmas is not installed the last two columns are left out. The last line counts.
"""

import argparse
import random
import tomllib
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.exchange.genius import (
    GeniusDomain,
    IssueKind,
    raw_reservation,
    raw_worth,
    read_genius,
    reckon_worth,
    to_negotiation_toml,
)

try:
    from negmas.inout import Scenario
except ImportError:
    Scenario = None

NEAR = 1e-9
MOST_OPTIONS = 20_000


def domain_folders(root: Path) -> list[Path]:
    """Every folder that holds a file with a negotiation template."""
    files = (path for path in root.rglob("*.xml") if b"<negotiation_template" in path.read_bytes())
    return sorted({path.parent for path in files})


def random_packages(domain: GeniusDomain, count: int, seed: int) -> list[list[Any]]:
    """Packages drawn evenly, one value for each issue."""
    draw = random.Random(seed)
    return [
        [
            draw.uniform(issue.low or 0.0, issue.high or 0.0)
            if issue.kind is IssueKind.REAL
            else draw.choice(issue.values)
            for issue in domain.issues
        ]
        for _ in range(count)
    ]


def negmas_agreement(domain: GeniusDomain, folder: Path, packages: list[list[Any]]) -> str:
    """How many packages have the same utility to every party in NegMAS."""
    if Scenario is None:
        return ""
    try:
        scenario = Scenario.load(folder, ignore_discount=True)
    except Exception as error:
        return f"negmas fails ({type(error).__name__}: {str(error)[:60]})"
    ours = reckon_worth(domain, packages)
    same = sum(
        all(is_near(float(u(outcome(domain, p))), ours[row, at])
            for row, u in enumerate(scenario.ufuns))
        for at, p in enumerate(packages)
    )  # fmt: skip
    reserved = [float(u.reserved_value) for u in scenario.ufuns]
    agree = all(is_near(*pair) for pair in zip(reserved, raw_reservation(domain), strict=True))
    return f"{same}/{len(packages)}" + ("" if agree else " but reservations differ")


def outcome(domain: GeniusDomain, package: list[Any]) -> tuple[Any, ...]:
    """The package as NegMAS has it: a number that no issue has is an issue with the one value 1."""
    by_number = dict(zip((issue.number for issue in domain.issues), package, strict=True))
    return tuple(by_number.get(n, 1) for n in range(1, max(by_number) + 1))


def toml_agreement(domain: GeniusDomain, packages: list[list[Any]]) -> str:
    """How many packages have the same utility, less the stated number, in negotiation.toml."""
    widest = max(len(issue.values) for issue in domain.issues)
    if not domain.is_additive or not domain.is_finite or widest > MOST_OPTIONS:
        return "-"
    tables = tomllib.loads(to_negotiation_toml(domain))
    ours, worth = reckon_worth(domain, packages), raw_worth(domain)
    same = 0
    for at, package in enumerate(packages):
        chosen = [i.values.index(v) for i, v in zip(domain.issues, package, strict=True)]
        sums = [toml_sum(tables, row, chosen) for row in range(len(domain.profiles))]
        moved = [sum(table[row].min() for table in worth) for row in range(len(sums))]
        same += all(is_near(s + m, ours[row, at])
                    for row, (s, m) in enumerate(zip(sums, moved, strict=True)))  # fmt: skip
    return f"{same}/{len(packages)}"


def toml_sum(tables: dict[str, Any], row: int, chosen: list[int]) -> float:
    """Weight times score, summed over the issues."""
    preference = tables["preference"][tables["party"][row]["id"]]
    total = 0.0
    for issue, at in zip(tables["issue"], chosen, strict=True):
        said = preference[issue["id"]]
        total += said["weight"] * said["score"][issue["options"][at]["id"]]
    return total


def is_near(one: float, other: float) -> bool:
    """Equal to within rounding."""
    return abs(one - other) <= NEAR * max(1.0, abs(one), abs(other))


def row_of(folder: Path, root: Path, packages: int, seed: int) -> tuple[str, bool]:
    """The folder's line, and whether everything in it agrees."""
    name = str(folder.relative_to(root))
    try:
        domain = read_genius(folder)
        drawn = random_packages(domain, packages, seed)
        kinds = "+".join(sorted({p.kind.value for p in domain.profiles}))
        live, text = negmas_agreement(domain, folder, drawn), toml_agreement(domain, drawn)
    except DragomanError as error:
        return f"{name}: refused: {error}", False
    size = "endless" if domain.package_count is None else f"{domain.package_count:.12g}"
    left = f", passed over {', '.join(domain.passed_over)}" if domain.passed_over else ""
    agrees = all(said in ("", "-", f"{packages}/{packages}") for said in (live, text))
    shape = f"{len(domain.profiles)} parties, {len(domain.issues)} issues, n {size}"
    return f"{name}: {kinds}, {shape}, negmas {live or '-'}, toml {text}{left}", agrees


def main() -> None:
    """Print a line for each folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--packages", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folders = domain_folders(asked.folder)
    rows = [row_of(folder, asked.folder, asked.packages, asked.seed) for folder in folders]
    print("\n".join(line for line, _ in rows))
    print(f"{sum(agrees for _, agrees in rows)} of {len(rows)} folders agree")


if __name__ == "__main__":
    main()

"""How soon the live deal space answers: processor milliseconds over random slider moves.

    python benchmarks/live_deals.py [--moves 200] [--slow]

The three examples, and drawn talks of 10 parties × 15 issues × 4 options and of 13 × 15 × 3–5 (the
size of the talks of Paris 2015), whose reservations leave a wide zone, a narrow one, or none.
``--slow`` also runs the whole reckoning on one of the moves, for the ratio. Printed: milliseconds
to build, median, 95th percentile and most of the answers, how often there was a zone, what was left
out how often, and the memory that one ``LiveDeals`` holds.
"""

import argparse
import random
import statistics
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import numpy as np
from attrs import frozen

from dragoman.errors import BadIssueSpace
from dragoman.model import Contents, Negotiation
from dragoman.pipeline.deals import DealRequest, reckon_deals
from dragoman.pipeline.deals.live import LiveDeals, Slider
from dragoman.pipeline.negotiation import load_negotiation, parse_negotiation

EXAMPLES = Path(__file__).parents[1] / "examples"


@frozen(kw_only=True)
class Size:
    """How large drawn talks are; ``bodies`` of five factions each must approve."""

    parties: int
    issues: int
    options: tuple[int, int]
    bodies: int = 0


TALKS = {
    "10 x 15 x 4": (Size(parties=10, issues=15, options=(4, 4)), (0.6, 0.72, 0.8)),
    "13 x 15 x 3-5": (Size(parties=13, issues=15, options=(3, 5)), (0.6, 0.74, 0.85)),
    "10 x 15 x 4, 2 bodies": (Size(parties=10, issues=15, options=(4, 4), bodies=2), (0.7,)),
}


def drawn_talks(seed: int, size: Size, hardness: float) -> Negotiation:
    """Scores that fall off around random ideals; reservations are a share of the best."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(size.options[0], size.options[1] + 1, size.issues).tolist()
    parties = [f"P{party}" for party in range(size.parties)]
    factions = [f"F{body}-{place}" for body in range(size.bodies) for place in range(5)]
    lines = ['name = "drawn"']
    for party in parties:
        lines += ["[[party]]", f'id = "{party}"', f'names = ["Land {party}"]']
    for issue, count in enumerate(counts):
        options = ", ".join(f'{{id = "o{o}", label = "way {o}"}}' for o in range(count))
        lines += ["[[issue]]", f'id = "i{issue}"', f'label = "Issue {issue}"']
        lines.append(f"options = [{options}]")
    for body in range(size.bodies):
        lines += ["[[ratification]]", f'party = "P{body}"', f'body = "House {body}"', "needs = 0.6"]
        for faction in factions[5 * body : 5 * body + 5]:
            seats = int(rng.integers(5, 40))
            lines += ["[[ratification.faction]]", f'id = "{faction}"', f"seats = {seats}"]
    for player in [*parties, *factions]:
        lines += drawn_player(rng, player, counts, hardness)
    return parse_negotiation("\n".join(lines))


def drawn_player(
    rng: np.random.Generator, player: str, counts: list[int], hardness: float
) -> list[str]:
    weights, best, lines = rng.dirichlet(np.ones(len(counts))), 0.0, []
    for issue, count in enumerate(counts):
        away = np.abs(np.linspace(0, 1, count) - rng.uniform())
        score = (1 - away / away.max()).round(2)
        best += weights[issue] * score.max()
        red = [o for o in range(count) if score[o] < 0.25 and rng.uniform() < 0.25]
        scores = ", ".join(
            f"o{o} = [{max(0, s - 0.05):.3f}, {min(1, s + 0.05):.3f}]" for o, s in enumerate(score)
        )
        lines += [f"[preference.{player}.i{issue}]"]
        lines += [f"weight = [{weights[issue] * 0.9:.4f}, {weights[issue] * 1.1:.4f}]"]
        lines += [f"score = {{ {scores} }}"]
        lines += [f"red_lines = {{ {', '.join(f'o{o} = 0.8' for o in red)} }}"]
    held = best * hardness * rng.uniform(0.9, 1.1)
    reservation = f"reservation = [{held * 0.9:.4f}, {held * 1.1:.4f}]"
    return [f"[preference.{player}]", reservation, *lines]


def moved(slider: Slider, rng: random.Random) -> str:
    """A slider somewhere else."""
    if slider.switch:
        return slider.words(rng.choice([0.0, 0.5, 1.0]))
    return slider.words(slider.low + (slider.high - slider.low) * rng.random())


def measure(name: str, negotiation: Negotiation, moves: int, *, is_slow: bool) -> None:
    contents = Contents(negotiation=negotiation)
    begun = time.process_time()
    deals = LiveDeals(contents)
    built = 1e3 * (time.process_time() - begun)
    rng, took, zones = random.Random(3), [], 0
    missing: Counter[str] = Counter()
    sliders = [slider for slider in deals.sliders() if slider.moves_zone]
    change = ""
    for _ in range(moves):
        asked = moved(rng.choice(sliders), rng)
        begun = time.process_time()
        try:
            answer = deals.answer((asked,))
        except BadIssueSpace:
            continue
        took.append(1e3 * (time.process_time() - begun))
        zones, change = zones + bool(answer.zone.exists), asked
        missing.update(one.what for one in answer.missing)
    p95 = statistics.quantiles(took, n=20)[-1]
    left_out = ", ".join(f"{what} {count}" for what, count in sorted(missing.items())) or "nothing"
    print(
        f"{name:26s} build {built:6.0f}  median {statistics.median(took):5.1f}  p95 {p95:5.1f}  "
        f"most {max(took):5.1f} ms  zone {zones}/{len(took)}  left out: {left_out}"
    )
    size = f"{len(deals.sliders())} sliders, {deals.n_draws} draws, {held_mb(contents):.0f} MB"
    print(f"{'':26s} {size}")
    if is_slow and change:
        begun = time.process_time()
        reckon_deals(contents, DealRequest(changes=(change,)))
        slow = 1e3 * (time.process_time() - begun)
        print(f"{'':26s} whole reckoning {slow:.0f} ms: {slow / statistics.median(took):.0f} times")


def held_mb(contents: Contents) -> float:
    """What one ``LiveDeals`` keeps, in MB."""
    tracemalloc.start()
    deals = LiveDeals(contents)
    held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return held if deals.sliders() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=200)
    parser.add_argument("--slow", action="store_true")
    chosen = parser.parse_args()
    for name in ("arven", "ukraine-2025", "camp-david-1978"):
        negotiation = load_negotiation(EXAMPLES / name / "negotiation.toml")
        measure(name, negotiation, chosen.moves, is_slow=chosen.slow)
    for name, (size, hardnesses) in TALKS.items():
        for hardness in hardnesses:
            talks = drawn_talks(1, size, hardness)
            measure(f"{name}, {hardness}", talks, chosen.moves, is_slow=False)


if __name__ == "__main__":
    main()

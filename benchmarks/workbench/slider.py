"""Measures how soon the deal space answers while one slider after the other is moved.

    python benchmarks/workbench/slider.py --base http://127.0.0.1:8765 --token-url URL
        [--moves 100 --limit-ms 100 --seed 0]

What our module asks for is asked here: the live answer with one or two numbers changed, one move
after the other, each at the user from sending the request to the last byte. The first answer, for
which the deal space may have to be built, is not counted. The exit code is 1 where an answer was
not a 2xx, or where the 95th percentile is above ``--limit-ms``.
"""

import argparse
import asyncio
import random
import sys
import time
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # run as a file: its package lies in the folder above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from workbench.figures import percentile
from workbench.load import enter, open_client

ANSWER = "/deals/answer.json"


def changes_in(sheet: Any) -> list[str]:
    """What-ifs that the sheet of the page offers: a target and a value for each slider."""
    found: list[str] = []
    for issue in sheet["issues"]:
        for slider in issue["rows"]:
            low, high = slider["low"], slider["high"]
            found += [f"{slider['target']}={low + (high - low) * n / 20:g}" for n in range(21)]
    return found


async def move(wanted: argparse.Namespace) -> bool:
    """Move sliders; whether all was well."""
    chance, spent_ms = random.Random(wanted.seed), list[float]()
    async with open_client(wanted.base) as client:
        await enter(client, wanted.token_url)
        (await client.get(ANSWER)).raise_for_status()
        page = (await client.get("/deals.json")).raise_for_status().json()
        changes = changes_in(page["sheet"])
        for _ in range(wanted.moves):
            chosen = chance.sample(changes, chance.choice((1, 1, 2)))
            began = time.perf_counter()
            answer = await client.get(ANSWER, params=[("change", one) for one in chosen])
            spent_ms.append((time.perf_counter() - began) * 1000)
            answer.raise_for_status()
    median, p95 = percentile(spent_ms, 0.5), percentile(spent_ms, 0.95)
    print(f"| {wanted.moves} moves | {median:.0f} | {p95:.0f} | {max(spent_ms):.0f} |")
    return not wanted.limit_ms or p95 <= wanted.limit_ms


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", required=True, help="where it stands: http://127.0.0.1:8765")
    parser.add_argument("--token-url", help="the link that lets in once")
    parser.add_argument("--moves", type=int, default=100)
    parser.add_argument("--limit-ms", type=float, help="slower at the 95th percentile is a failure")
    parser.add_argument("--seed", type=int, default=0)
    sys.exit(0 if asyncio.run(move(parser.parse_args())) else 1)


if __name__ == "__main__":
    main()

"""Measures what each page costs the processor, asked for the first time and again, one at a time.

    python benchmarks/workbench/costs.py COPY.dragoman [--limit-ms 150 --page /contacts]

The workbench runs in this process, without sockets: what is counted is all that it does for a
request, threads included, in milliseconds of the processor. *Cold* is the first time that an
address is asked of a state of the dossier, *warm* the second time, *after* the first time after a
correction was signed. Addresses are found in the pages. With ``--page`` only pages whose name
begins so are asked, and a profile of the first time is printed.
"""

import argparse
import asyncio
import cProfile
import pstats
import random
import re
import resource
import sys
import time
from pathlib import Path

if __name__ == "__main__":  # run as a file: its package lies in the folder above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import httpx
from attrs import frozen
from workbench.acting import VERBS, fields_of, sign
from workbench.pages import FORMS, LISTS, NOT_ALONE, WORDS, Catalogue, last_page

from dragoman.workbench.access import AlonePolicy
from dragoman.workbench.app import make_app

LONGEST = 25
QUIET_S, PATIENCE_S = 0.02, 60.0
_TAGS = re.compile("<[^>]*>")


@frozen(kw_only=True)
class Cost:
    """One request: milliseconds of the processor, the body in bytes, what was wrong."""

    ms: float
    size: int
    trouble: str = ""


async def cost_of(client: httpx.AsyncClient, path: str) -> Cost:
    """Ask for a page and see what it costs, once nothing else is under way."""
    await settle()
    spent = time.process_time()
    answer = await client.get(path)
    ms = (time.process_time() - spent) * 1000
    text = " ".join(_TAGS.sub(" ", answer.text).split())
    trouble = "" if answer.is_success else f"{answer.status_code}: {text[-160:]}"
    return Cost(ms=ms, size=len(answer.content), trouble=trouble)


async def settle() -> None:
    """Wait until what goes on in the background is done."""
    for _ in range(round(PATIENCE_S / QUIET_S)):
        spent = time.process_time()
        await asyncio.sleep(QUIET_S)
        if time.process_time() - spent < QUIET_S / 10:
            return


async def look_around(client: httpx.AsyncClient) -> Catalogue:
    """What there is to open. The pages seen on the way are asked for with a parameter of no
    meaning, so that the page itself stays cold where its sheet is kept by its query."""
    catalogue = Catalogue()
    for path in LISTS:
        answer = await client.get(f"{path}.json")
        if answer.is_success:
            catalogue.add(path, (await client.get(path)).text)
    return catalogue


def addresses(catalogue: Catalogue, chance: random.Random) -> list[tuple[str, str]]:
    """Of every page some addresses: as it opens, filtered, further down; a name for each."""
    found: list[tuple[str, str]] = []
    for path, seen in catalogue.lists.items():
        found.append((path, path))
        for name in sorted(set(seen.choices) - NOT_ALONE):
            value = chance.choice(seen.choices[name])
            found.append((f"{path}?{name}", str(httpx.URL(path, params={name: value}))))
        if (last := last_page(path, seen)) > 1:
            found.append((f"{path}?page", f"{path}?page={last // 2 + 1}"))
    if "/ask" in catalogue.lists:
        asked = httpx.URL("/ask", params={catalogue.lists["/ask"].inputs[0]: WORDS[0]})
        found.append(("/ask?words", str(asked)))
    for begin, ones in catalogue.ones.items():
        for number, one in enumerate(chance.sample(ones, min(3, len(ones)))):
            found.append((f"{begin}… {number + 1}", one))
        found += [
            (f"{begin}…{form}"[:LONGEST], ones[0].partition("?")[0] + form)
            for form in FORMS.get(begin, ())
        ]
    return found


async def measure(wanted: argparse.Namespace) -> bool:
    """The table on standard output; whether every page was well and within the limit."""
    policy = AlonePolicy()
    app = make_app(wanted.dossier, policy=policy, has_workman=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url=policy.origin, timeout=600
        ) as client,
    ):
        began, spent = time.perf_counter(), time.process_time()
        await app.state.shelf.warm()
        seconds, busy = time.perf_counter() - began, time.process_time() - spent
        print(f"loaded in {seconds:.1f} s ({busy:.1f} s of the processor), {rss_mb():.0f} MB\n")
        await client.get(policy.url, follow_redirects=True)
        catalogue = await look_around(client)
        chosen = addresses(catalogue, random.Random(wanted.seed))
        await app.state.shelf.reload()
        return await _told(client, catalogue, chosen, wanted)


async def _told(
    client: httpx.AsyncClient,
    catalogue: Catalogue,
    chosen: list[tuple[str, str]],
    wanted: argparse.Namespace,
) -> bool:
    chosen = [(name, path) for name, path in chosen if name.startswith(wanted.page)]
    profile = cProfile.Profile()
    if wanted.page:
        profile.enable()
    cold = [await cost_of(client, path) for _, path in chosen]
    if wanted.page:
        profile.disable()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    warm = [await cost_of(client, path) for _, path in chosen]
    await _sign_each(client, catalogue)
    after = [await cost_of(client, path) for _, path in chosen]
    print("\n| page | cold | warm | after | kB |\n|---|---|---|---|---|")
    for (name, _), *costs in zip(chosen, cold, warm, after, strict=True):
        told = " | ".join(f"{one.ms:.0f}" for one in costs)
        print(f"| {name} | {told} | {costs[0].size / 1000:.0f} | {costs[0].trouble}")
    print(f"\n{rss_mb():.0f} MB")
    return not any(
        one.trouble or (wanted.limit_ms and one.ms > wanted.limit_ms)
        for one in (*cold, *warm, *after)
    )


async def _sign_each(client: httpx.AsyncClient, catalogue: Catalogue) -> None:
    """One decision of each kind, on the first entry that takes it."""
    chance = random.Random(0)
    for verb in sorted(VERBS, reverse=True):
        for path in catalogue.ones["/entries/"]:
            fields = await fields_of(client, path, verb, chance)
            if fields is not None:
                await settle()
                spent = time.process_time()
                answer = await sign(client, path, verb, catalogue.token, fields)
                ms = (time.process_time() - spent) * 1000
                print(f"{verb}: {ms:.0f} ms, status {answer.status_code}")
                break


def rss_mb() -> float:
    """The most memory that this process held at a time, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--limit-ms", type=float, help="more than that is a failure")
    parser.add_argument("--page", default="", help="only pages whose name begins so, profiled")
    parser.add_argument("--seed", type=int, default=0)
    sys.exit(0 if asyncio.run(measure(parser.parse_args())) else 1)


if __name__ == "__main__":
    main()

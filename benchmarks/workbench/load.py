"""Puts a bounded load on a running workbench: so many users at once, each on a connection kept.

    python benchmarks/workbench/load.py --base http://127.0.0.1:8765 --token-url URL
        [--users 20 --seconds 60 --limit-ms 150 --dossier COPY.dragoman --every-s 10]

The users open pages in the mix of ``pages.py``, first with a second of thinking between two pages
(exponentially distributed), then without any. Of all visits two in a hundred sign something, and
each user keeps the page's stream of tidings open. With ``--dossier`` (the file that is served) a
colleague at the command line signs a note every ``--every-s`` seconds, as another program does.
Each looks around first, which is not counted. Times
are taken at the user: from sending a request to the last byte of the answer, with all waiting in
between. The exit code is 1 where an answer was not a 2xx, where a page of the mix is not there, or
where a page was slower than ``--limit-ms`` at the 95th percentile while users think.

This process takes processor time too: with two cores the server has little more than one.
"""

import argparse
import asyncio
import os
import random
import re
import sys
import time
from pathlib import Path

if __name__ == "__main__":  # run as a file: its package lies in the folder above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import httpx
from attrs import frozen
from workbench.acting import draw_verb, fields_of, sign
from workbench.elsewhere import decide_elsewhere
from workbench.figures import Figures, Timed
from workbench.pages import LISTS, Catalogue, Visit, first_visits

TIMEOUT_S = 30.0
BUSY = 1.0
"""Programs that run besides, on average over the last minute."""

LOOKED_AT = 8
"""Further pages of each list that are opened before anything is counted."""

SIGNED_SHARE = 0.02
"""Of all visits so many sign something."""

_DURATION = re.compile(r"\bdur=([0-9.]+)")


@frozen(kw_only=True)
class Run:
    """One run: who, how long, and how long they think on average (0: not at all)."""

    base: str
    users: int
    seconds: float
    think_s: float
    seed: int = 0
    dossier: Path | None = None
    every_s: float = 10.0


def open_client(base: str, cookies: httpx.Cookies | None = None) -> httpx.AsyncClient:
    """A user's one connection, kept open."""
    limits = httpx.Limits(max_connections=1, max_keepalive_connections=1)
    # Not the environment's proxies: what is measured is on this machine.
    return httpx.AsyncClient(
        base_url=base, cookies=cookies, limits=limits, timeout=TIMEOUT_S, trust_env=False
    )


async def enter(client: httpx.AsyncClient, token_url: str | None) -> httpx.Cookies:
    """Come in by the link that works once; the cookies that were given for it."""
    if token_url:
        answer = await client.get(token_url, follow_redirects=True)
        answer.raise_for_status()
    return client.cookies


async def look_around(client: httpx.AsyncClient, seed: int = 0) -> tuple[Catalogue, list[str]]:
    """What there is to open, and the lists of the mix that are not there."""
    catalogue, missing = Catalogue(), []
    chance = random.Random(seed)
    for path in LISTS:
        answer = await client.get(path)
        if not answer.is_success:
            missing.append(f"{path} ({answer.status_code})")
            continue
        catalogue.add(path, answer.text)
        seen = catalogue.lists[path]
        for further in first_visits(chance, path, seen, LOOKED_AT):
            more = await client.get(further)
            if more.is_success:
                catalogue.add(path, more.text)
        catalogue.lists[path] = seen
    return catalogue, missing


async def visit(client: httpx.AsyncClient, page: Visit) -> Timed:
    """Open a page."""
    began = time.perf_counter()
    try:
        answer = await client.get(page.path)
    except httpx.HTTPError as error:
        ms = (time.perf_counter() - began) * 1000
        return Timed(name=page.name, path=page.path, ms=ms, trouble=repr(error))
    return _timed(page, answer, (time.perf_counter() - began) * 1000)


def _timed(page: Visit, answer: httpx.Response, ms: float) -> Timed:
    told = _DURATION.search(answer.headers.get("server-timing", ""))
    return Timed(
        name=page.name,
        path=page.path,
        ms=ms,
        server_ms=float(told.group(1)) if told else None,
        size=len(answer.content),
        trouble="" if answer.is_success else f"status {answer.status_code}",
    )


async def act(
    client: httpx.AsyncClient, catalogue: Catalogue, chance: random.Random
) -> Timed | None:
    """Sign something on an entry; only the signing is timed. None where there is nothing to do."""
    path, verb = chance.choice(catalogue.ones["/entries/"]), draw_verb(chance)
    fields = await fields_of(client, path, verb, chance)
    if fields is None:
        return None
    began = time.perf_counter()
    answer = await sign(client, path, verb, catalogue.token, fields)
    ms = (time.perf_counter() - began) * 1000
    return _timed(Visit(name=f"POST {verb}", path=path), answer, ms)


async def listen(run: Run, cookies: httpx.Cookies) -> None:
    """Keep the stream of tidings open, as every open page does, until told to stop."""
    async with open_client(run.base, cookies) as client:
        while True:
            async with client.stream("GET", "/live", timeout=None) as answer:
                answer.raise_for_status()
                async for _ in answer.aiter_lines():
                    pass


async def use(run: Run, number: int, catalogue: Catalogue, cookies: httpx.Cookies) -> list[Timed]:
    """One user's visits until the time is over."""
    chance = random.Random(f"{run.seed} {number}")
    timed: list[Timed] = []
    async with open_client(run.base, cookies) as client:
        await asyncio.sleep(chance.random() * run.think_s)
        end = time.perf_counter() + run.seconds
        while (left := end - time.perf_counter()) > 0:
            if chance.random() < SIGNED_SHARE and catalogue.ones.get("/entries/"):
                signed = await act(client, catalogue, chance)
                timed += [signed] if signed else []
            else:
                timed.append(await visit(client, catalogue.draw(chance)))
            if run.think_s:
                await asyncio.sleep(min(left, chance.expovariate(1 / run.think_s)))
    return timed


async def put_load(run: Run, catalogue: Catalogue, cookies: httpx.Cookies) -> Figures:
    """All users at once."""
    aside = [asyncio.create_task(listen(run, cookies)) for _ in range(run.users)]
    if run.dossier is not None:
        aside.append(asyncio.create_task(decide_elsewhere(run.dossier, run.every_s)))
    began = time.perf_counter()
    users = (use(run, number, catalogue, cookies) for number in range(run.users))
    timed = [one for each in await asyncio.gather(*users) for one in each]
    seconds = time.perf_counter() - began
    broken = [one for one in aside if one.done()]
    for task in aside:
        task.cancel()
    await asyncio.gather(*aside, return_exceptions=True)
    for task in broken:
        print(f"a stream or the colleague stopped: {task.exception()!r}", file=sys.stderr)
    return Figures(seconds=seconds, timed=timed)


def warn_of_others() -> None:
    """Say so where other programs keep the machine busy."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if load > BUSY:
        print(f"the machine is busy (load {load:.1f}): times come out too long", file=sys.stderr)


async def measure(wanted: argparse.Namespace) -> bool:
    """Both runs, told on standard output; whether all was well."""
    warn_of_others()
    async with open_client(wanted.base) as client:
        cookies = await enter(client, wanted.token_url)
        catalogue, missing = await look_around(client, wanted.seed)
    if missing:
        print(f"not there: {', '.join(missing)}", file=sys.stderr)
    is_well = not missing and bool(catalogue.lists)
    for think_s in (wanted.think, 0.0) if catalogue.lists else ():
        run = Run(
            base=wanted.base,
            users=wanted.users,
            seconds=wanted.seconds,
            think_s=think_s,
            seed=wanted.seed,
            dossier=wanted.dossier,
            every_s=wanted.every_s,
        )
        figures = await put_load(run, catalogue, cookies)
        how = f"{think_s:g} s of thinking" if think_s else "no thinking"
        print(f"\n{run.users} users at once, {how}:\n\n{figures.table()}", flush=True)
        is_well &= _is_well(figures, wanted.limit_ms if think_s else None)
    return is_well


def _is_well(figures: Figures, limit_ms: float | None) -> bool:
    for one in figures.troubles[:10]:
        print(f"{one.path}: {one.trouble}", file=sys.stderr)
    slow = {n: p95 for n, p95 in figures.p95_ms.items() if limit_ms and p95 > limit_ms}
    for name, p95 in slow.items():
        print(f"{name}: {p95:.0f} ms at the 95th percentile", file=sys.stderr)
    return not figures.troubles and not slow


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", required=True, help="where it stands: http://127.0.0.1:8765")
    parser.add_argument("--token-url", help="the link that lets in once")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0, help="of each of the two runs")
    parser.add_argument("--think", type=float, default=1.0, help="seconds on average")
    parser.add_argument("--dossier", type=Path, help="what is served; a colleague signs in it")
    parser.add_argument("--every-s", type=float, default=10.0, help="how often the colleague does")
    parser.add_argument("--limit-ms", type=float, help="slower at the 95th percentile is a failure")
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    try:
        is_well = asyncio.run(measure(wanted))
    except httpx.HTTPError as error:
        sys.exit(f"cannot come in at {wanted.base}: {error or type(error).__name__}")
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()

"""The shelf keeps step with the dossier, and loses nothing."""

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import dragoman.workbench.shelf as shelving
from dragoman.dossier import Dossier, note, review
from dragoman.model import Contact, ReviewState
from dragoman.workbench.collecting import kept_for_long
from dragoman.workbench.shelf import LOOK_EVERY_S, Shelf
from dragoman.workbench.turns import TURN_S, short_turns
from workbench_talks import everything, write_talks


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_talks(tmp_path / "made.dragoman", everything())


class Clock:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def go_on(self) -> None:
        self.now += 2 * LOOK_EVERY_S


def on_shelf(place: Path, do: Callable[[Shelf, Clock], Awaitable[None]]) -> None:
    """Do something with an open shelf."""

    async def done() -> None:
        clock = Clock()
        shelf = Shelf(str(place), clock=clock)
        try:
            await do(shelf, clock)
            await asyncio.gather(*shelf._aside)
        finally:
            shelf.close()

    asyncio.run(done())


async def settled(shelf: Shelf, clock: Clock) -> None:
    """Look, and wait until what that began is done."""
    clock.go_on()
    await shelf.snapshot()
    if shelf._loading is not None:
        await shelf._loading


def sign_elsewhere(place: Path, why: str) -> str:
    """A note that another program signs on a contact."""
    with Dossier.open(place) as dossier:
        decision = note(next(iter(dossier.entries(Contact))), who="B. Else", why=why)
        dossier.decide(decision)
    return decision.id


def test_what_another_program_decides_is_laid_over_without_loading_anew(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def do(shelf: Shelf, clock: Clock) -> None:
        await shelf.snapshot()
        monkeypatch.setattr(shelving, "load", lambda _: pytest.fail("loaded anew"))
        decided = sign_elsewhere(place, "seen")
        await settled(shelf, clock)
        snapshot = await shelf.snapshot()
        assert [d.id for d in snapshot.contents.decisions] == [decided]
        assert snapshot.state == shelf._reads.version()

    on_shelf(place, do)


def test_what_another_program_puts_is_loaded(place: Path) -> None:
    async def do(shelf: Shelf, clock: Clock) -> None:
        before = await shelf.snapshot()
        with Dossier.open(place) as dossier:
            dossier.put_entries([e for e in everything() if e.id != "cancelled"])
        await settled(shelf, clock)
        after = await shelf.snapshot()
        assert set(before.entries) - set(after.entries) == {"cancelled"}

    on_shelf(place, do)


def test_the_open_pages_are_told_of_both(place: Path) -> None:
    async def do(shelf: Shelf, clock: Clock) -> None:
        await shelf.snapshot()
        with shelf.tidings.place() as heard:
            sign_elsewhere(place, "seen")
            await settled(shelf, clock)
            with Dossier.open(place) as dossier:
                dossier.put_entries(everything())
            await settled(shelf, clock)
            told = [heard.get_nowait() for _ in range(heard.qsize())]
        assert [one.kind for one in told] == ["changed", "changed"]
        assert told[0].about["entries"]

    on_shelf(place, do)


def test_nothing_is_lost_when_loads_and_decisions_overlap(place: Path) -> None:
    """Two loads and ten decisions at once, of which every other one comes from elsewhere."""

    async def do(shelf: Shelf, clock: Clock) -> None:
        snapshot = await shelf.snapshot()
        entry = snapshot.entry("held")
        signed: list[str] = []

        async def decide(number: int) -> None:
            await asyncio.sleep(0)
            if number % 2:
                signed.append(await asyncio.to_thread(sign_elsewhere, place, f"n{number}"))
                return
            decision = note(entry, who="A. Lone", why=f"n{number}")
            found = await shelf.decide((decision,))
            assert decision.id in {d.id for d in found.contents.decisions}
            signed.append(decision.id)

        await asyncio.gather(shelf.reload(), *map(decide, range(10)), shelf.reload())
        await settled(shelf, clock)
        held = [d.id for d in (await shelf.snapshot()).contents.decisions]
        assert sorted(held) == sorted(signed)
        assert len((await shelf.snapshot()).threads["held"]) >= 5

    on_shelf(place, do)


def test_what_is_decided_while_a_load_is_under_way_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The load has read the log already when the decision is signed."""
    load = shelving.load

    async def do(shelf: Shelf, _clock: Clock) -> None:
        snapshot = await shelf.snapshot()
        loop, decision = asyncio.get_running_loop(), review(snapshot.entry("held"), who="A. Lone")

        def slow(dossier: Dossier) -> object:
            loaded = load(dossier)
            asyncio.run_coroutine_threadsafe(shelf.decide((decision,)), loop).result(30)
            return loaded

        monkeypatch.setattr(shelving, "load", slow)
        await shelf.reload()
        found = await shelf.snapshot()
        assert found is not snapshot
        assert found.reviews["held"].state is ReviewState.REVIEWED

    on_shelf(place, do)


def test_the_collector_works_after_a_load_as_before(place: Path) -> None:
    async def do(shelf: Shelf, _clock: Clock) -> None:
        for is_on in (True, False):
            (gc.enable if is_on else gc.disable)()
            try:
                await shelf.reload()
                await asyncio.gather(*shelf._aside)
                assert gc.isenabled() is is_on
            finally:
                gc.enable()

    on_shelf(place, do)


def test_the_collector_rests_until_the_last_of_several_is_done() -> None:
    with kept_for_long():
        with kept_for_long():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_is_on_again_after_a_failure() -> None:
    with pytest.raises(OSError, match="gone"), kept_for_long():
        raise OSError("gone")
    assert gc.isenabled()


def test_turns_are_as_long_as_before_when_the_workbench_is_closed() -> None:
    before = sys.getswitchinterval()

    async def do() -> None:
        with short_turns():
            assert sys.getswitchinterval() == pytest.approx(TURN_S)

    asyncio.run(do())
    assert sys.getswitchinterval() == before

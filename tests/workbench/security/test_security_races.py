"""Many decide at once: nothing is overwritten unseen, and no page loses what is in the log."""

import asyncio
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dragoman.dossier import Dossier, review
from dragoman.model import Decision
from dragoman.workbench.shelf import Shelf
from workbench_client import Client, seated
from workbench_talks import contact, everything, reading, write_talks

AT_ONCE = 20


def _posted(client: Client, forms: list[tuple[str, dict[str, str]]]) -> list[int]:
    """Send all forms at the same moment; their statuses in order."""
    client.post("/undo")
    gate = threading.Barrier(len(forms))

    def send(form: tuple[str, dict[str, str]]) -> int:
        gate.wait()
        return client.post(*form).status_code

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, forms))


def _decided(place: Path) -> list[Decision]:
    with Dossier.open(place) as dossier:
        return dossier.decisions()


def test_of_twenty_who_decide_on_what_they_saw_one_signs_and_the_others_see_both(
    tmp_path: Path,
) -> None:
    with reading(tmp_path) as client:
        form = {"seen": "", "why": "mine"}
        statuses = _posted(client, [("/entries/held/review", form)] * AT_ONCE)
        (past,) = client.sheet("/entries/held")["past"]
    assert Counter(statuses) == {200: 1, 409: AT_ONCE - 1}
    (decision,) = _decided(tmp_path / "made.dragoman")
    assert decision.id == past["id"]


def test_of_many_decisions_at_once_none_is_missing_on_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that lay theirs over the same snapshot must not lay one over the other."""
    version = Dossier.version

    def slowly(dossier: Dossier) -> str:
        time.sleep(0.05)
        return version(dossier)

    monkeypatch.setattr(Dossier, "version", slowly)
    entries = [*everything(), *(contact(f"c{n}", "2025-06-03") for n in range(AT_ONCE))]
    with reading(tmp_path, entries) as client:
        client.app.state.shelf._clock = lambda: 0.0  # a fresh look at the file would mend it
        forms = [(f"/entries/c{n}/review", {"seen": ""}) for n in range(AT_ONCE)]
        assert _posted(client, forms) == [200] * AT_ONCE
        states = [client.sheet(f"/entries/c{n}")["card"]["stamp"]["state"] for n in range(AT_ONCE)]
        log = {one["id"] for one in client.sheet("/log")["rows"]}
    assert states == ["reviewed"] * AT_ONCE
    assert log == {one.id for one in _decided(tmp_path / "made.dragoman")}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_talks(tmp_path / "made.dragoman", everything())


def _on_shelf(place: Path, act: Any) -> None:
    async def run() -> None:
        shelf = Shelf(str(place))
        try:
            await act(shelf)
        finally:
            shelf.close()

    asyncio.run(run())


def _review(place: Path, entry_id: str, who: str = "Tov") -> Decision:
    entry = next(one for one in everything() if one.id == entry_id)
    return review(entry, who=who)


def test_a_decision_made_while_the_dossier_is_loaded_anew_stays_on_the_pages(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dragoman.workbench.shelf as module

    loaded, go_on, load = threading.Event(), threading.Event(), module.load

    def slowly(dossier: Dossier) -> Any:
        found = load(dossier)
        loaded.set()
        go_on.wait(10)
        return found

    async def act(shelf: Shelf) -> None:
        await shelf.snapshot()
        monkeypatch.setattr(module, "load", slowly)
        reloading = asyncio.create_task(shelf.reload())
        await asyncio.to_thread(loaded.wait, 10)
        made = _review(place, "held")
        await shelf.decide((made,))
        go_on.set()
        await reloading
        assert shelf._snapshot is not None
        assert [one.id for one in shelf._snapshot.contents.decisions] == [made.id]
        assert shelf._snapshot.reviews["held"].state.value == "reviewed"

    _on_shelf(place, act)


def test_what_the_command_line_wrote_before_a_decision_here_comes_to_the_pages(
    place: Path,
) -> None:
    """The decision's own new state of the file must not hide that more has changed."""

    async def act(shelf: Shelf) -> None:
        await shelf.snapshot()
        with Dossier.open(place) as other:
            other.put_entries([*everything(), contact("late", "2025-06-09")])
            other.decide(_review(place, "planned", who="Marn"))
        await shelf.decide((_review(place, "held"),))
        snapshot = shelf._snapshot
        assert snapshot is not None
        assert {one.who for one in snapshot.contents.decisions} == {"Tov", "Marn"}
        shelf._looked_at -= 10
        await shelf.snapshot()
        assert shelf._loading is not None, "nobody looks at the file again"
        await shelf._loading
        assert "late" in (await shelf.snapshot()).entries

    _on_shelf(place, act)


def test_a_snapshot_never_shows_what_is_not_in_the_log(tmp_path: Path) -> None:
    with reading(tmp_path) as client:
        client.post("/entries/held/review", {"seen": ""})
        assert client.post("/entries/held/review", {"seen": "", "why": "b"}).status_code == 409
        assert client.post("/entries/held/digit", {"digit": "9"}).status_code == 400
        shown = {one["id"] for one in client.sheet("/log")["rows"]}
    assert shown == {one.id for one in _decided(tmp_path / "made.dragoman")}


def test_two_servers_of_one_file_never_overwrite_each_other(place: Path) -> None:
    with seated(place, who="First") as first, seated(place, who="Second") as second:
        gate = threading.Barrier(2)

        def send(client: Client) -> int:
            client.post("/undo")
            gate.wait()
            fields = {"seen": "", "field.status": "cancelled"}
            return client.post("/entries/held/correct", fields).status_code

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(send, (first, second))) == [200, 409]
    assert len(_decided(place)) == 1

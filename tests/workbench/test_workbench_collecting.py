"""What the collector passes over goes by itself once nobody holds it."""

import gc
import time
import weakref
from pathlib import Path
from typing import Any

from dragoman.dossier import Dossier, note
from dragoman.model import Contact
from workbench_client import Client
from workbench_talks import everything, reading

PAGES = (
    "/overview",
    "/timeline",
    "/contacts",
    "/positions",
    "/commitments",
    "/discrepancies",
    "/people",
    "/documents",
    "/review",
    "/ask?q=quota",
    "/deals",
    "/out",
    "/settings",
    "/log",
    "/entries/held",
)
ROUNDS = 4


def _snapshot(client: Client) -> Any:
    return client.app.state.shelf._snapshot


def _watched(snapshot: Any) -> dict[str, "weakref.ref[Any]"]:
    """What a snapshot is made of, held by nobody."""
    parts = {
        "snapshot": snapshot,
        "contents": snapshot.contents,
        "lookup": snapshot.lookup,
        "contact": snapshot.contents.contacts[0],
        "footnotes": snapshot.first_lists[1],
    }
    return {name: weakref.ref(part) for name, part in parts.items()}


def _change(place: Path, number: int) -> None:
    """Another program signs a note, and puts the entries anew."""
    with Dossier.open(place) as dossier:
        held = next(iter(dossier.entries(Contact)))
        dossier.decide(note(held, who="B. Else", why=f"round {number}"))
        dossier.put_entries(everything())


def _look_until_loaded(client: Client, older: "weakref.ref[Any]") -> None:
    until = time.monotonic() + 20
    while _snapshot(client) is older() and time.monotonic() < until:
        client.app.state.shelf._looked_at = -1e9
        client.get("/overview")
    assert _snapshot(client) is not older()


def test_snapshots_that_were_replaced_are_gone(tmp_path: Path) -> None:
    """Every page is opened on each of them, so that what pages keep is there to leak."""
    place = tmp_path / "made.dragoman"
    watched: list[dict[str, weakref.ref[Any]]] = []
    with reading(tmp_path) as client:
        for number in range(ROUNDS):
            for page in PAGES:
                assert client.get(page).status_code == 200
            watched.append(_watched(_snapshot(client)))
            _change(place, number)
            _look_until_loaded(client, watched[-1]["snapshot"])
        until = time.monotonic() + 20
        while _left(watched) and time.monotonic() < until:
            client.get("/overview")
            gc.collect()
        assert not _left(watched)


def _left(watched: list[dict[str, "weakref.ref[Any]"]]) -> list[str]:
    return [
        f"{name} of {number}"
        for number, parts in enumerate(watched)
        for name, part in parts.items()
        if part() is not None
    ]

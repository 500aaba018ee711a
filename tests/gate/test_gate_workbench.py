"""What a page of the workbench costs the processor, beside a fixed piece of work in the same run.

Seconds differ from machine to machine, so each page is measured against writing 200 contacts as
indented JSON in plain Python. Bounds are five times what was measured: they are there for the slip
that makes a page ten times as dear, such as a search through all entries.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from workbench.pile import make_dossier

from dragoman.model import Contact, to_builtins
from workbench_client import Client, seated

DOCUMENTS, ENTRIES = 600, 6000
ROUNDS = 5
BOUNDS = {
    "/overview": 0.9,
    "/timeline": 0.7,
    "/positions": 0.5,
    "/contacts": 0.6,
    "/commitments": 0.4,
    "/discrepancies": 0.45,
    "/people": 0.2,
    "/documents": 0.2,
    "/review": 0.6,
    "/ask?q=trawlers": 0.5,
    "/log": 0.2,
    "/add": 0.15,
    "/entries/{contact}": 0.15,
    "/people/{party}": 0.4,
}
"""How many times the piece of work a page may cost that nobody has asked for before."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    place = Path(tmp_path_factory.mktemp("gate")) / "pile.dragoman"
    make_dossier(place, DOCUMENTS, ENTRIES, seed=11)
    with seated(place) as found:
        found.get("/overview")
        yield found


@pytest.fixture(scope="module")
def work_s(client: Client) -> float:
    """Seconds of the processor for the fixed piece of work."""
    contacts = [e for e in snapshot_of(client).entries.values() if isinstance(e, Contact)]
    rows = [to_builtins(contact) for contact in (contacts * 200)[:200]]
    return median(spent_s(lambda: json.dumps(rows, indent=1)) for _ in range(ROUNDS))


def snapshot_of(client: Client):  # type: ignore[no-untyped-def]
    return client.app.state.shelf._snapshot


def spent_s(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


@pytest.mark.parametrize("path", BOUNDS)
def test_a_page_costs_no_more_than_it_should(client: Client, work_s: float, path: str) -> None:
    snapshot = snapshot_of(client)
    filled = path.format(
        contact=snapshot.contents.contacts[0].id, party=snapshot.contents.parties[0].id
    )
    assert client.get(filled).status_code == 200
    spent = []
    for _ in range(ROUNDS):
        snapshot_of(client).sheets.clear()
        spent.append(spent_s(lambda: client.get(filled)))
    assert min(spent) / work_s < BOUNDS[path]

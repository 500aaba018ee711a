"""The workbench over a dossier on a PostgreSQL server: the same pages, the same decisions."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, copy_dossier
from dragoman.workbench.pages import PAGES
from postgresql_server import Server
from workbench_client import Client, seated

PLAIN = tuple(page.path for page in PAGES if "{" not in page.path and page.label)


@pytest.fixture
def served(talks: Path, postgresql: Server) -> Iterator[tuple[Client, str]]:
    place = postgresql.place()
    with Dossier.open(talks) as origin, Dossier.create(place) as target:
        copy_dossier(origin, target)
    with seated(place) as client:
        yield client, place


def test_every_page_says_the_same_as_over_the_file(
    served: tuple[Client, str], client: Client
) -> None:
    for path in PLAIN:
        assert served[0].sheet(path) == client.sheet(path), path


def test_a_decision_is_kept_and_a_stale_one_refused(served: tuple[Client, str]) -> None:
    client, place = served
    card = client.cards("contact")[0]
    path = f"/entries/{card['id']}/correct"
    assert client.post(path, {"field.status": "cancelled", "seen": ""}).status_code == 200
    assert client.post(path, {"field.status": "denied", "seen": ""}).status_code == 409
    assert client.post("/undo").status_code == 200
    with Dossier.open(place) as dossier:
        assert [d.verb.value for d in dossier.decisions()] == ["correct", "withdraw"]


def test_a_server_that_goes_away_is_told_in_words(
    served: tuple[Client, str], postgresql: Server
) -> None:
    client, _ = served
    card = client.cards("contact")[0]
    postgresql.data()
    postgresql.stop()
    try:
        answer = client.post(f"/entries/{card['id']}/review")
        assert answer.status_code == 503
        assert "server" in answer.json()["error"]
    finally:
        postgresql.start()
    assert client.post(f"/entries/{card['id']}/review").status_code == 200

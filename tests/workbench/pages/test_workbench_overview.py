"""The overview, and what is new since each user last looked."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.cli.app import run
from dragoman.workbench import looks
from dragoman.workbench.looks import SAME_LOOK, Looked, looked_again
from workbench_client import Client, seated

MONDAY = datetime(2025, 6, 30, 9, 0, tzinfo=UTC)
LATER = """---
outlet: Castle Quay Gazette
title: Ormark offers a second round
published_at: 2025-06-29
---
Ormark offers a second round

Velland and Ormark plan to hold talks in Brackwater on 9 July 2025, Tomas Vey said on Sunday.
"""


def _at(client: Client, instant: datetime) -> None:
    client.app.state.shelf.looks.clock = lambda: instant


def _new(client: Client, path: str = "/overview") -> tuple[str, str]:
    """Where the overview stands, and its list of what is new."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert client.http.portal is not None
    client.http.portal.call(client.app.state.shelf.looks.written)
    at = str(answer.url.copy_with(scheme="http")).split("8765", 1)[1]
    (found,) = (one for one in client.sheet(at)["lists"] if one["id"] == "new")
    return at, f"{found['title']}|{' '.join(x['text'] for x in found['lines'])}|{found['empty']}"


def _add(talks: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "later.txt").write_text(LATER, encoding="utf-8")
    at = ["--dossier", str(talks)]
    assert run(["add", str(folder), *at]) in (0, 3)
    assert run(["read", *at, "--reader", "rules"]) in (0, 3)


def test_the_first_look_shows_what_the_newest_day_tells(client: Client) -> None:
    _at(client, MONDAY)
    at, new = _new(client)
    assert at == "/overview"
    assert new.startswith("New since 4 June 2025|")


def test_what_came_since_the_last_look_is_new_until_the_look_after(
    talks: Path, tmp_path: Path
) -> None:
    with seated(talks) as client:
        _at(client, MONDAY)
        assert _new(client)[0] == "/overview"
    _add(talks, tmp_path / "more")
    with seated(talks) as client:  # the dossier remembers over a restart
        _at(client, MONDAY + timedelta(days=1))
        at, new = _new(client)
        assert at.startswith("/overview?looked=")
        assert "New since you last looked, on 30 June 2025|" in new
        assert "second round" in new
        assert "Sundholm" not in new
        _at(client, MONDAY + timedelta(days=1, hours=3))
        assert _new(client) == (at, new)  # a reload empties nothing
        assert _new(client, at) == (at, new)
        _at(client, MONDAY + timedelta(days=1, hours=3) + SAME_LOOK)
        _, later = _new(client)
        assert later.startswith("New since you last looked, on 1 July 2025||Nothing came since")


def test_each_user_has_a_last_look_of_his_own(talks: Path, tmp_path: Path) -> None:
    with seated(talks, who="A. Lone") as client:
        _at(client, MONDAY)
        _new(client)
    _add(talks, tmp_path / "more")
    with seated(talks, who="B. Other") as client:
        _at(client, MONDAY + timedelta(days=2))
        assert _new(client)[0] == "/overview"
    with seated(talks, who="A. Lone") as client:
        _at(client, MONDAY + timedelta(days=2))
        assert "second round" in _new(client)[1]


def test_what_a_module_fetches_is_no_look(talks: Path) -> None:
    with seated(talks) as client:
        _at(client, MONDAY)
        _new(client)
        _at(client, MONDAY + timedelta(days=1))
        at, _ = _new(client)
        looks = client.app.state.shelf.looks
        before = looks._users["A. Lone"]
        _at(client, MONDAY + timedelta(days=1, hours=2))
        assert client.http.get(at, headers={"X-Part": "main"}).status_code == 200
        assert looks._users["A. Lone"] == before
        client.get(at)
        assert looks._users["A. Lone"] != before


def test_an_address_of_another_start_leads_to_ones_own(talks: Path) -> None:
    with seated(talks) as client:
        _at(client, MONDAY)
        _new(client)
        _at(client, MONDAY + timedelta(days=1))
        at, _ = _new(client, "/overview?looked=0123456789abcdef")
        assert at.startswith("/overview?looked=")
        assert at != "/overview?looked=0123456789abcdef"
        assert _new(client, "/")[0] == at


def test_a_day_can_be_asked_for(client: Client) -> None:
    at, new = _new(client, "/overview?since=2025-05")
    assert at == "/overview?since=2025-05"
    assert new.startswith("New since 31 May 2025|")
    assert "Sundholm" in new


@pytest.mark.parametrize("since", ["yesterday", "2025-13", "<script>"])
def test_a_day_that_is_none_is_refused_in_words(client: Client, since: str) -> None:
    for path in ("/overview", "/overview.json"):
        answer = client.get(f"{path}?since={since}")
        assert answer.status_code == 400
        assert "is no day" in answer.text
        assert "<script>" not in answer.text or path.endswith(".json")


def test_an_empty_dossier_says_how_to_begin(empty: Client) -> None:
    for day in range(2):
        _at(empty, MONDAY + timedelta(days=day))
        answer = empty.get("/")
        assert answer.status_code == 200
        assert "Add documents" in answer.text


def test_a_note_of_another_version_is_a_first_look(talks: Path) -> None:
    from dragoman.dossier import Dossier

    for note in ("", "[]", '{"at":"soon"}', '{"at":"2025-06-01T00:00:00"}'):
        with Dossier.open(talks) as dossier:
            dossier.remember("looked A. Lone", note)
        with seated(talks) as client:
            assert _new(client)[0] == "/overview"


def test_a_look_goes_on_while_somebody_comes_back_in_time() -> None:
    first = looked_again(None, MONDAY, ("a",))
    assert first.baseline is None
    second = looked_again(first, MONDAY + timedelta(days=1), ("a", "b"))
    assert second.baseline is not None
    assert second.baseline.known == {"a"}
    kept: Looked = second
    for hours in range(1, 12):  # all day long, documents coming in
        kept = looked_again(kept, MONDAY + timedelta(days=1, hours=hours), (str(hours), "a", "b"))
        assert kept.baseline == second.baseline
    third = looked_again(kept, MONDAY + timedelta(days=2), ("11", "a", "b", "c"))
    assert third.baseline is not None
    assert third.baseline.known == {"a", "b", "11"}


class _NoShelf:
    """A dossier that remembers nothing."""

    async def read(self, _ask: object) -> None:
        return None

    async def write(self, _act: object) -> None:
        return None


def test_a_look_at_the_same_documents_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []

    def note(*parts: str) -> str:
        named.append(parts[0])
        return "-".join(parts)

    monkeypatch.setattr(looks, "digest", note)
    now = [MONDAY]
    kept = looks.Looks(clock=lambda: now[0])
    ids = ("a", "b")

    async def come() -> list[str | None]:
        told = [await kept.visit(_NoShelf(), "lone", ids[:1])]
        now[0] += timedelta(days=1)
        told += [await kept.visit(_NoShelf(), "lone", ids) for _ in range(5)]
        now[0] += timedelta(days=1)
        told += [await kept.visit(_NoShelf(), "lone", ids) for _ in range(2)]
        return told

    assert asyncio.run(come()) == [None, *["2025-06-30-a"] * 5, *["2025-07-01-a-b"] * 2]
    assert named == ["2025-06-30", "2025-07-01"]


def test_a_token_that_gave_way_to_others_is_known_again() -> None:
    now = [MONDAY]
    kept = looks.Looks(clock=lambda: now[0])

    async def come() -> None:
        await kept.visit(_NoShelf(), "first", ("a",))
        for user in range(looks.KEPT + 1):
            await kept.visit(_NoShelf(), str(user), (str(user),))
        now[0] += timedelta(days=1)
        token = await kept.visit(_NoShelf(), "first", ("a", "b"))
        for user in range(looks.KEPT + 1):
            await kept.visit(_NoShelf(), str(user), (str(user), "x"))
        assert kept.baseline(token or "") is None
        assert await kept.visit(_NoShelf(), "first", ("a", "b")) == token
        assert kept.baseline(token or "") is not None

    asyncio.run(come())

"""A browser for the workbench's tests: let in by the token, it sends forms as pages do."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dragoman.cli.app import run
from dragoman.dossier.team import Role
from dragoman.workbench.access import AlonePolicy, User
from dragoman.workbench.app import make_app

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
TODAY = date(2025, 7, 1)

TEXTS = {
    "a.txt": """---
outlet: Port Vell Courier
title: Envoys plan talks at Sundholm
published_at: 2025-05-28
---
Envoys plan talks at Sundholm

Velland and Ormark plan to hold talks in Sundholm on 3 June 2025, the mediator said on Wednesday.

"We will not sign a text without a quota," said Ilse Marn, the chief negotiator of Velland.
""",
    "b.txt": """---
outlet: Port Vell Courier
title: Talks held at Sundholm
published_at: 2025-06-04
---
Talks held at Sundholm

Velland and Ormark held talks in Sundholm on 3 June 2025. Ormark's fisheries minister, Tomas Vey,
said that Ormark would accept a quota only if Velland lifted its ban on landings.

Ilse Marn demanded that Ormark withdraw its patrol boats from the strait. 🐟 Ilse Marn demanded
a quota for Velland.
""",
    "c.txt": """---
outlet: Castle Quay Gazette
title: Ormark denies a deal on quotas
published_at: 2025-06-06
---
Ormark denies a deal on quotas

Ormark denied on 5 June 2025 that a quota had been agreed at the talks in Sundholm. Velland said
that both sides had agreed on a quota of 9,000 tonnes of cod.
""",
}
SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland", "Port Vell"]
role = "side"
colour = "blue"
[[party]]
id = "ORM"
names = ["Ormark", "Castle Quay"]
role = "side"
[[person]]
name = "Ilse Marn"
party = "VEL"
office = "chief negotiator"
[[person]]
name = "Tomas Vey"
party = "ORM"
office = "fisheries minister"
[[issue]]
id = "cod-quota"
label = "Cod quota of Ormark"
keywords = ["quota", "tonnes of cod"]
parent = "resources"
"""


def read_dossier(place: Path, texts: Mapping[str, str] = TEXTS, settings: str = SETTINGS) -> Path:
    """A dossier of these texts, read by rules and put together."""
    folder = place / "texts"
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "negotiation.toml").write_text(settings, encoding="utf-8")
    dossier = place / "talks.dragoman"
    at = ["--dossier", str(dossier)]
    assert run(["add", str(folder), *at]) in (0, 3)
    assert run(["init", *at, "--negotiation", str(folder / "negotiation.toml")]) == 0
    assert run(["read", *at, "--reader", "rules"]) in (0, 3)
    return dossier


class Client:
    """A browser that has been let in."""

    def __init__(self, http: TestClient, app: Starlette) -> None:
        self.http = http
        self.app = app
        self._csrf = ""

    def get(self, path: str) -> httpx2.Response:
        """Open a page; a refusal is for the test to see."""
        return self.http.get(path)

    def sheet(self, path: str) -> Any:
        """The sheet of a page's JSON twin."""
        head, sign, query = path.partition("?")
        answer = self.http.get(f"{head}.json{sign}{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()["sheet"]

    def post(
        self, path: str, fields: Mapping[str, Any] | None = None, **more: Any
    ) -> httpx2.Response:
        """Send a form as our modules do, and get JSON."""
        headers = {"accept": "application/json", "origin": ORIGIN}
        return self.http.post(path, data=self._signed(fields), headers=headers, **more)

    def submit(self, path: str, fields: Mapping[str, Any] | None = None) -> httpx2.Response:
        """Send a form as a browser without script does; no redirect is followed."""
        headers = {"origin": ORIGIN}
        return self.http.post(
            path, data=self._signed(fields), headers=headers, follow_redirects=False
        )

    def _signed(self, fields: Mapping[str, Any] | None) -> dict[str, Any]:
        if not self._csrf:
            found = re.search(r'name="csrf" content="([^"]+)"', self.get("/overview").text)
            assert found is not None
            self._csrf = found[1]
        return {"csrf_token": self._csrf, **(fields or {})}

    def cards(self, noun: str) -> list[dict[str, Any]]:
        """The cards of one noun in the review queue, whatever their state."""
        cards: list[dict[str, Any]] = self.sheet(f"/review?state=all&noun={noun}")["cards"]
        return cards


@contextmanager
def seated(
    dossier: Path | str, *, who: str = "A. Lone", has_workman: bool = False
) -> Iterator[Client]:
    """A browser let in by the token to a workbench of one user."""
    user = User(name=who, role=Role.EDITOR, is_alone=True)
    policy = AlonePolicy(port=PORT, user=user)
    app = make_app(dossier, policy=policy, today=lambda: TODAY, has_workman=has_workman)
    with TestClient(app, base_url=ORIGIN) as http:
        assert http.get(policy.url.removeprefix(ORIGIN)).status_code == 200
        yield Client(http, app)

"""Nothing that is typed reaches the database as a statement, or the reader as a fault."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs
import pytest
from hostile import MARKUP, addresses, ids_of, routes_of

from dragoman.workbench.pages import PAGES
from workbench_client import Client, seated
from workbench_talks import everything

STRINGS = (
    "'",
    "' OR '1'='1",
    "'; DROP TABLE truth_documents; --",
    '") UNION SELECT name FROM sqlite_master --',
    "%",
    "_",
    "\\",
    "\x00",
    "a\x00b",
    '"unclosed',
    "NEAR(",
    "a AND OR NOT",
    "* ^ : {col}: -",
    "title:velland",
    "(((((",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "\U0010ffff",
    "²",
    "٣",
    "9" * 30,
    "-1",
    "1e999",
    "NaN",
    "../../etc/passwd",
    "{}[]",
    "x" * 2000,
    MARKUP,
)
"""What breaks out of a statement, a search, a number, a path or a page."""

FINE = {200, 303, 400, 404}


def _parameters() -> list[tuple[str, str, tuple[str, ...]]]:
    """Every parameter of every page that does not stand in its path, and what to put into it."""
    return [
        (page.path, field.name, STRINGS if "str" in str(field.type) else STRINGS[-10:])
        for page in PAGES
        for field in attrs.fields(page.query)
        if f"{{{field.name}" not in page.path
    ]


def _state(client: Client) -> Any:
    sheet = client.http.get("/log.json").json()
    return sheet["state"]


def test_no_parameter_of_any_page_reaches_the_database(hostile: Client) -> None:
    hostile.get("/overview")
    ids, before = ids_of(hostile), _state(hostile)
    for path, name, strings in _parameters():
        start = next((one for one in ids if path.startswith(one)), "")
        for given in strings:
            at = re.sub(r"{\w+}", ids[start][0] if start else "x", path)
            answer = hostile.get(f"{at}.json?{name}={quote(given)}")
            assert answer.status_code in FINE, (at, name, given, answer.text[:300])
            assert not re.search(r"sqlalche|sqlite3|operationalerror", answer.text, re.I), at
            if answer.status_code == 400:
                assert answer.json()["error"]
    assert _state(hostile) == before


def test_no_id_in_a_path_reaches_the_database_or_the_disk(hostile: Client) -> None:
    for route in routes_of(hostile):
        if "{" not in route.path or "GET" not in (route.methods or ()):
            continue
        for given in (*STRINGS, "..", ".", "..%2f..%2fetc%2fpasswd", "a.json", "%2fetc%2fpasswd"):
            for safe in ("", "/"):
                at = re.sub(r"{\w+(?::\w+)?}", lambda _: quote(given, safe=safe), route.path)  # noqa: B023
                answer = hostile.http.get(at, follow_redirects=False)
                assert answer.status_code in {*FINE, 401}, (at, answer.text[:300])
                assert "root:" not in answer.text


def test_no_field_of_any_form_fails_the_program(tmp_path: Path) -> None:
    """Every act with every odd value in every field that any act knows."""
    from workbench_talks import reading

    names = (
        "why", "words", "label", "digit", "letter", "member", "outlet", "entry", "judged", "kind",
        "verb", "fields", "narrow", "start", "end", "noun", "field.status", "field.happened_on",
        "field.participants", "back", "seen", "text", "title", "url", "published_at", "dry",
        "change", "toml", "negotiation", "mark", "state", "base",
    )  # fmt: skip
    with reading(tmp_path) as client:
        client.get("/overview")
        ids = ids_of(client)
        for route in routes_of(client):
            if "POST" not in (route.methods or ()) or route.path in ("/logout",):
                continue
            start = next((one for one in ids if route.path.startswith(one)), "")
            id = {"/entries/": "s1", "/decisions/": "none"}.get(start) or (ids.get(start) or ["x"])[
                0
            ]
            path = re.sub(r"{\w+(?::\w+)?}", id, route.path)
            for given in STRINGS:
                if "/urls" in path or "/feed" in path or "/preview" in path:
                    given = f"http://127.0.0.1:9/{quote(given)}"
                answer = client.post(path, dict.fromkeys(names, given))
                assert answer.status_code in {*FINE, 409}, (path, given, answer.text[:400])
                assert answer.json(), path
            assert client.post(path, {}).status_code in {*FINE, 409}, path
        client.app.state.shelf._looked_at -= 10
        assert client.get("/overview").status_code == 200


CHOSEN = {
    "label": "TLP:RED", "digit": "3", "letter": "B", "judged": "same", "verb": "correct",
    "noun": "statement", "start": "0", "end": "7", "outlet": "Port Vell Courier",
    "entry": "s1",
}  # fmt: skip
"""Values that lead past the first refusal."""


@pytest.mark.parametrize(("act", "name"), [
    ("entries/s1/digit", "digit"), ("entries/s1/letter", "letter"), ("entries/s1/handle", "label"),
    ("entries/s1/split", "member"), ("entries/s1/correct", "field.act"),
    ("entries/s1/correct", "field.stated_on"), ("entries/s1/correct", "field.issues"),
    ("entries/s1/correct", "field.speakers"), ("entries/s1/correct", "field.nonsense"),
    ("entries/held/correct", "field.happened_on"), ("entries/first/correct", "field.due_on"),
    ("entries/s1/alike", "fields"), ("entries/s1/alike", "narrow"), ("entries/s1/alike", "verb"),
    ("pairs", "judged"), ("pairs", "entry"), ("outlets/rate", "outlet"),
])  # fmt: skip
def test_one_odd_field_among_good_ones_is_refused_or_signed(
    talk_client: Client, act: str, name: str
) -> None:
    for given in (*STRINGS, '{"act": 5}', '{"act": "deny"}', "2025-13-45", "2025-02-30", "[]"):
        answer = talk_client.post(f"/{act}", {**CHOSEN, name: given})
        assert answer.status_code in {*FINE, 409}, (act, name, given, answer.text[:400])


@pytest.mark.parametrize("name", ["start", "end", "noun", "field.act", "field.stated_on"])
def test_one_odd_field_of_what_is_added_is_refused_or_signed(
    talk_client: Client, name: str
) -> None:
    document = ids_of(talk_client)["/documents/"][0]
    for given in STRINGS:
        answer = talk_client.post(f"/documents/{document}/entries", {**CHOSEN, name: given})
        assert answer.status_code in FINE, (name, given, answer.text[:400])


@pytest.fixture(scope="module")
def talk_client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from workbench_talks import reading

    with reading(tmp_path_factory.mktemp("talk")) as client:
        client.get("/overview")
        yield client


def test_postgresql_takes_no_statement_from_an_address(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    from dragoman.dossier import Dossier
    from workbench_talks import DOCUMENT, SETTINGS, TEXT

    server = request.getfixturevalue("postgresql")
    place = server.place()
    with Dossier.create(place) as dossier:
        dossier.add_document(DOCUMENT, TEXT.encode())
        dossier.put_settings(SETTINGS, "A. Lone")
        dossier.put_entries(everything())
    with seated(place) as client:
        for path, name, strings in _parameters():
            at = path.replace("{id}", "s1" if path.startswith("/entries") else DOCUMENT.id)
            for given in strings[:12]:
                answer = client.get(f"{at}.json?{name}={quote(given)}")
                assert answer.status_code in FINE, (at, name, given, answer.text[:300])
        for given in STRINGS:
            answer = client.post("/entries/s1/note", {"words": given, "why": given, "seen": given})
            assert answer.status_code in {*FINE, 409}, (given, answer.text[:300])
        assert client.sheet("/documents")["rows"]
        assert all(client.get(one).status_code in FINE for one in addresses(client)[:30])

"""A dossier in which every word is an attack, and the way over all of its pages."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from starlette.routing import Route

from dragoman.dossier import Dossier, note, question, rejection, review
from dragoman.model import Document, Entry, document_id
from workbench_client import Client, seated
from workbench_talks import DOCUMENT, TEXT, everything

MARKUP = (
    "\"><img src=x onerror=canary()>'><script>canary()</script><svg/onload=canary()>{{7*191*1009}}"
)
ADDRESS = "javascript:canary()"
BIDI = "\u202egnp.exe\u2066"
PAYLOADS = (
    MARKUP,
    f"' onmouseover='canary()' x='{BIDI}",
    f"{ADDRESS}//",
    "</title><script>canary()</script>",
)

PLAIN = frozenset(
    [
        "id",
        "kind",
        "document",
        "documents",
        "edtf",
        "party",
        "parties",
        "refers_to",
        "noun",
        "how",
        "issue",
        "issues",
        "parent",
        "sha256",
        "path",
        "statements",
        "after",
        "about",
        "plover_type",
        "role",
        "because",
        "contract",
        "channel",
        "status",
        "language",
        "stage",
        "known_by",
        "published_at",
        "retrieved_at",
        "supersedes",
        "copy_of",
        "accounts",
        "exact",
    ]
)
"""Fields that name other records or are read by the program; words are elsewhere."""

SETTINGS = """
name = '''Talks {0}'''
[[party]]
id = "VEL"
names = ['''Velland {0}''', '''{1}''']
role = "side"
colour = "blue"
[[party]]
id = "ORM"
names = ['''Ormark {2}''']
role = "side"
[[party]]
id = "CAL"
names = ["Caldmere"]
role = "mediator"
[[person]]
name = '''Ilse {0}'''
party = "VEL"
office = '''{1}'''
[[issue]]
id = "quota"
label = '''Quota {0}'''
keywords = ['''quota''']
[[issue]]
id = "patrols"
label = '''{3}'''
[[outlet]]
name = '''Courier {0}'''
reliability = "B"
""".format(*(one.replace("'''", "") for one in PAYLOADS))


def tainted(value: Any, name: str = "") -> Any:
    """The record with an attack in every field that holds words."""
    if name in PLAIN or isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return f"{value} {MARKUP}"
    if isinstance(value, tuple):
        return tuple(tainted(one, name) for one in value)
    if attrs.has(type(value)):
        fields = {
            one.name: tainted(getattr(value, one.name), one.name)
            for one in attrs.fields(type(value))
        }
        return attrs.evolve(value, **{k: v for k, v in fields.items() if k not in PLAIN})
    return value


def texts() -> list[tuple[Document, bytes]]:
    """Documents whose title, outlet, address, file name and text attack; one has the entries."""
    first = attrs.evolve(DOCUMENT, title=f"Title {MARKUP}", outlet=f"Courier {MARKUP}", url=ADDRESS)
    made = [(first, TEXT.encode())]
    for number, payload in enumerate((*PAYLOADS, "data:text/html,<script>canary()</script>")):
        text = f"{payload}\n\nVelland {payload} said \x00\x1b\u2028 {number}.\n"
        path = f"uploads/{number}/{payload}.html"
        made.append((_document(text, path, payload), text.encode()))
    return made


def _document(text: str, path: str, payload: str) -> Document:
    import hashlib

    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=document_id(sha256, path), path=path, sha256=sha256, text=text, title=payload,
        outlet=payload, url=payload if payload != MARKUP else f"https://x.example/{MARKUP}",
        published_at="2025-06-01",
    )  # fmt: skip


def entries() -> list[Entry]:
    """Every noun with attacks in its words."""
    return [tainted(entry) for entry in everything()]


def write_hostile(place: Path) -> Path:
    """The dossier, with decisions whose reasons and signatures attack too."""
    with Dossier.create(place) as dossier:
        for document, raw in texts():
            dossier.add_document(document, raw)
        dossier.put_settings(SETTINGS, f"A. {MARKUP}")
        found = entries()
        dossier.put_entries(found)
        contact = next(one for one in found if one.id == "held")
        asked = question(contact, who=MARKUP, why=MARKUP)
        gone = next(one for one in found if one.id == "cancelled")
        for one in (
            review(contact, who=MARKUP, why=MARKUP),
            note(contact, who=MARKUP, why=MARKUP),
            asked,
            note(asked, who=MARKUP, why=f"{ADDRESS}\r\ndata: x\n\n"),
            rejection(gone, who=MARKUP, why=MARKUP),
        ):
            dossier.decide(one)
    return place


@contextmanager
def attacked(place: Path, who: str = MARKUP) -> Iterator[Client]:
    """A browser before the dossier in which every word is an attack."""
    with seated(write_hostile(place / "hostile.dragoman"), who=who) as client:
        yield client


def routes_of(client: Client) -> list[Route]:
    """Every route of the application."""
    return [route for route in client.app.routes if isinstance(route, Route)]


def ids_of(client: Client) -> Mapping[str, list[str]]:
    """Values of path parameters by the beginning of the path."""
    snapshot = client.app.state.shelf._snapshot
    documents = [one.id for one in snapshot.contents.documents]
    people = [e.id for e in snapshot.entries.values() if e.kind in ("party", "person", "place")]
    return {
        "/entries/": list(snapshot.entries),
        "/documents/": documents,
        "/people/": people,
        "/decisions/": [one.id for one in snapshot.contents.decisions],
    }


def addresses(client: Client) -> list[str]:
    """Every address that can be opened with GET: pages, their twins, downloads; no stream."""
    client.get("/overview")
    ids = ids_of(client)
    found = []
    for route in routes_of(client):
        if "GET" not in (route.methods or ()) or route.path in ("/live", "/static/{name}"):
            continue
        if route.path.startswith("/token"):
            continue
        names = re.findall(r"{(\w+)(?::\w+)?}", route.path)
        if not names:
            found.append(route.path)
            continue
        beginning = next((b for b in ids if route.path.startswith(b)), None)
        known = ids.get(beginning or "", ["1"])
        found += [re.sub(r"{\w+(?::\w+)?}", id, route.path) for id in known]
    more = [f"{one}?start=0&end=5" for one in found if "/documents/" in one and "/add" in one]
    more += [f"{one}?form=correct" for one in found if re.fullmatch(r"/entries/[^/]+", one)]
    return found + more

"""The texts as documents: every fact in each text that tells of it, and other matter besides."""

import hashlib
import random
from collections import defaultdict
from datetime import date, timedelta

from attrs import frozen
from workbench.facts import Done, Fact, Facts, Judged, Said, Talk
from workbench.page import Page
from workbench.scene import Scene
from workbench.telling import tell

from dragoman.model import Document, Genre, digest, document_id

TAKEN_IN = "2026-01-05T09:00:00+00:00"
"""When all texts were taken in: the pile has no clock."""

UNDATED_EVERY = 100
CREDIT = "With material from"
OTHER = (
    "Fishermen mended nets on the quay until the light went.",
    "The winter had been long, and the stores stood half empty.",
    "Nobody at the market would say where the price might go.",
    "Rain had washed out the road along the river for the third time since autumn.",
    "A choir sang in the square while the delegations ate.",
    "The old treaty, signed in a farmhouse, is kept behind glass.",
    "Schools stayed shut, and the buses ran every other hour.",
    "Clerks carried boxes of maps up a narrow staircase all morning.",
)
"""What stands in the texts besides, so that they are as long as real ones."""


@frozen(kw_only=True)
class Written:
    """A text that was written: its document, its bytes, and its page."""

    document: Document
    raw: bytes
    page: Page


def write_texts(chance: random.Random, scene: Scene, facts: Facts) -> list[Written]:
    """One text for each day of the facts, in their order."""
    told: dict[int, list[Fact]] = defaultdict(list)
    many: list[Talk | Done] = [*facts.talks, *facts.deeds]
    for one in many:
        for number in one.documents:
            told[number].append(one)
    alone: list[Said | Judged] = [*facts.said, *facts.judged]
    for fact in alone:
        told[fact.document].append(fact)
    return [
        _write(chance, scene, number, day, told[number]) for number, day in enumerate(facts.days)
    ]


def _write(
    chance: random.Random,
    scene: Scene,
    number: int,
    day: date,
    told: list[Fact],
) -> Written:
    page = Page()
    thing, place = chance.choice(("quay", "pass", "fair", "mill")), chance.choice(scene.places)
    title = f"{chance.choice(scene.parties)} and the {thing} of {place}, {number}"
    page.say("{title}", title=title)
    page.end_paragraph()
    for count, fact in enumerate(told):
        tell(page, fact)
        if count % 3 == 2:
            page.end_paragraph()
    page.end_paragraph()
    for _ in range(chance.randrange(2, 6)):
        page.say(" ".join(chance.choices(OTHER, k=chance.randrange(4, 9))))
        page.end_paragraph()
    instant = f"{day.isoformat()}T{chance.randrange(5, 22):02}:{chance.randrange(60):02}:00+00:00"
    is_dated = number % UNDATED_EVERY != UNDATED_EVERY // 4
    outlet = chance.choice(scene.outlets)
    return _as_document(page, outlet, title, instant if is_dated else None, f"{number:06}")


def _as_document(
    page: Page, outlet: str, title: str, published: str | None, name: str, url: str = ""
) -> Written:
    text = page.text.rstrip("\n") + "\n"
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    url = url or f"https://{digest(outlet)}.example.org/{name}"
    document = Document(
        id=document_id(sha256, url),
        url=url,
        outlet=outlet,
        title=title,
        published_at=published,
        known_by="JSON-LD" if published else None,
        retrieved_at=TAKEN_IN,
        language="en",
        genre=Genre.READOUT if name.endswith("7") else Genre.NEWS,
        sha256=sha256,
        fingerprint=digest("fingerprint", text) * 2,
        text=text,
    )
    return Written(document=document, raw=raw, page=page)


def echo(chance: random.Random, scene: Scene, texts: list[Written], number: int) -> list[Written]:
    """Other documents made of the dated texts: exact copies, light edits, earlier versions.

    Copies come out a day later, so that the text with the facts in it is the original.
    """
    makers = (_copy, _edit, _copy, _version)
    dated = [text for text in texts if text.document.published_at]
    return [
        makers[place % len(makers)](text, chance.choice(scene.outlets), f"again-{place:06}")
        for place, text in enumerate(chance.sample(dated, min(number, len(dated))))
    ]


def _copy(text: Written, outlet: str, name: str) -> Written:
    kept = text.document
    return _as_document(text.page, outlet, kept.title or "", _moved(kept.published_at, 1), name)


def _edit(text: Written, outlet: str, name: str) -> Written:
    kept = text.document
    page = _continued(text.page, f"{CREDIT} {kept.outlet}.")
    return _as_document(page, outlet, kept.title or "", _moved(kept.published_at, 1), name)


def _version(text: Written, _outlet: str, name: str) -> Written:
    """An earlier version at the same address, so that the facts stand in the newest."""
    kept = text.document
    page = _continued(text.page, "More follows.")
    published, url = _moved(kept.published_at, -1), kept.url or ""
    return _as_document(page, kept.outlet or "", kept.title or "", published, name, url)


def _moved(instant: str | None, days: int) -> str | None:
    if instant is None:
        return None
    return f"{date.fromisoformat(instant[:10]) + timedelta(days=days)}{instant[10:]}"


def _continued(page: Page, sentence: str) -> Page:
    more = Page(parts=[page.text], length=page.length, begun=page.length)
    more.say(sentence)
    return more


def originals_of(texts: list[Written], echoes: list[Written]) -> list[tuple[Document, Document]]:
    """Each light edit with the document that it was made of."""
    by_text = {text.document.text.rstrip("\n"): text.document for text in texts}
    bodies = ((one.document, one.document.text.rpartition("\n\n")) for one in echoes)
    return [
        (document, by_text[body]) for document, (body, _, last) in bodies if last.startswith(CREDIT)
    ]

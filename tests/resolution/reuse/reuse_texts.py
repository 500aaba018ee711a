"""Short invented articles on an invented dispute, and a pile to compare them in."""

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve

from dragoman.model import Document, TextReuse
from dragoman.resolution import Edge
from dragoman.resolution.reuse import find_reuses

LEAD = (
    "Velland and Ormark ended three days of talks in Sundholm on Tuesday without an agreement on "
    "cod quotas, officials of both sides said."
)
ASKED = (
    "The Ormark delegation had asked for 40 thousand tonnes a year, while Velland offered 25 "
    "thousand and a review after two seasons."
)
QUOTE = (
    "“We are further apart than we were in March, and I would be lying to our fishermen if I said "
    "anything else,” the envoy Ilse Marn told reporters."
)
PAST = (
    "The two governments have argued over the strait since 2019, when Ormark closed its harbours "
    "to foreign trawlers. A ban on landings remains in force."
)
NEXT = "The next round is planned for July in Castle Quay, where both delegations keep offices."
STORY = (LEAD, ASKED, QUOTE, PAST, NEXT)
OWN = (
    "Fishermen in Port Vell woke to bad news this week, and few of them were surprised by it.",
    "Hanna Tov, who runs a cannery with sixty workers, said she would have to close by autumn "
    "unless the landings resume, and that her brother had already sold his boat.",
    "The mayor called a meeting for Friday and asked the capital for help with harbour loans. "
    "Two banks have promised to wait until the end of the season, a clerk said.",
    "Prices in the market hall rose by a fifth within a month. Traders have begun to buy salmon "
    "from the lakes inland, which they would not have touched a year ago.",
)


def article(name: str, *paragraphs: str, day: str | None = None, **fields: Any) -> Document:
    """A document of the outlet "The {name}" unless another is given."""
    text = "\n\n".join([f"A headline of {name}", *paragraphs]) + "\n"
    head = Document(id=name, text=text, published_at=day, outlet=f"The {name}")
    return evolve(head, **fields) if fields else head


def reuses(documents: Iterable[Document], edges: Sequence[Edge] = ()) -> tuple[TextReuse, ...]:
    """What is found among some documents."""
    pile = {document.id: document for document in documents}
    return find_reuses(pile.values(), lambda ids: [pile[one] for one in ids], edges)


def said_of(*documents: Document) -> tuple[str, str, str] | None:
    """Of two documents: the one that takes over, the original and the kind; None for nothing."""
    found = reuses(documents)
    return (found[0].document, found[0].original, found[0].reuse_kind.value) if found else None

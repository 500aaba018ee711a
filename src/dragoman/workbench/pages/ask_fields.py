"""The fields of a question with the file's own values, and questions that it can answer."""

from collections.abc import Iterator
from urllib.parse import urlencode

from attrs import frozen

from dragoman.errors import BadRequest
from dragoman.model import Organisation, Person, Place
from dragoman.pipeline.asking import Asking, Field
from dragoman.workbench.desk import Desk

VALUES = 8
"""Values of a field that the page offers, the most frequent."""

EXAMPLES = 6

ASKS: dict[Field, str] = {
    Field.WHO: "a person or a party",
    Field.TO: "whom it was said or promised to",
    Field.PARTY: "a party",
    Field.ACT: "what somebody does by saying it",
    Field.ISSUE: "an issue",
    Field.KIND: "a noun of the file",
    Field.CHANNEL: "how they were in contact",
    Field.OUTLET: "who reports it",
    Field.PLACE: "where it happened",
    Field.MARK: "how certain it is",
    Field.IS: "its stage, stance or state",
    Field.SINCE: "not before a day, month or year",
    Field.UNTIL: "not after it",
}
"""What each field asks for."""


@frozen(kw_only=True)
class Link:
    """Something to ask instead, and how many answers it has."""

    label: str
    href: str
    count: int


@frozen(kw_only=True)
class AskField:
    """One field, what it asks for, and the most frequent values of this file."""

    name: str
    asks: str
    values: tuple[Link, ...]


@frozen(kw_only=True)
class Example:
    """A question that this file can answer."""

    text: str
    href: str
    count: int


def ask_fields(desk: Desk) -> tuple[AskField, ...]:
    """The fields with the file's own values."""
    asking = desk.asking
    labels = _labels(asking)
    return tuple(
        AskField(name=field.value, asks=asks, values=tuple(_values(field, asking, labels)))
        for field, asks in ASKS.items()
    )


def _values(field: Field, asking: Asking, labels: dict[str, str]) -> Iterator[Link]:
    if field in (Field.SINCE, Field.UNTIL):
        day = (asking.contents.as_of or "")[:7]
        if day:
            text = f"{field.value}:{day}"
            yield Link(label=text, href=_href(text), count=len(_places(asking, text)))
        return
    counts = asking.entries.counts(field)
    if field is Field.PARTY:
        counts = {id: n for id, n in counts.items() if id in asking.lookup.order_of_parties}
    named = field in (Field.WHO, Field.TO, Field.PLACE)
    known = [(n, id) for id, n in counts.items() if not named or id in labels]
    for _, id in sorted(known, key=lambda pair: (-pair[0], pair[1]))[:VALUES]:
        text = f"{field.value}:{_quoted(labels.get(id, id))}"
        if count := len(_places(asking, text)):
            yield Link(label=text, href=_href(text), count=count)


def _labels(asking: Asking) -> dict[str, str]:
    """How people, parties and places are asked for, by id."""
    contents = asking.contents
    every: tuple[Place | Organisation | Person, ...] = (
        *contents.places,
        *contents.organisations,
        *contents.persons,
    )
    found = {one.id: one.names[0] for one in every if one.names}
    return found | {party.id: party.id for party in contents.parties}


def _quoted(value: str) -> str:
    plain = value.replace('"', " ")
    return plain if plain.replace("-", "").isalnum() else f'"{plain}"'


def _href(text: str) -> str:
    return f"/ask?{urlencode({'q': text})}"


def _places(asking: Asking, text: str) -> frozenset[int]:
    """Where the answers stand to a question in fields alone; none to one that cannot be asked."""
    try:
        question = asking.understood(text)
    except BadRequest:
        return frozenset()
    return frozenset() if question.has_words else asking.entries.places(question.terms)


def examples(desk: Desk) -> tuple[Example, ...]:
    """Questions in words and in fields about the file's own parties and issues, all answered."""
    asking = desk.asking
    found: list[Example] = []
    for text in dict.fromkeys(_drafted(desk)):
        count = len(_places(asking, text))
        if count:
            found.append(Example(text=text, href=_href(text), count=count))
    return tuple(found[:EXAMPLES])


def _drafted(desk: Desk) -> Iterator[str]:
    asking, lookup = desk.asking, desk.lookup
    parties = [lookup.party(id) for id in lookup.leading[:2]]
    issues = _most(asking, Field.ISSUE)
    places = [labels for id in _most(asking, Field.PLACE) if (labels := _labels(asking).get(id))]
    month = (asking.contents.as_of or "")[:7]
    for issue in issues[:1]:
        for party in parties[:1]:
            yield f"what has {party} said on {issue}"
        yield f"what is contested about {issue}"
    for party in parties[1:2]:
        yield f"what does {party} demand"
    for party in parties[:1]:
        yield f"what has {party} refused"
    for place in places[:1]:
        yield f"who met in {place}"
    yield "kind:commitment is:overdue"
    yield "kind:contact is:planned"
    for id in lookup.leading[:1]:
        yield f"who:{_quoted(id)} act:demand since:{month}" if month else f"who:{_quoted(id)}"
    yield "mark:contested"
    yield "kind:contact"
    yield "kind:statement"


def _most(asking: Asking, field: Field) -> list[str]:
    counts = asking.entries.counts(field)
    return sorted(counts, key=lambda value: (-counts[value], value))

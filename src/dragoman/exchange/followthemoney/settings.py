"""FollowTheMoney entities as rows of a ``negotiation.toml``: who there is, by which names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import define, field, frozen

from dragoman.errors import BadRequest
from dragoman.exchange.toml_text import plain, quoted, unique_ids

PARTY_WORD = "party to the negotiation"
"""The keyword by which our own export marks a party."""

PARTY_ID = "party id: "
"""What a keyword begins with that holds the party's own id."""

LARGEST_BYTES = 1_000_000
"""Of a ``negotiation.toml``."""

_EDGES = {
    "Representation": ("agent", "client"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Directorship": ("director", "organization"),
}
"""Edges that tie somebody to an organisation, and the properties of both ends."""

_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_LANDS = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry")


@frozen(kw_only=True)
class FoundSettings:
    """The text of a ``negotiation.toml``, and what the entities had besides, a line each."""

    toml: str
    told: tuple[str, ...]


@define(kw_only=True)
class _Body:
    """An organisation, or a state by its country."""

    names: list[str]
    country: str | None = None
    is_party: bool = False
    role: str | None = None
    id: str | None = None


@define(kw_only=True)
class _Human:
    """A person; ``lands`` are states by the library's codes."""

    names: list[str]
    lands: list[str]
    offices: list[str]


@define(kw_only=True)
class _Tie:
    """Who belongs to whom, as what, since and until when."""

    one: str
    other: str
    since: str | None = None
    until: str | None = None


@define
class _Found:
    """What was read: by the ids of the entities."""

    bodies: dict[str, _Body] = field(factory=dict)
    humans: dict[str, _Human] = field(factory=dict)
    posts: dict[str, str] = field(factory=dict)
    ties: list[_Tie] = field(factory=list)
    holdings: list[_Tie] = field(factory=list)
    others: Counter[str] = field(factory=Counter)


def settings_of(entities: Iterable[Any]) -> FoundSettings:
    """``[[party]]`` and ``[[person]]`` rows for those among the entities who can be parties.

    A party is what our own export marked as one, or a state that somebody belongs to; where
    nothing is marked, also an organisation of no state. An organisation of a state is none:
    whoever belongs to it stands for the state. Events, documents and notes cannot come in: no
    sentence stands under them here.

    Raises:
        BadRequest: nobody is among them, or the rows would be more than a file may hold; or what
            the entities' reader raises.
    """
    found = _Found()
    for entity in entities:
        _sort(found, entity)
    parties = _parties(found)
    if not found.humans and not parties.rows:
        raise BadRequest(f"no person and no party is among the entities ({_counted(found.others)})")
    toml = "\n".join(_lines(found, parties))
    if (size := len(toml.encode())) > LARGEST_BYTES:
        raise BadRequest(
            f"{len(found.humans)} persons and {len(parties.rows)} parties make a negotiation.toml "
            f"of {size // 1000} kB, and {LARGEST_BYTES // 1000} is the most; take those out that "
            "the negotiation is not about"
        )
    return FoundSettings(toml=toml, told=tuple(_told(found, parties)))


def _lines(found: _Found, parties: "_Parties") -> Iterator[str]:
    """The text of the file, line by line."""
    yield "# Read from FollowTheMoney entities. Look through it: whose names the texts write how,"
    yield "# which party is a side, and who only shares a name."
    yield 'name = "from FollowTheMoney"\n'
    for key, body in parties.rows.items():
        yield f"[[party]]\nid = {quoted(key)}\nnames = {_list(body.names)}"
        if body.role:
            yield f"role = {quoted(body.role)}"
        yield ""
    for id, human in found.humans.items():
        yield from _person(found, parties, id, human)


def _sort(found: _Found, entity: Any) -> None:
    """Put an entity where it belongs."""
    schema = entity.schema
    if schema.is_a("Person"):
        found.humans[entity.id] = _Human(
            names=_names(entity),
            lands=_values(entity, _LANDS),
            offices=_values(entity, ("position",)),
        )
    elif schema.is_a("Organization") or schema.name == "LegalEntity":
        words = _values(entity, ("keywords",))
        found.bodies[entity.id] = _Body(
            names=_names(entity),
            country=next(iter(_values(entity, _LANDS)), None),
            is_party=PARTY_WORD in words,
            id=next((w.removeprefix(PARTY_ID) for w in words if w.startswith(PARTY_ID)), None),
            role=next(
                (w for w in words if w in ("side", "mediator", "guarantor", "outside")), None
            ),
        )
    elif schema.name == "Position":
        found.posts[entity.id] = next(iter(_names(entity)), "")
    elif schema.name == "Occupancy":
        found.holdings += _ties(entity, "holder", "post")
    elif schema.name in _EDGES:
        found.ties += _ties(entity, *_EDGES[schema.name])
    else:
        found.others[schema.name] += 1


def _ties(entity: Any, one: str, other: str) -> Iterator[_Tie]:
    since, until = (next(iter(entity.get(name)), None) for name in ("startDate", "endDate"))
    for first in entity.get(one):
        for second in entity.get(other):
            yield _Tie(one=first, other=second, since=since, until=until)


def _names(entity: Any) -> list[str]:
    return [one for name in _values(entity, _NAMES) if (one := plain(name))]


def _values(entity: Any, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(v for name in names for v in entity.get(name, quiet=True)))


@frozen(kw_only=True)
class _Parties:
    """Rows by the party's id, and whose entity stands for which party."""

    rows: dict[str, _Body]
    of_body: dict[str, str]
    of_land: dict[str, str]


def _parties(found: _Found) -> _Parties:
    """The parties: states first, by their codes."""
    bodies = {id: body for id, body in found.bodies.items() if body.names}
    tied = {tie.other for tie in found.ties}
    lands: dict[str, _Body] = {}
    for body in bodies.values():
        if body.country and body.is_party:
            lands[body.country] = body
    used = [body.country for id, body in bodies.items() if id in tied]
    used += [human.lands[0] for human in found.humans.values() if len(human.lands) == 1]
    for land in used:
        if land and land not in lands:
            lands[land] = _Body(names=[_label(land)], country=land)
    is_marked = any(body.is_party for body in bodies.values())
    own = {
        id: body
        for id, body in bodies.items()
        if not body.country and (body.is_party or id in tied or not is_marked)
    }
    keys = unique_ids([body.id or _code(land) for land, body in lands.items()], "PARTY")
    keys += unique_ids([body.id or body.names[0] for body in own.values()], "PARTY", keys)
    of_land = dict(zip(lands, keys, strict=False))
    of_body = dict(zip(own, keys[len(lands) :], strict=True))
    rows = dict(zip(keys, [*lands.values(), *own.values()], strict=True))
    more = {id: of_land[body.country] for id, body in bodies.items() if body.country in of_land}
    return _Parties(rows=rows, of_body=of_body | more, of_land=of_land)


def _code(land: str) -> str:
    """The three letters of a state (ISO 3166-1), else the library's own code in capitals."""
    from rigour.territories import get_territory

    territory = get_territory(land)
    return str((territory and territory.alpha3) or land).upper()


def _label(land: str) -> str:
    from followthemoney.types import registry

    return str(registry.country.caption(land) or land)


def _person(found: _Found, parties: _Parties, id: str, human: _Human) -> list[str]:
    if not human.names:
        return []
    ties = [tie for tie in found.ties if tie.one == id and tie.other in parties.of_body]
    sides = list(dict.fromkeys(parties.of_body[tie.other] for tie in ties))
    if not sides and len(human.lands) == 1 and human.lands[0] in parties.of_land:
        sides = [parties.of_land[human.lands[0]]]
    held = [tie for tie in found.holdings if tie.one == id and tie.other in found.posts]
    offices = human.offices or [found.posts[tie.other] for tie in held]
    dated = next((tie for tie in (*held, *ties) if tie.since or tie.until), None)
    lines = ["[[person]]", f"name = {quoted(human.names[0])}"]
    lines += [f"aliases = {_list(human.names[1:])}"] if human.names[1:] else []
    lines += [f"party = {quoted(sides[0])}"] if len(sides) == 1 else []
    lines += [f"office = {quoted(plain(offices[0]))}"] if len(offices) == 1 else []
    if dated is not None and len(held) <= 1:
        lines += [f"from = {quoted(dated.since[:10])}"] if dated.since else []
        lines += [f"to = {quoted(dated.until[:10])}"] if dated.until else []
    return [*lines, ""]


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, names))}]"


def _told(found: _Found, parties: _Parties) -> Iterator[str]:
    yield f"{len(parties.rows)} parties and {len(found.humans)} persons"
    aside = [body for id, body in found.bodies.items() if id not in parties.of_body]
    if aside:
        yield f"{len(aside)} organisations are no parties of their own"
    by_name: defaultdict[str, int] = defaultdict(int)
    for human in found.humans.values():
        by_name[human.names[0] if human.names else ""] += 1
    if twice := sum(count > 1 for count in by_name.values()):
        yield f"{twice} names are those of several persons; tell them apart by their aliases"
    if found.others:
        yield (
            f"left out: {_counted(found.others)}; no sentence stands under them here, so take in "
            "the articles themselves with `dragoman add`"
        )


def _counted(others: Counter[str]) -> str:
    told = ", ".join(f"{count} {schema}" for schema, count in sorted(others.items()))
    return told or "there are none"

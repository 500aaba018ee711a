"""PLOVER: the dossier as events, one JSON object a line.

Field names, types, modes and contexts are those of the PLOVER codebook (Open Event Data Alliance,
2021, "JSON Data Fields"). A statement is an event by its act, a contact is CONSULT, a deed has its
own type. Only here a meeting that is still to come is AGREE ("all cooperative actions reported in
future tense are also taken to imply intentions"). Whatever has no actor is no event. The auxiliary
modes historical, future, hypothetical and negation stand with the other modes.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import msgspec
from attrs import define, field

from dragoman.calendar import interval, is_edtf
from dragoman.exchange.plover_actors import Actor, Actors, tables
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Entry,
    Measure,
    Named,
    Participant,
    Passage,
    Place,
    Statement,
    When,
)

Event = dict[str, Any]
CODEBOOK = "plover-base-2021"
HISTORICAL = timedelta(days=366)
"""How long before the text's own day an event must lie to be history; the codebook names none."""
_TO_COME = frozenset({ContactStatus.PLANNED, ContactStatus.SUGGESTED})
_REMOTE = frozenset({Channel.CALL, Channel.LETTER})
_GIVING = frozenset({Act.PROMISE, Act.ACCEPT})


def plover_lines(contents: Contents) -> Iterator[str]:
    """The dossier's events as JSON lines (without newlines), by day and id."""
    for event in plover_events(contents):
        yield msgspec.json.encode(event).decode("utf-8")


def plover_events(contents: Contents) -> list[Event]:
    """The dossier's events, by day and id; those without a day come last."""
    coder = _Coder(contents=contents)
    entries = (*contents.statements, *contents.contacts, *contents.deeds)
    events = [event for entry in entries if (event := coder.event(entry)) is not None]
    return sorted(events, key=lambda event: (event["date"] or "9999", event["id"]))


@define(kw_only=True)
class _Coder:
    """Codes the entries of one dossier."""

    contents: Contents
    actors: Actors = field(init=False)
    documents: dict[str, Document] = field(init=False)
    places: dict[str, Place] = field(init=False)
    parents: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.actors = Actors(contents=self.contents)
        self.documents = {document.id: document for document in self.contents.documents}
        self.places = {place.id: place for place in self.contents.places}
        issues = self.contents.negotiation.issues
        self.parents = {issue.id: issue.parent for issue in issues if issue.parent}

    def event(self, entry: Entry) -> Event | None:
        """The event that an entry is; None for one that says something only, or has no actor."""
        document = self._document(entry)
        if document is not None and document.copy_of is not None:
            return None
        if isinstance(entry, Statement):
            return self._said(entry, document)
        if isinstance(entry, Contact):
            return self._met(entry, document)
        return self._done(entry, document) if isinstance(entry, Deed) else None

    def _said(self, statement: Statement, document: Document | None) -> Event | None:
        kind = _type_of(statement)
        speakers = self.actors.of(statement.speakers)
        if not speakers and statement.party:
            party = self.actors.whom(statement.party)
            speakers = self.actors.of([party or Named(name=statement.party, party=statement.party)])
        if kind is None or not speakers:
            return None
        modes = _threatened(statement.measures) if kind == "THREATEN" else []
        return self._event(
            statement,
            document,
            kind=kind,
            source=speakers,
            recipient=self._whom(statement, speakers),
            when=statement.stated_on,
            issues=statement.issues,
            modes=[*modes, *(["hypothetical"] if statement.hypothetical else [])],
            role="content",
        )

    def _whom(self, statement: Statement, speakers: list[Actor]) -> list[Actor]:
        """Whom it is said to: the addressee, else whose doing or gain it is about."""
        own = {actor.get("code") for actor in speakers}
        named = [statement.addressee] if statement.addressee else []
        for measure in statement.measures:
            named += [n for w in (measure.agent, measure.recipient) if (n := self.actors.whom(w))]
        found = [one for one in self.actors.of(named) if one.get("code") not in own]
        return found[:1]

    def _met(self, contact: Contact, document: Document | None) -> Event | None:
        host = contact.host
        visited = contact.channel is Channel.VISIT and host is not None
        present = [p for p in contact.participants if not (visited and _is_of(p, host))]
        source = self.actors.of(present)
        if not source:
            return None
        planned = contact.status is ContactStatus.PLANNED
        return self._event(
            contact,
            document,
            kind=_type_of_contact(contact),
            source=source,
            recipient=self._hosts(contact),
            when=None if planned else contact.happened_on,
            issues=contact.issues,
            modes=[*self._ways(contact), *_reality(contact.status)],
            place=contact.place,
            comment=_planned_for(contact) if planned else None,
        )

    def _hosts(self, contact: Contact) -> list[Actor]:
        """Who is visited: the host, else the state where the place lies (codebook, CONSULT)."""
        if contact.channel is not Channel.VISIT:
            return []
        if contact.host is not None:
            return self.actors.of([contact.host])
        place = self.places.get((contact.place.id if contact.place else None) or "")
        country = self.actors.whom(place.country) if place is not None else None
        own = {p.party for p in contact.participants}
        return self.actors.of([country]) if country is not None and country.id not in own else []

    def _ways(self, contact: Contact) -> Iterator[str]:
        """How it was held: only a CONSULT has these modes."""
        if contact.status is ContactStatus.CANCELLED:
            yield "cancel"
        if _type_of_contact(contact) != "CONSULT":
            return
        parties = {p.party for p in contact.participants if p.party and p.role == "participant"}
        place = self.places.get((contact.place.id if contact.place else None) or "")
        if contact.channel in _REMOTE:
            yield "phone"
        elif contact.channel is Channel.VISIT:
            yield "visit"
        elif place is not None and place.country and parties and place.country not in parties:
            yield "third-party"
        if len(parties) > 2:
            yield "multilateral"

    def _done(self, deed: Deed, document: Document | None) -> Event | None:
        if deed.actor is None:
            return None
        named = tables()["mode_names"].get(deed.plover_mode, deed.plover_mode)
        known = tables()["modes"].get(deed.plover_type, ())
        return self._event(
            deed,
            document,
            kind=deed.plover_type,
            source=self.actors.of([deed.actor]),
            recipient=self.actors.of([deed.recipient]) if deed.recipient else [],
            when=deed.happened_on,
            issues=deed.issues,
            modes=[named] if named in known else [],
            place=deed.place,
            quantities=[
                {"text": q.text, "value": q.value, "high": q.high, "unit": q.unit, "bound": q.bound}
                for q in deed.quantities
            ],
        )

    def _event(
        self,
        entry: Entry,
        document: Document | None,
        *,
        kind: str,
        source: list[Actor],
        recipient: list[Actor],
        when: When | None,
        issues: Sequence[str],
        modes: list[str],
        place: Named | None = None,
        role: str = "",
        comment: str | None = None,
        quantities: list[dict[str, Any]] | None = None,
    ) -> Event:
        day = _dated(when, document)
        modes = [*modes, *(["historical"] if day.is_history else [])]
        passages = sorted(p for p in entry.passages if p.role == role or not role)
        own = entry.contexts if isinstance(entry, Deed) else ()
        contexts = [*own, *(c for issue in issues for c in self._contexts(issue))]
        values: Event = {
            "id": entry.id,
            "date": day.first or day.last,
            "enddate": day.last if day.last != day.first else None,
            "source": source,
            "recipient": recipient,
            "event": [kind],
            "mode": list(dict.fromkeys(modes)),
            "context": list(dict.fromkeys(contexts)),
            "event_loc": self._place(place),
            "event_text": [p.exact for p in passages],
            "text_info": _spans(passages),
            "quad_code": tables()["quad"]["types"].get(kind),
            "event_scale": tables()["scale"]["types"].get(kind),
            "quantities": quantities,
            "cite_info": _cite(document),
            "coder": f"{entry.reader.name} {entry.reader.version}" if entry.reader else None,
            "comment": comment or day.comment,
        }
        return {k: v for k, v in values.items() if k in _ALWAYS or v not in (None, [], "", {})}

    def _contexts(self, issue: str) -> list[str]:
        by_issue: dict[str, list[str]] = tables()["context"]["issues"]
        return by_issue.get(issue) or by_issue.get(self.parents.get(issue, ""), [])

    def _place(self, named: Named | None) -> dict[str, str]:
        """The location object; ``name`` and ``cc3`` as geonames and the codebook call them."""
        if named is None:
            return {}
        place = self.places.get(named.id or "")
        country = place.country if place is not None else None
        return {"name": named.name} | ({"cc3": country} if country else {})

    def _document(self, entry: Entry) -> Document | None:
        return next((d for p in entry.passages if (d := self.documents.get(p.document))), None)


_ALWAYS = frozenset({"id", "date", "source", "event"})
"""What every event has; a day that nobody knows is null."""
_DAY_OF_TEXT = "date is the day of publication"
_NO_DAY = "neither the event nor the text has a day"


def _type_of(statement: Statement) -> str | None:
    """The type of what is done by saying it; None where something is merely said."""
    kind: str | None = tables()["act"]["types"].get(statement.act.value)
    yielding = set(tables()["concession"]["actions"])
    sides = {None, statement.party, *(speaker.party for speaker in statement.speakers)}
    own = [m for m in statement.measures if not m.negated and m.agent in sides]
    if statement.act in _GIVING and any(m.action in yielding for m in own):
        return "CONCEDE"
    return kind


def _threatened(measures: Sequence[Measure]) -> list[str]:
    by_mode: dict[str, Any] = tables()["threat"]
    actions = {measure.action for measure in measures}
    return [m for m in tables()["modes"]["THREATEN"] if actions & set(by_mode.get(m, ()))][:1]


def _type_of_contact(contact: Contact) -> str:
    """CONSULT; AGREE while it is planned, SANCTION where it was called off (codebook, SANCTION)."""
    special = {ContactStatus.PLANNED: "AGREE", ContactStatus.CANCELLED: "SANCTION"}
    return special.get(contact.status, "CONSULT")


def _reality(status: ContactStatus) -> list[str]:
    """The auxiliary modes of a contact that has not been held."""
    if status is ContactStatus.DENIED:
        return ["negation"]
    suggested = ["hypothetical"] if status is ContactStatus.SUGGESTED else []
    return [*suggested, "future"] if status in _TO_COME else []


def _planned_for(contact: Contact) -> str:
    when = contact.happened_on
    day = (when.edtf or when.text) if when is not None else "a day not given"
    return f"planned for {day}; date is the day of publication"


def _is_of(participant: Participant, host: Named | None) -> bool:
    """Whether a participant is the host or stands for the hosting party."""
    if host is None:
        return False
    same = participant.id is not None and participant.id == host.id
    return same or (participant.party is not None and participant.party in (host.id, host.party))


class _Dated(NamedTuple):
    """First and last day of an event in ISO 8601, None for an open or unknown end."""

    first: str | None
    last: str | None
    is_history: bool = False
    comment: str | None = None


def _dated(when: When | None, document: Document | None) -> _Dated:
    """The event's own day, else the day of the text that tells of it, else none."""
    told, told_last = _day(document.published_at if document is not None else None)
    first, last = _day(when.edtf if when is not None else None)
    if first is None and last is None:
        return _Dated(told, told_last, comment=_DAY_OF_TEXT if told else _NO_DAY)
    return _Dated(first, last, is_history=bool(told) and (last or first or "") < _long_before(told))


def _day(edtf: str | None) -> tuple[str | None, str | None]:
    if not edtf or not is_edtf(edtf):
        return None, None
    first, last = interval(edtf)
    return (first.isoformat() if first else None, last.isoformat() if last else None)


def _long_before(day: str | None) -> str:
    first = interval(day)[0] if day else None
    return (first - HISTORICAL).isoformat() if first is not None else ""


def _spans(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Where each text of ``event_text`` stands: code points of the stored text, half open."""
    return [
        {"document": p.document, "start": p.start, "end": p.end, "role": p.role} for p in passages
    ]


def _cite(document: Document | None) -> dict[str, str]:
    if document is None:
        return {"codebook": CODEBOOK}
    values = {
        "citation": document.id,
        "url": document.url,
        "title": document.title,
        "publication": document.outlet,
        "language": document.language,
        "codebook": CODEBOOK,
    }
    return {name: value for name, value in values.items() if value}

"""A reader of the pile's sentences, by patterns.

It stands in for a reader where reading itself is not what is measured; its reports have what those
of the readers that users have hold: segments, mentions, names, attributions, statements with
measures, contacts and deeds.
"""

import re
from collections.abc import Iterator

from attrs import frozen
from pile import MOVING
from pile_world import GOODS, TARGETS, TOPICS, party_id

from dragoman.calendar import scan
from dragoman.model import (
    Act,
    Attribution,
    AttributionKind,
    Certainty,
    Channel,
    Contact,
    ContactStatus,
    Deed,
    Document,
    Measure,
    Mention,
    Named,
    Participant,
    Party,
    Passage,
    Person,
    Place,
    Polarity,
    Quantity,
    Reader,
    Report,
    Segment,
    SegmentKind,
    Statement,
    When,
    cut,
    entry_id,
)

INTRODUCED = r"([A-Z]\w+ [A-Z]\w+), ([a-z ]+) of ([A-Z]\w+),"
WHO = re.compile(INTRODUCED)
TALK = re.compile(
    rf"(?P<one>{INTRODUCED}) (?P<verb>spoke by telephone with|called|held a call with|met|held "
    rf"talks with) (?P<two>{INTRODUCED})(?: in (?P<place>\w+))? on (?P<day>[\w ]+?)"
    r"(?: for (?P<length>\d+ minutes))?, turning to (?P<topic>[^.]+)\."
)
AIDE = re.compile(rf"(?P<one>{INTRODUCED}) (?P<part>also took part|did not take part)\.")
SAID = re.compile(
    r"(?P<who>[A-Z]\w+) (?P<cue>demanded|said|rejected|proposed|promised|accused|refused|accepted) "
    r"(?P<content>[^.]+)\."
)
STRIKE = re.compile(
    r"Forces of (?P<who>[A-Z]\w+) (?P<did>struck) (?P<object>the [\w ]+?) on (?P<day>\w+)\."
)
ACTS = {
    "demanded": Act.DEMAND,
    "said": Act.ASSERT,
    "rejected": Act.REJECT,
    "proposed": Act.PROPOSE,
    "promised": Act.PROMISE,
    "accused": Act.ACCUSE,
    "refused": Act.REJECT,
    "accepted": Act.ACCEPT,
}
CONTENT = re.compile(
    r"^(?:that )?(?:(?P<agent>[A-Z]\w+) )?(?:would |to )?(?P<action>withdraw|keep|share|halt)? ?"
    r"(?P<object>.*?)(?: for (?P<extent>\d+ days))?$"
)
NUMBER = re.compile(r"\d+ [a-z]+(?: [a-z]+)?")
ISSUES = {**TOPICS, **GOODS, **MOVING, **dict.fromkeys(TARGETS, "ceasefire")}


@frozen(kw_only=True)
class _Text:
    """A text on its way to a report."""

    id: str
    text: str

    def span(self, start: int, end: int, role: str = "") -> Passage:
        """A passage by its place."""
        return cut(self.text, start, end, document=self.id, role=role)

    def group(self, match: re.Match[str], name: str | int, role: str = "") -> Passage:
        """A passage by the group of a match in the whole text."""
        return self.span(*match.span(name), role)


class PatternReader:
    """Reads the articles of the pile."""

    identity = Reader(name="pattern", version="2")
    gazetteer_digest = "pattern"

    def read(self, document: Document) -> Report:
        """What one article of the pile says."""
        page = _Text(id=document.id, text=document.text)
        persons = {p.names[0].split()[-1]: p for p in _persons(page)}
        said = [_said(page, match, persons) for match in SAID.finditer(page.text)]
        told = [pair for pair in said if pair is not None]
        return Report(
            id=entry_id("report", [], 0) + page.id,
            reader=self.identity,
            document=page.id,
            text_sha256=document.sha256,
            gazetteer=self.gazetteer_digest,
            segments=tuple(_segments(page)),
            mentions=tuple(_mentions(page, persons)),
            parties=tuple(_parties(page)),
            persons=tuple(persons.values()),
            places=tuple(_places(page)),
            attributions=tuple(attribution for attribution, _ in told),
            statements=tuple(statement for _, statement in told),
            contacts=tuple(_contacts(page, persons)),
            deeds=tuple(_deeds(page)),
        )


def _persons(page: _Text) -> Iterator[Person]:
    seen = set()
    for match in WHO.finditer(page.text):
        if match[1] not in seen:
            seen.add(match[1])
            passages = (page.group(match, 1, "mention"),)
            yield Person(
                id=entry_id("person", passages),
                passages=passages,
                score=0.9,
                names=(match[1],),
                office=match[2],
                party=party_id(match[3]),
            )


def _parties(page: _Text) -> Iterator[Party]:
    names = {match[3]: page.group(match, 3, "mention") for match in WHO.finditer(page.text)}
    for name, passage in names.items():
        yield Party(id=party_id(name), passages=(passage,), names=(name,))


def _places(page: _Text) -> Iterator[Place]:
    for match in TALK.finditer(page.text):
        if match["place"]:
            passages = (page.group(match, "place", "mention"),)
            yield Place(id=entry_id("place", passages), passages=passages, names=(match["place"],))


def _mentions(page: _Text, persons: dict[str, Person]) -> Iterator[Mention]:
    countries = {match[3] for match in WHO.finditer(page.text)}
    for match in re.finditer(r"[A-Z]\w+", page.text):
        person = persons.get(match[0])
        if person is None and match[0] not in countries:
            continue
        passages = (page.group(match, 0, "mention"),)
        yield Mention(
            id=entry_id("mention", passages),
            passages=passages,
            score=0.9,
            noun="person" if person else "party",
            refers_to=person.id if person else party_id(match[0]),
        )


def _segments(page: _Text) -> Iterator[Segment]:
    headline = True
    for match in re.finditer(r"[^\n]+", page.text):
        passages = (page.group(match, 0),)
        if ": " in match[0][:14] or match[0] == "---":
            continue
        kind = SegmentKind.HEADLINE if headline else SegmentKind.PARAGRAPH
        headline = False
        yield Segment(id=entry_id("segment", passages), passages=passages, segment_kind=kind)


def _said(
    page: _Text, match: re.Match[str], persons: dict[str, Person]
) -> tuple[Attribution, Statement] | None:
    person = persons.get(match["who"])
    if person is None:
        return None
    roles = {"who": "speaker", "cue": "cue", "content": "content"}
    passages = tuple(page.group(match, name, role) for name, role in roles.items())
    attribution = Attribution(
        id=entry_id("attribution", passages),
        passages=passages,
        score=0.9,
        attribution_kind=AttributionKind.INDIRECT,
    )
    measure = _measure(page, match)
    return attribution, Statement(
        id=entry_id("statement", passages[1:]),
        passages=passages[1:],
        score=0.9,
        act=ACTS[match["cue"]],
        attribution=attribution.id,
        speakers=(Named(id=person.id, name=person.names[0], party=person.party),),
        party=person.party,
        polarity=Polarity.NEGATED if measure.negated else Polarity.AFFIRMED,
        issues=(measure.issue,) if measure.issue else (),
        measures=(measure,),
    )


def _measure(page: _Text, match: re.Match[str]) -> Measure:
    found = CONTENT.match(match["content"])
    assert found is not None
    begin = match.start("content")
    words = found["object"].removeprefix("that ")
    discussed = words.endswith("been discussed")
    issue = next((issue for thing, issue in ISSUES.items() if thing in words), None)
    own = found["action"] is not None
    number = NUMBER.search(match["content"]) if own else None
    return Measure(
        agent=party_id(found["agent"]) if found["agent"] else None,
        action="discuss" if discussed else found["action"],
        object=words.split(" had ")[0] if discussed else words,
        extent=_quantity(page, begin, number) if number else None,
        issue=issue,
        negated=" not " in words,
        passage=page.group(match, "content"),
    )


def _quantity(page: _Text, begin: int, match: re.Match[str]) -> Quantity:
    value, _, rest = match[0].partition(" ")
    return Quantity(
        text=match[0],
        value=float(value),
        unit=rest.split()[0].removesuffix("s"),
        of=rest,
        passage=page.span(begin + match.start(), begin + match.end(), "quantity"),
    )


def _when(page: _Text, match: re.Match[str]) -> When:
    expression = next(iter(scan(match["day"])), None)
    return When(
        text=match["day"],
        form=expression.form if expression else "",
        relative_to="document",
        passage=page.group(match, "day", "day"),
    )


def _contacts(page: _Text, persons: dict[str, Person]) -> Iterator[Contact]:
    for match in TALK.finditer(page.text):
        length = NUMBER.match(match["length"]) if match["length"] else None
        passages = (page.group(match, 0, "mention"), page.group(match, "topic", "topic"))
        here = [_seat(persons, match[side], True) for side in ("one", "two")]
        here += [
            _seat(persons, aide["one"], aide["part"] == "also took part")
            for aide in AIDE.finditer(page.text)
        ]
        verbs = {"met": Channel.MEETING, "held talks with": Channel.TALKS}
        quantity = _quantity(page, match.start("length"), length) if length else None
        yield Contact(
            id=entry_id("contact", passages),
            passages=passages,
            score=0.9,
            channel=verbs.get(match["verb"], Channel.CALL),
            participants=tuple(here),
            place=Named(name=match["place"]) if match["place"] else None,
            happened_on=_when(page, match),
            duration=quantity,
            status=ContactStatus.HELD,
            topics=(match["topic"],),
            issues=(ISSUES[match["topic"]],),
            documents=(page.id,),
        )


def _seat(persons: dict[str, Person], introduced: str, took_part: bool) -> Participant:
    person = persons[introduced.split(",")[0].split()[-1]]
    return Participant(
        id=person.id,
        name=person.names[0],
        party=person.party,
        certainty=Certainty.CERTAIN if took_part else Certainty.DENIED,
    )


def _deeds(page: _Text) -> Iterator[Deed]:
    for match in STRIKE.finditer(page.text):
        passages = (page.group(match, 0),)
        party = party_id(match["who"])
        words = match["object"]
        yield Deed(
            id=entry_id("deed", passages),
            passages=passages,
            score=0.9,
            plover_type="ASSAULT",
            actor=Named(id=party, name=match["who"], party=party),
            measure=Measure(
                agent=party, action="strike", object=words, issue="ceasefire", passage=passages[0]
            ),
            happened_on=_when(page, match),
            issues=("ceasefire",),
            documents=(page.id,),
        )

"""The sentence in which a text tells of a fact; the fact notes where its words stand."""

from datetime import timedelta

from pile_world import party_id
from workbench.facts import Done, Fact, Judged, Said, Talk
from workbench.page import Page, Span
from workbench.scene import Somebody

from dragoman.model import Channel, digest

VERBS = {
    Channel.CALL: "telephoned",
    Channel.MEETING: "met",
    Channel.TALKS: "held talks with",
    Channel.SUMMIT: "held a summit with",
    Channel.VISIT: "received",
}
DAYS = {"weekday": "%A", "month": "%B %Y"}


def tell(page: Page, fact: Fact) -> None:
    """Write the fact into the page."""
    if isinstance(fact, Said):
        fact.spans = _said(page, fact)
    elif isinstance(fact, Talk):
        fact.told.append(_talk(page, fact))
    elif isinstance(fact, Done):
        fact.told.append(_done(page, fact))
    else:
        fact.spans = _judged(page, fact)


def place_id(name: str) -> str:
    """The id of a place's entry."""
    return digest("place", name)


def _said(page: Page, said: Said) -> dict[str, Span]:
    matter = said.matter.label
    if said.speaker is None:
        template = "As to {matter}, the truth is {content}."
        return page.say(template, matter=matter, content=said.content)
    spans = page.say(
        "On {matter}, {speaker} of {party} {cue} {content}.",
        matter=matter,
        speaker=said.speaker.name,
        party=said.speaker.land or "",
        cue=said.cue,
        content=said.content,
    )
    _name_person(page, said.speaker, spans, "speaker", "party")
    return spans


def day_words(talk: Talk) -> str:
    """The day of a contact as the texts give it; empty where they do not."""
    if talk.days == "day":
        return f"{talk.day.day} {talk.day:%B} {talk.day.year}"
    if talk.days == "stretch":
        last = talk.day + timedelta(days=6)
        return f"between {talk.day.day} {talk.day:%B} and {last.day} {last:%B %Y}"
    return talk.day.strftime(DAYS.get(talk.days, ""))


def _talk(page: Page, talk: Talk) -> dict[str, Span]:
    day = day_words(talk)
    on = {"": "", "month": " in {day}", "stretch": " {day}"}.get(
        talk.days if day else "", " on {day}"
    )
    spans = page.say(
        "{one} of {land} {verb} {two} of {other} in {place}" + on + ", turning to {topic}.",
        one=talk.one.name,
        land=talk.one.land or "",
        verb=VERBS[talk.channel],
        two=talk.two.name,
        other=talk.two.land or "",
        place=talk.place,
        day=day,
        topic=talk.matter.label,
    )
    _name_person(page, talk.one, spans, "one", "land")
    _name_person(page, talk.two, spans, "two", "other")
    page.name(spans["place"], "place", place_id(talk.place))
    return spans


def _done(page: Page, deed: Done) -> dict[str, Span]:
    spans = page.say(
        "{actor} {verb} {goods} of {recipient} near {place} on {day}.",
        actor=deed.actor,
        verb=deed.verb,
        goods=deed.goods,
        recipient=deed.recipient,
        place=deed.place,
        day=f"{deed.day:%A}",
    )
    page.name(spans["actor"], "party", party_id(deed.actor))
    page.name(spans["recipient"], "party", party_id(deed.recipient))
    page.name(spans["place"], "place", place_id(deed.place))
    return spans


def _judged(page: Page, judged: Judged) -> dict[str, Span]:
    spans = page.say(
        "{author}, a historian, wrote that {claim}.",
        author=judged.author.name,
        claim=judged.claim,
    )
    page.name(spans["author"], "person", judged.author.id)
    return spans


def _name_person(page: Page, who: Somebody, spans: dict[str, Span], name: str, land: str) -> None:
    page.name(spans[name], "person", who.id)
    page.name(spans[land], "party", who.party or "")

"""A pile of short invented articles, made by script, with copies and later versions in it.

Everybody and every place in them is invented by syllables; what they say follows three patterns,
so that :class:`PatternReader` can read ten thousand of them in a minute.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.model import (
    Act,
    Attribution,
    AttributionKind,
    Channel,
    Contact,
    ContactStatus,
    Document,
    Measure,
    Mention,
    Named,
    Participant,
    Passage,
    Reader,
    Report,
    Segment,
    SegmentKind,
    Statement,
    When,
    cut,
    entry_id,
)

PARTIES = {"VEL": "Velland", "ORM": "Ormark", "TAS": "Tasland", "KEV": "Kevria"}
OUTLETS = ("Sundholm Courier", "Lyr Gazette", "Strait Post", "Quay Herald", "Northern Wire")
GOODS = ("patrol boats", "trawlers", "survey ships", "customs guards", "border posts")
ISSUES = {"patrol boats": "maritime", "trawlers": "resources", "survey ships": "resources"}
STARTS = ("Ar", "Bel", "Cor", "Dra", "Eld", "Fen", "Gar", "Hol", "Ist", "Jun", "Kar", "Lom")
ENDS = ("by", "dal", "fell", "holm", "mar", "ness", "stad", "vik", "wick", "yre")
MONTHS = ("March", "April", "May", "June", "July", "August", "September", "October")

COPIED_EVERY = 20
"""One article in so many is printed again by another outlet."""

CORRECTED_EVERY = 25
"""One article in so many is corrected later at the same address."""

MEETING = re.compile(
    r"(?P<one>\w+) and (?P<two>\w+) held talks in (?P<place>\w+) on (?P<day>\d+ \w+ 2025)\."
)
DEMAND = re.compile(r"(?P<one>\w+) (?P<cue>demanded) that (?P<content>(?P<two>\w+) .*?)\.")
REFUSAL = re.compile(r"(?P<one>\w+) (?P<cue>said) (?P<content>it would not .*?)\.")


def write_pile(folder: Path, number: int, seed: int = 7) -> dict[str, int]:
    """Write ``number`` articles; how many of them are copies and how many are later versions."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = "\n".join(f'[[party]]\nid = "{i}"\nnames = ["{n}"]' for i, n in PARTIES.items())
    (folder / "negotiation.toml").write_text(f'name = "Invented talks"\n{rows}\n', "utf-8")
    counts = {"articles": number, "copies": 0, "versions": 0}
    chance = random.Random(seed)
    body, address = "", ""
    for index in range(number):
        head = {"published_at": f"2025-{3 + index % 8:02}-{1 + index % 28:02}"}
        head["outlet"] = OUTLETS[index % len(OUTLETS)]
        if index and index % COPIED_EVERY == 0:
            address, counts["copies"] = f"https://example.org/{index}", counts["copies"] + 1
        elif index and index % CORRECTED_EVERY == 0:
            body += "\nCorrection: an earlier version left out a word.\n"
            counts["versions"] += 1
        else:
            body, address = _body(chance, index), f"https://example.org/{index}"
        lines = "".join(f"{name}: {value}\n" for name, value in {**head, "url": address}.items())
        (folder / f"{index:06}.md").write_text(f"---\n{lines}---\n\n{body}", "utf-8")
    return counts


def _body(chance: random.Random, index: int) -> str:
    one, two = chance.sample(sorted(PARTIES.values()), 2)
    place = chance.choice(STARTS) + chance.choice(ENDS)
    goods, others = chance.sample(GOODS, 2)
    day = f"{1 + chance.randrange(28)} {chance.choice(MONTHS)} 2025"
    count = chance.randrange(5, 90)
    delegates, years = chance.randrange(4, 40), chance.randrange(2, 30)
    return (
        f"{one} and {two} held talks in {place} on {day}. About {delegates} delegates took part, "
        f"for the first time in {years} years.\n\n"
        f"{one} demanded that {two} withdraw {count} {goods} from the strait near {place}. "
        f"{two} said it would not withdraw its {goods} before {one} lifted the ban on {others}.\n\n"
        f"The harbour office of {place} counted {count + years} ships that week, note {index}.\n"
    )


class PatternReader:
    """Stands in for a reader where reading itself is not what is measured."""

    identity = Reader(name="pattern", version="1")
    gazetteer_digest = "pattern"

    def read(self, document: Document) -> Report:
        """The talks, the demand and the refusal of one article of the pile."""
        text, id = document.text, document.id
        said = [self._said(document, DEMAND, Act.DEMAND), self._said(document, REFUSAL, Act.REJECT)]
        return Report(
            id=entry_id("report", [], 0) + id,
            reader=self.identity,
            document=id,
            text_sha256=document.sha256,
            gazetteer=self.gazetteer_digest,
            segments=tuple(_segments(text, id)),
            mentions=tuple(_mentions(text, id)),
            attributions=tuple(attribution for pair in said for attribution, _ in pair),
            statements=tuple(statement for pair in said for _, statement in pair),
            contacts=tuple(_contacts(text, id)),
        )

    def _said(
        self, document: Document, pattern: re.Pattern[str], act: Act
    ) -> list[tuple[Attribution, Statement]]:
        return [
            _pair(document.text, document.id, match, act)
            for match in pattern.finditer(document.text)
        ]


def _pair(text: str, id: str, match: re.Match[str], act: Act) -> tuple[Attribution, Statement]:
    def span(group: str, role: str) -> Passage:
        return cut(text, *match.span(group), document=id, role=role)

    passages = (span("one", "speaker"), span("cue", "cue"), span("content", "content"))
    attribution = Attribution(
        id=entry_id("attribution", passages),
        passages=passages,
        score=0.9,
        attribution_kind=AttributionKind.INDIRECT,
    )
    speaker = match["one"]
    goods = next((one for one in GOODS if one in match["content"]), "")
    issues = (ISSUES.get(goods, "trade"),)
    measure = Measure(action="withdraw", object=goods, issue=issues[0], passage=passages[2])
    party = _party(speaker)
    return attribution, Statement(
        id=entry_id("statement", passages[2:]),
        passages=passages[2:],
        score=0.9,
        act=act,
        attribution=attribution.id,
        speakers=(Named(id=party, name=speaker, party=party),),
        party=party,
        issues=issues,
        measures=(measure,),
    )


def _contacts(text: str, id: str) -> Iterator[Contact]:
    for match in MEETING.finditer(text):
        day, month = match["day"].split()[:2]
        passages = (cut(text, *match.span(), document=id, role="mention"),)
        yield Contact(
            id=entry_id("contact", passages),
            passages=passages,
            score=0.9,
            channel=Channel.TALKS,
            participants=tuple(
                Participant(id=_party(match[side]), name=match[side], party=_party(match[side]))
                for side in ("one", "two")
            ),
            place=Named(name=match["place"]),
            happened_on=When(
                text=match["day"], edtf=f"2025-{MONTHS.index(month) + 3:02}-{int(day):02}"
            ),
            status=ContactStatus.HELD,
            documents=(id,),
        )


def _mentions(text: str, id: str) -> Iterator[Mention]:
    for match in re.finditer("|".join(PARTIES.values()), text):
        passages = (cut(text, *match.span(), document=id, role="mention"),)
        yield Mention(
            id=entry_id("mention", passages),
            passages=passages,
            noun="party",
            refers_to=_party(match[0]),
        )


def _segments(text: str, id: str) -> Iterator[Segment]:
    for match in re.finditer(r"[^\n]+", text):
        passages = (cut(text, *match.span(), document=id),)
        yield Segment(
            id=entry_id("segment", passages),
            passages=passages,
            segment_kind=SegmentKind.PARAGRAPH,
        )


def _party(name: str) -> str | None:
    return next((id for id, label in PARTIES.items() if label == name), None)

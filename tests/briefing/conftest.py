"""A small dossier on two invented countries, made by hand, as assessment would leave it."""

from typing import Any

import pytest

from dragoman.briefing import Brief, compose
from dragoman.model import (
    Account,
    Act,
    Anchor,
    Basis,
    Certainty,
    Channel,
    Commitment,
    Condition,
    Contact,
    ContactStatus,
    Contents,
    Corroboration,
    Decision,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Finding,
    Genre,
    Issue,
    Mark,
    Measure,
    Named,
    Negotiation,
    Participant,
    Party,
    PartyRole,
    Passage,
    Person,
    Position,
    Quantity,
    Question,
    Relation,
    Segment,
    SegmentKind,
    Skip,
    Stage,
    Stance,
    Statement,
    Verb,
    When,
    cut,
)

COURIER = """Marn and Oskander talk by telephone

PORT VELL, 12 June. Envoy Ilse Marn of Velland and Secretary Bertil Oskander of Ormark spoke \
by telephone on Thursday for over an hour. Judge Ansa Tollivar of Caldmere had arranged the call.

"Velland will accept observers on every vessel above fifteen metres," Marn said after the call. \
She said Velland demanded an end to the patrols off the Outer Skerries. Both sides confirmed \
that patrols would stop within twelve miles while the talks last.

Ormark's secretary agreed to a quota of half of the 2019 catch, Marn said, if the crews of both \
seized trawlers come home.
"""
GAZETTE = """Oskander: no quota was agreed

CASTLE QUAY, 13 June 2025. Secretary Oskander denied that a quota had been agreed in the call \
with Envoy Marn. "We agreed to keep our boats away while we talk, and to nothing else," he told \
reporters.

Ormark refused observers on every larger vessel. Spokeswoman Lene Vasker said the call lasted \
barely twenty minutes. A further round in Sundholm was planned for early July, she said.
"""
POST = """What the judge said

Judge Tollivar said both delegations had confirmed the limit on patrols. Envoy Marn or Premier \
Corin Aldersey would travel to Sundholm for Velland. She did not say on which day.

An official who asked not to be named said Ormark had offered a third of the 2019 catch on \
Tuesday.
"""
NEWS = """Boats hold off, skippers say

Skippers reported on 29 June that Ormark's patrol boats had stayed outside twelve miles since \
the call. Velland promised to release the trawler Grey Petrel by 15 July.
"""


def _document(id: str, text: str, **known: Any) -> Document:
    known = {"language": "en", "genre": Genre.NEWS, "sha256": id, "fingerprint": id} | known
    return Document(id=id, text=text, **known)


def at(document: Document, words: str, role: str = "content") -> Passage:
    """The passage of these words in a document."""
    start = document.text.index(words)
    return cut(document.text, start, start + len(words), document=document.id, role=role)


def segmented(document: Document) -> list[Segment]:
    """Headline and paragraphs of a document."""
    segments, start = [], 0
    for number, part in enumerate(document.text.split("\n\n")):
        end = start + len(part)
        passage = cut(document.text, start, end, document=document.id)
        kind = SegmentKind.PARAGRAPH if number else SegmentKind.HEADLINE
        segments.append(
            Segment(id=f"{document.id}-s{number}", segment_kind=kind, passages=(passage,))
        )
        start = end + 2
    return segments


MARN = Named(id="marn", name="Ilse Marn", party="VEL")
OSKANDER = Named(id="oskander", name="Bertil Oskander", party="ORM")
VASKER = Named(id="vasker", name="Lene Vasker", party="ORM")


@pytest.fixture(scope="session")
def arven() -> Contents:
    courier = _document(
        "d1", COURIER, outlet="Port Vell Courier", title="Marn and Oskander talk by telephone",
        published_at="2025-06-12", known_by="dateline", url="https://courier.example/a?b=1&c=2",
    )  # fmt: skip
    gazette = _document(
        "d2", GAZETTE, outlet="Castle Quay Gazette", title="Oskander: no quota was agreed",
        published_at="2025-06-13T09:30:00+02:00", known_by="JSON-LD", path="in/gazette.html",
    )  # fmt: skip
    post = _document(
        "d3", POST, outlet="Caldmere Evening Post", title="What the judge said", path="in/post.txt"
    )
    news = _document(
        "d4", NEWS, outlet="Arven Shipping News", title="Boats hold off, skippers say",
        published_at="2025-06-30", known_by="front matter", path="in/news.md",
    )  # fmt: skip
    copy = _document(
        "d5", COURIER, outlet="Ormark Wire", title="Marn and Oskander talk by telephone",
        published_at="2025-06-12", known_by="file name", path="in/wire.txt", copy_of="d1",
    )  # fmt: skip
    documents = (courier, copy, gazette, news, post)

    def said(id: str, act: str, party: str | None, speaker: Named | None, *passages: Passage,
             **more: Any) -> Statement:  # fmt: skip
        speakers = (speaker,) if speaker else ()
        return Statement(
            id=id, act=Act(act), party=party, speakers=speakers, passages=passages, **more
        )

    statements = (
        said("s1", "accept", "VEL", MARN,
             at(courier, "Velland will accept observers on every vessel above fifteen metres"),
             stated_on=When(text="Thursday", edtf="2025-06-12", relative_to="document")),
        said("s2", "demand", "VEL", MARN,
             at(courier, "an end to the patrols off the Outer Skerries")),
        said("s3", "assert", "VEL", MARN,
             at(courier, "Ormark's secretary agreed to a quota of half of the 2019 catch"),
             conditions=(Condition(
                 relation=Relation.ONLY_IF, on=Measure(action="come", object="crews"),
                 set_by="ORM",
                 passage=at(courier, "if the crews of both seized trawlers come home"),
             ),)),
        said("s4", "deny", "ORM", OSKANDER,
             at(gazette, "that a quota had been agreed in the call with Envoy Marn")),
        said("s5", "reject", "ORM", None, at(gazette, "observers on every larger vessel")),
        said("s6", "propose", "ORM", None, at(post, "a third of the 2019 catch")),
        said("s7", "promise", "VEL", None,
             at(news, "to release the trawler Grey Petrel by 15 July")),
    )  # fmt: skip
    call = Contact(
        id="c1", channel=Channel.CALL, status=ContactStatus.HELD,
        participants=(
            Participant(id="marn", name="Ilse Marn", party="VEL"),
            Participant(id="oskander", name="Bertil Oskander", party="ORM"),
        ),
        mediator=Named(id="tollivar", name="Ansa Tollivar", party="CAL"),
        happened_on=When(text="Thursday", edtf="2025-06-12", relative_to="document"),
        duration=Quantity(text="over an hour"),
        topics=("the patrols off the Outer Skerries",),
        outcomes=("patrols would stop within twelve miles while the talks last",),
        issues=("skerries-patrols", "quota"), documents=("d1", "d2", "d3"),
        passages=(
            at(courier, "Ilse Marn", "participant"), at(courier, "Bertil Oskander", "participant"),
            at(courier, "spoke by telephone", "cue"),
            at(courier, "patrols would stop within twelve miles while the talks last", "outcome"),
            at(courier, "the patrols off the Outer Skerries", "topic"),
            at(gazette, "the call with Envoy Marn", "cue"),
            at(post, "both delegations had confirmed the limit on patrols", "outcome"),
        ),
    )  # fmt: skip
    round_two = Contact(
        id="c2", channel=Channel.TALKS, status=ContactStatus.PLANNED,
        participants=(
            Participant(id="marn", name="Ilse Marn", party="VEL",
                        certainty=Certainty.ALTERNATIVE),
            Participant(id="aldersey", name="Corin Aldersey", party="VEL",
                        certainty=Certainty.ALTERNATIVE),
            Participant(id="ORM", name="Ormark", party="ORM"),
        ),
        place=Named(id="sundholm", name="Sundholm"),
        happened_on=When(text="early July", edtf="2025-07-01/2025-07-10", vague=True),
        documents=("d2", "d3"),
        passages=(at(gazette, "A further round in Sundholm was planned for early July", "cue"),
                  at(post, "would travel to Sundholm for Velland", "cue")),
    )  # fmt: skip
    offer = Contact(
        id="c3", channel=Channel.BACK_CHANNEL, status=ContactStatus.HELD,
        happened_on=When(text="on Tuesday"), documents=("d3",),
        participants=(Participant(id="ORM", name="Ormark", party="ORM"),),
        passages=(at(post, "Ormark had offered a third of the 2019 catch on Tuesday", "cue"),),
    )  # fmt: skip
    positions = (
        Position(id="p1", party="VEL", issue="skerries-patrols", stance=Stance.AGAINST,
                 basis=Basis.OWN_WORDS, act="demand", statements=("s2",), documents=("d1",),
                 measure="an end to the patrols off the Outer Skerries"),
        Position(id="p2", party="VEL", issue="observers", stance=Stance.FOR, act="accept",
                 basis=Basis.OWN_WORDS, statements=("s1",), documents=("d1",),
                 measure="observers on every vessel above fifteen metres"),
        Position(id="p3", party="ORM", issue="observers", stance=Stance.AGAINST, act="reject",
                 basis=Basis.NARRATOR, statements=("s5",), documents=("d2",),
                 measure="observers on every larger vessel"),
        Position(id="p4", party="ORM", issue="quota", stance=Stance.OPEN, act="propose",
                 basis=Basis.LEAK, statements=("s6",), documents=("d3",), conditional=True,
                 measure="a third of the 2019 catch"),
    )  # fmt: skip
    limit = Commitment(
        id="m1", parties=("ORM", "VEL"), issue="skerries-patrols", reached_at="c1",
        measures=(Measure(
            agent="ORM", action="stop", object="patrols",
            passage=at(courier, "patrols would stop within twelve miles while the talks last"),
        ),),
        agreement=(
            Stage(stage="claimed by one", on=When(text="Thursday", edtf="2025-06-12"),
                  passages=(at(courier, "patrols would stop within twelve miles"),)),
            Stage(stage="confirmed by both", on=When(text="13 June 2025", edtf="2025-06-13"),
                  passages=(at(gazette, "We agreed to keep our boats away while we talk"),)),
        ),
        compliance=(Stage(
            stage="kept so far", on=When(text="29 June", edtf="2025-06-29"),
            passages=(at(news, "Ormark's patrol boats had stayed outside twelve miles"),),
        ),),
        documents=("d1", "d2", "d4"),
        passages=(at(courier, "patrols would stop within twelve miles while the talks last"),
                  at(gazette, "We agreed to keep our boats away while we talk"),
                  at(news, "Ormark's patrol boats had stayed outside twelve miles")),
    )  # fmt: skip
    release = Commitment(
        id="m2", parties=("VEL",), documents=("d4",), after=("m1",),
        measures=(Measure(agent="VEL", action="release", object="the trawler Grey Petrel"),),
        agreement=(Stage(stage="proposed"),), due_on=When(text="by 15 July", edtf="2025-07-15",
                                                         relation="by"),
        passages=(at(news, "to release the trawler Grey Petrel by 15 July"),),
    )  # fmt: skip
    quota = Discrepancy(
        id="x1", discrepancy_kind=DiscrepancyKind.DENIAL, matter="the quota of cod",
        why="A quota was either agreed in the call of 12 June or it was not.",
        accounts=(
            Account(says="Ormark agreed to a quota of half of the 2019 catch", documents=("d1",),
                    statements=("s3",), passages=statements[2].passages),
            Account(says="no quota had been agreed", documents=("d2",), statements=("s4",),
                    passages=statements[3].passages),
        ),
    )  # fmt: skip
    length = Discrepancy(
        id="x2", discrepancy_kind=DiscrepancyKind.NUMBER, matter="the length of the call",
        why="One call cannot have lasted over an hour and barely twenty minutes.",
        accounts=(
            Account(says="over an hour", documents=("d1",),
                    passages=(at(courier, "spoke by telephone on Thursday for over an hour"),)),
            Account(says="barely twenty minutes", documents=("d2",),
                    passages=(at(gazette, "the call lasted barely twenty minutes"),)),
        ),
    )  # fmt: skip

    def attested(target: str, mark: Mark, *documents: str, parties: tuple[str, ...] = (),
                 why: str = "") -> Corroboration:  # fmt: skip
        return Corroboration(id=f"k-{target}", target=target, mark=mark, documents=documents,
                             parties=parties, why=why)  # fmt: skip

    return Contents(
        negotiation=Negotiation(
            name="Strait of Arven fisheries talks",
            issues=(
                Issue(id="quota", label="Cod quota of Ormark"),
                Issue(id="observers", label="Observers on board"),
                Issue(id="skerries-patrols", label="Patrols off the Outer Skerries"),
            ),
        ),
        as_of="2025-07-02",
        documents=documents,
        segments=tuple(s for document in documents for s in segmented(document)),
        parties=(
            Party(id="CAL", names=("Caldmere",), role=PartyRole.MEDIATOR),
            Party(id="ORM", names=("Ormark", "Castle Quay"), role=PartyRole.SIDE),
            Party(id="VEL", names=("Velland", "Port Vell"), role=PartyRole.SIDE),
        ),
        persons=(
            Person(id="marn", names=("Ilse Marn", "Marn", "Envoy Marn"), party="VEL",
                   office="chief negotiator",
                   passages=(at(courier, "Envoy Ilse Marn", "mention"),)),
            Person(id="oskander", names=("Bertil Oskander", "Oskander"), party="ORM",
                   office="secretary for the seas",
                   passages=(at(gazette, "Secretary Oskander", "mention"),)),
            Person(id="tollivar", names=("Ansa Tollivar",), party="CAL",
                   passages=(at(post, "Judge Tollivar", "mention"),)),
        ),
        statements=statements,
        contacts=(call, round_two, offer),
        positions=positions,
        commitments=(limit, release),
        discrepancies=(quota, length),
        corroborations=(
            attested("c1", Mark.BOTH_SIDES, "d1", "d2", "d3", parties=("VEL", "ORM"),
                     why="Velland's envoy and Ormark's secretary both told of it"),
            attested("c2", Mark.INDEPENDENT, "d2", "d3"),
            attested("c3", Mark.HEARSAY, "d3"),
            attested("m1", Mark.BOTH_SIDES, "d1", "d2", parties=("VEL", "ORM")),
            attested("m2", Mark.ONE_ACCOUNT, "d4", parties=("VEL",)),
            attested("p1", Mark.ONE_ACCOUNT, "d1"), attested("p2", Mark.ONE_ACCOUNT, "d1"),
            attested("p3", Mark.ONE_ACCOUNT, "d2"), attested("p4", Mark.HEARSAY, "d3"),
        ),
        findings=(
            Finding(id="f1", finding_kind="missing day", why="no day of publication is given",
                    suggestion="write it into in/post.meta.toml",
                    passages=(at(post, "She did not say on which day", "day"),)),
        ),
        questions=(
            Question(id="q1", asks="Is the round planned for early July the back channel's?",
                     why="Both name Sundholm", candidates=("c2", "c3")),
        ),
        decisions=(
            Decision(id="z1", who="A. Desk", decided_at="2025-07-01T08:00:00Z", verb=Verb.CORRECT,
                     target=Anchor(noun="contact", head="spoke", entry="c1"),
                     why="the call was on a Thursday"),
        ),
        skips=(
            Skip(path="in/scan.pdf", reason="no text layer",
                 advice="run text recognition on it and add it again"),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def brief(arven: Contents) -> Brief:
    return compose(arven)

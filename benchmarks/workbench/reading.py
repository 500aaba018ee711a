"""What each text says, as a reader would have found it: every passage cut from the text."""

import random
from collections.abc import Iterator

from attrs import define, field
from workbench.facts import Facts, Judged, Said
from workbench.page import Span, within
from workbench.texts import Written

from dragoman.model import (
    Act,
    Assessment,
    Attribution,
    AttributionKind,
    Finding,
    Firmness,
    Measure,
    Mention,
    Named,
    Passage,
    Polarity,
    Reader,
    Segment,
    SegmentKind,
    Statement,
    Voice,
    When,
    cut,
    entry_id,
)

READER = Reader(name="pile", version="1")


@define
class Library:
    """The texts, and what was cut from them so far. Entries with equal spans are told apart."""

    texts: list[Written]
    _ordinals: dict[str, int] = field(factory=dict)

    def cut(self, number: int, span: Span, role: str) -> Passage:
        """The words of a text."""
        document = self.texts[number].document
        return cut(document.text, span.start, span.end, document=document.id, role=role)

    def id(self, kind: str, passages: tuple[Passage, ...]) -> str:
        """The id of an entry with these passages; each call gives another one."""
        bare = entry_id(kind, passages)
        ordinal = self._ordinals[bare] = self._ordinals.get(bare, -1) + 1
        return entry_id(kind, passages, ordinal) if ordinal else bare

    def day(self, number: int) -> str | None:
        """The day on which a text was published (EDTF)."""
        instant = self.texts[number].document.published_at
        return instant and instant[:10]


def statement_of(library: Library, said: Said, attribution: str | None) -> Statement:
    """The statement, with the attribution it rests on."""
    passages = _said_passages(library, said)
    content = said.spans["content"]
    measure = within(content, said.content, said.goods)
    speaker = said.speaker
    return Statement(
        id=library.id("statement", passages),
        passages=passages,
        reader=READER,
        score=0.5 + (content.start % 50) / 100,
        because=(f"cue {said.cue}", f"act: named by the cue, issue {said.matter.id}"),
        act=said.act,
        voice=Voice.SPEAKER if speaker else Voice.NARRATOR,
        attribution=attribution,
        speakers=(Named(id=speaker.id, name=speaker.name, party=speaker.party),) if speaker else (),
        party=speaker.party if speaker else None,
        polarity=Polarity.NEGATED if said.act is Act.DENY else Polarity.AFFIRMED,
        firmness=Firmness.HEDGED if content.start % 9 == 0 else Firmness.FIRM,
        issues=(said.matter.id, said.matter.parent),
        measures=(
            Measure(
                agent=speaker.party if speaker else None,
                object=said.goods,
                issue=said.matter.id,
                passage=library.cut(said.document, measure, "measure"),
            ),
        ),
        stated_on=_stated_on(library, said) if content.start % 8 == 0 else None,
    )


def _stated_on(library: Library, said: Said) -> When | None:
    day = library.day(said.document)
    return When(text=day, edtf=day, relative_to="document") if day else None


def _said_passages(library: Library, said: Said) -> tuple[Passage, ...]:
    roles = ("speaker", "cue", "content")
    return tuple(
        library.cut(said.document, said.spans[role], role) for role in roles if role in said.spans
    )


def read_said(library: Library, facts: Facts) -> tuple[list[Attribution], dict[int, Statement]]:
    """Attributions, and statements by the number of what was said."""
    attributions: list[Attribution] = []
    statements: dict[int, Statement] = {}
    for number, said in enumerate(facts.said):
        attribution = _attribution(library, said) if said.speaker else None
        if attribution is not None:
            attributions.append(attribution)
        if said.has_statement:
            id_ = attribution.id if attribution else None
            statements[number] = statement_of(library, said, id_)
    return attributions, statements


def _attribution(library: Library, said: Said) -> Attribution:
    passages = _said_passages(library, said)
    return Attribution(
        id=library.id("attribution", passages),
        passages=passages,
        reader=READER,
        score=0.9,
        because=(f"cue {said.cue}", "trained nets, sure of cue 0.97, speaker 0.99, content 1.00"),
        attribution_kind=AttributionKind.INDIRECT,
    )


def read_judged(library: Library, judged: Judged) -> Assessment:
    """An expert's judgement."""
    passages = (library.cut(judged.document, judged.spans["claim"], "content"),)
    author = judged.author
    return Assessment(
        id=library.id("assessment", passages),
        passages=passages,
        reader=READER,
        score=0.8,
        because=("speaks for nobody", "act: opinion of an expert"),
        author=Named(id=author.id, name=author.name),
        claim=judged.claim,
        probability="probably",
        issues=(judged.matter.id,),
    )


def read_findings(library: Library) -> Iterator[Finding]:
    """A finding on each text without a day."""
    for number, text in enumerate(library.texts):
        if text.document.published_at is None:
            passages = (library.cut(number, text.page.paragraphs[0], "day"),)
            yield Finding(
                id=library.id("finding", passages),
                passages=passages,
                reader=READER,
                score=0.9,
                because=("missing day",),
                finding_kind="missing day",
                why="the text gives no day of publication",
                suggestion="give published_at in a sidecar file or in the front matter",
            )


def read_segments(library: Library, number: int) -> list[Segment]:
    """So many segments: the headline of each text in turn, then the paragraphs."""
    every = (
        (place, order, span)
        for order in range(100)
        for place, text in enumerate(library.texts)
        for span in text.page.paragraphs[order : order + 1]
    )
    made: list[Segment] = []
    for place, order, span in every:
        if len(made) == number:
            break
        passages = (library.cut(place, span, "segment"),)
        kind = SegmentKind.PARAGRAPH if order else SegmentKind.HEADLINE
        id_ = library.id("segment", passages)
        made.append(Segment(id=id_, passages=passages, reader=READER, segment_kind=kind))
    return made


def read_mentions(library: Library, chance: random.Random, number: int) -> list[Mention]:
    """So many mentions, out of all names in the texts."""
    every = [
        (place, naming) for place, text in enumerate(library.texts) for naming in text.page.namings
    ]
    made = []
    for place, naming in chance.sample(every, min(number, len(every))):
        passages = (library.cut(place, naming.span, "mention"),)
        made.append(
            Mention(
                id=library.id("mention", passages),
                passages=passages,
                reader=READER,
                score=1.0,
                because=(f"name {passages[0].exact}",),
                noun=naming.noun,
                refers_to=naming.refers_to,
                how=naming.how,
            )
        )
    return made


def by_mention(mentions: list[Mention]) -> dict[str, list[Passage]]:
    """The passages in which each entity is named, by its id."""
    found: dict[str, list[Passage]] = {}
    for mention in mentions:
        found.setdefault(mention.refers_to or "", []).extend(mention.passages)
    return found

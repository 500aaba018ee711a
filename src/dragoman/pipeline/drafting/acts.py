"""Stances that a statement is read to take, where its own words show no cue."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve
from spacy.tokens import Span

from dragoman.model import Act, Document, Firmness, Passage, Statement
from dragoman.pipeline.drafting.clauses import split_condition, tail_condition
from dragoman.pipeline.drafting.holders import Paragraph
from dragoman.pipeline.drafting.records import Force, Stand
from dragoman.pipeline.drafting.voices import Said, Voices

_DROPPED = re.compile(
    r"\b(?:dropp\w+|withdr[ae]w\w*|abandon\w*|gave up|given up|no longer|retract\w*|waived?"
    r"|shelved)\b",
    re.IGNORECASE,
)
_NOT_MEANT = re.compile(
    r"\b(?:not|never|n['’]t|no longer)\b(?: \w+){0,2} (?:oppos|reject|rul(?:e|ed|ing) out|refus|"
    r"object|exclud|veto|turn)|\b(?:fear|expect|believ|suspect|doubt|deni|deny|predict|speculat|wonder)\w*\b",
    re.IGNORECASE,
)
"""Before some words: what makes them a guess, or the denial of a refusal."""
_TALKS = re.compile(
    r"\b(?:ready|willing|prepared|open|happy|agreed?|offer(?:ed|s)?) to (?:talk|discuss|consider|"
    r"look|examine|study|negotiate|review|explore)",
    re.IGNORECASE,
)
_ACTS = {
    Act.DEMAND: Force.DEMANDED,
    Act.PROPOSE: Force.OFFERED,
    Act.PROMISE: Force.OFFERED,
    Act.ACCEPT: Force.ACCEPTED,
    Act.REJECT: Force.REJECTED,
}
_YEAR = re.compile(r"\W*(?:[Ii]n|[Bb]ack in) (?P<year>(?:19|20)\d\d)\b")
_FRONTED = ("Until", "While", "For ")
"""Sentences that begin so put the length of time before the words that state the thing."""


def stands_by_act(
    paragraph: Paragraph,
    sentence: Span,
    statement: Statement,
    voices: Voices,
    context: str,
    found: Sequence[Stand],
) -> Iterator[Stand]:
    """The stance that a statement's act shows, unless ``found`` has it by its words already."""
    passage = paragraph.passage(sentence)
    content = [p for p in statement.passages if p.role == "content"]
    if not content or not passage.start <= content[0].start < passage.end:
        return
    said, force = voices.said(statement), _ACTS.get(statement.act) or _on_terms(statement)
    if force is None or said.party is None or statement.voice.value != "speaker":
        return
    lead = paragraph.document.text[passage.start : content[0].start]
    if _is_idle(statement, lead, content[0].exact, sentence, paragraph.document):
        return
    exact = " ".join(" ".join(p.exact for p in content if p.start >= passage.start).split())
    if not any(_is_told(stand, passage, said, force, exact) for stand in found):
        stand = _stand(paragraph, sentence, said, force, exact, voices)
        yield evolve(stand, context=context, is_dropped=_DROPPED.search(lead) is not None)


def _stand(
    paragraph: Paragraph, sentence: Span, said: Said, force: Force, exact: str, voices: Voices
) -> Stand:
    main, by, on = split_condition(exact)
    if not by:
        by, on = tail_condition(sentence.text, exact)
    passage = paragraph.passage(sentence)
    whole = " ".join(passage.exact.split())
    has_all = force is not Force.REJECTED and whole.startswith(_FRONTED)
    return Stand(
        party=said.party or "",
        force=force,
        words=whole if has_all else voices.without_names(main, said.party or ""),
        context="",
        sentence=passage,
        basis=said.basis,
        on=paragraph.day,
        is_soft=said.statement.firmness is not Firmness.FIRM,
        hangs_on=on,
        hung_by=by,
        statement=said.statement.id,
        issues=said.statement.issues,
    )


def _is_idle(
    statement: Statement, lead: str, exact: str, sentence: Span, document: Document
) -> bool:
    """Whether it is a question, a guess, talk about talking, or long ago."""
    if statement.hypothetical and not statement.conditions:
        return True
    return (
        _TALKS.search(" ".join(f"{lead} {exact}".split())) is not None
        or _NOT_MEANT.search(lead) is not None
        or _is_asked(sentence)
        or is_long_ago(sentence.text, document)
    )


def _is_told(stand: Stand, passage: Passage, said: Said, force: Force, exact: str) -> bool:
    """Whether a stance found by its words is this one."""
    if stand.sentence != passage or stand.party != said.party:
        return False
    same = stand.statement == said.statement.id and stand.force is force is Force.REJECTED
    return same or _is_most(stand, exact)


def _on_terms(statement: Statement) -> Force | None:
    """An offer that is put as a possibility on a condition ("could be stored, provided that …")."""
    is_offer = statement.firmness is Firmness.POSSIBLE and statement.act is Act.ASSERT
    return Force.OFFERED if is_offer and statement.conditions else None


def _is_most(stand: Stand, exact: str) -> bool:
    """Whether a stance has most of some words already."""
    given = set(re.findall(r"\w+", exact.casefold()))
    told = re.findall(r"\w+", f"{stand.words} {stand.hung_by} {stand.hangs_on}".casefold())
    return 5 * len(given & set(told)) >= 3 * len(given)


def _is_asked(sentence: Span) -> bool:
    return sentence.text.rstrip(" \"”'’)").endswith("?")


def is_long_ago(sentence: str, document: Document) -> bool:
    """Whether a sentence tells of an earlier year than that of its text ("in 2019 it accepted")."""
    year = (document.published_at or "")[:4]
    told = _YEAR.match(sentence)
    return bool(told and year.isdigit()) and int(told["year"] if told else 0) < int(year)

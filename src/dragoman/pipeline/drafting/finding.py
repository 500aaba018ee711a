"""From a dossier to evidence: every stance with the option that it speaks of, or with none."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from dragoman.model import Basis, Contents, Document, SegmentKind, Statement
from dragoman.pipeline.drafting.clauses import is_strict
from dragoman.pipeline.drafting.holders import Paragraph
from dragoman.pipeline.drafting.matching import IssueMatcher, Likeness, Match
from dragoman.pipeline.drafting.records import Evidence, Force, Stand
from dragoman.pipeline.drafting.stands import find_stands
from dragoman.pipeline.drafting.vocabulary import words
from dragoman.pipeline.drafting.voices import Voices
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.progress import told as told_of

READ = frozenset(
    {
        SegmentKind.HEADLINE,
        SegmentKind.PARAGRAPH,
        SegmentKind.ANSWER,
        SegmentKind.LIST,
        SegmentKind.QUOTE,
    }
)
"""Kinds of segment in which somebody's stance can stand."""
_CARRIED = 0.55
"""Least likeness where only the sentences before name the issue."""
_ENDING = re.compile(
    r"\W*(?:for )?(?:an?|the) (?:\w+ )?(?:end|halt|stop|cessation|termination) (?:to|of) (?:all )?"
    r"(?:talk of |plans for )?",
    re.IGNORECASE,
)
_UNLESS = ("unless", "until")


@frozen(kw_only=True)
class Found:
    """What the documents show: matched stances, and those whose option stays unsure, by issue."""

    evidence: tuple[Evidence, ...]
    unsure: tuple[tuple[str, Stand], ...]
    ties: tuple[tuple[Evidence, Evidence, bool], ...]
    """An option, the option of another issue that it hangs on, and whether strictly."""


def find_evidence(
    contents: Contents, likeness: Likeness | None, progress: Progress = silent
) -> Found:
    """Read every document that is no copy; bylines and interviewers' questions are left out."""
    names = [name for party in contents.negotiation.parties for name in party.names]
    matchers = [
        IssueMatcher(issue, likeness, parties=names)
        for issue in contents.negotiation.issues
        if issue.options
    ]
    evidence: list[Evidence] = []
    unsure: list[tuple[str, Stand]] = []
    ties: list[tuple[Evidence, Evidence, bool]] = []
    for stand in _read(contents, matchers, progress):
        if stand.basis is Basis.ANALYST:
            continue
        matched, named = _match(stand, matchers)
        evidence += matched
        unsure += [(issue, stand) for issue in named]
        tied = _tied(stand, matched, matchers)
        ties += tied
        evidence += [other for _, other, _ in tied]
    return Found(evidence=tuple(dict.fromkeys(evidence)), unsure=tuple(unsure), ties=tuple(ties))


def _read(
    contents: Contents, matchers: Sequence[IssueMatcher], progress: Progress
) -> Iterator[Stand]:
    from dragoman.extraction.marks import english_marks
    from dragoman.extraction.syntax import load_model

    voices = Voices(contents)
    told = statements_by_document(contents.statements)
    segments = defaultdict(list)
    for segment in contents.segments:
        if segment.segment_kind in READ and segment.passages:
            segments[segment.passages[0].document].append(segment.passages[0])
    parser = load_model()
    replaced = {document.supersedes for document in contents.documents}
    total = len(contents.documents)
    for document in told_of(contents.documents, "looking for stances", progress, total):
        if document.copy_of or document.id in replaced:
            continue
        for passage in sorted(segments[document.id], key=lambda p: p.start):
            text = document.text[passage.start : passage.end]
            if not any(
                m.names(text) or m.hints(text) or m.tells(text) or m.counts(text) for m in matchers
            ):
                continue
            doc = parser(english_marks(text.replace("\n", " ")))
            within = [
                s for s in told[document.id] if lies_in(s, document, passage.start, passage.end)
            ]
            yield from find_stands(
                Paragraph(document=document, doc=doc, offset=passage.start), voices, within
            )


def statements_by_document(statements: Sequence[Statement]) -> defaultdict[str, list[Statement]]:
    """The statements of each document by its id, in their order."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.passages:
            found[statement.passages[0].document].append(statement)
    return found


def lies_in(statement: Statement, document: Document, start: int, end: int) -> bool:
    """Whether the content of a statement begins within a stretch (half open) of a document."""
    return any(
        p.role == "content" and p.document == document.id and start <= p.start < end
        for p in statement.passages
    )


def _match(stand: Stand, matchers: Sequence[IssueMatcher]) -> tuple[list[Evidence], list[str]]:
    """The options that a stance speaks of, and the issues of which it names none for sure."""
    is_for = stand.force is not Force.REJECTED
    if _is_hearsay(stand.words):
        return [], []
    named = [m for m in matchers if m.names(stand.words) or m.hints(stand.words)]
    evidence: list[Evidence] = []
    unsure: list[str] = []
    for matcher in named:
        said, points_to = _ended(stand.words, matcher, is_for)
        found = matcher.find(said, is_for=points_to) or matcher.find(
            f"{said} {stand.hung_by} {stand.hangs_on}", is_for=points_to
        )
        evidence += _of(found, matcher, stand, points_to)
        unsure += [] if found else [matcher.issue.id]
    if not named:
        evidence += _carried(stand, matchers, is_for)
    return evidence, unsure


def _is_hearsay(text: str) -> bool:
    """As in: "(welcomed) a report on the 8 per cent fall"."""
    opening = re.match(r"\W*(?:an?|the|this|its|new)?\s*(?:new )?([a-z]+)", text, re.IGNORECASE)
    return opening is not None and opening[1].casefold() in words("turning", "hearsay")


def _ended(text: str, matcher: IssueMatcher, is_for: bool) -> tuple[str, bool]:
    """What is to end, and the stance on it: to want an end to a thing is to be against it.

    Not where ending is itself one of the issue's options.
    """
    ending = _ENDING.match(text)
    if ending is None or matcher.has_kind("is:ended"):
        return text, is_for
    return text[ending.end() :], not is_for


def _carried(stand: Stand, matchers: Sequence[IssueMatcher], is_for: bool) -> list[Evidence]:
    """The issue from the sentence, or from those before it, where only one fits."""
    fitting = []
    whole = f"{stand.words} {stand.hung_by} {stand.hangs_on}"
    for near in _near(stand, matchers):
        for matcher in near:
            found = matcher.find(stand.words, is_for=is_for)
            if not found and matcher.has_kind("is:afterwards"):
                found = matcher.find(whole, is_for=is_for)
            if found and all(one.score >= _CARRIED for one in found):
                fitting.append((matcher, found))
        if fitting:
            break
    if len(fitting) != 1:
        return []
    matcher, found = fitting[0]
    return _of(found, matcher, stand, is_for)


def _near(stand: Stand, matchers: Sequence[IssueMatcher]) -> Iterator[list[IssueMatcher]]:
    """The issues that a stance may be about where its words name none, the nearest first."""
    yield [m for m in matchers if m.names(stand.sentence.exact) or m.issue.id in stand.issues]
    yield [m for m in matchers if m.names(stand.context)]
    yield [m for m in matchers if m.issue.parent in stand.issues]
    yield [m for m in matchers if m.tells(stand.words)]
    yield [m for m in matchers if m.counts(stand.words)]


def _of(
    found: Sequence[Match], matcher: IssueMatcher, stand: Stand, is_for: bool
) -> list[Evidence]:
    if stand.hung_by in _UNLESS and stand.hangs_on and not is_for:
        stand, is_for = evolve(stand, force=Force.ACCEPTED, is_soft=True, is_final=False), True
    return [
        Evidence(
            issue=matcher.issue.id,
            option=one.option,
            is_for=is_for != one.turned,
            stand=stand,
            likeness=round(one.score, 3),
            how=one.how,
        )
        for one in found
    ]


def _tied(
    stand: Stand, matched: Sequence[Evidence], matchers: Sequence[IssueMatcher]
) -> list[tuple[Evidence, Evidence, bool]]:
    """Each option offered with the option of another issue that it hangs on."""
    if not stand.hangs_on:
        return []
    asked = evolve(
        stand, force=Force.DEMANDED, words=stand.hangs_on, hangs_on="", hung_by="", is_final=False
    )
    ties = []
    for one in matched:
        for matcher in matchers:
            if matcher.issue.id == one.issue or not one.is_for or not matcher.names(stand.hangs_on):
                continue
            for found in matcher.find(stand.hangs_on, is_for=True)[:1]:
                other = _of([found], matcher, asked, True)[0]
                ties.append((one, other, is_strict(stand.hung_by) or stand.hung_by in _UNLESS))
    return ties

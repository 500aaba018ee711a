"""Ask: a question in words or in fields, answered with entries and the sentences they rest on."""

import re
from typing import Any
from urllib.parse import urlencode

from attrs import evolve, frozen

from dragoman.briefing import day_words
from dragoman.errors import BadRequest
from dragoman.model import Entry, Mark, Segment
from dragoman.pipeline.asking import Answer, Found, Question
from dragoman.workbench.cards import Stamp, stamp
from dragoman.workbench.citations import document_href, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.ask_fields import AskField, Example, Link, ask_fields, examples
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, paging_of

PER_PAGE = 25
CITED = 3
"""Sentences shown under an answer; the entry's own page has them all."""

LONGEST = 500
"""Characters of a question."""

_PHRASE = re.compile(r'-?"([^"]+)"|-?(\S+)')

_PLURALS = {"discrepancy": "discrepancies"}


@frozen(kw_only=True)
class AskQuery:
    """``q`` is the question; ``without`` are words, or phrases in quotation marks, to rule out."""

    q: str = ""
    without: str = ""
    page: int = 1


@frozen(kw_only=True)
class AskPart:
    """One part of a question as understood, and the address of the question without it."""

    text: str
    href: str


@frozen(kw_only=True)
class AskedSentence:
    """A sentence of a document; ``href`` opens the document at it."""

    label: str
    href: str
    words: str


@frozen(kw_only=True)
class AnswerRow:
    """One answer. ``mark`` is None for a sentence on which no entry stands, ``entry`` empty."""

    entry: str
    kind: str
    href: str
    text: str
    mark: Mark | None
    day: str
    sentences: tuple[AskedSentence, ...]
    more: int
    stamp: Stamp
    handling: str


@frozen(kw_only=True)
class AskSheet:
    """The question as understood, and a part of its answers.

    ``asked`` is the question as it may be asked again, with the words ruled out. ``nothing`` says
    why nothing was found and ``wider`` what fewer parts would find; ``trouble`` says why the
    question cannot be asked. ``fields`` and ``examples`` stand there where nothing is asked.
    """

    asked: str = ""
    understood: str = ""
    parts: tuple[AskPart, ...] = ()
    remarks: tuple[str, ...] = ()
    rows: tuple[AnswerRow, ...] = ()
    paging: Paging
    kinds: tuple[Link, ...] = ()
    nothing: tuple[str, ...] = ()
    wider: tuple[Link, ...] = ()
    trouble: str = ""
    fields: tuple[AskField, ...] = ()
    examples: tuple[Example, ...] = ()
    entries: int = 0


def make(desk: Desk, query: AskQuery) -> AskSheet:
    """Compose the page.

    Raises:
        BadRequest: the question is too long.
    """
    text = _joined(query)
    if len(text) > LONGEST:
        raise BadRequest(
            f"a question of {len(text):,} characters is too long; {LONGEST} are enough"
        )
    if not text:
        return _unasked(desk)
    try:
        answer = _answered(desk, text, query.page)
    except BadRequest as error:
        return evolve(_unasked(desk), asked=text, trouble=str(error))
    return AskSheet(
        asked=text,
        understood=str(answer.question),
        parts=_parts(answer.question),
        remarks=answer.question.notes,
        rows=tuple(_row(found, desk) for found in answer.found),
        paging=paging_of(answer.total, query.page, PER_PAGE),
        kinds=_kinds(answer),
        nothing=answer.nothing,
        wider=tuple(
            Link(label=" and ".join(one.without), href=ask_href(one.question), count=one.count)
            for one in answer.fewer
        ),
        entries=len(desk.asking.entries.every),
    )


def _answered(desk: Desk, text: str, page: int) -> Answer:
    """The answers of one page; a page beyond the last is the last."""
    first = (max(page, 1) - 1) * PER_PAGE
    answer = desk.asking.answer(text, desk.search, most=PER_PAGE, first=first)
    if answer.found or not answer.total:
        return answer
    last = (answer.total - 1) // PER_PAGE * PER_PAGE
    return desk.asking.answer(text, desk.search, most=PER_PAGE, first=last)


def _joined(query: AskQuery) -> str:
    """The question with the words that are ruled out."""
    barred = (f'-"{a}"' if a else f"-{b}" for a, b in _PHRASE.findall(query.without) if a or b)
    return " ".join([*query.q.split(), *barred])


def _unasked(desk: Desk) -> AskSheet:
    return AskSheet(
        paging=paging_of(0, 1, PER_PAGE),
        fields=desk.snapshot.kept("ask fields", lambda: ask_fields(desk)),
        examples=desk.snapshot.kept("ask examples", lambda: examples(desk)),
        entries=len(desk.asking.entries.every),
    )


def ask_href(question: Question | str) -> str:
    """The address of a question; of none that of the empty page."""
    return f"/ask?{urlencode({'q': str(question)})}" if str(question) else "/ask"


def _parts(question: Question) -> tuple[AskPart, ...]:
    """Each part of the question, with the question that is left without it."""
    found: list[tuple[str, Question]] = []
    for term in question.terms:
        rest = tuple(other for other in question.terms if other is not term)
        found.append((str(term), evolve(question, terms=rest)))
    for name, shown in (("phrases", "“{}”"), ("words", "“{}”"), ("without", "not “{}”")):
        every: tuple[str, ...] = getattr(question, name)
        for place, one in enumerate(every):
            rest_of: dict[str, Any] = {name: every[:place] + every[place + 1 :]}
            found.append((shown.format(one), evolve(question, **rest_of)))
    if question.is_last:
        found.append(("the latest alone", evolve(question, is_last=False)))
    return tuple(AskPart(text=text, href=ask_href(rest)) for text, rest in found)


def _kinds(answer: Answer) -> tuple[Link, ...]:
    """What was found by noun, each with the question that asks for that noun alone."""
    if len(answer.kinds) < 2:
        return ()
    asked = str(answer.question)
    return tuple(
        Link(
            label=kind if count == 1 else _PLURALS.get(kind, f"{kind}s"),
            href=ask_href(f"{asked} kind:{kind}"),
            count=count,
        )
        for kind, count in answer.kinds
        if kind != Segment.kind
    )


def _row(found: Found, desk: Desk) -> AnswerRow:
    line = found.line
    entry: Entry = line.entry
    is_plain = isinstance(entry, Segment)
    handling = desk.snapshot.handlings.of(
        entry.passages[0].document if is_plain and entry.passages else entry.id
    )
    sentences = tuple(
        AskedSentence(
            label=one.label,
            href=document_href(one.document, one.start, one.end),
            words=one.sentence,
        )
        for one in line.cited[:CITED]
    )
    own = sentences[0].href if is_plain and sentences else entry_href(entry.id)
    return AnswerRow(
        entry="" if is_plain else entry.id,
        kind="sentence" if is_plain else entry.kind,
        href=own,
        text=line.text,
        mark=line.mark,
        day=day_words(found.day),
        sentences=sentences,
        more=max(len(line.cited) - CITED, 0),
        stamp=stamp(entry.id, desk),
        handling=handling.value if handling else "",
    )


def warm(desk: Desk) -> None:
    """Make the indexes that questions are answered from."""
    _unasked(desk)
    places = desk.asking.entries
    _ = places.by_statement, places.by_document, desk.asking.segments


PAGE = Page(
    name="ask", path="/ask", label="Ask", query=AskQuery, make=make, is_slow=True, warm=warm
)

"""Entries as answers: their line, and the whole sentences that they rest on."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lines import line
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.predicates import predicate
from dragoman.briefing.quoting import own_sentence
from dragoman.briefing.register import document_footnote
from dragoman.briefing.standpoints import statement_phrase
from dragoman.briefing.wording import (
    LINE_WORDS,
    capital,
    clip,
    count_words,
    fitting,
    joined,
    visible,
)
from dragoman.model import Entry, Mark, Segment, Statement, Voice

SENTENCE_WORDS = 60
"""Words of a cited sentence before it is cut."""


@frozen(kw_only=True)
class Cited:
    """One sentence of a document, with the document's label and id; code points half open."""

    document: str
    label: str
    sentence: str
    start: int | None = None
    end: int | None = None


@frozen(kw_only=True)
class AnswerLine:
    """One entry as an answer. ``mark`` is None for a sentence that no entry rests on."""

    entry: Entry
    mark: Mark | None
    text: str
    cited: tuple[Cited, ...] = ()


def answer_lines(entries: Sequence[Entry], lookup: Lookup) -> list[AnswerLine]:
    """The entries in their order, each with its line and the sentences it rests on."""
    footnotes = Footnotes(lookup)
    return [_answer(entry, footnotes) for entry in entries]


def _answer(entry: Entry, footnotes: Footnotes) -> AnswerLine:
    lookup = footnotes.lookup
    if isinstance(entry, Segment):
        words = clip(" ".join(visible(entry.passages[0].exact).split()), SENTENCE_WORDS, 600)
        return AnswerLine(entry=entry, mark=None, text=words, cited=_cited(entry, footnotes))
    if isinstance(entry, Statement):
        told = statement_text(entry, lookup)
        return AnswerLine(
            entry=entry, mark=lookup.mark(entry), text=told, cited=_cited(entry, footnotes)
        )
    made = line(entry, footnotes)
    return AnswerLine(
        entry=entry, mark=made.mark, text=made.text or capital(entry.kind),
        cited=_cited(entry, footnotes),
    )  # fmt: skip


def statement_text(statement: Statement, lookup: Lookup) -> str:
    """Who said it and what, in one sentence of at most ``LINE_WORDS`` words where it can be."""
    return fitting(_statement(statement, lookup))


def _statement(statement: Statement, lookup: Lookup) -> Iterator[str]:
    """Who said it and what, with the people's names, then with the party's alone."""
    phrase = statement_phrase(statement)
    for who in _speakers(statement, lookup):
        if statement.voice is not Voice.SPEAKER and not statement.speakers:
            yield f"{who} {phrase.shown(LINE_WORDS - count_words(who))}"
        else:
            room = LINE_WORDS - count_words(who)
            yield f"{who} {predicate(statement.act, phrase, room, lookup.cue(statement))}"


def _speakers(statement: Statement, lookup: Lookup) -> Iterator[str]:
    people = [lookup.named_with_party(one) for one in statement.speakers]
    party = lookup.party(statement.party)
    if not people:
        document = statement.passages[0].document if statement.passages else ""
        teller = lookup.outlet(document) or "The text"
        yield party if statement.voice is Voice.SPEAKER and party else f"{teller}:"
        return
    yield joined(people[:3])
    yield joined([lookup.named(one) for one in statement.speakers][:2])


def _cited(entry: Entry, footnotes: Footnotes) -> tuple[Cited, ...]:
    """One sentence for each independent document, best first."""
    lookup = footnotes.lookup
    cited = []
    for number in footnotes.cite(entry):
        document_id, start, end = footnotes.place(number)
        document = lookup.documents[document_id]
        label = document_footnote(document, lookup)
        if start < 0:
            cited.append(Cited(document=document_id, label=label, sentence=""))
            continue
        words = visible(own_sentence(document.text, start, end))
        sentence = clip(words, SENTENCE_WORDS, 600)
        cited.append(
            Cited(document=document_id, label=label, sentence=sentence, start=start, end=end)
        )
    return tuple(cited)

"""Answering: entries that hold what is asked, and the sentences of texts that hold its words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, frozen

from dragoman.briefing import AnswerLine, Lookup, Since, answer_lines, news_of
from dragoman.dossier import Hit, Words, search_in
from dragoman.model import Contents, Entry, Passage, Segment
from dragoman.pipeline.asking.hits import Hits
from dragoman.pipeline.asking.matching import Matching
from dragoman.pipeline.asking.names import Names
from dragoman.pipeline.asking.question import Field, Question, Term
from dragoman.pipeline.asking.spoken import understand
from dragoman.pipeline.asking.written import parse

MOST = 20
"""Answers shown when nobody says how many."""

GROUPS = (
    "statements",
    "contacts",
    "commitments",
    "positions",
    "discrepancies",
    "deeds",
    "assessments",
    "constraints",
    "leverages",
    "linkages",
    "findings",
)
Search = Callable[[Words], Sequence[Hit]]


@frozen(kw_only=True)
class Found:
    """One answer: an entry with its line, its day and what is new about it.

    ``day`` (EDTF) is when it was said or happened, None where no day is known.
    """

    line: AnswerLine
    day: str | None = None
    new: str = ""


@frozen(kw_only=True)
class Answer:
    """The question as understood, what was found (best or newest first), and of how many.

    ``nothing`` says, where nothing was found, which part had no match.
    """

    question: Question
    found: tuple[Found, ...] = ()
    total: int = 0
    nothing: tuple[str, ...] = ()


def ask(
    text: str,
    contents: Contents,
    search: Search,
    *,
    most: int = MOST,
    since: Since | None = None,
) -> Answer:
    """Answer a question from a dossier's contents; ``search`` looks into its texts.

    ``since`` leaves only what is new since then.

    Raises:
        BadRequest: a field or value of the question is unknown, or there is nothing to look for.
    """
    question = understood(text, contents)
    desk = _Desk(contents, search)
    found = desk.answers(question)
    if question.is_last:
        found = [entry for entry in found if any(desk.matching.span(entry))][:1]
    news = {} if since is None else news_of(contents, found, since)
    if since is not None:
        found = [entry for entry in found if entry.id in news]
    lines = answer_lines(found[:most], desk.lookup)
    return Answer(
        question=question,
        found=tuple(
            Found(line=one, day=desk.day(one.entry), new=news.get(one.entry.id, ""))
            for one in lines
        ),
        total=len(found),
        nothing=() if found else tuple(desk.why_nothing(question)),
    )


def search_contents(contents: Contents, words: Words, limit: int) -> list[Hit]:
    """The hits in texts and statements that no file's index holds (those of an earlier day)."""
    texts = [(s.kind, s.id, s.passages[0].exact) for s in contents.segments if s.passages]
    texts += [
        (s.kind, s.id, " ".join([*(n.name for n in s.speakers), *(p.exact for p in s.passages)]))
        for s in contents.statements
    ]
    return search_in(texts, words, limit)


def understood(text: str, contents: Contents) -> Question:
    """The question in fields, phrases and words.

    Raises:
        BadRequest: an unknown field or value.
    """
    names = Names(contents)
    written = parse(text, names)
    spoken = understand(written.rest, names, contents.as_of)
    order = list(Field)
    both = dict.fromkeys((*written.terms, *spoken.terms))
    terms = tuple(sorted(both, key=lambda term: order.index(term.field)))
    question = Question(
        terms=terms,
        phrases=written.phrases,
        words=spoken.left(),
        without=written.without,
        is_last=spoken.is_last and bool(terms),
        notes=(*written.notes, *spoken.notes),
    )
    if terms or question.phrases:
        return question
    words = spoken.left() or tuple(re.findall(r"\w[\w'’-]*", written.rest))
    note = "no field, name or day was recognised: looking for these words in the texts"
    return evolve(question, words=words, notes=(*question.notes, note) if words else ())


class _Desk:
    """One dossier's entries, ready to be looked through."""

    def __init__(self, contents: Contents, search: Search) -> None:
        self.lookup = Lookup(contents)
        self.matching = Matching(self.lookup)
        self._search = search

    def answers(self, question: Question) -> list[Entry]:
        """All entries that the question asks for: by rank of its words, else the newest first."""
        hits = self._hits(question)
        if hits is None and question.without:
            hits = Hits.of_all()
        entries = [e for e in self._entries() if self.matching.holds(e, question.terms)]
        if hits is None:
            return sorted(entries, key=self._newest)
        barred = self._barred(question)
        ranked = [
            (rank, self._newest(entry), entry)
            for entry in entries
            if (rank := hits.rank(entry)) is not None and (entry.kind, entry.id) not in barred
        ]
        plain = self._sentences(question, hits, [entry for _, _, entry in ranked])
        ranked += [(rank, self._newest(sentence), sentence) for rank, sentence in plain]
        return [entry for _, _, entry in sorted(ranked, key=lambda row: row[:2])]

    def _entries(self) -> Iterator[Entry]:
        for name in GROUPS:
            yield from getattr(self.lookup.contents, name)

    def _newest(self, entry: Entry) -> tuple[int, str]:
        low, high = self.matching.span(entry)
        day = high or low
        return (-day.toordinal() if day else 0, entry.id)

    def day(self, entry: Entry) -> str | None:
        """The day of an entry in EDTF: one day, or an interval."""
        low, high = self.matching.span(entry)
        if low == high:
            return low.isoformat() if low else None
        return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"

    def _hits(self, question: Question) -> Hits | None:
        """What holds the words and phrases; None when the question has none."""
        if not question.has_words:
            return None
        wanted = (*question.phrases, *question.words)
        found = self._search(Words(wanted=wanted, unwanted=question.without))
        words = Words(wanted=wanted, unwanted=question.without)
        return Hits.of(found, self.lookup.contents.segments, words)

    def _barred(self, question: Question) -> frozenset[tuple[str, str]]:
        """Statements with words that are ruled out."""
        found: set[tuple[str, str]] = set()
        for one in question.without:
            found.update((hit.kind, hit.id) for hit in self._search(Words(wanted=(one,))))
        return frozenset(found)

    def _sentences(
        self, question: Question, hits: Hits, found: Iterable[Entry]
    ) -> Iterator[tuple[float, Segment]]:
        """Sentences with the words in which no found entry stands, where no field bars them."""
        fields = {term.field for term in question.terms}
        if not fields <= {Field.SINCE, Field.UNTIL, Field.OUTLET}:
            return
        taken: dict[str, list[Passage]] = defaultdict(list)
        for entry in found:
            for passage in entry.passages:
                taken[passage.document].append(passage)
        for rank, sentence in hits.sentences:
            place = sentence.passages[0]
            is_told = any(place.covers(one) or one.covers(place) for one in taken[place.document])
            if not is_told and self.matching.holds(sentence, question.terms):
                yield rank, sentence

    def why_nothing(self, question: Question) -> Iterator[str]:
        """Which part of the question nothing was found for."""
        dead = [str(term) for term in question.terms if not self._some(terms=(term,))]
        words = (*question.phrases, *question.words)
        dead += [f"“{word}”" for word in words if not self._search(Words(wanted=(word,)))]
        if dead:
            yield f"no match for: {', '.join(dead)}"
            return
        if question.has_words and not self._hits(question):
            yield "each word stands in some text, but no sentence holds all of them"
            return
        for word in (*question.phrases, *question.words):
            fewer = evolve(
                question,
                phrases=tuple(one for one in question.phrases if one != word),
                words=tuple(one for one in question.words if one != word),
                is_last=False,
            )
            if fewer.terms and (count := len(self.answers(fewer))):
                yield f"without “{word}” there would be {count:,}"
        for term in question.terms:
            rest = tuple(other for other in question.terms if other is not term)
            count = len(self.answers(evolve(question, terms=rest, is_last=False)))
            if count:
                yield f"without {term} there would be {count:,}"

    def _some(self, terms: Sequence[Term]) -> bool:
        return any(self.matching.holds(entry, terms) for entry in self._entries())

"""Answering: entries that hold what is asked, and the sentences of texts that hold its words."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, evolve, field, frozen

from dragoman.briefing import AnswerLine, Lookup, Since, answer_lines, news_of
from dragoman.dossier import Hit, Words, search_in
from dragoman.model import Contents, Entry, Passage, Segment
from dragoman.pipeline.asking.entries import Days, Entries, newest
from dragoman.pipeline.asking.hits import Hits
from dragoman.pipeline.asking.matching import Matching
from dragoman.pipeline.asking.names import Names
from dragoman.pipeline.asking.question import Field, Question
from dragoman.pipeline.asking.spoken import understand
from dragoman.pipeline.asking.written import parse

MOST = 20
"""Answers shown when nobody says how many."""

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
class Fewer:
    """A question with fewer parts: what it would find without those in ``without``."""

    without: tuple[str, ...]
    question: Question
    count: int


@frozen(kw_only=True)
class Answer:
    """The question as understood, what was found (best or newest first), and of how many.

    ``kinds`` counts all that was found by noun. ``first`` is the place of the first one shown,
    from 0. Where nothing was found ``nothing`` says which part had no match, and ``fewer`` has the
    questions that would find something.
    """

    question: Question
    found: tuple[Found, ...] = ()
    total: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    first: int = 0
    nothing: tuple[str, ...] = ()
    fewer: tuple[Fewer, ...] = ()


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
    return Asking(contents).answer(text, search, most=most, since=since)


def search_contents(contents: Contents, words: Words, limit: int) -> list[Hit]:
    """The hits in texts and statements that no file's index holds (those of an earlier day)."""
    texts = [(s.kind, s.id, s.passages[0].exact) for s in contents.segments if s.passages]
    texts += [
        (s.kind, s.id, " ".join([*(n.name for n in s.speakers), *(p.exact for p in s.passages)]))
        for s in contents.statements
    ]
    return search_in(texts, words, limit)


def understood(text: str, contents: Contents, names: Names | None = None) -> Question:
    """The question in fields, phrases and words.

    Raises:
        BadRequest: an unknown field or value.
    """
    names = names or Names(contents)
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


@define(slots=False, eq=False)
class Asking:
    """One dossier's contents, ready to be asked: names and indexes are made once, and kept.

    It may be asked from several threads; the contents never change.
    """

    contents: Contents
    lookup: Lookup = field(repr=False)
    days_of: Mapping[str, tuple[Entry, Days]] = field(factory=dict, repr=False, kw_only=True)
    """The days of entries as they were found earlier, by id; they hold while the entry does."""

    @lookup.default
    def _own_lookup(self) -> Lookup:
        return Lookup(self.contents)

    @cached_property
    def names(self) -> Names:
        """What a word of a question stands for."""
        return Names(self.contents)

    @cached_property
    def matching(self) -> Matching:
        """Whether an entry is one that a term asks for."""
        return Matching(self.lookup)

    @cached_property
    def entries(self) -> Entries:
        """The entries that can be asked for, the newest first."""
        return Entries(self.matching, known_days=self.days_of)

    @cached_property
    def segments(self) -> dict[str, Segment]:
        """The paragraphs of the texts, by id."""
        return {segment.id: segment for segment in self.contents.segments if segment.passages}

    def understood(self, text: str) -> Question:
        """The question in fields, phrases and words; raises as :func:`understood`."""
        return understood(text, self.contents, self.names)

    def answer(
        self,
        text: str,
        search: Search,
        *,
        most: int = MOST,
        first: int = 0,
        since: Since | None = None,
    ) -> Answer:
        """Answer a question with at most ``most`` entries from the place ``first`` on; see
        :func:`ask`."""
        question = self.understood(text)
        asked = _Asked(self, search)
        found = asked.answers(question)
        if question.is_last:
            found = [entry for entry in found if any(self.matching.span(entry))][:1]
        news = {} if since is None else news_of(self.contents, found, since)
        if since is not None:
            found = [entry for entry in found if entry.id in news]
        lines = answer_lines(found[first : first + most], self.lookup)
        why = _Why() if found else asked.why_nothing(question)
        return Answer(
            question=question,
            found=tuple(
                Found(line=one, day=self.day(one.entry), new=news.get(one.entry.id, ""))
                for one in lines
            ),
            total=len(found),
            kinds=tuple(Counter(entry.kind for entry in found).most_common()),
            first=first,
            nothing=why.nothing,
            fewer=why.fewer,
        )

    def day(self, entry: Entry) -> str | None:
        """The day of an entry in EDTF: one day, or an interval."""
        low, high = self.matching.span(entry)
        if low == high:
            return low.isoformat() if low else None
        return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"


@frozen(kw_only=True)
class _Why:
    """Why nothing was found, and what fewer parts would find."""

    nothing: tuple[str, ...] = ()
    fewer: tuple[Fewer, ...] = ()


class _Asked:
    """What one question looks through; each search is made once."""

    def __init__(self, asking: Asking, search: Search) -> None:
        self._asking = asking
        self._search = search
        self._found: dict[tuple[tuple[str, ...], tuple[str, ...]], Sequence[Hit]] = {}

    def answers(self, question: Question) -> list[Entry]:
        """All entries that the question asks for: by rank of its words, else the newest first."""
        hits = self._hits(question)
        barred = self._barred(question)
        entries = self._asking.entries
        places = entries.places(question.terms)
        if hits is None:
            found = (entries.every[place] for place in sorted(places))
            return [entry for entry in found if (entry.kind, entry.id) not in barred]
        ranked: list[tuple[float, tuple[int, str], Entry]] = []
        for place in sorted(places & self._near(hits)):
            entry = entries.every[place]
            if (entry.kind, entry.id) not in barred and (rank := hits.rank(entry)) is not None:
                ranked.append((rank, newest(entries.days[place], entry), entry))
        plain = self._sentences(question, hits, [entry for _, _, entry in ranked])
        span = self._asking.matching.span
        ranked += [(rank, newest(span(sentence), sentence), sentence) for rank, sentence in plain]
        return [entry for _, _, entry in sorted(ranked, key=lambda row: row[:2])]

    def _near(self, hits: Hits) -> set[int]:
        """The places of the entries that the hits may have anything to do with."""
        entries = self._asking.entries
        near = {n for id in hits.statements for n in entries.by_statement.get(id, ())}
        return near | {n for id in hits.places for n in entries.by_document.get(id, ())}

    def _hits(self, question: Question) -> Hits | None:
        """What holds the words and phrases; None when the question has none."""
        if not question.has_words:
            return None
        wanted = (*question.phrases, *question.words)
        words = Words(wanted=wanted, unwanted=question.without)
        return Hits.of(self._look_for(words), self._asking.segments, words)

    def _look_for(self, words: Words) -> Sequence[Hit]:
        key = (words.wanted, words.unwanted)
        if key not in self._found:
            self._found[key] = self._search(words)
        return self._found[key]

    def _barred(self, question: Question) -> frozenset[tuple[str, str]]:
        """Statements with words that are ruled out."""
        found: set[tuple[str, str]] = set()
        for one in question.without:
            found.update((hit.kind, hit.id) for hit in self._look_for(Words(wanted=(one,))))
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
            if not is_told and self._asking.matching.holds(sentence, question.terms):
                yield rank, sentence

    def why_nothing(self, question: Question) -> _Why:
        """Which part of the question nothing was found for, and what the others would find."""
        words = (*question.phrases, *question.words)
        terms = [t for t in question.terms if not self._asking.entries.places((t,))]
        lost = [word for word in words if not self._look_for(Words(wanted=(word,)))]
        if terms or lost:
            rest = evolve(
                _without(question, lost),
                terms=tuple(term for term in question.terms if term not in terms),
            )
            told = (*map(str, terms), *(f"“{word}”" for word in lost))
            return _Why(
                nothing=(f"no match for: {', '.join(told)}",),
                fewer=tuple(self._fewer([(told, rest)])),
            )
        fewer = tuple(self._fewer(_each_left_out(question)))
        if question.has_words and not self._hits(question):
            told_why = "each word stands in some text, but no sentence holds all of them"
            return _Why(nothing=(told_why,), fewer=fewer)
        lines = (f"without {', '.join(f.without)} there would be {f.count:,}" for f in fewer)
        return _Why(nothing=tuple(lines), fewer=fewer)

    def _fewer(self, rests: Iterable[tuple[tuple[str, ...], Question]]) -> Iterator[Fewer]:
        for told, rest in rests:
            if not (rest.terms or rest.has_words):
                continue
            if count := len(self.answers(rest)):
                yield Fewer(without=told, question=rest, count=count)


def _each_left_out(question: Question) -> Iterator[tuple[tuple[str, ...], Question]]:
    """The question without one of its parts, for each; what is left asks for something."""
    for word in (*question.phrases, *question.words):
        yield (f"“{word}”",), _without(question, [word])
    for term in question.terms:
        rest = tuple(other for other in question.terms if other is not term)
        yield (str(term),), evolve(question, terms=rest, is_last=False)


def _without(question: Question, words: Sequence[str]) -> Question:
    return evolve(
        question,
        phrases=tuple(one for one in question.phrases if one not in words),
        words=tuple(one for one in question.words if one not in words),
        is_last=False,
    )

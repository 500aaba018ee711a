"""Where the words of a question stand: in which statements, and in which sentences."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import Factory, define, evolve

from dragoman.briefing import sentences_of
from dragoman.dossier import Hit, Words, search_in
from dragoman.model import Discrepancy, Entry, Segment, Statement

MOST = 20_000
"""The most sentences looked at."""


@define
class Hits:
    """Ranks (lower fits better) of statements by id, and of sentences as cut-down segments.

    ``holds_all`` is for a question that only rules words out: everything fits.
    """

    statements: dict[str, float] = Factory(dict)
    sentences: list[tuple[float, Segment]] = Factory(list)
    holds_all: bool = False

    def __bool__(self) -> bool:
        return bool(self.statements or self.sentences or self.holds_all)

    @classmethod
    def of_all(cls) -> "Hits":
        """Hits that hold everything."""
        return cls(holds_all=True)

    @classmethod
    def of(cls, found: Sequence[Hit], segments: Iterable[Segment], words: Words) -> "Hits":
        """The hits, those in paragraphs narrowed to the sentences that hold all the words.

        A paragraph of which no single sentence holds them is left out.
        """
        ids = {hit.id for hit in found if hit.kind == Segment.kind}
        pieces = {
            f"{segment.id}#{number}": sentence
            for segment in segments
            if segment.id in ids
            for number, sentence in enumerate(_sentences(segment))
        }
        texts = [(Segment.kind, key, s.passages[0].exact) for key, s in pieces.items()]
        return cls(
            statements={hit.id: hit.rank for hit in found if hit.kind == Statement.kind},
            sentences=[(hit.rank, pieces[hit.id]) for hit in search_in(texts, words, MOST)],
        )

    def rank(self, entry: Entry) -> float | None:
        """How well an entry fits: by its own words, its statements', else its sentences'."""
        if self.holds_all:
            return 0.0
        ids = [entry.id] if isinstance(entry, Statement) else list(_statements(entry))
        ranks = [self.statements[id] for id in ids if id in self.statements]
        if not isinstance(entry, Statement):
            ranks += self._of_sentences(entry)
        return min(ranks, default=None)

    def _of_sentences(self, entry: Entry) -> list[float]:
        places = defaultdict(list)
        for rank, sentence in self.sentences:
            places[sentence.passages[0].document].append((rank, sentence.passages[0]))
        return [
            rank
            for passage in entry.passages
            for rank, place in places[passage.document]
            if place.covers(passage) or passage.covers(place)
        ]


def _sentences(segment: Segment) -> list[Segment]:
    """The sentences of a paragraph, as segments of its id."""
    whole = segment.passages[0]
    return [
        evolve(
            segment,
            passages=(
                evolve(
                    whole,
                    start=whole.start + start,
                    end=whole.start + end,
                    exact=whole.exact[start:end],
                ),
            ),
        )
        for start, end in sentences_of(whole.exact)
    ]


def _statements(entry: Entry) -> Iterable[str]:
    yield from getattr(entry, "statements", ())
    if isinstance(entry, Discrepancy):
        for account in entry.accounts:
            yield from account.statements

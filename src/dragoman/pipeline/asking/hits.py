"""Where the words of a question stand: in which statements, and in which sentences."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import Factory, define, evolve

from dragoman.briefing import sentences_of
from dragoman.dossier import Hit, Words, search_in
from dragoman.model import Entry, Passage, Segment, Statement
from dragoman.pipeline.asking.matching import statements_of

MOST = 20_000
"""The most sentences looked at."""


@define(slots=False)
class Hits:
    """Ranks (lower fits better) of statements by id, and of sentences as cut-down segments."""

    statements: dict[str, float] = Factory(dict)
    sentences: list[tuple[float, Segment]] = Factory(list)

    def __bool__(self) -> bool:
        return bool(self.statements or self.sentences)

    @classmethod
    def of(cls, found: Sequence[Hit], segments: Mapping[str, Segment], words: Words) -> "Hits":
        """The hits, those in paragraphs narrowed to the sentences that hold all the words.

        A paragraph of which no single sentence holds them is left out.
        """
        ids = {hit.id for hit in found if hit.kind == Segment.kind} & segments.keys()
        pieces = {
            f"{id}#{number}": sentence
            for id in sorted(ids)
            for number, sentence in enumerate(_sentences(segments[id]))
        }
        texts = [(Segment.kind, key, s.passages[0].exact) for key, s in pieces.items()]
        return cls(
            statements={hit.id: hit.rank for hit in found if hit.kind == Statement.kind},
            sentences=[(hit.rank, pieces[hit.id]) for hit in search_in(texts, words, MOST)],
        )

    def rank(self, entry: Entry) -> float | None:
        """How well an entry fits: by its own words, its statements', else its sentences'."""
        ids = [entry.id] if isinstance(entry, Statement) else list(statements_of(entry))
        ranks = [self.statements[id] for id in ids if id in self.statements]
        if not isinstance(entry, Statement):
            ranks += self._of_sentences(entry)
        return min(ranks, default=None)

    @cached_property
    def places(self) -> Mapping[str, Sequence[tuple[float, Passage]]]:
        """Rank and place of the sentences in each document, by its id."""
        found = defaultdict(list)
        for rank, sentence in self.sentences:
            found[sentence.passages[0].document].append((rank, sentence.passages[0]))
        return found

    def _of_sentences(self, entry: Entry) -> list[float]:
        return [
            rank
            for passage in entry.passages
            for rank, place in self.places.get(passage.document, ())
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

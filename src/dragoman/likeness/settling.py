"""Tellings become happenings: compare those that may be one, weigh, join."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from dragoman.likeness.joining import join_alike
from dragoman.likeness.pairs import Measurer
from dragoman.likeness.scorer import Scorer
from dragoman.likeness.telling import Telling


def settle(tellings: Sequence[Telling], measurer: Measurer, scorer: Scorer) -> list[list[int]]:
    """Groups of indexes into ``tellings``, each of one happening.

    Only tellings of one document or of neighbouring documents are compared (see ``Pile``).
    """
    weights = {
        (one, two): scorer.weigh(measurer.measure(tellings[one], tellings[two]))
        for one, two in compared(tellings, measurer)
    }
    return join_alike(len(tellings), weights, least=scorer.enough, unseen=scorer.strangers)


def compared(tellings: Sequence[Telling], measurer: Measurer) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing, each once, the smaller index first."""
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        by_document[telling.document].append(index)
    for document, indexes in sorted(by_document.items()):
        nearby = (other for other in sorted(measurer.pile.near[document]) if other > document)
        pairs = [
            *combinations(indexes, 2),
            *(p for other in nearby for p in product(indexes, by_document.get(other, ()))),
        ]
        for one, two in pairs:
            if measurer.is_worth_comparing(tellings[one], tellings[two]):
                yield min(one, two), max(one, two)

"""Renderings: one speaker's words of one day in other words, as two translators put them.

What a text was translated from cannot be seen offline. What can be seen: two texts give words to
the same speaker on the same day that name the same people, places and numbers and share most of
the other telling words, without being the same words. Those are tied as one statement; anything
further apart is left to the analyst.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from dragoman.model import Document, Passage, ReuseKind, Statement, TextReuse, digest
from dragoman.resolution.ranking import day_of, rank
from dragoman.resolution.reuse.cutting import Word, cut_text
from dragoman.resolution.reuse.telling import likeness, telling

LEAST = 0.55
"""The least likeness of two renderings."""

FEWEST = 5
"""The fewest telling words of each."""

MOST = 40
"""Statements of one speaker on one day that are compared with each other."""


def find_renderings(
    statements: Iterable[Statement], documents: Mapping[str, Document]
) -> tuple[TextReuse, ...]:
    """Pairs of statements that are two renderings of one, sorted by id.

    ``statements`` are resolved, so that a speaker has one id. Near-linear: only what one speaker
    said on one day is compared, and of that at most ``MOST``.
    """
    said: defaultdict[tuple[str, str], list[tuple[Passage, Statement]]] = defaultdict(list)
    for statement in statements:
        content = [p for p in statement.passages if p.role == "content"]
        day = _day(statement, documents)
        if content and day and len(statement.speakers) == 1 and statement.speakers[0].id:
            said[(statement.speakers[0].id, day)].append((min(content), statement))
    found = [
        _tied(one, two, documents)
        for group in said.values()
        for one, two in _pairs(sorted(group, key=lambda pair: pair[0])[:MOST])
    ]
    return tuple(sorted(found, key=lambda reuse: reuse.id))


def _day(statement: Statement, documents: Mapping[str, Document]) -> str | None:
    if statement.stated_on is not None and statement.stated_on.edtf:
        return statement.stated_on.edtf
    return day_of(documents.get(statement.passages[0].document)) if statement.passages else None


def _pairs(group: list[tuple[Passage, Statement]]) -> Iterator[tuple[Passage, Passage]]:
    words = {passage: _words(passage) for passage, _ in group}
    weights = {passage: telling(words[passage]) for passage, _ in group}
    for (one, first), (two, second) in combinations(group, 2):
        if one.document == two.document or first.polarity is not second.polarity:
            continue
        if min(len(weights[one]), len(weights[two])) < FEWEST:
            continue
        forms = [[word.form for word in words[passage]] for passage in (one, two)]
        if (
            forms[0] != forms[1]
            and not _is_inside(*forms)
            and likeness(weights[one], weights[two]) >= LEAST
        ):
            yield one, two


def _is_inside(one: list[str], two: list[str]) -> bool:
    """Whether the one is a stretch of the other: the same words, cut elsewhere."""
    first, second = (f" {' '.join(forms)} " for forms in (one, two))
    return first in second or second in first


def _words(passage: Passage) -> list[Word]:
    return cut_text(passage.document, passage.exact, is_whole=True).words


def _tied(one: Passage, two: Passage, documents: Mapping[str, Document]) -> TextReuse:
    """Two passages as one statement; the document published first is called the original."""
    heads = [documents.get(p.document) or Document(id=p.document) for p in (one, two)]
    (_, first), (_, second) = sorted(
        zip(map(rank, heads), (one, two), strict=True), key=lambda pair: pair[0]
    )
    weights = telling(_words(first)), telling(_words(second))
    shared = sum(stem in weights[1] for stem in weights[0])
    return TextReuse(
        id=digest("rendering", *(f"{p.document}:{p.start}:{p.end}" for p in (first, second))),
        passages=(first, second),
        because=(f"one speaker, one day, {shared} telling words in common in other words",),
        document=second.document,
        original=first.document,
        reuse_kind=ReuseKind.RENDERING,
        of_original=round(shared / max(len(weights[0]), 1), 3),
        of_document=round(shared / max(len(weights[1]), 1), 3),
    )

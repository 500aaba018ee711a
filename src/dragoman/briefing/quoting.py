"""Passages for the reader: which span an entry is cited by, and what stands around it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from dragoman.model import Document, Passage

_BREAK = re.compile(
    r"\n|(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?…][\"”’»)]*\s+(?=[\W\d]*[^\W\da-z])"
)
_WINDOW = 900
"""Code points looked at on either side of a passage."""


def is_in_place(passage: Passage, document: Document) -> bool:
    """Whether the passage reads at its offsets what it says it reads."""
    return document.text[passage.start : passage.end] == passage.exact != ""


def telling_span(
    passages: Iterable[Passage], document: Document, roles: Collection[str] = ()
) -> tuple[int, int] | None:
    """The span of one document that tells an entry best; None when no passage is in place.

    Passages with one of ``roles`` go before the others. Passages of one sentence are taken
    together; of several sentences the one wins that holds the most roles, then the longest,
    then the first.
    """
    placed = [p for p in passages if p.document == document.id and is_in_place(p, document)]
    told = [p for p in placed if p.role in roles] if roles else placed
    clusters = _clusters(sorted(told or placed, key=_place), document.text)
    if not clusters:
        return None
    best = max(clusters, key=lambda c: (len({p.role for p in c}), _length(c), -c[0].start))
    return best[0].start, max(p.end for p in best)


def _place(passage: Passage) -> tuple[int, int, str, str]:
    """Sorts passages of one document as they sort themselves, which takes longer."""
    return (passage.start, passage.end, passage.exact, passage.role)


def _length(cluster: Sequence[Passage]) -> int:
    return sum(p.end - p.start for p in cluster)


def _clusters(passages: Sequence[Passage], text: str) -> list[list[Passage]]:
    """Passages in order, grouped by sentence."""
    groups: list[list[Passage]] = []
    reach = 0
    for passage in passages:
        between = text[reach : passage.start + 1]
        if groups and len(between) < _WINDOW and not _BREAK.search(between):
            groups[-1].append(passage)
        else:
            groups.append([passage])
        reach = max(reach, passage.end)
    return groups


def is_one_sentence(one: Passage, other: Passage, documents: Mapping[str, Document]) -> bool:
    """Whether two passages stand in one sentence of one document."""
    document = documents.get(one.document)
    if one.document != other.document or document is None:
        return False
    first, second = sorted((one, other), key=lambda p: (p.start, p.end))
    between = document.text[first.end : second.start + 1]
    return second.start - first.end < _WINDOW and not _BREAK.search(between)


def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the passage's own sentence with the sentence before, and with the one after."""
    return _before(text[max(0, start - _WINDOW) : start]), _after(text[end : end + _WINDOW])


def own_sentence(text: str, start: int, end: int) -> str:
    """The whole sentence or sentences in which a span lies, on one line."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    begins = [match.end() for match in _BREAK.finditer(before + "A")]
    left = before[begins[-1] :] if begins else before
    found = _BREAK.search(after)
    inside = text[start:end]
    if inside.rstrip().endswith((".", "!", "?", "…", ".”", '."')):
        found = re.match(r"[\"”’»)]*", after)
    right = after[: found.end()] if found else after
    return " ".join(f"{left}{inside}{right}".split())


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph, without the blanks around it."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    parts = [(start + len(text[start:end]) - len(text[start:end].lstrip()), end, text[start:end])
             for start, end in spans]  # fmt: skip
    return [(start, start + len(part.strip())) for start, _, part in parts if part.strip()]


@lru_cache(maxsize=4096)
def _before(window: str) -> str:
    stripped = window.rstrip()
    ends = [match.end() for match in _BREAK.finditer(stripped + " A")]
    own = [end for end in ends if end <= len(stripped)]
    return window[own[-2] :] if len(own) > 1 else window


@lru_cache(maxsize=4096)
def _after(window: str) -> str:
    ends = (match.end() for match in _BREAK.finditer(window) if window[: match.end()].strip())
    second = next(islice(ends, 1, None), None)
    return window if second is None else window[:second]

"""Near copies: which documents take over words of which, and what that makes of the documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from dragoman.model import Contents, Document, TextReuse

if TYPE_CHECKING:
    from dragoman.resolution import Edge

Texts = Callable[[Iterable[str]], Iterator[Document]]
"""Documents with their texts, by id, in the order asked for."""


def no_texts(_ids: Iterable[str]) -> Iterator[Document]:
    """No texts at hand: no near copies are looked for."""
    return iter(())


def find_near_copies(
    heads: Mapping[str, Document], texts: Texts, edges: Sequence["Edge"] = ()
) -> tuple[TextReuse, ...]:
    """The text reuse among the documents that count: no exact copies, no superseded versions.

    Every text is read once, the texts of pairs that may share words once more. Edges on documents
    (same, different) win over the rules.
    """
    from dragoman.resolution.reuse import find_reuses

    superseded = {head.supersedes for head in heads.values()}
    counting = (h.id for h in heads.values() if h.copy_of is None and h.id not in superseded)
    return find_reuses(texts(counting), texts, edges)


def fold_near_copies(heads: Iterable[Document], reuses: Iterable[TextReuse]) -> dict[str, Document]:
    """The documents by id, near copies pointed to their originals; an exact copy stays as it is."""
    originals = {one.document: one.folded_to for one in reuses if one.folded_to is not None}
    return {
        head.id: attrs.evolve(head, copy_of=originals[head.id])
        if head.copy_of is None and head.id in originals
        else head
        for head in heads
    }


def with_reuses(
    contents: Contents, reuses: Iterable[TextReuse], heads: Mapping[str, Document]
) -> Contents:
    """The resolved contents with the text reuse, and with what is one statement in other words."""
    from dragoman.resolution.reuse import find_renderings

    every = (*reuses, *find_renderings(contents.statements, heads))
    return attrs.evolve(contents, reuses=tuple(sorted(every, key=lambda reuse: reuse.id)))

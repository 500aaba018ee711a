"""What each block needs beside its reports: heads, text reuse and decisions on its documents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from attrs import define, field

from dragoman.dossier import EDGES
from dragoman.model import Anchor, Decision, Document, TextReuse, Verb
from dragoman.pipeline.blocks.nouns import OF_ONE_TEXT
from dragoman.pipeline.blocks.planning import Block

_EVERYWHERE = frozenset({Verb.WITHDRAW, Verb.REMOVE})


@define(kw_only=True)
class Shares:
    """Heads, text reuse and decisions by block.

    ``plan`` has the blocks; ``heads`` are all documents by id, copies folded. ``crossing`` are the
    decisions that no block can be given alone, since what they are about stands in several: they
    are laid over the joined entries.
    """

    plan: Sequence[Block]
    heads: Mapping[str, Document]
    reuses: Sequence[TextReuse]
    decisions: Sequence[Decision]
    crossing: list[Decision] = field(init=False, factory=list)
    _home: dict[str, int] = field(init=False, factory=dict)
    _hosts: dict[str, list[int]] = field(init=False, factory=lambda: defaultdict(list))
    _behind: dict[str, list[str]] = field(init=False, factory=lambda: defaultdict(list))
    _reused: dict[int, list[TextReuse]] = field(init=False, factory=lambda: defaultdict(list))
    _decided: dict[int, list[Decision]] = field(init=False, factory=lambda: defaultdict(list))
    _owner: dict[str, int] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for number, block in enumerate(self.plan):
            self._home.update(dict.fromkeys(block.documents, number))
            for one in (*block.documents, *block.guests):
                self._hosts[one].append(number)
        newer = {head.supersedes: head.id for head in self.heads.values() if head.supersedes}
        for head in self.heads.values():
            if head.id not in self._home:
                self._behind[self._root(head, newer)].append(head.id)
        for reuse in self.reuses:
            for number in self._blocks_of((reuse.document, reuse.original)):
                self._reused[number].append(reuse)
        for decision in self.decisions:
            self._place(decision)

    def heads_of(self, number: int) -> Iterator[Document]:
        """The documents of a block and its guests, their copies and older versions, and what they
        took words from."""
        block = self.plan[number]
        own = (*block.documents, *block.guests)
        behind = (one for document in own for one in self._behind.get(document, ()))
        taken = (one for r in self._reused[number] for one in (r.document, r.original))
        lost = self._behind.get("", ()) if number == 0 else ()
        for one in dict.fromkeys((*own, *behind, *taken, *lost)):
            if one in self.heads:
                yield self.heads[one]

    def reuses_of(self, number: int) -> Sequence[TextReuse]:
        """The text reuse that a document of the block has part in."""
        return self._reused[number]

    def decisions_of(self, number: int) -> Sequence[Decision]:
        """The decisions on documents of the block alone, in the order of signing.

        Those on words of a guest and edges are given to each block that they may matter to;
        withdrawals, removals and letters on outlets to all.
        """
        return self._decided[number]

    def is_owner(self, number: int, decision: str) -> bool:
        """Whether it is for this block to say that a decision found no entry."""
        return self._owner.get(decision, number) == number

    def _place(self, decision: Decision) -> None:
        documents = documents_of(decision)
        numbers: Sequence[int] = self._blocks_of(documents)
        noun = decision.target.noun
        if decision.verb in _EVERYWHERE or noun == "outlet":
            numbers = range(len(self.plan))
        elif noun in OF_ONE_TEXT:
            numbers = numbers or self._lost(documents)
            self._owner[decision.id] = next(
                (self._home[one] for one in documents if one in self._home), 0
            )
        elif decision.verb not in EDGES and len(numbers) != 1:
            self.crossing.append(decision)
            return
        for number in numbers:
            self._decided[number].append(decision)

    def _lost(self, documents: Sequence[str]) -> Sequence[int]:
        """Where a decision on words of no block goes: on those of a copy or an older version it
        waits, on those of no text it is an orphan."""
        return () if any(one in self.heads for one in documents) else (0,)

    def _root(self, head: Document, newer: Mapping[str, str]) -> str:
        """The document of a block that a copy or an older version leads to; "" for none."""
        seen, at = {head.id}, head.id
        while at not in self._home:
            known = self.heads.get(at)
            to = (known.copy_of if known is not None else None) or newer.get(at)
            if to is None or to in seen:
                return ""
            seen.add(to)
            at = to
        return at

    def _blocks_of(self, documents: Sequence[str]) -> list[int]:
        return sorted({number for one in documents for number in self._hosts.get(one, ())})


def documents_of(decision: Decision) -> tuple[str, ...]:
    """The documents that a decision is about: those of its anchor, and of an edge's other side."""
    anchors = [decision.target]
    if decision.verb in EDGES and decision.after is not None:
        anchors.append(msgspec.json.decode(decision.after, type=Anchor))
    return tuple(dict.fromkeys(p.document for anchor in anchors for p in anchor.passages))

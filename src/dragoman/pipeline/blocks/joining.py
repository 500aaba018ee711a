"""One file out of blocks: each is put together by an engine, and what they share is joined."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import attrs
from attrs import define, field

from dragoman.dossier import Orphan
from dragoman.model import Contents, Entry, Negotiation, ReuseKind
from dragoman.pipeline.blocks.across import Across, join_all
from dragoman.pipeline.blocks.late import Late
from dragoman.pipeline.blocks.material import Material
from dragoman.pipeline.blocks.nouns import COMPUTED, NOUNS
from dragoman.pipeline.blocks.planning import MOST, plan_blocks
from dragoman.pipeline.blocks.profiles import newest_day, profiles_of
from dragoman.pipeline.blocks.sharing_out import Shares
from dragoman.pipeline.blocks.spill import Spill
from dragoman.pipeline.blocks.weaving import fold_reuse, signed_edges
from dragoman.pipeline.blocks.work import BlockWork, answered, block_item, orphans_of
from dragoman.pipeline.engines import Engine, Inline, Item
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.rating import with_ratings

TOGETHER = "putting the accounts together"
_TIED = frozenset({ReuseKind.WIRE_INSIDE, ReuseKind.SHARED_PASSAGE, ReuseKind.CORRECTED})
"""Reuse that leads words back to another document, which is best in the same block."""


@define(kw_only=True)
class Joining:
    """The entries of a file that is put together in blocks; to be used in a ``with``.

    Entries lie on disk, in a nameless file in ``folder``, and come from there few at a time: no
    step holds those of more than one block, but for names, commitments and what blocks share.
    ``orphans`` are whole once ``entries`` have been taken.
    """

    material: Material
    negotiation: Negotiation
    most: int = MOST
    engine: Engine = field(factory=Inline)
    folder: Path | None = None
    progress: Progress = silent
    orphans: list[Orphan] = field(init=False, factory=list)
    settings: Negotiation = field(init=False)
    as_of: str | None = field(init=False)
    shares: Shares = field(init=False)
    _spill: Spill = field(init=False)

    def __enter__(self) -> Self:
        self._spill = Spill(self.folder)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spill.__exit__(kind, error, trace)

    def entries(self) -> Iterator[Entry]:
        """All entries but the segments, noun by noun.

        Raises:
            EngineFailed: a block could not be put together.
            DossierDamaged: a report cannot be read back.
        """
        material, progress = self.material, self.progress
        progress("looking for copies", 0, None)
        reuses, heads = fold_reuse(material.heads, material.texts, material.decisions)
        settings = with_ratings(self.negotiation, material.decisions)
        self.settings, self.as_of = settings, settings.as_of or newest_day(heads.values())
        settings = attrs.evolve(settings, as_of=self.as_of)
        tied = {one.document: one.original for one in reuses if one.reuse_kind in _TIED}
        plan = plan_blocks(profiles_of(material, heads, progress), tied, self.most)
        self.shares = Shares(plan=plan, heads=heads, reuses=reuses, decisions=material.decisions)
        self._put_blocks(BlockWork(negotiation=settings, reader=material.reader))
        progress("joining the blocks", 0, None)
        edges = signed_edges(material.decisions)
        across = join_all(self._spill, settings, edges, heads)
        late = Late(decisions=self.shares.crossing, documents=heads)
        for name in COMPUTED:
            yield from late.passed(name, self._joined(name, across))
        yield from late.entries()
        self.orphans.extend(late.orphans)

    def _put_blocks(self, work: BlockWork) -> None:
        plan = self.shares.plan
        decisions = {decision.id: decision for decision in self.material.decisions}
        total, done = sum(len(block.documents) for block in plan), 0
        self.progress(TOGETHER, 0, total)
        for answer in self.engine.run(work, self._items()):
            number = int(answer.key)
            if answer.failure is not None and "BrokenRecord" in answer.failure:
                list(
                    self.material.reports(plan[number].documents)
                )  # raises with the dossier's own words
            found = answered(answer.answer())
            for name, lines in found.entries.items():
                self._spill.put(number, name, lines)
            self.orphans.extend(
                one
                for one in orphans_of(found, decisions)
                if self.shares.is_owner(number, one.decision.id)
            )
            done += len(plan[number].documents)
            self.progress(TOGETHER, done, total)

    def _items(self) -> Iterator[Item]:
        for number, block in enumerate(self.shares.plan):
            yield block_item(
                str(number),
                self.material.packed((*block.documents, *block.guests)),
                self.shares.heads_of(number),
                self.shares.reuses_of(number),
                self.shares.decisions_of(number),
                block.guests,
            )

    def _joined(self, name: str, across: Across) -> Iterator[Entry]:
        """The entries of a field, each once."""
        if name in across.whole:
            yield from across.whole[name]
            return
        from dragoman.assessment.across import merge_judgements

        noun = NOUNS[name]
        held: defaultdict[str, list[Any]] = defaultdict(list)
        for _, run in groupby(self._spill.read(name), key=lambda one: one.id):
            told = [(one.block, across.rewriting.entry(noun, one.line)) for one in run]
            members = [e for block, e in told if across.counts(e, block)] or [told[0][1]]
            first = members[0].id
            if first in across.parts:
                continue
            if across.regrouped.intersection((first, _target_of(members[0]))):
                held[first].extend(members)
            elif across.is_kept(merged := merge_judgements(noun, members, across.known)):
                yield merged
        for id_ in sorted(held):
            yield merge_judgements(noun, held[id_], across.known)
        yield from across.added.get(name, ())


def _target_of(entry: Any) -> str | None:
    """What a corroboration or a row of evidence is about."""
    return getattr(entry, "target", None)


def in_blocks(joining: Joining) -> Contents:
    """The same in memory, as :class:`Contents` without segments and log."""
    from dragoman.resolution.ranking import rank

    with joining:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in joining.entries():
            found[entry.kind].append(entry)
    fields: dict[str, Any] = {
        name: tuple(sorted(found[noun], key=lambda entry: entry.id)) for name, noun in NOUNS.items()
    }
    return Contents(
        negotiation=joining.settings,
        as_of=joining.as_of,
        documents=tuple(sorted(joining.shares.heads.values(), key=rank)),
        **fields,
    )

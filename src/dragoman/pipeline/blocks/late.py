"""Decisions on what stands in several blocks: laid over the entries once these are joined."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from attrs import define, field

from dragoman.dossier import Orphan
from dragoman.model import Contents, Corroboration, Decision, Entry
from dragoman.pipeline.blocks.nouns import JUDGED, NOUNS, OF_MANY_TEXTS
from dragoman.pipeline.blocks.weaving import correct
from dragoman.pipeline.review.credits import with_credits
from dragoman.pipeline.weighing import weigh


@define(kw_only=True)
class Late:
    """Holds back the entries that such decisions may mean, and lets them go when all are in.

    Fields must be passed with corroborations behind what they are about.
    """

    decisions: Sequence[Decision]
    documents: Container[str]
    orphans: list[Orphan] = field(init=False, factory=list)
    _at: dict[str, set[str]] = field(init=False)
    _held: dict[str, list[Entry]] = field(init=False, factory=lambda: defaultdict(list))
    _ids: set[str] = field(init=False, factory=set)

    @_at.default
    def _(self) -> dict[str, set[str]]:
        """The documents, and the ids, that the decisions on each noun name."""
        found: dict[str, set[str]] = defaultdict(set)
        for decision in self.decisions:
            target = decision.target
            found[target.noun].update(p.document for p in target.passages)
            if target.entry:
                found[target.noun].add(target.entry)
        return found

    def passed(self, name: str, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries of a field that no late decision may mean."""
        if not self.decisions:
            yield from entries
            return
        at = self._at.get(NOUNS[name], set())
        for entry in entries:
            if self._is_meant(entry, at):
                self._held[name].append(entry)
                self._ids.add(entry.id)
            else:
                yield entry

    def _is_meant(self, entry: Entry, at: set[str]) -> bool:
        if isinstance(entry, Corroboration) and entry.target in self._ids:
            return True
        if entry.id in at:
            return True
        return bool(at) and any(p.document in at for p in entry.passages)

    def entries(self) -> Iterator[Entry]:
        """Those held back, with the decisions laid over them."""
        if not self.decisions:
            return
        held: dict[str, Any] = {name: tuple(found) for name, found in self._held.items()}
        contents = Contents(**held)
        for nouns in (OF_MANY_TEXTS, JUDGED):
            contents, lost = correct(contents, nouns, self.decisions, self.documents)
            self.orphans.extend(lost)
        contents = with_credits(contents, self.decisions)
        evidence, lost = weigh(contents, self.decisions)
        self.orphans.extend(lost)
        for name in NOUNS:
            yield from getattr(contents, name)
        yield from (row for row in evidence if row.id not in {e.id for e in contents.evidence})

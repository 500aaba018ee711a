"""What of the known things in a pile is found again: recall and precision of each kind."""

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from attrs import frozen

from dragoman.dossier import Dossier
from dragoman.model import Commitment, Contact, Discrepancy, Movement, Position, TextReuse

Pair = frozenset[str]
MOVED = frozenset({Movement.HARDENED, Movement.SOFTENED, Movement.DROPPED})


@frozen(kw_only=True)
class Score:
    """How many are known, how many are said to be there, and how many are both."""

    known: int
    said: int
    both: int

    def __str__(self) -> str:
        recall = f"{self.both / self.known:.3f}" if self.known else "–"
        precision = f"{self.both / self.said:.3f}" if self.said else "–"
        return f"recall {recall} of {self.known}, precision {precision} of {self.said}"


def found_again(dossier: Dossier, truth_path: Path) -> dict[str, Score]:
    """The score of each kind of known things, by its name."""
    truth: dict[str, Any] = json.loads(truth_path.read_text("utf-8"))
    files = {d.id: Path(d.path or "").name for d in dossier.document_heads()}
    return {
        "copies": _copies(dossier, truth, files),
        "contacts": _contacts(dossier, truth, files),
        "broken promises": _broken(dossier, truth, files),
        "movements": _moved(dossier, truth, files),
        **_disputes(dossier, truth, files),
    }


def _pairs(groups: Iterable[Iterable[str]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def _score(known: set[Any], said: set[Any]) -> Score:
    return Score(known=len(known), said=len(said), both=len(known & said))


def _copies(dossier: Dossier, truth: dict[str, Any], files: dict[str, str]) -> Score:
    """Pairs of copy and original; a copy of a copy stands in one group with both."""
    said = {
        frozenset((files[d.id], files[d.copy_of])) for d in dossier.document_heads() if d.copy_of
    }
    told = [r for r in dossier.entries(TextReuse) if r.document in files and r.original in files]
    kinds = ("copy", "light edit", "cut-down", "wire inside")
    said |= {
        frozenset((files[r.document], files[r.original]))
        for r in told
        if r.reuse_kind.value in kinds
    }
    return _score({frozenset(c[:2]) for c in truth["copies"]}, said)


def _contacts(dossier: Dossier, truth: dict[str, Any], files: dict[str, str]) -> Score:
    """Pairs of files that tell of one contact, among those whose contact is known."""
    older = {earlier for _, earlier in truth["versions"]}
    known = [[f for f in group if f not in older] for group in truth["contacts"]]
    told = {file for group in known for file in group}
    said = ([files[d] for d in c.documents] for c in dossier.entries(Contact))
    return _score(_pairs(known), _pairs([f for f in group if f in told] for group in said))


def _broken(dossier: Dossier, truth: dict[str, Any], files: dict[str, str]) -> Score:
    """Promises with the files that report them broken."""
    known = {(party, later) for _, party, later in truth["broken"]}
    said = {
        (party, files[passage.document])
        for commitment in dossier.entries(Commitment)
        for stage in commitment.compliance
        if stage.stage == "reported broken"
        for passage in stage.passages
        for party in commitment.parties
    }
    copied = {c[0] for c in truth["copies"]} | {v[0] for v in truth["versions"]}
    return _score(known, {one for one in said if one[1] not in copied})


def _moved(dossier: Dossier, truth: dict[str, Any], files: dict[str, str]) -> Score:
    """Positions that softened or hardened, with the file of the new stage.

    Only recall is measured: on other issues the articles say this and that as they come.
    """
    said = {
        (position.party, position.issue, files[passage.document])
        for position in dossier.entries(Position)
        for stage in position.series
        if stage.movement in MOVED
        for passage in stage.passages
    }
    known = {(party, issue, new) for party, issue, _, new in truth["moved"]}
    return _score(known, said & known)


def _disputes(dossier: Dossier, truth: dict[str, Any], files: dict[str, str]) -> dict[str, Score]:
    """Discrepancies of each kind, by one file of either side; copies speak for their originals."""
    home = {copy: original for copy, original, _ in truth["copies"]}
    home.update((later, earlier) for later, earlier in truth["versions"])
    said: dict[str, set[Pair]] = {}
    for one in dossier.entries(Discrepancy):
        sides = [{home.get(f, f) for d in a.documents if (f := files[d])} for a in one.accounts]
        pairs = {frozenset((a, b)) for a in sides[0] for b in sides[-1] if a != b}
        kind = said.setdefault(one.discrepancy_kind.value, set())
        # One discrepancy counts once, as the known one it holds or else as its first pair.
        known = {_sides(d) for d in truth["disputes"] if d["kind"] == one.discrepancy_kind.value}
        kind.update(sorted(pairs & known, key=sorted) or sorted(pairs, key=sorted)[:1])
    kinds = sorted({d["kind"] for d in truth["disputes"]} | said.keys())
    return {
        f"discrepancies: {kind}": _score(
            {_sides(d) for d in truth["disputes"] if d["kind"] == kind}, said.get(kind, set())
        )
        for kind in kinds
    }


def _sides(dispute: dict[str, Any]) -> Pair:
    return frozenset((dispute["first"][0], dispute["second"][0]))

"""The signed decisions, and the skipped files, that may be told of."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from attrs import evolve

from dragoman.model import Contents, Decision, Skip, Verb
from dragoman.pipeline.blocks import DERIVED
from dragoman.pipeline.handling import DOSSIER, label_in
from dragoman.pipeline.sharing.blackening import Spans
from dragoman.pipeline.sharing.limit import Limit
from dragoman.pipeline.sharing.secrets import Secrets, said_in

_OUTLET = "outlet"


def with_safe_decisions(
    contents: Contents, limit: Limit, spans: Spans, secrets: Secrets
) -> Contents:
    """``contents`` (already filtered) with the decisions that are about what is left.

    What an analyst wrote goes out only where it has no word known from withheld things alone. One
    that was taken back goes with what took it back.
    """
    safe = _Safe(contents, limit, spans, secrets)
    kept = {d.id: d for d in contents.decisions if safe.is_fit(d)}
    size = -1
    while len(kept) != size:
        size = len(kept)
        unfit = {d.withdraws for d in contents.decisions if d.withdraws and d.id not in kept}
        kept = {id: d for id, d in kept.items() if id not in unfit and safe.stands(d, kept)}
    return evolve(contents, decisions=tuple(d for d in contents.decisions if d.id in kept))


class _Safe:
    """Tells which decisions may be told of."""

    def __init__(self, contents: Contents, limit: Limit, spans: Spans, secrets: Secrets) -> None:
        self._limit, self._spans, self._secrets = limit, spans, secrets
        self._documents = {document.id for document in contents.documents}
        self._outlets = {document.outlet for document in contents.documents}
        names = ("documents", *DERIVED)
        self._ids = {entry.id for name in names for entry in getattr(contents, name)}

    def is_fit(self, decision: Decision) -> bool:
        """Whether its mark, its words and the places that it is about may be seen."""
        if not self._limit.lets(decision.id):
            return False
        if decision.verb is Verb.HANDLE and self._limit.is_too_strict(label_in(decision)):
            return False
        target = decision.target
        quoted = (part for p in target.passages for part in (p.prefix, p.exact, p.suffix))
        if self._secrets.are_in(*said_in(decision), *quoted, target.entry):
            return False
        return all(
            p.document in self._documents
            and not any(a < p.end and p.start < b for a, b in self._spans.get(p.document, ()))
            for p in target.passages
        )

    def stands(self, decision: Decision, kept: Collection[str | None]) -> bool:
        """Whether what it is about is still there to be told of."""
        target = decision.target
        if decision.withdraws is not None and decision.withdraws not in kept:
            return False
        if target.noun == Decision.kind:
            return target.entry in kept
        if target.noun == _OUTLET:
            return target.entry in self._outlets
        if target.noun == DOSSIER.noun:
            return True
        is_taken_out = decision.verb in (Verb.REJECT, Verb.WITHDRAW) and bool(target.passages)
        return target.entry in self._ids or is_taken_out


def safe_skips(skips: Iterable[Skip], limit: Limit, secrets: Secrets) -> Iterator[Skip]:
    """Files that were not taken in, by their bare names; nobody could mark them."""
    for skip in skips if limit.lets_unmarked else ():
        name = PurePosixPath(skip.path.replace("\\", "/")).name
        if not secrets.are_in(name, skip.reason, skip.advice):
            yield Skip(path=name, reason=skip.reason.replace(skip.path, name), advice=skip.advice)

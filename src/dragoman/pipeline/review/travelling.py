"""Decisions between dossiers: written as JSON lines, taken in where their words stand as well."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec
from attrs import define, evolve, field, frozen

from dragoman.dossier import Dossier, Finder, in_order
from dragoman.dossier.decisions import require_usable
from dragoman.dossier.removal import ELSEWHERE
from dragoman.dossier.reviewing import anchors_in
from dragoman.errors import BadRequest
from dragoman.model import KINDS, Decision, Document, Entry, Verb, decode, encode
from dragoman.pipeline.review.orphans import STORED, quoted_in
from dragoman.pipeline.review.places import Place, Places, places_in

FORMAT = 1
LOG, PLACE = "decision log", "document of the log"


class Fate(StrEnum):
    """What becomes of a decision that arrives."""

    NEW = "new"
    KNOWN = "known"
    ORPHANED = "orphaned"
    REFUSED = "refused"


@frozen(kw_only=True)
class Arrival:
    """A decision that arrives, what becomes of it, why, and entries that it may have meant.

    An orphaned one is kept, without effect until an analyst re-attaches it; a refused one is not.
    """

    decision: Decision
    fate: Fate
    why: str = ""
    candidates: tuple[Entry, ...] = ()


def decision_lines(dossier: Dossier) -> Iterator[str]:
    """The whole log as JSON lines, withdrawals too, with the documents that it rests on.

    The first line says what the file is; a line for each document has its id, sha-256, address and
    the hash of its text; a line for each decision follows, by the instant of signing.
    """
    log = dossier.decisions()
    yield _line({"kind": LOG, "format": FORMAT})
    for place in places_in(dossier, log):
        yield _line({"kind": PLACE, **msgspec.to_builtins(place)})
    for decision in log:
        yield encode(decision).decode()


def import_decisions(
    dossier: Dossier, lines: Iterable[str], *, is_dry_run: bool = False
) -> tuple[Arrival, ...]:
    """Take in decisions of another dossier, in one transaction; none of them is signed anew.

    A document is the same by its id, else by the hash of its bytes, else by that of its text. Spans
    are kept where the texts are identical; else the decision is kept on words that are not here,
    and orphaned. The same file a second time changes nothing. Removals of documents do not travel:
    what a dossier holds is for its own analysts to say.

    Raises:
        BadRequest: a line cannot be read; nothing is taken in then.
    """
    places, log = _read(lines)
    desk = _Desk(places=Places.of(dossier, places), log=dossier.decisions())
    arrivals = [desk.receive(decision) for decision in _causes_first(log)]
    taken = [one.decision for one in arrivals if one.fate in (Fate.NEW, Fate.ORPHANED)]
    told = _told(arrivals, taken, dossier)
    if not is_dry_run and taken:
        dossier.decide_all(taken)
    return told


def _line(values: Mapping[str, Any]) -> str:
    return msgspec.json.encode(values, order="sorted").decode()


def _read(lines: Iterable[str]) -> tuple[list[Place], list[Decision]]:
    """The documents and decisions of a log.

    Raises:
        BadRequest: it is no log, or a line of it cannot be read.
    """
    places: list[Place] = []
    log: list[Decision] = []
    is_log = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        values = _object(number, line)
        kind = values.pop("kind", None)
        if not is_log:
            _require_log(kind, values)
            is_log = True
        elif kind == PLACE:
            places.append(_converted(number, values, lambda v: msgspec.convert(v, Place)))
        elif kind == Decision.kind:
            log.append(_converted(number, values, _decision))
        else:
            raise BadRequest(f"line {number} is a {kind!r}; a log holds documents and decisions")
    if not is_log:
        raise BadRequest("the file is empty; write one with `dragoman export --format decisions`")
    return places, log


def _object(number: int, line: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise BadRequest(f"line {number} is no JSON object: {error}") from error


def _converted(number: int, values: dict[str, Any], convert: Callable[[Any], Any]) -> Any:
    try:
        return convert(values)
    except (ValueError, msgspec.MsgspecError) as error:
        raise BadRequest(f"line {number} cannot be read: {error}") from error


def _decision(values: dict[str, Any]) -> Decision:
    return msgspec.convert(values, Decision)


def _require_log(kind: object, values: Mapping[str, Any]) -> None:
    if kind != LOG:
        raise BadRequest(
            f"the file begins with {kind!r} and is no log of decisions; write one with "
            "`dragoman export --format decisions`"
        )
    if values.get("format") != FORMAT:
        raise BadRequest(
            f"the log has format {values.get('format')!r}, this version reads {FORMAT}; "
            "export it with the same version"
        )


def _causes_first(log: Iterable[Decision]) -> list[Decision]:
    """The decisions in order, each after the one that it takes back or answers."""
    by_id = {decision.id: decision for decision in in_order(list(log))}
    done: dict[str, Decision] = {}
    for decision in by_id.values():
        chain = [decision]
        while (cause := by_id.get(_cause(chain[-1]) or "")) is not None and cause not in chain:
            chain.append(cause)
        done.update((one.id, one) for one in reversed(chain) if one.id not in done)
    return list(done.values())


def _cause(decision: Decision) -> str | None:
    """The decision that one is about."""
    if decision.withdraws is not None:
        return decision.withdraws
    return decision.target.entry if decision.target.noun == Decision.kind else None


@define(kw_only=True)
class _Desk:
    """Where decisions arrive: what is known already, and how documents here are called there."""

    places: Places
    log: list[Decision]
    known: dict[str, Decision] = field(init=False)
    refused: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.known = {decision.id: decision for decision in self.log}

    def receive(self, decision: Decision) -> Arrival:
        """What becomes of one decision, and how it is kept."""
        arrival = self._received(decision)
        if arrival.fate is Fate.REFUSED:
            self.refused.add(decision.id)
        else:
            self.known.setdefault(decision.id, arrival.decision)
        return arrival

    def _received(self, decision: Decision) -> Arrival:
        if (here := self.known.get(decision.id)) is not None:
            is_same = (here.who, here.verb, here.decided_at) == (
                decision.who,
                decision.verb,
                decision.decided_at,
            )
            if is_same:
                return Arrival(decision=here, fate=Fate.KNOWN)
            return _refused(decision, "another decision here has its id")
        if why := self._objection(decision):
            return _refused(decision, why)
        lost = self.places.lost(decision)
        moved = self.places.moved(decision)
        if not lost:
            return Arrival(decision=moved, fate=Fate.NEW)
        moved = evolve(moved, because=(*moved.because, f"{ELSEWHERE}: {', '.join(lost)}"))
        is_met = all(self.places.is_met(anchor) for anchor in anchors_in(decision))
        if is_met and decision.target.passages and decision.verb not in STORED:
            return Arrival(decision=moved, fate=Fate.NEW)  # a merged entry, partly here
        why = f"no document here has the text of {', '.join(lost)}"
        return Arrival(decision=moved, fate=Fate.ORPHANED, why=why)

    def _objection(self, decision: Decision) -> str:
        """Why a decision cannot be taken in; empty where it can."""
        if decision.verb is Verb.REMOVE:
            return "removals do not travel; remove the document here if it should leave"
        cause = _cause(decision)
        if cause is not None and cause not in self.known:
            return f"it is about decision {cause}, which is not here"
        if decision.verb is Verb.WITHDRAW and cause is None:
            return "it takes back nothing"
        try:
            require_usable(decision)
        except BadRequest as error:
            return str(error)
        return ""


def _refused(decision: Decision, why: str) -> Arrival:
    return Arrival(decision=decision, fate=Fate.REFUSED, why=why)


def _told(arrivals: list[Arrival], taken: list[Decision], dossier: Dossier) -> tuple[Arrival, ...]:
    """The arrivals, with what those that find nothing here may have meant."""
    nouns = {anchor.noun for one in taken for anchor in anchors_in(one)} & KINDS.keys()
    entries = [e for noun in sorted(nouns - _NOT_STORED) for e in dossier.entries(noun)]
    brought = [_stored(one) for one in taken if one.verb in STORED]
    finder = Finder(taken, [*entries, *(entry for entry in brought if entry is not None)])
    return tuple(_placed(one, finder, entries) for one in arrivals)


_NOT_STORED = frozenset({Document.kind, Decision.kind, "report"})


def _stored(decision: Decision) -> Entry | None:
    try:
        return decode(decision.after or "")
    except ValueError:
        return None


def _placed(arrival: Arrival, finder: Finder, entries: list[Entry]) -> Arrival:
    decision = arrival.decision
    if arrival.fate not in (Fate.NEW, Fate.ORPHANED) or not _needs_entry(decision):
        return arrival
    for anchor in anchors_in(decision):
        if arrival.fate is Fate.ORPHANED or finder.find(anchor) is None:
            why = arrival.why or "nothing stands here where it was made"
            near = quoted_in(anchor, entries)
            return evolve(arrival, fate=Fate.ORPHANED, why=why, candidates=near)
    return arrival


def _needs_entry(decision: Decision) -> bool:
    """Whether a decision is about an entry that must be there already."""
    noun = decision.target.noun
    is_own = decision.verb in (Verb.ADD, Verb.ACCEPT, Verb.REJECT, Verb.WITHDRAW)
    return noun in KINDS and noun not in _NOT_STORED and not is_own

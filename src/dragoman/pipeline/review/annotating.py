"""Remarks that were made in other tools, taken in as signed notes.

A W3C Web Annotation says who remarked what on which words of which document. Where the dossier has
that document and the words stand in it, the remark becomes a note (or a question) under its
creator's name: on the entry that stands at those words, where there is one and no other, else on
the document, at its words. What cannot be placed exactly is reported with the places that it may
have meant, and nothing is signed.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum

from attrs import define, evolve, field, frozen

from dragoman.dossier import Dossier
from dragoman.dossier.anchors import MAIN_ROLES
from dragoman.dossier.signing import now, require_name, sign, target_of
from dragoman.exchange.annotation_reading import Remark, Target, read_annotations
from dragoman.exchange.locating import Located, locate
from dragoman.exchange.web_addresses import comparable
from dragoman.exchange.web_annotation import annotation_ids
from dragoman.model import KINDS, Anchor, Decision, Document, Entry, Passage, Question, Verb, cut

TOLD = ("statement", "contact", "deed", "assessment", "constraint", "leverage", "linkage")
"""The nouns that a remark on words can be about."""

DESCRIBES = frozenset({"classifying", "describing", "identifying", "linking"})
"""Motivations of annotations that tell what an entry is, and remark nothing."""


class Lot(StrEnum):
    """What becomes of one annotation, or of one of its targets."""

    NOTED = "noted"
    KNOWN = "known already"
    ENTRY = "an entry of the dossier, not a remark"
    ORPHANED = "its words cannot be placed"
    ELSEWHERE = "on no document here"
    SILENT = "says nothing"


@frozen(kw_only=True)
class Placed:
    """One annotation and what became of it.

    ``decision`` is what was signed, or is known; ``entry`` what it is about. ``candidates`` are the
    places that an orphaned one may have meant, for an analyst to choose from.
    """

    remark: Remark
    lot: Lot
    decision: Decision | None = None
    entry: Entry | None = None
    candidates: tuple[Passage, ...] = ()

    def __str__(self) -> str:
        who = f" by {self.remark.creator}" if self.remark.creator else ""
        about = f", on {self.entry.kind} {self.entry.id}" if self.entry is not None else ""
        near = ", ".join(f"{p.document} {p.start}-{p.end}" for p in self.candidates)
        line = f"annotation {self.remark.number}{who}: {self.lot}{about}"
        return f"{line}; it may have meant: {near}" if near else line


def import_annotations(
    dossier: Dossier,
    raw: bytes | str,
    *,
    who: str,
    decided_at: str | None = None,
    is_dry_run: bool = False,
) -> tuple[Placed, ...]:
    """Take in a file of annotations, in one transaction.

    A remark without a creator is signed by ``who``, one without an instant (or with one to come) at
    ``decided_at``, which is this instant unless given. Each decision keeps in ``because`` who took
    it in and from which annotation. The same file a second time signs nothing.

    Raises:
        BadRequest: the file holds no annotations, or ``who`` is blank; nothing is signed then.
        DossierError: the dossier cannot be read or written.
    """
    desk = _Desk(dossier=dossier, who=require_name(who), instant=decided_at or now())
    found = {remark.number: list(desk.receive(remark)) for remark in _causes_first(raw)}
    if desk.signed and not is_dry_run:
        dossier.decide_all(desk.signed)
    return tuple(one for number in sorted(found) for one in found[number])


def _causes_first(raw: bytes | str) -> list[Remark]:
    """The remarks of a file, each after the one that it answers."""
    remarks = read_annotations(raw)
    by_name = {name: one for one in remarks for name in (one.id, _urn(one.decision)) if name}
    done: dict[int, Remark] = {}
    for remark in remarks:
        chain = [remark]
        while (cause := by_name.get(chain[-1].answers or "")) is not None and cause not in chain:
            chain.append(cause)
        done |= {one.number: one for one in reversed(chain) if one.number not in done}
    return list(done.values())


def _urn(decision: str | None) -> str | None:
    return f"urn:dragoman:decision:{decision}" if decision else None


Said = tuple[Verb, str, str, str, str | None, tuple[tuple[str, int, int], ...]]


@define(kw_only=True)
class _Desk:
    """Where annotations arrive: the documents, entries and remarks that are there already."""

    dossier: Dossier
    who: str
    instant: str
    signed: list[Decision] = field(init=False, factory=list)
    heads: dict[str, Document] = field(init=False)
    names: dict[str, list[str]] = field(init=False, factory=dict)
    entries: dict[str, Entry] = field(init=False)
    by_document: dict[str, list[tuple[Passage, Entry]]] = field(init=False, factory=dict)
    decisions: dict[str, Decision] = field(init=False)
    ours: dict[str, Decision] = field(init=False, factory=dict)
    theirs: dict[str, Decision] = field(init=False, factory=dict)
    said: dict[Said, Decision] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.heads = {document.id: document for document in self.dossier.document_heads()}
        for document in self.heads.values():
            for name in _names(document):
                self.names.setdefault(name, []).append(document.id)
        told = [entry for noun in TOLD for entry in self.dossier.entries(noun)]
        self.entries = {entry.id: entry for entry in told}
        for entry in told:
            for passage in entry.passages:
                if passage.role in MAIN_ROLES:
                    self.by_document.setdefault(passage.document, []).append((passage, entry))
        self.decisions = {decision.id: decision for decision in self.dossier.decisions()}
        for decision in self.decisions.values():
            self._keep(decision)

    def _keep(self, decision: Decision) -> None:
        self.ours |= dict.fromkeys(annotation_ids(decision), decision)
        if decision.verb in (Verb.NOTE, Verb.ASK):
            self.said.setdefault(_said(decision), decision)

    def receive(self, remark: Remark) -> Iterator[Placed]:
        """What becomes of one annotation: one answer for each of its targets."""
        if (known := self.ours.get(remark.id)) is not None:
            yield Placed(remark=remark, lot=Lot.KNOWN, decision=known)
            return
        is_entry = _tells_an_entry(remark)
        if not remark.body and not is_entry:
            yield Placed(remark=remark, lot=Lot.SILENT)
            return
        parent = self._parent(remark)
        if parent is not None:
            yield self._sign(remark, target_of(parent), parent)
            return
        for target in remark.targets or (Target(),):
            yield self._placed(remark, target, is_entry=is_entry)

    def _parent(self, remark: Remark) -> Decision | None:
        """The decision that a reply answers."""
        answered = remark.answers or ""
        here = self.decisions.get(answered.removeprefix("urn:dragoman:decision:"))
        return here or self.theirs.get(answered) or self.ours.get(answered)

    def _placed(self, remark: Remark, target: Target, *, is_entry: bool) -> Placed:
        meant = self._documents(target)
        own = self._own(target)
        if not meant and own is None:
            return Placed(remark=remark, lot=Lot.ELSEWHERE)
        if target.exact is None and target.place is None:
            about = own or (self.heads[meant[0]] if len(meant) == 1 else None)
            if about is None:
                return Placed(remark=remark, lot=Lot.ORPHANED)
            return self._told(remark, about, target_of(about), is_entry=is_entry)
        passages, candidates = self._passages(target, meant)
        if len(passages) != 1:
            return Placed(remark=remark, lot=Lot.ORPHANED, candidates=(*passages, *candidates))
        (passage,) = passages
        entry = own if own is not None and _is_at(own, passage) else self._entry_at(target, passage)
        if entry is not None:
            return self._told(remark, entry, target_of(entry), is_entry=is_entry)
        document = self.heads[passage.document]
        anchor = Anchor(noun=Document.kind, passages=(passage,), entry=document.id)
        return self._told(remark, document, anchor, is_entry=is_entry)

    def _told(self, remark: Remark, about: Entry, anchor: Anchor, *, is_entry: bool) -> Placed:
        if not is_entry:
            return self._sign(remark, anchor, about)
        is_here = not isinstance(about, Document)
        lot = Lot.ENTRY if is_here else Lot.ORPHANED
        return Placed(
            remark=remark, lot=lot, entry=about, candidates=() if is_here else anchor.passages
        )

    def _sign(self, remark: Remark, anchor: Anchor, about: Entry) -> Placed:
        decision = sign(
            Verb.ASK if "questioning" in remark.motivations else Verb.NOTE,
            anchor,
            who=remark.creator or self.who,
            decided_at=_instant(remark.created, self.instant),
            why=remark.body,
        )
        known = self.said.get(_said(decision))
        if known is not None:
            self._remember(remark, known)
            return Placed(remark=remark, lot=Lot.KNOWN, decision=known, entry=about)
        origin = f"web annotation {remark.id}, taken in by {self.who}"
        decision = evolve(decision, because=(*decision.because, origin))
        self.signed.append(decision)
        self._remember(remark, decision)
        self._keep(decision)
        return Placed(remark=remark, lot=Lot.NOTED, decision=decision, entry=about)

    def _remember(self, remark: Remark, decision: Decision) -> None:
        """What a reply in the same file may answer."""
        self.theirs[remark.id] = decision
        if (name := _urn(remark.decision)) is not None:
            self.theirs[name] = decision

    def _own(self, target: Target) -> Entry | None:
        """The entry that the file says it is about, where it is here."""
        if target.entry is None:
            return None
        noun, id = target.entry
        found: Entry | None = self.entries.get(id) or self.heads.get(id)
        if found is None and noun in KINDS and noun not in (*TOLD, "report", Decision.kind):
            found = next((one for one in self.dossier.entries(noun) if one.id == id), None)
        return found if found is not None and found.kind == noun else None

    def _documents(self, target: Target) -> list[str]:
        """The documents that the file may mean: by their id, else their bytes, else their address,
        and of an address the versions that no other replaces first."""
        for name in target.addresses:
            found = self.names.get(name) or self.names.get(comparable(name) or "")
            if found:
                return found
        return []

    def _passages(
        self, target: Target, meant: Iterable[str]
    ) -> tuple[list[Passage], list[Passage]]:
        """Where the words stand: the place, and the places where nobody can tell."""
        sure: list[Passage] = []
        unsure: list[Passage] = []
        for document in self.dossier.documents(meant):
            found: Located = locate(target, document.text)
            spans = (found.place,) if found.place is not None else found.candidates
            kept = sure if found.place is not None else unsure
            kept += [cut(document.text, start, end, document=document.id) for start, end in spans]
        replaced = {self.heads[one.document].supersedes for one in sure}
        return [one for one in sure if one.document not in replaced], unsure

    def _entry_at(self, target: Target, place: Passage) -> Entry | None:
        """The one entry that stands at a place; None for none, and for several."""
        noun = target.entry[0] if target.entry is not None else None
        here = [
            (passage, entry)
            for passage, entry in self.by_document.get(place.document, ())
            if noun in (None, entry.kind)
        ]
        for fits in (_equals, _covers, _lies_in):
            found = [(passage, entry) for passage, entry in here if fits(passage, place)]
            shortest = min((len(passage.exact) for passage, _ in found), default=0)
            nearest = {e.id: e for p, e in found if fits is _lies_in or len(p.exact) == shortest}
            if nearest:
                return next(iter(nearest.values())) if len(nearest) == 1 else None
        return None


def _tells_an_entry(remark: Remark) -> bool:
    """Whether it says what an entry is (also a question that the program asks), and no more."""
    if remark.motivations and set(remark.motivations) <= DESCRIBES:
        return True
    asked = any(t.entry is not None and t.entry[0] == Question.kind for t in remark.targets)
    return asked and remark.decision is None


def _names(document: Document) -> Iterator[str]:
    yield f"urn:dragoman:document:{document.id}"
    if document.sha256:
        yield f"urn:sha256:{document.sha256}"
    if address := comparable(document.url):
        yield address


def _said(decision: Decision) -> Said:
    target = decision.target
    spans = tuple(sorted((p.document, p.start, p.end) for p in target.passages))
    is_own = target.noun != Document.kind and target.entry is not None
    return (
        decision.verb,
        decision.who,
        decision.why,
        target.noun,
        target.entry,
        () if is_own else spans,
    )


def _instant(created: str | None, latest: str) -> str:
    """When it was remarked, in UTC; the latest instant where nothing says so, or it is to come."""
    end = datetime.fromisoformat(latest)
    try:
        found = datetime.fromisoformat(created or "")
    except ValueError:
        return latest
    if found.tzinfo is None or found > end:
        return latest
    if created is not None and created.endswith("+00:00"):
        return created
    return found.astimezone(UTC).isoformat(timespec="microseconds")


def _is_at(entry: Entry, place: Passage) -> bool:
    return any(
        own.document == place.document and own.start < place.end and place.start < own.end
        for own in entry.passages
    )


def _equals(passage: Passage, place: Passage) -> bool:
    return (passage.start, passage.end) == (place.start, place.end)


def _covers(passage: Passage, place: Passage) -> bool:
    return passage.covers(place)


def _lies_in(passage: Passage, place: Passage) -> bool:
    return place.covers(passage)

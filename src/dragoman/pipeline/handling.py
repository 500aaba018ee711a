"""The effective handling mark of each document, entry and decision.

A mark is a signed decision (``Verb.HANDLE``) like any other. What rests on something marked is at
least as strict as that; what rests on something that nobody has marked is not known to be mild.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from attrs import field, fields, frozen

from dragoman.dossier import anchor_of, match_anchor, sign, standing
from dragoman.errors import BadRequest
from dragoman.model import Anchor, Contents, Decision, Document, Entry, Verb
from dragoman.model.handling import Handling, Marking, read_handling, strictest

DOSSIER = Anchor(noun="dossier", entry="dossier")
"""What a decision targets that marks the dossier itself: the mark of whatever has none."""

_WHO = ("parties", "persons", "organisations", "places")
_TOLD = ("segments", "mentions", "attributions", "statements", "contacts", "deeds", "assessments")
_JUDGED = (
    "findings",
    "reuses",
    "positions",
    "constraints",
    "leverages",
    "linkages",
    "commitments",
    "discrepancies",
    "hypotheses",
    "evidence",
    "corroborations",
    "questions",
)
"""What rests on other entries, in the order in which one may rest on another."""

_LIGHT = ("segments", "mentions", "attributions")
"""What is marked by its document alone unless somebody marks it itself."""

_STRING = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"')
_LONGEST = 80
"""Bytes of a text beyond which it is no id."""


@frozen(kw_only=True)
class Handlings:
    """Marks by id.

    ``own`` are the marks that analysts put on the thing itself; ``effective`` are at least as
    strict as those of everything that the thing rests on. ``unsure`` are the ids of things that
    nobody marked, or that rest on such: how strict they should be is not known. ``default`` is
    the dossier's own mark, for whatever has none; with it nothing is unsure. ``stray`` are the
    targets of marks that stand on no one entry any more.
    """

    own: Mapping[str, Handling] = field(factory=dict)
    effective: Mapping[str, Handling] = field(factory=dict)
    unsure: frozenset[str] | None = frozenset()
    default: Handling | None = None
    stray: tuple[tuple[Anchor, Handling], ...] = ()

    def of(self, id: str) -> Handling | None:
        """The effective mark of a document, entry or decision; None where none is known."""
        return self.effective.get(id, self.default)

    def is_unsure(self, id: str) -> bool:
        """Whether it has no mark, or rests on something that has none."""
        return self.default is None and (self.unsure is None or id in self.unsure)

    @property
    def strictest(self) -> Handling | None:
        """The strictest mark on anything; None when nothing is marked."""
        return strictest((*self.effective.values(), *(mark for _, mark in self.stray)))


def handlings(contents: Contents, default: Handling | None = None) -> Handlings:
    """The effective marks of everything in the contents, from the standing ``HANDLE`` decisions.

    An entry is at least as strict as every document that it rests on, every entry that it rests
    on, and its own mark; a decision is as strict as what it is about. Copies of a marked document
    carry its mark, and so do its other versions that have none of their own. Where the dossier has
    no mark of its own, ``default`` stands for it; of both the stricter one counts.

    Cost: linear in the size of the contents; none where nothing is marked.
    """
    signed = [d for d in standing(contents.decisions) if d.verb is Verb.HANDLE]
    if not signed:
        return Handlings(default=default, unsure=None)
    own, stray, dossier_wide = _own_marks(contents, signed)
    reckoning = _Reckoning(own=own, default=strictest((dossier_wide, default)))
    reckoning.mark_documents(contents.documents)
    for name in (*_WHO, *_TOLD, *_JUDGED):
        for entry in getattr(contents, name):
            reckoning.mark(entry, is_light=name in _LIGHT, is_who=name in _WHO)
    reckoning.mark_decisions(contents.decisions)
    return Handlings(
        own=own,
        effective=reckoning.effective,
        unsure=frozenset(reckoning.unsure),
        default=reckoning.default,
        stray=stray,
    )


def signed_mark(
    target: Entry | Anchor,
    mark: Handling,
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> Decision:
    """The decision that puts a mark on a document, an entry or (``DOSSIER``) the dossier itself.

    Raises:
        BadRequest: nobody signs.
    """
    anchor = target if isinstance(target, Anchor) else anchor_of(target)
    after = json.dumps(mark.value)
    return sign(Verb.HANDLE, anchor, who=who, decided_at=decided_at, after=after, why=why)


def marking_of(contents: Contents, marks: Handlings | None = None) -> Marking | None:
    """What a page on everything must bear: the strictest mark on it; None where nothing is marked.

    Documents without a mark are counted, since nobody knows how strict they should be. ``marks``
    are those of the contents, where they are known.
    """
    marks = marks or handlings(contents)
    mark = strictest((marks.strictest, marks.default))
    if mark is None:
        return None
    unmarked = sum(marks.is_unsure(document.id) for document in contents.documents)
    return Marking(mark=mark, unmarked=unmarked)


def label_in(decision: Decision) -> Handling:
    """The label that a decision puts on its target; RED where it cannot be read (fail closed)."""
    try:
        return read_handling(str(json.loads(decision.after or "")))
    except (ValueError, BadRequest):
        return Handling.RED


def strings_in(entry: Entry) -> set[str]:
    """Every short text that stands in the record; ids are among them."""
    # Plain JSON of the record, since its canonical form takes ten times as long.
    found = {*_STRING.findall(msgspec.json.encode(entry)), b"kind", entry.kind.encode()}
    if isinstance(entry, Decision):  # before and after are JSON texts within the JSON text
        for told in (entry.before, entry.after):
            found.update(_STRING.findall((told or "").encode("utf-8", "replace")))
    return {one.decode("utf-8", "replace") for one in found if len(one) <= _LONGEST}


def _own_marks(
    contents: Contents, signed: Iterable[Decision]
) -> tuple[dict[str, Handling], tuple[tuple[Anchor, Handling], ...], Handling | None]:
    """Marks by the id of their target, those that found none, and the dossier's own."""
    latest = {_key(decision.target): decision for decision in signed}
    desk = _Desk(contents)
    own: dict[str, Handling] = {}
    stray: list[tuple[Anchor, Handling]] = []
    dossier_wide = None
    for decision in latest.values():
        mark, target = label_in(decision), decision.target
        if target.noun == DOSSIER.noun:
            dossier_wide = mark
            continue
        held = desk.held_by(target)
        if not held:
            stray.append((target, mark))
        for id in held:
            own[id] = strictest((own.get(id), mark)) or mark
    return own, tuple(stray), dossier_wide


def _key(anchor: Anchor) -> object:
    """Which marks are on one thing: the later one of them counts."""
    return (anchor.noun, anchor.entry) if anchor.entry else anchor


class _Desk:
    """The entries of one contents, to find what a mark is on."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._by_noun: dict[str, list[Entry]] = {}

    def held_by(self, anchor: Anchor) -> list[str]:
        """Ids of what the anchor holds; where it is no one entry, all that share a passage."""
        if anchor.noun == Decision.kind:
            return [anchor.entry] if anchor.entry else []
        entries = self._of(anchor.noun)
        same_id = [entry.id for entry in entries if entry.id == anchor.entry]
        if same_id and _stands(anchor, entries):
            return same_id
        found = match_anchor(anchor, entries).entry
        if found is not None:
            return [found.id]
        touched = [entry.id for entry in entries if _overlaps(entry, anchor)]
        return [*same_id, *touched]

    def _of(self, noun: str) -> list[Entry]:
        if not self._by_noun:
            for one in fields(Contents):
                value = getattr(self._contents, one.name)
                if isinstance(value, tuple) and value and isinstance(value[0], Entry):
                    self._by_noun.setdefault(value[0].kind, []).extend(value)
        return self._by_noun.get(noun, [])


def _stands(anchor: Anchor, entries: list[Entry]) -> bool:
    """Whether the entry of the anchor's id has the very passages that were marked."""
    named = next(entry for entry in entries if entry.id == anchor.entry)
    return not anchor.passages or set(named.passages) >= set(anchor.passages)


def _overlaps(entry: Entry, anchor: Anchor) -> bool:
    return any(
        one.document == other.document and one.start < other.end and other.start < one.end
        for one in anchor.passages
        for other in entry.passages
    )


@frozen(kw_only=True)
class _Reckoning:
    """Marks worked out so far: documents first, then what rests on them."""

    own: Mapping[str, Handling]
    default: Handling | None
    effective: dict[str, Handling] = field(factory=dict)
    unsure: set[str] = field(factory=set)
    _grounds: set[str] = field(factory=set)
    _documents: set[str] = field(factory=set)

    def mark_documents(self, documents: Iterable[Document]) -> None:
        """Documents: copies as strict as the strictest of them, versions as their marked ones."""
        known = list(documents)
        copies = _groups((d.id, d.copy_of) for d in known)
        versions = _groups((d.id, link) for d in known for link in (d.supersedes, d.copy_of))
        for document in known:
            id = document.id
            mark = strictest(self.own.get(one) for one in copies[id])
            mark = mark or strictest(self.own.get(one) for one in versions[id])
            self._settle(id, mark, is_unsure=mark is None)
            self._grounds.add(id)
            self._documents.add(id)

    def mark(self, entry: Entry, *, is_light: bool, is_who: bool) -> None:
        """An entry: as strict as its documents, as what it rests on, and as its own mark.

        Whom an entry names makes it stricter only by a mark of his own.
        """
        if is_light:
            told = {passage.document for passage in entry.passages}
            named: set[str] = set()
        else:
            told = strings_in(entry) - {entry.id}
            named = told & self.own.keys()
        grounds = told & self._grounds
        marks = [*(self.effective.get(one) for one in grounds), *(self.own[one] for one in named)]
        mark = strictest((*marks, self.own.get(entry.id)))
        is_unsure = any(one in self.unsure for one in grounds)
        if not grounds and mark is None:
            mark, is_unsure = self.default, self.default is None
        self._settle(entry.id, mark, is_unsure=is_unsure)
        if not is_who:
            self._grounds.add(entry.id)

    def mark_decisions(self, decisions: Iterable[Decision]) -> None:
        """Decisions: as strict as what they are about, a remark on a remark as that one."""
        for decision in sorted(decisions, key=lambda one: (one.decided_at, one.id)):
            named = strings_in(decision) - {decision.id}
            grounds = {one for one in named if one in self.effective or one in self.unsure}
            marks = [self.effective.get(one) for one in grounds]
            mark = strictest((*marks, self.own.get(decision.id)))
            is_unsure = any(one in self.unsure for one in grounds) or not grounds
            self._settle(decision.id, mark, is_unsure=is_unsure)

    def _settle(self, id: str, mark: Handling | None, *, is_unsure: bool) -> None:
        if is_unsure and self.default is not None:
            mark, is_unsure = strictest((mark, self.default)), False
        if mark is not None:
            self.effective[id] = mark
        if is_unsure:
            self.unsure.add(id)


def _groups(links: Iterable[tuple[str, str | None]]) -> dict[str, frozenset[str]]:
    """The ids that hang together by the links, for each id."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        near[one].add(one)
        if other is not None:
            near[one].add(other)
            near[other].add(one)
    groups: dict[str, frozenset[str]] = {}
    for start in near:
        if start not in groups:
            group = frozenset(_reached(start, near))
            groups.update(dict.fromkeys(group, group))
    return groups


def _reached(start: str, near: Mapping[str, set[str]]) -> Iterator[str]:
    seen, stack = {start}, [start]
    while stack:
        one = stack.pop()
        yield one
        more = near[one] - seen
        seen |= more
        stack.extend(more)

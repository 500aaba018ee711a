"""Places: which document here is the one that a decision of another dossier stands in."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from attrs import evolve, frozen

from dragoman.dossier import Dossier
from dragoman.model import Anchor, Decision, Document, to_builtins


@frozen(kw_only=True)
class Place:
    """A document that decisions stand in: its id, the hash of its bytes, its address (url, else
    path), and the hash of its text (sha-256 of its UTF-8)."""

    id: str
    sha256: str
    address: str | None
    text_sha256: str


def places_in(dossier: Dossier, log: Iterable[Decision]) -> Iterator[Place]:
    """The dossier's documents that decisions name, by id."""
    named = {text for decision in log for text in _texts(decision)}
    heads = sorted(head.id for head in dossier.document_heads() if head.id in named)
    for document in dossier.documents(heads):
        yield _place(document)


def _place(document: Document) -> Place:
    return Place(
        id=document.id,
        sha256=document.sha256,
        address=document.url or document.path,
        text_sha256=_text_hash(document.text),
    )


def _text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@frozen(kw_only=True)
class Places:
    """How the documents of another dossier are called here; those that are not here have a name
    that no document bears, so that nothing is attached to a text that reads otherwise."""

    names: dict[str, str]
    here: frozenset[str]

    @classmethod
    def of(cls, dossier: Dossier, there: Sequence[Place]) -> "Places":
        """Find each document: by its id, else its bytes, else its text; the text must be equal."""
        names: dict[str, str] = {}
        if there:
            own = [_place(document) for document in dossier.documents()]
            names = {place.id: _found(place, own) or _nowhere(place.id) for place in there}
        here = frozenset(head.id for head in dossier.document_heads())
        return cls(names=names, here=here)

    def lost(self, decision: Decision) -> list[str]:
        """The ids, as they are there, of documents that a decision stands in and that are not
        here; sorted."""
        anchors = [decision.target, *_second(decision)]
        named = {passage.document for anchor in anchors for passage in anchor.passages}
        if decision.target.noun == Document.kind and decision.target.entry:
            named.add(decision.target.entry)
        return sorted(one for one in named if self.name(one) not in self.here)

    def is_met(self, anchor: Anchor) -> bool:
        """Whether a part of what an anchor stands on is here; one on no words always is."""
        return not anchor.passages or any(
            self.name(p.document) in self.here for p in anchor.passages
        )

    def name(self, document_id: str) -> str:
        """What a document of the other dossier is called here."""
        return self.names.get(document_id) or _nowhere(document_id)

    def moved(self, decision: Decision) -> Decision:
        """The decision with its documents as they are called here; its id and signature stay."""
        strange = {one: _nowhere(one) for one in self.lost(decision)}
        changed = {old: new for old, new in {**self.names, **strange}.items() if old != new}
        if not changed:
            return decision
        target = msgspec.convert(_renamed(msgspec.to_builtins(decision.target), changed), Anchor)
        return evolve(
            decision,
            target=target,
            before=_renamed_text(decision.before, changed),
            after=_renamed_text(decision.after, changed),
        )


_NOWHERE = "elsewhere-"


def _nowhere(document_id: str) -> str:
    """A name for a document that is not here; the same again for one that has such a name."""
    return document_id if document_id.startswith(_NOWHERE) else _NOWHERE + document_id


def _found(place: Place, own: Sequence[Place]) -> str | None:
    """The document here that a place is: with the very same text, the most alike first."""
    alike = [one for one in own if one.text_sha256 == place.text_sha256]

    def rank(one: Place) -> tuple[bool, bool, bool, str]:
        return (
            one.id != place.id,
            one.sha256 != place.sha256,
            one.address != place.address,
            one.id,
        )

    return min(alike, key=rank).id if alike else None


def _second(decision: Decision) -> list[Anchor]:
    from dragoman.dossier.reviewing import anchors_in

    return list(anchors_in(decision)[1:])


def _texts(decision: Decision) -> Iterator[str]:
    """Every text in a decision, also in the records that it holds."""
    values: list[Any] = [to_builtins(decision), _plain(decision.before), _plain(decision.after)]
    while values:
        value = values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            values.extend(value.values())
        elif isinstance(value, list | tuple):
            values.extend(value)


def _plain(text: str | None) -> Any:
    try:
        return None if text is None else msgspec.json.decode(text)
    except msgspec.MsgspecError:
        return None


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """Plain values with documents renamed wherever a text is nothing but a document's id."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(one, names) for one in value]
    return value


def _renamed_text(text: str | None, names: dict[str, str]) -> str | None:
    plain = _plain(text)
    if not isinstance(plain, dict | list):
        return text
    return msgspec.json.encode(_renamed(plain, names), order="sorted").decode()

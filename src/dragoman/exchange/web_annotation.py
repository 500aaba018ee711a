"""W3C Web Annotation: each entry's passages as annotations (annotation-model, 23 February 2017).

One annotation a passage: its target is the document with two selectors that choose the same words,
a TextQuoteSelector (exact, prefix, suffix) and a TextPositionSelector. The positions count Unicode
code points from 0, half open, as the standard asks, and are of the document's *stored text*, the
hash of which stands beside them (``dragoman:textSha256``): in a page of the web they would count
something else, and the quotation serves. Nothing in it comes from a clock; times are those at
which people signed, and at which documents were retrieved.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from attrs import define, field

from dragoman.exchange.jsonl import ORDER
from dragoman.exchange.web_addresses import web_address
from dragoman.model import (
    CONTEXT,
    Contents,
    Decision,
    Discrepancy,
    Document,
    Entry,
    Passage,
    Question,
    Verb,
    digest,
)
from dragoman.model.handling import Marking

Annotation = dict[str, Any]

CONTEXT_IRI = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:dragoman:terms:"
BY_DEFAULT_NOT = frozenset(
    {"document", "segment", "mention", "attribution", "corroboration", "reuse", "evidence"}
)
"""Nouns that are annotated only when asked for: there are many, or other entries tell them."""

_GENERATOR = {"id": "urn:dragoman:program", "type": "Software", "name": "Dragoman"}


def annotation_collection(
    contents: Contents,
    *,
    kinds: frozenset[str] | None = None,
    told: Mapping[str, str] | None = None,
    marking: Marking | None = None,
) -> Annotation:
    """The dossier's passages as one AnnotationCollection with its one AnnotationPage.

    ``kinds`` (nouns in lower case) narrows the entries; ``told`` has sentences that describe them,
    by id, for which the words of the passage stand otherwise. Notes and questions of analysts are
    annotations of their own. The order is that of the contents.
    """
    annotations = list(annotations_of(contents, kinds=kinds, told=told))
    collection = _collection(contents, annotations, marking)
    if annotations:
        collection["first"]["items"] = annotations
    return collection


def annotation_lines(
    contents: Contents,
    *,
    kinds: frozenset[str] | None = None,
    told: Mapping[str, str] | None = None,
    marking: Marking | None = None,
) -> Iterator[str]:
    """The same collection as lines of one JSON text, an annotation a line."""
    annotations = list(annotations_of(contents, kinds=kinds, told=told))
    collection = _collection(contents, annotations, marking)
    page = collection.pop("first", None)
    head = _json(collection)
    if page is None:
        yield head
        return
    yield f'{head[:-1]},"first":{_json(page)[:-1]},"items":['
    for number, annotation in enumerate(annotations, 1):
        yield _json(annotation) + ("," if number < len(annotations) else "")
    yield "]}}"


def annotations_of(
    contents: Contents,
    *,
    kinds: frozenset[str] | None = None,
    told: Mapping[str, str] | None = None,
) -> Iterator[Annotation]:
    """The annotations, entries first, then what analysts noted and asked."""
    desk = _Desk(contents=contents, told=told or {})
    for name in ORDER:
        if name == "decisions":
            continue
        for entry in getattr(contents, name):
            if entry.kind in kinds if kinds is not None else entry.kind not in BY_DEFAULT_NOT:
                yield from desk.of_entry(entry)
    if kinds is None or Decision.kind in kinds:
        for decision in in_force(contents.decisions):
            if decision.verb in _SAID:
                yield from desk.of_remark(decision)


def annotation_ids(decision: Decision) -> Iterator[str]:
    """The ids under which a decision's remark goes out, by which it is known when it comes back."""
    passages: list[Passage | None] = [*dict.fromkeys(decision.target.passages)]
    for passage in (*passages, None):
        yield _urn("annotation", decision.kind, decision.id, passage)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that nobody has taken back, by the instant of signing."""
    ordered = sorted(decisions, key=lambda decision: (decision.decided_at, decision.id))
    gone: set[str] = set()
    for decision in reversed(ordered):
        if decision.verb is Verb.WITHDRAW and decision.withdraws and decision.id not in gone:
            gone.add(decision.withdraws)
    return [decision for decision in ordered if decision.id not in gone]


def locate_by_quote(annotation: Annotation, text: str) -> tuple[int, int] | None:
    """Where the quoted words of an annotation stand in a text; None where they do not.

    Of several places the first one with the same words before and after counts.
    """
    chosen = _selector(annotation, "TextQuoteSelector")
    if chosen is None:
        return None
    prefix, exact, suffix = (chosen.get(key, "") for key in ("prefix", "exact", "suffix"))
    at = text.find(f"{prefix}{exact}{suffix}")
    start = at + len(prefix) if at >= 0 else text.find(exact)
    return (start, start + len(exact)) if start >= 0 else None


def locate_by_position(annotation: Annotation) -> tuple[int, int] | None:
    """The stretch of the stored text (code points, half open) that an annotation names."""
    chosen = _selector(annotation, "TextPositionSelector")
    return None if chosen is None else (chosen["start"], chosen["end"])


def _selector(annotation: Annotation, kind: str) -> Annotation | None:
    target = annotation["target"]
    found = target.get("selector", []) if isinstance(target, dict) else []
    return next((one for one in found if one["type"] == kind), None)


_SAID = {Verb.NOTE: "commenting", Verb.ASK: "questioning"}
"""What people say in words of their own, and the motivation that it is."""


@define(kw_only=True)
class _Desk:
    """Makes the annotations of one dossier's contents."""

    contents: Contents
    told: Mapping[str, str]
    documents: dict[str, Document] = field(init=False)
    hashes: dict[str, str] = field(init=False, factory=dict)
    added: dict[str, Decision] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.documents = {document.id: document for document in self.contents.documents}
        signed = in_force(self.contents.decisions)
        self.added = {d.target.entry: d for d in signed if d.verb is Verb.ADD and d.target.entry}

    def of_entry(self, entry: Entry) -> Iterator[Annotation]:
        """One annotation for each passage of an entry, each passage once."""
        is_asked = isinstance(entry, Question)
        for passage in dict.fromkeys(_passages(entry)):
            document = self.documents.get(passage.document)
            if document is None:
                continue
            yield {
                "id": _urn("annotation", entry.kind, entry.id, passage),
                "type": "Annotation",
                "motivation": "questioning" if is_asked else ["classifying", "describing"],
                **self._creator(entry),
                "generator": _GENERATOR,
                "body": self._bodies(entry, passage),
                "target": self._target(document, passage),
            }

    def of_remark(self, decision: Decision) -> Iterator[Annotation]:
        """What an analyst noted or asked: on each passage of its target, else on the target."""
        is_reply = decision.target.noun == Decision.kind
        motivation = "replying" if is_reply and decision.verb is Verb.NOTE else _SAID[decision.verb]
        known = (p for p in decision.target.passages if p.document in self.documents)
        passages: list[Passage | None] = [*dict.fromkeys(known)]
        for passage in passages or [None]:
            target: Any = f"urn:dragoman:{decision.target.noun}:{decision.target.entry}"
            if passage is not None:
                target = self._target(self.documents[passage.document], passage)
            yield {
                "id": _urn("annotation", decision.kind, decision.id, passage),
                "type": "Annotation",
                "motivation": motivation,
                "creator": {"type": "Person", "name": decision.who},
                "created": decision.decided_at,
                "generator": _GENERATOR,
                "dragoman:decision": decision.id,
                "body": [_text(decision.why, motivation), *_identity(decision.target)],
                "target": target,
            }

    def _creator(self, entry: Entry) -> Annotation:
        """Who put it there: a person and when, where one added it; else the reader."""
        by = self.added.get(entry.id)
        if by is not None:
            return {"creator": {"type": "Person", "name": by.who}, "created": by.decided_at}
        if entry.reader is None:
            return {"creator": _GENERATOR}
        name, version = entry.reader.name, entry.reader.version
        return {
            "creator": {
                "id": f"urn:dragoman:reader:{digest(name, version)}",
                "type": "Software",
                "name": f"{name} {version}".strip(),
            }
        }

    def _bodies(self, entry: Entry, passage: Passage) -> list[Annotation]:
        if isinstance(entry, Question):
            return [_text(entry.asks, "questioning"), _entry_body(entry.kind, entry.id)]
        words = self.told.get(entry.id) or " ".join(passage.exact.split())
        return [
            _text(entry.kind, "classifying"),
            _text(words, "describing"),
            _entry_body(entry.kind, entry.id),
        ]

    def _target(self, document: Document, passage: Passage) -> Annotation:
        source: Annotation = {"id": _address(document), "type": "Text"}
        if document.language:
            source["language"] = document.language
        source["dragoman:document"] = f"urn:dragoman:document:{document.id}"
        if document.sha256:
            source["dragoman:sha256"] = document.sha256
        target: Annotation = {"type": "SpecificResource", "source": source}
        if document.retrieved_at:
            target["state"] = {"type": "TimeState", "sourceDate": document.retrieved_at}
        target["selector"] = self._selectors(document, passage)
        if passage.role:
            target["dragoman:role"] = passage.role
        return target

    def _selectors(self, document: Document, passage: Passage) -> list[Annotation]:
        text, start, end = document.text, passage.start, passage.end
        is_in_place = text[start:end] == passage.exact
        quote = {
            "type": "TextQuoteSelector",
            "exact": passage.exact,
            "prefix": text[max(0, start - CONTEXT) : start] if is_in_place else passage.prefix,
            "suffix": text[end : end + CONTEXT] if is_in_place else passage.suffix,
        }
        if not is_in_place:
            return [quote]
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        return [quote, {**place, "dragoman:textSha256": self._hash(document)}]

    def _hash(self, document: Document) -> str:
        if document.id not in self.hashes:
            raw = document.text.encode("utf-8", "surrogatepass")
            self.hashes[document.id] = hashlib.sha256(raw).hexdigest()
        return self.hashes[document.id]


def _passages(entry: Entry) -> Iterator[Passage]:
    yield from entry.passages
    if isinstance(entry, Discrepancy):
        for account in entry.accounts:
            yield from account.passages


def _collection(
    contents: Contents, annotations: list[Annotation], marking: Marking | None
) -> Annotation:
    """The collection with its first page still empty; without a page where there is nothing."""
    name = f"urn:dragoman:collection:{digest(*(one['id'] for one in annotations))}"
    collection: Annotation = {
        "@context": [CONTEXT_IRI, {"dragoman": TERMS}],
        "id": name,
        "type": "AnnotationCollection",
        "label": contents.negotiation.name or "Passages of a dossier",
        "generator": _GENERATOR,
        "total": len(annotations),
    }
    if contents.as_of:
        collection["dragoman:asOf"] = contents.as_of
    if marking is not None:
        collection["dragoman:handling"] = marking.mark.value
        collection["dragoman:handlingNote"] = " ".join(marking.lines)
    if annotations:
        page = {"id": f"{name}:page:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
        collection["last"] = page["id"]
        collection["first"] = page
    return collection


def _urn(noun: str, kind: str, id: str, passage: Passage | None) -> str:
    place = (
        (passage.document, passage.role, str(passage.start), str(passage.end)) if passage else ()
    )
    return f"urn:dragoman:{noun}:{digest(kind, id, *place)}"


def _address(document: Document) -> str:
    """Where the document can be had: a plain http(s) address, else a name made of its hash."""
    address = web_address(document.url)
    if address is not None:
        return address
    if document.sha256:
        return f"urn:sha256:{document.sha256}"
    return f"urn:dragoman:document:{document.id}"


def _text(value: str, purpose: str) -> Annotation:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _entry_body(kind: str, id: str) -> Annotation:
    source = f"urn:dragoman:{kind}:{id}"
    return {"type": "SpecificResource", "source": source, "purpose": "identifying"}


def _identity(target: Any) -> list[Annotation]:
    """What a remark is about, where it has an id."""
    return [_entry_body(target.noun, target.entry)] if target.entry else []


def _json(values: Annotation) -> str:
    return msgspec.json.encode(values).decode("utf-8")

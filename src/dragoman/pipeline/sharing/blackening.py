"""Sentences made unreadable in texts that are shared.

A mark on a statement, contact, deed, person or the like covers the sentences that it stands in,
also where the document as a whole is milder. Blackened texts keep their length, so that every
offset into them holds.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import evolve

from dragoman.briefing import sentences_of
from dragoman.dossier import standing
from dragoman.model import (
    Anchor,
    Contents,
    Document,
    Entry,
    Passage,
    Verb,
    from_builtins,
    to_builtins,
)
from dragoman.pipeline.sharing.limit import Limit

BLACK = "█"
_CONTEXT = 32
_TOLD = ("statements", "attributions", "contacts", "deeds", "assessments", "findings", "segments")
_WHO = ("parties", "persons", "organisations", "places")
_SHORTEST_NAME = 3

Spans = Mapping[str, tuple[tuple[int, int], ...]]
"""Stretches of texts by document, code points, half open, in order."""

E = TypeVar("E", bound=Entry)


def spans_to_blacken(contents: Contents, limit: Limit) -> Spans:
    """Whole sentences in which something stands that is marked too strictly by itself."""
    texts = {d.id: d.text for d in contents.documents if limit.lets(d.id)}
    touched: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in _marked_passages(contents, limit):
        if passage.document in texts:
            touched[passage.document].append((passage.start, passage.end))
    pattern = _names_pattern(_marked_names(contents, limit))
    if pattern is not None:
        for id, text in texts.items():
            touched[id] += [found.span() for found in pattern.finditer(text)]
    return {id: tuple(_whole_sentences(texts[id], near)) for id, near in touched.items() if near}


def _marked_passages(contents: Contents, limit: Limit) -> Iterator[Passage]:
    marked = {id for id, mark in limit.marks.own.items() if limit.is_too_strict(mark)}
    for name in (*_TOLD, *_WHO, "mentions"):
        for entry in getattr(contents, name):
            if entry.id in marked or getattr(entry, "refers_to", None) in marked:
                yield from entry.passages
    for anchor, mark in limit.marks.stray:
        if limit.is_too_strict(mark):
            yield from anchor.passages
    for anchor in _former_anchors(contents, marked):
        yield from anchor.passages


def _former_anchors(contents: Contents, marked: Collection[str]) -> Iterator[Anchor]:
    """Where marks were put: an entry that is read otherwise today stood there."""
    nouns = {"mention", "statement", "attribution", "contact", "deed", "assessment"}
    for decision in standing(contents.decisions):
        target = decision.target
        if decision.verb is Verb.HANDLE and target.entry in marked and target.noun in nouns:
            yield target


def _marked_names(contents: Contents, limit: Limit) -> set[str]:
    """The names of those who are marked too strictly themselves."""
    found: set[str] = set()
    for name in _WHO:
        for entry in getattr(contents, name):
            if limit.is_too_strict(limit.marks.own.get(entry.id)):
                found.update(entry.names)
    return {name.strip() for name in found if len(name.strip()) >= _SHORTEST_NAME}


def _names_pattern(names: Collection[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    told = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE)


def _whole_sentences(text: str, near: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences that share a character with one of the spans."""
    spans = sorted(near)
    for start, end in sentences_of(text):
        if any(a < end and start < max(b, a + 1) for a, b in spans):
            yield start, end


def blackened_text(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these stretches unreadable and as long as before; line ends stay."""
    for start, end in spans:
        dark = "".join(c if c in "\r\n" else BLACK for c in text[start:end])
        text = f"{text[:start]}{dark}{text[end:]}"
    return text


def blackened_document(document: Document, spans: Spans) -> Document:
    """The document with its text blackened; its hashes, which would give it away, are dropped."""
    own = spans.get(document.id)
    if not own:
        return document
    lost = {" ".join(document.text[start:end].split()) for start, end in own}
    title = " ".join((document.title or "").split())
    is_lost = bool(title) and any(title in one or one in title for one in lost)
    return evolve(
        document,
        text=blackened_text(document.text, own),
        title=None if is_lost else document.title,
        sha256="",
        fingerprint="",
    )


def without_blackened(entries: Iterable[E], spans: Spans, texts: Mapping[str, str]) -> Iterator[E]:
    """The entries that stand outside the blackened stretches.

    Of somebody named elsewhere too, the other places stay, under the names given there; a segment
    is cut anew from ``texts``, the blackened ones; so is the context quoted around every passage.
    """
    for entry in entries:
        if not any(passage.document in spans for passage in entry.passages):
            yield entry
        elif (kept := _cut_anew(entry, spans, texts)) is not None:
            yield kept


def _cut_anew(entry: E, spans: Spans, texts: Mapping[str, str]) -> E | None:
    values = to_builtins(entry)
    if entry.kind == "segment":
        _cut_passages(values, texts, spans, is_segment=True)
    elif entry.kind in ("person", "party", "organisation", "place"):
        if not _keep_lit(values, spans, texts):
            return None
        _cut_passages(values, texts, spans)
    elif any(_is_dark(passage, spans) for passage in passages_in(values)):
        return None
    else:
        _cut_passages(values, texts, spans)
    made: Any = from_builtins(values)
    return made  # type: ignore[no-any-return]


def _keep_lit(values: dict[str, Any], spans: Spans, texts: Mapping[str, str]) -> bool:
    """Keep of somebody what stands outside the blackened stretches; whether anything does.

    Names that no text has any more go; so does the office, which may have stood there.
    """
    lit = [p for p in values["passages"] if not _is_dark(p, spans)]
    if len(lit) < len(values["passages"]):
        told = " ".join(texts.get(id, "") for id in {p["document"] for p in lit}).casefold()
        named = [name for name in values["names"] if name.casefold() in told]
        values["names"] = named or [p["exact"] for p in lit[:1]]
        if "office" in values:
            values["office"] = None
    values["passages"] = lit
    return bool(lit)


def passages_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every passage, however deep, of a record turned into plain values."""
    if isinstance(value, dict):
        if {"document", "start", "end", "exact"} <= value.keys():
            yield value
        else:
            for one in value.values():
                yield from passages_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from passages_in(one)


def _is_dark(passage: Mapping[str, Any], spans: Spans) -> bool:
    start, end = passage["start"], max(passage["end"], passage["start"] + 1)
    return any(a < end and start < b for a, b in spans.get(passage["document"], ()))


def _cut_passages(
    values: Any, texts: Mapping[str, str], spans: Spans, *, is_segment: bool = False
) -> None:
    for passage in passages_in(values):
        text = texts.get(passage["document"]) if passage["document"] in spans else None
        if text is not None:
            start, end = passage["start"], passage["end"]
            passage["prefix"] = text[max(0, start - _CONTEXT) : start]
            passage["suffix"] = text[end : end + _CONTEXT]
            if is_segment:
                passage["exact"] = text[start:end]

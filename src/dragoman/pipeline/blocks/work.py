"""A block as a piece of work for an engine: all that it needs as bytes, its entries as bytes."""

import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from attrs import evolve, frozen

from dragoman.dossier import Orphan, unpack_report
from dragoman.model import (
    Contents,
    Decision,
    Document,
    Entry,
    Negotiation,
    Position,
    PositionStage,
    Reader,
    TextReuse,
    decode,
    decode_as,
    encode,
)
from dragoman.pipeline.blocks.nouns import NOUNS
from dragoman.pipeline.blocks.weaving import Woven, weave
from dragoman.pipeline.engines import Item, Perform
from dragoman.pipeline.reading import entailment_judge, sentence_model

_LEVEL = 1
"""Of zlib, for entries on their way back: their passages repeat the same words."""


class _Body(msgspec.Struct):
    reports: list[bytes]
    heads: list[bytes]
    reuses: list[bytes]
    decisions: list[bytes]
    guests: list[str]


class _Told(msgspec.Struct):
    """An orphan: the decision's id, why it found none, and those it may have meant."""

    decision: str
    why: str
    candidates: list[bytes]


class Answer(msgspec.Struct):
    """What comes back: for each field of the contents its entries (id and line of JSON) by id."""

    entries: dict[str, list[tuple[str, bytes]]]
    orphans: list[_Told]


@frozen(kw_only=True)
class BlockWork:
    """Puts blocks together. ``negotiation`` has the ratings and the file's day worked in."""

    negotiation: Negotiation
    reader: Reader

    def open(self) -> Perform:
        """Open the models that the reader's reports are judged with."""
        model, judge = sentence_model(self.reader), entailment_judge(self.reader)

        def perform(body: bytes) -> bytes:
            told = msgspec.msgpack.decode(body, type=_Body)
            heads = {head.id: head for head in (decode_as(one, Document) for one in told.heads)}
            woven = weave(
                map(unpack_report, told.reports),
                heads,
                [decode_as(one, TextReuse) for one in told.reuses],
                [decode_as(one, Decision) for one in told.decisions],
                self.negotiation,
                model=model,
                judge=judge,
            )
            return _packed(woven, frozenset(told.guests))

        return perform


def block_item(
    key: str,
    reports: Iterable[bytes],
    heads: Iterable[Document],
    reuses: Iterable[TextReuse],
    decisions: Iterable[Decision],
    guests: Iterable[str] = (),
) -> Item:
    """A block with all that it needs; its weight is that of its reports.

    What rests on ``guests`` alone is left out of its answer: their own block tells it.
    """
    body = _Body(
        reports=list(reports),
        heads=[encode(one) for one in heads],
        reuses=[encode(one) for one in reuses],
        decisions=[encode(one) for one in decisions],
        guests=list(guests),
    )
    return Item(
        key=key,
        body=msgspec.msgpack.encode(body),
        weight=sum(map(len, body.reports)),
    )


def _packed(woven: Woven, guests: frozenset[str]) -> bytes:
    entries = {field: _lines(woven.contents, field, guests) for field in NOUNS}
    orphans = [
        _Told(
            decision=one.decision.id,
            why=one.why,
            candidates=[encode(candidate) for candidate in one.candidates],
        )
        for one in woven.orphans
    ]
    return zlib.compress(msgspec.msgpack.encode(Answer(entries=entries, orphans=orphans)), _LEVEL)


def _lines(contents: Contents, field: str, guests: frozenset[str]) -> list[tuple[str, bytes]]:
    entries: Iterable[Entry] = getattr(contents, field)
    own = (_without(one, guests) for one in entries if not _rests_on(one, guests))
    return sorted((entry.id, encode(entry)) for entry in own)


def _rests_on(told: Entry | PositionStage, guests: frozenset[str]) -> bool:
    """Whether all its passages stand in guests."""
    return bool(told.passages) and all(p.document in guests for p in told.passages)


def _without(entry: Entry, guests: frozenset[str]) -> Entry:
    """An entry without the stages that their own block tells."""
    if not guests or not isinstance(entry, Position):
        return entry
    return evolve(entry, series=tuple(s for s in entry.series if not _rests_on(s, guests)))


def answered(body: bytes) -> Answer:
    """The entries of a block out of an engine's answer."""
    return msgspec.msgpack.decode(zlib.decompress(body), type=Answer)


def orphans_of(answer: Answer, decisions: Mapping[str, Decision]) -> Iterator[Orphan]:
    """The decisions of a block that found no entry in it."""
    for told in answer.orphans:
        yield Orphan(
            decision=decisions[told.decision],
            candidates=tuple(decode(one) for one in told.candidates),
            why=told.why,
        )

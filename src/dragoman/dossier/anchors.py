"""Anchors: what a decision is tied to, and how it finds its entry again.

A newer reader may shift a boundary or give an entry another id. The anchor holds as long as its
noun, the role of its main passage and its head word still stand where they stood; where that is
not so, or where several entries would fit, nothing is re-attached (design, section 3).
"""

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from dragoman.model import Anchor, Entry, Passage

MERGED = frozenset(
    {
        "person",
        "organisation",
        "place",
        "contact",
        "deed",
        "position",
        "commitment",
        "discrepancy",
        "corroboration",
        "question",
        "constraint",
        "leverage",
        "linkage",
    }
)
"""Nouns whose entries rest on several passages; they are found by their share of them."""

CODED = frozenset({"document", "party"})
"""Nouns whose ids are no hash of spans: an address and its bytes, a country's code."""

MAIN_ROLES = ("content", "mention", "measure", "cue")
"""The role that names an entry's main passage, first choice first."""

SHARE = 0.5
"""The least share of an anchor's passages on which a merged entry is found again."""

NEAREST = 5
"""How many candidates an orphaned decision shows."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@frozen(kw_only=True)
class Match:
    """The entry that an anchor holds, or None and the entries an analyst could pick from."""

    entry: Entry | None = None
    candidates: tuple[Entry, ...] = ()


def anchor_of(entry: Entry) -> Anchor:
    """The anchor of an entry: its noun, all its passages and the head word of the main one."""
    main = main_passage(entry.passages)
    head = head_word(main.exact) if main else ""
    return Anchor(noun=entry.kind, passages=entry.passages, head=head, entry=entry.id)


def main_passage(passages: Sequence[Passage]) -> Passage | None:
    """The passage that carries the entry: by ``MAIN_ROLES``, else the first one."""
    for role in MAIN_ROLES:
        for passage in passages:
            if passage.role == role:
                return passage
    return passages[0] if passages else None


def head_word(words: str) -> str:
    """The word to recognise a passage by: the last capitalised one after the first, else the last.

    The first word is passed over because a sentence capitalises it whatever it is.

    >>> head_word("The envoy will see Ilse Marn again")
    'Marn'
    >>> head_word("The quota is too low")
    'low'
    """
    found = [match.group() for match in _WORD.finditer(words)]
    capitals = [word for word in found[1:] if word[0].isupper()]
    return (capitals or found or [""])[-1]


def match_anchor(anchor: Anchor, entries: Iterable[Entry]) -> Match:
    """Find the one entry that an anchor holds, else the candidates for an analyst.

    Candidates are the entries that fit when several do; otherwise those of the same noun in the
    same document, nearest first, at most ``NEAREST``.
    """
    same = [entry for entry in entries if entry.kind == anchor.noun]
    found = _fitting(anchor, same)
    by_id = {entry.id: entry for entry in found}
    if len(by_id) > 1 and anchor.entry in by_id:
        by_id = {anchor.entry: by_id[anchor.entry]} if _may_tell(anchor, found) else by_id
    if len(by_id) == 1:
        return Match(entry=next(iter(by_id.values())))
    return Match(candidates=tuple(by_id.values()) or _nearest(anchor, same))


def meets(one: Passage, other: Passage) -> bool:
    """Whether two passages have the same role and share at least one character."""
    return (
        one.document == other.document
        and one.role == other.role
        and (
            (one.start < other.end and other.start < one.end)
            or (one.start, one.end) == (other.start, other.end)
        )
    )


def _fitting(anchor: Anchor, same: list[Entry]) -> list[Entry]:
    if not anchor.passages or anchor.noun in CODED:
        return [entry for entry in same if entry.id == anchor.entry]
    if anchor.noun in MERGED:
        return _by_share(anchor, same)
    equal = [entry for entry in same if _spans(entry.passages) == _spans(anchor.passages)]
    return equal or _shifted(anchor, same)


def _may_tell(anchor: Anchor, found: list[Entry]) -> bool:
    """Whether the id may choose among several that fit: where it stands for the same spans."""
    spans = {_spans(entry.passages) for entry in found}
    return anchor.noun in MERGED or len(spans) == 1


def _shifted(anchor: Anchor, same: list[Entry]) -> list[Entry]:
    """Entries that still hold the head word; of several, those that meet every passage."""
    main = main_passage(anchor.passages)
    if main is None:
        return []
    start, end = _head_span(anchor, main)
    held = [entry for entry in same if _holds(entry, main, start, end)]
    whole = [entry for entry in held if _share(anchor, entry) == 1.0]
    return whole or held


def _head_span(anchor: Anchor, main: Passage) -> tuple[int, int]:
    """Where the head word stands, in code points of the document; the passage if nowhere."""
    words = [match for match in _WORD.finditer(main.exact) if match.group() == anchor.head]
    if not words:
        return main.start, main.end
    return main.start + words[-1].start(), main.start + words[-1].end()


def _holds(entry: Entry, main: Passage, start: int, end: int) -> bool:
    return any(
        passage.document == main.document
        and passage.role == main.role
        and passage.start <= start
        and end <= passage.end
        for passage in entry.passages
    )


def _by_share(anchor: Anchor, same: list[Entry]) -> list[Entry]:
    shares = [(entry, _share(anchor, entry)) for entry in same]
    best = max((share for _, share in shares), default=0.0)
    return [entry for entry, share in shares if share == best] if best >= SHARE else []


def _share(anchor: Anchor, entry: Entry) -> float:
    """The part of the anchor's passages that the entry's meet."""
    places: dict[tuple[str, str], list[Passage]] = {}
    for passage in entry.passages:
        places.setdefault((passage.document, passage.role), []).append(passage)
    met = sum(
        any(meets(ours, its) for its in places.get((ours.document, ours.role), ()))
        for ours in anchor.passages
    )
    return met / len(anchor.passages)


def _spans(passages: Sequence[Passage]) -> frozenset[tuple[str, str, int, int]]:
    return frozenset((p.document, p.role, p.start, p.end) for p in passages)


def _nearest(anchor: Anchor, same: list[Entry]) -> tuple[Entry, ...]:
    main = main_passage(anchor.passages)
    if main is None:
        return ()
    away = [
        (
            min(abs(p.start - main.start) for p in entry.passages if p.document == main.document),
            entry,
        )
        for entry in same
        if any(passage.document == main.document for passage in entry.passages)
    ]
    away.sort(key=lambda pair: (pair[0], pair[1].id))
    return tuple(entry for _, entry in away[:NEAREST])

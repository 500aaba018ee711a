"""Merge and split: which members make one entry."""

from collections.abc import Collection, Sequence

from attrs import frozen

from dragoman.dossier import anchor_of, judged_same, judged_split
from dragoman.dossier.anchors import MAIN_ROLES, head_word, main_passage
from dragoman.errors import BadRequest
from dragoman.model import Anchor, Decision, Entry, Passage, digest

JOINED = ("person", "contact", "deed", "commitment", "document")
"""Nouns whose accounts are joined, so that an analyst can join and part them (documents: as copies
of each other, which are joined only)."""


@frozen(kw_only=True)
class Member:
    """A part of a merged entry that can leave it: what one document tells of it.

    ``id`` is the same as long as the passages are. ``parts`` are its several tellings within the
    document, each with the main passage that carries it; none where there is but one.
    """

    id: str
    document: str
    passages: tuple[Passage, ...]
    parts: tuple["Member", ...] = ()


def members_of(entry: Entry) -> tuple[Member, ...]:
    """The members of a merged entry, in the order of its passages; none of one never merged."""
    if entry.kind not in JOINED:
        return ()
    by_document: dict[str, list[Passage]] = {}
    for passage in entry.passages:
        by_document.setdefault(passage.document, []).append(passage)
    return tuple(_member(entry.kind, tuple(passages)) for passages in by_document.values())


def _member(kind: str, passages: tuple[Passage, ...], *, is_part: bool = False) -> Member:
    spans = sorted(f"{p.document}:{p.role}:{p.start}:{p.end}" for p in passages)
    return Member(
        id=digest("part" if is_part else "member", kind, *spans),
        document=passages[0].document,
        passages=passages,
        parts=() if is_part else _parts(kind, passages),
    )


def _parts(kind: str, passages: tuple[Passage, ...]) -> tuple[Member, ...]:
    """The tellings within one document: each main passage with the others nearest to it."""
    role = next((r for r in MAIN_ROLES if any(p.role == r for p in passages)), None)
    mains = sorted({p for p in passages if p.role == role}, key=lambda p: (p.start, p.end))
    if len(mains) < 2:
        return ()
    near: dict[Passage, list[Passage]] = {main: [main] for main in mains}
    for passage in passages:
        if passage not in near:
            near[min(mains, key=lambda main: abs(main.start - passage.start))].append(passage)
    return tuple(_member(kind, tuple(found), is_part=True) for found in near.values())


def merge(
    entries: Sequence[Entry], *, who: str, decided_at: str | None = None, why: str = ""
) -> tuple[Decision, ...]:
    """The decisions that all of ``entries`` are one; for ``Dossier.decide_all``.

    Raises:
        BadRequest: fewer than two, of several nouns, or of a noun whose entries are never joined.
    """
    ids = {entry.id: entry for entry in entries}
    if len(ids) < 2 or len({entry.kind for entry in entries}) > 1:
        raise BadRequest("to merge takes two or more entries of one kind")
    first, *rest = ids.values()
    if first.kind not in JOINED:
        raise BadRequest(f"a {first.kind} is never merged; only {', '.join(JOINED)}")
    return tuple(
        judged_same(first, other, who=who, decided_at=decided_at, why=why) for other in rest
    )


def split(
    entry: Entry,
    leaving: Collection[str],
    *,
    who: str,
    decided_at: str | None = None,
    why: str = "",
) -> Decision:
    """The decision that some members leave into an entry of their own.

    ``leaving`` are ids of ``members_of``, or of their parts.

    Raises:
        BadRequest: none or all of them leave, one is unknown, or the noun is never joined.
    """
    members = members_of(entry)
    known = {one.id: one for member in members for one in (member, *member.parts)}
    if unknown := sorted(set(leaving) - known.keys()):
        raise BadRequest(f"{entry.kind} {entry.id} has no member {unknown[0]!r}; look at it again")
    gone = {passage for one in leaving for passage in known[one].passages}
    staying = tuple(passage for passage in entry.passages if passage not in gone)
    left = tuple(passage for passage in entry.passages if passage in gone)
    return judged_split(
        _anchor(entry, left), _anchor(entry, staying), who=who, decided_at=decided_at, why=why
    )


def _anchor(entry: Entry, passages: tuple[Passage, ...]) -> Anchor:
    main = main_passage(passages)
    head = head_word(main.exact) if main else ""
    return Anchor(noun=anchor_of(entry).noun, passages=passages, head=head, entry=entry.id)

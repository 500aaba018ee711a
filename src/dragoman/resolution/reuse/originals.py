"""Who took from whom: by credit line, day and containment; never by the order of adding."""

from datetime import UTC, datetime

from attrs import frozen

from dragoman.gazetteer.crediting import credited
from dragoman.model import Document, Genre, ReuseKind
from dragoman.resolution.reuse.comparing import Comparison
from dragoman.resolution.reuse.judging import Verdict
from dragoman.resolution.reuse.words import agencies


@frozen
class Origin:
    """Which of two documents is the original, what the other makes of it, and how that is known."""

    is_one: bool
    kind: ReuseKind
    because: str


def find_origin(one: Document, two: Document, comparison: Comparison, verdict: Verdict) -> Origin:
    """Tell the original from the copy; ``one`` and ``two`` have their texts.

    The first that speaks: a readout or press release before reporting; a credit line of the one
    that names the outlet of the other; the earlier day (or instant, where both have one); of a text
    within another, the place of its words: who cuts keeps the beginning, who builds a wire into a
    story puts his own before it. Where nothing speaks the smaller id stands for the group, and
    ``because`` says that it is not known.
    """
    said = _by_genre(one, two) or _by_credit(one, two) or _by_day(one, two)
    if said is not None:
        return Origin(said[0], _kind(verdict, said[0]), said[1])
    if verdict.kind is ReuseKind.CUT_DOWN:
        is_cut = _keeps_beginning(comparison, verdict.shorter_is_one)
        is_one = verdict.shorter_is_one is not is_cut
        because = "keeps its beginning" if is_cut else "stands inside the longer story"
        kind = ReuseKind.CUT_DOWN if is_cut else ReuseKind.WIRE_INSIDE
        return Origin(is_one, kind, f"original by containment: {because}; days do not tell")
    return Origin(one.id < two.id, verdict.kind, "original not known: no day, no credit line tells")


def _kind(verdict: Verdict, is_one: bool) -> ReuseKind:
    """A contained text that is the original stands inside; one that is the copy was cut down."""
    if verdict.kind is not ReuseKind.CUT_DOWN:
        return verdict.kind
    is_short = verdict.shorter_is_one is is_one
    return ReuseKind.WIRE_INSIDE if is_short else ReuseKind.CUT_DOWN


_RELEASES = frozenset({Genre.READOUT, Genre.PRESS_RELEASE, Genre.TRANSCRIPT})


def _by_genre(one: Document, two: Document) -> tuple[bool, str] | None:
    first, second = one.genre in _RELEASES, two.genre in _RELEASES
    if first is second:
        return None
    genre = (one if first else two).genre
    return first, f"original by kind of text: a {genre}"


def _by_credit(one: Document, two: Document) -> tuple[bool, str] | None:
    first, second = credits_outlet(two, one.outlet), credits_outlet(one, two.outlet)
    if first is second:
        return None
    outlet = one.outlet if first else two.outlet
    return first, f"original by credit line: names {outlet}"


def credits_outlet(document: Document, outlet: str | None) -> bool:
    """Whether the text names an outlet, other than its own, as the origin of what it tells."""
    if not outlet or (document.outlet or "").casefold() == outlet.casefold():
        return False
    return credited(document.text, (outlet,)) is not None


def _by_day(one: Document, two: Document) -> tuple[bool, str] | None:
    first, second = instant_of(one.published_at), instant_of(two.published_at)
    if first is None or second is None:
        return None
    if "T" not in (one.published_at or "") or "T" not in (two.published_at or ""):
        first, second = first[:10], second[:10]
    if first == second:
        return None
    early, late = sorted((first, second))
    return first < second, f"original by day: {early[:10]} before {late[:10]}"


def instant_of(edtf: str | None) -> str | None:
    """A text that sorts like the time, instants in UTC; None for an unknown or vague one."""
    if not edtf or "/" in edtf or edtf[:1] not in "0123456789":
        return None
    if "T" not in edtf:
        return edtf.rstrip("?~%")
    try:
        instant = datetime.fromisoformat(edtf)
    except ValueError:
        return edtf[:10]
    return instant.astimezone(UTC).isoformat() if instant.tzinfo else edtf


def _keeps_beginning(comparison: Comparison, shorter_is_one: bool) -> bool:
    """Whether the first sentence of the longer text stands in the shorter one."""
    longer, held = comparison.one, comparison.held_one
    if shorter_is_one:
        longer, held = comparison.two, comparison.held_two
    first = longer.sentences[0]
    words = range(first.first, first.last)
    return sum(word in held for word in words) >= len(words) / 2


def outlet_words(*documents: Document) -> frozenset[str]:
    """The words of the names of outlets: naming another one is a change of the credit line."""
    names = " ".join(document.outlet or "" for document in documents).casefold()
    return frozenset(names.split()) | agencies()

"""What may go out at a handling mark."""

from collections.abc import Collection
from datetime import date
from typing import Any

from attrs import evolve

from dragoman.dossier import Dossier
from dragoman.model import Contents
from dragoman.model.handling import Handling, Withheld
from dragoman.pipeline.as_of import contents_as_of
from dragoman.pipeline.blocks import DERIVED
from dragoman.pipeline.contents import contents_of
from dragoman.pipeline.handling import handlings
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.sharing.afresh import put_together_afresh
from dragoman.pipeline.sharing.blackening import Spans, spans_to_blacken
from dragoman.pipeline.sharing.counting import left_out
from dragoman.pipeline.sharing.decisions import safe_skips, with_safe_decisions
from dragoman.pipeline.sharing.entries import milder_entries
from dragoman.pipeline.sharing.limit import Limit
from dragoman.pipeline.sharing.secrets import secrets_of
from dragoman.pipeline.sharing.settings import has_estimates, shared_settings


def share(
    dossier: Dossier,
    at_most: Handling,
    *,
    unmarked: Handling | None = None,
    estimates: bool = False,
    as_of: date | None = None,
    without: Collection[str] = (),
    progress: Progress = silent,
) -> tuple[Contents, Withheld]:
    """The file as it would be had nothing stricter than ``at_most`` ever been in it.

    Documents that may not be shown are left out first, and everything is put together anew from
    the others (names, contacts, positions, counts); then :func:`for_sharing` takes out what is
    marked by itself. Nothing is stored. ``unmarked`` is the mark that things without one are
    given; where it is None the dossier's own mark counts, and where nobody gave it one they are
    left out. ``estimates`` keeps the analysts' own numbers on the parties. ``without`` names
    fields of entries that nobody will look at.

    Raises:
        DossierError: the dossier cannot be read.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    if as_of is None:
        full = contents_of(dossier)
    else:
        full = contents_as_of(dossier, as_of, progress=progress).contents
    limit = Limit(at_most=at_most, marks=handlings(full, unmarked))
    spans = spans_to_blacken(full, limit)
    start = full
    if spans or not all(limit.lets(document.id) for document in full.documents):
        start = put_together_afresh(dossier, full, limit, spans, as_of=as_of, progress=progress)
    asked = full.negotiation.as_of if as_of is None else as_of.isoformat()
    shared, withheld = _shared(
        full, start, limit, spans, unmarked, estimates=estimates, asked=asked
    )
    nothing: dict[str, Any] = {name: () for name in DERIVED if name in without}
    return evolve(shared, **nothing), withheld


def for_sharing(
    contents: Contents,
    at_most: Handling,
    *,
    unmarked: Handling | None = None,
    estimates: bool = False,
) -> tuple[Contents, Withheld]:
    """``contents`` without whatever is stricter than ``at_most`` and everything that rests on it.

    What is not known to be mild enough counts as too strict. An entry told by a withheld document
    is left out whole, even where other documents tell it too: call :func:`share` where the dossier
    is at hand, which keeps what the others tell. Notes, reasons and settings go out only when they
    have no word that is known from withheld things alone.
    """
    limit = Limit(at_most=at_most, marks=handlings(contents, unmarked))
    spans = spans_to_blacken(contents, limit)
    asked = contents.negotiation.as_of
    if contents.as_of != _newest_day(contents):
        asked = contents.as_of
    return _shared(contents, contents, limit, spans, unmarked, estimates=estimates, asked=asked)


def _shared(
    full: Contents,
    start: Contents,
    limit: Limit,
    spans: Spans,
    unmarked: Handling | None,
    *,
    estimates: bool,
    asked: str | None,
) -> tuple[Contents, Withheld]:
    """``start`` filtered; ``full`` is what the marks, the secret words and the counts are of.

    ``asked`` is the day that somebody asked for, None for the newest document's.
    """
    secrets = secrets_of(full, limit, spans)
    own = limit if start is full else evolve(limit, marks=handlings(start, unmarked))
    kept = milder_entries(start, own, spans, secrets)
    kept = with_safe_decisions(kept, limit, spans, secrets)
    kept = evolve(kept, skips=tuple(safe_skips(kept.skips, limit, secrets)))
    settings = shared_settings(kept, secrets, estimates=estimates)
    withheld = Withheld(
        at_most=limit.at_most,
        unmarked=limit.marks.default,
        left=left_out(full, kept, limit),
        blackened=sum(map(len, spans.values())),
        estimates=has_estimates(full.negotiation) and not estimates,
    )
    return evolve(kept, negotiation=settings, as_of=asked or _newest_day(kept)), withheld


def _newest_day(contents: Contents) -> str | None:
    """The day of the newest document; that of a withheld one must not be told."""
    return max((d.published_at[:10] for d in contents.documents if d.published_at), default=None)

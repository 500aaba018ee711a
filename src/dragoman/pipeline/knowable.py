"""Which documents could be known on a day, and which version of each was the newest then."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from dragoman.calendar import interval
from dragoman.dossier import settled
from dragoman.errors import BadRequest
from dragoman.model import Document, Negotiation


@frozen(kw_only=True)
class Knowable:
    """The documents that count, with copies and versions as they are among these alone.

    ``later`` counts those published after the day, ``undated`` those of which no day of
    publication is known (or only a stretch of days that reaches beyond the day), ``changed`` those
    published before and changed since, of which the earlier version is not on file.
    """

    documents: tuple[Document, ...]
    later: int = 0
    undated: int = 0
    changed: int = 0

    @property
    def counting(self) -> list[str]:
        """Ids of the documents to be read: no copies, and only the newest version of each."""
        superseded = {one.supersedes for one in self.documents}
        return [d.id for d in self.documents if not d.copy_of and d.id not in superseded]


def day_asked(text: str) -> date:
    """The last day of an EDTF day, month or year.

    >>> day_asked("2025-03")
    datetime.date(2025, 3, 31)

    Raises:
        BadRequest: it is none, or has an open end.
    """
    try:
        last = None if "/" in text else interval(text.strip())[1]
    except BadRequest:
        last = None
    if last is None:
        raise BadRequest(f"{text!r} is no day; write 2025-03-18, or 2025-03 for the whole month")
    return last


def known_by(heads: Iterable[Document], day: date, *, keep_undated: bool = False) -> Knowable:
    """The documents published on or before ``day``, in their order.

    A version counts by the day on which it was last changed: what was written into an article
    later could not be read in it then.
    """
    known: list[Document] = []
    later = undated = 0
    changed: list[Document] = []
    for head in heads:
        published, modified = _last_day(head.published_at), _last_day(head.modified_at)
        if published is None:
            undated += 1
            if keep_undated:
                known.append(head)
        elif published > day:
            is_open = (_first_day(head.published_at) or published) <= day
            undated, later = undated + is_open, later + (not is_open)
        elif modified is not None and modified > day:
            changed.append(head)
        else:
            known.append(head)
    addresses = {head.url or head.path for head in known}
    lost = sum((head.url or head.path) not in addresses for head in changed)
    return Knowable(documents=tuple(settled(known)), later=later, undated=undated, changed=lost)


def known_by_settings(heads: Iterable[Document], negotiation: Negotiation) -> Knowable:
    """The documents up to the day that ``negotiation.toml`` names; all, when it names none.

    The analyst chose these texts for the file, so those without a day stay in it.
    """
    if negotiation.as_of is None:
        return Knowable(documents=tuple(heads))
    return known_by(heads, day_asked(negotiation.as_of), keep_undated=True)


def _last_day(edtf: str | None) -> date | None:
    try:
        return interval(edtf)[1] if edtf else None
    except BadRequest:
        return None


def _first_day(edtf: str | None) -> date | None:
    try:
        return interval(edtf)[0] if edtf else None
    except BadRequest:
        return None

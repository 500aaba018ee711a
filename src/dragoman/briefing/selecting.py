"""A selection: which entries are chosen, and what they rest on."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import evolve, fields, frozen

from dragoman.briefing.days import span
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Contents, Entry, encode
from dragoman.model.nouns import FIELDS, WHO

_TOLD = (
    "contact",
    "position",
    "commitment",
    "constraint",
    "leverage",
    "linkage",
    "deed",
    "assessment",
    "discrepancy",
)
SECTIONS = {noun: FIELDS[noun] for noun in _TOLD}
"""The nouns that a brief has a section on, in its order, with their fields of the contents."""

_OTHERS = ("statement", "hypothesis", "finding", "question", *WHO)
NAMED = SECTIONS | {noun: FIELDS[noun] for noun in _OTHERS}
"""The nouns whose entries can be chosen by id."""

_WHO = tuple(FIELDS[noun] for noun in WHO)
_ALWAYS = ("negotiation", "as_of")
_TEXT = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"')
_SHORTEST = 6
"""Characters of the beginning of an id that are enough to look it up."""


@frozen(kw_only=True)
class Selection:
    """What to choose: an entry is chosen that is named, or that fits every other field given.

    ``sections`` are nouns ("contact", "position", "commitment", "deed", "assessment",
    "constraint", "leverage", "linkage", "discrepancy"); ``parties`` and ``issues`` are ids, one of
    which an entry must name; ``first`` and ``last`` bound the days, both included (an uncertain
    day fits where it can fall into the stretch; an entry without a day does not). ``entries`` are
    ids or their beginnings.
    """

    entries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def has_query(self) -> bool:
        """Whether anything but entries is asked for."""
        return bool(self.sections or self.parties or self.issues or self.first or self.last)


def as_selection(chosen: Selection | Iterable[str]) -> Selection:
    """The selection of these ids, or the selection itself."""
    return chosen if isinstance(chosen, Selection) else Selection(entries=tuple(chosen))


def chosen_ids(contents: Contents, selection: Selection) -> frozenset[str]:
    """The ids of the chosen entries.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none, or nothing is asked for.
    """
    if not selection.entries and not selection.has_query:
        raise BadRequest("nothing is chosen; name entries, a section, a party, an issue or days")
    for name in selection.sections:
        if name not in SECTIONS:
            raise BadRequest(f"no section {name!r}; choose from {', '.join(SECTIONS)}")
    found = set(_named(contents, selection.entries))
    if selection.has_query:
        found |= {entry.id for entry in _fitting(contents, selection)}
    return frozenset(found)


def _named(contents: Contents, wanted: Iterable[str]) -> Iterator[str]:
    ids = sorted({entry.id for field in NAMED.values() for entry in getattr(contents, field)})
    known = set(ids)
    for one in wanted:
        if one in known:
            yield one
            continue
        fits = [id for id in ids if id.startswith(one)] if len(one) >= _SHORTEST else []
        if len(fits) != 1:
            raise UnknownEntry(one)
        yield fits[0]


def _fitting(contents: Contents, selection: Selection) -> Iterator[Entry]:
    for noun in selection.sections or SECTIONS:
        for entry in getattr(contents, SECTIONS[noun]):
            if _fits(entry, selection):
                yield entry


def _fits(entry: Entry, selection: Selection) -> bool:
    told = _texts_in(entry) if selection.parties or selection.issues else frozenset()
    for wanted in (selection.parties, selection.issues):
        if wanted and told.isdisjoint(wanted):
            return False
    return _is_within(entry, selection.first, selection.last)


def _texts_in(entry: Entry) -> frozenset[str]:
    """Every short text in the record, ids among them."""
    return frozenset(one.decode("utf-8", "replace") for one in _TEXT.findall(encode(entry)))


def _is_within(entry: Entry, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    low, high = first or date.min, last or date.max
    return any(
        (begin or end or date.max) <= high and (end or begin or date.min) >= low
        for begin, end in _days(entry)
        if begin or end
    )


def _days(entry: Entry) -> Iterator[tuple[date | None, date | None]]:
    """Every day that the entry itself gives: when it happened, was told or falls due."""
    for name in ("happened_on", "due_on", "interval", "horizon"):
        when = getattr(entry, name, None)
        if when is not None:
            yield span(when.edtf)
    if told := getattr(entry, "told_on", None):
        yield span(told)
    for name in ("series", "agreement", "compliance"):
        for stage in getattr(entry, name, ()):
            yield span(stage.on.edtf if stage.on else None)


def select(contents: Contents, chosen: Selection | Iterable[str]) -> Contents:
    """The contents with the chosen entries alone, and what they rest on.

    That is the documents that they quote, the statements and people that they name, how well they
    are attested, and the decisions about them.

    Raises:
        UnknownEntry: an id that no entry has, or whose beginning several have.
        BadRequest: a section that is none, or nothing is asked for.
    """
    ids = chosen_ids(contents, as_selection(chosen))
    every = [entry for field in NAMED.values() for entry in getattr(contents, field)]
    named = {text for entry in every if entry.id in ids for text in _texts_in(entry)}
    rests = (*NAMED.values(), "documents", "attributions")
    values: dict[str, Any] = {
        "corroborations": tuple(c for c in contents.corroborations if c.target in ids),
        "evidence": tuple(e for e in contents.evidence if e.target in ids),
        "decisions": tuple(d for d in contents.decisions if d.target.entry in ids),
    }
    grounds = ("statements", "attributions", "documents", *_WHO)
    for name in rests:
        kept = ids | named if name in grounds else ids
        values[name] = tuple(entry for entry in getattr(contents, name) if entry.id in kept)
    empty = [f.name for f in fields(Contents) if f.name not in (*values, *_ALWAYS)]
    values |= dict.fromkeys(empty, ())
    return evolve(contents, **values)

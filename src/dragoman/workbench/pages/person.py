"""Person: all about one party, person, organisation or place, and why each spelling is his."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from attrs import frozen

from dragoman.briefing import line, tidy
from dragoman.errors import UnknownEntry
from dragoman.model import Deed, Entry, Mark, Party, Verb
from dragoman.workbench.cards import Card, Stamp, card, stamp
from dragoman.workbench.citations import Citation, entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.index import Who
from dragoman.workbench.pages.contacts import who_label
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.paging import Paging, part_of
from dragoman.workbench.pages.people import WhoRow, who_row
from dragoman.workbench.spellings import Spelling

SHOWN = 10
"""Contacts, positions, commitments and deeds that stand on the page; the rest behind a link."""

STATEMENTS_A_PAGE = 20
SPELLINGS_AT_MOST = 60

_EDGES = (Verb.SAME, Verb.DIFFERENT, Verb.UNSURE, Verb.SPLIT, Verb.CORRECT, Verb.RATE)


@frozen(kw_only=True)
class PersonQuery:
    """The id in the path; ``page`` turns the statements."""

    id: str
    page: int = 1


@frozen(kw_only=True)
class SpellingRow:
    """One spelling: how often, in which way it was tied, which rules say so, and where it stands.

    ``rivals`` are the names of those who were as likely, where it is unsure.
    """

    words: str
    times: int
    how: str
    why: str
    is_unsure: bool
    because: tuple[str, ...]
    rivals: tuple[str, ...]
    citations: tuple[int, ...]


@frozen(kw_only=True)
class Signed:
    """A decision on who this is: who, when, what, why."""

    who: str
    decided_at: str
    verb: str
    why: str


@frozen(kw_only=True)
class WhoLine:
    """One entry in a line."""

    id: str
    href: str
    text: str
    mark: Mark | None
    citations: tuple[int, ...]


@frozen(kw_only=True)
class Some:
    """The first lines of a list, how many there are, and where all of them stand."""

    lines: tuple[WhoLine, ...]
    total: int
    href: str


@frozen(kw_only=True)
class PersonSheet:
    """All about one. ``given`` are names from negotiation.toml or the gazetteer that no text on
    file uses; ``unnamed`` counts pronouns read back to the name."""

    who: WhoRow
    stamp: Stamp
    entry_href: str
    because: tuple[str, ...]
    spellings: tuple[SpellingRow, ...]
    has_because: bool
    more_spellings: int
    given: tuple[str, ...]
    signed: tuple[Signed, ...]
    people: tuple[WhoRow, ...]
    contacts: Some
    positions: Some
    commitments: Some
    deeds: Some
    statements: tuple[Card, ...]
    paging: Paging
    notes: tuple[Citation, ...]


def make(desk: Desk, query: PersonQuery) -> PersonSheet:
    """Compose the page. Raises ``UnknownEntry`` for one who is not on file."""
    snapshot, index = desk.snapshot, desk.snapshot.index
    one = index.everybody.get(query.id)
    if one is None:
        raise UnknownEntry(query.id)
    found = snapshot.spellings.get(one.id, ())
    part = part_of(index.said_by.get(one.id, ()), query.page, STATEMENTS_A_PAGE)
    key = {"party": "party", "person": "person", "place": "place"}.get(one.kind, "")
    narrowed = f"?{key}={quote(one.id, safe='')}" if key else ""
    positions = _positions(one, desk)
    deeds = [h.entry for h in reversed(index.happenings) if _did(h.entry, one)]
    bound = [c for c in index.commitments if one.id in c.parties]
    return PersonSheet(
        who=who_row(one, desk),
        stamp=stamp(one.id, desk),
        entry_href=entry_href(one.id),
        because=tuple(_because(one)),
        spellings=tuple(_spelling(s, desk) for s in found[:SPELLINGS_AT_MOST]),
        has_because=any(s.because or s.rivals for s in found[:SPELLINGS_AT_MOST]),
        more_spellings=max(len(found) - SPELLINGS_AT_MOST, 0),
        given=_given(one, found),
        signed=tuple(_signed(one, desk)),
        people=tuple(_people(one, desk)),
        contacts=_some(
            [h.entry for h in index.took_part.get(one.id, ())], desk, f"/contacts{narrowed}"
        ),
        positions=_some(positions, desk, f"/positions{narrowed}" if key == "party" else ""),
        commitments=_some(bound, desk, f"/commitments{narrowed}" if key == "party" else ""),
        deeds=_some(deeds, desk, f"/timeline{narrowed}&kind=deed" if key == "party" else ""),
        statements=tuple(card(statement, desk) for statement in part.rows),
        paging=part.paging,
        notes=desk.notes(),
    )


def _because(one: Who) -> Iterator[str]:
    for line_ in one.because:
        yield f"named in {line_}" if line_.endswith(".toml") else tidy(line_)


def _spelling(spelling: Spelling, desk: Desk) -> SpellingRow:
    return SpellingRow(
        words=spelling.words,
        times=spelling.times,
        how=spelling.how,
        why=spelling.why,
        is_unsure=spelling.is_unsure,
        because=tuple(tidy(told) for told in spelling.because),
        rivals=tuple(who_label(id, desk) for id in spelling.rivals),
        citations=desk.footnotes.cite_passages(spelling.passages, "mention", at_most=3),
    )


def _given(one: Who, found: Sequence[Spelling]) -> tuple[str, ...]:
    seen = {_bare(spelling.words) for spelling in found}
    names = dict.fromkeys(tidy(name) for name in one.names)
    return tuple(name for name in names if _bare(name) not in seen) if found else ()


def _bare(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _signed(one: Who, desk: Desk) -> Iterator[Signed]:
    for decision in desk.snapshot.decisions_on.get(one.id, ()):
        if decision.verb in _EDGES:
            yield Signed(
                who=tidy(decision.who),
                decided_at=decision.decided_at,
                verb=decision.verb.value,
                why=tidy(decision.why),
            )


def _people(one: Who, desk: Desk) -> Iterator[WhoRow]:
    """Those who stand with a party."""
    if isinstance(one, Party):
        of_it = [w for w in desk.snapshot.index.people if getattr(w, "party", None) == one.id]
        yield from (who_row(w, desk) for w in of_it[:SHOWN])


def _positions(one: Who, desk: Desk) -> Sequence[Entry]:
    index = desk.snapshot.index
    if isinstance(one, Party):
        return [p for p in index.positions if p.party == one.id]
    return index.positions_from.get(one.id, ())


def _did(deed: Entry, one: Who) -> bool:
    if not isinstance(deed, Deed):
        return False
    named = (deed.actor, deed.recipient, deed.place)
    return any(n is not None and one.id in (n.id, n.party) for n in named)


def _some(entries: Sequence[Entry], desk: Desk, href: str) -> Some:
    return Some(
        lines=tuple(_line(entry, desk) for entry in entries[:SHOWN]),
        total=len(entries),
        href=href,
    )


def _line(entry: Entry, desk: Desk) -> WhoLine:
    told = line(entry, desk.footnotes)
    return WhoLine(
        id=entry.id,
        href=entry_href(entry.id),
        text=told.text,
        mark=told.mark,
        citations=told.citations,
    )


def warm(desk: Desk) -> None:
    """Read the mentions: how everybody is spelt."""
    _ = desk.snapshot.spellings


PAGE = Page(
    name="person", path="/people/{id}", query=PersonQuery, make=make, is_slow=True, warm=warm
)
